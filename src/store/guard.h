/*
 * What a file from a stranger may not make SQLite do.  Internal to store/.
 *
 * Our own triggers protect the journal, so triggers cannot be switched off: instead the
 * schema is compared with ours before anything is written and before any table is read.
 * Until then nothing of the file is run, views are off for good, and every statement has
 * an end: after so many steps of SQLite's machine it is broken off.
 *
 * Who can write the file can do so while it is open here.  Before a statement is
 * made or taken again, and within the transaction where it writes, it is looked whether the schema is still the one that
 * was compared; else it is compared again, and nothing more is read or recorded where
 * something is not ours.  What comes in the moment between that look and a statement that
 * reads is broken off, and no trigger ever writes.
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

/* Is the schema still the one that was compared, or again ours?  Of a store that is open:
 * `watched`.  Of one opened to be looked at: is there nothing new that reading would run? */
bool guard_look(struct store *store, struct error *err);
/* Not within a transaction that writes: it was looked when that began, and only we change
 * anything until it ends. */
bool guard_is_due(const struct store *store);
/* A new statement has its steps anew. */
void guard_renew(struct store *store);

#endif
