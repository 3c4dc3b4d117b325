/*
 * A picture goes to the terminal in one piece.  ncurses writes whenever it moves the
 * cursor, a hundred times a picture, so that a projector shows how it is put together;
 * here it writes into memory, and what has come is sent at once.  Where there is no such
 * memory (not Linux), it writes to the terminal as ever.
 */
#ifndef UI_BURST_H
#define UI_BURST_H

#include <stdbool.h>
#include <stddef.h>

struct burst {
	int terminal, memory;  /* descriptors; -1: there is no memory */
	bool brief;            /* the terminal's reset is xterm's: see burst_shorten() */
	char *bytes; size_t room;
};

/* `reset`: the terminal's capability sgr0. */
void burst_start(struct burst *burst, const char *reset);
void burst_stop(struct burst *burst);

/* Between the two standard output is not the terminal.  Sent whole, or until the
 * terminal is gone. */
void burst_begin(struct burst *burst);
void burst_end(struct burst *burst);

/* Puts the terminal back where burst_begin() took it away; safe in a signal handler. */
void burst_give_back(const struct burst *burst);

/*
 * Leaves out, in place, what changes nothing: ncurses chooses the ASCII letters with each
 * change of style (we use no others), and goes back to the usual colour before a reset that
 * does the same.  Only where the reset is xterm's.  The length that is left.
 */
size_t burst_shorten(char *bytes, size_t length);

#endif
