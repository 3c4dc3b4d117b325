/* See disk.h.  Files are found by name in one folder; what is open stays after its
 * name is gone, as on the real disk. */
#include "disk.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "disk_parts.h"

/* What SQLite holds of an open file. */
struct handle {
	sqlite3_file base;
	struct handle *next;
	struct disk_file *file;
	int lock;
	bool shares;
	unsigned shared, alone; /* locks on the shared memory, a bit each */
	bool gone;              /* removed when closed */
};

static struct {
	struct handle *open;
	struct disk_fault (*ask)(void *with, enum disk_call call);
	void *with;
	sqlite3_vfs *real;
	bool nothing_shared;
} disk;

static struct disk_fault asked(enum disk_call call)
{
	return disk.ask ? disk.ask(disk.with, call) : (struct disk_fault){ SQLITE_OK, DISK_BEFORE };
}

/* ---- a file ------------------------------------------------------------------ */

static void stop_sharing(struct handle *handle)
{
	handle->shares = false;
	handle->shared = handle->alone = 0;
	for (struct handle *other = disk.open; other; other = other->next)
		if (other->file == handle->file && other->shares)
			return;
	for (size_t i = 0; i < DISK_REGIONS; i++) {
		free(handle->file->region[i]);
		handle->file->region[i] = NULL;
	}
}

static int on_close(sqlite3_file *base)
{
	struct handle *handle = (struct handle *)base, **place = &disk.open;

	while (*place && *place != handle)
		place = &(*place)->next;
	if (!*place) /* of a program that was killed */
		return SQLITE_OK;
	*place = handle->next;
	if (handle->shares)
		stop_sharing(handle);
	if (handle->gone)
		disk_file_unlink(handle->file);
	return SQLITE_OK;
}

static int on_read(sqlite3_file *base, void *bytes, int length, sqlite3_int64 offset)
{
	struct disk_file *file = ((struct handle *)base)->file;
	struct disk_fault fault = asked(DISK_READ);
	size_t there = (size_t)offset < file->size ? file->size - (size_t)offset : 0;

	if (fault.code)
		return fault.code;
	if (there > (size_t)length)
		there = (size_t)length;
	if (there)
		memcpy(bytes, file->bytes + offset, there);
	memset((unsigned char *)bytes + there, 0, (size_t)length - there);
	return there < (size_t)length ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int on_write(sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset)
{
	struct disk_fault fault = asked(DISK_WRITE);
	size_t done = fault.code ? fault.when == DISK_HALF ? (size_t)length / 2 : 0 : (size_t)length;

	if (done)
		disk_change(&(struct disk_change){ .kind = CHANGE_WRITE, .file = ((struct handle *)base)->file,
			.offset = (size_t)offset, .length = done, .bytes = bytes });
	return fault.code;
}

static int on_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct disk_fault fault = asked(DISK_TRUNCATE);

	if (!fault.code || fault.when == DISK_AFTER)
		disk_change(&(struct disk_change){ .kind = CHANGE_TRUNCATE, .file = ((struct handle *)base)->file,
			.offset = (size_t)size });
	return fault.code;
}

/* The first sync of a new journal also makes its name safe, as the real one does. */
static int on_sync(sqlite3_file *base, int flags)
{
	struct disk_file *file = ((struct handle *)base)->file;
	struct disk_fault fault = asked(DISK_SYNC);

	(void)flags;
	if (fault.code && fault.when != DISK_AFTER)
		return fault.code;
	disk_change(&(struct disk_change){ .kind = CHANGE_SYNC, .file = file });
	if (file->name_unsafe)
		disk_change(&(struct disk_change){ .kind = CHANGE_SYNC_FOLDER });
	file->name_unsafe = false;
	return fault.code;
}

static int on_size(sqlite3_file *base, sqlite3_int64 *size)
{
	*size = (sqlite3_int64)((struct handle *)base)->file->size;
	return asked(DISK_SIZE).code;
}

/* The highest lock that others have on the file. */
static int others_lock(const struct handle *handle)
{
	int highest = SQLITE_LOCK_NONE;

	for (const struct handle *other = disk.open; other; other = other->next)
		if (other != handle && other->file == handle->file && other->lock > highest)
			highest = other->lock;
	return highest;
}

