/*
 * Was something else written into the file that we have open?  `cp other.db entaku.db`
 * keeps its number and may keep its size.  SQLite does not notice: it goes on with a
 * mixture of pages that it remembers, pages of the -wal and pages of the stranger's, and
 * the next checkpoint writes ours into the other file.
 *
 * So two things are kept in mind, read straight from the file past SQLite's memory: the
 * 100 bytes of its header, and the last page of the journal, where the newest row stands
 * with its hash.  With a -wal only a checkpoint may change either of them, and every
 * checkpoint first announces itself in the -shm (nBackfillAttempted): a change without
 * one is somebody else's writing.  With one it must go on from what there was: the same kind
 * of file, no older, and where all of the -wal was moved, the journal not shorter and its
 * newest row the same.  The same holds
 * without a -wal, where every commit of another program changes the file.
 *
 * What this cannot see: a file that differs in neither place (the same journal, other
 * drafts); what was copied over it in the instant between this look and a checkpoint, or
 * in the one in which another program's checkpoint ran, where its journal is as long or
 * longer; what happened while nobody had it open and a crash had left a -wal.
 * `entaku verify` finds what came of these.  What was overwritten is gone: only memory
 * still has it.  Internal to store/.
 */
#ifndef STORE_STAMP_H
#define STORE_STAMP_H

#include <stdbool.h>
#include <stdint.h>

struct store;

enum { STAMP_HEAD = 100, STAMP_PAGE = 4096 };

struct stamp {
	bool known;              /* taken, and could be read */
	bool broken;             /* seen so, and not mended since */
	uint32_t root;           /* page where the tree of `event` begins; 0: none */
	/* Of the -shm, when the rest was read: no checkpoint was under way, which -wal it is, and
	 * how many rows of it are in the file. */
	bool settled;
	/* All of the -wal was in the file.  A checkpoint that readers hold back leaves out pages that
	 * were written again later, so that the journal's pages need not fit together. */
	bool whole;
	uint32_t salt[2], moved;
	unsigned char head[STAMP_HEAD], leaf[STAMP_PAGE];
};

void stamp_take(struct store *store);
bool stamp_is_broken(struct store *store); /* costs some microseconds */

/* Of `size` bytes: does it hold fewer pages than its own header says?  A file that was made
 * smaller by SQLite (VACUUM, what a full disk takes back) holds them all. */
bool stamp_is_cut(struct store *store, int64_t size);

#endif
