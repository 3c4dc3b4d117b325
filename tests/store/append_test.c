/* The one way in: appending, refusing as a whole, two at once, clocks, hashes. */
#include "desk.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/db.h"

#define NOTE "{\"kind\":\"note_added\",\"text\":\"note\"}"

static void appended_events_are_there_after_reopening(void **state)
{
	static const char *const one[] = { NOTE, NULL };
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");

	session_free(session);
	for (size_t i = 0; i < 3; i++) {
		store_close(store);
		store = desk_open(desk, STORE_WRITE);
		session = store_load(store, "s-1", NULL);
		assert_non_null(session);
		assert_int_equal(session->event_count, 4 + i);
		assert_string_equal(session->now.organisation, "みなと精機");
		desk_put_all(store, session, one);
		assert_int_equal(session_head(session)->n, 5 + (int64_t)i);
		store_session_free(session);
	}
	store_close(store);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM note"), 3);
}

static struct event event_of(struct arena *arena, const char *line, int64_t at)
{
	struct json *body = json_read(arena, line, strlen(line), 32, NULL);
	struct event event = { .at = at, .kind_name = json_get_text(body, "kind") };

	json_put(arena, body, "kind", NULL);
	event.body = body;
	return event;
}

static void all_or_nothing(void **state)
{
	static const char refused_line[] = "{\"kind\":\"item_left\",\"item\":\"D1\"}";
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	int64_t at = session_head(session)->at;
	struct error err = { ERROR_NONE, "" };
	struct event event[4];
	size_t refused = 9;
	bool stale = true;
	char *before = store_derived_text(store, desk->arena);
	char hash[65];

	snprintf(hash, sizeof(hash), "%s", session_head(session)->hash);
	for (int i = 0; i < 4; i++)
		event[i] = event_of(desk->arena, i == 2 ? refused_line : NOTE, at);
	assert_false(store_append(store, session, &(struct store_append){ .event = event, .count = 4,
				  .refused = &refused, .stale = &stale }, &err));
	assert_int_equal(refused, 2);
	assert_false(stale);
	assert_int_equal(err.class, ERROR_REFUSED);
	assert_int_equal(session->event_count, 4);
	assert_int_equal(session->now.note_count, 0);
	assert_string_equal(session_head(session)->hash, hash);
	assert_string_equal(store_derived_text(store, desk->arena), before);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM event"), 4);
	event[2] = event[3];
	assert_true(store_append(store, session, &(struct store_append){ .event = event, .count = 4 }, &err));
	assert_int_equal(session->now.note_count, 4);
	session_free(session);
	store_close(store);
}

/* A refusal at the door moves nothing: pointers into the state stay good. */
static void a_refusal_leaves_the_state_where_it_is(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	struct participant *sato = session_participant(session, "p1");

	assert_false(desk_put(store, session, "{\"kind\":\"item_left\",\"item\":\"D1\"}", NULL));
	assert_ptr_equal(session_participant(session, "p1"), sato);
	session_free(session);
	store_close(store);
}

static void the_second_of_two_is_told(void **state)
{
	struct desk *desk = *state;
	struct store *a = desk_open(desk, STORE_WRITE), *b = desk_open(desk, STORE_WRITE);
	struct session *first = desk_session(desk, a, "s-1"), *second = store_load(b, "s-1", NULL);
	struct event event = event_of(desk->arena, NOTE, first->event[3].at);
	struct error err = { ERROR_NONE, "" };
	bool stale = false;

	assert_true(desk_put(a, first, NOTE, NULL));
	assert_false(store_append(b, second, &(struct store_append){ .event = &event, .count = 1, .stale = &stale },
				  &err));
	assert_true(stale);
	assert_int_equal(err.class, ERROR_BUSY);
	assert_non_null(strstr(err.text, "recorded first"));
	assert_int_equal(second->event_count, 4);
	store_session_free(second);
	second = store_load(b, "s-1", NULL);
	assert_int_equal(second->event_count, 5);
	assert_true(desk_put(b, second, NOTE, &err));
	assert_false(desk_put(a, first, NOTE, &err));
	session_free(first);
	/* A new session under an id that is taken is stale as well. */
	first = session_new(desk->pack);
	event = (struct event){ .at = desk_instant(), .kind_name = "session_opened",
				.body = desk_opening(desk, desk->arena, "s-1") };
	assert_false(store_append(a, first, &(struct store_append){ .event = &event, .count = 1, .stale = &stale },
				  &err));
	assert_true(stale);
	session_free(first);
	store_session_free(second);
	store_close(a);
	store_close(b);
}

