/*
 * What earlier sessions tell, by the program itself: the tab "last time" of an item, and
 * items of two editions in comparison and trend, which must agree.
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

#define NOW "2027-11-09T01:00:00Z"

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

#define RUN(place, ...) \
	expect_run((place)->path, &(struct run){ .now = NOW, .word = { __VA_ARGS__ } }, 0, NULL, "")

static void import(struct place *place)
{
	RUN(place, "import", "sessions/minato.en.jsonl", "sessions/minato-thailand.en.jsonl");
}

/* What the last tab of the item `steps` below the first in the overview shows. */
static const char *last_tab(struct place *place, int steps)
{
	const char *script = arena_printf(place->arena, "%s/last.keys", place->path);
	struct run run = { .now = NOW, .word = { "run", "--size", "120x60", "--script", script, NULL } };
	const char *keys = "key Enter\nkey O\n", *shown;
	struct result result;

	for (int i = 0; i < steps; i++)
		keys = arena_printf(place->arena, "%skey Down\n", keys);
	keys = arena_printf(place->arena, "%skey Enter\nkey 6\ndump last\n", keys);
	assert_true(file_write(script, keys, strlen(keys)));
	result = program_run(place->path, &run);
	if (result.status != 0)
		fail_msg("status %d\n%s%s", result.status, result.out.text, result.err.text);
	shown = arena_strdup(place->arena, result.out.text);
	result_release(&result);
	return shown;
}

static void must_hold(const char *text, const char *const *wanted, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strstr(text, wanted[i]))
			fail_msg("there is no: %s\n%s", wanted[i], text);
}

/* Votes and the words against, conditions of what was accepted, and what the session
 * before that left. */
static void last_time_is_told_whole(void **state)
{
	static const char *const wanted[] = {
		"for 4, against 1", "against: Watanabe Shizuka (Outside director)", "The separation was not finished",
		"Approved by: Sato Ichiro (CEO)", "open: Separate the plant network - Tanaka Ken",
		"Still open from sessions before that", "2024-11-12, overdue: Keep the recovery steps on paper",
	};
	struct place *place = *state;

	import(place);
	RUN(place, "new", "-t", "Next", "-o", "Minato Precision Co., Ltd.", "-d", "2027-11-09", "--parent", "2", "-P", "Sato;CEO;vote");
	must_hold(last_tab(place, 5), wanted, sizeof(wanted) / sizeof(wanted[0]));
}

/* What two items have become one is told of both. */
static void last_time_of_another_edition_is_told_whole(void **state)
{
	static const char *const wanted[] = {
		"In the edition of last time this was D9.", "Two exercises a year, one of them unannounced.",
		"And D10.", "A draft of the first notice in English is kept ready.",
	};
	struct place *place = *state;

	import(place);
	RUN(place, "new", "-t", "Next", "-o", "Minato Precision Co., Ltd.", "-d", "2027-11-09", "--parent", "3", "-p", "meti-3.0",
	    "-P", "Sato;CEO;vote");
	must_hold(last_tab(place, 9), wanted, sizeof(wanted) / sizeof(wanted[0]));
}

/* ---- two editions ---------------------------------------------------------------------- */

/* A session of that day in which every directive is decided. */
static void hold(struct place *place, const char *number, const char *day, const char *pack)
{
	const char *lines = "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}\n";
	struct run run = { .now = arena_printf(place->arena, "%sT02:00:00Z", day), .word = { "apply", number, NULL } };
	struct run new = { .now = run.now, .word = { "new", "-t", day, "-o", "Minato", "-d", day, "-p", pack, "-P", "Sato;CEO;vote", NULL } };

	expect_run(place->path, &new, 0, NULL, "");
	for (int i = 1; i <= 10; i++)
		lines = arena_printf(place->arena, "%s{\"kind\":\"item_entered\",\"item\":\"D%d\"}\n"
			"{\"kind\":\"decision_recorded\",\"item\":\"D%d\",\"outcome\":\"%s\",\"text\":\"%s of D%d\",\"because\":\"b\",\"until\":\"2028-01-31\"}\n"
			"{\"kind\":\"appetite_set\",\"item\":\"D%d\",\"level\":%d}\n", lines, i, i,
			i == 5 ? "deferred" : "adopted", pack, i, i, i == 5 ? 1 : i % 4 + 1);
	run.input = lines;
	expect_run(place->path, &run, 0, "events recorded", "");
}

static const struct json *find(const struct json *list, const char *item, const char *edition)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *own = json_get_text(list->child[i], "edition");

		if (strcmp(json_get_text(list->child[i], "item"), item) == 0 && (own != NULL) == (edition != NULL) &&
		    (!edition || strcmp(own, edition) == 0))
			return list->child[i];
	}
	fail_msg("no %s %s", item, edition ? edition : "");
	return NULL;
}

static int level(const struct json *item, size_t point)
{
	return (int)json_get_int(json_get(item, "points")->child[point], "level", 0);
}

/* The guideline's own table: what was split has a row of its own and a word where to look. */
static const struct { const char *then, *now; } successors[] = {
	{ "D1", "D1" }, { "D2", "D2" }, { "D3", "D4" }, { "D4", "D6" }, { "D5", "D9" }, { "D6", "D3" }, { "D8", "D10" }, { "D9", "D7" },
};