static int on_lock(sqlite3_file *base, int wanted)
{
	struct handle *handle = (struct handle *)base;
	struct disk_fault fault = asked(DISK_LOCK);
	int others = others_lock(handle);

	if (fault.code)
		return fault.code;
	if (handle->lock >= wanted)
		return SQLITE_OK;
	if (wanted == SQLITE_LOCK_SHARED ? others >= SQLITE_LOCK_PENDING : others >= SQLITE_LOCK_RESERVED)
		return SQLITE_BUSY;
	if (wanted == SQLITE_LOCK_EXCLUSIVE && others != SQLITE_LOCK_NONE) {
		handle->lock = SQLITE_LOCK_PENDING;
		return SQLITE_BUSY;
	}
	handle->lock = wanted;
	return SQLITE_OK;
}

static int on_unlock(sqlite3_file *base, int lock)
{
	struct handle *handle = (struct handle *)base;

	if (handle->lock > lock)
		handle->lock = lock;
	return SQLITE_OK;
}

static int on_reserved(sqlite3_file *base, int *reserved)
{
	*reserved = others_lock((struct handle *)base) >= SQLITE_LOCK_RESERVED;
	return asked(DISK_RESERVED).code;
}

static int on_control(sqlite3_file *base, int what, void *with)
{
	(void)base;
	(void)what;
	(void)with;
	return SQLITE_NOTFOUND;
}

static int on_sector(sqlite3_file *base)
{
	(void)base;
	return 4096;
}

static int on_character(sqlite3_file *base)
{
	(void)base;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* ---- memory that connections share ------------------------------------------- */

static int on_share(sqlite3_file *base, int index, int size, int extend, void volatile **memory)
{
	struct handle *handle = (struct handle *)base;
	struct disk_fault fault = asked(DISK_SHARE);

	*memory = NULL;
	if (fault.code)
		return fault.code;
	assert(index < DISK_REGIONS);
	handle->shares = true;
	if (!handle->file->region[index] && extend)
		handle->file->region[index] = calloc(1, (size_t)size);
	if (!handle->file->region[index] && extend)
		return SQLITE_NOMEM;
	*memory = handle->file->region[index];
	return SQLITE_OK;
}

static int on_share_lock(sqlite3_file *base, int first, int count, int flags)
{
	struct handle *handle = (struct handle *)base;
	unsigned mask = ((1u << (first + count)) - 1) & ~((1u << first) - 1);
	struct disk_fault fault;

	if (flags & SQLITE_SHM_UNLOCK) {
		handle->shared &= ~mask;
		handle->alone &= ~mask;
		return SQLITE_OK;
	}
	fault = asked(DISK_SHARE_LOCK);
	if (fault.code)
		return fault.code;
	for (const struct handle *other = disk.open; other; other = other->next)
		if (other != handle && other->file == handle->file &&
		    (other->alone & mask || (flags & SQLITE_SHM_EXCLUSIVE && other->shared & mask)))
			return SQLITE_BUSY;
	if (flags & SQLITE_SHM_EXCLUSIVE)
		handle->alone |= mask;
	else
		handle->shared |= mask;
	return SQLITE_OK;
}

static void on_barrier(sqlite3_file *base)
{
	(void)base;
}

static int on_stop_sharing(sqlite3_file *base, int remove)
{
	(void)remove;
	stop_sharing((struct handle *)base);
	return SQLITE_OK;
}

/* ---- the folder -------------------------------------------------------------- */

#define METHODS .xClose = on_close, .xRead = on_read, .xWrite = on_write, .xTruncate = on_truncate, \
	.xSync = on_sync, .xFileSize = on_size, .xLock = on_lock, .xUnlock = on_unlock, \
	.xCheckReservedLock = on_reserved, .xFileControl = on_control, .xSectorSize = on_sector, \
	.xDeviceCharacteristics = on_character

static const sqlite3_io_methods sharing = { .iVersion = 2, METHODS, .xShmMap = on_share,
	.xShmLock = on_share_lock, .xShmBarrier = on_barrier, .xShmUnmap = on_stop_sharing };
static const sqlite3_io_methods not_sharing = { .iVersion = 1, METHODS };

static int on_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out)
{
	struct handle *handle = (struct handle *)base;
	struct disk_fault fault = asked(DISK_OPEN);
	struct disk_file *file = name ? disk_find(name) : NULL;

	(void)vfs;
	memset(handle, 0, sizeof(*handle));
	if (fault.code)
		return fault.code;
	if (!file && name && !(flags & (SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_DB)))
		return SQLITE_CANTOPEN;
	if (!file) {
		file = disk_file_new();
		file->name_unsafe = flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL);
		disk_change(&(struct disk_change){ .kind = CHANGE_NAME, .file = file, .name = name ? name : "" });
	}
	handle->base.pMethods = disk.nothing_shared ? &not_sharing : &sharing;
	handle->file = file;
	handle->gone = !name || flags & SQLITE_OPEN_DELETEONCLOSE;
	handle->next = disk.open;
	disk.open = handle;
	if (out)
		*out = flags;
	return SQLITE_OK;
}

