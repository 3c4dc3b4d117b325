/* The agenda as a plan: times, minutes, order; what is off it stands below. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/pace.h"

enum { STEP_MINUTES = 5, MARK_COLUMNS = 4, NAME_COLUMNS = 12, CLOCK_COLUMNS = 6, MINUTES_COLUMNS = 6,
       HEAD_ROWS = 4 };

static int row_count(const struct app *app)
{
	return app->session ? (int)app->session->now.stop_count : 0;
}

static const struct stop *selected(const struct app *app)
{
	int at = app->list[SCREEN_AGENDA].selected;

	return at < row_count(app) ? &app->session->now.stop[at] : NULL;
}

static int place_of(const struct app *app, const char *id)
{
	const struct stop *stop = app->session ? session_stop(app->session, id) : NULL;

	return stop ? (int)(stop - app->session->now.stop) : -1;
}

bool agenda_move(struct app *app, enum action_id action)
{
	/* To the left and right are less and more. */
	if (action == ACTION_LEFT || action == ACTION_RIGHT)
		return false;
	return list_act(&app->list[SCREEN_AGENDA], action, row_count(app));
}

void agenda_enter(struct app *app)
{
	int at = place_of(app, app->place.text);

	if (at >= 0)
		app->list[SCREEN_AGENDA].selected = at;
}

/* ---- keys -------------------------------------------------------------------------------- */

static void act_open(struct app *app)
{
	if (selected(app))
		app_visit(app, selected(app)->id, TAB_EXPLAIN);
}

static void act_next(struct app *app)
{
	const struct stop *next = app->session ? session_next_stop(app->session, app->place.text) : NULL;

	if (app->place.length == 0)
		setup_start(app);
	else if (next)
		app_visit(app, next->id, TAB_EXPLAIN);
}

static struct json *plan_of(struct app *app, const struct stop *stop)
{
	struct json *body = json_map(app->out);

	json_put_text(app->out, body, "item", stop->id);
	return body;
}

static struct json *nothing(struct app *app)
{
	struct json *value = arena_alloc(app->out, sizeof(*value));

	value->type = JSON_TYPE_NULL;
	return value;
}

/* The highlight goes with the place that is moved. */
static void move_to(struct app *app, int to)
{
	const struct stop *stop = selected(app), *all = app->session ? app->session->now.stop : NULL;
	int from = app->list[SCREEN_AGENDA].selected, after = to < from ? to - 1 : to;
	struct json *body;

	if (!stop || !app_may_record(app))
		return;
	if (stop->on_agenda && to < 0) {
		app_say(app, true, "%s", T(AGENDA_IS_FIRST));
		return;
	}
	if (!stop->on_agenda || to >= row_count(app) || !all[to].on_agenda) {
		app_say(app, true, "%s", T(AGENDA_NO_MOVE));
		return;
	}
	body = plan_of(app, stop);
	if (after >= 0)
		json_put_text(app->out, body, "after", all[after].id);
	else
		json_put(app->out, body, "after", nothing(app));
	app_record(app, "item_planned", body);
	app->list[SCREEN_AGENDA].selected = to;
}

static void act_up(struct app *app) { move_to(app, app->list[SCREEN_AGENDA].selected - 1); }
static void act_down(struct app *app) { move_to(app, app->list[SCREEN_AGENDA].selected + 1); }

static void set_minutes(struct app *app, int minutes)
{
	struct json *body;

	if (!app_may_record(app) || minutes < 0 || minutes == selected(app)->minutes)
		return;
	body = plan_of(app, selected(app));
	json_put_int(app->out, body, "minutes", minutes);
	app_record(app, "item_planned", body);
}

/* To the next multiple of five: plans are made in such steps. */
static void act_more(struct app *app)
{
	if (selected(app) && selected(app)->on_agenda)
		set_minutes(app, (selected(app)->minutes / STEP_MINUTES + 1) * STEP_MINUTES);
}

static void act_less(struct app *app)
{
	if (selected(app) && selected(app)->on_agenda)
		set_minutes(app, (selected(app)->minutes - 1) / STEP_MINUTES * STEP_MINUTES);
}

