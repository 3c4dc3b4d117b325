/*
 * One life of a program on a terminal: it is typed to, watched, and ended at a moment
 * that was drawn by lot before it began.  What its screen acknowledged, and what it
 * showed of text not yet recorded, is kept in mind and looked for in the file.
 */
#ifndef TESTS_SOAK_SUPPORT_H
#define TESTS_SOAK_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support/meeting.h"

struct term;

enum { TEXT_SIZE = 64, ACKS_MAX = 4000, SEAT_COUNT = 2 };

/* A draft is at most so many milliseconds behind what is typed. */
enum { DRAFT_MS = 250 };

enum ending { END_KILL, END_TERM, END_HANGUP_SIGNAL, END_CLOSE, END_COUNT };
const char *ending_name(enum ending ending);

struct lot { uint64_t state; };
uint64_t lot_draw(struct lot *lot, uint64_t below);

/* What was promised by the screens of a meeting, over all lives. */
struct promises {
	size_t count;
	struct { int64_t n; char text[TEXT_SIZE]; } ack[ACKS_MAX];
	int64_t newest;                  /* greatest number acknowledged */
	char open[TEXT_SIZE];            /* text that stood in a field when the life ended, or "" */
	size_t offered;                  /* texts that were offered again */
	int64_t ballots[SEAT_COUNT];     /* acknowledged to each seat */
};

struct life {
	struct meeting *meeting;
	struct promises *promises;
	struct lot *lot;
	struct term *term;
	int seat;                        /* -1: the facilitator */
	size_t keys, keys_end;           /* written so far; ends after so many, */
	size_t output_end;               /* or after so many bytes of output */
	long deadline;                   /* of the whole soak */
	long delay, due;                 /* and then so many milliseconds later; 0 not yet */
	bool mortal;                     /* the one that is to end */
	bool failed;                     /* ended by itself, or did not do what it must */
	int refused;                     /* records that did not come about */
	char typed[TEXT_SIZE];           /* in the field now */
	long shown_at;                   /* when it was first seen there, or 0 */
};

/* Starts the program. */
void life_begin(struct life *life);
/* It is to end: the moment is drawn, from now on. */
void life_doom(struct life *life);
/* Takes what comes for a few milliseconds; false: its time has come. */
bool life_step(struct life *life);
bool life_keys(struct life *life, const char *keys);
/* Until the screen holds one of two texts (NULL: not asked for), or `ms` are over: then
 * *seen (may be NULL) is false.  The result is false when its time has come. */
bool life_until(struct life *life, const char *en, const char *ja, long ms, bool *seen);
/* Ends it; what stood in a field long enough is promised from now on. */
void life_end(struct life *life, enum ending ending);
/* Something that must hold does not: says it, with the screen. */
bool life_fail(struct life *life, const char *what);

/* support_play.c: comes back to where it was, and goes on until its time has come. */
void play_desk(struct life *life, int number);
/* Rounds without end: the facilitator asks, the seats answer, the facilitator reveals;
 * until the time of one of them has come. */
void play_hall(struct life *desk, struct life seat[SEAT_COUNT]);

/* support_file.c: is all that was promised in the file?  Says what is not. */
bool file_keeps(struct meeting *meeting, struct promises *promises, struct lot *lot);

#endif
