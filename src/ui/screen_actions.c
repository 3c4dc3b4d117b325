/* The actions 宿題 of the session: what, who, by when; done with evidence, dropped with
 * a reason.  Overdue is counted from the day that cli gives, which the frame names. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_look.h"
#include "lang/words_report.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"

enum { STATE_COLUMNS = 12, PLACE_COLUMNS = 8, DUE_COLUMNS = 10, OWNER_NARROW = 14, OWNER_WIDE = 26,
       DETAIL_ROWS = 5, DETAIL_TALL = 8 };

static const struct action *selected(const struct app *app)
{
	int at = app->list[SCREEN_ACTIONS].selected;

	return app->session && at < (int)app->session->now.action_count ? &app->session->now.action[at] : NULL;
}

bool actions_move(struct app *app, enum action_id action)
{
	return app->session && list_act(&app->list[SCREEN_ACTIONS], action, (int)app->session->now.action_count);
}

/* The id that event n gives to a record under `name`; "" none. */
static const char *named_by(const struct app *app, int64_t n, const char *name)
{
	const struct event *event = session_event(app->session, n);
	const char *id = event ? json_get_text(event->body, name) : NULL;

	return id ? id : "";
}

void actions_select(struct app *app, int64_t n)
{
	const char *id = named_by(app, n, "action");

	for (size_t i = 0; i < app->session->now.action_count; i++)
		if (app->session->now.action[i].n == n || strcmp(app->session->now.action[i].id, id) == 0)
			app->list[SCREEN_ACTIONS].selected = (int)i;
}

/* On the item under discussion; none where the meeting is between items. */
static void act_add(struct app *app)
{
	const struct stop *stop = app_stop(app);

	if (app_may_record(app))
		form_open(app, "action_added", stop && stop->item ? stop->id : "", NULL, 0);
}

/* An open action is changed, a closed one corrected. */
static void act_edit(struct app *app)
{
	const struct action *action = selected(app);

	if (!action)
		act_add(app);
	else if (!app_may_record(app))
		return;
	else if (strcmp(action->state, "open") == 0)
		form_open(app, "action_changed", action->item, action->id, 0);
	else
		app_say(app, true, T(ACTION_IS_CLOSED), action->id);
}

static void close_as(struct app *app, const char *state)
{
	const struct action *action = selected(app);

	if (!action) {
		app_say(app, true, "%s", T(ACTIONS_SELECT));
		return;
	}
	if (!app_may_record(app))
		return;
	if (strcmp(action->state, "open") != 0) {
		app_say(app, true, T(ACTION_IS_CLOSED), action->id);
		return;
	}
	form_open(app, "action_closed", action->item, action->id, 0);
	form_set(&app->form, "state", state);
	app->form.focus = strcmp(state, "done") == 0 ? 1 : 2;
}

static void act_done(struct app *app) { close_as(app, "done"); }
static void act_drop(struct app *app) { close_as(app, "dropped"); }

const struct act_row actions_acts[] = {
	{ ACTION_ADD, act_add }, { ACTION_OPEN, act_edit }, { ACTION_CORRECT, act_edit },
	{ ACTION_DONE, act_done }, { ACTION_DELETE, act_drop },
	{ ACTION_NONE, NULL },
};

static bool is_late(struct app *app, const struct action *action)
{
	return strcmp(action_state_over(action->state, action->due, app_later_of(app, action->id) != NULL, app_today(app)),
		      "overdue") == 0;
}

static const char *state_words(struct app *app, const struct action *action, enum style *style)
{
	bool open = strcmp(action->state, "open") == 0;
	bool late = is_late(app, action);

	if (open && app_later_of(app, action->id)) {
		*style = STYLE_DIM;
		return action_state_say("carried");
	}
	*style = late ? STYLE_ALERT : open ? STYLE_TEXT : STYLE_DIM;
	if (late)
		return T(ACTION_IS_LATE);
	if (open)
		return T(ACTION_IS_OPEN);
	return strcmp(action->state, "done") == 0 ? T(ACTION_STATE_DONE) : T(ACTION_STATE_DROPPED);
}

