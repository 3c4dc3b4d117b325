/*
 * The heat map ヒートマップ: likelihood to the right, impact upwards.  A cell's
 * colour is the lowest appetite level that carries its product; the line of the
 * area runs between cells, and what lies above it has a "!" as well.
 */
#include "ui/picture_parts.h"

#include <string.h>

#include "base/text.h"
#include "lang/words_ui.h"

enum { SIDE_WIDTH = 88, SIDE_HEIGHT = 23, SIDE_LIST = 35, LEGEND_MIN = 12, LEGEND_MAX = 17 };

/* ---- what is where ------------------------------------------------------------- */

static bool in_area(const struct heat *heat, const struct sheet_risk *risk)
{
	return !heat->area || (risk->area && strcmp(risk->area, heat->area->id) == 0);
}

static bool placed(const struct sheet_risk *risk)
{
	return risk->likelihood > 0 && risk->likelihood <= HEAT_STEPS &&
	       risk->impact > 0 && risk->impact <= HEAT_STEPS;
}

size_t heat_find(const struct heat *heat, int x, int y, size_t *at)
{
	size_t count = 0;

	for (size_t i = 0; i < heat->risks.count; i++) {
		const struct sheet_risk *risk = &heat->risks.risk[i];
		bool here = y == HEAT_UNPLACED ? !placed(risk) :
			    placed(risk) && risk->likelihood == x && risk->impact == y;

		if (here && in_area(heat, risk))
			at[count++] = i;
	}
	return count;
}

static int level_of(const struct heat *heat, const struct area *area)
{
	return session_area_appetite(heat->app->session, heat->table->item->id, area->id);
}

static int within_of(const struct heat *heat, int level)
{
	return level > 0 ? heat->app->session->pack->level[level - 1].within : 0;
}

/* The area's line, or the one that all areas with a statement share. */
static int line_of(const struct heat *heat)
{
	const struct pack *pack = heat->app->session->pack;
	int line = 0;

	if (heat->area)
		return within_of(heat, level_of(heat, heat->area));
	for (size_t i = 0; i < pack->area_count; i++) {
		int level = level_of(heat, &pack->area[i]), within = within_of(heat, level);

		if (level > 0 && (within == 0 || (line > 0 && line != within)))
			return 0;
		line = level > 0 ? within : line;
	}
	return line;
}

static struct heat heat_of(struct app *app, const struct sheet_field *table,
			   const struct picture_state *state)
{
	const struct pack *pack = app->session->pack;
	struct heat heat = { .app = app, .table = table, .state = state };

	heat.risks = session_risks(app->session, app->frame, table);
	if (state->area > 0 && (size_t)state->area <= pack->area_count)
		heat.area = &pack->area[state->area - 1];
	heat.line = line_of(&heat);
	heat.at = arena_array(app->frame, heat.risks.count + 1, sizeof(*heat.at));
	return heat;
}

/* Where the highlight stands: before any key on the greatest product that has a
 * risk.  A row of risks without a place that is empty now is left. */
static struct picture_state settled(const struct heat *heat, struct picture_state state)
{
	int most = 0;

	if (state.x > HEAT_STEPS || state.y > HEAT_STEPS || (state.y < 1 && state.y != HEAT_UNPLACED))
		state.x = 0;
	if (state.y == HEAT_UNPLACED && heat_find(heat, 0, HEAT_UNPLACED, heat->at) == 0)
		state.y = 1;
	for (int x = HEAT_STEPS; x > 0 && state.x == 0; x--)
		for (int y = HEAT_STEPS; y > 0; y--)
			if (x * y > most && heat_find(heat, x, y, heat->at) > 0) {
				most = x * y;
				state.y = y;
			}
	if (state.x == 0 && most > 0)
		state.x = most / state.y;
	if (state.x == 0) {
		state.x = HEAT_STEPS / 2 + 1;
		state.y = heat_find(heat, 0, HEAT_UNPLACED, heat->at) > 0 ? HEAT_UNPLACED : state.x;
	}
	return state;
}

static void settle(struct heat *heat, struct picture_state *state)
{
	*state = settled(heat, *state);
	heat->count = heat_find(heat, state->x, state->y, heat->at);
	if (state->at >= (int)heat->count)
		state->at = (int)heat->count - 1;
	if (state->at < 0)
		state->at = 0;
}

