/* See room.h.  Few words, wide margins: to be read from six metres. */
#include "ui/room.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_ui.h"
#include "ui/draw.h"
#include "workshop/pace.h"
#include "workshop/session.h"
#include "workshop/spread.h"

enum { LABEL_MAX = 14, COUNT_MAX = 6, UNIT_MAX = 4, TALL = 14 };

/* What a picture is drawn with. */
struct pen {
	const struct room_view *view;
	const struct session *session;
	struct arena *frame;
	struct canvas *canvas;
	struct box box;          /* within the margins */
	const struct stop *stop; /* under discussion, or NULL */
};

static const struct { const char *name; struct words words; } shows[ROOM_SHOW_COUNT] = {
	[ROOM_ITEM] = { "item", W(ROOM_ITEM) }, [ROOM_QUESTION] = { "question", W(ROOM_QUESTION) },
	[ROOM_POSITIONS] = { "positions", W(ROOM_POSITIONS) }, [ROOM_DECISION] = { "decision", W(ROOM_DECISION) },
	[ROOM_OVERVIEW] = { "overview", W(ROOM_OVERVIEW) }, [ROOM_BLANK] = { "blank", W(ROOM_BLANK) },
};

const char *room_show_name(enum room_show show)
{
	return shows[show].name;
}

const char *room_show_say(enum room_show show)
{
	return say(shows[show].words);
}

bool room_show_find(const char *name, enum room_show *show)
{
	for (int i = 0; name && i < ROOM_SHOW_COUNT; i++) {
		if (strcmp(shows[i].name, name) == 0) {
			*show = (enum room_show)i;
			return true;
		}
	}
	return false;
}

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* ---- what every picture has -------------------------------------------------------------- */

static struct page new_page(const struct pen *pen)
{
	struct page page;

	page_init(&page, pen->frame, pen->box.width);
	return page;
}

/* In the middle of the height, or from the top where it does not fit. */
static void show_page(const struct pen *pen, const struct page *page)
{
	struct box box = pen->box;
	int free = box.height - (int)page->count;

	if (free > 1) {
		box.y += free / 3;
		box.height -= free / 3;
	}
	page_draw(pen->canvas, box, page, 0);
}

static void draw_top(const struct pen *pen)
{
	const struct session_state *now = &pen->session->now;
	char clock[16];

	instant_clock(pen->view->now.at, pen->view->now.zone_minutes, clock, sizeof(clock));
	canvas_text_right(pen->canvas, 0, 0, pen->canvas->width - 1, STYLE_DIM,
			  arena_printf(pen->frame, "%s%s  %s", now->label ? "[" : "", now->label ?
				       arena_printf(pen->frame, "%s]", now->label) : "", clock));
	canvas_text(pen->canvas, 1, 0, pen->canvas->width - 24, STYLE_DIM, now->title ? now->title : "");
}

/* When the meeting looks to end; nothing before it has begun. */
static void draw_end(const struct pen *pen)
{
	struct pace pace = session_pace(pen->session, pen->view->now.at, pen->view->now.zone_minutes);
	char clock[16];

	if (!pace.started_at || !pace.ends_at)
		return;
	instant_clock(pace.ends_at, pen->view->now.zone_minutes, clock, sizeof(clock));
	canvas_text(pen->canvas, 1, pen->canvas->height - 1, pen->canvas->width / 2, STYLE_DIM,
		    arena_printf(pen->frame, T(ROOM_ENDS), clock));
}

/* Calm: minutes that are left, or gone over; never seconds. */
static void draw_bottom(const struct pen *pen)
{
	static const enum style styles[] = { [PACE_CALM] = STYLE_DIM, [PACE_NEAR] = STYLE_STRONG,
					     [PACE_OVER] = STYLE_WARNING };
	int y = pen->canvas->height - 1, left;

	if (pen->view->waiting) {
		canvas_text(pen->canvas, 1, y, pen->canvas->width - 2, STYLE_DIM, T(ROOM_WAITING));
		return;
	}
	draw_end(pen);
	if (!pen->stop || stop_planned(pen->stop) <= 0 || pen->stop->state != STOP_OPEN ||
	    session_pause(pen->session))
		return;
	left = stop_planned(pen->stop) - (int)(stop_used(pen->stop, pen->view->now.at) / 60000);
	canvas_text_right(pen->canvas, 0, y, pen->canvas->width - 1,
			  styles[stop_pace(pen->stop, pen->view->now.at)],
			  arena_printf(pen->frame, left >= 0 ? T(ROOM_LEFT) : T(ROOM_OVER),
				       left >= 0 ? left : -left));
}

