/*
 * A database file from a stranger: whatever stands in it, it is opened and read in
 * bounded time, or refused with the name of what is wrong and not touched.
 */
#include "../store/support.h"

#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "lang/lang.h"

enum { FILE_MAX = 64 << 20 };

static const char *bytes_of(struct bench *bench, const char *path, size_t *length)
{
	char *bytes;

	if (!file_read(bench->arena, path, FILE_MAX, &bytes, length))
		fail_msg("%s cannot be read", path);
	return bytes;
}

/* Refused for work and for reading, with the words in both languages; every byte stays. */
static void refused(struct bench *bench, const char *words)
{
	static const enum store_mode modes[] = { STORE_READ, STORE_WRITE };
	size_t length, after;
	const char *before, *told;
	struct error err;

	bench_close(bench);
	before = bytes_of(bench, bench->path, &length);
	for (size_t i = 0; i < 2; i++) {
		told = bench_refusal(bench, modes[i], &err);
		if (!strstr(told, words))
			fail_msg("'%s' is not in '%s'", words, told);
		assert_int_equal(err.class, ERROR_DATA);
	}
	assert_memory_equal(bytes_of(bench, bench->path, &after), before, length);
	assert_int_equal(after, length);
	assert_int_not_equal(access(bench_path(bench, "test.db-journal"), F_OK), 0);
}

static void again(void **state)
{
	bench_teardown(state);
	bench_setup(state);
}

#define ENDLESS "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) "