static int on_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	struct disk_fault fault = asked(DISK_DELETE);
	struct disk_file *file = disk_find(name);

	(void)vfs;
	if (fault.code && fault.when != DISK_AFTER)
		return fault.code;
	if (!file)
		return SQLITE_IOERR_DELETE_NOENT;
	disk_file_unlink(file);
	if (sync && !fault.code)
		disk_change(&(struct disk_change){ .kind = CHANGE_SYNC_FOLDER });
	return fault.code;
}

static int on_access(sqlite3_vfs *vfs, const char *name, int what, int *yes)
{
	const struct disk_file *file = disk_find(name);

	(void)vfs;
	(void)what;
	*yes = file && file->size > 0;
	return asked(DISK_ACCESS).code;
}

static int on_name(sqlite3_vfs *vfs, const char *name, int size, char *full)
{
	(void)vfs;
	sqlite3_snprintf(size, full, "%s", name);
	return SQLITE_OK;
}

static int on_randomness(sqlite3_vfs *vfs, int size, char *bytes)
{
	(void)vfs;
	memset(bytes, 7, (size_t)size);
	return size;
}

/* Who waits for a lock here waits for himself. */
static int on_sleep(sqlite3_vfs *vfs, int microseconds)
{
	(void)vfs;
	return microseconds;
}

static int on_time(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
	(void)vfs;
	*now = 212674464000000; /* some day */
	return SQLITE_OK;
}

static sqlite3_vfs vfs = {
	.iVersion = 2, .szOsFile = (int)sizeof(struct handle), .mxPathname = 1024, .zName = "disk",
	.xOpen = on_open, .xDelete = on_delete, .xAccess = on_access, .xFullPathname = on_name,
	.xRandomness = on_randomness, .xSleep = on_sleep, .xCurrentTimeInt64 = on_time,
};

void disk_insert(void)
{
	/* A copy of the program could not let go of a lock between threads. */
	sqlite3_shutdown();
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_initialize();
	disk.real = sqlite3_vfs_find(NULL);
	disk_clear();
	sqlite3_vfs_register(&vfs, 1);
}

void disk_remove(void)
{
	disk_clear();
	sqlite3_vfs_register(disk.real, 1);
	sqlite3_vfs_unregister(&vfs);
}

void disk_clear(void)
{
	assert(!disk.open);
	disk.ask = NULL;
	disk.nothing_shared = false;
	disk_forget();
}

void disk_ask(struct disk_fault (*ask)(void *with, enum disk_call call), void *with)
{
	disk.ask = ask;
	disk.with = with;
}

void disk_share_nothing(bool nothing)
{
	disk.nothing_shared = nothing;
}

uint64_t disk_state(void)
{
	return disk_sum() * 2 + disk.nothing_shared;
}

size_t disk_open_files(void)
{
	size_t count = 0;

	for (const struct handle *handle = disk.open; handle; handle = handle->next)
		count++;
	return count;
}

void disk_kill(void)
{
	while (disk.open) {
		struct handle *handle = disk.open;

		if (handle->shares)
			stop_sharing(handle);
		handle->lock = SQLITE_LOCK_NONE;
		disk.open = handle->next;
	}
}
