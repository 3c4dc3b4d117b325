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

/* As people call it: the company, or the organisation itself. */
static const char *name_of(const struct store_entity *row)
{
	return *row->entity ? row->entity : row->organisation;
}

static const char *organisation_of(const struct store_entity *row)
{
	return row->organisation;
}

static const char *whole_name(struct arena *arena, const struct store_entity *row)
{
	return *row->entity ? arena_printf(arena, "%s %s", row->organisation, row->entity) : row->organisation;
}

static bool same_name(struct arena *arena, const char *a, const char *b)
{
	return strcmp(text_fold(arena, a), text_fold(arena, b)) == 0;
}

/* The organisation itself, also where its head office is entered as a company. */
static bool is_head(struct arena *arena, const struct store_entity *row)
{
	static const char *const names[] = { "", "本社", "本店", "本部", "headquarters", "head office", "hq" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (same_name(arena, row->entity, names[i]))
			return true;
	return false;
}

/* With its organisation where another company is called the same. */
static const char *telling_name(struct arena *arena, const struct store_entity *row, size_t count, size_t index)
{
	for (size_t i = 0; i < count; i++)
		if (i != index && same_name(arena, name_of(&row[i]), name_of(&row[index])))
			return whole_name(arena, &row[index]);
	return name_of(&row[index]);
}

/* ---- which company is meant ---------------------------------------------------------------- */

struct choosing {
	struct arena *arena;
	const struct store_entity *row;
	size_t count;
	const char *text;        /* as it was typed */
	const struct store_entity *found;
	int several;
	struct str names;        /* of those that fit */
};

typedef bool fits_fn(const struct choosing *choice, const struct store_entity *row);

static bool is_called(const struct choosing *choice, const struct store_entity *row)
{
	return same_name(choice->arena, name_of(row), choice->text) ||
	       same_name(choice->arena, whole_name(choice->arena, row), choice->text);
}

static bool holds(const struct choosing *choice, const char *whole)
{
	return strstr(text_fold(choice->arena, whole), text_fold(choice->arena, choice->text)) != NULL;
}

static bool is_head_of(const struct choosing *choice, const struct store_entity *row)
{
	return is_head(choice->arena, row) && same_name(choice->arena, organisation_of(row), choice->text);
}

static bool is_called_partly(const struct choosing *choice, const struct store_entity *row)
{
	return holds(choice, name_of(row));
}

static bool is_of_organisation(const struct choosing *choice, const struct store_entity *row)
{
	return same_name(choice->arena, organisation_of(row), choice->text);
}

static bool is_of_organisation_partly(const struct choosing *choice, const struct store_entity *row)
{
	return holds(choice, whole_name(choice->arena, row));
}

/* The whole name before a part of it, the company before its organisation.  Several:
 * `err` names them; none: `found` stays NULL. */
static bool choose_one(struct choosing *choice, struct error *err)
{
	static fits_fn *const ways[] = {
		is_called, is_head_of, is_called_partly, is_of_organisation, is_of_organisation_partly,
	};

	for (size_t w = 0; w < sizeof(ways) / sizeof(ways[0]) && choice->several == 0; w++)
		for (size_t i = 0; i < choice->count; i++) {
			if (!ways[w](choice, &choice->row[i]))
				continue;
			choice->found = choice->several++ ? choice->found : &choice->row[i];
			str_printf(&choice->names, "%s%s", choice->names.length ? ", " : "",
				   telling_name(choice->arena, choice->row, choice->count, i));
		}
	if (choice->several > 1)
		error_set(err, ERROR_USAGE, T(CLI_TREND_SEVERAL), choice->text, choice->names.text);
	str_release(&choice->names);
	return choice->several <= 1;
}

/* ---- the trend of one ------------------------------------------------------------------- */

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
	struct choosing choice = { .arena = arena, .text = entity, .names = STR_INIT };

	choice.row = store_entities(store, arena, "", "9999-12-31", &choice.count, err);
	if (!choice.row)
		return NULL;
	if (!entity)
		choice.found = newest(choice.row, choice.count);
	else if (!choose_one(&choice, err))
		return NULL;
	if (!choice.found)
		error_set(err, ERROR_NO_INPUT, entity ? T(CLI_TREND_NONE_OF) : T(CLI_TREND_NONE),
			  entity ? entity : store_path(store));
	return choice.found;
}

