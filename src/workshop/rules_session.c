/* Opening, changing and sealing a session. */
#include "workshop/rules.h"

#include <string.h>

#include "base/daytime.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/gaps.h"
#include "workshop/stops.h"

static const struct choice_name languages[] = {
	{ "ja", W(LANGUAGE_JA) }, { "en", W(LANGUAGE_EN) }, { NULL, { NULL, NULL } }
};

enum { ZONE_MOST = 14 * 60 }; /* of all zones that there are */

/* The setup, in the order in which its form asks. */
#define SETUP_FIELDS(must) \
	{ "title", VALUE_LINE, W(FIELD_TITLE), must, 0, 0, NULL }, \
	{ "organisation", VALUE_LINE, W(FIELD_ORGANISATION), must, 0, 0, NULL }, \
	{ "entity", VALUE_LINE, W(FIELD_ENTITY), false, 0, 0, NULL }, \
	{ "held_on", VALUE_DATE, W(FIELD_HELD_ON), must, 0, 0, NULL }, \
	{ "starts", VALUE_TIME, W(FIELD_STARTS), false, 0, 0, NULL }, \
	{ "agenda", VALUE_AGENDA, W(FIELD_AGENDA), must, 0, 0, NULL }, \
	{ "label", VALUE_LINE, W(FIELD_LABEL), false, 0, 40, NULL }, \
	{ "language", VALUE_CHOICE, W(FIELD_LANGUAGE), must, 0, 0, languages }, \
	{ "purpose", VALUE_TEXT, W(FIELD_PURPOSE), false, 0, 0, NULL }, \
	{ "quorum", VALUE_INT, W(FIELD_QUORUM), false, 0, 100, NULL }, \
	{ "parent", VALUE_LINE, W(FIELD_PARENT), false, 0, 64, NULL }

static const struct event_field opened_fields[] = {
	SETUP_FIELDS(true),
	{ "id", VALUE_LINE, W(FIELD_ID), true, 0, 64, NULL },
	{ "pack", VALUE_LINE, W(FIELD_PACK), true, 0, PACK_ID_MAX, NULL },
	{ "pack_version", VALUE_LINE, W(FIELD_PACK_VERSION), false, 0, 32, NULL },
	{ "content", VALUE_ANY, W(FIELD_CONTENT), false, 0, 0, NULL },
	{ "zone", VALUE_INT, W(FIELD_ZONE), false, -ZONE_MOST, ZONE_MOST, NULL },
};

static const struct event_field changed_fields[] = { SETUP_FIELDS(false) };

static const struct event_field sealed_fields[] = {
	{ "open_reason", VALUE_TEXT, W(FIELD_OPEN_REASON), false, 0, 0, NULL },
};

static bool opened_check(const struct session *session, const struct event *event, struct error *err)
{
	const char *pack = event_text(event, "pack");

	if (strcmp(pack, session->pack->id) != 0)
		return refuse(err, T(REFUSE_PACK), pack, session->pack->id);
	return true;
}

/* Where each plain text of the setup lives; the rest needs a hand. */
static const struct { const char *name; size_t offset; } setup_texts[] = {
	{ "title", offsetof(struct session_state, title) },
	{ "organisation", offsetof(struct session_state, organisation) },
	{ "entity", offsetof(struct session_state, entity) },
	{ "held_on", offsetof(struct session_state, held_on) },
	{ "agenda", offsetof(struct session_state, agenda_id) },
	{ "label", offsetof(struct session_state, label) },
	{ "language", offsetof(struct session_state, language) },
	{ "purpose", offsetof(struct session_state, purpose) },
	{ "parent", offsetof(struct session_state, parent) },
	{ "id", offsetof(struct session_state, id) },
	{ "pack", offsetof(struct session_state, pack_id) },
	{ "pack_version", offsetof(struct session_state, pack_version) },
};

/* The same agenda named again keeps what was changed in it. */
static void agenda_apply(struct session *session, const struct event *event)
{
	const struct agenda *agenda = pack_agenda(session->pack, session->now.agenda_id);

	if (agenda == session->now.agenda)
		return;
	session->now.agenda = agenda;
	stops_lay_out(session, event->n);
}

static void setup_apply(struct session *session, const struct event *event)
{
	struct session_state *now = &session->now;

	for (size_t i = 0; i < ARRAY_LENGTH(setup_texts); i++)
		if (event_has(event, setup_texts[i].name))
			*(const char **)(void *)((char *)now + setup_texts[i].offset) =
				event_text(event, setup_texts[i].name);
	if (event_has(event, "quorum"))
		now->quorum = event_int(event, "quorum");
	if (event_has(event, "zone"))
		now->zone = event_int(event, "zone");
	if (event_has(event, "content"))
		now->content = json_get(event->body, "content");
	now->touched = event->n;
	if (event_has(event, "starts"))
		now->starts = daytime_parse(event_text(event, "starts"));
	if (event_has(event, "agenda"))
		agenda_apply(session, event);
}

static void opened_apply(struct session *session, const struct event *event)
{
	session->now.opened = true;
	session->now.opened_at = event->at;
	session->now.starts = -1;
	setup_apply(session, event);
}

static bool changed_check(const struct session *session, const struct event *event, struct error *err)
{
	static const char *const needed[] = { "title", "organisation", "held_on", "agenda", "language" };

	(void)session;
	if (event->body->count == 0)
		return refuse(err, "%s", T(REFUSE_NOTHING_CHANGED));
	for (size_t i = 0; i < ARRAY_LENGTH(needed); i++)
		if (event_has(event, needed[i]) && !event_text(event, needed[i]) )
			return refuse(err, T(REFUSE_MISSING),
				      say(event_field_find(event->kind, needed[i])->label));
	return true;
}

static bool sealed_check(const struct session *session, const struct event *event, struct error *err)
{
	struct arena *arena = arena_new();
	size_t gaps = session_closing_gaps(session, arena).count;

	arena_free(arena);
	if (gaps > 0 && !event_text(event, "open_reason"))
		return refuse(err, T(REFUSE_SEAL_GAPS), (int)gaps);
	return true;
}

static void sealed_apply(struct session *session, const struct event *event)
{
	struct session_state *now = &session->now;
	struct stop *open = session_stop(session, now->current);

	pause_end(session, event);
	if (open && open->state == STOP_OPEN)
		stop_leave(open, event);
	now->sealed = true;
	now->sealed_at = event->at;
	now->sealed_n = event->n;
	now->touched = event->n;
}

const struct event_kind event_session[] = {
	{ .name = "session_opened", .title = W(EVENT_SESSION_OPENED), .sentence = W(SAY_SESSION_OPENED),
	  FIELDS(opened_fields), .flags = EVENT_FIRST | EVENT_FINAL,
	  .check = opened_check, .apply = opened_apply },
	{ .name = "session_changed", .title = W(EVENT_SESSION_CHANGED), .sentence = W(SAY_SESSION_CHANGED),
	  FIELDS(changed_fields), .flags = EVENT_PARTIAL,
	  .check = changed_check, .apply = setup_apply },
	{ .name = "session_sealed", .title = W(EVENT_SESSION_SEALED), .sentence = W(SAY_SESSION_SEALED),
	  FIELDS(sealed_fields), .flags = EVENT_FINAL,
	  .check = sealed_check, .apply = sealed_apply },
};
const size_t event_session_count = ARRAY_LENGTH(event_session);
