/* The texts of an item: explanation, questions, notes, what was last time. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_report.h"
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"
#include "workshop/sheet.h"

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

static const char *level_words(struct app *app, const struct session *session, int level)
{
	return arena_printf(app->frame, "%d %s", level,
			    bitext_say(session->pack->level[level - 1].title));
}

static void last_appetite(struct app *app, const struct appetite *appetite, struct page *page)
{
	const struct area *area = appetite->area ? pack_area(app->parent->pack, appetite->area) : NULL;

	page_add(page, STYLE_TEXT, 2, "", arena_printf(app->frame, "%s%s%s",
		 level_words(app, app->parent, appetite->level), area ? T(TITLE_DOT) : "",
		 area ? bitext_say(area->title) : ""));
	if (appetite->sentence)
		page_add(page, STYLE_STRONG, 4, "", arena_printf(app->frame, T(QUOTED),
			 appetite->sentence, person_words(app->frame, appetite->said_by)));
}

static const char *outcome_words(const char *outcome)
{
	const struct event_field *field =
		event_field_find(event_kind_find("decision_recorded"), "outcome");

	return field && outcome ? choice_say(field->names, outcome) : "";
}

static void last_decision(struct app *app, const struct decision *decision, struct page *page)
{
	page_add(page, STYLE_STRONG, 2, "", arena_printf(app->frame, "%s: %s",
		 outcome_words(decision->outcome), decision->text));
	if (decision->because)
		page_add(page, STYLE_TEXT, 4, T(LEAD_BECAUSE), decision->because);
	if (decision->decided_by.count > 0)
		page_add(page, STYLE_TEXT, 4, T(LEAD_DECIDED_BY), persons_words(app->frame, decision->decided_by));
	page_add(page, STYLE_TEXT, 4, T(LEAD_DATE), decision->effective ? decision->effective :
		 app->parent->now.held_on ? app->parent->now.held_on : "");
	if (decision->until)
		page_add(page, STYLE_TEXT, 4, T(LEAD_UNTIL), decision->until);
}

/* How it stands on this day: late, done, or where it goes on in this session. */
static const char *action_became(struct app *app, const struct action *action)
{
	const struct event_field *closed = event_field_find(event_kind_find("action_closed"), "state");
	const char *ref = arena_printf(app->frame, "%s:%s", app->parent->now.id, action->id);
	const char *state = action_state_on(action->state, action->due, app_today(app));

	for (size_t i = 0; i < app->session->now.action_count; i++) {
		const struct action *here = &app->session->now.action[i];

		if (here->carries && strcmp(here->carries, ref) == 0)
			return arena_printf(app->frame, T(LAST_CARRIED), here->id, strcmp(here->state, "open") == 0 ?
					    T(ACTION_IS_OPEN) : choice_say(closed->names, here->state));
	}
	return strcmp(state, "overdue") == 0 ? T(ACTION_IS_LATE) : strcmp(state, "open") == 0 ? "" :
	       choice_say(closed->names, action->state);
}

/* What somebody took home, and what became of it. */
static void last_actions(struct app *app, const char *item, struct page *page)
{
	const struct session *parent = app->parent;
	bool first = true;

	for (size_t i = 0; i < parent->now.action_count; i++) {
		const struct action *action = &parent->now.action[i];
		const char *became = action_became(app, action);

		if (!action->item || strcmp(action->item, item) != 0)
			continue;
		if (first)
			page_add(page, STYLE_LABEL, 0, "", T(SCREEN_ACTIONS));
		first = false;
		page_add(page, STYLE_TEXT, 2, "", arena_printf(app->frame, "%s%s",
			 arena_printf(app->frame, T(ACTION_AND_OWNER), action->what,
				      action->owner.name ? person_words(app->frame, action->owner) : T(NO_OWNER),
				      action->due ? action->due : T(NO_DUE)),
			 *became ? arena_printf(app->frame, T(RECORD_STATE), became) : ""));
	}
}

static void last_acceptances(struct app *app, const char *item, struct page *page)
{
	const struct session *parent = app->parent;
	bool first = true;

	for (size_t i = 0; i < parent->now.acceptance_count; i++) {
		const struct acceptance *a = &parent->now.acceptance[i];

		if (!a->item || strcmp(a->item, item) != 0)
			continue;
		if (first)
			page_add(page, STYLE_LABEL, 0, "", T(SCREEN_ACCEPTANCES));
		first = false;
		page_add(page, STYLE_TEXT, 2, "", arena_printf(app->frame, T(LAST_ACCEPTANCE), a->title,
			 acceptance_state_say(acceptance_state_on(a->state, a->review_by, a->valid_until,
								  app_today(app))),
			 a->valid_until ? a->valid_until : "-"));
	}
}

