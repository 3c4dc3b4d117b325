/* See sample.h. */
#include "cli/sample.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/rehearsal.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_cli.h"
#include "store/bundle.h"

/* Both languages have bundles of their own. */
#define SAMPLES 2
static const char *const names[SAMPLES] = { "minato", "minato-thailand" };

static bool is_there(const char *path)
{
	struct stat info;

	return path && stat(path, &info) == 0;
}

/* Beside the packs, wherever those are: sessions/NAME.LANG.jsonl. */
static const char *path_of(const struct cli_context *context, struct arena *arena, const char *name)
{
	const char *path = NULL;

	for (size_t i = 0; i < context->folder_count; i++) {
		const char *folder = context->folder[i], *slash = strrchr(folder, '/');
		int length = slash ? (int)(slash - folder) + 1 : 0;

		path = arena_printf(arena, "%.*ssessions/%s.%s.jsonl", length, folder, name, lang == LANG_JA ? "ja" : "en");
		if (is_there(path))
			return path;
	}
	return path;
}

bool sample_is_there(const struct cli_context *context, struct error *err)
{
	for (size_t i = 0; i < SAMPLES; i++) {
		const char *path = path_of(context, context->arena, names[i]);

		if (!is_there(path))
			return error_set(err, ERROR_NO_INPUT, T(CLI_NO_SAMPLE), path);
	}
	return true;
}

static bool take_in(const struct cli_context *context, struct store *store, const char *name, struct error *err)
{
	struct arena *arena = arena_new();
	struct store_imported *row = arena_array(arena, BUNDLE_SESSIONS_MAX, sizeof(*row));
	const char *path = path_of(context, arena, name);
	size_t length, count;
	char *bytes;
	bool good;

	if (!file_read(arena, path, BUNDLE_BYTES_MAX, &bytes, &length))
		good = error_set(err, ERROR_NO_INPUT, T(CLI_CANNOT_READ), path, reason_say(errno));
	else
		good = store_import(store, arena, bytes, length, row, &count, err) || error_prefix(err, "%s: ", path);
	arena_free(arena);
	return good;
}

bool sample_begin(struct cli_context *context, struct error *err)
{
	struct store *store;
	bool good;

	if (!sample_is_there(context, err) || !rehearsal_folder(context, err))
		return false;
	store = store_open(context->database, STORE_WRITE, err);
	good = store != NULL;
	for (size_t i = 0; good && i < SAMPLES; i++)
		good = take_in(context, store, names[i], err);
	store_close(store);
	context->sample = good;
	if (!good)
		rehearsal_end(context);
	return good;
}
