/*
 * Random events, made from the table of kinds: each field by its type, ids
 * mostly of records that are there.  session_check decides what is kept.
 */
#include "desk.h"
#include "support_close.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "workshop/value.h"

uint64_t desk_random(struct random *random)
{
	uint64_t x = random->state += 0x9E3779B97F4A7C15u; /* splitmix64 */

	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	return x ^ (x >> 31);
}

size_t desk_below(struct random *random, size_t count)
{
	return count ? (size_t)(desk_random(random) % count) : 0;
}

/* What one value is made from. */
struct making { struct random *random; const struct session *session; struct arena *arena; };

static const char *const texts[] = {
	"Keep it", "慎重に進める", "\"quoted\" \\ back", "髙﨑 ①", "🏭 plant", "a, b; c", "-1", "null",
	"A rather long sentence that says what the board wants, word for word, without haste.",
};
static const char *const names[] = { "Sato", "佐藤 一郎", "O'Neill", "Mori" };
static const char *const dates[] = { "2026-12-01", "2027-03-31", "2028-02-29", "2026-11-24" };

#define PICK(list) (list)[desk_below(making->random, sizeof(list) / sizeof((list)[0]))]

/* The id of any record of the state's list, or one that is not there. */
static const char *pick_id(struct making *making, size_t count, const void *first, size_t size, size_t id)
{
	const char *found;

	if (count == 0)
		return "x1";
	memcpy(&found, (const char *)first + desk_below(making->random, count) * size + id, sizeof(found));
	return found;
}

#define PICK_ID(type, list) pick_id(making, making->session->now.list##_count, \
	making->session->now.list, sizeof(struct type), offsetof(struct type, id))

static struct json *make_value(struct making *making, const struct event_field *field);

static struct json *make_map(struct making *making, const struct event_field *field, size_t count, bool keep_id)
{
	struct json *map = json_map(making->arena);

	for (size_t i = 0; i < count; i++) {
		/* New ids are given out by event_prepare. */
		if (field[i].type == VALUE_NEW_ID && !keep_id)
			continue;
		if (field[i].required || desk_below(making->random, 4) < 3)
			json_put(making->arena, map, field[i].name, make_value(making, &field[i]));
	}
	return map;
}

static struct json *make_person(struct making *making)
{
	struct json *map;

	if (desk_below(making->random, 3) > 0)
		return json_text(making->arena, PICK_ID(participant, participant));
	map = json_map(making->arena);
	json_put_text(making->arena, map, "name", PICK(names));
	json_put_text(making->arena, map, "role", "Auditor");
	return map;
}

static struct json *make_list(struct making *making, enum value_type type)
{
	struct json *list = json_list(making->arena);
	size_t count = 1 + desk_below(making->random, 3), fields;
	const struct event_field *field = value_fields(type, &fields);

	for (size_t i = 0; i < count; i++)
		json_add(making->arena, list,
			 type == VALUE_PERSONS ? make_person(making)
			 : type == VALUE_LINES ? json_text(making->arena, PICK(texts))
			 : make_map(making, field, fields, false));
	return list;
}

static const char *make_choice(struct making *making, const struct event_field *field)
{
	size_t count = 0;

	while (field->names[count].name)
		count++;
	return field->names[desk_below(making->random, count)].name;
}

/* Texts that only make sense as something special. */
static const char *make_line(struct making *making, const struct event_field *field)
{
	if (strcmp(field->name, "supersedes") == 0)
		return PICK_ID(decision, decision);
	if (strcmp(field->name, "renews") == 0)
		return PICK_ID(acceptance, acceptance);
	if (strcmp(field->name, "currency") == 0)
		return "JPY";
	return strcmp(field->name, "name") == 0 ? PICK(names) : PICK(texts);
}

static int64_t make_event_number(struct making *making)
{
	const struct event *target = session_undo_target(making->session);

	if (target && desk_below(making->random, 2))
		return target->n;
	return 1 + (int64_t)desk_below(making->random, making->session->event_count);
}

static struct json *make_value(struct making *making, const struct event_field *field)
{
	struct arena *arena = making->arena;
	size_t count;
	const struct event_field *fields = value_fields(field->type, &count);

