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
#include "cli/papers.h"
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

/* In the language, and with the label, of the session that is the yardstick. */
static bool give_paper(struct cli_context *context, struct store *store, const struct arguments *arguments,
		       struct group_request *request, struct error *err)
{
	const struct group_entity *of = &request->group->entity[request->group->of];
	struct session *session = of->held_on ? store_load(store, of->session, err) : NULL;
	enum leaving_format format = FORMAT_HTML;
	struct str text = STR_INIT;
	enum lang own = lang;
	bool good;

	if (of->held_on && !session)
		return false;
	leaving_format_find(option_value(arguments, "format"), &format);
	request->label = session ? session->now.label : NULL;
	if (session && !context->lang_given)
		lang_parse(session->now.language, &lang);
	report_group_paper(request, format, &text);
	lang = own;
	good = papers_give(context, option_value(arguments, "output"), &text, err);
	str_release(&text);
	store_session_free(session);
	return good;
}

static void print(struct cli_context *context, const struct group_request *request)
{
	struct str text = STR_INIT;

	if (context->json) {
		output_json(report_group_json(request->group, request->order, request->alias, context->arena));
		return;
	}
	report_group(request->group, request->order, request->alias, context->ascii, &text);
	output_text(&text);
	str_release(&text);
}

int command_group(struct cli_context *context, const struct arguments *arguments)
{
	struct gather_group asked = { .of = option_value(arguments, "of") };
	bool paper = option_value(arguments, "format") != NULL, good = true;
	struct group_request request = { .alias = option_is(arguments, "alias") };
	struct group group;
	struct store *store;
	struct error err;

	if (paper && context->json)
		good = error_set(&err, ERROR_USAGE, "%s", T(CLI_PAPER_OR_JSON));
	else if (!paper && option_value(arguments, "output"))
		good = error_set(&err, ERROR_USAGE, "%s", T(CLI_PAPER_NEEDS_FORMAT));
	if (!good || !read_period(context, arguments, &asked, &err))
		return exit_with(&err);
	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	request.order = gather_group(store, context->arena, &asked, &group, &err);
	request.group = &group;
	request.from = asked.from;
	request.to = asked.to;
	good = request.order != NULL;
	if (good && paper)
		good = give_paper(context, store, arguments, &request, &err);
	else if (good)
		print(context, &request);
	store_close(store);
	return good ? EXIT_DONE : exit_with(&err);
}
