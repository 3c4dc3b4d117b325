/*
 * What became of a session's records in later sessions of the file: actions that go on
 * there, acceptances that were renewed, decisions that were superseded.
 */
#ifndef STORE_LATER_H
#define STORE_LATER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct store;

struct store_later {
	const char *record;      /* id here: "a1", "ac1", "d3" */
	const char *session, *held_on, *by; /* where it goes on, and as what */
};

/* In `arena`; NULL: `err` says why. */
struct store_later *store_later(struct store *store, struct arena *arena, const char *session, size_t *count,
				struct error *err);

#endif
