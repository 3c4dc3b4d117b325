/*
 * Measuring against a floor: the same number of runs of a bare program and of
 * ours, in turns, so that a machine that slows down slows both.  The floor is
 * measured twice; when its two halves differ by more than a fifth, the row
 * says "too noisy" and nothing is judged.
 *
 * A row is one line: the medians with their 95 % ranges (order statistics), the
 * minima, the ratio of the medians with its 95 % range (bootstrap over the turns),
 * the ratio of the minima, what is to be reached and whether it is.  The same goes
 * as a JSON line into the file that BENCH_ROWS names.  BENCH_ONLY measures only the rows
 * that have it in their name.
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
	double most;                 /* the ratio to reach; 0: none is asked for */
};

/* As a measure of functions that say themselves how many microseconds it was. */
struct timing {
	const char *what;
	double (*floor)(void *with);
	double (*ours)(void *with);
	void *with;
	int runs;
	double most, most95, most99; /* of the medians, of p95, of p99; 0: none */
};

void measure_run(const struct measure *measure);
void measure_timing(const struct timing *timing);

/* One number with a limit (0: none), and one as a ratio of a floor's. */
void figure(const char *what, double value, const char *unit, double most);
void figure_ratio(const char *what, double floor, double ours, const char *unit, double most);

/* The line above rows. */
void measure_head(const char *what);

/* Microseconds from some moment on. */
double now_us(void);

/* Ends the program with words when `good` is false. */
void must(int good, const char *what);

/* A new folder on the disk of the build (BENCH_FOLDER) or in /tmp, and its end. */
const char *folder_new(void);
void folder_remove(const char *folder);

#endif
