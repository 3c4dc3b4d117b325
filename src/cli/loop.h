/* The event loop: the desk on a terminal. */
#ifndef CLI_LOOP_H
#define CLI_LOOP_H

#include "cli/context.h"

/* Runs the facilitator's screen on the terminal, at `session` (NULL: home),
 * until the user quits or a signal ends it.  `ambiguous`: 1, 2, or 0 to ask
 * the terminal.  The exit status. */
int loop_run(struct cli_context *context, const char *session, int ambiguous);

#endif
