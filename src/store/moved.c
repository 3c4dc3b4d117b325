/*
 * Is what we have open still what its name means?  SQLite goes on writing into a
 * file that was removed or replaced, and such a row is gone with the process.  The
 * -wal beside it matters as much: the newest rows may stand in it alone.  And is it
 * still ours, or was another one copied over it (stamp.h)?
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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
	/* The first is the one that was looked at before opening; its name may mean another by now. */
	store->mark[0].known = true;
	store->mark[1] = mark_of(arena_printf(store->arena, "%s-wal", store->file));
	store->mark[2] = mark_of(arena_printf(store->arena, "%s-shm", store->file));
	stamp_take(store);
}

static bool are_same(const struct file_mark *then, const struct file_mark *now)
{
	return now->known && now->device == then->device && now->number == then->number;
}

/* Does the name still mean the same file? */
static bool is_same(const struct file_mark *then)
{
	struct file_mark now = mark_of(then->path);

	return are_same(then, &now);
}

/* Shorter than its own header says: another one is just being copied over it. */
static bool was_cut(struct store *store)
{
	struct file_mark *then = &store->mark[0], now;

	/* Not before it was opened, and not another one's length. */
	if (!then->known)
		return false;
	now = mark_of(then->path);
	if (!are_same(then, &now))
		return false;
	if (now.size < then->size && stamp_is_cut(store, now.size))
		return true;
	/* What was copied over it may be longer. */
	if (!store->stamp.broken)
		then->size = now.size;
	return false;
}

bool store_overwritten(struct store *store)
{
	bool broken = stamp_is_broken(store);

	return was_cut(store) || broken;
}

bool store_moved(struct store *store)
{
	for (size_t i = 0; i < STORE_FILES; i++)
		if (store->mark[i].known && !is_same(&store->mark[i]))
			return true;
	return store_overwritten(store);
}

bool db_is_strangers(struct store *store)
{
	const struct file_mark *mark = &store->mark[0];

	return mark_of(mark->path).known && (!is_same(mark) || store_overwritten(store));
}

/*
 * Nobody comes into the database while its -wal and -shm go: who opens it takes a lock on
 * these bytes before looking for them, and waits.  True with *file -1: somebody is in it
 * already, who notices by the missing files.  False: it cannot even be opened.  Our own
 * connection is closed by now, so that nothing is unlocked by closing this one.
 */
static bool keep_out(const char *path, int *file)
{
	enum { SHARED_FIRST = 0x40000002, SHARED_SIZE = 510 };
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE };

	*file = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (*file < 0)
		return errno == ENOENT;
	if (fcntl(*file, F_SETLK, &lock) != 0) {
		close(*file);
		*file = -1;
	}
	return true;
}

/* Looked at under a name that nobody else uses: between a look and unlink() another program
 * could have put its own there. */
static void take_away(const struct file_mark *mark, const char *aside, bool keep)
{
	struct file_mark moved = *mark;

	if (!mark->known || !is_same(mark) || rename(mark->path, aside) != 0)
		return;
	moved.path = aside;
	if (!is_same(&moved)) {
		if (link(aside, mark->path) == 0)
			unlink(aside);
	} else if (!keep) {
		unlink(aside);
	}
}

void db_take_away(struct store *store, bool keep)
{
	const char *path = store->file, *aside = arena_printf(store->arena, "%s.left-wal", path);
	int file;

	for (int i = 2; access(aside, F_OK) == 0 && i < 100; i++)
		aside = arena_printf(store->arena, "%s.left-%d-wal", path, i);
	/* Whom we cannot keep out would find the one without the other: then both stay. */
	if (!keep_out(path, &file))
		return;
	/* Of the -wal alone its rows would be taken in again, of the -shm alone none are read: one
	 * right after the other. */
	take_away(&store->mark[1], aside, keep);
	take_away(&store->mark[2], arena_printf(store->arena, "%s.%ld.left-shm", path, (long)getpid()), false);
	if (file >= 0)
		close(file);
}

void store_abandon(struct store *store)
{
	/* What was replaced was copied whole; what was overwritten was not. */
	store->copied = !store_overwritten(store);
	/* All of it into the file, wherever that is now: a -wal that stayed behind would be put into
	 * whatever gets the name next, the copy of it as likely as not. */
	if (store->copied)
		sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	store_close(store);
}

static int after_commit(void *with, sqlite3 *db, const char *name, int pages)
{
	struct store *store = with;

	if (pages >= store->checkpoint_pages && !store_moved(store))
		sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	return SQLITE_OK;
}

void db_checkpoint_after(struct store *store, int pages)
{
	store->checkpoint_pages = pages;
	sqlite3_wal_hook(store->db, after_commit, store);
}

bool db_may_write(struct store *store, struct error *err)
{
	if (store->read_only)
		return error_set(err, ERROR_IO, T(DB_READ_ONLY), store->path);
	return !store_moved(store) || error_set(err, ERROR_IO, T(DB_MOVED), store->path);
}
