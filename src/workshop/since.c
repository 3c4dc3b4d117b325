/* See since.h. */
#include "workshop/since.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "lang/words_workshop.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"

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
	const struct session *session, *parent;
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

static void add(struct search *search, struct since since)
{
	since.ref = arena_printf(search->arena, "%s:%s", search->parent->now.id, since.id);
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
			add(search, (struct since){ kind, a->id, NULL, a->item, a->what, a->due, a->owner, NULL });
	}
}

static void add_acceptances(struct search *search, enum since_kind kind, const char *state)
{
	for (size_t i = 0; i < search->parent->now.acceptance_count; i++) {
		const struct acceptance *a = &search->parent->now.acceptance[i];

		if (is(acceptance_state_on(a->state, a->review_by, a->valid_until, search->on), state))
			add(search, (struct since){ kind, a->id, NULL, a->item, a->title, a->valid_until, a->approver,
						    NULL });
	}
}

/* Conditions of what was approved; those of a proposal were never agreed. */
static void add_conditions(struct search *search)
{
	for (size_t i = 0; i < search->parent->now.condition_count; i++) {
		const struct condition *c = &search->parent->now.condition[i];
		const struct acceptance *a = session_acceptance(search->parent, c->acceptance);

		if (!c->met && a && is(a->state, "approved"))
			add(search, (struct since){ SINCE_CONDITION, c->id, NULL, a->item, c->text, c->due, c->owner,
						    NULL });
	}
}

static void add_deputies(struct search *search)
{
	for (size_t i = 0; i < search->parent->now.participant_count; i++) {
		const struct participant *p = &search->parent->now.participant[i];
		struct person who = { .name = p->confirm_by ? p->confirm_by : p->deputy_for };

		if (p->deputy_for && !p->confirmed && !p->removed)
			add(search, (struct since){ SINCE_DEPUTY, p->id, NULL, NULL, p->name, p->confirm_until, who, NULL });
	}
}

struct sinces session_since(const struct session *session, const struct session *parent, const char *on,
			    struct arena *arena)
{
	struct search search = { .session = session, .parent = parent, .on = on, .arena = arena };

	if (!parent || !on || !parent->now.id)
		return search.found;
	add_actions(&search, SINCE_ACTION_LATE, "overdue");
	add_acceptances(&search, SINCE_ACCEPTANCE_EXPIRED, "expired");
	add_acceptances(&search, SINCE_ACCEPTANCE_EXPIRING, "expiring");
	add_acceptances(&search, SINCE_ACCEPTANCE_WAITING, "proposed");
	add_conditions(&search);
	add_deputies(&search);
	add_actions(&search, SINCE_ACTION_OPEN, "open");
	return search.found;
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

struct json *since_body(const struct session *session, const struct since *since, struct arena *arena)
{
	struct json *body = json_map(arena);
	const char *today = session->now.held_on;

	json_put_text(arena, body, "action", free_id(session, arena));
	json_put_text(arena, body, "carries", since->ref);
	json_put_text(arena, body, "what", since->kind == SINCE_DEPUTY ?
		      arena_printf(arena, T(SINCE_CONFIRM), since->text) : since->text);
	put_owner(session, arena, body, since->who);
	if (since->due && today && strcmp(since->due, today) >= 0)
		json_put_text(arena, body, "due", since->due);
	if (since->item && session_stop(session, since->item))
		json_put_text(arena, body, "item", since->item);
	return body;
}
