/*
 * Searching where there are many sessions: what is sifted first finds the same as what
 * goes session by session, in the same order.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "desk.h"
#include "store/search.h"

/* As many copies of the session s-0 behind the store's back, a day apart; the word
 * "needle" in every `nth`. */
static void multiply(const char *path, int count, int nth)
{
	char sql[2000];
	sqlite3 *db;

	snprintf(sql, sizeof(sql), "BEGIN; CREATE TEMP TABLE row AS SELECT * FROM session;"
		 " CREATE TEMP TABLE k(i); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
		 " INSERT INTO k SELECT i FROM n;"
		 " INSERT INTO event(session, n, at, kind, body, prev, hash)"
		 "  SELECT printf('m-%%05d', i), n, at, kind, body, prev, hash FROM k CROSS JOIN event;"
		 " INSERT INTO said(session, n, text) SELECT printf('m-%%05d', i), n,"
		 "  text || CASE WHEN i %% %d = 0 AND text LIKE '%%thread%%' THEN ' needle' ELSE '' END FROM k CROSS JOIN said;", count, nth);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	for (int i = 1; i <= count; i++) {
		snprintf(sql, sizeof(sql), "UPDATE row SET id = 'm-%05d', number = %d, held_on = date('2020-01-01', '+%d days');"
			 " INSERT INTO session SELECT * FROM row", i, i + 1, i);
		assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	}
	assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

struct seen { int count; int64_t last; bool in_order; };

static bool see(void *with, const struct store_hit *hit)
{
	struct seen *seen = with;

	seen->in_order = seen->in_order && (seen->count == 0 || hit->number < seen->last);
	seen->last = hit->number;
	seen->count++;
	return true;
}

static struct seen look_for(struct store *store, const char *words)
{
	struct search *search = store_search(store, words, NULL);
	struct seen seen = { 0, 0, true };

	assert_non_null(search);
	while (!search_is_over(search))
		assert_true(search_step(search, 70, see, &seen, NULL));
	search_free(search);
	return seen;
}

/* Below and above the number that is sifted, of few and of many that have the word. */
static void many_are_searched_as_few_are(void **state)
{
	static const struct { int sessions, nth, needles; } rows[] = { { 300, 50, 6 }, { 300, 1, 300 }, { 2100, 700, 3 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct desk *desk = *state;
		const char *path = arena_printf(desk->arena, "%s.%zu", desk->path, i);
		struct error err;
		struct store *store = store_open(path, STORE_WRITE, &err);
		struct session *session = desk_session(desk, store, "s-0");

		assert_true(desk_put(store, session, "{\"kind\":\"note_added\",\"text\":\"a thread\"}", NULL));
		session_free(session);
		store_close(store);
		multiply(path, rows[i].sessions, rows[i].nth);
		store = store_open(path, STORE_READ, &err);
		assert_non_null(store);
		assert_int_equal(look_for(store, "thread needle").count, rows[i].needles);
		assert_true(look_for(store, "needle").in_order);
		assert_int_equal(look_for(store, "THREAD").count, rows[i].sessions + 1);
		assert_int_equal(look_for(store, "thread haystack").count, 0);
		store_close(store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(many_are_searched_as_few_are) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
