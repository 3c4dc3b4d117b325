/*
 * What leaves the room, of the sample sessions: each paper as a file in
 * tests/app/papers (ENTAKU_BLESS=1 writes them anew), the same bytes everywhere, and
 * folders that are whole or not there.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "support/program.h"
#include "support/readers.h"

/* Room for the shared memory of the database, and not for a page of the record. */
enum { PAPER_MOST = 1024 * 1024, SMALL_DISK = 40 * 1024 };

static const char *const languages[] = { "en", "ja" };

/* `name` is the file's; the words come behind "report 3", or are the whole command. */
static const struct paper_case { const char *name; const char *word[10]; } papers[] = {
	{ "minutes.html", { "report", "3" } },
	{ "minutes.md", { "report", "3", "--format", "md" } },
	{ "minutes-alias.md", { "report", "3", "--format", "md", "--alias", "--without", "positions,notes,money" } },
	{ "certificate.html", { "report", "3", "--kind", "certificate" } },
	{ "appetite.md", { "report", "3", "--kind", "appetite", "--format", "md" } },
	{ "notification.md", { "report", "3", "--kind", "notification", "--format", "md" } },
	{ "contacts.md", { "report", "3", "--kind", "contacts", "--format", "md" } },
	{ "comparison.md", { "report", "3", "--kind", "comparison", "--format", "md" } },
	{ "decisions.csv", { "report", "3", "--kind", "decisions", "--format", "csv" } },
	{ "actions.csv", { "report", "3", "--kind", "actions", "--format", "csv" } },
	{ "acceptances.csv", { "report", "2", "--kind", "acceptances", "--format", "csv" } },
	{ "risks.csv", { "report", "3", "--kind", "risks", "--format", "csv" } },
	{ "dates.ics", { "report", "3", "--format", "ics" } },
	{ "record.json", { "report", "4", "--format", "json" } },
	{ "compare.md", { "compare", "1", "2", "3", "--format", "md" } },
	{ "group.md", { "group", "--format", "md" } },
	{ "group-alias.html", { "group", "--format", "html", "--alias" } },
};

static struct arena *arena;
static const char *place;

static int arrive(void **state)
{
	struct run run = { .word = { "import", NULL, NULL } };

	(void)state;
	arena = arena_new();
	place = place_new(arena);
	for (size_t i = 0; i < 2; i++) {
		run.word[1] = "--db";
		run.word[2] = arena_printf(arena, "%s.db", languages[i]);
		run.word[3] = arena_printf(arena, "sessions/minato.%s.jsonl", languages[i]);
		run.word[4] = arena_printf(arena, "sessions/minato-thailand.%s.jsonl", languages[i]);
		expect_run(place, &run, 0, NULL, "");
	}
	return 0;
}

static int leave(void **state)
{
	(void)state;
	place_remove(place);
	arena_free(arena);
	return 0;
}

/* The command of a case on the database of a language. */
static struct run run_of(const struct paper_case *paper, const char *language)
{
	struct run run = { .language = language };
	size_t n = 0;

	for (; paper->word[n]; n++)
		run.word[n] = paper->word[n];
	run.word[n++] = "--db";
	run.word[n] = arena_printf(arena, "%s.db", language);
	return run;
}

/* What the command prints, in the arena. */
static struct str printed(const struct run *run)
{
	struct result result = program_run(place, run);
	struct str text = { arena_strndup(arena, result.out.text, result.out.length), result.out.length, 0 };

	if (result.status != 0)
		fail_msg("status %d: %s", result.status, result.err.text);
	assert_string_equal(result.err.text, "");
	result_release(&result);
	return text;
}

