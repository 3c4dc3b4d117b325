/* Drafts, places, leases; the list of sessions and the names they go by. */
#include "support.h"

#include "lang/lang.h"

static void test_drafts(void **state)
{
	struct bench *bench = *state;
	struct store_draft *draft;
	struct error err;
	size_t count;

	assert_true(store_draft_put(bench->store, "s-1", "decision.text", "半分まで\n書いた \"文\"", 100, &err));
	assert_true(store_draft_put(bench->store, "s-1", "note.text", "abc", 50, &err));
	assert_true(store_draft_put(bench->store, "", "title", "before it is opened", 60, &err));
	assert_true(store_draft_put(bench->store, "s-1", "note.text", "abcd", 200, &err));
	bench_open(bench, STORE_READ);
	assert_true(store_drafts(bench->store, bench->arena, "s-1", &draft, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(draft[0].field, "decision.text");
	assert_string_equal(draft[0].text, "半分まで\n書いた \"文\"");
	assert_int_equal(draft[0].at, 100);
	assert_string_equal(draft[1].text, "abcd");
	bench_open(bench, STORE_WRITE);
	assert_true(store_draft_drop(bench->store, "s-1", "decision.text", &err));
	assert_true(store_draft_drop(bench->store, "s-1", "not there", &err));
	assert_true(store_drafts(bench->store, bench->arena, "s-1", &draft, &count, &err));
	assert_int_equal(count, 1);
	assert_true(store_drafts(bench->store, bench->arena, "", &draft, &count, &err));
	assert_int_equal(count, 1);
	assert_true(store_drafts(bench->store, bench->arena, "nobody", &draft, &count, &err));
	assert_int_equal(count, 0);
}

static bool is_gone(const char *holder)
{
	return strstr(holder, "gone") != NULL;
}

static bool take(struct bench *bench, const char *holder, bool by_force, const char **other, struct error *err)
{
	struct store_lease lease = { .session = "s-1", .holder = holder, .at = 1, .by_force = by_force,
				     .gone = is_gone };

	return store_lease_take(bench->store, &lease, bench->arena, other, err);
}

static void test_lease(void **state)
{
	struct bench *bench = *state;
	const char *other;
	struct error err = { ERROR_NONE, "" };

	assert_true(take(bench, "host:1:a", false, &other, &err));
	assert_null(other);
	assert_true(take(bench, "host:1:a", false, &other, &err));
	assert_false(take(bench, "host:2:b", false, &other, &err));
	assert_int_equal(err.class, ERROR_BUSY);
	assert_string_equal(other, "host:1:a");
	assert_non_null(strstr(err.text, "being run by host:1:a"));
	assert_true(take(bench, "host:2:b", true, &other, &err));
	/* The one that lost it must not take it away from the new holder. */
	assert_true(store_lease_drop(bench->store, "s-1", "host:1:a", &err));
	assert_false(take(bench, "host:3:c", false, &other, &err));
	assert_true(store_lease_drop(bench->store, "s-1", "host:2:b", &err));
	assert_true(take(bench, "gone:4:d", false, &other, &err));
	assert_true(take(bench, "host:5:e", false, &other, &err));
}

static const struct store_session *row(struct bench *bench, size_t index, size_t expected)
{
	struct error err;
	size_t count;
	struct store_session *list = store_list(bench->store, bench->arena, &count, &err);

	if (!list)
		fail_msg("%s", err.text);
	assert_int_equal(count, expected);
	return count ? &list[index] : NULL;
}

static void test_list(void **state)
{
	struct bench *bench = *state;
	const struct store_session *one;
	struct session *session;

	assert_null(row(bench, 0, 0));
	session = bench_session(bench, "s-1");
	session_free(bench_session(bench, "s-2"));
	must_put(bench->store, session, "{\"kind\":\"session_changed\",\"held_on\":\"2026-12-01\",\"entity\":\"HQ\"}");
	one = row(bench, 0, 2); /* the later day comes first */
	assert_int_equal(one->number, 1);
	assert_string_equal(one->id, "s-1");
	assert_string_equal(one->state, "prepared");
	assert_string_equal(one->entity, "HQ");
	assert_string_equal(one->label, "");
	assert_int_equal(one->events, 4);
	assert_int_equal(one->decided, 0);
	assert_int_equal(one->stops, 3);
	assert_int_equal(one->opened_at, minute(0));
	assert_int_equal(one->last_at, minute(3));
	assert_false(one->read_only);
	must_put(bench->store, session, "{\"kind\":\"item_entered\",\"item\":\"D3\"}");
	must_put(bench->store, session, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}");
	must_put(bench->store, session, "{\"kind\":\"item_deferred\",\"item\":\"P1\",\"reason\":\"no time\"}");
	one = row(bench, 0, 2);
	assert_string_equal(one->state, "running");
	assert_string_equal(one->current, "D3");
	assert_int_equal(one->decided, 1); /* what was put off is not decided */
	assert_true(store_place_put(bench->store, "s-1", "P1", "questions", NULL));
	one = row(bench, 0, 2);
	assert_string_equal(one->current, "P1");
	assert_string_equal(one->tab, "questions");
	must_put(bench->store, session, "{\"kind\":\"session_sealed\",\"open_reason\":\"x\"}");
	assert_string_equal(row(bench, 0, 2)->state, "sealed");
	assert_string_equal(row(bench, 1, 2)->id, "s-2");
	session_free(session);
}

static void expect_name(struct bench *bench, const char *name, const char *id)
{
	struct error err = { ERROR_NONE, "" };
	const char *found = store_find(bench->store, bench->arena, name, &err);

	if (!found)
		fail_msg("%s: %s", name ? name : "NULL", err.text);
	assert_string_equal(found, id);
}

static void expect_no_name(struct bench *bench, const char *name, const char *en, const char *ja)
{
	struct error err = { ERROR_NONE, "" };

	assert_null(store_find(bench->store, bench->arena, name, &err));
	assert_int_equal(err.class, ERROR_NO_INPUT);
	if (!strstr(err.text, en))
		fail_msg("%s", err.text);
	lang = LANG_JA;
	assert_null(store_find(bench->store, bench->arena, name, &err));
	if (!strstr(err.text, ja))
		fail_msg("%s", err.text);
	lang = LANG_EN;
}

static void test_names(void **state)
{
	static const char *const ids[] = { "01990000-aaaa-7000", "01990000-bbbb-7000", "01985555-cccc-7000" };
	struct bench *bench = *state;
	struct session *first;

	expect_no_name(bench, NULL, "no session in", "まだ会議がありません");
	expect_no_name(bench, "1", "no session '1'", "会議「1」は");
	first = bench_session(bench, ids[0]);
	session_free(bench_session(bench, ids[1]));
	session_free(bench_session(bench, ids[2]));
	expect_name(bench, "1", ids[0]);
	expect_name(bench, "3", ids[2]);
	expect_name(bench, ids[1], ids[1]);
	expect_name(bench, "01990000-b", ids[1]);
	expect_name(bench, "01990000-B", ids[1]);
	expect_name(bench, "01985555", ids[2]); /* digits alone, but no number */
	expect_name(bench, "", ids[2]);
	must_put(bench->store, first, "{\"kind\":\"note_added\",\"text\":\"x\"}");
	expect_name(bench, NULL, ids[0]);
	expect_no_name(bench, "0199", "several sessions", "複数あります");
	expect_no_name(bench, "019", "no session '019'", "会議「019」は");
	expect_no_name(bench, "4", "'entaku list'", "entaku list");
	expect_no_name(bench, "01990000_", "no session", "ありません");
	expect_no_name(bench, "%", "no session", "ありません");
	session_free(first);
}

static void test_absent_session(void **state)
{
	struct bench *bench = *state;
	struct error err = { ERROR_NONE, "" };

	assert_null(store_load(bench->store, "nothing", &err));
	assert_int_equal(err.class, ERROR_NO_INPUT);
	assert_non_null(strstr(err.text, "no session 'nothing'"));
	store_session_free(NULL);
	store_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_drafts), TEST(test_lease), TEST(test_list), TEST(test_names), TEST(test_absent_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
