/*
 * How styles look, in words that need no ncurses: without colours, with eight
 * and with 256.  Texts are mid-tones, readable on dark and on light; what has
 * a background brings its own foreground.  -1 is the terminal's own colour.
 */
#ifndef UI_LOOK_H
#define UI_LOOK_H

#include "ui/canvas.h"

struct error;

enum { LOOK_PLAIN = 0, LOOK_BOLD = 1, LOOK_REVERSE = 2, LOOK_UNDERLINE = 4 };

struct look {
	unsigned plain, colored; /* LOOK_ bits without and with colours */
	short text8, back8, text256, back256;
};

const struct look *look_of(enum style style);

/* Terminals by the name in TERM: whose fonts and lines are not to be trusted
 * (ASCII borders), and who answer when asked where the cursor is. */
bool look_is_plain(const char *term);
bool look_answers(const char *term);

/* Does the terminal show UTF-8, as far as the locale tells?  Else our bytes would be other
 * characters there, and some of them orders. */
bool look_codeset(struct error *err);

#endif
