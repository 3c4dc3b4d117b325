/* See support.h. */
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/term.h"

/* Who is to end has at most so many keys, or so many bytes of output. */
enum { STEP_MS = 4, ROWS = 24, KEYS = 100, OUTPUT = 5000, SEAT_KEYS = 15, SEAT_OUTPUT = 3000 };

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

bool life_fail(struct life *life, const char *what)
{
	if (life->failed)
		return false;
	life->failed = true;
	printf("FAIL: %s: %s\n", life->seat < 0 ? "the facilitator" : "a seat", what);
	fflush(stdout);
	term_dump(life->term);
	return false;
}

/* By keys mostly; by output, which also hits the start and half a picture. */
void life_doom(struct life *life)
{
	life->due = 0;
	life->mortal = true;
	life->delay = (long)lot_draw(life->lot, lot_draw(life->lot, 3) ? 30 : 2 * DRAFT_MS);
	life->keys_end = life->output_end = SIZE_MAX;
	if (lot_draw(life->lot, 4))
		life->keys_end = life->keys + lot_draw(life->lot, life->seat < 0 ? KEYS : SEAT_KEYS);
	else
		life->output_end = (life->term ? term_output(life->term) : 0) +
				   lot_draw(life->lot, life->seat < 0 ? OUTPUT : SEAT_OUTPUT);
}

void life_begin(struct life *life)
{
	static const char *const who[SEAT_COUNT] = { "Sato", "Tanaka" };

	life->keys = 0;
	life->failed = false;
	life->typed[0] = '\0';
	life->shown_at = 0;
	life->term = meeting_start(life->meeting, life->seat < 0 ? "run" : "seat",
				   life->seat < 0 ? NULL : who[life->seat]);
}

/* Every number that the screen acknowledges, as soon as it is there. */
static void take_acknowledgements(struct life *life)
{
	static const char *const words[] = { "recorded #", "記録 #" };
	struct promises *promises = life->promises;

	for (int row = 0; row < ROWS; row++) {
		const char *text = term_row(life->term, row), *at = NULL;
		int64_t n;

		for (size_t i = 0; i < 2 && !at; i++) {
			at = strstr(text, words[i]);
			at = at ? at + strlen(words[i]) : NULL;
		}
		n = at ? strtoll(at, NULL, 10) : 0;
		if (n <= promises->newest)
			continue;
		promises->newest = n;
		if (promises->count == ACKS_MAX)
			continue;
		promises->ack[promises->count].n = n;
		snprintf(promises->ack[promises->count++].text, TEXT_SIZE, "%s", life->typed);
		life->typed[0] = '\0';
		life->shown_at = 0;
	}
}

static bool is_over(struct life *life)
{
	if (term_clock() >= life->deadline)
		return true;
	if (!life->mortal)
		return false;
	if (!life->due && (life->keys >= life->keys_end || term_output(life->term) >= life->output_end))
		life->due = term_clock() + life->delay;
	return life->due && term_clock() >= life->due;
}

bool life_step(struct life *life)
{
	if (!term_pump(life->term, STEP_MS))
		return life_fail(life, "it ended by itself");
	if (life->seat < 0)
		take_acknowledgements(life);
	if (life->typed[0] && !life->shown_at && term_contains(life->term, life->typed))
		life->shown_at = term_clock();
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

bool life_until(struct life *life, const char *en, const char *ja, long ms, bool *seen)
{
	long end = term_clock() + ms;

	for (;;) {
		bool there = (en && term_contains(life->term, en)) || (ja && term_contains(life->term, ja));

		if (seen)
			*seen = there;
		if (there || term_clock() >= end)
			return true;
		if (!life_step(life))
			return false;
	}
}

/* After kill -9 only what had its quarter of a second; an orderly end keeps all. */
static void promise_text(struct life *life, enum ending ending)
{
	bool kept = life->shown_at && (ending != END_KILL || term_clock() - life->shown_at >= DRAFT_MS);

	snprintf(life->promises->open, TEXT_SIZE, "%s", kept ? life->typed : "");
}

void life_end(struct life *life, enum ending ending)
{
	int status, expected = 128 + endings[ending].signal;

	if (life->seat < 0)
		promise_text(life, ending);
	if (endings[ending].signal)
		term_signal(life->term, endings[ending].signal);
	else
		term_hangup(life->term);
	/* What it still said before it died counts as acknowledged. */
	for (long end = term_clock() + TERM_DEADLINE; term_pump(life->term, 100) && term_clock() < end;)
		continue;
	if (life->seat < 0 && endings[ending].signal)
		take_acknowledgements(life);
	status = term_close(life->term);
	life->term = NULL;
	life->mortal = false;
	if (ending == END_CLOSE)
		expected = 128 + SIGHUP;
	/* Before it has set up its handlers the system's own end is as good. */
	if (status != expected && !life->failed) {
		printf("FAIL: status %d after %s\n", status, ending_name(ending));
		life->failed = true;
	}
}
