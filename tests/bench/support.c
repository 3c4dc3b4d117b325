/* See support.h. */
#include "support.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 2000, RESAMPLES = 400, PATH_BYTES = 200 };

struct summary { double p50, low, high, p95, p99, least; };

double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double at_rank(const double *sorted, int count, double rank)
{
	int at = (int)rank;

	return sorted[at < 0 ? 0 : at >= count ? count - 1 : at];
}

/* The range of the median is where it lies 95 times in 100 whatever the distribution. */
static struct summary summary_of(const double *value, int count)
{
	static double sorted[2 * RUNS_MAX];
	double half = 0.98 * sqrt(count);

	memcpy(sorted, value, (size_t)count * sizeof(*sorted));
	qsort(sorted, (size_t)count, sizeof(*sorted), by_size);
	return (struct summary){
		.p50 = sorted[count / 2], .least = sorted[0],
		.low = at_rank(sorted, count, count / 2.0 - half),
		.high = at_rank(sorted, count, count / 2.0 + half),
		.p95 = at_rank(sorted, count, count * 0.95), .p99 = at_rank(sorted, count, count * 0.99),
	};
}

static double median(double *value, int count)
{
	qsort(value, (size_t)count, sizeof(*value), by_size);
	return value[count / 2];
}

/* Always the same sequence: the same times give the same range. */
static int pick(uint64_t *state, int count)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (int)((*state >> 33) % (uint64_t)count);
}

/* Turns are drawn whole, a floor with ours beside it. */
static void ratio_range(const double *floor, const double *ours, int runs, double *low, double *high)
{
	static double a[RUNS_MAX], b[RUNS_MAX], ratio[RESAMPLES];
	uint64_t state = 20261124;

	for (int i = 0; i < RESAMPLES; i++) {
		for (int k = 0; k < runs; k++) {
			int at = pick(&state, runs);

			a[k] = floor[at];
			b[k] = ours[at];
		}
		ratio[i] = median(b, runs) / median(a, runs);
	}
	qsort(ratio, RESAMPLES, sizeof(*ratio), by_size);
	*low = ratio[RESAMPLES / 40];
	*high = ratio[RESAMPLES - 1 - RESAMPLES / 40];
}

/* ---- saying -------------------------------------------------------------------------- */

static const char *verdict_of(bool noisy, bool asked, bool reached)
{
	return noisy ? "too noisy" : !asked ? "" : reached ? "reached" : "MISSED";
}

/* Words for people have no quotes or backslashes here. */
static void keep_row(const char *what, const char *verdict, const char *rest)
{
	const char *path = getenv("BENCH_ROWS");
	FILE *file = path ? fopen(path, "a") : NULL;

	if (!file)
		return;
	fprintf(file, "{\"what\":\"%s\",\"verdict\":\"%s\",%s}\n", what, *verdict ? verdict : "measured", rest);
	fclose(file);
}

static void json_of(const struct summary *of, char *to, size_t size)
{
	snprintf(to, size, "{\"p50\":%.2f,\"low\":%.2f,\"high\":%.2f,\"p95\":%.2f,\"p99\":%.2f,\"min\":%.2f}", of->p50, of->low,
		 of->high, of->p95, of->p99, of->least);
}

void measure_head(const char *what)
{
	printf("%-44s %32s  %32s\n", what, "floor us p50 [95 %] min", "entaku us p50 [95 %] min");
	fflush(stdout);
}

static void say_tail(const struct timing *timing, double p95, double p99)
{
	if (timing->most95 > 0)
		printf("  p95 %.2f (%.2f) p99 %.2f (%.2f)", p95, timing->most95, p99, timing->most99);
}

static bool holds(double ratio, double most)
{
	return most <= 0 || ratio <= most;
}

