/*
 * The trend 推移 of each item over the sessions of one company: level, spread, gaps,
 * time used, open actions.  Sessions are added one after another and may be freed at
 * once; only the points are kept.
 */
#ifndef WORKSHOP_TREND_H
#define WORKSHOP_TREND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "workshop/session.h"

struct arena;

/* An item in one session. */
struct trend_point {
	bool on_agenda;
	enum stop_state state;   /* deferred also where a decision was put off */
	bool decided;            /* and not put off */
	int level;               /* 1..5 of the item as a whole, 0 not stated */
	int area_low, area_high; /* where it was only stated by area, 0 not at all */
	int low, high;           /* of the newest named round on the level, 0 none */
	int gaps, open_actions;
	int64_t used_ms;
};

struct trend_item {
	const char *id;          /* as in the first session; items of another edition stand with
	                          * their counterparts (workshop/edition.h) */
	const char *edition;     /* of an item that the first one lacks: its pack's id; else NULL */
	const char *places;      /* then: where the first one has it, "D2, D4, D9"; "" nowhere */
	struct bitext title; bool borrowed; /* borrowed: another edition's, for want of the own */
	struct trend_point *point; /* one a session, in the order in which they were added */
};

struct trend_session { const char *id, *held_on, *title; int64_t number; };

struct trend {
	struct arena *arena;
	const char *family;      /* of the first session's pack */
	bool editions;           /* there are sessions of others */
	size_t session_count, session_capacity; struct trend_session *session;
	size_t item_count, item_capacity; struct trend_item *item;
};

/* Everything lives in `arena`. */
void trend_begin(struct trend *trend, struct arena *arena);
void trend_add(struct trend *trend, const struct session *session, int64_t number);

/* The level of the point before that has one; 0: none. */
int trend_level_before(const struct trend_item *item, size_t index);

#endif
