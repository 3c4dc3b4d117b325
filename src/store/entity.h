/*
 * The companies of the file: of each its newest session in a period, and its newest of
 * any time.  A session that is only prepared was not held and is none of these.  Names
 * that differ but in the form of their characters are one company's.
 */
#ifndef STORE_ENTITY_H
#define STORE_ENTITY_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct error;
struct store;

struct store_spelling { const char *organisation, *entity; };

struct store_entity {
	const char *organisation, *entity; /* entity "": the organisation itself */
	const char *session; int64_t number; /* the newest of the period; NULL none */
	const char *held_on;     /* day of that one, or NULL */
	const char *last_on;     /* day of the newest of any time until the period's end; "" none */
	const char *any;         /* one of any time, held or not: whose pack names the items */
	int64_t sessions;        /* of any time, held or not */
	size_t spelling_count, spelling_capacity; struct store_spelling *spelling; /* the first is the name */
};

/* By name, an organisation before its companies; days as "2027-03-31".  Also those that
 * have no session in the period.  NULL: `err`. */
struct store_entity *store_entities(struct store *store, struct arena *arena, const char *from, const char *to,
				    size_t *count, struct error *err);

/* The ids of the sessions that a company held, the newest `most` of them, the oldest first. */
const char **store_entity_sessions(struct store *store, struct arena *arena, const char *organisation,
				   const char *entity, size_t most, size_t *count, struct error *err);

/* Everybody who was ever on the list of one of the organisation's sessions, once each, in the
 * order of arrival in the file: what comes later changes nobody's place.  NULL: `err`. */
const char **store_people(struct store *store, struct arena *arena, const char *organisation, size_t *count,
			  struct error *err);

/* ---- internal to store/ ---- */

/* What finds a company's sessions (column `company`), whatever its spelling.  In `arena`. */
const char *entity_key(struct arena *arena, const char *organisation, const char *entity);

#endif
