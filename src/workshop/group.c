/* See group.h. */
#include "workshop/group.h"

#include <string.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_workshop.h"
#include "workshop/compare.h"

enum { LETTERS = 26 };

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

void group_begin(struct group *group, struct arena *arena, const struct pack *pack)
{
	*group = (struct group){ .arena = arena, .pack = pack, .item_count = pack->item_count };
	group->item = arena_array(arena, pack->item_count + 1, sizeof(*group->item));
	for (size_t i = 0; i < pack->item_count; i++) {
		const struct item *item = &pack->item[i];

		group->item[i] = (struct group_item){ .id = arena_strdup(arena, item->id),
			.title = { .ja = arena_strdup(arena, item->title.ja), .en = arena_strdup(arena, item->title.en) } };
	}
}

static bool has_acceptance(const struct session *session, const char *item)
{
	for (size_t i = 0; i < session->now.acceptance_count; i++)
		if (same(session->now.acceptance[i].item, item) && same(session->now.acceptance[i].state, "approved"))
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
			.retained = has_acceptance(session, own->id), .level = appetite ? appetite->level : 0 };
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
