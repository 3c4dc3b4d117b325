/* export, import: sessions from one file to another, as JSON lines. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_cli.h"
#include "store/bundle.h"

static bool is_among(const char *const *ids, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

/* Each session once, however often and by whatever name it is asked for. */
static bool gather(struct cli_context *context, struct store *store, const struct arguments *arguments,
		   struct str *text, size_t *sessions, struct error *err)
{
	const char **ids = arena_array(context->arena, arguments->operand_count + 1, sizeof(*ids));

	*sessions = 0;
	for (size_t i = 0; i < arguments->operand_count; i++) {
		const char *id = store_find(store, context->arena, arguments->operand[i], err);

		if (id && is_among(ids, *sessions, id))
			continue;
		if (!id || !store_export(store, id, text, err))
			return false;
		ids[(*sessions)++] = id;
	}
	return true;
}

/* A bundle is carried away and compared later: one that is there is not replaced. */
static bool write_new(const char *path, const struct str *text, size_t sessions, struct error *err)
{
	struct str words = STR_INIT;
	struct stat info;

	if (lstat(path, &info) == 0)
		return error_set(err, ERROR_CREATE, T(CLI_EXPORT_THERE), path);
	if (!file_write(path, text->text, text->length))
		return error_set(err, ERROR_CREATE, T(CLI_CANNOT_WRITE), path, reason_say(errno));
	str_printf(&words, TN(sessions, CLI_EXPORTED), path, (int)sessions);
	output_text(&words);
	str_release(&words);
	return true;
}

int command_export(struct cli_context *context, const struct arguments *arguments)
{
	const char *path = option_value(arguments, "output");
	struct str text = STR_INIT;
	struct store *store;
	struct error err;
	size_t sessions;
	bool done;

	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	done = gather(context, store, arguments, &text, &sessions, &err);
	if (done && path && strcmp(path, "-") != 0)
		done = write_new(path, &text, sessions, &err);
	else if (done)
		output_json_text(&text);
	str_release(&text);
	store_close(store);
	return done ? EXIT_DONE : exit_with(&err);
}

/* "3  2026-11-10  Third board workshop (Minato): " */
static void tell_session(struct cli_context *context, struct store *store, const char *id, struct str *text)
{
	const struct store_session *session = store_row(store, context->arena, id, NULL);

	if (session)
		str_printf(text, T(CLI_IMPORT_ROW), (long long)session->number, session->held_on ? session->held_on : "-",
			   session->title ? session->title : id, session->entity && *session->entity ? session->entity :
			   session->organisation ? session->organisation : "-");
}

static void tell(struct cli_context *context, struct store *store, const struct store_imported *row, size_t count,
		 struct json *list, struct str *text)
{
	for (size_t i = 0; i < count; i++) {
		struct json *map = json_map(context->arena);

		json_put_text(context->arena, map, "session", row[i].id);
		json_put_int(context->arena, map, "events", row[i].events);
		json_put_int(context->arena, map, "added", row[i].added);
		json_put_text(context->arena, map, "head", row[i].head);
		json_add(context->arena, list, map);
		if (row[i].parent)
			json_put_text(context->arena, map, "missing_parent", row[i].parent);
		tell_session(context, store, row[i].id, text);
		if (row[i].added == 0)
			str_add(text, T(CLI_IMPORT_SAME));
		else if (row[i].was_there)
			str_printf(text, TN(row[i].added, CLI_IMPORT_MORE_EVENTS), (long long)row[i].added);
		else
			str_printf(text, TN(row[i].events, CLI_IMPORT_NEW), (long long)row[i].events);
		str_add_char(text, '\n');
		if (row[i].parent)
			str_printf(text, T(CLI_IMPORT_NO_PARENT), row[i].parent);
	}
}

/* Each file whole or not at all; the first that is refused ends it. */
static bool take_in(struct cli_context *context, struct store *store, const char *path, struct json *list,
		    struct str *text, struct error *err)
{
	struct store_imported *row = arena_array(context->arena, BUNDLE_SESSIONS_MAX, sizeof(*row));
	size_t length, count;
	char *bytes;

	if (!context_file(context, path, BUNDLE_BYTES_MAX, &bytes, &length, err))
		return false;
	if (!store_import(store, context->arena, bytes, length, row, &count, err))
		return error_prefix(err, "%s: ", path);
	tell(context, store, row, count, list, text);
	return true;
}

int command_import(struct cli_context *context, const struct arguments *arguments)
{
	struct json *list = json_list(context->arena);
	struct str text = STR_INIT;
	struct store *store;
	struct error err;
	bool good = true;

	store = context_write(context, true, &err);
	if (!store)
		return exit_with(&err);
	for (size_t i = 0; good && i < arguments->operand_count; i++)
		good = take_in(context, store, arguments->operand[i], list, &text, &err);
	if (context->json)
		output_json(list);
	else
		output_text(&text);
	str_release(&text);
	if (good)
		store_close(store);
	else
		store_close_unused(store);
	return good ? EXIT_DONE : exit_with(&err);
}
