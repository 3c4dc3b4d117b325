/*
 * Folding events into state.  Most events are applied as they come; `undone`
 * and `corrected` change the past, so for them everything is folded again,
 * without the events that were taken back and with the newest correction of
 * each.  A session is a few hundred events: a whole fold costs less than one
 * write to disk.
 */
#include "workshop/session.h"

#include <string.h>

#include "base/text.h"
#include "lang/words_workshop.h"
#include "workshop/rules.h"
#include "workshop/value.h"

struct session *session_new(const struct pack *pack)
{
	struct arena *arena = arena_new();
	struct session *session = arena_alloc(arena, sizeof(*session));

	session->arena = arena;
	session->pack = pack;
	sheet_build(session);
	return session;
}

void session_free(struct session *session)
{
	if (session)
		arena_free(session->arena);
}

const struct event *session_head(const struct session *session)
{
	return session->event_count ? &session->event[session->event_count - 1] : NULL;
}

const struct event *session_event(const struct session *session, int64_t n)
{
	if (n < 1 || (uint64_t)n > session->event_count)
		return NULL;
	return &session->event[n - 1];
}

int64_t session_undone_by(const struct session *session, int64_t n)
{
	for (size_t i = 0; i < session->now.gone_count; i++)
		if (session->now.gone[i].n == n)
			return session->now.gone[i].by;
	return 0;
}

/* The event that this one names, where it changes the past; else 0. */
static int64_t names(const struct event *event, unsigned flag)
{
	if (!event->kind || event->ignored || !(event->kind->flags & flag))
		return 0;
	return json_get_int(event->body, "event", 0);
}

const struct event *session_undo_target(const struct session *session)
{
	for (size_t i = session->event_count; i-- > 0;) {
		const struct event *event = &session->event[i];
		const char *via = event_text(event, "via");

		if (!event->kind || event->ignored || session_undone_by(session, event->n) ||
		    event->kind->flags & (EVENT_PASSAGE | EVENT_UNDOES) ||
		    (via && strcmp(via, "seat") == 0))
			continue;
		return event;
	}
	return NULL;
}

/* The body that counts for an event: its newest correction but `except`, or its own. */
static const struct json *body_without(const struct session *session, const struct event *event,
				       int64_t except)
{
	const struct json *body = event->body;

	for (size_t i = (size_t)event->n; i < session->event_count; i++) {
		const struct event *later = &session->event[i];

		if (names(later, EVENT_CORRECTS) == event->n && later->n != except &&
		    !session_undone_by(session, later->n))
			body = json_get(later->body, "body");
	}
	return body;
}

/* The rules that hold for an event whatever else is in the journal. */
static bool holds(const struct session *session, const struct event *event, struct error *err)
{
	const struct event_kind *kind = event->kind;
	bool first = kind->flags & EVENT_FIRST;

	if (first == session->now.opened)
		return refuse(err, "%s", first ? T(REFUSE_OPENED_TWICE) : T(REFUSE_NOT_OPENED));
	if (session->now.sealed)
		return refuse(err, T(REFUSE_SEALED), (long long)session->now.sealed_n);
	if (!fields_check(session, kind->field, kind->field_count, event->body,
			  kind->flags & EVENT_PARTIAL, err))
		return false;
	return !kind->check || kind->check(session, event, err);
}

static void gather_gone(struct session *session)
{
	for (size_t i = 0; i < session->event_count; i++) {
		const struct event *event = &session->event[i];
		int64_t n = names(event, EVENT_UNDOES);

		if (n)
			*RECORD_ADD(session, gone, gone) = (struct gone){ n, event->n };
	}
}

static void fold(struct session *session)
{
	memset(&session->now, 0, sizeof(session->now));
	gather_gone(session);
	for (size_t i = 0; i < session->event_count; i++) {
		struct event event = session->event[i];

		if (event.ignored || !event.kind->apply || session_undone_by(session, event.n))
			continue;
		event.body = body_without(session, &session->event[i], 0);
		event.kind->apply(session, &event);
	}
}

