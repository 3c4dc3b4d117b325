/* Forms: opening, drafts, taking up again.  Which fields a form shows is a row of
 * form_kinds.c; everything else about them stands in the event table. */
#include "ui/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/amount.h"
#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/spread.h"
#include "workshop/value.h"

/* Limits where the event table has none (workshop/value.h). */
enum { LINE_MAX_CHARACTERS = 300, TEXT_MAX_CHARACTERS = 4000, DRAFT_DEPTH = 4 };

/* How who corrects says why; the rest of a form comes from its row. */
static const char *const correction_fields[] = { "because", "requested_by" };

static bool several_lines(enum value_type type)
{
	return type == VALUE_TEXT || form_has_lines(type);
}

/* An event's field has no bounds for a sum; a form's row has. */
static const struct event_field *with_bounds(struct form *form, const struct event_field *row)
{
	struct event_field *copy;

	if (row->type != VALUE_MONEY || row->max > 0)
		return row;
	copy = arena_alloc(form->arena, sizeof(*copy));
	*copy = *row;
	copy->max = (long)AMOUNT_MAX;
	return copy;
}

static struct form_field *add_field(struct form *form, const struct event_field *row,
				    bool of_correction)
{
	struct form_field *field;
	bool lines;

	if (!row || form->count == FORM_FIELDS)
		return NULL;
	lines = several_lines(row->type);
	field = &form->field[form->count++];
	*field = (struct form_field){ .row = row, .of_correction = of_correction,
				      .source = form_source(row), .initial = "" };
	edit_init(&field->edit, lines,
		  row->max > 0 && (row->type == VALUE_LINE || row->type == VALUE_TEXT) ?
		  (size_t)row->max : lines ? TEXT_MAX_CHARACTERS : LINE_MAX_CHARACTERS);
	return field;
}

/* The parts of a value that is a map, a field each. */
static void add_parts(struct form *form, const struct event_field *row)
{
	size_t count;
	const struct event_field *part = value_fields(row->type, &count);

	for (size_t i = 0; i < count; i++) {
		struct form_field *field = add_field(form, with_bounds(form, &part[i]), false);

		if (!field)
			return;
		field->part = row->name;
		field->first = part[i].min;
		if (strcmp(part[i].name, "level") == 0)
			field->hint = (struct words)W(TIP_LEVEL);
		if (part[i].type == VALUE_INT && part[i].max - part[i].min < FORM_STEPS) {
			field->step_count = (size_t)(part[i].max - part[i].min + 1);
			for (size_t k = 0; k < field->step_count; k++)
				field->step[k] = (struct words){ "", "" };
			field->source = form_source_of(field);
		}
	}
}

struct form_field *form_add(struct form *form, const struct event_field *row)
{
	return add_field(form, row, false);
}

struct form_field *form_field(struct form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->field[i].row->name, name) == 0 && !form->field[i].of_correction)
			return &form->field[i];
	return NULL;
}

const char *form_text(const struct form *form, const char *name)
{
	const struct form_field *field = form_field((struct form *)form, name);

	return field ? field->edit.text.text : "";
}

const struct bitext *form_offer(const struct app *app)
{
	const struct pack *pack = app->session ? app->session->pack : NULL;
	const char *level = form_text(&app->form, "level"), *area = form_text(&app->form, "area");

	if (!pack || !form_field((struct form *)&app->form, "sentence"))
		return NULL;
	for (size_t i = 0; i < pack->sentence_count; i++) {
		const struct appetite_sentence *sentence = &pack->sentence[i];

		if (sentence->level == atoi(level) &&
		    strcmp(sentence->area ? sentence->area : "", area) == 0)
			return &sentence->text;
	}
	return NULL;
}

const char *form_offer_for(const struct app *app, const struct form_field *field)
{
	const struct bitext *sentence = form_offer(app);
	size_t count = app->session ? item_round_count(app->session, app->form.item) : 0;

	if (strcmp(field->row->name, "sentence") == 0)
		return sentence ? bitext_say(*sentence) : NULL;
	if (strcmp(app->form.kind->name, "decision_recorded") != 0 || strcmp(field->row->name, "text") != 0)
		return NULL;
	for (size_t i = count; i-- > 0;) {
		const struct round *round = item_round(app->session, app->form.item, i);

		if (round->text && round->revealed)
			return round->text;
	}
	return NULL;
}

