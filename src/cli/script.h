/*
 * `run --script FILE`: plays keys without a terminal and prints screens, for
 * tests, for pictures and for showing what a key does.  It drives the same
 * desk as the event loop.
 *
 *     key d Enter C-s      keys by name          type TEXT    characters
 *     paste TEXT           one paste (\n \t \\)  size 80x24   another size
 *     now +5m              the clock moves       lang en      the language
 *     dump [NAME]          the screen to standard output
 *     expect TEXT          must stand on the screen
 *     refute TEXT          must not
 */
#ifndef CLI_SCRIPT_H
#define CLI_SCRIPT_H

#include <stdbool.h>

#include "cli/context.h"

struct script_options { const char *path, *session; int width, height; bool styles; };

/* "120x36" within what a terminal can be; false otherwise. */
bool script_size(const char *text, int *width, int *height);

/* The exit status: 1 after a failed expectation, 65 for a line that can't be read. */
int script_run(struct cli_context *context, const struct script_options *options);

#endif
