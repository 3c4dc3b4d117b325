/* What keys do on the worksheet tab: fill in, add, clear, move, take over. */
#include <string.h>

#include "base/json.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/sheet.h"

/* The line under the highlight, NULL where there is none. */
static const struct sheet_line *here(struct app *app, const struct stop *stop)
{
	size_t count;
	const struct sheet_line *line = item_sheet_lines(app, stop, &count);

	return count == 0 ? NULL :
	       &line[app->sheet.selected < (int)count ? app->sheet.selected : (int)count - 1];
}

static const struct json *answer(const struct app *app, const struct sheet_field *field)
{
	return sheet_answer(app->session, field->item->id, field->field->id);
}

bool sheet_move(struct app *app, const struct stop *stop, enum action_id action)
{
	const struct sheet_field *table = item_picture(app, stop);
	int before = app->sheet.selected;
	const struct sheet_line *line;
	size_t count;

	if (table)
		return picture_move(app, table, &app->picture, action);
	line = item_sheet_lines(app, stop, &count);
	if (!list_act(&app->sheet, action, (int)count))
		return false;
	/* The names of columns are no place to be. */
	if (count > 0 && line[app->sheet.selected].kind == SHEET_HEAD)
		app->sheet.selected += app->sheet.selected < before ? -1 : 1;
	return true;
}

static void open_row(struct app *app, const struct sheet_field *table, const char *row, const char *choice)
{
	if (app_may_record(app))
		form_open_row(app, table->item->id, table->field->id, row ? row : "", choice);
}

static void show_picture(struct app *app, const struct sheet_field *table)
{
	if (strcmp(app->table.text, table->field->id) != 0)
		app->picture = (struct picture_state){ 0 };
	str_clear(&app->table);
	str_add(&app->table, table->field->id);
	app->drawn = true;
}

static void act_open(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	const struct sheet_field *table = item_picture(app, stop);

	if (table) {
		open_row(app, table, picture_row(app, table, &app->picture),
			 picture_choice(app, table, &app->picture));
		return;
	}
	if (line->kind == SHEET_FIELD) {
		if (app_may_record(app))
			form_open_answers(app, stop->id, line->field->field->id);
	} else if (line->kind == SHEET_TABLE && picture_of(line->field)) {
		show_picture(app, line->field);
	} else {
		open_row(app, line->field, line->row, line->choice ? line->choice->id : NULL);
	}
}

static void act_add(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	const struct sheet_field *table = item_picture(app, stop);

	if (!table && line->field->field->type == FIELD_TABLE)
		table = line->field;
	if (table)
		open_row(app, table, "", line->choice && line->field == table ? line->choice->id : NULL);
	else
		app_say(app, true, "%s", T(SHEET_SELECT_TABLE));
}

static struct json *place_body(struct app *app, const struct sheet_field *field)
{
	struct json *body = json_map(app->out);

	json_put_text(app->out, body, "item", field->item->id);
	json_put_text(app->out, body, "field", field->field->id);
	return body;
}

static void act_delete(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	const struct sheet_field *table = item_picture(app, stop);
	const char *row = table ? picture_row(app, table, &app->picture) : line->row;
	struct json *body;

	if (!app_may_record(app))
		return;
	if (row) {
		body = place_body(app, table ? table : line->field);
		json_put_text(app->out, body, "row", row);
		app_record(app, "row_removed", body);
	} else if (!table && line->kind == SHEET_FIELD && answer(app, line->field)) {
		app_record(app, "answer_cleared", place_body(app, line->field));
	} else {
		app_say(app, true, "%s", T(SHEET_NOTHING_THERE));
	}
}

static void move_row(struct app *app, const struct stop *stop, const struct sheet_line *line, int by)
{
	const struct json *rows = answer(app, line->field);
	struct json *body;
	size_t place;

	if (item_picture(app, stop) || line->kind != SHEET_ROW || !sheet_row(rows, line->row, &place)) {
		app_say(app, true, "%s", T(SHEET_SELECT_ROW));
		return;
	}
	if ((by < 0 && place == 0) || (by > 0 && place + 1 == rows->count) || !app_may_record(app))
		return;
	body = place_body(app, line->field);
	json_put_text(app->out, body, "row", line->row);
	json_put_int(app->out, body, "place", (int64_t)place + 1 + by);
	app_record(app, "row_moved", body);
	app->sheet.selected += by;
}

static void act_row_up(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	move_row(app, stop, line, -1);
}

