/* Plain dates, dates as people type them, eras, instants. */
#include "base/date.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void exact_dates_are_read(void **state)
{
	static const char *const good[] = { "2026-03-31", "2024-02-29", "2000-02-29",
					    "0001-01-01", "9999-12-31" };
	static const char *const bad[] = {
		"", "2026-3-31", "2026-02-31", "2026-02-29", "1900-02-29", "2026-13-01",
		"2026-00-10", "2026-01-00", "0000-01-01", "2026/03/31", "2026-03-31 ",
		" 2026-03-31", "2026-03-3x", "-026-03-31", "20260-3-31",
	};
	struct date date = { 1, 2, 3 };
	char text[11];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(date_parse(good[i], &date));
		date_format(date, text, sizeof(text));
		assert_string_equal(text, good[i]);
	}
	date = (struct date){ 1, 2, 3 };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (date_parse(bad[i], &date))
			fail_msg("'%s' was read", bad[i]);
		assert_int_equal(date.day, 3);
	}
}

static void days_go_there_and_back(void **state)
{
	struct date before = { 1599, 12, 31 };

	(void)state;
	assert_int_equal(date_days((struct date){ 1970, 1, 1 }), 0);
	assert_int_equal(date_days((struct date){ 1969, 12, 31 }), -1);
	assert_int_equal(date_days((struct date){ 2000, 3, 1 }), 11017);
	assert_int_equal(date_days((struct date){ 9999, 12, 31 }), 2932896);
	for (long day = date_days(before) + 1; before.year < 2401; day++) {
		struct date date = date_from_days(day);

		assert_int_equal(date_days(date), day);
		assert_true(date_compare(before, date) < 0);
		assert_true(date_compare(date, before) > 0);
		assert_true(date.day == before.day + 1 || date.day == 1);
		before = date;
	}
	assert_int_equal(date_compare(before, before), 0);
}

