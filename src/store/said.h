/*
 * What each event says in words, folded (NFKC, case), so that search need not read the
 * journal: the derived table `said`, a row an event.  Positions are in it from their
 * reveal on.  Internal to store/.
 */
#ifndef STORE_SAID_H
#define STORE_SAID_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct event;
struct session;
struct store;

/* The rows that the newest event brings; all of a session, after they were cleared. */
bool said_newest(struct store *store, const struct session *session, struct error *err);
bool said_whole(struct store *store, const struct session *session, struct error *err);

/* Who an id stands for, or NULL. */
struct said_names { const char *(*name)(const void *with, const char *id); const void *with; };

/* A text of an event; `name`: of a person, and no words of anybody; `answer`: a cell of a
 * worksheet, or what replaces another event, where a choice's id may stand. */
struct said_text { const char *text; bool name, answer; };

/* The texts of an event as they were given, names of people in place of their ids.  In
 * `arena`. */
struct said_text *said_texts(const struct said_names *names, const struct event *event, struct arena *arena,
			     size_t *count);

#endif
