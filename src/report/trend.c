/* The trend of each item, for reading in a terminal and for programs. */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "content/pack.h"
#include "lang/lang.h"
#include "lang/words_report.h"
#include "report/fact.h"
#include "report/report.h"
#include "workshop/edition.h"
#include "workshop/trend.h"

enum { LAST_MOST = 4, COLUMNS = 8, MINUTE = 60000, HALF_MINUTE = 30000 };

static const char *const states[STOP_STATE_COUNT] = {
	[STOP_NOT_REACHED] = "not_reached", [STOP_OPEN] = "open", [STOP_LEFT] = "left", [STOP_DEFERRED] = "deferred",
};

/* A block as high as the level; what was not reached is loud, what was not on the
 * agenda is empty. */
static const char *sign_of(const struct trend_point *point, bool ascii)
{
	static const char *const blocks[] = { "", "▁", "▂", "▄", "▆", "█" };
	static const char *const digits[] = { "", "1", "2", "3", "4", "5" };

	int level = point->level > 0 ? point->level : point->area_low;

	if (level > 0)
		return ascii ? digits[level] : blocks[level];
	return !point->on_agenda && point->state == STOP_NOT_REACHED ? " " :
	       point->state == STOP_NOT_REACHED ? "!" : trend_is_deferred(point) ? "x" : ascii ? "." : "·";
}

static const char *level_text(const struct trend_point *point, struct arena *arena)
{
	return point->level > 0 ? arena_printf(arena, "%d", point->level) : point->area_low == 0 ? "-" :
	       point->area_low == point->area_high ? arena_printf(arena, "%d*", point->area_low) :
	       arena_printf(arena, "%d-%d*", point->area_low, point->area_high);
}

static const char *spread_text(const struct trend_point *point, struct arena *arena)
{
	return point->low == 0 ? "-" : arena_printf(arena, "%d-%d", point->low, point->high);
}

static const char *gaps_text(const struct trend_point *point, struct arena *arena)
{
	return arena_printf(arena, "%d", point->gaps);
}

static const char *minutes_text(const struct trend_point *point, struct arena *arena)
{
	return point->used_ms == 0 ? "-" : arena_printf(arena, "%d", (int)((point->used_ms + HALF_MINUTE) / MINUTE));
}

static const char *actions_text(const struct trend_point *point, struct arena *arena)
{
	return arena_printf(arena, "%d", point->open_actions);
}

/* The last few, the newest at the right. */
static const char *last_ones(const struct trend *trend, const struct trend_item *item, struct arena *arena,
			     const char *(*text)(const struct trend_point *, struct arena *))
{
	size_t count = trend->session_count, from = count > LAST_MOST ? count - LAST_MOST : 0;
	struct str words = STR_INIT;
	const char *copy;

	for (size_t i = from; i < count; i++)
		str_printf(&words, "%s%s", i > from ? " " : "", text(&item->point[i], arena));
	copy = arena_strdup(arena, words.text);
	str_release(&words);
	return copy;
}

static void fill_cells(const struct trend *trend, const struct trend_item *item, bool ascii, struct arena *arena,
		       const char *cell[COLUMNS])
{
	static const char *(*const texts[])(const struct trend_point *, struct arena *) = {
		level_text, spread_text, gaps_text, minutes_text, actions_text,
	};
	struct str strip = STR_INIT;

	for (size_t i = 0; i < trend->session_count; i++)
		str_add(&strip, sign_of(&item->point[i], ascii));
	cell[0] = item->edition ? arena_printf(arena, T(TREND_OF_EDITION), item_id_say(item->id, arena), item->edition) :
		  item_id_say(item->id, arena);
	cell[COLUMNS - 1] = item->edition && *item->places ?
		arena_printf(arena, T(TREND_SEE), bitext_say(item->title), item->places) : bitext_say(item->title);
	cell[1] = arena_strdup(arena, strip.text);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		cell[i + 2] = last_ones(trend, item, arena, texts[i]);
	str_release(&strip);
}

