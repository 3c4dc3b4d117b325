/* See seat.h.  Choose, say why, say how sure, confirm: each step is one Enter. */
#include "ui/seat.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "ui/action.h"
#include "ui/draw.h"
#include "ui/edit.h"
#include "ui/room.h"
#include "workshop/session.h"
#include "workshop/spread.h"

enum { REASON_MAX = 400, CONFIDENCES = 3, LINES_FOOT = 2, LABEL_COLUMNS = 14, MARGIN_MIN = 2 };

/* Where the keys go. */
enum seat_part { PART_POSITION, PART_REASON, PART_CONFIDENCE, PART_CONFIRM, PART_COUNT };

struct seat {
	struct str participant, round, message;
	struct str place;        /* that the message is about */
	struct str shown_item; struct room_choice shown;
	const struct session *session;
	struct app_now now;
	bool waiting, warning;
	bool again;              /* a sealed ballot is thought over */
	enum seat_part part;
	int column, confidence;  /* 0: not chosen */
	struct edit reason;
	int columns;             /* as wide as the reason was last drawn */
};

static const struct words confidences[CONFIDENCES] = {
	W(CONFIDENCE_1), W(CONFIDENCE_2), W(CONFIDENCE_3),
};

/* ---- what is asked ------------------------------------------------------------------------ */

static const struct participant *self(const struct seat *seat)
{
	return seat->session ? session_participant(seat->session, seat->participant.text) : NULL;
}

/* The round that takes positions now: of the item under discussion, else (with names) the
 * newest.  A show of hands has no names; the facilitator counts it. */
static const struct round *open_round_of(const struct seat *seat, bool straw)
{
	const struct session_state *now = seat->session ? &seat->session->now : NULL;
	const struct round *found = NULL;

	for (size_t i = 0; now && !now->sealed && i < now->round_count; i++) {
		const struct round *round = &now->round[i];
		bool here = now->current && strcmp(round->item, now->current) == 0;

		if (!round->revealed && !round->withdrawn && round->straw == straw && (here || (!straw && !found)))
			found = round;
	}
	return found;
}

static const struct round *open_round(const struct seat *seat)
{
	return open_round_of(seat, false);
}

static bool is_motion(const struct round *round)
{
	return strcmp(round->question, "motion") == 0;
}

static int column_count(const struct round *round)
{
	return is_motion(round) ? 3 : PACK_LEVELS;
}

/* Why this person can't take a position now; NULL: they can. */
static const char *hindrance(const struct seat *seat)
{
	const struct participant *who = self(seat);
	const struct round *round = open_round(seat);

	if (!who || who->removed)
		return T(SEAT_NOT_LISTED);
	if (seat->session->now.sealed)
		return T(SEAT_SEALED);
	if (!round)
		return open_round_of(seat, true) ? T(SEAT_HANDS) : T(SEAT_NO_ROUND);
	for (size_t i = 0; i < who->recusal_count; i++)
		if (strcmp(who->recusal[i].item, round->item) == 0)
			return T(SEAT_RECUSED);
	if (!who->votes)
		return T(SEAT_NO_VOTE);
	return is_asked(seat->session, who, round->item) ? NULL : T(SEAT_ABSENT);
}

/* Is there a ballot to be filled in? */
static bool is_asking(const struct seat *seat)
{
	const struct round *round = open_round(seat);

	return !hindrance(seat) &&
	       (seat->again || !round_position(seat->session, round, seat->participant.text));
}

/* ---- life --------------------------------------------------------------------------------- */

struct seat *seat_new(const char *participant)
{
	struct seat *seat = calloc(1, sizeof(*seat));

	if (!seat)
		log_fatal("out of memory");
	seat->participant = seat->round = seat->message = seat->place = seat->shown_item = (struct str)STR_INIT;
	str_add(&seat->participant, participant);
	edit_init(&seat->reason, false, REASON_MAX);
	seat->columns = 40;
	return seat;
}

