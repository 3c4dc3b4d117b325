/* Who takes part, who is in the room, who stands aside from an item. */
#include "workshop/rules.h"

#include <string.h>

#include "lang/words_event.h"
#include "lang/words_workshop.h"

#define PERSON_FIELDS(must) \
	{ "name", VALUE_LINE, W(FIELD_NAME), must, 0, 80, NULL }, \
	{ "role", VALUE_LINE, W(FIELD_ROLE), must, 0, 80, NULL }, \
	{ "votes", VALUE_BOOL, W(FIELD_VOTES), false, 0, 0, NULL }, \
	{ "address", VALUE_LINE, W(FIELD_ADDRESS), false, 0, 40, NULL }, \
	{ "deputy_for", VALUE_LINE, W(FIELD_DEPUTY_FOR), false, 0, 80, NULL }, \
	{ "confirm_by", VALUE_LINE, W(FIELD_CONFIRM_BY), false, 0, 80, NULL }, \
	{ "confirm_until", VALUE_DATE, W(FIELD_CONFIRM_UNTIL), false, 0, 0, NULL }, \
	{ "confirmed", VALUE_LINE, W(FIELD_CONFIRMED), false, 0, 0, NULL }

static const struct event_field added_fields[] = {
	PERSON_FIELDS(true),
	{ "participant", VALUE_NEW_ID, W(FIELD_PARTICIPANT), true, 0, 0, NULL },
};

static const struct event_field changed_fields[] = {
	{ "participant", VALUE_PARTICIPANT, W(FIELD_PARTICIPANT), true, 0, 0, NULL },
	PERSON_FIELDS(false),
	{ "removed", VALUE_BOOL, W(FIELD_REMOVED), false, 0, 0, NULL },
};

static const struct event_field presence_fields[] = {
	{ "participant", VALUE_PARTICIPANT, W(FIELD_PARTICIPANT), true, 0, 0, NULL },
};

static const struct event_field recused_fields[] = {
	{ "participant", VALUE_PARTICIPANT, W(FIELD_PARTICIPANT), true, 0, 0, NULL },
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL },
	{ "reason", VALUE_TEXT, W(FIELD_REASON), true, 0, 0, NULL },
};

static struct participant *named(const struct session *session, const struct event *event)
{
	return session_participant(session, event_text(event, "participant"));
}

/* A name must be a human being's, and stand in the list once with its role. */
static bool name_check(const struct session *session, const struct event *event,
		       const struct participant *self, struct error *err)
{
	const char *name = event_text(event, "name"), *role = event_text(event, "role");

	if (!name && self && !event_has(event, "name"))
		name = self->name;
	if (!role && self && !event_has(event, "role"))
		role = self->role;
	if (!name || !role)
		return refuse(err, T(REFUSE_MISSING), name ? T(FIELD_ROLE) : T(FIELD_NAME));
	if (person_is_department(name))
		return refuse(err, T(REFUSE_DEPARTMENT), name);
	for (size_t i = 0; i < session->now.participant_count; i++) {
		const struct participant *other = &session->now.participant[i];

		if (other != self && !other->removed && strcmp(other->name, name) == 0 &&
		    strcmp(other->role, role) == 0)
			return refuse(err, T(REFUSE_TWICE), name, role);
	}
	return true;
}

static bool added_check(const struct session *session, const struct event *event, struct error *err)
{
	return name_check(session, event, NULL, err);
}

static void person_apply(struct participant *participant, const struct event *event)
{
	static const struct { const char *name; size_t offset; } texts[] = {
		{ "name", offsetof(struct participant, name) },
		{ "role", offsetof(struct participant, role) },
		{ "address", offsetof(struct participant, address) },
		{ "deputy_for", offsetof(struct participant, deputy_for) },
		{ "confirm_by", offsetof(struct participant, confirm_by) },
		{ "confirm_until", offsetof(struct participant, confirm_until) },
		{ "confirmed", offsetof(struct participant, confirmed) },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		if (event_has(event, texts[i].name))
			*(const char **)(void *)((char *)participant + texts[i].offset) =
				event_text(event, texts[i].name);
	if (event_has(event, "votes"))
		participant->votes = event_bool(event, "votes");
	participant->touched = event->n;
}

static void added_apply(struct session *session, const struct event *event)
{
	struct participant *participant = RECORD_ADD(session, participant, participant);

	participant->id = event_text(event, "participant");
	person_apply(participant, event);
}

static bool changed_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct participant *self = named(session, event);

	if (event->body->count < 2)
		return refuse(err, "%s", T(REFUSE_NOTHING_CHANGED));
	return event_bool(event, "removed") || name_check(session, event, self, err);
}

