/* The texts of an item: explanation, questions, notes. */
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

/* What the sections of a page share. */
struct writing { struct app *app; struct page *page; struct terms_seen seen; };

static const char *marked(struct writing *writing, struct bitext text)
{
	return terms_marked(writing->app, &writing->seen, bitext_say(text));
}

static void section(struct writing *writing, const char *heading, const struct bitexts *texts)
{
	if (texts->count == 0)
		return;
	if (writing->page->count > 0)
		page_blank(writing->page);
	page_add(writing->page, STYLE_TITLE, 0, "", heading);
	for (size_t i = 0; i < texts->count; i++)
		page_add(writing->page, STYLE_TEXT, 2, T(BULLET), marked(writing, texts->text[i]));
}

void item_notes(struct app *app, const struct stop *stop, struct page *page)
{
	const struct bitexts *notes = stop->item ? &stop->item->notes :
				      stop->block ? &stop->block->notes : NULL;

	(void)app;
	for (size_t i = 0; notes && i < notes->count; i++)
		page_add(page, STYLE_NOTE, 0, T(BULLET), bitext_say(notes->text[i]));
}

static void add_notes(struct app *app, const struct stop *stop, struct page *page)
{
	page_blank(page);
	page_add(page, STYLE_TITLE, 0, "", T(SECTION_NOTES));
	item_notes(app, stop, page);
}

/* On a small screen the notes of an item stand with its questions, so that the
 * explanation fits on two screens; those of a block have no other place. */
void item_explain(struct app *app, const struct stop *stop, struct page *page, bool notes)
{
	struct writing writing = { .app = app, .page = page };
	const struct item *item = stop->item;

	if (item) {
		section(&writing, T(SECTION_ASKS), &item->asks);
		section(&writing, T(SECTION_WHY), &item->why);
		page_blank(page);
		page_add(page, STYLE_TITLE, 0, "", T(SECTION_DECIDE));
		page_add(page, STYLE_STRONG, 2, "", marked(&writing, item->decide));
		section(&writing, T(SECTION_GOOD), &item->good);
		section(&writing, T(SECTION_WARNING), &item->warning);
	}
	for (size_t i = 0; !item && stop->block && i < stop->block->text.count; i++)
		page_add(page, STYLE_TEXT, 2, T(BULLET), bitext_say(stop->block->text.text[i]));
	if (notes && !item && !app->hidden)
		add_notes(app, stop, page);
}

void item_questions(struct app *app, const struct stop *stop, struct page *page, bool notes)
{
	struct writing writing = { .app = app, .page = page };

	for (size_t i = 0; stop->item && i < stop->item->question_count; i++) {
		const struct question *question = &stop->item->question[i];

		if (i > 0)
			page_blank(page);
		page_add(page, STYLE_STRONG, 0, arena_printf(app->frame, "%zu. ", i + 1),
			 marked(&writing, question->ask));
		if (!app->hidden)
			page_add(page, STYLE_NOTE, 3, T(LISTEN_FOR), marked(&writing, question->listen));
	}
	if (notes && !app->hidden)
		add_notes(app, stop, page);
}
