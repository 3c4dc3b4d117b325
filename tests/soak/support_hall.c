/* A facilitator, two seats and the room; see support.h. */
#include "support.h"

#include "support/term.h"

static const char discard[] = { 0x18, '\0' };

/* All of them are kept up with while one is waited for. */
static bool together(struct life *desk, struct life seat[SEAT_COUNT], struct life *room)
{
	bool on = life_step(desk) && life_step(room);

	for (int i = 0; i < SEAT_COUNT; i++)
		on = life_step(&seat[i]) && on;
	return on;
}

static bool patience(struct life *life, bool there, const char *otherwise)
{
	life->refused += !there;
	return there || life->refused < 6 || life_fail(life, otherwise);
}

/* Who came back may have answered before. */
static bool is_asked(struct life *life, bool *asked)
{
	static const char *const texts[] = { "How much risk do you want", "どこまで負いますか",
					     "Your position is sealed. ", "立場は受け付け済みです", NULL };
	bool seen;

	if (!life->fresh)
		return life_until(life, texts[0], texts[1], ANSWER, asked);
	if (!life_until_any(life, texts, ANSWER, &seen))
		return false;
	life->fresh = false;
	*asked = seen && !life_sees(life, texts[2], texts[3]);
	life->refused -= seen && !*asked; /* nothing was refused */
	return true;
}

static bool vote(struct life *life)
{
	char level[2] = { (char)('1' + lot_draw(life->lot, 5)), '\0' };
	bool asked, done;

	if (!is_asked(life, &asked))
		return false;
	if (!asked)
		return patience(life, false, "it is not asked any more");
	if (!life_keys(life, level) || !life_keys(life, "\r\r\r") ||
	    !life_until(life, "y: yes", "y 提出", ANSWER, &asked))
		return false;
	if (!asked)
		return patience(life, false, "it does not ask for a yes");
	life->asked = true;
	life->enters++;
	if (!life_keys(life, "y") ||
	    !life_until(life, "sealed and recorded", "立場を受け付けました", ANSWER, &done))
		return false;
	life->asked = false;
	life->answered_at = life_clock();
	life->refused = done ? 0 : life->refused + 1;
	life->promises->ballots[life->seat] += done;
	return true;
}

/* A round, unless a life before has left one open. */
static bool ask(struct life *desk)
{
	bool done, there;

	if (!life_keys(desk, discard) || !life_until(desk, "y  yes", "y  はい", 0, &there) ||
	    (there && !life_keys(desk, "n")) ||
	    (!life_sees(desk, "[Positions]", "[立場]") && !life_keys(desk, "v")) ||
	    !life_until(desk, "[Positions]", "[立場]", ANSWER, NULL))
		return false;
	if (life_sees(desk, "sealed, ", "未開示　"))
		return true;
	if (!life_keys(desk, "v") || !life_until(desk, "C-x", NULL, ANSWER, NULL))
		return false;
	/* Where one round was about a level already, the next is offered for a motion. */
	if (life_sees(desk, "[for or against]", "[賛否]") && !life_keys(desk, "\033OD"))
		return false;
	if (!play_recorded(desk, "\r", &done))
		return false;
	desk->refused = done ? 0 : desk->refused + 1;
	return true;
}

void play_hall(struct life *desk, struct life seat[SEAT_COUNT], struct life *room)
{
	bool done;

	if (!life_must_see(desk, "Board day", NULL, "it does not come back") ||
	    !life_must_see(room, "Board day", NULL, "it does not come back"))
		return;
	for (int i = 0; i < SEAT_COUNT; i++)
		if (!life_must_see(&seat[i], i ? "Tanaka" : "Sato", NULL, "it does not come back"))
			return;
	for (;;) {
		if (!ask(desk) || !together(desk, seat, room))
			return;
		for (int i = 0; i < SEAT_COUNT; i++)
			if (!vote(&seat[i]))
				return;
		if (!play_recorded(desk, "vy", &done) || !together(desk, seat, room))
			return;
		if (desk->refused > 5) {
			life_fail(desk, "no round can be opened any more");
			return;
		}
	}
}
