/* Which facts are older than a year, on which day; and where they stand. */
#include "support.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/facts.h"
#include "content/pack.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define COMPANY "tests/content/packs/good-company.yaml"

static size_t old_on(const char *as_of, const char *day, struct old_fact *old)
{
	static struct fact fact;
	static struct item item;
	static struct pack pack;
	struct date today;

	fact = (struct fact){ .id = "f", .as_of = as_of, .line = 7 };
	item = (struct item){ .id = "D1", .fact = &fact, .fact_count = 1 };
	pack = (struct pack){ .item = &item, .item_count = 1 };
	assert_true(date_parse(day, &today));
	return facts_old(&pack, today, old, 1);
}

static void a_year_is_a_year(void **state)
{
	static const struct { const char *as_of, *today; long days; } rows[] = {
		{ "2025-11-23", "2026-11-23", 0 }, { "2025-11-23", "2026-11-24", 366 },
		{ "2025-11", "2026-11-30", 0 }, { "2025-11", "2026-12-01", 366 },
		{ "2024-02-29", "2025-02-28", 0 }, { "2024-02-29", "2025-03-01", 366 },
		{ "2024-02", "2025-02-28", 0 }, { "2024-02", "2025-03-01", 366 },
		{ "2025-12", "2026-12-31", 0 }, { "2027-01", "2026-11-23", 0 },
		{ "2025-13", "2030-01-01", 0 }, { NULL, "2030-01-01", 0 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct old_fact old = { .days = 0 };
		size_t count = old_on(rows[i].as_of, rows[i].today, &old);

		if (count != (rows[i].days > 0) || old.days != rows[i].days)
			fail_msg("%s on %s: %zu, %ld days", rows[i].as_of, rows[i].today, count, old.days);
	}
	(void)state;
}

static void they_come_in_order_with_their_place(void **state)
{
	const struct pack *pack = support_pack(*state, COMPANY);
	struct old_fact old[4];

	assert_int_equal(facts_old(pack, (struct date){ 2026, 11, 23 }, old, COUNT(old)), 1);
	assert_string_equal(old[0].fact->id, "f3");
	assert_string_equal(old[0].item->id, "C1");
	assert_int_equal(facts_old(pack, (struct date){ 2030, 1, 1 }, old, COUNT(old)), 3);
	for (size_t i = 1; i < 3; i++)
		assert_int_equal(old[i].line, old[i - 1].line + 1);
	assert_string_equal(old[0].fact->path, COMPANY);
	assert_int_equal(old[0].line, old[0].fact->line);
	assert_int_equal(old[0].fact->column, 9);
	assert_int_equal(facts_old(pack, (struct date){ 2030, 1, 1 }, old, 2), 2);
	assert_int_equal(facts_old(pack, (struct date){ 2030, 1, 1 }, old, 0), 0);
}

static void duties_have_their_hours(void **state)
{
	const struct pack *pack = support_pack(*state, COMPANY);
	const struct fact *fact = pack->item[0].fact;

	assert_int_equal(pack->item[0].fact_count, 3);
	assert_false(fact[0].has_hours || fact[0].second_hand || fact[0].whom.en);
	assert_true(fact[1].has_hours && fact[1].second_hand);
	assert_int_equal(fact[1].hours_to, 0);
	assert_string_equal(fact[2].whom.en, "The commission");
	assert_int_equal(fact[2].hours_from, 72);
	assert_int_equal(fact[2].hours_to, 120);
	assert_string_equal(pack->item[0].question[0].id, "q1");
	assert_string_equal(pack->item[0].question[1].id, "who");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, support_start, support_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_year_is_a_year), TEST(they_come_in_order_with_their_place), TEST(duties_have_their_hours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
