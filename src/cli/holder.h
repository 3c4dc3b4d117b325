/*
 * Who holds a session: this process, named so that another one can tell
 * whether it still lives.
 */
#ifndef CLI_HOLDER_H
#define CLI_HOLDER_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* "HOST:PID:STARTTICKS" of this process; the ticks are 0 where the system has
 * no /proc. */
const char *holder_self(struct arena *arena);

/* True when that process surely is no more: it was on this host, and its
 * number is free or belongs to one that started at another time. */
bool holder_gone(const char *holder);

/* The same for those who ask all the time: the system is asked at most once a second,
 * in between the answer is the one of before.  Zeroed at the beginning, and when the
 * holder is another one. */
struct holder_watch { int64_t asked; bool gone; };
bool holder_gone_lately(struct holder_watch *watch, const char *holder);

/* "process 4711 on board-pc", for people. */
const char *holder_say(struct arena *arena, const char *holder);

#endif