const char *gather_trend_of(struct store *store, struct arena *arena, const char *organisation, const char *entity,
			    size_t most, struct trend *trend, struct error *err)
{
	const struct trend_request request = { organisation, entity, most };

	trend_begin(trend, arena);
	if (!store_trend(store, &request, trend, err))
		return NULL;
	if (trend->session_count == 0) {
		error_set(err, ERROR_NO_INPUT, T(CLI_TREND_NOT_HELD), *entity ? entity : organisation);
		return NULL;
	}
	return *entity ? entity : organisation;
}

const char *gather_trend(struct store *store, struct arena *arena, const char *entity, size_t most,
			 struct trend *trend, struct error *err)
{
	const struct store_entity *chosen = choose(store, arena, entity, err);

	return chosen ? gather_trend_of(store, arena, chosen->organisation, chosen->entity, most, trend, err) : NULL;
}

/* ---- the group -------------------------------------------------------------------------- */

/* How many companies an organisation has here. */
static size_t size_of(struct arena *arena, const struct store_entity *row, size_t count, size_t index)
{
	size_t size = 0;

	for (size_t i = 0; i < count; i++)
		size += same_name(arena, row[i].organisation, row[index].organisation);
	return size;
}

/* The one with a session in the period, of the largest organisation; `count`: none. */
static size_t of_largest(struct arena *arena, const struct store_entity *row, size_t count, bool heads)
{
	size_t found = count, largest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t size = row[i].session && (!heads || is_head(arena, &row[i])) ? size_of(arena, row, count, i) : 0;

		if (size > largest) {
			found = i;
			largest = size;
		}
	}
	return found;
}

/* Which company is the yardstick where nobody says: an organisation itself; else one of its
 * companies, and `guessed` says so. */
static size_t usual_yardstick(struct arena *arena, const struct store_entity *row, size_t count, bool *guessed)
{
	size_t found = of_largest(arena, row, count, true);

	*guessed = found == count;
	if (found == count)
		found = of_largest(arena, row, count, false);
	return found < count ? found : 0;
}

static bool find_yardstick(struct arena *arena, const struct store_entity *row, size_t count, const char *of,
			   size_t *found, bool *guessed, struct error *err)
{
	struct choosing choice = { .arena = arena, .row = row, .count = count, .text = of, .names = STR_INIT };
	struct str names = STR_INIT;

	*guessed = false;
	if (!of) {
		*found = usual_yardstick(arena, row, count, guessed);
		return true;
	}
	if (!choose_one(&choice, err))
		return false;
	for (size_t i = 0; i < count; i++)
		str_printf(&names, "%s%s", i ? ", " : "", telling_name(arena, row, count, i));
	if (!choice.found)
		error_set(err, ERROR_NO_INPUT, T(CLI_GROUP_NO_OF), of, names.text);
	else
		*found = (size_t)(choice.found - row);
	str_release(&names);
	return choice.found != NULL;
}

struct grouping { struct arena *arena; struct group *group; const struct store_entity *row, *all; size_t count; };

/* The one that the items are named by, kept while the others are read: of the yardstick,
 * else of whoever has one, be it of another time. */
static struct session *load_named_by(struct store *store, const struct store_entity *row, size_t count, size_t of,
				     struct error *err)
{
	if (row[of].session)
		return store_load(store, row[of].session, err);
	for (size_t i = 0; i < count; i++)
		if (row[i].session)
			return store_load(store, row[i].session, err);
	return store_load(store, row[of].any, err);
}

static void add_company(void *with, const struct session *session, size_t index)
{
	struct grouping *to = with;

	(void)index;
	group_add(to->group, telling_name(to->arena, to->all, to->count, (size_t)(to->row - to->all)), to->row->last_on,
		  session, to->row->number);
}

static bool add_companies(struct store *store, struct grouping *to, struct error *err)
{
	for (size_t i = 0; i < to->count; i++) {
		to->row = &to->all[i];
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
	size_t count, of = 0, *order;
	struct store_entity *row = store_entities(store, arena, asked->from, asked->to, &count, err);
	struct grouping to = { arena, group, row, row, count };
	struct session *named_by;
	bool good, guessed;

	if (row && count == 0)
		error_set(err, ERROR_NO_INPUT, T(CLI_GROUP_NONE), store_path(store));
	if (!row || count == 0 || !find_yardstick(arena, row, count, asked->of, &of, &guessed, err))
		return NULL;
	named_by = load_named_by(store, row, count, of, err);
	if (!named_by)
		return NULL;
	group_begin(group, arena, named_by->pack, asked->to);
	group->guessed = guessed;
	good = add_companies(store, &to, err);
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
