/* Keys on the positions tab: rounds are opened, filled in, revealed, withdrawn. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/spread.h"

/* ---- which round, which people ------------------------------------------------------ */

/* The round shown: the newest, or `app->round_back` before it. */
const struct round *positions_round(const struct app *app, const struct stop *stop)
{
	size_t count = item_round_count(app->session, stop->id);

	if (count == 0)
		return NULL;
	return item_round(app->session, stop->id,
			  app->round_back < count ? count - 1 - app->round_back : 0);
}

/* Those who are asked, and whoever took a position in the round. */
static bool is_listed(const struct session *session, const struct round *round,
		      const struct participant *who)
{
	return round_position(session, round, who->id) || (!who->removed && is_asked(session, who, round->item));
}

const struct participant *positions_listed(const struct session *session, const struct round *round, int place)
{
	for (size_t i = 0; i < session->now.participant_count; i++)
		if (is_listed(session, round, &session->now.participant[i]) && place-- == 0)
			return &session->now.participant[i];
	return NULL;
}

int positions_count(const struct session *session, const struct round *round)
{
	int count = 0;

	while (round && !round->straw && positions_listed(session, round, count))
		count++;
	return count;
}

/* ---- keys ---------------------------------------------------------------------------- */

static void reveal(struct app *app)
{
	const struct stop *stop = app_stop(app);
	const struct round *round = stop ? positions_round(app, stop) : NULL;
	struct json *body = json_map(app->out);

	if (!round)
		return;
	json_put_text(app->out, body, "round", round->id);
	app_record(app, "round_revealed", body);
}

/* The next step of a round: open one, then reveal it. */
void positions_step(struct app *app)
{
	const struct stop *stop = app_stop(app);
	const struct round *round;
	struct turnout turnout;

	if (!stop || !stop->item) {
		app_say(app, true, T(BLOCK_ONLY_NOTES), stop ? stop_title(stop) : "");
		return;
	}
	if (app->tab != TAB_POSITIONS) {
		app_show_tab(app, TAB_POSITIONS);
		return;
	}
	if (!app_may_record(app))
		return;
	app->round_back = 0;
	round = positions_round(app, stop);
	if (!round || round->revealed) {
		form_open(app, "round_opened", stop->id, NULL, 0);
		return;
	}
	turnout = round_turnout(app->session, round);
	if (round->straw)
		app_ask(app, reveal, NULL, T(ASK_REVEAL_STRAW), round_spread(app->session, round).taken);
	else if (turnout.taken < turnout.asked)
		app_ask(app, reveal, NULL, T(ASK_REVEAL_PART), turnout.taken, turnout.asked);
	else
		app_ask(app, reveal, NULL, T(ASK_REVEAL), turnout.taken);
}

static struct json *position_body(struct app *app, const struct round *round, int column)
{
	static const char *const votes[] = { "for", "against", "abstain" };
	struct json *body = json_map(app->out);

	json_put_text(app->out, body, "round", round->id);
	if (strcmp(round->question, "motion") == 0)
		json_put_text(app->out, body, "vote", votes[column - 1]);
	else
		json_put_int(app->out, body, "level", column);
	json_put_text(app->out, body, "via", "facilitator");
	return body;
}

/* The next one down who has not taken a position yet; after the last, the first. */
static void to_next_untaken(struct app *app, const struct round *round)
{
	int count = positions_count(app->session, round), at = app->position.selected;

	for (int i = 1; i <= count; i++) {
		const struct participant *who = positions_listed(app->session, round, (at + i) % count);

		if (i == count || (who->votes && !round_position(app->session, round, who->id))) {
			app->position.selected = i == count ? (at + 1 < count ? at + 1 : at) : (at + i) % count;
			return;
		}
	}
}

void positions_select(struct app *app, const char *participant)
{
	const struct stop *stop = app_stop(app);
	const struct round *round = stop ? positions_round(app, stop) : NULL;
	int count = positions_count(app->session, round);

	for (int i = 0; i < count; i++)
		if (strcmp(positions_listed(app->session, round, i)->id, participant) == 0)
			app->position.selected = i;
}

