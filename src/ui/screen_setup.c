/* Setup: the session's own facts, and who takes part. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "lang/words_workshop.h"
#include "ui/screens.h"

enum { FACT_ROWS = 5 };

static const struct participant *listed(const struct session *session, int place)
{
	for (size_t i = 0; session && i < session->now.participant_count; i++)
		if (!session->now.participant[i].removed && place-- == 0)
			return &session->now.participant[i];
	return NULL;
}

static int listed_count(const struct session *session)
{
	int count = 0;

	while (listed(session, count))
		count++;
	return count;
}

static int present_count(const struct session *session)
{
	const struct participant *who;
	int count = 0;

	for (int i = 0; (who = listed(session, i)); i++)
		count += who->present;
	return count;
}

static const struct participant *selected(const struct app *app)
{
	return listed(app->session, app->list[SCREEN_SETUP].selected);
}

bool setup_move(struct app *app, enum action_id action)
{
	return list_act(&app->list[SCREEN_SETUP], action, listed_count(app->session));
}

void setup_enter(struct app *app)
{
	int count = listed_count(app->session);
	struct list *list = &app->list[SCREEN_SETUP];

	if (list->selected >= count)
		list->selected = count ? count - 1 : 0;
}

void setup_select(struct app *app, const char *participant)
{
	for (int i = 0; i < listed_count(app->session); i++)
		if (strcmp(listed(app->session, i)->id, participant) == 0)
			app->list[SCREEN_SETUP].selected = i;
}

static void act_add(struct app *app)
{
	if (app_may_record(app))
		form_open(app, "participant_added", "", NULL, 0);
}

static void put(struct app *app, struct json *body, const char *name, const char *text)
{
	if (text && *text)
		json_put_text(app->out, body, name, text);
}

/* The people of the session before, in their order and with their address. */
static void copy_people(struct app *app)
{
	size_t count = (size_t)listed_count(app->parent);
	struct event *event = arena_array(app->out, count + 1, sizeof(*event));

	for (size_t i = 0; i < count; i++) {
		const struct participant *who = listed(app->parent, (int)i);
		struct json *body = json_map(app->out);

		put(app, body, "name", who->name);
		put(app, body, "role", who->role);
		put(app, body, "address", who->address);
		json_put_bool(app->out, body, "votes", who->votes);
		event[i] = app_event(app, "participant_added", body);
	}
	if (count > 0)
		app_record_all(app, event, count);
}

/* A new session has nobody yet: the people of the one before are offered. */
void setup_offer(struct app *app)
{
	int before = listed_count(app->parent);

	if (!app_can_record(app) || listed_count(app->session) > 0)
		return;
	if (before > 0)
		app_ask(app, copy_people, act_add, T(ASK_COPY_PEOPLE), before);
	else
		act_add(app);
}

static void act_edit(struct app *app)
{
	const struct participant *who = selected(app);

	if (!who)
		act_add(app);
	else if (app_may_record(app))
		form_open(app, "participant_changed", "", who->id, 0);
}

static void act_session(struct app *app)
{
	if (app_may_record(app))
		form_open(app, "session_changed", "", NULL, 0);
}

static void record_of(struct app *app, const char *kind, const struct participant *who, bool removed)
{
	struct json *body = json_map(app->out);

	json_put_text(app->out, body, "participant", who->id);
	if (removed)
		json_put_bool(app->out, body, "removed", true);
	app_record(app, kind, body);
}

static void act_arrive(struct app *app)
{
	const struct participant *who = selected(app);

	if (who && app_may_record(app))
		record_of(app, who->present ? "participant_left" : "participant_arrived", who, false);
}

static void remove_selected(struct app *app)
{
	const struct participant *who = selected(app);

	if (who)
		record_of(app, "participant_changed", who, true);
}

static void act_remove(struct app *app)
{
	const struct participant *who = selected(app);

	if (who && app_may_record(app))
		app_ask(app, remove_selected, NULL, T(ASK_REMOVE), who->name);
}

static void act_recuse(struct app *app)
{
	const struct participant *who = selected(app);

	if (who && app_may_record(app))
		form_open(app, "participant_recused", "", who->id, 0);
}

static void enter_first(struct app *app)
{
	const struct stop *first = session_next_stop(app->session, NULL);

	if (first)
		app_visit(app, first->id, TAB_EXPLAIN);
}

static void arrive_and_enter(struct app *app)
{
	size_t count = (size_t)listed_count(app->session), arrivals = 0;
	struct event *event = arena_array(app->out, count + 1, sizeof(*event));
	const struct stop *first = session_next_stop(app->session, NULL);
	struct json *body;

	for (size_t i = 0; i < count; i++) {
		const struct participant *who = listed(app->session, (int)i);

		if (who->present)
			continue;
		body = json_map(app->out);
		json_put_text(app->out, body, "participant", who->id);
		event[arrivals++] = app_event(app, "participant_arrived", body);
	}
	body = json_map(app->out);
	json_put_text(app->out, body, "item", first ? first->id : "");
	event[arrivals] = app_event(app, "item_entered", body);
	app_record_all(app, event, arrivals + (first ? 1 : 0));
}

/* Decisions name who was in the room, so it is asked before the first item. */
void setup_start(struct app *app)
{
	if (app->place.length > 0)
		app_go(app, SCREEN_ITEM);
	else if (!app_may_record(app))
		return;
	else if (listed_count(app->session) > 0 && present_count(app->session) == 0)
		app_ask(app, arrive_and_enter, enter_first, "%s", T(ASK_ALL_PRESENT));
	else
		enter_first(app);
}

