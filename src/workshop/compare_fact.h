/* The facts of one item in several sessions.  Internal to workshop/compare*.c. */
#ifndef WORKSHOP_COMPARE_FACT_H
#define WORKSHOP_COMPARE_FACT_H

#include "workshop/compare.h"

/* Fills in the facts of the row: all that any of the sessions has. */
void compare_facts(const struct comparison *all, struct compare_item *item, struct arena *arena);

/* Acceptances, own and still standing; what ran out in between. */
void compare_acceptances(const struct comparison *all, struct compare_item *item, struct arena *arena);

struct compare_fact *compare_push(struct compare_item *item, const struct compare_fact *fact, struct arena *arena);
bool compare_same_company(const struct session *a, const struct session *b);

#endif
