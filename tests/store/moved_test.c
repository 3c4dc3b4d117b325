/*
 * The file under an open store: moved away, replaced, its -wal removed.  Nothing is
 * recorded into what has no name, nothing of what was recorded is out of reach.
 */
#include "desk.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "lang/lang.h"

#define NOTE "{\"kind\":\"note_added\",\"text\":\"note\"}"

/* Refused in words, and the session is as it was. */
static void is_refused(struct desk *desk, struct store *store, struct session *session)
{
	size_t before = session->event_count;
	struct error err = { ERROR_NONE, "" };
	int64_t sessions;

	assert_true(store_moved(store));
	assert_false(desk_put(store, session, NOTE, &err));
	assert_int_equal(err.class, ERROR_IO);
	assert_non_null(strstr(err.text, "was moved, replaced or removed"));
	assert_non_null(strstr(err.text, desk->path));
	assert_int_equal(session->event_count, before);
	lang = LANG_JA;
	assert_false(store_draft_put(store, "s-1", "note_added", "half", 1, &err));
	assert_non_null(strstr(err.text, "記録していません"));
	lang = LANG_EN;
	assert_false(store_rebuild(store, &sessions, &err));
	assert_false(store_place_put(store, "s-1", "D3", "explain", &err));
}

/* All that it holds can still be copied, and the copy worked on. */
static void is_copied(struct desk *desk, struct store *store, const struct session *session)
{
	struct store_verdict verdict;
	struct session *loaded;
	struct store *copy;

	assert_true(store_backup(store, desk_file(desk, "copy.db"), NULL));
	copy = store_open(desk_file(desk, "copy.db"), STORE_WRITE, NULL);
	assert_non_null(copy);
	assert_false(store_moved(copy));
	loaded = store_load(copy, "s-1", NULL);
	assert_non_null(loaded);
	assert_string_equal(session_head(loaded)->hash, session_head(session)->hash);
	assert_true(desk_put(copy, loaded, NOTE, NULL));
	assert_true(store_verify(copy, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
	store_session_free(loaded);
	store_close(copy);
}

static void moved_away_and_back(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	const char *away = desk_file(desk, "away.db");

	assert_false(store_moved(store));
	assert_int_equal(rename(desk->path, away), 0);
	is_refused(desk, store, session);
	is_copied(desk, store, session);
	assert_int_equal(rename(away, desk->path), 0);
	assert_false(store_moved(store));
	assert_true(desk_put(store, session, NOTE, NULL));
	session_free(session);
	store_close(store);
}

static void replaced(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	const char *other = desk_file(desk, "other.db");
	struct store_verdict verdict;
	size_t length, left;
	char *before, *after;

	assert_true(store_backup(store, other, NULL));
	assert_true(desk_put(store, session, NOTE, NULL));
	before = desk_bytes(desk->arena, other, &length);
	assert_int_equal(rename(other, desk->path), 0);
	is_refused(desk, store, session);
	is_copied(desk, store, session);
	session_free(session);
	store_abandon(store);
	/* What has the name now is somebody else's. */
	after = desk_bytes(desk->arena, desk->path, &left);
	assert_int_equal(left, length);
	assert_memory_equal(after, before, length);
	/* And it is not given rows of ours from the -wal that lay beside the old one. */
	store = desk_open(desk, STORE_WRITE);
	session = store_load(store, "s-1", NULL);
	assert_non_null(session);
	assert_int_equal(session->now.note_count, 0);
	assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
	store_session_free(session);
	store_close(store);
}

/* The newest rows may stand in it alone. */
static void without_its_wal(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");

	assert_int_equal(unlink(desk_file(desk, arena_printf(desk->arena, "%s-wal", strrchr(desk->path, '/') + 1))), 0);
	is_refused(desk, store, session);
	is_copied(desk, store, session);
	session_free(session);
	store_close(store);
}

/* An older copy was put over it with its number and all: cp does so. */
static void written_over(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	struct stat info;

	assert_false(store_moved(store));
	store_checkpoint(store);
	assert_false(store_moved(store));
	assert_int_equal(stat(desk->path, &info), 0);
	assert_int_equal(truncate(desk->path, info.st_size - 4096), 0);
	assert_true(store_moved(store));
	session_free(session);
	store_abandon(store);
}

static void a_reader_notices(void **state)
{
	struct desk *desk = *state;
	struct store *reader;

	desk_fill(desk, "s-1", false);
	reader = desk_open(desk, STORE_READ);
	assert_false(store_moved(reader));
	assert_int_equal(unlink(desk->path), 0);
	assert_true(store_moved(reader));
	store_close(reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(moved_away_and_back), TEST(replaced), TEST(without_its_wal), TEST(written_over), TEST(a_reader_notices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
