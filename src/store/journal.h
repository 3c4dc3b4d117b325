/* Rows of the journal, read one after another.  Internal to store/. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "store/kept.h"

struct arena;
struct error;
struct event;
struct json;
struct session;
struct store;

enum { JOURNAL_DEPTH_MAX = 32 };

struct journal_row {
	int64_t seq, n;
	const char *session, *at, *kind, *body, *prev, *hash;
	bool odd; /* a column is NULL or holds a NUL byte, so the texts are not all of it */
};

/* Calls `each` for the rows of a session (NULL: of the whole file) by `order`
 * ("n" or "seq") until it returns false.  The row's texts last until the next.
 * False only when the database could not be read. */
bool journal_walk(struct store *store, const char *id, const char *order,
		  bool (*each)(void *with, const struct journal_row *row), void *with, struct error *err);

/* A row as an event: false when its instant or body cannot be read. */
bool journal_event(struct arena *arena, const struct journal_row *row, struct event *event);

/* store_load() with a shelf of the caller's, who clears it after the session is
 * freed by session_free(). */
struct session *journal_load(struct store *store, struct shelf *shelf, const char *id, struct error *err);

/* Does the session in the file end where it does in memory?  False: it could not be read. */
bool journal_head_matches(struct store *store, const struct session *session, const char *id, bool *matches,
			  struct error *err);

/* store_follow() of a session that may have no events yet: its opening stands in the file,
 * and could not be confirmed. */
bool journal_follow(struct store *store, struct session *session, const char *id, struct error *err);

/*
 * Writes an event that comes from elsewhere behind the session's head, within the
 * caller's transaction: `body` are its bytes, which must be spelled in the one way, and
 * `hash` must come out.  The rules have been asked.  The derived rows are the caller's, once
 * for all that it takes: derive_whole().
 */
bool journal_take(struct store *store, struct session *session, struct event *event, const char *body,
		  const char *hash, struct error *err);

extern const char journal_zero[HASH_SIZE]; /* "prev" of the first event */

#endif
