/* The decide tab: what is on record for an item, and what is asked of it. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_look.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/acceptance.h"
#include "workshop/sheet.h"

enum { LABEL_COLUMNS = 14, DETAIL_INDENT = 16 };

struct records { struct app *app; struct record *record; size_t count, capacity; };

static struct record *add(struct records *records, int64_t n, const char *kind)
{
	struct record *record;

	records->record = arena_grow(records->app->frame, records->record, records->count,
				     &records->capacity, sizeof(*record));
	record = &records->record[records->count++];
	record->n = n;
	record->kind = event_kind_find(kind)->title;
	record->text = record->detail = "";
	return record;
}

static bool of(const char *item, const struct stop *stop)
{
	return item && strcmp(item, stop->id) == 0;
}

/* "label: value" joined to what is there already. */
static const char *with(struct app *app, const char *before, const char *label, const char *value)
{
	if (!value || !*value)
		return before;
	return arena_printf(app->frame, "%s%s%s: %s", before, *before ? "  " : "", label, value);
}

static const char *choice(const char *kind, const char *name, const char *value)
{
	const struct event_field *field = event_field_find(event_kind_find(kind), name);

	return field && value ? choice_say(field->names, value) : "";
}

static void add_appetites(struct records *records, const struct stop *stop)
{
	struct app *app = records->app;
	const struct session *session = app->session;

	for (size_t i = 0; i < session->now.appetite_count; i++) {
		const struct appetite *appetite = &session->now.appetite[i];
		const struct area *area;
		struct record *record;

		if (!of(appetite->item, stop))
			continue;
		area = pack_area(session->pack, appetite->area ? appetite->area : "");
		record = add(records, appetite->n, "appetite_set");
		record->old = !appetite->current;
		record->text = arena_printf(app->frame, "%d %s%s%s  %s", appetite->level,
			bitext_say(session->pack->level[appetite->level - 1].title),
			area ? T(TITLE_DOT) : "", area ? bitext_say(area->title) : "",
			appetite->sentence ? arena_printf(app->frame, T(QUOTED), appetite->sentence,
			person_words(app->frame, appetite->said_by)) : "");
	}
}

static const char *option_words(struct app *app, const struct decision *decision)
{
	const char *words = "";

	for (size_t i = 0; i < decision->option_count; i++) {
		const struct option *option = &decision->option[i];

		words = arena_printf(app->frame, "%s%s%s%s%s", words, i ? T(PERSON_LIST) : "", option->text,
				     option->cost.set ? " " : "", money_words(app->frame, option->cost));
	}
	return words;
}

static const char *quorum_words(struct app *app, const struct decision *decision)
{
	if (decision->quorum == 0)
		return "";
	return arena_printf(app->frame, decision->voters >= decision->quorum ? T(QUORUM_MET) : T(QUORUM_NOT_MET),
			    decision->voters, decision->quorum);
}

/* The decision that was in force before, of this session or of the one before it. */
static const char *superseded_words(struct app *app, const char *id)
{
	const char *colon = id ? strrchr(id, ':') : NULL;
	const struct session *session = !colon ? app->session :
		app->parent && strncmp(id, app->parent->now.id, (size_t)(colon - id)) == 0 ? app->parent : NULL;
	const struct decision *decision = session ? session_decision(session, colon ? colon + 1 : id) : NULL;

	if (!decision)
		return id;
	return arena_printf(app->frame, "%s%s#%lld %s", colon ? session->now.held_on : "", colon ? " " : "",
			    (long long)decision->n, first_line(app->frame, decision->text));
}

static void add_decisions(struct records *records, const struct stop *stop)
{
	struct app *app = records->app;
	const struct session *session = app->session;

	for (size_t i = 0; i < session->now.decision_count; i++) {
		const struct decision *decision = &session->now.decision[i];
		struct record *record;

		if (!of(decision->item, stop))
			continue;
		record = add(records, decision->n, "decision_recorded");
		record->old = decision->superseded_by != NULL;
		record->text = arena_printf(app->frame, "%s: %s",
			choice("decision_recorded", "outcome", decision->outcome), decision->text);
		record->detail = with(app, "", T(FIELD_BECAUSE), decision->because);
		record->detail = with(app, record->detail, T(FIELD_TREATMENT),
				      choice("decision_recorded", "treatment", decision->treatment));
		record->detail = with(app, record->detail, T(FIELD_OPTIONS), option_words(app, decision));
		record->detail = with(app, record->detail, T(FIELD_DECIDED_BY),
				      persons_words(app->frame, decision->decided_by));
		record->detail = with(app, record->detail, T(FIELD_QUORUM), quorum_words(app, decision));
		record->detail = with(app, record->detail, T(FIELD_EFFECTIVE), decision->effective);
		record->detail = with(app, record->detail, T(FIELD_SUPERSEDES),
				      superseded_words(app, decision->supersedes));
		record->detail = with(app, record->detail, T(FIELD_UNTIL), decision->until);
		record->detail = with(app, record->detail, T(LATER), app_later_of(app, decision->id));
	}
}

