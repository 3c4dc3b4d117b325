/*
 * The group グループ: several companies side by side, item by item, each by one session;
 * how far each one's levels are from those of the group.  Differences are counted, not
 * judged.  Sessions are added one after another and may be freed at once.
 */
#ifndef WORKSHOP_GROUP_H
#define WORKSHOP_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "workshop/session.h"

struct arena;

/* One company on one item. */
struct group_cell {
	bool on_agenda, decided, retained; /* retained: a risk on it is accepted on the day */
	enum stop_state state;   /* deferred also where a decision was put off */
	int level;               /* 1..5 of the item as a whole, 0 not stated */
};

struct group_entity {
	const char *name;        /* the company's, or the organisation's where there is none */
	const char *alias;       /* "Company A", in the order in which they were added */
	const char *session, *held_on; int64_t number; /* held_on NULL: NOT READ, no session in the period */
	const char *last_on;     /* the newest session of any time; "" none */
	const char *pack;        /* what it was held with: title and version; NULL: not read */
	struct group_cell *cell; /* one an item */
	int compared, apart, most; /* items with a level here and of the group; levels between
	                            * them in all; most of it on one item */
};

struct group {
	struct arena *arena;
	const struct pack *pack; /* of the company that the items are named by; while it lasts */
	const char *on;          /* the day on which acceptances hold or have run out */
	bool editions, scales;   /* the yardstick is not the same for all: another edition of the
	                          * guideline, other lines for the levels */
	bool guessed;            /* nobody named the group, nor is one entered as itself */
	size_t item_count;
	struct group_item { const char *id; struct bitext title; bool used; } *item; /* used: by somebody */
	size_t entity_count, entity_capacity; struct group_entity *entity;
	size_t of;               /* whose levels are the group's */
};

/* Everything lives in `arena`; items and their names are those of `pack`; `on` is a date. */
void group_begin(struct group *group, struct arena *arena, const struct pack *pack, const char *on);
/* A company; `session` NULL: not read. */
struct group_entity *group_add(struct group *group, const char *name, const char *last_on,
			       const struct session *session, int64_t number);
/* Counts how far each is from company `of`; `order` has room for all of them, the furthest
 * first, those that can't be compared last. */
void group_measure(struct group *group, size_t of, size_t *order);

/* In what the companies' sessions can't be compared as they stand, in words of the current
 * language: "" nowhere, else a line each; without `alias` the packs with their companies.  In `arena`. */
const char *group_notice(const struct group *group, bool alias, struct arena *arena);

#endif
