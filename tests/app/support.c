/* See support.h. */
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "content/findings.h"
#include "content/pack.h"
#include "ui/canvas.h"
#include "ui/key.h"
#include "workshop/session.h"

#define PACK_PATH "content/meti-2015.yaml"
#define START "2026-11-24T04:00:00.000Z"

enum { ZONE = 540, DEPTH = 16 };

const struct pack *room_pack(void)
{
	static const struct pack *pack;
	static struct arena *arena;
	struct findings findings;
	struct str faults = STR_INIT;
	char *bytes;
	size_t length;

	if (pack)
		return pack;
	text_init_locale();
	arena = arena_new();
	findings_init(&findings, arena);
	if (!file_read(arena, PACK_PATH, PACK_BYTES_MAX, &bytes, &length))
		fail_msg("%s cannot be read", PACK_PATH);
	pack = pack_read(arena, PACK_PATH, bytes, length, NULL, &findings);
	findings_print(&findings, &faults);
	if (!pack)
		fail_msg("%s", faults.text);
	str_release(&faults);
	return pack;
}

const char *both(const char *en, const char *ja)
{
	return lang == LANG_JA ? ja : en;
}

static void tell_time(struct room *room)
{
	app_time(room->app, (struct app_now){ .at = room->at, .zone_minutes = ZONE,
					      .today = instant_date(room->at, ZONE) });
}

void room_minutes(struct room *room, int minutes)
{
	room->at += (int64_t)minutes * 60000;
}

void room_open(struct room *room)
{
	const struct pack *packs[1];

	memset(room, 0, sizeof(*room));
	room->arena = arena_new();
	room->frame = arena_new();
	room->place = room->draft = (struct str)STR_INIT;
	packs[0] = room->pack = room_pack();
	assert_true(instant_parse(START, &room->at));
	room->app = app_new("sessions/entaku.db");
	tell_time(room);
	app_packs(room->app, packs, 1);
	app_sessions(room->app, NULL, 0);
}

void room_close(struct room *room)
{
	app_free(room->app);
	session_free(room->session);
	session_free(room->parent);
	str_release(&room->place);
	str_release(&room->draft);
	arena_free(room->frame);
	arena_free(room->arena);
}

void room_record(struct room *room, struct session *session, const char *kind, const char *json)
{
	struct json_fault fault;
	struct json *body = json_read(room->arena, json, strlen(json), DEPTH, &fault);
	struct event event = { .at = room->at, .kind_name = kind, .kind = event_kind_find(kind),
			       .body = body };
	struct error err = { ERROR_NONE, "" };

	if (!body)
		fail_msg("%s: %s", json, fault.what);
	if (!event_prepare(session, room->arena, &event, &err) ||
	    !session_check(session, &event, &err))
		fail_msg("%s %s: %s", kind, json, err.text);
	/* Not a real chain, but something to show: the number, over and over. */
	for (int i = 0; i < 64; i++)
		event.hash[i] = "0123456789abcdef"[(i * 7 + (int)session->event_count) % 16];
	session_apply(session, &event);
}

static bool append(struct room *room, const struct effect *effect, struct error *err)
{
	size_t before = room->session->event_count;

	if (room->refuse) {
		error_set(err, ERROR_REFUSED, "%s", room->refuse);
		room->refuse = NULL;
		return false;
	}
	for (size_t i = 0; i < effect->count; i++) {
		struct event event = effect->event[i];

		event.at = room->at;
		for (int c = 0; c < 64; c++)
			event.hash[c] = "0123456789abcdef"[(c * 5 + (int)room->session->event_count) % 16];
		if (!event_prepare(room->session, room->arena, &event, err) ||
		    !session_check(room->session, &event, err)) {
			session_rewind(room->session, before);
			return false;
		}
		session_apply(room->session, &event);
	}
	return true;
}

static bool create(struct room *room, const struct effect *effect, struct error *err)
{
	struct json *body = json_clone(room->arena, effect->event[0].body);
	struct effect opened = *effect;
	struct event event = effect->event[0];

	assert_string_equal(effect->id, room->pack->id);
	json_put_text(room->arena, body, "id", "0190-new");
	event.body = body;
	opened.event = &event;
	session_free(room->session);
	room->session = session_new(room->pack);
	if (!append(room, &opened, err)) {
		session_free(room->session);
		room->session = NULL;
		return false;
	}
	if (room->session->now.parent && !room->parent)
		room->parent = NULL;
	app_session(room->app, room->session, room->parent, NULL, NULL, NULL);
	return true;
}

static bool perform(struct room *room, const struct effect *effect, struct error *err)
{
	switch (effect->kind) {
	case EFFECT_RECORD:
		return append(room, effect, err);
	case EFFECT_CREATE:
		return create(room, effect, err);
	case EFFECT_OPEN:
		if (room->session)
			app_session(room->app, room->session, room->parent, NULL, NULL, NULL);
		return room->session != NULL;
	case EFFECT_LEAVE:
		app_session(room->app, NULL, NULL, NULL, NULL, NULL);
		return true;
	case EFFECT_PLACE:
		str_clear(&room->place);
		str_printf(&room->place, "%s %s", effect->id, effect->tab);
		return true;
	default:
		return true;
	}
}

static void run(struct room *room)
{
	struct effect effect;

	while (app_effect(room->app, &effect)) {
		struct error err = { ERROR_REFUSED, "" };

		room->last = effect.kind;
		room->force = effect.force;
		if (perform(room, &effect, &err)) {
			const struct event *head = room->session ? session_head(room->session) : NULL;

			room->recorded += effect.kind == EFFECT_RECORD;
			app_done(room->app, &effect, head ? head->n : 0);
		} else {
			app_failed(room->app, &effect, &err);
		}
	}
}

static void look_at_draft(struct room *room)
{
	struct str text = STR_INIT;
	const char *session, *field;

	str_clear(&room->draft);
	if (app_draft(room->app, &session, &field, &text))
		str_printf(&room->draft, "%s %s %s", session, field, text.text);
	str_release(&text);
}

static void press(struct room *room, struct key key)
{
	tell_time(room);
	app_key(room->app, key);
	run(room);
	look_at_draft(room);
}

void room_keys(struct room *room, const char *names)
{
	char *copy = arena_strdup(room->arena, names), *next = copy;

	while (next && *next) {
		char *name = next;
		struct key key;

		next = strchr(name, ' ');
		if (next)
			*next++ = '\0';
		if (!key_parse(name, &key))
			fail_msg("no such key: %s", name);
		press(room, key);
	}
}

void room_type(struct room *room, const char *text)
{
	while (*text) {
		struct key key = { 0 };

		text += text_decode(text, &key.code);
		press(room, key);
	}
}

const char *room_dump(struct room *room, int width, int height)
{
	struct canvas *canvas;
	struct str out = STR_INIT;
	const char *dump;

	arena_reset(room->frame);
	canvas = canvas_new(room->frame, width, height);
	tell_time(room);
	app_draw(room->app, canvas);
	canvas_dump(canvas, false, &out);
	dump = arena_strdup(room->frame, out.text);
	str_release(&out);
	return dump;
}

bool room_shows(struct room *room, const char *text)
{
	return strstr(room_dump(room, 120, 36), text) != NULL;
}

void room_show(struct room *room, const char *stop, const char *tab, const char *reason)
{
	app_session(room->app, room->session, room->parent, stop, tab, reason);
}
