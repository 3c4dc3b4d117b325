/*
 * Runs the program under test ($ENTAKU) with an argument vector and gathers
 * what it said.  The clock is stopped, ids repeat, and each test has a folder
 * of its own with a fresh database; no shell is in between.
 */
#ifndef TESTS_SUPPORT_PROGRAM_H
#define TESTS_SUPPORT_PROGRAM_H

#include "base/str.h"

struct arena;
struct json;

enum { RUN_WORDS = 40 };

struct run {
	const char *input;               /* standard input; NULL: empty */
	const char *now, *language;      /* NULL: 2026-11-23T05:00:00Z, en */
	const char *output;              /* a file for standard output; NULL: gathered */
	const char *zone, *locale;       /* TZ and LC_ALL; NULL: UTC, C.UTF-8 */
	size_t file_limit;               /* no file may grow beyond so many bytes; 0: any may */
	int status;                      /* that run_json() expects */
	const char *word[RUN_WORDS];     /* argv[1..], ended by NULL */
};

struct result { int status; struct str out, err; }; /* status: 128 + signal when killed */

/* A new, empty folder; its path belongs to the caller's arena.  Removed with
 * all in it by place_remove(). */
const char *place_new(struct arena *arena);
void place_remove(const char *place);

/* Runs in `place` (its home and data folder; the packs and sample sessions of the
 * checkout are found there through links).  The result is released with result_release(). */
struct result program_run(const char *place, const struct run *run);
void result_release(struct result *result);

/* Runs and fails the test unless the status is `status`; then `out`, and `err`,
 * must hold these texts (NULL: not looked at; "" : must be empty). */
void expect_run(const char *place, const struct run *run, int status, const char *out,
		const char *err);

/* Runs, must end with run->status, and its output must be one JSON value. */
struct json *run_json(const char *place, const struct run *run, struct arena *arena);

#endif
