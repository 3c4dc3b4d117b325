/*
 * The one way in: what is recorded stays, what is refused leaves nothing, and
 * nobody records on a state that he has not seen.
 */
#include "support.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "store/db.h"

static struct session *load(struct bench *bench, const char *id)
{
	struct error err = { ERROR_NONE, "" };
	struct session *session = store_load(bench->store, id, &err);

	if (!session)
		fail_msg("%s", err.text);
	return session;
}

static void expect_sound(struct bench *bench)
{
	struct store_verdict verdict;
	struct error err;

	if (!store_verify(bench->store, bench->arena, NULL, &verdict, &err))
		fail_msg("%s", err.text);
	if (verdict.faults)
		fail_msg("%s", verdict.fault[0].text);
}

static struct json *note(struct arena *arena, const char *text)
{
	struct json *body = json_map(arena);

	json_put_text(arena, body, "text", text);
	return body;
}

static void test_append_reload_append(void **state)
{
	struct bench *bench = *state;
	char hash[65];

	session_free(bench_session(bench, "s-1"));
	for (size_t i = 0; i < 5; i++) {
		struct session *session;

		bench_open(bench, i % 2 ? STORE_READ : STORE_WRITE);
		session = load(bench, "s-1");
		assert_int_equal(session->event_count, 3 + (i + 1) / 2);
		if (i > 0) {
			assert_string_equal(session_head(session)->hash, hash);
			assert_string_equal(session->now.note[0].text, "一行目\n\"二行目\" 🗝");
		}
		if (i % 2 == 0)
			must_put(bench->store, session, "{\"kind\":\"note_added\","
				 "\"text\":\"一行目\\n\\\"二行目\\\" 🗝\"}");
		snprintf(hash, sizeof(hash), "%s", session_head(session)->hash);
		store_session_free(session);
	}
	expect_sound(bench);
}

static void test_hash_is_as_documented(void **state)
{
	/* printf '%064d\n1\n2026-11-24T05:00:00.000Z\nnote_added\n{"text":"メモ"}\n' 0 | sha256sum */
	static const char wanted[] = "81bd61fca563d62fe7ac9afed7978abd5e2fe61ffea0bdb0595e360b8755101b";
	struct bench *bench = *state;
	char hash[65];

	store_event_hash("0000000000000000000000000000000000000000000000000000000000000000", 1,
			 "2026-11-24T05:00:00.000Z", "note_added", "{\"text\":\"メモ\"}", hash);
	assert_string_equal(hash, wanted);
	session_free(bench_session(bench, "s-1"));
	assert_string_equal(ask_sql(bench, "SELECT prev FROM event WHERE n = 1"),
			    "0000000000000000000000000000000000000000000000000000000000000000");
	assert_string_equal(ask_sql(bench, "SELECT count(*) FROM event a JOIN event b ON b.n = a.n + 1"
				    " AND b.session = a.session AND b.prev = a.hash"), "2");
}

/* What the sqlite3 shell and sha256sum make of a row, as the manual says. */
static void test_hash_by_other_programs(void **state)
{
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "s-1");
	char hash[65] = "", *command;
	FILE *pipe;

	must_put(bench->store, session, "{\"kind\":\"note_added\",\"text\":\"改行\\nと \\\"引用\\\"\"}");
	bench_close(bench);
	command = arena_printf(bench->arena, "sqlite3 '%s' \"select prev||char(10)||n||char(10)||at||char(10)||"
			       "kind||char(10)||body from event where n = 4\" 2>/dev/null | sha256sum", bench->path);
	if (system("command -v sqlite3 sha256sum >/dev/null 2>&1") != 0) {
		session_free(session);
		skip();
	}
	pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_non_null(fgets(hash, sizeof(hash), pipe));
	pclose(pipe);
	assert_string_equal(hash, session_head(session)->hash);
	session_free(session);
}

static void test_all_or_nothing(void **state)
{
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "s-1");
	const char *before = store_derived_text(bench->store, bench->arena);
	struct event events[3] = { { .kind_name = "note_added" }, { .kind_name = "note_added" },
				   { .kind_name = "action_closed" } };
	size_t refused = 99;
	struct store_append what = { .event = events, .count = 3, .refused = &refused };
	struct error err = { ERROR_NONE, "" };
	struct json *closing = json_map(bench->arena);

	json_put_text(bench->arena, closing, "action", "a1");
	json_put_text(bench->arena, closing, "state", "done");
	for (int i = 0; i < 3; i++) {
		events[i].at = minute(10 + i);
		events[i].body = i < 2 ? note(bench->arena, "kept only together") : closing;
	}
	assert_false(store_append(bench->store, session, &what, &err));
	assert_int_equal(err.class, ERROR_REFUSED);
	assert_int_equal(refused, 2);
	assert_int_equal(session->event_count, 3);
	assert_int_equal(session->now.note_count, 0);
	assert_string_equal(store_derived_text(bench->store, bench->arena), before);
	assert_string_equal(ask_sql(bench, "SELECT count(*) FROM event"), "3");
	what.count = 2;
	assert_true(store_append(bench->store, session, &what, &err));
	assert_int_equal(session->now.note_count, 2);
	assert_string_equal(ask_sql(bench, "SELECT max(seq) FROM event"), "5");
	session_free(session);
	expect_sound(bench);
}

