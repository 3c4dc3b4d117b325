/*
 * What a file from a stranger may not make SQLite do.  Internal to store/.
 *
 * Our own triggers protect the journal, so triggers cannot be switched off: instead the
 * schema is compared with ours before anything is written and before any table is read.
 * Until then nothing of the file is run, views are off for good, and every statement has
 * an end: after so many steps of SQLite's machine it is broken off.
 */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include <stdbool.h>
#include <stdint.h>

struct error;
struct store;

/* For a connection that has not read anything yet. */
bool guard_connection(struct store *store, struct error *err);

/*
 * Is all that the file holds ours, as this version of it or as `version`, an older one,
 * had it?  What an older one derived is made anew, and may be any table of that name.
 * False: `err` names the first object that is not.  A file that is opened to be looked
 * at passes: verify says what is in it, up to the first object that reading would run
 * (`live`: a view, an index, a table that works out columns).
 */
bool guard_schema(struct store *store, int64_t version, struct error *err);

#endif
