/*
 * What a field offers to choose from: one row a source, found by the field's
 * name first, then by its type.  A choice is kept as the word that the journal
 * knows, so that it means the same in both languages and in a draft.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lang/words_ui.h"
#include "lang/words_workshop.h"
#include "ui/screens.h"

static const char *const level_values[PACK_LEVELS] = { "1", "2", "3", "4", "5" };

/* The pack of the open session, or the one chosen in the setup form. */
static const struct pack *pack_of(const struct app *app)
{
	const char *id = form_text(&app->form, "pack");

	if (app->session)
		return app->session->pack;
	for (size_t i = 0; i < app->pack_count; i++)
		if (strcmp(app->pack[i]->id, id) == 0)
			return app->pack[i];
	return app->pack_count ? app->pack[0] : NULL;
}

static size_t names_count(const struct app *app, const struct form_field *field)
{
	size_t count = 0;

	(void)app;
	while (field->row->names && field->row->names[count].name)
		count++;
	return count;
}

static const char *names_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)app;
	return field->row->names[index].name;
}

static void names_label(const struct app *app, const struct form_field *field, size_t index,
			struct str *out)
{
	(void)app;
	str_add(out, say(field->row->names[index].words));
}

static size_t level_count(const struct app *app, const struct form_field *field)
{
	(void)field;
	return pack_of(app) ? PACK_LEVELS : 0;
}

static const char *level_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)app;
	(void)field;
	return level_values[index];
}

static void level_label(const struct app *app, const struct form_field *field, size_t index,
			struct str *out)
{
	(void)field;
	str_printf(out, "%zu %s", index + 1, bitext_say(pack_of(app)->level[index].title));
}

static const char *level_hint(const struct app *app, size_t index)
{
	return bitext_say(pack_of(app)->level[index].hint);
}

static size_t bool_count(const struct app *app, const struct form_field *field)
{
	(void)app;
	(void)field;
	return 2;
}

static const char *bool_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)app;
	(void)field;
	return index ? "false" : "true";
}

static void bool_label(const struct app *app, const struct form_field *field, size_t index,
		       struct str *out)
{
	(void)app;
	(void)field;
	str_add(out, index ? T(NO) : T(YES));
}

static size_t agenda_count(const struct app *app, const struct form_field *field)
{
	(void)field;
	return pack_of(app) ? pack_of(app)->agenda_count : 0;
}

static const char *agenda_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)field;
	return pack_of(app)->agenda[index].id;
}

static void agenda_label(const struct app *app, const struct form_field *field, size_t index,
			 struct str *out)
{
	(void)field;
	str_add(out, bitext_say(pack_of(app)->agenda[index].title));
}

static size_t area_count(const struct app *app, const struct form_field *field)
{
	(void)field;
	return pack_of(app) ? pack_of(app)->area_count : 0;
}

static const char *area_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)field;
	return pack_of(app)->area[index].id;
}

static void area_label(const struct app *app, const struct form_field *field, size_t index,
		       struct str *out)
{
	(void)field;
	str_add(out, bitext_say(pack_of(app)->area[index].title));
}

static const char *area_hint(const struct app *app, size_t index)
{
	return bitext_say(pack_of(app)->area[index].hint);
}

static size_t item_count(const struct app *app, const struct form_field *field)
{
	(void)field;
	return app->session ? app->session->now.stop_count : 0;
}

static const char *item_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)field;
	return app->session->now.stop[index].id;
}

static void item_label(const struct app *app, const struct form_field *field, size_t index,
		       struct str *out)
{
	char name[64];

	(void)field;
	stop_name(&app->session->now.stop[index], name, sizeof(name));
	str_add(out, name);
}

static size_t pack_count(const struct app *app, const struct form_field *field)
{
	(void)field;
	return app->pack_count;
}

static const char *pack_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)field;
	return app->pack[index]->id;
}

static void pack_label(const struct app *app, const struct form_field *field, size_t index,
		       struct str *out)
{
	(void)field;
	str_add(out, bitext_say(app->pack[index]->title));
}

static size_t parent_count(const struct app *app, const struct form_field *field)
{
	(void)field;
	return app->row_count;
}

static const char *parent_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)field;
	return app->row[index].id;
}

