/*
 * A whole meeting, opened to sealed, the same each time: for the tests that hold it
 * against failing disks, lost power and too little memory.
 */
#ifndef TESTS_STORE_SUPPORT_MEETING_H
#define TESTS_STORE_SUPPORT_MEETING_H

#include "desk.h"

/* One thing that was recorded, as it was asked for, and the head after it. */
struct meeting_event { struct event event; char head[65]; };

struct meeting {
	const struct pack *pack;
	struct meeting_event *event;
	size_t count;
	const char *id;
};

/* Holds the meeting in the file and writes it down; `random` events in its middle, by a
 * fixed seed.  What it lives from is of `desk->arena`. */
struct meeting *meeting_new(struct desk *desk, size_t random);

/* Records event `at` of it again. */
bool meeting_append(const struct meeting *meeting, struct store *store, struct session *session, size_t at,
		    struct error *err);

/* NULL, or what is wrong with the file: it must hold the first events of the meeting, at
 * least `least` and at most `most` of them, all whole; `count` (may be NULL) how many.
 * The texts are in `arena`. */
const char *meeting_wrong(const struct meeting *meeting, struct arena *arena, const char *path, size_t least,
			  size_t most, size_t *count);
/* The same of a store that is open; only `verified` asks for more than the events. */
const char *meeting_wrong_store(const struct meeting *meeting, struct arena *arena, struct store *store,
				bool verified, size_t least, size_t most, size_t *count);
/* The same of a session in memory. */
const char *meeting_wrong_session(const struct meeting *meeting, struct arena *arena, const struct session *session,
				  size_t least, size_t most);

#endif
