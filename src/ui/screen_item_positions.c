/*
 * The positions tab: a row a participant, a column a level (or for, against,
 * abstain).  While a round is sealed a row says only that a position was taken;
 * revealed, it shows where everybody stands, who stands apart, and where each
 * stood in the round before.
 */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/spread.h"

enum { COLUMN_WIDE = 11, COLUMN_NARROW = 8, WIDE = 84, REASON_WIDTH = 6, BAR_WIDE = 6, BAR_NARROW = 4,
       DETAIL_ROWS = 3, HEAD_ROWS = 3 };

/* ---- drawing -------------------------------------------------------------------------- */

struct view {
	struct app *app;
	struct canvas *canvas;
	const struct round *round, *before; /* before: shown beside it, or NULL */
	struct spread spread;
	int x, name, width;       /* of the names' column; all */
	int column;               /* width of a level's column: with its name, or its number alone */
};

static bool is_motion(const struct round *round)
{
	return strcmp(round->question, "motion") == 0;
}

static const char *column_words(struct app *app, const struct round *round, int column)
{
	static const struct words votes[] = { W(VOTE_FOR), W(VOTE_AGAINST), W(VOTE_ABSTAIN) };

	return is_motion(round) ? say(votes[column - 1]) :
	       bitext_say(app->session->pack->level[column - 1].title);
}

static const char *range_words(struct app *app, const struct round *round, const struct spread *spread)
{
	struct str words = STR_INIT;
	const char *text;

	if (!round->revealed)
		str_add(&words, T(POSITIONS_SEALED_BRIEF));
	else if (is_motion(round))
		for (int i = 0; i < spread->columns; i++)
			str_printf(&words, "%s%s %d", i ? T(GAP_DOT) : "", column_words(app, round, i + 1),
				   spread->tally[i]);
	else if (spread->low == spread->high)
		str_printf(&words, T(POSITIONS_AGREED), spread->low);
	else
		str_printf(&words, T(POSITIONS_RANGE), spread->low, spread->high, spread->high - spread->low);
	text = arena_strdup(app->frame, words.text);
	str_release(&words);
	return text;
}

/* Where columns have but their number, this says what it stands for. */
static void add_legend(const struct view *view, struct page *page)
{
	struct str words = STR_INIT;

	for (int i = 1; i <= view->spread.columns; i++)
		str_printf(&words, "%s%d %s", i > 1 ? "  " : "", i, column_words(view->app, view->round, i));
	page_add(page, STYLE_LABEL, 0, "", words.text);
	str_release(&words);
}

static void add_heading(const struct view *view, struct page *page)
{
	struct app *app = view->app;
	const struct round *round = view->round;
	const struct area *area = pack_area(app->session->pack, round->area ? round->area : "");
	struct turnout turnout = round_turnout(app->session, round);
	const char *state;

	if (round->revealed)
		state = T(POSITIONS_REVEALED);
	else if (round->straw)
		state = arena_printf(app->frame, T(POSITIONS_STRAW_TAKEN), view->spread.taken);
	else
		state = arena_printf(app->frame, T(POSITIONS_TAKEN), turnout.taken, turnout.asked);
	page_add(page, STYLE_TITLE, 0, "", arena_printf(app->frame, T(POSITIONS_HEADING), round->number,
		 is_motion(round) ? T(QUESTION_MOTION) : T(QUESTION_APPETITE),
		 area ? T(TITLE_DOT) : "", area ? bitext_say(area->title) : "",
		 round->straw ? T(POSITIONS_STRAW) : T(POSITIONS_NAMED), state));
	if (round->text)
		page_add(page, STYLE_STRONG, 0, "", arena_printf(app->frame, T(QUOTED), round->text, ""));
	if (view->column == COLUMN_NARROW)
		add_legend(view, page);
}

static int column_x(const struct view *view, int column)
{
	return view->x + view->name + 1 + (column - 1) * view->column;
}

static void draw_columns(const struct view *view, int y)
{
	for (int i = 1; i <= view->spread.columns; i++)
		canvas_text(view->canvas, column_x(view, i), y, view->column - 1, STYLE_LABEL,
			    view->column == COLUMN_NARROW ? arena_printf(view->app->frame, "%d", i) :
			    arena_printf(view->app->frame, "%d %s", i, column_words(view->app, view->round, i)));
}

/* Where this person stood before, when it was elsewhere. */
static void draw_before(const struct view *view, int y, const struct participant *who, int now)
{
	const struct position *position = view->before ?
		round_position(view->app->session, view->before, who->id) : NULL;
	int column = position ? position_column(position) : 0;

	if (column > 0 && column != now)
		canvas_text(view->canvas, column_x(view, column), y, view->column - 1, STYLE_DIM,
			    arena_printf(view->app->frame, T(POSITIONS_BEFORE),
					 view->canvas->ascii ? "o" : "○", view->before->number));
}

