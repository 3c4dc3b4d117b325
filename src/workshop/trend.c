/* See trend.h. */
#include "workshop/trend.h"

#include <string.h>

#include "base/arena.h"
#include "workshop/edition.h"
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

static struct trend_item *find_item(const struct trend *trend, const char *id, const char *edition)
{
	for (size_t i = 0; i < trend->item_count; i++)
		if (same(trend->item[i].id, id) && (trend->item[i].edition == edition || same(trend->item[i].edition, edition)))
			return &trend->item[i];
	return NULL;
}

/* In the words of its own guideline, once a session of it was added. */
static void take_title(struct trend *trend, struct trend_item *row, const struct item *item, bool own)
{
	if (row->title.ja && (!own || !row->borrowed))
		return;
	row->borrowed = !own;
	row->title = (struct bitext){ .ja = arena_strdup(trend->arena, item->title.ja),
				      .en = arena_strdup(trend->arena, item->title.en) };
}

/* The row of an item; of another edition that of its counterpart, or one of its own with
 * a word where to look. */
static struct trend_item *item_of(struct trend *trend, const struct pack *pack, const struct item *item)
{
	char there[ITEM_ID_SIZE];
	bool stands = item_id_in(item, pack, trend->family, there);
	const char *id = stands ? there : item->id, *edition = stands ? NULL : pack->id;
	struct trend_item *found = find_item(trend, id, edition);

	if (!found) {
		trend->item = arena_grow(trend->arena, trend->item, trend->item_count, &trend->item_capacity, sizeof(*found));
		found = &trend->item[trend->item_count++];
		*found = (struct trend_item){ .id = arena_strdup(trend->arena, id),
			.edition = edition ? arena_strdup(trend->arena, edition) : NULL };
		if (edition)
			found->places = item_places_say(item, pack, trend->family, trend->arena);
		widen(trend, found);
	}
	take_title(trend, found, item, same(pack->family, trend->family) || edition);
	return found;
}

/* Where a board states its levels by area alone: from the lowest to the highest. */
static void take_areas(const struct session *session, const char *id, struct trend_point *point)
{
	for (size_t i = 0; i < session->now.appetite_count; i++) {
		const struct appetite *a = &session->now.appetite[i];

		if (!a->current || !a->area || !same(a->item, id))
			continue;
		point->area_low = point->area_low == 0 || a->level < point->area_low ? a->level : point->area_low;
		point->area_high = a->level > point->area_high ? a->level : point->area_high;
	}
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
	const struct decision *decision = session_item_decision(session, stop->id);
	bool deferred = decision && same(decision->outcome, "deferred");
	struct trend_point point = {
		.on_agenda = stop->on_agenda, .state = deferred ? STOP_DEFERRED : stop->state,
		.level = appetite ? appetite->level : 0, .decided = decision && !deferred, .gaps = (int)gaps_of(gaps, stop->id),
		.used_ms = stop->used_ms,
	};

	take_spread(session, stop->id, &point);
	if (point.level == 0)
		take_areas(session, stop->id, &point);
	for (size_t i = 0; i < session->now.action_count; i++)
		point.open_actions += same(session->now.action[i].item, stop->id) &&
				      same(session->now.action[i].state, "open");
	return point;
}

/* What never was on an agenda, and never decided without it, has no trend. */
static void take_stop(struct trend *trend, const struct session *session, const struct stop *stop,
		      const struct gaps *gaps)
{
	struct trend_point point = point_of(session, stop, gaps);
	struct trend_item *item;

	if (!stop->on_agenda && stop->state == STOP_NOT_REACHED && point.level == 0 && point.area_low == 0)
		return;
	item = item_of(trend, session->pack, stop->item);
	item->point[trend->session_count - 1] = point;
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
	if (!trend->family)
		trend->family = arena_strdup(trend->arena, session->pack->family);
	trend->editions |= !same(trend->family, session->pack->family);
	for (size_t i = 0; i < trend->item_count; i++)
		widen(trend, &trend->item[i]);
	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];

		if (stop->item)
			take_stop(trend, session, stop, &gaps);
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
