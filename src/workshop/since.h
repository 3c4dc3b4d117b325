/*
 * Since last time 前回から: what the session before left open, and what those before it
 * left that nobody has taken up since, as it stands on the day of this one, and what has
 * been taken up of it here.  The record of then is never
 * touched: what goes on, goes on as a record of this session that names it.
 */
#ifndef WORKSHOP_SINCE_H
#define WORKSHOP_SINCE_H

#include <stdbool.h>
#include <stddef.h>

#include "workshop/session.h"

struct json;

/* In the order in which they are looked at. */
enum since_kind {
	SINCE_ACTION_LATE, SINCE_ACCEPTANCE_EXPIRED, SINCE_ACCEPTANCE_EXPIRING, SINCE_ACCEPTANCE_WAITING,
	SINCE_CONDITION, SINCE_DEPUTY, SINCE_ACTION_OPEN, SINCE_KIND_COUNT
};

struct since {
	enum since_kind kind;
	const char *id;           /* of the record there: a1, ac1, c1, p4 */
	const char *ref;          /* "SESSION:a1" */
	const struct session *from; /* that it was recorded in */
	const char *item;         /* here, by the editions' references where they differ; or NULL */
	const char *item_then;    /* there; or NULL */
	const char *text;
	const char *due;          /* day that it was due, ran out, is to be confirmed; or NULL */
	struct person who;        /* owner, approver, who confirms; nobody: name NULL */
	const char *taken_as;     /* id of the action or acceptance that goes on with it here, or NULL */
};

struct sinces { size_t count; struct since *since; };

/* By kind, of a kind the longest due first.  `on` is a date ("2027-05-20"); `parent` may have a session `before` it, and so on.  In
 * `arena`; texts are the sessions'. */
struct sinces session_since(const struct session *session, const struct session *parent, const char *on,
			    struct arena *arena);

/* Is it an acceptance, which is renewed rather than carried over? */
bool since_is_acceptance(enum since_kind kind);

/* The body of an `action_added` that takes it over: the same text, person and day, under an
 * id that is free.  What is overdue stays so until somebody names another day.  In `arena`. */
struct json *since_body(const struct session *session, const struct since *since, struct arena *arena);

/* "overdue" 期日超過, in words. */
const char *since_kind_say(enum since_kind kind);

/* What became of it here: "done", "dropped", or NULL where it goes on or was not taken. */
const char *since_ended(const struct session *session, const struct since *since);

/* How many of a kind, and of those how many have not been taken up. */
size_t since_count(const struct sinces *sinces, enum since_kind kind, bool open_only);

#endif
