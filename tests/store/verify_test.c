/*
 * Whoever changes the file behind the program's back is found out, and the row
 * is named: every column, every way of removing, adding and moving rows.
 */
#include "support.h"

#include <sqlite3.h>
#include <sodium.h>

#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"

/* Session "s-1" (rows 1-3, 7-12; n 1..9) around "s-2" (rows 4-6; n 1..3). */
static void fill(struct bench *bench)
{
	static const char *const lines[] = {
		"{\"kind\":\"note_added\",\"text\":\"first\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"予算を二倍にする\"}",
		"{\"kind\":\"note_added\",\"text\":\"second\"}",
		"{\"kind\":\"note_added\",\"text\":\"third\"}",
		"{\"kind\":\"note_added\",\"text\":\"fourth\"}",
		"{\"kind\":\"note_added\",\"text\":\"fifth\"}",
	};
	struct session *one = bench_session(bench, "s-1"), *two = bench_session(bench, "s-2");

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		must_put(bench->store, one, lines[i]);
	session_free(one);
	session_free(two);
}

static void seal(struct bench *bench)
{
	struct session *session = store_load(bench->store, "s-1", NULL);

	must_put(bench->store, session, "{\"kind\":\"session_sealed\",\"open_reason\":\"time is up\"}");
	store_session_free(session);
}

static struct store_verdict verify(struct bench *bench, const char *id)
{
	struct store_verdict verdict;
	struct error err;

	bench_open(bench, STORE_INSPECT);
	if (!store_verify(bench->store, bench->arena, id, &verdict, &err))
		fail_msg("%s", err.text);
	return verdict;
}

static const char *all_words(struct bench *bench, const struct store_verdict *verdict)
{
	const char *words = "";

	for (size_t i = 0; i < verdict->fault_count; i++)
		words = arena_printf(bench->arena, "%s%s\n", words, verdict->fault[i].text);
	return words;
}

/* A fault at session `number`, event `n`, that says `words` in English. */
static void expect_fault(struct bench *bench, const struct store_verdict *verdict, int64_t number,
			 int64_t n, const char *words)
{
	for (size_t i = 0; i < verdict->fault_count; i++)
		if (verdict->fault[i].session_number == number && verdict->fault[i].n == n &&
		    strstr(verdict->fault[i].text, words))
			return;
	fail_msg("expected %d #%d '%s' among:\n%s", (int)number, (int)n, words, all_words(bench, verdict));
}

/* No fault names an event before `n` or another session. */
static void expect_none_before(struct bench *bench, const struct store_verdict *verdict, int64_t number, int64_t n)
{
	for (size_t i = 0; i < verdict->fault_count; i++) {
		const struct store_fault *fault = &verdict->fault[i];

		if (fault->session_number && (fault->session_number != number || (fault->n && fault->n < n)))
			fail_msg("'%s' among:\n%s", fault->text, all_words(bench, verdict));
	}
}

