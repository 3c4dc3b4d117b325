/* Sessions side by side and companies side by side, on paper. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_paper.h"
#include "lang/words_report.h"
#include "lang/words_workshop.h"
#include "report/telling.h"
#include "workshop/compare.h"
#include "workshop/group.h"

static const char *day_of(const struct session *session)
{
	return session->now.held_on ? session->now.held_on : "-";
}

static bool is_told(const struct compare_fact *fact, bool everything)
{
	return everything || fact->differs || fact->mark;
}

static const char *fact_name(struct paper *paper, const struct compare_fact *fact)
{
	const char *kind = compare_kind_say(fact->kind);
	const char *name = fact->about ? arena_printf(paper->arena, T(COMPARE_WITH), kind, fact->about) : kind;

	return fact->mark ? arena_printf(paper->arena, "%s\n! %s", name, compare_mark_say(fact->mark)) : name;
}

static void tell_item(struct paper *paper, const struct comparison *all, const struct compare_item *item, bool everything,
		      const struct paper_column *columns)
{
	const char *cell[COMPARE_MAX + 1];
	bool begun = false;

	for (size_t i = 0; i < item->fact_count; i++) {
		if (!is_told(&item->fact[i], everything))
			continue;
		if (!begun) {
			paper_heading(paper, compare_heading(all, item, paper->arena));
			paper_table(paper, columns, all->session_count + 1, "");
		}
		begun = true;
		cell[0] = fact_name(paper, &item->fact[i]);
		for (size_t s = 0; s < all->session_count; s++)
			cell[s + 1] = *item->fact[i].cell[s] ? item->fact[i].cell[s] : "-";
		paper_row(paper, cell);
	}
}

static void tell_never_reached(struct paper *paper, const struct comparison *all)
{
	const char *names = "";
	char name[64];

	for (size_t i = 0; i < all->item_count; i++) {
		if (!compare_never_reached(&all->item[i]))
			continue;
		item_name(all->item[i].item, true, name, sizeof(name));
		names = arena_printf(paper->arena, "%s%s%s", names, *names ? T(PAPER_LISTED) : "", name);
	}
	if (*names) {
		paper_heading(paper, compare_mark_say(COMPARE_NEVER_REACHED));
		paper_line(paper, names);
	}
}

static void tell_all(struct paper *paper, const struct comparison *all, bool everything)
{
	struct paper_column columns[COMPARE_MAX + 1] = { { T(PAPER_COL_ABOUT), false } };
	size_t told = 0;

	for (size_t s = 0; s < all->session_count; s++) {
		columns[s + 1] = (struct paper_column){ day_of(all->session[s]), false };
		paper_item(paper, day_of(all->session[s]), all->session[s]->now.title ? all->session[s]->now.title : "");
	}
	if (all->notice_count > 0)
		paper_heading(paper, T(PAPER_YARDSTICK));
	for (size_t i = 0; i < all->notice_count; i++)
		paper_item(paper, "!", all->notice[i]);
	for (size_t i = 0; i < all->item_count; i++) {
		if (everything || !compare_never_reached(&all->item[i]))
			tell_item(paper, all, &all->item[i], everything, columns);
		told += everything || compare_item_differs(&all->item[i]);
	}
	if (!everything)
		tell_never_reached(paper, all);
	if (told == 0)
		paper_line(paper, T(PAPER_NOTHING_DIFFERS));
}

/* Cells quote positions and worksheets, so that what is left out is left out whole. */
static bool hides(const struct telling *to, const struct compare_fact *fact)
{
	return (fact->kind == COMPARE_ANSWER && (!tells(to, PART_WORKSHEETS) || (fact->money && !tells(to, PART_MONEY)))) ||
	       (fact->kind == COMPARE_SPREAD && !tells(to, PART_POSITIONS));
}

void tell_comparison(struct telling *to)
{
	const struct session *both[] = { to->ask->parent, to->session };
	struct comparison all = compare_sessions(both, 2, to->arena);

	for (size_t i = 0; i < all.item_count; i++) {
		struct compare_item *item = &all.item[i];
		size_t kept = 0;

		for (size_t f = 0; f < item->fact_count; f++)
			if (!hides(to, &item->fact[f]))
				item->fact[kept++] = item->fact[f];
		item->fact_count = kept;
	}
	tell_all(&to->paper, &all, false);
}

static enum paper_format paper_of(enum leaving_format format)
{
	return format == FORMAT_HTML ? PAPER_HTML : PAPER_MARKDOWN;
}

