/* Forms: opening, keys, recording, drafts.  Which fields a form shows is a
 * row of form_specs[]; everything else about them stands in the event table. */
#include "ui/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/sheet.h"

/* Limits where the event table has none (workshop/value.h). */
enum { LINE_MAX_CHARACTERS = 300, TEXT_MAX_CHARACTERS = 4000, DRAFT_DEPTH = 4 };

static const struct form_spec {
	const char *kind;
	const char *field[14];
} form_specs[] = {
	{ "session_opened", { "title", "organisation", "entity", "held_on", "pack", "agenda",
			      "label", "language", "parent", "purpose", "quorum" } },
	{ "session_changed", { "title", "organisation", "entity", "held_on", "agenda", "label",
			       "language", "parent", "purpose", "quorum" } },
	{ "session_sealed", { "open_reason" } },
	{ "participant_added", { "name", "role", "votes", "address", "deputy_for", "confirm_by",
				 "confirm_until" } },
	{ "participant_changed", { "name", "role", "votes", "address", "deputy_for", "confirm_by",
				   "confirm_until" } },
	{ "item_deferred", { "reason", "until" } },
	{ "appetite_set", { "level", "sentence", "said_by", "area" } },
	{ "decision_recorded", { "text", "outcome", "because", "treatment", "options", "decided_by",
				 "effective", "until", "supersedes" } },
	{ "owner_assigned", { "accountable", "due", "responsible", "consulted", "informed",
			      "deputy" } },
	{ "acceptance_proposed", { "title", "justification", "options", "controls", "requester",
				   "owner", "approver", "authority", "valid_until", "review_by",
				   "triggers", "scope" } },
	{ "statement_recorded", { "text", "who", "on_request" } },
	{ "note_added", { "text", "parked" } },
};

static const char *const correction_fields[] = { "because", "requested_by" };

static const struct form_spec *spec_find(const char *kind)
{
	for (size_t i = 0; i < ARRAY_LENGTH(form_specs); i++)
		if (strcmp(form_specs[i].kind, kind) == 0)
			return &form_specs[i];
	return NULL;
}

static bool several_lines(enum value_type type)
{
	return type == VALUE_TEXT || type == VALUE_OPTIONS || type == VALUE_LINES;
}

static struct form_field *add_field(struct form *form, const struct event_field *row,
				    bool of_correction)
{
	struct form_field *field;
	bool lines;

	if (!row || form->count == FORM_FIELDS)
		return NULL;
	lines = several_lines(row->type);
	field = &form->field[form->count++];
	*field = (struct form_field){ .row = row, .of_correction = of_correction,
				      .source = form_source(row), .initial = "" };
	edit_init(&field->edit, lines,
		  row->max > 0 && (row->type == VALUE_LINE || row->type == VALUE_TEXT) ?
		  (size_t)row->max : lines ? TEXT_MAX_CHARACTERS : LINE_MAX_CHARACTERS);
	return field;
}

struct form_field *form_add(struct form *form, const struct event_field *row)
{
	return add_field(form, row, false);
}

struct form_field *form_field(struct form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->field[i].row->name, name) == 0 && !form->field[i].of_correction)
			return &form->field[i];
	return NULL;
}

const char *form_text(const struct form *form, const char *name)
{
	const struct form_field *field = form_field((struct form *)form, name);

	return field ? field->edit.text.text : "";
}

const struct bitext *form_offer(const struct app *app)
{
	const struct pack *pack = app->session ? app->session->pack : NULL;
	const char *level = form_text(&app->form, "level"), *area = form_text(&app->form, "area");

	if (!pack || !form_field((struct form *)&app->form, "sentence"))
		return NULL;
	for (size_t i = 0; i < pack->sentence_count; i++) {
		const struct appetite_sentence *sentence = &pack->sentence[i];

		if (sentence->level == atoi(level) &&
		    strcmp(sentence->area ? sentence->area : "", area) == 0)
			return &sentence->text;
	}
	return NULL;
}

void form_set(struct form *form, const char *name, const char *text)
{
	struct form_field *field = form_field(form, name);

	if (field && text) {
		edit_set(&field->edit, text);
		field->initial = arena_strdup(form->arena, field->edit.text.text);
	}
}

/* A default that people overwrite by typing, as they do in any dialog. */
static void offer(struct form *form, const char *name, const char *text)
{
	struct form_field *field = form_field(form, name);

	form_set(form, name, text);
	if (field)
		field->offered = true;
}

