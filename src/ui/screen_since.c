/* Since last time: what the session before left open, looked at in the blocks that come
 * before the first item.  One key takes it over into this session; then it is closed,
 * dropped or renewed like anything else. */
#include <string.h>

#include "base/json.h"
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/action.h"
#include "workshop/since.h"

enum { STATE_COLUMNS = 17, PLACE_COLUMNS = 6, DUE_COLUMNS = 10, WHO_NARROW = 10, WHO_WIDE = 16, TAKEN_COLUMNS = 5,
       SUMMARY_ROWS = 6 };

static struct sinces gather(struct app *app)
{
	return session_since(app->session, app->parent, app_today(app), app->frame);
}

static const struct since *selected(struct app *app)
{
	struct sinces sinces = gather(app);

	return app->since.selected < (int)sinces.count ? &sinces.since[app->since.selected] : NULL;
}

static const struct since *chosen(struct app *app)
{
	const struct since *since = selected(app);

	if (!since)
		app_say(app, true, "%s", T(SINCE_SELECT));
	return since && app_may_record(app) ? since : NULL;
}

bool since_is_here(const struct app *app)
{
	const struct stop *stop = app_stop(app);

	return stop && !stop->item && app->tab == TAB_LAST && !app->glossary;
}

/* ---- keys ---------------------------------------------------------------------------- */

/* Renewing asks for what is measured anew: that is a form. */
static void renew(struct app *app, const struct since *since)
{
	if (since->taken_as)
		app_say(app, true, T(SINCE_TAKEN), since->taken_as);
	else if (since->kind == SINCE_ACCEPTANCE_WAITING || !since->item)
		app_say(app, true, "%s", T(SINCE_PROPOSE_ANEW));
	else if (since->from != app->parent)
		app_say(app, true, "%s", T(SINCE_OLDER));
	else
		form_open(app, "acceptance_proposed", since->item,
			  arena_printf(app->frame, "%s/=%s", since->item ? since->item : "", since->id), 0);
}

/* The action that goes on with it: there already, or made now.  NULL: it is none. */
static const char *take_over(struct app *app, const struct since *since)
{
	struct json *body;
	const char *id;

	if (since->taken_as)
		return since->taken_as;
	body = since_body(app->session, since, app->out);
	id = arena_strdup(app->out, json_get_text(body, "action"));
	app_record(app, "action_added", body);
	return id;
}

static void act_carry(struct app *app)
{
	const struct since *since = chosen(app);

	if (!since)
		return;
	if (since_is_acceptance(since->kind))
		renew(app, since);
	else if (since->taken_as)
		app_say(app, true, T(SINCE_TAKEN), since->taken_as);
	else
		take_over(app, since);
}

/* Everything that is carried over rather than renewed, at once. */
static void act_carry_all(struct app *app)
{
	struct sinces sinces = gather(app);
	struct event *event = arena_array(app->out, sinces.count + 1, sizeof(*event));
	size_t count = 0;

	if (!app_may_record(app))
		return;
	for (size_t i = 0; i < sinces.count; i++)
		if (!since_is_acceptance(sinces.since[i].kind) && !sinces.since[i].taken_as) {
			struct json *body = since_body(app->session, &sinces.since[i], app->out);

			/* Ids are given out one after another as they are recorded. */
			json_put(app->out, body, "action", NULL);
			event[count++] = app_event(app, "action_added", body);
		}
	if (count > 0)
		app_record_all(app, event, count);
	else
		app_say(app, true, "%s", T(SINCE_NOTHING_LEFT));
}

static void close_as(struct app *app, bool done)
{
	const struct since *since = chosen(app);
	const char *id;

	if (!since)
		return;
	if (since_is_acceptance(since->kind)) {
		app_say(app, true, "%s", T(SINCE_RENEW_ONLY));
		return;
	}
	if (since_ended(app->session, since)) {
		app_say(app, true, T(SINCE_TAKEN), since->taken_as);
		return;
	}
	id = take_over(app, since);
	form_open(app, "action_closed", since->item, id, 0);
	form_set(&app->form, "state", done ? "done" : "dropped");
}

static void act_done(struct app *app) { close_as(app, true); }
static void act_drop(struct app *app) { close_as(app, false); }

static void act_renew(struct app *app)
{
	const struct since *since = chosen(app);

	if (since && since_is_acceptance(since->kind))
		renew(app, since);
	else if (since)
		app_say(app, true, "%s", T(SINCE_CARRY_ONLY));
}

static const struct act_row acts[] = {
	{ ACTION_CARRY, act_carry }, { ACTION_OPEN, act_carry }, { ACTION_CARRY_ALL, act_carry_all },
	{ ACTION_DONE, act_done }, { ACTION_DELETE, act_drop }, { ACTION_RENEW, act_renew },
	{ ACTION_NONE, NULL },
};

bool since_act(struct app *app, enum action_id action)
{
	for (const struct act_row *row = acts; row->action != ACTION_NONE; row++) {
		if (row->action != action)
			continue;
		row->run(app);
		return true;
	}
	return list_act(&app->since, action, (int)gather(app).count);
}