static void add_owners(struct records *records, const struct stop *stop)
{
	struct app *app = records->app;

	for (size_t i = 0; i < app->session->now.assignment_count; i++) {
		const struct assignment *owner = &app->session->now.assignment[i];
		struct record *record;

		if (!of(owner->item, stop))
			continue;
		record = add(records, owner->n, "owner_assigned");
		record->old = !owner->current;
		record->text = arena_printf(app->frame, T(OWNER_AND_DUE),
			person_words(app->frame, owner->accountable), owner->due ? owner->due : T(NO_DUE));
		record->detail = with(app, "", "R", persons_words(app->frame, owner->responsible));
		record->detail = with(app, record->detail, "C", persons_words(app->frame, owner->consulted));
		record->detail = with(app, record->detail, "I", persons_words(app->frame, owner->informed));
		record->detail = with(app, record->detail, T(FIELD_DEPUTY),
				      person_words(app->frame, owner->deputy));
	}
}

static void add_acceptances(struct records *records, const struct stop *stop)
{
	struct app *app = records->app;

	for (size_t i = 0; i < app->session->now.acceptance_count; i++) {
		const struct acceptance *a = &app->session->now.acceptance[i];
		struct record *record;

		if (!of(a->item, stop))
			continue;
		record = add(records, a->n, "acceptance_proposed");
		record->text = a->title;
		record->detail = with(app, "", T(FIELD_STATE), acceptance_state_say(a->state));
		record->detail = with(app, record->detail, T(FIELD_REQUESTER),
				      person_words(app->frame, a->requester));
		record->detail = with(app, record->detail, T(FIELD_APPROVER), person_words(app->frame, a->approver));
		record->detail = with(app, record->detail, T(FIELD_VALID_UNTIL), a->valid_until);
	}
}

static void add_actions(struct records *records, const struct stop *stop)
{
	struct app *app = records->app;

	for (size_t i = 0; i < app->session->now.action_count; i++) {
		const struct action *action = &app->session->now.action[i];
		struct record *record;

		if (!of(action->item, stop))
			continue;
		record = add(records, action->n, "action_added");
		record->old = strcmp(action->state, "open") != 0;
		record->text = arena_printf(app->frame, T(ACTION_AND_OWNER), action->what,
			action->owner.name ? person_words(app->frame, action->owner) : T(NO_OWNER),
			action->due ? action->due : T(NO_DUE));
		record->state = record->old ? choice("action_closed", "state", action->state) : NULL;
		record->detail = with(app, "", T(FIELD_COST), money_words(app->frame, action->cost));
	}
}

static void add_recusals(struct records *records, const struct stop *stop)
{
	struct app *app = records->app;

	for (size_t i = 0; i < app->session->now.participant_count; i++) {
		const struct participant *who = &app->session->now.participant[i];

		for (size_t k = 0; k < who->recusal_count; k++) {
			if (!of(who->recusal[k].item, stop))
				continue;
			add(records, who->recusal[k].n, "participant_recused")->text =
				arena_printf(app->frame, "%s: %s", who->name, who->recusal[k].reason);
		}
	}
}

/* Words about no item stand where the meeting was; before it began, at the first place. */
static bool said_at(const struct session *session, const char *item, int64_t n, const struct stop *stop)
{
	if (item)
		return of(item, stop);
	for (int64_t at = n - 1; at > 0; at--) {
		const struct event *event = session_event(session, at);

		if (strcmp(event->kind_name, "item_entered") == 0)
			return of(json_get_text(event->body, "item"), stop);
	}
	return stop == session->now.stop;
}

