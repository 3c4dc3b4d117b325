/* Cleaning: what comes from a form or a JSON line becomes what is stored. */
#include "workshop/value.h"

#include <string.h>

#include "base/daytime.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/rules.h"

static const struct choice_name periods[] = {
	{ "once", W(PER_ONCE) }, { "year", W(PER_YEAR) }, { NULL, { NULL, NULL } }
};

static const struct event_field money_fields[] = {
	{ "amount", VALUE_INT, W(FIELD_AMOUNT), true, 0, 1000000000000000L, NULL },
	{ "currency", VALUE_LINE, W(FIELD_CURRENCY), true, 0, 3, NULL },
	{ "per", VALUE_CHOICE, W(FIELD_PER), false, 0, 0, periods },
};

static const struct event_field option_fields[] = {
	{ "text", VALUE_TEXT, W(FIELD_OPTION_TEXT), true, 0, 0, NULL },
	{ "cost", VALUE_MONEY, W(FIELD_COST), false, 0, 0, NULL },
	{ "why_not", VALUE_TEXT, W(FIELD_WHY_NOT), false, 0, 0, NULL },
};

static const struct event_field condition_fields[] = {
	{ "text", VALUE_TEXT, W(FIELD_CONDITION), true, 0, 0, NULL },
	{ "owner", VALUE_PERSON, W(FIELD_OWNER), false, 0, 0, NULL },
	{ "due", VALUE_DATE, W(FIELD_DUE), false, 0, 0, NULL },
};

static const struct event_field risk_fields[] = {
	{ "likelihood", VALUE_INT, W(FIELD_LIKELIHOOD), false, 1, 5, NULL },
	{ "impact", VALUE_INT, W(FIELD_IMPACT), false, 1, 5, NULL },
	{ "level", VALUE_INT, W(FIELD_RISK_LEVEL), false, 1, 25, NULL },
	{ "exposure_low", VALUE_MONEY, W(FIELD_EXPOSURE_LOW), false, 0, 0, NULL },
	{ "exposure_high", VALUE_MONEY, W(FIELD_EXPOSURE_HIGH), false, 0, 0, NULL },
	{ "basis", VALUE_TEXT, W(FIELD_BASIS), false, 0, 0, NULL },
	{ "measured_on", VALUE_DATE, W(FIELD_MEASURED_ON), false, 0, 0, NULL },
};

static const struct event_field person_fields[] = {
	{ "name", VALUE_LINE, W(FIELD_NAME), true, 0, 80, NULL },
	{ "role", VALUE_LINE, W(FIELD_ROLE), true, 0, 80, NULL },
};

/* What a cleaner knows beside the value. */
struct cleaner {
	const struct session *session;
	struct arena *arena;
	const struct event_field *field;
	struct error *err;
};

typedef struct json *clean_fn(const struct cleaner *cleaner, const struct json *value, bool *ok);

static clean_fn clean_line, clean_text, clean_int, clean_bool, clean_time, clean_item, clean_participant,
	clean_person, clean_persons, clean_map, clean_maps, clean_lines, clean_answer, clean_any;

