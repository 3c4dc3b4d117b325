/*
 * An event in a sentence: the kind's template with its fields in words.
 * {field} is a value; [a part in brackets] is left out when a field in it is
 * not there.
 */
#include "workshop/event.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/money.h"
#include "workshop/rules.h"
#include "workshop/sheet.h"
#include "workshop/value.h"

typedef void say_fn(const struct session *session, const struct event_field *field,
		    const struct json *value, struct str *out);

/* A text on one line, as long as a line of a log may be. */
static void say_text(const struct session *session, const struct event_field *field,
		     const struct json *value, struct str *out)
{
	(void)session;
	(void)field;
	for (const char *c = value->type == JSON_TYPE_TEXT ? value->text : ""; *c;) {
		size_t line = strcspn(c, "\n");

		str_add_bytes(out, c, line);
		c += line;
		if (*c) {
			str_add_char(out, ' ');
			c++;
		}
	}
}

static void say_int(const struct session *session, const struct event_field *field,
		    const struct json *value, struct str *out)
{
	(void)session;
	(void)field;
	str_printf(out, "%lld", (long long)value->integer);
}

static void say_bool(const struct session *session, const struct event_field *field,
		     const struct json *value, struct str *out)
{
	(void)session;
	(void)field;
	str_add(out, value->truth ? T(YES) : T(NO));
}

static void say_choice(const struct session *session, const struct event_field *field,
		       const struct json *value, struct str *out)
{
	(void)session;
	str_add(out, choice_say(field->names, value->text));
}

static void say_level(const struct session *session, const struct event_field *field,
		      const struct json *value, struct str *out)
{
	(void)field;
	if (value->integer >= 1 && value->integer <= PACK_LEVELS)
		str_printf(out, "%d %s", (int)value->integer,
			   bitext_say(session->pack->level[value->integer - 1].title));
}

static void say_item(const struct session *session, const struct event_field *field,
		     const struct json *value, struct str *out)
{
	const struct stop *stop = session_stop(session, value->text);
	char name[128];

	(void)field;
	if (!stop || (!stop->item && !stop->block)) {
		str_add(out, value->text);
		return;
	}
	/* The short name: a line of the screen is 80 columns. */
	stop_name(stop, name, sizeof(name));
	str_add(out, name);
}

static void say_area(const struct session *session, const struct event_field *field,
		     const struct json *value, struct str *out)
{
	const struct area *area = pack_area(session->pack, value->text);

	(void)field;
	str_add(out, area ? bitext_say(area->title) : value->text);
}

static void say_agenda(const struct session *session, const struct event_field *field,
		       const struct json *value, struct str *out)
{
	const struct agenda *agenda = pack_agenda(session->pack, value->text);

	(void)field;
	str_add(out, agenda ? bitext_say(agenda->title) : value->text);
}

static void say_person(const struct session *session, const struct event_field *field,
		       const struct json *value, struct str *out)
{
	(void)field;
	person_say(person_read(session, value), out);
}

static void say_money(const struct session *session, const struct event_field *field,
		      const struct json *value, struct str *out)
{
	(void)session;
	(void)field;
	money_say(money_read(value), true, out);
}

/* Every element by `say`, divided as the language does. */
static void say_list(const struct session *session, const struct event_field *field,
		     const struct json *value, say_fn *one, struct str *out)
{
	for (size_t i = 0; i < value->count; i++) {
		const struct json *child = value->child[i], *text = json_get(child, "text");

		str_add(out, i ? T(LIST_COMMA) : "");
		one(session, field, one == say_text && text ? text : child, out);
	}
}

static void say_persons(const struct session *session, const struct event_field *field,
			const struct json *value, struct str *out)
{
	say_list(session, field, value, say_person, out);
}

static void say_texts(const struct session *session, const struct event_field *field,
		      const struct json *value, struct str *out)
{
	say_list(session, field, value, say_text, out);
}

static void say_any(const struct session *session, const struct event_field *field,
		    const struct json *value, struct str *out)
{
	if (value->type == JSON_TYPE_TEXT)
		say_text(session, field, value, out);
	else
		json_write(out, value);
}

/* By value_type; plain texts and ids have no row. */
static say_fn *const says[VALUE_TYPE_COUNT] = {
	[VALUE_INT] = say_int, [VALUE_EVENT] = say_int, [VALUE_BOOL] = say_bool,
	[VALUE_CHOICE] = say_choice, [VALUE_LEVEL] = say_level, [VALUE_ITEM] = say_item,
	[VALUE_AREA] = say_area, [VALUE_AGENDA] = say_agenda, [VALUE_PARTICIPANT] = say_person,
	[VALUE_PERSON] = say_person, [VALUE_PERSONS] = say_persons, [VALUE_MONEY] = say_money,
	[VALUE_OPTIONS] = say_texts, [VALUE_CONDITIONS] = say_texts, [VALUE_LINES] = say_texts,
	[VALUE_RISK] = say_any, [VALUE_ANY] = say_any, [VALUE_ANSWER] = say_any,
};

void event_value_say(const struct session *session, const struct event_field *field,
		     const struct json *value, struct str *out)
{
	say_fn *one = says[field->type] ? says[field->type] : say_text;

	if (value->type == JSON_TYPE_NULL)
		str_add(out, T(NOTHING));
	else
		one(session, field, value, out);
}

