/*
 * The matrix 担当表: who answers for what.  Every choice has a line, also those
 * that nobody filled; every person named anywhere has a column.
 */
#include "ui/picture_parts.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"

enum { NAME_MAX_WIDTH = 9, COLUMN_MIN = 3, TITLE_MAX = 24, MARK = 2, DETAIL_MIN = 2 };
enum { PART_ACCOUNTABLE, PART_DEPUTY = 4, PART_COUNT };

static const struct { const char *column, *letter; } parts[PART_COUNT] = {
	{ "accountable", "A" }, { "responsible", "R" }, { "consulted", "C" }, { "informed", "I" },
	{ "deputy", NULL }, /* its letter is a word */
};

struct who { struct person person; const char *brief; int width, held; };

struct matrix {
	struct app *app;
	struct canvas *canvas;
	const struct sheet_field *table;
	struct picture_state *state;
	struct picture_entry *entry; size_t count;
	struct who *who; size_t who_count, who_capacity;
	struct box box;
	int title, remark;         /* columns of the first and of the last column */
	int cells, end;            /* where people's columns begin and end */
	size_t first, shown;       /* people */
};

static const char *letter_of(size_t part)
{
	return parts[part].letter ? parts[part].letter : T(PICTURE_LETTER_DEPUTY);
}

/* ---- people -------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_person(struct person a, struct person b)
{
	if (a.participant || b.participant)
		return same_text(a.participant, b.participant);
	return same_text(a.name, b.name) && same_text(a.role, b.role);
}

/* The person at `place` of a cell that holds one or a list; nobody after the last. */
static struct person person_at(const struct app *app, const struct json *value, size_t place)
{
	bool list = value && value->type == JSON_TYPE_LIST;

	if (!value || place >= (list ? value->count : 1))
		return (struct person){ .name = NULL };
	return picture_person(app, list ? value->child[place] : value);
}

static const struct json *cell_of(const struct matrix *matrix, const struct picture_entry *entry,
				  size_t part)
{
	return field_column(matrix->table->field, parts[part].column) ?
	       json_get(entry->row, parts[part].column) : NULL;
}

static bool named(const struct matrix *matrix, const struct picture_entry *entry, size_t part,
		  struct person person)
{
	const struct json *value = cell_of(matrix, entry, part);
	struct person there;

	for (size_t i = 0; (there = person_at(matrix->app, value, i)).name; i++)
		if (same_person(there, person))
			return true;
	return false;
}

static bool named_anywhere(const struct matrix *matrix, struct person person)
{
	for (size_t i = 0; i < matrix->count; i++)
		for (size_t part = 0; part < PART_COUNT; part++)
			if (named(matrix, &matrix->entry[i], part, person))
				return true;
	return false;
}

static void add_person(struct matrix *matrix, struct person person)
{
	for (size_t i = 0; i < matrix->who_count; i++)
		if (same_person(matrix->who[i].person, person))
			return;
	matrix->who = arena_grow(matrix->app->frame, matrix->who, matrix->who_count,
				 &matrix->who_capacity, sizeof(*matrix->who));
	matrix->who[matrix->who_count++].person = person;
}

/* Participants in their order, then the others in the order of the table. */
static void gather_people(struct matrix *matrix)
{
	const struct session_state *now = &matrix->app->session->now;

	for (size_t i = 0; i < now->participant_count; i++) {
		const struct participant *p = &now->participant[i];
		struct person person = participant_person(p);

		if (named_anywhere(matrix, person))
			add_person(matrix, person);
	}
	for (size_t i = 0; i < matrix->count; i++) {
		for (size_t part = 0; part < PART_COUNT; part++) {
			const struct json *value = cell_of(matrix, &matrix->entry[i], part);
			struct person person;

			for (size_t k = 0; (person = person_at(matrix->app, value, k)).name; k++)
				add_person(matrix, person);
		}
	}
}

/* ---- names --------------------------------------------------------------------- */

static const char *first_word(struct arena *arena, const char *name)
{
	const char *space = strchr(name, ' '), *wide = strstr(name, "　");
	const char *end = space && (!wide || space < wide) ? space : wide;

	return end && end > name ? arena_strndup(arena, name, (size_t)(end - name)) : name;
}

static const char *whole_name(struct arena *arena, const char *name)
{
	(void)arena;
	return name;
}

/* "W. Yumi" */
static const char *initial_name(struct arena *arena, const char *name)
{
	const char *space = strrchr(name, ' ');

	return space ? arena_printf(arena, "%.*s. %s", (int)text_next(name, 0), name, space + 1) : name;
}

