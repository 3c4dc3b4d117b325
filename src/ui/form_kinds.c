/*
 * Which fields each form shows, where it stands, and what it begins with: one row
 * a kind of event.  Everything else about a field is in the event table.
 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/acceptance.h"
#include "workshop/consistency.h"
#include "workshop/sheet.h"
#include "workshop/spread.h"

/* ---- what a form begins with: nothing that a person should have said ---------------- */

static void start_setup(struct app *app, struct form *form)
{
	char today[16];

	date_format(app->now.today, today, sizeof(today));
	form_offer_text(form, "held_on", today);
	form_offer_text(form, "label", T(LABEL_DEFAULT));
	form_set(form, "language", lang_code(lang));
	if (app->pack_count == 0)
		return;
	form_set(form, "pack", app->pack[0]->id);
	form_set(form, "agenda", pack_usual_agenda(app->pack[0])->id);
}

static void start_decision(struct app *app, struct form *form)
{
	(void)app;
	form_set(form, "outcome", "adopted");
}

static void start_participant(struct app *app, struct form *form)
{
	(void)app;
	form_set(form, "votes", "true");
}

/* A second round asks what the first one asked. */
static void start_round(struct app *app, struct form *form)
{
	size_t count = item_round_count(app->session, form->item);
	const struct round *last = count ? item_round(app->session, form->item, count - 1) : NULL;

	form_set(form, "question", last ? last->question : "appetite");
	if (!last)
		return;
	form_set(form, "area", last->area);
	form_set(form, "text", last->text);
	if (last->straw)
		form_set(form, "straw", "true");
}

/* One of an earlier session may not be on this one's list. */
static bool is_on_list(const struct session *session, const char *name)
{
	for (size_t i = 0; i < session->now.participant_count; i++)
		if (!session->now.participant[i].removed && strcmp(session->now.participant[i].name, name) == 0)
			return true;
	return false;
}

static void set_person(struct app *app, struct form *form, const char *name, struct person person)
{
	if (person.name)
		form_set(form, name, is_on_list(app->session, person.name) ? person.name :
			 arena_printf(form->arena, "%s / %s", person.name, person.role ? person.role : ""));
}

static void set_number(struct form *form, const char *name, int number)
{
	if (number > 0)
		form_set(form, name, arena_printf(form->arena, "%d", number));
}

/* The risk's words and numbers, frozen as they stand in the table now. */
static void start_risk(struct app *app, struct form *form, const struct sheet_risk *risk)
{
	form_set(form, "area", risk->area);
	form_offer_text(form, "title", risk->risk);
	if (risk->likelihood <= 0 || risk->impact <= 0)
		return;
	set_number(form, "likelihood", risk->likelihood);
	set_number(form, "impact", risk->impact);
	form_set(form, "measured_on", app->session->now.held_on);
}

/* An acceptance of the session before goes on: its parts, but not its numbers. */
static void start_renewal(struct app *app, struct form *form, const struct acceptance *a)
{
	struct json *hidden = form->hidden;

	json_put_text(form->arena, hidden, "renews",
		      arena_printf(form->arena, "%s:%s", app->parent->now.id, a->id));
	json_put_int(form->arena, hidden, "renewals", a->renewals + 1);
	json_put_text(form->arena, hidden, "first_on", a->first_on ? a->first_on : a->approved_on);
	form_set(form, "area", a->area);
	form_set(form, "title", a->title);
	form_set(form, "justification", a->justification);
	form_set(form, "controls", a->controls);
	form_set(form, "scope", a->scope);
	set_person(app, form, "requester", a->requester);
	set_person(app, form, "owner", a->owner);
	set_person(app, form, "approver", a->approver);
	form_set(form, "authority", a->authority);
}

/* It may be proposed without them, but not approved. */
static void mark_wanted(struct form *form)
{
	static const char *const names[] = { "likelihood", "impact", "exposure_high", "basis", "measured_on",
		"justification", "options", "requester", "owner", "approver", "valid_until", "review_by", "triggers" };

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		struct form_field *field = form_field(form, names[i]);

		if (field)
			field->wanted = true;
	}
}