static void compare(const char *path, const struct str *found)
{
	char *wanted = NULL;
	size_t length = 0, line = 1;

	if (getenv("ENTAKU_BLESS")) {
		assert_true(file_write(path, found->text, found->length));
		return;
	}
	if (!file_read(arena, path, PAPER_MOST, &wanted, &length))
		fail_msg("%s is missing; ENTAKU_BLESS=1 makes it", path);
	for (size_t i = 0; i < length || i < found->length; i++) {
		if (i >= length || i >= found->length || wanted[i] != found->text[i])
			fail_msg("%s:%zu differs", path, line);
		line += wanted[i] == '\n';
	}
}

static void every_paper_of_the_sample(void **state)
{
	(void)state;
	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++) {
			struct run run = run_of(&papers[i], languages[l]);
			struct str text = printed(&run);
			const char *dot = strrchr(papers[i].name, '.');

			compare(arena_printf(arena, "tests/app/papers/%.*s.%s%s", (int)(dot - papers[i].name),
					     papers[i].name, languages[l], dot), &text);
		}
}

/* Another zone, another locale, another day, another language of whoever asks. */
static void the_same_bytes_everywhere(void **state)
{
	static const struct { const char *zone, *locale, *now; } places[] = {
		{ "Pacific/Honolulu", "C", "2031-01-01T00:00:00Z" }, { "Asia/Tokyo", "ja_JP.eucJP", "2026-11-10T23:59:59Z" },
		{ "Pacific/Kiritimati", "tr_TR.UTF-8", "2020-02-29T12:00:00Z" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++) {
		struct run run = run_of(&papers[i], "ja");
		struct str here = printed(&run);

		for (size_t k = 0; k < sizeof(places) / sizeof(places[0]); k++) {
			struct str there;

			/* The group's period ends today unless it is said. */
			if (strcmp(run.word[0], "group") == 0)
				continue;
			run.zone = places[k].zone;
			run.locale = places[k].locale;
			run.now = places[k].now;
			there = printed(&run);
			if (there.length != here.length || memcmp(there.text, here.text, here.length) != 0)
				fail_msg("%s differs in %s", papers[i].name, places[k].zone);
		}
	}
}

/* ---- what other programs make of them ------------------------------------------------------------- */

static void pages_are_well_formed_and_run_nothing(void **state)
{
	static const char *const kinds[] = { "minutes", "decisions", "actions", "acceptances", "risks", "certificate",
		"appetite", "notification", "contacts", "comparison" };

	(void)state;
	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
			struct run run = { .word = { "--db", arena_printf(arena, "%s.db", languages[l]), "report", "3", "--kind",
				kinds[i], NULL } };
			struct str page = printed(&run);

			html_check(page.text);
			assert_non_null(strstr(page.text, l ? "社外秘" : "Confidential"));
			assert_non_null(strstr(page.text, arena_printf(arena, "<html lang=\"%s\">", languages[l])));
		}
}

static void json_is_what_the_schema_says(void **state)
{
	static const char *const kinds[] = { "minutes", "decisions", "actions", "acceptances", "risks" };
	struct json *schema = schema_read(arena, "man/entaku-report.schema.json");

	(void)state;
	for (size_t l = 0; l < 2; l++)
		for (int s = 1; s <= 4; s++)
			for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
				struct run run = { .word = { "--db", arena_printf(arena, "%s.db", languages[l]), "report",
					arena_printf(arena, "%d", s), "--format", "json", "--kind", kinds[i], "--without", "notes,money" } };
				const char *fault = schema_fault(arena, schema, run_json(place, &run, arena));

				if (fault)
					fail_msg("session %d, %s: %s", s, kinds[i], fault);
			}
}

