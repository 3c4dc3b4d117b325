/*
 * The faults of a file, gathered so that its author sees all of them at once.
 * A finding is a place and a whole sentence: what was expected, what was
 * found, what may have been meant.
 */
#ifndef CONTENT_FINDINGS_H
#define CONTENT_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct json;
struct str;

/* An error keeps the pack from being used, a warning does not; a note tells what
 * an overlay does. */
enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_COUNT };

struct finding {
	const char *path;   /* file */
	int line, column;   /* from 1, in characters */
	const char *key;    /* "items[2].questions[0].ask.en", "" at the top */
	const char *text;   /* in the language of the reader */
	enum severity severity;
};

struct findings {
	struct arena *arena;
	size_t count, capacity, more; /* `more` were not kept (over the limit) */
	struct finding *finding;
	size_t errors, warnings;
	bool notes_wanted;            /* by default notes are not kept */
	bool errors_only;             /* nobody looks at warnings: what could be one at most is not looked for */
};

void findings_init(struct findings *findings, struct arena *arena);

/* Adds one; once PACK_FINDINGS_MAX are kept it only counts, but an error takes
 * the place of a warning.  Notes have as much room as a list (PACK_LIST_MAX). */
void findings_add(struct findings *findings, const char *path, int line, int column,
		  const char *key, enum severity severity, const char *format, ...)
	__attribute__((format(printf, 7, 8)));

/* A text of a file as it may stand in a message: one line, not too long to look
 * at nor, where characters have no width, in bytes. */
const char *findings_shown(struct arena *arena, const char *text);

/* Sorts by place and appends a line each: "file:12:3: key: words\n". */
void findings_print(struct findings *findings, struct str *out);

/* The same as JSON: [{path, line, column, key, text, severity}]. */
struct json *findings_json(struct findings *findings, struct arena *arena);

#endif
