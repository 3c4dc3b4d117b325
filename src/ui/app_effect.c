/* What the screen asks of the outside, what came of it, and kept drafts. */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

void app_emit(struct app *app, const struct effect *effect)
{
	app->queue = arena_grow(app->out, app->queue, app->queue_count, &app->queue_capacity,
				sizeof(*app->queue));
	app->queue[app->queue_count++] = *effect;
}

struct event app_event(const struct app *app, const char *kind, struct json *body)
{
	return (struct event){ .at = app->now.at, .kind_name = kind,
			       .kind = event_kind_find(kind), .body = body };
}

void app_record_all(struct app *app, struct event *event, size_t count)
{
	app_emit(app, &(struct effect){ .kind = EFFECT_RECORD, .event = event, .count = count });
}

void app_record(struct app *app, const char *kind, struct json *body)
{
	struct event *event = arena_alloc(app->out, sizeof(*event));

	*event = app_event(app, kind, body);
	app_record_all(app, event, 1);
}

bool app_effect(struct app *app, struct effect *effect)
{
	if (app->queue_first == app->queue_count)
		return false;
	*effect = app->queue[app->queue_first++];
	return true;
}

/* What was taken back stands in the message, not only its number. */
static void say_undone(struct app *app, const struct event *event)
{
	int64_t n = json_get_int(event->body, "event", 0);
	const struct event *target = session_event(app->session, n);
	struct str sentence = STR_INIT;

	if (target)
		event_sentence(app->session, target, &sentence);
	app_say(app, false, T(UNDONE), (long long)event->n, (long long)n, sentence.text);
	str_release(&sentence);
}

/* "recorded #123 Decision ...": only what is durable is said to be recorded.
 * On a projector (F9) a note is not shown even in passing. */
static void say_recorded(struct app *app, int64_t last)
{
	const struct event *event = app->session ? session_event(app->session, last) : NULL;
	struct str sentence = STR_INIT;

	if (!event || !event->kind || event->kind->flags & EVENT_PASSAGE)
		return;
	if (strcmp(event->kind_name, "undone") == 0) {
		say_undone(app, event);
		return;
	}
	if (app->hidden && strcmp(event->kind_name, "note_added") == 0)
		str_add(&sentence, say(event->kind->title));
	else
		event_sentence(app->session, event, &sentence);
	app_say(app, false, T(RECORDED), (long long)last, sentence.text);
	str_release(&sentence);
}

static void recorded(struct app *app, const struct effect *effect, int64_t last)
{
	const struct session *session = app->session;
	bool moved = false;

	for (size_t i = 0; i < effect->count; i++)
		if (strcmp(effect->event[i].kind_name, "item_entered") == 0)
			moved = true;
	if (moved && session && session->now.current) {
		str_clear(&app->place);
		str_add(&app->place, session->now.current);
		app->record.selected = 0;
		app->list[SCREEN_ITEM].top = 0;
		item_rest(app);
		app_go(app, SCREEN_ITEM);
	}
	if (app->form.open && app->form.sent == effect->event)
		form_done(app);
	say_recorded(app, last);
}

static void created(struct app *app, const struct effect *effect, int64_t last)
{
	app_drop_draft(app, "", "session_opened:");
	if (app->form.open && app->form.sent == effect->event)
		form_close(app, true);
	if (!app->session)
		return;
	app_go(app, SCREEN_SETUP);
	say_recorded(app, last);
}

static void left(struct app *app, const struct effect *effect, int64_t last)
{
	(void)effect;
	(void)last;
	app_go(app, app->visiting ? app->visited_from : SCREEN_HOME);
	app->visiting = false;
}

static void packs_came(struct app *app, const struct effect *effect, int64_t last)
{
	(void)effect;
	(void)last;
	home_new(app);
}

static void nothing(struct app *app, const struct effect *effect, int64_t last)
{
	(void)app;
	(void)effect;
	(void)last;
}

static void (*const done[EFFECT_COUNT])(struct app *, const struct effect *, int64_t) = {
	[EFFECT_RECORD] = recorded, [EFFECT_CREATE] = created, [EFFECT_OPEN] = nothing,
	[EFFECT_LEAVE] = left, [EFFECT_PLACE] = nothing, [EFFECT_REDRAW] = nothing,
	[EFFECT_SUSPEND] = nothing, [EFFECT_QUIT] = nothing, [EFFECT_ROOM] = nothing, [EFFECT_COMPARE] = nothing,
	[EFFECT_LIST] = nothing, [EFFECT_LEDGER] = nothing, [EFFECT_TREND] = nothing, [EFFECT_GROUP] = nothing, [EFFECT_PAPERS] = nothing,
	[EFFECT_SAMPLE] = nothing, [EFFECT_PACKS] = packs_came,
};

