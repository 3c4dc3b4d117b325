/*
 * A grid of cells: where screens draw and what tests read.  Text is clipped at
 * the given box, wide characters are never cut in half, control characters are
 * drawn as U+FFFD (a place where text leaves: nothing can reach the terminal
 * but what stands in cells).
 */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct str;

/* What a cell means; tty.c turns it into colours, bold, reverse, underline. */
enum style {
	STYLE_TEXT, STYLE_STRONG, STYLE_DIM, STYLE_TITLE, STYLE_BAR, STYLE_BORDER,
	STYLE_SELECTED, STYLE_FIELD, STYLE_FIELD_OPEN, STYLE_HINT_KEY, STYLE_HINT,
	STYLE_GOOD, STYLE_WARNING, STYLE_ALERT, STYLE_NOTE, STYLE_LABEL,
	STYLE_LEVEL_1, STYLE_LEVEL_2, STYLE_LEVEL_3, STYLE_LEVEL_4, STYLE_LEVEL_5,
	STYLE_COUNT
};

enum { CELL_BYTES = 24 };

struct cell {
	char text[CELL_BYTES];    /* one grapheme; "" right of a wide one */
	uint8_t width;            /* 1 or 2; 0: the right half of a wide cell */
	uint8_t style;
};

struct canvas {
	int width, height;
	bool ascii;               /* borders, marks and ellipsis in ASCII */
	bool wide;                /* an ideograph takes two columns: false only where there is no UTF-8 */
	int cursor_x, cursor_y;   /* -1: hidden */
	struct cell *cell;        /* row by row */
};

struct box { int x, y, width, height; };

struct canvas *canvas_new(struct arena *arena, int width, int height);
void canvas_clear(struct canvas *canvas);
struct cell *canvas_cell(struct canvas *canvas, int x, int y); /* NULL outside */

/* Text on one line from (x, y), at most `columns`; what does not fit ends in
 * an ellipsis.  The columns used. */
int canvas_text(struct canvas *canvas, int x, int y, int columns, enum style style, const char *text);
/* The same, at the right end of the `columns`. */
int canvas_text_right(struct canvas *canvas, int x, int y, int columns, enum style style, const char *text);
void canvas_fill(struct canvas *canvas, struct box box, enum style style);
void canvas_style(struct canvas *canvas, struct box box, enum style style); /* keeps the text */
/* Lines: │ ─ ┌ ┐ └ ┘ ├ ┤ ┬ ┴ ┼ or their ASCII twins; joins with lines already there. */
void canvas_frame(struct canvas *canvas, struct box box, enum style style);
void canvas_rule(struct canvas *canvas, int x, int y, int columns, enum style style);
void canvas_column(struct canvas *canvas, int x, int y, int rows, enum style style);
void canvas_cursor(struct canvas *canvas, int x, int y);

/* The cells as lines of text, a `|` at the right edge, for golden files;
 * `styles` adds a second block with one letter a cell. */
void canvas_dump(const struct canvas *canvas, bool styles, struct str *out);

#endif
