/*
 * The program as a whole, over a file in which a stranger wrote whatever they liked into
 * every text of every table and every event, and with such words on its command line:
 * what it says on either output is harmless to a terminal.
 */
#include "../store/support.h"
#include "support/program.h"
#include "support_harmless.h"
#include "support_hostile.h"

#include <sqlite3.h>
#include <stdio.h>

#include "base/json.h"
#include "base/str.h"

/* What stands behind a command; %s is the hostile text. */
static const struct run commands[] = {
	{ .word = { "list" } }, { .word = { "show", "1" } }, { .word = { "log", "1" } }, { .word = { "brief", "1" } },
	{ .word = { "register" } }, { .word = { "actions" } }, { .word = { "decisions" } }, { .word = { "dissent" } },
	{ .word = { "search", "Qxz" } }, { .word = { "compare", "1", "2" } }, { .word = { "trend" } }, { .word = { "group" } },
	{ .word = { "verify" } }, { .word = { "check" } }, { .word = { "room", "1", "--dump", "--size", "100x30" } },
	{ .word = { "replay", "1", "--dump", "--at", "20" } }, { .word = { "packs" } },
	{ .word = { "list", "--json" } }, { .word = { "show", "1", "--json" } }, { .word = { "log", "1", "--json" } },
	{ .word = { "register", "--json" } }, { .word = { "actions", "--json" } }, { .word = { "decisions", "--json" } },
	{ .word = { "dissent", "--json" } }, { .word = { "compare", "1", "2", "--json" } }, { .word = { "trend", "--json" } },
	{ .word = { "group", "--json" } }, { .word = { "verify", "--json" } }, { .word = { "search", "Qxz", "--json" } },
	{ .word = { "report", "1", "--format", "md" } }, { .word = { "report", "1", "--format", "html" } },
	{ .word = { "report", "1", "--format", "csv" } }, { .word = { "report", "1", "--format", "ics" } },
	{ .word = { "report", "1", "--format", "json" } }, { .word = { "export", "1" } },
};
static const char *const with_words[][4] = {
	{ "show", "%s" }, { "search", "%s" }, { "new", "--title", "%s" }, { "lint", "%s" }, { "import", "%s" }, { "%s" },
	{ "register", "--owner", "%s" }, { "new", "--participant", "%s" }, { "report", "1", "--kind", "%s" },
	{ "backup", "%s/x" }, { "help", "%s" }, { "seat", "1", "%s" }, { "--lang", "%s" }, { "--now", "%s" }, { "run", "--size", "%s" },
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Papers hold what was typed, also the marks of order that a name may need. */
static bool is_for_programs(const struct run *run)
{
	return strcmp(run->word[0], "report") == 0;
}

static void is_harmless(const char *what, const struct run *run, const struct result *result)
{
	bool crlf = run->word[3] && (strcmp(run->word[3], "ics") == 0 || strcmp(run->word[3], "csv") == 0);
	const char *harm = !is_for_programs(run) ? harm_terminal(result->out.text, result->out.length)
		: crlf ? harm_cells(result->out.text, result->out.length) : harm_text(result->out.text, result->out.length, false);

	if (harm)
		fail_msg("%s, %s %s, standard output: %s", what, run->word[0], run->word[1] ? run->word[1] : "", harm);
	harm = harm_terminal(result->err.text, result->err.length);
	if (harm)
		fail_msg("%s, %s %s, standard error: %s", what, run->word[0], run->word[1] ? run->word[1] : "", harm);
	if (result->status > 128)
		fail_msg("%s, %s: ended by signal %d", what, run->word[0], result->status - 128);
}

static void run_all(const char *place, const char *path, const char *what)
{
	for (size_t i = 0; i < COUNT(commands); i++) {
		struct run run = commands[i];
		struct result result;

		for (size_t w = RUN_WORDS - 3; w > 0; w--)
			run.word[w + 1] = run.word[w - 1];
		run.word[0] = "--db";
		run.word[1] = path;
		run.language = i % 2 ? "ja" : "en";
		result = program_run(place, &run);
		is_harmless(what, &commands[i], &result);
		result_release(&result);
	}
}

/* ---- a file that was written into ------------------------------------------------------------ */

static void fill(struct bench *bench)
{
	for (int i = 0; i < 2; i++) {
		struct session *session = bench_session(bench, i ? "s-2" : "s-1");
		struct dice dice = { 505, NULL };
		struct event event;

		for (int k = 0; k < 150 && generate(&dice, session, bench->arena, false, &event); k++) {
			struct store_append what = { .event = &event, .count = 1 };

			assert_true(store_append(bench->store, session, &what, NULL));
		}
		session_free(session);
	}
	bench_close(bench);
}

static bool is_key(const char *column)
{
	static const char *const keys[] = { "session", "id", "prev", "hash", "sha256", "body", "kind", "at", "state", "head",
		"yaml", "participant", "item", "round", "decision", "acceptance", "parent", "pack", "agenda", "part", "field" };

	for (size_t i = 0; i < COUNT(keys); i++)
		if (strcmp(column, keys[i]) == 0)
			return true;
	return false;
}

/* Every text of every derived table, and of each event's body. */
static void write_into(struct bench *bench, const char *path, const struct hostile *with)
{
	struct str sql = STR_INIT, hex = STR_INIT;
	sqlite3_stmt *columns;
	sqlite3 *db;

	for (const char *c = with->text; *c; c++)
		str_printf(&hex, "%02x", (unsigned char)*c);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
		" WHERE t.type = 'table' AND c.type = 'TEXT' AND t.name <> 'event'", -1, &columns, NULL), SQLITE_OK);
	while (sqlite3_step(columns) == SQLITE_ROW) {
		const char *column = (const char *)sqlite3_column_text(columns, 1);

		if (!is_key(column))
			str_printf(&sql, "UPDATE OR IGNORE \"%s\" SET \"%s\" = CAST(x'%s' AS TEXT);",
				   (const char *)sqlite3_column_text(columns, 0), column, hex.text);
	}
	sqlite3_finalize(columns);
	sqlite3_close(db);
	/* In bodies JSON has an escape for each, so that any sentence becomes theirs. */
	str_printf(&sql, "UPDATE event SET body = replace(body, 'We take the risk for a year.', '");
	for (const char *c = with->text; *c; c++) {
		if ((unsigned char)*c < 0x20 || *c == '"' || *c == '\\' || *c == '\'')
			str_printf(&sql, "\\u%04x", (unsigned char)*c);
		else
			str_add_char(&sql, *c);
	}
	str_add(&sql, "');UPDATE event SET kind = 'x' || char(27) || '[2J' WHERE n = 40;");
	tamper(bench, sql.text);
	str_release(&sql);
	str_release(&hex);
}