/* Somebody holds the file: said as busy, nothing kept. */
static void a_locked_file_is_busy(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE), *other = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	struct error err = { ERROR_NONE, "" };

	sqlite3_busy_timeout(store->db, 1);
	assert_true(db_begin(other, NULL));
	assert_false(desk_put(store, session, NOTE, &err));
	assert_int_equal(err.class, ERROR_BUSY);
	assert_int_equal(session->event_count, 4);
	db_rollback(other);
	assert_true(desk_put(store, session, NOTE, NULL));
	session_free(session);
	store_close(other);
	store_close(store);
}

static void a_clock_set_back_does_not_stop_a_meeting(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	int64_t last = session_head(session)->at;
	struct event event = event_of(desk->arena, NOTE, last - 3600000);
	struct error err = { ERROR_NONE, "" };

	assert_false(store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, &err));
	assert_int_equal(err.class, ERROR_REFUSED);
	assert_true(store_append(store, session,
				 &(struct store_append){ .event = &event, .count = 1, .live = true }, NULL));
	assert_int_equal(session_head(session)->at, last + 1);
	event.at = last + 1; /* the same instant is no step back */
	assert_true(store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, NULL));
	assert_int_equal(session_head(session)->at, last + 1);
	session_free(session);
	session = store_load(store, "s-1", NULL);
	assert_int_equal(session_head(session)->at, last + 1);
	store_session_free(session);
	store_close(store);
}

static void the_hash_is_what_the_manual_says(void **state)
{
	static const char row[] = "SELECT prev||char(10)||n||char(10)||at||char(10)||kind||char(10)||body||char(10)"
		" FROM event WHERE session = 's-1' AND n = ";
	struct desk *desk = *state;
	unsigned char digest[crypto_hash_sha256_BYTES];
	char hex[65], zero[65], *bytes;
	const char *previous = memset(zero, '0', 64);

	zero[64] = '\0';
	desk_fill(desk, "s-1", true);
	for (int n = 1; n <= 14; n++) {
		char *kept = desk_sql_text(desk->arena, desk->path,
			arena_printf(desk->arena, "SELECT hash FROM event WHERE session = 's-1' AND n = %d", n));

		bytes = desk_sql_text(desk->arena, desk->path, arena_printf(desk->arena, "%s%d", row, n));
		crypto_hash_sha256(digest, (unsigned char *)bytes, strlen(bytes));
		sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
		assert_string_equal(kept, hex);
		assert_memory_equal(bytes, previous, 64);
		previous = kept;
	}
	assert_string_equal(desk_sql_text(desk->arena, desk->path, "SELECT head FROM seal"), previous);
	/* A vector from outside: printf '%064d\n1\nT\nk\n{}\n' 0 | sha256sum */
	store_event_hash(zero, 1, "T", "k", "{}", hex);
	assert_string_equal(hex, "2e02351e489e9ea371d7ef85522df9225fe0b732b3616b70505613c0aafb113b");
}

/* As an auditor does it, with the two programs that the manual names. */
static void an_auditor_gets_the_same_hash(void **state)
{
	struct desk *desk = *state;
	char line[65] = "";
	FILE *pipe;

	desk_fill(desk, "s-1", false);
	pipe = popen("command -v sqlite3 >/dev/null && command -v sha256sum >/dev/null && echo yes", "r");
	assert_non_null(pipe);
	if (!fgets(line, sizeof(line), pipe)) {
		pclose(pipe);
		skip();
	}
	pclose(pipe);
	pipe = popen(arena_printf(desk->arena, "sqlite3 '%s' \"SELECT prev||char(10)||n||char(10)||at||char(10)||"
				  "kind||char(10)||body FROM event WHERE n = 9\" | sha256sum", desk->path), "r");
	assert_non_null(pipe);
	assert_non_null(fgets(line, sizeof(line), pipe));
	pclose(pipe);
	assert_string_equal(line, desk_sql_text(desk->arena, desk->path, "SELECT hash FROM event WHERE n = 9"));
}

