/* compare: two to four sessions side by side, item by item. */
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "report/report.h"
#include "workshop/compare.h"

static bool load_all(struct cli_context *context, struct store *store, const struct arguments *arguments,
		     struct session **session, struct error *err)
{
	for (size_t i = 0; i < arguments->operand_count; i++) {
		const char *id = store_find(store, context->arena, arguments->operand[i], err);

		session[i] = id ? store_load(store, id, err) : NULL;
		if (!session[i])
			return false;
	}
	return true;
}

int command_compare(struct cli_context *context, const struct arguments *arguments)
{
	struct session *session[COMPARE_MAX] = { NULL };
	bool everything = option_is(arguments, "all");
	struct comparison all;
	struct str text = STR_INIT;
	struct store *store;
	struct error err;
	int status = EXIT_DONE;

	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	if (load_all(context, store, arguments, session, &err)) {
		all = compare_sessions((const struct session *const *)session, arguments->operand_count, context->arena);
		if (context->json)
			output_json(report_compare_json(&all, everything, context->arena));
		else
			report_compare(&all, everything, &text);
		if (!context->json)
			output_text(&text);
	} else {
		status = exit_with(&err);
	}
	for (size_t i = 0; i < COMPARE_MAX; i++)
		store_session_free(session[i]);
	store_close(store);
	str_release(&text);
	return status;
}
