/*
 * Measuring against a floor: the same number of runs of a bare program and of
 * ours, in turns, so that a machine that slows down slows both.  The floor is
 * measured twice; when its two halves differ by more than a fifth, the row
 * says "too noisy" and no ratio is to be believed.
 */
#ifndef TESTS_BENCH_SUPPORT_H
#define TESTS_BENCH_SUPPORT_H

#include <stddef.h>

struct measure {
	const char *what;
	void (*floor)(void *with);   /* the bare thing */
	void (*ours)(void *with);
	void *with;
	int runs;                    /* of each; at least 40 */
};

/* Prints "what  floor  ours  ratio [too noisy]" with medians in microseconds. */
void measure_run(const struct measure *measure);

/* Ends the program with words when `good` is false. */
void must(int good, const char *what);

#endif
