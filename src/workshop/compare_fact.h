/* The facts of one item in several sessions.  Internal to workshop/compare*.c. */
#ifndef WORKSHOP_COMPARE_FACT_H
#define WORKSHOP_COMPARE_FACT_H

#include "workshop/compare.h"

/* Fills in the facts of the row: all that any of the sessions has. */
void compare_facts(const struct comparison *all, struct compare_item *item, struct arena *arena);

#endif
