/* What the facilitator does, and a second one; see support.h. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "support/term.h"

enum { DISCARD = 0x18 };

static const char *const items[] = {
	"P1", "P2", "P3", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10",
};

static const char discard[] = { DISCARD, '\0' };

static void forget_text(struct life *life)
{
	life->typed[0] = '\0';
	life->shown_at = 0;
}

bool play_recorded(struct life *life, const char *keys, bool *done)
{
	int64_t before = life->newest;
	long end;

	*done = false;
	life->asked = true;
	life->enters++;
	if (!life_keys(life, keys))
		return false;
	for (end = term_clock() + ANSWER; life->newest == before && term_clock() < end;)
		if (!life_step(life))
			return false;
	*done = life->newest > before;
	life->asked = false;
	return true;
}

/* What is refused is thrown away. */
static bool record(struct life *life)
{
	bool done;

	if (!play_recorded(life, "\r", &done))
		return false;
	if (done)
		return true;
	forget_text(life);
	life->refused++;
	return life_keys(life, discard);
}

bool play_take_up(struct life *life)
{
	struct promises *promises = life->promises;

	if (!promises->open[0])
		return life_keys(life, discard);
	if (!life_must_see(life, promises->open, NULL, "half-typed text is not offered again"))
		return false;
	snprintf(life->typed, TEXT_SIZE, "%s", promises->open);
	life->shown_at = term_clock();
	promises->open[0] = '\0';
	promises->offered++;
	return record(life);
}

static bool go_somewhere(struct life *life)
{
	static const char *const moves[] = { "\t", "j", "k", "g", "2", "1" };
	char keys[32];

	if (lot_draw(life->lot, 2))
		return life_keys(life, moves[lot_draw(life->lot, sizeof(moves) / sizeof(moves[0]))]);
	snprintf(keys, sizeof(keys), ":goto %s\r", items[lot_draw(life->lot, sizeof(items) / sizeof(items[0]))]);
	return life_keys(life, keys);
}

bool play_record(struct life *life, const char *text)
{
	bool seen;

	if (!life_keys(life, lot_draw(life->lot, 3) ? "n" : "d"))
		return false;
	snprintf(life->typed, TEXT_SIZE, "%s", text);
	life->shown_at = 0;
	if (!life_keys(life, text) || !life_until(life, text, NULL, ANSWER, &seen))
		return false;
	if (!seen) {
		forget_text(life);
		life->refused++;
		return life_keys(life, discard);
	}
	/* The hand stops with the text half typed, often long enough for a draft. */
	if (life->doomed == life && life->due && life->delay && !life_until(life, NULL, NULL, ANSWER, NULL))
		return false;
	return record(life);
}

/* The place is written down, the lease given back, the -wal moved into the file. */
static void leave(struct life *life)
{
	term_type(life->term, "q");
	life->leaving = true;
	while (life_step(life))
		continue;
}

void play_desk(struct life *life, const char *name)
{
	char text[TEXT_SIZE];

	if (!life_must_see(life, "Board day", NULL, "it does not come back") || !play_take_up(life))
		return;
	for (int i = 0;; i++) {
		if (i == life->leave_after) {
			leave(life);
			return;
		}
		if (lot_draw(life->lot, 2) && !go_somewhere(life))
			return;
		snprintf(text, sizeof(text), "%s.%d %s", name, i, lot_draw(life->lot, 2) ? "網を分ける" : "cut the net");
		if (!play_record(life, text))
			return;
		if (life->refused > 5) {
			life_fail(life, "nothing is recorded any more");
			return;
		}
	}
}

/* The second one is asked, unless the first is gone by then. */
static bool come_second(struct life *second, bool takes)
{
	static const char *const either[] = { "Another facilitator", "別の進行役", "What is asked of the board",
					      "求められていること", NULL };
	bool seen;

	if (!life_until_any(second, either, PATIENCE, &seen))
		return false;
	if (!seen)
		return life_fail(second, "it does not come");
	second->there = true;
	return life_keys(second, takes ? "y" : "n");
}

void play_pair(struct life *first, struct life *second, const char *name)
{
	bool takes = lot_draw(first->lot, 4) != 0;
	struct life *holder = takes ? second : first;
	char text[TEXT_SIZE];

	if (!come_second(second, takes))
		return;
	/* Its first keys may still have been for the question. */
	if (!life_keys(holder, discard))
		return;
	for (int i = 0;; i++) {
		snprintf(text, sizeof(text), "%s.%d both", name, i);
		if (!play_record(holder, text) || !life_step(first) || !life_step(second))
			return;
		if (holder->refused > 5) {
			life_fail(holder, "nothing is recorded any more");
			return;
		}
	}
}
