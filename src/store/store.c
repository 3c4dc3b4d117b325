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
#include "base/str.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/guard.h"
#include "store/schema.h"

/* Finds the file, and keeps in mind which one it is: that one is to be opened. */
static bool is_file(struct store *store, struct error *err)
{
	const char *path = store->path;
	struct str end = STR_INIT;
	struct stat status;
	char *real;

	if (stat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return error_set(err, ERROR_NO_INPUT, T(DB_ABSENT), path);
	if (stat(path, &status) != 0)
		return error_set(err, ERROR_NO_INPUT, T(DB_MISSING), path, reason_say(errno));
	if (!S_ISREG(status.st_mode))
		return error_set(err, ERROR_NO_INPUT, T(DB_NO_FILE), path);
	if (!file_resolve(path, &end) || lstat(end.text, &status) != 0 || !(real = realpath(end.text, NULL))) {
		str_release(&end);
		return error_set(err, ERROR_NO_INPUT, T(DB_PLANTED), path);
	}
	store->file = arena_strdup(store->arena, real);
	store->mark[0] = (struct file_mark){ .path = path, .device = status.st_dev, .number = status.st_ino,
		.size = status.st_size };
	free(real);
	str_release(&end);
	/* SQLite takes a file smaller than its header for an empty one, and would
	 * write over it. */
	if (status.st_size > 0 && status.st_size < 512)
		return error_set(err, ERROR_DATA, T(DB_NOT_OURS), path);
	return true;
}

/* Behind a link the -wal lies beside the file, not beside the link. */
static void find_real(struct store *store)
{
	char *real = realpath(store->path, NULL);

	store->file = real ? arena_strdup(store->arena, real) : store->path;
	free(real);
}

/* Did SQLite open what was looked at?  Nothing was read of it yet. */
static bool is_the_one(struct store *store)
{
	struct stat status;
	int moved = 0;

	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	return !moved && stat(store->file, &status) == 0 && status.st_dev == store->mark[0].device &&
	       status.st_ino == store->mark[0].number;
}

/* A URI that names the path whatever characters it has. */
static char *uri_of(struct arena *arena, const char *path, const char *query)
{
	struct str uri = STR_INIT;
	char *copy;

	str_add(&uri, path[0] == '/' ? "file://" : "file:./");
	for (const char *c = path; *c; c++) {
		if (strchr("%?# ", *c))
			str_printf(&uri, "%%%02X", (unsigned char)*c);
		else
			str_add_char(&uri, *c);
	}
	str_printf(&uri, "?%s", query);
	copy = arena_strdup(arena, uri.text);
	str_release(&uri);
	return copy;
}

/* A connection with its guards; nothing is read of the file yet. */
static bool open_as(struct store *store, const char *query, int flags, struct error *err)
{
	int no = 0;

	db_forget_kept(store);
	if (store->db)
		sqlite3_close(store->db);
	store->db = NULL;
	if (sqlite3_open_v2(uri_of(store->arena, store->file, query), &store->db,
			    flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW, NULL) != SQLITE_OK)
		return db_fail(store, err);
	if (!is_the_one(store))
		return error_set(err, ERROR_IO, T(DB_MOVED), store->path);
	if (!guard_connection(store, err))
		return false;
	/* Some systems' SQLite keeps the WAL file for ever unless told not to. */
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_PERSIST_WAL, &no);
	return true;
}

/* The first look into the file; the connection keeps the error. */
static bool can_be_read(struct store *store)
{
	return db_number(store, "SELECT count(*) FROM sqlite_schema", -1) >= 0;
}

static bool is_open_error(struct store *store)
{
	int code = sqlite3_errcode(store->db);

	return (code & 0xff) == SQLITE_CANTOPEN || code == SQLITE_READONLY_CANTINIT ||
	       code == SQLITE_READONLY_DIRECTORY;
}

/* Is it ours, or empty and so about to become ours? */
static bool is_ours(struct store *store, struct error *err)
{
	int64_t objects, id;

	if (!db_ask(store, "SELECT count(*) FROM sqlite_schema", &objects, err) ||
	    !db_ask(store, "PRAGMA application_id", &id, err))
		return false;
	if (id == SCHEMA_APPLICATION || (objects == 0 && id == 0 && !store->read_only))
		return true;
	return error_set(err, ERROR_DATA, T(DB_NOT_OURS), store->path);
}

static bool knows_version(struct store *store, int64_t *version, struct error *err)
{
	if (!db_ask(store, "PRAGMA user_version", version, err))
		return false;
	if (*version > SCHEMA_VERSION)
		return error_set(err, ERROR_DATA, T(DB_NEWER), store->path, (int)*version, SCHEMA_VERSION);
	if (*version < 0)
		return error_set(err, ERROR_DATA, T(DB_NOT_OURS), store->path);
	if (store->read_only && !store->inspect && *version < SCHEMA_VERSION)
		return error_set(err, ERROR_DATA, T(DB_OLDER), store->path);
	return true;
}

/* In one transaction, so that what another process is just making is not seen by half. */
static bool knows_schema(struct store *store, struct error *err)
{
	int64_t version;
	bool good = db_run(store, "BEGIN", err) && knows_version(store, &version, err) &&
		    guard_schema(store, version, err);

	db_rollback(store);
	return good;
}

/*
 * WAL with FULL: one sync a commit, and readers never wait.  Where there can
 * be no shared memory (a network drive) a rollback journal with EXTRA, which
 * also syncs the folder, keeps every acknowledged row through a power cut.
 */
