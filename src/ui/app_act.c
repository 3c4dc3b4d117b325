/* Actions that mean the same on every screen, and moving about. */
#include <stdarg.h>
#include <string.h>

#include "base/json.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/pace.h"
#include "workshop/spread.h"

static const char *const tab_names[TAB_COUNT] = {
	[TAB_EXPLAIN] = "explain", [TAB_QUESTIONS] = "questions",
	[TAB_POSITIONS] = "positions",
	[TAB_DECIDE] = "decide", [TAB_SHEET] = "worksheet", [TAB_LAST] = "last",
};

enum context app_context(const struct app *app, enum screen_id screen)
{
	const struct stop *stop = screen == SCREEN_ITEM ? app_stop(app) : NULL;

	if (screen == SCREEN_LEDGER)
		return app->ledger.kind == LEDGER_SEARCH ? CONTEXT_FOUND : CONTEXT_LEDGER;
	if (stop && since_is_here(app))
		return CONTEXT_SINCE;
	if (!stop || !stop->item || app->glossary)
		return screens[screen].context;
	return app->tab == TAB_SHEET ? CONTEXT_SHEET :
	       app->tab == TAB_POSITIONS ? CONTEXT_POSITIONS : screens[screen].context;
}

bool tab_find(const char *name, enum tab *tab)
{
	for (int i = 0; i < TAB_COUNT; i++) {
		if (strcmp(tab_names[i], name) == 0) {
			*tab = (enum tab)i;
			return true;
		}
	}
	return false;
}

const char *tab_name(enum tab tab)
{
	return tab_names[tab];
}

void app_say(struct app *app, bool warning, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_clear(&app->message);
	str_vprintf(&app->message, format, args);
	va_end(args);
	app->warning = warning;
}

void app_ask(struct app *app, void (*yes)(struct app *app), void (*no)(struct app *app),
	     const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	arena_reset(app->words);
	app->ask = (struct ask){ .open = true, .text = arena_strdup(app->words, text.text),
				 .yes = yes, .no = no };
	str_release(&text);
}

bool app_can_record(const struct app *app)
{
	return app->session && app->reason.length == 0 && !app->session->now.sealed &&
	       !app->session->unknown_kind;
}

bool app_may_record(struct app *app)
{
	if (app_can_record(app))
		return true;
	if (!app->session)
		app_say(app, true, "%s", T(NO_SESSION));
	else if (app->session->now.sealed)
		app_say(app, true, "%s", T(IS_SEALED));
	else if (app->reason.length > 0)
		app_say(app, true, "%s", app->reason.text);
	else
		app_say(app, true, T(IS_NEWER), app->session->unknown_kind);
	return false;
}

const struct stop *app_stop(const struct app *app)
{
	return app->session ? session_stop(app->session, app->place.text) : NULL;
}

bool list_act(struct list *list, enum action_id action, int count)
{
	int page = list->rows > 1 ? list->rows - 1 : 1;
	const struct { enum action_id action; int to; } moves[] = {
		{ ACTION_UP, list->selected - 1 }, { ACTION_DOWN, list->selected + 1 },
		{ ACTION_PAGE_UP, list->selected - page }, { ACTION_PAGE_DOWN, list->selected + page },
		{ ACTION_TOP, 0 }, { ACTION_BOTTOM, count - 1 },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(moves); i++) {
		if (moves[i].action != action)
			continue;
		list->selected = moves[i].to >= count ? count - 1 : moves[i].to;
		if (list->selected < 0)
			list->selected = 0;
		return true;
	}
	return false;
}

void app_go(struct app *app, enum screen_id screen)
{
	if (screen == SCREEN_HELP && app->screen != SCREEN_HELP) {
		app->back = app->screen;
		app->list[SCREEN_HELP].top = 0;
	}
	app->screen = screen;
	if (screens[screen].enter)
		screens[screen].enter(app);
}

static void emit_place(struct app *app)
{
	app_emit(app, &(struct effect){ .kind = EFFECT_PLACE,
					.id = arena_strdup(app->out, app->place.text),
					.tab = tab_name(app->tab) });
}

void app_show_tab(struct app *app, enum tab tab)
{
	if (app->tab == tab)
		return;
	app->tab = tab;
	app->list[SCREEN_ITEM].top = 0;
	app->record.selected = app->record.top = 0;
	item_rest(app);
	if (app_can_record(app))
		emit_place(app);
}

void item_rest(struct app *app)
{
	app->sheet = app->position = app->since = (struct list){ 0 };
	app->round_back = 0;
	app->drawn = app->glossary = false;
}

