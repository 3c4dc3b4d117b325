/* See support.h. */
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "support/term.h"

/* Who is to end has at most so many keys, or so many bytes of output. */
enum { STEP_MS = 4, ROWS = 24, KEYS = 100, OUTPUT = 5000, SEAT_KEYS = 15, SEAT_OUTPUT = 3000 };
enum { ENTERS = 5, COMMIT = 6000, LEAVING = 12000, BEGINNING = 60000, ANSWERED = 20000, MS = 1000 };

static const struct { const char *name; int signal; } endings[END_COUNT] = {
	[END_KILL] = { "kill -9", SIGKILL }, [END_TERM] = { "SIGTERM", SIGTERM },
	[END_HANGUP_SIGNAL] = { "SIGHUP", SIGHUP }, [END_CLOSE] = { "terminal closed", 0 },
};

const char *ending_name(enum ending ending)
{
	return endings[ending].name;
}

/* xorshift64*: the same on every machine. */
uint64_t lot_draw(struct lot *lot, uint64_t below)
{
	lot->state ^= lot->state >> 12;
	lot->state ^= lot->state << 25;
	lot->state ^= lot->state >> 27;
	return (lot->state * 0x2545F4914F6CDD1DULL >> 16) % below;
}

struct lot lot_of(uint64_t seed, uint64_t batch, uint64_t life)
{
	struct lot lot = { seed * 0x9E3779B97F4A7C15ULL + batch * 0xBF58476D1CE4E5B9ULL +
			   (life + 1) * 0x94D049BB133111EBULL };

	lot.state += !lot.state;
	for (int i = 0; i < 8; i++) /* seeds that are neighbours part */
		lot_draw(&lot, 2);
	return lot;
}

long life_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

bool life_fail(struct life *life, const char *what)
{
	if (life->failed)
		return false;
	life->failed = true;
	printf("FAIL: %s: %s\n", life->kind == KIND_DESK ? "the facilitator" : life->kind == KIND_SECOND ?
	       "the second facilitator" : life->kind == KIND_SEAT ? "a seat" : life->kind == KIND_ROOM ?
	       "the room" : "a command", what);
	fflush(stdout);
	term_dump(life->term);
	return false;
}

static void spare(struct life *life)
{
	life->due = life->delay = 0;
	life->keys_end = life->output_end = SIZE_MAX;
	life->enters_end = INT32_MAX;
	life->leave_after = -1;
	life->doomed = life;
	if (!life->term) {
		life->keys = 0;
		life->enters = 0;
	}
}

void life_doom_within(struct life *life, long span)
{
	spare(life);
	life->due = life_clock() + (long)lot_draw(life->lot, (uint64_t)span);
}

/* By keys and by records; by output, which also hits the start and half a picture;
 * and the facilitator while it leaves. */
void life_doom(struct life *life)
{
	bool desk = life->kind == KIND_DESK;
	uint64_t way = lot_draw(life->lot, life->may_leave ? 8 : 7);

	spare(life);
	life->delay = (long)lot_draw(life->lot, (lot_draw(life->lot, 3) ? 30 : 2 * DRAFT_MS) * MS);
	if (way < 3) {
		life->keys_end = life->keys + lot_draw(life->lot, desk ? KEYS : SEAT_KEYS);
	} else if (way == 3 && !life->term && lot_draw(life->lot, 2)) {
		life->due = life_clock() + (long)lot_draw(life->lot, BEGINNING);
	} else if (way == 3) {
		life->output_end = (life->term ? term_output(life->term) : 0) +
				   lot_draw(life->lot, desk ? OUTPUT : SEAT_OUTPUT);
	} else if (way < 7) {
		life->enters_end = life->enters + 1 + (int)lot_draw(life->lot, ENTERS);
		life->delay = (long)lot_draw(life->lot, COMMIT);
	} else {
		life->leave_after = (int)lot_draw(life->lot, ENTERS);
		life->delay = (long)lot_draw(life->lot, LEAVING);
	}
}