static void say_timing(const struct timing *timing, const double *floor, const double *ours, bool noisy)
{
	struct summary f = summary_of(floor, timing->runs), o = summary_of(ours, timing->runs);
	double ratio = o.p50 / f.p50, p95 = o.p95 / f.p95, p99 = o.p99 / f.p99, low, high;
	bool reached = holds(ratio, timing->most) && holds(p95, timing->most95) && holds(p99, timing->most99);
	const char *verdict = verdict_of(noisy, timing->most > 0, reached);
	char a[200], b[200], rest[700];

	ratio_range(floor, ours, timing->runs, &low, &high);
	printf("%-44s %9.1f [%.0f..%.0f] %.1f  %9.1f [%.0f..%.0f] %.1f  %5.2f x [%.2f..%.2f] min %.2f x", timing->what,
	       f.p50, f.low, f.high, f.least, o.p50, o.low, o.high, o.least, ratio, low, high, o.least / f.least);
	if (timing->most > 0)
		printf("  (%.2f)", timing->most);
	say_tail(timing, p95, p99);
	printf("  %s\n", verdict);
	fflush(stdout);
	json_of(&f, a, sizeof(a));
	json_of(&o, b, sizeof(b));
	snprintf(rest, sizeof(rest), "\"floor_us\":%s,\"entaku_us\":%s,\"ratio\":%.3f,\"ratio_low\":%.3f,\"ratio_high\":%.3f,"
		 "\"ratio_min\":%.3f,\"ratio_p95\":%.3f,\"ratio_p99\":%.3f,\"most\":%.2f,\"most_p95\":%.2f,\"most_p99\":%.2f", a, b,
		 ratio, low, high, o.least / f.least, p95, p99, timing->most, timing->most95, timing->most99);
	keep_row(timing->what, verdict, rest);
}

/* ---- measuring ----------------------------------------------------------------------- */

void measure_timing(const struct timing *timing)
{
	static double first[RUNS_MAX], second[RUNS_MAX], ours[RUNS_MAX];
	struct timing row = *timing;
	const char *only = getenv("BENCH_ONLY");
	double a, b;

	if (only && !strstr(row.what, only))
		return;
	row.runs = row.runs < RUNS_MAX ? row.runs : RUNS_MAX;
	row.floor(row.with);
	row.ours(row.with);
	for (int i = 0; i < row.runs; i++) {
		first[i] = row.floor(row.with);
		ours[i] = row.ours(row.with);
		second[i] = row.floor(row.with);
	}
	a = summary_of(first, row.runs).p50;
	b = summary_of(second, row.runs).p50;
	say_timing(&row, a < b ? first : second, ours, a > b * 1.2 || b > a * 1.2);
}

struct whole { const struct measure *measure; };

static double time_of(void (*run)(void *), void *with)
{
	double from = now_us();

	run(with);
	return now_us() - from;
}

static double whole_floor(void *with)
{
	const struct whole *whole = with;

	return time_of(whole->measure->floor, whole->measure->with);
}

static double whole_ours(void *with)
{
	const struct whole *whole = with;

	return time_of(whole->measure->ours, whole->measure->with);
}

void measure_run(const struct measure *measure)
{
	struct whole whole = { measure };

	measure_timing(&(struct timing){ .what = measure->what, .floor = whole_floor, .ours = whole_ours,
					 .with = &whole, .runs = measure->runs, .most = measure->most });
}

void figure(const char *what, double value, const char *unit, double most)
{
	const char *verdict = verdict_of(false, most > 0, value <= most);
	char rest[200];

	printf("%-44s %9.2f %s", what, value, unit);
	if (most > 0)
		printf("  (%.2f)", most);
	printf("  %s\n", verdict);
	fflush(stdout);
	snprintf(rest, sizeof(rest), "\"value\":%.3f,\"unit\":\"%s\",\"most\":%.3f", value, unit, most);
	keep_row(what, verdict, rest);
}

void figure_ratio(const char *what, double floor, double ours, const char *unit, double most)
{
	double ratio = floor > 0 ? ours / floor : 0;
	const char *verdict = verdict_of(floor <= 0, most > 0, ratio <= most);
	char rest[200];

	printf("%-44s %9.1f %s  %9.1f %s  %5.2f x", what, floor, unit, ours, unit, ratio);
	if (most > 0)
		printf("  (%.2f)", most);
	printf("  %s\n", verdict);
	fflush(stdout);
	snprintf(rest, sizeof(rest), "\"floor\":%.2f,\"entaku\":%.2f,\"unit\":\"%s\",\"ratio\":%.3f,\"most\":%.2f", floor, ours,
		 unit, ratio, most);
	keep_row(what, verdict, rest);
}

/* ---- around it ------------------------------------------------------------------------ */

const char *folder_new(void)
{
	static char path[PATH_BYTES];
	const char *in = getenv("BENCH_FOLDER");

	snprintf(path, sizeof(path), "%s/entaku-bench-XXXXXX", in && strlen(in) < PATH_BYTES - 40 ? in : "/tmp");
	must(mkdtemp(path) != NULL, "no temporary folder");
	return path;
}

void folder_remove(const char *folder)
{
	char command[PATH_BYTES + 20];

	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	must(system(command) == 0, "the folder was not removed");
}

void must(int good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}
