/*
 * Two to four sessions side by side 会議の比較, item by item: what was said then and
 * what is said now.  Where the yardstick changed (another pack, another scale, another
 * company, other people) that is said first, and items of another edition of the
 * guideline are matched by the pack's refs.  Counted and quoted, never judged.
 */
#ifndef WORKSHOP_COMPARE_H
#define WORKSHOP_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "workshop/edition.h"
#include "workshop/session.h"

enum { COMPARE_MAX = 4 };

enum compare_kind {
	COMPARE_REACHED, COMPARE_APPETITE, COMPARE_SPREAD, COMPARE_DECISION, COMPARE_TREATMENT, COMPARE_OWNER,
	COMPARE_ACCEPTANCE, COMPARE_RAN_OUT, COMPARE_ACTION, COMPARE_ANSWER, COMPARE_KIND_COUNT
};

/* What is worth a word besides being different. */
enum compare_mark {
	COMPARE_PLAIN, COMPARE_REVERSED, COMPARE_SUPERSEDED, COMPARE_RENEWED, COMPARE_EXPIRED, COMPARE_NEVER_REACHED,
	COMPARE_MARK_COUNT
};

struct compare_fact {
	enum compare_kind kind;
	const char *about;                 /* the area, the worksheet's field; or NULL */
	const char *cell[COMPARE_MAX];     /* in words of the current language; "" nothing */
	enum compare_mark mark;
	bool differs;                      /* an item that a later session did not reach is no change */
	bool standing;                     /* its cells tell what holds, whether the item was reached or not */
	bool money;                        /* an answer that tells sums */
};

struct compare_item {
	const struct item *item;           /* of the newest session that has it */
	const char *there[COMPARE_MAX];    /* the id that it has in each; NULL: it has none */
	size_t fact_count, fact_capacity; struct compare_fact *fact;
};

struct comparison {
	size_t session_count;
	const struct session *session[COMPARE_MAX]; /* the oldest first */
	size_t notice_count, notice_capacity; const char **notice; /* the yardstick changed */
	size_t item_count, item_capacity; struct compare_item *item;
};

/* `session` in any order, at least two; by held_on they are put in theirs.  In `arena`. */
struct comparison compare_sessions(const struct session *const *session, size_t count, struct arena *arena);

/* A notice for the screen: with "->" where there is but ASCII.  In `arena`. */
const char *compare_notice(const struct comparison *all, size_t index, bool ascii, struct arena *arena);

/* "appetite": as JSON has it; "Appetite" リスク選好, in words. */
const char *compare_kind_name(enum compare_kind kind);
const char *compare_kind_say(enum compare_kind kind);
/* "reversed"; "" for PLAIN. */
const char *compare_mark_name(enum compare_mark mark);
const char *compare_mark_say(enum compare_mark mark);

/* "D7  Be ready to act (2025-11-12: D9)"; one that the newest session's edition lacks says
 * whose it is, and where to look today.  In `arena`. */
const char *compare_heading(const struct comparison *all, const struct compare_item *item, struct arena *arena);

/* Does anything on the item differ, or deserve a word? */
bool compare_item_differs(const struct compare_item *item);
/* Is all there is to say of it that it was never reached?  Those stand together. */
bool compare_never_reached(const struct compare_item *item);

#endif