/* Records what was asked for, on the row that was chosen. */
static void take(struct app *app, int column)
{
	const struct stop *stop = app_stop(app);
	const struct round *round = stop ? positions_round(app, stop) : NULL;
	const struct participant *who = round && !round->straw ?
		positions_listed(app->session, round, app->position.selected) : NULL;
	struct json *body;

	if (!round)
		return;
	body = position_body(app, round, column);
	if (who)
		json_put_text(app->out, body, "participant", who->id);
	app_record(app, "position_taken", body);
	if (who)
		to_next_untaken(app, round);
}

static void take_over_ballot(struct app *app)
{
	take(app, app->column);
}

void positions_take(struct app *app, int column)
{
	const struct stop *stop = app_stop(app);
	const struct round *round = stop && stop->item ? positions_round(app, stop) : NULL;
	const struct participant *who;
	const struct position *before;

	if (!round || round->revealed) {
		app_say(app, true, "%s", T(POSITIONS_NO_ROUND));
		return;
	}
	if (!app_may_record(app))
		return;
	if (column > round_spread(app->session, round).columns) {
		app_say(app, true, "%s", T(POSITIONS_THREE));
		return;
	}
	who = round->straw ? NULL : positions_listed(app->session, round, app->position.selected);
	if (!round->straw && !who)
		return;
	before = who ? round_position(app->session, round, who->id) : NULL;
	/* What somebody sealed on their own terminal is not overwritten by one key. */
	app->column = column;
	if (before && before->from_seat)
		app_ask(app, take_over_ballot, NULL, T(ASK_OVER_SEAT), who->name);
	else
		take(app, column);
}

static void withdraw(struct app *app)
{
	const struct stop *stop = app_stop(app);
	const struct round *round = stop ? positions_round(app, stop) : NULL;
	struct json *body = json_map(app->out);

	if (!round)
		return;
	json_put_text(app->out, body, "round", round->id);
	app_record(app, "round_withdrawn", body);
}

/* A round that was opened by mistake: nobody's position is ever shown. */
static void ask_withdraw(struct app *app, const struct round *round)
{
	if (!round || round->revealed || app->round_back > 0)
		app_say(app, true, "%s", T(POSITIONS_NO_ROUND));
	else if (app_may_record(app))
		app_ask(app, withdraw, NULL, T(ASK_WITHDRAW), round->number);
}

/* Words to a position follow the reveal: before, they would give it away. */
static void explain(struct app *app, const struct stop *stop)
{
	const struct round *round = positions_round(app, stop);
	const struct participant *who = round && !round->straw ?
		positions_listed(app->session, round, app->position.selected) : NULL;

	if (!round) {
		positions_step(app);
		return;
	}
	if (!round->revealed)
		app_say(app, true, "%s", T(POSITIONS_REASON_LATER));
	else if (!who || !round_position(app->session, round, who->id))
		app_say(app, true, "%s", T(POSITIONS_NO_POSITION));
	else if (app_may_record(app))
		form_open(app, "position_explained", stop->id,
			  arena_printf(app->frame, "%s/%s", round->id, who->id), 0);
}

bool positions_move(struct app *app, const struct stop *stop, enum action_id action)
{
	const struct round *round = positions_round(app, stop);
	size_t count = item_round_count(app->session, stop->id);

	if (action == ACTION_OPEN) {
		explain(app, stop);
		return true;
	}
	if (action == ACTION_DELETE) {
		ask_withdraw(app, round);
		return true;
	}
	if (action == ACTION_ROUND_BACK || action == ACTION_ROUND_NEXT) {
		if (action == ACTION_ROUND_BACK && app->round_back + 1 < count)
			app->round_back++;
		else if (action == ACTION_ROUND_NEXT && app->round_back > 0)
			app->round_back--;
		return true;
	}
	return list_act(&app->position, action, positions_count(app->session, round));
}
