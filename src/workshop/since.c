/* See since.h. */
#include "workshop/since.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "lang/words_workshop.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"
#include "workshop/edition.h"
#include "workshop/rules.h"

static const struct words kinds[SINCE_KIND_COUNT] = {
	[SINCE_ACTION_LATE] = W(SINCE_ACTION_LATE), [SINCE_ACCEPTANCE_EXPIRED] = W(SINCE_ACCEPTANCE_EXPIRED),
	[SINCE_ACCEPTANCE_EXPIRING] = W(SINCE_ACCEPTANCE_EXPIRING),
	[SINCE_ACCEPTANCE_WAITING] = W(SINCE_ACCEPTANCE_WAITING), [SINCE_CONDITION] = W(SINCE_CONDITION),
	[SINCE_DEPUTY] = W(SINCE_DEPUTY), [SINCE_ACTION_OPEN] = W(SINCE_ACTION_OPEN),
};

const char *since_kind_say(enum since_kind kind)
{
	return say(kinds[kind]);
}

bool since_is_acceptance(enum since_kind kind)
{
	return kind == SINCE_ACCEPTANCE_EXPIRED || kind == SINCE_ACCEPTANCE_EXPIRING ||
	       kind == SINCE_ACCEPTANCE_WAITING;
}

size_t since_count(const struct sinces *sinces, enum since_kind kind, bool open_only)
{
	size_t count = 0;

	for (size_t i = 0; i < sinces->count; i++)
		count += sinces->since[i].kind == kind && !(open_only && sinces->since[i].taken_as);
	return count;
}

struct search {
	const struct session *session, *parent; /* parent: the one that is looked at */
	const struct session *newest;  /* the one just before this session */
	const char *on;
	struct arena *arena;
	struct sinces found;
	size_t capacity;
};

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* What goes on with it here; an acceptance that was rejected does not. */
static const char *taken_as(const struct session *session, const char *ref)
{
	for (size_t i = 0; i < session->now.action_count; i++)
		if (is(session->now.action[i].carries, ref))
			return session->now.action[i].id;
	for (size_t i = 0; i < session->now.acceptance_count; i++)
		if (is(session->now.acceptance[i].renews, ref) && !is(session->now.acceptance[i].state, "rejected"))
			return session->now.acceptance[i].id;
	return NULL;
}

/* Has a session in between taken it up? */
static bool went_on(const struct search *search, const char *ref)
{
	for (const struct session *s = search->newest; s && s != search->parent; s = s->before)
		if (taken_as(s, ref))
			return true;
	return false;
}

/* The place of it in this session's edition; of what was split, the first. */
static const char *item_here(const struct search *search, const char *item)
{
	const struct item *then = item ? pack_item(search->parent->pack, item) : NULL;
	struct item_places here = { 0 };

	if (then)
		here = item_places(then, search->parent->pack, search->session->pack);
	return here.count > 0 ? here.item[0]->id : item && !then && session_stop(search->session, item) ? item : NULL;
}

static void add(struct search *search, struct since since)
{
	since.ref = arena_printf(search->arena, "%s:%s", search->parent->now.id, since.id);
	if (went_on(search, since.ref))
		return;
	since.from = search->parent;
	since.item = item_here(search, since.item_then);
	since.taken_as = taken_as(search->session, since.ref);
	search->found.since = arena_grow(search->arena, search->found.since, search->found.count, &search->capacity,
					 sizeof(since));
	search->found.since[search->found.count++] = since;
}

static void add_actions(struct search *search, enum since_kind kind, const char *state)
{
	for (size_t i = 0; i < search->parent->now.action_count; i++) {
		const struct action *a = &search->parent->now.action[i];

		if (is(action_state_on(a->state, a->due, search->on), state))
			add(search, (struct since){ .kind = kind, .id = a->id, .item_then = a->item, .text = a->what, .due = a->due,
						    .who = a->owner });
	}
}

static void add_acceptances(struct search *search, enum since_kind kind, const char *state)
{
	for (size_t i = 0; i < search->parent->now.acceptance_count; i++) {
		const struct acceptance *a = &search->parent->now.acceptance[i];

		if (is(acceptance_state_on(a->state, a->review_by, a->valid_until, search->on), state))
			add(search, (struct since){ .kind = kind, .id = a->id, .item_then = a->item, .text = a->title,
						    .due = a->valid_until, .who = a->approver });
	}
}

/* Conditions of what was approved; those of a proposal were never agreed. */
static void add_conditions(struct search *search)
{
	for (size_t i = 0; i < search->parent->now.condition_count; i++) {
		const struct condition *c = &search->parent->now.condition[i];
		const struct acceptance *a = session_acceptance(search->parent, c->acceptance);

		/* Those of one that was renewed meanwhile were agreed anew with it. */
		if (!c->met && a && is(a->state, "approved") &&
		    !went_on(search, arena_printf(search->arena, "%s:%s", search->parent->now.id, a->id)))
			add(search, (struct since){ .kind = SINCE_CONDITION, .id = c->id, .item_then = a->item,
						    .text = c->text, .due = c->due, .who = c->owner });
	}
}

