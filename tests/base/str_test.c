/* The growable string. */
#include "base/str.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void an_empty_string_can_be_read(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	assert_string_equal(s.text, "");
	str_clear(&s);
	str_add(&s, "");
	str_add_bytes(&s, NULL, 0);
	str_splice(&s, 0, 0, NULL, 0);
	assert_string_equal(s.text, "");
	assert_int_equal(s.capacity, 0);
	str_release(&s);
	str_release(&s);
}

static void it_grows_byte_by_byte(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		str_add_char(&s, (char)('a' + i % 26));
		assert_int_equal(s.length, (size_t)i + 1);
		assert_int_equal(s.text[s.length], 0);
	}
	assert_memory_equal(s.text + 26, "abcdef", 6);
	str_release(&s);
	assert_string_equal(s.text, "");
	assert_int_equal(s.length, 0);
}

static void bytes_may_hold_nul(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add_bytes(&s, "a\0b", 3);
	assert_int_equal(s.length, 3);
	assert_memory_equal(s.text, "a\0b", 4);
	str_release(&s);
}

static void formats_are_appended(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add(&s, "D");
	str_printf(&s, "%d", 3);
	str_printf(&s, "%s", "");
	assert_string_equal(s.text, "D3");
	str_printf(&s, "%5000s", "x");
	assert_int_equal(s.length, 5002);
	assert_int_equal(s.text[5001], 'x');
	str_release(&s);
}

static void clear_keeps_the_memory(void **state)
{
	struct str s = STR_INIT;
	size_t capacity;

	(void)state;
	str_add(&s, "みなと精機");
	capacity = s.capacity;
	str_clear(&s);
	assert_string_equal(s.text, "");
	assert_int_equal(s.length, 0);
	assert_int_equal(s.capacity, capacity);
	str_add(&s, "x");
	assert_string_equal(s.text, "x");
	str_release(&s);
}

static void splice_inserts_replaces_and_removes(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_splice(&s, 0, 0, "bd", 2);
	str_splice(&s, 0, 0, "a", 1);
	str_splice(&s, 2, 0, "c", 1);
	str_splice(&s, 4, 0, "e", 1);
	assert_string_equal(s.text, "abcde");
	str_splice(&s, 1, 3, "-", 1);
	assert_string_equal(s.text, "a-e");
	str_splice(&s, 1, 1, "12345", 5);
	assert_string_equal(s.text, "a12345e");
	str_splice(&s, 0, 7, NULL, 0);
	assert_string_equal(s.text, "");
	assert_int_equal(s.length, 0);
	str_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_string_can_be_read),
		cmocka_unit_test(it_grows_byte_by_byte),
		cmocka_unit_test(bytes_may_hold_nul),
		cmocka_unit_test(formats_are_appended),
		cmocka_unit_test(clear_keeps_the_memory),
		cmocka_unit_test(splice_inserts_replaces_and_removes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
