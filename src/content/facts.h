/*
 * Which facts of a pack want to be looked up again.
 */
#ifndef CONTENT_FACTS_H
#define CONTENT_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

struct fact;
struct item;
struct pack;

/* The day that a fact was so: of a month the last; false when `as_of` is none. */
bool fact_day(const struct fact *fact, struct date *day);

struct old_fact {
	const struct item *item;
	const struct fact *fact;
	long days;               /* between that day and today */
	int line;                /* in fact->path */
};

/* The facts whose day is more than a year before `today` (a day that has no
 * namesake, 29 February, until 28 February), in the order of the pack.  Fills at
 * most `room`; gives how many it filled. */
size_t facts_old(const struct pack *pack, struct date today, struct old_fact *old, size_t room);

#endif
