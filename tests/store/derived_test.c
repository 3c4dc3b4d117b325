/* The derived tables: sealed values, and that they always equal a rebuild. */
#include "desk.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"

static void sealed_positions_are_not_in_the_tables(void **state)
{
	static const char *const before[] = {
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":2,"
		"\"reason\":\"secret\",\"confidence\":3,\"on_request\":true}",
		"{\"kind\":\"round_opened\",\"item\":\"D1\",\"question\":\"motion\",\"text\":\"Go\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r2\",\"participant\":\"p1\",\"vote\":\"against\"}",
		NULL
	};
	static const char *const reveal[] = { "{\"kind\":\"round_revealed\",\"round\":\"r1\"}", NULL };
	static const char columns[] = "SELECT group_concat(coalesce(level, '-') || coalesce(vote, '-') ||"
		" coalesce(reason, '-') || coalesce(confidence, '-') || coalesce(nullif(on_request, 0), '-'), ' ')"
		" FROM (SELECT * FROM position ORDER BY n)";
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	int64_t sessions;
	char *live;

	desk_put_all(store, session, before);
	assert_string_equal(desk_sql_text(desk->arena, desk->path, columns), "----- -----");
	live = store_derived_text(store, desk->arena);
	assert_null(strstr(live, "secret"));
	assert_true(store_rebuild(store, &sessions, NULL));
	assert_string_equal(store_derived_text(store, desk->arena), live);
	desk_put_all(store, session, reveal);
	assert_string_equal(desk_sql_text(desk->arena, desk->path, columns), "2-secret31 -----");
	session_free(session);
	store_close(store);
}

static void rebuild_heals_what_was_changed(void **state)
{
	struct desk *desk = *state;
	struct store *store;
	int64_t sessions = 0;
	char *before;

	desk_fill(desk, "s-1", true);
	desk_fill(desk, "s-2", false);
	store = desk_open(desk, STORE_READ);
	before = store_derived_text(store, desk->arena);
	assert_false(store_rebuild(store, &sessions, NULL));
	store_close(store);
	desk_sql(desk->path, "DELETE FROM decision; UPDATE session SET number = 9, title = 'x' WHERE id = 's-1';"
		"UPDATE item SET used_ms = 5; INSERT INTO note(session, id) VALUES('s-9', 'n9')");
	store = desk_open(desk, STORE_WRITE);
	assert_string_not_equal(store_derived_text(store, desk->arena), before);
	assert_true(store_rebuild(store, &sessions, NULL));
	assert_int_equal(sessions, 2);
	assert_string_equal(store_derived_text(store, desk->arena), before);
	store_close(store);
}

/* A rebuild that can't read one session leaves the tables as they were. */
static void a_failed_rebuild_changes_nothing(void **state)
{
	struct desk *desk = *state;
	struct error err = { ERROR_NONE, "" };
	struct store *store;
	int64_t sessions;
	char *before, *trigger;

	desk_fill(desk, "s-1", false);
	desk_fill(desk, "s-2", false);
	trigger = desk_sql_text(desk->arena, desk->path, "SELECT sql FROM sqlite_schema WHERE name = 'event_no_update'");
	desk_sql(desk->path, arena_printf(desk->arena, "DROP TRIGGER event_no_update;"
		"UPDATE event SET body = '{' WHERE session = 's-2' AND n = 2; %s", trigger));
	store = desk_open(desk, STORE_WRITE);
	before = store_derived_text(store, desk->arena);
	assert_non_null(strstr(before, "s-2"));
	assert_false(store_rebuild(store, &sessions, &err));
	assert_non_null(strstr(err.text, "#2"));
	assert_string_equal(store_derived_text(store, desk->arena), before);
	store_close(store);
}

enum { SEQUENCES = 240, EVENTS = 50, KINDS_MAX = 64 };

/* What a sequence is made with: the session in the file, and one beside it
 * that lets a batch be made before it is appended. */
struct pair {
	struct desk *desk;
	struct store *store;
	struct session *kept, *shadow;
	struct random random;
	size_t *seen; /* how often each kind was recorded */
	struct answers_seen *answers;
};

static size_t kind_index(const struct event_kind *kind)
{
	size_t i = 0;

	while (event_kind_at(i) != kind)
		i++;
	return i;
}