/* About "D3/r4" a row of the item's risks, about "D3/=ac1" what the session before
 * accepted; the word why it is renewed is asked for only then. */
static void start_acceptance(struct app *app, struct form *form)
{
	const char *row = form->hidden ? json_get_text(form->hidden, "row") : NULL;
	const struct acceptance *before = row && *row == '=' && app->parent ?
		session_acceptance(app->parent, row + 1) : NULL;
	size_t count;
	const struct sheet_field *sheet = session_sheet(app->session, form->item, &count);

	mark_wanted(form);
	if (row && *row == '=')
		json_put(form->arena, form->hidden, "row", NULL);
	if (before)
		start_renewal(app, form, before);
	else
		form_drop(form, "reason");
	for (size_t i = 0; row && !before && i < count; i++) {
		struct sheet_risks risks = { 0, NULL };

		if (sheet[i].field->picture == PICTURE_HEAT_MAP)
			risks = session_risks(app->session, form->arena, &sheet[i]);
		for (size_t k = 0; k < risks.count; k++)
			if (strcmp(risks.risk[k].row, row) == 0)
				start_risk(app, form, &risks.risk[k]);
	}
}

/* Why it is renewed belongs to a renewal. */
void form_fit(struct form *form)
{
	if (strcmp(form->kind->name, "acceptance_proposed") != 0)
		return;
	mark_wanted(form);
	if (!json_get(form->body, "renews"))
		form_drop(form, "reason");
}

static void start_approval(struct app *app, struct form *form)
{
	const struct acceptance *a = session_acceptance(app->session, form->about);

	set_person(app, form, "approver", a->approver);
	form_set(form, "authority", a->authority);
	form_offer_text(form, "approved_on", app->session->now.held_on);
}

static void start_measurement(struct app *app, struct form *form)
{
	form_offer_text(form, "measured_on", app->session->now.held_on);
}

static void start_reason(struct app *app, struct form *form)
{
	const struct round *round = session_round(app->session, json_get_text(form->hidden, "round"));
	const struct position *position = round ?
		round_position(app->session, round, json_get_text(form->hidden, "participant")) : NULL;

	if (!position || !position->reason)
		return;
	form_set(form, "reason", position->reason);
	if (position->on_request)
		form_set(form, "on_request", "true");
}

static void start_recusal(struct app *app, struct form *form)
{
	const struct stop *stop = app_stop(app);

	if (stop && stop->item)
		form_set(form, "item", stop->id);
}

/* ---- the rows ------------------------------------------------------------------------ */

#define SESSION_FIELDS "title", "organisation", "entity", "held_on"
#define PERSON_FIELDS "name", "role", "votes", "address", "deputy_for", "confirm_by", "confirm_until"
#define ACTION_FIELDS "what", "owner", "due", "cost", "decision", "condition"