static void put_table(const struct trend *trend, bool ascii, struct arena *arena, struct str *out)
{
	const char *(*cell)[COLUMNS] = arena_array(arena, trend->item_count + 1, sizeof(*cell));
	const struct words head[COLUMNS] = { W(TREND_ITEM), W(TREND_STRIP), W(TREND_LEVEL), W(TREND_SPREAD), W(TREND_GAPS),
					     W(TREND_MINUTES), W(TREND_ACTIONS), W(TREND_TITLE) };
	int width[COLUMNS] = { 0 };

	for (int c = 0; c < COLUMNS; c++)
		cell[0][c] = say(head[c]);
	for (size_t i = 0; i < trend->item_count; i++)
		fill_cells(trend, &trend->item[i], ascii, arena, cell[i + 1]);
	for (size_t i = 0; i <= trend->item_count; i++)
		for (int c = 0; c < COLUMNS; c++)
			width[c] = text_width(cell[i][c]) > width[c] ? text_width(cell[i][c]) : width[c];
	for (size_t i = 0; i <= trend->item_count; i++) {
		for (int c = 0; c < COLUMNS - 1; c++)
			str_printf(out, "%s%*s  ", cell[i][c], width[c] - text_width(cell[i][c]), "");
		str_printf(out, "%s\n", cell[i][COLUMNS - 1]);
	}
}

void report_trend(const struct trend *trend, const char *company, bool ascii, struct str *out)
{
	struct arena *arena = arena_new();

	str_printf(out, "%s\n\n", company);
	if (trend->editions)
		str_printf(out, "! %s\n\n", T(TREND_EDITIONS));
	for (size_t i = 0; i < trend->session_count; i++)
		str_printf(out, "%lld  %s  %s\n", (long long)trend->session[i].number, trend->session[i].held_on,
			   trend->session[i].title);
	str_add_char(out, '\n');
	put_table(trend, ascii, arena, out);
	str_printf(out, "\n%s\n", ascii ? T(TREND_LEGEND_ASCII) : T(TREND_LEGEND));
	arena_free(arena);
}

static struct json *point_json(struct arena *arena, const struct trend_point *point)
{
	struct json *map = json_map(arena);

	json_put_bool(arena, map, "on_agenda", point->on_agenda);
	json_put_text(arena, map, "state", states[trend_is_deferred(point) ? STOP_DEFERRED : point->state]);
	json_put_bool(arena, map, "decided", point->decided);
	if (point->level > 0)
		json_put_int(arena, map, "level", point->level);
	if (point->area_low > 0) {
		json_put_int(arena, map, "area_low", point->area_low);
		json_put_int(arena, map, "area_high", point->area_high);
	}
	if (point->low > 0) {
		json_put_int(arena, map, "low", point->low);
		json_put_int(arena, map, "high", point->high);
	}
	json_put_int(arena, map, "gaps", point->gaps);
	json_put_int(arena, map, "open_actions", point->open_actions);
	json_put_int(arena, map, "used_ms", point->used_ms);
	return map;
}

struct json *report_trend_json(const struct trend *trend, const char *company, struct arena *arena)
{
	struct json *map = json_map(arena), *sessions = json_list(arena), *items = json_list(arena);

	json_put_int(arena, map, "format", 1);
	json_put_text(arena, map, "company", company);
	json_put_bool(arena, map, "editions_differ", trend->editions);
	for (size_t i = 0; i < trend->session_count; i++) {
		struct json *session = json_map(arena);

		json_put_int(arena, session, "number", trend->session[i].number);
		json_put_text(arena, session, "id", trend->session[i].id);
		json_put_text(arena, session, "held_on", trend->session[i].held_on);
		json_put_text(arena, session, "title", trend->session[i].title);
		json_add(arena, sessions, session);
	}
	json_put(arena, map, "sessions", sessions);
	for (size_t i = 0; i < trend->item_count; i++) {
		struct json *item = json_map(arena), *points = json_list(arena);

		json_put_text(arena, item, "item", trend->item[i].id);
		json_put_text(arena, item, "edition", trend->item[i].edition);
		if (trend->item[i].edition && *trend->item[i].places)
			json_put_text(arena, item, "see", trend->item[i].places);
		json_put(arena, item, "title", fact_bitext(arena, trend->item[i].title));
		for (size_t k = 0; k < trend->session_count; k++)
			json_add(arena, points, point_json(arena, &trend->item[i].point[k]));
		json_put(arena, item, "points", points);
		json_add(arena, items, item);
	}
	json_put(arena, map, "items", items);
	return map;
}
