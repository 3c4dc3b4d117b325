/*
 * The file under an open store: moved away, replaced, its -wal removed.  Nothing is
 * recorded into what has no name, nothing of what was recorded is out of reach.
 */
#include "desk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
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

/* Left without a copy: what has the name now is not given its rows, and they are kept. */
static void replaced_and_left(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	const char *other = desk_file(desk, "other.db");
	size_t length, left;
	char *before, *after;

	assert_true(store_backup(store, other, NULL));
	before = desk_bytes(desk->arena, other, &length);
	assert_true(desk_put(store, session, NOTE, NULL));
	assert_int_equal(rename(other, desk->path), 0);
	session_free(session);
	desk_copy(desk->arena, desk->path, arena_printf(desk->arena, "%s.left-wal", desk->path));
	store_close(store);
	assert_false(desk_beside(desk, "-wal"));
	assert_false(desk_beside(desk, "-shm"));
	/* Another one was left there before. */
	assert_true(desk_beside(desk, ".left-2-wal"));
	after = desk_bytes(desk->arena, desk->path, &left);
	assert_int_equal(left, length);
	assert_memory_equal(after, before, length);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM note"), 0);
}

/* In a child, as locks are a process's: has it open until told to go. */
static pid_t open_elsewhere(const char *path, int *go)
{
	int ready[2], wait_for[2];
	char byte = 0;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(wait_for), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct store *store = store_open(path, STORE_WRITE, NULL);

		close(wait_for[1]);
		_exit(store && write(ready[1], &byte, 1) == 1 && read(wait_for[0], &byte, 1) == 0 ? 0 : 1);
	}
	close(ready[1]);
	close(wait_for[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*go = wait_for[1];
	return child;
}

/* Another program has it open already, under its old name. */
static void replaced_by_one_in_use(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	const char *other = desk_file(desk, "other.db");
	int go, status;
	pid_t child;

	assert_true(store_backup(store, other, NULL));
	child = open_elsewhere(other, &go);
	assert_int_equal(rename(other, desk->path), 0);
	is_refused(desk, store, session);
	session_free(session);
	store_abandon(store);
	assert_false(desk_beside(desk, "-wal"));
	assert_false(desk_beside(desk, "-shm"));
	close(go);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
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

/* As cp does it: into the file that is there. */
static void write_over(const char *path, const char *bytes, size_t length)
{
	int file = open(path, O_WRONLY | O_TRUNC);

	assert_true(file >= 0);
	assert_int_equal(write(file, bytes, length), length);
	assert_int_equal(close(file), 0);
}

/* Another file that was made in the same way, and closed. */
static char *other_file(struct desk *desk, int notes, size_t *length)
{
	const char *path = desk_file(desk, "other.db");
	struct store *store = store_open(path, STORE_WRITE, NULL);
	struct session *session = desk_session(desk, store, "s-2");

	for (int i = 0; i < notes; i++)
		assert_true(desk_put(store, session, NOTE, NULL));
	session_free(session);
	store_close(store);
	return desk_bytes(desk->arena, path, length);
}

/* Noticed, nothing of ours gets into it, and what is in memory is written anew. */
static void is_salvaged(struct desk *desk, struct store *store, struct session *session, const char *bytes,
			size_t length)
{
	struct store_verdict verdict;
	struct session *loaded;
	struct store *anew;
	char *after;
	size_t left;

	is_refused(desk, store, session);
	assert_true(store_overwritten(store));
	store_checkpoint(store);
	anew = store_open(desk_file(desk, "anew.db"), STORE_WRITE, NULL);
	assert_true(store_salvage(anew, session, NULL));
	/* Once is all. */
	assert_false(store_salvage(anew, session, NULL));
	store_abandon(store);
	after = desk_bytes(desk->arena, desk->path, &left);
	assert_int_equal(left, length);
	assert_memory_equal(after, bytes, length);
	assert_false(desk_beside(desk, "-wal"));
	assert_false(desk_beside(desk, "-shm"));
	loaded = store_load(anew, "s-1", NULL);
	assert_non_null(loaded);
	assert_string_equal(session_head(loaded)->hash, session_head(session)->hash);
	assert_true(desk_put(anew, session, NOTE, NULL));
	assert_true(store_verify(anew, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
	store_session_free(loaded);
	store_close(anew);
	session_free(session);
	/* And who opens the other one sees that one alone. */
	store = desk_open(desk, STORE_WRITE);
	assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
	store_close(store);
}

/* Not shorter, and so much alike that its header is the same. */
static void written_over_by_another(void **state)
{
	for (int notes = 0; notes < 200; notes += 99) {
		struct desk *desk = *state;
		struct store *store;
		struct session *session;
		size_t length;
		char *bytes = other_file(desk, notes, &length);

		store = desk_open(desk, STORE_WRITE);
		session = desk_session(desk, store, "s-1");
		store_checkpoint(store);
		assert_false(store_moved(store));
		write_over(desk->path, bytes, length);
		is_salvaged(desk, store, session, bytes, length);
		desk_leave(state);
		desk_new(state);
	}
}

/* A copy of a few minutes ago put back: the same size, and the newest row missing. */
static void written_over_by_its_past(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	char *bytes;
	size_t length;

	store_checkpoint(store);
	bytes = desk_bytes(desk->arena, desk->path, &length);
	assert_true(desk_put(store, session, NOTE, NULL));
	/* As long as the rows stand in the -wal alone the file is that copy. */
	write_over(desk->path, bytes, length);
	assert_false(store_moved(store));
	store_checkpoint(store);
	assert_false(store_moved(store));
	write_over(desk->path, bytes, length);
	is_salvaged(desk, store, session, bytes, length);
	/* Whoever can make something of it has the rest. */
	assert_true(desk_beside(desk, ".left-wal"));
}

/* Where no memory can be shared there is no -wal: any commit of another program changes the
 * file, and one that does not go on from it is a stranger's. */
static void written_over_without_a_wal(void **state)
{
	struct desk *desk = *state;
	sqlite3_vfs *usual = sqlite3_vfs_find(NULL);
	struct store *store, *other;
	struct session *session;
	size_t length;
	char *bytes;

	assert_int_equal(sqlite3_vfs_register(sqlite3_vfs_find("unix-dotfile"), 1), SQLITE_OK);
	store = desk_open(desk, STORE_WRITE);
	assert_true(store_uses_rollback(store));
	session = desk_session(desk, store, "s-1");
	bytes = desk_bytes(desk->arena, desk->path, &length);
	other = desk_open(desk, STORE_WRITE);
	for (int i = 0; i < 40; i++) {
		assert_true(desk_put(i % 3 ? store : other, session, NOTE, NULL));
		assert_false(store_moved(store));
		assert_false(store_moved(other));
	}
	store_close(other);
	write_over(desk->path, bytes, length);
	is_salvaged(desk, store, session, bytes, length);
	assert_int_equal(sqlite3_vfs_register(usual, 1), SQLITE_OK);
}

/* Put back as it was, it is ours again. */
static void written_over_and_back(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	size_t length, other_length;
	char *bytes, *other;

	store_checkpoint(store);
	assert_false(store_moved(store));
	bytes = desk_bytes(desk->arena, desk->path, &length);
	other = other_file(desk, 99, &other_length);
	write_over(desk->path, other, other_length);
	is_refused(desk, store, session);
	write_over(desk->path, bytes, length);
	assert_false(store_moved(store));
	assert_true(desk_put(store, session, NOTE, NULL));
	session_free(session);
	store_close(store);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM note"), 1);
}

/* Another program records, and moves the -wal into the file, again and again; and somebody
 * gives it another time. */
static void written_by_another_program(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE), *other;
	struct session *session = desk_session(desk, store, "s-1");

	other = desk_open(desk, STORE_WRITE);
	for (int i = 0; i < 60; i++) {
		assert_true(desk_put(other, session, NOTE, NULL));
		assert_false(store_moved(store));
		store_checkpoint(other);
		assert_false(store_moved(store));
		assert_false(store_moved(other));
	}
	desk_sql(desk->path, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
	assert_false(store_overwritten(store));
	desk_sql(desk->path, "INSERT INTO place VALUES('s-1', 'D1', 'x'); PRAGMA wal_checkpoint(TRUNCATE)");
	assert_false(store_moved(store));
	assert_int_equal(utimensat(AT_FDCWD, desk->path, NULL, 0), 0);
	assert_false(store_moved(store));
	assert_true(desk_put(store, session, NOTE, NULL));
	session_free(session);
	store_close(other);
	store_close(store);
}

/* Between the look at a name and opening it somebody puts something else there. */
struct exchange { const char *path, *with; bool link; };
static struct exchange exchange;

static int open_late(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
	if (exchange.path && strcmp(name, exchange.path) == 0) {
		assert_int_equal(unlink(exchange.path), 0);
		assert_int_equal(exchange.link ? symlink(exchange.with, exchange.path) :
				 rename(exchange.with, exchange.path), 0);
		exchange.path = NULL;
	}
	vfs = sqlite3_vfs_find("unix");
	return vfs->xFullPathname(vfs, name, size, out);
}

static void exchanged_while_it_is_opened(void **state)
{
	struct desk *desk = *state;
	sqlite3_vfs *usual = sqlite3_vfs_find(NULL), late = *usual;

	late.zName = "late";
	late.xFullPathname = open_late;
	for (int way = 0; way < 4; way++) {
		const char *other = desk_file(desk, "other.db");
		struct error err = { ERROR_NONE, "" };
		size_t length, left;
		char *before;

		desk_fill(desk, "s-1", false);
		assert_int_equal(rename(desk->path, other), 0);
		desk_fill(desk, "s-1", false);
		before = desk_bytes(desk->arena, other, &length);
		assert_int_equal(sqlite3_vfs_register(&late, 1), SQLITE_OK);
		exchange = (struct exchange){ desk->path, other, way % 2 };
		assert_null(store_open(desk->path, way < 2 ? STORE_WRITE : STORE_READ, &err));
		assert_null(exchange.path);
		assert_non_null(strstr(err.text, desk->path));
		assert_int_equal(sqlite3_vfs_unregister(&late), SQLITE_OK);
		assert_int_equal(sqlite3_vfs_register(usual, 1), SQLITE_OK);
		assert_memory_equal(desk_bytes(desk->arena, desk->path, &left), before, length);
		assert_int_equal(left, length);
		unlink(desk->path);
		unlink(other);
	}
}

/* A name that is a link: the -wal lies beside the file that it leads to. */
static void a_link_to_it(void **state)
{
	struct desk *desk = *state;
	const char *real = desk_file(desk, "real.db");
	struct store *store;
	struct session *session;

	desk_fill(desk, "s-0", false);
	assert_int_equal(rename(desk->path, real), 0);
	assert_int_equal(symlink(real, desk->path), 0);
	store = desk_open(desk, STORE_WRITE);
	session = desk_session(desk, store, "s-1");
	assert_false(store_moved(store));
	assert_int_equal(unlink(desk_file(desk, "real.db-wal")), 0);
	is_refused(desk, store, session);
	is_copied(desk, store, session);
	session_free(session);
	store_close(store);
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
		TEST(moved_away_and_back), TEST(replaced), TEST(replaced_and_left), TEST(replaced_by_one_in_use),
		TEST(without_its_wal), TEST(written_over), TEST(written_over_by_another),
		TEST(written_over_by_its_past), TEST(written_over_without_a_wal), TEST(written_over_and_back),
		TEST(written_by_another_program), TEST(exchanged_while_it_is_opened), TEST(a_link_to_it), TEST(a_reader_notices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
