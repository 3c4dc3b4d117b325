/*
 * Which packs there are.  Folders are given by cli, in the order in which they
 * are asked (checkout, the user's, the installed ones); nothing here looks at
 * the environment.
 */
#ifndef CONTENT_FIND_H
#define CONTENT_FIND_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct pack;
struct pack_shelf;

/* A file that is a pack or should be one. */
struct pack_found {
	const char *path;
	const struct pack *pack; /* id, version, title and all; NULL: it has faults */
	size_t errors;           /* faults that `entaku lint` would name */
	const char *fault;       /* why it can't even be read, in words, or NULL */
	bool hidden;             /* a pack before it has the same id */
};

/*
 * All *.yaml of the folders in that order, within a folder by name; an absent
 * folder has none.  Of packs with the same id the first wins and the later ones
 * are marked hidden; a file with faults hides nothing.  Everything lives in
 * `arena`.  Never fails: a file that can't be read is in the list with its fault.
 */
struct pack_found *packs_find(struct arena *arena, const char *const *folder, size_t folders,
			      size_t *count);

/* The pack of an id (the first that is not hidden), or NULL. */
const struct pack *packs_pick(const struct pack_found *found, size_t count, const char *id);

/*
 * The files of the folders by the id that they name, for packs that are made of
 * others.  `beside` (NULL: none) is a file whose own folder is asked first.
 * Nothing is read before somebody asks.  The shelf and what it gives live in
 * `arena`.
 */
const struct pack_shelf *packs_shelf(struct arena *arena, const char *const *folder, size_t folders,
				     const char *beside);

/* Why a pack's file can't be read, from the errno that file_read() left: "it is a
 * folder", "there is no such file" ...  Written into `buffer` (256 bytes are
 * enough) and returned. */
const char *pack_unreadable(int why, char *buffer, size_t size);

#endif
