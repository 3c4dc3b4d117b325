/* The worksheet tab: fields and tables as lines, and beneath them the whole of
 * what the highlight is on. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/sheet.h"

enum {
	LABEL_MAX = 34, CELL_MAX = 28, INDENT = 4, GAP = 2,
	DETAIL_ROWS = 5, DETAIL_ROWS_TALL = 8, TALL = 20, WANTED_MAX = 64
};

struct lines { struct app *app; struct sheet_line *line; size_t count, capacity; };

static struct sheet_line *add_line(struct lines *lines, enum sheet_line_kind kind,
				   const struct sheet_field *field)
{
	struct sheet_line *line;

	lines->line = arena_grow(lines->app->frame, lines->line, lines->count, &lines->capacity,
				 sizeof(*line));
	line = &lines->line[lines->count++];
	*line = (struct sheet_line){ .kind = kind, .field = field };
	return line;
}

static void add_table(struct lines *lines, const struct sheet_field *field)
{
	const struct session *session = lines->app->session;
	const struct json *table = sheet_answer(session, field->item->id, field->field->id);
	const struct choice *wanted[WANTED_MAX];
	size_t count = sheet_missing_choices(session, field, wanted, WANTED_MAX);

	add_line(lines, SHEET_TABLE, field);
	if (table)
		add_line(lines, SHEET_HEAD, field);
	for (size_t i = 0; table && i < table->count; i++) {
		struct sheet_line *line = add_line(lines, SHEET_ROW, field);

		line->row = sheet_row_id(table->child[i]);
		line->cells = table->child[i];
	}
	for (size_t i = 0; i < count && i < WANTED_MAX; i++)
		add_line(lines, SHEET_WANTED, field)->choice = wanted[i];
	add_line(lines, SHEET_ADD, field);
}

struct sheet_line *item_sheet_lines(struct app *app, const struct stop *stop, size_t *count)
{
	struct lines lines = { .app = app };
	size_t fields;
	const struct sheet_field *sheet = session_sheet(app->session, stop->id, &fields);

	for (size_t i = 0; i < fields; i++) {
		if (sheet[i].field->type == FIELD_TABLE)
			add_table(&lines, &sheet[i]);
		else
			add_line(&lines, SHEET_FIELD, &sheet[i]);
	}
	*count = lines.count;
	return lines.line;
}

const struct sheet_field *item_picture(struct app *app, const struct stop *stop)
{
	const struct sheet_field *table = app->drawn ?
		session_sheet_field(app->session, stop->id, app->table.text) : NULL;

	return table && picture_of(table) ? table : NULL;
}

static const char *value_words(struct app *app, const struct session *session, const struct field *field,
			       const struct json *value)
{
	struct str words = STR_INIT;
	const char *text;

	if (value)
		sheet_value_say(session, field, value, &words);
	text = arena_strdup(app->frame, words.text);
	str_release(&words);
	return text;
}

/* In a table a step is its number; its word stands beneath. */
static const char *cell_words(struct app *app, const struct field *column, const struct json *value)
{
	if (value && column->type == FIELD_SCALE && value->type == JSON_TYPE_INT)
		return arena_printf(app->frame, "%lld", (long long)value->integer);
	return first_line(app->frame, value_words(app, app->session, column, value));
}

static const char *title(const struct field *field)
{
	return bitext_say(field->title);
}

/* ---- columns ---------------------------------------------------------------------- */

/* Widths of the leading columns that fit; a title is never cut. */
static size_t column_widths(struct app *app, const struct sheet_field *table, int room, int *width)
{
	const struct json *rows = sheet_answer(app->session, table->item->id, table->field->id);
	size_t count = table->column_count, fits = 0;
	int used = 0;

	for (size_t i = 0; i < count; i++) {
		const struct field *column = &table->field->column[i];
		int least = text_width(title(column));

		width[i] = least;
		for (size_t k = 0; rows && k < rows->count; k++) {
			int cell = text_width(cell_words(app, column, json_get(rows->child[k], column->id)));

			if (cell > width[i])
				width[i] = cell < CELL_MAX ? cell : CELL_MAX > least ? CELL_MAX : least;
		}
	}
	while (fits < count && used + width[fits] <= room - (fits + 1 < count ? 5 : 0))
		used += width[fits++] + GAP;
	if (fits == 0 && count > 0)
		width[fits++] = room - 5;
	return fits;
}

