/* The facilitator's screen as a whole: what it is told, and where keys go. */
#include "ui/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "content/pack.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/spread.h"

struct app *app_new(const char *database)
{
	struct app *app = calloc(1, sizeof(*app));

	if (!app)
		log_fatal("out of memory");
	app->life = arena_new();
	app->rows = arena_new();
	app->out = arena_new();
	app->frame = arena_new();
	app->words = arena_new();
	app->form.arena = arena_new();
	app->ledger.arena = arena_new();
	app->papers.arena = arena_new();
	app->papers.session = app->papers.folder = app->papers.written = (struct str)STR_INIT;
	app->later_arena = arena_new();
	app->ledger.text = app->goal.stop = app->busy = (struct str)STR_INIT;
	app->trend_at = -1;
	app->reason = app->session_id = app->place = app->wanted = app->message = app->table = app->room_item =
		(struct str)STR_INIT;
	edit_init(&app->prompt.edit, false, 200);
	app->database = arena_strdup(app->life, database);
	app->width = SCREEN_WIDTH_MIN;
	app->height = SCREEN_HEIGHT_MIN;
	return app;
}

void app_free(struct app *app)
{
	if (!app)
		return;
	form_release(&app->form);
	edit_release(&app->prompt.edit);
	str_release(&app->reason);
	str_release(&app->session_id);
	str_release(&app->place);
	str_release(&app->room_item);
	str_release(&app->wanted);
	str_release(&app->table);
	str_release(&app->message);
	str_release(&app->ledger.text);
	str_release(&app->papers.session);
	str_release(&app->papers.folder);
	str_release(&app->papers.written);
	str_release(&app->goal.stop);
	str_release(&app->busy);
	arena_free(app->ledger.arena);
	arena_free(app->papers.arena);
	arena_free(app->later_arena);
	arena_free(app->words);
	arena_free(app->frame);
	arena_free(app->out);
	arena_free(app->rows);
	arena_free(app->life);
	free(app);
}

void app_time(struct app *app, struct app_now now)
{
	app->now = now;
}

void app_resize(struct app *app, int width, int height)
{
	app->width = width;
	app->height = height;
}

void app_ascii(struct app *app, bool ascii)
{
	app->ascii = ascii;
}

void app_copy(struct app *app, enum app_copy copy)
{
	app->copy = copy;
}

static const char *kept(struct app *app, const char *text)
{
	return arena_strdup(app->rows, text);
}

void app_sessions(struct app *app, const struct app_row *row, size_t count)
{
	app_sessions_part(app, row, count, 0, count);
}

void app_sessions_part(struct app *app, const struct app_row *row, size_t count, size_t first, size_t total)
{
	struct list *list = &app->list[SCREEN_HOME];
	const struct app_row *before = home_row(app);
	int64_t chosen = before ? before->number : 0;
	struct app_row *rows;

	arena_reset(app->rows);
	rows = arena_array(app->rows, count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		rows[i] = row[i];
		rows[i].id = kept(app, row[i].id);
		rows[i].title = kept(app, row[i].title);
		rows[i].organisation = kept(app, row[i].organisation);
		rows[i].entity = kept(app, row[i].entity);
		rows[i].held_on = kept(app, row[i].held_on);
		rows[i].label = kept(app, row[i].label);
		rows[i].state = kept(app, row[i].state);
		rows[i].agenda = kept(app, row[i].agenda);
		if (row[i].number == chosen)
			list->selected = (int)(first + i);
	}
	app->row = rows;
	app->row_count = count;
	app->row_first = first;
	app->row_total = total;
	if (list->selected >= (int)total)
		list->selected = total ? (int)total - 1 : 0;
}

void app_packs(struct app *app, const struct pack *const *pack, size_t count)
{
	app->pack = arena_array(app->life, count + 1, sizeof(*app->pack));
	for (size_t i = 0; i < count; i++)
		app->pack[i] = pack[i];
	app->pack_count = count;
}

