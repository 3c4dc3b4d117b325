/* Opening: what is made, what is refused and in which words, what stays behind. */
#include "desk.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

static void refused(struct desk *desk, enum store_mode mode, enum error_class class, const char *en, const char *ja)
{
	const char *words[] = { en, ja };

	for (int i = 0; i < 2; i++) {
		struct error err = { ERROR_NONE, "" };
		struct store *store;

		lang = i ? LANG_JA : LANG_EN;
		store = store_open(desk->path, mode, &err);
		if (store || err.class != class || !strstr(err.text, words[i]) || !strstr(err.text, desk->folder))
			fail_msg("%s: class %d: '%s' has no '%s'", desk->path, (int)err.class, err.text, words[i]);
	}
	lang = LANG_EN;
}

static void a_missing_file_is_said(void **state)
{
	struct desk *desk = *state;

	refused(desk, STORE_READ, ERROR_NO_INPUT, "is not there", "がありません");
	refused(desk, STORE_INSPECT, ERROR_NO_INPUT, "is not there", "がありません");
	assert_false(desk_beside(desk, ""));
	desk->path = desk->folder;
	refused(desk, STORE_READ, ERROR_NO_INPUT, "not an ordinary file", "通常のファイルではありません");
	refused(desk, STORE_WRITE, ERROR_NO_INPUT, "not an ordinary file", "通常のファイルではありません");
	assert_true(file_write(desk_file(desk, "file"), "", 0));
	desk->path = desk_file(desk, "file/inside/x.db");
	refused(desk, STORE_WRITE, ERROR_CREATE, "cannot make the folder", "作れません");
}

static int mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 0777;
}

static void a_new_file_is_private(void **state)
{
	struct desk *desk = *state;
	mode_t before = umask(0);
	struct store *store;

	desk->path = desk_file(desk, "a/b/sessions.db");
	store = desk_open(desk, STORE_WRITE);
	session_free(desk_session(desk, store, "s-1"));
	assert_int_equal(mode_of(desk->path), 0600);
	assert_int_equal(mode_of(desk_file(desk, "a/b/sessions.db-wal")), 0600);
	assert_int_equal(mode_of(desk_file(desk, "a")), 0700);
	assert_int_equal(mode_of(desk_file(desk, "a/b")), 0700);
	assert_false(store_read_only(store));
	assert_false(store_uses_rollback(store));
	assert_string_equal(store_path(store), desk->path);
	store_close(store);
	umask(before);
}

/* The refusal must leave the very bytes. */
static void untouched(struct desk *desk, enum error_class class, const char *en, const char *ja)
{
	size_t length, after;
	char *bytes = desk_bytes(desk->arena, desk->path, &length);

	refused(desk, STORE_READ, class, en, ja);
	refused(desk, STORE_WRITE, class, en, ja);
	refused(desk, STORE_INSPECT, class, en, ja);
	assert_memory_equal(desk_bytes(desk->arena, desk->path, &after), bytes, length);
	assert_int_equal(after, length);
	assert_false(desk_beside(desk, "-wal"));
	assert_false(desk_beside(desk, "-shm"));
	assert_false(desk_beside(desk, "-journal"));
}

static void other_files_are_refused_untouched(void **state)
{
	static const char text[] = "this is not a database at all, but long enough to be looked at as one: "
		"SQLite reads the first hundred bytes before it says so.\n";
	struct desk *desk = *state;

	assert_true(file_write(desk->path, text, sizeof(text)));
	untouched(desk, ERROR_DATA, "not a file of entaku", "entaku のファイルではありません");
	assert_true(file_write(desk->path, "x", 1));
	untouched(desk, ERROR_DATA, "not a file of entaku", "entaku のファイルではありません");
	desk->path = desk_file(desk, "other.db");
	desk_sql(desk->path, "PRAGMA application_id=77; CREATE TABLE t(a)");
	untouched(desk, ERROR_DATA, "not a file of entaku", "entaku のファイルではありません");
	desk->path = desk_file(desk, "plain.db");
	desk_sql(desk->path, "CREATE TABLE t(a)");
	untouched(desk, ERROR_DATA, "not a file of entaku", "entaku のファイルではありません");
}

static void a_newer_file_is_refused_untouched(void **state)
{
	struct desk *desk = *state;

	desk_fill(desk, "s-1", false);
	desk_sql(desk->path, "PRAGMA user_version=6; CREATE TABLE added_later(a)");
	untouched(desk, ERROR_DATA, "newer entaku (file version 6", "新しい版の entaku");
	desk_sql(desk->path, "PRAGMA journal_mode=DELETE");
	untouched(desk, ERROR_DATA, "newer entaku (file version 6", "新しい版の entaku");
}

