/*
 * A meeting that is held step by step while something fails: each step is what the
 * facilitator's program does with a file, and can be done again.  In the copies of
 * sweep.h the failure is said, nothing is half there, and after it the meeting comes to
 * the same end.
 */
#ifndef TESTS_STORE_SUPPORT_PLAY_H
#define TESTS_STORE_SUPPORT_PLAY_H

#include "support_meeting.h"

struct play;
typedef bool play_step(struct play *play, struct error *err);

struct play {
	struct desk *desk;
	const struct meeting *meeting;
	play_step *const *script; size_t steps;
	bool from_on;            /* the failure goes on until it is healed */
	bool soon;               /* after it the file is closed soon: most copies meet there */
	void (*arm)(bool armed); /* tells when the program is at work, or NULL */
	struct store *store;
	struct session *session;
	size_t acknowledged;
	bool unsure;             /* the next one was asked for and not acknowledged: it may be there */
};

play_step play_open, play_append, play_take_lease, play_put_draft, play_drop_draft, play_put_place, play_read_back,
	play_find, play_verify, play_rebuild, play_checkpoint, play_close;

/* From the first step to the last; with every failure, to the same end. */
void play_hold(struct play *play);

/* In a copy whose program ends here: the next one finds all that was acknowledged, at
 * most one more, and nothing half. */
void play_killed(struct play *play);

#endif
