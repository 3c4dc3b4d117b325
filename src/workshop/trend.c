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

static struct trend_point point_of(const struct session *session, const struct stop *stop, const struct gaps *gaps)
{
	const struct appetite *appetite = session_appetite(session, stop->id, NULL);
	const struct decision *decision = session_item_decision(session, stop->id);
	struct spread spread = item_spread(session, stop->id);
	bool put_off = decision && same(decision->outcome, "deferred");
	struct trend_point point = {
		.on_agenda = stop->on_agenda, .state = stop->state, .level = appetite ? appetite->level : 0,
		.decided = decision && !put_off, .put_off = put_off, .gaps = (int)gaps_of(gaps, stop->id),
		.used_ms = stop->used_ms,
	};

	point.low = spread.low;
	point.high = spread.high;
	point.taken = spread.columns ? spread.taken : -1;
	if (point.level == 0)
		take_areas(session, stop->id, &point);
	for (size_t i = 0; i < session->now.action_count; i++)
		point.open_actions += same(session->now.action[i].item, stop->id) &&
				      same(session->now.action[i].state, "open");
	return point;
}

struct trend_facts trend_facts(const struct session *session, int64_t number, struct arena *arena)
{
	struct gaps gaps = session_gaps(session, arena);
	struct trend_facts facts = { .id = session->now.id, .held_on = session->now.held_on, .title = session->now.title,
				     .number = number, .pack = session->pack };

	facts.stop = arena_array(arena, session->now.stop_count, sizeof(*facts.stop));
	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];

		if (stop->item)
			facts.stop[facts.stop_count++] = (struct trend_stop){ stop->item, point_of(session, stop, &gaps) };
	}
	return facts;
}

/* What never was on an agenda, and never decided without it, has no trend. */
static void take_stop(struct trend *trend, const struct pack *pack, const struct trend_stop *stop)
{
	const struct trend_point *point = &stop->point;
	struct trend_item *item;

	if (!point->on_agenda && point->state == STOP_NOT_REACHED && point->level == 0 && point->area_low == 0)
		return;
	item = item_of(trend, pack, stop->item);
	item->point[trend->session_count - 1] = *point;
}

void trend_add_facts(struct trend *trend, const struct trend_facts *facts)
{
	struct trend_session *added;

	trend->session = arena_grow(trend->arena, trend->session, trend->session_count, &trend->session_capacity,
				    sizeof(*added));
	added = &trend->session[trend->session_count++];
	*added = (struct trend_session){ .id = arena_strdup(trend->arena, facts->id), .number = facts->number,
		.held_on = arena_strdup(trend->arena, facts->held_on ? facts->held_on : ""),
		.title = arena_strdup(trend->arena, facts->title ? facts->title : "") };
	if (!trend->family)
		trend->family = arena_strdup(trend->arena, facts->pack->family);
	trend->editions |= !same(trend->family, facts->pack->family);
	for (size_t i = 0; i < trend->item_count; i++)
		widen(trend, &trend->item[i]);
	for (size_t i = 0; i < facts->stop_count; i++)
		take_stop(trend, facts->pack, &facts->stop[i]);
}

void trend_add(struct trend *trend, const struct session *session, int64_t number)
{
	struct arena *arena = arena_new();
	struct trend_facts facts = trend_facts(session, number, arena);

	trend_add_facts(trend, &facts);
	arena_free(arena);
}

int trend_level_before(const struct trend_item *item, size_t index)
{
	while (index-- > 0)
		if (item->point[index].level > 0)
			return item->point[index].level;
	return 0;
}

bool trend_is_deferred(const struct trend_point *point)
{
	return point->put_off || point->state == STOP_DEFERRED;
}
