/* What somebody takes home: opened, changed, done with evidence, dropped with a reason. */
#include "workshop/rules.h"

#include <string.h>

#include "lang/words_event.h"
#include "lang/words_workshop.h"

static const struct choice_name ends[] = {
	{ "done", W(ACTION_STATE_DONE) }, { "dropped", W(ACTION_STATE_DROPPED) }, { NULL, { NULL, NULL } }
};

#define ACTION_FIELDS(must) \
	{ "what", VALUE_TEXT, W(FIELD_WHAT), must, 0, 0, NULL }, \
	{ "owner", VALUE_PERSON, W(FIELD_OWNER), false, 0, 0, NULL }, \
	{ "due", VALUE_DATE, W(FIELD_DUE), false, 0, 0, NULL }, \
	{ "cost", VALUE_MONEY, W(FIELD_COST), false, 0, 0, NULL }, \
	{ "item", VALUE_ITEM, W(FIELD_ITEM), false, 0, 0, NULL }, \
	{ "decision", VALUE_DECISION, W(FIELD_DECISION), false, 0, 0, NULL }, \
	{ "condition", VALUE_CONDITION, W(FIELD_CONDITION), false, 0, 0, NULL }

static const struct event_field added_fields[] = {
	ACTION_FIELDS(true),
	{ "action", VALUE_NEW_ID, W(FIELD_ACTION), true, 0, 0, NULL },
	{ "carries", VALUE_LINE, W(FIELD_CARRIES), false, 0, 80, NULL },
};

static const struct event_field changed_fields[] = {
	{ "action", VALUE_ACTION, W(FIELD_ACTION), true, 0, 0, NULL },
	ACTION_FIELDS(false),
};

static const struct event_field closed_fields[] = {
	{ "action", VALUE_ACTION, W(FIELD_ACTION), true, 0, 0, NULL },
	{ "state", VALUE_CHOICE, W(FIELD_STATE), true, 0, 0, ends },
	{ "evidence", VALUE_TEXT, W(FIELD_EVIDENCE), false, 0, 0, NULL },
	{ "reason", VALUE_TEXT, W(FIELD_REASON), false, 0, 0, NULL },
};

static struct action *named(const struct session *session, const struct event *event)
{
	return session_action(session, event_text(event, "action"));
}

static bool open_check(const struct action *action, struct error *err)
{
	if (strcmp(action->state, "open") != 0)
		return refuse(err, T(REFUSE_ACTION_CLOSED), action->id);
	return true;
}

/* What the session before left open: "SESSION:RECORD", taken up once. */
static bool carries_check(const struct session *session, const struct event *event, struct error *err)
{
	const char *carries = event_text(event, "carries"), *mark = strchr(carries, ':');

	if (!mark || mark == carries || !mark[1])
		return refuse(err, T(REFUSE_CARRIES_FORM), carries);
	for (size_t i = 0; i < session->now.action_count; i++)
		if (session->now.action[i].carries && strcmp(session->now.action[i].carries, carries) == 0)
			return refuse(err, T(REFUSE_CARRIED), session->now.action[i].id);
	return true;
}

/* A day that was over before is that of what is taken over; a new one is still to come. */
static bool added_check(const struct session *session, const struct event *event, struct error *err)
{
	return event_text(event, "carries") ? carries_check(session, event, err) :
	       check_date_not_before_meeting(session, event, "due", err);
}

static void fields_apply(const struct session *session, struct action *action, const struct event *event)
{
	static const struct { const char *name; size_t offset; } texts[] = {
		{ "what", offsetof(struct action, what) }, { "due", offsetof(struct action, due) },
		{ "item", offsetof(struct action, item) },
		{ "decision", offsetof(struct action, decision) },
		{ "condition", offsetof(struct action, condition) },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		if (event_has(event, texts[i].name))
			*(const char **)(void *)((char *)action + texts[i].offset) =
				event_text(event, texts[i].name);
	if (event_has(event, "owner"))
		action->owner = event_person(session, event, "owner");
	if (event_has(event, "cost"))
		action->cost = event_money(event, "cost");
	action->touched = event->n;
}

static void added_apply(struct session *session, const struct event *event)
{
	struct action *action = RECORD_ADD(session, action, action);

	action->n = event->n;
	action->id = event_text(event, "action");
	action->state = "open";
	action->carries = event_text(event, "carries");
	fields_apply(session, action, event);
}

static bool changed_check(const struct session *session, const struct event *event, struct error *err)
{
	if (event->body->count < 2)
		return refuse(err, "%s", T(REFUSE_NOTHING_CHANGED));
	if (event_has(event, "what") && !event_text(event, "what"))
		return refuse(err, T(REFUSE_MISSING), T(FIELD_WHAT));
	return open_check(named(session, event), err) &&
	       check_date_not_before_meeting(session, event, "due", err);
}

static void changed_apply(struct session *session, const struct event *event)
{
	fields_apply(session, named(session, event), event);
}

static bool closed_check(const struct session *session, const struct event *event, struct error *err)
{
	bool done = strcmp(event_text(event, "state"), "done") == 0;

	if (done && !event_text(event, "evidence"))
		return refuse(err, "%s", T(REFUSE_EVIDENCE));
	if (!done && !event_text(event, "reason"))
		return refuse(err, "%s", T(REFUSE_DROP_REASON));
	return open_check(named(session, event), err);
}

static void closed_apply(struct session *session, const struct event *event)
{
	struct action *action = named(session, event);

	action->state = event_text(event, "state");
	action->evidence = event_text(event, "evidence");
	action->reason = event_text(event, "reason");
	action->touched = event->n;
}

const struct event_kind event_action[] = {
	{ .name = "action_added", .title = W(EVENT_ACTION_ADDED), .sentence = W(SAY_ACTION_ADDED),
	  FIELDS(added_fields), .check = added_check, .apply = added_apply, .id_prefix = "a" },
	{ .name = "action_changed", .title = W(EVENT_ACTION_CHANGED), .sentence = W(SAY_ACTION_CHANGED),
	  FIELDS(changed_fields), .flags = EVENT_PARTIAL,
	  .check = changed_check, .apply = changed_apply },
	{ .name = "action_closed", .title = W(EVENT_ACTION_CLOSED), .sentence = W(SAY_ACTION_CLOSED),
	  FIELDS(closed_fields), .check = closed_check, .apply = closed_apply },
};
const size_t event_action_count = ARRAY_LENGTH(event_action);