static void what_entaku_did_not_make_is_refused(void **state)
{
	static const struct { const char *sql, *object; } changes[] = {
		{ "CREATE TRIGGER extra AFTER INSERT ON event BEGIN DELETE FROM draft; END", "extra" },
		{ "CREATE TABLE extra_table(a)", "extra_table" },
		{ "CREATE VIEW extra_view AS SELECT 1", "extra_view" },
		{ "CREATE INDEX extra_index ON decision(item)", "extra_index" },
		{ "DROP TABLE place; CREATE VIEW place AS WITH RECURSIVE r(session, stop, tab) AS (SELECT 1, 2, 3"
		  " UNION ALL SELECT session + 1, 2, 3 FROM r) SELECT * FROM r", "place" },
		{ "DROP TRIGGER event_no_update", "event_no_update" },
		{ "DROP TABLE lease", "lease" },
		{ "ALTER TABLE note ADD COLUMN more TEXT", "note" },
	};
	struct desk *desk = *state;
	const char *whole = desk->path;

	desk_fill(desk, "s-1", false);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct store *store;
		struct store_verdict verdict = { .faults = 0 };

		desk->path = desk_file(desk, arena_printf(desk->arena, "changed%zu.db", i));
		desk_copy(desk->arena, whole, desk->path);
		desk_sql(desk->path, changes[i].sql);
		refused(desk, STORE_READ, ERROR_DATA, changes[i].object, changes[i].object);
		refused(desk, STORE_WRITE, ERROR_DATA, "entaku verify", "entaku verify");
		store = desk_open(desk, STORE_INSPECT);
		assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
		assert_true(verdict.faults > 0);
		assert_non_null(strstr(verdict.fault[0].text, changes[i].object));
		store_close(store);
	}
}

static void one_file(struct desk *desk)
{
	assert_true(desk_beside(desk, ""));
	assert_false(desk_beside(desk, "-wal"));
	assert_false(desk_beside(desk, "-shm"));
	assert_false(desk_beside(desk, "-journal"));
}

/* Looking must neither change the bytes nor leave files. */
static void a_closed_file_is_one_file_again(void **state)
{
	static const enum store_mode modes[] = { STORE_READ, STORE_INSPECT };
	struct desk *desk = *state;
	size_t length, after;
	char *bytes;

	desk_fill(desk, "s-1", true);
	one_file(desk);
	bytes = desk_bytes(desk->arena, desk->path, &length);
	for (size_t i = 0; i < 2; i++) {
		struct store *store = desk_open(desk, modes[i]);
		struct store_verdict verdict = { .faults = 0 };
		struct error err = { ERROR_NONE, "" };
		size_t count;

		assert_non_null(store_list(store, desk->arena, &count, NULL));
		assert_int_equal(count, 1);
		assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
		assert_true(store_check(store, desk->arena, &verdict, NULL));
		assert_int_equal(verdict.faults, 0);
		assert_true(store_read_only(store));
		assert_false(store_draft_put(store, "s-1", "f", "t", 1, &err));
		assert_int_equal(err.class, ERROR_IO);
		store_checkpoint(store);
		store_close(store);
		one_file(desk);
		assert_memory_equal(desk_bytes(desk->arena, desk->path, &after), bytes, length);
		assert_int_equal(after, length);
	}
}

/* A reader that closes while somebody writes must not take their files away. */
static void a_reader_leaves_a_writer_alone(void **state)
{
	static const char *const note[] = { "{\"kind\":\"note_added\",\"text\":\"later\"}", NULL };
	struct desk *desk = *state;
	struct store *writer = desk_open(desk, STORE_WRITE), *reader;
	struct session *session = desk_session(desk, writer, "s-1");
	int64_t version;

	reader = desk_open(desk, STORE_READ);
	version = store_version(reader);
	desk_put_all(writer, session, note);
	assert_int_not_equal(store_version(reader), version);
	version = store_version(reader);
	assert_int_equal(store_version(reader), version);
	store_close(reader);
	assert_true(desk_beside(desk, "-wal"));
	desk_put_all(writer, session, note);
	store_checkpoint(writer);
	session_free(session);
	store_close(writer);
	one_file(desk);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM note"), 2);
}

/* The database and its WAL, copied to desk->path. */
static void file_pair_copy(struct desk *desk, const char *from)
{
	desk_copy(desk->arena, from, desk->path);
	desk_copy(desk->arena, arena_printf(desk->arena, "%s-wal", from),
		  arena_printf(desk->arena, "%s-wal", desk->path));
}

/* Copies of the files as they lie while a writer has them open: what a crash
 * leaves.  Every mode must see what was recorded. */