static void set(struct str *str, const char *text)
{
	str_clear(str);
	str_add(str, text ? text : "");
}

/* A session that is new to the screen: its place, or its list of people when
 * the meeting has not begun. */
static void arrive(struct app *app, const char *stop, const char *tab)
{
	const struct session *session = app->session;
	const char *place = stop && session_stop(session, stop) ? stop : session->now.current;

	set(&app->place, place);
	app->tab = TAB_EXPLAIN;
	if (tab && !tab_find(tab, &app->tab))
		app->tab = TAB_EXPLAIN;
	app->record.selected = 0;
	item_rest(app);
	for (size_t i = 0; i < ARRAY_LENGTH(app->list); i++)
		if (i != SCREEN_HOME)
			app->list[i] = (struct list){ 0 };
	if (!place && (app->reason.length > 0 || session->now.sealed))
		set(&app->place, session->now.stop_count ? session->now.stop[0].id : NULL);
	if (app->goal.set) {
		arrive_at_goal(app);
		return;
	}
	app_go(app, app->place.length ? SCREEN_ITEM : SCREEN_SETUP);
	if (app->screen == SCREEN_SETUP)
		setup_offer(app);
	if (app->reason.length > 0)
		app_say(app, true, "%s", app->reason.text);
}

void app_session(struct app *app, const struct session *session, const struct session *parent,
		 const char *stop, const char *tab, const char *reason)
{
	bool other = session && (!app->session_id.length || !session->now.id ||
				 strcmp(session->now.id, app->session_id.text) != 0);

	if (!session || other) {
		app->ask.open = false;
		if (app->form.open && app->session)
			form_close(app, false);
	}
	app->session = session;
	app->parent = parent;
	set(&app->reason, reason);
	set(&app->session_id, session ? session->now.id : NULL);
	if (!session) {
		set(&app->place, NULL);
		if (!app->form.open)
			app_go(app, SCREEN_HOME);
		return;
	}
	if (other) {
		if (app->form.open)
			form_close(app, app->form.sent != NULL);
		app->fresh = true;
		arrive(app, stop, tab);
	}
}

void app_later(struct app *app, const struct app_later *later, size_t count)
{
	arena_reset(app->later_arena);
	app->later = arena_array(app->later_arena, count + 1, sizeof(*app->later));
	app->later_count = count;
	for (size_t i = 0; i < count; i++)
		app->later[i] = (struct app_later){ arena_strdup(app->later_arena, later[i].record),
						    arena_strdup(app->later_arena, later[i].by) };
}

const char *app_later_of(const struct app *app, const char *record)
{
	for (size_t i = 0; i < app->later_count; i++)
		if (strcmp(app->later[i].record, record) == 0)
			return app->later[i].by;
	return NULL;
}

void app_draft_found(struct app *app, const char *session, const char *field, const char *text)
{
	app_keep_draft(app, session, field, text);
	if (!app->fresh || !app->session || strcmp(session, app->session_id.text) != 0)
		return;
	if (!app_can_record(app))
		return;
	if (app->form.open)
		form_close(app, false);
	app->ask.open = false;
	form_reopen(app, field, text);
}

/* The round of the newest ballot, when nothing but ballots has come; else NULL. */
static const struct round *ballots_since(const struct app *app, size_t before)
{
	const struct round *round = NULL;

	for (size_t i = before; app->session && i < app->session->event_count; i++) {
		const struct event *event = &app->session->event[i];

		if (strcmp(event->kind_name, "position_taken") != 0)
			return NULL;
		round = session_round(app->session, json_get_text(event->body, "round"));
	}
	return round;
}

void app_changed(struct app *app, size_t before)
{
	const struct round *round = ballots_since(app, before);
	struct turnout turnout;

	if (!round) {
		app_say(app, false, "%s", T(CHANGED_ELSEWHERE));
		return;
	}
	turnout = round_turnout(app->session, round);
	app_say(app, false, T(BALLOTS_IN), turnout.taken, turnout.asked);
}

