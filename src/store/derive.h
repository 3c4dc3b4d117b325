/*
 * Derived rows: the state of a session as tables that people can query.
 * Everything goes by column tables over the structs of workshop/session.h, so
 * that a new kind of event needs nothing here.  Internal to store/.
 */
#ifndef STORE_DERIVE_H
#define STORE_DERIVE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct error;
struct session;
struct store;
struct str;

/* Writes the rows that the session's newest event touched (all of them where
 * it changed the past).  Inside the caller's transaction. */
bool derive_newest(struct store *store, const struct session *session, struct error *err);

/* Writes all rows of a session anew; `number` 0 keeps or gives its number. */
bool derive_whole(struct store *store, const struct session *session, int64_t number, struct error *err);

/* Drops the derived tables and makes them empty. */
bool derive_reset(struct store *store, struct error *err);

/* Makes all derived tables and their rows anew, within the caller's transaction
 * (upkeep.c). */
bool derive_again(struct store *store, struct error *err);

/* The derived rows of a session (NULL: of all) as text, one a line, sorted:
 * "table|session|...".  For comparing. */
bool derive_dump(struct store *store, const char *id, struct str *out, struct error *err);

#endif
