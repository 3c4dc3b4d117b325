/*
 * Temporary files: in the folder of their target, so that a rename makes them it, under
 * names of our own (".entaku-1234.part" of process 1234), held while they are written.
 */
#ifndef BASE_BESIDE_H
#define BASE_BESIDE_H

#include <stdbool.h>

struct arena;
struct str;

/* Removes what writers that were killed have left in the folder of `path`, with what SQLite
 * put next to it ("-journal"): files of processes that are gone, which nobody holds. */
void beside_tidy(const char *path);

/* The name of a temporary file for `path`, of this process; the second tidies first. */
void beside_add(struct str *name, const char *path);
char *beside_name(struct arena *arena, const char *path);

/* Holds an open file until it is closed, so that nobody takes it for left over; false where
 * another one holds it, or where there are no such locks. */
bool beside_hold(int file);

#endif
