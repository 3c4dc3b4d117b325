/*
 * How a decision 決定 stands on a given day, over all sessions.  The day comes from
 * outside; what is recorded stays as it is.
 */
#ifndef WORKSHOP_DECISION_H
#define WORKSHOP_DECISION_H

#include <stdbool.h>

struct decision_facts {
	const char *outcome, *effective, *until; /* dates may be NULL */
	bool superseded;         /* here, or by a later session */
};

/*
 * "rejected", "superseded", "deferred" ("due" after its `until`); an adopted one is
 * "pending" before its effective date and then "in-force".  `on` is a date.
 */
const char *decision_state_on(const struct decision_facts *facts, const char *on);

/* The state in words; the name itself when it is none of them. */
const char *decision_state_say(const char *state);

/* "against", "objected" (to the record as read back), "on-request" (words recorded at the
 * person's request), in words. */
const char *dissent_state_say(const char *state);

#endif