/* ---- the picture ------------------------------------------------------------------------ */

static enum style kind_style(enum since_kind kind)
{
	return kind == SINCE_ACTION_LATE || kind == SINCE_ACCEPTANCE_EXPIRED ? STYLE_ALERT :
	       kind == SINCE_ACTION_OPEN ? STYLE_TEXT : STYLE_WARNING;
}

/* What became of it here, where it has come to an end; else what it was. */
static const char *state_words(struct app *app, const struct since *since)
{
	const char *ended = since_ended(app->session, since);

	return ended ? action_state_say(ended) : since_kind_say(since->kind);
}

/* `since` NULL: the head of the table. */
static void draw_row(struct app *app, struct canvas *canvas, struct box box, const struct since *since)
{
	int who = box.width >= SCREEN_WIDE - 30 ? WHO_WIDE : WHO_NARROW, x = box.x + 2;
	int text = box.width - 2 - STATE_COLUMNS - PLACE_COLUMNS - DUE_COLUMNS - who - TAKEN_COLUMNS - 5;
	enum style style = !since ? STYLE_LABEL : since->taken_as ? STYLE_DIM : STYLE_TEXT;

	draw_cell(canvas, &x, box.y, STATE_COLUMNS, since && !since->taken_as ? kind_style(since->kind) : style,
		  since ? state_words(app, since) : T(COLUMN_STATE));
	draw_cell(canvas, &x, box.y, PLACE_COLUMNS, style, since ? stop_short(app->frame, app->session, since->item) :
		  T(COLUMN_ITEM));
	draw_cell(canvas, &x, box.y, DUE_COLUMNS, style, !since ? T(COLUMN_DUE) : since->due ? since->due : "-");
	draw_cell(canvas, &x, box.y, text, style, since ? first_line(app->frame, since->text) : T(COLUMN_WHAT));
	draw_cell(canvas, &x, box.y, who, style, !since ? T(COLUMN_OWNER) : since->who.name ? since->who.name : "-");
	draw_cell(canvas, &x, box.y, TAKEN_COLUMNS, style, !since ? T(COLUMN_TAKEN) : since->taken_as ?
		  since->taken_as : "");
}

void item_since(struct app *app, struct canvas *canvas, struct box box)
{
	struct sinces sinces = gather(app);
	struct list *list = &app->since;
	int count = (int)sinces.count;

	if (count == 0) {
		struct page page;

		page_init(&page, app->frame, box.width);
		page_add(&page, STYLE_NOTE, 0, "", app->parent ? T(SINCE_NOTHING) : app->session->now.parent ?
			 T(LAST_PARENT_AWAY) : T(LAST_NO_PARENT));
		page_draw(canvas, box, &page, 0);
		return;
	}
	if (list->selected >= count)
		list->selected = count - 1;
	canvas_text(canvas, box.x, box.y, box.width, STYLE_TITLE, arena_printf(app->frame, T(SINCE_HEAD),
		    app->parent->now.held_on ? app->parent->now.held_on : "", count, app_today(app)));
	draw_row(app, canvas, (struct box){ box.x, box.y + 1, box.width, 1 }, NULL);
	list->rows = box.height - 2;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int i = 0; i < list->rows && list->top + i < count; i++) {
		struct box row = { box.x, box.y + 2 + i, box.width, 1 };

		draw_row(app, canvas, row, &sinces.since[list->top + i]);
		if (list->top + i == list->selected)
			draw_selected(canvas, row.x, row.y, row.width);
	}
}

/* Does the block come before the first item? */
static bool is_at_the_beginning(const struct app *app, const struct stop *stop)
{
	for (const struct stop *at = app->session->now.stop; at < stop; at++)
		if (at->item && at->on_agenda)
			return false;
	return stop->on_agenda && !stop->item;
}

void item_since_brief(struct app *app, const struct stop *stop, struct page *page)
{
	struct sinces sinces = gather(app);
	size_t told = 0, left = 0;

	if (!is_at_the_beginning(app, stop))
		return;
	for (size_t i = 0; i < sinces.count; i++) {
		const struct since *since = &sinces.since[i];

		if (since->taken_as || since->kind == SINCE_ACTION_OPEN)
			continue;
		if (told == 0 && left == 0)
			page_add(page, STYLE_TITLE, 0, "", T(SINCE_TITLE));
		if (told < SUMMARY_ROWS)
			page_add(page, kind_style(since->kind) == STYLE_ALERT ? STYLE_WARNING : STYLE_TEXT, 2, T(BULLET),
				 arena_printf(app->frame, T(SINCE_LINE), since_kind_say(since->kind),
					      first_line(app->frame, since->text), since->who.name ? since->who.name : "-",
					      since->due ? since->due : "-"));
		told += told < SUMMARY_ROWS;
		left += told == SUMMARY_ROWS;
	}
	if (told == 0)
		return;
	page_add(page, STYLE_NOTE, 2, "", left > 1 ? arena_printf(app->frame, T(SINCE_MORE), (int)left - 1) :
		 T(SINCE_HINT));
	page_blank(page);
}