static bool shadow_takes(struct pair *pair, struct arena *arena, const struct event *event)
{
	struct event copy = *event;

	if (!event_prepare(pair->shadow, arena, &copy, NULL) || !session_check(pair->shadow, &copy, NULL))
		return false;
	session_apply(pair->shadow, &copy);
	pair->seen[kind_index(copy.kind)]++;
	return true;
}

static void append_batch(struct pair *pair, size_t wanted)
{
	struct arena *arena = arena_new();
	struct event batch[6];
	struct error err = { ERROR_NONE, "" };
	size_t count = 0;

	for (size_t tries = 0; count < wanted && tries < 200 && !pair->shadow->now.sealed; tries++) {
		batch[count] = desk_event(&pair->random, pair->shadow, arena);
		count += shadow_takes(pair, arena, &batch[count]);
	}
	if (!store_append(pair->store, pair->kept, &(struct store_append){ .event = batch, .count = count }, &err))
		fail_msg("the store refused what the shadow took: %s", err.text);
	assert_string_equal(session_head(pair->kept)->kind_name, session_head(pair->shadow)->kind_name);
	arena_free(arena);
}

static void say_differences(uint64_t seed, const char *live, const char *again)
{
	while (*live && *again) {
		size_t a = strcspn(live, "\n"), b = strcspn(again, "\n");

		if (a != b || strncmp(live, again, a) != 0) {
			fail_msg("seed %llu: live\n%.*s\nrebuilt\n%.*s", (unsigned long long)seed, (int)a, live,
				 (int)b, again);
		}
		live += a + (live[a] != '\0');
		again += b + (again[b] != '\0');
	}
	if (*live || *again)
		fail_msg("seed %llu: one has more: %.300s%.300s", (unsigned long long)seed, live, again);
}

static void check_loaded(struct pair *pair)
{
	struct session *loaded = store_load(pair->store, pair->kept->now.id, NULL);

	assert_non_null(loaded);
	assert_int_equal(loaded->event_count, pair->kept->event_count);
	assert_string_equal(session_head(loaded)->hash, session_head(pair->kept)->hash);
	assert_int_equal(loaded->broken_n, 0);
	for (size_t i = 0; i < loaded->event_count; i++) {
		struct str a = STR_INIT, b = STR_INIT;

		assert_int_equal(loaded->event[i].at, pair->kept->event[i].at);
		json_write(&a, loaded->event[i].body);
		json_write(&b, pair->kept->event[i].body);
		assert_string_equal(a.text, b.text);
		str_release(&a);
		str_release(&b);
	}
	store_session_free(loaded);
}

/* Whatever the events were, the file has the answers that the session has. */
static void check_answers(struct pair *pair, struct arena *arena)
{
	const char *sql = arena_printf(arena, "SELECT %s FROM answer WHERE session = 's-1' ORDER BY n", answers_row);

	assert_string_equal(desk_sql_text(arena, pair->desk->path, sql), answers_rows(pair->kept, arena));
	answers_count(pair->kept, pair->answers);
}

/* A session of last year, with an answer to every field. */
static struct session *last_year(struct pair *pair, struct arena *arena)
{
	struct session *session = desk_session(pair->desk, pair->store, "s-0");
	struct answer_maker maker = desk_answers(&pair->random, session, arena);

	answers_fill(&maker, pair->store, session);
	return session;
}

static void one_sequence(struct desk *desk, uint64_t seed, size_t *seen, struct answers_seen *answers)
{
	struct pair pair = { .desk = desk, .random = { .state = seed }, .seen = seen, .answers = answers };
	struct arena *arena = arena_new();
	struct session *parent;
	struct store_verdict verdict;
	char *live, *again;
	int64_t sessions;

	desk->path = desk_file(desk, "one.db");
	pair.store = desk_open(desk, STORE_WRITE);
	parent = last_year(&pair, arena);
	pair.random.parent = parent;
	pair.kept = desk_session(desk, pair.store, "s-1");
	pair.shadow = store_load(pair.store, "s-1", NULL);
	while (pair.shadow->event_count < EVENTS && !pair.shadow->now.sealed)
		append_batch(&pair, 1 + desk_below(&pair.random, 6));
	live = store_derived_text(pair.store, arena);
	check_loaded(&pair);
	check_answers(&pair, arena);
	assert_true(store_verify(pair.store, arena, NULL, &verdict, NULL));
	if (verdict.faults)
		fail_msg("seed %llu: %s", (unsigned long long)seed, verdict.fault[0].text);
	assert_true(store_rebuild(pair.store, &sessions, NULL));
	again = store_derived_text(pair.store, arena);
	if (strcmp(live, again) != 0)
		say_differences(seed, live, again);
	session_free(pair.kept);
	session_free(parent);
	store_session_free(pair.shadow);
	store_close(pair.store);
	assert_int_equal(remove(desk->path), 0);
	arena_free(arena);
}

