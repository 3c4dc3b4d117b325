/* What the screen asks for, done with the store.  One row an effect. */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "cli/desk.h"
#include "cli/holder.h"
#include "cli/opening.h"
#include "cli/sample.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "store/skim.h"
#include "workshop/session.h"

/* Stamps the events: time is taken here and nowhere else. */
static void stamp(struct desk *desk, struct event *event, size_t count)
{
	int64_t at = clock_now(&desk->context->clock);

	for (size_t i = 0; i < count; i++)
		event[i].at = at;
}

/* What other processes recorded meanwhile is taken in first; where that can't be, the
 * session is loaded anew and the rules are asked once more. */
static bool append(struct desk *desk, struct event *event, size_t count, struct error *err)
{
	size_t before = desk->session->event_count;
	bool stale = false;
	struct store_append what = { .event = event, .count = count, .live = true, .follow = true,
				     .stale = &stale };

	if (store_append(desk->store, desk->session, &what, err))
		return true;
	if (!stale || !desk_session_reload(desk, err))
		return false;
	app_changed(desk->app, before);
	stale = false;
	return store_append(desk->store, desk->session, &what, err);
}

static bool record(struct desk *desk, const struct effect *effect, struct error *err)
{
	bool sealed;

	if (!desk->session || !desk->leased)
		return error_set(err, ERROR_REFUSED, "%s", T(CLI_TAKEN_OVER));
	sealed = desk->session->now.sealed;
	stamp(desk, effect->event, effect->count);
	if (!append(desk, effect->event, effect->count, err))
		return false;
	if (!sealed && desk->session->now.sealed)
		app_session(desk->app, desk->session, desk->parent, NULL, NULL, T(CLI_SEALED));
	return true;
}

static const struct pack *find_pack(const struct desk *desk, const char *id)
{
	for (size_t i = 0; i < desk->pack_count; i++)
		if (!id || !id[0] || strcmp(desk->pack[i]->id, id) == 0)
			return desk->pack[i];
	return NULL;
}

/* One that was made, or may have been, and could not be opened then: asked for in the
 * same words it is the same one, and not made twice. */
static void keep_id(struct desk *desk, const struct pack *pack, const struct effect *effect, struct arena *arena,
		    struct json *body)
{
	struct str asked = STR_INIT;

	str_add(&asked, pack->id);
	for (size_t i = 0; i < effect->count; i++)
		json_write(&asked, effect->event[i].body);
	if (desk->made_id.length > 0 && strcmp(asked.text, desk->made.text) == 0)
		json_put_text(arena, body, "id", desk->made_id.text);
	str_clear(&desk->made);
	str_add(&desk->made, asked.text);
	str_clear(&desk->made_id);
	str_add(&desk->made_id, json_get_text(body, "id"));
	str_release(&asked);
}

/* The events of a new session, unless they are there. */
static bool make(struct desk *desk, const struct pack *pack, const struct effect *effect, struct error *err)
{
	struct store_append what = { .event = effect->event, .count = effect->count, .live = true };
	const struct json *asked = effect->event[0].body;
	struct arena *arena = arena_new();
	struct json *body = opening_body(desk->context, desk->store, arena, pack, asked);
	struct session *session = session_new(pack);
	bool done;

	keep_id(desk, pack, effect, arena, body);
	effect->event[0].body = body;
	stamp(desk, effect->event, effect->count);
	done = store_row(desk->store, arena, desk->made_id.text, NULL) ||
	       store_append(desk->store, session, &what, err);
	effect->event[0].body = asked; /* the screen's own, for its answer */
	session_free(session);
	arena_free(arena);
	return done;
}

/* The store keeps the pack's bytes; opening loads both anew, so that the open
 * session never depends on the list of packs. */
static bool create(struct desk *desk, const struct effect *effect, struct error *err)
{
	const struct pack *pack = find_pack(desk, effect->id);
	const char *other = NULL;

	if (!pack)
		return error_set(err, ERROR_NO_INPUT, T(CLI_PACK_UNKNOWN),
				 effect->id ? effect->id : "");
	if (!make(desk, pack, effect, err) ||
	    !desk_session_open(desk, desk->made_id.text, AS_FACILITATOR, &other, err))
		return false;
	str_clear(&desk->made);
	str_clear(&desk->made_id);
	return true;
}

static bool open_session(struct desk *desk, const struct effect *effect, struct error *err)
{
	enum desk_as as = effect->force ? AS_SUCCESSOR : effect->look ? AS_READER : AS_FACILITATOR;
	const char *other = NULL;

	if (desk_session_open(desk, effect->id, as, &other, err))
		return true;
	if (other)
		app_busy(desk->app, effect->id, holder_say(desk->life, other));
	/* Already said by the question. */
	if (other)
		err->class = ERROR_NONE;
	return false;
}

static bool leave(struct desk *desk, const struct effect *effect, struct error *err)
{
	(void)effect;
	draft_look(desk);
	draft_save(desk, true);
	desk_session_close(desk);
	return desk_list(desk, false, err);
}

