/*
 * What can be said of a risk acceptance リスク受容 besides its record: what it
 * still lacks, how it stands on a given day, how old it is.  The day always comes
 * from outside; nothing here looks at a clock, and history is never rewritten: an
 * acceptance that ran out stays approved in the record and is open risk from then.
 */
#ifndef WORKSHOP_ACCEPTANCE_H
#define WORKSHOP_ACCEPTANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "workshop/session.h"

struct str;

/* Renewals that an approver may settle; the next one is the board's. */
enum { RENEWALS_WITHOUT_BOARD = 2 };

/* The parts without which nobody may approve (workshop.md 4.6), as they are called
 * on the screen, in the order of the form; the count that are missing, of which the
 * first `size` are put into `label`. */
size_t acceptance_missing(const struct acceptance *acceptance, const char **label, size_t size);

/* "proposed", "rejected", "revoked" as recorded; an approved one is "approved",
 * "expiring" from its review date on, "expired" after its last day.  `on` is a date
 * ("2027-03-31"). */
const char *acceptance_state_on(const char *state, const char *review_by, const char *valid_until,
				const char *on);
/* The same over all sessions: one that a later session renewed is "renewed", history;
 * before the day of its approval it was proposed.  `approved_on` may be NULL. */
struct acceptance_facts { const char *state, *approved_on, *review_by, *valid_until; bool renewed; };
const char *acceptance_state_over(const struct acceptance_facts *facts, const char *on);

/* The state in words; the name itself when it is none of them. */
const char *acceptance_state_say(const char *state);

/* Whole months that the risk has been accepted for on a day, and no longer than to the
 * last one of the acceptance; -1 where that is not known.  Any of the days may be NULL. */
int acceptance_age(const char *first_on, const char *valid_until, const char *on);

/* "renewal 3, 26 months": how often and how long; nothing where that is not known. */
void acceptance_age_say(int renewals, const char *first_on, const char *valid_until, const char *on, struct str *out);

#endif
