/* brief: the pre-read of a session, as text, Markdown or HTML. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/reason.h"
#include "lang/words_cli.h"
#include "report/report.h"
#include "workshop/session.h"

/* The session before, where this file has it. */
static bool give(const struct cli_context *context, const char *path, const struct str *text, struct error *err)
{
	if (!path || strcmp(path, "-") == 0) {
		output_text(text);
		return true;
	}
	return context_may_write(context, path, err) && (file_write(path, text->text, text->length) ||
	       error_set(err, ERROR_CREATE, T(CLI_CANNOT_WRITE), path, reason_say(errno)));
}

int command_brief(struct cli_context *context, const struct arguments *arguments)
{
	const char *name = option_value(arguments, "format");
	enum paper_format format = PAPER_TEXT;
	struct str text = STR_INIT;
	struct session *session, *parent;
	struct report_style style;
	struct store *store;
	struct error err;
	bool done;

	if (name)
		report_format_find(name, &format);
	if (!context_session(context, arguments->operand[0], &store, &session, &err))
		return exit_with(&err);
	parent = store_load_before(store, session);
	style = context_style(context, session->now.opened_at);
	report_brief(session, parent, &style, format, &text);
	done = give(context, option_value(arguments, "output"), &text, &err);
	str_release(&text);
	store_session_free(parent);
	store_session_free(session);
	store_close(store);
	return done ? EXIT_DONE : exit_with(&err);
}
