/*
 * The grid of a heat map: cells with letters and products, the line between
 * them, the axes.
 */
#include "ui/picture_parts.h"

#include <string.h>

#include "base/text.h"

/* ---- cells ---------------------------------------------------------------------- */

static bool is_above(const struct heat *heat, int x, int y)
{
	return heat->line > 0 && x >= 1 && y <= HEAT_STEPS && x * y > heat->line;
}

/* The lowest level that carries the product; the pack's lines are ascending. */
static enum style cell_style(const struct heat *heat, int product)
{
	const struct level *level = heat->app->session->pack->level;

	for (int i = 0; i < PACK_LEVELS; i++)
		if (level[i].within >= product)
			return (enum style)(STYLE_LEVEL_1 + i);
	return level[PACK_LEVELS - 1].within > 0 ? STYLE_LEVEL_5 : STYLE_TEXT;
}

struct tokens { size_t count; const char **text; bool tight; };

/* Tokens side by side in the rows of these widths, `tight` without a space after
 * a "!"; false: no room.  Draws where `canvas` is not NULL. */
static bool flow(struct canvas *canvas, struct box box, const int *width, enum style style,
		 const struct tokens *tokens)
{
	int x = 0, y = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		bool joined = i > 0 && tokens->tight && strchr(tokens->text[i - 1], '!');
		int columns = text_width(tokens->text[i]), from = x > 0 && !joined ? x + 1 : x;

		if (from + columns > width[y]) {
			from = 0;
			if (++y >= box.height || columns > width[y])
				return false;
		}
		if (canvas)
			canvas_text(canvas, box.x + from, box.y + y, columns, style, tokens->text[i]);
		x = from + columns;
	}
	return true;
}

/* All of them with spaces, else tight, else fewer and how many more there are. */
void heat_letters(struct heat *heat, struct box box, const int *width, enum style style,
		  const size_t *at, size_t count)
{
	struct arena *arena = heat->app->frame;
	size_t most = (size_t)(box.width * box.height), shown = count < most ? count : most;
	struct tokens tokens = { .count = count };

	tokens.text = arena_array(arena, shown + 1, sizeof(*tokens.text));
	for (size_t i = 0; i < shown; i++)
		tokens.text[i] = arena_printf(arena, "%s%s", heat_letter(arena, at[i]),
					      heat->risks.risk[at[i]].above ? "!" : "");
	if (shown < count || !flow(NULL, box, width, style, &tokens)) {
		tokens.tight = true;
		for (;; shown--) {
			tokens.count = shown + (shown < count ? 1 : 0);
			if (shown < count)
				tokens.text[shown] = arena_printf(arena, "+%zu", count - shown);
			if (shown == 0 || flow(NULL, box, width, style, &tokens))
				break;
		}
	}
	flow(heat->canvas, box, width, style, &tokens);
}

static void draw_cell_of(struct heat *heat, const struct heat_layout *layout, int x, int y)
{
	struct box box = { layout->grid.x + (x - 1) * (layout->cell_width + 1),
			   layout->grid.y + (HEAT_STEPS - y) * (layout->cell_rows + 1),
			   layout->cell_width, layout->cell_rows };
	struct box inner = { box.x + 1, box.y, box.width - 1, box.height };
	int width[HEAT_CELL_ROWS] = { inner.width, inner.width };
	bool here = heat->state->x == x && heat->state->y == y;
	enum style style = here ? STYLE_SELECTED : cell_style(heat, x * y);
	const char *product = arena_printf(heat->app->frame, "%s%d", is_above(heat, x, y) ? "!" : "",
					   x * y);
	size_t *at = arena_array(heat->app->frame, heat->risks.count + 1, sizeof(*at));
	size_t count = heat_find(heat, x, y, at);

	canvas_fill(heat->canvas, box, style);
	if (here)
		canvas_text(heat->canvas, box.x, box.y, 1, style, ">");
	width[box.height - 1] -= heat->line > 0 ? 4 : 3; /* the product, a space */
	heat_letters(heat, inner, width, style, at, count);
	canvas_text_right(heat->canvas, box.x, box.y + box.height - 1, box.width, style, product);
}

/* ---- lines between cells --------------------------------------------------------- */

enum { HEAVY_UP = 1, HEAVY_RIGHT = 2, HEAVY_DOWN = 4, HEAVY_LEFT = 8 };

static const struct { const char *line, *ascii; } heavy[16] = {
	{ "·", "." }, { "╹", "#" }, { "╺", "=" }, { "┗", "#" },
	{ "╻", "#" }, { "┃", "#" }, { "┏", "#" }, { "┣", "#" },
	{ "╸", "=" }, { "┛", "#" }, { "━", "=" }, { "┻", "#" },
	{ "┓", "#" }, { "┫", "#" }, { "┳", "#" }, { "╋", "#" },
};