/* ---- words --------------------------------------------------------------------- */

const char *heat_letter(struct arena *arena, size_t index)
{
	if (index < 26)
		return arena_printf(arena, "%c", (char)('A' + index));
	return arena_printf(arena, "%s%c", heat_letter(arena, index / 26 - 1), (char)('A' + index % 26));
}

const char *heat_line_words(struct app *app, const struct area *area, int level)
{
	const struct level *stated = level > 0 ? &app->session->pack->level[level - 1] : NULL;

	if (!stated)
		return arena_printf(app->frame, T(PICTURE_NOT_STATED), bitext_say(area->title));
	if (stated->within == 0)
		return arena_printf(app->frame, T(PICTURE_NO_LINE), bitext_say(stated->title), level);
	return arena_printf(app->frame, T(PICTURE_LINE), bitext_say(stated->title), level,
			    stated->within);
}

static bool any_stated(const struct heat *heat)
{
	const struct pack *pack = heat->app->session->pack;

	for (size_t i = 0; i < pack->area_count; i++)
		if (level_of(heat, &pack->area[i]) > 0)
			return true;
	return false;
}

static const char *head_line(struct heat *heat)
{
	int level = heat->area ? level_of(heat, heat->area) : 0;
	const char *words = heat->area ? heat_line_words(heat->app, heat->area, level) : "";

	if (heat->area)
		return level > 0 ? arena_printf(heat->app->frame, T(PICTURE_LINE_IS), words) : words;
	if (heat->line > 0)
		return arena_printf(heat->app->frame, T(PICTURE_LINE_SHARED), heat->line);
	return any_stated(heat) ? T(PICTURE_LINE_APART) : T(PICTURE_NONE_STATED);
}

/* The areas that `within` is the line of (0: without a statement), joined. */
static const char *areas_of(struct heat *heat, int within, const char *between)
{
	const struct pack *pack = heat->app->session->pack;
	const char *all = "";

	for (size_t i = 0; i < pack->area_count; i++) {
		int level = level_of(heat, &pack->area[i]);

		if (within == 0 ? level == 0 : level > 0 && within_of(heat, level) == within)
			all = arena_printf(heat->app->frame, "%s%s%s", all, *all ? between : "",
					   bitext_say(pack->area[i].title));
	}
	return all;
}

/* ---- around the grid --------------------------------------------------------------- */

static void draw_head(struct heat *heat, const struct heat_layout *layout)
{
	struct app *app = heat->app;
	const char *area = arena_printf(app->frame, T(PICTURE_AREA), heat->area ?
					bitext_say(heat->area->title) : T(PICTURE_ALL_AREAS),
					heat->state->area + 1, (int)app->session->pack->area_count + 1);
	const char *both = arena_printf(app->frame, "%s%s%s", area, layout->head.height > 1 ? "\n" : "  ",
					head_line(heat));

	heat_words(heat, layout->head, STYLE_TITLE, both);
}

/* Is there a line that a risk could be over: the one drawn, or that of its own area? */
static bool has_line(const struct heat *heat)
{
	for (size_t i = 0; i < heat->risks.count; i++)
		if (heat->risks.risk[i].within > 0)
			return true;
	return heat->line > 0;
}

/* What the signs say. */
static size_t sign_words(struct heat *heat, const char **part)
{
	size_t count = 0;

	if (heat->line > 0)
		part[count++] = arena_printf(heat->app->frame, heat->canvas->ascii ? "=# %s" : "━ %s",
					     T(PICTURE_SIGN_LINE));
	if (has_line(heat))
		part[count++] = T(PICTURE_SIGN_ABOVE);
	return count;
}

/* Below the grid: the lines of all areas, those without a statement, the signs,
 * and where there is room what the colours are. */