/* The worksheet as it was left: a line a field, a line a row. */
static void last_answers(struct app *app, const char *item, struct page *page)
{
	size_t count;
	const struct sheet_field *sheet = session_sheet(app->parent, item, &count);
	bool first = true;

	for (size_t i = 0; i < count; i++) {
		const struct json *value = sheet_answer(app->parent, item, sheet[i].field->id);
		bool table = sheet[i].field->type == FIELD_TABLE;
		struct str words = STR_INIT;

		if (!value)
			continue;
		if (first)
			page_add(page, STYLE_LABEL, 0, "", T(TAB_SHEET));
		first = false;
		if (!table)
			sheet_value_say(app->parent, sheet[i].field, value, &words);
		page_add(page, STYLE_TEXT, 2, arena_printf(app->frame, "%s: ", say(sheet[i].row.label)), words.text);
		for (size_t k = 0; table && k < value->count; k++) {
			str_clear(&words);
			sheet_row_say(app->parent, sheet[i].field, value->child[k], &words);
			page_add(page, STYLE_TEXT, 4, T(BULLET), words.text);
		}
		str_release(&words);
	}
}

/* The place of this item in the edition of last time; NULL: it had none. */
static const char *item_then(const struct app *app, const struct stop *stop)
{
	const struct item *then = app->parent && stop->item ?
		item_counterpart(stop->item, app->session->pack, app->parent->pack) : NULL;

	return then ? then->id : app->parent && !stop->item ? stop->id : NULL;
}

void item_last(struct app *app, const struct stop *stop, struct page *page)
{
	const struct session *parent = app->parent;
	const char *item = item_then(app, stop);
	const struct decision *decision;
	const struct assignment *owner;
	size_t before;

	if (!parent) {
		page_add(page, STYLE_NOTE, 0, "", app->session->now.parent ? T(LAST_PARENT_AWAY) : T(LAST_NO_PARENT));
		return;
	}
	page_add(page, STYLE_TITLE, 0, "", arena_printf(app->frame, "%s  %s",
		 parent->now.held_on ? parent->now.held_on : "",
		 parent->now.title ? parent->now.title : ""));
	if (item && stop->item && strcmp(item, stop->id) != 0)
		page_add(page, STYLE_NOTE, 0, "", arena_printf(app->frame, T(LAST_WAS_ITEM), stop_short(app->frame, parent, item)));
	page_blank(page);
	before = page->count;
	if (!item) {
		page_add(page, STYLE_NOTE, 0, "", T(LAST_NO_ITEM));
		return;
	}
	for (size_t i = 0; i < parent->now.appetite_count; i++) {
		const struct appetite *appetite = &parent->now.appetite[i];

		if (!appetite->current || strcmp(appetite->item, item) != 0)
			continue;
		if (page->count == before)
			page_add(page, STYLE_LABEL, 0, "", T(COLUMN_APPETITE));
		last_appetite(app, appetite, page);
	}
	if (strcmp(spread_words(app->frame, parent, item), "-") != 0)
		page_add(page, STYLE_TEXT, 2, "", arena_printf(app->frame, T(LAST_SPREAD),
			 spread_words(app->frame, parent, item)));
	decision = session_item_decision(parent, item);
	if (decision) {
		page_add(page, STYLE_LABEL, 0, "", T(COLUMN_DECISION));
		last_decision(app, decision, page);
	}
	owner = session_assignment(parent, item);
	if (owner) {
		page_add(page, STYLE_LABEL, 0, "", T(COLUMN_OWNER));
		page_add(page, STYLE_TEXT, 2, "", arena_printf(app->frame, T(OWNER_AND_DUE),
			 person_words(app->frame, owner->accountable),
			 owner->due ? owner->due : T(NO_DUE)));
	}
	last_actions(app, item, page);
	last_acceptances(app, item, page);
	last_answers(app, item, page);
	if (page->count == before)
		page_add(page, STYLE_NOTE, 0, "", T(LAST_NOTHING));
}

/* "前回 2025-11-12: 3 慎重・可決 …" under the explanation, NULL without. */
const char *item_last_line(struct app *app, const struct stop *stop)
{
	const struct session *parent = app->parent;
	const char *item = item_then(app, stop);
	const struct decision *decision = item ? session_item_decision(parent, item) : NULL;
	const struct appetite *appetite = item ? session_appetite(parent, item, NULL) : NULL;

	if (!decision && !appetite)
		return NULL;
	return arena_printf(app->frame, T(LAST_LINE), parent->now.held_on ? parent->now.held_on : "",
			    appetite ? level_words(app, parent, appetite->level) : "",
			    appetite && decision ? T(TITLE_DOT) : "",
			    decision ? outcome_words(decision->outcome) : "",
			    decision ? first_line(app->frame, decision->text) : "");
}
