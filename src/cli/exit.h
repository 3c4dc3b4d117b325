/*
 * How the program ends: a message's class to the exit status that scripts see.
 * The numbers are those of sysexits and stand in the man page.
 */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

#include "base/error.h"

enum exit_code {
	EXIT_DONE = 0,
	EXIT_FINDINGS = 1,      /* verify, check: something is not as it should be */
	EXIT_USAGE = 64,
	EXIT_DATA = 65,         /* bad data, or refused by the rules */
	EXIT_NO_INPUT = 66,
	EXIT_NO_TERMINAL = 69,
	EXIT_CREATE = 73,
	EXIT_IO = 74,
	EXIT_BUSY = 75
};

int exit_status(enum error_class class);

/* Says the message on standard error and gives the status, for
 * `return exit_with(&err)`. */
int exit_with(const struct error *err);

#endif
