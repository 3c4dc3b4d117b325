/*
 * What several screens draw: wrapped paragraphs, lists with a highlight, the
 * title bar, the footer with its hints, a small dialog.  Stateless.
 */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/action.h"
#include "ui/canvas.h"

struct arena;

/* A running text: lines with a style and an indent, made first, drawn with a
 * scroll offset afterwards. */
struct page_line { const char *text; enum style style; int indent; int mark; };
struct page {
	struct arena *arena;
	int columns;
	size_t count, capacity;
	struct page_line *line;
};

void page_init(struct page *page, struct arena *arena, int columns);
/* Wraps `text`; the first line is led by `bullet` ("" or "・"), the others are
 * indented to it. */
void page_add(struct page *page, enum style style, int indent, const char *bullet, const char *text);
void page_blank(struct page *page);
/* Draws lines from `top` on; shows ▲ ▼ (^ v) at the right edge where there is
 * more.  Returns the greatest useful `top`. */
int page_draw(struct canvas *canvas, struct box box, const struct page *page, int top);

/* The first row to show so that `selected` is visible in `rows` of `count`. */
int list_top(int top, int selected, int count, int rows);

/* A warning with its last row at `y`: what does not fit grows upwards, since a refusal
 * says what to do at its end, and must not be cut. */
void draw_warning(struct canvas *canvas, struct arena *frame, int y, const char *text);

/* The same where it does not fit on a row; else, and what is no warning, on one row. */
void draw_notice(struct canvas *canvas, struct arena *frame, int y, enum style style, const char *text);

/* The footer: hints of the context and its parents that fit, key then word. */
void draw_hints(struct canvas *canvas, int y, enum context context);

/* A centred dialog; returns the inner box. */
struct box draw_dialog(struct canvas *canvas, int width, int height, const char *title);

#endif