void app_database(struct app *app, const char *database)
{
	app->database = arena_strdup(app->life, database);
}

void app_message(struct app *app, bool warning, const char *text)
{
	app_say(app, warning, "%s", text);
}

const char *app_screen(const struct app *app)
{
	return screens[app->screen].id;
}

static void screen_key(struct app *app, struct key key)
{
	const struct binding *binding = binding_find(app_context(app, app->screen), key_fold(key));

	if (key.code == NAMED_PASTE)
		return;
	if (binding && app_act(app, binding->action))
		return;
	if (binding)
		app_say(app, true, T(NOT_HERE), action_row(binding->action)->name);
}

static bool is_too_small(int width, int height)
{
	return width < SCREEN_WIDTH_MIN || height < SCREEN_HEIGHT_MIN;
}

/* Nobody sees what a key would do: letters go into the open field, which keeps them, and
 * nothing is recorded or opened. */
static void blind_key(struct app *app, struct key key)
{
	char letter[5];
	const struct binding *binding = binding_find(CONTEXT_GLOBAL, key_fold(key));
	enum action_id action = binding ? binding->action : ACTION_NONE;
	bool typing = app->form.open || app->prompt.open || app->ask.open;

	if (app->form.open && app->screen != SCREEN_HELP && (key.code == NAMED_PASTE || key_text(key, letter)))
		form_key(app, key);
	else if (action == ACTION_REDRAW || action == ACTION_SUSPEND || (action == ACTION_QUIT && !typing))
		app_act(app, action);
}

void app_key(struct app *app, struct key key)
{
	arena_reset(app->frame);
	if (app->queue_first == app->queue_count) {
		arena_reset(app->out);
		app->queue = NULL;
		app->queue_first = app->queue_count = app->queue_capacity = 0;
	}
	if (key.code == NAMED_NONE || key.code == NAMED_UNKNOWN || key.code == NAMED_RESIZE)
		return;
	if (is_too_small(app->width, app->height)) {
		blind_key(app, key);
		return;
	}
	app->fresh = app->preview = false;
	str_clear(&app->message);
	if (app->ask.open)
		ask_key(app, key);
	else if (app->prompt.open)
		prompt_key(app, key);
	else if (app->form.open && app->screen != SCREEN_HELP)
		form_key(app, key);
	else
		screen_key(app, key);
}

static void draw_too_small(struct app *app, struct canvas *canvas)
{
	const char *line[2];

	line[0] = arena_printf(app->frame, T(TOO_SMALL), SCREEN_WIDTH_MIN, SCREEN_HEIGHT_MIN);
	line[1] = arena_printf(app->frame, T(TOO_SMALL_NOW), canvas->width, canvas->height);
	for (int i = 0; i < 2; i++) {
		int width = text_width(line[i]);
		int x = width < canvas->width ? (canvas->width - width) / 2 : 0;

		canvas_text(canvas, x, canvas->height / 2 - 1 + i, canvas->width - x,
			    i ? STYLE_DIM : STYLE_STRONG, line[i]);
	}
}

void app_draw(struct app *app, struct canvas *canvas)
{
	arena_reset(app->frame);
	app->width = canvas->width;
	app->height = canvas->height;
	canvas_clear(canvas);
	canvas->ascii = canvas->ascii || app->ascii;
	canvas_cursor(canvas, -1, -1);
	if (is_too_small(canvas->width, canvas->height)) {
		draw_too_small(app, canvas);
		return;
	}
	screens[app->screen].draw(app, canvas);
	if (app->preview)
		room_preview(app, canvas);
	draw_foot(app, canvas); /* last: what it says may need a row of the screen */
	if (app->prompt.open)
		prompt_draw(app, canvas);
	if (app->ask.open)
		ask_draw(app, canvas);
}
