/* trend: each item over all sessions of one company.  A session at a time is in memory. */
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/gather.h"
#include "cli/output.h"
#include "report/report.h"
#include "workshop/trend.h"

int command_trend(struct cli_context *context, const struct arguments *arguments)
{
	struct str text = STR_INIT;
	const char *company;
	struct trend trend;
	struct store *store;
	struct error err;
	int status = EXIT_DONE;

	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	company = gather_trend(store, context->arena, option_value(arguments, "entity"), SIZE_MAX, &trend, &err);
	if (!company) {
		status = exit_with(&err);
	} else if (context->json) {
		output_json(report_trend_json(&trend, company, context->arena));
	} else {
		report_trend(&trend, company, context->ascii, &text);
		output_text(&text);
	}
	str_release(&text);
	store_close(store);
	return status;
}
