#include "support/svg.h"

#include <string.h>

enum { CELL_WIDTH = 9, CELL_HEIGHT = 19, MARGIN = 12, BASE_LINE = 14 };

void svg_begin(FILE *out, int columns, int rows)
{
	int width = columns * CELL_WIDTH + 2 * MARGIN, height = rows * CELL_HEIGHT + 2 * MARGIN;

	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		"viewBox=\"0 0 %d %d\">\n<style>text{font:15px 'Noto Sans Mono CJK JP','BIZ UDGothic',"
		"'Osaka-Mono','MS Gothic',monospace;text-anchor:middle;white-space:pre}"
		".b{font-weight:bold}</style>\n"
		"<rect width=\"100%%\" height=\"100%%\" rx=\"6\" fill=\"#%06x\"/>\n",
		width, height, width, height, (unsigned)SVG_PAPER);
}

void svg_end(FILE *out)
{
	fputs("</svg>\n", out);
}

static void rectangle(FILE *out, double x, double y, double width, double height, uint32_t color)
{
	fprintf(out, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"#%06x\"/>\n",
		x, y, width, height, (unsigned)color);
}

void svg_cursor(FILE *out, int x, int y)
{
	rectangle(out, MARGIN + x * CELL_WIDTH, MARGIN + y * CELL_HEIGHT + CELL_HEIGHT - 3,
		  CELL_WIDTH, 2, SVG_TEXT);
}

/* Directions of a line, as in canvas.c: up 1, right 2, down 4, left 8. */
static int line_of(const char *text)
{
	static const struct { const char *text; int set; } lines[] = {
		{ "│", 5 }, { "─", 10 }, { "┌", 6 }, { "┐", 12 }, { "└", 3 }, { "┘", 9 },
		{ "├", 7 }, { "┤", 13 }, { "┬", 14 }, { "┴", 11 }, { "┼", 15 },
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (strcmp(text, lines[i].text) == 0)
			return lines[i].set;
	return 0;
}

static void draw_line(FILE *out, double left, double top, int set, uint32_t color)
{
	double middle_x = left + CELL_WIDTH / 2.0, middle_y = top + CELL_HEIGHT / 2.0;

	if (set & 5) {
		double from = set & 1 ? top : middle_y - 0.5;
		double to = set & 4 ? top + CELL_HEIGHT : middle_y + 0.5;

		rectangle(out, middle_x - 0.5, from, 1, to - from, color);
	}
	if (set & 10) {
		double from = set & 8 ? left : middle_x - 0.5;
		double to = set & 2 ? left + CELL_WIDTH : middle_x + 0.5;

		rectangle(out, from, middle_y - 0.5, to - from, 1, color);
	}
}

/* U+2581..U+2588 fill from below in eighths, U+2589..U+258F from the left. */
static bool draw_block(FILE *out, double left, double top, const char *text, uint32_t color)
{
	int part;

	if (strncmp(text, "\xE2\x96", 2) != 0 || strlen(text) != 3)
		return false;
	part = (unsigned char)text[2] - 0x80;
	if (part >= 1 && part <= 8)
		rectangle(out, left, top + CELL_HEIGHT * (8 - part) / 8.0, CELL_WIDTH,
			  CELL_HEIGHT * part / 8.0, color);
	else if (part >= 9 && part <= 15)
		rectangle(out, left, top, CELL_WIDTH * (16 - part) / 8.0, CELL_HEIGHT, color);
	else
		return false;
	return true;
}

static void escape(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '<')
			fputs("&lt;", out);
		else if (*text == '&')
			fputs("&amp;", out);
		else
			fputc(*text, out);
	}
}

void svg_cell(FILE *out, int x, int y, const struct svg_cell *cell)
{
	double left = MARGIN + x * CELL_WIDTH, top = MARGIN + y * CELL_HEIGHT;
	double width = CELL_WIDTH * cell->width;
	int line = line_of(cell->text);

	if (cell->back_color != SVG_PAPER)
		rectangle(out, left, top, width, CELL_HEIGHT, cell->back_color);
	if (cell->underline)
		rectangle(out, left, top + CELL_HEIGHT - 2, width, 1, cell->text_color);
	if (line) {
		draw_line(out, left, top, line, cell->text_color);
	} else if (strcmp(cell->text, " ") != 0 && cell->text[0] &&
		   !draw_block(out, left, top, cell->text, cell->text_color)) {
		fprintf(out, "<text x=\"%g\" y=\"%g\" fill=\"#%06x\"%s>", left + width / 2,
			top + BASE_LINE, (unsigned)cell->text_color,
			cell->bold ? " class=\"b\"" : "");
		escape(out, cell->text);
		fputs("</text>\n", out);
	}
}
