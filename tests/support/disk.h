/*
 * A disk in memory, which SQLite uses in place of the real one: every call can be made
 * to fail, and what a power cut would leave of it can be asked for at any point.  The
 * store's own look at a path (is there a file, may I write) still sees the real folder,
 * where an empty file stands for the database.
 */
#ifndef TESTS_DISK_H
#define TESTS_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What SQLite asks a disk for. */
enum disk_call {
	DISK_OPEN, DISK_DELETE, DISK_ACCESS, DISK_READ, DISK_WRITE, DISK_TRUNCATE, DISK_SYNC,
	DISK_SIZE, DISK_LOCK, DISK_RESERVED, DISK_SHARE, DISK_SHARE_LOCK, DISK_CALL_COUNT
};

/* When a call fails: without doing anything, in its middle (half of what was to be
 * written), or after all of it was done. */
enum disk_when { DISK_BEFORE, DISK_HALF, DISK_AFTER };
struct disk_fault { int code; enum disk_when when; }; /* an SQLite code; 0: none */

/* An empty disk, the default one of this program until disk_remove(). */
void disk_insert(void);
void disk_remove(void);
/* Everything on it is gone. */
void disk_clear(void);

/* As somebody else would rename it, or (`to` NULL) remove it; one that is not there is none. */
void disk_rename(const char *from, const char *to);

/* Asked before every call; NULL: nothing fails. */
void disk_ask(struct disk_fault (*ask)(void *with, enum disk_call call), void *with);

/* As on a network drive: no shared memory, so no WAL. */
void disk_share_nothing(bool nothing);

/* Is it the disk itself that needs memory now? */
bool disk_is_at_work(void);

/* A number that is the same for the same bytes in files of the same names. */
uint64_t disk_state(void);

/* How many files are open. */
size_t disk_open_files(void);

/* What a killed program leaves: locks and shared memory are gone, and nobody may use
 * what it had open. */
void disk_kill(void);

/* ---- power ---- */

/* What becomes of writes that were not synced: all lost, all there, a beginning of
 * them there, any sectors of any of them, or any of them whole. */
enum disk_loss { DISK_LOST, DISK_KEPT, DISK_BEGUN, DISK_TORN, DISK_REORDERED, DISK_LOSS_COUNT };

/* What is on the disk now is safe; from here on all changes are kept in a list. */
void disk_record(void);
size_t disk_changes(void);
/* Is change `at` a sync (of a file, or of the folder)? */
bool disk_is_sync(size_t at);

/* The disk as the power went after `at` changes.  Nothing may be open. */
void disk_cut(size_t at, enum disk_loss loss, uint64_t seed);

#endif