static void add_place(const struct pen *pen, struct page *page)
{
	char name[64];

	if (!pen->stop)
		return;
	stop_name(pen->stop, name, sizeof(name));
	page_add(page, STYLE_LABEL, 0, "", pen->stop->item ?
		 arena_printf(pen->frame, "%s  %s", name, stop_title(pen->stop)) : name);
	page_blank(page);
}

/* ---- item, question ---------------------------------------------------------------------- */

static void draw_item(const struct pen *pen)
{
	struct page page = new_page(pen);
	char name[64];

	if (!pen->stop) {
		page_add(&page, STYLE_STRONG, 0, "", pen->session->now.title ? pen->session->now.title : "");
		show_page(pen, &page);
		return;
	}
	stop_name(pen->stop, name, sizeof(name));
	page_add(&page, STYLE_LABEL, 0, "", pen->stop->item ? name : "");
	page_blank(&page);
	page_add(&page, STYLE_TITLE, 0, "", stop_title(pen->stop));
	page_blank(&page);
	if (pen->stop->item)
		page_add(&page, STYLE_STRONG, 0, "", bitext_say(pen->stop->item->decide));
	show_page(pen, &page);
}

static void draw_question(const struct pen *pen)
{
	const struct item *item = pen->stop ? pen->stop->item : NULL;
	size_t at = pen->view->question > 0 ? (size_t)pen->view->question - 1 : 0;
	struct page page = new_page(pen);

	if (!item || at >= item->question_count) {
		draw_item(pen);
		return;
	}
	add_place(pen, &page);
	page_add(&page, STYLE_STRONG, 0, "", bitext_say(item->question[at].ask));
	show_page(pen, &page);
}

/* ---- positions ---------------------------------------------------------------------------- */

static const struct round *newest_round(const struct pen *pen)
{
	size_t count = pen->stop ? item_round_count(pen->session, pen->stop->id) : 0;

	return count ? item_round(pen->session, pen->stop->id, count - 1) : NULL;
}

static const char *column_words(const struct pen *pen, const struct round *round, int column)
{
	static const struct words votes[] = { W(VOTE_FOR), W(VOTE_AGAINST), W(VOTE_ABSTAIN) };

	return is(round->question, "motion") ? say(votes[column - 1]) :
	       arena_printf(pen->frame, "%d %s", column, bitext_say(pen->session->pack->level[column - 1].title));
}

/* "3 慎重      ■■■■■■■■  2": a bar a level; as many columns a person as there is room. */
static void add_bars(const struct pen *pen, struct page *page, const struct round *round)
{
	struct spread spread = round_spread(pen->session, round);
	int most = 1, room = pen->box.width - LABEL_MAX - COUNT_MAX, unit;

	for (int i = 0; i < spread.columns; i++)
		most = spread.tally[i] > most ? spread.tally[i] : most;
	unit = room / most < UNIT_MAX ? room / most : UNIT_MAX;
	for (int i = 0; i < spread.columns; i++) {
		const char *label = column_words(pen, round, i + 1);
		int bars = unit > 0 ? spread.tally[i] * unit : room > 0 ? spread.tally[i] * room / most : 0;
		int pad = LABEL_MAX - text_width(label);
		struct str line = STR_INIT;

		str_printf(&line, "%s%*s", label, pad > 0 ? pad : 1, "");
		for (int k = 0; k < bars; k++)
			str_add(&line, pen->canvas->ascii ? "#" : "█");
		str_printf(&line, "%s%d", bars ? "  " : "", spread.tally[i]);
		page_add(page, spread.tally[i] ? STYLE_STRONG : STYLE_DIM, 0, "", line.text);
		if (pen->box.height >= TALL)
			page_blank(page);
		str_release(&line);
	}
}

static void draw_positions(const struct pen *pen)
{
	const struct round *round = newest_round(pen);
	struct page page = new_page(pen);
	struct turnout turnout;

	if (!round) {
		draw_item(pen);
		return;
	}
	add_place(pen, &page);
	if (round->text) {
		page_add(&page, STYLE_STRONG, 0, "", round->text);
		page_blank(&page);
	}
	if (round->revealed) {
		add_bars(pen, &page, round);
	} else if (round->straw) {
		page_add(&page, STYLE_TITLE, 0, "", arena_printf(pen->frame, T(ROOM_STRAW),
			 round_spread(pen->session, round).taken));
	} else {
		turnout = round_turnout(pen->session, round);
		page_add(&page, STYLE_TITLE, 0, "", arena_printf(pen->frame, T(ROOM_TAKEN), turnout.taken,
								 turnout.asked));
	}
	show_page(pen, &page);
}

/* ---- decision, overview ------------------------------------------------------------------ */

