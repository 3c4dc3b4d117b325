/*
 * Files of many sessions: the sample of the subsidiary, copied behind the store's back
 * under other ids.  Their chains do not hold, which nothing here asks for.
 */
#ifndef TESTS_BENCH_SUPPORT_SESSIONS_H
#define TESTS_BENCH_SUPPORT_SESSIONS_H

#include <stdbool.h>

enum { SESSIONS_MANY = 10000 };

/* How many "many" are: BENCH_SESSIONS, or SESSIONS_MANY. */
long sessions_many(void);

/*
 * The path of a file with so many sessions, made by whoever asks first in a run;
 * `bare`: only their rows in the list, nothing behind them.  To be read only: who
 * writes takes a copy (sessions_copy).
 */
const char *sessions_file(long count, bool bare);
const char *sessions_copy(const char *folder, const char *path);

#endif