static void what_a_stranger_wrote_is_shown_harmlessly(void **state)
{
	static const char *const chosen[] = { "C0", "C1", "separators", "isolates", "marks of order", "combining flood",
		"surrogates", "overlong" };
	struct bench *bench = *state;
	const char *place = place_new(bench->arena), *whole = bench_path(bench, "whole.db"), *path = bench->path;
	struct error err;

	fill(bench);
	bench_open(bench, STORE_READ);
	assert_true(store_backup(bench->store, whole, &err));
	for (size_t i = 0; i < hostile_count; i++) {
		bool is_chosen = false;

		for (size_t k = 0; k < COUNT(chosen); k++)
			is_chosen |= strcmp(chosen[k], hostile[i].name) == 0;
		if (!is_chosen)
			continue;
		write_into(bench, path, &hostile[i]);
		run_all(place, path, hostile[i].name);
		bench_close(bench);
		remove(path);
		bench->store = store_open(whole, STORE_READ, &err);
		assert_non_null(bench->store);
		assert_true(store_backup(bench->store, path, &err));
	}
	place_remove(place);
}

/* ---- words on the command line ---------------------------------------------------------------- */

static void words_are_told_harmlessly(void **state)
{
	struct bench *bench = *state;
	const char *place = place_new(bench->arena);

	session_free(bench_session(bench, "s-1"));
	bench_close(bench);
	for (size_t i = 0; i < hostile_count; i++) {
		for (size_t c = i % 3; c < COUNT(with_words); c += 3) {
			struct run run = { .word = { "--db", bench->path } };
			struct run told = { .word = { "" } };
			struct result result;

			for (size_t w = 0; w < 4 && with_words[c][w]; w++) {
				const char *place_of = strstr(with_words[c][w], "%s");

				run.word[w + 2] = !place_of ? with_words[c][w]
					: arena_printf(bench->arena, "%s%s", hostile[i].text, place_of + 2);
				told.word[w] = with_words[c][w];
			}
			result = program_run(place, &run);
			is_harmless(hostile[i].name, &told, &result);
			result_release(&result);
		}
	}
	place_remove(place);
}

/* ---- packs ------------------------------------------------------------------------------------ */

/* The text in every place of a pack where people write, as JSON that YAML reads. */
static char *poisoned_pack(struct arena *arena, const char *yaml, const char *text)
{
	struct str out = STR_INIT;
	struct str quoted = STR_INIT;
	char *copy;

	json_write(&quoted, json_text(arena, text));
	while (*yaml) {
		bool begins = strncmp(yaml, "ja: ", 4) == 0 || strncmp(yaml, "en: ", 4) == 0;

		if (!begins) {
			str_add_char(&out, *yaml++);
			continue;
		}
		str_printf(&out, "%.4s%s", yaml, quoted.text);
		yaml += 4;
		yaml += *yaml == '"' ? 2 + strcspn(yaml + 1, "\"") : strcspn(yaml, ",}\n");
	}
	copy = arena_strdup(arena, out.text);
	str_release(&out);
	str_release(&quoted);
	return copy;
}

static void packs_are_told_harmlessly(void **state)
{
	struct bench *bench = *state;
	const char *place = place_new(bench->arena), *path = arena_printf(bench->arena, "%s/p.yaml", place);
	const char *yaml = bench->pack->part[0].yaml;

	for (size_t i = 0; i < hostile_count; i++) {
		const struct run runs[] = {
			{ .word = { "lint", path } },
			{ .word = { "--db", "p.db", "new", "--title", "t", "--organisation", "o", "--pack", path } },
			{ .word = { "--db", "p.db", "show", "1" } }, { .word = { "--db", "p.db", "brief", "1" } },
			{ .word = { "--db", "p.db", "room", "1", "--dump" } },
		};
		char *bytes = hostile[i].valid ? poisoned_pack(bench->arena, yaml, hostile[i].text)
			: arena_printf(bench->arena, "%s\n# %s\nx: %s\n", yaml, hostile[i].text, hostile[i].text);
		FILE *file = fopen(path, "wb");

		assert_non_null(file);
		fwrite(bytes, 1, strlen(bytes), file);
		fclose(file);
		/* Linting reads all of it; now and then a session is held with it. */
		for (size_t r = 0; r < (i % 4 == 2 ? COUNT(runs) : 1); r++) {
			struct result result = program_run(place, &runs[r]);

			is_harmless(hostile[i].name, &runs[r], &result);
			result_release(&result);
		}
		remove(arena_printf(bench->arena, "%s/p.db", place));
	}
	place_remove(place);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_a_stranger_wrote_is_shown_harmlessly), TEST(words_are_told_harmlessly), TEST(packs_are_told_harmlessly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