const struct act_row setup_acts[] = {
	{ ACTION_ADD, act_add }, { ACTION_OPEN, act_edit }, { ACTION_CORRECT, act_edit },
	{ ACTION_ARRIVE, act_arrive }, { ACTION_RECUSE, act_recuse }, { ACTION_DELETE, act_remove },
	{ ACTION_NEXT_ITEM, setup_start }, { ACTION_SETUP, act_session },
	{ ACTION_NONE, NULL },
};

static void fact(struct app *app, struct page *page, const char *label, const char *text)
{
	if (text && *text)
		page_add(page, STYLE_TEXT, 0, arena_printf(app->frame, "%s: ", label), text);
}

static void draw_facts(struct app *app, struct canvas *canvas, struct box box)
{
	const struct session_state *now = &app->session->now;
	struct page page;

	page_init(&page, app->frame, box.width);
	page_add(&page, STYLE_STRONG, 0, "", now->title ? now->title : "");
	fact(app, &page, T(COLUMN_ORGANISATION), arena_printf(app->frame, "%s%s%s",
	     now->organisation ? now->organisation : "", now->entity ? T(TITLE_DOT) : "",
	     now->entity ? now->entity : ""));
	fact(app, &page, T(COLUMN_DATE), arena_printf(app->frame, T(DATE_AND_AGENDA),
	     now->held_on ? now->held_on : "", now->agenda ? bitext_say(now->agenda->title) : "",
	     now->label ? arena_printf(app->frame, "[%s]", now->label) : ""));
	fact(app, &page, T(COLUMN_PURPOSE), now->purpose ? first_line(app->frame, now->purpose) : "");
	page_draw(canvas, box, &page, 0);
}

static const char *remarks(struct app *app, const struct participant *who)
{
	const char *deputy = who->deputy_for ?
		arena_printf(app->frame, T(DEPUTY_OF), who->deputy_for) : "";
	const char *confirm = who->confirm_by ?
		arena_printf(app->frame, T(CONFIRMED_BY), who->confirm_by,
			     who->confirm_until ? who->confirm_until : "") : "";

	struct str words = STR_INIT;
	const char *text;

	str_printf(&words, "%s%s", deputy, who->confirmed ? T(IS_CONFIRMED) : confirm);
	for (size_t i = 0; i < who->recusal_count; i++)
		str_printf(&words, "%s%s", words.length ? T(COMMA) : "",
			   arena_printf(app->frame, T(RECUSED_FROM), stop_short(app->frame, app->session, who->recusal[i].item)));
	text = arena_strdup(app->frame, words.text);
	str_release(&words);
	return text;
}

static void draw_people(struct app *app, struct canvas *canvas, struct box box)
{
	struct list *list = &app->list[SCREEN_SETUP];
	int count = listed_count(app->session), rest = box.width - 5 - 9 - 7;
	int name = rest * 3 / 10, role = rest * 3 / 10;

	list->rows = box.height - 1;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int y = -1; y < list->rows && list->top + y < count; y++) {
		const struct participant *who = y < 0 ? NULL : listed(app->session, list->top + y);
		enum style style = who ? STYLE_TEXT : STYLE_LABEL;
		int x = box.x + 2, line = box.y + 1 + y;

		draw_cell(canvas, &x, line, 2, style, who ?
			  arena_printf(app->frame, "%d", list->top + y + 1) : "#");
		draw_cell(canvas, &x, line, 8, who && who->present ? STYLE_GOOD : style,
			  !who ? T(COLUMN_PRESENT) : who->present ? T(IS_PRESENT) : T(IS_ABSENT));
		draw_cell(canvas, &x, line, name, who ? STYLE_STRONG : style,
			  who ? who->name : T(COLUMN_NAME));
		draw_cell(canvas, &x, line, role, style, who ? who->role : T(COLUMN_ROLE));
		draw_cell(canvas, &x, line, 6, style,
			  !who ? T(COLUMN_VOTES) : who->votes ? T(YES) : "-");
		draw_cell(canvas, &x, line, box.x + box.width - x, style,
			  who ? remarks(app, who) : T(COLUMN_REMARKS));
		if (who && list->top + y == list->selected)
			draw_selected(canvas, box.x, line, box.width);
	}
	if (count == 0)
		canvas_text(canvas, box.x + 2, box.y + 2, box.width - 2, STYLE_NOTE, T(NOBODY_YET));
}

static void draw_list(struct app *app, struct canvas *canvas, struct box body)
{
	struct box facts = { body.x, body.y, body.width, FACT_ROWS + 1 };
	struct box people = { body.x, body.y + FACT_ROWS, body.width, body.height - FACT_ROWS };
	const struct session *session = app->session;
	struct box inner = draw_panel(canvas, facts, T(PANEL_SESSION));

	draw_facts(app, canvas, inner);
	inner = draw_panel(canvas, people, arena_printf(app->frame, T(PANEL_PEOPLE),
			   listed_count(session), present_count(session)));
	draw_people(app, canvas, inner);
	canvas_text(canvas, people.x + 2, people.y + people.height - 1, people.width - 4, STYLE_NOTE,
		    app->place.length ? T(SETUP_TIP_RUNNING) : T(SETUP_TIP));
}

void setup_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1);

	draw_title(app, canvas, "");
	if (app->form.open)
		form_draw(app, canvas, draw_panel(canvas, body, ""));
	else if (app->session)
		draw_list(app, canvas, body);
}
