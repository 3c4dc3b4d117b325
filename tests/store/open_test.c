/*
 * Opening: what is made, what is refused and in which words, what is left
 * behind, and places that can't be written or can't have a WAL.
 */
#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "lang/lang.h"
#include "store/db.h"

static void must_hold(const char *words, const char *part)
{
	if (!strstr(words, part))
		fail_msg("'%s' is not in:\n%s", part, words);
}

/* Names in the folder, joined. */
static const char *names(struct bench *bench)
{
	DIR *dir = opendir(bench->folder);
	const char *all = "";
	struct dirent *entry;

	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			all = arena_printf(bench->arena, "%s%s ", all, entry->d_name);
	closedir(dir);
	return all;
}

static unsigned mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 0777;
}

static void test_new_file(void **state)
{
	struct bench *bench = *state;

	umask(0); /* what the file is worth must not hang on it */
	bench_close(bench);
	snprintf(bench->path, sizeof(bench->path), "%s/a folder/deep #1/test?.db", bench->folder);
	bench_open(bench, STORE_WRITE);
	session_free(bench_session(bench, "s-1"));
	assert_false(store_read_only(bench->store));
	assert_false(store_uses_rollback(bench->store));
	assert_string_equal(store_path(bench->store), bench->path);
	assert_int_equal(mode_of(bench->path), 0600);
	assert_int_equal(mode_of(arena_printf(bench->arena, "%s-wal", bench->path)), 0600);
	assert_int_equal(mode_of(arena_printf(bench->arena, "%s-shm", bench->path)), 0600);
	assert_int_equal(mode_of(bench_path(bench, "a folder")), 0700);
	umask(022);
}

static void test_one_file_remains(void **state)
{
	static const enum store_mode modes[] = { STORE_WRITE, STORE_READ, STORE_INSPECT };
	struct bench *bench = *state;

	session_free(bench_session(bench, "s-1"));
	for (size_t i = 0; i < 3; i++) {
		size_t count;

		bench_open(bench, modes[i]);
		assert_non_null(store_list(bench->store, bench->arena, &count, NULL));
		assert_int_equal(count, 1);
		bench_close(bench);
		assert_string_equal(names(bench), "test.db ");
	}
}

static void test_readers_do_not_write(void **state)
{
	struct bench *bench = *state;
	struct error err = { ERROR_NONE, "" };
	struct session *session;
	int64_t sessions;

	session_free(bench_session(bench, "s-1"));
	bench_open(bench, STORE_READ);
	assert_true(store_read_only(bench->store));
	session = store_load(bench->store, "s-1", &err);
	assert_false(put(bench->store, session, "{\"kind\":\"note_added\",\"text\":\"x\"}", &err));
	assert_int_equal(err.class, ERROR_IO);
	must_hold(err.text, "can only be read");
	assert_int_equal(session->event_count, 3);
	assert_false(store_rebuild(bench->store, &sessions, &err));
	assert_false(store_draft_put(bench->store, "s-1", "f", "t", 1, &err));
	assert_false(db_run(bench->store, "DELETE FROM draft", &err));
	store_session_free(session);
}

static void test_absent(void **state)
{
	struct bench *bench = *state;
	struct error err;
	const char *words;

	bench_close(bench);
	unlink(bench->path);
	words = bench_refusal(bench, STORE_READ, &err);
	assert_int_equal(err.class, ERROR_NO_INPUT);
	must_hold(words, "test.db' is not there");
	must_hold(words, "test.db' がありません");
	assert_string_equal(names(bench), "");
	assert_int_equal(mkdir(bench->path, 0700), 0);
	words = bench_refusal(bench, STORE_WRITE, &err);
	must_hold(words, "not an ordinary file");
	must_hold(words, "通常のファイルではありません");
	snprintf(bench->path, sizeof(bench->path), "%s/test.db/x/y.db", bench->folder);
	must_hold(bench_refusal(bench, STORE_READ, &err), "is not there");
	assert_true(file_write(bench_path(bench, "plain"), "x", 1));
	snprintf(bench->path, sizeof(bench->path), "%s/plain/y.db", bench->folder);
	words = bench_refusal(bench, STORE_WRITE, &err);
	assert_int_equal(err.class, ERROR_CREATE);
	must_hold(words, "cannot make the folder");
	must_hold(words, "を作れません");
}

