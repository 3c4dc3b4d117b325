/*
 * Where a risk stands to the appetite that the board stated, and whether the
 * whole board has taken a position.  Facts of the record, no verdict: the line is
 * the organisation's (`within` of its level), the statement the board's.
 */
#ifndef WORKSHOP_STANDING_H
#define WORKSHOP_STANDING_H

#include "workshop/session.h"

/* The appetite that holds for a risk of this level (likelihood × impact): that of
 * the area, stated on the item or else the newest on any other; without an area
 * the item's own. */
struct standing standing_of(const struct session *session, const char *item, const char *area, int level);

/*
 * The newest round on the item, opened after event `after`, in which the whole
 * board has taken a position: revealed, with names, every voting participant who
 * is in the room and has not stood aside is in it, and the quorum is there.  NULL:
 * there is none.
 */
const struct round *board_round(const struct session *session, const char *item, int64_t after);

/* Is the person in the room?  Where nobody's coming and going is kept, everybody is. */
bool is_in_room(const struct session *session, const struct participant *participant);

/* Voting participants in the room at an instant who have not stood aside from
 * `item` (NULL: any). */
int session_voters(const struct session *session, int64_t at, const char *item);

#endif
