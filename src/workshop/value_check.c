/* Checking: may this session take that value? */
#include "workshop/value.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/daytime.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/rules.h"

typedef bool check_fn(const struct session *session, const struct event_field *field,
		      const struct json *value, struct error *err);

static check_fn check_text, check_id, check_int, check_bool, check_choice, check_level, check_date, check_time,
	check_known, check_person, check_list, check_map, check_event, check_any;

static check_fn *const checks[VALUE_TYPE_COUNT] = {
	[VALUE_LINE] = check_text, [VALUE_TEXT] = check_text, [VALUE_NEW_ID] = check_id,
	[VALUE_INT] = check_int, [VALUE_BOOL] = check_bool, [VALUE_CHOICE] = check_choice,
	[VALUE_LEVEL] = check_level, [VALUE_DATE] = check_date, [VALUE_TIME] = check_time, [VALUE_ITEM] = check_known,
	[VALUE_AREA] = check_known, [VALUE_AGENDA] = check_known, [VALUE_PARTICIPANT] = check_known,
	[VALUE_PERSON] = check_person, [VALUE_PERSONS] = check_list, [VALUE_MONEY] = check_map,
	[VALUE_OPTIONS] = check_list, [VALUE_LINES] = check_list, [VALUE_EVENT] = check_event,
	[VALUE_DECISION] = check_known, [VALUE_ACTION] = check_known, [VALUE_ACCEPTANCE] = check_known,
	[VALUE_CONDITION] = check_known, [VALUE_ROUND] = check_known,
	[VALUE_CONDITIONS] = check_list, [VALUE_RISK] = check_map, [VALUE_ANY] = check_any,
	[VALUE_FIELD] = check_text, [VALUE_ANSWER] = check_any,
};

/* The type of a list's elements. */
static const struct { enum value_type list, element; } elements[] = {
	{ VALUE_PERSONS, VALUE_PERSON }, { VALUE_LINES, VALUE_TEXT },
	{ VALUE_OPTIONS, VALUE_OPTIONS }, { VALUE_CONDITIONS, VALUE_CONDITIONS },
};

static bool expected(const struct event_field *field, const struct json *value, struct error *err)
{
	struct str found = STR_INIT;
	struct arena *arena = arena_new();

	json_write(&found, value);
	refuse(err, T(REFUSE_EXPECTED), say(field->label), value_expected(field->type),
	       text_ellipsis(arena, found.text, 60, false));
	arena_free(arena);
	str_release(&found);
	return false;
}

static long limit(const struct event_field *field)
{
	if (field->max > 0)
		return field->max;
	return field->type == VALUE_LINE ? LINE_MAX_DEFAULT : TEXT_MAX_DEFAULT;
}

static bool check_text(const struct session *session, const struct event_field *field,
		       const struct json *value, struct error *err)
{
	long length;

	(void)session;
	if (value->type != JSON_TYPE_TEXT || value->text[0] == '\0')
		return expected(field, value, err);
	if (text_has_control(value->text, field->type != VALUE_LINE))
		return refuse(err, T(REFUSE_CONTROL), say(field->label));
	length = (long)text_length(value->text);
	if (length > limit(field))
		return refuse(err, T(REFUSE_TOO_LONG), say(field->label), limit(field), length);
	return true;
}

/* An id that is given out: free, and short enough to be said aloud. */
static bool check_id(const struct session *session, const struct event_field *field,
		     const struct json *value, struct error *err)
{
	const struct event_field *same = NULL;

	if (value->type != JSON_TYPE_TEXT || !isalnum((unsigned char)value->text[0]) ||
	    strlen(value->text) > PACK_ID_MAX)
		return expected(field, value, err);
	for (const char *c = value->text; *c; c++)
		if (!isalnum((unsigned char)*c) && *c != '-')
			return expected(field, value, err);
	for (size_t i = 0; i < session->event_count; i++) {
		const struct event *other = &session->event[i];
		const char *taken;

		/* Looked up once for those of a kind that follow each other: sessions are long. */
		if (i == 0 || other->kind != other[-1].kind)
			same = event_field_find(other->kind, field->name);
		taken = same && same->type == VALUE_NEW_ID ? json_get_text(other->body, field->name) : NULL;
		if (taken && !other->ignored && strcmp(taken, value->text) == 0 && !session_undone_by(session, other->n))
			return refuse(err, T(REFUSE_ID_TAKEN), say(field->label), value->text,
				      (long long)other->n);
	}
	return true;
}