/* Refuses in both modes, and leaves every byte as it was. */
static const char *refused_untouched(struct bench *bench)
{
	size_t before_length, after_length;
	char *before, *after;
	const char *words;
	struct error err;

	assert_true(file_read(bench->arena, bench->path, 1 << 26, &before, &before_length));
	words = arena_printf(bench->arena, "%s %s", bench_refusal(bench, STORE_WRITE, &err),
			     bench_refusal(bench, STORE_READ, &err));
	assert_int_equal(err.class, ERROR_DATA);
	assert_true(file_read(bench->arena, bench->path, 1 << 26, &after, &after_length));
	assert_int_equal(before_length, after_length);
	assert_memory_equal(before, after, before_length);
	assert_string_equal(names(bench), "test.db ");
	return words;
}

static void test_strangers(void **state)
{
	static const char text[] = "Dear facilitator, this is a letter and no database at all. It is long enough"
		" to have a header, and says nothing that SQLite would take for one.";
	struct bench *bench = *state;
	const char *words;

	bench_close(bench);
	assert_true(file_write(bench->path, text, strlen(text)));
	words = refused_untouched(bench);
	must_hold(words, "not a file of entaku");
	must_hold(words, "entaku のファイルではありません");
	unlink(bench->path);
	run_sql(bench->path, "CREATE TABLE t(x)");
	words = refused_untouched(bench);
	must_hold(words, "test.db' is not a file of entaku");
	must_hold(words, "entaku のファイルではありません");
}

static void test_newer_and_older(void **state)
{
	struct bench *bench = *state;
	const char *words;
	struct error err;

	bench_close(bench);
	run_sql(bench->path, "PRAGMA user_version = 7");
	words = refused_untouched(bench);
	must_hold(words, "newer entaku (file version 7, this program knows 5)");
	must_hold(words, "新しい版の entaku");
	run_sql(bench->path, "PRAGMA user_version = 0");
	words = bench_refusal(bench, STORE_READ, &err);
	must_hold(words, "older entaku");
	must_hold(words, "古い版");
}

static void test_foreign_schema(void **state)
{
	static const struct { const char *sql, *name; } rows[] = {
		{ "CREATE TABLE extra(x)", "('extra')" },
		{ "CREATE VIEW look AS SELECT 1", "('look')" },
		{ "CREATE TRIGGER steal AFTER INSERT ON event BEGIN DELETE FROM draft; END", "('steal')" },
		/* Triggers have names of their own: one may be called like a table of ours. */
		{ "CREATE TRIGGER note AFTER INSERT ON event BEGIN DELETE FROM draft; END", "('note')" },
		{ "CREATE INDEX fast ON event(kind)", "('fast')" },
		{ "DROP TRIGGER seal_no_update", "('seal_no_update')" },
		{ "DROP TABLE statement", "('statement')" },
		{ "ALTER TABLE note ADD COLUMN mood TEXT", "('note')" },
		{ "DROP TABLE session; CREATE VIEW session AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x"
		  " FROM r) SELECT x FROM r", "('session')" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bench *bench = *state;
		const char *words;

		bench_close(bench);
		run_sql(bench->path, rows[i].sql);
		words = refused_untouched(bench);
		must_hold(words, rows[i].name);
		must_hold(words, "entaku が作っていないもの");
		bench_teardown(state);
		bench_setup(state);
	}
}

/* Statistics that a tool left behind are SQLite's and do no harm. */
static void test_analyzed_file_opens(void **state)
{
	struct bench *bench = *state;

	session_free(bench_session(bench, "s-1"));
	bench_close(bench);
	run_sql(bench->path, "ANALYZE");
	bench_open(bench, STORE_WRITE);
}

static void test_settings(void **state)
{
	static const struct { const char *sql; int64_t wanted; } rows[] = {
		{ "PRAGMA application_id", 0x454E5441 }, { "PRAGMA user_version", 5 },
		{ "PRAGMA synchronous", 2 }, { "PRAGMA foreign_keys", 1 }, { "PRAGMA trusted_schema", 0 },
		{ "PRAGMA cell_size_check", 1 }, { "PRAGMA busy_timeout", 2000 },
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (db_number(bench->store, rows[i].sql, -1) != rows[i].wanted)
			fail_msg("%s", rows[i].sql);
	assert_false(db_run(bench->store, "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = ''", NULL));
}

static void test_triggers_refuse(void **state)
{
	static const char *const statements[] = {
		"UPDATE event SET body = '{}'", "DELETE FROM event", "UPDATE content SET yaml = ''",
		"DELETE FROM content", "UPDATE seal SET n = 1", "DELETE FROM seal",
		"INSERT OR REPLACE INTO event SELECT * FROM event",
		"INSERT OR REPLACE INTO content SELECT * FROM content",
	};
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "s-1");
	struct error err = { ERROR_NONE, "" };

	must_put(bench->store, session, "{\"kind\":\"session_sealed\",\"open_reason\":\"x\"}");
	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]); i++)
		if (db_run(bench->store, statements[i], &err))
			fail_msg("%s", statements[i]);
	session_free(session);
}