/* By value_type. */
static const struct value_row {
	clean_fn *clean;
	struct words expected;
	const struct event_field *field; /* of a map */
	size_t field_count;
} rows[VALUE_TYPE_COUNT] = {
	[VALUE_LINE] = { clean_line, W(EXPECT_LINE), NULL, 0 },
	[VALUE_TEXT] = { clean_text, W(EXPECT_TEXT), NULL, 0 },
	[VALUE_NEW_ID] = { clean_line, W(EXPECT_ID), NULL, 0 },
	[VALUE_INT] = { clean_int, W(EXPECT_INT), NULL, 0 },
	[VALUE_BOOL] = { clean_bool, W(EXPECT_BOOL), NULL, 0 },
	[VALUE_CHOICE] = { clean_line, W(EXPECT_CHOICE), NULL, 0 },
	[VALUE_LEVEL] = { clean_int, W(EXPECT_LEVEL), NULL, 0 },
	[VALUE_DATE] = { clean_line, W(EXPECT_DATE), NULL, 0 },
	[VALUE_TIME] = { clean_time, W(EXPECT_TIME), NULL, 0 },
	[VALUE_ITEM] = { clean_item, W(EXPECT_ITEM), NULL, 0 },
	[VALUE_AREA] = { clean_line, W(EXPECT_AREA), NULL, 0 },
	[VALUE_AGENDA] = { clean_line, W(EXPECT_AGENDA), NULL, 0 },
	[VALUE_PARTICIPANT] = { clean_participant, W(EXPECT_PARTICIPANT), NULL, 0 },
	[VALUE_PERSON] = { clean_person, W(EXPECT_PERSON), person_fields, ARRAY_LENGTH(person_fields) },
	[VALUE_PERSONS] = { clean_persons, W(EXPECT_PERSONS), NULL, 0 },
	[VALUE_MONEY] = { clean_map, W(EXPECT_MONEY), money_fields, ARRAY_LENGTH(money_fields) },
	[VALUE_OPTIONS] = { clean_maps, W(EXPECT_OPTIONS), option_fields, ARRAY_LENGTH(option_fields) },
	[VALUE_LINES] = { clean_lines, W(EXPECT_LINES), NULL, 0 },
	[VALUE_EVENT] = { clean_int, W(EXPECT_EVENT), NULL, 0 },
	[VALUE_DECISION] = { clean_line, W(EXPECT_RECORD), NULL, 0 },
	[VALUE_ACTION] = { clean_line, W(EXPECT_RECORD), NULL, 0 },
	[VALUE_ACCEPTANCE] = { clean_line, W(EXPECT_RECORD), NULL, 0 },
	[VALUE_CONDITION] = { clean_line, W(EXPECT_RECORD), NULL, 0 },
	[VALUE_ROUND] = { clean_line, W(EXPECT_RECORD), NULL, 0 },
	[VALUE_CONDITIONS] = { clean_maps, W(EXPECT_CONDITIONS), condition_fields,
			       ARRAY_LENGTH(condition_fields) },
	[VALUE_RISK] = { clean_map, W(EXPECT_RISK), risk_fields, ARRAY_LENGTH(risk_fields) },
	[VALUE_FIELD] = { clean_line, W(EXPECT_FIELD), NULL, 0 },
	[VALUE_ANSWER] = { clean_answer, W(EXPECT_ANY), NULL, 0 },
	[VALUE_ANY] = { clean_any, W(EXPECT_ANY), NULL, 0 },
};

const struct event_field *value_fields(enum value_type type, size_t *count)
{
	*count = rows[type].field_count;
	return rows[type].field;
}

const char *value_expected(enum value_type type)
{
	return say(rows[type].expected);
}

/* Refuses with what the field takes and the beginning of what came. */
static struct json *expected(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	struct str found = STR_INIT;
	char *brief;

	json_write(&found, value);
	brief = text_ellipsis(cleaner->arena, found.text, 60, false);
	*ok = refuse(cleaner->err, T(REFUSE_EXPECTED), say(cleaner->field->label),
		     say(rows[cleaner->field->type].expected), brief);
	str_release(&found);
	return NULL;
}

static char *trimmed(struct arena *arena, const char *text)
{
	size_t from = strspn(text, " \n"), to = strlen(text);

	while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\n'))
		to--;
	return text_nfc(arena, arena_strndup(arena, text + from, to - from));
}

static struct json *clean_string(const struct cleaner *cleaner, const struct json *value, bool lines,
				 bool *ok)
{
	char *text;

	if (value->type != JSON_TYPE_TEXT)
		return expected(cleaner, value, ok);
	if (text_has_control(value->text, lines)) {
		*ok = refuse(cleaner->err, T(REFUSE_CONTROL), say(cleaner->field->label));
		return NULL;
	}
	text = trimmed(cleaner->arena, value->text);
	return *text ? json_text(cleaner->arena, text) : NULL;
}

static struct json *clean_line(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	return clean_string(cleaner, value, false, ok);
}

static struct json *clean_text(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	return clean_string(cleaner, value, true, ok);
}

static struct json *clean_int(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	if (value->type != JSON_TYPE_INT)
		return expected(cleaner, value, ok);
	return json_int(cleaner->arena, value->integer);
}

static struct json *clean_bool(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	if (value->type != JSON_TYPE_BOOL)
		return expected(cleaner, value, ok);
	return json_bool(cleaner->arena, value->truth);
}