static void start_setup(struct app *app, struct form *form)
{
	char today[16];

	date_format(app->now.today, today, sizeof(today));
	offer(form, "held_on", today);
	offer(form, "label", T(LABEL_DEFAULT));
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

static void start_risk(struct app *app, struct form *form, const struct sheet_risk *risk)
{
	struct json *state = json_map(form->arena);

	form->hidden = json_map(form->arena);
	json_put_text(form->arena, form->hidden, "row", risk->row);
	json_put_text(form->arena, form->hidden, "area", risk->area);
	if (risk->likelihood > 0 && risk->impact > 0) {
		json_put_int(form->arena, state, "likelihood", risk->likelihood);
		json_put_int(form->arena, state, "impact", risk->impact);
		json_put_int(form->arena, state, "level", risk->likelihood * risk->impact);
		json_put_text(form->arena, state, "measured_on", app->session->now.held_on);
		json_put(form->arena, form->hidden, "risk", state);
	}
	offer(form, "title", risk->risk);
}

static void start_participant(struct app *app, struct form *form)
{
	(void)app;
	form_set(form, "votes", "true");
}

/* "D3/r4": the risk's words begin the form, its numbers go with it, frozen as
 * they stand in the table now. */
static void start_acceptance(struct app *app, struct form *form)
{
	const char *row = strchr(form->about, '/');
	size_t count;
	const struct sheet_field *sheet = session_sheet(app->session, form->item, &count);

	for (size_t i = 0; row && i < count; i++) {
		struct sheet_risks risks = { 0, NULL };

		if (sheet[i].field->picture == PICTURE_HEAT_MAP)
			risks = session_risks(app->session, form->arena, &sheet[i]);
		for (size_t k = 0; k < risks.count; k++)
			if (strcmp(risks.risk[k].row, row + 1) == 0)
				start_risk(app, form, &risks.risk[k]);
	}
}

/* What is filled in beforehand: nothing that a person should have said. */
static const struct { const char *kind; void (*start)(struct app *, struct form *); } starts[] = {
	{ "session_opened", start_setup }, { "decision_recorded", start_decision },
	{ "participant_added", start_participant }, { "acceptance_proposed", start_acceptance },
};

/* Old values: of the event to correct, or of the record to change. */
void form_take_old(struct app *app, const struct json *body)
{
	struct form *form = &app->form;

	for (size_t i = 0; i < form->count; i++) {
		struct form_field *field = &form->field[i];
		const struct json *value = json_get(body, field->row->name);
		struct str text = STR_INIT;

		if (field->of_correction || !value)
			continue;
		field->old = value;
		form_value_text(app, field, value, &text);
		form_set(form, field->row->name, text.text);
		str_release(&text);
	}
}

static void put_text(struct arena *arena, struct json *body, const char *name, const char *text)
{
	if (text && *text)
		json_put_text(arena, body, name, text);
}

/* The present state of what a partial event changes, as a body. */
static const struct json *changed_body(struct app *app, struct form *form)
{
	struct json *body = json_map(form->arena);
	struct arena *arena = form->arena;
	const struct participant *who = session_participant(app->session, form->about);
	const struct session_state *now = &app->session->now;

	if (who) {
		put_text(arena, body, "name", who->name);
		put_text(arena, body, "role", who->role);
		put_text(arena, body, "address", who->address);
		put_text(arena, body, "deputy_for", who->deputy_for);
		put_text(arena, body, "confirm_by", who->confirm_by);
		put_text(arena, body, "confirm_until", who->confirm_until);
		json_put_bool(arena, body, "votes", who->votes);
		return body;
	}
	put_text(arena, body, "title", now->title);
	put_text(arena, body, "organisation", now->organisation);
	put_text(arena, body, "entity", now->entity);
	put_text(arena, body, "held_on", now->held_on);
	put_text(arena, body, "agenda", now->agenda_id);
	put_text(arena, body, "label", now->label);
	put_text(arena, body, "language", now->language);
	put_text(arena, body, "parent", now->parent);
	put_text(arena, body, "purpose", now->purpose);
	if (now->quorum > 0)
		json_put_int(arena, body, "quorum", now->quorum);
	return body;
}

void form_release(struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		edit_release(&form->field[i].edit);
	form->count = 0;
	arena_free(form->arena);
	form->arena = NULL;
}

static void restore(struct app *app, const char *json)
{
	struct form *form = &app->form;
	const struct json *texts = json_read(form->arena, json, strlen(json), DRAFT_DEPTH, NULL);
	int64_t focus = json_get_int(texts, "@focus", 0);

	if (!texts)
		return;
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *field = &form->field[i];
		const char *text = json_get_text(texts, field->of_correction ?
			arena_printf(form->arena, "@%s", field->row->name) : field->row->name);

		if (text)
			edit_set(&field->edit, text);
	}
	if (focus > 0 && focus < (int64_t)form->count)
		form->focus = (size_t)focus;
	app_say(app, false, "%s", T(DRAFT_BACK));
}

static void add_fields(struct app *app, struct form *form, const struct form_spec *spec)
{
	for (size_t i = 0; i < ARRAY_LENGTH(spec->field) && spec->field[i]; i++)
		if (app->pack_count > 1 || strcmp(spec->field[i], "pack") != 0)
			add_field(form, event_field_find(form->kind, spec->field[i]), false);
	if (!form->corrects)
		return;
	for (size_t i = 0; i < ARRAY_LENGTH(correction_fields); i++)
		add_field(form, event_field_find(event_kind_find("corrected"), correction_fields[i]),
			  true);
}

