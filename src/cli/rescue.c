/*
 * The file was removed, replaced or moved while the desk had it open: all that it
 * holds can still be read, so it is copied under a new name, and work goes on in the
 * copy.  What has the old name now is never touched.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/log.h"
#include "cli/desk.h"
#include "lang/lang.h"
#include "lang/words_cli.h"

enum { NAMES_MAX = 9 };

/* "NAME.rescued", "NAME.rescued.2" and so on; NULL: none of them could be made. */
static const char *copy_beside(struct desk *desk, const char *name, struct error *err)
{
	struct arena *arena = desk->context->arena;

	for (int i = 1; i <= NAMES_MAX; i++) {
		const char *path = i == 1 ? arena_printf(arena, "%s.rescued", name) :
			arena_printf(arena, "%s.rescued.%d", name, i);

		if (store_backup(desk->store, path, err))
			return path;
	}
	return NULL;
}

/* Beside the old file, or in the user's own folder where that one is gone. */
static const char *copy(struct desk *desk, struct error *err)
{
	const char *home = desk->context->home;
	const char *path = copy_beside(desk, desk->context->database, err);

	if (!path && home)
		path = copy_beside(desk, arena_printf(desk->context->arena, "%s/entaku.db", home), err);
	return path;
}

static bool go_on_in(struct desk *desk, const char *path, struct error *err)
{
	struct store *store = store_open(path, STORE_WRITE, err);

	if (!store)
		return false;
	desk_search_end(desk);
	store_close(desk->store);
	desk->store = store;
	desk->version = store_version(store);
	desk->draft.unsaved = desk->draft.field.length > 0;
	if (!desk->context->moved_from)
		desk->context->moved_from = desk->context->database;
	desk->context->database = path;
	app_database(desk->app, path);
	return true;
}

bool desk_rescue(struct desk *desk)
{
	bool was_lost = desk->lost, copied = desk->context->rehearsal || desk->context->sample;
	const char *path = NULL, *old = desk->context->database;
	struct error err = { .class = ERROR_NONE };
	struct arena *arena;

	desk->lost = store_moved(desk->store);
	if (!desk->lost || was_lost)
		return false;
	/* A copy that is thrown away anyway needs no other. */
	if (!copied)
		path = copy(desk, &err);
	arena = arena_new();
	if (path && go_on_in(desk, path, &err)) {
		desk->lost = false;
		app_message(desk->app, true, arena_printf(arena, T(CLI_RESCUED), path, old));
	} else {
		log_line("no rescue: %d", (int)err.class);
		app_message(desk->app, true, arena_printf(arena, T(CLI_LOST), old));
	}
	arena_free(arena);
	return true;
}