void form_set(struct form *form, const char *name, const char *text)
{
	struct form_field *field = form_field(form, name);

	if (field && text) {
		edit_set(&field->edit, text);
		field->initial = arena_strdup(form->arena, field->edit.text.text);
	}
}

/* A default that people overwrite by typing, as they do in any dialog. */
void form_offer_text(struct form *form, const char *name, const char *text)
{
	struct form_field *field = form_field(form, name);

	form_set(form, name, text);
	if (field)
		field->offered = true;
}

void form_drop(struct form *form, const char *name)
{
	struct form_field *field = form_field(form, name);

	if (!field)
		return;
	edit_release(&field->edit);
	form->count--;
	memmove(field, field + 1, (size_t)(form->field + form->count - field) * sizeof(*field));
}

/* Old values: of the event to correct, or of the record to change. */
void form_take_old(struct app *app, const struct json *body)
{
	struct form *form = &app->form;

	for (size_t i = 0; i < form->count; i++) {
		struct form_field *field = &form->field[i];
		const struct json *whole = field->part ? json_get(body, field->part) : body;
		const struct json *value = whole ? json_get(whole, field->row->name) : NULL;
		struct str text = STR_INIT;

		if (field->of_correction || !value)
			continue;
		field->old = value;
		form_value_text(app, field, value, &text);
		form_set(form, field->row->name, text.text);
		str_release(&text);
	}
}

void form_release(struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		edit_release(&form->field[i].edit);
	form->count = 0;
	arena_free(form->arena);
	form->arena = NULL;
}

static void restore(struct app *app, const char *json)
{
	struct form *form = &app->form;
	const struct json *texts = json_read(form->arena, json, strlen(json), DRAFT_DEPTH, NULL);
	int64_t focus = json_get_int(texts, "@focus", 0);

	if (!texts)
		return;
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *field = &form->field[i];
		const char *text = json_get_text(texts, field->of_correction ?
			arena_printf(form->arena, "@%s", field->row->name) : field->row->name);

		if (text)
			edit_set(&field->edit, text);
	}
	if (focus > 0 && focus < (int64_t)form->count)
		form->focus = (size_t)focus;
	app_say(app, false, "%s", T(DRAFT_BACK));
}

static void add_fields(struct app *app, struct form *form, const struct form_spec *spec)
{
	for (size_t i = 0; i < FORM_SPEC_FIELDS && spec->field[i]; i++) {
		const struct event_field *row = event_field_find(form->kind, spec->field[i]);

		if (row && row->type == VALUE_RISK)
			add_parts(form, row);
		else if (app->pack_count > 1 || strcmp(spec->field[i], "pack") != 0)
			add_field(form, row ? with_bounds(form, row) : NULL, false);
	}
	if (!form->corrects)
		return;
	for (size_t i = 0; i < ARRAY_LENGTH(correction_fields); i++) {
		const struct event_kind *corrected = event_kind_find("corrected");
		struct form_field *field =
			add_field(form, event_field_find(corrected, correction_fields[i]), true);

		if (field)
			field->wanted = true;
	}
}

struct form *form_begin(struct app *app, const char *kind, const char *item)
{
	struct form *form = &app->form;
	struct arena *arena = form->arena;

	for (size_t i = 0; i < form->count; i++)
		edit_release(&form->field[i].edit);
	arena_reset(arena);
	*form = (struct form){ .open = true, .arena = arena, .kind = event_kind_find(kind),
			       .columns = 40, .about = "" };
	form->item = arena_strdup(arena, item ? item : "");
	return form;
}

void form_resume(struct app *app)
{
	const struct kept_draft *kept;
	char name[FORM_KEY_SIZE];

	form_key_name(&app->form, name);
	kept = app_kept(app, app->session_id.text, name);
	if (kept)
		restore(app, kept->text);
}

