/* entaku-reliability.7 names only tests and targets that there are, and for each promise
 * at least one test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "support_page.h"

#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789_/."

static struct arena *arena;
static char *page;

static int read_page(void **state)
{
	(void)state;
	arena = arena_new();
	page = page_read(arena, "man/entaku-reliability.7");
	return 0;
}

static int forget_page(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Looks at every file of tests/ that the part names; how many these are. */
static size_t named_tests(const char *part)
{
	size_t count = 0;

	for (const char *at = strstr(part, "tests/"); at; at = strstr(at + 1, "tests/")) {
		const char *name = arena_strndup(arena, at, strspn(at, NAME_CHARACTERS));

		if (access(name, R_OK) != 0)
			fail_msg("the page names %s, which is not there", name);
		count++;
	}
	return count;
}

static void every_promise_is_held_by_tests_that_are_there(void **state)
{
	static const char *const groups[] = { ".Sh NOTHING LOST", ".Sh NOTHING LET IN", ".Sh NOTHING SLOW" };
	size_t promises = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		const char *part = page_part(arena, page, groups[i], ".Sh");

		for (const char *at = strstr(part, ".It Em "); at; at = strstr(at + 1, ".It Em ")) {
			const char *head = arena_strndup(arena, at, strcspn(at, "\n"));
			const char *promise = page_part(arena, part, head, ".It|.El");

			if (!page_has_line(promise, "Held by") || named_tests(promise) == 0)
				fail_msg("no test holds: %s", head);
			promises++;
		}
	}
	assert_true(promises >= 10);
	assert_true(named_tests(page) > promises);
}

static void every_target_can_be_made(void **state)
{
	const char *figures = page_part(arena, page, ".Sh FIGURES", ".Sh");
	char *makefile;
	size_t length, rows = 0;

	(void)state;
	assert_true(file_read(arena, "Makefile", 1 << 20, &makefile, &length));
	for (const char *at = strstr(page, "make "); at; at = strstr(at + 1, "make ")) {
		const char *name = arena_strndup(arena, at + 5, strspn(at + 5, "abcdefghijklmnopqrstuvwxyz-"));

		if (*name && page_count(makefile, arena_printf(arena, "%s:", name)) == 0)
			fail_msg("make %s is no target", name);
	}
	for (const char *at = strstr(figures, ".It make "); at; at = strstr(at + 1, ".It make "))
		rows++;
	assert_int_equal(page_count(figures, ".It ") - 1, rows);
	assert_true(rows > 0);
	/* A row without a figure says so in words. */
	for (const char *at = strstr(figures, " Ta "); at; at = strstr(at + 1, " Ta "))
		assert_true(at[4] != '\n' && at[4] != '\0');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_promise_is_held_by_tests_that_are_there), cmocka_unit_test(every_target_can_be_made),
	};

	return cmocka_run_group_tests(tests, read_page, forget_page);
}
