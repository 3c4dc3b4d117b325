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
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
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

/* All that a reader is told of the record; NULL with words where it cannot be read. */
static const char *told(struct store *store, struct arena *arena, struct error *err)
{
	size_t count = 0;
	struct store_session *row = store_list(store, arena, &count, err);
	const char *derived = row ? store_derived_text(store, arena) : NULL, *text;
	struct str out = STR_INIT;

	for (size_t i = 0; derived && i < count; i++) {
		struct session *session = store_load(store, row[i].id, err);

		if (!session) {
			str_release(&out);
			return NULL;
		}
		str_printf(&out, "%lld %s %s %s %s %lld\n", (long long)row[i].number, row[i].id, row[i].title,
			   row[i].held_on, row[i].state, (long long)row[i].events);
		for (size_t k = 0; k < session->event_count; k++) {
			str_printf(&out, "%lld %s ", (long long)session->event[k].at, session->event[k].kind_name);
			json_write(&out, session->event[k].body);
			str_add_char(&out, '\n');
		}
		store_session_free(session);
	}
	if (row && !derived) /* it is for tests, and has no words */
		error_set(err, ERROR_DATA, "the derived rows cannot be read");
	if (!row || !derived) {
		str_release(&out);
		return NULL;
	}
	str_add(&out, derived);
	text = arena_strdup(arena, out.text);
	str_release(&out);
	return text;
}

struct flipping {
	struct bench *bench;
	struct arena *arena;          /* of one flip */
	const char *bytes, *right;    /* the file, and what it says */
	size_t length, at, found, refused, same; /* how the flips ended */
	uint64_t seed;
};

#define WRONG(flipping, ...) do { \
	print_error("seed %llu, byte %zu: ", (unsigned long long)(flipping)->seed, (flipping)->at); \
	fail_msg(__VA_ARGS__); \
} while (0)

/* The words name the file or the session, and say something of it. */
static void says_why(struct flipping *flipping, const struct error *err)
{
	if (err->class == ERROR_NONE || text_length(err->text) < 10)
		WRONG(flipping, "nothing is said: '%s'", err->text);
	if (text_has_control(err->text, false))
		WRONG(flipping, "words that a terminal obeys");
}

/* True: verify found it, or could not look and said why.  What it finds sound reads as
 * before. */
static bool is_found(struct flipping *flipping)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(flipping->bench->path, STORE_INSPECT, &err);
	struct store_verdict verdict;
	const char *text;
	bool found;

	if (!store) {
		if (!strstr(err.text, flipping->bench->path))
			WRONG(flipping, "the file is not named: '%s'", err.text);
		says_why(flipping, &err);
		flipping->refused++;
		return true;
	}
	found = !store_verify(store, flipping->arena, NULL, &verdict, &err);
	if (found)
		says_why(flipping, &err);
	for (size_t i = 0; !found && i < verdict.fault_count; i++)
		if (text_length(verdict.fault[i].text) < 10 || text_has_control(verdict.fault[i].text, false))
			WRONG(flipping, "a fault without words");
	found |= verdict.faults > 0;
	text = found ? NULL : told(store, flipping->arena, &err);
	if (!found && !text)
		WRONG(flipping, "sound, and yet: %s", err.text);
	if (!found && strcmp(text, flipping->right) != 0)
		WRONG(flipping, "sound, and it says something else");
	store_close(store);
	flipping->found += found;
	flipping->same += !found;
	return found;
}

/* Opened to read or to work: in words, or as before, or what verify finds. */
static void opens(struct flipping *flipping, enum store_mode mode, bool found)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(flipping->bench->path, mode, &err);
	const char *text = store ? told(store, flipping->arena, &err) : NULL;

	if (!store && !strstr(err.text, flipping->bench->path))
		WRONG(flipping, "the file is not named: '%s'", err.text);
	if (!text)
		says_why(flipping, &err);
	else if (strcmp(text, flipping->right) != 0 && !found)
		WRONG(flipping, "something else is read, and verify called it sound");
	store_close(store);
}

static void lay_out(struct flipping *flipping, unsigned char with)
{
	struct bench *bench = flipping->bench;
	char *copy = arena_strndup(flipping->arena, flipping->bytes, flipping->length);

	copy[flipping->at] = (char)(copy[flipping->at] ^ with);
	unlink(bench_path(bench, "test.db-wal"));
	unlink(bench_path(bench, "test.db-shm"));
	unlink(bench_path(bench, "test.db-journal"));
	assert_true(file_write(bench->path, copy, flipping->length));
}

