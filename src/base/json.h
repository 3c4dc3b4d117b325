/*
 * JSON values as a tree in an arena, and their one canonical spelling.
 *
 * Reading goes through jansson (strict UTF-8, duplicate keys refused); this is
 * the only place that knows it.  Writing is ours, because the bytes are a
 * format that auditors hash: keys sorted by byte, no white space, UTF-8 as it
 * is, only what JSON demands is escaped (", \, and U+0000..U+001F as \b \f \n
 * \r \t or \u00xx in lower case).
 * Numbers are 64-bit integers; anything with a fraction or an exponent is
 * refused, since money and levels are whole here.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct str;

enum json_type {
	JSON_TYPE_NULL, JSON_TYPE_BOOL, JSON_TYPE_INT, JSON_TYPE_TEXT,
	JSON_TYPE_LIST, JSON_TYPE_MAP
};

struct json {
	enum json_type type;
	bool truth;          /* BOOL */
	int64_t integer;     /* INT */
	const char *text;    /* TEXT, NUL-ended, never NULL */
	struct json **child; /* LIST and MAP */
	const char **key;    /* MAP: key[i] names child[i] */
	size_t count, capacity, key_capacity;
};

enum json_why {
	JSON_WHY_SYNTAX, JSON_WHY_ENDS, JSON_WHY_GOES_ON, JSON_WHY_UTF8, JSON_WHY_NUL, JSON_WHY_DEEP,
	JSON_WHY_FRACTION, JSON_WHY_LARGE, JSON_WHY_TWICE, JSON_WHY_COUNT
};

struct json_fault {
	int line, column;    /* both from 1; column in bytes */
	enum json_why why;
	char what[160];      /* the same in jansson's words, English: for people see reason_json() */
};

/*
 * Reads one value of at most `max_depth` nesting from `length` bytes.  NULL:
 * `fault` says where and what (it may be NULL).  The tree lives in `arena`.
 */
struct json *json_read(struct arena *arena, const char *bytes, size_t length,
		       int max_depth, struct json_fault *fault);

struct json *json_map(struct arena *arena);
struct json *json_list(struct arena *arena);
struct json *json_text(struct arena *arena, const char *text); /* copies */
struct json *json_int(struct arena *arena, int64_t integer);
struct json *json_bool(struct arena *arena, bool truth);

/* Puts or replaces a member; a NULL value or text removes it, since absent
 * members are left out.  The key is copied; the value is kept by reference
 * and must live in the same arena. */
void json_put(struct arena *arena, struct json *map, const char *key, struct json *value);
void json_put_text(struct arena *arena, struct json *map, const char *key, const char *text);
void json_put_int(struct arena *arena, struct json *map, const char *key, int64_t integer);
void json_put_bool(struct arena *arena, struct json *map, const char *key, bool truth);
void json_add(struct arena *arena, struct json *list, struct json *value);

/* The same for a name that is not there yet and outlives the map: neither is looked at. */
void json_put_new(struct arena *arena, struct json *map, const char *key, struct json *value);

/* A member or NULL; `map` may be NULL or not a map. */
const struct json *json_get(const struct json *map, const char *key);
/* The member's text, or NULL when absent or not a text. */
const char *json_get_text(const struct json *map, const char *key);
/* The member's number, or `otherwise`. */
int64_t json_get_int(const struct json *map, const char *key, int64_t otherwise);
bool json_get_bool(const struct json *map, const char *key, bool otherwise);

/* A deep copy into another arena.  (Not "copy": jansson exports that name.) */
struct json *json_clone(struct arena *arena, const struct json *value);

/* Appends the canonical spelling; json_write_pretty indents by two spaces and
 * keeps the members' order as they were put (for people and --json). */
void json_write(struct str *out, const struct json *value);
void json_write_pretty(struct str *out, const struct json *value);

#endif
