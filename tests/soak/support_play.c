/* See support.h. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "support/term.h"

enum { PATIENCE = 10000, ANSWER = 3000, DISCARD = 0x18 };

static const char *const items[] = {
	"P1", "P2", "P3", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10",
};

static const char discard[] = { DISCARD, '\0' };

static bool must_see(struct life *life, const char *en, const char *ja, const char *otherwise)
{
	bool seen;

	if (!life_until(life, en, ja, PATIENCE, &seen))
		return false;
	return seen || life_fail(life, otherwise);
}

static void forget_text(struct life *life)
{
	life->typed[0] = '\0';
	life->shown_at = 0;
}

/* Keys, and then the number of what they recorded. */
static bool recorded(struct life *life, const char *keys, bool *done)
{
	int64_t before = life->promises->newest;
	long end;

	if (!life_keys(life, keys))
		return false;
	for (end = term_clock() + ANSWER; life->promises->newest == before && term_clock() < end;)
		if (!life_step(life))
			return false;
	*done = life->promises->newest > before;
	return true;
}

/* What is refused is thrown away. */
static bool record(struct life *life)
{
	bool done;

	if (!recorded(life, "\r", &done))
		return false;
	if (done)
		return true;
	forget_text(life);
	life->refused++;
	return life_keys(life, discard);
}

/* Half-typed text of the life before must be there again, and can be recorded. */
static bool take_up(struct life *life)
{
	struct promises *promises = life->promises;

	if (!promises->open[0])
		return life_keys(life, discard);
	if (!must_see(life, promises->open, NULL, "half-typed text is not offered again"))
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

static bool type_and_record(struct life *life, const char *name)
{
	char text[TEXT_SIZE];
	bool seen;

	snprintf(text, sizeof(text), "%s %s", name, lot_draw(life->lot, 2) ? "網を分ける" : "cut the net");
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
	if (life->due && !life_until(life, NULL, NULL, ANSWER, NULL))
		return false;
	return record(life);
}

void play_desk(struct life *life, int number)
{
	char name[32];

	life->refused = 0;
	if (!must_see(life, "Board day", NULL, "it does not come back") || !take_up(life))
		return;
	for (int i = 0;; i++) {
		if (lot_draw(life->lot, 2) && !go_somewhere(life))
			return;
		snprintf(name, sizeof(name), "%d.%d", number, i);
		if (!type_and_record(life, name))
			return;
		if (life->refused > 5) {
			life_fail(life, "nothing is recorded any more");
			return;
		}
	}
}

/* All of them are kept up with while one is waited for. */
static bool together(struct life *desk, struct life seat[SEAT_COUNT])
{
	bool on = life_step(desk);

	for (int i = 0; i < SEAT_COUNT; i++)
		on = life_step(&seat[i]) && on;
	return on;
}

static bool vote(struct life *desk, struct life seat[SEAT_COUNT], int which)
{
	struct life *life = &seat[which];
	char level[2] = { (char)('1' + lot_draw(life->lot, 5)), '\0' };
	bool asked, done;

	if (!together(desk, seat) || !life_until(life, "How much risk do you want", "どこまで負いますか", ANSWER, &asked))
		return false;
	life->refused += !asked;
	if (!asked)
		return life->refused < 6 || life_fail(life, "it is not asked any more");
	if (!life_keys(life, level) || !life_keys(life, "\r\r\r") ||
	    !life_until(life, "y: yes", "y 提出", ANSWER, &asked))
		return false;
	life->refused += !asked;
	if (!asked)
		return life->refused < 6 || life_fail(life, "it does not ask for a yes");
	if (!life_keys(life, "y") ||
	    !life_until(life, "sealed and recorded", "立場を受け付けました", ANSWER, &done))
		return false;
	life->refused = done ? 0 : life->refused + 1;
	life->promises->ballots[which] += done;
	return true;
}

static bool sees(struct life *life, const char *en, const char *ja)
{
	return term_contains(life->term, en) || term_contains(life->term, ja);
}

/* A round, unless a life before has left one open. */
static bool ask(struct life *desk)
{
	bool done, there;

	if (!life_keys(desk, discard) || !life_until(desk, "y  yes", "y  はい", 0, &there) ||
	    (there && !life_keys(desk, "n")) ||
	    (!sees(desk, "[Positions]", "[立場]") && !life_keys(desk, "v")) ||
	    !life_until(desk, "[Positions]", "[立場]", ANSWER, NULL))
		return false;
	if (sees(desk, "sealed, ", "未開示　"))
		return true;
	if (!life_keys(desk, "v") || !life_until(desk, "C-x", NULL, ANSWER, NULL))
		return false;
	/* Where one round was about a level already, the next is offered for a motion. */
	if (sees(desk, "[for or against]", "[賛否]") && !life_keys(desk, "\033OD"))
		return false;
	if (!recorded(desk, "\r", &done))
		return false;
	desk->refused += !done;
	return true;
}

void play_hall(struct life *desk, struct life seat[SEAT_COUNT])
{
	bool done;

	desk->refused = 0;
	if (!must_see(desk, "Board day", NULL, "it does not come back"))
		return;
	for (int i = 0; i < SEAT_COUNT; i++)
		if (!must_see(&seat[i], i ? "Tanaka" : "Sato", NULL, "it does not come back"))
			return;
	for (;;) {
		if (!ask(desk))
			return;
		for (int i = 0; i < SEAT_COUNT; i++)
			if (!vote(desk, seat, i))
				return;
		if (!recorded(desk, "vy", &done))
			return;
		if (desk->refused > 5) {
			life_fail(desk, "no round can be opened any more");
			return;
		}
	}
}
