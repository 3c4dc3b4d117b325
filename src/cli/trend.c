/* trend: each item over all sessions of one company.  A session at a time is in memory. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "report/report.h"
#include "workshop/trend.h"

static bool holds(struct arena *arena, const char *whole, const char *part)
{
	return strstr(text_fold(arena, whole), text_fold(arena, part)) != NULL;
}

/* By a part of its name; without one, the company of the newest session. */
static bool is_asked_for(const struct cli_context *context, const struct store_session *row,
			 const struct store_session *newest, const char *entity)
{
	if (entity)
		return holds(context->arena, row->entity, entity) || holds(context->arena, row->organisation, entity);
	return strcmp(row->organisation, newest->organisation) == 0 && strcmp(row->entity, newest->entity) == 0;
}

/* The list comes with the newest first; a trend goes the other way. */
static bool gather(struct cli_context *context, struct store *store, const char *entity, struct trend *trend,
		   struct error *err)
{
	size_t count;
	struct store_session *row = store_list(store, context->arena, &count, err);

	if (!row)
		return false;
	for (size_t i = count; i-- > 0;) {
		struct session *session;

		if (!is_asked_for(context, &row[i], &row[0], entity))
			continue;
		session = store_load(store, row[i].id, err);
		if (!session)
			return false;
		trend_add(trend, session, row[i].number);
		store_session_free(session);
	}
	if (trend->session_count == 0)
		return error_set(err, ERROR_NO_INPUT, entity ? T(CLI_TREND_NONE_OF) : T(CLI_TREND_NONE),
				 entity ? entity : store_path(store));
	return true;
}

int command_trend(struct cli_context *context, const struct arguments *arguments)
{
	struct str text = STR_INIT;
	struct trend trend;
	struct store *store;
	struct error err;
	int status = EXIT_DONE;

	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	trend_begin(&trend, context->arena);
	if (!gather(context, store, option_value(arguments, "entity"), &trend, &err)) {
		status = exit_with(&err);
	} else if (context->json) {
		output_json(report_trend_json(&trend, context->arena));
	} else {
		report_trend(&trend, context->ascii, &text);
		output_text(&text);
	}
	str_release(&text);
	store_close(store);
	return status;
}
