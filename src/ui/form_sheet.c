/* The forms of a worksheet: its fields, or one row of a table.  They are made
 * from the pack as the others are from the event table. */
#include <stdlib.h>
#include <string.h>

#include "base/amount.h"
#include "base/json.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/sheet.h"

static struct words copy_words(struct arena *arena, struct words words)
{
	return (struct words){ .en = words.en ? arena_strdup(arena, words.en) : NULL,
			       .ja = words.ja ? arena_strdup(arena, words.ja) : NULL };
}

static struct words copy_text(struct arena *arena, struct bitext text)
{
	return copy_words(arena, (struct words){ .en = text.en, .ja = text.ja });
}

/* A row of the session's table of fields, to outlive the session. */
static struct event_field *copy_row(struct arena *arena, const struct event_field *row)
{
	struct event_field *copy = arena_alloc(arena, sizeof(*copy));
	struct choice_name *names;
	size_t count = 0;

	*copy = *row;
	copy->name = arena_strdup(arena, row->name);
	copy->label = copy_words(arena, row->label);
	if (!row->names)
		return copy;
	while (row->names[count].name)
		count++;
	names = arena_array(arena, count + 1, sizeof(*names));
	for (size_t i = 0; i < count; i++)
		names[i] = (struct choice_name){ arena_strdup(arena, row->names[i].name),
						 copy_words(arena, row->names[i].words) };
	copy->names = names;
	return copy;
}

static void add_steps(struct form_field *to, struct arena *arena, const struct event_field *row,
		      const struct field *field)
{
	if (field->type != FIELD_SCALE || row->max - row->min >= FORM_STEPS)
		return;
	to->first = row->min;
	to->step_count = (size_t)(row->max - row->min + 1);
	for (size_t i = 0; i < to->step_count; i++)
		to->step[i] = i < field->labels.count ? copy_text(arena, field->labels.text[i])
						      : (struct words){ "", "" };
}

/* An event's field has no place for the bounds of a sum; a form's row has. */
static void add_bounds(struct event_field *row, const struct field *field)
{
	if (field->type != FIELD_MONEY)
		return;
	row->min = field->has_min && field->min > 0 ? field->min : 0;
	row->max = field->has_max ? field->max : (long)AMOUNT_MAX;
}

static void add_field(struct form *form, const struct event_field *row, const struct field *field)
{
	struct event_field *copy = copy_row(form->arena, row);
	struct form_field *to = form_add(form, copy);

	if (!to)
		return;
	add_bounds(copy, field);
	to->hint = copy_text(form->arena, field->hint);
	to->unit = copy_text(form->arena, field->unit);
	to->wanted = field->required;
	add_steps(to, form->arena, row, field);
	to->source = form_source_of(to);
}

void form_open_answers(struct app *app, const char *item, const char *field)
{
	struct form *form = form_begin(app, "answer_given", item);
	struct json *old = json_map(form->arena);
	size_t count, focus = 0;
	const struct sheet_field *sheet = session_sheet(app->session, item, &count);

	form->sheet = arena_strdup(form->arena, field ? field : "");
	form->about = arena_printf(form->arena, "%s/", item);
	for (size_t i = 0; i < count; i++) {
		const struct json *value = sheet_answer(app->session, item, sheet[i].field->id);

		if (sheet[i].field->type == FIELD_TABLE)
			continue;
		if (strcmp(sheet[i].field->id, form->sheet) == 0)
			focus = form->count;
		add_field(form, &sheet[i].row, sheet[i].field);
		if (value)
			json_put(form->arena, old, sheet[i].field->id, json_clone(form->arena, value));
	}
	form->body = old;
	form_take_old(app, old);
	form->focus = focus;
	form_resume(app);
}

void form_open_row(struct app *app, const char *item, const char *table, const char *row,
		   const char *choice)
{
	const struct sheet_field *sheet = session_sheet_field(app->session, item, table);
	const struct json *cells;
	struct form *form;

	if (!sheet || sheet->field->type != FIELD_TABLE)
		return;
	form = form_begin(app, "row_given", item);
	form->sheet = arena_strdup(form->arena, table);
	form->row = arena_strdup(form->arena, row);
	form->about = arena_printf(form->arena, "%s/%s/%s", item, table, row);
	for (size_t i = 0; i < sheet->column_count; i++)
		add_field(form, &sheet->column[i], &sheet->field->column[i]);
	cells = sheet_row(sheet_answer(app->session, item, table), row, NULL);
	form->body = cells ? json_clone(form->arena, cells) : json_map(form->arena);
	form_take_old(app, form->body);
	if (choice && sheet->field->each) {
		form_set(form, sheet->field->each, choice);
		form->focus = 1 < form->count ? 1 : 0;
	}
	form_resume(app);
}

bool form_is_sheet(const struct form *form)
{
	return form->sheet != NULL;
}