static void a_crashed_writer_is_recovered(void **state)
{
	static const enum store_mode modes[] = { STORE_READ, STORE_INSPECT, STORE_WRITE };
	struct desk *desk = *state;
	const char *live = desk->path;
	struct store *writer = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, writer, "s-1");
	size_t length, after;

	for (size_t i = 0; i < 3; i++) {
		struct session *loaded;
		struct store *store;

		desk->path = desk_file(desk, arena_printf(desk->arena, "crash%zu.db", i));
		file_pair_copy(desk, live);
		store = desk_open(desk, modes[i]);
		loaded = store_load(store, "s-1", NULL);
		assert_non_null(loaded);
		assert_int_equal(loaded->event_count, 4);
		store_session_free(loaded);
		store_close(store);
		/* An audit leaves what it looked at. */
		if (modes[i] == STORE_INSPECT) {
			assert_true(desk_beside(desk, "-wal"));
			const char *left = desk_bytes(desk->arena, desk->path, &after);
			const char *was = desk_bytes(desk->arena, live, &length);

			assert_int_equal(after, length);
			assert_memory_equal(left, was, length);
		}
		store_close(desk_open(desk, STORE_WRITE));
		one_file(desk);
	}
	session_free(session);
	store_close(writer);
}

/* Another program's file with a WAL that it left: refusing must not finish its work. */
static void a_strangers_crash_is_left_alone(void **state)
{
	struct desk *desk = *state;
	const char *live = desk_file(desk, "live.db");
	size_t length, after;
	char *bytes;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(live, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA application_id=77; CREATE TABLE t(a);",
				      NULL, NULL, NULL), SQLITE_OK);
	file_pair_copy(desk, live);
	sqlite3_close(db);
	bytes = desk_bytes(desk->arena, desk->path, &length);
	refused(desk, STORE_READ, ERROR_DATA, "not a file of entaku", "entaku のファイルではありません");
	refused(desk, STORE_WRITE, ERROR_DATA, "not a file of entaku", "entaku のファイルではありません");
	assert_true(desk_beside(desk, "-wal"));
	assert_memory_equal(desk_bytes(desk->arena, desk->path, &after), bytes, length);
	assert_int_equal(after, length);
}

/* Read-only media, tried as somebody who is not root. */
static int look_from_read_only_folder(struct desk *desk)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store;
	size_t count = 0;

	store = store_open(desk->path, STORE_READ, &err);
	if (!store)
		print_error("%s\n", err.text);
	if (!store || !store_list(store, desk->arena, &count, NULL) || count != 1)
		return 1;
	store_close(store);
	store = store_open(desk->path, STORE_INSPECT, &err);
	if (!store || !store_list(store, desk->arena, &count, NULL) || count != 1)
		return 2;
	store_close(store);
	store = store_open(desk->path, STORE_WRITE, &err);
	if (!store || !store_read_only(store) || store_draft_put(store, "s-1", "f", "t", 1, &err))
		return 3;
	store_close(store);
	return err.class == ERROR_IO && strstr(err.text, "can only be read") ? 0 : 4;
}

/* With a WAL that can't be read there the old state would be shown as the new. */
static int look_at_unclosed(struct desk *desk)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(desk->path, STORE_READ, &err);

	if (store)
		store_close(store);
	return !store && err.class == ERROR_IO && strstr(err.text, "ended suddenly") ? 0 : 1;
}

static void as_nobody(struct desk *desk, int (*look)(struct desk *desk))
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(99);
		_exit(look(desk));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_read_only_place_can_be_read(void **state)
{
	struct desk *desk = *state;
	char *folder = arena_strdup(desk->arena, "/tmp/store-ro.XXXXXX");
	const char *live = desk->path, *closed, *open;
	struct store *writer;

	/* Not in $TMPDIR, which only its owner can reach. */
	assert_non_null(mkdtemp(folder));
	desk_fill(desk, "s-1", false);
	closed = arena_printf(desk->arena, "%s/closed.db", folder);
	open = arena_printf(desk->arena, "%s/open.db", folder);
	desk_copy(desk->arena, live, closed);
	writer = desk_open(desk, STORE_WRITE);
	session_free(desk_session(desk, writer, "s-2"));
	desk_copy(desk->arena, live, open);
	desk_copy(desk->arena, arena_printf(desk->arena, "%s-wal", live), arena_printf(desk->arena, "%s-wal", open));
	store_close(writer);
	chmod(closed, 0444);
	chmod(open, 0444);
	chmod(arena_printf(desk->arena, "%s-wal", open), 0444);
	chmod(folder, 0555);
	desk->path = closed;
	as_nobody(desk, look_from_read_only_folder);
	desk->path = open;
	as_nobody(desk, look_at_unclosed);
	chmod(folder, 0755);
	unlink(closed);
	unlink(open);
	unlink(arena_printf(desk->arena, "%s-wal", open));
	assert_int_equal(rmdir(folder), 0);
}

