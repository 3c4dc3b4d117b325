/*
 * Worksheets for the tests of the store: one with a field and a column of
 * every type, and random events for it.  Either source of random events lends
 * its dice.
 */
#ifndef TESTS_STORE_SUPPORT_ANSWERS_H
#define TESTS_STORE_SUPPORT_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

#include "content/pack.h"
#include "workshop/session.h"

struct store;

/* The `worksheet:` of an item in a pack's YAML; needs an area. */
extern const char answers_worksheet[];

struct answer_maker {
	unsigned (*roll)(void *dice, unsigned sides); /* 0 .. sides-1 */
	void *dice;
	const struct session *session;
	const struct session *parent; /* answers are sometimes carried from it; may be NULL */
	struct arena *arena;
};

/* Is it one of the kinds that worksheets are filled by? */
bool answers_know(const struct event_kind *kind);

/* Any of them. */
const struct event_kind *answers_kind(const struct answer_maker *maker);

/*
 * A body for an event of that kind, mostly of what is there (rows, answers);
 * the gate still decides.  `original`: the event that it corrects, whose field
 * and row it mostly keeps, or NULL.  NULL: nothing is there to speak of.
 */
struct json *answers_body(const struct answer_maker *maker, const struct event_kind *kind,
			  const struct event *original);

/* Records an answer to every field, for a session that others carry from. */
void answers_fill(struct answer_maker *maker, struct store *store, struct session *session);

/* What random sessions had, counted over many. */
struct answers_seen {
	size_t field[FIELD_TYPE_COUNT], column[FIELD_TYPE_COUNT]; /* that hold a value in the end */
	size_t carried;   /* live answers given `from` a parent */
	size_t edited;    /* rows given again */
	size_t placed;    /* rows given at a place */
	size_t cleared;   /* fields without an answer that once had one */
	size_t corrected, undone; /* worksheet events */
};
void answers_count(const struct session *session, struct answers_seen *seen);

/* Fails the test when one of them never happened. */
void answers_expect_all(const struct answers_seen *seen);

/* The rows of the table `answer` as the session's state says they must be,
 * item|field|n|value a line in the order of n; in `arena`.  `answers_row` is
 * the SQL expression for one of them. */
const char *answers_rows(const struct session *session, struct arena *arena);
extern const char answers_row[];

#endif
