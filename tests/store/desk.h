/*
 * For the tests of the store: a small pack read from YAML, a folder of one's
 * own, sessions from JSON lines, and a way into the file behind the store's
 * back (plain sqlite3, as somebody with a shell would have).
 */
#ifndef TESTS_STORE_DESK_H
#define TESTS_STORE_DESK_H

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/error.h"
#include "store/store.h"
#include "support_answers.h"
#include "workshop/session.h"

struct json;

/* Where a test works: made before it and removed after it. */
struct desk {
	struct arena *arena;
	const char *folder, *path; /* path: where the database will be */
	const struct pack *pack;   /* P1, D1, D3 (worksheet: support_answers.h); standard, short */
};
int desk_new(void **state);
int desk_leave(void **state);
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_new, desk_leave)

/* Opens; a refusal fails the test. */
struct store *desk_open(struct desk *desk, enum store_mode mode);

/* The first instant of every session; 2026-11-24T05:00:00.000Z. */
int64_t desk_instant(void);

/* The body of session_opened for this pack. */
struct json *desk_opening(struct desk *desk, struct arena *arena, const char *id);

/* A new session in the file with p1 (Sato, votes), p2 (Suzuki), p3 (Tanaka, votes). */
struct session *desk_session(struct desk *desk, struct store *store, const char *id);

/* Appends one JSON line {"kind":...}, a second after the last event. */
bool desk_put(struct store *store, struct session *session, const char *line, struct error *err);
void desk_put_all(struct store *store, struct session *session, const char *const *lines); /* ended by NULL */

/* A file with session "s-1" (a round sealed and revealed, appetite, decision,
 * assignment, acceptance; sealed when `sealed`), closed again. */
void desk_fill(struct desk *desk, const char *id, bool sealed);

/* Behind the store's back. */
void desk_sql(const char *path, const char *sql);
int64_t desk_sql_number(const char *path, const char *sql);
char *desk_sql_text(struct arena *arena, const char *path, const char *sql); /* first column, a line a row */

char *desk_bytes(struct arena *arena, const char *path, size_t *length);
bool desk_beside(struct desk *desk, const char *ending); /* is there path + ending? */
void desk_copy(struct arena *arena, const char *from, const char *to);
char *desk_file(struct desk *desk, const char *name);

/* support_random.c: events that make sense often enough to be accepted. */
struct random { uint64_t state; const struct session *parent; /* answers come from it, NULL none */ };
uint64_t desk_random(struct random *random);
size_t desk_below(struct random *random, size_t count);
struct answer_maker desk_answers(struct random *random, const struct session *session, struct arena *arena);
struct event desk_event(struct random *random, const struct session *session, struct arena *arena);

#endif
