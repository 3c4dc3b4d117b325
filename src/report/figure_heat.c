/* The heat map ヒートマップ of a risk table: likelihood to the right, impact upwards. */
#include <string.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_paper.h"
#include "report/drawing.h"
#include "report/figure.h"
#include "workshop/session.h"
#include "workshop/sheet.h"

enum { STEPS = 5, LEFT = 120, TOP = 8, CELL_WIDTH = 100, CELL_HEIGHT = 42, AXIS = 18, LETTERS = 26, A_LINE = 12 };

const char *figure_letter(struct arena *arena, size_t index)
{
	if (index < LETTERS)
		return arena_printf(arena, "%c", (char)('A' + index));
	return arena_printf(arena, "%s%c", figure_letter(arena, index / LETTERS - 1), (char)('A' + index % LETTERS));
}

/* The letters of a cell; "!" after one that is over the line of its area. */
static const char *letters_of(struct arena *arena, const struct sheet_risks *risks, int likelihood, int impact)
{
	const char *all = "";

	for (size_t i = 0; i < risks->count; i++)
		if (risks->risk[i].likelihood == likelihood && risks->risk[i].impact == impact)
			all = arena_printf(arena, "%s%s%s%s", all, *all ? " " : "", figure_letter(arena, i),
					   risks->risk[i].above ? "!" : "");
	return all;
}

/* Of a scale column its word for a step: "4 often". */
static const char *step_say(struct arena *arena, const struct sheet_field *table, const char *column, int step)
{
	const struct field *field = field_column(table->field, column);
	const char *word = field && (size_t)step <= field->labels.count ? bitext_say(field->labels.text[step - 1]) : "";

	return arena_printf(arena, "%d%s%s", step, *word ? " " : "", word);
}

/* A letter on a line of its own is wide; more than a few share the cell's lines. */
static void draw_letters(struct drawing *drawing, int x, int y, const char *letters)
{
	char line[A_LINE + 1];
	size_t length = strlen(letters), from = 0;

	for (int row = 1; from < length; row++) {
		size_t take = length - from > A_LINE ? A_LINE : length - from;

		while (from + take < length && take > 1 && letters[from + take] != ' ')
			take--;
		memcpy(line, letters + from, take);
		line[take] = '\0';
		draw_text(drawing, x + 4, y + row * 13, DRAW_START, line);
		from += take;
	}
}

static void draw_grid(struct drawing *drawing, const struct sheet_field *table, const struct sheet_risks *risks)
{
	struct arena *arena = drawing->paper->arena;

	for (int impact = STEPS; impact > 0; impact--) {
		int y = TOP + (STEPS - impact) * CELL_HEIGHT;

		draw_text(drawing, LEFT - 6, y + CELL_HEIGHT / 2, DRAW_END, step_say(arena, table, "impact", impact));
		for (int likelihood = 1; likelihood <= STEPS; likelihood++) {
			int x = LEFT + (likelihood - 1) * CELL_WIDTH;

			draw_rect(drawing, x, y, CELL_WIDTH, CELL_HEIGHT, "fill=\"#fff\" stroke=\"#000\" stroke-width=\"0.7\"");
			str_printf(&drawing->svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" font-size=\"8\" fill=\"#666\">%d</text>\n",
				   x + CELL_WIDTH - 3, y + CELL_HEIGHT - 4, likelihood * impact);
			draw_letters(drawing, x, y, letters_of(arena, risks, likelihood, impact));
		}
	}
	for (int likelihood = 1; likelihood <= STEPS; likelihood++)
		draw_text(drawing, LEFT + (likelihood - 1) * CELL_WIDTH + CELL_WIDTH / 2, TOP + STEPS * CELL_HEIGHT + AXIS - 4,
			  DRAW_MIDDLE, step_say(arena, table, "likelihood", likelihood));
	drawing->height = TOP + STEPS * CELL_HEIGHT + AXIS * 2 + 4;
	draw_text(drawing, LEFT + STEPS * CELL_WIDTH / 2, drawing->height - 8, DRAW_MIDDLE, T(PAPER_HEAT_AXES));
}

bool figure_heat(struct paper *paper, const struct session *session, const struct sheet_field *table)
{
	struct drawing drawing = { paper, STR_INIT, STR_INIT, 0 };
	struct sheet_risks risks = session_risks(session, paper->arena, table);

	if (risks.count == 0)
		return false;
	draw_grid(&drawing, table, &risks);
	for (size_t i = 0; i < risks.count; i++) {
		const struct sheet_risk *risk = &risks.risk[i];

		draw_say(&drawing, T(PAPER_HEAT_RISK), figure_letter(paper->arena, i), risk->risk ? risk->risk : "-",
			 risk->likelihood, risk->impact, risk->above ? T(PAPER_HEAT_ABOVE) : "");
	}
	draw_done(&drawing, T(PAPER_HEAT));
	return true;
}
