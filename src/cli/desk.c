/* Opening and closing the desk, the list on home, keys, and what is due without keys. */
#include "cli/desk.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "cli/holder.h"
#include "cli/packs.h"
#include "cli/rehearsal.h"
#include "cli/sample.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "workshop/session.h"

enum {
	PATIENCE = 250,          /* heals lost size signals, moves the clock */
	PATIENCE_DRAFT = 100,    /* while something typed is not in the file */
	LIST_WINDOW = 400,       /* sessions of the list that are in memory, as soon as somebody */
	                         /* moves in it; before that a screen of them */
	IDLE = 2000              /* without keys: time for a checkpoint */
};

void desk_time(struct desk *desk)
{
	int64_t at = clock_now(&desk->context->clock);
	int zone = clock_zone(&desk->context->clock, at);

	app_time(desk->app, (struct app_now){
		.at = at, .zone_minutes = zone, .today = instant_date(at, zone) });
}

/* Was the session's last facilitator cut off?  A lease whose holder is gone says so. */
static bool was_cut_off(struct desk *desk, struct arena *arena, const char *id)
{
	struct store_draft *draft;
	const char *other;
	size_t count = 0;
	struct error err;

	if (store_drafts(desk->store, arena, id, &draft, &count, &err) && count > 0)
		return true;
	if (store_read_only(desk->store))
		return false;
	other = store_lease_holder(desk->store, arena, id);
	return other && strcmp(other, desk->holder) != 0 && holder_gone(other);
}

/* The name of the stop by its id, for the offer; the id itself will do. */
static void offer(struct desk *desk, const struct store_session *row)
{
	struct str words = STR_INIT;

	if (row->current && row->current[0])
		str_printf(&words, T(CLI_RESUME_AT), row->title, row->current);
	else
		str_printf(&words, T(CLI_RESUME), row->title);
	app_message(desk->app, false, words.text);
	str_release(&words);
}

/* The place in the list of a session to offer, or -1. */
static long interrupted(struct desk *desk, struct arena *arena,
			const struct store_session *row, size_t count)
{
	const char *last = count ? store_find(desk->store, arena, NULL, NULL) : NULL;

	for (size_t i = 0; last && i < count; i++)
		if (strcmp(row[i].id, last) == 0)
			return strcmp(row[i].state, "sealed") != 0 &&
			       was_cut_off(desk, arena, last) ? (long)i : -1;
	return -1;
}

static struct app_row plain(const struct store_session *row)
{
	return (struct app_row){
		.number = row->number, .id = row->id, .title = row->title,
		.organisation = row->organisation, .entity = row->entity,
		.held_on = row->held_on, .label = row->label, .state = row->state,
		.agenda = row->agenda, .events = row->events, .decided = row->decided,
		.stops = row->stops, .read_only = row->read_only,
	};
}

/* A window of it; the interrupted one comes first where it is among the newest. */
bool desk_list(struct desk *desk, bool offering, struct error *err)
{
	size_t total = store_session_count(desk->store), count, n = 0;
	struct arena *arena = arena_new();
	struct store_session *row;
	struct app_row *shown;
	long first;

	desk->offered = desk->offered || offering;
	if (desk->list_first >= total)
		desk->list_first = 0;
	row = store_list_part(desk->store, arena, desk->list_first, desk->list_rows, &count, err);
	if (!row) {
		arena_free(arena);
		return false;
	}
	shown = arena_array(arena, count + 1, sizeof(*shown));
	first = desk->offered && desk->list_first == 0 ? interrupted(desk, arena, row, count) : -1;
	if (first >= 0)
		shown[n++] = plain(&row[first]);
	for (size_t i = 0; i < count; i++)
		if ((long)i != first)
			shown[n++] = plain(&row[i]);
	app_sessions_part(desk->app, shown, n, desk->list_first, total);
	if (first >= 0 && offering)
		offer(desk, &row[first]);
	desk->version = store_version(desk->store);
	arena_free(arena);
	return true;
}

/* Opens what was named on the command line, as Enter on its row would. */
static bool open_named(struct desk *desk, const char *name, struct error *err)
{
	const char *id = store_find(desk->store, desk->life, name, err), *other = NULL;

	if (!id)
		return false;
	if (desk_session_open(desk, id, AS_FACILITATOR, &other, err))
		return true;
	if (!other)
		return false;
	app_busy(desk->app, id, holder_say(desk->life, other));
	return true;
}

void desk_packs(struct desk *desk)
{
	if (desk->pack)
		return;
	desk->pack = packs_usable(desk->context, desk->life, &desk->pack_count);
	app_packs(desk->app, desk->pack, desk->pack_count);
}

bool desk_list_from(struct desk *desk, size_t first, struct error *err)
{
	desk->list_first = first;
	desk->list_rows = LIST_WINDOW;
	return desk_list(desk, false, err);
}

/* A new file under the old name hides where everything went. */
static void tell_rescued(struct desk *desk)
{
	const char *beside = arena_printf(desk->life, "%s.rescued", desk->context->database);

	if (access(beside, F_OK) == 0)
		app_message(desk->app, true, arena_printf(desk->life, T(CLI_RESCUED_BESIDE), beside));
}

