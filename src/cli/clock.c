/* The system's clock and zone, or the frozen ones of --now and $ENTAKU_NOW. */
#include "cli/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* "+09:00" or "-03:30" in minutes. */
static bool read_offset(const char *text, int *minutes)
{
	int hours, rest;

	if ((text[0] != '+' && text[0] != '-') || strlen(text) != 6 || text[3] != ':')
		return false;
	for (int i = 1; i < 6; i++)
		if (i != 3 && (text[i] < '0' || text[i] > '9'))
			return false;
	hours = (text[1] - '0') * 10 + text[2] - '0';
	rest = (text[4] - '0') * 10 + text[5] - '0';
	if (hours > 14 || rest > 59)
		return false;
	*minutes = (hours * 60 + rest) * (text[0] == '-' ? -1 : 1);
	return true;
}

bool clock_freeze(struct clock *clock, const char *text)
{
	enum { SECONDS = 19 }; /* "2026-11-23T05:00:00" */
	char whole[INSTANT_SIZE];
	const char *rest = text;
	const char *fraction = ".000";
	int minutes = 0;
	int64_t at;

	if (strlen(text) < SECONDS + 1)
		return false;
	rest += SECONDS;
	if (*rest == '.') {
		if (strlen(rest) < 5)
			return false;
		fraction = rest;
		rest += 4;
	}
	snprintf(whole, sizeof(whole), "%.*s%.4sZ", (int)SECONDS, text, fraction);
	if (!instant_parse(whole, &at))
		return false;
	if (strcmp(rest, "Z") != 0 && !read_offset(rest, &minutes))
		return false;
	clock->zone_given = *rest != 'Z';
	clock->zone_minutes = minutes;
	clock->at = at - (int64_t)minutes * 60000;
	clock->frozen = true;
	return true;
}

bool clock_move(struct clock *clock, const char *text)
{
	static const struct { char unit; int64_t ms; } units[] = {
		{ 's', 1000 }, { 'm', 60000 }, { 'h', 3600000 }, { 'd', 86400000 }
	};
	char *end;
	long count;

	if (text[0] != '+') {
		struct clock other = *clock;

		if (!clock_freeze(&other, text))
			return false;
		/* A bare Z keeps the zone that --now gave. */
		if (!other.zone_given) {
			other.zone_given = clock->zone_given;
			other.zone_minutes = clock->zone_minutes;
		}
		*clock = other;
		return true;
	}
	if (text[1] < '0' || text[1] > '9' || !clock->frozen)
		return false;
	count = strtol(text + 1, &end, 10);
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (*end == units[i].unit && end[1] == '\0' && count < 100000) {
			clock->at += count * units[i].ms;
			return true;
		}
	}
	return false;
}

int64_t clock_now(const struct clock *clock)
{
	struct timespec now;

	if (clock->frozen)
		return clock->at;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int clock_zone(const struct clock *clock, int64_t at)
{
	time_t seconds = (time_t)(at / 1000);
	struct tm local;

	if (clock->zone_given)
		return clock->zone_minutes;
	if (!localtime_r(&seconds, &local))
		return 0;
	return (int)(local.tm_gmtoff / 60);
}

struct date clock_today(const struct clock *clock)
{
	int64_t now = clock_now(clock);

	return instant_date(now, clock_zone(clock, now));
}
