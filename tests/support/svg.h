/*
 * A screen as a picture.  One centred <text> a cell, because fonts do not agree
 * on widths; lines and blocks are shapes, because fonts do not join them.
 */
#ifndef SUPPORT_SVG_H
#define SUPPORT_SVG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct canvas;

enum { SVG_TEXT = 0x24292F, SVG_PAPER = 0xFDFCF9 };

struct svg_cell {
	char text[32];
	int width;                /* 1 or 2 */
	bool bold, underline;
	uint32_t text_color, back_color; /* 0xRRGGBB */
};

void svg_begin(FILE *out, int columns, int rows);
void svg_cell(FILE *out, int x, int y, const struct svg_cell *cell);
void svg_cursor(FILE *out, int x, int y);
void svg_end(FILE *out);

/* A whole canvas, its styles as in a terminal with 256 colours. */
void svg_canvas(FILE *out, const struct canvas *canvas);

#endif
