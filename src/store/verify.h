/* The parts of store_verify().  Internal to store/. */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "store/db.h"
#include "store/faults.h"
#include "store/journal.h"

/* What all sessions of one verify share. */
struct verify {
	struct store *store;
	struct faults faults;
	struct store aside;  /* in memory: derived tables as they should be */
	struct shelf shelf;
};

/* One session: its rows, its end, its derived rows.  `number` is what people
 * know it by; `head` (HASH_SIZE) gets the hash of its last row.  False: the
 * file could not be read. */
bool verify_session(struct verify *verify, const char *id, int64_t number, char *head, struct error *err);

/*
 * upkeep.c: do pages, tables and indexes agree?  A list is read through an index, which
 * can say something else than its table.  Passed over once after store_check(), which
 * has said it then.
 */
bool verify_pages(struct store *store, const struct faults *faults, struct error *err);

#endif