static void parent_label(const struct app *app, const struct form_field *field, size_t index,
			 struct str *out)
{
	(void)field;
	str_printf(out, "%lld %s %s", (long long)app->row[index].number, app->row[index].held_on,
		   app->row[index].title);
}

/* Decisions of the form's item that a new one may take the place of. */
static const struct decision *replaceable(const struct app *app, size_t index)
{
	for (size_t i = 0; app->session && i < app->session->now.decision_count; i++) {
		const struct decision *decision = &app->session->now.decision[i];

		if (strcmp(decision->item, app->form.item) == 0 && !decision->superseded_by &&
		    decision->n != app->form.corrects && index-- == 0)
			return decision;
	}
	return NULL;
}

/* Those that the session before left in force; they follow the own ones. */
static const struct decision *replaceable_before(const struct app *app, size_t index)
{
	for (size_t i = 0; app->parent && i < app->parent->now.decision_count; i++) {
		const struct decision *decision = &app->parent->now.decision[i];

		if (strcmp(decision->item, app->form.item) == 0 && !decision->superseded_by && index-- == 0)
			return decision;
	}
	return NULL;
}

static size_t own_count(const struct app *app)
{
	size_t count = 0;

	while (replaceable(app, count))
		count++;
	return count;
}

static size_t supersedes_count(const struct app *app, const struct form_field *field)
{
	size_t own = own_count(app), before = 0;

	(void)field;
	while (replaceable_before(app, before))
		before++;
	return own + before;
}

static const char *supersedes_value(const struct app *app, const struct form_field *field,
				    size_t index)
{
	size_t own = own_count(app);

	(void)field;
	if (index < own)
		return replaceable(app, index)->id;
	return arena_printf(app->frame, "%s:%s", app->parent->now.id, replaceable_before(app, index - own)->id);
}

static void supersedes_label(const struct app *app, const struct form_field *field, size_t index,
			     struct str *out)
{
	size_t own = own_count(app);
	const struct decision *decision = index < own ? replaceable(app, index) :
					  replaceable_before(app, index - own);

	(void)field;
	if (index >= own)
		str_printf(out, "%s ", app->parent->now.held_on);
	str_printf(out, "#%lld %s", (long long)decision->n, first_line(app->frame, decision->text));
}

/* Decisions in force, those of the form's item first, or all where it has none. */
static const struct decision *in_force(const struct app *app, size_t index)
{
	for (size_t i = 0; app->session && i < app->session->now.decision_count; i++) {
		const struct decision *decision = &app->session->now.decision[i];

		if (!decision->superseded_by &&
		    (!*app->form.item || strcmp(decision->item, app->form.item) == 0) && index-- == 0)
			return decision;
	}
	return NULL;
}

static size_t decision_count(const struct app *app, const struct form_field *field)
{
	size_t count = 0;

	(void)field;
	while (in_force(app, count))
		count++;
	return count;
}

static const char *decision_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)field;
	return in_force(app, index)->id;
}

static void decision_label(const struct app *app, const struct form_field *field, size_t index,
			   struct str *out)
{
	(void)field;
	str_printf(out, "#%lld %s", (long long)in_force(app, index)->n,
		   first_line(app->frame, in_force(app, index)->text));
}

static size_t condition_count(const struct app *app, const struct form_field *field)
{
	(void)field;
	return app->session ? app->session->now.condition_count : 0;
}

static const char *condition_value(const struct app *app, const struct form_field *field, size_t index)
{
	(void)field;
	return app->session->now.condition[index].id;
}

static void condition_label(const struct app *app, const struct form_field *field, size_t index,
			    struct str *out)
{
	const struct condition *condition = &app->session->now.condition[index];

	(void)field;
	str_printf(out, "%s %s", condition->id, first_line(app->frame, condition->text));
}