/* "9:00", "14時" and "１４：００" are the same everywhere. */
static struct json *clean_time(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	struct json *text = clean_line(cleaner, value, ok);
	int minute;

	if (!text || !daytime_understand(text->text, &minute))
		return text;
	return json_text(cleaner->arena, arena_printf(cleaner->arena, "%02d:%02d", minute / 60, minute % 60));
}

/* "d3" is the pack's D3. */
static struct json *clean_item(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	struct json *text = clean_line(cleaner, value, ok);
	const struct item *item = text ? pack_item(cleaner->session->pack, text->text) : NULL;

	return item ? json_text(cleaner->arena, item->id) : text;
}

/* A participant's id, also given by name where just one has that name. */
static const char *participant_id(const struct cleaner *cleaner, const char *text)
{
	const struct session_state *now = &cleaner->session->now;
	const char *id = NULL, *wanted = text_fold(cleaner->arena, text);

	if (session_participant(cleaner->session, text))
		return text;
	for (size_t i = 0; i < now->participant_count; i++) {
		if (now->participant[i].removed ||
		    strcmp(text_fold(cleaner->arena, now->participant[i].name), wanted) != 0)
			continue;
		if (id)
			return NULL;
		id = now->participant[i].id;
	}
	return id;
}

static struct json *clean_participant(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	struct json *text = clean_line(cleaner, value, ok);
	const char *id = text ? participant_id(cleaner, text->text) : NULL;

	return id ? json_text(cleaner->arena, id) : text;
}

/* "Name / Role" is how people write somebody who is not in the room. */
static struct json *split_person(struct arena *arena, const char *text)
{
	static const char *const separators[] = { "/", "／", ";", "；" };
	struct json *map = json_map(arena);

	json_put_text(arena, map, "name", text);
	for (size_t i = 0; i < ARRAY_LENGTH(separators); i++) {
		const char *at = strstr(text, separators[i]);
		char *name;

		if (!at)
			continue;
		name = arena_strndup(arena, text, (size_t)(at - text));
		json_put_text(arena, map, "name", trimmed(arena, name));
		json_put_text(arena, map, "role", trimmed(arena, at + strlen(separators[i])));
		break;
	}
	return map;
}

/* Half of it is nobody: the text is shown as it was written, not what it became. */
static bool is_half(const struct json *person)
{
	const char *name = json_get_text(person, "name"), *role = json_get_text(person, "role");

	return role && (!*role || !name || !*name);
}

static struct json *clean_person(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	const struct json *given = value;

	if (value->type == JSON_TYPE_TEXT) {
		struct json *text = clean_line(cleaner, value, ok);
		const char *id = text ? participant_id(cleaner, text->text) : NULL;

		if (id || !text)
			return id ? json_text(cleaner->arena, id) : NULL;
		value = split_person(cleaner->arena, text->text);
		if (is_half(value))
			return expected(cleaner, given, ok);
	}
	return clean_map(cleaner, value, ok);
}

/* As ISO 4217 writes them; none at all is another check's. */
static bool is_currency(const char *text)
{
	return !text || (strlen(text) == 3 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3);
}

static struct json *clean_map(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	const struct value_row *row = &rows[cleaner->field->type];
	struct json *map;

	if (value->type != JSON_TYPE_MAP)
		return expected(cleaner, value, ok);
	map = fields_clean(cleaner->session, cleaner->arena, row->field, row->field_count, value,
			   false, cleaner->err);
	if (!map)
		*ok = error_prefix(cleaner->err, "%s: ", say(cleaner->field->label));
	else if (cleaner->field->type == VALUE_MONEY && !is_currency(json_get_text(map, "currency")))
		*ok = refuse(cleaner->err, T(REFUSE_CURRENCY), say(cleaner->field->label),
			     json_get_text(map, "currency"));
	return map && map->count > 0 ? map : NULL;
}

/* A list, each element through `clean`; one value alone is a list of one. */
static struct json *clean_list(const struct cleaner *cleaner, const struct json *value,
			       clean_fn *clean, bool *ok)
{
	struct json *list = json_list(cleaner->arena);

	if (value->type != JSON_TYPE_LIST) {
		struct json *only = clean(cleaner, value, ok);

		if (only)
			json_add(cleaner->arena, list, only);
		return only ? list : NULL;
	}
	if (value->count > LIST_MAX) {
		*ok = refuse(cleaner->err, T(REFUSE_LIST_LONG), say(cleaner->field->label), LIST_MAX);
		return NULL;
	}
	for (size_t i = 0; *ok && i < value->count; i++) {
		struct json *element = clean(cleaner, value->child[i], ok);

		if (element)
			json_add(cleaner->arena, list, element);
	}
	return *ok && list->count > 0 ? list : NULL;
}

