/*
 * Plain dates (a due date, the day of a session) and instants (UTC, in
 * milliseconds).  Nothing here reads a clock.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date { int year, month, day; };

/* "2026-03-31", exactly; false when it is not such a day (31 February).
 * Years 0001 to 9999. */
bool date_parse(const char *text, struct date *date);

/* At least 11 bytes: "2026-03-31". */
void date_format(struct date date, char *buffer, size_t size);

/*
 * A date as people type it, seen from `today`: 2026-03-31, 2026/3/31,
 * 2026年3月31日, 3/31 and 3月31日 (the next one, which may be today),
 * 令和8年3月31日, 令和元年…, R8.3.31, +10d, +2w, +6m, +1y, today/今日,
 * tomorrow/明日, 月末, 年末, 年度末 (the next 31 March), month-end, year-end,
 * fy-end.  Full-width digits and spaces around it do not matter.  False: not
 * understood, no such day (平成32年 neither), or outside the years 1 to 9999.
 */
bool date_understand(const char *text, struct date today, struct date *date);

int date_compare(struct date a, struct date b);   /* <0, 0, >0 */
long date_days(struct date date);                 /* days since 1970-01-01 */
struct date date_from_days(long days);
struct date date_add_months(struct date date, int months); /* 31 Jan + 1m = 28/29 Feb */

/* 令和8年3月31日, the first year is 元年; before 明治 (25 January 1868) the plain
 * date.  At least 32 bytes. */
void date_wareki(struct date date, char *buffer, size_t size);

/* "2026-11-23T02:45:12.345Z" (exactly so) from and to milliseconds since 1970
 * UTC; years 1970 to 9999.  The buffer needs 25 bytes. */
#define INSTANT_SIZE 25
bool instant_parse(const char *text, int64_t *ms);
void instant_format(int64_t ms, char *buffer, size_t size);

/* Local date and wall-clock minute of an instant, with the zone given as
 * minutes east of UTC (cli takes it from the system). */
struct date instant_date(int64_t ms, int zone_minutes);
void instant_clock(int64_t ms, int zone_minutes, char *buffer, size_t size); /* "14:32" */

#endif
