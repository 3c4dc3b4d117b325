/*
 * Kill -9, SIGTERM, SIGHUP and closed terminals at random moments of a meeting, for the
 * facilitator and the seats, over and over on the same file: acknowledged means kept.
 *
 *   soak RUNS SECONDS [SEED]
 *
 * Ends after so many ends of programs or so many seconds, whichever comes first.
 */
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "support/term.h"

/* So many ends on one file, then a new one: the journal would grow without bound. */
enum { BATCH = 12 };

struct figures { long runs, failed, acknowledged, ballots, offered, by[END_COUNT]; };

struct soak {
	struct lot lot;
	long runs, end;          /* how many; the clock's end */
	struct figures figures;
};

static enum ending draw_ending(struct lot *lot)
{
	/* Half of them the hard way. */
	return lot_draw(lot, 2) ? END_KILL : (enum ending)lot_draw(lot, END_COUNT);
}

static bool goes_on(const struct soak *soak)
{
	return soak->figures.runs < soak->runs && term_clock() < soak->end;
}

static bool is_ended(struct soak *soak, struct life *life, struct promises *promises)
{
	enum ending ending = draw_ending(&soak->lot);
	long run = soak->figures.runs++;
	bool good;

	life_end(life, ending);
	soak->figures.by[ending]++;
	good = file_keeps(life->meeting, promises, &soak->lot) && !life->failed;
	if (!good) {
		soak->figures.failed++;
		printf("FAIL: run %ld (%s, %s); the folder is kept: %s\n", run, ending_name(ending),
		       life->seat < 0 ? "facilitator" : "seat", life->meeting->place);
		fflush(stdout);
	}
	return good;
}

/* One facilitator, ended and started again. */
static bool desk_batch(struct soak *soak, struct meeting *meeting, struct promises *promises)
{
	struct life desk = { .meeting = meeting, .promises = promises, .lot = &soak->lot, .seat = -1,
			     .deadline = soak->end };
	bool good = true;

	for (int i = 0; good && i < BATCH && goes_on(soak); i++) {
		life_doom(&desk);
		life_begin(&desk);
		play_desk(&desk, (int)soak->figures.runs);
		good = is_ended(soak, &desk, promises);
	}
	return good;
}

/* A facilitator and two seats; one of them at a time, while the others go on. */
static bool hall_batch(struct soak *soak, struct meeting *meeting, struct promises *promises)
{
	struct life desk = { .meeting = meeting, .promises = promises, .lot = &soak->lot, .seat = -1,
			     .deadline = soak->end };
	struct life seat[SEAT_COUNT];
	bool good = true;

	life_begin(&desk);
	for (int i = 0; i < SEAT_COUNT; i++) {
		seat[i] = desk;
		seat[i].seat = i;
		life_begin(&seat[i]);
	}
	for (int i = 0; good && i < BATCH && goes_on(soak); i++) {
		uint64_t which = lot_draw(&soak->lot, SEAT_COUNT + 1);
		struct life *mortal = which == SEAT_COUNT ? &desk : &seat[which];

		life_doom(mortal);
		if (!mortal->term)
			life_begin(mortal);
		play_hall(&desk, seat);
		good = is_ended(soak, mortal, promises) && !desk.failed && !seat[0].failed && !seat[1].failed;
		life_begin(mortal);
	}
	life_end(&desk, END_TERM);
	for (int i = 0; i < SEAT_COUNT; i++)
		life_end(&seat[i], END_TERM);
	return file_keeps(meeting, promises, &soak->lot) && good;
}

static void batch(struct soak *soak, int number)
{
	struct promises *promises = calloc(1, sizeof(*promises));
	struct meeting meeting;
	long failed = soak->figures.failed;
	bool good;

	if (!promises)
		abort();
	meeting_new(&meeting);
	meeting.language = number % 2 ? "ja" : "en";
	meeting_quit(meeting_at_d3(&meeting));
	good = number % 3 == 1 ? hall_batch(soak, &meeting, promises) : desk_batch(soak, &meeting, promises);
	soak->figures.failed += !good && soak->figures.failed == failed;
	soak->figures.acknowledged += (long)promises->count;
	soak->figures.offered += (long)promises->offered;
	for (int i = 0; i < SEAT_COUNT; i++)
		soak->figures.ballots += (long)promises->ballots[i];
	free(promises);
	if (good)
		meeting_remove(&meeting);
	if (number % 10 == 9) {
		printf("soak: %ld ends, %ld failed\n", soak->figures.runs, soak->figures.failed);
		fflush(stdout);
	}
}

static uint64_t new_seed(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000000007u + (uint64_t)now.tv_nsec + (uint64_t)getpid();
}

int main(int argc, char **argv)
{
	long runs = argc > 1 ? atol(argv[1]) : 50, seconds = argc > 2 ? atol(argv[2]) : 40;
	uint64_t seed = argc > 3 && argv[3][0] ? strtoull(argv[3], NULL, 10) : new_seed();
	struct soak soak = { .lot = { seed ? seed : 1 }, .runs = runs, .end = term_clock() + seconds * 1000 };
	const struct figures *figures = &soak.figures;
	long start = term_clock();

	signal(SIGPIPE, SIG_IGN);
	text_init_locale();
	printf("soak: seed %llu\n", (unsigned long long)seed);
	fflush(stdout);
	for (int i = 0; goes_on(&soak); i++)
		batch(&soak, i);
	printf("soak: %ld ends in %ld s (", figures->runs, (term_clock() - start) / 1000);
	for (int i = 0; i < END_COUNT; i++)
		printf("%s%s %ld", i ? ", " : "", ending_name((enum ending)i), figures->by[i]);
	printf("), %ld events and %ld ballots acknowledged, %ld texts offered again, %ld runs with a loss\n",
	       figures->acknowledged, figures->ballots, figures->offered, figures->failed);
	printf("%ld passed, %ld failed\n", figures->runs - figures->failed, figures->failed);
	return figures->failed || !figures->runs;
}