/* In ASCII the mark is three columns wide: two fewer letters to differ in. */
static const char *cut_name(struct arena *arena, const char *name)
{
	return text_ellipsis(arena, name, NAME_MAX_WIDTH, true);
}

static bool unlike(const struct matrix *matrix, size_t place,
		   const char *(*way)(struct arena *arena, const char *name))
{
	struct arena *arena = matrix->app->frame;
	const char *own = way(arena, matrix->who[place].person.name);

	for (size_t i = 0; i < matrix->who_count; i++)
		if (i != place && strcmp(way(arena, matrix->who[i].person.name), own) == 0)
			return false;
	return text_width(own) <= NAME_MAX_WIDTH;
}

/* The first way that fits and that nobody else's name looks like; a number where
 * there is none. */
static const char *brief_name(const struct matrix *matrix, size_t place)
{
	static const char *(*const ways[])(struct arena *arena, const char *name) = {
		first_word, whole_name, initial_name, cut_name,
	};
	struct arena *arena = matrix->app->frame;
	const char *name = matrix->who[place].person.name;

	for (size_t i = 0; i < ARRAY_LENGTH(ways); i++)
		if (unlike(matrix, place, ways[i]))
			return ways[i] == cut_name ? text_ellipsis(arena, name, NAME_MAX_WIDTH,
				matrix->canvas->ascii) : ways[i](arena, name);
	return arena_printf(arena, "%s%zu", text_ellipsis(arena, name, NAME_MAX_WIDTH - 3,
							   matrix->canvas->ascii), place + 1);
}

static const char *letters(const struct matrix *matrix, const struct picture_entry *entry,
			   struct person person)
{
	const char *all = "";

	for (size_t part = 0; part < PART_COUNT; part++)
		if (named(matrix, entry, part, person))
			all = arena_printf(matrix->app->frame, "%s%s", all, letter_of(part));
	return all;
}

static void measure_people(struct matrix *matrix)
{
	for (size_t i = 0; i < matrix->who_count; i++) {
		struct who *who = &matrix->who[i];

		who->brief = brief_name(matrix, i);
		who->width = text_width(who->brief);
		if (who->width < COLUMN_MIN)
			who->width = COLUMN_MIN;
		for (size_t k = 0; k < matrix->count; k++) {
			int width = text_width(letters(matrix, &matrix->entry[k], who->person));

			who->held += named(matrix, &matrix->entry[k], PART_ACCOUNTABLE, who->person);
			who->width = width > who->width ? width : who->width;
		}
	}
}

/* ---- lines --------------------------------------------------------------------- */

static const char *title_of(const struct matrix *matrix, const struct picture_entry *entry)
{
	const char *each = matrix->table->field->each;

	return entry->choice ? bitext_say(entry->choice->title) :
	       arena_printf(matrix->app->frame, T(PICTURE_NO_CHOICE),
			    each ? picture_title(matrix->table, each) : "");
}

/* What is missing in a line, in words; "" nothing. */
static const char *remark_of(const struct matrix *matrix, const struct picture_entry *entry)
{
	bool accountable = cell_of(matrix, entry, PART_ACCOUNTABLE) != NULL;
	bool deputy = cell_of(matrix, entry, PART_DEPUTY) != NULL;

	if (!entry->row)
		return T(PICTURE_NOT_FILLED);
	if (accountable)
		return deputy ? "" : T(PICTURE_NO_DEPUTY);
	return deputy ? T(PICTURE_NO_ACCOUNTABLE) : T(PICTURE_NEITHER);
}

static int widest(int width, const char *text, int most)
{
	int columns = text_width(text);

	columns = columns > most ? most : columns;
	return columns > width ? columns : width;
}

/* How many people from `first` on fit. */
static size_t people_from(const struct matrix *matrix, size_t first)
{
	int x = matrix->cells;
	size_t count = 0;

	while (first + count < matrix->who_count &&
	       x + matrix->who[first + count].width <= matrix->end)
		x += matrix->who[first + count++].width + 1;
	return count > 0 || first == matrix->who_count ? count : 1;
}

