/* See figure.h: profile, spread, time. */
#include "report/figure.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_paper.h"
#include "report/drawing.h"
#include "workshop/compare.h"
#include "workshop/session.h"
#include "workshop/spread.h"

enum {
	ROW = 20, HEAD = 24, NAME_X = 4, FIRST_X = 150, STEP_X = 112, DOT = 5, COUNT_DOT = 8,
	BAR_X = 150, BAR_ROOM = 430, BAR = 6, MINUTE = 60000, HALF_MINUTE = 30000, TEXT_DROP = 4, NAME_ROOM = 64, NAME_COLUMNS = 22
};

#define FILLED "fill=\"#000\""
#define HOLLOW "fill=\"#fff\" stroke=\"#000\" stroke-width=\"1.5\""
#define RULE "stroke=\"#bbb\" stroke-width=\"1\""
#define STROKE "stroke=\"#000\" stroke-width=\"2\""
#define DASHED "stroke=\"#000\" stroke-width=\"1\" stroke-dasharray=\"3 2\""

static int level_x(int level)
{
	return FIRST_X + (level - 1) * STEP_X;
}

static const char *short_name(struct paper *paper, const struct stop *stop)
{
	char name[NAME_ROOM];

	stop_name(stop, name, sizeof(name));
	return arena_strdup(paper->arena, name);
}

/* The levels' names at the top, a thin line down for each. */
static void draw_scale(struct drawing *drawing, const struct session *session, int rows)
{
	drawing->height = HEAD + rows * ROW + ROW / 2;
	for (int level = 1; level <= PACK_LEVELS; level++) {
		const char *title = bitext_say(session->pack->level[level - 1].title);

		draw_text(drawing, level_x(level), HEAD - ROW / 2, DRAW_MIDDLE,
			  arena_printf(drawing->paper->arena, "%d %s", level, title));
		draw_line(drawing, level_x(level), HEAD - TEXT_DROP, level_x(level), drawing->height - TEXT_DROP, RULE);
	}
}

/* ---- profile ---------------------------------------------------------------------------------- */

/* A level then and now, of an item or of one area of it; 0: none was stated. */
struct stated { int now, then; };

static int stated_level(const struct session *session, const char *item, const char *area)
{
	const struct appetite *a = session && item ? session_appetite(session, item, area) : NULL;

	return a ? a->level : 0;
}

/* The same item then; of another edition by its references. */
static struct stated stated_of(const struct session *session, const struct session *parent, const struct stop *stop,
			       const char *area)
{
	const struct item *then = parent && stop->item ? item_counterpart(stop->item, session->pack, parent->pack) : NULL;

	return (struct stated){ stated_level(session, stop->item ? stop->id : NULL, area),
				stated_level(parent, then ? then->id : NULL, area) };
}

static void draw_stated(struct drawing *drawing, int y, struct stated stated)
{
	if (stated.now > 0 && stated.then > 0 && stated.now != stated.then)
		draw_line(drawing, level_x(stated.then), y, level_x(stated.now), y, DASHED);
	if (stated.then > 0)
		draw_circle(drawing, level_x(stated.then), y, DOT + 3, HOLLOW);
	if (stated.now > 0)
		draw_circle(drawing, level_x(stated.now), y, DOT, FILLED);
}

static const char *stated_say(struct paper *paper, int level)
{
	return level > 0 ? arena_printf(paper->arena, "%d", level) : "-";
}

struct profile { struct drawing *drawing; const struct session *session, *parent; int rows; };

/* A row, where a level is or was stated. */
static void profile_row(struct profile *profile, const struct stop *stop, const struct area *area)
{
	struct paper *paper = profile->drawing->paper;
	struct stated stated = stated_of(profile->session, profile->parent, stop, area ? area->id : NULL);
	const char *name = short_name(paper, stop);
	int y = HEAD + profile->rows * ROW + ROW / 2;

	if (stated.now == 0 && stated.then == 0)
		return;
	profile->rows++;
	if (area)
		name = arena_printf(paper->arena, "%s %s", name, bitext_say(area->title));
	draw_text(profile->drawing, NAME_X, y + TEXT_DROP, DRAW_START, text_ellipsis(paper->arena, name, NAME_COLUMNS, false));
	draw_stated(profile->drawing, y, stated);
	draw_say(profile->drawing, profile->parent ? T(PAPER_LEVEL_BOTH) : T(PAPER_LEVEL_NOW), name,
		 stated_say(paper, stated.now), stated_say(paper, stated.then));
}

