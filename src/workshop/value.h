/*
 * What a field of an event may hold, by type: cleaning what comes in, checking
 * it against the session, saying it in words.  One table row a type.
 */
#ifndef WORKSHOP_VALUE_H
#define WORKSHOP_VALUE_H

#include "workshop/event.h"

struct arena;
struct error;
struct json;
struct session;

enum { LINE_MAX_DEFAULT = 300, TEXT_MAX_DEFAULT = 4000, LIST_MAX = 50 };

/*
 * The value as it will be stored: texts NFC, trimmed, participants' names
 * turned into their ids, item ids in the pack's spelling.  NULL: left out
 * (empty), or, with *ok false, refused: `err` says what was expected.
 */
struct json *value_clean(const struct session *session, struct arena *arena,
			 const struct event_field *field, const struct json *value,
			 bool *ok, struct error *err);

/*
 * The same for a whole map by its field table: unknown keys are refused with
 * the nearest known one.  `keep_null` keeps a null (it clears a field).  NULL:
 * refused.
 */
struct json *fields_clean(const struct session *session, struct arena *arena,
			  const struct event_field *field, size_t count,
			  const struct json *map, bool keep_null, struct error *err);

/* Every field of the table: required ones there, each value allowed. */
bool fields_check(const struct session *session, const struct event_field *field, size_t count,
		  const struct json *map, bool partial, struct error *err);

/* Is the cleaned value one that this session can take? */
bool value_check(const struct session *session, const struct event_field *field,
		 const struct json *value, struct error *err);

/* The fields of a map value (VALUE_RISK, an option, a condition), or NULL. */
const struct event_field *value_fields(enum value_type type, size_t *count);

/* The type in words, for messages and the man page ("a date such as 2026-03-31"). */
const char *value_expected(enum value_type type);

#endif
