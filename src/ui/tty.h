/*
 * The terminal: the one place that knows ncurses.  Keys in, a canvas out.
 * It keeps its state in one static struct, one of the three mutable globals,
 * because signal handlers must reach it.
 */
#ifndef UI_TTY_H
#define UI_TTY_H

#include <stdbool.h>

#include "ui/canvas.h"
#include "ui/key.h"

struct error;

struct tty_options {
	bool ascii;               /* --ascii */
	bool no_color;            /* $NO_COLOR set and not empty */
	int ambiguous;            /* 1, 2, or 0: ask the terminal (at most 200 ms) */
};

/* Takes the terminal: raw keys, alternate screen, bracketed paste.  False:
 * `err` says why (no terminal, unknown TERM, cannot place the cursor). */
bool tty_start(const struct tty_options *options, struct error *err);

/* Gives it back as it was; safe to call twice and when not started. */
void tty_stop(void);

/* Catches crashes (the terminal is restored, then the default happens) and
 * what else would end the program: TERM, HUP, INT, QUIT and others
 * (tty_signal() gives the number, 0 none).  A lost terminal shows as SIGHUP. */
void tty_catch_signals(void);
int tty_signal(void);

void tty_size(int *width, int *height);
bool tty_ascii(void);         /* borders must be ASCII (option, TERM, locale) */

/* Draws what differs from the last canvas. */
void tty_show(const struct canvas *canvas);
/* Everything anew at the next show. */
void tty_redraw(void);

/* The next key; NAMED_NONE after `milliseconds` (a signal ends the wait).  A
 * paste comes as one key whose text stays valid until the next call. */
struct key tty_key(int milliseconds);

/* ^Z: gives the terminal back, stops, takes it again when continued. */
void tty_suspend(void);

void tty_bell(void);

#endif
