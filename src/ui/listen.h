/*
 * Reading from the terminal and writing to it, below ncurses.  Standard input
 * and output are the terminal; tty.c has made sure of it.
 */
#ifndef UI_LISTEN_H
#define UI_LISTEN_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

struct input;

enum heard { HEARD_NOTHING, HEARD_BYTES, HEARD_SIGNAL };

/* Waits for bytes.  `mask` is the signal mask while waiting; NULL: as it is. */
enum heard listen_wait(int milliseconds, const sigset_t *mask);

/* Takes what there is into `input`; false when the terminal is gone. */
bool listen_read(struct input *input);

/* All of it, straight to the terminal; safe in a signal handler. */
void listen_write(const char *bytes, size_t length);

/*
 * How many columns the terminal gives to an ambiguous character (①): one prints it and
 * asks where the cursor went, the other waits for the answer and cleans up.  0: none
 * within 200 ms.  Keys typed meanwhile stay in `input`; a late answer is passed over
 * there.
 */
void listen_ask(void);
int listen_answer(struct input *input);

#endif
