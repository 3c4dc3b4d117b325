/* A file for a new database, and taking it away again when nothing came of it. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/store.h"

/* Cuts the last part off; false: none is left. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash || slash == path)
		return false;
	*slash = '\0';
	return true;
}

/* How much of the path is there already. */
static size_t there_of(struct arena *arena, const char *folder)
{
	char *part = arena_strdup(arena, folder);
	struct stat status;

	while (stat(part, &status) != 0)
		if (!go_up(part))
			return 0;
	return strlen(part);
}

bool db_make_file(struct store *store, struct error *err)
{
	const char *path = store->path;
	char *folder = arena_strdup(store->arena, path);
	struct stat status;
	int fd;

	store->folder_there = strlen(path);
	if (go_up(folder)) {
		store->folder_there = there_of(store->arena, folder);
		store->folders_made = store->folder_there < strlen(folder);
		if (!file_make_folder(folder))
			return error_set(err, ERROR_CREATE, T(DB_NO_FOLDER), folder, reason_say(errno));
	}
	if (!file_may_follow(path))
		return error_set(err, ERROR_CREATE, T(DB_PLANTED), path);
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno != EEXIST)
		return error_set(err, ERROR_CREATE, T(DB_NO_CREATE), path, reason_say(errno));
	store->made = fd >= 0 && fstat(fd, &status) == 0;
	if (store->made)
		store->mark[0] = (struct file_mark){ .path = path, .device = status.st_dev, .number = status.st_ino };
	if (fd >= 0)
		close(fd);
	return true;
}

static off_t size_of(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 ? status.st_size : 0;
}

/* Every table has a page of its own: the first one alone has none. */
static bool is_empty(struct store *store)
{
	enum { PAGE = 4096 };

	return size_of(store->path) <= PAGE && size_of(arena_printf(store->arena, "%s-wal", store->file)) == 0;
}

/* Nothing that anybody recorded or typed; asked for under a lock of one who writes, since
 * another program may have found the file in the meantime. */
static bool holds_nothing(struct store *store)
{
	static const char *const tables[] = { "event", "draft", "lease" };

	if (!store->db)
		return is_empty(store);
	if (!sqlite3_get_autocommit(store->db))
		return false;
	if (!db_run(store, "BEGIN IMMEDIATE", NULL))
		return (sqlite3_errcode(store->db) & 0xff) != SQLITE_BUSY && is_empty(store);
	if (db_number(store, "SELECT count(*) FROM sqlite_schema", -1) == 0)
		return true;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (db_number(store, arena_printf(store->arena, "SELECT count(*) FROM %s", tables[i]), -1) != 0)
			return false;
	return true;
}

static bool is_still_there(const struct store *store)
{
	struct stat status;

	return stat(store->path, &status) == 0 && status.st_dev == store->mark[0].device &&
	       status.st_ino == store->mark[0].number;
}

void db_unmake(struct store *store)
{
	char *folder = arena_strdup(store->arena, store->path);
	bool made = store->made;

	store->made = false;
	/* SQLite's files before the one that they belong to; who has it open notices. */
	if (made && is_still_there(store) && holds_nothing(store)) {
		unlink(arena_printf(store->arena, "%s-journal", store->file));
		unlink(arena_printf(store->arena, "%s-wal", store->file));
		unlink(arena_printf(store->arena, "%s-shm", store->file));
		unlink(store->path);
		if (store->db)
			sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	}
	if (store->db)
		db_rollback(store);
	/* One that holds something stays by itself. */
	while (store->folders_made && go_up(folder) && strlen(folder) > store->folder_there && rmdir(folder) == 0)
		continue;
}

void store_close_unused(struct store *store)
{
	db_unmake(store);
	store_close(store);
}
