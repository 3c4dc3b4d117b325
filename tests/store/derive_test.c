/*
 * The derived tables are a function of the journal: whatever happened, in
 * whatever order and portions, a rebuild gives the same rows.
 */
#include "support.h"
#include "support_answers.h"

#include <stdio.h>

#include "store/db.h"

enum { STORES = 10, SESSIONS = 20, EVENTS = 60, KINDS_MAX = 64 };

static void count_kinds(const struct session *session, unsigned *seen)
{
	for (size_t i = 0; i < session->event_count; i++)
		for (size_t k = 0; event_kind_at(k); k++)
			seen[k] += session->event[i].kind == event_kind_at(k);
}

/* Some events, one transaction; each was made in the state before it. */
static bool append_portion(struct bench *bench, struct dice *dice, struct session *session)
{
	struct arena *arena = arena_new();
	struct event event;
	struct store_append what = { .event = &event, .count = 1 };
	struct error err;
	bool found = generate(dice, session, arena, session->event_count > EVENTS - 5, &event);

	if (found && !store_append(bench->store, session, &what, &err))
		fail_msg("%s: %s", event.kind_name, err.text);
	arena_free(arena);
	return found;
}

static void expect_same_after_rebuild(struct bench *bench)
{
	const char *live = store_derived_text(bench->store, bench->arena), *again;
	int64_t sessions = 0;
	struct error err;
	size_t at = 0;

	assert_non_null(live);
	if (!store_rebuild(bench->store, &sessions, &err))
		fail_msg("%s", err.text);
	assert_int_equal(sessions, SESSIONS);
	again = store_derived_text(bench->store, bench->arena);
	while (live[at] && live[at] == again[at])
		at++;
	while (at > 0 && live[at - 1] != '\n')
		at--;
	if (strcmp(live, again) != 0)
		fail_msg("live:    %.300s\nrebuilt: %.300s", live + at, again + at);
}

/* Whatever the events were, the file has the answers that the session has. */
static void expect_answers(struct bench *bench, const struct session *session)
{
	const char *sql = arena_printf(bench->arena, "SELECT group_concat(row, char(10)) FROM"
				       " (SELECT %s AS row FROM answer WHERE session = '%s' ORDER BY n)",
				       answers_row, session->now.id);
	const char *rows = ask_sql(bench, sql);

	assert_string_equal(rows ? rows : "", answers_rows(session, bench->arena));
}

static void expect_sound(struct bench *bench)
{
	struct store_verdict verdict;
	struct error err;

	if (!store_verify(bench->store, bench->arena, NULL, &verdict, &err))
		fail_msg("%s", err.text);
	if (verdict.faults)
		fail_msg("%s", verdict.fault[0].text);
	assert_int_equal(verdict.sessions, SESSIONS);
}

static void test_random_sessions(void **state)
{
	unsigned seen[KINDS_MAX] = { 0 };
	struct answers_seen answers = { .carried = 0 };

	for (unsigned s = 0; s < STORES; s++) {
		struct bench *bench = *state;
		struct session *session[SESSIONS];
		struct dice dice = { .state = 0x9e3779b97f4a7c15u + s };

		/* Power cuts are not what this is about. */
		assert_true(db_run(bench->store, "PRAGMA synchronous=OFF", NULL));
		for (int i = 0; i < SESSIONS; i++)
			session[i] = bench_session(bench, arena_printf(bench->arena, "s-%u-%d", s, i));
		dice.parent = session[0];
		for (int done = 0; done < SESSIONS * EVENTS; done++)
			append_portion(bench, &dice, session[roll(&dice, SESSIONS)]);
		expect_sound(bench);
		expect_same_after_rebuild(bench);
		for (int i = 0; i < SESSIONS; i++) {
			count_kinds(session[i], seen);
			answers_count(session[i], &answers);
			expect_answers(bench, session[i]);
			session_free(session[i]);
		}
		bench_teardown(state);
		bench_setup(state);
	}
	/* Chance does not make an acceptance whole often enough to renew it too:
	 * derived_test.c does. */
	for (size_t k = 0; event_kind_at(k); k++)
		if (!seen[k] && strcmp(event_kind_at(k)->name, "acceptance_renewed") != 0)
			fail_msg("no %s was ever made", event_kind_at(k)->name);
	answers_expect_all(&answers);
}

/* What was loaded is what was live: the same state, the same next rows. */
static void test_loaded_is_live(void **state)
{
	struct bench *bench = *state;
	struct dice dice = { .state = 42 };

	for (int s = 0; s < 10; s++) {
		const char *id = arena_printf(bench->arena, "id-%04d", s);
		struct session *live = bench_session(bench, id), *loaded;
		struct error err;

		for (int i = 0; i < 40; i++)
			append_portion(bench, &dice, live);
		loaded = store_load(bench->store, id, &err);
		if (!loaded)
			fail_msg("%s", err.text);
		assert_int_equal(loaded->event_count, live->event_count);
		assert_string_equal(session_head(loaded)->hash, session_head(live)->hash);
		assert_int_equal(loaded->now.position_count, live->now.position_count);
		session_free(live);
		for (int i = 0; i < 10; i++)
			append_portion(bench, &dice, loaded);
		store_session_free(loaded);
	}
}

static const char *position(struct bench *bench)
{
	return ask_sql(bench, "SELECT coalesce(level, 'none') || coalesce(reason, 'none') FROM position");
}

/* Not even the sqlite3 shell shows a sealed value outside the journal. */
static void test_sealed_values(void **state)
{
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "sealed");

	must_put(bench->store, session, "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}");
	must_put(bench->store, session, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\","
		 "\"level\":4,\"reason\":\"because\"}");
	assert_string_equal(position(bench), "nonenone");
	must_put(bench->store, session, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\","
		 "\"level\":2,\"reason\":\"again\"}");
	must_put(bench->store, session, "{\"kind\":\"round_revealed\",\"round\":\"r1\"}");
	assert_string_equal(position(bench), "2again");
	assert_string_equal(ask_sql(bench, "SELECT count(*) FROM position"), "1");
	session_free(session);
}

static void test_numbers(void **state)
{
	struct bench *bench = *state;
	int64_t sessions;

	session_free(bench_session(bench, "first"));
	session_free(bench_session(bench, "second"));
	assert_string_equal(ask_sql(bench, "SELECT group_concat(number||id) FROM"
				    " (SELECT number, id FROM session ORDER BY number)"), "1first,2second");
	assert_true(store_rebuild(bench->store, &sessions, NULL));
	assert_string_equal(ask_sql(bench, "SELECT group_concat(number||id) FROM"
				    " (SELECT number, id FROM session ORDER BY number)"), "1first,2second");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_random_sessions, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(test_loaded_is_live, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(test_sealed_values, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(test_numbers, bench_setup, bench_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