/* A newer program's event: readable, and nothing may be added. */
static void an_unknown_kind_makes_it_read_only(void **state)
{
	struct desk *desk = *state;
	struct error err = { ERROR_NONE, "" };
	struct store_verdict verdict;
	struct session *session;
	struct store_session *row;
	struct store *store;
	int64_t sessions;
	size_t count;
	char hash[65];

	desk_fill(desk, "s-1", false);
	store_event_hash(desk_sql_text(desk->arena, desk->path, "SELECT hash FROM event WHERE n = 13"), 14,
			 "2027-01-01T00:00:00.000Z", "hologram_shown", "{\"x\":1}", hash);
	desk_sql(desk->path, arena_printf(desk->arena, "INSERT INTO event(session, n, at, kind, body, prev, hash)"
		" SELECT 's-1', 14, '2027-01-01T00:00:00.000Z', 'hologram_shown', '{\"x\":1}', hash, '%s'"
		" FROM event WHERE n = 13", hash));
	store = desk_open(desk, STORE_WRITE);
	session = store_load(store, "s-1", &err);
	assert_non_null(session);
	assert_int_equal(session->event_count, 14);
	assert_string_equal(session->unknown_kind, "hologram_shown");
	assert_int_equal(session->now.decision_count, 1);
	assert_false(desk_put(store, session, NOTE, &err));
	assert_non_null(strstr(err.text, "hologram_shown"));
	assert_true(store_rebuild(store, &sessions, NULL));
	row = store_list(store, desk->arena, &count, NULL);
	assert_true(row[0].read_only);
	assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
	store_session_free(session);
	store_close(store);
}

/* Without the hash of its pack a session could never be read again. */
static void a_session_must_name_its_pack(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = session_new(desk->pack);
	struct json *body = desk_opening(desk, desk->arena, "s-1");
	struct event event = { .at = desk_instant(), .kind_name = "session_opened", .body = body };
	struct error err = { ERROR_NONE, "" };

	json_put(desk->arena, body, "content", NULL);
	assert_false(store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, &err));
	assert_int_equal(err.class, ERROR_DATA);
	assert_int_equal(session->event_count, 0);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM content"), 0);
	session_free(session);
	store_close(store);
}

/* The pack comes back byte for byte, from the file alone. */
static void a_session_is_loaded_with_its_own_pack(void **state)
{
	struct desk *desk = *state;
	struct session *session;
	struct store *store;
	struct error err = { ERROR_NONE, "" };

	desk_fill(desk, "s-1", false);
	store = desk_open(desk, STORE_READ);
	session = store_load(store, "s-1", NULL);
	assert_ptr_not_equal(session->pack, desk->pack);
	assert_int_equal(session->pack->part[0].yaml_length, desk->pack->part[0].yaml_length);
	assert_memory_equal(session->pack->part[0].yaml, desk->pack->part[0].yaml, desk->pack->part[0].yaml_length);
	store_session_free(session);
	store_session_free(NULL);
	assert_null(store_load(store, "s-9", &err));
	assert_int_equal(err.class, ERROR_NO_INPUT);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(appended_events_are_there_after_reopening),
		TEST(all_or_nothing),
		TEST(a_refusal_leaves_the_state_where_it_is),
		TEST(the_second_of_two_is_told),
		TEST(a_locked_file_is_busy),
		TEST(a_clock_set_back_does_not_stop_a_meeting),
		TEST(the_hash_is_what_the_manual_says),
		TEST(an_auditor_gets_the_same_hash),
		TEST(an_unknown_kind_makes_it_read_only),
		TEST(a_session_must_name_its_pack),
		TEST(a_session_is_loaded_with_its_own_pack),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
