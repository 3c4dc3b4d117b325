/* Moving through the agenda, and putting an item off. */
#include "workshop/rules.h"

#include <string.h>

#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/stops.h"

static const struct event_field item_fields[] = {
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL },
};

static const struct event_field deferred_fields[] = {
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL },
	{ "reason", VALUE_TEXT, W(FIELD_REASON), true, 0, 0, NULL },
	{ "until", VALUE_DATE, W(FIELD_UNTIL), false, 0, 0, NULL },
};

static struct stop *named(const struct session *session, const struct event *event)
{
	return session_stop(session, event_text(event, "item"));
}

static bool entered_check(const struct session *session, const struct event *event, struct error *err)
{
	if (named(session, event)->state == STOP_OPEN)
		return refuse(err, T(REFUSE_ALREADY_OPEN), stop_title(named(session, event)));
	return true;
}

/* Coming to one place leaves the other: `item_left` before it is good manners,
 * not a condition, so that no time is counted twice whoever wrote the events. */
static void entered_apply(struct session *session, const struct event *event)
{
	struct stop *stop = named(session, event);
	struct stop *before = session_stop(session, session->now.current);

	/* A block that is gone because the agenda that had it was taken back. */
	if (!stop)
		return;
	pause_end(session, event);
	if (before && before->state == STOP_OPEN)
		stop_leave(before, event);
	stop->state = STOP_OPEN;
	stop->entered_at = event->at;
	stop->reason = stop->until = NULL;
	stop->touched = event->n;
	session->now.current = stop->id;
	session->now.touched = event->n;
}

static bool left_check(const struct session *session, const struct event *event, struct error *err)
{
	if (named(session, event)->state != STOP_OPEN)
		return refuse(err, T(REFUSE_NOT_OPEN), stop_title(named(session, event)));
	return true;
}

static void left_apply(struct session *session, const struct event *event)
{
	struct stop *stop = named(session, event);

	/* It may be closed by now: an undone step before it moved the place. */
	if (stop && stop->state == STOP_OPEN)
		stop_leave(stop, event);
}

static bool deferred_check(const struct session *session, const struct event *event, struct error *err)
{
	return check_item_is_item(session, event, err) &&
	       check_date_not_before_meeting(session, event, "until", err);
}

static void deferred_apply(struct session *session, const struct event *event)
{
	struct stop *stop = named(session, event);

	if (stop->state == STOP_OPEN)
		stop_leave(stop, event);
	stop->state = STOP_DEFERRED;
	stop->reason = event_text(event, "reason");
	stop->until = event_text(event, "until");
	stop->touched = event->n;
}

const struct event_kind event_item[] = {
	{ .name = "item_entered", .title = W(EVENT_ITEM_ENTERED), .sentence = W(SAY_ITEM_ENTERED),
	  FIELDS(item_fields), .flags = EVENT_PASSAGE, .check = entered_check, .apply = entered_apply },
	{ .name = "item_left", .title = W(EVENT_ITEM_LEFT), .sentence = W(SAY_ITEM_LEFT),
	  FIELDS(item_fields), .flags = EVENT_PASSAGE, .check = left_check, .apply = left_apply },
	{ .name = "item_deferred", .title = W(EVENT_ITEM_DEFERRED), .sentence = W(SAY_ITEM_DEFERRED),
	  FIELDS(deferred_fields), .check = deferred_check, .apply = deferred_apply },
};
const size_t event_item_count = ARRAY_LENGTH(event_item);