static bool check_int(const struct session *session, const struct event_field *field,
		      const struct json *value, struct error *err)
{
	(void)session;
	if (value->type != JSON_TYPE_INT)
		return expected(field, value, err);
	if (value->integer < field->min || value->integer > field->max)
		return refuse(err, T(REFUSE_RANGE), say(field->label), field->min, field->max,
			      (long long)value->integer);
	return true;
}

static bool check_bool(const struct session *session, const struct event_field *field,
		       const struct json *value, struct error *err)
{
	(void)session;
	return value->type == JSON_TYPE_BOOL || expected(field, value, err);
}

static bool check_choice(const struct session *session, const struct event_field *field,
			 const struct json *value, struct error *err)
{
	struct str all = STR_INIT;

	(void)session;
	if (value->type != JSON_TYPE_TEXT)
		return expected(field, value, err);
	for (const struct choice_name *name = field->names; name->name; name++)
		if (strcmp(name->name, value->text) == 0)
			return true;
	for (const struct choice_name *name = field->names; name->name; name++)
		str_printf(&all, "%s%s", name == field->names ? "" : ", ", name->name);
	refuse(err, T(REFUSE_CHOICE), say(field->label), all.text, value->text);
	str_release(&all);
	return false;
}

static bool check_level(const struct session *session, const struct event_field *field,
			const struct json *value, struct error *err)
{
	(void)session;
	if (value->type != JSON_TYPE_INT)
		return expected(field, value, err);
	if (value->integer < 1 || value->integer > PACK_LEVELS)
		return refuse(err, T(REFUSE_LEVEL), PACK_LEVELS, (long long)value->integer);
	return true;
}

static bool check_date(const struct session *session, const struct event_field *field,
		       const struct json *value, struct error *err)
{
	struct date date;

	(void)session;
	if (value->type != JSON_TYPE_TEXT || !date_parse(value->text, &date))
		return expected(field, value, err);
	return true;
}

static bool check_time(const struct session *session, const struct event_field *field,
		       const struct json *value, struct error *err)
{
	(void)session;
	if (value->type != JSON_TYPE_TEXT || daytime_parse(value->text) < 0)
		return expected(field, value, err);
	return true;
}

#define KNOWN(name, found) \
	static bool name(const struct session *session, const char *id) { return (found) != NULL; }
KNOWN(known_item, session_stop(session, id))
KNOWN(known_area, pack_area(session->pack, id))
KNOWN(known_agenda, pack_agenda(session->pack, id))
KNOWN(known_participant, session_participant(session, id))
KNOWN(known_decision, session_decision(session, id))
KNOWN(known_action, session_action(session, id))
KNOWN(known_acceptance, session_acceptance(session, id))
KNOWN(known_condition, session_condition(session, id))
KNOWN(known_round, session_round(session, id))

static bool (*const known[VALUE_TYPE_COUNT])(const struct session *session, const char *id) = {
	[VALUE_ITEM] = known_item, [VALUE_AREA] = known_area, [VALUE_AGENDA] = known_agenda,
	[VALUE_PARTICIPANT] = known_participant, [VALUE_DECISION] = known_decision,
	[VALUE_ACTION] = known_action, [VALUE_ACCEPTANCE] = known_acceptance,
	[VALUE_CONDITION] = known_condition, [VALUE_ROUND] = known_round,
};

/* The ids that would have been right, so that nobody has to look them up. */
static void say_known(const struct session *session, enum value_type type, struct str *out)
{
	const struct session_state *now = &session->now;

	if (type == VALUE_PARTICIPANT)
		for (size_t i = 0; i < now->participant_count; i++)
			str_printf(out, "%s%s %s", out->length ? ", " : "", now->participant[i].id,
				   now->participant[i].name);
	else if (type == VALUE_AGENDA)
		for (size_t i = 0; i < session->pack->agenda_count; i++)
			str_printf(out, "%s%s", out->length ? ", " : "", session->pack->agenda[i].id);
	else if (type == VALUE_AREA)
		for (size_t i = 0; i < session->pack->area_count; i++)
			str_printf(out, "%s%s", out->length ? ", " : "", session->pack->area[i].id);
	else if (type == VALUE_ITEM)
		for (size_t i = 0; i < now->stop_count; i++)
			str_printf(out, "%s%s", out->length ? ", " : "", now->stop[i].id);
}

