/* Rebuilding, copying and checking the file as a whole. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/beside.h"
#include "base/file.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/faults.h"
#include "store/journal.h"
#include "store/store.h"
#include "store/verify.h"
#include "workshop/session.h"
#include "base/str.h"

static bool rebuild_all(struct store *store, sqlite3_stmt *ids, int64_t *sessions, struct error *err)
{
	struct arena *arena = arena_new();
	struct shelf shelf = { .held = NULL };
	bool good = true;
	int code = SQLITE_DONE;

	while (good && (code = sqlite3_step(ids)) == SQLITE_ROW) {
		const char *id = db_column(ids, 0, arena);
		struct session *session = journal_load(store, &shelf, id ? id : "", err);

		good = session && derive_whole(store, session, ++*sessions, err);
		session_free(session);
		arena_reset(arena);
	}
	shelf_clear(&shelf);
	arena_free(arena);
	return good && (code == SQLITE_DONE || db_fail(store, err));
}

/* Within a transaction of the caller's. */
static bool derive_all(struct store *store, int64_t *sessions, struct error *err)
{
	bool good = derive_reset(store, err);
	sqlite3_stmt *ids = good ? db_prepare(store, "SELECT session FROM event GROUP BY session ORDER BY min(seq)",
					      err) : NULL;

	good = ids && rebuild_all(store, ids, sessions, err);
	sqlite3_finalize(ids);
	return good;
}

bool derive_again(struct store *store, struct error *err)
{
	int64_t sessions = 0;

	return derive_all(store, &sessions, err);
}

bool store_rebuild(struct store *store, int64_t *sessions, struct error *err)
{
	bool good;

	*sessions = 0;
	if (!db_may_write(store, err) || !db_begin(store, err))
		return false;
	good = derive_all(store, sessions, err);
	if (!good)
		db_rollback(store);
	return good && db_commit(store, err);
}

/* VACUUM INTO reads from the one file and writes into the other: these are of writing. */
static bool is_of_target(int code)
{
	static const int codes[] = { SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC,
				     SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_CLOSE };

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (code == codes[i])
			return true;
	return (code & 0xff) == SQLITE_FULL || (code & 0xff) == SQLITE_CANTOPEN;
}

static bool no_copy(const char *path, int reason, struct error *err)
{
	return error_set(err, ERROR_IO, T(DB_NO_CREATE), path, reason_say(reason ? reason : EIO));
}

/* Of a file that is to be made. */
static const char *why_not(int reason)
{
	return reason == ENOENT ? T(DB_FOLDER_ABSENT) : reason_say(reason);
}

/* Which of the two files was it?  `path` is the copy's. */
static bool copy_failed(struct store *store, sqlite3 *db, const char *path, struct error *err)
{
	int code = sqlite3_extended_errcode(db);

	if ((code & 0xff) == SQLITE_FULL)
		return no_copy(path, ENOSPC, err);
	return is_of_target(code) || db != store->db ? no_copy(path, sqlite3_system_errno(db), err) :
						       db_fail(store, err);
}

