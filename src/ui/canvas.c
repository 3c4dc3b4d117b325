/*
 * Text becomes cells in one place, cell_next(): a character that takes columns
 * and the marks that sit on it.  What a terminal might act on, or measure
 * otherwise than we do, never gets into a cell.
 */
#include "ui/canvas.h"

#include <string.h>
#include <wchar.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"

#define REPLACEMENT "\xEF\xBF\xBD"

struct canvas *canvas_new(struct arena *arena, int width, int height)
{
	struct canvas *canvas = arena_alloc(arena, sizeof(*canvas));

	canvas->width = width > 0 ? width : 0;
	canvas->height = height > 0 ? height : 0;
	canvas->wide = text_code_width(0x4E00) == 2;
	canvas->cell = arena_array(arena, (size_t)canvas->width * (size_t)canvas->height + 1,
				   sizeof(*canvas->cell));
	canvas_clear(canvas);
	return canvas;
}

static const struct cell blank = { " ", 1, STYLE_TEXT };

void canvas_clear(struct canvas *canvas)
{
	for (int i = 0; i < canvas->width * canvas->height; i++)
		canvas->cell[i] = blank;
	canvas->cursor_x = canvas->cursor_y = -1;
}

struct cell *canvas_cell(struct canvas *canvas, int x, int y)
{
	if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
		return NULL;
	return &canvas->cell[y * canvas->width + x];
}

static void make_blank(struct cell *cell)
{
	uint8_t style = cell->style;

	*cell = blank;
	cell->style = style;
}

/* The other halves of what stands in [x, x + columns) go with it. */
static void cut_halves(struct canvas *canvas, int x, int y, int columns)
{
	struct cell *first = canvas_cell(canvas, x, y);
	struct cell *after = canvas_cell(canvas, x + columns, y);

	if (first && first->width == 0)
		make_blank(canvas_cell(canvas, x - 1, y));
	if (after && after->width == 0)
		make_blank(after);
}

static void put(struct canvas *canvas, int x, int y, const struct cell *cell)
{
	struct cell *at = canvas_cell(canvas, x, y);
	struct cell *right = canvas_cell(canvas, x + 1, y);

	if (!at || (cell->width == 2 && !right))
		return;
	cut_halves(canvas, x, y, cell->width);
	*at = *cell;
	if (cell->width == 2) {
		memset(right, 0, sizeof(*right));
		right->style = cell->style;
	}
}

