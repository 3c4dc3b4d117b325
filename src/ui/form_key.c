/* Keys in an open form, and what recording it means. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

static void settle(struct app *app)
{
	struct form_field *field = &app->form.field[app->form.focus];

	if (field->row->type == VALUE_PERSON || field->row->type == VALUE_PERSONS)
		form_person_settle(app, field);
}

static void move(struct app *app, int by)
{
	struct form *form = &app->form;

	if (form->count == 0)
		return;
	settle(app);
	form->focus = (form->focus + form->count + (size_t)(by < 0 ? -1 : 1)) % form->count;
}

static void act_next(struct app *app) { move(app, 1); }
static void act_previous(struct app *app) { move(app, -1); }

static void act_newline(struct app *app)
{
	struct form_field *field = &app->form.field[app->form.focus];

	if (field->edit.multi_line)
		edit_newline(&field->edit);
	else
		app_say(app, true, "%s", T(ONE_LINE_ONLY));
}

/* The form of a session that is not there yet stands on nothing. */
static void leave(struct app *app, bool discard)
{
	form_close(app, discard);
	if (!app->session)
		app_go(app, SCREEN_HOME);
}

static void act_back(struct app *app)
{
	leave(app, false);
}

static void act_discard(struct app *app)
{
	bool changed = form_changed(&app->form);

	leave(app, true);
	if (changed)
		app_say(app, false, "%s", T(DRAFT_GONE));
}

/* The sentence that the company keeps for this level and area, or the text that the
 * room has just voted on. */
static void act_offer(struct app *app)
{
	struct form *form = &app->form;
	struct form_field *field = &form->field[form->focus], *sentence = form_field(form, "sentence");
	const char *text;

	if (sentence)
		field = sentence;
	text = form_offer_for(app, field);
	if (text)
		edit_set(&field->edit, text);
	else
		app_say(app, true, "%s", T(NO_OFFER));
}

static struct json *with_correction(struct app *app, struct json *body)
{
	struct form *form = &app->form;
	struct json *outer = json_map(app->out);

	json_put_int(app->out, outer, "event", form->corrects);
	json_put(app->out, outer, "body", body);
	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->field[i];
		const char *text = field->edit.text.text;

		if (!field->of_correction || !*text)
			continue;
		if (field->row->type == VALUE_PERSON)
			json_put(app->out, outer, field->row->name,
				 form_person_value(app, app->out, text));
		else
			json_put_text(app->out, outer, field->row->name, text);
	}
	return outer;
}

static void send_create(struct app *app, struct json *body)
{
	struct event *event = arena_alloc(app->out, sizeof(*event));
	const char *pack = json_get_text(body, "pack");

	*event = app_event(app, "session_opened", body);
	app->form.sent = event;
	app_emit(app, &(struct effect){ .kind = EFFECT_CREATE, .event = event, .count = 1,
					.id = arena_strdup(app->out, pack) });
}

static void act_record(struct app *app)
{
	struct form *form = &app->form;
	struct json *body;
	size_t before = app->queue_count;

	settle(app);
	if (strcmp(form->kind->name, "session_opened") != 0 && !app_may_record(app))
		return;
	if (form_is_sheet(form)) {
		form_sheet_record(app);
		return;
	}
	body = form_body(app, app->out);
	if (!body)
		return;
	if (strcmp(form->kind->name, "session_opened") == 0) {
		send_create(app, body);
		return;
	}
	if (strcmp(form->kind->name, "session_sealed") == 0) {
		close_seal(app);
		return;
	}
	if (form->corrects)
		app_record(app, "corrected", with_correction(app, body));
	else if (strcmp(form->kind->name, "action_closed") != 0 || !since_close(app, body))
		app_record(app, form->kind->name, body);
	form->sent = app->queue[before].event;
}

static const struct act_row form_acts[] = {
	{ ACTION_RECORD, act_record }, { ACTION_NEWLINE, act_newline },
	{ ACTION_NEXT_FIELD, act_next }, { ACTION_PREVIOUS_FIELD, act_previous },
	{ ACTION_DOWN, act_next }, { ACTION_UP, act_previous },
	{ ACTION_BACK, act_back }, { ACTION_DISCARD, act_discard }, { ACTION_OFFER, act_offer },
	{ ACTION_NONE, NULL },
};

