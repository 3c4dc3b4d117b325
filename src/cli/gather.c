/* See gather.h. */
#include "cli/gather.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "store/entity.h"
#include "store/search.h"
#include "store/store.h"
#include "store/trend.h"
#include "workshop/group.h"
#include "workshop/trend.h"

static bool holds(struct arena *arena, const char *whole, const char *part)
{
	return strstr(text_fold(arena, whole), text_fold(arena, part)) != NULL;
}

/* As people call it: the company, or the organisation itself. */
static const char *name_of(const struct store_entity *row)
{
	return *row->entity ? row->entity : row->organisation;
}

/* ---- the trend of one ------------------------------------------------------------------- */

/* The one that `fits` says yes to; several: `err` names them, none: *found stays NULL. */
static bool only_one(const struct store_entity *row, size_t count, struct arena *arena, const char *part,
		     const char *(*name)(const struct store_entity *), const struct store_entity **found, struct error *err)
{
	struct str names = STR_INIT;
	int several = 0;

	for (size_t i = 0; i < count; i++) {
		if (!holds(arena, name(&row[i]), part))
			continue;
		if (strcmp(text_fold(arena, name_of(&row[i])), text_fold(arena, part)) == 0) {
			*found = &row[i];
			several = 1;
			break;
		}
		*found = several++ ? *found : &row[i];
		str_printf(&names, "%s%s", names.length ? ", " : "", name_of(&row[i]));
	}
	if (several > 1)
		error_set(err, ERROR_USAGE, T(CLI_TREND_SEVERAL), part, names.text);
	str_release(&names);
	return several <= 1;
}

static const char *organisation_of(const struct store_entity *row)
{
	return row->organisation;
}

static const struct store_entity *newest(const struct store_entity *row, size_t count)
{
	size_t at = 0;

	for (size_t i = 1; i < count; i++)
		at = strcmp(row[i].last_on, row[at].last_on) > 0 ? i : at;
	return count ? &row[at] : NULL;
}

/* By a part of the company's name, else of the organisation's; without one the company of
 * the newest session. */
static const struct store_entity *choose(struct store *store, struct arena *arena, const char *entity,
					 struct error *err)
{
	const struct store_entity *found = NULL;
	size_t count;
	struct store_entity *row = store_entities(store, arena, "", "9999-12-31", &count, err);

	if (!row)
		return NULL;
	if (!entity)
		found = newest(row, count);
	else if (!only_one(row, count, arena, entity, name_of, &found, err) ||
		 (!found && !only_one(row, count, arena, entity, organisation_of, &found, err)))
		return NULL;
	if (!found)
		error_set(err, ERROR_NO_INPUT, entity ? T(CLI_TREND_NONE_OF) : T(CLI_TREND_NONE),
			  entity ? entity : store_path(store));
	return found;
}

const char *gather_trend_of(struct store *store, struct arena *arena, const char *organisation, const char *entity,
			    size_t most, struct trend *trend, struct error *err)
{
	const struct trend_request request = { organisation, entity, most };

	trend_begin(trend, arena);
	if (!store_trend(store, &request, trend, err))
		return NULL;
	return *entity ? entity : organisation;
}

const char *gather_trend(struct store *store, struct arena *arena, const char *entity, size_t most,
			 struct trend *trend, struct error *err)
{
	const struct store_entity *chosen = choose(store, arena, entity, err);

	return chosen ? gather_trend_of(store, arena, chosen->organisation, chosen->entity, most, trend, err) : NULL;
}

/* ---- the group -------------------------------------------------------------------------- */

/* Which company is the yardstick: the one asked for; else the organisation itself, where
 * it has a session in the period; else the first that has one. */
static bool find_yardstick(struct arena *arena, const struct store_entity *row, size_t count, const char *of,
			   size_t *found, struct error *err)
{
	struct str names = STR_INIT;

	*found = count;
	for (size_t i = 0; i < count; i++) {
		bool fits = of ? holds(arena, name_of(&row[i]), of) : row[i].session && !*row[i].entity;

		str_printf(&names, "%s%s", i ? ", " : "", name_of(&row[i]));
		if (fits && *found == count)
			*found = i;
	}
	for (size_t i = 0; !of && *found == count && i < count; i++)
		if (row[i].session)
			*found = i;
	if (of && *found == count)
		error_set(err, ERROR_NO_INPUT, T(CLI_GROUP_NO_OF), of, names.text);
	str_release(&names);
	if (!of && *found == count)
		*found = 0;
	return *found < count;
}

struct grouping { struct arena *arena; struct group *group; const struct store_entity *row; };

/* The one that the items are named by, kept while the others are read. */
static struct session *load_named_by(struct store *store, const struct store_entity *row, size_t count, size_t of,
				     struct error *err)
{
	if (row[of].session)
		return store_load(store, row[of].session, err);
	for (size_t i = 0; i < count; i++)
		if (row[i].session)
			return store_load(store, row[i].session, err);
	error_set(err, ERROR_NO_INPUT, "%s", T(CLI_GROUP_NOBODY));
	return NULL;
}

static void add_company(void *with, const struct session *session, size_t index)
{
	struct grouping *to = with;

	(void)index;
	group_add(to->group, name_of(to->row), to->row->last_on, session, to->row->number);
}

static bool add_companies(struct store *store, struct grouping *to, size_t count, struct error *err)
{
	const struct store_entity *first = to->row;

	for (size_t i = 0; i < count; i++) {
		to->row = &first[i];
		if (!to->row->session)
			add_company(to, NULL, i);
		else if (!store_each(store, &to->row->session, 1, add_company, to, err))
			return false;
	}
	return true;
}

size_t *gather_group(struct store *store, struct arena *arena, const struct gather_group *asked, struct group *group,
		     struct error *err)
{
	size_t count, of, *order;
	struct store_entity *row = store_entities(store, arena, asked->from, asked->to, &count, err);
	struct grouping to = { arena, group, row };
	struct session *named_by;
	bool good;

	if (row && count == 0)
		error_set(err, ERROR_NO_INPUT, T(CLI_GROUP_NONE), store_path(store));
	if (!row || count == 0 || !find_yardstick(arena, row, count, asked->of, &of, err))
		return NULL;
	named_by = load_named_by(store, row, count, of, err);
	if (!named_by)
		return NULL;
	group_begin(group, arena, named_by->pack);
	good = add_companies(store, &to, count, err);
	group->pack = NULL;
	store_session_free(named_by);
	order = arena_array(arena, count, sizeof(*order));
	if (good)
		group_measure(group, of, order);
	return good ? order : NULL;
}

/* ---- what a search found ------------------------------------------------------------------ */

struct json *gather_hit(struct arena *arena, const struct store_hit *hit)
{
	struct json *map = json_map(arena);
	const struct { const char *name, *text; } members[] = {
		{ "session", hit->session }, { "session_title", hit->title }, { "organisation", hit->organisation },
		{ "entity", hit->entity }, { "held_on", hit->held_on }, { "pack", hit->pack }, { "at", hit->at }, { "kind", hit->kind },
		{ "item", hit->item }, { "text", hit->text }, { "who", hit->who },
	};

	json_put_int(arena, map, "number", hit->number);
	json_put_int(arena, map, "n", hit->n);
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (members[i].text && *members[i].text)
			json_put_text(arena, map, members[i].name, members[i].text);
	if (hit->undone_by)
		json_put_int(arena, map, "undone_by", hit->undone_by);
	return map;
}
