/* See rehearsal.h. */
#include "cli/rehearsal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/environment.h"
#include "base/error.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_cli.h"

#define COPY "entaku.db"

/* A new folder that only we can look into. */
static char *make_folder(struct arena *arena, struct error *err)
{
	const char *where = environment_folder("TMPDIR");
	char *folder = arena_printf(arena, "%s/entaku-rehearsal-XXXXXX", where ? where : "/tmp");

	if (mkdtemp(folder))
		return folder;
	error_set(err, ERROR_CREATE, T(CLI_NO_COPY), folder, reason_say(errno));
	return NULL;
}

static bool copy(const struct cli_context *context, const char *path, struct error *err)
{
	struct stat info;
	struct store *store;
	bool good;

	if (stat(context->database, &info) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return true;
	store = context_read(context, err);
	good = store && store_backup(store, path, err);
	store_close(store);
	if (!good)
		return false;
	store = store_open(path, STORE_WRITE, err);
	/* The one who runs the true session does not run the copy. */
	if (store)
		store_leases_clear(store, NULL);
	store_close(store);
	return store != NULL;
}

static void remove_folder(struct arena *arena, const char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
	const char *slash = strrchr(path, '/');

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		remove(arena_printf(arena, "%s%s", path, endings[i]));
	rmdir(arena_strndup(arena, path, (size_t)(slash - path)));
}

bool rehearsal_folder(struct cli_context *context, struct error *err)
{
	char *folder = make_folder(context->arena, err);

	if (!folder)
		return false;
	context->own_database = context->database;
	context->database = arena_printf(context->arena, "%s/" COPY, folder);
	return true;
}

bool rehearsal_begin(struct cli_context *context, struct error *err)
{
	const char *path;

	if (!rehearsal_folder(context, err))
		return false;
	path = context->database;
	context->database = context->own_database;
	context->rehearsal = copy(context, path, err);
	if (!context->rehearsal)
		remove_folder(context->arena, path);
	else
		context->database = path;
	return context->rehearsal;
}

void rehearsal_end(struct cli_context *context)
{
	remove_folder(context->arena, context->database);
	context->database = context->own_database;
	context->rehearsal = context->sample = false;
}
