/*
 * Sessions as far as compare_sessions() looks at them, out of the derived tables: no
 * event, round or position is read, and `point` stands for what they give.  For
 * everything else a session is loaded.
 */
#ifndef STORE_SKIM_H
#define STORE_SKIM_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct session;
struct store;

/*
 * `count` of them, each freed with store_session_free().  One whose rows are missing,
 * contradict each other or cannot be is read from the journal instead.  False: `err`
 * says why one could not be read, and all of them are NULL.
 */
bool store_skim(struct store *store, const char *const *id, size_t count, struct session **session,
		struct error *err);

/* Is the value one that the rules let into the field?  Its shape alone is looked at:
 * what can be said of it depends on that.  Internal to store/. */
struct field;
struct json;
bool skim_fits(const struct field *field, const struct json *value);

#endif