	switch (field->type) {
	case VALUE_LINE: return json_text(arena, make_line(making, field));
	case VALUE_INT: return json_int(arena, field->min + (int64_t)desk_below(making->random,
					(size_t)(field->max - field->min + 1 < 1000 ? field->max - field->min + 1 : 1000)));
	case VALUE_BOOL: return json_bool(arena, desk_below(making->random, 2));
	case VALUE_CHOICE: return json_text(arena, make_choice(making, field));
	case VALUE_LEVEL: return json_int(arena, 1 + (int64_t)desk_below(making->random, 5));
	case VALUE_DATE: return json_text(arena, PICK(dates));
	case VALUE_TIME: return json_text(arena, "09:30");
	case VALUE_ITEM: return json_text(arena, PICK_ID(stop, stop));
	case VALUE_AREA: return json_text(arena, "operations");
	case VALUE_AGENDA: return json_text(arena, desk_below(making->random, 2) ? "short" : "standard");
	case VALUE_PARTICIPANT: return json_text(arena, PICK_ID(participant, participant));
	case VALUE_PERSON: return make_person(making);
	case VALUE_DECISION: return json_text(arena, PICK_ID(decision, decision));
	case VALUE_ACTION: return json_text(arena, PICK_ID(action, action));
	case VALUE_ACCEPTANCE: return json_text(arena, PICK_ID(acceptance, acceptance));
	case VALUE_CONDITION: return json_text(arena, PICK_ID(condition, condition));
	case VALUE_ROUND: return json_text(arena, PICK_ID(round, round));
	case VALUE_MONEY:
	case VALUE_RISK: return make_map(making, fields, count, false);
	case VALUE_PERSONS:
	case VALUE_OPTIONS:
	case VALUE_LINES:
	case VALUE_CONDITIONS: return make_list(making, field->type);
	case VALUE_EVENT: return json_int(arena, make_event_number(making));
	case VALUE_TEXT:
	case VALUE_ANY:
	case VALUE_NEW_ID:
	default: return json_text(arena, PICK(texts));
	}
}

static unsigned lend(void *random, unsigned sides)
{
	return (unsigned)desk_below(random, sides);
}

struct answer_maker desk_answers(struct random *random, const struct session *session, struct arena *arena)
{
	return (struct answer_maker){ lend, random, session, random->parent, arena };
}

/* A correction speaks of an event: a new body for it, with the ids it gave out. */
static void aim_correction(struct making *making, struct json *body)
{
	const struct event *target = session_event(making->session, json_get_int(body, "event", 0));
	struct answer_maker answers = desk_answers(making->random, making->session, making->arena);
	struct json *other;

	if (!target || !target->kind)
		return;
	if (answers_know(target->kind)) {
		json_put(making->arena, body, "body", answers_body(&answers, target->kind, target));
		return;
	}
	other = make_map(making, target->kind->field, target->kind->field_count, false);
	for (size_t i = 0; i < target->kind->field_count; i++) {
		const struct event_field *field = &target->kind->field[i];

		/* What an event speaks of seldom changes when it is corrected. */
		if (field->type == VALUE_NEW_ID || (field->required && desk_below(making->random, 3)))
			json_put(making->arena, other, field->name,
				 json_get(target->body, field->name)
				 ? json_clone(making->arena, json_get(target->body, field->name)) : NULL);
	}
	json_put(making->arena, body, "body", other);
}

static bool is_open(const struct session *session)
{
	size_t rounds = session->now.round_count;

	return rounds > 0 && !session->now.round[rounds - 1].revealed && !session->now.round[rounds - 1].withdrawn;
}

static bool is_revealed(const struct session *session)
{
	return session->now.round_count > 0 && !is_open(session);
}

static bool has_positions(const struct session *session) { return session->now.position_count > 0; }
static bool has_decisions(const struct session *session) { return session->now.decision_count > 1; }
static bool has_actions(const struct session *session) { return session->now.action_count > 0; }
static bool has_conditions(const struct session *session) { return session->now.condition_count > 0; }

/* What needs others before it would hardly come up by itself. */
static const struct { const char *kind; bool (*ready)(const struct session *session); } in_turn[] = {
	{ "position_taken", is_open }, { "round_revealed", has_positions },
	{ "position_explained", is_revealed }, { "decision_superseded", has_decisions },
	{ "round_withdrawn", is_open }, { "condition_met", has_conditions }, { "action_changed", has_actions },
};

/* One of them that is ready; NULL: what was thought of is not. */
static const struct event_kind *next_in_turn(struct random *random, const struct session *session)
{
	size_t at = desk_below(random, sizeof(in_turn) / sizeof(in_turn[0]));

	return in_turn[at].ready(session) ? event_kind_find(in_turn[at].kind) : NULL;
}

struct event desk_event(struct random *random, const struct session *session, struct arena *arena)
{
	struct making making = { random, session, arena };
	struct event event = { .at = session_head(session)->at };
	struct answer_maker answers = desk_answers(random, session, arena);
	const struct event_kind *kind, *wanted;
	struct json *body = NULL;
	size_t kinds = 0;

	while (event_kind_at(kinds))
		kinds++;
	do
		kind = event_kind_at(desk_below(random, kinds));
	while (kind->flags & EVENT_FIRST || (strcmp(kind->name, "session_sealed") == 0 && desk_below(random, 80)));
	/* A meeting fills worksheets more than it does anything else. */
	if (desk_below(random, 4) == 0)
		kind = answers_kind(&answers);
	else if (desk_below(random, 5) == 0 && (wanted = next_in_turn(random, session)))
		kind = wanted;
	if (answers_know(kind))
		body = answers_body(&answers, kind, NULL);
	if (!body)
		body = close_body(&answers, kind);
	if (!body)
		body = make_map(&making, kind->field, kind->field_count, false);
	if (kind->flags & EVENT_CORRECTS)
		aim_correction(&making, body);
	event.at += (int64_t)desk_below(random, 3) * 700;
	event.kind_name = kind->name;
	event.body = body;
	return event;
}
