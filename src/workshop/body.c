/* Reading an event's body for check and apply. */
#include "workshop/rules.h"

#include <string.h>

#include "base/date.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"

const char *event_text(const struct event *event, const char *name)
{
	return json_get_text(event->body, name);
}

int event_int(const struct event *event, const char *name)
{
	return (int)json_get_int(event->body, name, 0);
}

bool event_bool(const struct event *event, const char *name)
{
	return json_get_bool(event->body, name, false);
}

bool event_has(const struct event *event, const char *name)
{
	return json_get(event->body, name) != NULL;
}

struct person person_read(const struct session *session, const struct json *value)
{
	const struct participant *p;

	if (!value)
		return (struct person){ .name = NULL };
	if (value->type != JSON_TYPE_TEXT)
		return (struct person){ .name = json_get_text(value, "name"), .role = json_get_text(value, "role") };
	p = session_participant(session, value->text);
	return p ? participant_person(p) : (struct person){ .name = NULL };
}

struct person event_person(const struct session *session, const struct event *event, const char *name)
{
	return person_read(session, json_get(event->body, name));
}

struct persons event_persons(const struct session *session, const struct event *event, const char *name)
{
	const struct json *list = json_get(event->body, name);
	struct persons persons = { 0, NULL };

	if (!list)
		return persons;
	persons.person = arena_array(session->arena, list->count, sizeof(*persons.person));
	for (size_t i = 0; i < list->count; i++)
		persons.person[persons.count++] = person_read(session, list->child[i]);
	return persons;
}

/* A null clears what was there. */
struct money money_read(const struct json *value)
{
	if (!value || value->type == JSON_TYPE_NULL)
		return (struct money){ false, 0, "", "" };
	return (struct money){
		.set = true, .amount = json_get_int(value, "amount", 0),
		.currency = json_get_text(value, "currency"),
		.per = json_get_text(value, "per") ? json_get_text(value, "per") : "",
	};
}

struct money event_money(const struct event *event, const char *name)
{
	return money_read(json_get(event->body, name));
}

struct strings event_lines(const struct session *session, const struct event *event, const char *name)
{
	const struct json *list = json_get(event->body, name);
	struct strings lines = { 0, NULL };

	if (!list)
		return lines;
	lines.text = arena_array(session->arena, list->count, sizeof(*lines.text));
	for (size_t i = 0; i < list->count; i++)
		lines.text[lines.count++] = list->child[i]->text;
	return lines;
}

struct option *event_options(const struct session *session, const struct event *event,
			     const char *name, size_t *count)
{
	const struct json *list = json_get(event->body, name);
	struct option *option;

	*count = list ? list->count : 0;
	option = arena_array(session->arena, *count ? *count : 1, sizeof(*option));
	for (size_t i = 0; i < *count; i++) {
		option[i].text = json_get_text(list->child[i], "text");
		option[i].why_not = json_get_text(list->child[i], "why_not");
		option[i].cost = money_read(json_get(list->child[i], "cost"));
	}
	return option;
}

bool check_item_is_item(const struct session *session, const struct event *event, struct error *err)
{
	const struct stop *stop = session_stop(session, event_text(event, "item"));

	if (!stop->item)
		return refuse(err, T(REFUSE_NOT_AN_ITEM), stop_title(stop));
	return true;
}

bool check_date_not_before_meeting(const struct session *session, const struct event *event,
				   const char *name, struct error *err)
{
	const char *text = event_text(event, name);
	const struct event_field *field = event_field_find(event->kind, name);

	/* ISO dates compare as texts. */
	if (text && strcmp(text, session->now.held_on) < 0)
		return refuse(err, T(REFUSE_DATE_PAST), say(field->label), text, session->now.held_on);
	return true;
}