void app_done(struct app *app, const struct effect *effect, int64_t last)
{
	done[effect->kind](app, effect, last);
}

/* Keys that go on to the next person: pressed again after a failure they are about the one
 * who was not recorded, and about nobody else. */
static void go_back(struct app *app, const struct event *event)
{
	static const struct { const char *kind; void (*select)(struct app *app, const char *participant); } rows[] = {
		{ "position_taken", positions_select }, { "signed_off", close_select },
	};
	const char *participant = json_get_text(event->body, "participant");

	for (size_t i = 0; app->session && participant && i < ARRAY_LENGTH(rows); i++)
		if (strcmp(rows[i].kind, event->kind_name) == 0)
			rows[i].select(app, participant);
}

void app_failed(struct app *app, const struct effect *effect, const struct error *err)
{
	if (effect->kind == EFFECT_RECORD && effect->count > 0)
		go_back(app, &effect->event[0]);
	if (effect->kind == EFFECT_OPEN)
		app->goal.set = false;
	app_say(app, true, "%s", err->text);
	if (app->form.open && app->form.sent && app->form.sent == effect->event)
		form_failed(app, err->text);
}

static void take_over(struct app *app)
{
	app_emit(app, &(struct effect){ .kind = EFFECT_OPEN, .id = arena_strdup(app->out, app->busy.text),
					.force = true });
}

static void look_only(struct app *app)
{
	app_emit(app, &(struct effect){ .kind = EFFECT_OPEN, .id = arena_strdup(app->out, app->busy.text),
					.look = true });
}

void app_busy(struct app *app, const char *id, const char *other)
{
	for (size_t i = 0; i < app->row_count; i++)
		if (strcmp(app->row[i].id, id) == 0)
			app->list[SCREEN_HOME].selected = (int)(app->row_first + i);
	str_clear(&app->busy);
	str_add(&app->busy, id);
	if (app->row_count == 0)
		app_say(app, true, T(BUSY), other);
	else
		app_ask(app, take_over, look_only, T(ASK_TAKE_OVER), other);
}

/* Drafts: one a field, the newest last.  They are few, so copies of old ones
 * may stay behind in the arena. */
static size_t draft_at(const struct app *app, const char *session, const char *field)
{
	size_t i = 0;

	while (i < app->draft_count && (strcmp(app->draft[i].session, session) != 0 ||
					strcmp(app->draft[i].field, field) != 0))
		i++;
	return i;
}

const struct kept_draft *app_kept(const struct app *app, const char *session, const char *field)
{
	size_t i = draft_at(app, session, field);

	return i < app->draft_count ? &app->draft[i] : NULL;
}

const struct kept_draft *app_newest(const struct app *app, const char *session)
{
	for (size_t i = app->draft_count; i-- > 0;)
		if (strcmp(app->draft[i].session, session) == 0)
			return &app->draft[i];
	return NULL;
}

void app_drop_draft(struct app *app, const char *session, const char *field)
{
	size_t i = draft_at(app, session, field);

	if (i == app->draft_count)
		return;
	app->draft_count--;
	memmove(&app->draft[i], &app->draft[i + 1], (app->draft_count - i) * sizeof(*app->draft));
}

void app_keep_draft(struct app *app, const char *session, const char *field, const char *text)
{
	struct kept_draft draft = {
		.session = arena_strdup(app->life, session),
		.field = arena_strdup(app->life, field), .text = arena_strdup(app->life, text),
	};

	app_drop_draft(app, session, field);
	app->draft = arena_grow(app->life, app->draft, app->draft_count, &app->draft_capacity,
				sizeof(*app->draft));
	app->draft[app->draft_count++] = draft;
}

bool app_draft(const struct app *app, const char **session, const char **field, struct str *text)
{
	char name[FORM_KEY_SIZE];

	if (!app->form.open || !form_changed(&app->form))
		return false;
	form_key_name(&app->form, name);
	*session = app->session_id.text;
	*field = arena_strdup(app->frame, name);
	form_draft(&app->form, text);
	return true;
}

bool app_draft_held(const struct app *app, const char *session, const char *field)
{
	char name[FORM_KEY_SIZE];

	if (app_kept(app, session, field))
		return true;
	if (!app->form.open || !form_changed(&app->form) ||
	    strcmp(session, app->session_id.text) != 0)
		return false;
	form_key_name(&app->form, name);
	return strcmp(field, name) == 0;
}
