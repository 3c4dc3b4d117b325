/*
 * Random events by the event table: a value for each type of field, and then
 * the gate decides.  A new kind of event is generated without a change here.
 */
#include "support.h"
#include "support_answers.h"
#include "support_close.h"

#include "base/date.h"
#include "base/json.h"

unsigned roll(struct dice *dice, unsigned sides)
{
	dice->state ^= dice->state << 13;
	dice->state ^= dice->state >> 7;
	dice->state ^= dice->state << 17;
	return (unsigned)((dice->state >> 11) % sides);
}

struct maker {
	struct dice *dice;
	const struct session *session;
	struct arena *arena;
	bool everything; /* optional fields too */
	bool renews;     /* an acceptance goes on from an earlier session */
};

static const char *const texts[] = {
	"守るべき資産を決める", "We take the risk for a year.", "quote \" and 'apostrophe'; DROP TABLE event--",
	"back\\slash", "絵文字 🗝️ と半角ｶﾅ", "100% | pipe", "café", "ゼロ幅\u200dつなぎ",
};

static struct json *text(struct maker *maker, bool lines)
{
	const char *one = texts[roll(maker->dice, sizeof(texts) / sizeof(texts[0]))];

	return json_text(maker->arena, lines && roll(maker->dice, 3) == 0
			 ? arena_printf(maker->arena, "%s\nsecond line", one) : one);
}

static struct json *date(struct maker *maker)
{
	struct date held = { 2026, 11, 24 };
	char day[16];

	date_format(date_from_days(date_days(held) + (long)roll(maker->dice, 300)), day, sizeof(day));
	return json_text(maker->arena, day);
}

static struct json *number(struct maker *maker, const struct event_field *field)
{
	unsigned span = field->max > field->min ? (unsigned)(field->max - field->min) + 1 : 6;

	return json_int(maker->arena, field->min + (long)roll(maker->dice, span));
}

static struct json *choice(struct maker *maker, const struct event_field *field)
{
	unsigned count = 0;

	while (field->names[count].name)
		count++;
	return json_text(maker->arena, field->names[roll(maker->dice, count)].name);
}

