/* The open session at the desk: its lease, its place, its drafts, and what
 * other processes do to it. */
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "cli/desk.h"
#include "cli/holder.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "store/later.h"
#include "workshop/session.h"

void desk_give_drafts(struct desk *desk, const char *session)
{
	struct arena *arena = arena_new();
	struct store_draft *draft;
	struct error err;
	size_t count = 0;

	if (store_drafts(desk->store, arena, session, &draft, &count, &err))
		for (size_t i = 0; i < count; i++)
			app_draft_found(desk->app, session, draft[i].field, draft[i].text);
	else
		log_line("drafts not read: %d", (int)err.class);
	arena_free(arena);
}

/* Why nothing can be recorded into the open session; NULL: it can. */
static const char *reason(const struct desk *desk)
{
	if (desk->session->now.sealed)
		return T(CLI_SEALED);
	if (desk->session->unknown_kind)
		return T(CLI_NEWER);
	if (desk->session->broken_n)
		return T(CLI_CHANGED_OUTSIDE);
	if (store_read_only(desk->store))
		return T(CLI_READ_ONLY);
	return desk->leased ? NULL : T(CLI_TAKEN_OVER);
}

static bool wants_lease(const struct desk *desk, const struct session *session)
{
	return !session->now.sealed && !session->unknown_kind && !session->broken_n &&
	       !store_read_only(desk->store);
}

static bool take_lease(struct desk *desk, const char *id, bool force, const char **other,
		       struct error *err)
{
	struct store_lease lease = {
		.session = id, .holder = desk->holder, .by_force = force,
		.at = clock_now(&desk->context->clock), .gone = holder_gone,
	};

	return store_lease_take(desk->store, &lease, desk->life, other, err);
}

void desk_session_hold(struct desk *desk)
{
	const char *other;

	desk->leased = desk->session && take_lease(desk, desk->id.text, false, &other, NULL);
}

/* Where the session was left, for resuming. */
static void find_place(struct desk *desk, struct arena *arena, const char *id,
		       const char **stop, const char **tab)
{
	const struct store_session *row = store_row(desk->store, arena, id, NULL);

	*stop = row && row->current[0] ? row->current : NULL;
	*tab = row && row->tab[0] ? row->tab : NULL;
}

/* Puts sessions in place of the open ones; the screen learns of the new before
 * the old are freed. */
/* Only what is said beside the records: without it they are shown as they stand here. */
static void tell_later(struct desk *desk)
{
	struct arena *arena = arena_new();
	size_t count = 0;
	struct store_later *row = desk->session ? store_later(desk->store, arena, desk->session->now.id, &count, NULL) : NULL;
	struct app_later *later = arena_array(arena, count + 1, sizeof(*later));

	for (size_t i = 0; row && i < count; i++)
		later[i] = (struct app_later){ row[i].record, arena_printf(arena, "%s %s", row[i].held_on, row[i].by) };
	app_later(desk->app, later, row ? count : 0);
	arena_free(arena);
}

static void replace(struct desk *desk, struct session *session, struct session *parent,
		    const char *stop, const char *tab)
{
	struct session *old = desk->session, *old_parent = desk->parent;

	desk->session = session;
	desk->parent = parent;
	app_session(desk->app, session, parent, stop, tab, session ? reason(desk) : NULL);
	tell_later(desk);
	store_session_free(old);
	if (old_parent != parent)
		store_session_free(old_parent);
}

bool desk_session_open(struct desk *desk, const char *id, enum desk_as as, const char **other,
		       struct error *err)
{
	struct session *session = store_load(desk->store, id, err);
	const char *stop, *tab;
	struct arena *arena;
	bool lease;

	if (!session)
		return false;
	lease = as != AS_READER && wants_lease(desk, session);
	if (lease && !take_lease(desk, id, as == AS_SUCCESSOR, other, err)) {
		store_session_free(session);
		return false;
	}
	if (desk->leased && strcmp(desk->id.text, id) != 0)
		store_lease_drop(desk->store, desk->id.text, desk->holder, NULL);
	desk->leased = lease;
	str_clear(&desk->id);
	str_add(&desk->id, id);
	arena = arena_new();
	find_place(desk, arena, id, &stop, &tab);
	replace(desk, session, store_load_before(desk->store, session), stop, tab);
	arena_free(arena);
	desk_give_drafts(desk, id);
	desk->version = store_version(desk->store);
	return true;
}

void desk_session_close(struct desk *desk)
{
	if (desk->leased)
		store_lease_drop(desk->store, desk->id.text, desk->holder, NULL);
	desk->leased = false;
	if (desk->app)
		replace(desk, NULL, NULL, NULL, NULL);
	store_session_free(desk->session);
	store_session_free(desk->parent);
	desk->session = desk->parent = NULL;
	str_clear(&desk->id);
}

bool desk_session_reload(struct desk *desk, struct error *err)
{
	struct session *session = store_load(desk->store, desk->id.text, err);

	if (!session)
		return false;
	replace(desk, session, desk->parent, NULL, NULL);
	return true;
}

static bool same_head(const struct session *a, const struct session *b)
{
	return a->event_count == b->event_count &&
	       (a->event_count == 0 || strcmp(session_head(a)->hash, session_head(b)->hash) == 0);
}

/* The same session has grown in memory: what may be recorded can have changed. */
static void tell_new(struct desk *desk, size_t before)
{
	if (desk->session->event_count == before)
		return;
	app_session(desk->app, desk->session, desk->parent, NULL, NULL, reason(desk));
	app_changed(desk->app, before);
}

void desk_look_again(struct desk *desk)
{
	const char *other = NULL;
	size_t before;
	struct session *anew;
	struct error err;
	bool lost;

	if (!desk->session) {
		if (!desk_list(desk, false, &err))
			app_message(desk->app, true, err.text);
		return;
	}
	lost = desk->leased && !take_lease(desk, desk->id.text, false, &other, &err) && other;
	desk->leased = desk->leased && !lost;
	before = desk->session->event_count;
	if (!lost && store_follow(desk->store, desk->session, &err)) {
		tell_new(desk, before);
		return;
	}
	anew = store_load(desk->store, desk->id.text, &err);
	if (!anew) {
		app_message(desk->app, true, err.text);
	} else if (same_head(anew, desk->session) && !lost) {
		store_session_free(anew);
	} else {
		replace(desk, anew, desk->parent, NULL, NULL);
		app_changed(desk->app, before);
		if (lost)
			app_message(desk->app, true, T(CLI_TAKEN_OVER));
	}
}