static bool set_up(struct desk *desk, const char *session, struct error *err)
{
	desk_time(desk);
	if (!desk_list(desk, !session, err))
		return false;
	if (store_session_count(desk->store) == 0)
		tell_rescued(desk);
	if (!packs_any(desk->context))
		app_message(desk->app, true, T(CLI_NO_PACKS));
	if (store_read_only(desk->store))
		app_message(desk->app, true, T(CLI_READ_ONLY));
	else if (store_uses_rollback(desk->store))
		app_message(desk->app, false, T(CLI_ROLLBACK));
	desk_give_drafts(desk, "");
	if (session && !open_named(desk, session, err))
		return false;
	if (desk->context->sample)
		app_message(desk->app, false, T(CLI_SAMPLE));
	if (desk->context->rehearsal)
		app_message(desk->app, true, arena_printf(desk->life, T(CLI_REHEARSAL), desk->context->database));
	return true;
}

bool desk_open(struct desk *desk, struct cli_context *context, const char *session, int rows, struct error *err)
{
	*desk = (struct desk){
		.context = context, .id = STR_INIT, .list_rows = rows > 0 ? (size_t)rows : 1,
		.draft = { .session = STR_INIT, .field = STR_INIT, .text = STR_INIT },
		.made = STR_INIT, .made_id = STR_INIT,
	};
	desk->store = context_write(context, true, err);
	if (!desk->store)
		return false;
	desk->life = arena_new();
	desk->look = arena_new();
	desk->holder = holder_self(desk->life);
	desk->app = app_new(context->database);
	app_ascii(desk->app, context->ascii);
	app_copy(desk->app, context->sample ? COPY_SAMPLE : context->rehearsal ? COPY_REHEARSAL : COPY_NONE);
	if (set_up(desk, session, err))
		return true;
	desk_close(desk);
	return false;
}

void desk_compared_free(struct desk *desk)
{
	if (desk->app)
		app_compare(desk->app, NULL, 0);
	for (size_t i = 0; i < COMPARE_MAX; i++) {
		store_session_free(desk->compared[i]);
		desk->compared[i] = NULL;
	}
}

void desk_close(struct desk *desk)
{
	if (!desk->store)
		return;
	draft_look(desk);
	/* The last chance of what is in a file without a name. */
	desk->lost_since = 0;
	desk_rescue(desk);
	draft_save(desk, true);
	app_free(desk->app);
	desk->app = NULL;
	desk_session_close(desk);
	desk_compared_free(desk);
	desk_search_end(desk);
	store_close(desk->store);
	desk->store = NULL;
	draft_release(desk);
	str_release(&desk->id);
	str_release(&desk->made);
	str_release(&desk->made_id);
	arena_free(desk->look);
	arena_free(desk->life);
}

bool desk_change(struct desk *desk, struct error *err)
{
	struct cli_context *context = desk->context;
	bool back = context->sample, good = true;
	int rows = (int)desk->list_rows;
	struct error why;

	if (!desk->sample)
		return true;
	desk_close(desk);
	if (back)
		rehearsal_end(context);
	else
		good = sample_begin(context, &why);
	if (!desk_open(desk, context, NULL, rows, err))
		return false;
	if (!good)
		app_message(desk->app, true, why.text);
	return true;
}

void desk_resize(struct desk *desk, int width, int height)
{
	struct error err;

	app_resize(desk->app, width, height);
	if (height <= (int)desk->list_rows)
		return;
	desk->list_rows = LIST_WINDOW;
	if (!desk->session && !desk_list(desk, false, &err))
		app_message(desk->app, true, err.text);
}

void desk_key(struct desk *desk, struct key key)
{
	struct effect effect;

	desk_time(desk);
	app_key(desk->app, key);
	while (app_effect(desk->app, &effect))
		perform(desk, &effect);
	draft_look(desk);
	desk->idle_since = desk_monotonic();
}

bool desk_tick(struct desk *desk, bool at_once)
{
	bool rescued = desk_rescue(desk), searched = desk->search != NULL;
	int64_t version = store_version(desk->store);
	bool named = desk->names == NAMES_DUE;
	/* What was copied over the file is no news of ours. */
	bool news = version != desk->version && !(desk->lost && desk->written_over);
	struct error err;

	draft_save(desk, at_once);
	if (named)
		desk_packs(desk);
	desk->names = desk->names == NAMES_ASKED ? NAMES_DUE : NAMES_HERE;
	if (searched && !desk_search_on(desk, &err))
		app_message(desk->app, true, err.text);
	if (news) {
		desk->version = version;
		desk_look_again(desk);
		desk->version = store_version(desk->store);
	}
	if (desk->idle_since && desk_monotonic() - desk->idle_since > IDLE) {
		desk->idle_since = 0;
		store_checkpoint(desk->store);
	}
	return news || searched || rescued || named;
}

int desk_patience(const struct desk *desk)
{
	return desk->search || desk->names ? 0 : desk->draft.unsaved ? PATIENCE_DRAFT : PATIENCE;
}