void form_open(struct app *app, const char *kind, const char *item,
	       const char *about, int64_t corrects)
{
	const struct form_spec *spec = form_spec_find(kind);
	const struct event *event = corrects ? session_event(app->session, corrects) : NULL;
	struct form *form;

	if (!spec || (corrects && !event))
		return;
	form = form_begin(app, kind, item);
	form->corrects = corrects;
	form->about = arena_strdup(form->arena, about ? about : "");
	add_fields(app, form, spec);
	form->hidden = form_hidden(form, spec);
	if (!corrects && spec->start)
		spec->start(app, form);
	form->body = event ? json_clone(form->arena, event->body) :
		     form->kind->flags & EVENT_PARTIAL ? form_present_body(app, form) : NULL;
	if (corrects)
		form_fit(form);
	form_take_old(app, form->body);
	form_resume(app);
}

void form_close(struct app *app, bool discard)
{
	struct form *form = &app->form;
	char name[FORM_KEY_SIZE];
	struct str text = STR_INIT;

	if (!form->open)
		return;
	form_key_name(form, name);
	if (discard || !form_changed(form)) {
		app_drop_draft(app, app->session_id.text, name);
	} else {
		form_draft(form, &text);
		app_keep_draft(app, app->session_id.text, name, text.text);
		app_say(app, false, "%s", T(DRAFT_KEPT));
	}
	str_release(&text);
	form->open = false;
	form->sent = NULL;
}

void form_key_name(const struct form *form, char buffer[FORM_KEY_SIZE])
{
	char correction[32] = "";

	if (form->corrects)
		snprintf(correction, sizeof(correction), ":c%lld", (long long)form->corrects);
	snprintf(buffer, FORM_KEY_SIZE, "%s:%s%s", form->kind->name,
		 *form->about ? form->about : form->item, correction);
}

bool form_changed(const struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->field[i].edit.text.text, form->field[i].initial) != 0)
			return true;
	return false;
}

void form_draft(const struct form *form, struct str *json)
{
	struct arena *arena = arena_new();
	struct json *map = json_map(arena);

	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->field[i];
		const char *name = field->of_correction ?
			arena_printf(arena, "@%s", field->row->name) : field->row->name;

		if (strcmp(field->edit.text.text, field->initial) != 0)
			json_put_text(arena, map, name, field->edit.text.text);
	}
	json_put_int(arena, map, "@focus", (int64_t)form->focus);
	json_write(json, map);
	arena_free(arena);
}

static void look_at_place(struct app *app, const char *item, enum tab tab)
{
	str_clear(&app->place);
	str_add(&app->place, item);
	app->tab = tab;
	app_go(app, SCREEN_ITEM);
}

/* "kind:ITEM" or "kind:a/b", then ":c12" for a correction. */
bool form_reopen(struct app *app, const char *name, const char *json)
{
	char *kind = arena_strdup(app->frame, name), *place = strchr(kind, ':'), *correction;
	const struct form_spec *spec;
	long long n = 0;

	(void)json; /* form_open() finds it among the kept drafts */
	if (!place)
		return false;
	*place++ = '\0';
	if (strcmp(kind, "answer_given") == 0 || strcmp(kind, "row_given") == 0)
		return form_sheet_reopen(app, kind, place);
	correction = strrchr(place, ':');
	if (correction && correction[1] == 'c' && correction[2] &&
	    strspn(correction + 2, "0123456789") == strlen(correction + 2)) {
		*correction = '\0';
		n = strtoll(correction + 2, NULL, 10);
	}
	spec = form_spec_find(kind);
	if (!spec || (n && !session_event(app->session, n)))
		return false;
	if (session_stop(app->session, place) && spec->screen != SCREEN_AGENDA) {
		look_at_place(app, place, app->tab == TAB_SHEET ? TAB_SHEET : TAB_DECIDE);
		form_open(app, kind, place, NULL, n);
	} else if (n || form_about_there(app, spec, place)) {
		const char *item = form_about_item(app, spec, place);

		if (item)
			look_at_place(app, item, spec->screen == SCREEN_ITEM ? spec->tab : app->tab);
		app_go(app, spec->screen);
		form_open(app, kind, item ? item : "", *place ? place : NULL, n);
	} else {
		return false;
	}
	return true;
}
