/*
 * How a row of cells gets into ncurses' window: styles as attributes and colour pairs,
 * graphemes as wide characters, and as few changes between them as nobody can see.
 */
#ifndef UI_PEN_H
#define UI_PEN_H

#include <ncurses.h>
#include <stdbool.h>

#include "ui/canvas.h"

struct pen {
	attr_t attribute[STYLE_COUNT];
	short pair[STYLE_COUNT];
	bool unseen[STYLE_COUNT]; /* on a blank, where only letters have the style */
};

/* After newterm(): colours where the terminal has them and nobody asked for none. */
void pen_start(struct pen *pen, bool no_color);

/* The first `width` columns of row y into the window. */
void pen_row(const struct pen *pen, const struct canvas *canvas, int y, int width);

#endif
