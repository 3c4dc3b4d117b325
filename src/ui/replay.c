/* See replay.h.  The state at a moment is what the events up to then fold into. */
#include "ui/replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "base/str.h"
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "ui/action.h"
#include "ui/draw.h"
#include "ui/room.h"
#include "workshop/session.h"

enum { FOOT_ROWS = 3, MINUTE = 60000, SILENCE = 15 * MINUTE, USUAL_SPEED = 2, STATUS_COLUMNS = 24 };

/* How many seconds of the meeting pass in one. */
static const int speeds[] = { 1, 10, 60, 300, 1200 };

enum { SPEEDS = sizeof(speeds) / sizeof(speeds[0]) };

struct replay {
	const struct session *whole;
	struct session *then;    /* the events up to the moment */
	int64_t at;
	int zone_minutes, speed;
	bool playing;
	enum room_show show;
};

/* What the room turned to when this happened; the others left it as it was. */
static const struct { const char *kind; enum room_show show; } turns[] = {
	{ "session_opened", ROOM_ITEM }, { "item_entered", ROOM_ITEM }, { "round_opened", ROOM_POSITIONS },
	{ "position_taken", ROOM_POSITIONS }, { "round_revealed", ROOM_POSITIONS },
	{ "position_explained", ROOM_POSITIONS }, { "appetite_set", ROOM_DECISION },
	{ "decision_recorded", ROOM_DECISION }, { "decision_superseded", ROOM_DECISION },
	{ "owner_assigned", ROOM_DECISION }, { "session_sealed", ROOM_OVERVIEW },
};

/* What was never for the room is passed over in silence. */
static bool is_for_room(const struct event *event)
{
	static const char *const silent[] = { "note_added", "gap_deferred", "question_settled" };

	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
		if (strcmp(event->kind_name, silent[i]) == 0)
			return false;
	return event->kind != NULL;
}

static size_t count(const struct replay *replay)
{
	return replay->then->event_count;
}

static bool at_end(const struct replay *replay)
{
	return count(replay) == replay->whole->event_count;
}

/* The words of what happened are those of the event that it corrects or takes back:
 * a note stays unseen there, too. */
static const struct event *shown(const struct replay *replay)
{
	for (size_t i = count(replay); i-- > 0;) {
		const struct event *event = &replay->then->event[i];
		const struct event *named = event->kind && event->kind->flags & (EVENT_UNDOES | EVENT_CORRECTS) ?
			session_event(replay->then, json_get_int(event->body, "event", 0)) : NULL;

		if (is_for_room(event) && (!named || is_for_room(named)))
			return event;
	}
	return NULL;
}

static void turn(struct replay *replay)
{
	replay->show = ROOM_ITEM;
	for (size_t i = count(replay); i-- > 0;)
		for (size_t k = 0; k < sizeof(turns) / sizeof(turns[0]); k++)
			if (strcmp(replay->then->event[i].kind_name, turns[k].kind) == 0) {
				replay->show = turns[k].show;
				return;
			}
}

/* Forwards one event; the moment is the event's. */
static void forward(struct replay *replay)
{
	const struct event *event = &replay->whole->event[count(replay)];

	session_apply(replay->then, event);
	replay->at = event->at;
	turn(replay);
}

static void back_to(struct replay *replay, size_t wanted)
{
	session_rewind(replay->then, wanted);
	replay->at = session_head(replay->then)->at;
	turn(replay);
}

struct replay *replay_new(const struct session *whole, int zone_minutes)
{
	struct replay *replay = calloc(1, sizeof(*replay));

	if (!replay)
		log_fatal("out of memory");
	replay->whole = whole;
	replay->then = session_new(whole->pack);
	replay->zone_minutes = zone_minutes;
	replay->speed = USUAL_SPEED;
	replay->playing = true;
	forward(replay);
	return replay;
}

void replay_free(struct replay *replay)
{
	if (!replay)
		return;
	session_free(replay->then);
	free(replay);
}

void replay_go(struct replay *replay, int64_t n)
{
	size_t wanted = n < 1 ? 1 : (size_t)n;

	replay->playing = false;
	while (count(replay) < wanted && !at_end(replay))
		forward(replay);
	if (count(replay) > wanted)
		back_to(replay, wanted);
}

bool replay_pass(struct replay *replay, int64_t ms)
{
	int64_t minute = replay->at / MINUTE;
	size_t before = count(replay);

	if (!replay->playing)
		return false;
	if (at_end(replay)) {
		replay->playing = false;
		return true;
	}
	/* A night between two sittings is not waited for. */
	if (replay->whole->event[before].at - replay->at > SILENCE)
		replay->at = replay->whole->event[before].at;
	else
		replay->at += ms * speeds[replay->speed];
	while (!at_end(replay) && replay->whole->event[count(replay)].at <= replay->at) {
		int64_t at = replay->at;

		forward(replay);
		replay->at = at;
	}
	return count(replay) != before || replay->at / MINUTE != minute;
}

/* ---- keys ---------------------------------------------------------------------------------- */

static void play(struct replay *replay)
{
	if (at_end(replay))
		replay_go(replay, 1);
	replay->playing = !replay->playing;
}

/* Steps over what is not for the room. */
static void step(struct replay *replay)
{
	replay->playing = false;
	while (!at_end(replay)) {
		forward(replay);
		if (is_for_room(session_head(replay->then)))
			return;
	}
}

