/* Opening and closing: modes, settings, and the guards against strangers' files. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/schema.h"

/* libraries.md: what an untrusted file may not make SQLite do. */
static void guard(sqlite3 *db)
{
	static const struct { int limit, value; } limits[] = {
		{ SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024 }, { SQLITE_LIMIT_SQL_LENGTH, 100000 },
		{ SQLITE_LIMIT_COLUMN, 100 }, { SQLITE_LIMIT_EXPR_DEPTH, 100 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 5 }, { SQLITE_LIMIT_VDBE_OP, 25000 },
		{ SQLITE_LIMIT_ATTACHED, 1 }, { SQLITE_LIMIT_TRIGGER_DEPTH, 2 },
	};

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(db, limits[i].limit, limits[i].value);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_extended_result_codes(db, 1);
	sqlite3_busy_timeout(db, 2000);
}

/* The file exists with mode 0600 before SQLite sees its name. */
static bool make_file(const char *path, struct error *err)
{
	char *folder = strdup(path), *slash = folder ? strrchr(folder, '/') : NULL;
	int fd;

	if (slash && slash != folder) {
		*slash = '\0';
		if (!file_make_folder(folder)) {
			error_set(err, ERROR_CREATE, T(DB_NO_FOLDER), folder, strerror(errno));
			free(folder);
			return false;
		}
	}
	free(folder);
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno != EEXIST)
		return error_set(err, ERROR_CREATE, T(DB_NO_CREATE), path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return true;
}

static bool is_file(const char *path, struct error *err)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return error_set(err, ERROR_NO_INPUT, T(DB_MISSING), path, strerror(errno));
	if (!S_ISREG(status.st_mode))
		return error_set(err, ERROR_NO_INPUT, T(DB_NO_FILE), path);
	return true;
}

/* A URI that names the path whatever characters it has. */
static char *uri_of(struct arena *arena, const char *path, const char *query)
{
	char *uri = arena_printf(arena, "file:%s", path[0] == '/' ? "" : "./");

	for (const char *c = path; *c; c++)
		uri = strchr("%?# ", *c) ? arena_printf(arena, "%s%%%02X", uri, (unsigned char)*c)
					 : arena_printf(arena, "%s%c", uri, *c);
	return arena_printf(arena, "%s?%s", uri, query);
}

static bool open_as(struct store *store, const char *query, int flags, struct error *err)
{
	if (store->db)
		sqlite3_close(store->db);
	store->db = NULL;
	if (sqlite3_open_v2(uri_of(store->arena, store->path, query), &store->db,
			    flags | SQLITE_OPEN_URI, NULL) != SQLITE_OK)
		return db_fail(store, err);
	guard(store->db);
	return true;
}

/* Is it ours, or empty and so about to become ours? */
static bool is_ours(struct store *store, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT count(*) FROM sqlite_schema", err);
	int64_t objects = -1, id;

	if (statement && sqlite3_step(statement) == SQLITE_ROW)
		objects = sqlite3_column_int64(statement, 0);
	else if (statement)
		db_fail(store, err);
	sqlite3_finalize(statement);
	if (objects < 0)
		return false;
	id = db_number(store, "PRAGMA application_id", 0);
	if (id == SCHEMA_APPLICATION || (objects == 0 && id == 0 && !store->read_only))
		return true;
	return error_set(err, ERROR_DATA, T(DB_NOT_OURS), store->path);
}

static bool knows_version(struct store *store, struct error *err)
{
	int64_t version = db_number(store, "PRAGMA user_version", 0);

	if (version > SCHEMA_VERSION)
		return error_set(err, ERROR_DATA, T(DB_NEWER), store->path, (int)version, SCHEMA_VERSION);
	return true;
}

static bool schema_is_ours(struct store *store, struct error *err)
{
	char object[80];

	if (store->inspect || schema_compare(store, object, sizeof(object)))
		return true;
	return error_set(err, ERROR_DATA, T(DB_FOREIGN), store->path, object);
}

/*
 * WAL with FULL: one sync a commit, and readers never wait.  Where there can
 * be no shared memory (a network drive) a rollback journal with EXTRA, which
 * also syncs the folder, keeps every acknowledged row through a power cut.
 */
static bool choose_journal(struct store *store, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "PRAGMA journal_mode=WAL", err);
	const char *mode = NULL;

	if (!statement)
		return false;
	if (sqlite3_step(statement) == SQLITE_ROW)
		mode = (const char *)sqlite3_column_text(statement, 0);
	store->rollback = !mode || strcmp(mode, "wal") != 0;
	sqlite3_finalize(statement);
	if (store->rollback)
		return db_run(store, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA", err);
	return db_run(store, "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000", err);
}

static bool open_for_reading(struct store *store, struct error *err)
{
	store->read_only = true;
	if (!open_as(store, "mode=ro", SQLITE_OPEN_READONLY, err))
		return false;
	/* A WAL file in a folder that can't be written has no shared memory: it
	 * can only be read as it lies there. */
	if (db_number(store, "SELECT count(*) FROM sqlite_schema", -1) < 0 &&
	    (sqlite3_errcode(store->db) & 0xff) == SQLITE_CANTOPEN &&
	    !open_as(store, "immutable=1", SQLITE_OPEN_READONLY, err))
		return false;
	return is_ours(store, err) && knows_version(store, err) && schema_is_ours(store, err);
}

static bool open_for_writing(struct store *store, struct error *err)
{
	if (!make_file(store->path, err) || !is_file(store->path, err))
		return false;
	if (access(store->path, W_OK) != 0)
		return open_for_reading(store, err);
	return open_as(store, "mode=rw", SQLITE_OPEN_READWRITE, err) && is_ours(store, err) &&
	       knows_version(store, err) && choose_journal(store, err) &&
	       db_run(store, "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0", err) &&
	       schema_migrate(store, err) && schema_is_ours(store, err);
}

/* Could the folder take the -wal and -shm files? */
static bool folder_is_writable(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
	bool writable = folder && access(folder, W_OK) == 0;

	free(folder);
	return writable;
}

struct store *store_open(const char *path, enum store_mode mode, struct error *err)
{
	struct arena *arena = arena_new();
	struct store *store = arena_alloc(arena, sizeof(*store));
	bool opened;

	store->arena = arena;
	store->path = arena_strdup(arena, path);
	store->inspect = mode == STORE_INSPECT;
	if (mode == STORE_WRITE && (access(path, F_OK) != 0 || folder_is_writable(path)))
		opened = open_for_writing(store, err);
	else
		opened = is_file(path, err) && open_for_reading(store, err);
	if (opened)
		return store;
	sqlite3_close(store->db);
	arena_free(arena);
	return NULL;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	if (!store->read_only)
		sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_close(store->db);
	arena_free(store->arena);
}

bool store_read_only(const struct store *store)
{
	return store->read_only;
}

const char *store_path(const struct store *store)
{
	return store->path;
}

bool store_uses_rollback(const struct store *store)
{
	return store->rollback;
}

int64_t store_version(struct store *store)
{
	return db_number(store, "PRAGMA data_version", 0);
}

void store_checkpoint(struct store *store)
{
	if (!store->read_only)
		sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}
