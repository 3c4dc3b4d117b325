/*
 * A rehearsal リハーサル: the whole program on a copy of the database in a folder of its
 * own, which is thrown away at the end.
 */
#ifndef CLI_REHEARSAL_H
#define CLI_REHEARSAL_H

#include "cli/context.h"

struct error;

/* Copies the database (an absent one is an empty copy) and lets the context point to
 * the copy; nobody holds a session in it.  False: `err`, and nothing is left behind. */
bool rehearsal_begin(struct cli_context *context, struct error *err);

/* A new empty folder of that kind: the context points to a database in it that is not
 * there yet, and remembers its own. */
bool rehearsal_folder(struct cli_context *context, struct error *err);

/* Removes the copy with all that was recorded into it; the context has its own again. */
void rehearsal_end(struct cli_context *context);

#endif
