/*
 * Fields of several lines whose lines have parts, typed while people talk:
 *
 *     options      text @ cost / why not
 *     conditions   text @ owner @ due
 *
 * What comes after the text may be left out.  What was understood stands beneath
 * the field; a cost that is no amount is refused with its line.
 */
#include <string.h>

#include "base/amount.h"
#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/money.h"

static const char *const marks[] = { " @ ", "＠" };

/* One line of a field, and where what it means goes. */
struct line { struct app *app; struct arena *arena; size_t number; char *text; struct str *words; };

/* Cuts `text` at the last mark; what stood behind it, NULL where there is none. */
static char *cut(char *text)
{
	char *found = NULL, *rest = NULL;

	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++) {
		for (char *at = strstr(text, marks[i]); at; at = strstr(at + 1, marks[i])) {
			if (!found || at > found) {
				found = at;
				rest = at + strlen(marks[i]);
			}
		}
	}
	if (found)
		*found = '\0';
	return rest;
}

static char *trimmed(char *text)
{
	size_t length;

	while (*text == ' ')
		text++;
	for (length = strlen(text); length > 0 && text[length - 1] == ' '; length--)
		text[length - 1] = '\0';
	return text;
}

/* An option of the same words keeps the cost that the form could not show. */
static const struct json *old_cost(const struct form_field *field, const char *text)
{
	for (size_t i = 0; field->old && i < field->old->count; i++) {
		const char *before = json_get_text(field->old->child[i], "text");

		if (before && strcmp(before, text) == 0)
			return json_get(field->old->child[i], "cost");
	}
	return NULL;
}

static bool put_cost(const struct line *line, struct json *option, const char *cost)
{
	static const struct event_field row = { .name = "cost", .type = VALUE_MONEY,
						.max = (long)AMOUNT_MAX };
	struct form_field as = { .row = &row };
	struct str words = STR_INIT;
	struct json *value;
	bool known = form_amount_read(line->arena, &as, cost, &value, &words);

	if (known)
		json_put(line->arena, option, "cost", value);
	else
		str_printf(line->words, T(LINE_REFUSED), line->number, words.text);
	str_release(&words);
	return known;
}

static struct json *read_option(const struct line *line, const struct form_field *field)
{
	struct json *option = json_map(line->arena);
	char *slash = strstr(line->text, " / "), *cost;
	const char *why_not = slash ? slash + 3 : NULL;

	if (slash)
		*slash = '\0';
	cost = cut(line->text);
	json_put_text(line->arena, option, "text", trimmed(line->text));
	if (why_not && *why_not)
		json_put_text(line->arena, option, "why_not", why_not);
	if (cost && !put_cost(line, option, trimmed(cost)))
		return NULL;
	if (!cost && old_cost(field, trimmed(line->text)))
		json_put(line->arena, option, "cost",
			 json_clone(line->arena, old_cost(field, trimmed(line->text))));
	return option;
}

/* A part that is a date is when, any other is who. */
static struct json *read_condition(const struct line *line, const struct form_field *field)
{
	struct json *condition = json_map(line->arena);
	char *part, buffer[16];
	struct date date;

	(void)field;
	while ((part = cut(line->text)) != NULL) {
		part = trimmed(part);
		if (date_understand(part, line->app->now.today, &date)) {
			date_format(date, buffer, sizeof(buffer));
			json_put_text(line->arena, condition, "due", buffer);
		} else if (*part) {
			json_put(line->arena, condition, "owner", form_person_value(line->app, line->arena,
				 form_person_complete(line->app, part)));
		}
	}
	json_put_text(line->arena, condition, "text", trimmed(line->text));
	return condition;
}

static struct json *read_text(const struct line *line, const struct form_field *field)
{
	(void)field;
	return json_text(line->arena, line->text);
}

static const struct {
	enum value_type type;
	struct json *(*read)(const struct line *line, const struct form_field *field);
} readers[] = {
	{ VALUE_OPTIONS, read_option }, { VALUE_CONDITIONS, read_condition }, { VALUE_LINES, read_text },
};

bool form_has_lines(enum value_type type)
{
	for (size_t i = 0; i < ARRAY_LENGTH(readers); i++)
		if (readers[i].type == type)
			return true;
	return false;
}

bool form_lines_read(struct app *app, struct arena *arena, const struct form_field *field,
		     struct json **value, struct str *words)
{
	struct line line = { .app = app, .arena = arena, .words = words };
	const char *text = field->edit.text.text;
	size_t reader = 0;

	*value = json_list(arena);
	while (readers[reader].type != field->row->type)
		reader++;
	while (*text) {
		size_t length = strcspn(text, "\n");
		struct json *element;

		line.text = trimmed(arena_strndup(arena, text, length));
		text += text[length] ? length + 1 : length;
		line.number++;
		if (!*line.text)
			continue;
		element = readers[reader].read(&line, field);
		if (!element)
			return false;
		json_add(arena, *value, element);
	}
	if ((*value)->count == 0)
		*value = NULL;
	return true;
}

static void say_person(struct app *app, const struct json *owner, struct str *out)
{
	if (owner)
		form_person_text(app, owner, out);
}

static void say_cost(const struct json *cost, bool brief, struct str *out)
{
	money_say((struct money){ true, json_get_int(cost, "amount", 0), json_get_text(cost, "currency"),
				  json_get_text(cost, "per") ? json_get_text(cost, "per") : "" },
		  brief, out);
}

/* The line as it would be typed. */
static void element_text(struct app *app, const struct json *element, bool brief, struct str *out)
{
	const char *text = element->type == JSON_TYPE_TEXT ? element->text :
			   json_get_text(element, "text");
	const struct json *cost = json_get(element, "cost"), *owner = json_get(element, "owner");

	str_add(out, text ? text : "");
	if (cost || owner || json_get_text(element, "due"))
		str_add(out, " @ ");
	if (cost)
		say_cost(cost, brief, out);
	say_person(app, owner, out);
	if (json_get_text(element, "due"))
		str_printf(out, "%s%s", owner ? " @ " : "", json_get_text(element, "due"));
	if (json_get_text(element, "why_not"))
		str_printf(out, " / %s", json_get_text(element, "why_not"));
}

void form_lines_text(const struct app *app, const struct json *value, struct str *out)
{
	for (size_t i = 0; i < value->count; i++) {
		str_add(out, i ? "\n" : "");
		element_text((struct app *)app, value->child[i], true, out);
	}
}

bool form_lines_hint(struct app *app, const struct form_field *field, struct str *out)
{
	struct json *value;
	bool known = form_lines_read(app, app->frame, field, &value, out);

	if (!known || !value || field->row->type == VALUE_LINES)
		return known;
	str_printf(out, "%zu: ", value->count);
	element_text(app, value->child[value->count - 1], false, out);
	return true;
}
