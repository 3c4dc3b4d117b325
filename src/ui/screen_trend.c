/*
 * The trend of each item over the sessions of a company: a row an item, its levels as a
 * strip of blocks; below, the item under the highlight as a picture with the span of
 * positions.  Left and right go from session to session, Enter opens that one there.
 */
#include <string.h>

#include "base/text.h"
#include "lang/words_look.h"
#include "lang/words_report.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/edition.h"
#include "workshop/trend.h"

enum { NAME_COLUMNS = 7, NOW_COLUMNS = 5, NUMBER_COLUMNS = 5, PICTURE_ROWS = 9, STRIP_MAX = 30, STEP_MAX = 12,
       STEP_MIN = 3, HALF_MINUTE = 30000, MINUTE = 60000, DAY_COLUMNS = 10 };

static int count_of(const struct app *app)
{
	return app->trend ? (int)app->trend->session_count : 0;
}

static const struct trend_item *selected(const struct app *app)
{
	int at = app->list[SCREEN_TREND].selected;

	return app->trend && at < (int)app->trend->item_count ? &app->trend->item[at] : NULL;
}

static int session_at(const struct app *app)
{
	return app->trend_at < 0 || app->trend_at >= count_of(app) ? count_of(app) - 1 : app->trend_at;
}

bool trend_move(struct app *app, enum action_id action)
{
	int at = session_at(app);

	if (action == ACTION_LEFT || action == ACTION_RIGHT) {
		at += action == ACTION_LEFT ? -1 : 1;
		app->trend_at = at < 0 ? 0 : at >= count_of(app) ? count_of(app) - 1 : at;
		return true;
	}
	return app->trend && list_act(&app->list[SCREEN_TREND], action, (int)app->trend->item_count);
}

static void act_open(struct app *app)
{
	const struct trend_item *item = selected(app);

	if (!item || count_of(app) == 0)
		return;
	app_open_at(app, app->trend->session[session_at(app)].id,
		    &(struct goal){ .screen = SCREEN_ITEM, .tab = TAB_DECIDE }, item->id);
}

static void act_home(struct app *app) { app_go(app, SCREEN_HOME); }

/* The group made room for the trend: it is asked for again. */
static void act_back(struct app *app)
{
	if (app->trend_from == SCREEN_GROUP)
		app_emit(app, &(struct effect){ .kind = EFFECT_GROUP });
	else
		app_go(app, app->trend_from);
}

const struct act_row trend_acts[] = {
	{ ACTION_OPEN, act_open }, { ACTION_BACK, act_back }, { ACTION_HOME, act_home }, { ACTION_NONE, NULL },
};

void app_trend(struct app *app, const struct trend *trend, const char *company)
{
	app->trend = trend;
	app->trend_company = company;
	app->trend_at = -1;
	app->list[SCREEN_TREND] = (struct list){ 0 };
	if (trend && app->screen != SCREEN_TREND)
		app->trend_from = app->screen;
	if (trend)
		app_go(app, SCREEN_TREND);
}

/* ---- the table ------------------------------------------------------------------------------ */

/* A block as high as the level; what was not reached is loud, what was not on the
 * agenda empty. */
static const char *sign_of(const struct trend_point *point, bool ascii)
{
	static const char *const blocks[] = { "", "▁", "▂", "▄", "▆", "█" };
	static const char *const digits[] = { "", "1", "2", "3", "4", "5" };

	int level = point->level > 0 ? point->level : point->area_low;

	if (level > 0)
		return ascii ? digits[level] : blocks[level];
	if (!point->on_agenda && point->state == STOP_NOT_REACHED)
		return " ";
	return point->state == STOP_NOT_REACHED ? "!" : trend_is_deferred(point) ? "x" : ascii ? "." : "·";
}

static const char *level_words(struct app *app, const struct trend_point *point)
{
	return point->level ? arena_printf(app->frame, "%d", point->level) : point->area_low == 0 ? "-" :
	       point->area_low == point->area_high ? arena_printf(app->frame, "%d*", point->area_low) :
	       arena_printf(app->frame, "%d-%d*", point->area_low, point->area_high);
}

static const char *span_words(struct app *app, const struct trend_point *point)
{
	return point->low == 0 ? "-" : point->low == point->high ? arena_printf(app->frame, "%d", point->low) :
	       arena_printf(app->frame, "%d-%d", point->low, point->high);
}

