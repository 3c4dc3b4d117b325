/* See spread.h. */
#include "workshop/spread.h"

#include <string.h>

#include "workshop/standing.h"
#include "workshop/trend.h"

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static bool same(const char *a, const char *b)
{
	return a == b || is(a, b);
}

static bool is_motion(const struct round *round)
{
	return is(round->question, "motion");
}

int position_column(const struct position *position)
{
	static const char *const votes[] = { "for", "against", "abstain" };

	for (int i = 0; i < 3; i++)
		if (is(position->vote, votes[i]))
			return i + 1;
	return position->level;
}

/* The column of the k-th position (from 0) in the order of columns. */
static int column_at(const struct spread *spread, int k)
{
	for (int i = 0; i < spread->columns; i++) {
		if (k < spread->tally[i])
			return i + 1;
		k -= spread->tally[i];
	}
	return 0;
}

/* Stood aside from the item, before its positions were opened? */
static bool stood_aside(const struct participant *p, const struct round *round)
{
	for (size_t i = 0; i < p->recusal_count; i++)
		if (is(p->recusal[i].item, round->item) && (!round->revealed || p->recusal[i].n < round->revealed_n))
			return true;
	return false;
}

bool position_counts(const struct session *session, const struct round *round, const struct position *position)
{
	const struct participant *p = session_participant(session, position->participant);

	return !p || (p->votes && !stood_aside(p, round));
}

struct spread round_spread(const struct session *session, const struct round *round)
{
	struct spread spread = { .columns = is_motion(round) ? 3 : SPREAD_COLUMNS };

	for (size_t i = 0; i < session->now.position_count; i++) {
		const struct position *position = &session->now.position[i];
		int column = position_column(position);

		if (!is(position->round, round->id) || !position_counts(session, round, position))
			continue;
		spread.taken++;
		if (!round->revealed || column < 1 || column > spread.columns)
			continue;
		spread.tally[column - 1]++;
		if (spread.low == 0 || column < spread.low)
			spread.low = column;
		if (column > spread.high)
			spread.high = column;
	}
	if (spread.low > 0) {
		spread.middle_low = column_at(&spread, (spread.taken - 1) / 2);
		spread.middle_high = column_at(&spread, spread.taken / 2);
	}
	return spread;
}

static bool is_minority(const struct spread *spread, int column)
{
	int most = 0, with_most = 0;

	for (int i = 0; i < spread->columns; i++)
		most = spread->tally[i] > most ? spread->tally[i] : most;
	for (int i = 0; i < spread->columns; i++)
		with_most += spread->tally[i] == most;
	return with_most == 1 && spread->tally[column - 1] < most;
}

bool position_apart(const struct spread *spread, const struct round *round, const struct position *position)
{
	int column = position_column(position);

	if (spread->low == 0 || column < 1 || column > spread->columns)
		return false; /* nobody counts, or this one is out of range */
	if (is_motion(round))
		return is_minority(spread, column);
	return column <= spread->middle_low - 2 || column >= spread->middle_high + 2;
}

const struct position *round_position(const struct session *session, const struct round *round,
				      const char *participant)
{
	for (size_t i = 0; i < session->now.position_count; i++) {
		const struct position *position = &session->now.position[i];

		if (is(position->round, round->id) && is(position->participant, participant))
			return position;
	}
	return NULL;
}

const struct round *item_round(const struct session *session, const char *item, size_t index)
{
	for (size_t i = 0; i < session->now.round_count; i++)
		if (!session->now.round[i].withdrawn && is(session->now.round[i].item, item) && index-- == 0)
			return &session->now.round[i];
	return NULL;
}

size_t item_round_count(const struct session *session, const char *item)
{
	size_t count = 0;

	while (item_round(session, item, count))
		count++;
	return count;
}

/* As the store kept it: the rounds are not there. */
static struct spread kept_spread(const struct session *session, const char *item)
{
	const struct stop *stop = session_stop(session, item);
	const struct trend_point *point = stop ? &session->point[stop - session->now.stop] : NULL;

	if (!point || point->taken < 0)
		return (struct spread){ .columns = 0 };
	return (struct spread){ .columns = SPREAD_COLUMNS, .taken = point->taken, .low = point->low, .high = point->high };
}

struct spread item_spread(const struct session *session, const char *item)
{
	if (session->point)
		return kept_spread(session, item);
	for (size_t i = session->now.round_count; i-- > 0;) {
		const struct round *round = &session->now.round[i];

		if (!round->withdrawn && is(round->item, item) && round->revealed && !round->straw &&
		    is(round->question, "appetite"))
			return round_spread(session, round);
	}
	return (struct spread){ .columns = 0 };
}

bool round_asks_same(const struct round *a, const struct round *b)
{
	return same(a->item, b->item) && same(a->area, b->area) && same(a->question, b->question) &&
	       (!is_motion(a) || same(a->text, b->text));
}

const struct round *round_before(const struct session *session, const struct round *round)
{
	const struct round *before = NULL;

	for (size_t i = 0; i < session->now.round_count; i++) {
		const struct round *other = &session->now.round[i];

		if (other == round)
			break;
		if (other->revealed && round_asks_same(other, round) && other->straw == round->straw)
			before = other;
	}
	return before;
}

bool is_asked(const struct session *session, const struct participant *p, const char *item)
{
	if (p->removed || !is_in_room(session, p))
		return false;
	for (size_t i = 0; i < p->recusal_count; i++)
		if (is(p->recusal[i].item, item))
			return false;
	return true;
}

struct turnout round_turnout(const struct session *session, const struct round *round)
{
	struct turnout turnout = { 0, 0 };

	for (size_t i = 0; i < session->now.participant_count; i++) {
		const struct participant *p = &session->now.participant[i];
		const struct position *position = round_position(session, round, p->id);
		bool taken = position && position_counts(session, round, position);

		/* Who sealed a position and then left the room has taken it. */
		turnout.taken += taken;
		turnout.asked += taken || (p->votes && is_asked(session, p, round->item));
	}
	return turnout;
}
