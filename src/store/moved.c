/*
 * Is what we have open still what its name means?  SQLite goes on writing into a
 * file that was removed or replaced, and such a row is gone with the process.  The
 * -wal beside it matters as much: the newest rows may stand in it alone.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/store.h"

static struct file_mark mark_of(const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return (struct file_mark){ .path = path };
	return (struct file_mark){ path, true, status.st_dev, status.st_ino, status.st_size };
}

void db_mark(struct store *store)
{
	static const char *const endings[STORE_FILES] = { "", "-wal", "-shm" };
	int moved = 0;

	for (size_t i = 0; i < STORE_FILES; i++)
		store->mark[i] = mark_of(arena_printf(store->arena, "%s%s", store->path, endings[i]));
	/* The name may have got another file between opening and this: no file is number 0. */
	if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved)
		store->mark[0] = (struct file_mark){ .path = store->path, .known = true };
}

/* Does the name still mean the same file? */
static bool is_same(const struct file_mark *then)
{
	struct file_mark now = mark_of(then->path);

	return now.known && now.device == then->device && now.number == then->number;
}

/* A database never gets shorter here: another one was copied over it. */
static bool was_cut(struct store *store)
{
	struct file_mark *then = &store->mark[0], now;

	/* Not before it was opened. */
	if (!then->known)
		return false;
	now = mark_of(then->path);
	if (now.known && now.size < then->size)
		return true;
	then->size = now.known ? now.size : then->size;
	return false;
}

bool store_moved(struct store *store)
{
	for (size_t i = 0; i < STORE_FILES; i++)
		if (store->mark[i].known && !is_same(&store->mark[i]))
			return true;
	return was_cut(store);
}

void store_abandon(struct store *store)
{
	const struct file_mark *mark = store->mark;

	/* SQLite would put the rows of a -wal into whatever file lies beside it. */
	if (mark_of(mark[0].path).known && !is_same(&mark[0]))
		for (size_t i = 1; i < STORE_FILES; i++)
			if (mark[i].known && is_same(&mark[i]))
				unlink(mark[i].path);
	store_close(store);
}

bool db_may_write(struct store *store, struct error *err)
{
	if (store->read_only)
		return error_set(err, ERROR_IO, T(DB_READ_ONLY), store->path);
	return !store_moved(store) || error_set(err, ERROR_IO, T(DB_MOVED), store->path);
}