/* What of the whole program holds inside a form, too. */
static const enum action_id everywhere[] = {
	ACTION_LANGUAGE, ACTION_HIDE, ACTION_HELP, ACTION_REDRAW, ACTION_SUSPEND,
};

static void act(struct app *app, enum action_id action)
{
	for (const struct act_row *row = form_acts; row->action != ACTION_NONE; row++) {
		if (row->action == action) {
			row->run(app);
			return;
		}
	}
	for (size_t i = 0; i < ARRAY_LENGTH(everywhere); i++)
		if (everywhere[i] == action)
			app_act(app, action);
}

static bool was_refused(enum edit_result result)
{
	return result == EDIT_FULL || result == EDIT_CONTROL;
}

static enum edit_result edit(struct form *form, struct form_field *field, struct key key)
{
	enum edit_result result;
	char text[5];
	bool over = field->offered && strcmp(field->edit.text.text, field->initial) == 0 &&
		    (key_text(key, text) || key.code == NAMED_PASTE);

	if (over)
		edit_set(&field->edit, "");
	result = edit_key(&field->edit, key, form->columns);
	if (over && was_refused(result))
		edit_set(&field->edit, field->initial);
	field->offered = field->offered && (result == EDIT_IGNORED || was_refused(result));
	return result;
}

/* Nothing of it went in; a character more is not worth as many words. */
static void say_refused(struct app *app, const struct form_field *field, struct key key,
			enum edit_result result)
{
	if (result == EDIT_CONTROL)
		app_say(app, true, "%s", T(FIELD_CONTROL));
	else if (result == EDIT_FULL && key.code == NAMED_PASTE)
		app_say(app, true, T(PASTE_LONG), (int)field->edit.max,
			(int)text_length(field->edit.text.text));
	else if (result == EDIT_FULL)
		app_say(app, true, T(FIELD_FULL), (int)field->edit.max);
}

static bool field_key(struct app *app, struct form_field *field, struct key key)
{
	enum edit_result result;

	if (field->source)
		return form_choose_key(app, field, key);
	if ((field->row->type == VALUE_PERSON || field->row->type == VALUE_PERSONS) &&
	    form_person_key(app, field, key))
		return true;
	result = edit(&app->form, field, key);
	say_refused(app, field, key, result);
	return result != EDIT_IGNORED;
}

void form_key(struct app *app, struct key key)
{
	struct form *form = &app->form;
	const struct binding *binding;
	char text[5];

	if (form->count > 0 && field_key(app, &form->field[form->focus], key))
		return;
	if (key_text(key, text) || key.code == NAMED_PASTE)
		return;
	binding = binding_find(CONTEXT_FORM, key);
	if (binding)
		act(app, binding->action);
}

void form_done(struct app *app)
{
	struct form *form = &app->form;
	const struct form_spec *spec = form_spec_find(form->kind->name);
	bool stays = since_is_here(app) || (spec && (spec->tab == TAB_EXPLAIN ||
			      (app->tab == TAB_POSITIONS && spec->tab == TAB_POSITIONS)));
	bool again = strcmp(form->kind->name, "participant_added") == 0 && !form->corrects;

	if (form_is_sheet(form)) {
		form_sheet_done(app);
		return;
	}
	if (strcmp(form->kind->name, "round_opened") == 0)
		app->position = (struct list){ 0 };
	form_close(app, true);
	if (again)
		form_open(app, "participant_added", "", NULL, 0);
	else if (app->screen == SCREEN_ITEM && app->tab != TAB_SHEET && !stays)
		app_show_tab(app, TAB_DECIDE);
}

/* The message names a field by its label: the longest label in it is meant. */
void form_failed(struct app *app, const char *why)
{
	struct form *form = &app->form;
	size_t longest = 0;

	form->sent = NULL;
	for (size_t i = 0; i < form->count; i++) {
		const char *label = say(form->field[i].row->label);

		if (strlen(label) > longest && strstr(why, label)) {
			longest = strlen(label);
			form->focus = i;
		}
	}
}