static const struct form_source sources[] = {
	{ "pack", VALUE_LINE, pack_count, pack_value, pack_label, NULL },
	{ "parent", VALUE_LINE, parent_count, parent_value, parent_label, NULL },
	{ "supersedes", VALUE_LINE, supersedes_count, supersedes_value, supersedes_label, NULL },
	{ NULL, VALUE_DECISION, decision_count, decision_value, decision_label, NULL },
	{ NULL, VALUE_CONDITION, condition_count, condition_value, condition_label, NULL },
	{ NULL, VALUE_CHOICE, names_count, names_value, names_label, NULL },
	{ NULL, VALUE_LEVEL, level_count, level_value, level_label, level_hint },
	{ NULL, VALUE_BOOL, bool_count, bool_value, bool_label, NULL },
	{ NULL, VALUE_AGENDA, agenda_count, agenda_value, agenda_label, NULL },
	{ NULL, VALUE_AREA, area_count, area_value, area_label, area_hint },
	{ NULL, VALUE_ITEM, item_count, item_value, item_label, NULL },
};

static size_t step_count(const struct app *app, const struct form_field *field)
{
	(void)app;
	return field->step_count;
}

static const char *step_value(const struct app *app, const struct form_field *field, size_t index)
{
	return arena_printf(app->frame, "%ld", field->first + (long)index);
}

static void step_label(const struct app *app, const struct form_field *field, size_t index,
		       struct str *out)
{
	const char *word = say(field->step[index]);

	(void)app;
	str_printf(out, "%ld%s%s", field->first + (long)index, *word ? " " : "", word);
}

static const struct form_source steps = { NULL, VALUE_INT, step_count, step_value, step_label, NULL };

const struct form_source *form_source_of(const struct form_field *field)
{
	return field->step_count > 0 ? &steps : form_source(field->row);
}

const struct form_source *form_source(const struct event_field *row)
{
	for (size_t i = 0; i < ARRAY_LENGTH(sources); i++)
		if (sources[i].type == row->type &&
		    (!sources[i].name || strcmp(sources[i].name, row->name) == 0))
			return &sources[i];
	return NULL;
}

int form_chosen(const struct app *app, const struct form_field *field)
{
	size_t count = field->source->count(app, field);

	for (size_t i = 0; i < count; i++)
		if (strcmp(field->source->value(app, field, i), field->edit.text.text) == 0)
			return (int)i;
	return -1;
}

static void choose(struct app *app, struct form_field *field, int index)
{
	edit_set(&field->edit, index < 0 ? "" : field->source->value(app, field, (size_t)index));
}

/* Round and round; what need not be chosen has an empty place in the circle. */
static void cycle(struct app *app, struct form_field *field, int by)
{
	int count = (int)field->source->count(app, field);
	int empty = field->row->required ? 0 : -1;
	int now = form_chosen(app, field), next = now + by;

	if (count == 0)
		return;
	if (now < 0 && by < 0)
		next = count - 1;
	else if (next >= count)
		next = empty;
	else if (next < empty)
		next = count - 1;
	choose(app, field, next);
}

/* The beginning of the words, the next one after the chosen when several begin
 * so; a digit that begins none is a place from 1. */
static bool choose_by_text(struct app *app, struct form_field *field, const char *text)
{
	int count = (int)field->source->count(app, field), now = form_chosen(app, field);
	char *wanted = text_fold(app->frame, text);

	for (int i = 1; i <= count; i++) {
		int at = (now + i + count) % count;
		struct str label = STR_INIT;
		char *folded;
		bool begins;

		field->source->label(app, field, (size_t)at, &label);
		folded = text_fold(app->frame, label.text);
		begins = strncmp(folded, wanted, strlen(wanted)) == 0;
		if (strncmp(field->source->value(app, field, (size_t)at), wanted,
			    strlen(wanted)) == 0)
			begins = true;
		str_release(&label);
		if (begins) {
			choose(app, field, at);
			return true;
		}
	}
	if (wanted[0] >= '1' && wanted[0] <= '9' && wanted[0] - '1' < count)
		choose(app, field, wanted[0] - '1');
	return true;
}

bool form_choose_key(struct app *app, struct form_field *field, struct key key)
{
	char text[5];

	key = key_fold(key);
	if (key.modifiers & (KEY_CTRL | KEY_ALT))
		return false;
	if (key.code == NAMED_LEFT || key.code == NAMED_RIGHT || key.code == ' ') {
		cycle(app, field, key.code == NAMED_LEFT ? -1 : 1);
		return true;
	}
	if (key.code == NAMED_BACKSPACE || key.code == NAMED_DELETE) {
		choose(app, field, -1);
		return true;
	}
	return key_text(key, text) && choose_by_text(app, field, text);
}
