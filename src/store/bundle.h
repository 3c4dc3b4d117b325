/*
 * Bundles 書き出しファイル: whole sessions as JSON lines, to carry from one file to another.
 * man/entaku-journal.5 describes the lines.  A bundle is taken in whole or not at all:
 * every hash is computed anew, every rule is asked, and a session that is there already
 * only grows along its own chain.
 */
#ifndef STORE_BUNDLE_H
#define STORE_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct error;
struct store;
struct str;

/* Rules look at what was recorded before, so the time for a session grows with the square of
 * its events: they are many, but not any number. */
enum { BUNDLE_BYTES_MAX = 64 * 1024 * 1024, BUNDLE_SESSIONS_MAX = 1000, BUNDLE_EVENTS_MAX = 10000 };

/* Appends a session's lines to `out`. */
bool store_export(struct store *store, const char *id, struct str *out, struct error *err);

/* What became of one session of a bundle. */
struct store_imported {
	const char *id, *head;
	const char *parent;     /* the session before it, where that is not in the file; else NULL */
	int64_t events, added;  /* added 0: it was there already, all of it */
	bool was_there;
};

/*
 * Takes in all sessions of `length` bytes, in one transaction.  `result` has room for
 * BUNDLE_SESSIONS_MAX, `count` is how many there were; texts in `arena`.  False: nothing
 * was changed, `err` names the line and what is wrong with it.
 */
bool store_import(struct store *store, struct arena *arena, const char *bytes, size_t length,
		  struct store_imported *result, size_t *count, struct error *err);

#endif
