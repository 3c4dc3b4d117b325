/*
 * A session that is opened at a place of it: from a register, a search, the trend, the
 * group.  By the event that is wanted: the screen that shows it, and there the highlight
 * on what it made or changed.
 */
#include <string.h>

#include "base/json.h"
#include "ui/screens.h"
#include "workshop/sheet.h"
#include "workshop/spread.h"

static const char *body_text(const struct event *event, const char *name)
{
	const char *text = event ? json_get_text(event->body, name) : NULL;

	return text ? text : "";
}

/* ---- the highlight ------------------------------------------------------------------- */

static void select_position(struct app *app, const struct stop *stop, const struct event *event)
{
	const char *round = body_text(event, "round"), *who = body_text(event, "participant");
	size_t count = item_round_count(app->session, stop->id);
	const struct participant *listed;

	for (size_t i = 0; i < count; i++)
		if (strcmp(item_round(app->session, stop->id, i)->id, round) == 0)
			app->round_back = count - 1 - i;
	for (int i = 0; (listed = positions_listed(app->session, positions_round(app, stop), i)); i++)
		if (strcmp(listed->id, who) == 0)
			app->position.selected = i;
}

/* The row; the field, or the table that the row was taken out of. */
static void select_line(struct app *app, const struct stop *stop, const struct event *event)
{
	const char *field = body_text(event, "field"), *row = body_text(event, "row");
	size_t count;
	const struct sheet_line *line = item_sheet_lines(app, stop, &count);

	for (size_t i = count; i-- > 0;) {
		if (strcmp(line[i].field->field->id, field) != 0)
			continue;
		if (line[i].kind == SHEET_ROW && strcmp(line[i].row, row) == 0) {
			app->sheet.selected = (int)i;
			return;
		}
		if (line[i].kind == SHEET_FIELD || line[i].kind == SHEET_TABLE)
			app->sheet.selected = (int)i;
	}
}

static void select_record(struct app *app, const struct stop *stop, const struct event *event)
{
	size_t count;
	const struct record *record = item_records(app, stop, &count);

	for (size_t i = 0; event && i < count; i++)
		if (record[i].n == event->n)
			app->record.selected = (int)i;
}

static void select_in(struct app *app, const struct stop *stop, const struct event *event)
{
	if (app->screen == SCREEN_ACTIONS && event)
		actions_select(app, event->n);
	else if (app->screen == SCREEN_ACCEPTANCES && event)
		acceptances_select(app, event->n);
	else if (app->screen == SCREEN_CLOSE)
		close_select(app, body_text(event, "participant"));
	else if (app->screen == SCREEN_SETUP)
		setup_select(app, body_text(event, "participant"));
	else if (app->screen == SCREEN_ITEM && app->tab == TAB_POSITIONS)
		select_position(app, stop, event);
	else if (app->screen == SCREEN_ITEM && app->tab == TAB_SHEET)
		select_line(app, stop, event);
	else if (app->screen == SCREEN_ITEM && app->tab == TAB_DECIDE)
		select_record(app, stop, event);
}

/* ---- the place ------------------------------------------------------------------------ */

/* Where what a kind of event records is looked at; by how its name begins. */
static const struct place { const char *begins; enum screen_id screen; enum tab tab; } places[] = {
	{ "acceptance_", SCREEN_ACCEPTANCES, TAB_DECIDE }, { "condition_", SCREEN_ACCEPTANCES, TAB_DECIDE },
	{ "action_", SCREEN_ACTIONS, TAB_DECIDE }, { "position_", SCREEN_ITEM, TAB_POSITIONS },
	{ "round_", SCREEN_ITEM, TAB_POSITIONS }, { "answer_", SCREEN_ITEM, TAB_SHEET },
	{ "row_", SCREEN_ITEM, TAB_SHEET }, { "participant_", SCREEN_SETUP, TAB_EXPLAIN },
	{ "session_sealed", SCREEN_CLOSE, TAB_EXPLAIN }, { "session_", SCREEN_SETUP, TAB_EXPLAIN },
	{ "signed_", SCREEN_CLOSE, TAB_EXPLAIN }, { "gap_", SCREEN_CLOSE, TAB_EXPLAIN },
	{ "question_", SCREEN_CLOSE, TAB_EXPLAIN }, { "break_", SCREEN_AGENDA, TAB_EXPLAIN },
	{ "meeting_", SCREEN_AGENDA, TAB_EXPLAIN }, { "item_planned", SCREEN_AGENDA, TAB_EXPLAIN },
	{ "", SCREEN_ITEM, TAB_DECIDE },
};

/* A correction, and what took something back, is looked at where that stands. */
static const struct event *event_meant(const struct session *session, int64_t n)
{
	const struct event *event = session_event(session, n);
	int64_t about = event ? json_get_int(event->body, "event", 0) : 0;

	return about > 0 && about < n ? event_meant(session, about) : event;
}

void arrive_at_goal(struct app *app)
{
	const struct event *event = session_event(app->session, app->goal.n);
	const struct stop *stop = session_stop(app->session, app->goal.stop.text);
	const struct place *place = places;

	app->goal.set = false;
	app->visiting = true;
	event = event ? event_meant(app->session, event->n) : NULL;
	while (event && strncmp(place->begins, event->kind_name, strlen(place->begins)) != 0)
		place++;
	if (event) {
		app->goal.screen = place->screen;
		app->goal.tab = place->tab;
	}
	/* What was said before the first item stands at the first place. */
	if (!stop && app->goal.screen == SCREEN_ITEM)
		stop = app->session->now.stop_count ? &app->session->now.stop[0] : NULL;
	if (app->goal.screen == SCREEN_ITEM && !stop)
		app->goal.screen = SCREEN_SETUP;
	if (stop) {
		str_clear(&app->place);
		str_add(&app->place, stop->id);
		str_clear(&app->goal.stop);
		str_add(&app->goal.stop, stop->id);
		app->tab = app->goal.tab = stop->item || app->goal.tab == TAB_DECIDE ? app->goal.tab : TAB_EXPLAIN;
	}
	app_go(app, app->goal.screen);
	select_in(app, stop, event);
	if (app->reason.length > 0)
		app_say(app, false, "%s", app->reason.text);
}

void app_open_at(struct app *app, const char *session, const struct goal *goal, const char *stop)
{
	app->goal.set = true;
	app->goal.n = goal->n;
	app->goal.screen = goal->screen;
	app->goal.tab = goal->tab;
	str_clear(&app->goal.stop);
	str_add(&app->goal.stop, stop);
	app->visited_from = app->screen;
	app_emit(app, &(struct effect){ .kind = EFFECT_OPEN, .id = arena_strdup(app->out, session) });
}
