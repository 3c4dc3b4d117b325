/*
 * Programs on a pseudo terminal, timed from the byte that goes in to the last byte of
 * the picture that was waited for.
 */
#ifndef TESTS_BENCH_SUPPORT_SCREEN_H
#define TESTS_BENCH_SUPPORT_SCREEN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "support/term.h"

enum { SCREEN_ROWS = 40, SCREEN_COLUMNS = 120, SCREEN_WAIT_MS = 20000 };

/* Starts it and waits for `text`; `ready` gets the microseconds from before the fork. */
struct term *screen_start(const char *const *env, const char *const *argv, const char *text, double *ready);

/* Types it and waits for a picture; microseconds. */
double screen_until_text(struct term *term, const char *keys, const char *text);
double screen_until_cell(struct term *term, const char *keys, int row, int column, uint32_t code);
double screen_until_hash(struct term *term, const char *keys, uint64_t hash);

/* As above, of a terminal whose size becomes another. */
double screen_resized_text(struct term *term, int rows, int columns, const char *text);
double screen_resized_hash(struct term *term, int rows, int columns, uint64_t hash);

/* Takes what comes until nothing came for a time. */
void screen_rest(struct term *term, int ms);
void screen_settle(struct term *term);                  /* that is long enough for any picture */
/* All that is seen of a cell, of the screen, styles included. */
uint64_t screen_look(struct term *term, int row, int column);
uint64_t screen_hash(struct term *term);

/* Types it and waits for the end of the program, which must be a good one. */
double screen_leave(struct term *term, const char *keys);

/* Numbers of a process from /proc: kilobytes, milliseconds of a processor, wake-ups. */
struct usage { double peak, anonymous, cpu_ms; long wakes; };
struct usage screen_usage(const struct term *term);

#endif