static void act_minutes(struct app *app)
{
	if (!selected(app) || !app_may_record(app))
		return;
	form_open(app, "item_planned", "", selected(app)->id, 0);
	/* A number is typed anew, not mended; one that was begun before stands as it is. */
	if (!form_changed(&app->form))
		form_offer_text(&app->form, "minutes", arena_printf(app->frame, "%d", selected(app)->minutes));
}

static void act_add(struct app *app)
{
	const struct stop *stop = selected(app);
	struct json *body;

	if (!stop || !app_may_record(app))
		return;
	if (stop->on_agenda) {
		app_say(app, true, T(AGENDA_IS_ON), stop_title(stop));
		return;
	}
	body = plan_of(app, stop);
	json_put_bool(app->out, body, "dropped", false);
	if (stop->minutes == 0 && stop->item)
		json_put_int(app->out, body, "minutes", stop->item->minutes);
	app_record(app, "item_planned", body);
}

/* Once people sit there an item is put off with a reason. */
static void act_drop(struct app *app)
{
	const struct stop *stop = selected(app);
	struct json *body;

	if (!stop || !app_may_record(app))
		return;
	if (!stop->on_agenda) {
		app_say(app, true, T(AGENDA_IS_OFF), stop_title(stop));
		return;
	}
	if (stop->item && app->session->now.current && stop->state != STOP_LEFT) {
		form_open(app, "item_deferred", stop->id, NULL, 0);
		return;
	}
	body = plan_of(app, stop);
	json_put_bool(app->out, body, "dropped", true);
	app_record(app, "item_planned", body);
}

static void act_break(struct app *app)
{
	if (app_may_record(app))
		form_open(app, "break_added", "", selected(app) && selected(app)->on_agenda ?
			  selected(app)->id : NULL, 0);
}

/* Another template, another time to begin: they are the session's. */
static void act_template(struct app *app)
{
	if (!app_may_record(app))
		return;
	form_open(app, "session_changed", "", NULL, 0);
	for (size_t i = 0; i < app->form.count; i++)
		if (strcmp(app->form.field[i].row->name, "agenda") == 0)
			app->form.focus = i;
}

const struct act_row agenda_acts[] = {
	{ ACTION_OPEN, act_open }, { ACTION_NEXT_ITEM, act_next }, { ACTION_ROW_UP, act_up }, { ACTION_ROW_DOWN, act_down },
	{ ACTION_MORE, act_more }, { ACTION_LESS, act_less }, { ACTION_RIGHT, act_more },
	{ ACTION_LEFT, act_less }, { ACTION_CORRECT, act_minutes }, { ACTION_ADD, act_add },
	{ ACTION_DELETE, act_drop }, { ACTION_BREAK, act_break }, { ACTION_TEMPLATE, act_template },
	{ ACTION_NONE, NULL },
};

/* ---- the picture ------------------------------------------------------------------------- */

static const char *clock_words(struct app *app, int64_t at)
{
	char clock[16];

	if (at == 0)
		return "";
	instant_clock(at, app->now.zone_minutes, clock, sizeof(clock));
	return arena_strdup(app->frame, clock);
}

static const char *begin_words(struct app *app, const struct pace *pace)
{
	if (!pace->started_at)
		return pace->plan_ends_at ? arena_printf(app->frame, T(PACE_TO_BEGIN), clock_words(app,
			 pace->plan_ends_at - (int64_t)pace->planned * 60000)) : T(PACE_NOT_BEGUN);
	if (pace->late > 0)
		return arena_printf(app->frame, T(PACE_LATE), clock_words(app, pace->started_at), pace->late);
	return arena_printf(app->frame, T(PACE_BEGAN), clock_words(app, pace->started_at));
}

