/*
 * Journeys: whole workshops played as keys against the program.
 *
 * tests/journey/NAME.N.keys are the sittings of one journey, in their order,
 * with one database.  Lines at their head say how the program is called:
 *
 *     # before: new --title '...' ...      commands run first, one a line
 *     # args: run 1 --lang ja --size 120x36 --now 2026-11-23T01:00:00Z
 *     # show: 1                            the session that is compared
 *
 * What is dumped must be NAME.N.out, `show --json` of the session NAME.N.json;
 * hashes are left out of both.  ENTAKU_BLESS=1 writes them anew.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "support/program.h"

#define FOLDER "tests/journey"

/* Splits at spaces; single quotes hold a word together. */
static void split(struct arena *arena, const char *line, struct run *run, int count)
{
	while (*line && count < RUN_WORDS - 1) {
		const char *start = line;

		if (*line == '\'') {
			start = ++line;
			line += strcspn(line, "'");
			run->word[count++] = arena_strndup(arena, start, (size_t)(line - start));
			line += *line == '\'';
		} else {
			line += strcspn(line, " ");
			run->word[count++] = arena_strndup(arena, start, (size_t)(line - start));
		}
		line += strspn(line, " ");
	}
	run->word[count] = NULL;
}

/* The text of the header line `name` number `i`, or NULL. */
static const char *header(struct arena *arena, const char *script, const char *name, size_t i)
{
	const char *start = arena_printf(arena, "# %s: ", name);

	for (const char *line = script; *line == '#'; line += strcspn(line, "\n") + 1)
		if (strncmp(line, start, strlen(start)) == 0 && i-- == 0)
			return arena_strndup(arena, line + strlen(start),
					     strcspn(line, "\n") - strlen(start));
	return NULL;
}

/* Hashes depend on every byte of the pack: their digits become x, so that the
 * layout stays. */
static void forget_hashes(struct str *text)
{
	enum { SHOWN_MIN = 12 }; /* the short form on the screen */
	size_t run;

	for (size_t i = 0; i < text->length; i += run + 1) {
		run = strspn(text->text + i, "0123456789abcdef");
		for (size_t k = 0; run >= SHOWN_MIN && k < run; k++)
			text->text[i + k] = 'x';
	}
}

static void compare(struct arena *arena, const char *path, struct str *found)
{
	size_t length;
	char *wanted;

	forget_hashes(found);
	if (getenv("ENTAKU_BLESS")) {
		assert_true(file_write(path, found->text, found->length));
		return;
	}
	if (!file_read(arena, path, 16 * 1024 * 1024, &wanted, &length))
		fail_msg("%s is missing; ENTAKU_BLESS=1 makes it", path);
	if (strcmp(wanted, found->text) == 0)
		return;
	for (size_t line = 1, i = 0;; i++) {
		if (wanted[i] != found->text[i]) {
			while (i > 0 && wanted[i - 1] != '\n')
				i--;
			print_error("%s:%zu\n- %.*s\n+ %.*s\n", path, line,
				    (int)strcspn(wanted + i, "\n"), wanted + i,
				    (int)strcspn(found->text + i, "\n"), found->text + i);
			fail();
		}
		line += wanted[i] == '\n';
	}
}

/* Runs a line of words in the place; status 0 is expected. */
static struct result carry_out(struct arena *arena, const char *place, const char *line,
			       const char *script)
{
	struct run run = { .word = { NULL } };
	struct result result;
	int count = 0;

	split(arena, line, &run, 0);
	while (run.word[count])
		count++;
	if (script) {
		run.word[count++] = "--script";
		run.word[count++] = script;
		run.word[count] = NULL;
	}
	result = program_run(place, &run);
	if (result.status != 0)
		fail_msg("entaku %s %s: status %d\n%s%s", line, script ? script : "", result.status,
			 result.out.text, result.err.text);
	return result;
}

/* What the commands say to it afterwards, one after another. */
static void look_after(struct arena *arena, const char *place, const char *script, const char *base)
{
	struct str all = STR_INIT;
	const char *line;

	for (size_t i = 0; (line = header(arena, script, "after", i)); i++) {
		struct result result = carry_out(arena, place, line, NULL);

		str_printf(&all, "$ entaku %s\n%s\n", line, result.out.text);
		result_release(&result);
	}
	if (all.length > 0)
		compare(arena, arena_printf(arena, "%s.after", base), &all);
	str_release(&all);
}

static void sit(struct arena *arena, const char *place, const char *keys)
{
	const char *base = arena_strndup(arena, keys, strlen(keys) - strlen(".keys"));
	const char *show, *line;
	struct result result;
	size_t length;
	char *script, here[4096];

	assert_true(file_read(arena, keys, 1024 * 1024, &script, &length));
	assert_non_null(getcwd(here, sizeof(here)));
	for (size_t i = 0; (line = header(arena, script, "before", i)); i++) {
		result = carry_out(arena, place, line, NULL);
		result_release(&result);
	}
	line = header(arena, script, "args", 0);
	assert_non_null(line);
	result = carry_out(arena, place, line, arena_printf(arena, "%s/%s", here, keys));
	compare(arena, arena_printf(arena, "%s.out", base), &result.out);
	result_release(&result);
	show = header(arena, script, "show", 0);
	if (show) {
		result = carry_out(arena, place, arena_printf(arena, "show --json %s", show), NULL);
		compare(arena, arena_printf(arena, "%s.json", base), &result.out);
		result_release(&result);
	}
	look_after(arena, place, script, base);
}

/* All sittings of one journey. */
static void travel(const char *name)
{
	struct arena *arena = arena_new();
	const char *place = place_new(arena);
	size_t sittings = 0;

	for (int i = 1; i < 10; i++) {
		const char *keys = arena_printf(arena, FOLDER "/%s.%d.keys", name, i);

		if (access(keys, R_OK) != 0)
			break;
		sit(arena, place, keys);
		sittings++;
	}
	assert_true(sittings > 0);
	place_remove(place);
	arena_free(arena);
}

static void annual_board_workshop(void **state)
{
	(void)state;
	travel("annual");
}

static void one_hour_in_english(void **state)
{
	(void)state;
	travel("hour");
}

static void a_risk_accepted_outside_the_appetite(void **state)
{
	(void)state;
	travel("acceptance");
}

static void a_tabletop_with_a_deputy(void **state)
{
	(void)state;
	travel("tabletop");
}

static void interrupted_and_followed_up(void **state)
{
	(void)state;
	travel("resume");
}

static void a_plan_that_changes(void **state)
{
	(void)state;
	travel("plan");
}

static void an_auditor_a_year_later(void **state)
{
	(void)state;
	travel("auditor");
}

static void half_a_year_later(void **state)
{
	(void)state;
	travel("followup");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(annual_board_workshop),
		cmocka_unit_test(an_auditor_a_year_later), cmocka_unit_test(half_a_year_later),
		cmocka_unit_test(one_hour_in_english),
		cmocka_unit_test(interrupted_and_followed_up),
		cmocka_unit_test(a_risk_accepted_outside_the_appetite),
		cmocka_unit_test(a_tabletop_with_a_deputy), cmocka_unit_test(a_plan_that_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