void seat_free(struct seat *seat)
{
	struct str *const texts[] = { &seat->participant, &seat->round, &seat->message, &seat->place, &seat->shown_item };

	for (size_t i = 0; seat && i < sizeof(texts) / sizeof(texts[0]); i++)
		str_release(texts[i]);
	if (!seat)
		return;
	edit_release(&seat->reason);
	free(seat);
}

static void tell(struct seat *seat, bool warning, const char *text)
{
	str_clear(&seat->message);
	str_add(&seat->message, text);
	seat->warning = warning;
}

static void begin(struct seat *seat)
{
	seat->part = PART_POSITION;
	seat->column = seat->confidence = 0;
	seat->again = false;
	edit_set(&seat->reason, "");
}

/* Words about an item are not left standing under the next one, nor those about a
 * ballot where there can be none any more. */
static void leave_place(struct seat *seat)
{
	const char *now = seat->session->now.current ? seat->session->now.current : "";

	if (hindrance(seat) && !seat->warning)
		tell(seat, false, "");
	if (strcmp(seat->place.text, now) == 0)
		return;
	str_clear(&seat->place);
	str_add(&seat->place, now);
	tell(seat, false, "");
}

void seat_room(struct seat *seat, const struct room_choice *choice)
{
	str_clear(&seat->shown_item);
	str_add(&seat->shown_item, choice->item ? choice->item : "");
	seat->shown = *choice;
	seat->shown.item = choice->item ? seat->shown_item.text : NULL;
}

void seat_session(struct seat *seat, const struct session *session, bool waiting)
{
	const struct round *round;
	bool begun = seat->column > 0 || seat->reason.text.length > 0;

	seat->session = session;
	seat->waiting = waiting;
	round = open_round(seat);
	leave_place(seat);
	if (strcmp(round ? round->id : "", seat->round.text) == 0)
		return;
	str_clear(&seat->round);
	str_add(&seat->round, round ? round->id : "");
	begin(seat);
	tell(seat, true, begun ? T(SEAT_TOO_LATE) : "");
}

void seat_time(struct seat *seat, struct app_now now)
{
	seat->now = now;
}

/* ---- keys --------------------------------------------------------------------------------- */

static enum context context_of(const struct seat *seat)
{
	if (!is_asking(seat))
		return CONTEXT_SEAT;
	return seat->part == PART_REASON ? CONTEXT_SEAT_TEXT :
	       seat->part == PART_CONFIRM ? CONTEXT_SEAT_ASK : CONTEXT_BALLOT;
}

static void choose(struct seat *seat, int column)
{
	if (seat->part == PART_CONFIDENCE && column <= CONFIDENCES)
		seat->confidence = seat->confidence == column ? 0 : column;
	else if (seat->part == PART_POSITION && column <= column_count(open_round(seat)))
		seat->column = column;
}

static void step(struct seat *seat, int by)
{
	int *value = seat->part == PART_CONFIDENCE ? &seat->confidence : &seat->column;
	int most = seat->part == PART_CONFIDENCE ? CONFIDENCES : column_count(open_round(seat));
	int least = seat->part == PART_CONFIDENCE ? 0 : 1;

	*value += by;
	*value = *value < least ? least : *value > most ? most : *value;
}

static void go_on(struct seat *seat)
{
	if (seat->column == 0)
		tell(seat, true, T(SEAT_CHOOSE));
	else if (seat->part < PART_CONFIRM)
		seat->part++;
}

static void go_back(struct seat *seat)
{
	if (seat->part > PART_POSITION)
		seat->part--;
	else
		begin(seat); /* what was sealed before stays as it is */
}

/* Before the reveal a person may think again. */
static void think_again(struct seat *seat)
{
	if (hindrance(seat))
		return;
	begin(seat);
	seat->again = true;
}

