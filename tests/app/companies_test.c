/*
 * The companies of a file side by side, by the program itself: who was not read, whose
 * yardstick it is, what can't be compared as it stands, and what letters keep back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "support/program.h"

#define NOW "2026-11-23T00:00:00Z"

struct place { struct arena *arena; const char *path; };

static int arrive(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	place->arena = arena_new();
	place->path = place_new(place->arena);
	*state = place;
	return 0;
}

static int leave(void **state)
{
	struct place *place = *state;

	place_remove(place->path);
	arena_free(place->arena);
	free(place);
	return 0;
}

#define RUN(place, status, out, err, ...) \
	expect_run((place)->path, &(struct run){ .now = NOW, .word = { __VA_ARGS__ } }, status, out, err)

static void import(struct place *place)
{
	RUN(place, 0, NULL, "", "import", "sessions/minato.en.jsonl", "sessions/minato-thailand.en.jsonl");
}

static void prepare(struct place *place, const char *organisation, const char *entity, const char *day, const char *pack)
{
	struct run run = { .now = arena_printf(place->arena, "%sT01:00:00Z", day), .word = { "new", "-t", "t", "-o", organisation,
		"-d", day, "-p", pack, "-P", "Sato;CEO;vote", *entity ? "-e" : NULL, entity, NULL } };

	expect_run(place->path, &run, 0, NULL, "");
}

static void hold(struct place *place, const char *number, const char *organisation, const char *entity, const char *day,
		 const char *pack)
{
	struct run run = { .now = arena_printf(place->arena, "%sT02:00:00Z", day), .word = { "apply", number, NULL },
		.input = "{\"kind\":\"item_entered\",\"item\":\"D3\"}\n{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":2}\n" };

	prepare(place, organisation, entity, day, pack);
	expect_run(place->path, &run, 0, NULL, "");
}

static const char *output(struct place *place, const struct run *run)
{
	struct result result = program_run(place->path, run);
	const char *text = arena_strdup(place->arena, result.out.text);

	if (result.status != 0)
		fail_msg("status %d: %s", result.status, result.err.text);
	result_release(&result);
	return text;
}

static const char *group(struct place *place, const char *option, const char *value)
{
	return output(place, &(struct run){ .now = NOW, .word = { "group", option, value, NULL } });
}

static void must_hold(const char *text, const char *wanted)
{
	if (!strstr(text, wanted))
		fail_msg("there is no: %s\n%s", wanted, text);
}

static void must_not_hold(const char *text, const char *unwanted)
{
	if (strstr(text, unwanted))
		fail_msg("there is: %s\n%s", unwanted, text);
}

/* What the keys show, at the least size. */
static const char *keys(struct place *place, const char *keys)
{
	const char *script = arena_printf(place->arena, "%s/some.keys", place->path);

	assert_true(file_write(script, keys, strlen(keys)));
	return output(place, &(struct run){ .now = NOW, .word = { "run", "--size", "80x24", "--script", script, NULL } });
}

/* A prepared session takes nobody's place, and is no point in a trend. */
static void what_is_only_prepared_was_not_held(void **state)
{
	struct place *place = *state;
	const char *before, *trend;

	import(place);
	before = group(place, NULL, NULL);
	trend = output(place, &(struct run){ .now = NOW, .word = { "trend", NULL } });
	prepare(place, "Minato Precision Co., Ltd.", "", "2026-11-20", "meti-2015");
	assert_string_equal(group(place, NULL, NULL), before);
	assert_string_equal(output(place, &(struct run){ .now = NOW, .word = { "trend", NULL } }), trend);
	prepare(place, "Nobody Ltd.", "", "2026-11-20", "meti-2015");
	RUN(place, 66, "", "has been held yet", "trend", "-e", "Nobody");
	must_hold(keys(place, "key t\ndump trend\n"), "has been held yet");
}

/* Loud and whole, in the command and at the least size. */
static void who_has_no_session_in_the_period_is_not_read(void **state)
{
	struct place *place = *state;

	import(place);
	hold(place, "5", "Minato Precision Co., Ltd.", "Minato Korea", "2025-01-10", "meti-2015");
	must_hold(group(place, NULL, NULL), "Minato Korea              NOT READ: no session in the period (the last one 2025-01-10)");
	must_hold(keys(place, "key E\ndump group\n"), "NOT READ no session in the period");
	/* Whose only session comes later, and all of them. */
	must_hold(group(place, "--to", "2024-12-31"), "Minato Korea              NOT READ: no session up to the end");
	must_hold(group(place, "--to", "2020-01-01"), "Minato Precision Co., L…  NOT READ: no session up to the end");
}