static const struct attack {
	const char *sql;
	int64_t number, n;  /* the first event that is named */
	const char *words;
} attacks[] = {
	{ "UPDATE event SET body = replace(body, 'second', 'changed') WHERE seq = 9", 1, 6, "was changed" },
	{ "UPDATE event SET at = '2026-11-24T05:04:00.001Z' WHERE seq = 8", 1, 5, "was changed" },
	{ "UPDATE event SET kind = 'statement_recorded' WHERE seq = 9", 1, 6, "was changed" },
	{ "UPDATE event SET prev = (SELECT hash FROM event WHERE seq = 1) WHERE seq = 9", 1, 6, "was changed" },
	{ "UPDATE event SET hash = (SELECT hash FROM event WHERE seq = 1) WHERE seq = 9", 1, 6, "was changed" },
	{ "UPDATE event SET n = 70 WHERE seq = 9", 1, 6, "event #6 is missing" },
	{ "UPDATE event SET session = 's-2', n = 4 WHERE seq = 9", 1, 6, "missing" },
	{ "UPDATE event SET body = body || char(0) || 'hidden' WHERE seq = 9", 1, 6, "was changed" },
	{ "UPDATE event SET body = 'no JSON' WHERE seq = 9", 1, 6, "cannot be read" },
	{ "UPDATE event SET body = replace(body, ':', ': ') WHERE seq = 9", 1, 6, "not spelled" },
	{ "DELETE FROM event WHERE seq = 9", 1, 6, "event #6 is missing" },
	{ "DELETE FROM event WHERE seq IN (8, 9)", 1, 5, "#5 to #6 are missing" },
	{ "DELETE FROM event WHERE seq = 1", 1, 1, "event #1 is missing" },
	{ "DELETE FROM event WHERE seq = 12", 1, 9, "event #9 was removed from the end" },
	{ "DELETE FROM event WHERE seq > 9", 1, 7, "#7 to #9 were removed from the end" },
	{ "UPDATE event SET n = 100 WHERE seq = 9; UPDATE event SET n = 6 WHERE seq = 10;"
	  "UPDATE event SET n = 7 WHERE seq = 9", 1, 6, "was changed" },
	{ "UPDATE event SET seq = 100 WHERE seq = 9; UPDATE event SET seq = 9 WHERE seq = 10;"
	  "UPDATE event SET seq = 10 WHERE seq = 100", 1, 7, "reordered" },
	{ "INSERT INTO event(session, n, at, kind, body, prev, hash) SELECT session, 10, at, kind, body, hash, hash"
	  " FROM event WHERE seq = 12", 1, 10, "was changed" },
	{ "UPDATE session SET title = 'another' WHERE number = 1", 1, 0, "derived tables differ" },
	{ "UPDATE decision SET outcome = 'rejected'", 1, 0, "decision|s-1|d1" },
	{ "DELETE FROM item WHERE session = 's-2' AND id = 'D3'", 2, 0, "item|s-2|D3" },
	{ "INSERT INTO note(session, id, text) VALUES('s-1', 'n9', 'never said')", 1, 0, "n9" },
	{ "UPDATE session SET number = number + 5", 1, 0, "session number 6" },
	{ "UPDATE content SET yaml = replace(yaml, 'level', 'other')", 1, 1, "pack that was shown" },
	{ "DELETE FROM content", 1, 1, "pack that was shown" },
	{ "DELETE FROM event WHERE session = 's-1'", 1, 0, "all of its events were removed" },
	{ "UPDATE event SET session = 's-9' WHERE session = 's-1'", 3, 0, "" },
};

/* Renaming a whole session and removing one have their own words below. */
static bool is_whole_session(const struct attack *attack)
{
	return strstr(attack->sql, "WHERE session = 's-1'") != NULL;
}

static void test_attacks(void **state)
{
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		const struct attack *attack = &attacks[i];
		struct store_verdict verdict;
		struct bench *bench;

		bench_teardown(state);
		bench_setup(state);
		bench = *state;
		fill(bench);
		verdict = verify(bench, NULL);
		if (verdict.faults)
			fail_msg("%s", verdict.fault[0].text);
		assert_int_equal(verdict.sessions, 2);
		assert_int_equal(verdict.events, 12);
		tamper(bench, attack->sql);
		verdict = verify(bench, NULL);
		if (!verdict.faults)
			fail_msg("nothing was found: %s", attack->sql);
		if (is_whole_session(attack))
			continue;
		expect_fault(bench, &verdict, attack->number, attack->n, attack->words);
		if (attack->n)
			assert_true(strstr(all_words(bench, &verdict), "session 1: ") != NULL);
		/* The pack is shown to both, the row that moved is in both. */
		if (!strstr(attack->sql, "content") && !strstr(attack->sql, "number") &&
		    !strstr(attack->sql, "session = 's-2', n"))
			expect_none_before(bench, &verdict, attack->number, attack->n);
	}
}

