/*
 * The file was removed, replaced or moved while the desk had it open: all that it
 * holds can still be read, so it is copied under a new name, and work goes on in the
 * copy.  Of one that was written over only the open session is left, in memory: it is
 * written down anew.  What has the old name now is never touched.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/log.h"
#include "cli/desk.h"
#include "lang/lang.h"
#include "lang/words_cli.h"

enum { NAMES_MAX = 99, AGAIN_MS = 2000 };

/* Only one that we lead: it was read, and taken, while the file was ours. */
static bool can_salvage(const struct desk *desk)
{
	return desk->leased && desk->session;
}

static bool salvage(struct desk *desk, const char *path, struct error *err)
{
	struct store *store = store_open(path, STORE_WRITE, err);
	bool good;

	if (!store)
		return false;
	/* The one before it is for looking back; the meeting goes on without. */
	store_salvage(store, desk->parent, NULL);
	good = store_salvage(store, desk->session, err);
	store_close(store);
	if (!good)
		unlink(path);
	return good;
}

/* "NAME.rescued", "NAME.rescued.2" and so on, the first that is not taken.  NULL: it
 * could not be made. */
static const char *copy_as(struct desk *desk, const char *name, struct error *err)
{
	struct arena *arena = desk->context->arena;
	const char *path = arena_printf(arena, "%s.rescued", name);

	for (int i = 2; i <= NAMES_MAX && access(path, F_OK) == 0; i++)
		path = arena_printf(arena, "%s.rescued.%d", name, i);
	return (desk->written_over ? salvage(desk, path, err) : store_backup(desk->store, path, err)) ? path : NULL;
}

/* Beside the old file; where that can't be, in the user's own folder, or at least
 * where the next start of the machine clears away. */
static const char *copy(struct desk *desk, struct error *err)
{
	const char *home = desk->context->home, *temporary = getenv("TMPDIR");
	struct arena *arena = desk->context->arena;
	const char *path = copy_as(desk, desk->context->database, err);

	if (!path && home)
		path = copy_as(desk, arena_printf(arena, "%s/entaku.db", home), err);
	if (!path)
		path = copy_as(desk, arena_printf(arena, "%s/entaku.db", temporary && temporary[0] == '/' ?
						  temporary : "/tmp"), err);
	return path;
}

static bool go_on_in(struct desk *desk, const char *path, struct error *err)
{
	struct store *store = store_open(path, STORE_WRITE, err);

	if (!store)
		return false;
	desk_search_end(desk);
	store_abandon(desk->store);
	desk->store = store;
	desk->version = store_version(store);
	desk->draft.unsaved = desk->draft.field.length > 0;
	if (!desk->context->moved_from)
		desk->context->moved_from = desk->context->database;
	desk->context->salvaged = desk->context->salvaged || desk->written_over;
	desk->context->database = path;
	app_database(desk->app, path);
	/* A copy has the lease; one that was written anew has none. */
	if (desk->written_over)
		desk_session_hold(desk);
	return true;
}

/* A room made on the disk, a folder put back: it is tried again now and then. */
static bool is_time(struct desk *desk)
{
	int64_t now = desk_monotonic();

	if (desk->lost && now - desk->lost_since < AGAIN_MS)
		return false;
	desk->lost_since = now;
	return true;
}

const char *desk_lost_words(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, desk->written_over ? T(CLI_WRITTEN_OVER) : T(CLI_LOST), desk->context->database);
}

static void tell(struct desk *desk, const char *path, const char *old)
{
	struct arena *arena = arena_new();

	if (path)
		app_message(desk->app, true, arena_printf(arena, desk->written_over ? T(CLI_SALVAGED) : T(CLI_RESCUED),
							  path, old));
	else
		app_message(desk->app, true, desk_lost_words(desk, arena));
	arena_free(arena);
}

bool desk_rescue(struct desk *desk)
{
	bool thrown_away = desk->context->rehearsal || desk->context->sample, was_lost = desk->lost;
	const char *path = NULL, *old = desk->context->database;
	struct error err = { .class = ERROR_NONE };

	if (!store_moved(desk->store)) {
		desk->lost = false;
		return false;
	}
	if (!is_time(desk))
		return false;
	desk->written_over = store_overwritten(desk->store);
	/* A copy that is thrown away anyway needs no other. */
	if (!thrown_away && (!desk->written_over || can_salvage(desk)))
		path = copy(desk, &err);
	desk->lost = !path || !go_on_in(desk, path, &err);
	if (desk->lost && !was_lost)
		log_line("no rescue: %d", (int)err.class);
	if (!desk->lost || !was_lost)
		tell(desk, desk->lost ? NULL : path, old);
	return !desk->lost || !was_lost;
}