static void act_row_down(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	move_row(app, stop, line, 1);
}

struct json *sheet_last(struct app *app, const struct sheet_field *field, struct arena *arena)
{
	return app->parent ? sheet_carry(app->parent, app->session, arena, field->item->id,
					 field->field->id) : NULL;
}

/* Takes over what was answered last time where nothing is yet. */
static bool carry(struct app *app, const struct sheet_field *field, struct event *event)
{
	struct json *value = answer(app, field) ? NULL : sheet_last(app, field, app->out), *body;

	if (!value)
		return false;
	body = place_body(app, field);
	json_put(app->out, body, "value", value);
	json_put_text(app->out, body, "from", app->parent->now.id);
	*event = app_event(app, "answer_given", body);
	return true;
}

static void act_carry(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	const struct sheet_field *field = item_picture(app, stop) ? item_picture(app, stop) : line->field;
	struct event *event = arena_alloc(app->out, sizeof(*event));

	if (!app_may_record(app))
		return;
	if (carry(app, field, event))
		app_record_all(app, event, 1);
	else if (!app->parent)
		app_say(app, true, "%s", T(LAST_NO_PARENT));
	else
		app_say(app, true, "%s", answer(app, field) ? T(SHEET_NOT_EMPTY) : T(SHEET_NO_LAST));
}

static void act_carry_all(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	size_t fields, count = 0;
	const struct sheet_field *sheet = session_sheet(app->session, stop->id, &fields);
	struct event *event = arena_array(app->out, fields + 1, sizeof(*event));

	(void)line;
	if (!app_may_record(app))
		return;
	for (size_t i = 0; i < fields; i++)
		count += carry(app, &sheet[i], &event[count]);
	if (count > 0)
		app_record_all(app, event, count);
	else
		app_say(app, true, "%s", app->parent ? T(SHEET_NO_LAST) : T(LAST_NO_PARENT));
}

static void act_picture(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	size_t fields;
	const struct sheet_field *sheet = session_sheet(app->session, stop->id, &fields);

	if (item_picture(app, stop)) {
		app->drawn = false;
		return;
	}
	if (picture_of(line->field)) {
		show_picture(app, line->field);
		return;
	}
	for (size_t i = 0; i < fields; i++) {
		if (picture_of(&sheet[i])) {
			show_picture(app, &sheet[i]);
			return;
		}
	}
	app_say(app, true, "%s", T(SHEET_NO_PICTURE));
}

static void act_area(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	const struct sheet_field *table = item_picture(app, stop);

	(void)line;
	if (!table || !picture_area(app, table, &app->picture, 1))
		app_say(app, true, "%s", T(SHEET_NO_AREAS));
}

/* A risk of the heat map's table is proposed for acceptance: the form begins
 * with the risk's own words and numbers. */
static void act_accept(struct app *app, const struct stop *stop, const struct sheet_line *line)
{
	const struct sheet_field *table = item_picture(app, stop);
	const char *row = table ? picture_row(app, table, &app->picture) : line->row;

	table = table ? table : line->field;
	if (!row || table->field->picture != PICTURE_HEAT_MAP)
		app_say(app, true, "%s", T(SHEET_SELECT_RISK));
	else if (app_may_record(app))
		form_open(app, "acceptance_proposed", stop->id,
			  arena_printf(app->frame, "%s/%s", stop->id, row), 0);
}

static const struct sheet_act {
	enum action_id action;
	void (*run)(struct app *app, const struct stop *stop, const struct sheet_line *line);
} acts[] = {
	{ ACTION_OPEN, act_open }, { ACTION_CORRECT, act_open }, { ACTION_ADD, act_add },
	{ ACTION_DELETE, act_delete }, { ACTION_ROW_UP, act_row_up }, { ACTION_ROW_DOWN, act_row_down },
	{ ACTION_CARRY, act_carry }, { ACTION_CARRY_ALL, act_carry_all },
	{ ACTION_PICTURE, act_picture }, { ACTION_AREA, act_area }, { ACTION_ACCEPT, act_accept },
};

bool sheet_act(struct app *app, const struct stop *stop, enum action_id action)
{
	const struct sheet_line *line = here(app, stop);

	for (size_t i = 0; i < ARRAY_LENGTH(acts); i++) {
		if (acts[i].action != action)
			continue;
		if (line)
			acts[i].run(app, stop, line);
		else
			app_say(app, true, "%s", T(SHEET_NONE));
		return true;
	}
	return false;
}