/* The copy must be on the disk, and one file, before it gets its name. */
static bool finish_copy(struct store *store, const char *aside, const char *path, struct error *err)
{
	sqlite3 *copy = NULL;
	bool good = sqlite3_open_v2(aside, &copy, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		    sqlite3_exec(copy, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) == SQLITE_OK;
	int fd;

	if (!good && copy)
		copy_failed(store, copy, path, err);
	else if (!good)
		no_copy(path, ENOMEM, err);
	sqlite3_close(copy);
	if (!good)
		return false;
	fd = open(aside, O_RDONLY | O_CLOEXEC);
	good = fd >= 0 && fsync(fd) == 0;
	if (!good)
		no_copy(path, errno, err);
	if (fd >= 0)
		close(fd);
	return good;
}

/* Gives the copy its name, never over another file.  link() makes sure of that;
 * where there are no links (a USB stick) the empty file made first does. */
static bool give_name(const char *aside, const char *path)
{
	int fd;

	if (link(aside, path) == 0)
		return unlink(aside) == 0;
	if (errno == EEXIST)
		return false;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	close(fd);
	return rename(aside, path) == 0;
}

static bool copy_to(struct store *store, const char *aside, const char *path, struct error *err)
{
	sqlite3_stmt *statement;
	bool good = false;

	/* A reader may not write anywhere, the copy included. */
	if (!db_run(store, "PRAGMA query_only=OFF", err))
		return false;
	statement = db_prepare(store, "VACUUM INTO :path", err);
	if (statement) {
		db_text(statement, ":path", aside);
		good = sqlite3_step(statement) == SQLITE_DONE || copy_failed(store, store->db, path, err);
		sqlite3_finalize(statement);
	}
	if (store->read_only)
		db_run(store, "PRAGMA query_only=ON", NULL);
	return good && finish_copy(store, aside, path, err);
}

static bool copy_held(struct store *store, int fd, const char *aside, const char *path, struct error *err)
{
	beside_hold(fd);
	return copy_to(store, aside, path, err);
}

bool store_backup(struct store *store, const char *path, struct error *err)
{
	struct arena *arena = arena_new();
	/* "./": SQLite would read a name that begins with "file:" as a URI. */
	char *aside = beside_name(arena, arena_printf(arena, "%s%s", path[0] == '/' ? "" : "./", path));
	bool good;
	int fd = -1;

	if (access(path, F_OK) == 0)
		good = error_set(err, ERROR_CREATE, T(DB_EXISTS), path);
	else if ((fd = open(aside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) < 0)
		good = error_set(err, ERROR_CREATE, T(DB_NO_CREATE), path, why_not(errno));
	else
		good = copy_held(store, fd, aside, path, err);
	if (good && !give_name(aside, path))
		good = error_set(err, ERROR_CREATE, T(DB_NO_CREATE), path, why_not(errno));
	if (!good && fd >= 0)
		unlink(aside);
	if (fd >= 0)
		close(fd);
	arena_free(arena);
	return good;
}

/* A page that could not be read is told in a row like damage, with SQLite's number at its
 * end: a disk that does not answer says nothing about the file. */
static bool was_unreadable(const char *words)
{
	static const char mark[] = "error code=";
	const char *number = strstr(words, mark);
	long code = number ? strtol(number + sizeof(mark) - 1, NULL, 10) & 0xff : 0;

	return code == SQLITE_IOERR || code == SQLITE_NOMEM || code == SQLITE_BUSY;
}

/* Runs a checking pragma; every row that is not "ok" is a fault. */
static bool pragma_check(struct store *store, const struct faults *faults, const char *sql, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, sql, err);
	struct error why;
	int code;

	if (!statement)
		return false;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *words = db_column_text(statement, 0);

		if (words && was_unreadable(words)) {
			sqlite3_finalize(statement);
			return error_set(err, ERROR_IO, T(DB_OTHER), store->path, T(DB_IO));
		}
		if (words && strcmp(words, "ok") != 0)
			faults_add(faults, (struct fault_at){ .id = "" }, T(CHECK_DAMAGE), words);
	}
	if (code != SQLITE_DONE && db_was_hindered(store)) {
		db_fail(store, err);
		sqlite3_finalize(statement);
		return false;
	}
	if (code != SQLITE_DONE) {
		db_fail(store, &why);
		faults_add(faults, (struct fault_at){ .id = "" }, "%s", why.text);
	}
	sqlite3_finalize(statement);
	return true;
}

bool verify_pages(struct store *store, const struct faults *faults, struct error *err)
{
	bool told = store->paged;

	store->paged = false;
	return told || pragma_check(store, faults, "PRAGMA integrity_check(20)", err);
}

bool store_check(struct store *store, struct arena *arena,
		 struct store_verdict *verdict, struct error *err)
{
	struct faults faults = { verdict, arena };

	*verdict = (struct store_verdict){ .sessions = 0 };
	if (store->live) {
		faults_add(&faults, (struct fault_at){ .id = "" }, T(DB_LIVE), store->live);
		return true;
	}
	store->paged = false;
	store->paged = verify_pages(store, &faults, err);
	return store->paged && pragma_check(store, &faults, "PRAGMA foreign_key_check", err);
}

char *store_derived_text(struct store *store, struct arena *arena)
{
	struct str text = STR_INIT;
	char *copy = NULL;

	if (derive_dump(store, NULL, &text, NULL))
		copy = arena_strdup(arena, text.text);
	str_release(&text);
	return copy;
}
