/*
 * Taking back and correcting.  Neither touches the journal: both are events,
 * and the state is folded again as if the named event had never been, or had
 * said something else (session.c).  Therefore the only question here is
 * whether the rest of the journal would still hold.
 */
#include "workshop/rules.h"

#include <string.h>

#include "lang/words_event.h"
#include "lang/words_workshop.h"

static const struct event_field undone_fields[] = {
	{ "event", VALUE_EVENT, W(FIELD_EVENT), true, 0, 0, NULL },
};

static const struct event_field corrected_fields[] = {
	{ "event", VALUE_EVENT, W(FIELD_EVENT), true, 0, 0, NULL },
	{ "body", VALUE_ANY, W(FIELD_BODY), true, 0, 0, NULL },
	{ "because", VALUE_TEXT, W(FIELD_CORRECTION_REASON), false, 0, 0, NULL },
	{ "requested_by", VALUE_PERSON, W(FIELD_REQUESTED_BY), false, 0, 0, NULL },
};

static bool undone_check(const struct session *session, const struct event *event, struct error *err)
{
	int64_t n = json_get_int(event->body, "event", 0);
	const struct event *target = session_undo_target(session);

	if (!target)
		return refuse(err, "%s", T(REFUSE_NOTHING_TO_UNDO));
	if (target->kind->flags & EVENT_FINAL)
		return refuse(err, T(REFUSE_FINAL), (long long)target->n, say(target->kind->title));
	if (n != target->n)
		return refuse(err, T(REFUSE_UNDO_ORDER), (long long)n, (long long)target->n);
	return replay_allows(session, n, NULL, err);
}

/* The id that the event gave out must stay, or what names it would dangle. */
static bool keeps_id(const struct event *target, const struct json *body, struct error *err)
{
	for (size_t i = 0; i < target->kind->field_count; i++) {
		const struct event_field *field = &target->kind->field[i];
		const char *now = json_get_text(body, field->name);

		if (field->type == VALUE_NEW_ID &&
		    (!now || strcmp(now, event_text(target, field->name)) != 0))
			return refuse(err, T(REFUSE_ID_CHANGED), event_text(target, field->name));
	}
	return true;
}

static bool corrected_check(const struct session *session, const struct event *event, struct error *err)
{
	int64_t n = json_get_int(event->body, "event", 0);
	const struct event *target = session_event(session, n);
	const struct json *body = json_get(event->body, "body");
	bool position = target->kind && strcmp(target->kind->name, "position_taken") == 0;

	if (session_undone_by(session, n))
		return refuse(err, T(REFUSE_ALREADY_UNDONE), (long long)n,
			      (long long)session_undone_by(session, n));
	if (!target->kind || target->kind->flags & (EVENT_FIRST | EVENT_PASSAGE) ||
	    target->kind->apply == NULL)
		return refuse(err, T(REFUSE_NOT_CORRECTABLE), (long long)n);
	if (position && session_round(session, event_text(target, "round")) &&
	    session_round(session, event_text(target, "round"))->revealed)
		return refuse(err, "%s", T(REFUSE_POSITION_REVEALED));
	return keeps_id(target, body, err) && replay_allows(session, n, body, err);
}

/* Who asked, and why, is asked of every new correction; journals of before have some
 * without, which still hold. */
static bool corrected_prepare(const struct session *session, struct arena *arena, struct json *body,
			      const struct event *original, struct error *err)
{
	(void)session;
	(void)arena;
	(void)original;
	if (!json_get(body, "because"))
		return refuse(err, T(REFUSE_MISSING), T(FIELD_CORRECTION_REASON));
	return json_get(body, "requested_by") || refuse(err, T(REFUSE_MISSING), T(FIELD_REQUESTED_BY));
}

/* No apply: session_apply() folds the whole journal again for these two. */
const struct event_kind event_correction[] = {
	{ .name = "undone", .title = W(EVENT_UNDONE), .sentence = W(SAY_UNDONE),
	  FIELDS(undone_fields), .flags = EVENT_UNDOES, .check = undone_check },
	{ .name = "corrected", .title = W(EVENT_CORRECTED), .sentence = W(SAY_CORRECTED),
	  FIELDS(corrected_fields), .flags = EVENT_CORRECTS,
	  .check = corrected_check, .prepare = corrected_prepare },
};
const size_t event_correction_count = ARRAY_LENGTH(event_correction);