static bool keep_place(struct desk *desk, const struct effect *effect, struct error *err)
{
	struct error ignored;

	(void)err;
	/* Only a convenience: a place not kept is no news for people who talk. */
	if (desk->leased &&
	    !store_place_put(desk->store, desk->id.text, effect->id, effect->tab, &ignored))
		log_line("place not kept: %d", (int)ignored.class);
	return true;
}

/* Loaded until others are, or the desk is closed. */
static bool compare(struct desk *desk, const struct effect *effect, struct error *err)
{
	size_t count = effect->number < COMPARE_MAX ? (size_t)effect->number : COMPARE_MAX;

	desk_compared_free(desk);
	if (!store_skim(desk->store, effect->ids, count, desk->compared, err))
		return false;
	app_compare(desk->app, (const struct session *const *)desk->compared, count);
	return true;
}

static bool show_room(struct desk *desk, const struct effect *effect, struct error *err)
{
	struct store_room room = { effect->tab, effect->id, effect->number };

	if (!desk->session || !desk->leased)
		return error_set(err, ERROR_REFUSED, "%s", desk->session && desk->session->now.sealed ?
				 T(CLI_SEALED) : T(CLI_TAKEN_OVER));
	return store_room_put(desk->store, desk->id.text, &room, err);
}

static bool list(struct desk *desk, const struct effect *effect, struct error *err)
{
	return desk_list_from(desk, (size_t)effect->number, err);
}

/* A new session may follow any of the list, and not only those that the screen shows. */
static bool packs(struct desk *desk, const struct effect *effect, struct error *err)
{
	(void)effect;
	desk_packs(desk);
	return desk_list_from(desk, desk->list_first, err);
}

static bool ledger(struct desk *desk, const struct effect *effect, struct error *err)
{
	return desk_ledger(desk, &effect->ledger, err);
}

static bool trend(struct desk *desk, const struct effect *effect, struct error *err)
{
	return desk_trend(desk, effect->id, err);
}

static bool group(struct desk *desk, const struct effect *effect, struct error *err)
{
	(void)effect;
	return desk_group(desk, err);
}

/* Another file is another desk: whoever drives this one opens it. */
static bool sample(struct desk *desk, const struct effect *effect, struct error *err)
{
	(void)effect;
	if (desk->context->rehearsal)
		return error_set(err, ERROR_REFUSED, "%s", T(CLI_SAMPLE_IN_REHEARSAL));
	if (!desk->context->sample && !sample_is_there(desk->context, err))
		return false;
	return desk->sample = true;
}

/* Which papers there are, or all that were chosen into a folder. */
static bool papers(struct desk *desk, const struct effect *effect, struct error *err)
{
	return desk_papers(desk, &effect->papers, effect->force, err);
}

static bool redraw(struct desk *desk, const struct effect *effect, struct error *err)
{
	(void)effect;
	(void)err;
	return desk->redraw = true;
}

static bool suspend(struct desk *desk, const struct effect *effect, struct error *err)
{
	(void)effect;
	(void)err;
	/* Stopped may mean killed: what is typed must be in the file. */
	draft_look(desk);
	draft_save(desk, true);
	return desk->suspend = true;
}

static bool quit(struct desk *desk, const struct effect *effect, struct error *err)
{
	(void)effect;
	draft_look(desk);
	draft_save(desk, true);
	if (draft_is_owed(desk) && !store_read_only(desk->store) && !desk->warned) {
		desk->warned = true;
		return error_set(err, ERROR_IO, "%s", T(CLI_DRAFT_LEAVE));
	}
	return desk->quit = true;
}

static bool (*const rows[EFFECT_COUNT])(struct desk *, const struct effect *, struct error *) = {
	[EFFECT_RECORD] = record, [EFFECT_CREATE] = create, [EFFECT_OPEN] = open_session,
	[EFFECT_LEAVE] = leave, [EFFECT_PLACE] = keep_place, [EFFECT_ROOM] = show_room, [EFFECT_COMPARE] = compare,
	[EFFECT_LIST] = list, [EFFECT_LEDGER] = ledger, [EFFECT_TREND] = trend, [EFFECT_GROUP] = group,
	[EFFECT_PAPERS] = papers, [EFFECT_PACKS] = packs,
	[EFFECT_SAMPLE] = sample, [EFFECT_REDRAW] = redraw,
	[EFFECT_SUSPEND] = suspend, [EFFECT_QUIT] = quit,
};

void perform(struct desk *desk, const struct effect *effect)
{
	struct error err = { .class = ERROR_NONE };
	const struct event *head;

	if (!rows[effect->kind](desk, effect, &err)) {
		if (err.class != ERROR_NONE)
			app_failed(desk->app, effect, &err);
		return;
	}
	head = desk->session ? session_head(desk->session) : NULL;
	app_done(desk->app, effect, effect->event && head ? head->n : 0);
}
