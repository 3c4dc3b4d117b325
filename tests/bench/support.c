/* See support.h. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS_MAX = 2000 };

static double microseconds(void (*run)(void *), void *with)
{
	struct timespec from, to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	run(with);
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (double)(to.tv_sec - from.tv_sec) * 1e6 + (double)(to.tv_nsec - from.tv_nsec) / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *value, int count)
{
	qsort(value, (size_t)count, sizeof(*value), by_size);
	return value[count / 2];
}

void measure_run(const struct measure *measure)
{
	static double first[RUNS_MAX], second[RUNS_MAX], ours[RUNS_MAX];
	int runs = measure->runs < RUNS_MAX ? measure->runs : RUNS_MAX;
	double a, b, o;

	measure->floor(measure->with);
	measure->ours(measure->with);
	for (int i = 0; i < runs; i++) {
		first[i] = microseconds(measure->floor, measure->with);
		ours[i] = microseconds(measure->ours, measure->with);
		second[i] = microseconds(measure->floor, measure->with);
	}
	a = median(first, runs);
	b = median(second, runs);
	o = median(ours, runs);
	printf("%-44s %10.1f us %10.1f us  %5.2f x%s\n", measure->what, a < b ? a : b, o,
	       o / (a < b ? a : b), a > b * 1.2 || b > a * 1.2 ? "  too noisy" : "");
}

void must(int good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}
