/*
 * A terminal for tests: a program runs on a pseudo terminal, libvterm shows
 * what a person would see.  Every look at the screen is retried until it holds
 * or ten seconds are over; nothing sleeps.  A check that something is gone has
 * to follow one that something else has come.
 */
#ifndef SUPPORT_TERM_H
#define SUPPORT_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>
#include <vterm.h>

struct term;

/*
 * Runs argv on a screen of this size.  The environment is empty but for PATH,
 * HOME, TERM=xterm-256color, LC_ALL=C.UTF-8 and what `env` adds or replaces
 * ("NAME=value", NULL at the end; "NAME" alone removes).
 */
struct term *term_open(int rows, int columns, const char *const *env, const char *const *argv);
/* The same with a function in the child, whose result is the exit status. */
struct term *term_call(int rows, int columns, const char *const *env,
		       int (*program)(void *), void *with);

void term_type(struct term *term, const char *utf8);    /* as an input method commits */
void term_bytes(struct term *term, const char *bytes, size_t length);
void term_key(struct term *term, VTermKey key, VTermModifier modifier);
void term_ctrl(struct term *term, char letter);
void term_paste(struct term *term, const char *utf8);   /* in brackets when asked for */
void term_resize(struct term *term, int rows, int columns);
/* Only the program learns of the size, and what it writes is kept but not shown: for
 * sizes and changes of them that libvterm does not survive.  term_resize() ends it. */
void term_resize_unseen(struct term *term, int rows, int columns);
void term_signal(struct term *term, int number);
pid_t term_pid(const struct term *term);
void term_hangup(struct term *term);                    /* the window is closed */
void term_mute(struct term *term, bool mute);           /* questions stay unanswered */
/* Questions where the cursor is are answered as if it stood `columns` further. */
void term_shift_answers(struct term *term, int columns);

/* Takes output that comes within `ms`; false once the program has ended. */
bool term_pump(struct term *term, int ms);
long term_clock(void);                                  /* milliseconds */
double term_read_at(const struct term *term);           /* microseconds: the newest output came */

const char *term_row(struct term *term, int row);       /* no spaces at its end */
bool term_contains(struct term *term, const char *text); /* within one row */
VTermScreenCell term_cell(struct term *term, int row, int column);
void term_size(const struct term *term, int *rows, int *columns);
VTermPos term_cursor(const struct term *term);
bool term_cursor_shown(const struct term *term);
bool term_alt(const struct term *term);                 /* the alternate screen */
bool term_wrote(const struct term *term, const char *bytes); /* ever, in its output */
bool term_colored(const struct term *term);             /* any colour, ever */
size_t term_output(const struct term *term);            /* bytes so far */
void term_dump(struct term *term);                      /* to standard error */
void term_svg(struct term *term, FILE *out);

/* Waits for the end; exit status, 128 + signal, or -1 after ten seconds (it is
 * killed then).  Frees the terminal. */
int term_close(struct term *term);

#define TERM_DEADLINE 10000

#define SOON(term, condition) do { \
	long end_ = term_clock() + TERM_DEADLINE; \
	while (!(condition) && term_clock() < end_) \
		if (!term_pump((term), 20)) \
			break; \
	if (!(condition)) { \
		term_dump(term); \
		fail_msg("%s:%d: not within the time: %s", __FILE__, __LINE__, #condition); \
	} \
} while (0)

#define ROW(term, row, text) SOON(term, strcmp(term_row((term), (row)), (text)) == 0)
#define SEES(term, text) SOON(term, term_contains((term), (text)))

#endif