void life_begin(struct life *life, const char *const *words)
{
	static const char *const who[SEAT_COUNT] = { "Sato", "Tanaka" };
	static const char *const command[] = {
		[KIND_DESK] = "run", [KIND_SECOND] = "run", [KIND_SEAT] = "seat", [KIND_ROOM] = "room" };

	life->keys = 0;
	life->enters = 0;
	life->failed = life->late = life->unborn = life->there = life->asked = life->leaving = false;
	life->fresh = true;
	life->answered_at = 0;
	life->newest = life->promises->newest;
	life->looked = 0;
	life->typed[0] = '\0';
	life->shown_at = 0;
	life->refused = 0;
	life->term = words ? meeting_run(life->meeting, words) :
			     meeting_start(life->meeting, command[life->kind],
					   life->kind == KIND_SEAT ? who[life->seat] : NULL);
}

static void take_acknowledgement(struct life *life, int64_t n)
{
	struct promises *promises = life->promises;

	life->newest = n;
	life->asked = false;
	life->answered_at = life_clock();
	if (n > promises->newest)
		promises->newest = n;
	if (promises->count < ACKS_MAX) {
		promises->ack[promises->count].n = n;
		snprintf(promises->ack[promises->count++].text, TEXT_SIZE, "%s", life->typed);
	}
	life->typed[0] = '\0';
	life->shown_at = 0;
}

/* Every number that the screen acknowledges, as soon as it is there. */
static void take_acknowledgements(struct life *life)
{
	static const char *const words[] = { "recorded #", "記録 #" };

	for (int row = 0; row < ROWS; row++) {
		const char *text = term_row(life->term, row), *at = NULL;
		int64_t n;

		for (size_t i = 0; i < 2 && !at; i++) {
			at = strstr(text, words[i]);
			at = at ? at + strlen(words[i]) : NULL;
		}
		n = at ? strtoll(at, NULL, 10) : 0;
		if (n > life->newest)
			take_acknowledgement(life, n);
	}
}

static bool is_over(struct life *life)
{
	struct life *doomed = life->doomed;

	if (term_clock() >= life->deadline)
		return true;
	if (!doomed || !doomed->term)
		return false;
	if (!doomed->due && (doomed->keys >= doomed->keys_end || doomed->enters >= doomed->enters_end ||
			     doomed->leaving || term_output(doomed->term) >= doomed->output_end))
		doomed->due = life_clock() + doomed->delay;
	return doomed->due && life_clock() >= doomed->due;
}

/* To the microsecond, or to what comes before. */
static bool pump(struct life *life)
{
	long left = life->doomed && life->doomed->due ? life->doomed->due - life_clock() : STEP_MS * MS;
	struct timespec rest = { .tv_nsec = left * 1000 };

	if (left >= MS)
		return term_pump(life->term, left < STEP_MS * MS ? (int)(left / MS) : STEP_MS);
	if (!term_pump(life->term, 0))
		return false;
	if (left > 0)
		nanosleep(&rest, NULL);
	return true;
}

/* Only where something has come: reading a screen takes longer than a step. */
static void look(struct life *life)
{
	if (life->kind <= KIND_SECOND)
		take_acknowledgements(life);
	if (life->typed[0] && !life->shown_at && term_contains(life->term, life->typed))
		life->shown_at = term_clock();
}

bool life_step(struct life *life)
{
	struct life *doomed = life->doomed;

	if (!pump(life)) {
		if (life->leaving)
			return false;
		return life_fail(life, "it ended by itself");
	}
	if (doomed && doomed != life && doomed->term && !term_pump(doomed->term, 0))
		return life_fail(doomed, "it ended by itself");
	if (term_output(life->term) != life->looked) {
		life->looked = term_output(life->term);
		look(life);
	}
	return !is_over(life);
}

