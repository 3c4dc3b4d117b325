/* Messages: kept whole, cut at a character, prefixed. */
#include "base/error.h"
#include "base/text.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_message_is_set(void **state)
{
	struct error err = { 0 };

	(void)state;
	assert_false(error_set(&err, ERROR_DATA, "line %d: %s", 3, "表明"));
	assert_int_equal(err.class, ERROR_DATA);
	assert_string_equal(err.text, "line 3: 表明");
	assert_false(error_set(NULL, ERROR_IO, "%s", "nobody listens"));
}

static void a_message_may_quote_itself(void **state)
{
	struct error err = { 0 };

	(void)state;
	error_set(&err, ERROR_IO, "disk is full");
	error_set(&err, ERROR_BUSY, "again: %s", err.text);
	assert_string_equal(err.text, "again: disk is full");
	assert_int_equal(err.class, ERROR_BUSY);
}

static void a_prefix_keeps_the_class(void **state)
{
	struct error err = { 0 };

	(void)state;
	error_set(&err, ERROR_REFUSED, "no owner");
	assert_false(error_prefix(&err, "%s: line %d: ", "a.json", 7));
	assert_string_equal(err.text, "a.json: line 7: no owner");
	assert_int_equal(err.class, ERROR_REFUSED);
	assert_false(error_prefix(NULL, "x"));
}

/* Every offset of a three- and four-byte character across the cut. */
static void it_is_cut_at_a_character(void **state)
{
	static const char *const fills[] = { "円", "é", "😀", "x" };
	struct error err = { 0 };
	char long_text[3000];

	(void)state;
	for (int fill = 0; fill < 4; fill++) {
		size_t size = strlen(fills[fill]);

		for (size_t lead = 0; lead < 5; lead++) {
			size_t at = lead;

			memset(long_text, '.', lead);
			for (; at + size < sizeof(long_text); at += size)
				memcpy(long_text + at, fills[fill], size);
			long_text[at] = '\0';
			error_set(&err, ERROR_DATA, "%s", long_text);
			assert_true(strlen(err.text) > sizeof(err.text) - 1 - size);
			assert_int_equal(text_invalid_at(err.text, strlen(err.text)), -1);
			error_prefix(&err, "%s: ", "円卓");
			assert_int_equal(text_invalid_at(err.text, strlen(err.text)), -1);
			assert_memory_equal(err.text, "円卓: ", 8);
		}
	}
	error_prefix(&err, "%s", long_text);
	assert_true(strlen(err.text) < sizeof(err.text));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_is_set),
		cmocka_unit_test(a_message_may_quote_itself),
		cmocka_unit_test(a_prefix_keeps_the_class),
		cmocka_unit_test(it_is_cut_at_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
