/* compare: two to four sessions side by side, item by item. */
#include <string.h>

#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "cli/papers.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "report/report.h"
#include "store/skim.h"
#include "workshop/compare.h"

/* Beside itself a session says nothing. */
static bool is_named_twice(const char *const *id, size_t index, const char *operand, struct error *err)
{
	for (size_t i = 0; id[index] && i < index; i++)
		if (strcmp(id[i], id[index]) == 0)
			return !error_set(err, ERROR_USAGE, T(CLI_COMPARE_TWICE), operand);
	return false;
}

/* A paper names heads and people of the journal; a comparison does not. */
static bool load_all(struct cli_context *context, struct store *store, const struct arguments *arguments,
		     struct session **session, struct error *err)
{
	bool paper = option_value(arguments, "format") != NULL;
	const char *id[COMPARE_MAX];

	for (size_t i = 0; i < arguments->operand_count; i++) {
		id[i] = store_find(store, context->arena, arguments->operand[i], err);
		session[i] = paper && id[i] ? store_load(store, id[i], err) : NULL;
		if (!id[i] || (paper && !session[i]) || is_named_twice(id, i, arguments->operand[i], err))
			return false;
	}
	return paper || store_skim(store, id, arguments->operand_count, session, err);
}

/* A paper is in the language of the newest record, on whatever machine it is made. */
static bool give_paper(struct cli_context *context, struct store *store, const struct arguments *arguments,
		       const struct session *const *session, struct error *err)
{
	enum leaving_format format = FORMAT_HTML;
	struct aliases *aliases = NULL;
	enum lang own = lang;
	struct comparison all;
	struct str text = STR_INIT;
	bool good;

	leaving_format_find(option_value(arguments, "format"), &format);
	if (option_is(arguments, "alias")) {
		aliases = papers_aliases(store, context->arena, session, arguments->operand_count, err);
		if (!aliases)
			return false;
	}
	all = compare_sessions(session, arguments->operand_count, context->arena);
	if (!context->lang_given) {
		/* The words of a comparison are made with it. */
		lang_parse(all.session[all.session_count - 1]->now.language, &lang);
		all = compare_sessions(session, arguments->operand_count, context->arena);
	}
	report_compare_paper(&all, option_is(arguments, "all"), aliases, format, &text);
	lang = own;
	good = papers_give(context, option_value(arguments, "output"), &text, err);
	str_release(&text);
	return good;
}

static void print(struct cli_context *context, const struct session *const *session, size_t count, bool everything)
{
	struct comparison all = compare_sessions(session, count, context->arena);
	struct str text = STR_INIT;

	if (context->json) {
		output_json(report_compare_json(&all, everything, context->arena));
		return;
	}
	report_compare(&all, everything, context->ascii, &text);
	output_text(&text);
	str_release(&text);
}

/* A file and letters are for papers. */
static bool is_whole(const struct cli_context *context, const struct arguments *arguments, struct error *err)
{
	bool paper = option_value(arguments, "format") != NULL;

	if (paper && context->json)
		return error_set(err, ERROR_USAGE, "%s", T(CLI_PAPER_OR_JSON));
	if (!paper && (option_is(arguments, "alias") || option_value(arguments, "output")))
		return error_set(err, ERROR_USAGE, "%s", T(CLI_PAPER_NEEDS_FORMAT));
	return true;
}

int command_compare(struct cli_context *context, const struct arguments *arguments)
{
	struct session *session[COMPARE_MAX] = { NULL };
	const struct session *const *all = (const struct session *const *)session;
	struct store *store;
	struct error err;
	bool good;

	if (!is_whole(context, arguments, &err))
		return exit_with(&err);
	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	good = load_all(context, store, arguments, session, &err);
	if (good && option_value(arguments, "format"))
		good = give_paper(context, store, arguments, all, &err);
	else if (good)
		print(context, all, arguments->operand_count, option_is(arguments, "all"));
	for (size_t i = 0; i < COMPARE_MAX; i++)
		store_session_free(session[i]);
	store_close(store);
	return good ? EXIT_DONE : exit_with(&err);
}
