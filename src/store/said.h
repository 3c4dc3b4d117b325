/*
 * What each event says in words, folded (NFKC, case), so that search need not read the
 * journal: the derived table `said`, a row an event.  Positions are in it from their
 * reveal on.  Internal to store/.
 */
#ifndef STORE_SAID_H
#define STORE_SAID_H

#include <stdbool.h>

struct arena;
struct error;
struct event;
struct session;
struct store;
struct strings;

/* The rows that the newest event brings; all of a session, after they were cleared. */
bool said_newest(struct store *store, const struct session *session, struct error *err);
bool said_whole(struct store *store, const struct session *session, struct error *err);

/* The texts of an event as they were given, names of people in place of their ids (as
 * far as `session` knows them; it may be NULL).  In `arena`. */
struct strings said_texts(const struct session *session, const struct event *event, struct arena *arena);

#endif
