/* Between the text of a form's fields and the JSON of an event's body. */
#include <string.h>

#include "base/amount.h"
#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

static struct json *date_value(struct app *app, struct arena *arena, const char *text)
{
	struct date date;
	char buffer[16];

	if (!date_understand(text, app->now.today, &date))
		return NULL;
	date_format(date, buffer, sizeof(buffer));
	return json_text(arena, buffer);
}

/* What was chosen is a number in plain digits; anything else is left as text, so
 * that the gate says what it expected. */
static struct json *int_value(struct arena *arena, const char *text)
{
	int64_t number;

	return number_understand(text, &number) ? json_int(arena, number) : json_text(arena, text);
}

/* The form does not show what an option costs; the option of the same words
 * keeps it through a correction. */
static void keep_cost(struct arena *arena, struct json *option, const char *text,
		      const struct json *old)
{
	for (size_t i = 0; old && i < old->count; i++) {
		const char *before = json_get_text(old->child[i], "text");
		const struct json *cost = json_get(old->child[i], "cost");

		if (before && cost && strcmp(before, text) == 0)
			json_put(arena, option, "cost", json_clone(arena, cost));
	}
}

/* One line an option, " / " before why it was not taken. */
static struct json *lines_value(struct arena *arena, const char *text, bool options,
				const struct json *old)
{
	struct json *list = json_list(arena);

	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = arena_strndup(arena, text, length), *slash = strstr(line, " / ");
		struct json *option;

		text += text[length] ? length + 1 : length;
		if (!*line)
			continue;
		if (!options) {
			json_add(arena, list, json_text(arena, line));
			continue;
		}
		option = json_map(arena);
		if (slash) {
			*slash = '\0';
			json_put_text(arena, option, "why_not", slash + 3);
		}
		json_put_text(arena, option, "text", line);
		keep_cost(arena, option, line, old);
		json_add(arena, list, option);
	}
	return list;
}

static struct json *persons_value(struct app *app, struct arena *arena, const char *text)
{
	static const char *const separators[] = { "、", "；", ";", "\n" };
	struct json *list = json_list(arena);
	struct str part = STR_INIT;

	for (;; text++) {
		size_t skip = *text ? 0 : 1;

		for (size_t i = 0; i < ARRAY_LENGTH(separators) && *text; i++)
			if (strncmp(text, separators[i], strlen(separators[i])) == 0)
				skip = strlen(separators[i]);
		if (skip == 0) {
			str_add_char(&part, *text);
			continue;
		}
		if (part.length > 0 && strspn(part.text, " ") < part.length)
			json_add(arena, list, form_person_value(app, arena, part.text));
		str_clear(&part);
		if (!*text)
			break;
		text += skip - 1;
	}
	str_release(&part);
	return list;
}

static struct json *field_value(struct app *app, struct arena *arena,
				const struct form_field *field, const char *text)
{
	switch (field->row->type) {
	case VALUE_INT:
	case VALUE_LEVEL:
		return int_value(arena, text);
	case VALUE_BOOL:
		return json_bool(arena, strcmp(text, "true") == 0);
	case VALUE_DATE:
		return date_value(app, arena, text);
	case VALUE_PERSON:
		return form_person_value(app, arena, text);
	case VALUE_PERSONS:
		return persons_value(app, arena, text);
	case VALUE_OPTIONS:
		return lines_value(arena, text, true, field->old);
	case VALUE_LINES:
		return lines_value(arena, text, false, NULL);
	default:
		return json_text(arena, text);
	}
}

bool form_read(struct app *app, struct arena *arena, size_t index, struct json **value)
{
	struct form_field *field = &app->form.field[index];
	const char *text = field->edit.text.text;
	struct str words = STR_INIT;

	*value = NULL;
	if (!*text)
		return true;
	if (!form_is_amount(field))
		*value = field_value(app, arena, field, text);
	else if (!form_amount_read(arena, field, text, value, &words))
		*value = NULL;
	if (!*value) {
		app->form.focus = index;
		if (form_is_amount(field))
			app_say(app, true, T(FIELD_REFUSED), say(field->row->label), words.text);
		else
			app_say(app, true, T(DATE_UNKNOWN), say(field->row->label));
	}
	str_release(&words);
	return *value != NULL;
}

/* What the form does not show but the event needs. */
static void put_hidden(struct app *app, struct arena *arena, struct json *body)
{
	const struct form *form = &app->form;

	if (*form->item && event_field_find(form->kind, "item"))
		json_put_text(arena, body, "item", form->item);
	if (!app->session && app->pack_count > 0 && !json_get(body, "pack"))
		json_put_text(arena, body, "pack", app->pack[0]->id);
	if (*form->about && event_field_find(form->kind, "participant"))
		json_put_text(arena, body, "participant", form->about);
	for (size_t i = 0; form->hidden && i < form->hidden->count; i++)
		json_put(arena, body, form->hidden->key[i], json_clone(arena, form->hidden->child[i]));
}

/*
 * A correction starts from the whole old body, so that what the form does not
 * show stays; a partial event says only what changed, null for what is to be
 * empty from now on.
 */
struct json *form_body(struct app *app, struct arena *arena)
{
	struct form *form = &app->form;
	bool partial = (form->kind->flags & EVENT_PARTIAL) && !form->corrects;
	struct json *body = form->corrects ? json_clone(arena, form->body) : json_map(arena);

	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->field[i];
		const char *text = field->edit.text.text;
		bool same = strcmp(text, field->initial) == 0;
		struct json *value;

		if (field->of_correction || (same && (partial || field->old)))
			continue;
		if (!form_read(app, arena, i, &value))
			return NULL;
		if (!value && partial)
			value = json_read(arena, "null", 4, 1, NULL);
		json_put(arena, body, field->row->name, value);
	}
	if (!form->corrects)
		put_hidden(app, arena, body);
	return body;
}

static void options_text(const struct json *value, struct str *out)
{
	for (size_t i = 0; i < value->count; i++) {
		const struct json *option = value->child[i];
		const char *text = option->type == JSON_TYPE_TEXT ? option->text :
				   json_get_text(option, "text");
		const char *why_not = json_get_text(option, "why_not");

		str_printf(out, "%s%s", i ? "\n" : "", text ? text : "");
		if (why_not)
			str_printf(out, " / %s", why_not);
	}
}

void form_value_text(const struct app *app, const struct form_field *field,
		     const struct json *value, struct str *out)
{
	enum value_type type = field->row->type;

	if (form_is_amount(field)) {
		form_amount_text(field, value, out);
	} else if (type == VALUE_PERSON) {
		form_person_text(app, value, out);
	} else if (type == VALUE_PERSONS) {
		for (size_t i = 0; i < value->count; i++) {
			if (i)
				str_add(out, lang == LANG_JA ? "、" : "; ");
			form_person_text(app, value->child[i], out);
		}
	} else if (type == VALUE_OPTIONS || type == VALUE_LINES) {
		options_text(value, out);
	} else if (value->type == JSON_TYPE_TEXT) {
		str_add(out, value->text);
	} else if (value->type == JSON_TYPE_INT) {
		str_printf(out, "%lld", (long long)value->integer);
	} else if (value->type == JSON_TYPE_BOOL) {
		str_add(out, value->truth ? "true" : "false");
	}
}
