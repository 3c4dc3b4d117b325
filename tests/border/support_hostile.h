/*
 * Texts that somebody who means harm would type, paste, send in a bundle or write into
 * the file, one for each class of code points; and events that hold them in every field.
 */
#ifndef TESTS_BORDER_SUPPORT_HOSTILE_H
#define TESTS_BORDER_SUPPORT_HOSTILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct event;
struct json;
struct session;

struct hostile { const char *name, *text; bool valid; /* UTF-8: JSON can carry it */ };
extern const struct hostile hostile[];
extern const size_t hostile_count;

/* The body with `text` in every field that the table of kinds lets people write in; the
 * number of those that it was put into is added to `count`.  With `ids` also for the ids
 * that events give out, which only a journal that was changed holds. */
const struct json *hostile_body(struct arena *arena, const struct event *event, const char *text, bool ids,
				size_t *count);

#endif