/* "Planned 120 min, used 62 min" and "began 14:10, ends 16:12 (+2 min)". */
static void draw_pace(struct app *app, struct canvas *canvas, struct box box)
{
	static const enum style styles[] = { [PACE_CALM] = STYLE_STRONG, [PACE_NEAR] = STYLE_WARNING,
					     [PACE_OVER] = STYLE_ALERT };
	struct pace pace = session_pace(app->session, app->now.at, app->now.zone_minutes);
	const char *end = pace.ends_at == 0 ? "" : !pace.started_at ?
		arena_printf(app->frame, T(PACE_ENDS), clock_words(app, pace.ends_at)) :
		arena_printf(app->frame, T(PACE_ENDS_BEHIND), clock_words(app, pace.ends_at), pace.behind);

	canvas_text(canvas, box.x, box.y, box.width, styles[pace.step],
		    arena_printf(app->frame, T(PACE_USED), pace.planned, (int)(pace.used / 60000),
				 pace.planned > 0 ? (int)(pace.used / 600 / pace.planned) : 0));
	canvas_text(canvas, box.x, box.y + 1, box.width, STYLE_TEXT,
		    arena_printf(app->frame, "%s%s%s", begin_words(app, &pace), *end ? T(TITLE_DOT) : "", end));
}

static enum style state_style(const struct app *app, const struct stop *stop)
{
	if (!stop->on_agenda)
		return STYLE_DIM;
	if (stop->state != STOP_NOT_REACHED && stop_pace(stop, app->now.at) == PACE_OVER)
		return STYLE_WARNING;
	return stop->state == STOP_OPEN ? STYLE_STRONG : STYLE_TEXT;
}

/* `stop` NULL: the head of the table. */
static void draw_row(struct app *app, struct canvas *canvas, struct box box, int y, const struct stop *stop)
{
	int x = box.x + 2, title = box.width - 2 - MARK_COLUMNS - CLOCK_COLUMNS - NAME_COLUMNS -
		2 * MINUTES_COLUMNS - 6;
	enum style style = stop ? state_style(app, stop) : STYLE_LABEL;
	char name[64] = "";

	if (stop)
		stop_name(stop, name, sizeof(name));
	draw_cell(canvas, &x, y, MARK_COLUMNS, style, stop ? say(stop_mark(app, stop)) : "");
	draw_cell(canvas, &x, y, CLOCK_COLUMNS, style, !stop ? T(COLUMN_BEGINS) : stop->on_agenda ?
		  clock_words(app, stop_begins_at(app->session, stop, app->now.at, app->now.zone_minutes)) : "");
	if (stop && !stop->item) {
		draw_cell(canvas, &x, y, NAME_COLUMNS + 1 + title, style, name);
	} else {
		draw_cell(canvas, &x, y, NAME_COLUMNS, style, stop ? name : T(COLUMN_ITEM));
		draw_cell(canvas, &x, y, title, style, stop ? stop_title(stop) : "");
	}
	canvas_text_right(canvas, x, y, MINUTES_COLUMNS, style, !stop ? T(COLUMN_PLANNED) :
			  stop->on_agenda ? arena_printf(app->frame, "%d", stop->minutes) : "-");
	x += MINUTES_COLUMNS + 1;
	canvas_text_right(canvas, x, y, MINUTES_COLUMNS, style, !stop ? T(COLUMN_USED) :
			  stop->state == STOP_NOT_REACHED ? "" :
			  minutes_text(app->frame, stop_used(stop, app->now.at)));
}

static void draw_rows(struct app *app, struct canvas *canvas, struct box box)
{
	struct list *list = &app->list[SCREEN_AGENDA];
	int count = row_count(app);

	draw_row(app, canvas, box, box.y, NULL);
	list->rows = box.height - 1;
	if (list->selected >= count)
		list->selected = count ? count - 1 : 0;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int y = 0; y < list->rows && list->top + y < count; y++) {
		draw_row(app, canvas, box, box.y + 1 + y, &app->session->now.stop[list->top + y]);
		if (list->top + y == list->selected)
			draw_selected(canvas, box.x, box.y + 1 + y, box.width);
	}
}

void agenda_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;
	const struct agenda *agenda = app->session ? app->session->now.agenda : NULL;

	draw_title(app, canvas, T(SCREEN_AGENDA));
	if (!app->session)
		return;
	if (app->form.open) {
		form_draw(app, canvas, draw_panel(canvas, body, ""));
		return;
	}
	inner = draw_panel(canvas, body, arena_printf(app->frame, T(PANEL_AGENDA),
			   agenda ? bitext_say(agenda->title) : ""));
	draw_pace(app, canvas, inner);
	inner.y += HEAD_ROWS - 1;
	inner.height -= HEAD_ROWS - 1;
	draw_rows(app, canvas, inner);
}
