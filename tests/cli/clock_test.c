/* The stopped clock, ids, holders: what must repeat, repeats. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "cli/clock.h"
#include "cli/holder.h"
#include "cli/uuid.h"

static const char *stamp(int64_t at)
{
	static char text[INSTANT_SIZE];

	instant_format(at, text, sizeof(text));
	return text;
}

static void instants_are_read(void **state)
{
	static const struct { const char *text, *utc; int zone; } rows[] = {
		{ "2026-11-23T05:00:00Z", "2026-11-23T05:00:00.000Z", -1 },
		{ "2026-11-23T05:00:00.250Z", "2026-11-23T05:00:00.250Z", -1 },
		{ "2026-11-23T14:00:00+09:00", "2026-11-23T05:00:00.000Z", 540 },
		{ "2026-11-23T00:30:00.001-03:30", "2026-11-23T04:00:00.001Z", -210 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct clock clock = { 0 };

		assert_true(clock_freeze(&clock, rows[i].text));
		assert_string_equal(stamp(clock_now(&clock)), rows[i].utc);
		assert_int_equal(clock.zone_given, rows[i].zone != -1);
		if (clock.zone_given)
			assert_int_equal(clock_zone(&clock, clock.at), rows[i].zone);
	}
}

static void nonsense_is_refused(void **state)
{
	static const char *const rows[] = {
		"", "now", "2026-11-23", "2026-11-23T05:00:00", "2026-02-30T05:00:00Z",
		"2026-11-23T05:00:00+9:00", "2026-11-23T05:00:00+15:00", "2026-11-23T05:00:00Zz",
		"2026-11-23T05:00:00.1Z", "2026-11-23T25:00:00Z", "2026-11-23T05:00:00.",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct clock clock = { 0 };

		if (clock_freeze(&clock, rows[i]))
			fail_msg("'%s' was taken", rows[i]);
		assert_false(clock.frozen);
	}
}

static void it_moves_only_when_told(void **state)
{
	struct clock clock = { 0 };

	(void)state;
	assert_false(clock_move(&clock, "+5m"));
	assert_true(clock_freeze(&clock, "2026-11-23T14:00:00+09:00"));
	assert_true(clock_move(&clock, "+90s"));
	assert_true(clock_move(&clock, "+2h"));
	assert_true(clock_move(&clock, "+1d"));
	assert_string_equal(stamp(clock_now(&clock)), "2026-11-24T07:01:30.000Z");
	assert_false(clock_move(&clock, "+5"));
	assert_false(clock_move(&clock, "+-5m"));
	assert_false(clock_move(&clock, "5m"));
	assert_true(clock_move(&clock, "2026-12-01T20:00:00Z"));
	assert_int_equal(clock_zone(&clock, clock.at), 540);
	assert_int_equal(clock_today(&clock).day, 2);
}

static void ids_are_version_7(void **state)
{
	struct uuid_source source = { .seed = NULL };
	char a[UUID_SIZE], b[UUID_SIZE];

	(void)state;
	uuid_make(&source, 0x0123456789ab, a);
	uuid_make(&source, 0x0123456789ab, b);
	assert_int_equal(strlen(a), 36);
	assert_memory_equal(a, "01234567-89ab-7", 15);
	assert_non_null(strchr("89ab", a[19]));
	assert_string_not_equal(a, b);
}

static void a_seed_repeats(void **state)
{
	struct uuid_source one = { .seed = "x" }, two = { .seed = "x" }, other = { .seed = "y" };
	char a[UUID_SIZE], b[UUID_SIZE], c[UUID_SIZE];

	(void)state;
	uuid_make(&one, 1, a);
	uuid_make(&two, 1, b);
	uuid_make(&other, 1, c);
	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
	uuid_make(&one, 1, b);
	assert_string_not_equal(a, b);
}

static void a_living_process_is_not_gone(void **state)
{
	struct arena *arena = arena_new();
	const char *self = holder_self(arena);
	char host[256];

	(void)state;
	assert_false(holder_gone(self));
	assert_int_equal(gethostname(host, sizeof(host)), 0);
	assert_true(holder_gone(arena_printf(arena, "%s:999999999:1", host)));
	assert_true(holder_gone(arena_printf(arena, "%s:%ld:1", host, (long)getpid())));
	assert_false(holder_gone("another-machine-than-this:999999999:1"));
	assert_true(holder_gone("nonsense"));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instants_are_read),
		cmocka_unit_test(nonsense_is_refused),
		cmocka_unit_test(it_moves_only_when_told),
		cmocka_unit_test(ids_are_version_7),
		cmocka_unit_test(a_seed_repeats),
		cmocka_unit_test(a_living_process_is_not_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
