/*
 * A manual page as text for tests: its mdoc source with the few escapes that
 * our pages use undone, so that rows of tables can be compared as they stand.
 */
#ifndef APP_SUPPORT_PAGE_H
#define APP_SUPPORT_PAGE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* The test fails when there is no such page. */
char *page_read(struct arena *arena, const char *path);

/*
 * What follows the line that begins with `head`, up to the next line that begins
 * with one of `ends` (separated by "|"; "": to the end of the page).  The test
 * fails when no line begins so.
 */
char *page_part(struct arena *arena, const char *page, const char *head, const char *ends);

/* Is this a whole line of the part? */
bool page_has_line(const char *part, const char *line);
/* Does it stand there between characters that are no part of a name? */
bool page_has_word(const char *part, const char *word);
/* How many lines begin with `start`. */
size_t page_count(const char *part, const char *start);

/* The `index`-th literal display of the part; NULL: there are fewer. */
char *page_literal(struct arena *arena, const char *part, size_t index);

#endif