static void months_end_where_they_end(void **state)
{
	static const struct {
		struct date from;
		int months;
		struct date to;
	} rows[] = {
		{ { 2026, 1, 31 }, 1, { 2026, 2, 28 } },
		{ { 2024, 1, 31 }, 1, { 2024, 2, 29 } },
		{ { 2024, 2, 29 }, 12, { 2025, 2, 28 } },
		{ { 2024, 2, 29 }, 48, { 2028, 2, 29 } },
		{ { 2026, 11, 30 }, 3, { 2027, 2, 28 } },
		{ { 2026, 12, 15 }, 1, { 2027, 1, 15 } },
		{ { 2026, 1, 15 }, -1, { 2025, 12, 15 } },
		{ { 2026, 3, 31 }, -13, { 2025, 2, 28 } },
		{ { 2026, 3, 31 }, 0, { 2026, 3, 31 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(date_compare(date_add_months(rows[i].from, rows[i].months),
					      rows[i].to), 0);
}

static void people_are_understood(void **state)
{
	static const struct { const char *typed, *meant; } rows[] = {
		{ "2026-03-31", "2026-03-31" }, { "2026/3/31", "2026-03-31" },
		{ "2026.3.1", "2026-03-01" }, { "2026年3月31日", "2026-03-31" },
		{ "２０２６年３月３１日", "2026-03-31" }, { "２０２６／３／３１", "2026-03-31" },
		{ "3/31", "2027-03-31" }, { "11/23", "2026-11-23" }, { "11/22", "2027-11-22" },
		{ "12月1日", "2026-12-01" }, { "2/29", "2028-02-29" },
		{ "令和8年3月31日", "2026-03-31" }, { "令和元年5月1日", "2019-05-01" },
		{ "R8.3.31", "2026-03-31" }, { "r8/3/31", "2026-03-31" },
		{ "Ｒ８．３．３１", "2026-03-31" }, { "平成31年4月30日", "2019-04-30" },
		{ "平成元年1月8日", "1989-01-08" }, { "昭和64年1月7日", "1989-01-07" },
		{ "S1.12.25", "1926-12-25" }, { "大正15年12月24日", "1926-12-24" },
		{ "M45.7.29", "1912-07-29" }, { "明治元年1月25日", "1868-01-25" },
		{ "+10d", "2026-12-03" }, { "+2w", "2026-12-07" }, { "+6m", "2027-05-23" },
		{ "+1y", "2027-11-23" }, { "＋３Ｄ", "2026-11-26" }, { "+0d", "2026-11-23" },
		{ "today", "2026-11-23" }, { "Today", "2026-11-23" }, { "今日", "2026-11-23" },
		{ "tomorrow", "2026-11-24" }, { "明日", "2026-11-24" },
		{ "月末", "2026-11-30" }, { "month-end", "2026-11-30" },
		{ "年末", "2026-12-31" }, { "year-end", "2026-12-31" },
		{ "年度末", "2027-03-31" }, { "fy-end", "2027-03-31" },
		{ "  12/1 ", "2026-12-01" }, { "　月末　", "2026-11-30" },
	};
	struct date today = { 2026, 11, 23 }, date;
	char text[11];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!date_understand(rows[i].typed, today, &date))
			fail_msg("'%s' was not understood", rows[i].typed);
		date_format(date, text, sizeof(text));
		if (strcmp(text, rows[i].meant) != 0)
			fail_msg("'%s' became %s", rows[i].typed, text);
	}
}

static void nonsense_is_not_understood(void **state)
{
	static const char *const rows[] = {
		"", " ", "x", "2026-02-31", "2026", "26-3-31", "3/", "/31", "13/1", "2/30",
		"0/1", "1/0", "3月", "令和8年", "令和0年1月1日", "平成32年3月31日",
		"令和元年4月30日", "昭和元年12月24日", "x8.3.31", "+", "+d", "+1", "+1x",
		"-1d", "+99999d", "+9999y", "todayx", "月末日まで", "2026-03-31x",
		"2026-003-31", "12026-03-31", "\xff\xfe", "%Y-%M-%D",
		"2026-03-31                                                             x",
	};
	struct date today = { 2026, 11, 23 }, date = { 1, 2, 3 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (date_understand(rows[i], today, &date))
			fail_msg("'%s' was understood", rows[i]);
		assert_int_equal(date.day, 3);
	}
}

static void ends_include_today(void **state)
{
	struct date date;

	(void)state;
	assert_true(date_understand("年度末", (struct date){ 2027, 3, 31 }, &date));
	assert_int_equal(date.year, 2027);
	assert_true(date_understand("年度末", (struct date){ 2027, 4, 1 }, &date));
	assert_int_equal(date.year, 2028);
	assert_true(date_understand("月末", (struct date){ 2028, 2, 3 }, &date));
	assert_int_equal(date.day, 29);
	assert_true(date_understand("2/29", (struct date){ 1896, 3, 1 }, &date));
	assert_int_equal(date.year, 1904);
	assert_true(date_understand("+1m", (struct date){ 2026, 1, 31 }, &date));
	assert_int_equal(date.day, 28);
	assert_false(date_understand("+1d", (struct date){ 9999, 12, 31 }, &date));
}

static void eras_begin_on_their_day(void **state)
{
	static const struct { struct date date; const char *text; } rows[] = {
		{ { 2026, 3, 31 }, "令和8年3月31日" }, { { 2019, 5, 1 }, "令和元年5月1日" },
		{ { 2019, 4, 30 }, "平成31年4月30日" }, { { 1989, 1, 8 }, "平成元年1月8日" },
		{ { 1989, 1, 7 }, "昭和64年1月7日" }, { { 1926, 12, 25 }, "昭和元年12月25日" },
		{ { 1926, 12, 24 }, "大正15年12月24日" }, { { 1912, 7, 30 }, "大正元年7月30日" },
		{ { 1912, 7, 29 }, "明治45年7月29日" }, { { 1868, 1, 25 }, "明治元年1月25日" },
		{ { 1868, 1, 24 }, "1868-01-24" }, { { 2020, 1, 1 }, "令和2年1月1日" },
	};
	char text[32];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		date_wareki(rows[i].date, text, sizeof(text));
		assert_string_equal(text, rows[i].text);
	}
	date_wareki((struct date){ 9999, 12, 31 }, text, sizeof(text));
	assert_string_equal(text, "令和7981年12月31日");
}

