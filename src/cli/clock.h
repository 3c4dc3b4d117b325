/*
 * The one place where the program learns what time it is.  A frozen clock
 * (--now, $ENTAKU_NOW) stands still and moves only when a script says so, so
 * that two runs give the same bytes.
 */
#ifndef CLI_CLOCK_H
#define CLI_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

struct clock {
	bool frozen;
	int64_t at;              /* frozen: the instant */
	bool zone_given;         /* --now named an offset */
	int zone_minutes;
};

/* "2026-11-23T05:00:00Z", also with +09:00 in place of Z and with .123; it
 * freezes the clock.  False: not an instant. */
bool clock_freeze(struct clock *clock, const char *text);

/* The script's `now`: an instant as above, or a step "+90s", "+5m", "+2h",
 * "+1d" of a frozen clock. */
bool clock_move(struct clock *clock, const char *text);

int64_t clock_now(const struct clock *clock);
/* Minutes east of UTC at an instant. */
int clock_zone(const struct clock *clock, int64_t at);
struct date clock_today(const struct clock *clock);

#endif