/* `action` NULL: the head of the table. */
static void draw_row(struct app *app, struct canvas *canvas, struct box box, const struct action *action)
{
	int owner = box.width >= SCREEN_WIDE - 10 ? OWNER_WIDE : OWNER_NARROW, x = box.x + 2;
	int what = box.width - 2 - STATE_COLUMNS - PLACE_COLUMNS - owner - DUE_COLUMNS - 4;
	enum style style = STYLE_LABEL;
	const char *state = action ? state_words(app, action, &style) : T(COLUMN_STATE);

	draw_cell(canvas, &x, box.y, STATE_COLUMNS, style, state);
	style = !action ? STYLE_LABEL : style == STYLE_DIM ? STYLE_DIM : STYLE_TEXT;
	draw_cell(canvas, &x, box.y, PLACE_COLUMNS, style, action ? stop_short(app->frame, app->session, action->item) : T(COLUMN_ITEM));
	draw_cell(canvas, &x, box.y, what, style, action ? first_line(app->frame, action->what) : T(FIELD_WHAT));
	draw_cell(canvas, &x, box.y, owner, action && !action->owner.name ? STYLE_WARNING : style,
		  !action ? T(FIELD_OWNER) : action->owner.name ? action->owner.name : T(NO_OWNER));
	draw_cell(canvas, &x, box.y, DUE_COLUMNS, action && !action->due ? STYLE_WARNING : style,
		  !action ? T(FIELD_DUE) : action->due ? action->due : T(NO_DUE));
}

static void detail_line(struct app *app, struct page *page, const char *label, const char *text)
{
	if (text && *text)
		page_add(page, STYLE_TEXT, 0, arena_printf(app->frame, "%s: ", label), text);
}

static const char *decision_text(const struct app *app, const char *id)
{
	const struct decision *decision = session_decision(app->session, id);

	return decision ? decision->text : id;
}

static const char *condition_text(const struct app *app, const char *id)
{
	const struct condition *condition = session_condition(app->session, id);

	return condition ? condition->text : id;
}

static void add_detail(struct app *app, struct page *page, const struct action *action)
{
	page_add(page, STYLE_STRONG, 0, "", arena_printf(app->frame, "%s  %s", action->id, action->what));
	detail_line(app, page, T(LATER), app_later_of(app, action->id));
	detail_line(app, page, T(FIELD_OWNER), person_words(app->frame, action->owner));
	if (action->cost.set)
		detail_line(app, page, T(FIELD_COST), money_words(app->frame, action->cost));
	detail_line(app, page, T(FIELD_DECISION), decision_text(app, action->decision));
	detail_line(app, page, T(FIELD_CONDITION), condition_text(app, action->condition));
	detail_line(app, page, T(FIELD_EVIDENCE), action->evidence);
	detail_line(app, page, T(FIELD_REASON), action->reason);
}

static void draw_list(struct app *app, struct canvas *canvas, struct box inner)
{
	struct list *list = &app->list[SCREEN_ACTIONS];
	int count = (int)app->session->now.action_count;
	int detail = inner.height >= SCREEN_TALL - 6 ? DETAIL_TALL : DETAIL_ROWS;
	struct page page;

	if (count == 0) {
		canvas_text(canvas, inner.x, inner.y, inner.width, STYLE_NOTE, T(ACTIONS_NONE));
		return;
	}
	if (list->selected >= count)
		list->selected = count - 1;
	draw_row(app, canvas, (struct box){ inner.x, inner.y, inner.width, 1 }, NULL);
	list->rows = inner.height - 2 - detail;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int i = 0; i < list->rows && list->top + i < count; i++) {
		draw_row(app, canvas, (struct box){ inner.x, inner.y + 1 + i, inner.width, 1 },
			 &app->session->now.action[list->top + i]);
		if (list->top + i == list->selected)
			draw_selected(canvas, inner.x, inner.y + 1 + i, inner.width);
	}
	canvas_rule(canvas, inner.x, inner.y + inner.height - detail - 1, inner.width, STYLE_BORDER);
	page_init(&page, app->frame, inner.width - 1);
	add_detail(app, &page, selected(app));
	page_draw(canvas, (struct box){ inner.x, inner.y + inner.height - detail, inner.width, detail }, &page, 0);
}

void actions_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;
	int open = 0, late = 0;

	draw_title(app, canvas, T(SCREEN_ACTIONS));
	if (!app->session)
		return;
	if (app->form.open) {
		form_draw(app, canvas, draw_panel(canvas, body, ""));
		return;
	}
	for (size_t i = 0; i < app->session->now.action_count; i++) {
		const struct action *action = &app->session->now.action[i];

		open += strcmp(action->state, "open") == 0;
		late += is_late(app, action);
	}
	inner = draw_panel(canvas, body, arena_printf(app->frame, T(PANEL_ACTIONS),
			   (int)app->session->now.action_count, open, late, app_today(app)));
	draw_list(app, canvas, inner);
}
