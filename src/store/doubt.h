/*
 * A commit that failed and yet may stand in the file: the journal of a transaction was
 * removed, say, and only then did the disk refuse.  The store remembers what was asked
 * for and what the head would be, so that the same, recorded once more, is neither lost
 * nor doubled.  Internal to store/.
 */
#ifndef STORE_DOUBT_H
#define STORE_DOUBT_H

#include <stdbool.h>

#include "base/str.h"
#include "store/kept.h"

struct error;
struct session;
struct store;
struct store_append;

struct doubt {
	char head[HASH_SIZE]; /* "": nothing is in doubt */
	struct str asked;
};

/* Commits what was appended.  Where that fails the file is asked: what stands in it and
 * could be confirmed is recorded after all.  False: `*stands` says whether the session's
 * newest events are in the file none the less. */
bool doubt_commit(struct store *store, const struct session *session, const struct store_append *what,
		  bool *stands, struct error *err);

/* Is it about a commit of this session?  Its opening is one, too: in memory the session
 * has no events then. */
bool doubt_is_of(const struct store *store, const char *id);

/* Is the session's head in doubt, and is it the same that is asked for again?  A head
 * that is not in doubt, and another question, end the doubt. */
bool doubt_is_answered(struct store *store, const struct session *session, const struct store_append *what);

/* Makes what is in doubt durable, within a transaction of its own or, when one is open,
 * in that. */
bool doubt_confirm(struct store *store, struct error *err);

#endif
