/* Times of day as people type them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/daytime.h"

static void what_people_type_is_understood(void **state)
{
	static const struct { const char *typed; int minute; } rows[] = {
		{ "14:00", 840 }, { "9:05", 545 }, { "09:05", 545 }, { "9.30", 570 }, { "1400", 840 },
		{ "１４：３０", 870 }, { "14時", 840 }, { "14時30分", 870 }, { "9時5分", 545 }, { "１４時３０", 870 },
		{ " 0:00 ", 0 }, { "23:59", 1439 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int minute = -1;

		if (!daytime_understand(rows[i].typed, &minute) || minute != rows[i].minute)
			fail_msg("%s: %d", rows[i].typed, minute);
	}
}

static void what_is_no_time_is_refused(void **state)
{
	static const char *const rows[] = { "", "14", "24:00", "12:60", "2pm", "14:0", "14:000", "午後2時", "-1:00",
					    "14:00:00", ":30", "14分" };
	int minute;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (daytime_understand(rows[i], &minute))
			fail_msg("%s was taken for %d", rows[i], minute);
}

static void the_stored_form_is_one(void **state)
{
	(void)state;
	assert_int_equal(daytime_parse("09:30"), 570);
	assert_int_equal(daytime_parse("9:30"), -1);
	assert_int_equal(daytime_parse("24:30"), -1);
	assert_int_equal(daytime_parse(NULL), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_type_is_understood), cmocka_unit_test(what_is_no_time_is_refused),
		cmocka_unit_test(the_stored_form_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