/* The actions of a ballot; the others are the terminal's. */
static void act(struct seat *seat, enum action_id action)
{
	static const struct { enum action_id action; void (*run)(struct seat *seat, int by); int by; } rows[] = {
		{ ACTION_TAKE_1, choose, 1 }, { ACTION_TAKE_2, choose, 2 }, { ACTION_TAKE_3, choose, 3 },
		{ ACTION_TAKE_4, choose, 4 }, { ACTION_TAKE_5, choose, 5 }, { ACTION_UP, step, -1 },
		{ ACTION_DOWN, step, 1 }, { ACTION_LEFT, step, -1 }, { ACTION_RIGHT, step, 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].action == action)
			rows[i].run(seat, rows[i].by);
	if (action == ACTION_RECORD || action == ACTION_NEXT_FIELD)
		go_on(seat);
	else if (action == ACTION_BACK || action == ACTION_PREVIOUS_FIELD || action == ACTION_NO)
		go_back(seat);
	else if (action == ACTION_OPEN)
		think_again(seat);
}

static bool typed(struct seat *seat, struct key key)
{
	enum edit_result result = context_of(seat) == CONTEXT_SEAT_TEXT ?
		edit_key(&seat->reason, key, seat->columns) : EDIT_IGNORED;

	if (result == EDIT_FULL || result == EDIT_CONTROL)
		tell(seat, true, result == EDIT_FULL ? T(SEAT_REASON_LONG) : T(SEAT_REASON_CONTROL));
	return result != EDIT_IGNORED;
}

enum seat_wish seat_key(struct seat *seat, struct key key)
{
	const struct binding *binding;

	if (key.code == NAMED_NONE || key.code == NAMED_UNKNOWN || key.code == NAMED_RESIZE)
		return SEAT_NOTHING;
	tell(seat, false, "");
	if (typed(seat, key))
		return SEAT_NOTHING;
	binding = key.code == NAMED_PASTE ? NULL : binding_find(context_of(seat), key_fold(key));
	if (!binding)
		return SEAT_NOTHING;
	if (binding->action == ACTION_LANGUAGE)
		lang = lang == LANG_JA ? LANG_EN : LANG_JA;
	else if (binding->action == ACTION_REDRAW)
		return SEAT_REDRAW;
	else if (binding->action == ACTION_QUIT)
		return SEAT_LEAVE;
	else if (binding->action == ACTION_YES)
		return SEAT_RECORD;
	else
		act(seat, binding->action);
	return SEAT_NOTHING;
}

struct event seat_ballot(const struct seat *seat, struct arena *arena)
{
	static const char *const votes[] = { "for", "against", "abstain" };
	const struct round *round = open_round(seat);
	struct json *body = json_map(arena);

	json_put_text(arena, body, "round", seat->round.text);
	json_put_text(arena, body, "participant", seat->participant.text);
	if (round && is_motion(round))
		json_put_text(arena, body, "vote", votes[seat->column - 1]);
	else
		json_put_int(arena, body, "level", seat->column);
	if (seat->reason.text.length > 0)
		json_put_text(arena, body, "reason", seat->reason.text.text);
	if (seat->confidence > 0)
		json_put_int(arena, body, "confidence", seat->confidence);
	json_put_text(arena, body, "via", "seat");
	return (struct event){ .at = seat->now.at, .kind_name = "position_taken",
			       .kind = event_kind_find("position_taken"), .body = body };
}

void seat_recorded(struct seat *seat, const char *why)
{
	if (why) {
		tell(seat, true, why);
		return;
	}
	begin(seat);
	tell(seat, false, T(SEAT_RECORDED));
}

/* ---- the picture -------------------------------------------------------------------------- */

/* "3 cautious", "for". */
static const char *column_words(const struct seat *seat, struct arena *frame, const struct round *round,
				int column)
{
	static const struct words votes[] = { W(VOTE_FOR), W(VOTE_AGAINST), W(VOTE_ABSTAIN) };

	return is_motion(round) ? say(votes[column - 1]) :
	       arena_printf(frame, "%d %s", column, bitext_say(seat->session->pack->level[column - 1].title));
}