static void add_words(struct records *records, const struct stop *stop)
{
	struct app *app = records->app;
	const struct session_state *now = &app->session->now;

	for (size_t i = 0; i < now->statement_count; i++) {
		const struct statement *statement = &now->statement[i];
		struct record *record;

		if (!said_at(app->session, statement->item, statement->n, stop))
			continue;
		record = add(records, statement->n, "statement_recorded");
		record->text = arena_printf(app->frame, T(QUOTED), statement->text,
					    person_words(app->frame, statement->who));
		record->detail = statement->on_request ? T(FIELD_ON_REQUEST) : "";
	}
	for (size_t i = 0; i < now->note_count && !app->hidden; i++) {
		struct record *record;

		if (!said_at(app->session, now->note[i].item, now->note[i].n, stop))
			continue;
		record = add(records, now->note[i].n, "note_added");
		record->text = now->note[i].text;
		record->detail = now->note[i].parked ? T(FIELD_PARKED) : "";
	}
}

struct record *item_records(struct app *app, const struct stop *stop, size_t *count)
{
	struct records records = { .app = app };

	add_appetites(&records, stop);
	add_decisions(&records, stop);
	add_owners(&records, stop);
	add_actions(&records, stop);
	add_acceptances(&records, stop);
	add_recusals(&records, stop);
	add_words(&records, stop);
	*count = records.count;
	return records.record;
}

/* "> 決定        " : the marker and the kind, padded to the texts. */
static const char *lead(struct app *app, const struct record *record, bool selected)
{
	const char *kind = say(record->kind);
	int width = text_width(kind);
	int space = LABEL_COLUMNS - width;

	return arena_printf(app->frame, "%s%s%*s", selected ? "> " : "  ", kind,
			    space > 1 ? space : 1, "");
}

static void add_record(struct app *app, struct page *page, const struct record *record,
		       bool selected)
{
	page_add(page, record->old ? STYLE_DIM : STYLE_TEXT, 0, lead(app, record, selected),
		 arena_printf(app->frame, "%s%s", record->text, record->state ?
			      arena_printf(app->frame, T(RECORD_STATE), record->state) :
			      record->old ? T(RECORD_OLD) : ""));
	if (*record->detail && !record->old)
		page_add(page, STYLE_DIM, DETAIL_INDENT, "", record->detail);
}

static void add_asked(struct page *page, const struct stop *stop)
{
	if (!stop->item)
		return;
	page_blank(page);
	page_add(page, STYLE_TITLE, 0, "", T(SECTION_DECIDE));
	page_add(page, STYLE_STRONG, 2, "", bitext_say(stop->item->decide));
}

void item_decide(struct app *app, const struct stop *stop, struct canvas *canvas, struct box box)
{
	size_t count, first = 0, after = 0, bottom;
	struct record *record = item_records(app, stop, &count);
	struct list *list = &app->record;
	struct page page;

	if (list->selected >= (int)count)
		list->selected = count ? (int)count - 1 : 0;
	page_init(&page, app->frame, box.width - 2);
	if (stop->state == STOP_DEFERRED)
		page_add(&page, STYLE_WARNING, 0, "", arena_printf(app->frame, T(DEFERRED_BECAUSE),
			 stop->reason ? stop->reason : "", stop->until ? stop->until : "-"));
	if (count == 0)
		page_add(&page, STYLE_NOTE, 2, "", stop->item ? T(NO_RECORDS) : T(NO_RECORDS_BLOCK));
	for (size_t i = 0; i < count; i++) {
		bool selected = (int)i == list->selected;

		if (selected)
			first = page.count;
		add_record(app, &page, &record[i], selected);
		if (selected)
			after = page.count;
	}
	add_asked(&page, stop);
	bottom = list->selected + 1 >= (int)count ? page.count : after;
	if ((int)bottom > list->top + box.height)
		list->top = (int)bottom - box.height;
	if ((int)first < list->top || list->selected == 0)
		list->top = list->selected == 0 ? 0 : (int)first;
	list->rows = box.height / 3;
	page_draw(canvas, box, &page, list->top);
	for (size_t i = first; i < after; i++)
		if ((int)i >= list->top && (int)i < list->top + box.height)
			canvas_style(canvas, (struct box){ box.x, box.y + (int)i - list->top,
							   box.width - 1, 1 }, STYLE_SELECTED);
}
