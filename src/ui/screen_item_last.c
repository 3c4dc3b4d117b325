/* What was last time on an item: what was decided, by whom and against whom, what became
 * of its actions and acceptances; then what sessions before that left open on it. */
#include <string.h>

#include "base/json.h"
#include "lang/words_event.h"
#include "lang/words_meeting.h"
#include "lang/words_report.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"
#include "workshop/sheet.h"
#include "workshop/since.h"
#include "workshop/spread.h"

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

static void last_conditions(struct app *app, const struct acceptance *a, struct page *page)
{
	for (size_t i = 0; i < app->parent->now.condition_count; i++) {
		const struct condition *c = &app->parent->now.condition[i];

		if (strcmp(c->acceptance, a->id) != 0)
			continue;
		page_add(page, c->met ? STYLE_TEXT : STYLE_WARNING, 4, T(BULLET), arena_printf(app->frame, T(LAST_CONDITION),
			 c->met ? T(CONDITION_IS_MET) : T(CONDITION_IS_OPEN), c->text,
			 c->owner.name ? person_words(app->frame, c->owner) : T(NO_OWNER), c->due ? c->due : T(NO_DUE)));
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
		if (a->approver.name)
			page_add(page, STYLE_TEXT, 4, T(LEAD_APPROVER), person_words(app->frame, a->approver));
		last_conditions(app, a, page);
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

/* ---- who was for it, who against -------------------------------------------------------- */

static const char *tally_words(struct app *app, const struct spread *spread)
{
	return arena_printf(app->frame, "%s %d%s%s %d%s%s %d", T(VOTE_FOR), spread->tally[0], T(GAP_DOT), T(VOTE_AGAINST),
			    spread->tally[1], T(GAP_DOT), T(VOTE_ABSTAIN), spread->tally[2]);
}

/* Who did not vote for it, in their own words where they gave any. */
static void last_dissent(struct app *app, const struct round *round, struct page *page)
{
	const struct session *parent = app->parent;

	for (size_t i = 0; i < parent->now.position_count; i++) {
		const struct position *position = &parent->now.position[i];
		const struct participant *who = position->participant && strcmp(position->round, round->id) == 0 ?
			session_participant(parent, position->participant) : NULL;

		if (!who || !position->vote || strcmp(position->vote, "for") == 0)
			continue;
		page_add(page, STYLE_WARNING, 4, T(BULLET), arena_printf(app->frame, "%s: %s%s%s",
			 strcmp(position->vote, "against") == 0 ? T(VOTE_AGAINST) : T(VOTE_ABSTAIN),
			 person_words(app->frame, participant_person(who)), position->reason ? T(LAST_REASON) : "",
			 position->reason ? position->reason : ""));
	}
}

static void last_votes(struct app *app, const char *item, struct page *page)
{
	bool first = true;

	for (size_t i = 0; i < item_round_count(app->parent, item); i++) {
		const struct round *round = item_round(app->parent, item, i);
		struct spread spread = round_spread(app->parent, round);

		if (!round->revealed || strcmp(round->question, "motion") != 0)
			continue;
		if (first)
			page_add(page, STYLE_LABEL, 0, "", T(QUESTION_MOTION));
		first = false;
		page_add(page, STYLE_TEXT, 2, "", arena_printf(app->frame, "%s%s%s", round->text ? round->text : "",
			 round->text ? T(LAST_REASON) : "", tally_words(app, &spread)));
		last_dissent(app, round, page);
	}
}

/* ---- the whole --------------------------------------------------------------------------- */

static void last_appetites(struct app *app, const char *item, struct page *page)
{
	const struct session *parent = app->parent;
	const char *spread = spread_words(app->frame, parent, item);
	bool first = true;

	for (size_t i = 0; i < parent->now.appetite_count; i++) {
		const struct appetite *appetite = &parent->now.appetite[i];

		if (!appetite->current || strcmp(appetite->item, item) != 0)
			continue;
		if (first)
			page_add(page, STYLE_LABEL, 0, "", T(COLUMN_APPETITE));
		first = false;
		last_appetite(app, appetite, page);
	}
	if (strcmp(spread, "-") != 0)
		page_add(page, STYLE_TEXT, 2, "", arena_printf(app->frame, T(LAST_SPREAD), spread));
}

static void last_of_item(struct app *app, const char *item, struct page *page)
{
	const struct session *parent = app->parent;
	const struct decision *decision = session_item_decision(parent, item);
	const struct assignment *owner = session_assignment(parent, item);

	last_appetites(app, item, page);
	last_votes(app, item, page);
	if (decision) {
		page_add(page, STYLE_LABEL, 0, "", T(COLUMN_DECISION));
		last_decision(app, decision, page);
	}
	if (owner) {
		page_add(page, STYLE_LABEL, 0, "", T(COLUMN_OWNER));
		page_add(page, STYLE_TEXT, 2, "", arena_printf(app->frame, T(OWNER_AND_DUE),
			 person_words(app->frame, owner->accountable),
			 owner->due ? owner->due : T(NO_DUE)));
	}
	last_actions(app, item, page);
	last_acceptances(app, item, page);
}

/* What sessions before the last one left open here, and nobody has taken up since. */
static void last_of_earlier(struct app *app, const struct stop *stop, struct page *page)
{
	struct sinces sinces = session_since(app->session, app->parent, app_today(app), app->frame);
	bool first = true;

	for (size_t i = 0; i < sinces.count; i++) {
		const struct since *since = &sinces.since[i];

		if (since->from == app->parent || !since->item || strcmp(since->item, stop->id) != 0)
			continue;
		if (first)
			page_add(page, STYLE_LABEL, 0, "", T(LAST_EARLIER));
		first = false;
		page_add(page, STYLE_TEXT, 2, T(BULLET), arena_printf(app->frame, T(LAST_EARLIER_LINE),
			 since->from->now.held_on ? since->from->now.held_on : "-", since_kind_say(since->kind), since->text,
			 since->who.name ? since->who.name : "-", since->due ? since->due : T(NO_DUE)));
	}
}

/* Where this item stands in the edition of last time: the same, or several. */
static struct item_places places_then(const struct app *app, const struct stop *stop)
{
	return item_places(stop->item, app->session->pack, app->parent->pack);
}

/* Of another edition: which item that was. */
static void say_place(struct app *app, const struct stop *stop, const struct item_places *places, size_t index,
		      struct page *page)
{
	const char *item = places->item[index]->id;

	if (places->count == 1 && strcmp(item, stop->id) == 0)
		return;
	if (index > 0)
		page_blank(page);
	page_add(page, STYLE_NOTE, 0, "", arena_printf(app->frame, index ? T(LAST_ALSO_ITEM) : T(LAST_WAS_ITEM),
		 stop_short(app->frame, app->parent, item)));
}

static bool has_answers(const struct app *app, const char *item)
{
	size_t count;
	const struct sheet_field *sheet = session_sheet(app->parent, item, &count);

	for (size_t i = 0; i < count; i++)
		if (sheet_answer(app->parent, item, sheet[i].field->id))
			return true;
	return false;
}

/* Worksheets are long: they come last. */
static void last_of_places(struct app *app, const struct stop *stop, struct page *page)
{
	struct item_places places = places_then(app, stop);

	if (places.count == 0)
		page_add(page, STYLE_NOTE, 0, "", T(LAST_NO_ITEM));
	for (size_t i = 0; i < places.count; i++) {
		size_t before;

		say_place(app, stop, &places, i, page);
		before = page->count;
		last_of_item(app, places.item[i]->id, page);
		if (page->count == before && !has_answers(app, places.item[i]->id))
			page_add(page, STYLE_NOTE, 0, "", T(LAST_NOTHING));
	}
	last_of_earlier(app, stop, page);
	for (size_t i = 0; i < places.count; i++)
		if (has_answers(app, places.item[i]->id)) {
			if (i > 0)
				say_place(app, stop, &places, i, page);
			last_answers(app, places.item[i]->id, page);
		}
}

void item_last(struct app *app, const struct stop *stop, struct page *page)
{
	const struct session *parent = app->parent;
	size_t before;

	if (!parent) {
		page_add(page, STYLE_NOTE, 0, "", app->session->now.parent ? T(LAST_PARENT_AWAY) : T(LAST_NO_PARENT));
		return;
	}
	page_add(page, STYLE_TITLE, 0, "", arena_printf(app->frame, "%s  %s",
		 parent->now.held_on ? parent->now.held_on : "",
		 parent->now.title ? parent->now.title : ""));
	page_blank(page);
	before = page->count;
	if (stop->item)
		last_of_places(app, stop, page);
	else
		last_of_item(app, stop->id, page);
	if (page->count == before)
		page_add(page, STYLE_NOTE, 0, "", T(LAST_NOTHING));
}

/* "前回 2025-11-12: 3 慎重・可決 …" under the explanation, NULL without. */
const char *item_last_line(struct app *app, const struct stop *stop)
{
	const struct session *parent = app->parent;
	const struct item *then = parent && stop->item ? item_counterpart(stop->item, app->session->pack, parent->pack) : NULL;
	const char *item = then ? then->id : parent && !stop->item ? stop->id : NULL;
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