static void test_session_removed_or_renamed(void **state)
{
	struct bench *bench = *state;
	struct store_verdict verdict;

	fill(bench);
	tamper(bench, "DELETE FROM event WHERE session = 's-1'");
	verdict = verify(bench, NULL);
	expect_fault(bench, &verdict, 1, 0, "all of its events were removed");
	expect_fault(bench, &verdict, 0, 0, "rows 1 to 3 were removed");
	expect_fault(bench, &verdict, 0, 0, "rows 7 to 12 were removed from the end");
	assert_int_equal(verdict.faults, 3); /* nothing is said against session 2 */
	verdict = verify(bench, "s-1");
	expect_fault(bench, &verdict, 1, 0, "all of its events were removed");
	tamper(bench, "UPDATE event SET session = 's-9' WHERE session = 's-2'");
	verdict = verify(bench, "s-9");
	assert_non_null(strstr(all_words(bench, &verdict), "'s-9', but were recorded for 's-2'"));
}

static void test_seals(void **state)
{
	struct bench *bench = *state;
	struct store_verdict verdict;

	fill(bench);
	seal(bench);
	verdict = verify(bench, NULL);
	assert_int_equal(verdict.faults, 0);
	assert_string_equal(ask_sql(bench, "SELECT n || head FROM seal"),
			    ask_sql(bench, "SELECT n || hash FROM event WHERE kind = 'session_sealed'"));
	tamper(bench, "UPDATE seal SET head = (SELECT hash FROM event WHERE seq = 1)");
	verdict = verify(bench, NULL);
	expect_fault(bench, &verdict, 1, 10, "seal names another head");
	tamper(bench, "UPDATE seal SET n = 4");
	verdict = verify(bench, NULL);
	expect_fault(bench, &verdict, 1, 4, "seal names another head");
	tamper(bench, "DELETE FROM seal");
	verdict = verify(bench, NULL);
	expect_fault(bench, &verdict, 1, 10, "sealed by event #10, but its seal was removed");
}

static void test_sealed_tail_removed(void **state)
{
	struct bench *bench = *state;
	struct store_verdict verdict;

	fill(bench);
	seal(bench);
	/* The thief is thorough: the derived row and the counter agree with him. */
	tamper(bench, "DELETE FROM event WHERE session = 's-1' AND n > 7;"
	       "UPDATE session SET events = 7 WHERE number = 1;"
	       "UPDATE sqlite_sequence SET seq = 10 WHERE name = 'event'");
	verdict = verify(bench, NULL);
	expect_fault(bench, &verdict, 1, 8, "session 1: events #8 to #10 were removed after the session was sealed");
	lang = LANG_JA;
	verdict = verify(bench, "s-1");
	expect_fault(bench, &verdict, 1, 8, "会議 1: 確定後に記録 #8 から #10 が削除されています");
}

/* One event or row is spoken of as one, by every sentence that can name several. */
static void test_one_is_one(void **state)
{
	static const struct { const char *sql, *en, *ja; } one[] = {
		{ "DELETE FROM event WHERE seq = 9", "session 1: event #6 is missing",
		  "会議 1: 記録 #6 がありません" },
		{ "DELETE FROM event WHERE seq = 9", "row 9 was removed from the journal of this file",
		  "このファイルの記録簿から9行目が削除されています" },
		{ "DELETE FROM event WHERE seq = 13; DELETE FROM seal", "session 1: event #10 was removed from the end",
		  "会議 1: 末尾の記録 #10 が削除されています" },
		{ "DELETE FROM event WHERE seq = 13",
		  "session 1: event #10 was removed after the session was sealed",
		  "会議 1: 確定後に記録 #10 が削除されています" },
		{ "DELETE FROM event WHERE seq = 13", "row 13 was removed from the end of the journal of this file",
		  "このファイルの記録簿の末尾（13行目）が削除されています" },
	};

	for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++) {
		struct store_verdict verdict;
		const char *en, *ja;
		struct bench *bench;

		bench_teardown(state);
		bench_setup(state);
		bench = *state;
		fill(bench);
		seal(bench);
		tamper(bench, one[i].sql);
		verdict = verify(bench, NULL);
		en = all_words(bench, &verdict);
		lang = LANG_JA;
		verdict = verify(bench, NULL);
		ja = all_words(bench, &verdict);
		lang = LANG_EN;
		if (!strstr(en, one[i].en) || !strstr(ja, one[i].ja))
			fail_msg("%s\n%s\n%s", one[i].sql, en, ja);
	}
}