static void draw_cells(struct app *app, struct canvas *canvas, struct box box,
		       const struct sheet_line *line, bool head)
{
	const struct sheet_field *table = line->field;
	int *width = arena_array(app->frame, table->column_count + 1, sizeof(*width));
	size_t fits = column_widths(app, table, box.width, width);
	int x = box.x;

	for (size_t i = 0; i < fits; i++) {
		const struct field *column = &table->field->column[i];

		canvas_text(canvas, x, box.y, width[i], head ? STYLE_LABEL : STYLE_TEXT,
			    head ? title(column) : cell_words(app, column, json_get(line->cells, column->id)));
		x += width[i] + GAP;
	}
	if (head && fits < table->column_count)
		canvas_text_right(canvas, box.x, box.y, box.width, STYLE_DIM,
				  arena_printf(app->frame, "+%zu", table->column_count - fits));
}

/* ---- lines ------------------------------------------------------------------------ */

static int label_columns(const struct sheet_line *line, size_t count)
{
	int columns = 0;

	for (size_t i = 0; i < count; i++) {
		int width = line[i].kind == SHEET_FIELD ? text_width(title(line[i].field->field)) : 0;

		if (width > columns)
			columns = width;
	}
	return columns < LABEL_MAX ? columns : LABEL_MAX;
}

/* What a field lacks is said in a word where the close gate will ask for it. */
static void draw_field(struct app *app, struct canvas *canvas, struct box box,
		       const struct sheet_line *line, int label)
{
	const struct field *field = line->field->field;
	const struct json *value = sheet_answer(app->session, line->field->item->id, field->id);
	int x = box.x + label + GAP;

	canvas_text(canvas, box.x, box.y, label, STYLE_LABEL, title(field));
	if (value)
		canvas_text(canvas, x, box.y, box.x + box.width - x, STYLE_TEXT,
			    first_line(app->frame, value_words(app, app->session, field, value)));
	else
		canvas_text(canvas, x, box.y, box.x + box.width - x,
			    field->required ? STYLE_WARNING : STYLE_DIM,
			    field->required ? T(SHEET_WANTED) : T(SHEET_EMPTY));
}

static void draw_table_line(struct app *app, struct canvas *canvas, struct box box,
			    const struct sheet_line *line)
{
	const struct sheet_field *table = line->field;
	const struct json *rows = sheet_answer(app->session, table->item->id, table->field->id);
	const char *state = rows ? value_words(app, app->session, table->field, rows) :
			    table->field->required ? T(SHEET_WANTED) : T(SHEET_NO_ROWS);
	int used = canvas_text(canvas, box.x, box.y, box.width, STYLE_TITLE, title(table->field));

	used += GAP + canvas_text(canvas, box.x + used + GAP, box.y, box.width - used - GAP,
				  !rows && table->field->required ? STYLE_WARNING : STYLE_DIM, state);
	if (picture_of(table))
		canvas_text_right(canvas, box.x + used + GAP, box.y, box.width - used - GAP,
				  STYLE_NOTE, T(SHEET_PICTURE));
}

static void draw_line(struct app *app, struct canvas *canvas, struct box box,
		      const struct sheet_line *line, int label)
{
	struct box inner = { box.x + INDENT, box.y, box.width - INDENT, 1 };

	if (line->kind == SHEET_FIELD)
		draw_field(app, canvas, (struct box){ box.x + 2, box.y, box.width - 2, 1 }, line, label);
	else if (line->kind == SHEET_TABLE)
		draw_table_line(app, canvas, (struct box){ box.x + 2, box.y, box.width - 2, 1 }, line);
	else if (line->kind == SHEET_WANTED)
		canvas_text(canvas, inner.x, box.y, inner.width, STYLE_DIM, arena_printf(app->frame,
			    T(SHEET_ROW_WANTED), bitext_say(line->choice->title)));
	else if (line->kind == SHEET_ADD)
		canvas_text(canvas, inner.x, box.y, inner.width, STYLE_DIM, T(SHEET_ADD_ROW));
	else
		draw_cells(app, canvas, inner, line, line->kind == SHEET_HEAD);
}