static bool choose_journal(struct store *store, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "PRAGMA journal_mode=WAL", err);
	bool known;

	if (!statement)
		return false;
	known = sqlite3_step(statement) == SQLITE_ROW;
	store->rollback = known && strcmp(db_column_text(statement, 0), "wal") != 0;
	if (!known)
		db_fail(store, err);
	sqlite3_finalize(statement);
	if (!known)
		return false;
	db_checkpoint_after(store, 2000);
	return db_run(store, store->rollback ? "PRAGMA synchronous=EXTRA" : "PRAGMA synchronous=FULL", err);
}

/* A file that was in WAL mode came to a place that can't have it: alone with the
 * file, SQLite needs no shared memory, and can turn it back. */
static bool leave_wal(struct store *store, struct error *err)
{
	return db_run(store, "PRAGMA locking_mode=EXCLUSIVE", err) && is_ours(store, err) &&
	       db_run(store, "PRAGMA journal_mode=DELETE; PRAGMA locking_mode=NORMAL;"
		      "SELECT count(*) FROM sqlite_schema", err);
}

/* Could the folder take the -wal and -shm files? */
static bool folder_is_writable(const struct store *store)
{
	const char *path = store->file, *slash = strrchr(path, '/');
	size_t length = slash == path ? 1 : (size_t)(slash ? slash - path : 0);

	return access(slash ? arena_strndup(store->arena, path, length) : ".", W_OK) == 0;
}

/* Is there a WAL beside the file with something in it? */
static bool has_wal(struct store *store)
{
	struct stat status;

	return stat(arena_printf(store->arena, "%s-wal", store->file), &status) == 0 && status.st_size > 0;
}

/*
 * A reader opens for writing where it can, and then writes nothing: only such
 * a connection clears away the -wal and -shm files that reading needs.  It also
 * moves what a crash left in the WAL into the file; an audit leaves both as
 * they lie.
 */
static bool open_reader(struct store *store, struct error *err)
{
	if (!(store->inspect && has_wal(store)) &&
	    access(store->path, W_OK) == 0 && folder_is_writable(store) &&
	    open_as(store, "mode=rw", SQLITE_OPEN_READWRITE, NULL) && can_be_read(store))
		return db_run(store, "PRAGMA query_only=ON", err);
	if (!open_as(store, "mode=ro", SQLITE_OPEN_READONLY, err))
		return false;
	if (can_be_read(store) || !is_open_error(store))
		return true;
	/* A WAL file in a folder that can't be written has no shared memory: it can
	 * be read as it lies there, when all of it is in the file itself. */
	if (has_wal(store))
		return error_set(err, ERROR_IO, T(DB_OTHER), store->path, T(DB_UNCLOSED));
	return open_as(store, "immutable=1", SQLITE_OPEN_READONLY, err);
}

static bool open_for_reading(struct store *store, struct error *err)
{
	store->read_only = true;
	return open_reader(store, err) && is_ours(store, err) && knows_schema(store, err);
}

static bool open_for_writing(struct store *store, struct error *err)
{
	if (!db_make_file(store, err) || !is_file(store, err))
		return false;
	if (access(store->path, W_OK) != 0)
		return open_for_reading(store, err);
	if (!open_as(store, "mode=rw", SQLITE_OPEN_READWRITE, err))
		return false;
	if (!can_be_read(store) && is_open_error(store) && !leave_wal(store, err))
		return false;
	/* Nothing is written before all that is in the file is known. */
	return is_ours(store, err) && knows_schema(store, err) && choose_journal(store, err) &&
	       schema_migrate(store, err) && guard_schema(store, SCHEMA_VERSION, err);
}

struct store *store_open(const char *path, enum store_mode mode, struct error *err)
{
	struct arena *arena = arena_new();
	struct store *store = arena_alloc(arena, sizeof(*store));
	bool opened, had_wal;

	store->arena = arena;
	store->doubt.asked = (struct str)STR_INIT;
	store->path = store->file = arena_strdup(arena, path);
	store->inspect = mode == STORE_INSPECT;
	find_real(store);
	had_wal = has_wal(store);
	if (mode == STORE_WRITE && (access(path, F_OK) != 0 || folder_is_writable(store)))
		opened = open_for_writing(store, err);
	else
		opened = is_file(store, err) && open_for_reading(store, err);
	if (opened) {
		db_mark(store);
		store->watched = true;
		return store;
	}
	db_unmake(store);
	/* What a crash left of somebody else's file is for their program to mend. */
	if (store->db && had_wal)
		sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	db_forget_kept(store);
	sqlite3_finalize(store->cookie_asked);
	/* Bringing it up to date may have read packs. */
	shelf_clear(&store->shelf);
	sqlite3_close(store->db);
	arena_free(arena);
	return NULL;
}

void store_close(struct store *store)
{
	bool strangers;

	if (!store)
		return;
	/* The last connection moves the WAL into the file and removes it; one that
	 * is not the last must not wait for the others here.  What has the name now
	 * may be somebody else's. */
	if (store_moved(store))
		sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	strangers = !store->read_only && (store->copied || db_is_strangers(store));
	sqlite3_finalize(store->version);
	sqlite3_finalize(store->cookie_asked);
	db_forget_kept(store);
	shelf_clear(&store->shelf);
	str_release(&store->doubt.asked);
	sqlite3_close(store->db);
	if (strangers)
		db_take_away(store, !store->copied);
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
	int64_t version = 0;

	if (!store->version)
		store->version = db_prepare(store, "PRAGMA data_version", NULL);
	if (store->version && sqlite3_step(store->version) == SQLITE_ROW)
		version = sqlite3_column_int64(store->version, 0);
	if (store->version)
		sqlite3_reset(store->version);
	return version;
}

void store_checkpoint(struct store *store)
{
	if (!store->read_only && !store_moved(store))
		sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}
