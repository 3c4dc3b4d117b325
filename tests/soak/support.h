/*
 * One life of a program on a terminal: it is typed to, watched, and ended at a moment
 * that was drawn by lot before it began.  What its screen acknowledged, and what it
 * showed of text not yet recorded, is kept in mind and looked for in the file.
 */
#ifndef TESTS_SOAK_SUPPORT_H
#define TESTS_SOAK_SUPPORT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support/meeting.h"

struct store;
struct term;

enum { TEXT_SIZE = 64, ACKS_MAX = 1000, SEAT_COUNT = 2, PATIENCE = 10000, ANSWER = 3000 };

/* A draft is at most so many milliseconds behind what is typed. */
enum { DRAFT_MS = 250 };

enum ending { END_KILL, END_TERM, END_HANGUP_SIGNAL, END_CLOSE, END_COUNT };
const char *ending_name(enum ending ending);

/* Whose life it is; first those on screens, then commands. */
enum kind {
	KIND_DESK, KIND_SECOND, KIND_SEAT, KIND_ROOM,
	KIND_APPLY, KIND_IMPORT, KIND_REBUILD, KIND_CHECK, KIND_BACKUP, KIND_EXPORT, KIND_NEW, KIND_COUNT
};

/* Where in its life it was ended: seen on a screen; of a command by the time it takes. */
enum moment {
	MOMENT_START, MOMENT_REST, MOMENT_FORM, MOMENT_ENTER, MOMENT_ANSWER, MOMENT_LEAVING, MOMENT_BESIDE,
	MOMENT_QUARTER, MOMENT_COUNT = MOMENT_QUARTER + 4
};

struct figures {
	long late;                       /* had come to their own end before; not counted */
	long failed, acknowledged, ballots, offered;
	long ended[KIND_COUNT][END_COUNT], at[KIND_COUNT][MOMENT_COUNT];
	long done[KIND_COUNT];           /* commands whose work was there all the same */
};
void figures_add(struct figures *to, const struct figures *more);
/* Too few of them is a failed case of its own. */
void figures_print(const struct figures *figures, long ends, long seconds, bool enough);

struct lot { uint64_t state; };
uint64_t lot_draw(struct lot *lot, uint64_t below);
/* The plan of one life is its own, however long those before it took. */
struct lot lot_of(uint64_t seed, uint64_t batch, uint64_t life);

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
	enum kind kind;
	int seat;                        /* of a seat: which */
	struct life *doomed;             /* who is to end: this one, one beside it, or NULL */
	size_t keys, keys_end;           /* written so far; ends after so many, */
	size_t output_end;               /* or after so many bytes of output, */
	int enters, enters_end;          /* or after it was told to record so many times, */
	bool may_leave;
	int leave_after;                 /* or while it leaves, after so many rounds; -1 never */
	long delay, due;                 /* and then so many microseconds later; 0 not yet */
	long deadline;                   /* of the whole soak, milliseconds */
	bool there, asked, leaving;      /* its picture has come; no answer yet; told to leave */
	bool fresh;                      /* a seat that has not yet been seen at a round */
	long answered_at;                /* microseconds */
	int64_t newest;                  /* greatest number acknowledged here */
	bool failed;                     /* ended by itself, or did not do what it must */
	size_t looked;                   /* bytes of output when the screen was last read */
	size_t said;                     /* bytes of output, once it has ended */
	bool late;                       /* had ended by itself before, as it may */
	bool unborn;                     /* had not even begun */
	int refused;                     /* records that did not come about */
	char typed[TEXT_SIZE];           /* in the field now */
	long shown_at;                   /* milliseconds: when it was first seen there, or 0 */
};

long life_clock(void); /* microseconds */
/* Starts the program: that of its kind, or these words. */
void life_begin(struct life *life, const char *const *words);
/* It is to end: the moment is drawn, from now on. */
void life_doom(struct life *life);
/* The same, within so many microseconds from now. */
void life_doom_within(struct life *life, long span);
/* Takes what comes for a few milliseconds; false: the time of the doomed one has come. */
bool life_step(struct life *life);
bool life_keys(struct life *life, const char *keys);
/* Until the screen holds one of the texts (none: not asked for), or `ms` are over: then
 * *seen (may be NULL) is false.  The result is false when the time has come. */
bool life_until_any(struct life *life, const char *const *texts, long ms, bool *seen);
bool life_until(struct life *life, const char *en, const char *ja, long ms, bool *seen);
bool life_sees(struct life *life, const char *en, const char *ja);
bool life_must_see(struct life *life, const char *en, const char *ja, const char *otherwise);
enum moment life_moment(const struct life *life);
/* Ends it; what stood in a field long enough is promised from now on. */
void life_end(struct life *life, enum ending ending);
/* Something that must hold does not: says it, with the screen. */
bool life_fail(struct life *life, const char *what);

/* support_play.c: comes back to where it was, and goes on until its time has come. */
void play_desk(struct life *life, const char *name);
/* One note or decision; false: its time has come. */
bool play_record(struct life *life, const char *text);
/* Keys, and then the number of what they recorded. */
bool play_recorded(struct life *life, const char *keys, bool *done);
/* Text of a life before is offered again, and recorded. */
bool play_take_up(struct life *life);
/* Rounds without end: the facilitator asks, the seats answer, the facilitator reveals;
 * until the time of one of them has come.  The room looks on. */
void play_hall(struct life *desk, struct life seat[SEAT_COUNT], struct life *room);
/* A second facilitator comes, and takes over or looks on. */
void play_pair(struct life *first, struct life *second, const char *name);

/* support_file.c: is all that was promised in the file?  Says what is not. */
bool file_keeps(const struct meeting *meeting, struct promises *promises, struct lot *lot);
bool file_is_sound(struct store *store);

/* Files that lives begin with, prepared once for each language. */
struct stock {
	const char *language, *folder;
	const char *meeting;             /* one session, open at directive 3 */
	const char *archive;             /* and three sealed ones beside it */
	const char *bundle;              /* those three */
};
void stock_new(struct stock *stock, const char *language);
void stock_remove(struct stock *stock);
/* A meeting of its own with a copy of a file of the stock. */
void stock_meeting(const struct stock *stock, bool archive, struct meeting *meeting);

/* What one worker has. */
struct soak {
	uint64_t seed, batch;
	long deadline;
	const struct stock *stock;       /* two of them */
	struct figures *figures;
	atomic_long *ends;               /* of all workers */
	long runs;                       /* 0: until the deadline */
	struct lot lot;
	atomic_long *usual;              /* of all workers: what a command takes; microseconds */
};
bool soak_goes_on(const struct soak *soak);
/* Its time has come: ends it, looks at the file, and counts. */
bool soak_ended(struct soak *soak, struct life *life);
void soak_count(struct soak *soak, const struct life *life, enum ending ending, enum moment moment, bool good);
enum ending soak_ending(struct soak *soak);

/* One life of a command, support_errand.c. */
bool errand_run(struct soak *soak, const struct stock *stock, enum kind kind);
/* Everything in turn; how many batches there are in a round. */
void batch_run(struct soak *soak);

#endif