/* ---- what the highlight is on ------------------------------------------------------- */

static void add_last(struct app *app, struct page *page, const struct sheet_field *field)
{
	const struct json *value = sheet_last(app, field, app->frame);
	bool empty = !sheet_answer(app->session, field->item->id, field->field->id);

	if (value)
		page_add(page, STYLE_NOTE, 0, "", arena_printf(app->frame,
			 empty ? T(SHEET_LAST_OFFER) : T(SHEET_LAST),
			 first_line(app->frame, value_words(app, app->session, field->field, value))));
}

/* Every cell with its column's name; what is empty is named, too. */
static void add_cells(struct app *app, struct page *page, const struct sheet_line *line)
{
	struct str words = STR_INIT;

	for (size_t i = 0; i < line->field->column_count; i++) {
		const struct field *column = &line->field->field->column[i];
		const struct json *value = json_get(line->cells, column->id);

		str_printf(&words, "%s%s: %s", i ? "  " : "", title(column),
			   value ? first_line(app->frame, value_words(app, app->session, column, value)) :
			   column->required ? T(SHEET_WANTED) : T(SHEET_EMPTY));
	}
	page_add(page, STYLE_TEXT, 0, "", words.text);
	str_release(&words);
}

static void add_detail(struct app *app, struct page *page, const struct sheet_line *line)
{
	const struct field *field = line->field->field;
	const struct json *value = sheet_answer(app->session, line->field->item->id, field->id);

	if (line->kind == SHEET_ROW) {
		add_cells(app, page, line);
		return;
	}
	if (line->kind == SHEET_FIELD && value)
		page_add(page, STYLE_TEXT, 0, "", value_words(app, app->session, field, value));
	if (field->hint.en)
		page_add(page, STYLE_NOTE, 0, "", bitext_say(field->hint));
	add_last(app, page, line->field);
}

static void draw_detail(struct app *app, struct canvas *canvas, struct box box,
			const struct sheet_line *line)
{
	struct page page;

	canvas_rule(canvas, box.x, box.y, box.width, STYLE_BORDER);
	canvas_text(canvas, box.x + 1, box.y, box.width - 2, STYLE_LABEL,
		    arena_printf(app->frame, " %s ", title(line->field->field)));
	page_init(&page, app->frame, box.width - 2);
	add_detail(app, &page, line);
	page_draw(canvas, (struct box){ box.x + 1, box.y + 1, box.width - 1, box.height - 1 }, &page, 0);
}

void item_sheet(struct app *app, const struct stop *stop, struct canvas *canvas, struct box box)
{
	size_t count;
	struct sheet_line *line = item_sheet_lines(app, stop, &count);
	const struct sheet_field *table = item_picture(app, stop);
	struct list *list = &app->sheet;
	int detail = box.height >= TALL ? DETAIL_ROWS_TALL : DETAIL_ROWS, label;

	if (count == 0) {
		canvas_text(canvas, box.x, box.y, box.width, STYLE_NOTE, T(SHEET_NONE));
		return;
	}
	if (table) {
		picture_draw(app, canvas, box, table, &app->picture);
		return;
	}
	label = label_columns(line, count);
	if (list->selected >= (int)count)
		list->selected = (int)count - 1;
	list->rows = box.height - detail;
	list->top = list_top(list->top, list->selected, (int)count, list->rows);
	for (int i = 0; i < list->rows && list->top + i < (int)count; i++) {
		draw_line(app, canvas, (struct box){ box.x, box.y + i, box.width - 1, 1 },
			  &line[list->top + i], label);
		if (list->top + i == list->selected)
			draw_selected(canvas, box.x, box.y + i, box.width - 1);
	}
	if (list->top > 0)
		canvas_text(canvas, box.x + box.width - 1, box.y, 1, STYLE_DIM, canvas->ascii ? "^" : "▲");
	if (list->top + list->rows < (int)count)
		canvas_text(canvas, box.x + box.width - 1, box.y + list->rows - 1, 1, STYLE_DIM,
			    canvas->ascii ? "v" : "▼");
	draw_detail(app, canvas, (struct box){ box.x, box.y + list->rows, box.width, detail },
		    &line[list->selected]);
}