static struct json *clean_persons(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	struct event_field one = *cleaner->field;
	struct cleaner of_one = *cleaner;

	one.type = VALUE_PERSON;
	of_one.field = &one;
	return clean_list(&of_one, value, clean_person, ok);
}

/* An option or a condition may be just its text. */
static struct json *clean_map_or_text(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	if (value->type == JSON_TYPE_TEXT) {
		struct json *map = json_map(cleaner->arena);

		json_put_text(cleaner->arena, map, "text", value->text);
		value = map;
	}
	return clean_map(cleaner, value, ok);
}

static struct json *clean_maps(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	return clean_list(cleaner, value, clean_map_or_text, ok);
}

static struct json *clean_lines(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	return clean_list(cleaner, value, clean_text, ok);
}

/* A worksheet's answer as it came: the pack's field cleans it (sheet_value.c). */
static struct json *clean_answer(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	(void)ok;
	return json_clone(cleaner->arena, value);
}

/* Any value: its texts NFC; one that cannot be shown is refused. */
static struct json *clean_any(const struct cleaner *cleaner, const struct json *value, bool *ok)
{
	struct json *copy;

	if (value->type == JSON_TYPE_TEXT)
		return clean_text(cleaner, value, ok);
	if (value->type != JSON_TYPE_LIST && value->type != JSON_TYPE_MAP)
		return value->type == JSON_TYPE_NULL ? NULL : json_clone(cleaner->arena, value);
	copy = value->type == JSON_TYPE_LIST ? json_list(cleaner->arena) : json_map(cleaner->arena);
	for (size_t i = 0; *ok && i < value->count; i++) {
		struct json *child = clean_any(cleaner, value->child[i], ok);

		if (child && value->type == JSON_TYPE_LIST)
			json_add(cleaner->arena, copy, child);
		else if (child && text_has_control(value->key[i], false))
			*ok = refuse(cleaner->err, T(REFUSE_CONTROL), say(cleaner->field->label));
		else if (child)
			json_put(cleaner->arena, copy, text_nfc(cleaner->arena, value->key[i]), child);
	}
	return *ok ? copy : NULL;
}

struct json *value_clean(const struct session *session, struct arena *arena,
			 const struct event_field *field, const struct json *value,
			 bool *ok, struct error *err)
{
	struct cleaner cleaner = { session, arena, field, err };

	*ok = true;
	if (value->type == JSON_TYPE_NULL)
		return NULL;
	return rows[field->type].clean(&cleaner, value, ok);
}

/* `key` is no field: say so, with the nearest that is one. */
static bool unknown_key(const struct event_field *field, size_t count, const char *key, struct error *err)
{
	const char *nearest = NULL;
	int best = 1 + (int)strlen(key) / 4;

	for (size_t i = 0; i < count; i++) {
		int distance = text_distance(key, field[i].name);

		if (distance <= best) {
			best = distance;
			nearest = field[i].name;
		}
	}
	return nearest ? refuse(err, T(REFUSE_UNKNOWN_KEY_NEAR), key, nearest)
		       : refuse(err, T(REFUSE_UNKNOWN_KEY), key);
}

static const struct event_field *field_named(const struct event_field *field, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(field[i].name, name) == 0)
			return &field[i];
	return NULL;
}

struct json *fields_clean(const struct session *session, struct arena *arena,
			  const struct event_field *field, size_t count,
			  const struct json *map, bool keep_null, struct error *err)
{
	struct json *clean = json_map(arena);

	for (size_t i = 0; i < map->count; i++) {
		const struct event_field *found = field_named(field, count, map->key[i]);
		struct json *value;
		bool ok;

		if (!found) {
			unknown_key(field, count, map->key[i], err);
			return NULL;
		}
		value = value_clean(session, arena, found, map->child[i], &ok, err);
		if (!ok)
			return NULL;
		if (!value && keep_null) {
			value = arena_alloc(arena, sizeof(*value));
			value->type = JSON_TYPE_NULL;
		}
		if (value)
			json_put(arena, clean, found->name, value);
	}
	return clean;
}
