/* A field on the screen: its wrapped rows, moving between them, drawing. */
#include "ui/edit.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "ui/draw.h"

/* One column is kept free, so that a cursor behind a full row has a place. */
static struct text_lines rows_of(const struct edit *edit, struct arena *arena, int columns)
{
	return text_wrap(arena, edit->text.text, columns < 3 ? 2 : columns - 1);
}

static size_t row_of(struct text_lines rows, size_t at)
{
	size_t row = 0;

	while (row + 1 < rows.count && rows.line[row + 1].start <= at)
		row++;
	return row;
}

static int column_of(const struct edit *edit, struct text_lines rows, size_t row, int columns)
{
	size_t start = rows.line[row].start;
	int column = text_width_n(edit->text.text + start, edit->cursor - start);

	/* Spaces at a row's end hang over its edge. */
	return column < columns ? column : columns - 1;
}

enum edit_result edit_move_row(struct edit *edit, int by, int columns)
{
	struct arena *arena = arena_new();
	struct text_lines rows = rows_of(edit, arena, columns);
	size_t row = row_of(rows, edit->cursor), to = by < 0 ? row - 1 : row + 1;
	bool inside = by < 0 ? row > 0 : row + 1 < rows.count;

	if (inside) {
		size_t start = rows.line[to].start, length = rows.line[to].length, at;
		char *line = arena_strndup(arena, edit->text.text + start, length);

		if (edit->goal < 0)
			edit->goal = column_of(edit, rows, row, columns);
		at = text_fit(line, edit->goal);
		/* The end of a broken row is the next row's start. */
		if (at == length && at > 0 && to + 1 < rows.count &&
		    rows.line[to + 1].start == start + length)
			at = text_previous(line, at);
		edit->cursor = start + at;
	}
	arena_free(arena);
	return inside ? EDIT_MOVED : EDIT_IGNORED;
}

int edit_rows(const struct edit *edit, int columns)
{
	struct arena *arena;
	int count;

	if (!edit->multi_line)
		return 1;
	arena = arena_new();
	count = (int)rows_of(edit, arena, columns).count;
	arena_free(arena);
	return count;
}

static void draw_rows(struct edit *edit, struct canvas *canvas, struct box box, enum style style,
		      bool focus)
{
	struct arena *arena = arena_new();
	struct text_lines rows = rows_of(edit, arena, box.width);
	size_t row = row_of(rows, edit->cursor);

	edit->top = list_top(edit->top, focus ? (int)row : edit->top, (int)rows.count, box.height);
	for (int i = 0; i < box.height && edit->top + i < (int)rows.count; i++) {
		struct text_line line = rows.line[edit->top + i];

		canvas_text(canvas, box.x, box.y + i, box.width, style,
			    arena_strndup(arena, edit->text.text + line.start, line.length));
	}
	if (focus)
		canvas_cursor(canvas, box.x + column_of(edit, rows, row, box.width),
			      box.y + (int)row - edit->top);
	arena_free(arena);
}

/* The column to begin with, so that the cursor and its neighbours are seen. */
static int scroll_to(int top, int cursor, int width, int columns)
{
	int margin = columns > 8 ? 2 : 0, last = width - columns + 1;

	if (top > cursor - margin)
		top = cursor - margin;
	if (top < cursor + margin - columns + 1)
		top = cursor + margin - columns + 1;
	if (top > last)
		top = last;
	return top < 0 ? 0 : top;
}

static void draw_line(struct edit *edit, struct canvas *canvas, struct box box, enum style style,
		      bool focus)
{
	struct arena *arena = arena_new();
	const char *text = edit->text.text;
	int cursor = text_width_n(text, edit->cursor), width = text_width(text), skipped;
	size_t from;

	edit->top = focus ? scroll_to(edit->top, cursor, width, box.width) : 0;
	from = text_fit(text, edit->top);
	skipped = text_width_n(text, from);
	if (skipped < edit->top && text[from]) {
		/* The left half of a wide one is hidden: its right half stays blank. */
		from = text_next(text, from);
		skipped = text_width_n(text, from);
	}
	text = arena_strndup(arena, text + from,
			     text_fit(text + from, box.width - (skipped - edit->top)));
	canvas_text(canvas, box.x + skipped - edit->top, box.y, box.width, style, text);
	if (edit->top > 0)
		canvas_text(canvas, box.x, box.y, 1, STYLE_DIM, "<");
	if (width > edit->top + box.width)
		canvas_text(canvas, box.x + box.width - 1, box.y, 1, STYLE_DIM, ">");
	if (focus)
		canvas_cursor(canvas, box.x + cursor - edit->top, box.y);
	arena_free(arena);
}

void edit_draw(struct edit *edit, struct canvas *canvas, struct box box, enum style style,
	       bool focus)
{
	if (box.width < 1 || box.height < 1)
		return;
	canvas_fill(canvas, box, style);
	if (edit->multi_line)
		draw_rows(edit, canvas, box, style, focus);
	else
		draw_line(edit, canvas, box, style, focus);
}