/* The bytes as the manual describes them, hashed without the store's function. */
static const char *hash_of(struct bench *bench, const char *text)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *hex = arena_alloc(bench->arena, 65);

	crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
	return sodium_bin2hex(hex, 65, hash, sizeof(hash));
}

static void insert_well_hashed(struct bench *bench, int64_t n, const char *at, const char *kind, const char *body)
{
	const char *head = ask_sql(bench, "SELECT hash FROM event WHERE session = 's-1' ORDER BY n DESC");
	const char *bytes = arena_printf(bench->arena, "%s\n%d\n%s\n%s\n%s\n", head, (int)n, at, kind, body);

	tamper(bench, arena_printf(bench->arena, "INSERT INTO event(session, n, at, kind, body, prev, hash)"
				   " VALUES('s-1', %d, '%s', '%s', '%s', '%s', '%s')", (int)n, at, kind, body,
				   head, hash_of(bench, bytes)));
}

/* A forger who knows the layout still has to keep the rules. */
static void test_inserted_rows(void **state)
{
	struct bench *bench = *state;
	struct store_verdict verdict;
	struct session *session;
	struct error err = { ERROR_NONE, "" };

	fill(bench);
	insert_well_hashed(bench, 10, "2026-11-24T06:00:00.000Z", "action_closed",
			   "{\"action\":\"a7\",\"evidence\":\"x\",\"state\":\"done\"}");
	verdict = verify(bench, NULL);
	expect_fault(bench, &verdict, 1, 10, "breaks the rules");
	expect_none_before(bench, &verdict, 1, 10);
	/* Such a session opens to be read, and takes nothing more. */
	bench_open(bench, STORE_WRITE);
	session = store_load(bench->store, "s-1", &err);
	assert_non_null(session);
	assert_false(put(bench->store, session, "{\"kind\":\"note_added\",\"text\":\"more\"}", &err));
	assert_int_equal(err.class, ERROR_REFUSED);
	store_session_free(session);
}

static void test_row_after_seal(void **state)
{
	struct bench *bench = *state;
	struct store_verdict verdict;

	fill(bench);
	seal(bench);
	insert_well_hashed(bench, 11, "2026-11-24T06:00:00.000Z", "note_added", "{\"note\":\"n7\",\"text\":\"later\"}");
	verdict = verify(bench, NULL);
	expect_fault(bench, &verdict, 1, 11, "added after the seal (#10)");
	expect_none_before(bench, &verdict, 1, 11);
}

/* Tail and derived rows both removed: only the counter of the file knows. */
static void test_counter_of_rows(void **state)
{
	struct bench *bench = *state;
	struct store_verdict verdict;
	int64_t sessions;

	fill(bench);
	tamper(bench, "DELETE FROM event WHERE seq > 10");
	bench_open(bench, STORE_WRITE);
	assert_true(store_rebuild(bench->store, &sessions, NULL));
	verdict = verify(bench, NULL);
	assert_int_equal(verdict.faults, 1);
	expect_fault(bench, &verdict, 0, 0, "rows 11 to 12 were removed from the end");
}

/* An event of a newer program is no fault, but the session can only be read. */
static void test_unknown_kind(void **state)
{
	struct bench *bench = *state;
	struct store_verdict verdict;
	struct session *session;
	struct error err = { ERROR_NONE, "" };
	int64_t sessions;

	fill(bench);
	insert_well_hashed(bench, 10, "2026-11-24T06:00:00.000Z", "tea_served", "{\"cups\":6}");
	bench_open(bench, STORE_WRITE);
	assert_true(store_rebuild(bench->store, &sessions, NULL));
	session = store_load(bench->store, "s-1", &err);
	assert_non_null(session);
	assert_string_equal(session->unknown_kind, "tea_served");
	assert_false(put(bench->store, session, "{\"kind\":\"note_added\",\"text\":\"more\"}", &err));
	assert_non_null(strstr(err.text, "tea_served"));
	store_session_free(session);
	assert_string_equal(ask_sql(bench, "SELECT read_only FROM session WHERE number = 1"), "1");
	verdict = verify(bench, NULL);
	if (verdict.faults)
		fail_msg("%s", all_words(bench, &verdict));
}

