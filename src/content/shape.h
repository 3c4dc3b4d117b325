/*
 * What the maps of a pack's file may hold: a shape a map, a row a key.
 * decode.c reads by these tables, the manual page lists them; a new key of the
 * format is a new row in shape.c and a member in pack.h.
 */
#ifndef CONTENT_SHAPE_H
#define CONTENT_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

enum row_type {
	ROW_TEXT,      /* const char *, one line */
	ROW_LINE,      /* struct bitext, each on one line */
	ROW_BITEXT,    /* struct bitext */
	ROW_BITEXTS,   /* struct bitexts: a list of bilingual texts, or one */
	ROW_INT,       /* int, min..max */
	ROW_LONG,      /* long; the bool at `count` says that it is there */
	ROW_BOOL,      /* bool: true or false */
	ROW_NAME,      /* an enum: index into `names`; their number after a fault */
	ROW_FLAG,      /* bool: which of two `names`, true for the second */
	ROW_STRINGS,   /* struct strings: a list of texts, or one */
	ROW_MAP,       /* another shape, written into the same struct */
	ROW_LIST,      /* pointer at `offset`, size_t at `count`: shapes in an array */
	ROW_LEVELS,    /* the five levels, in place */
	ROW_REFS,      /* struct ref * and size_t: {framework: [ids]} */
	ROW_TYPE_COUNT
};

struct row {
	const char *key;
	enum row_type type;
	size_t offset, count;          /* of the members that are written */
	bool required;
	long min, max;
	const char *const *names; size_t name_count;
	const struct shape *sub;
	bool breath;                   /* explains: no longer than a breath (check_text.c) */
	bool theirs;                   /* names and titles as others write them: not searched
	                                * for terms */
};

struct shape {
	const char *name;
	const struct row *row; size_t row_count;
	size_t size;                   /* of the struct that is written */
};

/* The whole file, into a struct pack. */
extern const struct shape pack_shape;

/* All shapes, for the manual page; NULL after the last. */
const struct shape *shape_at(size_t index);

/* The row of a key, or NULL. */
const struct row *shape_row(const struct shape *shape, const char *key);

#endif