/* The end of a UTF-8 character or of an escape sequence of ours. */
static size_t key_length(const char *keys)
{
	size_t length = 1;

	if (strncmp(keys, "\033O", 2) == 0)
		return 3;
	while (((unsigned char)keys[length] & 0xC0) == 0x80)
		length++;
	return length;
}

bool life_keys(struct life *life, const char *keys)
{
	while (*keys) {
		size_t length = key_length(keys);

		if (is_over(life))
			return false;
		term_bytes(life->term, keys, length);
		life->keys += length;
		keys += length;
		if (lot_draw(life->lot, 8) == 0 && !life_step(life))
			return false;
	}
	return life_step(life);
}

bool life_until_any(struct life *life, const char *const *texts, long ms, bool *seen)
{
	long end = term_clock() + ms;
	size_t looked = SIZE_MAX;
	bool there = false;

	for (;;) {
		for (size_t i = 0; texts[i] && !there && term_output(life->term) != looked; i++)
			there = term_contains(life->term, texts[i]);
		looked = term_output(life->term);
		if (seen)
			*seen = there;
		if (there || term_clock() >= end)
			return true;
		if (!life_step(life))
			return false;
	}
}

bool life_until(struct life *life, const char *en, const char *ja, long ms, bool *seen)
{
	return life_until_any(life, (const char *const[]){ en, ja, NULL }, ms, seen);
}

bool life_sees(struct life *life, const char *en, const char *ja)
{
	return term_contains(life->term, en) || term_contains(life->term, ja);
}

bool life_must_see(struct life *life, const char *en, const char *ja, const char *otherwise)
{
	bool seen;

	if (!life_until(life, en, ja, PATIENCE, &seen))
		return false;
	life->there = life->there || seen;
	return seen || life_fail(life, otherwise);
}

enum moment life_moment(const struct life *life)
{
	if (!life->there)
		return MOMENT_START;
	if (life->leaving)
		return MOMENT_LEAVING;
	if (life->asked)
		return MOMENT_ENTER;
	if (life->answered_at && life_clock() - life->answered_at < ANSWERED)
		return MOMENT_ANSWER;
	return life->typed[0] ? MOMENT_FORM : MOMENT_REST;
}

/* After kill -9 only what had its quarter of a second; an orderly end keeps all. */
static void promise_text(struct life *life, enum ending ending)
{
	bool kept = life->shown_at && (ending != END_KILL || term_clock() - life->shown_at >= DRAFT_MS);

	if (kept && life->typed[0])
		snprintf(life->promises->open, TEXT_SIZE, "%s", life->typed);
}

/* Who leaves, and a command, may have been quicker. */
static void judge_status(struct life *life, int status, enum ending ending)
{
	int expected = 128 + (ending == END_CLOSE ? SIGHUP : endings[ending].signal);

	if (status == expected || life->failed)
		return;
	/* A terminal that was gone before the program: forkpty() ends with 1. */
	if (ending == END_CLOSE && status == 1 && !life->said) {
		life->late = life->unborn = true;
		return;
	}
	life->late = status == 0 && (life->leaving || life->kind > KIND_ROOM);
	if (life->late)
		return;
	printf("FAIL: status %d after %s\n", status, ending_name(ending));
	life->failed = true;
}

void life_end(struct life *life, enum ending ending)
{
	if (life->kind <= KIND_SECOND)
		promise_text(life, ending);
	if (endings[ending].signal)
		term_signal(life->term, endings[ending].signal);
	else
		term_hangup(life->term);
	/* What it still said before it died counts as acknowledged. */
	for (long end = term_clock() + TERM_DEADLINE; term_pump(life->term, 100) && term_clock() < end;)
		continue;
	if (life->kind <= KIND_SECOND && endings[ending].signal)
		take_acknowledgements(life);
	life->said = term_output(life->term);
	judge_status(life, term_close(life->term), ending);
	life->term = NULL;
}