static void measure(struct matrix *matrix)
{
	size_t last = 0;

	matrix->title = widest(0, T(PICTURE_HELD), TITLE_MAX);
	for (size_t i = 0; i < matrix->count; i++) {
		matrix->title = widest(matrix->title, title_of(matrix, &matrix->entry[i]), TITLE_MAX);
		matrix->remark = widest(matrix->remark, remark_of(matrix, &matrix->entry[i]), TITLE_MAX);
	}
	/* A column each side of the people is kept for the signs of scrolling. */
	matrix->cells = matrix->box.x + MARK + matrix->title + 2;
	matrix->end = matrix->box.x + matrix->box.width - 1 - (matrix->remark ? matrix->remark + 2 : 1);
	while (last + 1 < matrix->who_count && last + people_from(matrix, last) < matrix->who_count)
		last++;
	matrix->first = matrix->state->x > 0 ? (size_t)matrix->state->x : 0;
	if (matrix->first > last)
		matrix->first = last;
	matrix->state->x = (int)matrix->first;
	matrix->shown = people_from(matrix, matrix->first);
}

static struct matrix matrix_of(struct app *app, const struct sheet_field *table,
			       struct picture_state *state)
{
	struct matrix matrix = { .app = app, .table = table, .state = state };

	matrix.entry = picture_entries(app, table, &matrix.count);
	if (state->y >= (int)matrix.count)
		state->y = (int)matrix.count - 1;
	if (state->y < 0)
		state->y = 0;
	return matrix;
}

/* ---- drawing ------------------------------------------------------------------- */

static void draw_names(const struct matrix *matrix)
{
	const char *each = matrix->table->field->each;
	int x = matrix->cells, y = matrix->box.y;

	canvas_text(matrix->canvas, matrix->box.x + MARK, y, matrix->title, STYLE_LABEL,
		    each ? picture_title(matrix->table, each) : "");
	for (size_t i = matrix->first; i < matrix->first + matrix->shown; i++) {
		canvas_text(matrix->canvas, x, y, matrix->end - x, STYLE_TITLE, matrix->who[i].brief);
		x += matrix->who[i].width + 1;
	}
	if (matrix->first > 0)
		canvas_text(matrix->canvas, matrix->cells - 1, y, 1, STYLE_STRONG,
			    matrix->canvas->ascii ? "<" : "◀");
	if (matrix->first + matrix->shown < matrix->who_count)
		canvas_text(matrix->canvas, matrix->end, y, 1, STYLE_STRONG,
			    matrix->canvas->ascii ? ">" : "▶");
	canvas_rule(matrix->canvas, matrix->box.x, y + 1, matrix->box.width, STYLE_BORDER);
}

static enum style letter_style(const char *all)
{
	return strchr(all, 'A') ? STYLE_STRONG : STYLE_TEXT;
}

static void draw_entry(const struct matrix *matrix, size_t place, int y)
{
	const struct picture_entry *entry = &matrix->entry[place];
	int x = matrix->cells;

	canvas_text(matrix->canvas, matrix->box.x + MARK, y, matrix->title,
		    entry->row ? STYLE_TEXT : STYLE_WARNING, title_of(matrix, entry));
	for (size_t i = matrix->first; entry->row && i < matrix->first + matrix->shown; i++) {
		const char *all = letters(matrix, entry, matrix->who[i].person);

		canvas_text(matrix->canvas, x, y, matrix->who[i].width, *all ? letter_style(all) : STYLE_DIM,
			    *all ? all : matrix->canvas->ascii ? "." : "·");
		x += matrix->who[i].width + 1;
	}
	canvas_text(matrix->canvas, matrix->end + 1, y, matrix->remark, STYLE_WARNING,
		    remark_of(matrix, entry));
	if ((int)place == matrix->state->y)
		draw_selected(matrix->canvas, matrix->box.x, y, matrix->box.width - 1);
}

static void draw_held(const struct matrix *matrix, int y)
{
	int x = matrix->cells;

	canvas_text(matrix->canvas, matrix->box.x + MARK, y, matrix->title, STYLE_LABEL, T(PICTURE_HELD));
	for (size_t i = matrix->first; i < matrix->first + matrix->shown; i++) {
		canvas_text(matrix->canvas, x, y, matrix->who[i].width, STYLE_STRONG,
			    arena_printf(matrix->app->frame, "%d", matrix->who[i].held));
		x += matrix->who[i].width + 1;
	}
	if (matrix->shown < matrix->who_count)
		canvas_text(matrix->canvas, matrix->end + 1, y, matrix->remark, STYLE_DIM,
			    arena_printf(matrix->app->frame, "%zu-%zu/%zu", matrix->first + 1,
					 matrix->first + matrix->shown, matrix->who_count));
}

