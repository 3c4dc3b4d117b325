/* Between the text of a form's fields and the JSON of an event's body. */
#include <string.h>

#include "base/amount.h"
#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

/* "11/20" without its year is the last one where a day can only lie behind. */
bool form_date(const struct app *app, const struct form_field *field, struct date *date)
{
	const char *text = field->edit.text.text;
	struct date again;

	if (!date_understand(text, app->now.today, date))
		return false;
	if (strcmp(field->row->name, "measured_on") != 0 || date_compare(*date, app->now.today) <= 0)
		return true;
	again = date_add_months(app->now.today, 1);
	if (date_understand(text, again, &again) && date_compare(again, *date) != 0)
		return true; /* "+2w": it goes with the day from which it is counted */
	again = (struct date){ date->year - 1, date->month, date->day };
	if (date_understand(text, again, &again) && date_compare(again, *date) != 0)
		*date = again;
	return true;
}

static struct json *date_value(struct app *app, struct arena *arena, const struct form_field *field)
{
	struct date date;
	char buffer[16];

	if (!form_date(app, field, &date))
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
		return date_value(app, arena, field);
	case VALUE_PERSON:
		return form_person_value(app, arena, text);
	case VALUE_PERSONS:
		return persons_value(app, arena, text);
	default:
		return json_text(arena, text);
	}
}

bool form_read(struct app *app, struct arena *arena, size_t index, struct json **value)
{
	struct form_field *field = &app->form.field[index];
	const char *text = field->edit.text.text;
	struct str words = STR_INIT;
	bool known;

	*value = NULL;
	if (!*text)
		return true;
	if (form_has_lines(field->row->type)) {
		known = form_lines_read(app, arena, field, value, &words);
	} else if (form_is_amount(field)) {
		known = form_amount_read(arena, field, text, value, &words);
	} else {
		*value = field_value(app, arena, field, text);
		known = *value != NULL;
	}
	if (!known) {
		app->form.focus = index;
		if (words.length > 0)
			app_say(app, true, T(FIELD_REFUSED), say(field->row->label), words.text);
		else
			app_say(app, true, T(DATE_UNKNOWN), say(field->row->label));
	}
	str_release(&words);
	return known;
}

/* What the form does not show but the event needs. */
static void put_hidden(struct app *app, struct arena *arena, struct json *body)
{
	const struct form *form = &app->form;

	if (*form->item && event_field_find(form->kind, "item") && !(form->kind->flags & EVENT_PARTIAL))
		json_put_text(arena, body, "item", form->item);
	if (!app->session && app->pack_count > 0 && !json_get(body, "pack"))
		json_put_text(arena, body, "pack", app->pack[0]->id);
	for (size_t i = 0; form->hidden && i < form->hidden->count; i++)
		json_put(arena, body, form->hidden->key[i], json_clone(arena, form->hidden->child[i]));
}

/* The map in the body that a part belongs to; of one's own, since it is changed. */
static struct json *part_of(struct arena *arena, struct json *body, const char *name)
{
	const struct json *there = json_get(body, name);

	if (!there)
		json_put(arena, body, name, json_map(arena));
	return (struct json *)json_get(body, name);
}

/* An empty map is none; the size of a risk that nobody gave is likelihood times
 * impact, as the heat map counts it. */
static void settle_part(struct arena *arena, struct json *body, const char *name)
{
	struct json *map = (struct json *)json_get(body, name);
	int64_t size = json_get_int(map, "likelihood", 0) * json_get_int(map, "impact", 0);

	if (map->count == 0)
		json_put(arena, body, name, NULL);
	else if (size > 0 && !json_get(map, "level"))
		json_put_int(arena, map, "level", size);
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
	const char *part = NULL;

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
		part = field->part ? field->part : part;
		json_put(arena, field->part ? part_of(arena, body, part) : body, field->row->name, value);
	}
	if (part)
		settle_part(arena, body, part);
	if (!form->corrects)
		put_hidden(app, arena, body);
	return body;
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
	} else if (form_has_lines(type)) {
		form_lines_text(app, value, out);
	} else if (value->type == JSON_TYPE_TEXT) {
		str_add(out, value->text);
	} else if (value->type == JSON_TYPE_INT) {
		str_printf(out, "%lld", (long long)value->integer);
	} else if (value->type == JSON_TYPE_BOOL) {
		str_add(out, value->truth ? "true" : "false");
	}
}