/* Whoever opens the file in the sqlite3 shell reads what each table is. */
static void test_schema_explains_itself(void **state)
{
	struct bench *bench = *state;

	assert_string_equal(ask_sql(bench, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
				    " AND name NOT LIKE 'sqlite%' AND sql NOT LIKE '%(' || ' -- %'"), "0");
	assert_string_equal(ask_sql(bench, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main'"
				    " AND name NOT LIKE 'sqlite%' AND NOT strict"), "0");
}

/* Runs `body` as somebody who is not the owner of everything; 0 when it is well. */
static int as_nobody(struct bench *bench, int (*body)(struct bench *))
{
	pid_t child;
	int status;

	assert_int_equal(chdir(bench->folder), 0);
	child = fork();
	if (child == 0)
		_exit(geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0) ? 99 : body(bench));
	waitpid(child, &status, 0);
	assert_int_equal(chdir("/"), 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static int read_in_closed_folder(struct bench *bench)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open("test.db", STORE_WRITE, &err);
	size_t count = 0;

	if (!store)
		return 1;
	if (!store_read_only(store) || !store_list(store, bench->arena, &count, &err) || count != 1)
		return 2;
	if (store_draft_put(store, "s-1", "f", "t", 1, &err) || !strstr(err.text, "can only be read"))
		return 3;
	store_close(store);
	store = store_open("new.db", STORE_WRITE, &err);
	return store || err.class != ERROR_CREATE ? 4 : 0;
}

/* The file's owner is whoever reads, the folder's is not. */
static void close_folder(struct bench *bench)
{
	uid_t reader = geteuid() == 0 ? 65534 : geteuid();

	assert_int_equal(chown(bench->path, reader, (gid_t)-1), 0);
	assert_int_equal(chmod(bench->folder, 0555), 0);
}

/* A home may be closed to others from above: a system's /tmp is not. */
static int setup_in_the_open(void **state)
{
	const char *usual = getenv("TMPDIR");
	int result;

	setenv("TMPDIR", P_tmpdir, 1);
	result = bench_setup(state);
	if (usual)
		setenv("TMPDIR", usual, 1);
	else
		unsetenv("TMPDIR");
	return result;
}

static void test_read_only_folder(void **state)
{
	struct bench *bench = *state;

	session_free(bench_session(bench, "s-1"));
	bench_close(bench);
	close_folder(bench);
	assert_int_equal(as_nobody(bench, read_in_closed_folder), 0);
	chmod(bench->folder, 0700);
}

static int refuse_unclosed(struct bench *bench)
{
	struct error err = { ERROR_NONE, "" };

	(void)bench;
	if (store_open("test.db", STORE_READ, &err))
		return 1;
	return strstr(err.text, "ended suddenly") ? 0 : 2;
}

