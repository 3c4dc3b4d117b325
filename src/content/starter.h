/*
 * The text of a new pack made from another: a copy under an id of its own, or a
 * few lines that extend it.
 */
#ifndef CONTENT_STARTER_H
#define CONTENT_STARTER_H

#include <stdbool.h>

struct arena;
struct pack;
struct str;

/* An id for the pack in a file: "our" for "packs/our.yaml"; what no id may hold
 * becomes '-', and where nothing is left it is "our". */
const char *starter_id(struct arena *arena, const char *path);

/* The pack's own file with another id.  False: its line with the id can't be told. */
bool starter_copy(const struct pack *pack, const char *id, struct str *out);

/* An overlay that changes nothing yet, with examples to take the '#' from, in the
 * language of the reader. */
void starter_overlay(const struct pack *pack, const char *id, struct str *out);

#endif
