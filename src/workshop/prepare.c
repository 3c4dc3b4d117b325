/* Making a proposed event whole before it comes to the gate. */
#include <string.h>

#include "lang/words_workshop.h"
#include "workshop/rules.h"
#include "workshop/value.h"

static bool id_taken(const struct session *session, const char *name, const char *id)
{
	for (size_t i = 0; i < session->event_count; i++) {
		const char *taken = event_text(&session->event[i], name);

		if (taken && strcmp(taken, id) == 0)
			return true;
	}
	return false;
}

/* p1, p2, ...: counted over all events of the kind, so that an id that was
 * taken back is not given to somebody else. */
static char *make_id(const struct session *session, struct arena *arena,
		     const struct event_kind *kind, const char *name)
{
	size_t number = 1;
	char *id;

	for (size_t i = 0; i < session->event_count; i++)
		number += session->event[i].kind == kind;
	for (;; number++) {
		id = arena_printf(arena, "%s%zu", kind->id_prefix, number);
		if (!id_taken(session, name, id))
			return id;
	}
}

static void add_ids(const struct session *session, struct arena *arena, const struct event_kind *kind,
		    const struct event *original, struct json *body)
{
	for (size_t i = 0; i < kind->field_count; i++) {
		const char *name = kind->field[i].name;

		if (kind->field[i].type != VALUE_NEW_ID || json_get(body, name))
			continue;
		json_put_text(arena, body, name, original && event_text(original, name)
							 ? event_text(original, name)
							 : make_id(session, arena, kind, name));
	}
}

/* The body inside a correction is the body of the event that it names. */
static bool prepare_correction(const struct session *session, struct arena *arena,
			       struct json *correction, struct error *err)
{
	const struct event *target = session_event(session, json_get_int(correction, "event", 0));
	const struct json *body = json_get(correction, "body");
	struct json *clean;

	if (!target || !target->kind || !body)
		return true; /* the check has the words for that */
	if (body->type != JSON_TYPE_MAP)
		return refuse(err, "%s", T(REFUSE_BODY_MAP));
	clean = fields_clean(session, arena, target->kind->field, target->kind->field_count, body,
			     target->kind->flags & EVENT_PARTIAL, err);
	if (!clean)
		return false;
	if (target->kind->prepare && !target->kind->prepare(session, arena, clean, target, err))
		return false;
	add_ids(session, arena, target->kind, target, clean);
	json_put(arena, correction, "body", clean);
	return true;
}

bool event_prepare(const struct session *session, struct arena *arena,
		   struct event *event, struct error *err)
{
	struct json *body;

	event->kind = event_kind_find(event->kind_name);
	if (!event->kind)
		return session_check(session, event, err);
	if (event->body->type != JSON_TYPE_MAP)
		return refuse(err, "%s", T(REFUSE_BODY_MAP));
	body = fields_clean(session, arena, event->kind->field, event->kind->field_count, event->body,
			    event->kind->flags & EVENT_PARTIAL, err);
	if (!body)
		return false;
	if (event->kind->flags & EVENT_CORRECTS && !prepare_correction(session, arena, body, err))
		return false;
	if (event->kind->prepare && !event->kind->prepare(session, arena, body, NULL, err))
		return false;
	add_ids(session, arena, event->kind, NULL, body);
	event->body = body;
	return true;
}
