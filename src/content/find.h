/*
 * Which packs there are.  Folders are given by cli, in the order in which they
 * are asked (checkout, the user's, the installed ones).
 */
#ifndef CONTENT_FIND_H
#define CONTENT_FIND_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct pack;

struct pack_found {
	const char *path;
	const struct pack *pack; /* NULL: it has faults */
	size_t errors;
	const char *fault;       /* why it can't even be read, or NULL */
	bool hidden;             /* a folder before it has a pack of this id */
};

/* All *.yaml of the folders that are packs or try to be, in that order. */
struct pack_found *packs_find(struct arena *arena, const char *const *folder, size_t folders, size_t *count);

/* The pack of an id (the first that is not hidden), or NULL. */
const struct pack *packs_pick(const struct pack_found *found, size_t count, const char *id);

#endif