static void flip(struct flipping *flipping, size_t at, unsigned char with)
{
	bool found;

	flipping->at = at;
	lay_out(flipping, with);
	found = is_found(flipping);
	opens(flipping, STORE_READ, found);
	/* Opening for work syncs the disk: now and then is enough.  It mends nothing in
	 * silence: what is sound then reads as before. */
	if (at % 5 == 0) {
		lay_out(flipping, with);
		opens(flipping, STORE_WRITE, found);
		is_found(flipping);
	}
	arena_reset(flipping->arena);
}

/* Two sessions, one of them with all that may happen in one. */
static void fill(struct bench *bench, uint64_t seed)
{
	struct session *session = bench_session(bench, "s-1"), *other;
	struct dice dice = { seed, NULL };
	struct event event;

	for (int i = 0; i < 40; i++) {
		struct arena *arena = arena_new();
		struct store_append what = { .event = &event, .count = 1, .live = true };
		struct error err;

		if (generate(&dice, session, arena, i > 30, &event) && !store_append(bench->store, session, &what, &err))
			fail_msg("%s", err.text);
		arena_free(arena);
	}
	other = bench_session(bench, "s-2");
	must_put(bench->store, other, "{\"kind\":\"note_added\",\"text\":\"a note that is told\"}");
	session_free(session);
	session_free(other);
}

/* A place by the dice: half of them anywhere, half of them where something stands. */
static size_t place_in(const struct flipping *flipping, struct dice *dice)
{
	size_t at = roll(dice, (unsigned)flipping->length);

	if (roll(dice, 2))
		return at;
	while (flipping->bytes[at] == '\0')
		at = (at + 1) % flipping->length;
	return at;
}

/* Bytes that flip: in the header each one, elsewhere at places by a seed.  Never is a file
 * called sound that says something else. */
static void flips_by(struct bench *bench, uint64_t seed, size_t header, size_t places)
{
	struct flipping flipping = { .bench = bench, .arena = arena_new(), .seed = seed };
	struct dice dice = { seed, NULL };
	struct arena *arena = arena_new();
	struct error err = { ERROR_NONE, "" };
	char *bytes;

	fill(bench, seed);
	bench_open(bench, STORE_READ);
	flipping.right = told(bench->store, arena, &err);
	if (!flipping.right)
		fail_msg("%s", err.text);
	bench_close(bench);
	if (!file_read(arena, bench->path, FILE_MAX, &bytes, &flipping.length))
		fail_msg("the file cannot be read");
	flipping.bytes = bytes;
	for (size_t i = 0; i < header; i++)
		flip(&flipping, i, (unsigned char)(1u << roll(&dice, 8)));
	for (size_t i = 0; i < places; i++)
		flip(&flipping, place_in(&flipping, &dice), (unsigned char)(1 + roll(&dice, 255)));
	print_message("seed %llu: %zu refused, %zu found, %zu read the same\n", (unsigned long long)seed,
		      flipping.refused, flipping.found, flipping.same);
	assert_true(flipping.refused + flipping.found > 0 && flipping.same > 0);
	arena_free(arena);
	arena_free(flipping.arena);
}

/* ENTAKU_SEED is another one, ENTAKU_FLIPS another number of places. */
static void flipped_bytes_are_found_or_change_nothing(void **state)
{
	enum { HEADER = 100 };
	static const uint64_t seeds[] = { 0x5eed, 1, 20261128 };
	const char *seed = getenv("ENTAKU_SEED"), *flips = getenv("ENTAKU_FLIPS");
	size_t places = flips ? strtoull(flips, NULL, 0) : 60;

	if (seed) {
		flips_by(*state, strtoull(seed, NULL, 0), HEADER, places);
		return;
	}
	for (size_t i = 0; i < sizeof(seeds) / sizeof(seeds[0]); i++) {
		flips_by(*state, seeds[i], i == 0 ? HEADER : 0, places);
		again(state);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_is_not_ours_is_named), TEST(an_older_file_is_compared_before_it_is_migrated),
		TEST(an_older_file_of_ours_is_brought_up_to_date), TEST(a_wal_of_a_stranger_is_read_and_left),
		TEST(verify_ends_and_names), TEST(a_giant_value_is_refused_in_words), TEST(flipped_bytes_are_found_or_change_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