/* An id of 36 characters says nothing to people; "last time" does, or that it was earlier.
 * NULL: the field names no session. */
static const char *session_words(const struct session *session, const struct event_field *field, const struct json *value)
{
	const char *parent = session->now.parent;
	bool whole = strcmp(field->name, "from") == 0, part = strcmp(field->name, "carries") == 0;

	if ((!whole && !part) || value->type != JSON_TYPE_TEXT)
		return NULL;
	if (parent && strncmp(value->text, parent, strlen(parent)) == 0 &&
	    value->text[strlen(parent)] == (part ? ':' : '\0'))
		return part ? T(SAY_LAST_TIME) : T(SAY_PREVIOUS);
	return part ? T(SAY_EARLIER) : T(SAY_OF_EARLIER);
}

/* A place on the agenda: behind which other one, or before all. */
static void say_place(const struct session *session, const struct event_field *field,
		      const struct json *value, struct str *out)
{
	struct str name = STR_INIT;

	if (value->type == JSON_TYPE_NULL) {
		str_add(out, T(SAY_FIRST));
		return;
	}
	say_item(session, field, value, &name);
	str_printf(out, T(SAY_AFTER), name.text);
	str_release(&name);
}

/* What a gap or a question is about: the record's own words, not its id. */
static const char *about_words(const struct session *session, const struct event_field *field,
			       const struct json *value)
{
	const char *id = strcmp(field->name, "about") == 0 && value->type == JSON_TYPE_TEXT ? value->text : NULL;
	const struct participant *who = session_participant(session, id);
	const struct acceptance *acceptance = session_acceptance(session, id);
	const struct action *action = session_action(session, id);
	const struct condition *condition = session_condition(session, id);

	if (who)
		return who->name;
	if (acceptance)
		return acceptance->title;
	if (action)
		return action->what;
	return condition ? condition->text : NULL;
}

/* The field called `name` (`length` bytes) in words; false when it is absent. */
static bool say_field(const struct session *session, const struct event *event, const char *name,
		      size_t length, struct str *out)
{
	for (size_t i = 0; i < event->kind->field_count; i++) {
		const struct event_field *field = &event->kind->field[i];
		const struct json *value;

		if (strlen(field->name) != length || strncmp(field->name, name, length) != 0)
			continue;
		value = json_get(event->body, field->name);
		if (value && (field->type == VALUE_FIELD || field->type == VALUE_ANSWER))
			sheet_event_say(session, event, field->name, out);
		else if (value && field->type == VALUE_ITEM && strcmp(field->name, "after") == 0)
			say_place(session, field, value, out);
		else if (value && field->type == VALUE_BOOL && strcmp(field->name, "dropped") == 0)
			str_add(out, value->truth ? T(SAY_DROPPED) : T(SAY_PUT_ON));
		else if (value && session_words(session, field, value))
			str_add(out, session_words(session, field, value));
		else if (value && about_words(session, field, value))
			str_add(out, about_words(session, field, value));
		else if (value)
			event_value_say(session, field, value, out);
		return value != NULL;
	}
	return false;
}

/* Fills in `part`; false when one of its fields is absent. */
static bool say_part(const struct session *session, const struct event *event, const char *part,
		     size_t length, struct str *out)
{
	bool whole = true;

	for (size_t i = 0; i < length; i++) {
		const char *end;

		if (part[i] != '{') {
			str_add_char(out, part[i]);
			continue;
		}
		end = strchr(part + i, '}');
		whole &= say_field(session, event, part + i + 1, (size_t)(end - (part + i + 1)), out);
		i = (size_t)(end - part);
	}
	return whole;
}

static void say_template(const struct session *session, const struct event *event,
			 const char *template, struct str *out)
{
	while (*template) {
		size_t plain = strcspn(template, "[");
		struct str part = STR_INIT;
		const char *end;

		say_part(session, event, template, plain, out);
		template += plain;
		if (!*template)
			break;
		end = strchr(template, ']');
		if (say_part(session, event, template + 1, (size_t)(end - template - 1), &part))
			str_add(out, part.text);
		str_release(&part);
		template = end + 1;
	}
}

/* Is the position's round still sealed? */
static bool is_sealed(const struct session *session, const struct event *event)
{
	const struct round *round = session_round(session, event_text(event, "round"));

	return event->kind->sealed_sentence.en && !(round && round->revealed);
}

void event_sentence(const struct session *session, const struct event *event, struct str *out)
{
	const struct event *named;

	if (!event->kind) {
		str_printf(out, T(SAY_UNKNOWN_KIND), event->kind_name);
		return;
	}
	if (event->ignored) {
		str_printf(out, T(SAY_IGNORED), say(event->kind->title));
		return;
	}
	say_template(session, event, say(is_sealed(session, event) ? event->kind->sealed_sentence
								   : event->kind->sentence), out);
	if (!(event->kind->flags & (EVENT_UNDOES | EVENT_CORRECTS)))
		return;
	/* What it takes back, or what now stands instead. */
	named = session_event(session, json_get_int(event->body, "event", 0));
	if (named && named->kind && named->n < event->n) {
		struct event said = *named;

		if (event->kind->flags & EVENT_CORRECTS)
			said.body = json_get(event->body, "body");
		str_add(out, T(SAY_COLON));
		event_sentence(session, &said, out);
	}
}
