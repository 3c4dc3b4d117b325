/*
 * The packs of several sessions that are looked at together, each read once.
 * Internal to store/.
 */
#ifndef STORE_PACKS_H
#define STORE_PACKS_H

#include <stddef.h>

#include "store/kept.h"

/* `{ .store = store, .arena = arena }` begins. */
struct packs {
	struct store *store;
	struct arena *arena;     /* lives as long as this */
	size_t count, capacity;
	struct packs_entry { const char *content; struct shelf shelf; } *entry;
};

/* The pack of `content`, as the table `session` has it; it lasts until packs_clear(), or
 * as long as somebody holds it.  NULL: it is no list of hashes, or a file is missing. */
struct held_pack *packs_of(struct packs *packs, const char *content);
void packs_clear(struct packs *packs);

#endif
