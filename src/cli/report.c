/* report: what leaves the room, one paper or a folder of all. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "cli/papers.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "workshop/session.h"

struct asked {
	enum leaving_kind kind;
	enum leaving_format format;
	const char *output, *into;
	struct papers_wish wish;
};

/* "positions,notes": each a part, bits into `without`. */
static bool read_parts(struct arena *arena, const char *text, unsigned *without, struct error *err)
{
	const char *known[PART_COUNT], *names = "";

	for (int part = 0; part < PART_COUNT; part++) {
		known[part] = leaving_part_name((enum leaving_part)part);
		names = arena_printf(arena, "%s%s%s", names, *names ? " " : "", known[part]);
	}
	while (*text) {
		size_t length = strcspn(text, ",");
		const char *name = arena_printf(arena, "%.*s", (int)length, text);
		enum leaving_part part;

		if (!leaving_part_find(name, &part))
			return error_set(err, ERROR_USAGE, T(CLI_REPORT_NO_PART), name, names);
		*without |= 1u << part;
		text += length + (text[length] == ',');
	}
	return true;
}

static bool read_asked(struct cli_context *context, const struct arguments *arguments, struct asked *asked,
		       struct error *err)
{
	const char *format = option_value(arguments, "format"), *kind = option_value(arguments, "kind");
	const char *without;

	*asked = (struct asked){ .format = FORMAT_HTML, .output = option_value(arguments, "output"),
		.into = option_value(arguments, "into") };
	/* The option table has let nothing else through. */
	if (format)
		leaving_format_find(format, &asked->format);
	asked->kind = leaving_usual(asked->format);
	if (kind)
		leaving_kind_find(kind, &asked->kind);
	asked->wish.alias = option_is(arguments, "alias");
	asked->wish.acceptance = option_value(arguments, "acceptance");
	for (size_t i = 0; (without = option_nth(arguments, "without", i)); i++)
		if (!read_parts(context->arena, without, &asked->wish.without, err))
			return false;
	if (asked->into && (asked->output || format || kind || asked->wish.acceptance))
		return error_set(err, ERROR_USAGE, "%s", T(CLI_REPORT_INTO_ALONE));
	if (asked->wish.acceptance && asked->kind != LEAVING_CERTIFICATE)
		return error_set(err, ERROR_USAGE, "%s", T(CLI_REPORT_ACCEPTANCE_ALONE));
	return true;
}

static bool write_one(const struct papers *papers, const struct asked *asked, struct error *err)
{
	struct str text = STR_INIT;
	bool good = papers_write(papers, asked->kind, asked->format, &text, err) &&
		papers_give(papers->context, asked->output, &text, err);

	str_release(&text);
	return good;
}

/* Where it stands, and what is in it with its sum. */
static void tell_folder(const struct folder *folder)
{
	struct str text = STR_INIT;

	str_printf(&text, "%s\n", folder->path);
	for (size_t i = 0; i < folder->file_count; i++)
		str_printf(&text, "%s  %s\n", folder->file[i].sha256, folder->file[i].name);
	output_text(&text);
	str_release(&text);
}

static bool write_all(const struct papers *papers, const struct asked *asked, struct error *err)
{
	struct folder folder;
	unsigned chosen = 0;

	/* The bundle holds what nothing else may say, such as positions under seal: `export` makes it. */
	for (size_t i = 0; i < leaving_file_count; i++)
		chosen |= leaving_files[i].kind == LEAVING_KIND_COUNT ? 0 : 1u << i;
	if (!papers_folder(papers, chosen, asked->into, &folder, err))
		return false;
	tell_folder(&folder);
	return true;
}

int command_report(struct cli_context *context, const struct arguments *arguments)
{
	struct session *session;
	struct papers papers;
	struct store *store;
	struct asked asked;
	struct error err;
	bool good;

	if (!read_asked(context, arguments, &asked, &err) ||
	    !context_session(context, arguments->operand[0], &store, &session, &err))
		return exit_with(&err);
	good = papers_begin(&papers, context, store, context->arena, session, &asked.wish, &err) &&
		(asked.into ? write_all : write_one)(&papers, &asked, &err);
	papers_end(&papers);
	store_session_free(session);
	store_close(store);
	return good ? EXIT_DONE : exit_with(&err);
}