static void trend_and_comparison_follow_the_table(void **state)
{
	struct place *place = *state;
	const struct json *trend;
	struct run compare = { .now = NOW, .word = { "compare", "1", "2", NULL } };
	struct result result;

	hold(place, "1", "2025-11-12", "meti-2015");
	hold(place, "2", "2026-11-12", "meti-3.0");
	trend = json_get(run_json(place->path, &(struct run){ .now = NOW, .word = { "--json", "trend", NULL } }, place->arena), "items");
	result = program_run(place->path, &compare);
	for (size_t i = 0; i < sizeof(successors) / sizeof(successors[0]); i++) {
		const struct json *row = find(trend, successors[i].then, NULL);
		int then = atoi(successors[i].then + 1), now = atoi(successors[i].now + 1);
		const char *both = arena_printf(place->arena, "    2025-11-12  %s: meti-2015 of %s\n    2026-11-12  %s: meti-3.0 of %s\n",
			then == 5 ? "deferred" : "adopted", successors[i].then, now == 5 ? "deferred" : "adopted", successors[i].now);

		assert_int_equal(level(row, 0), then == 5 ? 1 : then % 4 + 1);
		assert_int_equal(level(row, 1), now == 5 ? 1 : now % 4 + 1);
		if (!strstr(result.out.text, both))
			fail_msg("not side by side: %s%s", both, result.out.text);
	}
	/* Split: alone, also where what was made of it is in the session. */
	assert_int_equal(level(find(trend, "D7", NULL), 1), 0);
	assert_int_equal(level(find(trend, "D10", NULL), 1), 0);
	must_hold(result.out.text, (const char *const[]){ "now see D2, D4, D9", "now see D7, D10" }, 2);
	assert_null(strstr(strstr(result.out.text, "meti-3.0 of D2\n") + 1, "meti-3.0 of D2\n"));
	result_release(&result);
}

/* The other way round: the newer session is of the older edition. */
static void the_order_of_editions_makes_no_difference(void **state)
{
	struct place *place = *state;
	const struct json *trend;
	struct run compare = { .now = NOW, .word = { "compare", "1", "2", NULL } };
	struct result result;

	hold(place, "1", "2025-11-12", "meti-3.0");
	hold(place, "2", "2026-11-12", "meti-2015");
	trend = json_get(run_json(place->path, &(struct run){ .now = NOW, .word = { "--json", "trend", NULL } }, place->arena), "items");
	assert_int_equal(level(find(trend, "D7", "meti-2015"), 0), 0);
	assert_int_equal(level(find(trend, "D7", "meti-2015"), 1), 4);
	assert_string_equal(json_get_text(find(trend, "D7", "meti-2015"), "see"), "D2, D4, D9");
	assert_string_equal(json_get_text(find(trend, "D10", "meti-2015"), "see"), "D7, D10");
	assert_int_equal(level(find(trend, "D7", NULL), 1), 2); /* of D9 */
	result = program_run(place->path, &compare);
	must_hold(result.out.text, (const char *const[]){ "(2025-11-12: see D2, D4, D9)", "(2025-11-12: D7)" }, 2);
	if (strstr(strstr(result.out.text, "meti-3.0 of D2\n") + 1, "meti-3.0 of D2\n"))
		fail_msg("twice: meti-3.0 of D2\n%s", result.out.text);
	result_release(&result);
}

/* What was put off is not decided, in the trend as in the overview. */
static void what_was_put_off_is_not_decided(void **state)
{
	struct place *place = *state;
	const struct json *trend, *group, *point;

	hold(place, "1", "2026-11-12", "meti-2015");
	trend = json_get(run_json(place->path, &(struct run){ .now = NOW, .word = { "--json", "trend", NULL } }, place->arena), "items");
	point = json_get(find(trend, "D5", NULL), "points")->child[0];
	assert_string_equal(json_get_text(point, "state"), "deferred");
	assert_false(json_get_bool(point, "decided", true));
	group = json_get(run_json(place->path, &(struct run){ .now = "2026-11-20T00:00:00Z", .word = { "--json", "group", NULL } },
				  place->arena), "companies");
	point = find(json_get(group->child[0], "items"), "D5", NULL);
	assert_string_equal(json_get_text(point, "state"), "deferred");
	assert_false(json_get_bool(point, "decided", true));
	point = find(json_get(group->child[0], "items"), "D4", NULL);
	assert_true(json_get_bool(point, "decided", false));
}

static void a_session_is_not_compared_with_itself(void **state)
{
	struct place *place = *state;

	import(place);
	expect_run(place->path, &(struct run){ .now = NOW, .word = { "compare", "3", "3" } }, 64, "", "session '3' is named twice");
	expect_run(place->path, &(struct run){ .now = NOW, .word = { "compare", "2", "3" } }, 0, "Third board workshop", "");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, arrive, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(last_time_is_told_whole), CASE(last_time_of_another_edition_is_told_whole),
		CASE(trend_and_comparison_follow_the_table), CASE(the_order_of_editions_makes_no_difference),
		CASE(what_was_put_off_is_not_decided), CASE(a_session_is_not_compared_with_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