static int minutes_of(const struct trend_point *point)
{
	return (int)((point->used_ms + HALF_MINUTE) / MINUTE);
}

/* The level before and the one at the chosen session: "3>2". */
static const char *now_words(struct app *app, const struct trend_item *item)
{
	size_t at = (size_t)session_at(app);
	int before = trend_level_before(item, at), now = item->point[at].level;

	if (now == 0 || before == 0 || now == before)
		return level_words(app, &item->point[at]);
	return arena_printf(app->frame, "%d%s%d", before, app->ascii ? ">" : "→", now);
}

static void draw_strip(struct app *app, struct canvas *canvas, int x, int y, const struct trend_item *item, int columns)
{
	int count = count_of(app), first = count > columns ? count - columns : 0;

	for (int i = first; i < count; i++) {
		const struct trend_point *point = &item->point[i];

		canvas_text(canvas, x + i - first, y, 1, point->level == 0 && point->on_agenda &&
			    point->state == STOP_NOT_REACHED ? STYLE_ALERT : i == session_at(app) ? STYLE_STRONG : STYLE_TEXT,
			    sign_of(point, canvas->ascii));
	}
}

/* What only another edition has says so, and where to look. */
static const char *title_words(struct app *app, const struct trend_item *item)
{
	const char *title = bitext_say(item->title);

	if (!item->edition)
		return title;
	return *item->places ? arena_printf(app->frame, T(TREND_ONLY_THERE_SEE), item->edition, item->places, title) :
	       arena_printf(app->frame, T(TREND_ONLY_THERE), item->edition, title);
}

/* `item` NULL: the heads. */
static void draw_row(struct app *app, struct canvas *canvas, struct box box, int y, const struct trend_item *item,
		     int strip)
{
	const struct trend_point *point = item ? &item->point[session_at(app)] : NULL;
	enum style style = item ? STYLE_TEXT : STYLE_LABEL;
	int x = box.x + 2, title = box.width - 2 - NAME_COLUMNS - strip - NOW_COLUMNS - 4 * NUMBER_COLUMNS - 7;

	draw_cell(canvas, &x, y, NAME_COLUMNS, style, item ? item_id_say(item->id, app->frame) : T(TREND_COLUMN_ITEM));
	draw_cell(canvas, &x, y, title, style, item ? title_words(app, item) : "");
	if (item)
		draw_strip(app, canvas, x, y, item, strip);
	else
		canvas_text(canvas, x, y, strip, style, T(TREND_COLUMN_LEVEL));
	x += strip + 1;
	draw_cell(canvas, &x, y, NOW_COLUMNS, style, item ? now_words(app, item) : T(TREND_COLUMN_NOW));
	draw_cell(canvas, &x, y, NUMBER_COLUMNS, style, item ? span_words(app, point) : T(TREND_COLUMN_SPREAD));
	draw_cell(canvas, &x, y, NUMBER_COLUMNS, style, item ? arena_printf(app->frame, "%d", point->gaps) : T(TREND_COLUMN_GAPS));
	draw_cell(canvas, &x, y, NUMBER_COLUMNS, style, item ? arena_printf(app->frame, "%d", minutes_of(point)) : T(TREND_COLUMN_MINUTES));
	draw_cell(canvas, &x, y, NUMBER_COLUMNS, style, item ? arena_printf(app->frame, "%d", point->open_actions) : T(TREND_COLUMN_ACTIONS));
}

static void draw_table(struct app *app, struct canvas *canvas, struct box box)
{
	struct list *list = &app->list[SCREEN_TREND];
	int count = (int)app->trend->item_count, sessions = count_of(app);
	int strip = sessions < STRIP_MAX ? (sessions > 6 ? sessions : 6) : STRIP_MAX;

	draw_row(app, canvas, box, box.y, NULL, strip);
	list->rows = box.height - 1;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int y = 0; y < list->rows && list->top + y < count; y++) {
		draw_row(app, canvas, box, box.y + 1 + y, &app->trend->item[list->top + y], strip);
		if (list->top + y == list->selected)
			draw_selected(canvas, box.x, box.y + 1 + y, box.width);
	}
	if (list->top + list->rows < count)
		canvas_text(canvas, box.x + box.width - 1, box.y + box.height - 1, 1, STYLE_DIM, canvas->ascii ? "v" : "▼");
}

