/* What the manual pages tell people to do, done: recipe, queries, examples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "content/findings.h"
#include "content/pack.h"
#include "report/report.h"
#include "support.h"
#include "support/program.h"
#include "support_page.h"
#include "workshop/session.h"

struct desk { struct arena *arena; const char *place, *file; };

#define RUN(desk, status, ...) \
	expect_run((desk)->place, &(struct run){ .word = { __VA_ARGS__ } }, status, NULL, NULL)
#define JSON(desk, ...) run_json((desk)->place, &(struct run){ .word = { __VA_ARGS__ } }, (desk)->arena)

/* A file with one session of a few events. */
static int arrive(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));
	struct run apply = { .word = { "--db", "a.db", "apply", "1" }, .input =
		"{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}\n"
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}\n"
		"{\"kind\":\"note_added\",\"text\":\"\\\"二行\\\"\\n'と\\\\\"}\n"
		"{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":2,\"said_by\":\"p1\"}\n"
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Go\"}\n"
		"{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p1\",\"due\":\"2027-03-31\"}\n"
		"{\"kind\":\"action_added\",\"what\":\"Ask\",\"owner\":\"p1\",\"due\":\"2026-11-30\"}\n"
		"{\"kind\":\"undone\",\"event\":9}\n"
		"{\"kind\":\"action_added\",\"item\":\"D3\",\"what\":\"Ask\",\"owner\":\"p1\",\"due\":\"2026-11-30\","
		"\"cost\":{\"amount\":5,\"currency\":\"JPY\",\"per\":\"once\"}}\n"
		"{\"kind\":\"acceptance_proposed\",\"item\":\"D3\",\"title\":\"Plant stops\",\"area\":\"operations\","
		"\"risk\":{\"likelihood\":2,\"impact\":2,\"level\":4,\"exposure_high\":{\"amount\":5,\"currency\":\"JPY\"},"
		"\"basis\":\"guess\",\"measured_on\":\"2026-11-01\"},\"requester\":\"p1\",\"valid_until\":\"2027-03-31\","
		"\"conditions\":[{\"text\":\"watch\",\"due\":\"2026-12-01\"}]}\n" };

	desk->arena = arena_new();
	desk->place = place_new(desk->arena);
	desk->file = arena_printf(desk->arena, "%s/a.db", desk->place);
	*state = desk;
	RUN(desk, 0, "--db", "a.db", "new", "-t", "第3回", "-o", "みなと精機", "-P", "佐藤;社長;vote");
	expect_run(desk->place, &apply, 0, NULL, "");
	return 0;
}

static int leave(void **state)
{
	struct desk *desk = *state;

	place_remove(desk->place);
	arena_free(desk->arena);
	free(desk);
	return 0;
}

/* Runs a shell line; its first line of output, and its status. */
static char *shell(struct desk *desk, const char *line, int *status)
{
	char *answer = arena_alloc(desk->arena, 1024);
	FILE *pipe = popen(line, "r");

	assert_non_null(pipe);
	if (!fgets(answer, 1024, pipe))
		answer[0] = '\0';
	*status = pclose(pipe);
	*status = WIFEXITED(*status) ? WEXITSTATUS(*status) : -1;
	answer[strcspn(answer, "\n")] = '\0';
	return answer;
}