/* A schema that takes anything would hold nothing. */
static void the_schema_refuses_what_is_not_so(void **state)
{
	static const struct { const char *path[3]; const char *value; } wrongs[] = {
		{ { "format" }, "2" }, { { "kind" }, "\"verdict\"" }, { { "session", "held_on" }, "\"10 Nov\"" },
		{ { "head", "hash" }, "\"abc\"" }, { { "head", "extra" }, "1" }, { { "left_out" }, "[\"names\"]" },
		{ { "decisions" }, "[{\"id\":\"d1\"}]" }, { { "appetites" }, "[{\"id\":\"x\",\"n\":1,\"item\":\"D1\",\"level\":6,\"current\":true}]" },
	};
	struct json *schema = schema_read(arena, "man/entaku-report.schema.json");
	struct run run = { .word = { "--db", "ja.db", "report", "3", "--format", "json", NULL } };

	(void)state;
	for (size_t i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
		struct json *record = run_json(place, &run, arena), *at = record;

		assert_null(schema_fault(arena, schema, record));
		if (wrongs[i].path[1])
			at = (struct json *)(uintptr_t)json_get(record, wrongs[i].path[0]);
		json_put(arena, at, wrongs[i].path[1] ? wrongs[i].path[1] : wrongs[i].path[0],
			 json_read(arena, wrongs[i].value, strlen(wrongs[i].value), 8, NULL));
		if (!schema_fault(arena, schema, record))
			fail_msg("%s is taken", wrongs[i].value);
	}
}

/* A cell as it was before an apostrophe kept a spreadsheet from calculating it. */
static const char *typed(const char *cell)
{
	return *cell == '\'' ? cell + 1 : cell;
}

static void csv_reads_back_equal(void **state)
{
	static const struct { const char *kind; struct { size_t column; const char *member; } cell[3]; } lists[] = {
		{ "decisions", { { 0, "id" }, { 4, "text" }, { 5, "because" } } },
		{ "actions", { { 0, "id" }, { 2, "what" }, { 4, "due" } } },
		{ "acceptances", { { 0, "id" }, { 3, "title" }, { 5, "valid_until" } } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct run as_json = { .word = { "--db", "ja.db", "report", "2", "--format", "json", NULL } };
		struct run as_csv = { .word = { "--db", "ja.db", "report", "2", "--format", "csv", "--kind", lists[i].kind, NULL } };
		struct str text = printed(&as_csv);
		struct table table = csv_read(arena, text.text, text.length);
		const struct json *list = json_get(run_json(place, &as_json, arena), lists[i].kind);

		assert_true(list->count > 0);
		assert_int_equal(table.rows, list->count + 1);
		for (size_t r = 0; r < list->count; r++)
			for (size_t c = 0; c < 3; c++) {
				const char *member = json_get_text(list->child[r], lists[i].cell[c].member);

				assert_string_equal(typed(csv_cell_at(&table, r + 1, lists[i].cell[c].column)), member ? member : "");
			}
	}
}

static void risks_have_the_names_of_the_standard(void **state)
{
	static const char *const heads[] = { "ID", "Priority", "Risk Description", "Risk Category",
		"Current Assessment - Likelihood", "Current Assessment - Impact", "Current Assessment - Exposure Rating",
		"Risk Response Type", "Risk Response Cost", "Risk Response Description", "Risk Owner", "Status" };
	struct run run = { .word = { "--db", "ja.db", "report", "3", "--format", "csv", "--kind", "risks", NULL } };
	struct str text = printed(&run);
	struct table table = csv_read(arena, text.text, text.length);

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		assert_string_equal(csv_cell_at(&table, 0, i), heads[i]);
	/* Each row's own owner; nothing that was considered and not taken counts as a cost. */
	assert_string_equal(csv_cell_at(&table, 2, 10), "鈴木 花子（CISO）");
	assert_string_equal(csv_cell_at(&table, 3, 10), "髙橋 美咲（取締役CFO）");
	assert_string_equal(csv_cell_at(&table, 4, 8), "");
}

static void a_calendar_is_one_and_the_same_when_it_comes_again(void **state)
{
	struct run run = { .word = { "--db", "ja.db", "report", "3", "--format", "ics", NULL } };
	struct str text = printed(&run);
	struct calendar calendar = ics_read(arena, text.text, text.length);

	(void)state;
	assert_true(calendar.count >= 10);
	for (size_t i = 0; i < calendar.count; i++)
		for (size_t k = i + 1; k < calendar.count; k++)
			assert_string_not_equal(calendar.entry[i].uid, calendar.entry[k].uid);
}

/* ---- a session with nothing in it ------------------------------------------------------------------ */

static void nothing_on_record_is_said(void **state)
{
	static const struct { const char *kind, *format; int status; const char *says; } cases[] = {
		{ "minutes", "html", 0, "Us" }, { "decisions", "html", 0, "Us" }, { "minutes", "ics", 66, "No date is on record" },
		{ "certificate", "html", 66, "nothing of that kind" }, { "appetite", "md", 66, "nothing of that kind" },
		{ "comparison", "html", 66, "no session before" }, { "risks", "ics", 64, "html md csv json" },
	};
	struct run make = { .word = { "--db", "empty.db", "new", "--title", "T", "--organisation", "Us", "--label", "Secret",
		"--participant", "Sato;CEO;vote", NULL } };
	struct run csv = { .word = { "--db", "empty.db", "report", "1", "--format", "csv", "--kind", "actions", "--without", "money", NULL } };
	struct str text;
	struct table table;

	(void)state;
	expect_run(place, &make, 0, NULL, "");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct run run = { .word = { "--db", "empty.db", "report", "1", "--kind", cases[i].kind, "--format",
			cases[i].format, NULL } };

		expect_run(place, &run, cases[i].status, cases[i].status ? "" : cases[i].says, cases[i].status ? cases[i].says : "");
	}
	text = printed(&csv);
	table = csv_read(arena, text.text, text.length);
	assert_int_equal(table.rows, 2);
	assert_string_equal(csv_cell_at(&table, 1, table.columns - 3), "Secret");
	assert_string_equal(csv_cell_at(&table, 1, table.columns - 2), "Left out: sums of money (those in sentences stay).");
	assert_string_equal(csv_cell_at(&table, 1, table.columns - 1), "DRAFT");
}

