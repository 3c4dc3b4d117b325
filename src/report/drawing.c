/* See drawing.h. */
#include "report/drawing.h"

#include <stdarg.h>

#include "lang/lang.h"
#include "lang/words_paper.h"

void draw_text(struct drawing *drawing, int x, int y, enum draw_anchor anchor, const char *text)
{
	static const char *const anchors[] = {
		[DRAW_START] = "", [DRAW_MIDDLE] = " text-anchor=\"middle\"", [DRAW_END] = " text-anchor=\"end\"",
	};

	str_printf(&drawing->svg, "<text x=\"%d\" y=\"%d\"%s>", x, y, anchors[anchor]);
	paper_html(&drawing->svg, paper_text(drawing->paper, text));
	str_add(&drawing->svg, "</text>\n");
}

void draw_line(struct drawing *drawing, int x1, int y1, int x2, int y2, const char *more)
{
	str_printf(&drawing->svg, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" %s/>\n", x1, y1, x2, y2, more);
}

void draw_rect(struct drawing *drawing, int x, int y, int width, int height, const char *more)
{
	str_printf(&drawing->svg, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" %s/>\n", x, y, width, height, more);
}

void draw_circle(struct drawing *drawing, int x, int y, int radius, const char *more)
{
	str_printf(&drawing->svg, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" %s/>\n", x, y, radius, more);
}

void draw_say(struct drawing *drawing, const char *format, ...)
{
	va_list args;

	if (drawing->words.length > 0)
		str_add(&drawing->words, T(PAPER_BETWEEN));
	va_start(args, format);
	str_vprintf(&drawing->words, format, args);
	va_end(args);
}

void draw_done(struct drawing *drawing, const char *title)
{
	const struct figure figure = {
		.title = title, .text = drawing->words.text, .width = DRAW_WIDTH, .height = drawing->height,
		.svg = drawing->svg.text,
	};

	paper_figure(drawing->paper, &figure);
	str_release(&drawing->svg);
	str_release(&drawing->words);
}