/* ---- the picture of one item ------------------------------------------------------------------ */

/* One session: the span as a line, the level on it, what was not reached at the foot. */
static void draw_point(struct app *app, struct canvas *canvas, int x, int top, const struct trend_point *point, bool chosen)
{
	enum style style = chosen ? STYLE_STRONG : STYLE_TEXT;

	(void)app;
	for (int level = point->low; level > 0 && level <= point->high; level++)
		canvas_text(canvas, x, top + PACK_LEVELS - level, 1, STYLE_DIM, canvas->ascii ? "|" : "│");
	if (point->level > 0)
		canvas_text(canvas, x, top + PACK_LEVELS - point->level, 1, style, canvas->ascii ? "o" : "●");
	else if (point->on_agenda || point->state != STOP_NOT_REACHED)
		canvas_text(canvas, x, top + PACK_LEVELS - 1, 1, point->state == STOP_NOT_REACHED ? STYLE_ALERT : style,
			    sign_of(point, canvas->ascii));
	if (chosen)
		canvas_text(canvas, x, top + PACK_LEVELS, 1, STYLE_STRONG, "^");
}

static void draw_picture(struct app *app, struct canvas *canvas, struct box box, const struct trend_item *item)
{
	int count = count_of(app), room = box.width - 4, step = count > 0 ? room / count : STEP_MAX, first, at = session_at(app);
	const struct trend_session *session = &app->trend->session[at];
	const struct trend_point *point = &item->point[at];

	step = step > STEP_MAX ? STEP_MAX : step < STEP_MIN ? STEP_MIN : step;
	first = count > room / step ? count - room / step : 0;
	first = at < first ? at : first;
	canvas_text(canvas, box.x, box.y, box.width / 2, STYLE_TITLE,
		    arena_printf(app->frame, "%s  %s", item_id_say(item->id, app->frame), title_words(app, item)));
	canvas_text_right(canvas, box.x + box.width / 2 + 1, box.y, box.width - box.width / 2 - 1, STYLE_DIM, session->title);
	for (int level = 1; level <= PACK_LEVELS; level++)
		canvas_text(canvas, box.x, box.y + 1 + PACK_LEVELS - level, 2, STYLE_LABEL, arena_printf(app->frame, "%d", level));
	for (int i = first; i < count && (i - first) * step < room; i++)
		draw_point(app, canvas, box.x + 4 + (i - first) * step, box.y + 1, &item->point[i], i == at);
	canvas_text(canvas, box.x, box.y + 2 + PACK_LEVELS, box.width, STYLE_TEXT, arena_printf(app->frame, T(TREND_AT),
		    session->held_on, level_words(app, point), span_words(app, point), point->gaps,
		    minutes_of(point), point->open_actions));
	canvas_text(canvas, box.x, box.y + 3 + PACK_LEVELS, box.width, STYLE_DIM,
		    canvas->ascii ? T(TREND_KEYS_ASCII) : T(TREND_KEYS));
}

static const char *panel_words(struct app *app)
{
	const struct trend *trend = app->trend;
	size_t count = trend->session_count;

	if (count == 1)
		return arena_printf(app->frame, T(TREND_PANEL_ONE), app->trend_company, trend->session[0].held_on);
	return arena_printf(app->frame, T(TREND_PANEL), app->trend_company, (int)count, trend->session[0].held_on,
			    trend->session[count - 1].held_on);
}

void trend_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;
	int table;

	draw_title(app, canvas, "");
	if (count_of(app) == 0 || !selected(app))
		return;
	inner = draw_panel(canvas, body, panel_words(app));
	if (app->trend->editions)
		canvas_text(canvas, inner.x, inner.y + inner.height - 1, inner.width, STYLE_WARNING, T(TREND_EDITIONS));
	table = inner.height - PICTURE_ROWS - 1 - (app->trend->editions ? 1 : 0);
	draw_table(app, canvas, (struct box){ inner.x, inner.y, inner.width, table });
	canvas_rule(canvas, inner.x, inner.y + table, inner.width, STYLE_BORDER);
	draw_picture(app, canvas, (struct box){ inner.x, inner.y + table + 1, inner.width, PICTURE_ROWS }, selected(app));
}
