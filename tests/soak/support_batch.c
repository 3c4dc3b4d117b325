/* Several lives on one file, one after the other; see support.h. */
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "support/term.h"

/* Of a second facilitator: from its start to its second record or so. */
enum { PAIR_SPAN = 400000 };

struct batch {
	struct soak *soak;
	const struct stock *stock;
	struct meeting meeting;
	struct promises promises;
	int life;
	bool good;
};

static struct life life_of(struct batch *batch, enum kind kind)
{
	return (struct life){ .meeting = &batch->meeting, .promises = &batch->promises, .lot = &batch->soak->lot,
			      .kind = kind, .deadline = batch->soak->deadline };
}

static const char *name_of(const struct batch *batch)
{
	return arena_printf(batch->meeting.arena, "%lld-%d", (long long)batch->soak->batch, batch->life);
}

/* Its lot is drawn anew: how far the one before has come changes nothing. */
static bool next_life(struct batch *batch, int lives)
{
	if (!batch->good || batch->life >= lives || !soak_goes_on(batch->soak))
		return false;
	batch->soak->lot = lot_of(batch->soak->seed, batch->soak->batch, (uint64_t)batch->life++);
	return true;
}

static void ended(struct batch *batch, struct life *life)
{
	enum ending ending = soak_ending(batch->soak);
	enum moment moment = life_moment(life);

	life_end(life, ending);
	batch->good = file_keeps(&batch->meeting, &batch->promises, &batch->soak->lot) && !life->failed && batch->good;
	soak_count(batch->soak, life, ending, moment, batch->good);
}

/* One facilitator, ended and started again. */
static void desk_batch(struct batch *batch, int lives)
{
	struct life desk = life_of(batch, KIND_DESK);

	desk.may_leave = true;
	while (next_life(batch, lives)) {
		life_doom(&desk);
		life_begin(&desk, NULL);
		play_desk(&desk, name_of(batch));
		ended(batch, &desk);
	}
}

/* Who does not end today goes on, or is told to. */
static void go_home(struct batch *batch, struct life *life)
{
	bool seen;

	life->doomed = NULL;
	life->deadline += PATIENCE;
	if (life->term && life_until(life, "Board day", NULL, PATIENCE, &seen) && !seen)
		life_fail(life, "it does not go on without the other");
	if (life->term)
		life_end(life, END_TERM);
	life->deadline = batch->soak->deadline;
	batch->good = batch->good && !life->failed;
}

static void pair_batch(struct batch *batch, int lives)
{
	struct life first = life_of(batch, KIND_DESK), second = life_of(batch, KIND_SECOND);

	while (next_life(batch, lives)) {
		bool first_ends = lot_draw(&batch->soak->lot, 3) == 0;
		struct life *mortal = first_ends ? &first : &second;

		first.doomed = second.doomed = NULL;
		life_begin(&first, NULL);
		if (!life_must_see(&first, "Board day", NULL, "it does not come back") || !play_take_up(&first) ||
		    !play_record(&first, name_of(batch))) {
			go_home(batch, &first);
			return;
		}
		life_begin(&second, NULL);
		life_doom_within(mortal, PAIR_SPAN);
		first.doomed = second.doomed = mortal;
		play_pair(&first, &second, name_of(batch));
		life_step(first_ends ? &second : &first);
		ended(batch, mortal);
		go_home(batch, first_ends ? &second : &first);
		/* What that one was just recording is no draft any more. */
		batch->good = file_keeps(&batch->meeting, &batch->promises, &batch->soak->lot) && batch->good;
	}
}

enum { DESK, ROOM, SEATS, HALL = SEATS + SEAT_COUNT };

/* A facilitator, two seats and the room; one of them ends, while the others go on. */
static void hall_batch(struct batch *batch, int lives)
{
	struct life hall[HALL] = { life_of(batch, KIND_DESK), life_of(batch, KIND_ROOM) };
	struct life *mortal = NULL;

	for (int i = SEATS; i < HALL; i++) {
		hall[i] = life_of(batch, KIND_SEAT);
		hall[i].seat = i - SEATS;
	}
	while (next_life(batch, lives)) {
		/* Often the same again, so that the start is met with, too. */
		if (!mortal || lot_draw(&batch->soak->lot, 3))
			mortal = &hall[lot_draw(&batch->soak->lot, HALL)];
		if (mortal->kind == KIND_ROOM)
			life_doom_within(mortal, PAIR_SPAN);
		else
			life_doom(mortal);
		for (int i = 0; i < HALL; i++) {
			hall[i].doomed = mortal;
			if (!hall[i].term)
				life_begin(&hall[i], NULL);
		}
		play_hall(&hall[DESK], &hall[SEATS], &hall[ROOM]);
		ended(batch, mortal);
		for (int i = 0; i < HALL; i++)
			batch->good = batch->good && !hall[i].failed;
	}
	for (int i = 0; i < HALL; i++)
		if (hall[i].term)
			life_end(&hall[i], END_TERM);
	batch->good = file_keeps(&batch->meeting, &batch->promises, &batch->soak->lot) && batch->good;
}

static void screens(struct batch *batch, void (*lives_of)(struct batch *, int), int lives)
{
	struct figures *figures = batch->soak->figures;
	long failed = figures->failed;

	stock_meeting(batch->stock, false, &batch->meeting);
	lives_of(batch, lives);
	figures->failed += !batch->good && figures->failed == failed;
	figures->acknowledged += (long)batch->promises.count;
	figures->offered += (long)batch->promises.offered;
	for (int i = 0; i < SEAT_COUNT; i++)
		figures->ballots += (long)batch->promises.ballots[i];
	if (batch->good)
		meeting_remove(&batch->meeting);
	else
		printf("FAIL: batch %lld, life %d; the folder is kept: %s\n", (long long)batch->soak->batch, batch->life,
		       batch->meeting.place);
}

/* Each of its own file; the first of all tells only how long it takes. */
static void errands(struct batch *batch, enum kind kind, int lives)
{
	struct figures *figures = batch->soak->figures;
	long failed = figures->failed;

	while (next_life(batch, lives))
		batch->good = errand_run(batch->soak, batch->stock, kind);
	figures->failed += !batch->good && figures->failed == failed;
}

/* A round of them: everything has its turn within fifty ends. */
static const struct turn {
	void (*lives_of)(struct batch *, int);   /* NULL: a command */
	enum kind kind;
	int lives;
} turns[] = {
	{ desk_batch, KIND_DESK, 5 }, { NULL, KIND_APPLY, 4 }, { hall_batch, KIND_SEAT, 8 }, { NULL, KIND_IMPORT, 4 },
	{ pair_batch, KIND_SECOND, 5 }, { NULL, KIND_BACKUP, 4 }, { desk_batch, KIND_DESK, 5 }, { NULL, KIND_REBUILD, 4 },
	{ NULL, KIND_EXPORT, 4 }, { NULL, KIND_NEW, 4 }, { NULL, KIND_CHECK, 3 },
};

void batch_run(struct soak *soak)
{
	struct lot lot = lot_of(soak->seed, soak->batch, UINT32_MAX);
	const struct turn *turn = &turns[soak->batch % (sizeof(turns) / sizeof(turns[0]))];
	struct batch *batch = calloc(1, sizeof(*batch));

	if (!batch)
		abort();
	batch->soak = soak;
	batch->stock = &soak->stock[lot_draw(&lot, 2)];
	batch->good = true;
	if (turn->lives_of)
		screens(batch, turn->lives_of, turn->lives);
	else
		errands(batch, turn->kind, turn->lives);
	fflush(stdout);
	free(batch);
}
