/*
 * Any bytes pasted into any form: what reaches the field is clean text, what it is
 * recorded as passes the gate, and the picture holds nothing that a terminal acts on.
 * The first byte chooses the form, the second what is pressed before.
 */
#include "support.h"

#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "base/text.h"
#include "ui/app.h"
#include "ui/input.h"
#include "workshop/session.h"

/* Keys from the item's screen to a form, by name. */
static const char *const ways[] = { "d", "s", "n", "a", "o", "r", "v", "i a", "/", ":", "m", "F9 d", "Tab Tab Tab Tab e", "O" };
static const char *const before[] = { "", "Tab", "Down", "Tab Tab", "x", "Down Down Down", "Enter", "Left" };

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void perform(struct app *app, struct session *session, struct arena *arena)
{
	struct effect effect;

	while (app_effect(app, &effect)) {
		struct error err = { ERROR_REFUSED, "no" };
		size_t count = session->event_count;
		bool good = effect.kind == EFFECT_RECORD;

		for (size_t i = 0; good && i < effect.count; i++) {
			struct event event = effect.event[i];

			event.at = session_head(session)->at + 1;
			good = event_prepare(session, arena, &event, &err) && session_check(session, &event, &err);
			if (good)
				session_apply(session, &event);
		}
		if (good) {
			app_done(app, &effect, session_head(session)->n);
			continue;
		}
		demand_refusal(&err);
		if (session->event_count > count)
			session_rewind(session, count);
		app_failed(app, &effect, &err);
	}
}

static void look(struct app *app, struct arena *arena, int width, int height)
{
	struct canvas *canvas = canvas_new(arena, width, height);

	app_draw(app, canvas);
	for (int i = 0; i < width * height; i++) {
		const struct cell *cell = &canvas->cell[i];

		demand(text_invalid_at(cell->text, strlen(cell->text)) < 0);
		demand(!text_has_control(cell->text, false));
		demand(cell->width == 0 ? i % width > 0 && cell[-1].width == 2 : cell->text[0] != '\0');
	}
}

static void press(struct app *app, struct session *session, struct arena *arena, const char *names)
{
	char *copy = arena_strdup(arena, names), *next = copy;

	while (next && *next) {
		char *name = next;
		struct key key;

		next = strchr(name, ' ');
		if (next)
			*next++ = '\0';
		demand(key_parse(name, &key));
		app_key(app, key);
		perform(app, session, arena);
	}
}

static void paste(struct app *app, struct session *session, struct arena *arena, const char *bytes, size_t length)
{
	struct input input;
	struct key key;

	input_init(&input);
	for (size_t at = 0; at < length;) {
		at += input_add(&input, bytes + at, length - at);
		while (input_key(&input, at == length, &key)) {
			app_key(app, key);
			perform(app, session, arena);
		}
	}
	input_release(&input);
}

static void look_at_draft(struct app *app)
{
	struct str text = STR_INIT;
	const char *session, *field;

	if (app_draft(app, &session, &field, &text))
		demand_shown(text.text, text.length);
	str_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct session *session = seed_session(arena);
	struct app *app = app_new("entaku.db");
	struct str bytes = STR_INIT;
	int64_t now = session_head(session)->at + 60000;

	text_init_locale();
	lang = size % 2 ? LANG_JA : LANG_EN;
	app_time(app, (struct app_now){ .at = now, .zone_minutes = 540, .today = instant_date(now, 540) });
	app_session(app, session, NULL, "D3", "decide", NULL);
	press(app, session, arena, ways[size > 0 ? data[0] % COUNT(ways) : 0]);
	press(app, session, arena, before[size > 1 ? data[1] % COUNT(before) : 0]);
	str_add(&bytes, "\033[200~");
	str_add_bytes(&bytes, size > 2 ? (const char *)data + 2 : "", size > 2 ? size - 2 : 0);
	str_add(&bytes, "\033[201~");
	paste(app, session, arena, bytes.text, bytes.length);
	look_at_draft(app);
	look(app, arena, 80, 24);
	press(app, session, arena, "C-s Enter");
	look(app, arena, 120, 36);
	app_free(app);
	session_free(session);
	str_release(&bytes);
	arena_free(arena);
	return 0;
}