/* ---- letters for names ------------------------------------------------------------------------------ */

/* Names of people and companies that the sample has, and that no paper with --alias may. */
static void no_name_gets_out(void **state)
{
	static const char *const names[2][9] = {
		{ "Sato", "Takahashi", "Suzuki", "Kobayashi", "Watanabe", "Minato", "Kitahama", "Murakami", "Nishikawa" },
		{ "佐藤", "髙橋", "鈴木", "小林", "渡部", "みなと精機", "北浜メンテナンス", "村上", "西川" },
	};
	static const char *const files[] = { "minutes.html", "minutes.md", "record.json", "dates.ics", "decisions.csv",
		"actions.csv", "acceptances.csv", "risks.csv", "comparison.html", "contacts.html", "notification.html",
		"appetite.html", "certificates.html" };

	(void)state;
	for (size_t l = 0; l < 2; l++) {
		const char *into = arena_printf(arena, "%s/alias-%s", place, languages[l]);
		struct run run = { .language = languages[l], .word = { "--db", arena_printf(arena, "%s.db", languages[l]), "report",
			"3", "--alias", "--into", into, NULL } };
		const char *folder = folder_inside(arena, into, NULL);

		expect_run(place, &run, 0, NULL, NULL);
		folder = folder_inside(arena, into, NULL);
		assert_non_null(folder);
		for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
			char *text;
			size_t length;

			if (!file_read(arena, arena_printf(arena, "%s/%s", folder, files[i]), PAPER_MOST, &text, &length))
				continue; /* minutes.md is not among the usual ones */
			for (size_t n = 0; n < sizeof(names[l]) / sizeof(names[l][0]); n++)
				if (strstr(text, names[l][n]))
					fail_msg("%s holds %s", files[i], names[l][n]);
		}
	}
}

/* ---- folders ----------------------------------------------------------------------------------------- */

