/* See sealed.h. */
#include "workshop/sealed.h"

#include "base/json.h"
#include "workshop/session.h"

static bool is_sealed_body(const struct session *session, const struct event_kind *kind,
			   const struct json *body)
{
	const char *id = json_get_text(body, "round");
	const struct round *round = session_round(session, id);

	return kind->sealed_sentence.en && !(round && round->revealed);
}

bool event_is_sealed(const struct session *session, const struct event *event)
{
	const struct json *correction = json_get(event->body, "body");
	const struct event *named;

	if (!event->kind)
		return false;
	if (!(event->kind->flags & EVENT_CORRECTS) || !correction)
		return is_sealed_body(session, event->kind, event->body);
	/* A correction repeats the body of what it corrects. */
	named = session_event(session, json_get_int(event->body, "event", 0));
	return named && named->kind &&
	       (is_sealed_body(session, named->kind, correction) || event_is_sealed(session, named));
}