static void step_back(struct replay *replay)
{
	size_t wanted = count(replay);

	replay->playing = false;
	while (wanted > 1 && !is_for_room(&replay->then->event[--wanted - 1]))
		continue;
	back_to(replay, wanted);
}

static bool enters(const struct event *event)
{
	return strcmp(event->kind_name, "item_entered") == 0;
}

static void next_item(struct replay *replay)
{
	replay->playing = false;
	while (!at_end(replay)) {
		forward(replay);
		if (enters(session_head(replay->then)))
			return;
	}
}

static void previous_item(struct replay *replay)
{
	size_t wanted = count(replay);

	replay->playing = false;
	while (wanted > 1 && !enters(&replay->then->event[--wanted - 1]))
		continue;
	back_to(replay, wanted);
}

static void faster(struct replay *replay) { replay->speed += replay->speed + 1 < SPEEDS; }
static void slower(struct replay *replay) { replay->speed -= replay->speed > 0; }
static void first(struct replay *replay) { replay_go(replay, 1); }
static void last(struct replay *replay) { replay_go(replay, (int64_t)replay->whole->event_count); }

static const struct { enum action_id action; void (*run)(struct replay *replay); } acts[] = {
	{ ACTION_PLAY, play }, { ACTION_STEP, step }, { ACTION_STEP_BACK, step_back },
	{ ACTION_FASTER, faster }, { ACTION_SLOWER, slower }, { ACTION_NEXT_ITEM, next_item },
	{ ACTION_PREVIOUS_ITEM, previous_item }, { ACTION_TOP, first }, { ACTION_BOTTOM, last },
};

enum replay_wish replay_key(struct replay *replay, struct key key)
{
	const struct binding *binding = key.code == NAMED_PASTE ? NULL :
		binding_find(CONTEXT_REPLAY, key_fold(key));

	if (!binding)
		return REPLAY_NOTHING;
	if (binding->action == ACTION_QUIT)
		return REPLAY_LEAVE;
	if (binding->action == ACTION_REDRAW)
		return REPLAY_REDRAW;
	if (binding->action == ACTION_LANGUAGE)
		lang = lang == LANG_JA ? LANG_EN : LANG_JA;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (acts[i].action == binding->action)
			acts[i].run(replay);
	return REPLAY_NOTHING;
}

/* ---- the picture --------------------------------------------------------------------------- */

static void draw_room(const struct replay *replay, struct arena *frame, struct canvas *canvas)
{
	struct room_view view = { .session = replay->then, .show = replay->show,
				  .now = { replay->at, replay->zone_minutes,
					   instant_date(replay->at, replay->zone_minutes) } };
	struct canvas *room = canvas_new(frame, canvas->width, canvas->height - FOOT_ROWS);

	room->ascii = canvas->ascii;
	room_draw(&view, frame, room);
	for (int y = 0; y < room->height; y++)
		for (int x = 0; x < room->width; x++)
			*canvas_cell(canvas, x, y) = *canvas_cell(room, x, y);
}

/* How far it has come from the first event to the last, and how fast it goes. */
static void draw_progress(const struct replay *replay, struct arena *frame, struct canvas *canvas, int y)
{
	int64_t from = replay->whole->event[0].at, to = session_head(replay->whole)->at;
	int columns = canvas->width - STATUS_COLUMNS - 2;
	int place = to > from ? (int)((replay->at - from) * (columns - 1) / (to - from)) : columns - 1;

	place = place < 0 ? 0 : place > columns - 1 ? columns - 1 : place;
	canvas_rule(canvas, 1, y, columns, STYLE_BORDER);
	canvas_text(canvas, 1 + place, y, 1, STYLE_STRONG, canvas->ascii ? "O" : "●");
	canvas_text_right(canvas, canvas->width - STATUS_COLUMNS, y, STATUS_COLUMNS - 1, STYLE_DIM,
			  arena_printf(frame, replay->playing ? T(REPLAY_PLAYS) : at_end(replay) ? T(REPLAY_ENDED) :
				       T(REPLAY_STOPPED), speeds[replay->speed]));
}

/* "14:32  #123 Sato (CEO) arrived". */
static void draw_caption(const struct replay *replay, struct arena *frame, struct canvas *canvas, int y)
{
	const struct event *event = shown(replay);
	struct str words = STR_INIT;
	char clock[16];

	if (!event)
		return;
	event_sentence(replay->then, event, &words);
	instant_clock(event->at, replay->zone_minutes, clock, sizeof(clock));
	canvas_text(canvas, 1, y, canvas->width - 2, STYLE_STRONG,
		    arena_printf(frame, "%s  #%lld %s", clock, (long long)event->n, words.text));
	str_release(&words);
}

void replay_draw(struct replay *replay, struct arena *frame, struct canvas *canvas)
{
	canvas_clear(canvas);
	canvas_cursor(canvas, -1, -1);
	if (canvas->width < STATUS_COLUMNS + 6 || canvas->height < 4 + FOOT_ROWS)
		return;
	draw_room(replay, frame, canvas);
	draw_progress(replay, frame, canvas, canvas->height - 3);
	draw_caption(replay, frame, canvas, canvas->height - 2);
	draw_hints(canvas, canvas->height - 1, CONTEXT_REPLAY);
}
