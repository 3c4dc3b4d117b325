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

/* "4" of METI's guideline is the directive D4. */
static const char *id_of_ref(const struct trend *trend, const struct item *item)
{
	for (size_t i = 0; i < item->ref_count; i++) {
		const char *ref = item->ref[i].ids.count > 0 ? item->ref[i].ids.text[0] : NULL;

		if (ref && same(item->ref[i].framework, trend->family))
			return arena_printf(trend->arena, "%s%s", ref[0] >= '0' && ref[0] <= '9' ? "D" : "", ref);
	}
	return NULL;
}

static struct trend_item *find_item(const struct trend *trend, const char *id, const char *edition)
{
	for (size_t i = 0; i < trend->item_count; i++)
		if (same(trend->item[i].id, id) && (trend->item[i].edition == edition || same(trend->item[i].edition, edition)))
			return &trend->item[i];
	return NULL;
}

/* The row of an item; of another edition that which its references name, unless another
 * item of this session stands there already. */
static struct trend_item *item_of(struct trend *trend, const struct pack *pack, const struct item *item)
{
	bool own = same(pack->family, trend->family);
	const char *id = own ? item->id : id_of_ref(trend, item), *edition = NULL;
	struct trend_item *found = id ? find_item(trend, id, NULL) : NULL;

	if (found && (own || !found->taken))
		return found;
	if (!own) {
		id = item->id;
		edition = pack->id;
		found = find_item(trend, id, edition);
	}
	if (found)
		return found;
	trend->item = arena_grow(trend->arena, trend->item, trend->item_count, &trend->item_capacity, sizeof(*found));
	found = &trend->item[trend->item_count++];
	*found = (struct trend_item){ .id = arena_strdup(trend->arena, id),
		.edition = edition ? arena_strdup(trend->arena, edition) : NULL,
		.title = { .ja = arena_strdup(trend->arena, item->title.ja), .en = arena_strdup(trend->arena, item->title.en) } };
	widen(trend, found);
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
	struct spread spread = item_spread(session, stop->id);
	struct trend_point point = {
		.on_agenda = stop->on_agenda, .state = stop->state, .level = appetite ? appetite->level : 0,
		.decided = session_item_decision(session, stop->id) != NULL, .gaps = (int)gaps_of(gaps, stop->id),
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
	item->taken = true;
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
	for (size_t i = 0; i < trend->item_count; i++) {
		widen(trend, &trend->item[i]);
		trend->item[i].taken = false;
	}
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