static void draw_decision(const struct pen *pen)
{
	const struct decision *decision = pen->stop ? session_item_decision(pen->session, pen->stop->id) : NULL;
	const struct assignment *owner = pen->stop ? session_assignment(pen->session, pen->stop->id) : NULL;
	const struct round *round = newest_round(pen);
	struct page page = new_page(pen);
	struct str words = STR_INIT;

	add_place(pen, &page);
	if (decision) {
		const struct event_field *outcome =
			event_field_find(event_kind_find("decision_recorded"), "outcome");

		page_add(&page, STYLE_LABEL, 0, "", choice_say(outcome->names, decision->outcome));
		page_blank(&page);
		page_add(&page, STYLE_STRONG, 0, "", decision->text);
	} else {
		page_add(&page, round && round->text ? STYLE_STRONG : STYLE_DIM, 0, "",
			 round && round->text ? round->text : T(ROOM_NO_DECISION));
	}
	if (decision && owner) {
		person_say(owner->accountable, &words);
		page_blank(&page);
		page_add(&page, STYLE_TEXT, 0, "", arena_printf(pen->frame, T(OWNER_AND_DUE), words.text,
								owner->due ? owner->due : T(NO_DUE)));
	}
	str_release(&words);
	show_page(pen, &page);
}

/* Each item a line: done, decided, under discussion; nothing of what is missing. */
static void draw_overview(const struct pen *pen)
{
	struct page page = new_page(pen);

	for (size_t i = 0; i < pen->session->now.stop_count; i++) {
		const struct stop *stop = &pen->session->now.stop[i];
		bool open = stop->state == STOP_OPEN, decided;
		char name[64];

		if (!stop->item || !stop->on_agenda)
			continue;
		decided = session_item_decision(pen->session, stop->id) != NULL;
		stop_name(stop, name, sizeof(name));
		page_add(&page, open ? STYLE_STRONG : decided ? STYLE_TEXT : STYLE_DIM, 0, "",
			 arena_printf(pen->frame, "%s  %s%*s  %s", open ? (pen->canvas->ascii ? ">" : "▶") :
				      decided ? (pen->canvas->ascii ? "x" : "✓") : " ", name,
				      text_width(name) < 6 ? 6 - text_width(name) : 0, "", stop_title(stop)));
	}
	show_page(pen, &page);
}

/* Nothing but that it is a break, and when it goes on. */
static void draw_pause(const struct pen *pen)
{
	const struct pause *pause = session_pause(pen->session);
	struct page page = new_page(pen);
	char clock[16];

	page_add(&page, STYLE_TITLE, 0, "", T(ROOM_PAUSED));
	if (pause->minutes > 0) {
		instant_clock(pause->from + (int64_t)pause->minutes * 60000, pen->view->now.zone_minutes,
			      clock, sizeof(clock));
		page_blank(&page);
		page_add(&page, STYLE_STRONG, 0, "", arena_printf(pen->frame, T(ROOM_RESUMES), clock));
	}
	show_page(pen, &page);
}

/* The record is closed; what stood here last is no longer for the room. */
static void draw_closed(const struct pen *pen)
{
	struct page page = new_page(pen);

	page_add(&page, STYLE_STRONG, 0, "", pen->session->now.title ? pen->session->now.title : "");
	page_blank(&page);
	page_add(&page, STYLE_TITLE, 0, "", T(ROOM_CLOSED));
	show_page(pen, &page);
}

static void draw_blank(const struct pen *pen)
{
	(void)pen;
}

static void (*const draws[ROOM_SHOW_COUNT])(const struct pen *pen) = {
	[ROOM_ITEM] = draw_item, [ROOM_QUESTION] = draw_question, [ROOM_POSITIONS] = draw_positions,
	[ROOM_DECISION] = draw_decision, [ROOM_OVERVIEW] = draw_overview, [ROOM_BLANK] = draw_blank,
};

void room_draw(const struct room_view *view, struct arena *frame, struct canvas *canvas)
{
	struct pen pen = { .view = view, .session = view->session, .frame = frame, .canvas = canvas };
	bool whole = view->show == ROOM_OVERVIEW || view->show == ROOM_BLANK;
	int margin = canvas->width / 10;

	pen.stop = session_stop(view->session, view->session->now.current);
	pen.box = (struct box){ margin, 2, canvas->width - 2 * margin, canvas->height - 4 };
	if (view->show != ROOM_BLANK) {
		draw_top(&pen);
		draw_bottom(&pen);
	}
	if (view->show != ROOM_BLANK && view->session->now.sealed)
		draw_closed(&pen);
	else if (view->show != ROOM_BLANK && session_pause(view->session))
		draw_pause(&pen);
	/* What was chosen holds for its item; the next one begins with itself. */
	else if (whole || !pen.stop || !view->item || is(view->item, pen.stop->id))
		draws[view->show](&pen);
	else
		draw_item(&pen);
}