static void end_interval(struct participant *participant, int64_t at)
{
	if (participant->present)
		participant->interval[participant->interval_count - 1].to = at;
	participant->present = false;
}

static void changed_apply(struct session *session, const struct event *event)
{
	struct participant *participant = named(session, event);

	person_apply(participant, event);
	if (event_has(event, "removed"))
		participant->removed = event_bool(event, "removed");
	if (participant->removed)
		end_interval(participant, event->at);
}

static bool arrived_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct participant *participant = named(session, event);

	if (participant->removed)
		return refuse(err, T(REFUSE_REMOVED), participant->name);
	if (participant->present)
		return refuse(err, T(REFUSE_ALREADY_PRESENT), participant->name);
	return true;
}

static void arrived_apply(struct session *session, const struct event *event)
{
	struct participant *p = named(session, event);

	p->interval = arena_grow(session->arena, p->interval, p->interval_count,
				 &p->interval_capacity, sizeof(*p->interval));
	p->interval[p->interval_count++].from = event->at;
	p->present = true;
	p->touched = event->n;
}

static bool left_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct participant *participant = named(session, event);

	if (!participant->present)
		return refuse(err, T(REFUSE_NOT_PRESENT), participant->name);
	return true;
}

static void left_apply(struct session *session, const struct event *event)
{
	struct participant *participant = named(session, event);

	end_interval(participant, event->at);
	participant->touched = event->n;
}

static bool recused_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct participant *participant = named(session, event);

	for (size_t i = 0; i < participant->recusal_count; i++)
		if (strcmp(participant->recusal[i].item, event_text(event, "item")) == 0)
			return refuse(err, T(REFUSE_ALREADY_RECUSED), participant->name,
				      participant->recusal[i].item);
	return true;
}

static void recused_apply(struct session *session, const struct event *event)
{
	struct participant *p = named(session, event);
	struct recusal *recusal;

	p->recusal = arena_grow(session->arena, p->recusal, p->recusal_count,
				&p->recusal_capacity, sizeof(*p->recusal));
	recusal = &p->recusal[p->recusal_count++];
	recusal->item = event_text(event, "item");
	recusal->reason = event_text(event, "reason");
	recusal->n = event->n;
	p->touched = event->n;
}

const struct event_kind event_participant[] = {
	{ .name = "participant_added", .title = W(EVENT_PARTICIPANT_ADDED),
	  .sentence = W(SAY_PARTICIPANT_ADDED), FIELDS(added_fields),
	  .check = added_check, .apply = added_apply, .id_prefix = "p" },
	{ .name = "participant_changed", .title = W(EVENT_PARTICIPANT_CHANGED),
	  .sentence = W(SAY_PARTICIPANT_CHANGED), FIELDS(changed_fields), .flags = EVENT_PARTIAL,
	  .check = changed_check, .apply = changed_apply },
	{ .name = "participant_arrived", .title = W(EVENT_PARTICIPANT_ARRIVED),
	  .sentence = W(SAY_PARTICIPANT_ARRIVED), FIELDS(presence_fields),
	  .check = arrived_check, .apply = arrived_apply },
	{ .name = "participant_left", .title = W(EVENT_PARTICIPANT_LEFT),
	  .sentence = W(SAY_PARTICIPANT_LEFT), FIELDS(presence_fields),
	  .check = left_check, .apply = left_apply },
	{ .name = "participant_recused", .title = W(EVENT_PARTICIPANT_RECUSED),
	  .sentence = W(SAY_PARTICIPANT_RECUSED), FIELDS(recused_fields),
	  .check = recused_check, .apply = recused_apply },
};
const size_t event_participant_count = ARRAY_LENGTH(event_participant);
