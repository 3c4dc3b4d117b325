/*
 * What the commands over all sessions say, with the sample: age and company in registers,
 * whose words a search found, what import and export tell; and the keys of a search.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "support/program.h"

#define NOW "2026-11-23T00:00:00Z"

struct place { struct arena *arena; const char *path; };

static int set_up(void **state)
{
	static struct place place;
	struct run run = { .now = NOW, .word = { "import", "sessions/minato-thailand.en.jsonl", "sessions/minato.en.jsonl", NULL } };

	place.arena = arena_new();
	place.path = place_new(place.arena);
	expect_run(place.path, &run, 0, "1  2026-09-15  ", "");
	*state = &place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;

	place_remove(place->path);
	arena_free(place->arena);
	return 0;
}

#define RUN(state, status, out, err, ...) \
	expect_run(((struct place *)*(state))->path, &(struct run){ .now = NOW, .word = { __VA_ARGS__, NULL } }, status, out, err)

/* The text must not be in what the command says. */
static void refute(void **state, const char *text, struct run run)
{
	struct result result;

	run.now = NOW;
	result = program_run(((struct place *)*state)->path, &run);
	assert_int_equal(result.status, 0);
	if (strstr(result.out.text, text))
		fail_msg("'%s' is in: %s", text, result.out.text);
	result_release(&result);
}

static void registers_tell_age(void **state)
{
	RUN(state, 0, "renewal 2, 24 months", "", "register");
	RUN(state, 0, "months in all: 7", "", "register", "--state", "expired"); /* no older than its last day */
	RUN(state, 0, "\"age_months\": 24", "", "register", "--json");
}

static void several_companies_have_a_column(void **state)
{
	RUN(state, 0, "Company", "", "actions");
	RUN(state, 0, "Minato Precision (Thailand)", "", "actions");
	refute(state, "Thailand", (struct run){ .word = { "actions", "--entity", "Minato Precision Co., Ltd.", NULL } });
	refute(state, "Company  ", (struct run){ .word = { "actions", "--entity", "Minato Precision Co., Ltd.", NULL } });
}

static void a_search_names_people_and_places(void **state)
{
	RUN(state, 0, "Reason for a position: Watanabe Shizuka: The separation was not finished as promised.", "", "search", "separation", "promised");
	RUN(state, 0, "Position: Watanabe Shizuka: against", "", "search", "watanabe");
	RUN(state, 0, "  Closing  ", "", "search", "watanabe");
}

/* Sessions by their names; each once, whatever it is called. */
static void import_and_export_name_sessions(void **state)
{
	struct place *place = *state;
	const char *file = arena_printf(place->arena, "%s/out.jsonl", place->path);

	RUN(state, 0, "2  2024-11-12  First board workshop on cyber risk (Minato Precision Co., Ltd.): nothing new", "",
	    "import", "sessions/minato.en.jsonl");
	RUN(state, 0, "out.jsonl: 1 session\n", "", "export", "1", "1", "-o", file);
	RUN(state, 0, "nothing new", "", "import", file);
}

static void play(struct place *place, const char *keys)
{
	const char *script = arena_printf(place->arena, "%s/there.keys", place->path);
	struct run run = { .now = NOW, .word = { "run", "--size", "80x24", "--script", script, NULL } };
	struct result result;

	assert_true(file_write(script, keys, strlen(keys)));
	result = program_run(place->path, &run);
	if (result.status != 0)
		fail_msg("status %d: %s", result.status, result.err.text);
	result_release(&result);
}

static void a_search_offers_what_it_can(void **state)
{
	play(*state, "key /\ntype plant\nkey Enter\nexpect / find\nrefute s state\nkey s\nexpect plant\nkey Tab\nexpect s state\n");
	play(*state, "key /\ntype a very long text that nobody has ever said in any of all these meetings, and more of it\n"
		     "key Enter\nexpect was not found.\nexpect : 0 found\n");
}

static void what_was_put_off_is_not_decided(void **state)
{
	struct json *list;
	struct run run = { .now = NOW, .word = { "list", "--json", NULL } };

	list = run_json(((struct place *)*state)->path, &run, ((struct place *)*state)->arena);
	for (size_t i = 0; i < list->count; i++)
		if (json_get_int(list->child[i], "number", 0) == 1)
			assert_int_equal(json_get_int(list->child[i], "decided", 0), 6); /* D3 was put off */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(registers_tell_age), TEST(several_companies_have_a_column), TEST(a_search_names_people_and_places),
		TEST(import_and_export_name_sessions), TEST(a_search_offers_what_it_can), TEST(what_was_put_off_is_not_decided),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
