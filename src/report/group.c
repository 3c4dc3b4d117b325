/* The companies of a group side by side, for reading in a terminal and for programs. */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "content/pack.h"
#include "lang/lang.h"
#include "lang/words_report.h"
#include "report/fact.h"
#include "report/report.h"
#include "workshop/group.h"

enum { NAME_MAX_COLUMNS = 24, DAY_COLUMNS = 10, GAP = 2 };

static const char *name_of(const struct group_entity *entity, bool alias)
{
	return alias ? entity->alias : entity->name;
}

/* A digit is the level; what was not reached is loud. */
static const char *sign_of(struct arena *arena, const struct group_cell *cell, bool ascii)
{
	if (cell->level > 0)
		return arena_printf(arena, "%d%s", cell->level, cell->retained ? "*" : "");
	if (!cell->on_agenda && cell->state == STOP_NOT_REACHED)
		return "";
	return cell->state == STOP_NOT_REACHED ? "!" : cell->state == STOP_DEFERRED ? "x" :
	       cell->retained ? (ascii ? ".*" : "·*") : ascii ? "." : "·";
}

static int width_of_names(const struct group *group, bool alias)
{
	int width = text_width(T(GROUP_COMPANY));

	for (size_t i = 0; i < group->entity_count; i++)
		if (text_width(name_of(&group->entity[i], alias)) > width)
			width = text_width(name_of(&group->entity[i], alias));
	return width < NAME_MAX_COLUMNS ? width : NAME_MAX_COLUMNS;
}

static void put(struct str *out, const char *text, int columns)
{
	str_printf(out, "%s%*s", text, columns - text_width(text) > 0 ? columns - text_width(text) : 0, "");
}

static int item_columns(const struct group *group)
{
	int width = 2;

	for (size_t i = 0; i < group->item_count; i++)
		width = text_width(group->item[i].id) > width ? text_width(group->item[i].id) : width;
	return width + 1;
}

static void put_row(const struct group *group, const struct group_entity *entity, int columns, bool ascii,
		    struct arena *arena, struct str *out)
{
	if (!entity->held_on) {
		if (*entity->last_on)
			str_printf(out, T(GROUP_NOT_READ), entity->last_on);
		else
			str_add(out, T(GROUP_NEVER_READ));
		return;
	}
	put(out, entity->held_on, DAY_COLUMNS + GAP);
	for (size_t i = 0; i < group->item_count; i++)
		if (group->item[i].used)
			put(out, sign_of(arena, &entity->cell[i], ascii), columns);
	if (entity == &group->entity[group->of])
		str_add(out, T(GROUP_IS_THE_YARDSTICK));
	else if (entity->compared > 0)
		str_printf(out, T(GROUP_APART), entity->apart, entity->most, entity->compared);
	else
		str_add(out, T(GROUP_NOTHING_TO_COMPARE));
}

void report_group(const struct group *group, const size_t *order, bool alias, bool ascii, struct str *out)
{
	struct arena *arena = arena_new();
	int width = width_of_names(group, alias), columns = item_columns(group);
	const char *notice = group_notice(group, alias, arena);

	if (*notice)
		str_printf(out, "! %s\n\n", notice);
	put(out, T(GROUP_COMPANY), width + GAP);
	put(out, T(GROUP_HELD), DAY_COLUMNS + GAP);
	for (size_t i = 0; i < group->item_count; i++)
		if (group->item[i].used)
			put(out, group->item[i].id, columns);
	str_printf(out, "%s\n", T(GROUP_APART_HEAD));
	for (size_t i = 0; i < group->entity_count; i++) {
		const struct group_entity *entity = &group->entity[order[i]];

		put(out, text_ellipsis(arena, name_of(entity, alias), width, ascii), width + GAP);
		put_row(group, entity, columns, ascii, arena, out);
		str_add_char(out, '\n');
	}
	str_printf(out, "\n%s\n", ascii ? T(GROUP_LEGEND_ASCII) : T(GROUP_LEGEND));
	arena_free(arena);
}

static struct json *cell_json(struct arena *arena, const struct group *group, size_t item, const struct group_cell *cell)
{
	static const char *const states[STOP_STATE_COUNT] = {
		[STOP_NOT_REACHED] = "not_reached", [STOP_OPEN] = "open", [STOP_LEFT] = "left",
		[STOP_DEFERRED] = "deferred",
	};
	struct json *map = json_map(arena);

	json_put_text(arena, map, "item", group->item[item].id);
	json_put_bool(arena, map, "on_agenda", cell->on_agenda);
	json_put_text(arena, map, "state", states[cell->state]);
	json_put_bool(arena, map, "decided", cell->decided);
	json_put_bool(arena, map, "retained", cell->retained);
	if (cell->level > 0)
		json_put_int(arena, map, "level", cell->level);
	return map;
}

/* With aliases neither the id nor the number that would lead back to the name. */
static struct json *entity_json(struct arena *arena, const struct group *group, const struct group_entity *entity,
				bool alias)
{
	struct json *map = json_map(arena), *cells = json_list(arena);

	json_put_text(arena, map, "company", name_of(entity, alias));
	json_put_bool(arena, map, "read", entity->held_on != NULL);
	if (*entity->last_on)
		json_put_text(arena, map, "last_on", entity->last_on);
	if (!entity->held_on)
		return map;
	if (!alias)
		json_put_text(arena, map, "pack", entity->pack);
	json_put_text(arena, map, "held_on", entity->held_on);
	if (!alias) {
		json_put_text(arena, map, "session", entity->session);
		json_put_int(arena, map, "number", entity->number);
	}
	json_put_bool(arena, map, "is_group", entity == &group->entity[group->of]);
	json_put_int(arena, map, "compared", entity->compared);
	json_put_int(arena, map, "apart", entity->apart);
	json_put_int(arena, map, "most_apart", entity->most);
	for (size_t i = 0; i < group->item_count; i++)
		if (group->item[i].used)
			json_add(arena, cells, cell_json(arena, group, i, &entity->cell[i]));
	json_put(arena, map, "items", cells);
	return map;
}

struct json *report_group_json(const struct group *group, const size_t *order, bool alias, struct arena *arena)
{
	struct json *map = json_map(arena), *items = json_list(arena), *companies = json_list(arena);

	json_put_int(arena, map, "format", 1);
	json_put_bool(arena, map, "editions_differ", group->editions);
	json_put_bool(arena, map, "scales_differ", group->scales);
	json_put_bool(arena, map, "group_guessed", group->guessed);
	for (size_t i = 0; i < group->item_count; i++) {
		struct json *item = json_map(arena);

		if (!group->item[i].used)
			continue;
		json_put_text(arena, item, "item", group->item[i].id);
		json_put(arena, item, "title", fact_bitext(arena, group->item[i].title));
		json_add(arena, items, item);
	}
	json_put(arena, map, "items", items);
	for (size_t i = 0; i < group->entity_count; i++)
		json_add(arena, companies, entity_json(arena, group, &group->entity[order[i]], alias));
	json_put(arena, map, "companies", companies);
	return map;
}
