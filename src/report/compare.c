/* Sessions side by side, for reading in a terminal and for programs. */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_report.h"
#include "lang/words_workshop.h"
#include "report/report.h"
#include "workshop/compare.h"

enum { COLUMNS = 78, FACT_INDENT = 2, CELL_INDENT = 4, DAY_COLUMNS = 12 };

/* Does anything of the fact deserve to be told? */
static bool is_told(const struct compare_fact *fact, bool all)
{
	return all || fact->differs || fact->mark;
}

static void put_wrapped(struct str *out, struct arena *arena, int indent, const char *lead, const char *text)
{
	int hang = indent + text_width(lead);
	struct text_lines lines = text_wrap(arena, text, COLUMNS - hang);

	for (size_t i = 0; i < lines.count; i++)
		str_printf(out, "%*s%s%.*s\n", i ? hang : indent, "", i ? "" : lead, (int)lines.line[i].length,
			   text + lines.line[i].start);
}

static const char *day_of(const struct session *session)
{
	return session->now.held_on ? session->now.held_on : "-";
}

/* "  Appetite" and below it a line a session. */
static void put_fact(struct str *out, struct arena *arena, const struct comparison *all,
		     const struct compare_fact *fact)
{
	const char *kind = compare_kind_say(fact->kind);

	str_printf(out, "%*s%s%s\n", FACT_INDENT, "",
		   fact->about ? arena_printf(arena, T(COMPARE_WITH), kind, fact->about) : kind,
		   fact->mark ? arena_printf(arena, "  ! %s", compare_mark_say(fact->mark)) : "");
	for (size_t i = 0; i < all->session_count; i++)
		put_wrapped(out, arena, CELL_INDENT, arena_printf(arena, "%-*s", DAY_COLUMNS, day_of(all->session[i])),
			    *fact->cell[i] ? fact->cell[i] : "-");
}

static void put_never_reached(struct str *out, struct arena *arena, const struct comparison *all)
{
	struct str names = STR_INIT;
	char name[64];

	for (size_t i = 0; i < all->item_count; i++) {
		if (!compare_never_reached(&all->item[i]))
			continue;
		item_name(all->item[i].item, true, name, sizeof(name));
		str_printf(&names, "%s%s", names.length ? T(REPORT_COMMA) : "", name);
	}
	if (names.length > 0) {
		str_printf(out, "\n! %s\n", compare_mark_say(COMPARE_NEVER_REACHED));
		put_wrapped(out, arena, FACT_INDENT, "", names.text);
	}
	str_release(&names);
}

static void put_item(struct str *out, struct arena *arena, const struct comparison *all,
		     const struct compare_item *item, bool everything)
{
	bool begun = false;

	for (size_t i = 0; i < item->fact_count; i++) {
		if (!is_told(&item->fact[i], everything))
			continue;
		if (!begun)
			str_printf(out, "\n%s\n", compare_heading(all, item, arena));
		begun = true;
		put_fact(out, arena, all, &item->fact[i]);
	}
}

void report_compare(const struct comparison *all, bool everything, bool ascii, struct str *out)
{
	struct arena *arena = arena_new();
	size_t told = 0;

	for (size_t i = 0; i < all->session_count; i++)
		str_printf(out, "%s  %s\n", day_of(all->session[i]),
			   all->session[i]->now.title ? all->session[i]->now.title : "");
	if (all->notice_count > 0)
		str_printf(out, "\n%s\n", T(COMPARE_YARDSTICK));
	for (size_t i = 0; i < all->notice_count; i++)
		put_wrapped(out, arena, FACT_INDENT, "! ", compare_notice(all, i, ascii, arena));
	for (size_t i = 0; i < all->item_count; i++) {
		if (everything || !compare_never_reached(&all->item[i]))
			put_item(out, arena, all, &all->item[i], everything);
		told += everything || compare_item_differs(&all->item[i]);
	}
	if (!everything)
		put_never_reached(out, arena, all);
	if (told == 0)
		str_printf(out, "\n%s\n", T(COMPARE_NOTHING));
	arena_free(arena);
}

static struct json *fact_json(struct arena *arena, const struct comparison *all, const struct compare_fact *fact)
{
	struct json *map = json_map(arena), *cells = json_list(arena);

	json_put_text(arena, map, "kind", compare_kind_name(fact->kind));
	if (fact->about)
		json_put_text(arena, map, "about", fact->about);
	json_put_bool(arena, map, "differs", fact->differs);
	if (fact->mark)
		json_put_text(arena, map, "mark", compare_mark_name(fact->mark));
	for (size_t i = 0; i < all->session_count; i++)
		json_add(arena, cells, json_text(arena, fact->cell[i]));
	json_put(arena, map, "cells", cells);
	return map;
}

static struct json *item_json(struct arena *arena, const struct comparison *all, const struct compare_item *item,
			      bool everything)
{
	struct json *map = json_map(arena), *facts = json_list(arena), *there = json_list(arena);

	json_put_text(arena, map, "item", item->item->id);
	for (size_t i = 0; i < all->session_count; i++)
		json_add(arena, there, json_text(arena, item->there[i] ? item->there[i] : ""));
	json_put(arena, map, "there", there);
	for (size_t i = 0; i < item->fact_count; i++)
		if (is_told(&item->fact[i], everything))
			json_add(arena, facts, fact_json(arena, all, &item->fact[i]));
	json_put(arena, map, "facts", facts);
	return map;
}

struct json *report_compare_json(const struct comparison *all, bool everything, struct arena *arena)
{
	struct json *map = json_map(arena), *sessions = json_list(arena), *items = json_list(arena);
	struct json *notices = json_list(arena);

	json_put_int(arena, map, "format", 1);
	for (size_t i = 0; i < all->session_count; i++) {
		struct json *session = json_map(arena);

		json_put_text(arena, session, "id", all->session[i]->now.id);
		json_put_text(arena, session, "held_on", day_of(all->session[i]));
		json_put_text(arena, session, "title", all->session[i]->now.title ? all->session[i]->now.title : "");
		json_add(arena, sessions, session);
	}
	json_put(arena, map, "sessions", sessions);
	for (size_t i = 0; i < all->notice_count; i++)
		json_add(arena, notices, json_text(arena, all->notice[i]));
	json_put(arena, map, "yardstick_changed", notices);
	for (size_t i = 0; i < all->item_count; i++)
		if (everything || compare_item_differs(&all->item[i]))
			json_add(arena, items, item_json(arena, all, &all->item[i], everything));
	json_put(arena, map, "items", items);
	return map;
}