bool figure_profile(struct paper *paper, const struct session *session, const struct session *parent)
{
	struct drawing drawing = { paper, STR_INIT, STR_INIT, 0 };
	struct profile profile = { &drawing, session, parent, 0 };
	struct str rows = STR_INIT;

	for (size_t i = 0; i < session->now.stop_count; i++) {
		if (!session->now.stop[i].item)
			continue;
		profile_row(&profile, &session->now.stop[i], NULL);
		for (size_t k = 0; k < session->pack->area_count; k++)
			profile_row(&profile, &session->now.stop[i], &session->pack->area[k]);
	}
	/* The scale lies below what stands on it. */
	str_add(&rows, drawing.svg.text);
	str_clear(&drawing.svg);
	draw_scale(&drawing, session, profile.rows);
	str_add(&drawing.svg, rows.text);
	str_release(&rows);
	if (profile.rows > 0)
		draw_done(&drawing, parent ? T(PAPER_PROFILE_BOTH) : T(PAPER_PROFILE));
	str_release(&drawing.svg);
	str_release(&drawing.words);
	return profile.rows > 0;
}

/* ---- spread ------------------------------------------------------------------------------------ */

/* The newest revealed round with names on the level; NULL none. */
static const struct round *newest_round(const struct session *session, const char *item)
{
	for (size_t i = item_round_count(session, item); i-- > 0;) {
		const struct round *round = item_round(session, item, i);

		if (round->revealed && !round->straw && strcmp(round->question, "appetite") == 0)
			return round;
	}
	return NULL;
}

static void draw_tally(struct drawing *drawing, int y, const struct spread *spread, const char *name)
{
	const char *all = "";

	draw_line(drawing, level_x(spread->low), y, level_x(spread->high), y, STROKE);
	for (int column = 1; column <= spread->columns; column++) {
		int many = spread->tally[column - 1];

		if (many == 0)
			continue;
		draw_circle(drawing, level_x(column), y, COUNT_DOT, HOLLOW);
		draw_text(drawing, level_x(column), y + TEXT_DROP, DRAW_MIDDLE, arena_printf(drawing->paper->arena, "%d", many));
		all = arena_printf(drawing->paper->arena, T(PAPER_TALLY), all, *all ? T(PAPER_LISTED) : "", column, many);
	}
	draw_say(drawing, "%s: %s", name, all);
}

bool figure_spread(struct paper *paper, const struct session *session)
{
	struct drawing drawing = { paper, STR_INIT, STR_INIT, 0 };
	int count = 0;

	for (size_t i = 0; i < session->now.stop_count; i++)
		count += newest_round(session, session->now.stop[i].id) != NULL;
	if (count == 0)
		return false;
	draw_scale(&drawing, session, count);
	count = 0;
	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];
		const struct round *round = newest_round(session, stop->id);
		int y = HEAD + count * ROW + ROW / 2;
		struct spread spread;

		if (!round)
			continue;
		count++;
		spread = round_spread(session, round);
		draw_text(&drawing, NAME_X, y + TEXT_DROP, DRAW_START, short_name(paper, stop));
		if (spread.low > 0)
			draw_tally(&drawing, y, &spread, short_name(paper, stop));
	}
	draw_done(&drawing, T(PAPER_SPREAD));
	return true;
}

/* ---- time --------------------------------------------------------------------------------------- */

static int used_minutes(const struct stop *stop)
{
	int64_t minutes = (stop->used_ms + HALF_MINUTE) / MINUTE;

	return minutes < INT_MAX ? (int)minutes : INT_MAX;
}

static bool has_time(const struct stop *stop)
{
	return (stop->item || stop->block) && (stop_planned(stop) > 0 || stop->used_ms > 0);
}

/* A session that was open over years has minutes that no int takes times the room. */
static int part_of(int minutes, int most)
{
	return (int)((int64_t)minutes * BAR_ROOM / most);
}

static void draw_bars(struct drawing *drawing, int y, const struct stop *stop, int most)
{
	int planned = stop_planned(stop), used = used_minutes(stop);
	const char *name = short_name(drawing->paper, stop);

	draw_text(drawing, NAME_X, y + ROW / 2 + TEXT_DROP, DRAW_START, name);
	draw_rect(drawing, BAR_X, y + 3, part_of(planned, most), BAR, HOLLOW);
	draw_rect(drawing, BAR_X, y + 4 + BAR, part_of(used, most), BAR, "fill=\"#555\"");
	draw_text(drawing, BAR_X + BAR_ROOM + NAME_X * 2, y + ROW / 2 + TEXT_DROP, DRAW_START,
		  arena_printf(drawing->paper->arena, "%d / %d", planned, used));
	draw_say(drawing, T(PAPER_TIME_OF), name, planned, used);
}

bool figure_time(struct paper *paper, const struct session *session)
{
	struct drawing drawing = { paper, STR_INIT, STR_INIT, 0 };
	int most = 0, count = 0;

	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];

		most = stop_planned(stop) > most ? stop_planned(stop) : most;
		most = used_minutes(stop) > most ? used_minutes(stop) : most;
	}
	for (size_t i = 0; most > 0 && i < session->now.stop_count; i++)
		if (has_time(&session->now.stop[i]))
			draw_bars(&drawing, ROW * count++, &session->now.stop[i], most);
	drawing.height = ROW * count + TEXT_DROP;
	if (count > 0)
		draw_done(&drawing, T(PAPER_TIME));
	return count > 0;
}
