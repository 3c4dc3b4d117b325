/*
 * The loop of the screens that follow others: the room's, a seat, a replay.  Draws
 * when a key came, when something changed, when the minute or the size did; in
 * between it sleeps.
 */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include <stdbool.h>

#include "cli/context.h"
#include "ui/canvas.h"
#include "ui/key.h"

struct watch {
	struct cli_context *context;
	void *with;
	struct canvas *(*picture)(void *with, int width, int height, bool ascii);
	bool (*key)(void *with, struct key key); /* false: the person leaves */
	bool (*look)(void *with);                /* has anything changed since the last time? */
};

/* On the terminal, until the person leaves or a signal ends it; the exit status. */
int watch_run(const struct watch *watch);

/* One picture as text on standard output; `size` "120x36", NULL 80x24. */
int watch_dump(const struct watch *watch, const char *size);

#endif