static void look_at(struct app *app, const char *stop)
{
	if (strcmp(app->place.text, stop) != 0)
		app->list[SCREEN_ITEM].top = app->record.selected = app->record.top = 0;
	if (strcmp(app->place.text, stop) != 0)
		item_rest(app);
	str_clear(&app->place);
	str_add(&app->place, stop);
	app_go(app, SCREEN_ITEM);
}

static struct event passage(struct app *app, const char *kind, const char *stop)
{
	struct json *body = json_map(app->out);

	json_put_text(app->out, body, "item", stop);
	return app_event(app, kind, body);
}

/* The place is remembered before the move is known to be durable: at worst a
 * resumed session shows the stop that was about to be opened. */
static void visit(struct app *app, const struct stop *stop, enum tab tab)
{
	const struct stop *open;
	struct event *event;
	size_t count = 0;

	open = session_stop(app->session, app->session->now.current);
	event = arena_array(app->out, 2, sizeof(*event));
	if (open && open->state == STOP_OPEN)
		event[count++] = passage(app, "item_left", open->id);
	event[count++] = passage(app, "item_entered", stop->id);
	app_record_all(app, event, count);
	app->tab = tab;
	app_emit(app, &(struct effect){ .kind = EFFECT_PLACE, .id = arena_strdup(app->out, stop->id),
					.tab = tab_name(tab) });
}

static void want(struct app *app, const struct stop *stop, enum tab tab)
{
	str_clear(&app->wanted);
	str_add(&app->wanted, stop->id);
	app->tab_wanted = tab;
}

static void visit_wanted(struct app *app)
{
	const struct stop *stop = session_stop(app->session, app->wanted.text);

	if (stop)
		visit(app, stop, app->tab_wanted);
}

/* The named round on the open item that nobody has opened to all, or NULL. */
static const struct round *round_left(const struct app *app)
{
	const struct stop *open = session_stop(app->session, app->session->now.current);
	size_t count = open && open->state == STOP_OPEN ? item_round_count(app->session, open->id) : 0;
	const struct round *round = count ? item_round(app->session, open->id, count - 1) : NULL;

	return round && !round->revealed && !round->straw ? round : NULL;
}

/* How much of the planned time is used, in per cent. */
static int used_percent(const struct app *app)
{
	int planned = session_planned_minutes(app->session);

	return planned > 0 ? (int)(session_used(app->session, app->now.at) / 600 / planned) : 0;
}

/* The closing is protected: past most of the planned time another item is opened
 * only after a question. */
void app_visit(struct app *app, const char *id, enum tab tab)
{
	const struct stop *stop = app->session ? session_stop(app->session, id) : NULL;

	if (!stop)
		return;
	if (!app_can_record(app) || stop->state == STOP_OPEN) {
		look_at(app, stop->id);
		app_show_tab(app, tab);
	} else if (round_left(app)) {
		want(app, stop, tab);
		app_ask(app, visit_wanted, NULL, T(ASK_LEAVE_ROUND),
			stop_short(app->frame, app->session, app->session->now.current),
			stop_short(app->frame, app->session, stop->id));
	} else if (stop_is_protected_against(app->session, stop, app->now.at)) {
		want(app, stop, tab);
		app_ask(app, visit_wanted, NULL, T(ASK_PROTECTED), used_percent(app),
			session_closing_minutes(app->session), stop_short(app->frame, app->session, stop->id));
	} else {
		visit(app, stop, tab);
	}
}

static void act_language(struct app *app)
{
	(void)app;
	lang = lang == LANG_JA ? LANG_EN : LANG_JA;
}

static void act_hide(struct app *app)
{
	app->hidden = !app->hidden;
	app_say(app, false, "%s", app->hidden ? T(NOW_HIDDEN) : T(NOW_SHOWN));
}

static void act_help(struct app *app)
{
	if (app->screen == SCREEN_HELP)
		app_go(app, app->back);
	else
		app_go(app, SCREEN_HELP);
}

static void act_redraw(struct app *app)
{
	app_emit(app, &(struct effect){ .kind = EFFECT_REDRAW });
}

static void act_suspend(struct app *app)
{
	app_emit(app, &(struct effect){ .kind = EFFECT_SUSPEND });
}

static void act_quit(struct app *app)
{
	app_emit(app, &(struct effect){ .kind = EFFECT_QUIT });
}

static void leave(struct app *app)
{
	if (app->session)
		app_emit(app, &(struct effect){ .kind = EFFECT_LEAVE });
	else
		app_go(app, SCREEN_HOME);
}

static void go_in_session(struct app *app, enum screen_id screen)
{
	if (!app->session)
		app_say(app, true, "%s", T(NO_SESSION));
	else
		app_go(app, screen);
}