static void draw_bar(const struct seat *seat, struct arena *frame, struct canvas *canvas)
{
	const struct participant *who = self(seat);
	const char *label = seat->session->now.label;
	struct str name = STR_INIT;
	char clock[16];

	if (who)
		person_say(participant_person(who), &name);
	instant_clock(seat->now.at, seat->now.zone_minutes, clock, sizeof(clock));
	canvas_fill(canvas, (struct box){ 0, 0, canvas->width, 1 }, STYLE_BAR);
	canvas_text(canvas, 1, 0, canvas->width - 24, STYLE_BAR, arena_printf(frame, T(SEAT_OF), name.text));
	canvas_text_right(canvas, 0, 0, canvas->width - 1, STYLE_BAR,
			  label ? arena_printf(frame, "[%s]  %s", label, clock) : clock);
	str_release(&name);
}

static void add_question(const struct seat *seat, struct arena *frame, struct page *page,
			 const struct round *round)
{
	const struct stop *stop = session_stop(seat->session, round->item);
	const struct area *area = round->area ? pack_area(seat->session->pack, round->area) : NULL;
	char name[64] = "";

	if (stop)
		stop_name(stop, name, sizeof(name));
	page_add(page, STYLE_LABEL, 0, "", arena_printf(frame, "%s  %s", name, stop ? stop_title(stop) : ""));
	page_blank(page);
	page_add(page, STYLE_STRONG, 0, "", round->text ? round->text : area ?
		 arena_printf(frame, T(SEAT_ASKS_AREA), bitext_say(area->title)) : T(SEAT_ASKS));
	page_blank(page);
}

/* The levels; what the chosen one means stands below them. */
static void add_choices(const struct seat *seat, struct arena *frame, struct page *page,
			const struct round *round)
{
	for (int i = 1; i <= column_count(round); i++)
		page_add(page, seat->column == i ? STYLE_SELECTED : STYLE_TEXT, 0, seat->column == i ? "> " : "  ",
			 arena_printf(frame, "%s%s", is_motion(round) ? arena_printf(frame, "%d ", i) : "",
				      column_words(seat, frame, round, i)));
	page_blank(page);
	if (is_motion(round) || seat->column == 0)
		return;
	page_add(page, STYLE_NOTE, 2, "", bitext_say(seat->session->pack->level[seat->column - 1].hint));
	page_blank(page);
}

static const char *confidence_words(const struct seat *seat, struct arena *frame)
{
	struct str line = STR_INIT;
	const char *text;

	for (int i = 1; i <= CONFIDENCES; i++)
		str_printf(&line, seat->confidence == i ? "[%d %s] " : " %d %s  ", i, say(confidences[i - 1]));
	text = arena_strdup(frame, line.text);
	str_release(&line);
	return text;
}

/* Reason and confidence below the page; the part that has the keys is marked. */
static void draw_fields(struct seat *seat, struct arena *frame, struct canvas *canvas, struct box box)
{
	struct box field = { box.x + 2 + LABEL_COLUMNS, box.y, box.width - 2 - LABEL_COLUMNS, 1 };
	bool reason = seat->part == PART_REASON, sure = seat->part == PART_CONFIDENCE;

	seat->columns = field.width;
	canvas_text(canvas, box.x, box.y, 2, STYLE_STRONG, reason ? "> " : "  ");
	canvas_text(canvas, box.x + 2, box.y, LABEL_COLUMNS, STYLE_LABEL, T(SEAT_REASON));
	edit_draw(&seat->reason, canvas, field, reason ? STYLE_FIELD_OPEN : STYLE_FIELD, reason);
	canvas_text(canvas, box.x, box.y + 1, 2, STYLE_STRONG, sure ? "> " : "  ");
	canvas_text(canvas, box.x + 2, box.y + 1, LABEL_COLUMNS, STYLE_LABEL, T(SEAT_CONFIDENCE));
	canvas_text(canvas, field.x, box.y + 1, field.width, sure ? STYLE_STRONG : STYLE_TEXT,
		    confidence_words(seat, frame));
}

