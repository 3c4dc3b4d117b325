/* Rebuilding, copying and checking the file as a whole. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/faults.h"
#include "store/schema.h"
#include "store/store.h"
#include "base/str.h"

void faults_add(struct store_verdict *verdict, struct arena *arena, int64_t number, const char *id,
		int64_t n, int64_t seq, const char *words)
{
	if (!verdict->fault)
		verdict->fault = arena_array(arena, FAULTS_MAX, sizeof(*verdict->fault));
	verdict->faults++;
	if (verdict->fault_count == FAULTS_MAX)
		return;
	verdict->fault[verdict->fault_count++] = (struct store_fault){
		.session_number = number, .n = n, .seq = seq, .id = arena_strdup(arena, id),
		.text = arena_strdup(arena, words) };
}

void faults_schema(struct store_verdict *verdict, struct arena *arena, const char *object)
{
	char words[200];

	snprintf(words, sizeof(words), T(VERIFY_SCHEMA), object);
	faults_add(verdict, arena, 0, "", 0, 0, words);
}

static bool rebuild_all(struct store *store, sqlite3_stmt *ids, int64_t *sessions, struct error *err)
{
	struct arena *arena = arena_new();
	bool good = true;

	while (good && sqlite3_step(ids) == SQLITE_ROW) {
		struct session *session = store_load(store, db_column(ids, 0, arena), err);

		good = session && derive_whole(store, session, ++*sessions, err);
		store_session_free(session);
		arena_reset(arena);
	}
	arena_free(arena);
	return good;
}

bool store_rebuild(struct store *store, int64_t *sessions, struct error *err)
{
	sqlite3_stmt *ids;
	bool good;

	*sessions = 0;
	if (store->read_only)
		return error_set(err, ERROR_IO, T(DB_READ_ONLY), store->path);
	if (!db_begin(store, err))
		return false;
	good = derive_reset(store, err);
	ids = good ? db_prepare(store, "SELECT session FROM event GROUP BY session ORDER BY min(seq)", err) : NULL;
	good = ids && rebuild_all(store, ids, sessions, err);
	sqlite3_finalize(ids);
	if (!good)
		db_rollback(store);
	return good && db_commit(store, err);
}

/* The copy must be on the disk, and one file, before it gets its name. */
static bool finish_copy(const char *path, struct error *err)
{
	struct store copy = { .path = path };
	bool good = sqlite3_open_v2(path, &copy.db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		    db_run(&copy, "PRAGMA journal_mode=DELETE", err);
	int fd;

	if (!good && copy.db)
		db_fail(&copy, err);
	sqlite3_close(copy.db);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		good = fsync(fd) == 0 && good;
		close(fd);
	}
	return good;
}

bool store_backup(struct store *store, const char *path, struct error *err)
{
	struct arena *arena = arena_new();
	char *aside = arena_printf(arena, "%s.%ld.part", path, (long)getpid());
	sqlite3_stmt *statement = NULL;
	int fd = -1;
	bool good = false;

	if (access(path, F_OK) == 0)
		error_set(err, ERROR_CREATE, T(DB_EXISTS), path);
	else if ((fd = open(aside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) < 0)
		error_set(err, ERROR_CREATE, T(DB_NO_CREATE), path, strerror(errno));
	else if ((statement = db_prepare(store, "VACUUM INTO :path", err))) {
		close(fd);
		db_text(statement, ":path", aside);
		good = db_finish(store, statement, err) && finish_copy(aside, err);
		/* link() does not overwrite, rename() would. */
		if (good && link(aside, path) != 0)
			good = error_set(err, ERROR_CREATE, T(DB_NO_CREATE), path, strerror(errno));
	}
	if (fd >= 0)
		unlink(aside);
	arena_free(arena);
	return good;
}

/* Runs a checking pragma; every row that is not "ok" is a fault. */
static bool pragma_check(struct store *store, struct arena *arena, struct store_verdict *verdict,
			 const char *sql, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, sql, err);
	int code;

	if (!statement)
		return false;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *words = (const char *)sqlite3_column_text(statement, 0);

		if (words && strcmp(words, "ok") != 0) {
			char said[300];

			snprintf(said, sizeof(said), T(CHECK_DAMAGE), words);
			faults_add(verdict, arena, 0, "", 0, 0, said);
		}
	}
	if (code != SQLITE_DONE) {
		struct error why;

		db_fail(store, &why);
		faults_add(verdict, arena, 0, "", 0, 0, why.text);
	}
	sqlite3_finalize(statement);
	return true;
}

bool store_check(struct store *store, struct arena *arena,
		 struct store_verdict *verdict, struct error *err)
{
	char object[80];

	if (!pragma_check(store, arena, verdict, "PRAGMA integrity_check(20)", err) ||
	    !pragma_check(store, arena, verdict, "PRAGMA foreign_key_check", err))
		return false;
	if (!schema_compare(store, object, sizeof(object)))
		faults_schema(verdict, arena, object);
	return true;
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
