/*
 * Registers 台帳: every risk acceptance, action and decision over all sessions of the
 * file, and who dissented (voted against, objected, had their words recorded), from the derived tables.  What the record says, and how it stands on a given
 * day; rows come one after another, so that memory does not grow with their number.
 */
#ifndef STORE_REGISTER_H
#define STORE_REGISTER_H

#include <stdbool.h>

struct error;
struct json;
struct store;

enum register_kind { REGISTER_ACCEPTANCES, REGISTER_ACTIONS, REGISTER_DECISIONS, REGISTER_DISSENT, REGISTER_COUNT };

/* What is asked for; NULL: any. */
struct register_query {
	enum register_kind kind;
	const char *on;          /* always: the day ("2027-03-31") as of which it stands: what
	                          * came after it is not there, or not yet so */
	const char *session;     /* its id */
	const char *due;         /* its last day is not after this one */
	const char *state;       /* as the workshop names it; "current": what still has to be
	                          * looked after (not what is renewed, done, superseded ...) */
	const char *owner;       /* a part of the name of somebody who answers for it */
	const char *entity;      /* a company's whole name: it alone; else a part of the names
	                          * of a company or of the organisation it belongs to */
	const char *text;        /* a part of any of these, or of what it says */
};

/*
 * Calls `each` for the rows that fit, each a map whose members are the columns (man
 * entaku.1, JSON) and `state`; what has no value is left out.  Acceptances and actions
 * come by their last day, decisions and dissent the newest first.  The row lasts until `each`
 * returns; false from it ends the walk.  False: `err` says why.
 */
bool store_register(struct store *store, const struct register_query *query,
		    bool (*each)(void *with, const struct json *row), void *with, struct error *err);

#endif