/* Kinds that random bodies never make whole enough; they have tests in workshop/. */
static const char *const rare[] = { "session_opened", "acceptance_approved", "acceptance_revoked",
				    "acceptance_renewed" };

static void derived_rows_always_equal_a_rebuild(void **state)
{
	size_t seen[KINDS_MAX] = { 0 };
	struct answers_seen answers = { .carried = 0 };
	struct desk *desk = *state;

	for (uint64_t seed = 1; seed <= SEQUENCES; seed++)
		one_sequence(desk, seed, seen, &answers);
	for (size_t i = 0; event_kind_at(i); i++) {
		bool may_be_absent = false;

		for (size_t k = 0; k < sizeof(rare) / sizeof(rare[0]); k++)
			may_be_absent |= strcmp(rare[k], event_kind_at(i)->name) == 0;
		if (!seen[i] && !may_be_absent)
			fail_msg("no sequence had a %s", event_kind_at(i)->name);
	}
	answers_expect_all(&answers);
}

static void an_acceptance_lives_and_is_derived(void **state)
{
	static const char *const lines[] = {
		"{\"kind\":\"acceptance_proposed\",\"title\":\"Old plant\",\"item\":\"D3\",\"area\":\"operations\","
		"\"scope\":\"Line 2\",\"risk\":{\"likelihood\":3,\"impact\":4,\"level\":12,\"basis\":\"audit\","
		"\"exposure_low\":{\"amount\":1,\"currency\":\"JPY\"},\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},"
		"\"measured_on\":\"2026-11-01\"},\"controls\":\"watch\",\"options\":[{\"text\":\"Replace\",\"why_not\":\"cost\","
		"\"cost\":{\"amount\":5,\"currency\":\"JPY\",\"per\":\"year\"}}],\"justification\":\"closing soon\","
		"\"requester\":\"p2\",\"owner\":\"p3\",\"approver\":\"p1\",\"authority\":\"rules 3\","
		"\"valid_until\":\"2027-03-31\",\"review_by\":\"2027-01-31\",\"triggers\":[\"an incident\"],"
		"\"conditions\":[{\"text\":\"MFA\",\"owner\":\"p2\",\"due\":\"2026-12-31\"}]}",
		"{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\",\"approver\":\"p1\",\"authority\":\"rules 3\","
		"\"approved_on\":\"2026-11-24\"}",
		"{\"kind\":\"condition_met\",\"condition\":\"c1\",\"evidence\":\"seen\"}",
		"{\"kind\":\"acceptance_renewed\",\"acceptance\":\"ac1\",\"reason\":\"delay\",\"risk\":{\"likelihood\":2,"
		"\"impact\":4,\"level\":8,\"basis\":\"audit\",\"measured_on\":\"2026-11-20\"},\"valid_until\":\"2027-06-30\",\"review_by\":\"2027-04-30\"}",
		"{\"kind\":\"acceptance_revoked\",\"acceptance\":\"ac1\",\"reason\":\"fire\"}",
		NULL
	};
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	int64_t sessions;

	for (int i = 0; lines[i]; i++) {
		struct error err = { ERROR_NONE, "" };
		char *live;

		if (!desk_put(store, session, lines[i], &err))
			fail_msg("%s\nwas refused: %s", lines[i], err.text);
		live = store_derived_text(store, desk->arena);
		assert_true(store_rebuild(store, &sessions, NULL));
		say_differences((uint64_t)i, live, store_derived_text(store, desk->arena));
	}
	assert_string_equal(desk_sql_text(desk->arena, desk->path, "SELECT state || renewals FROM acceptance"), "revoked1");
	session_free(session);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sealed_positions_are_not_in_the_tables),
		TEST(rebuild_heals_what_was_changed),
		TEST(a_failed_rebuild_changes_nothing),
		TEST(an_acceptance_lives_and_is_derived),
		TEST(derived_rows_always_equal_a_rebuild),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
