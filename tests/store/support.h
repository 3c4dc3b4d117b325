/*
 * A small pack with its YAML, a store in a folder of its own, events from JSON
 * lines, and a hand that changes files behind the store's back.
 */
#ifndef TESTS_STORE_SUPPORT_H
#define TESTS_STORE_SUPPORT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <setjmp.h>
#include <stdbool.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "store/store.h"
#include "workshop/session.h"

/* Everything a test of the store needs; made and removed by the functions below. */
struct bench {
	struct arena *arena;
	const struct pack *pack; /* items P1, D1, D3 (worksheet: support_answers.h); agendas standard, short */
	char folder[256], path[300];
	struct store *store;     /* open for writing, or NULL */
};

/* For cmocka_unit_test_setup_teardown: *state is a struct bench with an open,
 * new store. */
int bench_setup(void **state);
int bench_teardown(void **state);

/* Closes the store when it is open, and opens it in that way; must succeed. */
struct store *bench_open(struct bench *bench, enum store_mode mode);
void bench_close(struct bench *bench);

/* Must fail; the words are the ones of both languages, joined by a space. */
const char *bench_refusal(struct bench *bench, enum store_mode mode, struct error *err);

/* "$folder/name" in the arena. */
const char *bench_path(struct bench *bench, const char *name);

/* A new session `id` in the open store, with participants p1 (Sato, CEO, votes)
 * and p2 (Suzuki, CISO), so three events.  Freed with session_free(). */
struct session *bench_session(struct bench *bench, const char *id);

/* The body of session_opened for it. */
struct json *opening(struct bench *bench, const char *id);

/* Minutes after 2026-11-24T05:00:00.000Z. */
int64_t minute(int minutes);

/* report/ has a function of the same short name; some tests link both. */
#define put bench_put
/* Appends one event: {"kind":...,...}, a minute after the one before. */
bool put(struct store *store, struct session *session, const char *line, struct error *err);
/* The same; must succeed. */
void must_put(struct store *store, struct session *session, const char *line);

/*
 * Runs SQL on the closed file without the guards of the store: the triggers
 * are taken away before and made again after, so that only the rows tell.
 */
void tamper(struct bench *bench, const char *sql);
/* Runs SQL as it is, on any file. */
void run_sql(const char *path, const char *sql);
/* The first column of the first row, in the arena; NULL when there is none. */
const char *ask_sql(struct bench *bench, const char *sql);

/* ---- support_generate.c ---- */

/* Random, but the same for the same seed.  Answers are sometimes carried from
 * `parent`, which may be NULL. */
struct dice { uint64_t state; const struct session *parent; };
unsigned roll(struct dice *dice, unsigned sides); /* 0 .. sides-1 */

/*
 * An event that `session` accepts now, made from the event table; its body
 * lives in `arena`.  False when many tries found none (a sealed session).
 * Never session_opened; session_sealed only where `may_seal`.
 */
bool generate(struct dice *dice, const struct session *session, struct arena *arena,
	      bool may_seal, struct event *event);

#endif