#define PICK(maker, name) \
	((maker)->session->now.name##_count == 0 ? NULL : \
	 json_text((maker)->arena, (maker)->session->now.name[roll((maker)->dice, \
		   (unsigned)(maker)->session->now.name##_count)].id))

static struct json *money(struct maker *maker)
{
	struct json *map = json_map(maker->arena);

	json_put_int(maker->arena, map, "amount", (int64_t)roll(maker->dice, 1000000) * 1000);
	json_put_text(maker->arena, map, "currency", "JPY");
	if (roll(maker->dice, 2))
		json_put_text(maker->arena, map, "per", "year");
	return map;
}

static struct json *person(struct maker *maker)
{
	struct json *map = json_map(maker->arena), *id = PICK(maker, participant);

	if (id && roll(maker->dice, 3))
		return id;
	json_put_text(maker->arena, map, "name", roll(maker->dice, 2) ? "山田 太郎" : "Lee");
	json_put_text(maker->arena, map, "role", "監査役");
	return map;
}

static struct json *risk(struct maker *maker)
{
	struct json *map = json_map(maker->arena);

	json_put_int(maker->arena, map, "likelihood", 1 + (int)roll(maker->dice, 5));
	json_put_int(maker->arena, map, "impact", 1 + (int)roll(maker->dice, 5));
	json_put_int(maker->arena, map, "level", 1 + (int)roll(maker->dice, 12));
	json_put(maker->arena, map, "exposure_high", money(maker));
	json_put_text(maker->arena, map, "basis", "estimate");
	/* A renewal wants a later one. */
	json_put_text(maker->arena, map, "measured_on",
		      arena_printf(maker->arena, "2026-%02u-%02u", 1 + roll(maker->dice, 11), 1 + roll(maker->dice, 28)));
	return map;
}

static struct json *with_text(struct maker *maker, bool condition)
{
	struct json *map = json_map(maker->arena);

	json_put(maker->arena, map, "text", text(maker, true));
	if (condition && roll(maker->dice, 2))
		json_put(maker->arena, map, "due", date(maker));
	else if (condition)
		json_put(maker->arena, map, "owner", person(maker));
	else if (roll(maker->dice, 2))
		json_put(maker->arena, map, "cost", money(maker));
	return map;
}

static struct json *list_of(struct maker *maker, enum value_type type)
{
	struct json *list = json_list(maker->arena);

	for (unsigned left = 1 + roll(maker->dice, 3); left > 0; left--)
		json_add(maker->arena, list,
			 type == VALUE_PERSONS ? person(maker) : type == VALUE_LINES ? text(maker, true)
			 : with_text(maker, type == VALUE_CONDITIONS));
	return list;
}

static struct json *any(struct maker *maker)
{
	struct json *map;

	switch (roll(maker->dice, 3)) {
	case 0: return text(maker, true);
	case 1: return list_of(maker, VALUE_LINES);
	default:
		map = json_map(maker->arena);
		json_put(maker->arena, map, "資産", text(maker, false));
		json_put_int(maker->arena, map, "count", -5);
		return map;
	}
}

static struct json *value(struct maker *maker, const struct event_field *field)
{
	const struct pack *pack = maker->session->pack;

	switch (field->type) {
	case VALUE_LINE: return text(maker, false);
	case VALUE_TEXT: return text(maker, true);
	case VALUE_INT: return number(maker, field);
	case VALUE_BOOL: return json_bool(maker->arena, roll(maker->dice, 2));
	case VALUE_CHOICE: return choice(maker, field);
	case VALUE_LEVEL: return json_int(maker->arena, 1 + (int)roll(maker->dice, 5));
	case VALUE_DATE: return date(maker);
	case VALUE_TIME: return json_text(maker->arena, "09:30");
	case VALUE_ITEM: return PICK(maker, stop);
	case VALUE_AREA: return json_text(maker->arena, pack->area[0].id);
	case VALUE_AGENDA: return json_text(maker->arena,
					    pack->agenda[roll(maker->dice, (unsigned)pack->agenda_count)].id);
	case VALUE_PARTICIPANT: return PICK(maker, participant);
	case VALUE_PERSON: return person(maker);
	case VALUE_PERSONS: case VALUE_OPTIONS: case VALUE_LINES: case VALUE_CONDITIONS:
		return list_of(maker, field->type);
	case VALUE_MONEY: return money(maker);
	case VALUE_DECISION: return PICK(maker, decision);
	case VALUE_ACTION: return PICK(maker, action);
	case VALUE_ACCEPTANCE: return PICK(maker, acceptance);
	case VALUE_CONDITION: return PICK(maker, condition);
	case VALUE_ROUND: return PICK(maker, round);
	case VALUE_RISK: return risk(maker);
	case VALUE_ANY: return any(maker);
	/* Worksheets are support_answers.c's. */
	case VALUE_FIELD: case VALUE_ANSWER:
	case VALUE_NEW_ID: case VALUE_EVENT: case VALUE_TYPE_COUNT: return NULL;
	}
	return NULL;
}

static unsigned lend(void *dice, unsigned sides)
{
	return roll(dice, sides);
}

static struct answer_maker answer_maker(const struct maker *maker)
{
	return (struct answer_maker){ lend, maker->dice, maker->session, maker->dice->parent, maker->arena };
}

/* Fields that come all together or not at all. */
static bool is_of_renewal(const struct event_kind *kind, const struct event_field *field)
{
	static const char *const names[] = { "renews", "renewals", "first_on", "reason" };

	for (size_t i = 0; strcmp(kind->name, "acceptance_proposed") == 0 && i < 4; i++)
		if (strcmp(field->name, names[i]) == 0)
			return true;
	return false;
}

/* NULL: it needs a record that is not there yet. */
static struct json *body_of(struct maker *maker, const struct event_kind *kind, const struct event *original)
{
	struct json *body = json_map(maker->arena);
	struct answer_maker answers = answer_maker(maker);

	if (answers_know(kind))
		return answers_body(&answers, kind, original);
	if (close_body(&answers, kind))
		return close_body(&answers, kind);
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct event_field *field = &kind->field[i];
		struct json *made;

		if (!field->required && !maker->everything && roll(maker->dice, 2))
			continue;
		if (is_of_renewal(kind, field) && !maker->renews)
			continue;
		made = value(maker, field);
		if (!made && field->required && field->type != VALUE_NEW_ID)
			return NULL;
		json_put(maker->arena, body, field->name, made);
	}
	return body;
}

/* Another body for an event of before, with the id that it gave out. */
static struct json *correction(struct maker *maker)
{
	const struct session *session = maker->session;
	const struct event *target = &session->event[roll(maker->dice, (unsigned)session->event_count)];
	struct json *body = json_map(maker->arena), *other = body_of(maker, target->kind, target);

	if (!other)
		return NULL;
	json_put_int(maker->arena, body, "event", target->n);
	json_put(maker->arena, body, "body", other);
	json_put_text(maker->arena, body, "because", "misheard");
	json_put(maker->arena, body, "requested_by", person(maker));
	return body;
}

static struct json *undoing(struct maker *maker)
{
	const struct event *target = session_undo_target(maker->session);
	struct json *body = json_map(maker->arena);

	if (!target)
		return NULL;
	json_put_int(maker->arena, body, "event", target->n);
	return body;
}

/* Round, person and question hardly fit together by chance. */
static void aim_position(struct maker *maker, const struct event_kind *kind, struct json *body)
{
	const struct session_state *now = &maker->session->now;
	const struct round *round = NULL;

	for (size_t i = 0; i < now->round_count; i++)
		if (!now->round[i].revealed && !now->round[i].withdrawn)
			round = &now->round[i];
	if (strcmp(kind->name, "position_taken") == 0 && round) {
		json_put_text(maker->arena, body, "round", round->id);
		json_put(maker->arena, body, strcmp(round->question, "appetite") == 0 ? "vote" : "level", NULL);
	}
	if (strcmp(kind->name, "position_explained") == 0 && now->position_count > 0) {
		const struct position *p = &now->position[roll(maker->dice, (unsigned)now->position_count)];

		json_put_text(maker->arena, body, "round", p->round);
		json_put_text(maker->arena, body, "participant", p->participant);
	}
}

bool generate(struct dice *dice, const struct session *session, struct arena *arena,
	      bool may_seal, struct event *event)
{
	unsigned kinds = 0;

	while (event_kind_at(kinds))
		kinds++;
	for (int tries = 0; tries < 2000 && !session->now.sealed; tries++) {
		const struct event_kind *kind = event_kind_at(roll(dice, kinds));
		struct maker maker = { dice, session, arena, roll(dice, 3) == 0, roll(dice, 4) == 0 };
		struct answer_maker answers = answer_maker(&maker);
		struct json *body;

		/* A meeting fills worksheets more than it does anything else. */
		if (roll(dice, 4) == 0)
			kind = answers_kind(&answers);
		/* What needs a reveal before it would hardly come up by itself. */
		else if (session->now.position_count > 0 && roll(dice, 10) == 0)
			kind = event_kind_find("position_explained");
		if (kind->flags & EVENT_FIRST || (strcmp(kind->name, "session_sealed") == 0 && !may_seal))
			continue;
		body = kind->flags & EVENT_CORRECTS ? correction(&maker)
		       : kind->flags & EVENT_UNDOES ? undoing(&maker) : body_of(&maker, kind, NULL);
		if (body)
			aim_position(&maker, kind, body);
		*event = (struct event){ .kind_name = kind->name, .body = body,
					 .at = session_head(session)->at + (int64_t)roll(dice, 300000) };
		if (body && event_prepare(session, arena, event, NULL) && session_check(session, event, NULL))
			return true;
	}
	return false;
}