static void draw_ballot(struct seat *seat, struct arena *frame, struct canvas *canvas, struct box box)
{
	const struct round *round = open_round(seat);
	struct page page;
	int rows;

	page_init(&page, frame, box.width);
	add_question(seat, frame, &page, round);
	add_choices(seat, frame, &page, round);
	rows = (int)page.count < box.height - 3 ? (int)page.count : box.height - 3;
	page_draw(canvas, (struct box){ box.x, box.y, box.width, rows }, &page, 0);
	draw_fields(seat, frame, canvas, (struct box){ box.x, box.y + rows, box.width, 2 });
	if (seat->part == PART_CONFIRM)
		canvas_text(canvas, box.x, box.y + rows + 2, box.width, STYLE_WARNING, arena_printf(frame,
			    T(SEAT_CONFIRM), column_words(seat, frame, round, seat->column)));
}

/* What became of this seat's position in the newest round on the item; "" nothing. */
static const char *own_words(const struct seat *seat, struct arena *frame)
{
	const char *item = seat->session->now.current;
	size_t count = item ? item_round_count(seat->session, item) : 0;
	const struct round *round = count ? item_round(seat->session, item, count - 1) : NULL;
	const struct position *own = round && !round->straw ?
		round_position(seat->session, round, seat->participant.text) : NULL;

	if (!own)
		return "";
	if (!round->revealed)
		return hindrance(seat) ? "" : T(SEAT_IS_SEALED);
	return arena_printf(frame, T(SEAT_OWN), column_words(seat, frame, round, position_column(own)));
}

/* What the room sees, and nothing more; in the middle of the seat. */
static void draw_room(const struct seat *seat, struct arena *frame, struct canvas *canvas, struct box box)
{
	struct room_view view = { .session = seat->session, .show = seat->shown.show, .item = seat->shown.item,
				  .question = seat->shown.question, .now = seat->now, .waiting = seat->waiting };
	struct canvas *room = canvas_new(frame, box.width, box.height);

	room->ascii = canvas->ascii;
	room_draw(&view, frame, room);
	for (int y = 0; y < box.height; y++)
		for (int x = 0; x < box.width; x++)
			*canvas_cell(canvas, box.x + x, box.y + y) = *canvas_cell(room, x, y);
}

static void draw_message(const struct seat *seat, struct arena *frame, struct canvas *canvas, int y)
{
	const char *own = own_words(seat, frame), *why = hindrance(seat);
	const char *text = seat->message.length > 0 ? seat->message.text : is_asking(seat) ? "" : *own || !why ? own : why;

	draw_notice(canvas, frame, y, seat->message.length == 0 ? STYLE_STRONG :
		    seat->warning ? STYLE_WARNING : STYLE_GOOD, text);
}

void seat_draw(struct seat *seat, struct arena *frame, struct canvas *canvas)
{
	int margin = canvas->width / 12 > MARGIN_MIN ? canvas->width / 12 : MARGIN_MIN;
	struct box box = { margin, 2, canvas->width - 2 * margin, canvas->height - 3 - LINES_FOOT };
	struct box whole = { 0, 1, canvas->width, canvas->height - 1 - LINES_FOOT };

	canvas_clear(canvas);
	canvas_cursor(canvas, -1, -1);
	if (!seat->session || canvas->width < 20 || canvas->height < 8)
		return;
	draw_bar(seat, frame, canvas);
	if (is_asking(seat))
		draw_ballot(seat, frame, canvas, box);
	else
		draw_room(seat, frame, canvas, whole);
	draw_message(seat, frame, canvas, canvas->height - 2);
	draw_hints(canvas, canvas->height - 1, context_of(seat));
}
