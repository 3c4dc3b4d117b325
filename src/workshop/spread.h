/*
 * What a revealed round shows: how many took which position, from where to where,
 * who stands apart, who moved.  Counted, never judged.
 */
#ifndef WORKSHOP_SPREAD_H
#define WORKSHOP_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

#include "workshop/session.h"

enum { SPREAD_COLUMNS = 5 };

/*
 * Columns: of an appetite round the levels 1..5, of a motion for 1, against 2,
 * abstain 3.  Nothing is counted of a round that is sealed but `taken`.
 * What does not count (position_counts) is nowhere in it.
 */
struct spread {
	int columns;               /* 5 or 3 */
	int taken;                 /* positions there are */
	int tally[SPREAD_COLUMNS]; /* tally[0] is column 1 */
	int low, high;             /* lowest and highest column with a position, 0 none */
	int middle_low, middle_high; /* the two in the middle; one and the same when odd */
};

struct spread round_spread(const struct session *session, const struct round *round);

/* Of the newest revealed round of named positions on an item's level; `columns` 0: there
 * is none.  Without tally and middle where the session was only looked at (`point`). */
struct spread item_spread(const struct session *session, const char *item);

/* Not that of somebody without a vote, nor of one who stood aside before the reveal:
 * it is recorded, and shown with its name. */
bool position_counts(const struct session *session, const struct round *round, const struct position *position);

/* The column of a position, 0 none. */
int position_column(const struct position *position);

/*
 * Does this position stand apart?  Of levels: two or more from the middle of the
 * room (the median; with an even number from the nearer of the two).  Of votes:
 * every vote but the most frequent one; nobody where two are equally frequent.
 */
bool position_apart(const struct spread *spread, const struct round *round, const struct position *position);

/* The position of a participant in a round, NULL none. */
const struct position *round_position(const struct session *session, const struct round *round,
				      const char *participant);

/* The rounds on an item in the order of their opening, without those that were
 * withdrawn; NULL after the last. */
const struct round *item_round(const struct session *session, const char *item, size_t index);
size_t item_round_count(const struct session *session, const char *item);

/* Do two rounds ask the same: item, area and question, and of a motion its words?  What
 * was put to the vote in other words is another motion, and not a further round of it. */
bool round_asks_same(const struct round *a, const struct round *b);

/* The revealed round before this one that asks the same, or NULL. */
const struct round *round_before(const struct session *session, const struct round *round);

/* How many are asked: present, on the list, voting, not aside from the item; and how
 * many have taken a position in the round.  Who did so and then left the room is among
 * both. */
struct turnout { int asked, taken; };
struct turnout round_turnout(const struct session *session, const struct round *round);

/* Is this participant on the list, in the room and not aside from the item? */
bool is_asked(const struct session *session, const struct participant *participant, const char *item);

#endif
