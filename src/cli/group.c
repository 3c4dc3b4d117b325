/* group: the companies of the file side by side, each by its newest session of a period. */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/gather.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "report/report.h"
#include "workshop/group.h"

enum { MONTHS = 12 };

/* A day as people write it, or `otherwise`. */
static bool read_day(const struct cli_context *context, const struct arguments *arguments, const char *option,
		     struct date otherwise, const char **day, struct error *err)
{
	const char *given = option_value(arguments, option);
	struct date date = otherwise;
	char buffer[16];

	if (given && !date_understand(given, clock_today(&context->clock), &date))
		return error_set(err, ERROR_USAGE, T(CLI_NOT_A_DAY), option, given);
	date_format(date, buffer, sizeof(buffer));
	*day = arena_strdup(context->arena, buffer);
	return true;
}

static bool read_period(const struct cli_context *context, const struct arguments *arguments,
			struct gather_group *asked, struct error *err)
{
	struct date to = clock_today(&context->clock);

	if (!read_day(context, arguments, "to", to, &asked->to, err))
		return false;
	date_parse(asked->to, &to);
	return read_day(context, arguments, "from", date_add_months(to, -MONTHS), &asked->from, err);
}

int command_group(struct cli_context *context, const struct arguments *arguments)
{
	struct gather_group asked = { .of = option_value(arguments, "of") };
	bool alias = option_is(arguments, "alias");
	struct str text = STR_INIT;
	struct group group;
	struct store *store;
	struct error err;
	size_t *order;

	if (!read_period(context, arguments, &asked, &err))
		return exit_with(&err);
	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	order = gather_group(store, context->arena, &asked, &group, &err);
	store_close(store);
	if (!order)
		return exit_with(&err);
	if (context->json) {
		output_json(report_group_json(&group, order, alias, context->arena));
	} else {
		report_group(&group, order, alias, context->ascii, &text);
		output_text(&text);
	}
	str_release(&text);
	return EXIT_DONE;
}