static const struct form_spec specs[] = {
	{ "session_opened", { SESSION_FIELDS, "pack", "agenda", "label", "language", "parent", "purpose",
			      "quorum", "starts" }, { NULL }, SCREEN_SETUP, TAB_EXPLAIN, start_setup },
	{ "session_changed", { SESSION_FIELDS, "agenda", "label", "language", "parent", "purpose",
			       "quorum", "starts" }, { NULL }, SCREEN_SETUP, TAB_EXPLAIN, NULL },
	{ "session_sealed", { "open_reason" }, { NULL }, SCREEN_CLOSE, TAB_EXPLAIN, NULL },
	{ "participant_added", { PERSON_FIELDS }, { NULL }, SCREEN_SETUP, TAB_EXPLAIN,
	  start_participant },
	{ "participant_changed", { PERSON_FIELDS, "confirmed" }, { "participant" }, SCREEN_SETUP,
	  TAB_EXPLAIN, NULL },
	{ "participant_recused", { "item", "reason" }, { "participant" }, SCREEN_SETUP, TAB_EXPLAIN,
	  start_recusal },
	{ "item_deferred", { "reason", "until" }, { NULL }, SCREEN_ITEM, TAB_DECIDE, NULL },
	{ "item_planned", { "minutes" }, { "item" }, SCREEN_AGENDA, TAB_EXPLAIN, NULL },
	{ "break_added", { "minutes", "title" }, { "after" }, SCREEN_AGENDA, TAB_EXPLAIN, NULL },
	{ "meeting_paused", { "minutes", "reason" }, { NULL }, SCREEN_ITEM, TAB_EXPLAIN, NULL },
	{ "round_opened", { "question", "text", "area", "straw" }, { NULL }, SCREEN_ITEM, TAB_POSITIONS,
	  start_round },
	{ "position_explained", { "reason", "on_request" }, { "round", "participant" }, SCREEN_ITEM,
	  TAB_POSITIONS, start_reason },
	{ "appetite_set", { "level", "sentence", "said_by", "area" }, { NULL }, SCREEN_ITEM, TAB_DECIDE,
	  NULL },
	{ "decision_recorded", { "text", "outcome", "because", "treatment", "options", "decided_by",
				 "effective", "until", "supersedes" }, { NULL }, SCREEN_ITEM, TAB_DECIDE,
	  start_decision },
	{ "owner_assigned", { "accountable", "due", "responsible", "consulted", "informed", "deputy" },
	  { NULL }, SCREEN_ITEM, TAB_DECIDE, NULL },
	{ "action_added", { ACTION_FIELDS }, { NULL }, SCREEN_ITEM, TAB_DECIDE, NULL },
	{ "action_changed", { ACTION_FIELDS }, { "action" }, SCREEN_ACTIONS, TAB_DECIDE, NULL },
	{ "action_closed", { "state", "evidence", "reason" }, { "action" }, SCREEN_ACTIONS, TAB_DECIDE,
	  NULL },
	{ "acceptance_proposed", { "title", "area", "risk", "justification", "options", "requester", "owner",
				   "approver", "authority", "valid_until", "review_by", "triggers",
				   "conditions", "controls", "scope", "decision", "reason" },
	  { "item", "row" }, SCREEN_ITEM, TAB_DECIDE, start_acceptance },
	{ "acceptance_approved", { "approver", "authority", "approved_on", "override" }, { "acceptance" },
	  SCREEN_ACCEPTANCES, TAB_DECIDE, start_approval },
	{ "acceptance_rejected", { "reason" }, { "acceptance" }, SCREEN_ACCEPTANCES, TAB_DECIDE, NULL },
	{ "acceptance_revoked", { "reason" }, { "acceptance" }, SCREEN_ACCEPTANCES, TAB_DECIDE, NULL },
	{ "acceptance_renewed", { "reason", "risk", "valid_until", "review_by" }, { "acceptance" },
	  SCREEN_ACCEPTANCES, TAB_DECIDE, start_measurement },
	{ "condition_met", { "evidence" }, { "condition" }, SCREEN_ACCEPTANCES, TAB_DECIDE, NULL },
	{ "statement_recorded", { "text", "who", "on_request" }, { NULL }, SCREEN_ITEM, TAB_DECIDE, NULL },
	{ "note_added", { "text", "parked" }, { NULL }, SCREEN_ITEM, TAB_DECIDE, NULL },
	{ "question_settled", { "answer", "waved" }, { "question", "item", "about" }, SCREEN_CLOSE,
	  TAB_EXPLAIN, NULL },
	{ "gap_deferred", { "reason" }, { "gap", "item", "about" }, SCREEN_CLOSE, TAB_EXPLAIN, NULL },
	{ "signed_off", { "stance", "wording" }, { "participant" }, SCREEN_CLOSE, TAB_EXPLAIN, NULL },
};

const struct form_spec *form_spec_find(const char *kind)
{
	for (size_t i = 0; i < ARRAY_LENGTH(specs); i++)
		if (strcmp(specs[i].kind, kind) == 0)
			return &specs[i];
	return NULL;
}

/* ---- what a form is about ------------------------------------------------------------ */

/* The part of "a/b/c" that stands for the name `index`; the last takes the rest. */
static const char *about_part(struct arena *arena, const struct form_spec *spec, const char *about,
			      size_t index)
{
	bool last = index + 1 == FORM_ABOUTS || !spec->about[index + 1];

	while (index-- > 0) {
		about += strcspn(about, "/");
		about += *about == '/';
	}
	return last ? about : arena_strndup(arena, about, strcspn(about, "/"));
}

