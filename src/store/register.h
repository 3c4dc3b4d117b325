/*
 * Registers 台帳: every risk acceptance and every action over all sessions of the
 * file, from the derived tables.  What the record says; how it stands on a given
 * day is workshop/acceptance.h's to say.
 */
#ifndef STORE_REGISTER_H
#define STORE_REGISTER_H

struct arena;
struct error;
struct json;
struct store;

enum register_kind { REGISTER_ACCEPTANCES, REGISTER_ACTIONS, REGISTER_COUNT };

/*
 * A list of maps, one a record, the nearest last day first; the names of their
 * members are those of the columns (man entaku.1, JSON), and one without a value is
 * left out.  `on` ("2027-03-31") is the day that overdue conditions are counted
 * from.  `session` NULL: all.  In `arena`; NULL: `err` says why.
 */
struct json *store_register(struct store *store, enum register_kind kind, const char *session,
			    const char *on, struct arena *arena, struct error *err);

#endif
