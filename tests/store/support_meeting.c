/* See support_meeting.h. */
#include "support_meeting.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"

enum { EVENTS_MAX = 200, SEED = 11 };

#define DECISION \
	"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"text\":\"Keep it\",\"outcome\":\"adopted\"," \
	"\"decided_by\":[\"p1\"],\"options\":[{\"text\":\"Sell\",\"why_not\":\"late\"}]}"

static const char *const before[] = {
	"{\"kind\":\"participant_added\",\"name\":\"佐藤\",\"role\":\"CEO\",\"votes\":true}",
	"{\"kind\":\"participant_added\",\"name\":\"Suzuki\",\"role\":\"CISO\"}",
	"{\"kind\":\"participant_added\",\"name\":\"Tanaka\",\"role\":\"CFO\",\"votes\":true}",
	"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
	"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
	"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":2,\"reason\":\"why\"}",
	"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"level\":4}",
	"{\"kind\":\"round_revealed\",\"round\":\"r1\"}",
	"{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":3,\"sentence\":\"慎重に進める\",\"said_by\":\"p1\"}",
	DECISION,
	"{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p3\",\"due\":\"2027-03-31\"}",
	"{\"kind\":\"note_added\",\"text\":\"first note\"}",
	"{\"kind\":\"undone\",\"event\":13}",
};

static const char seal[] = "{\"kind\":\"session_sealed\",\"open_reason\":\"time\"}";

static void take(struct meeting *meeting, struct store *store, struct session *session, struct event event)
{
	struct meeting_event *one = &meeting->event[meeting->count];
	struct error err = { ERROR_NONE, "" };

	one->event = event;
	if (!meeting_append(meeting, store, session, meeting->count, &err))
		fail_msg("%s was refused: %s", event.kind_name, err.text);
	memcpy(one->head, session_head(session)->hash, sizeof(one->head));
	meeting->count++;
}

static void take_line(struct meeting *meeting, struct desk *desk, struct store *store, struct session *session,
		      const char *line)
{
	struct json *body = json_read(desk->arena, line, strlen(line), 32, NULL);
	struct event event = { .at = session_head(session)->at + 1000 };

	event.kind_name = json_get_text(body, "kind");
	json_put(desk->arena, body, "kind", NULL);
	event.body = body;
	take(meeting, store, session, event);
}

/* Random events are tried on the session as it is; those that it takes are kept. */
static void take_random(struct meeting *meeting, struct desk *desk, struct store *store, struct session *session,
			size_t count)
{
	struct random random = { .state = SEED };

	while (count > 0) {
		struct event event = desk_event(&random, session, desk->arena), asked = event;

		if (strcmp(event.kind_name, "session_sealed") == 0 ||
		    !event_prepare(session, desk->arena, &asked, NULL) || !session_check(session, &asked, NULL))
			continue;
		take(meeting, store, session, event);
		count--;
	}
}

struct meeting *meeting_new(struct desk *desk, size_t random)
{
	struct meeting *meeting = arena_alloc(desk->arena, sizeof(*meeting));
	struct session *session = session_new(desk->pack);
	struct store *store = desk_open(desk, STORE_WRITE);

	meeting->pack = desk->pack;
	meeting->id = "s-1";
	meeting->event = arena_array(desk->arena, EVENTS_MAX, sizeof(*meeting->event));
	take(meeting, store, session, (struct event){ .at = desk_instant(), .kind_name = "session_opened",
		.body = desk_opening(desk, desk->arena, meeting->id) });
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		take_line(meeting, desk, store, session, before[i]);
	take_random(meeting, desk, store, session, random);
	take_line(meeting, desk, store, session, seal);
	session_free(session);
	store_close(store);
	return meeting;
}

bool meeting_append(const struct meeting *meeting, struct store *store, struct session *session, size_t at,
		    struct error *err)
{
	struct event event = meeting->event[at].event;

	return store_append(store, session, &(struct store_append){ .event = &event, .count = 1, .follow = true }, err);
}

const char *meeting_wrong_session(const struct meeting *meeting, struct arena *arena, const struct session *session,
				  size_t least, size_t most)
{
	size_t count = session ? session->event_count : 0;

	if (count < least)
		return arena_printf(arena, "%zu events where %zu were acknowledged", count, least);
	if (count > most)
		return arena_printf(arena, "%zu events where %zu were asked for", count, most);
	for (size_t i = 0; i < count; i++)
		if (strcmp(session->event[i].hash, meeting->event[i].head) != 0)
			return arena_printf(arena, "event %zu is another one (%s)", i + 1, session->event[i].kind_name);
	return NULL;
}

const char *meeting_wrong_store(const struct meeting *meeting, struct arena *arena, struct store *store,
				bool verified, size_t least, size_t most, size_t *count)
{
	struct error err = { ERROR_NONE, "" };
	struct store_verdict verdict;
	struct store_session *row = store_list(store, arena, count, &err);
	struct session *session;
	const char *wrong;

	if (!row)
		return arena_printf(arena, "no list: %s", err.text);
	if (*count > 1)
		return "there are two sessions";
	session = *count ? store_load(store, meeting->id, &err) : NULL;
	if (*count && !session)
		return arena_printf(arena, "not loaded: %s", err.text);
	wrong = meeting_wrong_session(meeting, arena, session, least, most);
	*count = session ? session->event_count : 0;
	store_session_free(session);
	if (wrong || !verified)
		return wrong;
	if (!store_verify(store, arena, NULL, &verdict, &err))
		return arena_printf(arena, "not verified: %s", err.text);
	if (verdict.faults)
		return arena_printf(arena, "verify: %s", verdict.fault[0].text);
	if (!store_check(store, arena, &verdict, &err))
		return arena_printf(arena, "not checked: %s", err.text);
	return verdict.faults ? arena_printf(arena, "check: %s", verdict.fault[0].text) : NULL;
}

const char *meeting_wrong(const struct meeting *meeting, struct arena *arena, const char *path, size_t least,
			  size_t most, size_t *count)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(path, STORE_WRITE, &err);
	size_t own;
	const char *wrong;

	if (!store)
		return arena_printf(arena, "not opened: %s", err.text);
	wrong = meeting_wrong_store(meeting, arena, store, true, least, most, count ? count : &own);
	store_close(store);
	return wrong;
}