static void change(struct desk *desk, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(desk->file, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void the_auditors_recipe_gives_the_head(void **state)
{
	struct desk *desk = *state;
	const char *page = page_read(desk->arena, "man/entaku-journal.5");
	const char *part = page_part(desk->arena, page, ".Sh CHECKING WITHOUT ENTAKU", ".Sh");
	const char *recipe = page_literal(desk->arena, part, 0), *line;
	const struct json *shown, *head;
	int status;

	shell(desk, "command -v sqlite3 >/dev/null && command -v sha256sum >/dev/null", &status);
	if (status != 0)
		skip();
	assert_non_null(recipe);
	line = arena_printf(desk->arena, "%s/chain.sh", desk->place);
	assert_true(file_write(line, recipe, strlen(recipe)));
	shown = JSON(desk, "--db", "a.db", "--json", "show", "1");
	head = json_get(shown, "head");
	line = arena_printf(desk->arena, "/bin/sh '%s' '%s' '%s' 2>&1", line, desk->file,
			    json_get_text(json_get(shown, "session"), "id"));
	assert_string_equal(shell(desk, line, &status), arena_printf(desk->arena, "%lld events, head %s",
			    (long long)json_get_int(head, "n", 0), json_get_text(head, "hash")));
	assert_int_equal(status, 0);

	change(desk, "DROP TRIGGER event_no_update; UPDATE event SET"
		     " body = replace(body, '\"level\":2', '\"level\":3') WHERE kind = 'appetite_set'");
	assert_string_equal(shell(desk, line, &status), "event 6 does not hold");
	assert_int_equal(status, 1);
	change(desk, "DROP TRIGGER event_no_delete; DELETE FROM event WHERE n = 3");
	assert_string_equal(shell(desk, line, &status), "event 4 does not hold");
}

static void run_query(struct desk *desk, sqlite3 *db, const char *sql, bool rows)
{
	sqlite3_stmt *statement;
	int code;

	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s\n%s", sqlite3_errmsg(db), sql);
	code = sqlite3_step(statement);
	if (code != SQLITE_ROW && (rows || code != SQLITE_DONE))
		fail_msg("%s gives nothing: %s", desk->file, sql);
	sqlite3_finalize(statement);
}

static void the_example_queries_work(void **state)
{
	struct desk *desk = *state;
	const char *page = page_read(desk->arena, "man/entaku-journal.5"), *sql;
	const char *part = page_part(desk->arena, page, ".Sh EXAMPLES", ".Sh");
	size_t count = 0;
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(desk->file, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	for (; (sql = page_literal(desk->arena, part, count)); count++)
		run_query(desk, db, sql, !strstr(sql, "overdue") && !strstr(sql, "due <"));
	sqlite3_close(db);
	assert_true(count >= 7);
}

/* Every table with all its columns, in their order. */
static void every_table_and_column(void **state)
{
	struct desk *desk = *state;
	const char *page = page_read(desk->arena, "man/entaku-journal.5");
	char *folded = arena_strdup(desk->arena, page);
	sqlite3_stmt *statement;
	sqlite3 *db;

	for (char *c = folded; *c; c++)
		*c = *c == '\n' ? ' ' : *c;
	assert_int_equal(sqlite3_open(desk->file, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT m.name, '(' || group_concat(p.name, ', ') || ')'"
		" FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
		" AND m.name NOT LIKE 'sqlite%' AND m.name <> 'event' GROUP BY m.name", -1, &statement, NULL),
		SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(statement, 0);

		if (page_count(page, arena_printf(desk->arena, ".It Sy %s\n", name)) == 0 ||
		    !strstr(folded, (const char *)sqlite3_column_text(statement, 1)))
			fail_msg("the page lacks the table %s %s", name, sqlite3_column_text(statement, 1));
	}
	sqlite3_finalize(statement);
	sqlite3_close(db);
}

static void the_example_pack_lints_clean(void **state)
{
	struct desk *desk = *state;
	const char *page = page_read(desk->arena, "man/entaku-pack.5");
	const char *example = page_literal(desk->arena, page_part(desk->arena, page, ".Sh EXAMPLES", ".Sh"), 0);
	struct str found = STR_INIT;
	struct findings findings;

	assert_non_null(example);
	findings_init(&findings, desk->arena);
	pack_read(desk->arena, "man/entaku-pack.5", example, strlen(example), NULL, &findings);
	findings_print(&findings, &found);
	assert_string_equal(found.text, "");
	str_release(&found);
}

/* Names whose values are free or in both languages are not looked into. */
static void names_stand(const struct json *value, const char *part, const char *where)
{
	for (size_t i = 0; i < value->count; i++) {
		const char *key = value->type == JSON_TYPE_MAP ? value->key[i] : NULL;

		if (key && (strcmp(key, "ja") == 0 || strcmp(key, "en") == 0))
			continue;
		if (key && !page_has_word(part, key))
			fail_msg("JSON of %s: %s is not in the page", where, key);
		if (!key || (strcmp(key, "body") != 0 && strcmp(key, "value") != 0))
			names_stand(value->child[i], part, where);
	}
}

static void every_name_in_json(void **state)
{
	struct desk *desk = *state;
	const char *page = page_read(desk->arena, "man/entaku.1");
	const char *json = page_part(desk->arena, page, ".Sh JSON", ".Sh");
#define PART(name) page_part(desk->arena, json, ".It Ic " name, ".It Ic")
	struct room room;

	names_stand(JSON(desk, "--db", "a.db", "--json", "list"), PART("list"), "list");
	names_stand(JSON(desk, "--db", "a.db", "--json", "show", "1"), PART("show"), "show");
	names_stand(JSON(desk, "--db", "a.db", "--json", "log", "1"), PART("log"), "log");
	names_stand(JSON(desk, "--db", "a.db", "--json", "verify"), PART("verify"), "verify");
	names_stand(JSON(desk, "--db", "a.db", "--json", "apply", "-n", "1"), PART("apply"), "apply");
	names_stand(JSON(desk, "--db", "a.db", "--json", "register"), PART("register"), "register");
	names_stand(JSON(desk, "--db", "a.db", "--json", "actions"), PART("actions"), "actions");
	names_stand(JSON(desk, "--json", "packs"), PART("packs"), "packs");
	names_stand(JSON(desk, "--json", "keys"), PART("keys"), "keys");
	names_stand(JSON(desk, "--db", "b.db", "--json", "new", "-t", "x", "-o", "y"), PART("new"), "new");
	lang = LANG_EN;
	room_open(&room);
	room_complete(&room);
	names_stand(report_json(room.session, desk->arena), PART("show"), "show");
	room_close(&room);
#undef PART
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_auditors_recipe_gives_the_head, arrive, leave),
		cmocka_unit_test_setup_teardown(the_example_queries_work, arrive, leave),
		cmocka_unit_test_setup_teardown(every_table_and_column, arrive, leave),
		cmocka_unit_test_setup_teardown(the_example_pack_lints_clean, arrive, leave),
		cmocka_unit_test_setup_teardown(every_name_in_json, arrive, leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