/* A WAL that nobody took in holds the newest events: they are not passed over. */
static void test_unclosed_in_read_only_folder(void **state)
{
	struct bench *bench = *state;
	char *db, *wal;
	size_t db_length, wal_length;

	session_free(bench_session(bench, "s-1"));
	assert_true(file_read(bench->arena, bench->path, 1 << 26, &db, &db_length));
	assert_true(file_read(bench->arena, bench_path(bench, "test.db-wal"), 1 << 26, &wal, &wal_length));
	bench_close(bench);
	assert_true(file_write(bench->path, db, db_length));
	assert_true(file_write(bench_path(bench, "test.db-wal"), wal, wal_length));
	close_folder(bench);
	assert_int_equal(as_nobody(bench, refuse_unclosed), 0);
	chmod(bench->folder, 0700);
}

/* A file system without shared memory, as some network drives: rollback mode,
 * also for a file that was in WAL mode before. */
static void test_rollback_where_no_wal(void **state)
{
	sqlite3_vfs *usual = sqlite3_vfs_find(NULL), *plain = sqlite3_vfs_find("unix-dotfile");
	struct bench *bench = *state;
	struct session *session;

	session_free(bench_session(bench, "s-1"));
	bench_close(bench);
	assert_int_equal(sqlite3_vfs_register(plain, 1), SQLITE_OK);
	bench_open(bench, STORE_WRITE);
	assert_true(store_uses_rollback(bench->store));
	assert_int_equal(db_number(bench->store, "PRAGMA synchronous", 0), 3);
	session = store_load(bench->store, "s-1", NULL);
	must_put(bench->store, session, "{\"kind\":\"note_added\",\"text\":\"by rollback\"}");
	store_session_free(session);
	bench_close(bench);
	assert_string_equal(names(bench), "test.db ");
	assert_int_equal(sqlite3_vfs_register(usual, 1), SQLITE_OK);
	bench_open(bench, STORE_WRITE);
	assert_false(store_uses_rollback(bench->store));
	session = store_load(bench->store, "s-1", NULL);
	assert_int_equal(session->event_count, 4);
	store_session_free(session);
}

static void test_backup(void **state)
{
	struct bench *bench = *state;
	const char *copy = bench_path(bench, "copy.db");
	struct error err = { ERROR_NONE, "" };
	struct store_verdict verdict;

	session_free(bench_session(bench, "s-1"));
	if (!store_backup(bench->store, copy, &err))
		fail_msg("%s", err.text);
	assert_int_equal(mode_of(copy), 0600);
	assert_false(store_backup(bench->store, copy, &err));
	assert_int_equal(err.class, ERROR_CREATE);
	must_hold(err.text, "already there");
	assert_false(store_backup(bench->store, bench_path(bench, "no/folder.db"), &err));
	assert_int_equal(err.class, ERROR_CREATE);
	/* Readers may copy as well, and stay readers. */
	bench_open(bench, STORE_READ);
	assert_true(store_backup(bench->store, bench_path(bench, "second.db"), &err));
	assert_false(db_run(bench->store, "DELETE FROM draft", NULL));
	bench_close(bench);
	snprintf(bench->path, sizeof(bench->path), "%s", copy);
	assert_string_equal(ask_sql(bench, "PRAGMA journal_mode"), "delete");
	bench_open(bench, STORE_READ);
	assert_true(store_verify(bench->store, bench->arena, NULL, &verdict, &err));
	assert_int_equal(verdict.faults, 0);
	assert_int_equal(verdict.events, 3);
	assert_true(store_check(bench->store, bench->arena, &verdict, &err));
	assert_int_equal(verdict.faults, 0);
	assert_null(strstr(names(bench), ".part"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_new_file), TEST(test_one_file_remains), TEST(test_readers_do_not_write),
		TEST(test_absent), TEST(test_strangers), TEST(test_newer_and_older),
		TEST(test_foreign_schema), TEST(test_analyzed_file_opens), TEST(test_settings),
		TEST(test_triggers_refuse), TEST(test_schema_explains_itself),
		TEST(test_rollback_where_no_wal), TEST(test_backup),
		cmocka_unit_test_setup_teardown(test_read_only_folder, setup_in_the_open, bench_teardown),
		cmocka_unit_test_setup_teardown(test_unclosed_in_read_only_folder, setup_in_the_open,
						bench_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
