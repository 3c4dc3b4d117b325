/* The files of the disk in memory and the list of their changes, between disk.c (what
 * SQLite calls) and disk_power.c (what a power cut leaves). */
#ifndef TESTS_DISK_PARTS_H
#define TESTS_DISK_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DISK_REGIONS = 32 };

struct disk_file {
	struct disk_file *next;
	char *name;              /* NULL: it has none any more */
	unsigned char *bytes;
	size_t size, capacity;
	bool name_unsafe;        /* a journal that was not synced yet */
	void *region[DISK_REGIONS];
	/* As it was when recording began. */
	unsigned char *safe;
	size_t safe_size;
	char *safe_name;
	bool recorded;           /* it was there, or was made while recording */
	size_t safe_until;       /* for one cut: this change is the first that is not safe */
};

enum change_kind { CHANGE_NAME, CHANGE_UNLINK, CHANGE_WRITE, CHANGE_TRUNCATE, CHANGE_SYNC, CHANGE_SYNC_FOLDER };

/* A TRUNCATE makes the file `offset` bytes long. */
struct disk_change {
	enum change_kind kind;
	struct disk_file *file;
	const char *name;
	size_t offset, length;
	const void *bytes;
};

/* Does it, and keeps it in the list while recording. */
void disk_change(const struct disk_change *change);

struct disk_file *disk_find(const char *name);
struct disk_file *disk_file_new(void);
void disk_file_unlink(struct disk_file *file);

/* Of all names and bytes. */
uint64_t disk_sum(void);

/* All files and changes are gone. */
void disk_forget(void);

#endif
