/* See group.h. */
#include "workshop/group.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_workshop.h"
#include "workshop/acceptance.h"
#include "workshop/edition.h"

enum { LETTERS = 26 };

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

void group_begin(struct group *group, struct arena *arena, const struct pack *pack, const char *on)
{
	*group = (struct group){ .arena = arena, .pack = pack, .item_count = pack->item_count,
				 .on = arena_strdup(arena, on) };
	group->item = arena_array(arena, pack->item_count + 1, sizeof(*group->item));
	for (size_t i = 0; i < pack->item_count; i++) {
		const struct item *item = &pack->item[i];

		group->item[i] = (struct group_item){ .id = arena_strdup(arena, item->id),
			.title = { .ja = arena_strdup(arena, item->title.ja), .en = arena_strdup(arena, item->title.en) } };
	}
}

/* Of those that were approved, does one still hold on the day? */
static bool has_acceptance(const struct session *session, const char *item, const char *on)
{
	for (size_t i = 0; i < session->now.acceptance_count; i++) {
		const struct acceptance *a = &session->now.acceptance[i];
		const char *state = acceptance_state_on(a->state, a->review_by, a->valid_until, on);

		if (same(a->item, item) && (same(state, "approved") || same(state, "expiring")))
			return true;
	}
	return false;
}

/* Another line for a level makes another level of it. */
static bool is_other_scale(const struct pack *a, const struct pack *b)
{
	for (int i = 0; i < PACK_LEVELS; i++)
		if (a->level[i].within != b->level[i].within || !same(a->level[i].title.ja, b->level[i].title.ja))
			return true;
	return false;
}

/* By the refs of the editions where they differ. */
static void fill_cells(struct group *group, struct group_entity *entity, const struct session *session)
{
	for (size_t i = 0; i < group->item_count; i++) {
		const struct item *own = item_counterpart(&group->pack->item[i], group->pack, session->pack);
		const struct stop *stop = own ? session_stop(session, own->id) : NULL;
		const struct appetite *appetite = own ? session_appetite(session, own->id, NULL) : NULL;
		const struct decision *decision = own ? session_item_decision(session, own->id) : NULL;
		bool deferred = decision && same(decision->outcome, "deferred");

		if (!stop)
			continue;
		entity->cell[i] = (struct group_cell){ .on_agenda = stop->on_agenda,
			.state = deferred ? STOP_DEFERRED : stop->state, .decided = decision && !deferred,
			.retained = has_acceptance(session, own->id, group->on), .level = appetite ? appetite->level : 0 };
		group->item[i].used |= stop->on_agenda || stop->state != STOP_NOT_REACHED || appetite;
	}
}

/* "Company A" ... "Company Z", then "Company 27". */
static const char *alias_of(struct arena *arena, size_t index)
{
	char letter[24];

	if (index < LETTERS)
		snprintf(letter, sizeof(letter), "%c", (char)('A' + index));
	else
		snprintf(letter, sizeof(letter), "%zu", index + 1);
	return arena_printf(arena, T(GROUP_ALIAS), letter);
}

struct group_entity *group_add(struct group *group, const char *name, const char *last_on,
			       const struct session *session, int64_t number)
{
	struct group_entity *entity;

	group->entity = arena_grow(group->arena, group->entity, group->entity_count, &group->entity_capacity,
				   sizeof(*entity));
	entity = &group->entity[group->entity_count];
	*entity = (struct group_entity){ .name = arena_strdup(group->arena, name), .number = number,
		.alias = alias_of(group->arena, group->entity_count), .last_on = arena_strdup(group->arena, last_on),
		.cell = arena_array(group->arena, group->item_count + 1, sizeof(*entity->cell)) };
	group->entity_count++;
	if (session) {
		entity->session = arena_strdup(group->arena, session->now.id);
		entity->held_on = arena_strdup(group->arena, session->now.held_on);
		entity->pack = arena_printf(group->arena, "%s %s", bitext_say(session->pack->title),
			session->now.pack_version ? session->now.pack_version : session->pack->version);
		group->editions |= !same(session->pack->family, group->pack->family);
		group->scales |= is_other_scale(session->pack, group->pack);
		fill_cells(group, entity, session);
	}
	return entity;
}

static void measure(const struct group *group, struct group_entity *entity)
{
	const struct group_entity *of = &group->entity[group->of];

	entity->compared = entity->apart = entity->most = 0;
	for (size_t i = 0; i < group->item_count; i++) {
		int apart = entity->cell[i].level - of->cell[i].level;

		if (entity->cell[i].level == 0 || of->cell[i].level == 0)
			continue;
		apart = apart < 0 ? -apart : apart;
		entity->compared++;
		entity->apart += apart;
		entity->most = apart > entity->most ? apart : entity->most;
	}
}

/* Which of two stands first: more apart in all, then more on one item. */
static bool is_further(const struct group_entity *a, const struct group_entity *b)
{
	if ((a->compared > 0) != (b->compared > 0))
		return a->compared > 0;
	return a->apart != b->apart ? a->apart > b->apart : a->most > b->most;
}

void group_measure(struct group *group, size_t of, size_t *order)
{
	group->of = of;
	for (size_t i = 0; i < group->entity_count; i++) {
		size_t at = i;

		measure(group, &group->entity[i]);
		for (; at > 0 && is_further(&group->entity[i], &group->entity[order[at - 1]]); at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
}

/* "3 principles ... (2015) 1.1.0: Head, Thailand": each pack once. */
static void say_packs(const struct group *group, struct str *words)
{
	for (size_t i = 0; i < group->entity_count; i++) {
		const char *pack = group->entity[i].pack;
		bool told = !pack;

		for (size_t k = 0; k < i && !told; k++)
			told = same(group->entity[k].pack, pack);
		if (told)
			continue;
		str_printf(words, T(GROUP_PACK_OF), pack);
		for (size_t k = i; k < group->entity_count; k++)
			if (same(group->entity[k].pack, pack))
				str_printf(words, "%s%s", k > i ? T(LIST_COMMA) : "", group->entity[k].name);
	}
}

const char *group_notice(const struct group *group, bool alias, struct arena *arena)
{
	struct str words = STR_INIT;
	const char *text;

	if (group->editions)
		str_add(&words, T(GROUP_EDITIONS));
	if (group->scales)
		str_printf(&words, "%s%s", words.length ? "\n" : "", T(GROUP_SCALES));
	/* The title of a company's own pack may name it. */
	if ((group->editions || group->scales) && !alias)
		say_packs(group, &words);
	if (group->guessed && group->entity[group->of].held_on)
		str_printf(&words, "%s%s", words.length ? "\n" : "",
			   arena_printf(arena, T(GROUP_GUESSED), alias ? group->entity[group->of].alias :
					group->entity[group->of].name));
	text = arena_strdup(arena, words.text);
	str_release(&words);
	return text;
}
