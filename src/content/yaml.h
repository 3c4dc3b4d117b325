/*
 * YAML as a bounded tree with the place of every node: the only part of entaku
 * that knows libyaml.  Limits act while parsing, before a schema is consulted:
 * size, depth, number of values, keys in a map.  Aliases, anchors, tags, a
 * second document and keys that are no texts are refused.
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
	int line, column;        /* from 1, in characters */
	const char *text;        /* TEXT: NFC, without control characters */
	bool plain;              /* TEXT: not quoted, so it may be a number */
	struct yaml **child;
	const char **key;        /* MAP */
	int (*key_at)[2];        /* MAP: line and column of each key */
	size_t count, capacity, key_capacity, at_capacity;
};

/* The root of the one document, or NULL: `findings` says where and why. */
struct yaml *yaml_read(struct arena *arena, const char *path, const char *bytes,
		       size_t length, struct findings *findings);

#endif
