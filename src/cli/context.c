/* Options before environment, environment before what is usual. */
#include "cli/context.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/environment.h"
#include "base/file.h"
#include "cli/option.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_cli.h"
#include "lang/words_content.h"

#ifndef ENTAKU_DATADIR
#error "the Makefile gives ENTAKU_DATADIR, where packs are installed"
#endif

/* $XDG_DATA_HOME/entaku or ~/.local/share/entaku; NULL without a home. */
static const char *data_home(struct arena *arena)
{
	const char *data = environment_folder("XDG_DATA_HOME"), *home = environment_folder("HOME");

	if (data)
		return arena_printf(arena, "%s/entaku", data);
	return home ? arena_printf(arena, "%s/.local/share/entaku", home) : NULL;
}

static bool choose_database(struct cli_context *context, const char *option, const char *data,
			    struct error *err)
{
	context->database = option ? option : environment("ENTAKU_DB");
	if (context->database && context->database[0] == '\0')
		return error_set(err, ERROR_USAGE, "%s", T(CLI_DB_EMPTY));
	if (context->database)
		return true;
	if (!data)
		return error_set(err, ERROR_USAGE, "%s", T(CLI_NO_HOME));
	context->database = arena_printf(context->arena, "%s/entaku.db", data);
	return true;
}

/* A checkout's own packs come first, but only where there are any, as any
 * folder may have one of that name. */
static void choose_folders(struct cli_context *context, const char *data)
{
	char **paths;

	if (file_list(context->arena, "content", ".yaml", &paths) > 0)
		context->folder[context->folder_count++] = "content";
	if (data)
		context->folder[context->folder_count++] =
			arena_printf(context->arena, "%s/content", data);
	context->folder[context->folder_count++] = ENTAKU_DATADIR "/content";
}

/* A relative one is ignored, as the XDG text wants it; whoever set it is told. */
static void look_at_folders(void)
{
	static const char *const names[] = { "XDG_DATA_HOME", "HOME", "TMPDIR" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (environment(names[i]) && !environment_folder(names[i]))
			output_complain(T(CLI_RELATIVE), names[i], environment(names[i]));
}

bool context_init(struct cli_context *context, struct arena *arena,
		  const struct arguments *arguments, struct error *err)
{
	const char *now = option_value(arguments, "now");
	const char *seed = option_value(arguments, "seed");
	const char *data = data_home(arena);

	*context = (struct cli_context){
		.arena = arena,
		.home = environment_folder("HOME"),
		.json = option_is(arguments, "json"),
		.ascii = option_is(arguments, "ascii"),
		.no_color = option_is(arguments, "no-color") || environment("NO_COLOR"),
		.wareki = option_is(arguments, "wareki"),
		.lang_given = option_is(arguments, "lang"),
	};
	look_at_folders();
	if (!now)
		now = environment("ENTAKU_NOW");
	if (now && !clock_freeze(&context->clock, now))
		return error_set(err, ERROR_USAGE, T(CLI_NOW_BAD), now);
	if (!seed)
		seed = environment("ENTAKU_SEED");
	/* Ids that repeat are for tests, which also stop the clock. */
	if (context->clock.frozen)
		context->ids.seed = seed;
	choose_folders(context, data);
	return choose_database(context, option_value(arguments, "db"), data, err);
}

bool context_file(const struct cli_context *context, const char *path, size_t most, char **bytes, size_t *length,
		  struct error *err)
{
	char large[128];
	int reason;

	if (file_read(context->arena, path, most, bytes, length))
		return true;
	reason = errno;
	snprintf(large, sizeof(large), T(PACK_LARGE), most >> 20);
	return error_set(err, ERROR_NO_INPUT, T(CLI_CANNOT_READ), path,
			 reason == EFBIG ? large : reason_say(reason));
}

/* An absent file is said in our words, before the store is asked. */
static bool database_is_there(const struct cli_context *context, struct error *err)
{
	struct stat info;

	if (stat(context->database, &info) == 0)
		return true;
	if (errno == ENOENT || errno == ENOTDIR)
		return error_set(err, ERROR_NO_INPUT, T(CLI_NO_DATABASE), context->database);
	return error_set(err, ERROR_NO_INPUT, T(CLI_CANNOT_READ), context->database,
			 reason_say(errno));
}

struct store *context_read(const struct cli_context *context, struct error *err)
{
	return database_is_there(context, err) ? store_open(context->database, STORE_READ, err)
					       : NULL;
}

struct store *context_inspect(const struct cli_context *context, struct error *err)
{
	return database_is_there(context, err) ? store_open(context->database, STORE_INSPECT, err)
					       : NULL;
}

struct store *context_write(const struct cli_context *context, bool create, struct error *err)
{
	if (!create && !database_is_there(context, err))
		return NULL;
	return store_open(context->database, STORE_WRITE, err);
}

bool context_session(const struct cli_context *context, const char *name, struct store **store,
		     struct session **session, struct error *err)
{
	const char *id;

	*store = context_read(context, err);
	if (!*store)
		return false;
	id = store_find(*store, context->arena, name, err);
	*session = id ? store_load(*store, id, err) : NULL;
	if (*session)
		return true;
	store_close(*store);
	*store = NULL;
	return false;
}

struct report_style context_style(const struct cli_context *context, int64_t at)
{
	return (struct report_style){
		.zone_minutes = clock_zone(&context->clock, at), .wareki = context->wareki
	};
}

bool context_may_write(const struct cli_context *context, const char *path, struct error *err)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
	struct stat target, own;

	if (stat(path, &target) != 0)
		return true;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (stat(arena_printf(context->arena, "%s%s", context->database, endings[i]), &own) == 0 &&
		    own.st_dev == target.st_dev && own.st_ino == target.st_ino)
			return error_set(err, ERROR_CREATE, T(CLI_IS_DATABASE), path);
	return true;
}