static void put_heavy(struct heat *heat, int x, int y, int set)
{
	canvas_text(heat->canvas, x, y, 1, set ? STYLE_STRONG : STYLE_DIM,
		    heat->canvas->ascii ? heavy[set].ascii : heavy[set].line);
}

/* The line right of a cell, below it, and where four of them meet. */
static void draw_edges(struct heat *heat, const struct heat_layout *layout, int x, int y)
{
	int left = layout->grid.x + (x - 1) * (layout->cell_width + 1), right = left + layout->cell_width;
	int top = layout->grid.y + (HEAT_STEPS - y) * (layout->cell_rows + 1);
	int bottom = top + layout->cell_rows, set = 0;
	bool edge_right = x < HEAT_STEPS && is_above(heat, x, y) != is_above(heat, x + 1, y);
	bool edge_below = y > 1 && is_above(heat, x, y) != is_above(heat, x, y - 1);

	/* Without colours only a thin line tells whose number a letter stands beside. */
	for (int i = 0; x < HEAT_STEPS && i < layout->cell_rows; i++) {
		if (edge_right)
			put_heavy(heat, right, top + i, HEAVY_UP | HEAVY_DOWN);
		else
			canvas_text(heat->canvas, right, top + i, 1, STYLE_DIM, heat->canvas->ascii ? "|" : "│");
	}
	for (int i = 0; edge_below && i < layout->cell_width; i++)
		put_heavy(heat, left + i, bottom, HEAVY_LEFT | HEAVY_RIGHT);
	if (x == HEAT_STEPS || y == 1)
		return;
	set |= edge_right ? HEAVY_UP : 0;
	set |= edge_below ? HEAVY_LEFT : 0;
	set |= is_above(heat, x + 1, y) != is_above(heat, x + 1, y - 1) ? HEAVY_RIGHT : 0;
	set |= is_above(heat, x, y - 1) != is_above(heat, x + 1, y - 1) ? HEAVY_DOWN : 0;
	put_heavy(heat, right, bottom, set);
}

/* ---- axes ------------------------------------------------------------------------ */

/* "4 ときどき", with two lines the word below the number; the number alone where
 * one of the steps does not fit. */
static const char *step_words(struct heat *heat, const char *column, int step, int columns, int lines)
{
	const struct field *field = field_column(heat->table->field, column);
	const char *words = "", *number = arena_printf(heat->app->frame, "%d", step);

	if (!field || field->labels.count < HEAT_STEPS)
		return number;
	for (int i = 1; i <= HEAT_STEPS; i++) {
		const char *label = arena_printf(heat->app->frame, lines > 1 ? "%d\n%s" : "%d %s", i,
						 bitext_say(field->labels.text[i - 1]));

		if (text_wrap(heat->app->frame, label, columns).count > (size_t)lines)
			return number;
		words = i == step ? label : words;
	}
	return words;
}

void heat_words(struct heat *heat, struct box box, enum style style, const char *words)
{
	struct page page;

	page_init(&page, heat->app->frame, box.width);
	page_add(&page, style, 0, "", words);
	page_draw(heat->canvas, box, &page, 0);
}

static void draw_axes(struct heat *heat, const struct heat_layout *layout)
{
	for (int step = 1; step <= HEAT_STEPS; step++) {
		struct box side = { layout->grid.x - layout->label,
				    layout->grid.y + (HEAT_STEPS - step) * (layout->cell_rows + 1),
				    layout->label - 1, layout->cell_rows };
		struct box under = { layout->grid.x + (step - 1) * (layout->cell_width + 1),
				     layout->grid.y + layout->grid.height, layout->cell_width,
				     layout->cell_rows };

		heat_words(heat, side, step == heat->state->y ? STYLE_STRONG : STYLE_LABEL,
			   step_words(heat, "impact", step, side.width, side.height));
		heat_words(heat, under, step == heat->state->x && heat->state->y > 0 ?
			   STYLE_STRONG : STYLE_LABEL,
			   step_words(heat, "likelihood", step, under.width, under.height));
	}
	heat_words(heat, layout->impact, STYLE_TITLE, picture_title(heat->table, "impact"));
	heat_words(heat, layout->likelihood, STYLE_TITLE, picture_title(heat->table, "likelihood"));
}

void heat_grid(struct heat *heat, const struct heat_layout *layout)
{
	for (int y = HEAT_STEPS; y > 0; y--) {
		for (int x = 1; x <= HEAT_STEPS; x++) {
			draw_cell_of(heat, layout, x, y);
			draw_edges(heat, layout, x, y);
		}
	}
	draw_axes(heat, layout);
}
