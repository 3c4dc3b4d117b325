/*
 * Consistency questions 確認事項: where two things on record do not obviously go
 * together.  Always a question to the room, which answers it or waves it off with
 * a reason; never a verdict, and nothing is refused because of one.
 */
#ifndef WORKSHOP_CONSISTENCY_H
#define WORKSHOP_CONSISTENCY_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/lang.h"

struct arena;
struct session;

/* A kind of question; the rows are in consistency.c. */
struct doubt_kind {
	const char *name;      /* "averse-retain": in the journal, in --json */
	struct words words;    /* as it is put to the room */
};

extern const struct doubt_kind doubt_kinds[];
extern const size_t doubt_kind_count;

struct doubt {
	const struct doubt_kind *kind;
	const char *item;      /* id of the item, or NULL for the session */
	const char *about;     /* id of a record, a person's name, or NULL */
};

struct doubts { size_t count; struct doubt *doubt; };

/* All that the record raises now and nobody has settled, in the order of the
 * kinds and of the records.  In `arena`. */
struct doubts session_doubts(const struct session *session, struct arena *arena);

#endif
