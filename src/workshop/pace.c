/* See pace.h. */
#include "workshop/pace.h"

#include <string.h>

#include "base/date.h"
#include "base/json.h"

enum { MINUTE = 60000 };

/* A start on another day says nothing about being late. */
#define LATE_MAX (12 * 60 * (int64_t)MINUTE)

static enum pace_step step_of(int planned, int64_t used)
{
	if (planned <= 0)
		return PACE_CALM;
	if (used >= (int64_t)planned * MINUTE)
		return PACE_OVER;
	return used * 100 >= (int64_t)planned * MINUTE * PACE_PROTECTED ? PACE_NEAR : PACE_CALM;
}

enum pace_step stop_pace(const struct stop *stop, int64_t at)
{
	return step_of(stop_planned(stop), stop_used(stop, at));
}

/* The first time that this place was entered (NULL: any); 0 never. */
static int64_t entered(const struct session *session, const char *id)
{
	for (size_t i = 0; i < session->event_count; i++) {
		const struct event *event = &session->event[i];

		if (!event->ignored && strcmp(event->kind_name, "item_entered") == 0 &&
		    (!id || strcmp(json_get_text(event->body, "item"), id) == 0) && !session_undone_by(session, event->n))
			return event->at;
	}
	return 0;
}

static int64_t started(const struct session *session)
{
	return entered(session, NULL);
}

/* The instant that the setup names for the beginning, 0 none. */
static int64_t announced(const struct session *session, int zone_minutes)
{
	struct date date;

	if (session->now.starts < 0 || !session->now.held_on || !date_parse(session->now.held_on, &date))
		return 0;
	return ((int64_t)date_days(date) * 24 * 60 + session->now.starts - zone_minutes) * MINUTE;
}

/* When it begins as it looks now, while nobody has begun: not before now. */
static int64_t expected(const struct session *session, int64_t at, int zone_minutes)
{
	int64_t plan = announced(session, zone_minutes);

	return plan && at > plan && at - plan < LATE_MAX ? at : plan;
}

/* What the open place still has of its time. */
static int64_t rest_of(const struct stop *stop, int64_t at)
{
	int64_t rest = (int64_t)stop_planned(stop) * MINUTE - stop_used(stop, at);

	return rest > 0 ? rest : 0;
}

/* An announced break goes on at least as long as announced. */
static int64_t rest_of_pause(const struct session *session, int64_t at)
{
	const struct pause *pause = session_pause(session);
	int64_t rest = pause ? pause->from + (int64_t)pause->minutes * MINUTE - at : 0;

	return rest > 0 ? rest : 0;
}

/* Milliseconds planned from now until `until` is reached (NULL: until the end). */
static int64_t ahead(const struct session *session, const struct stop *until, int64_t at)
{
	int64_t sum = rest_of_pause(session, at);

	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];

		if (stop->state == STOP_OPEN)
			sum += rest_of(stop, at);
	}
	for (size_t i = 0; i < session->now.stop_count && &session->now.stop[i] != until; i++) {
		const struct stop *stop = &session->now.stop[i];

		if (stop->state == STOP_NOT_REACHED)
			sum += (int64_t)stop_planned(stop) * MINUTE;
	}
	return sum;
}

/* A clock that was set back stands behind the journal; time does not run backwards. */
static int64_t not_before(const struct session *session, int64_t at)
{
	const struct event *head = session_head(session);

	return head && at < head->at ? head->at : at;
}

struct pace session_pace(const struct session *session, int64_t given, int zone_minutes)
{
	int64_t at = not_before(session, given);
	struct pace pace = { .planned = session_planned_minutes(session), .used = session_used(session, at) };
	int64_t plan = announced(session, zone_minutes), whole = (int64_t)pace.planned * MINUTE;

	pace.step = step_of(pace.planned, pace.used);
	pace.started_at = started(session);
	if (!pace.started_at) {
		pace.plan_ends_at = plan ? plan + whole : 0;
		pace.ends_at = plan ? expected(session, at, zone_minutes) + whole : 0;
		pace.late = plan ? (int)((pace.ends_at - pace.plan_ends_at) / MINUTE) : 0;
		return pace;
	}
	if (plan && pace.started_at > plan && pace.started_at - plan < LATE_MAX)
		pace.late = (int)((pace.started_at - plan) / MINUTE);
	pace.plan_ends_at = pace.started_at + whole;
	if (session->now.sealed)
		return pace;
	pace.ends_at = at + ahead(session, NULL, at);
	pace.behind = (int)((pace.ends_at - pace.plan_ends_at) / MINUTE);
	return pace;
}

int64_t stop_begins_at(const struct session *session, const struct stop *stop, int64_t given, int zone_minutes)
{
	int64_t at = not_before(session, given), begin = started(session);

	if (begin && stop->state == STOP_NOT_REACHED)
		return session->now.sealed ? 0 : at + ahead(session, stop, at);
	if (begin)
		return entered(session, stop->id);
	begin = expected(session, at, zone_minutes);
	if (!begin)
		return 0;
	for (size_t i = 0; &session->now.stop[i] != stop; i++)
		begin += (int64_t)stop_planned(&session->now.stop[i]) * MINUTE;
	return begin;
}

int session_closing_minutes(const struct session *session)
{
	int minutes = 0;

	for (size_t i = 0; i < session->now.stop_count && session->now.stop[i].on_agenda; i++)
		minutes = session->now.stop[i].item ? 0 : minutes + session->now.stop[i].minutes;
	return minutes;
}

bool stop_is_protected_against(const struct session *session, const struct stop *stop, int64_t at)
{
	int64_t planned = (int64_t)session_planned_minutes(session) * MINUTE;

	return stop->item && stop->state == STOP_NOT_REACHED && planned > 0 &&
	       session_used(session, at) * 100 >= planned * PACE_PROTECTED;
}
