/* One row a class of error: the status that a shell sees. */
#include "cli/exit.h"

#include "cli/output.h"

static const int status[ERROR_COUNT] = {
	[ERROR_NONE] = EXIT_DONE,
	[ERROR_USAGE] = EXIT_USAGE,
	[ERROR_DATA] = EXIT_DATA,
	[ERROR_NO_INPUT] = EXIT_NO_INPUT,
	[ERROR_REFUSED] = EXIT_DATA,
	[ERROR_CREATE] = EXIT_CREATE,
	[ERROR_IO] = EXIT_IO,
	[ERROR_BUSY] = EXIT_BUSY,
	[ERROR_TERMINAL] = EXIT_NO_TERMINAL,
};

int exit_status(enum error_class class)
{
	return status[class];
}

int exit_with(const struct error *err)
{
	output_complain("%s", err->text);
	return exit_status(err->class);
}