static void the_yardstick_is_nobodys_by_accident(void **state)
{
	struct place *place = *state;

	hold(place, "1", "Ko", "本社", "2026-01-10", "meti-2015");
	hold(place, "2", "Ko", "ﾀｲ", "2026-02-10", "meti-2015");
	hold(place, "3", "Otsu", "本社", "2026-03-10", "meti-2015");
	hold(place, "4", "Ko", "タイ", "2026-04-10", "meti-2015");
	/* The head office of the largest, and two of one name told apart. */
	must_hold(group(place, NULL, NULL), "Ko 本社    2026-01-10");
	must_hold(strstr(group(place, NULL, NULL), "Ko 本社"), "(the group's)");
	must_hold(group(place, NULL, NULL), "Otsu 本社");
	must_not_hold(group(place, NULL, NULL), "2026-02-10");
	must_hold(strstr(group(place, "--of", "Otsu"), "Otsu 本社"), "(the group's)");
	must_hold(strstr(group(place, "--of", "Ko"), "Ko 本社  "), "(the group's)");
	RUN(place, 64, "", "'本社' fits several companies: Ko 本社, Otsu 本社", "group", "--of", "本社");
	must_hold(strstr(group(place, "--of", "Otsu 本社"), "Otsu 本社"), "(the group's)");
	RUN(place, 66, "", "there is no company 'Hei'", "group", "--of", "Hei");
}

/* Where nobody is the group itself, that is said. */
static void a_guess_is_called_one(void **state)
{
	struct place *place = *state;

	hold(place, "1", "Ko", "East", "2026-01-10", "meti-2015");
	must_hold(group(place, NULL, NULL), "No organisation itself is in the period: compared with East");
	must_not_hold(group(place, "--of", "East"), "No organisation itself");
}

static void other_editions_are_said(void **state)
{
	static const char words[] = "The yardstick differs: other editions of the content";
	struct place *place = *state;
	const struct json *json;

	import(place);
	must_not_hold(group(place, NULL, NULL), words);
	hold(place, "5", "Minato Precision Co., Ltd.", "Minato Korea", "2026-10-10", "meti-3.0");
	must_hold(group(place, NULL, NULL), words);
	must_hold(group(place, NULL, NULL), "(2023, version 3.0) 1.0.0: Minato Korea");
	must_hold(group(place, "--format", "md"), "The yardstick differs");
	must_hold(keys(place, "key E\ndump group\n"), "The yardstick differs");
	json = run_json(place->path, &(struct run){ .now = NOW, .word = { "--json", "group", NULL } }, place->arena);
	assert_true(json_get_bool(json, "editions_differ", false));
	/* The title of a company's own pack may be its name. */
	must_not_hold(group(place, "--alias", NULL), "version 3.0");
}

/* An acceptance that ran out is none. */
static void the_star_goes_when_the_acceptance_runs_out(void **state)
{
	struct place *place = *state;

	import(place);
	must_hold(group(place, NULL, NULL), "·*");
	must_not_hold(output(place, &(struct run){ .now = "2027-10-01T00:00:00Z", .word = { "group", NULL } }), "·*");
}

static void nothing_opens_while_names_are_letters(void **state)
{
	struct place *place = *state;
	const char *shown;

	import(place);
	shown = keys(place, "key E\nkey a\nkey Enter\ndump one\nkey t\ndump two\n");
	must_not_hold(shown, "Minato");
	must_hold(shown, "Names are letters now");
	must_hold(keys(place, "key E\nkey a\nkey a\nkey t\ndump one\n"), "Minato");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, arrive, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(what_is_only_prepared_was_not_held), CASE(who_has_no_session_in_the_period_is_not_read),
		CASE(the_yardstick_is_nobodys_by_accident), CASE(a_guess_is_called_one), CASE(other_editions_are_said),
		CASE(the_star_goes_when_the_acceptance_runs_out), CASE(nothing_opens_while_names_are_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
