/* The risks of the highlighted cell of a heat map, one by one in words. */
#include "ui/picture_parts.h"

#include <string.h>

#include "base/text.h"
#include "lang/words_ui.h"

enum { FACTS = 4, TITLE_LINES = 3, BROAD = 60, LETTER = 5 };

static const char *area_words(struct heat *heat, const struct sheet_risk *risk)
{
	const struct area *area = risk->area ? pack_area(heat->app->session->pack, risk->area) : NULL;

	if (!area)
		return T(PICTURE_NO_AREA);
	if (risk->appetite == 0)
		return heat_line_words(heat->app, area, 0);
	return arena_printf(heat->app->frame, T(PICTURE_AREA_LINE), bitext_say(area->title),
			    heat_line_words(heat->app, area, risk->appetite));
}

/* Over the line or not; "" where there is no line to be over. */
static const char *line_words(struct heat *heat, const struct sheet_risk *risk)
{
	int product = risk->likelihood * risk->impact;

	if (product == 0)
		return T(PICTURE_NO_PLACE);
	if (risk->within == 0)
		return "";
	if (!risk->above)
		return arena_printf(heat->app->frame, T(PICTURE_BELOW), product, risk->within);
	return arena_printf(heat->app->frame, sheet_risk_open(risk) ? T(PICTURE_ABOVE_OPEN) :
			    T(PICTURE_ABOVE), product, risk->within);
}

static const char *treatment_words(struct heat *heat, const struct sheet_risk *risk)
{
	const struct field *field = field_column(heat->table->field, "treatment");
	const char *words = T(PICTURE_NONE);

	for (size_t i = 0; field && risk->treatment && i < field->choice_count; i++)
		if (strcmp(field->choice[i].id, risk->treatment) == 0)
			words = bitext_say(field->choice[i].title);
	return arena_printf(heat->app->frame, T(PICTURE_PAIR), picture_title(heat->table, "treatment"),
			    words);
}

static const char *acceptance_words(struct heat *heat, const struct sheet_risk *risk)
{
	bool approved = risk->acceptance_state && strcmp(risk->acceptance_state, "approved") == 0;

	if (!risk->acceptance)
		return T(PICTURE_NO_ACCEPTANCE);
	return arena_printf(heat->app->frame, approved ? T(PICTURE_APPROVED) : T(PICTURE_PROPOSED),
			    risk->acceptance);
}

static void add_facts(struct heat *heat, struct page *page, const struct sheet_risk *risk)
{
	const char *fact[FACTS] = { line_words(heat, risk), area_words(heat, risk),
				    treatment_words(heat, risk), acceptance_words(heat, risk) };

	if (page->columns >= BROAD) {
		page_add(page, STYLE_TEXT, LETTER, "",
			 picture_join(heat->app->frame, fact, FACTS, page->columns - LETTER));
		return;
	}
	for (size_t i = 0; i < FACTS; i++)
		if (*fact[i])
			page_add(page, i == 0 && risk->above ? STYLE_WARNING : STYLE_TEXT, LETTER, "", fact[i]);
}

/* The letter, then the text: in a broad list on one line, else on three. */
static void add_title(struct heat *heat, struct page *page, size_t index, bool here)
{
	const struct sheet_risk *risk = &heat->risks.risk[index];
	int columns = page->columns - LETTER, lines = page->columns < BROAD ? TITLE_LINES : 1;
	const char *text = text_ellipsis(heat->app->frame, risk->risk ? risk->risk : T(PICTURE_NO_NAME),
					 columns * lines - (lines - 1) * 2, heat->canvas->ascii);
	const char *letter = arena_printf(heat->app->frame, "%s%s%s", here ? ">" : " ",
					  heat_letter(heat->app->frame, index), risk->above ? "!" : "");

	/* A bullet of the letter's width: what follows stands under the text. */
	letter = arena_printf(heat->app->frame, "%s%.*s", letter,
			      LETTER > text_width(letter) ? LETTER - text_width(letter) : 0, "     ");
	page_add(page, here ? STYLE_STRONG : STYLE_TEXT, 0, letter, text);
}

static const char *step_of(struct heat *heat, const char *column, int step)
{
	const struct field *field = field_column(heat->table->field, column);
	const char *label = field && field->labels.count >= HEAT_STEPS ?
			    bitext_say(field->labels.text[step - 1]) : "";

	return arena_printf(heat->app->frame, "%s %d%s%s", picture_title(heat->table, column), step,
			    *label ? " " : "", label);
}

/* Which cell this is, its product, and which of its risks is highlighted. */
static void add_head(struct heat *heat, struct page *page)
{
	const struct picture_state *state = heat->state;
	const char *place = T(PICTURE_UNPLACED_HEAD), *count = T(PICTURE_NO_RISKS);

	if (state->y > 0)
		place = arena_printf(heat->app->frame, "%s%s%s %s = %d", step_of(heat, "likelihood", state->x),
				     page->columns < BROAD ? "\n" : " ", heat->canvas->ascii ? "x" : "×",
				     step_of(heat, "impact", state->y), state->x * state->y);
	if (heat->count > 0)
		count = arena_printf(heat->app->frame, T(PICTURE_COUNT_OF), state->at + 1, heat->count);
	page_add(page, STYLE_LABEL, 0, "", arena_printf(heat->app->frame, "%s%s%s", place,
		 page->columns < BROAD ? "\n" : T(PICTURE_PART), count));
}

/* The risks of the cell; the lines of the highlighted one begin at `from`. */
static void add_risks(struct heat *heat, struct page *page, bool apart, int *from, int *lines)
{
	if (heat->risks.count == 0)
		page_add(page, STYLE_DIM, 0, "", T(PICTURE_TABLE_EMPTY));
	for (size_t i = 0; i < heat->count; i++) {
		bool here = (int)i == heat->state->at;
		int before = (int)page->count;

		add_title(heat, page, heat->at[i], here);
		add_facts(heat, page, &heat->risks.risk[heat->at[i]]);
		if (here) {
			*from = before;
			*lines = (int)page->count - before;
		}
		if (apart && i + 1 < heat->count)
			page_blank(page);
	}
}

void heat_list(struct heat *heat, struct box box)
{
	struct page head, page;
	int from = 0, lines = 0;

	page_init(&head, heat->app->frame, box.width);
	add_head(heat, &head);
	/* One column is kept for the signs that there is more. */
	page_init(&page, heat->app->frame, box.width - 1);
	add_risks(heat, &page, box.width < BROAD, &from, &lines);
	/* The facts come before the name of the cell, which the grid shows as well. */
	if (lines + (int)head.count <= box.height) {
		page_draw(heat->canvas, box, &head, 0);
		box.y += (int)head.count;
		box.height -= (int)head.count;
	}
	page_draw(heat->canvas, box, &page, from);
}