/* Only that a position was taken, and where it came from. */
static void draw_sealed(const struct view *view, int y, const struct participant *who,
			const struct position *position)
{
	bool counts = position && position_counts(view->app->session, view->round, position);
	const char *words = counts ? arena_printf(view->app->frame, "%s %s", view->canvas->ascii ? "*" : "●",
						  position->from_seat ? T(POSITION_IN_SEAT) : T(POSITION_IN)) :
			    !who->votes ? T(POSITION_NO_VOTE) : position ? T(POSITION_ASIDE) : T(POSITION_OUT);

	canvas_text(view->canvas, column_x(view, 1), y, 3 * view->column, counts ? STYLE_GOOD : STYLE_DIM, words);
}

static void draw_position(const struct view *view, int y, const struct participant *who)
{
	const struct position *position = round_position(view->app->session, view->round, who->id);
	int column = position ? position_column(position) : 0, end = column_x(view, view->spread.columns + 1);
	bool ascii = view->canvas->ascii;
	const char *mark = ascii ? "*" : "●";

	if (!view->round->revealed) {
		draw_sealed(view, y, who, position);
		return;
	}
	draw_before(view, y, who, column);
	if (column == 0) {
		canvas_text(view->canvas, column_x(view, 1), y, 2 * view->column, STYLE_DIM,
			    who->votes ? T(POSITION_NONE) : T(POSITION_NO_VOTE));
		return;
	}
	if (!position_counts(view->app->session, view->round, position))
		mark = arena_printf(view->app->frame, "(%s)", mark);
	canvas_text(view->canvas, column_x(view, column), y, view->column - 1, STYLE_STRONG,
		    *mark != '(' && position_apart(&view->spread, view->round, position) ?
		    arena_printf(view->app->frame, "%s %s", mark, T(POSITION_APART)) : mark);
	canvas_text(view->canvas, end, y, view->x + view->width - end, STYLE_NOTE,
		    position->on_request ? T(POSITION_ON_REQUEST) : position->reason ? T(POSITION_REASON) : "");
}

/* "■■■ 3" under each column. */
static void draw_tally(const struct view *view, int y)
{
	int most = 1, room = view->column == COLUMN_NARROW ? BAR_NARROW : BAR_WIDE;

	for (int i = 0; i < view->spread.columns; i++)
		most = view->spread.tally[i] > most ? view->spread.tally[i] : most;
	canvas_text(view->canvas, view->x + 2, y, view->name - 2, STYLE_LABEL, T(POSITIONS_TALLY));
	for (int i = 0; i < view->spread.columns; i++) {
		int tally = view->spread.tally[i];
		int bars = most <= room ? tally : (tally * room + most - 1) / most;
		struct str bar = STR_INIT;

		for (int k = 0; k < bars; k++)
			str_add(&bar, view->canvas->ascii ? "#" : "█");
		str_printf(&bar, "%s%d", bars ? " " : "", tally);
		canvas_text(view->canvas, column_x(view, i + 1), y, view->column - 1,
			    tally ? STYLE_STRONG : STYLE_DIM, bar.text);
		str_release(&bar);
	}
}

static void add_moved(const struct view *view, struct str *out)
{
	struct app *app = view->app;
	int moved = 0;

	for (size_t i = 0; view->before && i < app->session->now.participant_count; i++) {
		const struct participant *who = &app->session->now.participant[i];
		const struct position *now = round_position(app->session, view->round, who->id);
		const struct position *then = round_position(app->session, view->before, who->id);

		if (!now || !then || position_column(now) == position_column(then))
			continue;
		str_printf(out, "%s%s %d%s%d", moved++ ? T(COMMA) : T(POSITIONS_MOVED), who->name,
			   position_column(then), view->canvas->ascii ? ">" : "→", position_column(now));
	}
	if (view->before && moved == 0)
		str_add(out, T(POSITIONS_NOBODY_MOVED));
}