static void test_unreadable_row_is_named(void **state)
{
	struct bench *bench = *state;
	struct error err = { ERROR_NONE, "" };

	fill(bench);
	tamper(bench, "UPDATE event SET body = 'no JSON' WHERE seq = 9");
	bench_open(bench, STORE_READ);
	assert_null(store_load(bench->store, "s-1", &err));
	assert_non_null(strstr(err.text, "#6 (row 9"));
	assert_non_null(strstr(err.text, "entaku verify"));
	lang = LANG_JA;
	assert_null(store_load(bench->store, "s-1", &err));
	assert_non_null(strstr(err.text, "記録 #6（記録簿の9行目）"));
	store_session_free(store_load(bench->store, "s-2", &err));
}

/* Whoever takes the triggers away leaves a schema that is not ours. */
static void test_schema_changes(void **state)
{
	struct bench *bench = *state;
	struct store_verdict verdict;
	struct error err;

	fill(bench);
	bench_close(bench);
	run_sql(bench->path, "DROP TRIGGER event_no_update; CREATE TRIGGER helper AFTER INSERT ON event BEGIN"
		" DELETE FROM draft; END; UPDATE event SET at = '2026-11-24T05:04:00.001Z' WHERE seq = 8");
	assert_non_null(strstr(bench_refusal(bench, STORE_WRITE, &err), "something that entaku did not make"));
	assert_non_null(strstr(bench_refusal(bench, STORE_READ, &err), "entaku が作っていないもの"));
	verdict = verify(bench, NULL);
	expect_fault(bench, &verdict, 0, 0, "'event_no_update'");
	expect_fault(bench, &verdict, 0, 0, "'helper'");
	expect_fault(bench, &verdict, 1, 5, "was changed");
	/* `entaku check` asks both; what verify has said is not said again. */
	assert_true(store_check(bench->store, bench->arena, &verdict, &err));
	assert_int_equal(verdict.faults, 0);
}

/* What is quoted of the file must not speak to the terminal. */
static void test_words_are_harmless(void **state)
{
	struct bench *bench = *state;
	struct store_verdict verdict;

	fill(bench);
	tamper(bench, "UPDATE decision SET text = char(27) || '[2J' || char(10, 7) || 'x'");
	verdict = verify(bench, NULL);
	expect_fault(bench, &verdict, 1, 0, "decision|s-1|d1");
	assert_null(strpbrk(verdict.fault[0].text, "\033\n\a"));
}

/* Bytes of the file at random: many damages are said, none ends the program. */
static void test_damaged_bytes(void **state)
{
	struct bench *bench = *state;
	struct dice dice = { .state = 7 };
	char *bytes, *copy;
	size_t length;

	fill(bench);
	bench_close(bench);
	assert_true(file_read(bench->arena, bench->path, 64 * 1024 * 1024, &bytes, &length));
	copy = arena_alloc(bench->arena, length);
	for (int round = 0; round < 150; round++) {
		struct arena *arena = arena_new();
		struct store_verdict verdict;
		struct session *session;
		struct store *store;
		struct error err;

		memcpy(copy, bytes, length);
		for (unsigned left = 1 + roll(&dice, 40); left > 0; left--)
			copy[roll(&dice, (unsigned)length)] = (char)roll(&dice, 256);
		assert_true(file_write(bench->path, copy, length));
		store = store_open(bench->path, STORE_INSPECT, &err);
		if (store) {
			size_t count;

			store_verify(store, arena, NULL, &verdict, &err);
			store_check(store, arena, &verdict, &err);
			store_list(store, arena, &count, &err);
			store_find(store, arena, NULL, &err);
			session = store_load(store, "s-1", &err);
			store_session_free(session);
			store_close(store);
		}
		store_close(store_open(bench->path, STORE_WRITE, &err));
		arena_free(arena);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_attacks), TEST(test_session_removed_or_renamed), TEST(test_seals),
		TEST(test_sealed_tail_removed), TEST(test_one_is_one), TEST(test_inserted_rows), TEST(test_row_after_seal),
		TEST(test_counter_of_rows), TEST(test_unknown_kind), TEST(test_unreadable_row_is_named),
		TEST(test_schema_changes), TEST(test_words_are_harmless), TEST(test_damaged_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