static void check_sums(const char *folder)
{
	char *sums, *bytes;
	size_t length, size, lines = 0;

	assert_true(file_read(arena, arena_printf(arena, "%s/SHA256SUMS", folder), PAPER_MOST, &sums, &length));
	for (char *line = strtok(sums, "\n"); line; line = strtok(NULL, "\n")) {
		unsigned char hash[crypto_hash_sha256_BYTES];
		char hex[2 * sizeof(hash) + 1];
		struct stat info;
		const char *path = arena_printf(arena, "%s/%s", folder, line + 66);

		assert_true(file_read(arena, path, PAPER_MOST, &bytes, &size));
		crypto_hash_sha256(hash, (unsigned char *)bytes, size);
		sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
		assert_memory_equal(line, hex, 64);
		assert_int_equal(stat(path, &info), 0);
		assert_int_equal(info.st_mode & 0777, 0600);
		lines++;
	}
	assert_true(lines >= 10);
}

static void a_folder_has_its_sums(void **state)
{
	const char *into = arena_printf(arena, "%s/out", place);
	struct run run = { .word = { "--db", "en.db", "report", "3", "--into", into, NULL } };
	size_t count;

	(void)state;
	expect_run(place, &run, 0, "2026-11-10 Third board workshop on cyber risk", "");
	check_sums(folder_inside(arena, into, &count));
	assert_int_equal(count, 1);
	expect_run(place, &run, 0, "(2)", "");
	folder_inside(arena, into, &count);
	assert_int_equal(count, 2);
}

/* No space, no permission: said, and nothing is left of it. */
static void a_folder_that_fails_is_not_there(void **state)
{
	const char *into = arena_printf(arena, "%s/full", place), *blocked = arena_printf(arena, "%s/file", place);
	struct run run = { .file_limit = SMALL_DISK, .word = { "--db", "en.db", "report", "3", "--into", into, NULL } };
	struct run file = { .file_limit = SMALL_DISK, .word = { "--db", "en.db", "report", "3", "-o",
		arena_printf(arena, "%s/half.html", place), NULL } };
	struct run under = { .word = { "--db", "en.db", "report", "3", "--into", arena_printf(arena, "%s/x", blocked), NULL } };
	size_t count = 7;
	struct stat info;

	(void)state;
	expect_run(place, &run, 73, "", "full");
	folder_inside(arena, into, &count);
	assert_int_equal(count, 0);
	expect_run(place, &file, 73, "", "half.html");
	assert_int_equal(lstat(arena_printf(arena, "%s/half.html", place), &info), -1);
	assert_true(file_write(blocked, "x", 1));
	expect_run(place, &under, 73, "", blocked);
}

/* A file that was there is either the old one or the new one. */
static void what_was_there_stays_when_writing_fails(void **state)
{
	const char *path = arena_printf(arena, "%s/kept.html", place);
	struct run run = { .file_limit = SMALL_DISK, .word = { "--db", "en.db", "report", "3", "-o", path, NULL } };
	char *text;
	size_t length;

	(void)state;
	assert_true(file_write(path, "old", 3));
	expect_run(place, &run, 73, "", "kept.html");
	assert_true(file_read(arena, path, PAPER_MOST, &text, &length));
	assert_string_equal(text, "old");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_paper_of_the_sample),
		cmocka_unit_test(the_same_bytes_everywhere),
		cmocka_unit_test(pages_are_well_formed_and_run_nothing),
		cmocka_unit_test(json_is_what_the_schema_says),
		cmocka_unit_test(the_schema_refuses_what_is_not_so),
		cmocka_unit_test(csv_reads_back_equal),
		cmocka_unit_test(risks_have_the_names_of_the_standard),
		cmocka_unit_test(a_calendar_is_one_and_the_same_when_it_comes_again),
		cmocka_unit_test(nothing_on_record_is_said),
		cmocka_unit_test(no_name_gets_out),
		cmocka_unit_test(a_folder_has_its_sums),
		cmocka_unit_test(a_folder_that_fails_is_not_there),
		cmocka_unit_test(what_was_there_stays_when_writing_fails),
	};

	return cmocka_run_group_tests(tests, arrive, leave);
}
