/* See standing.h. */
#include "workshop/standing.h"

#include <string.h>

#include "workshop/rules.h"
#include "workshop/sheet.h"
#include "workshop/spread.h"

struct standing standing_of(const struct session *session, const char *item, const char *area, int level)
{
	const struct appetite *own = area ? NULL : session_appetite(session, item, NULL);
	struct standing standing = { .side = STANDING_UNKNOWN };

	standing.appetite = area ? session_area_appetite(session, item, area) : own ? own->level : 0;
	if (standing.appetite)
		standing.within = session->pack->level[standing.appetite - 1].within;
	if (standing.within > 0 && level > 0)
		standing.side = level > standing.within ? STANDING_OUTSIDE : STANDING_INSIDE;
	return standing;
}

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

bool is_in_room(const struct session *session, const struct participant *participant)
{
	bool kept = false;

	for (size_t i = 0; i < session->now.participant_count && !kept; i++)
		kept = session->now.participant[i].interval_count > 0;
	return !kept || participant->present;
}

/* Asked, and known to have been in the room: their position is waited for. */
static bool is_awaited(const struct session *session, const struct participant *p, const char *item)
{
	return p->votes && p->interval_count > 0 && is_asked(session, p, item);
}

static bool has_position(const struct session *session, const struct round *round, const char *participant)
{
	for (size_t i = 0; i < session->now.position_count; i++)
		if (is(session->now.position[i].round, round->id) &&
		    is(session->now.position[i].participant, participant))
			return true;
	return false;
}

static bool is_whole(const struct session *session, const struct round *round)
{
	int asked = 0;

	for (size_t i = 0; i < session->now.participant_count; i++) {
		const struct participant *p = &session->now.participant[i];

		if (!is_awaited(session, p, round->item))
			continue;
		if (!has_position(session, round, p->id))
			return false;
		asked++;
	}
	return asked > 0 && asked >= session->now.quorum;
}

const struct round *board_round(const struct session *session, const char *item, int64_t after)
{
	for (size_t i = session->now.round_count; i-- > 0;) {
		const struct round *round = &session->now.round[i];

		if (round->revealed && !round->straw && round->n > after && is(round->item, item) &&
		    is_whole(session, round))
			return round;
	}
	return NULL;
}

int session_voters(const struct session *session, int64_t at, const char *item)
{
	struct arena *arena = arena_new();
	struct persons present = session_present(session, at, item, arena);
	int voters = 0;

	for (size_t i = 0; i < present.count; i++) {
		const struct participant *p = session_participant(session, present.person[i].participant);

		voters += p && p->votes && !p->removed;
	}
	arena_free(arena);
	return voters;
}
