/*
 * Pace 時間配分: how the meeting stands to its plan.  Counted from the journal's
 * facts, seen from an instant that comes from outside; nothing is judged.
 */
#ifndef WORKSHOP_PACE_H
#define WORKSHOP_PACE_H

#include <stdbool.h>
#include <stdint.h>

#include "workshop/session.h"

/* The closing is where decisions are read back: when this much of the planned time
 * is used (percent), another item is opened only after a question. */
enum { PACE_PROTECTED = 80 };

/* How much of a plan is used: calm, 80 % and over, all of it. */
enum pace_step { PACE_CALM, PACE_NEAR, PACE_OVER };

struct pace {
	int planned;             /* minutes on the agenda */
	int64_t used;            /* milliseconds; pauses do not count */
	enum pace_step step;
	int64_t started_at;      /* the first place was entered; 0: not yet */
	int late;                /* minutes after the time that the setup names; 0: none,
	                          * or it names none */
	int64_t plan_ends_at;    /* the plan from the true start; 0: not known */
	int64_t ends_at;         /* as it looks now; 0: not known, or sealed */
	int behind;              /* minutes between the two, less than 0: ahead */
};

/* `zone_minutes` east of UTC: of the time that the setup names. */
struct pace session_pace(const struct session *session, int64_t at, int zone_minutes);

/* How much of its minutes a stop has used; PACE_CALM where none are planned. */
enum pace_step stop_pace(const struct stop *stop, int64_t at);

/* When a stop is to begin; one that was entered already, when that was first; 0: not
 * known.  What is still to come follows from the present moment. */
int64_t stop_begins_at(const struct session *session, const struct stop *stop, int64_t at, int zone_minutes);

/* May it be opened without a question, at this time?  (PACE_PROTECTED; blocks of the
 * meeting and what was entered before always may.) */
bool stop_is_protected_against(const struct session *session, const struct stop *stop, int64_t at);

/* Minutes that are planned for the blocks behind the last item: the closing. */
int session_closing_minutes(const struct session *session);

#endif