/* What the row is about: the choice it is for, its place, or that it is new. */
static const char *row_title(struct app *app, const struct sheet_field *table)
{
	const struct form *form = &app->form;
	const struct field *each = NULL;
	size_t place;

	for (size_t i = 0; table->field->each && i < table->field->column_count; i++)
		if (strcmp(table->field->column[i].id, table->field->each) == 0)
			each = &table->field->column[i];
	for (size_t i = 0; each && i < each->choice_count; i++)
		if (strcmp(each->choice[i].id, form_text(form, each->id)) == 0)
			return bitext_say(each->choice[i].title);
	if (sheet_row(sheet_answer(app->session, form->item, form->sheet), form->row, &place))
		return arena_printf(app->frame, T(FORM_ROW), place + 1);
	return T(FORM_ROW_NEW);
}

const char *form_sheet_title(struct app *app)
{
	const struct form *form = &app->form;
	const struct sheet_field *table = form->row && app->session ?
		session_sheet_field(app->session, form->item, form->sheet) : NULL;

	if (!table)
		return T(TAB_SHEET);
	return arena_printf(app->frame, T(FORM_TABLE), bitext_say(table->field->title),
			    row_title(app, table));
}

static void put_place(const struct form *form, struct arena *arena, struct json *body, const char *field)
{
	json_put_text(arena, body, "item", form->item);
	json_put_text(arena, body, "field", field);
}

/* All answers that changed, in one transaction; false: one can't be read. */
static bool gather_answers(struct app *app, struct event *event, size_t *count)
{
	struct form *form = &app->form;

	for (size_t i = 0; i < form->count; i++) {
		struct form_field *field = &form->field[i];
		struct json *body = json_map(app->out), *value;

		if (strcmp(field->edit.text.text, field->initial) == 0)
			continue;
		if (!form_read(app, app->out, i, &value))
			return false;
		if (!value && !field->old)
			continue;
		put_place(form, app->out, body, field->row->name);
		json_put(app->out, body, "value", value);
		event[(*count)++] = app_event(app, value ? "answer_given" : "answer_cleared", body);
	}
	return true;
}

static bool gather_row(struct app *app, struct event *event, size_t *count)
{
	struct form *form = &app->form;
	struct json *cells = json_map(app->out), *body = json_map(app->out);

	for (size_t i = 0; i < form->count; i++) {
		struct form_field *field = &form->field[i];
		bool same = field->old && strcmp(field->edit.text.text, field->initial) == 0;
		struct json *value = NULL;

		if (!same && !form_read(app, app->out, i, &value))
			return false;
		json_put(app->out, cells, field->row->name,
			 same ? json_clone(app->out, field->old) : value);
	}
	if (!form_changed(form) && *form->row)
		return true;
	put_place(form, app->out, body, form->sheet);
	if (*form->row)
		json_put_text(app->out, body, "row", form->row);
	json_put(app->out, body, "value", cells);
	event[(*count)++] = app_event(app, "row_given", body);
	return true;
}

void form_sheet_record(struct app *app)
{
	struct event *event = arena_array(app->out, FORM_FIELDS, sizeof(*event));
	size_t count = 0;

	if (!(app->form.row ? gather_row : gather_answers)(app, event, &count))
		return;
	if (count == 0) {
		form_close(app, true);
		return;
	}
	app_record_all(app, event, count);
	app->form.sent = event;
}

/* A new row is followed by the next one, until Escape; a row that the pack asks
 * for by name is not. */
void form_sheet_done(struct app *app)
{
	struct form *form = &app->form;
	const struct sheet_field *table = session_sheet_field(app->session, form->item, form->sheet);
	bool again = form->row && !*form->row && table && !table->field->each;
	const char *item = arena_strdup(app->frame, form->item);
	const char *sheet = arena_strdup(app->frame, form->sheet);

	form_close(app, true);
	if (again)
		form_open_row(app, item, sheet, "", NULL);
}

/* "D3/" or "D3/risks/r4" or, for a new row, "D3/risks/". */
bool form_sheet_reopen(struct app *app, const char *kind, const char *about)
{
	char *item = arena_strdup(app->frame, about), *table = strchr(item, '/'), *row;
	size_t count;

	if (!table)
		return false;
	*table++ = '\0';
	row = strchr(table, '/');
	if (row)
		*row++ = '\0';
	session_sheet(app->session, item, &count);
	if (count == 0 || (strcmp(kind, "row_given") == 0 &&
			   (!row || !session_sheet_field(app->session, item, table))))
		return false;
	str_clear(&app->place);
	str_add(&app->place, item);
	app->tab = TAB_SHEET;
	app_go(app, SCREEN_ITEM);
	if (row)
		form_open_row(app, item, table, row, NULL);
	else
		form_open_answers(app, item, NULL);
	return true;
}