static void what_is_not_ours_is_named(void **state)
{
	static const struct { const char *sql, *name; } rows[] = {
		{ "CREATE TRIGGER thief AFTER INSERT ON lease BEGIN DELETE FROM draft; END", "thief" },
		{ "DROP TABLE place; CREATE VIEW place AS " ENDLESS "SELECT x AS session, x AS stop, x AS tab FROM r", "place" },
		{ "ALTER TABLE draft ADD COLUMN g TEXT AS (hex(zeroblob(1000000)))", "draft" },
		{ "CREATE INDEX slow ON session(hex(title))", "slow" },
		{ "PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql=replace(sql, 'the fact itself', 'whatever')"
		  " WHERE name='event'", "event" },
		{ "PRAGMA writable_schema=1; UPDATE sqlite_schema SET rootpage=(SELECT rootpage FROM sqlite_schema"
		  " WHERE name='draft') WHERE name='lease'", "lease" },
		{ "CREATE TABLE t(x); ANALYZE; PRAGMA writable_schema=1; DELETE FROM sqlite_schema WHERE name='t';"
		  "UPDATE sqlite_schema SET sql='CREATE TABLE sqlite_stat1(tbl,idx,stat AS (hex(tbl)))'"
		  " WHERE name='sqlite_stat1'", "sqlite_stat1" },
		{ "CREATE VIRTUAL TABLE words USING fts5(text)", "words" },
		{ "PRAGMA application_id=7", "is not a file of entaku" },
		{ "PRAGMA user_version=-1", "is not a file of entaku" },
		{ "PRAGMA user_version=99", "newer entaku" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bench *bench = *state;

		bench_close(bench);
		run_sql(bench->path, rows[i].sql);
		refused(bench, rows[i].name);
		again(state);
	}
}

/* Before a file is brought up to date its schema is compared as well: nothing of theirs is
 * run, nothing is written. */
static void an_older_file_is_compared_before_it_is_migrated(void **state)
{
	static const struct { const char *sql, *name; } rows[] = {
		{ "PRAGMA user_version=3; CREATE TRIGGER thief AFTER INSERT ON session BEGIN DELETE FROM draft; END", "thief" },
		{ "PRAGMA user_version=2; DROP TABLE said; CREATE VIEW said AS " ENDLESS "SELECT x FROM r", "said" },
		{ "PRAGMA user_version=1; CREATE TABLE extra(x)", "extra" },
		{ "PRAGMA user_version=3; DROP TRIGGER event_no_update", "event_no_update" },
		{ "PRAGMA user_version=0", "room" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bench *bench = *state;
		const char *before;
		size_t length, after;
		struct error err;

		bench_close(bench);
		run_sql(bench->path, rows[i].sql);
		before = bytes_of(bench, bench->path, &length);
		if (!strstr(bench_refusal(bench, STORE_WRITE, &err), i == 4 ? "holds something" : rows[i].name))
			fail_msg("%s is not in '%s'", rows[i].name, err.text);
		assert_memory_equal(bytes_of(bench, bench->path, &after), before, length);
		assert_int_equal(after, length);
		again(state);
	}
}

static void an_older_file_of_ours_is_brought_up_to_date(void **state)
{
	struct bench *bench = *state;

	session_free(bench_session(bench, "s-1"));
	bench_close(bench);
	run_sql(bench->path, "PRAGMA user_version=1; DROP TABLE room; DROP TABLE said; DROP TABLE pause;"
		"ALTER TABLE round DROP COLUMN withdrawn; DROP INDEX session_held");
	bench_open(bench, STORE_WRITE);
	assert_int_equal(store_session_count(bench->store), 1);
}

/* What somebody committed beside the file is judged with it, and left where it is. */
static void a_wal_of_a_stranger_is_read_and_left(void **state)
{
	struct bench *bench = *state;
	const char *wal = bench_path(bench, "test.db-wal"), *bytes;
	size_t length, after;
	struct error err;
	sqlite3 *db;

	bench_close(bench);
	/* Somebody ended suddenly: file and WAL as they lie while the connection is open. */
	assert_int_equal(sqlite3_open(bench->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TRIGGER thief"
		" AFTER INSERT ON lease BEGIN DELETE FROM draft; END", NULL, NULL, NULL), SQLITE_OK);
	bytes = bytes_of(bench, wal, &length);
	assert_true(length > 0);
	sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_close(db);
	assert_true(file_write(wal, bytes, length));
	assert_non_null(strstr(bench_refusal(bench, STORE_WRITE, &err), "thief"));
	assert_non_null(strstr(bench_refusal(bench, STORE_READ, &err), "thief"));
	assert_memory_equal(bytes_of(bench, wal, &after), bytes, length);
	assert_int_equal(after, length);
}

/* Looking at a file that is not ours ends too, and says by name what is in it. */
static void verify_ends_and_names(void **state)
{
	static const struct { const char *sql, *name; } rows[] = {
		{ "DROP TABLE session; CREATE VIEW session AS " ENDLESS "SELECT x AS id, x AS number FROM r", "'session'" },
		{ "CREATE TRIGGER thief AFTER INSERT ON lease BEGIN DELETE FROM draft; END", "'thief'" },
		{ "ALTER TABLE seal ADD COLUMN g TEXT AS (hex(zeroblob(8000000)))", "'seal'" },
		/* One step of SQLite's machine that takes hours. */
		{ "ALTER TABLE event ADD COLUMN g TEXT AS (instr(hex(zeroblob(4000000)), hex(zeroblob(2000000)) || '1'))", "'event'" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bench *bench = *state;
		struct store_verdict verdict;
		struct error err = { ERROR_NONE, "" };
		bool named = false;

		session_free(bench_session(bench, "s-1"));
		bench_close(bench);
		run_sql(bench->path, rows[i].sql);
		bench_open(bench, STORE_INSPECT);
		if (!store_verify(bench->store, bench->arena, NULL, &verdict, &err))
			fail_msg("%s", err.text);
		for (size_t k = 0; k < verdict.fault_count; k++)
			named |= strstr(verdict.fault[k].text, rows[i].name) != NULL;
		assert_true(named);
		again(state);
	}
}

static void a_giant_value_is_refused_in_words(void **state)
{
	struct bench *bench = *state;
	struct error err = { ERROR_NONE, "" };

	session_free(bench_session(bench, "s-1"));
	tamper(bench, "UPDATE event SET body=CAST(zeroblob(40000000) AS TEXT) WHERE n=3");
	bench_open(bench, STORE_READ);
	assert_null(store_load(bench->store, "s-1", &err));
	if (!strstr(err.text, "16 MB"))
		fail_msg("%s", err.text);
}

/* Looks at everything; what it says can be shown. */
static void look(struct bench *bench, struct store *store, enum store_mode mode)
{
	struct store_verdict verdict;
	struct store_session *row;
	struct error err;
	size_t count = 0;

	row = store_list(store, bench->arena, &count, &err);
	for (size_t i = 0; row && i < count; i++)
		store_session_free(store_load(store, row[i].id, &err));
	if (mode == STORE_INSPECT) {
		store_verify(store, bench->arena, NULL, &verdict, &err);
		store_check(store, bench->arena, &verdict, &err);
	}
}

static void flip(struct bench *bench, const char *bytes, size_t length, size_t at, unsigned char with)
{
	/* Opening for work syncs the disk: now and then is enough. */
	const enum store_mode modes[] = { STORE_INSPECT, at % 5 == 0 ? STORE_WRITE : STORE_READ };
	char *copy = arena_strndup(bench->arena, bytes, length);

	copy[at] = (char)(copy[at] ^ with);
	for (size_t i = 0; i < 2; i++) {
		struct error err = { ERROR_NONE, "" };
		struct store *store;
		FILE *file;

		unlink(bench_path(bench, "test.db-wal"));
		unlink(bench_path(bench, "test.db-shm"));
		file = fopen(bench->path, "wb");
		assert_int_equal(fwrite(copy, 1, length, file), length);
		fclose(file);
		store = store_open(bench->path, modes[i], &err);
		if (store)
			look(bench, store, modes[i]);
		else if (err.class == ERROR_NONE || !strstr(err.text, bench->path) || strlen(err.text) <= strlen(bench->path) + 4)
			fail_msg("byte %zu: nothing is said: '%s'", at, err.text);
		store_close(store);
	}
}

/* Bytes that flip: in the header each one, elsewhere at places by a seed. */
static void flipped_bytes_never_end_it(void **state)
{
	enum { HEADER = 100, PLACES = 60 };
	struct bench *bench = *state;
	struct dice dice = { 0x5eed, NULL };
	struct arena *arena = arena_new();
	const char *bytes;
	size_t length;

	session_free(bench_session(bench, "s-1"));
	bench_close(bench);
	bytes = arena_strndup(arena, bytes_of(bench, bench->path, &length), (bytes_of(bench, bench->path, &length), length));
	for (size_t i = 0; i < HEADER; i++)
		flip(bench, bytes, length, i, (unsigned char)(1u << roll(&dice, 8)));
	for (size_t i = 0; i < PLACES; i++)
		flip(bench, bytes, length, roll(&dice, (unsigned)length), (unsigned char)(1 + roll(&dice, 255)));
	arena_free(arena);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_is_not_ours_is_named), TEST(an_older_file_is_compared_before_it_is_migrated),
		TEST(an_older_file_of_ours_is_brought_up_to_date), TEST(a_wal_of_a_stranger_is_read_and_left),
		TEST(verify_ends_and_names), TEST(a_giant_value_is_refused_in_words), TEST(flipped_bytes_never_end_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