static void act_agenda(struct app *app) { go_in_session(app, SCREEN_AGENDA); }
static void act_actions(struct app *app) { go_in_session(app, SCREEN_ACTIONS); }
static void act_acceptances(struct app *app) { go_in_session(app, SCREEN_ACCEPTANCES); }
static void act_overview(struct app *app) { go_in_session(app, SCREEN_OVERVIEW); }
static void act_close(struct app *app) { go_in_session(app, SCREEN_CLOSE); }
static void act_papers(struct app *app)
{
	if (app->screen != SCREEN_PAPERS)
		app->papers.from = app->screen;
	go_in_session(app, SCREEN_PAPERS);
}

static void act_setup(struct app *app) { go_in_session(app, SCREEN_SETUP); }

static void act_item(struct app *app)
{
	if (app->session && app->place.length == 0)
		app_say(app, true, "%s", T(NOT_STARTED));
	else
		go_in_session(app, SCREEN_ITEM);
}

static void act_pause(struct app *app)
{
	if (!app->session || !app_may_record(app))
		return;
	if (session_pause(app->session)) {
		app_record(app, "meeting_resumed", json_map(app->out));
		return;
	}
	if (!app->session->now.current) {
		app_say(app, true, "%s", T(NOT_STARTED));
		return;
	}
	/* By its name it is reached from anywhere; these two have a place for the form. */
	if (app->screen != SCREEN_ITEM && app->screen != SCREEN_AGENDA)
		act_item(app);
	if (app->screen == SCREEN_ITEM || app->screen == SCREEN_AGENDA)
		form_open(app, "meeting_paused", "", NULL, 0);
}

/* Is the entry that the register led to still what is looked at? */
static bool is_visiting(const struct app *app)
{
	return app->visiting && app->session && app->screen == app->goal.screen &&
	       (app->screen != SCREEN_ITEM || (app->tab == app->goal.tab && !app->drawn && !app->glossary &&
					       strcmp(app->place.text, app->goal.stop.text) == 0));
}

static void act_back(struct app *app)
{
	if (app->screen == SCREEN_HELP)
		app_go(app, app->back);
	else if (is_visiting(app))
		leave(app);
	else if (app->screen == SCREEN_ITEM && (app->glossary || app->drawn))
		app->glossary = app->drawn = false;
	else if (app->screen == SCREEN_ITEM && app->tab != TAB_EXPLAIN)
		app_show_tab(app, TAB_EXPLAIN);
	else if (app->screen == SCREEN_ITEM && app->session)
		app_ask(app, leave, NULL, "%s", T(ASK_LEAVE));
	else if (app->session && app->place.length > 0)
		app_go(app, SCREEN_ITEM);
	else if (app->session && app->screen != SCREEN_SETUP)
		app_go(app, SCREEN_SETUP);
	else if (app->screen != SCREEN_HOME)
		leave(app);
}

static void act_undo(struct app *app)
{
	const struct event *target;
	struct json *body;

	if (!app_may_record(app))
		return;
	target = session_undo_target(app->session);
	if (!target) {
		app_say(app, true, "%s", T(NOTHING_TO_UNDO));
		return;
	}
	body = json_map(app->out);
	json_put_int(app->out, body, "event", target->n);
	app_record(app, "undone", body);
}

static const struct act_row global_acts[] = {
	{ ACTION_LANGUAGE, act_language }, { ACTION_HIDE, act_hide }, { ACTION_HELP, act_help },
	{ ACTION_COMMAND, prompt_open }, { ACTION_REDRAW, act_redraw },
	{ ACTION_SUSPEND, act_suspend }, { ACTION_QUIT, act_quit }, { ACTION_HOME, leave },
	{ ACTION_ROOM, act_room }, { ACTION_ROOM_BLANK, act_room_blank },
	{ ACTION_PAUSE, act_pause }, { ACTION_AGENDA, act_agenda },
	{ ACTION_ACTIONS, act_actions }, { ACTION_ACCEPTANCES, act_acceptances },
	{ ACTION_OVERVIEW, act_overview }, { ACTION_CLOSE, act_close }, { ACTION_PAPERS, act_papers }, { ACTION_SETUP, act_setup },
	{ ACTION_ITEM, act_item }, { ACTION_BACK, act_back }, { ACTION_UNDO, act_undo },
	{ ACTION_NONE, NULL },
};

static bool act_in(struct app *app, const struct act_row *row, enum action_id action)
{
	for (; row->action != ACTION_NONE; row++) {
		if (row->action == action) {
			row->run(app);
			return true;
		}
	}
	return false;
}

bool app_act(struct app *app, enum action_id action)
{
	const struct screen *screen = &screens[app->screen];

	return (screen->move && screen->move(app, action)) || act_in(app, screen->act, action) ||
	       act_in(app, global_acts, action);
}