static bool is_private(uint32_t code)
{
	return (code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000;
}

/* Joiners, emoji selectors and tags: terminals do not agree on how wide they
 * make their neighbours, so the parts stand side by side. */
static bool is_joiner(uint32_t code)
{
	return code == 0x200C || code == 0x200D || code == 0xFE0E || code == 0xFE0F ||
	       (code >= 0xE0000 && code <= 0xE007F);
}

/* libc has no width for control characters and for unassigned ones; the soft
 * hyphen is drawn by some terminals and not by others. */
static bool is_unfit(uint32_t code)
{
	return code < 0x20 || wcwidth((wchar_t)code) < 0 || text_turns(code) || is_private(code) ||
	       code == 0x2028 || code == 0x2029 || code == 0xAD;
}

static void add_mark(struct cell *cell, const char *bytes, size_t length)
{
	size_t at = strlen(cell->text);

	if (at + length < CELL_BYTES)
		memcpy(cell->text + at, bytes, length);
}

/* The next cell where a plain character stands and what follows joins it in no way. */
static bool plain_next(const char **text, struct cell *cell)
{
	const char *here = *text;
	int width, after;
	size_t bytes = text_plain(here, 2, &width);

	if (bytes == 0 || bytes >= CELL_BYTES)
		return false;
	if ((unsigned char)here[bytes] >= 0x80 && text_plain(here + bytes, 2, &after) == 0)
		return false;
	memcpy(cell->text, here, bytes);
	cell->width = (uint8_t)width;
	*text += bytes;
	return true;
}

/*
 * Takes the next cell off the text; false at its end.  A wide cell that had to
 * be replaced is a narrow one here, and marks without a character before them
 * are passed over.
 */
static bool cell_next(const char **text, bool wide, enum style style, struct cell *cell)
{
	memset(cell, 0, sizeof(*cell));
	cell->style = (uint8_t)style;
	if (wide && plain_next(text, cell))
		return true;
	while (**text) {
		uint32_t code;
		size_t bytes = text_decode(*text, &code);
		bool unfit = is_unfit(code) || text_invalid_at(*text, bytes) >= 0;
		int width = unfit ? 1 : text_code_width(code);

		if (width > 0 && cell->width > 0)
			return true;
		if (width > 0) {
			cell->width = (uint8_t)width;
			if (unfit)
				add_mark(cell, REPLACEMENT, strlen(REPLACEMENT));
			else
				add_mark(cell, *text, bytes);
		} else if (cell->width > 0 && !is_joiner(code)) {
			add_mark(cell, *text, bytes);
		}
		*text += bytes;
	}
	return cell->width > 0;
}

/* Columns of the text, or any number above `limit` once it is passed. */
static int measure(const struct canvas *canvas, const char *text, int limit)
{
	struct cell cell;
	int width = 0;

	while (width <= limit && cell_next(&text, canvas->wide, STYLE_TEXT, &cell))
		width += cell.width;
	return width;
}

static int put_text(struct canvas *canvas, int x, int y, int columns, enum style style,
		    const char *text)
{
	struct cell cell;
	int used = 0;

	while (cell_next(&text, canvas->wide, style, &cell) && used + cell.width <= columns) {
		put(canvas, x + used, y, &cell);
		used += cell.width;
	}
	return used;
}

int canvas_text(struct canvas *canvas, int x, int y, int columns, enum style style,
		const char *text)
{
	const char *mark = canvas->ascii ? "..." : "…";
	int used, room;

	if (columns > canvas->width - x)
		columns = canvas->width - x;
	if (columns <= 0 || y < 0 || y >= canvas->height)
		return 0;
	if (measure(canvas, text, columns) <= columns)
		return put_text(canvas, x, y, columns, style, text);
	room = columns - text_width(mark);
	used = put_text(canvas, x, y, room > 0 ? room : 0, style, text);
	return used + put_text(canvas, x + used, y, columns - used, style, mark);
}

int canvas_text_right(struct canvas *canvas, int x, int y, int columns, enum style style,
		      const char *text)
{
	int width = measure(canvas, text, columns);

	if (width > columns)
		width = columns;
	return canvas_text(canvas, x + columns - width, y, width, style, text);
}

void canvas_fill(struct canvas *canvas, struct box box, enum style style)
{
	struct cell cell = blank;

	cell.style = (uint8_t)style;
	for (int y = box.y; y < box.y + box.height; y++)
		for (int x = box.x; x < box.x + box.width; x++)
			put(canvas, x, y, &cell);
}

void canvas_style(struct canvas *canvas, struct box box, enum style style)
{
	for (int y = box.y; y < box.y + box.height; y++) {
		for (int x = box.x; x < box.x + box.width; x++) {
			struct cell *cell = canvas_cell(canvas, x, y);

			if (cell)
				cell->style = (uint8_t)style;
		}
	}
}

/* A line cell is the set of the directions in which it goes on. */
enum { LINE_UP = 1, LINE_RIGHT = 2, LINE_DOWN = 4, LINE_LEFT = 8 };

static const struct { const char *line, *ascii; } lines[16] = {
	{ " ", " " }, { "│", "|" }, { "─", "-" }, { "└", "+" },
	{ "│", "|" }, { "│", "|" }, { "┌", "+" }, { "├", "+" },
	{ "─", "-" }, { "┘", "+" }, { "─", "-" }, { "┴", "+" },
	{ "┐", "+" }, { "┤", "+" }, { "┬", "+" }, { "┼", "+" },
};

/* Backwards, so that what several sets look alike in is found at its fullest. */
static int line_at(const struct canvas *canvas, const struct cell *cell, enum style style)
{
	if (cell->style != style && cell->style != STYLE_BORDER)
		return 0;
	for (int set = 15; set > 0; set--)
		if (strcmp(cell->text, canvas->ascii ? lines[set].ascii : lines[set].line) == 0)
			return set;
	return 0;
}

static void put_line(struct canvas *canvas, int x, int y, int set, enum style style)
{
	const struct cell *there = canvas_cell(canvas, x, y);
	struct cell cell = { "", 1, (uint8_t)style };
	const char *text;

	if (!there)
		return;
	set |= line_at(canvas, there, style);
	text = canvas->ascii ? lines[set].ascii : lines[set].line;
	add_mark(&cell, text, strlen(text));
	put(canvas, x, y, &cell);
}

/* An end that meets a line touches it; it does not cross it. */
static void put_end(struct canvas *canvas, int x, int y, int inward, int straight,
		    enum style style)
{
	const struct cell *there = canvas_cell(canvas, x, y);

	if (there)
		put_line(canvas, x, y, line_at(canvas, there, style) & ~straight ? inward : straight,
			 style);
}

void canvas_rule(struct canvas *canvas, int x, int y, int columns, enum style style)
{
	if (columns <= 0)
		return;
	put_end(canvas, x, y, LINE_RIGHT, LINE_LEFT | LINE_RIGHT, style);
	for (int i = 1; i < columns - 1; i++)
		put_line(canvas, x + i, y, LINE_LEFT | LINE_RIGHT, style);
	if (columns > 1)
		put_end(canvas, x + columns - 1, y, LINE_LEFT, LINE_LEFT | LINE_RIGHT, style);
}

void canvas_column(struct canvas *canvas, int x, int y, int rows, enum style style)
{
	if (rows <= 0)
		return;
	put_end(canvas, x, y, LINE_DOWN, LINE_UP | LINE_DOWN, style);
	for (int i = 1; i < rows - 1; i++)
		put_line(canvas, x, y + i, LINE_UP | LINE_DOWN, style);
	if (rows > 1)
		put_end(canvas, x, y + rows - 1, LINE_UP, LINE_UP | LINE_DOWN, style);
}

void canvas_frame(struct canvas *canvas, struct box box, enum style style)
{
	int right = box.x + box.width - 1, bottom = box.y + box.height - 1;

	if (box.width < 2 || box.height < 2)
		return;
	for (int x = box.x + 1; x < right; x++) {
		put_line(canvas, x, box.y, LINE_LEFT | LINE_RIGHT, style);
		put_line(canvas, x, bottom, LINE_LEFT | LINE_RIGHT, style);
	}
	for (int y = box.y + 1; y < bottom; y++) {
		put_line(canvas, box.x, y, LINE_UP | LINE_DOWN, style);
		put_line(canvas, right, y, LINE_UP | LINE_DOWN, style);
	}
	put_line(canvas, box.x, box.y, LINE_DOWN | LINE_RIGHT, style);
	put_line(canvas, right, box.y, LINE_DOWN | LINE_LEFT, style);
	put_line(canvas, box.x, bottom, LINE_UP | LINE_RIGHT, style);
	put_line(canvas, right, bottom, LINE_UP | LINE_LEFT, style);
}

void canvas_cursor(struct canvas *canvas, int x, int y)
{
	bool inside = canvas_cell(canvas, x, y) != NULL;

	canvas->cursor_x = inside ? x : -1;
	canvas->cursor_y = inside ? y : -1;
}

static const char style_letters[STYLE_COUNT + 1] = ".*dTB+>_#khgw!nl12345";

void canvas_dump(const struct canvas *canvas, bool styles, struct str *out)
{
	const struct cell *cell = canvas->cell;

	for (int y = 0; y < canvas->height; y++) {
		for (int x = 0; x < canvas->width; x++)
			str_add(out, cell[y * canvas->width + x].text);
		str_add(out, "|\n");
	}
	for (int y = 0; styles && y < canvas->height; y++) {
		for (int x = 0; x < canvas->width; x++)
			str_add_char(out, style_letters[cell[y * canvas->width + x].style]);
		str_add(out, "|\n");
	}
}