static bool check_known(const struct session *session, const struct event_field *field,
			const struct json *value, struct error *err)
{
	struct str all = STR_INIT;

	if (value->type != JSON_TYPE_TEXT)
		return expected(field, value, err);
	if (known[field->type](session, value->text))
		return true;
	say_known(session, field->type, &all);
	if (all.length > 0)
		refuse(err, T(REFUSE_UNKNOWN_OF), say(field->label), value->text, all.text);
	else
		refuse(err, T(REFUSE_UNKNOWN), say(field->label), value->text);
	str_release(&all);
	return false;
}

/*
 * Somebody who answers for something must be a human being: a participant, or
 * a name with a role.  "The IT department" answers for nothing.
 */
static bool check_person(const struct session *session, const struct event_field *field,
			 const struct json *value, struct error *err)
{
	const struct participant *participant;
	const char *name = json_get_text(value, "name");

	if (value->type == JSON_TYPE_TEXT) {
		participant = session_participant(session, value->text);
		if (!participant)
			return refuse(err, T(REFUSE_UNKNOWN), say(field->label), value->text);
		return participant->removed ? refuse(err, T(REFUSE_REMOVED), participant->name) : true;
	}
	if (value->type != JSON_TYPE_MAP || !name)
		return expected(field, value, err);
	if (person_is_department(name))
		return refuse(err, T(REFUSE_DEPARTMENT), name);
	if (!json_get_text(value, "role"))
		return refuse(err, T(REFUSE_ROLE), say(field->label), name);
	return check_map(session, field, value, err);
}

static bool check_map(const struct session *session, const struct event_field *field,
		      const struct json *value, struct error *err)
{
	size_t count;
	const struct event_field *fields = value_fields(field->type, &count);

	if (value->type != JSON_TYPE_MAP)
		return expected(field, value, err);
	if (!fields_check(session, fields, count, value, false, err))
		return error_prefix(err, "%s: ", say(field->label));
	return true;
}

static bool check_list(const struct session *session, const struct event_field *field,
		       const struct json *value, struct error *err)
{
	struct event_field element = *field;
	bool good = true;

	if (value->type != JSON_TYPE_LIST || value->count == 0)
		return expected(field, value, err);
	if (value->count > LIST_MAX)
		return refuse(err, T(REFUSE_LIST_LONG), say(field->label), LIST_MAX);
	for (size_t i = 0; i < ARRAY_LENGTH(elements); i++)
		if (elements[i].list == field->type)
			element.type = elements[i].element;
	for (size_t i = 0; good && i < value->count; i++)
		good = (element.type == field->type ? check_map : checks[element.type])(
			session, &element, value->child[i], err);
	return good;
}

static bool check_event(const struct session *session, const struct event_field *field,
			const struct json *value, struct error *err)
{
	if (value->type != JSON_TYPE_INT)
		return expected(field, value, err);
	if (!session_event(session, value->integer))
		return refuse(err, T(REFUSE_NO_EVENT), (long long)value->integer);
	return true;
}

static bool check_any(const struct session *session, const struct event_field *field,
		      const struct json *value, struct error *err)
{
	/* A full table is 200 rows of a dozen cells. */
	long most = field->type == VALUE_ANSWER ? 1024 * 1024 : 64 * 1024, length;
	struct str text = STR_INIT;

	(void)session;
	json_write(&text, value);
	length = (long)text.length;
	str_release(&text);
	return length <= most || refuse(err, T(REFUSE_TOO_LONG), say(field->label), most, length);
}

bool value_check(const struct session *session, const struct event_field *field,
		 const struct json *value, struct error *err)
{
	return checks[field->type](session, field, value, err);
}

bool fields_check(const struct session *session, const struct event_field *field, size_t count,
		  const struct json *map, bool partial, struct error *err)
{
	size_t seen = 0;

	for (size_t i = 0; i < count; i++) {
		const struct json *value = json_get(map, field[i].name);

		if (!value && field[i].required)
			return refuse(err, T(REFUSE_MISSING), say(field[i].label));
		if (!value)
			continue;
		seen++;
		if (value->type == JSON_TYPE_NULL && partial && !field[i].required)
			continue;
		if (!value_check(session, &field[i], value, err))
			return false;
	}
	return seen == map->count || refuse(err, "%s", T(REFUSE_UNKNOWN_KEYS));
}
