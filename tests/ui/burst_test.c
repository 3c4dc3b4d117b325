/* What is left out of a picture's bytes, and that nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/burst.h"

static void becomes(const char *from, const char *to)
{
	char bytes[200];
	size_t length = strlen(from);

	memcpy(bytes, from, length);
	length = burst_shorten(bytes, length);
	assert_int_equal(length, strlen(to));
	assert_memory_equal(bytes, to, length);
}

static void what_does_nothing_is_left_out(void **state)
{
	(void)state;
	becomes("", "");
	becomes("plain \xE6\x96\x87", "plain \xE6\x96\x87");
	becomes("\033(B\033[m", "\033[m");
	becomes("\033(B\033[0;1m\033[38;5;32mkey\033[39m\033(B\033[m word", "\033[0;1m\033[38;5;32mkey\033[m word");
	becomes("a\033[39;49m\033(B\033[mb", "a\033[mb");
	becomes("a\033[49m\033[0;7mb", "a\033[0;7mb");
	becomes("\033(B\033(B\033(B", "");
}

static void what_is_seen_stays(void **state)
{
	(void)state;
	becomes("\033[38;5;28mgood\033[39m plain", "\033[38;5;28mgood\033[39m plain");
	/* Not behind a reset: what comes next still has that colour taken away. */
	becomes("\033[39m\033[1mb", "\033[39m\033[1mb");
	becomes("\033[39m\033[2;3H", "\033[39m\033[2;3H");
	becomes("\033[39", "\033[39");
	becomes("\033[39m", "\033[39m");
	becomes("\033", "\033");
	becomes("\033\033\033[m", "\033\033\033[m");
	becomes("\033(0x\033[K", "\033(0x\033[K");
}

/* Any bytes: nothing is added, and what is left out is one of the four. */
static void any_bytes_get_no_longer(void **state)
{
	static const char *const parts[] = { "\033", "[", "(B", "39m", "49m", "39;49m", "m", "0;", "1m", "x", "\033[m", "\033[39m" };

	(void)state;
	srand(20261128);
	for (int i = 0; i < 2000; i++) {
		char bytes[200] = "", before[200];
		size_t length;

		for (int k = rand() % 20; k > 0; k--)
			strcat(bytes, parts[(size_t)rand() % (sizeof(parts) / sizeof(parts[0]))]);
		memcpy(before, bytes, sizeof(before));
		length = burst_shorten(bytes, strlen(bytes));
		assert_true(length <= strlen(before));
		/* Each letter that is seen is still there. */
		for (size_t a = 0, b = 0; a < strlen(before); a++) {
			if (before[a] != 'x')
				continue;
			while (b < length && bytes[b] != 'x')
				b++;
			assert_true(b < length);
			b++;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_nothing_is_left_out), cmocka_unit_test(what_is_seen_stays),
		cmocka_unit_test(any_bytes_get_no_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
