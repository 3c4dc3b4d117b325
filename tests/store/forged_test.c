/* Files that somebody changed with care, so that each row fits the next: what verify says
 * of them, of all sessions and of one alone, and that loading refuses what it cannot read. */
#include "desk.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "store/bundle.h"
#include "store/kept.h"

#define FREE "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER seal_no_delete;"

/* The words of the first fault, "" where there is none; how many faults there are. */
static const char *verdict_of(struct desk *desk, const char *id, size_t *faults)
{
	struct store *store = desk_open(desk, STORE_INSPECT);
	struct store_verdict verdict;
	struct error err = { ERROR_NONE, "" };

	if (!store_verify(store, desk->arena, id, &verdict, &err))
		fail_msg("%s", err.text);
	store_close(store);
	*faults = verdict.faults;
	return verdict.faults ? verdict.fault[0].text : "";
}

static void must_say(struct desk *desk, const char *id, const char *en, const char *ja)
{
	const char *wanted[LANG_COUNT];
	size_t faults;

	wanted[LANG_EN] = en;
	wanted[LANG_JA] = ja;
	for (int i = 0; i < LANG_COUNT; i++) {
		const char *words;

		lang = (enum lang)i;
		words = verdict_of(desk, id, &faults);
		if (!strstr(words, wanted[i]))
			fail_msg("'%s' is not in '%s'", wanted[i], words);
	}
	lang = LANG_EN;
}

/* Also of one session alone, where the schema as a whole is not looked at. */
static void a_table_taken_away_is_a_fault_of_each_session(void **state)
{
	static const struct { const char *table, *words; } rows[] = {
		{ "seal", "no such table: seal" }, { "session", "no such table: session" },
		{ "decision", "the derived tables cannot be read" },
	};
	struct desk *desk = *state;
	char *whole = desk_file(desk, "whole.db");
	size_t faults;

	desk_fill(desk, "s-1", true);
	desk_copy(desk->arena, desk->path, whole);
	assert_string_equal(verdict_of(desk, "s-1", &faults), "");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		desk_copy(desk->arena, whole, desk->path);
		desk_sql(desk->path, arena_printf(desk->arena, "PRAGMA foreign_keys=OFF; DROP TABLE \"%s\"", rows[i].table));
		if (!strstr(verdict_of(desk, "s-1", &faults), rows[i].words))
			fail_msg("%s: %s", rows[i].table, verdict_of(desk, "s-1", &faults));
		verdict_of(desk, NULL, &faults);
		assert_true(faults > 0);
	}
}

/* The table right, and the index that lists are read through not: rows would be missing
 * from a list, or another day's.  store_check() and store_verify() say it once. */
static void an_index_that_says_otherwise_is_a_fault(void **state)
{
	static const char *const steps[] = {
		"UPDATE session SET held_on = '1999-01-01'",
		"PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql = sql || ' WHERE number < 0' WHERE name = 'session_held'",
		"UPDATE session SET held_on = '2026-11-24'",
		("PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql = replace(sql, ' WHERE number < 0', '')"
		 " WHERE name = 'session_held'"),
	};
	struct desk *desk = *state;
	struct store_verdict checked, verified;
	struct store *store;
	size_t faults;

	desk_fill(desk, "s-1", false);
	assert_string_equal(verdict_of(desk, NULL, &faults), "");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_sql(desk->path, steps[i]);
	must_say(desk, NULL, "the file is damaged: row 1 missing from index session_held",
		 "ファイルが壊れています: row 1 missing from index session_held");
	store = desk_open(desk, STORE_INSPECT);
	assert_true(store_check(store, desk->arena, &checked, NULL));
	assert_true(store_verify(store, desk->arena, NULL, &verified, NULL));
	assert_true(checked.faults > 0);
	assert_int_equal(verified.faults, 0);
	assert_true(store_verify(store, desk->arena, NULL, &verified, NULL));
	assert_int_equal(verified.faults, checked.faults);
	store_close(store);
}

/* A session of one event whose content is `yaml`; every hash is right. */
static void forge(struct desk *desk, const char *id, const char *yaml)
{
	static const char at[] = "2026-11-24T05:00:00.000Z";
	struct json *body = desk_opening(desk, desk->arena, id), *content = json_list(desk->arena);
	struct str text = STR_INIT;
	char name[HASH_SIZE], hash[HASH_SIZE];

	kept_hash(yaml, strlen(yaml), name);
	json_add(desk->arena, content, json_text(desk->arena, name));
	json_put(desk->arena, body, "content", content);
	json_write(&text, body);
	store_event_hash("0000000000000000000000000000000000000000000000000000000000000000", 1, at, "session_opened", text.text, hash);
	desk_sql(desk->path, arena_printf(desk->arena, "INSERT INTO content VALUES('%s', '%s'); INSERT INTO event(session, n, at, kind,"
		 " body, prev, hash) VALUES('%s', 1, '%s', 'session_opened', '%s', '%064d', '%s')", name, yaml, id, at, text.text, 0, hash));
	str_release(&text);
}

/* A pack that keeps its hash and is none, or is made of another one that is not kept: the
 * rules cannot be asked, and it is said. */