static void draw_legend_broad(struct heat *heat, struct box box)
{
	const char *part[HEAT_STEPS * HEAT_STEPS + 4], *areas, *all;
	struct arena *arena = heat->app->frame;
	size_t count = 0;

	for (int within = 1; within <= HEAT_STEPS * HEAT_STEPS && !heat->area; within++)
		if (*(areas = areas_of(heat, within, T(COMMA))))
			part[count++] = arena_printf(arena, T(PICTURE_UP_TO), within, areas);
	if (!heat->area && *(areas = areas_of(heat, 0, T(COMMA))))
		part[count++] = arena_printf(arena, T(PICTURE_NOT_STATED), areas);
	count += sign_words(heat, part + count);
	part[count] = T(PICTURE_COLOURS);
	all = picture_join(arena, part, count + 1, box.width);
	if (text_wrap(arena, all, box.width).count > (size_t)box.height)
		all = picture_join(arena, part, count, box.width);
	heat_words(heat, box, STYLE_LABEL, all);
}

/* The same right of the grid, an area a line. */
static void draw_legend_narrow(struct heat *heat, struct box box)
{
	const char *sign[2], *areas;
	struct page page;
	size_t count = sign_words(heat, sign);

	page_init(&page, heat->app->frame, box.width);
	for (int within = 1; within <= HEAT_STEPS * HEAT_STEPS && !heat->area; within++)
		if (*(areas = areas_of(heat, within, "\n")))
			page_add(&page, STYLE_LABEL, 0, arena_printf(heat->app->frame, T(PICTURE_UP_TO),
								     within, ""), areas);
	if (!heat->area && *(areas = areas_of(heat, 0, "\n"))) {
		page_add(&page, STYLE_LABEL, 0, "", T(PICTURE_NOT_STATED_BRIEF));
		page_add(&page, STYLE_LABEL, 1, "", areas);
	}
	for (size_t i = 0; i < count; i++)
		page_add(&page, STYLE_LABEL, 0, "", sign[i]);
	page_draw(heat->canvas, box, &page, 0);
}

static void draw_unplaced(struct heat *heat, const struct heat_layout *layout)
{
	size_t *at = arena_array(heat->app->frame, heat->risks.count + 1, sizeof(*at));
	size_t count = heat_find(heat, 0, HEAT_UNPLACED, at);
	bool here = heat->state->y == HEAT_UNPLACED;
	struct box box = layout->unplaced;
	int used;

	if (count == 0)
		return;
	canvas_fill(heat->canvas, box, here ? STYLE_SELECTED : STYLE_TEXT);
	canvas_text(heat->canvas, box.x, box.y, 1, STYLE_SELECTED, here ? ">" : "");
	used = 2 + canvas_text(heat->canvas, box.x + 1, box.y, box.width - 1,
			       here ? STYLE_SELECTED : STYLE_WARNING, T(PICTURE_UNPLACED));
	box.x += used;
	box.width -= used;
	heat_letters(heat, box, &box.width, here ? STYLE_SELECTED : STYLE_TEXT, at, count);
}

/* ---- the whole ----------------------------------------------------------------------- */

