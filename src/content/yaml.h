/*
 * YAML as a bounded tree with the place of every node: the only part of entaku
 * that knows libyaml.  Limits act while parsing, before a schema is consulted:
 * depth, number of values, keys in a map (the size is the caller's).  Aliases,
 * anchors, tags, a second document and keys that are no texts are refused.
 */
#ifndef CONTENT_YAML_H
#define CONTENT_YAML_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct findings;

enum { YAML_DEPTH_MAX = 32, YAML_VALUES_MAX = 500000, YAML_KEYS_MAX = 64 };

enum yaml_type { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_type type;
	bool plain;              /* TEXT: not quoted, so it may be a number */
	int line, column;        /* from 1, in characters */
	const char *path;        /* the file that it stands in, for messages */
	const char *text;        /* TEXT: NFC, without control characters but LF */
	/* A TEXT, as most nodes are, ends here: nothing behind is there. */
	struct yaml **child;
	const char **key;        /* MAP: no two are the same */
	int (*key_at)[2];        /* MAP: line and column of each key */
	size_t count, capacity;  /* capacity: of each of the three */
};

/* A node without children, and the same of a TEXT. */
struct yaml *yaml_node(struct arena *arena, enum yaml_type type);

/* Room for one more child (and key) of a LIST or MAP. */
void yaml_make_room(struct arena *arena, struct yaml *node);

/*
 * The root of the one document, or NULL when the rest can't be read.  `findings`
 * says where and why.  After a key given twice or a control character reading
 * goes on without it, so that all faults are seen at once: there may be findings
 * and a root.
 */
struct yaml *yaml_read(struct arena *arena, const char *path, const char *bytes,
		       size_t length, struct findings *findings);

/* The value of a key; NULL when `map` is NULL, no map, or without it. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);

/* What libyaml calls a problem, in words for people (yaml_words.c); `at_start`:
 * it belongs where the text began, not where libyaml stopped. */
const char *yaml_problem(const char *libyaml, bool *at_start);

/* Does the text hold signs that a Japanese keyboard puts where YAML wants ASCII
 * (full-width colon or space, curly quotes)? */
bool yaml_full_width(const char *text);

#endif
