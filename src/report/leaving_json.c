/*
 * What leaves the room as JSON: the record of report_json() with what was asked to be left
 * out taken away, names replaced, and a head that says so.
 */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "report/alias.h"
#include "report/list.h"

/* Which member of the record each part is. */
static const struct { enum leaving_part part; const char *name; } members[] = {
	{ PART_NOTES, "notes" }, { PART_STATEMENTS, "statements" }, { PART_WORKSHEETS, "answers" },
	{ PART_GAPS, "gaps" }, { PART_GAPS, "deferrals" }, { PART_GAPS, "questions" }, { PART_GAPS, "settled" },
	{ PART_POSITIONS, "rounds" }, { PART_POSITIONS, "sign_offs" }, { PART_CORRECTIONS, "corrections" },
};

/* What a list keeps of the record besides the session and its head. */
static const struct { enum leaving_kind kind; const char *name; } lists[] = {
	{ LEAVING_DECISIONS, "decisions" }, { LEAVING_DECISIONS, "assignments" }, { LEAVING_ACTIONS, "actions" },
	{ LEAVING_ACCEPTANCES, "acceptances" }, { LEAVING_ACCEPTANCES, "conditions" }, { LEAVING_RISKS, "risks" },
};

static bool is_money(const struct json *value)
{
	return value->type == JSON_TYPE_MAP && json_get(value, "amount") && json_get_text(value, "currency");
}

/* A copy with letters for names and, where asked, without sums. */
static struct json *copied(const struct telling *to, const struct json *value)
{
	struct json *copy;

	if (value->type == JSON_TYPE_TEXT)
		return json_text(to->arena, alias_text(to->ask->aliases, to->arena, value->text));
	if (value->type == JSON_TYPE_LIST) {
		copy = json_list(to->arena);
		for (size_t i = 0; i < value->count; i++)
			json_add(to->arena, copy, copied(to, value->child[i]));
		return copy;
	}
	if (value->type != JSON_TYPE_MAP)
		return json_clone(to->arena, value);
	copy = json_map(to->arena);
	for (size_t i = 0; i < value->count; i++)
		if (tells(to, PART_MONEY) || !is_money(value->child[i]))
			json_put(to->arena, copy, value->key[i], copied(to, value->child[i]));
	return copy;
}

static bool is_kept(const struct telling *to, enum leaving_kind kind, const char *name)
{
	bool whole = kind == LEAVING_MINUTES;

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (strcmp(members[i].name, name) == 0 && !tells(to, members[i].part))
			return false;
	for (size_t i = 0; !whole && i < sizeof(lists) / sizeof(lists[0]); i++)
		whole = lists[i].kind == kind && strcmp(lists[i].name, name) == 0;
	return whole || strcmp(name, "session") == 0 || strcmp(name, "head") == 0;
}

/* First wording and the one that holds, in words. */
static struct json *corrections(const struct telling *to)
{
	struct json *list = json_list(to->arena);

	for (size_t i = 0; i < to->session->event_count; i++) {
		const struct event *event = &to->session->event[i], *target = told_correction(to, event);
		struct event corrected;
		struct json *map;

		if (!target)
			continue;
		corrected = *target;
		if (json_get(event->body, "body"))
			corrected.body = json_get(event->body, "body");
		map = json_map(to->arena);
		json_put_int(to->arena, map, "n", event->n);
		json_put_int(to->arena, map, "of", target->n);
		json_put_text(to->arena, map, "first", said_event(to, target));
		json_put_text(to->arena, map, "now", said_event(to, &corrected));
		json_put_text(to->arena, map, "because", json_get_text(event->body, "because"));
		json_add(to->arena, list, map);
	}
	return list;
}

static struct json *left_out(const struct telling *to)
{
	struct json *list = json_list(to->arena);

	for (int part = 0; part < PART_COUNT; part++)
		if (to->ask->without & (1u << part))
			json_add(to->arena, list, json_text(to->arena, leaving_part_name((enum leaving_part)part)));
	return list;
}

void json_leaving(struct telling *to, enum leaving_kind kind, struct str *out)
{
	struct json *record = report_json(to->session, to->arena), *whole = json_map(to->arena);

	json_put_int(to->arena, whole, "format", json_get_int(record, "format", 0));
	json_put_text(to->arena, whole, "kind", leaving_kind_name(kind));
	json_put_text(to->arena, whole, "label", to->session->now.label ? to->session->now.label : "");
	json_put_bool(to->arena, whole, "aliases", to->ask->aliases != NULL);
	json_put(to->arena, whole, "left_out", left_out(to));
	json_put(to->arena, record, "risks", json_risks(to));
	json_put(to->arena, record, "corrections", corrections(to));
	for (size_t i = 0; i < record->count; i++)
		if (is_kept(to, kind, record->key[i]))
			json_put(to->arena, whole, record->key[i], copied(to, record->child[i]));
	json_write_pretty(out, whole);
	str_add_char(out, '\n');
}