static void test_stale_head(void **state)
{
	struct bench *bench = *state;
	struct session *mine = bench_session(bench, "s-1"), *theirs, *again;
	struct store *other = store_open(bench->path, STORE_WRITE, NULL);
	int64_t version = store_version(bench->store);
	struct event event = { .kind_name = "note_added", .at = minute(30), .body = note(bench->arena, "late") };
	bool stale = false;
	struct store_append what = { .event = &event, .count = 1, .stale = &stale };
	struct error err = { ERROR_NONE, "" };

	assert_non_null(other);
	theirs = store_load(other, "s-1", NULL);
	assert_int_equal(store_version(bench->store), version);
	must_put(other, theirs, "{\"kind\":\"note_added\",\"text\":\"first\"}");
	assert_true(store_version(bench->store) != version);
	assert_false(store_append(bench->store, mine, &what, &err));
	assert_true(stale);
	assert_int_equal(err.class, ERROR_BUSY);
	assert_non_null(strstr(err.text, "recorded first"));
	assert_int_equal(mine->event_count, 3);
	again = load(bench, "s-1");
	assert_true(store_append(bench->store, again, &what, &err));
	assert_false(stale);
	assert_int_equal(session_head(again)->n, 5);
	store_session_free(theirs);
	store_session_free(again);
	session_free(mine);
	store_close(other);
	expect_sound(bench);
}

static void test_busy(void **state)
{
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "s-1");
	struct store *other = store_open(bench->path, STORE_WRITE, NULL);
	struct error err = { ERROR_NONE, "" };

	assert_true(db_begin(other, NULL));
	assert_true(db_run(bench->store, "PRAGMA busy_timeout=50", NULL));
	assert_false(put(bench->store, session, "{\"kind\":\"note_added\",\"text\":\"x\"}", &err));
	assert_int_equal(err.class, ERROR_BUSY);
	assert_non_null(strstr(err.text, "another program is using the file"));
	lang = LANG_JA;
	assert_false(put(bench->store, session, "{\"kind\":\"note_added\",\"text\":\"x\"}", &err));
	assert_non_null(strstr(err.text, "使用中のため記録していません"));
	lang = LANG_EN;
	db_rollback(other);
	must_put(bench->store, session, "{\"kind\":\"note_added\",\"text\":\"x\"}");
	store_close(other);
	session_free(session);
}

static void test_same_id_twice(void **state)
{
	struct bench *bench = *state;
	struct session *first = bench_session(bench, "s-1"), *second = session_new(bench->pack);
	struct event event = { .kind_name = "session_opened", .at = minute(0), .body = opening(bench, "s-1") };
	struct store_append what = { .event = &event, .count = 1 };
	struct error err = { ERROR_NONE, "" };

	assert_false(store_append(bench->store, second, &what, &err));
	assert_int_equal(err.class, ERROR_BUSY);
	assert_int_equal(second->event_count, 0);
	session_free(first);
	session_free(second);
}

static void test_clock(void **state)
{
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "s-1");
	int64_t last = session_head(session)->at;
	struct event event = { .kind_name = "note_added", .at = minute(-60), .body = note(bench->arena, "x") };
	struct store_append what = { .event = &event, .count = 1, .live = false };
	struct error err = { ERROR_NONE, "" };

	assert_false(store_append(bench->store, session, &what, &err));
	assert_int_equal(err.class, ERROR_REFUSED);
	what.live = true;
	assert_true(store_append(bench->store, session, &what, &err));
	assert_int_equal(session_head(session)->at, last + 1);
	assert_int_equal(event.at, minute(-60)); /* the caller's is not touched */
	session_free(session);
	expect_sound(bench);
}

