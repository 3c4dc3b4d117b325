/* run: the facilitator's screen, on the terminal or played from a script. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "cli/exit.h"
#include "cli/loop.h"
#include "cli/output.h"
#include "cli/rehearsal.h"
#include "cli/sample.h"
#include "cli/script.h"
#include "lang/lang.h"
#include "lang/words_cli.h"

enum { SCRIPT_WIDTH = 120, SCRIPT_HEIGHT = 36 };

int command_run(struct cli_context *context, const struct arguments *arguments)
{
	struct script_options script = {
		.path = option_value(arguments, "script"),
		.session = arguments->operand_count ? arguments->operand[0] : NULL,
		.styles = option_is(arguments, "dump-styles"),
		.width = SCRIPT_WIDTH, .height = SCRIPT_HEIGHT,
	};
	const char *size = option_value(arguments, "size");
	const char *ambiguous = option_value(arguments, "ambiguous");
	struct error err;
	int status;

	if (size && !script_size(size, &script.width, &script.height)) {
		error_set(&err, ERROR_USAGE, T(CLI_SIZE_BAD), size);
		return exit_with(&err);
	}
	if (option_is(arguments, "rehearse") && option_is(arguments, "sample")) {
		error_set(&err, ERROR_USAGE, "%s", T(CLI_REHEARSE_OR_SAMPLE));
		return exit_with(&err);
	}
	if (option_is(arguments, "rehearse") && !rehearsal_begin(context, &err))
		return exit_with(&err);
	if (option_is(arguments, "sample") && !sample_begin(context, &err))
		return exit_with(&err);
	status = script.path ? script_run(context, &script) :
		 loop_run(context, script.session, ambiguous ? atoi(ambiguous) : 0);
	if (context->rehearsal)
		output_complain("%s", T(CLI_REHEARSAL_OVER));
	if (context->rehearsal || context->sample)
		rehearsal_end(context);
	return status;
}
