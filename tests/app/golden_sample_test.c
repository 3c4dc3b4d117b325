/*
 * The screens over all sessions with the sample sessions, as pictures in text: one
 * script, both languages, 120x36 and 80x24: tests/app/screens/sample.LANG.WxH.txt.
 * ENTAKU_BLESS=1 writes them anew.  And what the sample promises to hold.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "support/program.h"

#define NOW "2026-11-23T00:00:00Z"

static const char *const languages[] = { "en", "ja" };

static void compare(struct arena *arena, const char *path, const struct str *found)
{
	char *wanted;
	size_t length, at = 0, line = 1;

	if (getenv("ENTAKU_BLESS")) {
		assert_true(file_write(path, found->text, found->length));
		return;
	}
	if (!file_read(arena, path, 1024 * 1024, &wanted, &length))
		fail_msg("%s is missing; ENTAKU_BLESS=1 makes it", path);
	while (wanted[at] && wanted[at] == found->text[at])
		line += wanted[at++] == '\n';
	if (wanted[at] != found->text[at])
		fail_msg("%s:%zu differs", path, line);
}

static void play(const char *script)
{
	static const char *const sizes[] = { "120x36", "80x24" };
	struct arena *arena = arena_new();
	char here[4096];

	assert_non_null(getcwd(here, sizeof(here)));
	for (int i = 0; i < 4; i++) {
		struct run run = { .now = NOW, .language = languages[i / 2], .word = { "run", "--sample", "--size", sizes[i % 2],
			"--script", arena_printf(arena, "%s/tests/app/screens/%s.keys", here, script), NULL } };
		const char *place = place_new(arena);
		struct result result = program_run(place, &run);

		if (result.status != 0)
			fail_msg("status %d: %s", result.status, result.err.text);
		compare(arena, arena_printf(arena, "tests/app/screens/%s.%s.%s.txt", script, languages[i / 2], sizes[i % 2]),
			&result.out);
		result_release(&result);
		place_remove(place);
	}
	arena_free(arena);
}

static void every_screen_with_the_sample(void **state)
{
	(void)state;
	play("sample");
}

static void the_screen_of_the_papers(void **state)
{
	(void)state;
	play("papers");
}

/* A comparison, NOT READ, two editions in one group. */
static void looking_back_with_the_sample(void **state)
{
	(void)state;
	play("past");
}

static void import(const char *place, const char *language)
{
	struct arena *arena = arena_new();
	struct run run = { .now = NOW, .word = { "import", arena_printf(arena, "sessions/minato.%s.jsonl", language),
			   arena_printf(arena, "sessions/minato-thailand.%s.jsonl", language), NULL } };

	expect_run(place, &run, 0, NULL, "");
	arena_free(arena);
}

static int64_t count_of(struct arena *arena, const char *place, const char *command, const char *option,
			const char *value, const char *list)
{
	struct run run = { .now = NOW, .word = { "--json", command, option, value, NULL } };

	return (int64_t)json_get(run_json(place, &run, arena), list)->count;
}

/* Dissent, an acceptance that was renewed, one that ran out, overdue actions, in each
 * language alike; and every chain is sound. */
static void the_sample_holds_what_it_promises(void **state)
{
	static const struct { const char *command, *option, *value, *list; int64_t least; } rows[] = {
		{ "register", "--state", "renewed", "acceptances", 2 }, { "register", "--state", "expired", "acceptances", 1 },
		{ "register", "--state", "approved", "acceptances", 1 }, { "actions", "--state", "overdue", "actions", 3 },
		{ "actions", "--state", "carried", "actions", 3 }, { "actions", "--state", "done", "actions", 1 },
		{ "decisions", "--state", "superseded", "decisions", 3 }, { "decisions", "--state", "rejected", "decisions", 1 },
		{ "dissent", "--state", "against", "dissent", 4 }, { "dissent", "--state", "objected", "dissent", 1 },
	};
	int64_t found[2][sizeof(rows) / sizeof(rows[0])];

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct arena *arena = arena_new();
		const char *place = place_new(arena);
		struct run verify = { .now = NOW, .word = { "verify", NULL } };

		import(place, languages[i]);
		for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
			found[i][k] = count_of(arena, place, rows[k].command, rows[k].option, rows[k].value, rows[k].list);
			if (found[i][k] < rows[k].least)
				fail_msg("%s %s %s: %d", languages[i], rows[k].command, rows[k].value, (int)found[i][k]);
			assert_int_equal(found[i][k], found[0][k]);
		}
		expect_run(place, &verify, 0, "sound", NULL);
		place_remove(place);
		arena_free(arena);
	}
}

/* s leads there and back; what was recorded in between is gone. */
static void the_sample_is_a_copy(void **state)
{
	struct arena *arena = arena_new();
	const char *place = place_new(arena), *script = arena_printf(arena, "%s/there.keys", place);
	static const char keys[] = "key s\nexpect SAMPLE\nexpect Third board\nkey n\ntype Mine\nkey Tab\ntype Us\nkey Tab Tab\n"
		"type 2026-11-24\nkey Enter\nexpect recorded #1\nkey Escape Escape y\nkey H\nexpect Mine\nkey s\nrefute SAMPLE\nrefute Third board\n";
	struct run run = { .now = NOW, .word = { "run", "--script", script, NULL } };
	struct run list = { .now = NOW, .word = { "list", NULL } };
	struct run both = { .now = NOW, .word = { "run", "--sample", "--rehearse", "--script", script, NULL } };
	struct result result;

	(void)state;
	assert_true(file_write(script, keys, strlen(keys)));
	result = program_run(place, &run);
	if (result.status != 0)
		fail_msg("status %d\n%s%s", result.status, result.out.text, result.err.text);
	result_release(&result);
	result = program_run(place, &list);
	assert_null(strstr(result.out.text, "Mine"));
	result_release(&result);
	expect_run(place, &both, 64, "", "give one of them");
	place_remove(place);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_screen_with_the_sample), cmocka_unit_test(the_screen_of_the_papers), cmocka_unit_test(looking_back_with_the_sample),
		cmocka_unit_test(the_sample_holds_what_it_promises),
		cmocka_unit_test(the_sample_is_a_copy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