static void instants_go_there_and_back(void **state)
{
	static const struct { const char *text; int64_t ms; } rows[] = {
		{ "1970-01-01T00:00:00.000Z", 0 },
		{ "1970-01-01T00:00:00.001Z", 1 },
		{ "2026-11-23T02:45:12.345Z", 1795401912345 },
		{ "2024-02-29T23:59:59.999Z", 1709251199999 },
		{ "9999-12-31T23:59:59.999Z", 253402300799999 },
	};
	char text[INSTANT_SIZE];
	int64_t ms;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(instant_parse(rows[i].text, &ms));
		assert_true(ms == rows[i].ms);
		instant_format(ms, text, sizeof(text));
		assert_string_equal(text, rows[i].text);
	}
	instant_format(-1, text, sizeof(text));
	assert_string_equal(text, "1970-01-01T00:00:00.000Z");
	instant_format(INT64_MAX, text, sizeof(text));
	assert_string_equal(text, "9999-12-31T23:59:59.999Z");
}

static void other_spellings_of_an_instant_are_refused(void **state)
{
	static const char *const rows[] = {
		"", "2026-11-23", "2026-11-23T02:45:12Z", "2026-11-23 02:45:12.345Z",
		"2026-11-23T02:45:12.345", "2026-11-23T02:45:12.345z",
		"2026-11-23T02:45:12.345Zx", "2026-11-23T24:00:00.000Z",
		"2026-11-23T23:60:00.000Z", "2026-11-23T23:59:60.000Z",
		"2026-02-29T00:00:00.000Z", "1969-12-31T23:59:59.999Z",
		"2026-11-23T02:45:12.34xZ", "2026-11-23T02:45:12,345Z",
	};
	int64_t ms = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (instant_parse(rows[i], &ms))
			fail_msg("'%s' was read", rows[i]);
		assert_true(ms == 7);
	}
}

static void the_zone_moves_day_and_clock(void **state)
{
	struct date date;
	char text[6];
	int64_t ms;

	(void)state;
	assert_true(instant_parse("2026-11-23T15:30:00.000Z", &ms));
	date = instant_date(ms, 9 * 60);
	assert_int_equal(date.day, 24);
	instant_clock(ms, 9 * 60, text, sizeof(text));
	assert_string_equal(text, "00:30");
	date = instant_date(ms, 0);
	assert_int_equal(date.day, 23);
	instant_clock(ms, -(9 * 60 + 30), text, sizeof(text));
	assert_string_equal(text, "06:00");
	date = instant_date(0, -60);
	assert_int_equal(date.year, 1969);
	instant_clock(0, -1, text, sizeof(text));
	assert_string_equal(text, "23:59");
	instant_clock(59999, 0, text, sizeof(text));
	assert_string_equal(text, "00:00");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exact_dates_are_read),
		cmocka_unit_test(days_go_there_and_back),
		cmocka_unit_test(months_end_where_they_end),
		cmocka_unit_test(people_are_understood),
		cmocka_unit_test(nonsense_is_not_understood),
		cmocka_unit_test(ends_include_today),
		cmocka_unit_test(eras_begin_on_their_day),
		cmocka_unit_test(instants_go_there_and_back),
		cmocka_unit_test(other_spellings_of_an_instant_are_refused),
		cmocka_unit_test(the_zone_moves_day_and_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