/* Names that a URI would read otherwise. */
static void odd_names_are_names(void **state)
{
	static const char *const names[] = { "a?mode=ro.db", "b#c.db", "100%25.db", "会議 録.db", "file:x.db" };
	struct desk *desk = *state;
	char here[4096];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		desk->path = desk_file(desk, names[i]);
		desk_fill(desk, "s-1", false);
		one_file(desk);
	}
	/* Relative ones too. */
	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(desk->folder), 0);
	desk->path = "file:y.db";
	desk_fill(desk, "s-1", false);
	one_file(desk);
	assert_int_equal(chdir(here), 0);
}

static void an_older_file_says_how_it_becomes_new(void **state)
{
	struct desk *desk = *state;

	desk_fill(desk, "s-1", false);
	desk_sql(desk->path, "PRAGMA user_version=0");
	refused(desk, STORE_READ, ERROR_DATA, "older entaku", "古い版の entaku");
}

/* A file of the first version: its derived tables lack what came later. */
static void an_older_file_is_made_new(void **state)
{
	struct desk *desk = *state;
	struct store *store;
	int64_t sessions;
	char *before;

	desk_fill(desk, "s-1", false);
	store = desk_open(desk, STORE_WRITE);
	before = store_derived_text(store, desk->arena);
	store_close(store);
	desk_sql(desk->path, "DROP TABLE sign_off; DROP TABLE pause; DROP TABLE room; ALTER TABLE decision DROP COLUMN voters; PRAGMA user_version=1");
	refused(desk, STORE_READ, ERROR_DATA, "older entaku", "古い版の entaku");
	store = desk_open(desk, STORE_WRITE);
	assert_string_equal(store_derived_text(store, desk->arena), before);
	assert_true(store_rebuild(store, &sessions, NULL));
	assert_int_equal(sessions, 1);
	store_close(store);
	assert_int_equal(desk_sql_number(desk->path, "PRAGMA user_version"), 5);
}

/* One of the second version lacks the pauses. */
static void a_file_of_the_second_version_learns_of_pauses(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");

	assert_true(desk_put(store, session, "{\"kind\":\"item_entered\",\"item\":\"P1\"}", NULL));
	assert_true(desk_put(store, session, "{\"kind\":\"meeting_paused\",\"minutes\":10,\"reason\":\"tea\"}", NULL));
	assert_true(desk_put(store, session, "{\"kind\":\"meeting_resumed\"}", NULL));
	session_free(session);
	store_close(store);
	desk_sql(desk->path, "DROP TABLE pause; ALTER TABLE round DROP COLUMN withdrawn; PRAGMA user_version=2");
	store_close(desk_open(desk, STORE_WRITE));
	assert_int_equal(desk_sql_number(desk->path, "PRAGMA user_version"), 5);
	assert_string_equal(desk_sql_text(desk->arena, desk->path, "SELECT minutes || ' ' || reason || ' ' ||"
					  " (ended_at > began_at) FROM pause"), "10 tea 1");
}

/* Two motions of one item were rounds 1 and 2 of one question there. */
static void a_file_of_the_fourth_version_numbers_its_rounds_anew(void **state)
{
	static const char *const lines[] = {
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"Renew\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"vote\":\"for\"}",
		"{\"kind\":\"round_revealed\",\"round\":\"r1\"}",
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"Drop\"}", NULL };
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	struct store_verdict verdict;

	desk_put_all(store, session, lines);
	session_free(session);
	store_close(store);
	desk_sql(desk->path, "UPDATE round SET number = 2 WHERE id = 'r2'; PRAGMA user_version=4");
	store = desk_open(desk, STORE_WRITE);
	assert_int_equal(desk_sql_number(desk->path, "SELECT number FROM round WHERE id = 'r2'"), 1);
	assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_older_file_is_made_new), TEST(a_file_of_the_second_version_learns_of_pauses),
		TEST(a_file_of_the_fourth_version_numbers_its_rounds_anew),
		TEST(a_missing_file_is_said),
		TEST(a_new_file_is_private),
		TEST(other_files_are_refused_untouched),
		TEST(a_newer_file_is_refused_untouched),
		TEST(an_older_file_says_how_it_becomes_new),
		TEST(what_entaku_did_not_make_is_refused),
		TEST(a_closed_file_is_one_file_again),
		TEST(a_reader_leaves_a_writer_alone),
		TEST(a_crashed_writer_is_recovered),
		TEST(a_strangers_crash_is_left_alone),
		TEST(a_read_only_place_can_be_read),
		TEST(odd_names_are_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