/* The strictest is not known: the labels of all of them. */
static const char *labels_of(struct arena *arena, const struct comparison *all)
{
	const char *labels = "";

	for (size_t i = 0; i < all->session_count; i++) {
		const char *label = all->session[i]->now.label;

		if (label && !strstr(labels, label))
			labels = arena_printf(arena, "%s%s%s", labels, *labels ? T(PAPER_LISTED) : "", label);
	}
	return labels;
}

void report_compare_paper(const struct comparison *all, bool everything, const struct aliases *aliases,
			  enum leaving_format format, struct str *out)
{
	struct arena *arena = arena_new();
	const struct paper like = { .format = paper_of(format), .arena = arena, .out = out, .aliases = aliases,
				    .label = labels_of(arena, all) };
	struct paper paper = paper_begin_as(&like, T(PAPER_COMPARISON), "");

	if (aliases)
		paper_notice(&paper, T(PAPER_ALIASED));
	tell_all(&paper, all, everything);
	for (size_t i = 0; i < all->session_count; i++)
		paper_foot(&paper, said_head(all->session[i], arena));
	paper_end(&paper);
	arena_free(arena);
}

/* ---- the group ------------------------------------------------------------------------------------ */

static const char *sign_of(struct arena *arena, const struct group_cell *cell)
{
	if (cell->level > 0)
		return arena_printf(arena, "%d%s", cell->level, cell->retained ? "*" : "");
	if (!cell->on_agenda && cell->state == STOP_NOT_REACHED)
		return "";
	return cell->state == STOP_NOT_REACHED ? "!" : cell->state == STOP_DEFERRED ? "x" : cell->retained ? "·*" : "·";
}

static const char *apart_words(struct arena *arena, const struct group *group, const struct group_entity *entity)
{
	if (!entity->held_on)
		return *entity->last_on ? arena_printf(arena, T(GROUP_NOT_READ), entity->last_on) : T(GROUP_NEVER_READ);
	if (entity == &group->entity[group->of])
		return T(GROUP_IS_THE_YARDSTICK);
	return entity->compared > 0 ? arena_printf(arena, T(GROUP_APART), entity->apart, entity->most, entity->compared) :
	       T(GROUP_NOTHING_TO_COMPARE);
}

static void tell_matrix(struct paper *paper, const struct group_request *request)
{
	const struct group *group = request->group;
	struct paper_column *column = arena_array(paper->arena, group->item_count + 3, sizeof(*column));
	const char **cell = arena_array(paper->arena, group->item_count + 3, sizeof(*cell));
	size_t count = 0;

	column[count++] = (struct paper_column){ T(GROUP_COMPANY), false };
	column[count++] = (struct paper_column){ T(GROUP_HELD), true };
	for (size_t i = 0; i < group->item_count; i++)
		if (group->item[i].used)
			column[count++] = (struct paper_column){ group->item[i].id, true };
	column[count++] = (struct paper_column){ T(GROUP_APART_HEAD), false };
	paper_table(paper, column, count, "");
	for (size_t e = 0; e < group->entity_count; e++) {
		const struct group_entity *entity = &group->entity[request->order[e]];

		count = 0;
		cell[count++] = request->alias ? entity->alias : entity->name;
		cell[count++] = entity->held_on ? entity->held_on : "-";
		for (size_t i = 0; i < group->item_count; i++)
			if (group->item[i].used)
				cell[count++] = entity->held_on ? sign_of(paper->arena, &entity->cell[i]) : "";
		cell[count++] = apart_words(paper->arena, group, entity);
		paper_row(paper, cell);
	}
}

/* A line of it is a notice of its own. */
static void tell_notice(struct paper *paper, const struct group_request *request)
{
	const char *at = group_notice(request->group, request->alias, paper->arena);

	while (*at) {
		size_t length = strcspn(at, "\n");

		paper_notice(paper, arena_strndup(paper->arena, at, length));
		at += length + (at[length] == '\n');
	}
}

void report_group_paper(const struct group_request *request, enum leaving_format format, struct str *out)
{
	struct arena *arena = arena_new();
	const struct paper like = { .format = paper_of(format), .arena = arena, .out = out, .label = request->label };
	struct paper paper = paper_begin_as(&like, T(PAPER_GROUP),
					    arena_printf(arena, T(PAPER_GROUP_PERIOD), request->from, request->to));

	if (request->alias)
		paper_notice(&paper, T(PAPER_ALIASED));
	tell_notice(&paper, request);
	tell_matrix(&paper, request);
	paper_line(&paper, T(GROUP_LEGEND));
	paper_line(&paper, T(PAPER_GROUP_DATA));
	for (size_t i = 0; i < request->group->item_count; i++)
		if (request->group->item[i].used)
			paper_item(&paper, request->group->item[i].id, bitext_say(request->group->item[i].title));
	paper_end(&paper);
	arena_free(arena);
}