struct form *form_begin(struct app *app, const char *kind, const char *item)
{
	struct form *form = &app->form;
	struct arena *arena = form->arena;

	for (size_t i = 0; i < form->count; i++)
		edit_release(&form->field[i].edit);
	arena_reset(arena);
	*form = (struct form){ .open = true, .arena = arena, .kind = event_kind_find(kind),
			       .columns = 40, .about = "" };
	form->item = arena_strdup(arena, item ? item : "");
	return form;
}

void form_resume(struct app *app)
{
	const struct kept_draft *kept;
	char name[FORM_KEY_SIZE];

	form_key_name(&app->form, name);
	kept = app_kept(app, app->session_id.text, name);
	if (kept)
		restore(app, kept->text);
}

void form_open(struct app *app, const char *kind, const char *item,
	       const char *about, int64_t corrects)
{
	const struct form_spec *spec = spec_find(kind);
	const struct event *event = corrects ? session_event(app->session, corrects) : NULL;
	struct form *form;

	if (!spec || (corrects && !event))
		return;
	form = form_begin(app, kind, item);
	form->corrects = corrects;
	form->about = arena_strdup(form->arena, about ? about : "");
	add_fields(app, form, spec);
	for (size_t i = 0; i < ARRAY_LENGTH(starts) && !corrects; i++)
		if (strcmp(starts[i].kind, kind) == 0)
			starts[i].start(app, form);
	form->body = event ? json_clone(form->arena, event->body) :
		     form->kind->flags & EVENT_PARTIAL ? changed_body(app, form) : NULL;
	form_take_old(app, form->body);
	form_resume(app);
}

void form_close(struct app *app, bool discard)
{
	struct form *form = &app->form;
	char name[FORM_KEY_SIZE];
	struct str text = STR_INIT;

	if (!form->open)
		return;
	form_key_name(form, name);
	if (discard || !form_changed(form)) {
		app_drop_draft(app, app->session_id.text, name);
	} else {
		form_draft(form, &text);
		app_keep_draft(app, app->session_id.text, name, text.text);
		app_say(app, false, "%s", T(DRAFT_KEPT));
	}
	str_release(&text);
	form->open = false;
	form->sent = NULL;
}

void form_key_name(const struct form *form, char buffer[FORM_KEY_SIZE])
{
	char correction[32] = "";

	if (form->corrects)
		snprintf(correction, sizeof(correction), ":c%lld", (long long)form->corrects);
	snprintf(buffer, FORM_KEY_SIZE, "%s:%s%s", form->kind->name,
		 *form->about ? form->about : form->item, correction);
}

bool form_changed(const struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->field[i].edit.text.text, form->field[i].initial) != 0)
			return true;
	return false;
}

void form_draft(const struct form *form, struct str *json)
{
	struct arena *arena = arena_new();
	struct json *map = json_map(arena);

	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->field[i];
		const char *name = field->of_correction ?
			arena_printf(arena, "@%s", field->row->name) : field->row->name;

		if (strcmp(field->edit.text.text, field->initial) != 0)
			json_put_text(arena, map, name, field->edit.text.text);
	}
	json_put_int(arena, map, "@focus", (int64_t)form->focus);
	json_write(json, map);
	arena_free(arena);
}

bool form_reopen(struct app *app, const char *name, const char *json)
{
	char *copy = arena_strdup(app->frame, name);
	char *item = strchr(copy, ':'), *correction;
	const char *about = NULL;
	long long n = 0;

	(void)json; /* form_open() finds it among the kept drafts */
	if (!item)
		return false;
	*item++ = '\0';
	if (strcmp(copy, "answer_given") == 0 || strcmp(copy, "row_given") == 0)
		return form_sheet_reopen(app, copy, item);
	if (strcmp(copy, "acceptance_proposed") == 0) {
		about = arena_strdup(app->frame, item);
		item[strcspn(item, "/")] = '\0';
	}
	correction = strstr(item, ":c");
	if (correction) {
		*correction = '\0';
		n = strtoll(correction + 2, NULL, 10);
	}
	if (!spec_find(copy) || (n && !session_event(app->session, n)))
		return false;
	if (session_stop(app->session, item)) {
		app->place.length = 0;
		str_clear(&app->place);
		str_add(&app->place, item);
		app->tab = *item ? TAB_DECIDE : app->tab;
		app_go(app, SCREEN_ITEM);
	} else if (strncmp(copy, "participant_", 12) == 0 || strncmp(copy, "session_", 8) == 0) {
		about = session_participant(app->session, item) ? item : NULL;
		if (strcmp(copy, "participant_changed") == 0 && !about)
			return false;
		app_go(app, strcmp(copy, "session_sealed") == 0 ? SCREEN_CLOSE : SCREEN_SETUP);
	} else {
		return false;
	}
	form_open(app, copy, session_stop(app->session, item) ? item : about ? "" : item, about, n);
	return true;
}