struct json *form_hidden(struct form *form, const struct form_spec *spec)
{
	struct json *hidden = json_map(form->arena);

	for (size_t i = 0; i < FORM_ABOUTS && spec->about[i]; i++) {
		const char *part = about_part(form->arena, spec, form->about, i);

		if (*part)
			json_put_text(form->arena, hidden, spec->about[i], part);
	}
	return hidden;
}

static bool is_there(const struct session *session, const char *name, const char *id)
{
	if (strcmp(name, "participant") == 0)
		return session_participant(session, id);
	if (strcmp(name, "action") == 0)
		return session_action(session, id);
	if (strcmp(name, "acceptance") == 0)
		return session_acceptance(session, id);
	if (strcmp(name, "condition") == 0)
		return session_condition(session, id);
	if (strcmp(name, "round") == 0)
		return session_round(session, id);
	return true;
}

bool form_about_there(struct app *app, const struct form_spec *spec, const char *about)
{
	if (!spec->about[0])
		return *about == '\0';
	for (size_t i = 0; i < FORM_ABOUTS && spec->about[i]; i++)
		if (!app->session ||
		    !is_there(app->session, spec->about[i], about_part(app->frame, spec, about, i)))
			return false;
	return true;
}

const char *form_about_item(struct app *app, const struct form_spec *spec, const char *about)
{
	for (size_t i = 0; i < FORM_ABOUTS && spec->about[i]; i++) {
		const char *id = about_part(app->frame, spec, about, i);
		const struct round *round = session_round(app->session, id);
		const struct action *action = session_action(app->session, id);
		const struct acceptance *acceptance = session_acceptance(app->session, id);

		if (strcmp(spec->about[i], "item") == 0 && session_stop(app->session, id))
			return id;
		if (strcmp(spec->about[i], "round") == 0 && round)
			return round->item;
		if (strcmp(spec->about[i], "action") == 0 && action)
			return action->item;
		if (strcmp(spec->about[i], "acceptance") == 0 && acceptance)
			return acceptance->item;
	}
	return NULL;
}

static const char *named_words(struct app *app, const char *name, const char *id)
{
	const struct participant *who = session_participant(app->session, id);
	const struct action *action = session_action(app->session, id);
	const struct acceptance *acceptance = session_acceptance(app->session, id);
	const struct condition *condition = session_condition(app->session, id);

	if (session_stop(app->session, id) && strcmp(name, "after") == 0)
		return arena_printf(app->frame, T(SAY_AFTER), stop_title(session_stop(app->session, id)));
	if (session_stop(app->session, id) && strcmp(app->form.kind->name, "item_planned") == 0)
		return stop_title(session_stop(app->session, id));
	if (strcmp(name, "participant") == 0 && who)
		return person_words(app->frame, participant_person(who));
	if (strcmp(name, "action") == 0)
		return action ? action->what : since_text(app, id);
	if (strcmp(name, "acceptance") == 0 && acceptance)
		return arena_printf(app->frame, "%s  %s", id, acceptance->title);
	if (strcmp(name, "condition") == 0 && condition)
		return condition->text;
	return NULL;
}

/* A gap or a question as it stands on the closing screen. */
static const char *close_words(struct app *app, const struct form *form)
{
	const char *item = json_get_text(form->hidden, "item"), *about = json_get_text(form->hidden, "about");
	const char *gap = json_get_text(form->hidden, "gap"), *question = json_get_text(form->hidden, "question");

	for (size_t i = 0; gap && i < gap_kind_count; i++) {
		struct gap found = { &gap_kinds[i], item, about };
		const char *words = strcmp(gap_kinds[i].name, gap) == 0 ? gap_about(app->session, &found) : NULL;

		if (strcmp(gap_kinds[i].name, gap) == 0)
			return arena_printf(app->frame, "%s%s%s%s%s", item ? stop_short(app->frame, app->session, item) : "",
					    item ? "  " : "", say(gap_kinds[i].words), words ? ": " : "", words ? words : "");
	}
	for (size_t i = 0; question && i < doubt_kind_count; i++)
		if (strcmp(doubt_kinds[i].name, question) == 0)
			return say(doubt_kinds[i].words);
	return NULL;
}

