/*
 * Gaps 抜け: what closing now would leave open.  Never a verdict on what was
 * decided, only that something is not there.
 */
#ifndef WORKSHOP_GAPS_H
#define WORKSHOP_GAPS_H

#include <stddef.h>

#include "lang/lang.h"

struct arena;
struct session;

/* A kind of gap; the rows are in gaps.c. */
struct gap_kind {
	const char *name;      /* "no-owner": in --json and scripts */
	struct words words;    /* "no one accountable" 責任者なし */
	const char *tab;       /* tab of the item screen where it is mended */
	const char *event;     /* kind of event that mends it, for a jump; or NULL */
};

extern const struct gap_kind gap_kinds[];
extern const size_t gap_kind_count;

struct gap {
	const struct gap_kind *kind;
	const char *item;      /* id of the stop, or NULL for the session */
	const char *about;     /* id of a record (decision, action, ...), or NULL */
};

struct gaps { size_t count; struct gap *gap; };

/* All gaps in agenda order, as the close gate sees them: with a sign-off of everybody
 * in the room.  In `arena`. */
struct gaps session_closing_gaps(const struct session *session, struct arena *arena);

/* The same while people talk (sign-offs only once the closing block is reached); items
 * off the agenda have none.  In `arena`. */
struct gaps session_gaps(const struct session *session, struct arena *arena);

/* What record it is about in words ("Risks", "Old PLCs are attacked"); NULL: the
 * kind says it all.  The text is the session's or the pack's. */
const char *gap_about(const struct session *session, const struct gap *gap);

/* Those of one stop. */
size_t gaps_of(const struct gaps *gaps, const char *item);

#endif
