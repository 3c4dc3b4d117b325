/*
 * What the rules_*.c share: the row groups, building rows, adding records, and
 * refusing in words.  Internal to workshop/.
 */
#ifndef WORKSHOP_RULES_H
#define WORKSHOP_RULES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "workshop/event.h"
#include "workshop/session.h"

#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define FIELDS(array) .field = (array), .field_count = ARRAY_LENGTH(array)

/* The rows of each group; event.c lists them in the order of the meeting. */
extern const struct event_kind event_session[], event_participant[], event_item[],
	event_plan[], event_round[], event_decision[], event_action[], event_acceptance[],
	event_sheet[], event_record[], event_close[], event_correction[];
extern const size_t event_session_count, event_participant_count, event_item_count,
	event_plan_count, event_round_count, event_decision_count, event_action_count, event_acceptance_count,
	event_sheet_count, event_record_count, event_close_count, event_correction_count;

/* A new, zeroed record at the end of the session's array `name`, with touched
 * and n of the event.  `type` has both members. */
#define RECORD_ADD(session, type, name) \
	((session)->now.name = arena_grow((session)->arena, (session)->now.name, \
					  (session)->now.name##_count, \
					  &(session)->now.name##_capacity, sizeof(struct type)), \
	 &(session)->now.name[(session)->now.name##_count++])

/* `return refuse(err, T(...), ...)`: sets ERROR_REFUSED, returns false. */
#define refuse(err, ...) error_set((err), ERROR_REFUSED, __VA_ARGS__)

/* Members of the event's body; absent ones are NULL, 0, false, nobody. */
const char *event_text(const struct event *event, const char *name);
int event_int(const struct event *event, const char *name);
bool event_bool(const struct event *event, const char *name);
bool event_has(const struct event *event, const char *name);
struct person event_person(const struct session *session, const struct event *event, const char *name);
struct persons event_persons(const struct session *session, const struct event *event, const char *name);
struct money event_money(const struct event *event, const char *name);
struct strings event_lines(const struct session *session, const struct event *event, const char *name);
struct option *event_options(const struct session *session, const struct event *event,
			     const char *name, size_t *count);

/* Makes session->sheet from the pack; once, before any event. */
void sheet_build(struct session *session);

/* A person from its JSON value: a participant's id or {"name","role"}. */
struct person person_read(const struct session *session, const struct json *value);
struct money money_read(const struct json *value);

/* Does the name look like a department, a team or a company rather than a
 * human being?  Japanese family names that end in 部 or 室 do not count. */
bool person_is_department(const char *name);

/* Are both the same human being? */
bool person_same(struct person a, struct person b);

/* Checks that several rows need. */
bool check_item_is_item(const struct session *session, const struct event *event, struct error *err);
bool check_date_not_before_meeting(const struct session *session, const struct event *event,
				   const char *name, struct error *err);

/*
 * Would the journal still be within the rules if event `n` had `body`
 * instead (NULL: had never been)?  Replays all of it.  False: `err` names the
 * first event that would be refused, and why.
 */
bool replay_allows(const struct session *session, int64_t n, const struct json *body,
		   struct error *err);

#endif