const char *form_about_words(struct app *app)
{
	const struct form *form = &app->form;
	const struct form_spec *spec = form_spec_find(form->kind->name);
	const char *words = "", *part;

	if (!spec || !form->hidden || !app->session || form->corrects)
		return "";
	part = close_words(app, form);
	if (part)
		return part;
	for (size_t i = 0; i < FORM_ABOUTS && spec->about[i]; i++) {
		const char *id = json_get_text(form->hidden, spec->about[i]);

		part = id ? named_words(app, spec->about[i], id) : NULL;
		if (part)
			words = arena_printf(app->frame, "%s%s%s", words, *words ? "  " : "", part);
	}
	return words;
}

/* ---- the present state of what a partial event changes, as a body ---------------------- */

static void put_text(struct arena *arena, struct json *body, const char *name, const char *text)
{
	if (text && *text)
		json_put_text(arena, body, name, text);
}

static void put_participant(struct arena *arena, struct json *body, const struct participant *who)
{
	put_text(arena, body, "name", who->name);
	put_text(arena, body, "role", who->role);
	put_text(arena, body, "address", who->address);
	put_text(arena, body, "deputy_for", who->deputy_for);
	put_text(arena, body, "confirm_by", who->confirm_by);
	put_text(arena, body, "confirm_until", who->confirm_until);
	put_text(arena, body, "confirmed", who->confirmed);
	json_put_bool(arena, body, "votes", who->votes);
}

static void put_person(struct arena *arena, struct json *body, const char *name, struct person person)
{
	struct json *map;

	if (!person.name)
		return;
	if (person.participant) {
		json_put_text(arena, body, name, person.participant);
		return;
	}
	map = json_map(arena);
	json_put_text(arena, map, "name", person.name);
	put_text(arena, map, "role", person.role);
	json_put(arena, body, name, map);
}

static void put_action(struct arena *arena, struct json *body, const struct action *action)
{
	put_text(arena, body, "what", action->what);
	put_text(arena, body, "due", action->due);
	put_text(arena, body, "decision", action->decision);
	put_text(arena, body, "condition", action->condition);
	put_person(arena, body, "owner", action->owner);
	if (action->cost.set) {
		struct json *cost = json_map(arena);

		json_put_int(arena, cost, "amount", action->cost.amount);
		put_text(arena, cost, "currency", action->cost.currency);
		put_text(arena, cost, "per", action->cost.per);
		json_put(arena, body, "cost", cost);
	}
}

static void put_session(struct arena *arena, struct json *body, const struct session_state *now)
{
	put_text(arena, body, "title", now->title);
	put_text(arena, body, "organisation", now->organisation);
	put_text(arena, body, "entity", now->entity);
	put_text(arena, body, "held_on", now->held_on);
	put_text(arena, body, "agenda", now->agenda_id);
	put_text(arena, body, "label", now->label);
	put_text(arena, body, "language", now->language);
	put_text(arena, body, "parent", now->parent);
	put_text(arena, body, "purpose", now->purpose);
	if (now->starts >= 0)
		json_put_text(arena, body, "starts",
			      arena_printf(arena, "%02d:%02d", now->starts / 60, now->starts % 60));
	if (now->quorum > 0)
		json_put_int(arena, body, "quorum", now->quorum);
}

const struct json *form_present_body(struct app *app, struct form *form)
{
	struct json *body = json_map(form->arena);
	const struct participant *who = session_participant(app->session, form->about);
	const struct action *action = session_action(app->session, form->about);
	const struct stop *stop = session_stop(app->session, form->about);

	if (strcmp(form->kind->name, "action_changed") == 0 && action)
		put_action(form->arena, body, action);
	else if (strcmp(form->kind->name, "item_planned") == 0 && stop)
		json_put_int(form->arena, body, "minutes", stop->minutes);
	else if (strcmp(form->kind->name, "participant_changed") == 0 && who)
		put_participant(form->arena, body, who);
	else
		put_session(form->arena, body, &app->session->now);
	return body;
}
