/* Finding records, and what holds now. */
#include "workshop/session.h"

#include <string.h>

#include "workshop/rules.h"

/* Every record class has an id; arrays are short, so a walk is enough. */
#define LOOKUP(type, name) \
	struct type *session_##name(const struct session *session, const char *id) \
	{ \
		for (size_t i = 0; id && i < session->now.name##_count; i++) \
			if (strcmp(session->now.name[i].id, id) == 0) \
				return &session->now.name[i]; \
		return NULL; \
	}

LOOKUP(participant, participant)
LOOKUP(decision, decision)
LOOKUP(action, action)
LOOKUP(acceptance, acceptance)
LOOKUP(condition, condition)
LOOKUP(round, round)

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

const struct appetite *session_appetite(const struct session *session, const char *item, const char *area)
{
	for (size_t i = session->now.appetite_count; i-- > 0;) {
		const struct appetite *appetite = &session->now.appetite[i];

		if (appetite->current && same(appetite->item, item) && same(appetite->area, area))
			return appetite;
	}
	return NULL;
}

const struct assignment *session_assignment(const struct session *session, const char *item)
{
	for (size_t i = session->now.assignment_count; i-- > 0;) {
		const struct assignment *assignment = &session->now.assignment[i];

		if (assignment->current && same(assignment->item, item))
			return assignment;
	}
	return NULL;
}

const struct decision *session_item_decision(const struct session *session, const char *item)
{
	for (size_t i = session->now.decision_count; i-- > 0;) {
		const struct decision *decision = &session->now.decision[i];

		if (!decision->superseded_by && same(decision->item, item))
			return decision;
	}
	return NULL;
}

static bool there(const struct participant *participant, int64_t at, const char *item)
{
	bool in_room = false;

	for (size_t i = 0; i < participant->interval_count; i++) {
		const struct interval *interval = &participant->interval[i];

		in_room |= interval->from <= at && (interval->to == 0 || at < interval->to);
	}
	for (size_t i = 0; item && i < participant->recusal_count; i++)
		if (strcmp(participant->recusal[i].item, item) == 0)
			return false;
	return in_room;
}

struct persons session_present(const struct session *session, int64_t at, const char *item, struct arena *arena)
{
	const struct session_state *now = &session->now;
	struct persons persons = { 0, NULL };

	persons.person = arena_array(arena, now->participant_count ? now->participant_count : 1,
				     sizeof(*persons.person));
	for (size_t i = 0; i < now->participant_count; i++) {
		const struct participant *p = &now->participant[i];

		if (there(p, at, item))
			persons.person[persons.count++] = participant_person(p);
	}
	return persons;
}