/* Without its pack a session could not be read again. */
static void test_opening_names_its_pack(void **state)
{
	struct bench *bench = *state;
	struct session *session = session_new(bench->pack);
	struct json *body = opening(bench, "s-1");
	struct event event = { .kind_name = "session_opened", .at = minute(0), .body = body };
	struct store_append what = { .event = &event, .count = 1 };
	struct error err = { ERROR_NONE, "" };

	json_put(bench->arena, body, "content", NULL);
	assert_false(store_append(bench->store, session, &what, &err));
	assert_non_null(strstr(err.text, "SHA-256"));
	assert_int_equal(session->event_count, 0);
	session_free(session);
	session_free(bench_session(bench, "s-1"));
	session_free(bench_session(bench, "s-2"));
	assert_string_equal(ask_sql(bench, "SELECT count(*) FROM content"), "1");
	session = load(bench, "s-2");
	assert_string_equal(session->pack->part[0].yaml, bench->pack->part[0].yaml);
	store_session_free(session);
}

static bool put_long_note(struct bench *bench, struct session *session, struct error *err)
{
	struct arena *arena = arena_new();
	char *text = arena_alloc(arena, 3001);
	struct event event = { .kind_name = "note_added", .at = session_head(session)->at };
	struct store_append what = { .event = &event, .count = 1 };
	bool done;

	memset(text, 'x', 3000);
	event.body = note(arena, text);
	done = store_append(bench->store, session, &what, err);
	arena_free(arena);
	return done;
}

static void test_full_disk(void **state)
{
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "s-1");
	struct error err = { ERROR_NONE, "" };
	const char *before;
	size_t count;

	assert_true(db_run(bench->store, arena_printf(bench->arena, "PRAGMA max_page_count=%d",
			   (int)db_number(bench->store, "PRAGMA page_count", 0) + 10), NULL));
	do {
		before = store_derived_text(bench->store, bench->arena);
		count = session->event_count;
	} while (put_long_note(bench, session, &err));
	assert_true(count > 3);
	assert_int_equal(err.class, ERROR_IO);
	assert_non_null(strstr(err.text, "the disk is full and nothing was recorded"));
	assert_int_equal(session->event_count, count);
	assert_int_equal(session->now.note_count, count - 3);
	assert_string_equal(store_derived_text(bench->store, bench->arena), before);
	assert_false(store_draft_put(bench->store, "s-1", "text", before, 1, &err));
	lang = LANG_JA;
	assert_false(put_long_note(bench, session, &err));
	assert_non_null(strstr(err.text, "ディスクに空きがない"));
	lang = LANG_EN;
	assert_true(db_run(bench->store, "PRAGMA max_page_count=100000", NULL));
	assert_true(put_long_note(bench, session, &err));
	assert_int_equal(session->event_count, count + 1);
	session_free(session);
	expect_sound(bench);
}

/* Records until it is killed, and tells each number when it is acknowledged. */
_Noreturn static void record_forever(struct bench *bench, int to)
{
	struct store *store = store_open(bench->path, STORE_WRITE, NULL);
	struct session *session = store ? store_load(store, "s-1", NULL) : NULL;

	if (!session)
		_exit(1);
	for (;;) {
		int64_t n;

		if (!put(store, session, "{\"kind\":\"note_added\",\"text\":\"説明\"}", NULL))
			_exit(2);
		n = session_head(session)->n;
		if (write(to, &n, sizeof(n)) != (ssize_t)sizeof(n))
			_exit(3);
	}
}

static void test_kill(void **state)
{
	struct bench *bench = *state;
	struct dice dice = { .state = 99 };
	int64_t acknowledged = 3;

	session_free(bench_session(bench, "s-1"));
	bench_close(bench);
	for (int round = 0; round < 20; round++) {
		struct session *session;
		int ends[2], status;
		int64_t n;
		pid_t child;

		assert_int_equal(pipe(ends), 0);
		child = fork();
		if (child == 0)
			record_forever(bench, ends[1]);
		close(ends[1]);
		/* Some acknowledgements, then a moment anywhere inside the next. */
		for (unsigned left = 1 + roll(&dice, 8); left > 0; left--)
			if (read(ends[0], &n, sizeof(n)) == (ssize_t)sizeof(n))
				acknowledged = n;
		poll(NULL, 0, (int)roll(&dice, 3));
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		assert_true(WIFSIGNALED(status));
		while (read(ends[0], &n, sizeof(n)) == (ssize_t)sizeof(n))
			acknowledged = n;
		close(ends[0]);
		bench_open(bench, STORE_WRITE);
		session = load(bench, "s-1");
		assert_true(session_head(session)->n >= acknowledged);
		store_session_free(session);
		expect_sound(bench);
		bench_close(bench);
	}
	assert_true(acknowledged > 20);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_append_reload_append), TEST(test_hash_is_as_documented),
		TEST(test_hash_by_other_programs), TEST(test_all_or_nothing), TEST(test_stale_head),
		TEST(test_busy), TEST(test_same_id_twice), TEST(test_clock), TEST(test_opening_names_its_pack),
		TEST(test_full_disk), TEST(test_kill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