/* The range of each round, newest last; who moved; the words of the selected one. */
static void add_summary(const struct view *view, struct page *page)
{
	struct app *app = view->app;
	const struct participant *who = positions_listed(app->session, view->round, app->position.selected);
	const struct position *position = who ? round_position(app->session, view->round, who->id) : NULL;
	struct str words = STR_INIT;
	const char *name;

	if (view->before) {
		struct spread then = round_spread(app->session, view->before);

		str_printf(&words, T(POSITIONS_OF_ROUND), view->before->number,
			   range_words(app, view->before, &then));
		str_add(&words, T(PICTURE_PART));
	}
	str_printf(&words, T(POSITIONS_OF_ROUND), view->round->number,
		   range_words(app, view->round, &view->spread));
	str_add(&words, view->before ? T(PICTURE_PART) : "");
	add_moved(view, &words);
	page_add(page, STYLE_TEXT, 0, "", words.text);
	str_release(&words);
	name = who ? person_words(app->frame, participant_person(who)) : "";
	if (position && position->reason)
		page_add(page, STYLE_NOTE, 0, "", arena_printf(app->frame, T(POSITION_SAYS), name,
			 position->reason, position->on_request ? T(FIELD_ON_REQUEST) : ""));
	else if (position && !view->round->straw)
		page_add(page, STYLE_NOTE, 0, "", arena_printf(app->frame, T(POSITION_SAYS_NOT), name));
}

static void draw_people(const struct view *view, struct box box)
{
	struct app *app = view->app;
	struct list *list = &app->position;
	int count = positions_count(app->session, view->round);

	if (list->selected >= count)
		list->selected = count ? count - 1 : 0;
	list->rows = box.height;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int i = 0; i < list->rows && list->top + i < count; i++) {
		const struct participant *who = positions_listed(app->session, view->round, list->top + i);

		canvas_text(view->canvas, view->x + 2, box.y + i, view->name - 2,
			    who->votes ? STYLE_TEXT : STYLE_DIM,
			    arena_printf(app->frame, "%d %s%s", list->top + i + 1, who->name, deputy_brief(who)));
		draw_position(view, box.y + i, who);
		if (list->top + i == list->selected)
			draw_selected(view->canvas, box.x, box.y + i, box.width);
	}
	if (list->top > 0)
		canvas_text(view->canvas, box.x + box.width - 1, box.y, 1, STYLE_DIM,
			    view->canvas->ascii ? "^" : "▲");
	if (list->top + list->rows < count)
		canvas_text(view->canvas, box.x + box.width - 1, box.y + box.height - 1, 1, STYLE_DIM,
			    view->canvas->ascii ? "v" : "▼");
}

/* Nobody has been asked yet: what a round is, and which key opens one. */
static void draw_empty(struct app *app, struct canvas *canvas, struct box box, const struct stop *stop)
{
	struct page page;

	page_init(&page, app->frame, box.width - 2);
	page_add(&page, STYLE_NOTE, 0, "", T(POSITIONS_EMPTY));
	page_blank(&page);
	page_add(&page, STYLE_TITLE, 0, "", T(SECTION_DECIDE));
	page_add(&page, STYLE_STRONG, 2, "", bitext_say(stop->item->decide));
	page_draw(canvas, box, &page, 0);
}

void item_positions(struct app *app, const struct stop *stop, struct canvas *canvas, struct box box)
{
	struct view view = { .app = app, .canvas = canvas, .round = positions_round(app, stop), .x = box.x,
			     .width = box.width - 1 };
	struct page head, foot;
	int rows, below;

	if (!view.round) {
		draw_empty(app, canvas, box, stop);
		return;
	}
	view.before = view.round->revealed ? round_before(app->session, view.round) : NULL;
	view.spread = round_spread(app->session, view.round);
	view.column = view.width < WIDE && view.spread.columns == SPREAD_COLUMNS ? COLUMN_NARROW : COLUMN_WIDE;
	view.name = view.width - view.spread.columns * view.column - REASON_WIDTH - 1;
	page_init(&head, app->frame, box.width - 1);
	add_heading(&view, &head);
	rows = (int)head.count > HEAD_ROWS ? HEAD_ROWS : (int)head.count;
	page_draw(canvas, (struct box){ box.x, box.y, box.width, rows }, &head, 0);
	page_init(&foot, app->frame, box.width - 1);
	if (view.round->revealed)
		add_summary(&view, &foot);
	else
		page_add(&foot, STYLE_NOTE, 0, "", view.round->straw ? T(POSITIONS_HOW_STRAW) : T(POSITIONS_HOW));
	below = (int)foot.count < DETAIL_ROWS ? DETAIL_ROWS : (int)foot.count > DETAIL_ROWS + 1 ?
		DETAIL_ROWS + 1 : (int)foot.count;
	draw_columns(&view, box.y + rows);
	draw_people(&view, (struct box){ box.x, box.y + rows + 1, box.width, box.height - rows - 2 - below });
	if (view.round->revealed)
		draw_tally(&view, box.y + box.height - below - 1);
	page_draw(canvas, (struct box){ box.x, box.y + box.height - below, box.width, below }, &foot, 0);
}