const struct event *session_apply(struct session *session, const struct event *given)
{
	struct event *event;
	unsigned flags;

	session->event = arena_grow(session->arena, session->event, session->event_count,
				    &session->event_capacity, sizeof(*event));
	event = &session->event[session->event_count];
	*event = *given;
	event->n = (int64_t)++session->event_count;
	event->kind_name = arena_strdup(session->arena, given->kind_name);
	event->kind = event_kind_find(given->kind_name);
	event->body = json_clone(session->arena, given->body);
	/* The new event is not yet the session's while its rules are asked. */
	session->event_count--;
	event->ignored = !event->kind || !holds(session, event, NULL);
	session->event_count++;
	if (!event->kind && !session->unknown_kind)
		session->unknown_kind = event->kind_name;
	else if (event->kind && event->ignored && !session->broken_n)
		session->broken_n = event->n;
	if (event->ignored)
		return event;
	flags = event->kind->flags;
	if (flags & (EVENT_UNDOES | EVENT_CORRECTS)) {
		fold(session);
		session->refolded = event->n;
	} else {
		event->kind->apply(session, event);
	}
	return event;
}

void session_rewind(struct session *session, size_t count)
{
	session->event_count = count;
	session->unknown_kind = NULL;
	session->broken_n = session->refolded = 0;
	for (size_t i = count; i-- > 0;) {
		const struct event *event = &session->event[i];

		if (!event->kind)
			session->unknown_kind = event->kind_name;
		else if (event->ignored)
			session->broken_n = event->n;
	}
	fold(session);
}

static bool unknown_kind(const char *name, struct error *err)
{
	const struct event_kind *kind, *nearest = NULL;
	int best = 1 + (int)strlen(name) / 4;

	for (size_t i = 0; (kind = event_kind_at(i)); i++) {
		int distance = text_distance(name, kind->name);

		if (distance <= best) {
			best = distance;
			nearest = kind;
		}
	}
	return nearest ? refuse(err, T(REFUSE_KIND_NEAR), name, nearest->name)
		       : refuse(err, T(REFUSE_KIND), name);
}

bool session_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct event *head = session_head(session);
	char last[INSTANT_SIZE], given[INSTANT_SIZE];

	if (!event->kind)
		return unknown_kind(event->kind_name, err);
	if (session->unknown_kind)
		return refuse(err, T(REFUSE_NEWER), session->unknown_kind);
	if (session->broken_n)
		return refuse(err, T(REFUSE_BROKEN), (long long)session->broken_n);
	if (!holds(session, event, err))
		return false;
	if (head && event->at < head->at) {
		instant_format(head->at, last, sizeof(last));
		instant_format(event->at, given, sizeof(given));
		return refuse(err, T(REFUSE_EARLIER), given, (long long)head->n, last);
	}
	return true;
}

bool replay_allows(const struct session *session, int64_t n, const struct json *body, struct error *err)
{
	struct session *scratch = session_new(session->pack);
	int64_t from = names(session_event(session, n), EVENT_CORRECTS);
	bool good = true;

	from = from ? from : n;
	for (size_t i = 0; good && i < session->event_count; i++) {
		struct event event = session->event[i];
		struct error why = { ERROR_NONE, "" };
		bool left_out = event.n == n && !body;

		if (event.ignored || !event.kind->apply || left_out || session_undone_by(session, event.n))
			continue;
		event.body = event.n == n ? body : body_without(session, &session->event[i], n);
		if (event.n >= from && !(event.kind->flags & EVENT_PASSAGE) &&
		    !holds(scratch, &event, &why))
			good = event.n == n ? refuse(err, "%s", why.text)
					    : refuse(err, T(REFUSE_REPLAY), (long long)event.n,
						     say(event.kind->title), why.text);
		if (good)
			event.kind->apply(scratch, &event);
	}
	session_free(scratch);
	return good;
}