static void a_pack_that_cannot_be_read_is_a_fault(void **state)
{
	static const char *const yaml[] = { "hello: evil\n", "pack: our\nversion: 1.0.0\nextends: small\nbase: 1.0.0\n" };
	struct desk *desk = *state;

	store_close(desk_open(desk, STORE_WRITE));
	for (int i = 0; i < 2; i++) {
		const char *id = i ? "s-2" : "s-1";
		struct error err = { ERROR_NONE, "" };
		struct store *store;

		forge(desk, id, yaml[i]);
		must_say(desk, id, "cannot be read (SHA-256", "読めません（SHA-256");
		must_say(desk, NULL, "cannot be read (SHA-256", "読めません（SHA-256");
		store = desk_open(desk, STORE_READ);
		assert_null(store_load(store, id, &err));
		assert_non_null(strstr(err.text, "cannot be read"));
		store_close(store);
	}
}

/* What loading cannot read it refuses, by number and row. */
static void rows_that_cannot_be_read_are_refused(void **state)
{
	static const struct { const char *change, *id, *words; } rows[] = {
		{ "UPDATE event SET at = 'yesterday' WHERE n = 3", "s-1", "event #3 (row 3 of the journal) cannot be read" },
		{ "UPDATE event SET body = '[]' WHERE n = 3", "s-1", "event #3 (row 3 of the journal) cannot be read" },
		{ "UPDATE event SET n = 99 WHERE n = 3", "s-1", "event #4 (row 4 of the journal) cannot be read" },
		{ "UPDATE event SET session = 's-7'", "s-7", "event #1 (row 1 of the journal) cannot be read" },
		{ "UPDATE event SET body = json_remove(body, '$.content') WHERE n = 1", "s-1", "the pack of this session is missing" },
		{ "UPDATE event SET body = json_set(body, '$.content[0]', 7) WHERE n = 1", "s-1", "the pack of this session is missing" },
		{ "DROP TRIGGER content_no_delete; DELETE FROM content", "s-1", "the pack of this session is missing" },
	};
	struct desk *desk = *state;
	char *whole = desk_file(desk, "whole.db");

	desk_fill(desk, "s-1", false);
	desk_copy(desk->arena, desk->path, whole);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct error err = { ERROR_NONE, "" };
		struct str text = STR_INIT;
		struct store *store;
		size_t faults;

		desk_copy(desk->arena, whole, desk->path);
		desk_sql(desk->path, arena_printf(desk->arena, FREE "%s", rows[i].change));
		store = desk_open(desk, STORE_INSPECT);
		assert_null(store_load(store, rows[i].id, &err));
		if (!strstr(err.text, rows[i].words))
			fail_msg("%s: %s", rows[i].change, err.text);
		assert_false(store_export(store, rows[i].id, &text, &err));
		store_close(store);
		verdict_of(desk, rows[i].id, &faults);
		assert_true(faults > 0);
		str_release(&text);
	}
}

/* The counter that gives out rows, set back; and one that is gone. */
static void the_counter_is_compared_with_the_rows(void **state)
{
	struct desk *desk = *state;

	desk_fill(desk, "s-1", false);
	desk_sql(desk->path, "UPDATE sqlite_sequence SET seq = 2 WHERE name = 'event'");
	must_say(desk, NULL, "says 2 rows where there are 13", "2 ですが、13行目まであります");
	desk_sql(desk->path, "DELETE FROM sqlite_sequence");
	must_say(desk, NULL, "says 0 rows where there are 13", "0 ですが、13行目まであります");
}

/* All faults are counted, the first hundred are told. */
static void a_hundred_faults_are_told(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	struct store_verdict verdict;

	for (int i = 0; i < 120; i++)
		assert_true(desk_put(store, session, "{\"kind\":\"note_added\",\"text\":\"x\"}", NULL));
	session_free(session);
	store_close(store);
	desk_sql(desk->path, FREE "UPDATE event SET body = replace(body, '\"x\"', '\"y\"')");
	store = desk_open(desk, STORE_INSPECT);
	assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
	assert_true(verdict.faults >= 120);
	assert_int_equal(verdict.fault_count, 100);
	store_close(store);
}

/* A derived row that stands in the text of another one is no such row; and what is shown
 * of a long one ends with a whole character. */
static void a_difference_is_shown_by_its_row(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	size_t faults;
	const char *words;

	assert_true(desk_put(store, session, "{\"kind\":\"note_added\",\"text\":\"first\"}", NULL));
	assert_true(desk_put(store, session, "{\"kind\":\"note_added\",\"text\":\"said|s-1|5|gone\"}", NULL));
	session_free(session);
	store_close(store);
	assert_string_equal(verdict_of(desk, "s-1", &faults), "");
	desk_sql(desk->path, "UPDATE said SET text = 'gone' WHERE n = 5");
	must_say(desk, "s-1", "at 'said|s-1|5|gone'", "said|s-1|5|gone");
	/* Any number of bytes before the cut: it is never within a character. */
	for (int i = 0; i < 3; i++) {
		desk_sql(desk->path, arena_printf(desk->arena, "UPDATE said SET text = substr('abc', 1, %d) || replace(hex(zeroblob(50)),"
			 " '00', '会') WHERE n = 5", i));
		words = verdict_of(desk, "s-1", &faults);
		assert_non_null(strstr(words, "会'"));
		assert_true(text_invalid_at(words, strlen(words)) < 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_table_taken_away_is_a_fault_of_each_session), TEST(a_pack_that_cannot_be_read_is_a_fault),
		TEST(rows_that_cannot_be_read_are_refused), TEST(the_counter_is_compared_with_the_rows),
		TEST(a_hundred_faults_are_told), TEST(a_difference_is_shown_by_its_row),
		TEST(an_index_that_says_otherwise_is_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
