/* See trend.h. */
#include "workshop/trend.h"

#include <string.h>

#include "base/arena.h"
#include "workshop/gaps.h"
#include "workshop/spread.h"

enum { SESSIONS_AT_ONCE = 16 };

void trend_begin(struct trend *trend, struct arena *arena)
{
	*trend = (struct trend){ .arena = arena };
}

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* Points of all sessions so far, and room for some more. */
static void widen(struct trend *trend, struct trend_item *item)
{
	size_t count = trend->session_count;
	struct trend_point *wider;

	if (item->point && (count - 1) % SESSIONS_AT_ONCE != 0)
		return;
	wider = arena_array(trend->arena, count + SESSIONS_AT_ONCE, sizeof(*wider));
	if (item->point)
		memcpy(wider, item->point, (count - 1) * sizeof(*wider));
	item->point = wider;
}

static struct trend_item *item_of(struct trend *trend, const struct item *item)
{
	struct trend_item *found;

	for (size_t i = 0; i < trend->item_count; i++)
		if (same(trend->item[i].id, item->id))
			return &trend->item[i];
	trend->item = arena_grow(trend->arena, trend->item, trend->item_count, &trend->item_capacity, sizeof(*found));
	found = &trend->item[trend->item_count++];
	*found = (struct trend_item){ .id = arena_strdup(trend->arena, item->id),
		.title = { .ja = arena_strdup(trend->arena, item->title.ja), .en = arena_strdup(trend->arena, item->title.en) } };
	widen(trend, found);
	return found;
}

static void take_spread(const struct session *session, const char *id, struct trend_point *point)
{
	for (size_t i = item_round_count(session, id); i-- > 0;) {
		const struct round *round = item_round(session, id, i);
		struct spread spread = round_spread(session, round);

		if (!round->revealed || round->straw || !same(round->question, "appetite"))
			continue;
		point->low = spread.low;
		point->high = spread.high;
		return;
	}
}

static struct trend_point point_of(const struct session *session, const struct stop *stop, const struct gaps *gaps)
{
	const struct appetite *appetite = session_appetite(session, stop->id, NULL);
	struct trend_point point = {
		.on_agenda = stop->on_agenda, .state = stop->state, .level = appetite ? appetite->level : 0,
		.decided = session_item_decision(session, stop->id) != NULL, .gaps = (int)gaps_of(gaps, stop->id),
		.used_ms = stop->used_ms,
	};

	take_spread(session, stop->id, &point);
	for (size_t i = 0; i < session->now.action_count; i++)
		point.open_actions += same(session->now.action[i].item, stop->id) &&
				      same(session->now.action[i].state, "open");
	return point;
}

void trend_add(struct trend *trend, const struct session *session, int64_t number)
{
	struct arena *arena = arena_new();
	struct gaps gaps = session_gaps(session, arena);
	struct trend_session *added;

	trend->session = arena_grow(trend->arena, trend->session, trend->session_count, &trend->session_capacity,
				    sizeof(*added));
	added = &trend->session[trend->session_count++];
	*added = (struct trend_session){ .id = arena_strdup(trend->arena, session->now.id), .number = number,
		.held_on = arena_strdup(trend->arena, session->now.held_on ? session->now.held_on : ""),
		.title = arena_strdup(trend->arena, session->now.title ? session->now.title : "") };
	for (size_t i = 0; i < trend->item_count; i++)
		widen(trend, &trend->item[i]);
	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];

		/* What never was on an agenda has no trend. */
		if (stop->item && (stop->on_agenda || stop->state != STOP_NOT_REACHED ||
				   session_appetite(session, stop->id, NULL)))
			item_of(trend, stop->item)->point[trend->session_count - 1] = point_of(session, stop, &gaps);
	}
	arena_free(arena);
}

int trend_level_before(const struct trend_item *item, size_t index)
{
	while (index-- > 0)
		if (item->point[index].level > 0)
			return item->point[index].level;
	return 0;
}
