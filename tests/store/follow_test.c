/* Several at once: keeping up with others, and ballots of many processes into one file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "desk.h"

enum { WRITERS = 8, EACH = 15 };

#define NOTE(text) "{\"kind\":\"note_added\",\"text\":\"" text "\"}"

static struct event note_event(struct desk *desk, const char *text)
{
	struct json *body = json_map(desk->arena);

	json_put_text(desk->arena, body, "text", text);
	return (struct event){ .at = desk_instant() + 3600000, .kind_name = "note_added", .body = body };
}

static void one_takes_in_what_others_recorded(void **state)
{
	struct desk *desk = *state;
	struct store *mine = desk_open(desk, STORE_WRITE), *other = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, mine, "s-1"), *theirs = store_load(other, "s-1", NULL);
	size_t before = session->event_count;
	struct error err = { ERROR_NONE, "" };

	assert_true(store_follow(mine, session, &err)); /* nothing is new */
	assert_int_equal(session->event_count, before);
	assert_true(desk_put(other, theirs, NOTE("one"), NULL));
	assert_true(desk_put(other, theirs, NOTE("two"), NULL));
	assert_true(desk_put(other, theirs, "{\"kind\":\"undone\",\"event\":6}", NULL));
	assert_true(store_follow(mine, session, &err));
	assert_int_equal(session->event_count, before + 3);
	assert_int_equal(session->now.note_count, 1);
	assert_string_equal(session_head(session)->hash, session_head(theirs)->hash);
	store_session_free(theirs);
	session_free(session);
	store_close(other);
	store_close(mine);
}

/* Behind our back the file became another one: that is no continuation. */
static void a_journal_that_does_not_go_on_is_refused(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1"), *shorter;
	struct error err = { ERROR_NONE, "" };

	assert_true(desk_put(store, session, NOTE("mine"), NULL));
	shorter = store_load(store, "s-1", NULL);
	session_rewind(shorter, shorter->event_count - 1);
	session_apply(shorter, &(struct event){ .at = desk_instant() + 10000, .kind_name = "note_added",
						.body = note_event(desk, "theirs").body, .hash = "ff" });
	assert_false(store_follow(store, shorter, &err));
	assert_int_equal(err.class, ERROR_BUSY);
	store_session_free(shorter);
	session_free(session);
	store_close(store);
}

static void an_append_asks_the_rules_about_what_is_there_by_then(void **state)
{
	struct desk *desk = *state;
	struct store *mine = desk_open(desk, STORE_WRITE), *other = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, mine, "s-1"), *theirs = store_load(other, "s-1", NULL);
	struct event event = note_event(desk, "late");
	struct store_append what = { .event = &event, .count = 1, .live = true, .follow = true };
	struct error err = { ERROR_NONE, "" };

	assert_true(desk_put(other, theirs, NOTE("first"), NULL));
	assert_true(store_append(mine, session, &what, &err));
	assert_int_equal(session->now.note_count, 2);
	assert_true(store_follow(other, theirs, &err));
	/* What others did forbids it: refused in words, and what they did stays with us. */
	assert_true(desk_put(other, theirs, "{\"kind\":\"session_sealed\",\"open_reason\":\"x\"}", NULL));
	assert_false(store_append(mine, session, &what, &err));
	assert_int_equal(err.class, ERROR_REFUSED);
	assert_true(session->now.sealed);
	assert_int_equal(session->now.note_count, 2);
	store_session_free(theirs);
	session_free(session);
	store_close(other);
	store_close(mine);
}

/* A writer in a process of its own: ballots of one participant, each another level. */
static int write_ballots(const char *path, int number)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(path, STORE_WRITE, &err);
	struct session *session = store ? store_load(store, "s-1", &err) : NULL;
	struct arena *arena = arena_new();
	bool good = session != NULL;

	for (int i = 0; good && i < EACH; i++) {
		struct json *body = json_map(arena);
		struct event event = { .at = desk_instant() + 5000, .kind_name = "position_taken", .body = body };
		struct store_append what = { .event = &event, .count = 1, .live = true, .follow = true };

		json_put_text(arena, body, "round", "r1");
		json_put_text(arena, body, "participant", arena_printf(arena, "w%d", number));
		json_put_int(arena, body, "level", 1 + i % 5);
		json_put_text(arena, body, "reason", arena_printf(arena, "ballot %d", i));
		json_put_text(arena, body, "via", "seat");
		good = store_append(store, session, &what, &err);
	}
	if (!good)
		fprintf(stderr, "writer %d: %s\n", number, err.text);
	store_session_free(session);
	store_close(store);
	arena_free(arena);
	return good ? 0 : 1;
}

static void open_a_round_for_all(struct desk *desk)
{
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");

	for (int i = 0; i < WRITERS; i++) {
		assert_true(desk_put(store, session, arena_printf(desk->arena, "{\"kind\":\"participant_added\","
			"\"participant\":\"w%d\",\"name\":\"Writer %d\",\"role\":\"member\",\"votes\":true}", i, i), NULL));
		assert_true(desk_put(store, session, arena_printf(desk->arena, "{\"kind\":\"participant_arrived\","
			"\"participant\":\"w%d\"}", i), NULL));
	}
	assert_true(desk_put(store, session, "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}", NULL));
	session_free(session);
	store_close(store);
}

static void many_at_once_lose_nothing_and_double_nothing(void **state)
{
	struct desk *desk = *state;
	struct store_verdict verdict;
	struct store *store;
	struct session *session;
	pid_t writer[WRITERS];

	open_a_round_for_all(desk);
	for (int i = 0; i < WRITERS; i++) {
		writer[i] = fork();
		assert_true(writer[i] >= 0);
		if (writer[i] == 0)
			_exit(write_ballots(desk->path, i));
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		assert_int_equal(waitpid(writer[i], &status, 0), writer[i]);
		assert_int_equal(status, 0);
	}
	store = desk_open(desk, STORE_WRITE);
	session = store_load(store, "s-1", NULL);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM event WHERE kind = 'position_taken'"),
			 WRITERS * EACH);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(DISTINCT json_extract(body, '$.participant') ||"
					 " json_extract(body, '$.reason')) FROM event WHERE kind = 'position_taken'"),
			 WRITERS * EACH);
	assert_int_equal(session->now.position_count, WRITERS);
	for (size_t i = 0; i < session->now.position_count; i++)
		assert_int_equal(session->now.position[i].level, 1 + (EACH - 1) % 5);
	assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
	store_session_free(session);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_takes_in_what_others_recorded), TEST(a_journal_that_does_not_go_on_is_refused),
		TEST(an_append_asks_the_rules_about_what_is_there_by_then),
		TEST(many_at_once_lose_nothing_and_double_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
