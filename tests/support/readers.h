/*
 * Readers of what entaku writes that share no line with its writers: RFC 4180, RFC 5545,
 * HTML as far as our pages go, JSON Schema as far as our schema goes.  Each fails the
 * test at the first thing that the standard does not allow.
 */
#ifndef TESTS_SUPPORT_READERS_H
#define TESTS_SUPPORT_READERS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct json;

/* A byte order mark, quoted cells, CR LF, as many cells in each row. */
struct table { size_t rows, columns; const char **cell; };
struct table csv_read(struct arena *arena, const char *text, size_t length);
const char *csv_cell_at(const struct table *table, size_t row, size_t column);

/* Unfolded; every component closed; each entry with UID, DTSTAMP and one DTSTART or DUE. */
struct calendar { size_t count, capacity; struct calendar_entry { const char *kind, *uid, *summary, *date; } *entry; };
struct calendar ics_read(struct arena *arena, const char *text, size_t length);

/* Elements are closed in their order, ids are used once, headings leave no level out, no
 * script, no handler, no address that a browser would ask for; a policy that allows nothing. */
void html_check(const char *page);

/* NULL: the value is what the schema says; else where and what is not. */
struct json *schema_read(struct arena *arena, const char *path);
const char *schema_fault(struct arena *arena, const struct json *schema, const struct json *value);

/* The one folder in `parent` whose name does not begin with a dot, or NULL; `count` (may be NULL):
 * how many entries there are, those with a dot included. */
const char *folder_inside(struct arena *arena, const char *parent, size_t *count);

#endif