/* The highlighted line with whole names and roles. */
static void draw_detail(const struct matrix *matrix, struct box box)
{
	const struct picture_entry *entry = matrix->count > 0 ? &matrix->entry[matrix->state->y] : NULL;
	const char *part[PART_COUNT];
	size_t count = 0;
	struct page page;

	for (size_t i = 0; entry && entry->row && i < PART_COUNT; i++) {
		const struct json *value = cell_of(matrix, entry, i);
		struct person person;
		const char *names = "";

		for (size_t k = 0; (person = person_at(matrix->app, value, k)).name; k++)
			names = arena_printf(matrix->app->frame, "%s%s%s", names, k ? T(COMMA) : "",
					     person_words(matrix->app->frame, person));
		if (*names)
			part[count++] = arena_printf(matrix->app->frame, "%s %s", letter_of(i), names);
	}
	page_init(&page, matrix->app->frame, box.width);
	if (matrix->who_count == 0)
		page_add(&page, STYLE_DIM, 0, "", T(PICTURE_NOBODY));
	else if (count > 0)
		page_add(&page, STYLE_TEXT, 0, "", picture_join(matrix->app->frame, part, count, box.width));
	/* What is longer ends in a mark: Enter shows the row as a form. */
	if (page.count > (size_t)box.height) {
		struct page_line *last = &page.line[box.height - 1];

		last->text = text_ellipsis(matrix->app->frame, arena_printf(matrix->app->frame, "%s    ",
				last->text), text_width(last->text) + 2, matrix->canvas->ascii);
		page.count = (size_t)box.height;
	}
	page_draw(matrix->canvas, box, &page, 0);
}

static void matrix_draw(struct app *app, struct canvas *canvas, struct box box,
			const struct sheet_field *table, struct picture_state *state)
{
	struct matrix matrix = matrix_of(app, table, state);
	int rows = box.height - 4 - DETAIL_MIN, y = box.y + 2, detail;

	matrix.canvas = canvas;
	matrix.box = box;
	gather_people(&matrix);
	measure_people(&matrix);
	measure(&matrix);
	state->rows = rows;
	state->top = list_top(state->top, state->y, (int)matrix.count, rows);
	draw_names(&matrix);
	for (int i = 0; i < rows && state->top + i < (int)matrix.count; i++)
		draw_entry(&matrix, (size_t)(state->top + i), y + i);
	if (state->top > 0)
		canvas_text(canvas, box.x + box.width - 1, y, 1, STYLE_DIM, canvas->ascii ? "^" : "▲");
	if (state->top + rows < (int)matrix.count)
		canvas_text(canvas, box.x + box.width - 1, y + rows - 1, 1, STYLE_DIM,
			    canvas->ascii ? "v" : "▼");
	rows = rows > (int)matrix.count ? (int)matrix.count : rows;
	draw_held(&matrix, y + rows);
	detail = y + rows + 1 + (box.height - 4 - rows > DETAIL_MIN);
	draw_detail(&matrix, (struct box){ box.x, detail, box.width, box.y + box.height - 1 - detail });
	canvas_text(canvas, box.x, box.y + box.height - 1, box.width, STYLE_LABEL, T(PICTURE_LETTERS));
}

static bool matrix_move(struct app *app, const struct sheet_field *table,
			struct picture_state *state, enum action_id action)
{
	struct matrix matrix = matrix_of(app, table, state);
	struct list list = { .selected = state->y, .rows = state->rows };

	if (list_act(&list, action, (int)matrix.count)) {
		state->y = list.selected;
		return true;
	}
	/* The next draw knows how far there is to go. */
	if (action == ACTION_LEFT)
		state->x -= state->x > 0;
	else if (action == ACTION_RIGHT)
		state->x++;
	return action == ACTION_LEFT || action == ACTION_RIGHT;
}

static const struct picture_entry *entry_of(struct app *app, const struct sheet_field *table,
					    const struct picture_state *state)
{
	struct picture_state copy = *state;
	struct matrix matrix = matrix_of(app, table, &copy);

	return matrix.count > 0 ? &matrix.entry[copy.y] : NULL;
}

static const char *matrix_row(struct app *app, const struct sheet_field *table,
			      const struct picture_state *state)
{
	const struct picture_entry *entry = entry_of(app, table, state);

	return entry && entry->row ? sheet_row_id(entry->row) : NULL;
}

static const char *matrix_choice(struct app *app, const struct sheet_field *table,
				 const struct picture_state *state)
{
	const struct picture_entry *entry = entry_of(app, table, state);

	return entry && !entry->row ? entry->choice->id : NULL;
}

const struct picture_kind picture_matrix = { matrix_draw, matrix_move, matrix_row, matrix_choice };
