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
	enum stop_state state;
	bool decided, put_off;   /* a decision holds; the newest one put it off */
	int level;               /* 1..5 of the item as a whole, 0 not stated */
	int area_low, area_high; /* where it was only stated by area, 0 not at all */
	int low, high;           /* of the newest named round on the level, 0 none */
	int taken;               /* positions in it, -1: there is no such round */
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

/* What a trend keeps of a session.  All that a screen needs of an item without the
 * session itself: the store has it in a table. */
struct trend_stop { const struct item *item; struct trend_point point; };
struct trend_facts {
	const char *id, *held_on, *title;
	int64_t number;
	const struct pack *pack;
	size_t stop_count; struct trend_stop *stop; /* items, in the order of the meeting */
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
/* The same of what was kept; it is copied. */
void trend_add_facts(struct trend *trend, const struct trend_facts *facts);

/* In `arena`; texts and items are the session's and its pack's. */
struct trend_facts trend_facts(const struct session *session, int64_t number, struct arena *arena);

/* Was the item put off, before it was discussed or by what was decided? */
bool trend_is_deferred(const struct trend_point *point);

/* The level of the point before that has one; 0: none. */
int trend_level_before(const struct trend_item *item, size_t index);

#endif