static void add_deputies(struct search *search)
{
	for (size_t i = 0; i < search->parent->now.participant_count; i++) {
		const struct participant *p = &search->parent->now.participant[i];
		struct person who = { .name = p->confirm_by ? p->confirm_by : p->deputy_for };

		if (p->deputy_for && !p->confirmed && !p->removed)
			add(search, (struct since){ .kind = SINCE_DEPUTY, .id = p->id, .text = p->name,
						    .due = p->confirm_until, .who = who });
	}
}

static void add_late(struct search *s) { add_actions(s, SINCE_ACTION_LATE, "overdue"); }
static void add_expired(struct search *s) { add_acceptances(s, SINCE_ACCEPTANCE_EXPIRED, "expired"); }
static void add_expiring(struct search *s) { add_acceptances(s, SINCE_ACCEPTANCE_EXPIRING, "expiring"); }
static void add_waiting(struct search *s) { add_acceptances(s, SINCE_ACCEPTANCE_WAITING, "proposed"); }
static void add_open(struct search *s) { add_actions(s, SINCE_ACTION_OPEN, "open"); }

static bool is_earlier(const char *a, const char *b)
{
	return a && (!b || strcmp(a, b) < 0);
}

/* Of a kind, what waits longest stands first, whichever session it is of; without a day, last. */
static void longest_first(struct sinces *found, size_t first)
{
	for (size_t i = first + 1; i < found->count; i++)
		for (size_t k = i; k > first && is_earlier(found->since[k].due, found->since[k - 1].due); k--) {
			struct since later = found->since[k - 1];

			found->since[k - 1] = found->since[k];
			found->since[k] = later;
		}
}

struct sinces session_since(const struct session *session, const struct session *parent, const char *on,
			    struct arena *arena)
{
	static void (*const steps[])(struct search *) = {
		add_late, add_expired, add_expiring, add_waiting, add_conditions, add_deputies, add_open,
	};
	struct search search = { .session = session, .newest = parent, .on = on, .arena = arena };

	for (size_t i = 0; on && i < ARRAY_LENGTH(steps); i++) {
		size_t first = search.found.count;

		for (search.parent = parent; search.parent && search.parent->now.id; search.parent = search.parent->before)
			steps[i](&search);
		longest_first(&search.found, first);
	}
	return search.found;
}

const char *since_ended(const struct session *session, const struct since *since)
{
	const struct action *action = since->taken_as ? session_action(session, since->taken_as) : NULL;

	return action && !is(action->state, "open") ? action->state : NULL;
}

/* A participant of this session by name; else as somebody from outside, with a role. */
static void put_owner(const struct session *session, struct arena *arena, struct json *body, struct person who)
{
	struct json *map = json_map(arena);

	if (!who.name)
		return;
	for (size_t i = 0; i < session->now.participant_count; i++) {
		const struct participant *p = &session->now.participant[i];

		if (!p->removed && is(p->name, who.name)) {
			json_put_text(arena, body, "owner", p->id);
			return;
		}
	}
	if (!who.role)
		return;
	json_put_text(arena, map, "name", who.name);
	json_put_text(arena, map, "role", who.role);
	json_put(arena, body, "owner", map);
}

/* The next one that nobody was given, also not by an event that was taken back. */
static const char *free_id(const struct session *session, struct arena *arena)
{
	size_t number = 1;

	for (size_t i = 0; i < session->event_count; i++)
		number += session->event[i].kind && is(session->event[i].kind->name, "action_added");
	while (session_action(session, arena_printf(arena, "a%zu", number)))
		number++;
	return arena_printf(arena, "a%zu", number);
}

/* In the language of the record, whatever the screen's is; the format is checked by the
 * compiler only as the current language's. */
static const char *confirm_words(const struct session *session, const struct since *since, struct arena *arena)
{
	enum lang screen = lang;
	const char *words;

	lang = is(session->now.language, "ja") ? LANG_JA : LANG_EN;
	words = arena_printf(arena, T(SINCE_CONFIRM), since->who.name ? since->who.name : "-", since->text);
	lang = screen;
	return words;
}

struct json *since_body(const struct session *session, const struct since *since, struct arena *arena)
{
	struct json *body = json_map(arena);

	json_put_text(arena, body, "action", free_id(session, arena));
	json_put_text(arena, body, "carries", since->ref);
	json_put_text(arena, body, "what", since->kind == SINCE_DEPUTY ? confirm_words(session, since, arena) : since->text);
	put_owner(session, arena, body, since->who);
	if (since->due)
		json_put_text(arena, body, "due", since->due);
	if (since->item)
		json_put_text(arena, body, "item", since->item);
	return body;
}
