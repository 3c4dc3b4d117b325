/* An SVG drawing in the making, and the words that go with it.  Internal to figure*.c. */
#ifndef REPORT_DRAWING_H
#define REPORT_DRAWING_H

#include "base/str.h"
#include "report/paper.h"

/* How a text stands at its x. */
enum draw_anchor { DRAW_START, DRAW_MIDDLE, DRAW_END };

struct drawing { struct paper *paper; struct str svg, words; int height; };

enum { DRAW_WIDTH = 660 };

void draw_text(struct drawing *drawing, int x, int y, enum draw_anchor anchor, const char *text);
void draw_line(struct drawing *drawing, int x1, int y1, int x2, int y2, const char *more);
void draw_rect(struct drawing *drawing, int x, int y, int width, int height, const char *more);
void draw_circle(struct drawing *drawing, int x, int y, int radius, const char *more);
/* "; " between what is said. */
void draw_say(struct drawing *drawing, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Puts the picture into the paper and lets go of both strings. */
void draw_done(struct drawing *drawing, const char *title);

#endif
