/* The plan of the meeting: what comes after what, for how long; breaks and pauses. */
#include "workshop/rules.h"

#include <string.h>

#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/stops.h"

enum { STOP_MINUTES_MAX = 600 };

static const struct event_field planned_fields[] = {
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL },
	{ "minutes", VALUE_INT, W(FIELD_MINUTES), false, 0, STOP_MINUTES_MAX, NULL },
	{ "after", VALUE_ITEM, W(FIELD_AFTER), false, 0, 0, NULL },
	{ "dropped", VALUE_BOOL, W(FIELD_DROPPED), false, 0, 0, NULL },
};

static const struct event_field break_fields[] = {
	{ "block", VALUE_NEW_ID, W(FIELD_BLOCK), true, 0, 0, NULL },
	{ "minutes", VALUE_INT, W(FIELD_MINUTES), true, 1, STOP_MINUTES_MAX, NULL },
	{ "after", VALUE_ITEM, W(FIELD_AFTER), false, 0, 0, NULL },
	{ "title", VALUE_LINE, W(FIELD_BREAK_TITLE), false, 0, 40, NULL },
};

static const struct event_field paused_fields[] = {
	{ "minutes", VALUE_INT, W(FIELD_MINUTES), false, 1, STOP_MINUTES_MAX, NULL },
	{ "reason", VALUE_LINE, W(FIELD_REASON), false, 0, 0, NULL },
};

static bool after_check(const struct session *session, const struct event *event, struct error *err)
{
	const char *after = event_text(event, "after"), *item = event_text(event, "item");
	const struct stop *stop = after ? session_stop(session, after) : NULL;

	if (stop && !stop->on_agenda)
		return refuse(err, T(REFUSE_AFTER_OFF), stop_title(stop));
	if (stop && item && strcmp(after, item) == 0)
		return refuse(err, T(REFUSE_AFTER_ITSELF), stop_title(stop));
	return true;
}

/* What was discussed can't be as if it had not been; and once people sit there, an
 * item that is left out is put off with a reason, not dropped without one. */
static bool dropped_check(const struct session *session, const struct stop *stop, struct error *err)
{
	if (stop->state == STOP_OPEN || stop->state == STOP_LEFT)
		return refuse(err, T(REFUSE_DROP_VISITED), stop_title(stop));
	if (stop->item && stop->on_agenda && stop->state != STOP_DEFERRED && session->now.current)
		return refuse(err, T(REFUSE_DROP_RUNNING), stop_title(stop));
	return true;
}

static bool planned_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct stop *stop = session_stop(session, event_text(event, "item"));
	bool placed = event_has(event, "minutes") || event_has(event, "after");

	if (!placed && !event_has(event, "dropped"))
		return refuse(err, "%s", T(REFUSE_NOTHING_CHANGED));
	if (event_bool(event, "dropped"))
		return placed ? refuse(err, "%s", T(REFUSE_DROP_PLACED)) : dropped_check(session, stop, err);
	return after_check(session, event, err);
}

/* `after` null is the beginning; absent, a stop keeps its place, and one that comes
 * onto the agenda stands behind the last item. */
static void planned_apply(struct session *session, const struct event *event)
{
	struct stop *stop = session_stop(session, event_text(event, "item"));
	const char *after = event_text(event, "after");

	/* A break that is gone because the one who added it took it back. */
	if (!stop)
		return;
	if (event_bool(event, "dropped")) {
		stop_drop(session, stop->id, event->n);
		return;
	}
	if (event_has(event, "minutes"))
		stop->minutes = event_int(event, "minutes");
	stop->touched = event->n;
	if (event_has(event, "after") && (!after || session_stop(session, after)))
		stop_place(session, stop->id, after, event->n);
	else if (!stop->on_agenda)
		stop_place(session, stop->id, session_last_item(session), event->n);
}

/* Its id is given out among those of the pack. */
static bool break_check(const struct session *session, const struct event *event, struct error *err)
{
	const char *id = event_text(event, "block");

	if (session_stop(session, id))
		return refuse(err, T(REFUSE_BLOCK_TAKEN), id, stop_title(session_stop(session, id)));
	return after_check(session, event, err);
}

static void break_apply(struct session *session, const struct event *event)
{
	struct stop *stop = RECORD_ADD(session, stop, stop);
	struct block *block = arena_alloc(session->arena, sizeof(*block));
	const char *title = event_text(event, "title"), *after = event_text(event, "after");

	block->id = stop->id = event_text(event, "block");
	block->minutes = stop->minutes = event_int(event, "minutes");
	block->title = title ? (struct bitext){ .ja = title, .en = title } :
		(struct bitext){ .ja = say_in((struct words)W(BREAK_TITLE), LANG_JA),
				 .en = say_in((struct words)W(BREAK_TITLE), LANG_EN) };
	stop->block = block;
	stop->on_agenda = false;
	if (!after || !session_stop(session, after) || !session_stop(session, after)->on_agenda)
		after = session_break_place(session);
	stop_place(session, block->id, after, event->n);
}

static bool paused_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct stop *open = session_stop(session, session->now.current);

	(void)event;
	if (session_pause(session))
		return refuse(err, "%s", T(REFUSE_PAUSED));
	if (!open || open->state != STOP_OPEN)
		return refuse(err, "%s", T(REFUSE_NO_PAUSE));
	return true;
}

static void paused_apply(struct session *session, const struct event *event)
{
	struct pause *pause = RECORD_ADD(session, pause, pause);
	struct stop *open = session_stop(session, session->now.current);

	pause->touched = pause->n = event->n;
	pause->from = event->at;
	pause->minutes = event_int(event, "minutes");
	pause->reason = event_text(event, "reason");
	if (open)
		stop_halt(open, event);
}

static bool resumed_check(const struct session *session, const struct event *event, struct error *err)
{
	(void)event;
	return session_pause(session) || refuse(err, "%s", T(REFUSE_NOT_PAUSED));
}

static void resumed_apply(struct session *session, const struct event *event)
{
	struct stop *open = session_stop(session, session->now.current);

	pause_end(session, event);
	if (open && open->state == STOP_OPEN && open->entered_at == 0)
		open->entered_at = event->at;
}

const struct event_kind event_plan[] = {
	{ .name = "item_planned", .title = W(EVENT_ITEM_PLANNED), .sentence = W(SAY_ITEM_PLANNED),
	  FIELDS(planned_fields), .flags = EVENT_PARTIAL, .check = planned_check, .apply = planned_apply },
	{ .name = "break_added", .title = W(EVENT_BREAK_ADDED), .sentence = W(SAY_BREAK_ADDED),
	  FIELDS(break_fields), .check = break_check, .apply = break_apply, .id_prefix = "break" },
	{ .name = "meeting_paused", .title = W(EVENT_MEETING_PAUSED), .sentence = W(SAY_MEETING_PAUSED),
	  FIELDS(paused_fields), .check = paused_check, .apply = paused_apply },
	{ .name = "meeting_resumed", .title = W(EVENT_MEETING_RESUMED), .sentence = W(SAY_MEETING_RESUMED),
	  .check = resumed_check, .apply = resumed_apply },
};
const size_t event_plan_count = ARRAY_LENGTH(event_plan);
