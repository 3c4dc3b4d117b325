/* See pack_make.h. */
#include "cli/pack_make.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/exit.h"
#include "cli/option.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "content/pack.h"
#include "content/starter.h"
#include "lang/reason.h"
#include "lang/words_cli.h"

static bool asked_well(const struct arguments *arguments, struct error *err)
{
	bool copy = option_is(arguments, "copy"), extend = option_is(arguments, "extend");

	if (copy == extend)
		return error_set(err, ERROR_USAGE, "%s", T(CLI_PACK_EITHER));
	if (!option_is(arguments, "output"))
		return error_set(err, ERROR_USAGE, "%s", T(CLI_PACK_OUTPUT));
	return true;
}

static bool write_new(const char *path, const struct str *text, struct error *err)
{
	if (access(path, F_OK) == 0)
		return error_set(err, ERROR_CREATE, T(CLI_FILE_EXISTS), path);
	if (!file_write(path, text->text, text->length))
		return error_set(err, ERROR_CREATE, T(CLI_CANNOT_WRITE), path, reason_say(errno));
	return true;
}

static bool make(struct cli_context *context, const struct arguments *arguments, struct str *text,
		 struct error *err)
{
	bool copy = option_is(arguments, "copy");
	const char *path = option_value(arguments, "output");
	const char *id = starter_id(context->arena, path);
	const struct pack *pack = packs_choose(context, option_value(arguments, copy ? "copy" : "extend"), err);

	if (!pack)
		return false;
	if (strcmp(id, pack->id) == 0)
		return error_set(err, ERROR_USAGE, T(CLI_PACK_SAME), id);
	if (!copy)
		starter_overlay(pack, id, text);
	else if (!starter_copy(pack, id, text))
		return error_set(err, ERROR_DATA, T(CLI_PACK_NO_LINE), pack->path);
	return strcmp(path, "-") == 0 || write_new(path, text, err);
}

int pack_make(struct cli_context *context, const struct arguments *arguments)
{
	struct str text = STR_INIT;
	struct error err;
	const char *path = option_value(arguments, "output");
	bool done = asked_well(arguments, &err) && make(context, arguments, &text, &err);

	if (done && strcmp(path, "-") != 0) {
		str_clear(&text);
		str_printf(&text, T(CLI_PACK_MADE), path, starter_id(context->arena, path), path);
		str_add_char(&text, '\n');
	}
	if (done)
		output_text(&text);
	str_release(&text);
	return done ? EXIT_DONE : exit_with(&err);
}
