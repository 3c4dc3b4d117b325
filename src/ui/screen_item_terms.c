/* Terms and sources of an item: what its words mean, what its facts rest on,
 * where it stands in other frameworks.  A term's first use in the item's texts
 * is marked, so that people know that there is more. */
#include <string.h>

#include "content/refs.h"
#include "content/terms.h"
#include "lang/words_ui.h"
#include "lang/words_workshop.h"
#include "ui/screens.h"

enum { USES_MAX = 24 };

/* Whether the term is new; then it is among the `seen` from now on. */
static bool first_use(struct app *app, struct terms_seen *seen, const struct term *term)
{
	for (size_t i = 0; i < seen->count; i++)
		if (seen->term[i] == term)
			return false;
	seen->term = arena_grow(app->frame, seen->term, seen->count, &seen->capacity,
				sizeof(struct term *));
	seen->term[seen->count++] = term;
	return true;
}

const char *terms_marked(struct app *app, struct terms_seen *seen, const char *text)
{
	struct term_use use[USES_MAX];
	size_t count = terms_in(app->session->pack, text, use, USES_MAX), from = 0;
	struct str out = STR_INIT;
	const char *marked;

	for (size_t i = 0; i < count; i++) {
		size_t end = use[i].at + use[i].length;

		if (!first_use(app, seen, use[i].term))
			continue;
		str_add_bytes(&out, text + from, end - from);
		str_add(&out, "*");
		from = end;
	}
	str_add(&out, text + from);
	marked = arena_strdup(app->frame, out.text);
	str_release(&out);
	return marked;
}

/* All texts of the item that people see, in their order. */
static void see_all(struct app *app, const struct item *item, struct terms_seen *seen)
{
	const struct bitexts *lists[] = { &item->asks, &item->why, &item->good, &item->warning };

	for (size_t i = 0; i < ARRAY_LENGTH(lists); i++)
		for (size_t k = 0; k < lists[i]->count; k++)
			terms_marked(app, seen, bitext_say(lists[i]->text[k]));
	terms_marked(app, seen, bitext_say(item->decide));
	for (size_t i = 0; i < item->question_count; i++) {
		terms_marked(app, seen, bitext_say(item->question[i].ask));
		terms_marked(app, seen, bitext_say(item->question[i].listen));
	}
	for (size_t i = 0; i < item->fact_count; i++)
		terms_marked(app, seen, bitext_say(item->fact[i].text));
}

static void add_terms(struct app *app, const struct item *item, struct page *page)
{
	struct terms_seen seen = { 0, 0, NULL };

	see_all(app, item, &seen);
	page_add(page, STYLE_TITLE, 0, "", T(SECTION_TERMS));
	if (seen.count == 0)
		page_add(page, STYLE_NOTE, 2, "", T(NO_TERMS));
	for (size_t i = 0; i < seen.count; i++)
		page_add(page, STYLE_TEXT, 2, arena_printf(app->frame, "%s: ",
			 bitext_say(seen.term[i]->term)), bitext_say(seen.term[i]->meaning));
}

static void add_facts(struct app *app, const struct item *item, struct page *page)
{
	bool duty = false;

	if (item->fact_count == 0)
		return;
	page_blank(page);
	page_add(page, STYLE_TITLE, 0, "", T(SECTION_FACTS));
	for (size_t i = 0; i < item->fact_count; i++) {
		const struct fact *fact = &item->fact[i];

		duty |= fact->whom.en != NULL;
		page_add(page, STYLE_TEXT, 2, T(BULLET), bitext_say(fact->text));
		page_add(page, STYLE_NOTE, 4, "", arena_printf(app->frame, T(FACT_SOURCE),
			 bitext_say(fact->source), fact->as_of,
			 fact->second_hand ? T(FACT_SECOND_HAND) : ""));
	}
	if (duty)
		page_add(page, STYLE_WARNING, 2, "", T(FACT_COUNSEL));
}

static void add_refs(struct app *app, const struct item *item, struct page *page)
{
	if (item->ref_count == 0)
		return;
	page_blank(page);
	page_add(page, STYLE_TITLE, 0, "", T(SECTION_REFS));
	for (size_t i = 0; i < item->ref_count; i++) {
		const struct ref *ref = &item->ref[i];
		struct str ids = STR_INIT;

		for (size_t k = 0; k < ref->ids.count; k++) {
			char name[64];

			refs_name(ref->framework, ref->ids.text[k], name, sizeof(name));
			str_printf(&ids, "%s%s", k ? T(LIST_COMMA) : "", name);
		}
		page_add(page, STYLE_TEXT, 2, arena_printf(app->frame, "%s: ", refs_label(ref->framework)),
			 ids.text);
		str_release(&ids);
	}
}

void item_terms(struct app *app, const struct stop *stop, struct page *page)
{
	if (!stop->item) {
		page_add(page, STYLE_NOTE, 0, "", T(NO_TERMS));
		return;
	}
	add_terms(app, stop->item, page);
	add_facts(app, stop->item, page);
	add_refs(app, stop->item, page);
}
