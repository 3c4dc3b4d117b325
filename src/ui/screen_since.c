/* Since last time: what the session before left open, looked at in the blocks that come
 * before the first item.  One key takes it over into this session; then it is closed,
 * dropped or renewed like anything else. */
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/action.h"
#include "workshop/since.h"

enum { STATE_COLUMNS = 17, PLACE_COLUMNS = 6, DUE_COLUMNS = 10, WHO_NARROW = 10, WHO_WIDE = 16, TAKEN_COLUMNS = 5,
       BRIEF_OWN_ROWS = 3 /* title, hint, blank */ };

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

static void take_over(struct app *app, const struct since *since)
{
	app_record(app, "action_added", since_body(app->session, since, app->out));
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

/* "c1@SESSION": as a form names what is not of this session. */
static const char *form_name(struct app *app, const struct since *since)
{
	return arena_printf(app->frame, "%s@%s", since->id, since->from->now.id);
}

static const struct since *of_form(struct app *app, const char *name)
{
	struct sinces sinces = gather(app);

	for (size_t i = 0; name && strchr(name, '@') && i < sinces.count; i++)
		if (strcmp(form_name(app, &sinces.since[i]), name) == 0)
			return &sinces.since[i];
	return NULL;
}

const char *since_text(struct app *app, const char *name)
{
	const struct since *since = of_form(app, name);

	return since ? since->text : NULL;
}

/* What goes on here already is closed; else the form says what it would take over, and
 * that is done together with it: who leaves the form has taken over nothing. */
static void close_as(struct app *app, bool done)
{
	const struct since *since = chosen(app);

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
	form_open(app, "action_closed", since->item, since->taken_as ? since->taken_as : form_name(app, since), 0);
	form_set(&app->form, "state", done ? "done" : "dropped");
}

bool since_close(struct app *app, struct json *body)
{
	const struct since *since = of_form(app, json_get_text(body, "action"));
	struct event *event = arena_array(app->out, 2, sizeof(*event));
	struct json *first;

	if (!since)
		return false;
	if (since->taken_as) {
		json_put_text(app->out, body, "action", since->taken_as);
		return false;
	}
	first = since_body(app->session, since, app->out);
	json_put_text(app->out, body, "action", json_get_text(first, "action"));
	event[0] = app_event(app, "action_added", first);
	event[1] = app_event(app, "action_closed", body);
	app_record_all(app, event, 2);
	return true;
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

static bool is_told(const struct since *since)
{
	return !since->taken_as && since->kind != SINCE_ACTION_OPEN;
}

static const char *brief_line(struct app *app, const struct since *since)
{
	return arena_printf(app->frame, T(SINCE_LINE), since_kind_say(since->kind), first_line(app->frame, since->text),
			    since->who.name ? since->who.name : "-", since->due ? since->due : "-");
}

static int rows_of(struct app *app, const struct page *page, const struct since *since)
{
	int columns = page->columns - 2 - text_width(T(BULLET));

	return (int)text_wrap(app->frame, brief_line(app, since), columns < 2 ? 2 : columns).count;
}

/* Which ones are shown: one of each kind whatever the room, then the next of each in turn
 * as long as there are rows, so that many of one kind hide no other.  How many. */
static size_t share_rows(struct app *app, const struct sinces *sinces, const struct page *page, int rows, bool *shown)
{
	size_t taken[SINCE_KIND_COUNT] = { 0 }, count = 0;
	bool more = true;

	for (size_t turn = 0; more; turn++) {
		more = false;
		for (size_t i = 0; i < sinces->count; i++) {
			const struct since *since = &sinces->since[i];

			if (!is_told(since) || shown[i] || taken[since->kind] > turn)
				continue;
			rows -= rows_of(app, page, since);
			if (turn > 0 && rows < 0)
				return count;
			taken[since->kind]++;
			shown[i] = more = true;
			count++;
		}
	}
	return count;
}

/* "overdue 4, expired 1": what the rows did not suffice for. */
static const char *left_words(struct app *app, const struct sinces *sinces, const bool *shown)
{
	struct str words = STR_INIT;
	const char *copy;

	for (int kind = 0; kind < SINCE_KIND_COUNT; kind++) {
		int left = 0;

		for (size_t i = 0; i < sinces->count; i++)
			left += sinces->since[i].kind == (enum since_kind)kind && is_told(&sinces->since[i]) && !shown[i];
		if (left > 0)
			str_printf(&words, "%s%s", words.length ? T(COMMA) : "",
				   arena_printf(app->frame, T(SINCE_LEFT), since_kind_say((enum since_kind)kind), left));
	}
	copy = arena_strdup(app->frame, words.text ? words.text : "");
	str_release(&words);
	return copy;
}

void item_since_brief(struct app *app, const struct stop *stop, struct page *page, int rows)
{
	struct sinces sinces = gather(app);
	bool *shown = arena_array(app->frame, sinces.count + 1, sizeof(*shown));
	const char *left;

	if (!is_at_the_beginning(app, stop) || share_rows(app, &sinces, page, rows - BRIEF_OWN_ROWS, shown) == 0)
		return;
	page_add(page, STYLE_TITLE, 0, "", T(SINCE_TITLE));
	for (size_t i = 0; i < sinces.count; i++)
		if (shown[i])
			page_add(page, kind_style(sinces.since[i].kind) == STYLE_ALERT ? STYLE_WARNING : STYLE_TEXT, 2, T(BULLET),
				 brief_line(app, &sinces.since[i]));
	left = left_words(app, &sinces, shown);
	page_add(page, STYLE_NOTE, 2, "", *left ? arena_printf(app->frame, T(SINCE_MORE), left) : T(SINCE_HINT));
	page_blank(page);
}
