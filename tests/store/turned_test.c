/*
 * Somebody who can write the file does so while it is open here: what comes into the
 * schema is named before it runs, nothing is recorded or read until it is gone, and what
 * we keep ourselves goes on.
 */
#include "support.h"

#include <sqlite3.h>
#include <string.h>

#include "lang/lang.h"
#include "store/db.h"

#define ENDLESS "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r"

static void must_refuse(bool done, const struct error *err, const char *name)
{
	if (done)
		fail_msg("%s: done all the same", name);
	if (!strstr(err->text, name) || err->class != ERROR_DATA)
		fail_msg("'%s' is not in '%s'", name, err->text);
}

static const char note[] = "{\"kind\":\"note_added\",\"text\":\"a note\"}";

static const struct turn { const char *come, *go, *name; } turns[] = {
	{ "CREATE TRIGGER thief AFTER INSERT ON event BEGIN DELETE FROM draft; END", "DROP TRIGGER thief", "thief" },
	{ "CREATE TRIGGER slow BEFORE INSERT ON draft BEGIN SELECT 1 WHERE (" ENDLESS "); END", "DROP TRIGGER slow", "slow" },
	{ "CREATE VIEW spy AS SELECT 1", "DROP VIEW spy", "spy" },
	{ "CREATE INDEX later ON session(hex(title))", "DROP INDEX later", "later" },
	{ "CREATE TABLE extra(x)", "DROP TABLE extra", "extra" },
	{ "DROP TRIGGER event_no_update", NULL, "event_no_update" },
};

/* Each way to write, and to read, while it is there; and again when it is gone. */
static void what_comes_while_it_is_open_is_named(void **state)
{
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "s-1");
	size_t count;

	for (size_t i = 0; i < sizeof(turns) / sizeof(turns[0]); i++) {
		size_t events = session->event_count;
		struct error err = { ERROR_NONE, "" };

		assert_true(store_draft_put(bench->store, "s-1", "note", "half", 1, &err));
		run_sql(bench->path, turns[i].come);
		must_refuse(put(bench->store, session, note, &err), &err, turns[i].name);
		assert_int_equal(session->event_count, events);
		must_refuse(store_draft_put(bench->store, "s-1", "note", "x", 2, &err), &err, turns[i].name);
		must_refuse(store_place_put(bench->store, "s-1", "D3", "decide", &err), &err, turns[i].name);
		must_refuse(store_list(bench->store, bench->arena, &count, &err) != NULL, &err, turns[i].name);
		must_refuse(store_load(bench->store, "s-1", &err) != NULL, &err, turns[i].name);
		lang = LANG_JA;
		must_refuse(put(bench->store, session, note, &err), &err, turns[i].name);
		assert_non_null(strstr(err.text, "開いている間に"));
		lang = LANG_EN;
		assert_string_equal(ask_sql(bench, "SELECT text FROM draft"), "half");
		if (!turns[i].go)
			break;
		run_sql(bench->path, turns[i].go);
		must_put(bench->store, session, note);
		assert_non_null(store_list(bench->store, bench->arena, &count, &err));
	}
	session_free(session);
}

/* A reader sees it, too; a table of theirs in the place of ours is not read. */
static void a_reader_looks_again(void **state)
{
	struct bench *bench = *state;
	struct error err = { ERROR_NONE, "" };
	size_t count;

	session_free(bench_session(bench, "s-1"));
	bench_open(bench, STORE_READ);
	assert_non_null(store_list(bench->store, bench->arena, &count, &err));
	run_sql(bench->path, "ALTER TABLE seal ADD COLUMN g TEXT AS (hex(zeroblob(8000000)))");
	must_refuse(store_list(bench->store, bench->arena, &count, &err) != NULL, &err, "seal");
	must_refuse(store_load(bench->store, "s-1", &err) != NULL, &err, "seal");
}

/* Who looks at it only is told as well, before it runs. */
static void an_auditor_looks_again(void **state)
{
	struct bench *bench = *state;
	struct error err = { ERROR_NONE, "" };
	struct store_verdict verdict;

	session_free(bench_session(bench, "s-1"));
	bench_open(bench, STORE_INSPECT);
	assert_true(store_verify(bench->store, bench->arena, NULL, &verdict, &err));
	assert_int_equal(verdict.faults, 0);
	/* Not ours, but nothing that reading would run: it is found. */
	run_sql(bench->path, "CREATE TRIGGER thief AFTER INSERT ON event BEGIN DELETE FROM draft; END");
	assert_true(store_verify(bench->store, bench->arena, NULL, &verdict, &err));
	assert_non_null(strstr(verdict.fault[0].text, "'thief'"));
	/* One step of SQLite's machine that takes hours. */
	run_sql(bench->path, "ALTER TABLE event ADD COLUMN g TEXT AS (instr(hex(zeroblob(4000000)), hex(zeroblob(2000000)) || '1'))");
	must_refuse(store_verify(bench->store, bench->arena, NULL, &verdict, &err) && verdict.faults == 0, &err, "event");
}

/* Tables of ours made anew are ours: another program rebuilds while we work. */
static void a_rebuild_by_another_program_is_no_stranger(void **state)
{
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "s-1");
	struct store *other = store_open(bench->path, STORE_WRITE, NULL);
	int64_t cookie = bench->store->cookie, sessions;
	struct error err;

	assert_non_null(other);
	assert_true(store_rebuild(other, &sessions, &err));
	store_close(other);
	must_put(bench->store, session, note);
	assert_int_not_equal(bench->store->cookie, cookie);
	assert_true(store_rebuild(bench->store, &sessions, &err));
	must_put(bench->store, session, note);
	session_free(session);
}

/* In the moment between the look and the statement: no trigger writes, whatever its name,
 * and what goes round in a circle is broken off. */
static void what_comes_after_the_look_does_not_run(void **state)
{
	struct bench *bench = *state;
	struct error err = { ERROR_NONE, "" };

	session_free(bench_session(bench, "s-1"));
	assert_true(store_draft_put(bench->store, "s-1", "note", "half", 1, &err));
	bench->store->watched = false; /* as if it had been looked just now */
	run_sql(bench->path, "CREATE TRIGGER thief AFTER INSERT ON place BEGIN DELETE FROM draft; END");
	assert_false(store_place_put(bench->store, "s-1", "D3", "decide", &err));
	assert_int_equal(err.class, ERROR_DATA);
	assert_non_null(strstr(err.text, "would write along"));
	assert_string_equal(ask_sql(bench, "SELECT text FROM draft"), "half");
	run_sql(bench->path, "DROP TRIGGER thief; CREATE TRIGGER event_no_place BEFORE INSERT ON place BEGIN"
		" SELECT RAISE(ABORT, 'x') WHERE (" ENDLESS "); END");
	db_number(bench->store, "SELECT count(*) FROM sqlite_schema", 0); /* the one before is forgotten */
	assert_false(store_place_put(bench->store, "s-1", "D3", "decide", &err));
	if (!strstr(err.text, "does not come to an end"))
		fail_msg("%s", err.text);
	bench->store->watched = true;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_comes_while_it_is_open_is_named), TEST(a_reader_looks_again), TEST(an_auditor_looks_again),
		TEST(a_rebuild_by_another_program_is_no_stranger), TEST(what_comes_after_the_look_does_not_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