static int clamp(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

/* Columns of the narrow legend: an area and its line side by side. */
static int legend_width(const struct heat *heat)
{
	const struct pack *pack = heat->app->session->pack;
	int width = text_width(picture_title(heat->table, "likelihood"));

	for (size_t i = 0; i < pack->area_count; i++) {
		int columns = text_width(bitext_say(pack->area[i].title)) +
			      text_width(arena_printf(heat->app->frame, T(PICTURE_UP_TO), 10, ""));

		width = columns > width ? columns : width;
	}
	return clamp(width, LEGEND_MIN, LEGEND_MAX);
}

/* Below the grid: one line a cell; head, grid (9), axis, without a place, list. */
static struct heat_layout layout_below(struct heat *heat, struct box box, bool unplaced)
{
	int legend = legend_width(heat);
	struct heat_layout at = { .cell_rows = 1 };
	int y = box.y + 11 + unplaced;

	at.label = clamp(text_width(picture_title(heat->table, "impact")) + 1, 9, 17);
	at.cell_width = clamp((box.width - at.label - 1 - legend - 4) / HEAT_STEPS, 7, 12);
	at.grid = (struct box){ box.x + at.label, box.y + 1, HEAT_STEPS * at.cell_width + 4, 9 };
	at.impact = (struct box){ box.x, box.y, at.label - 1, 1 };
	at.head = (struct box){ at.grid.x, box.y, box.width - at.label, 1 };
	at.legend = (struct box){ at.grid.x + at.grid.width + 1, box.y + 1, 0, 9 };
	at.legend.width = box.x + box.width - at.legend.x;
	at.likelihood = (struct box){ at.legend.x, box.y + 10, at.legend.width, 1 };
	at.unplaced = (struct box){ box.x, box.y + 11, box.width, 1 };
	at.list = (struct box){ box.x, y, box.width, box.y + box.height - y };
	return at;
}

/* At the right: two lines a cell; head (2), title, grid (14), axis (2), title,
 * without a place, legend. */
static struct heat_layout layout_side(struct box box)
{
	struct heat_layout at = { .side = true, .cell_rows = HEAT_CELL_ROWS, .label = 9 };
	int left = box.width - SIDE_LIST - 2;

	at.cell_width = clamp((left - at.label - 4) / HEAT_STEPS, 7, 14);
	at.grid = (struct box){ box.x + at.label, box.y + 3, HEAT_STEPS * at.cell_width + 4, 14 };
	at.head = (struct box){ box.x, box.y, left, 2 };
	at.impact = (struct box){ box.x, box.y + 2, left, 1 };
	at.likelihood = (struct box){ at.grid.x, box.y + 19, at.grid.width, 1 };
	at.unplaced = (struct box){ box.x, box.y + 20, left, 1 };
	at.legend = (struct box){ box.x, box.y + 21, left, box.height - 21 };
	at.list = (struct box){ box.x + left + 2, box.y, SIDE_LIST, box.height };
	return at;
}

static void heat_draw(struct app *app, struct canvas *canvas, struct box box,
		      const struct sheet_field *table, struct picture_state *state)
{
	struct heat heat = heat_of(app, table, state);
	struct heat_layout layout;

	heat.canvas = canvas;
	settle(&heat, state);
	layout = box.width >= SIDE_WIDTH && box.height >= SIDE_HEIGHT ? layout_side(box) :
		 layout_below(&heat, box, heat_find(&heat, 0, HEAT_UNPLACED, heat.at) > 0);
	heat.count = heat_find(&heat, state->x, state->y, heat.at);
	heat_grid(&heat, &layout);
	draw_head(&heat, &layout);
	(layout.side ? draw_legend_broad : draw_legend_narrow)(&heat, layout.legend);
	draw_unplaced(&heat, &layout);
	if (layout.side)
		canvas_column(canvas, layout.list.x - 2, box.y, box.height, STYLE_BORDER);
	heat_list(&heat, layout.list);
}

static bool heat_move(struct app *app, const struct sheet_field *table, struct picture_state *state,
		      enum action_id action)
{
	struct heat heat = heat_of(app, table, state);
	struct picture_state before;
	int last;

	settle(&heat, state);
	before = *state;
	last = heat.count > 0 ? (int)heat.count - 1 : 0;
	switch (action) {
	case ACTION_LEFT: state->x -= state->x > 1; break;
	case ACTION_RIGHT: state->x += state->x < HEAT_STEPS; break;
	case ACTION_UP: state->y = state->y == HEAT_UNPLACED ? 1 : state->y + (state->y < HEAT_STEPS); break;
	case ACTION_DOWN:
		if (state->y > 1)
			state->y--;
		else if (heat_find(&heat, 0, HEAT_UNPLACED, heat.at) > 0)
			state->y = HEAT_UNPLACED;
		break;
	case ACTION_PAGE_UP: state->at -= state->at > 0; break;
	case ACTION_PAGE_DOWN: state->at += state->at < last; break;
	case ACTION_TOP: state->at = 0; break;
	case ACTION_BOTTOM: state->at = last; break;
	default: return false;
	}
	if (state->x != before.x || state->y != before.y)
		state->at = 0;
	return true;
}

static const char *heat_row(struct app *app, const struct sheet_field *table,
			    const struct picture_state *state)
{
	struct picture_state copy = *state;
	struct heat heat = heat_of(app, table, &copy);

	settle(&heat, &copy);
	return heat.count > 0 ? heat.risks.risk[heat.at[copy.at]].row : NULL;
}

const struct picture_kind picture_heat = { heat_draw, heat_move, heat_row, NULL };
