/*
 * Events as JSON lines, {"at":…,"kind":…,…}: read whole before any is asked to be
 * recorded.  What comes from outside ends here as events, or as words that name the line.
 */
#ifndef CLI_EVENT_LINES_H
#define CLI_EVENT_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "workshop/event.h"

struct arena;
struct error;

enum { EVENT_LINE_BYTES_MAX = 1024 * 1024, EVENT_LINE_DEPTH_MAX = 16 };

struct event_lines {
	struct event *event;
	int *number;             /* of each event's line */
	size_t count, event_capacity, number_capacity;
};

/* Adds the lines of `length` bytes to `lines`, which begins empty; all lives in `arena`.
 * False: `err` names the first line that is none. */
bool event_lines_read(struct arena *arena, const char *bytes, size_t length, struct event_lines *lines,
		      struct error *err);

#endif
