/* What is in the file, looked at as an auditor would: nothing of it is changed. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "store/store.h"
#include "workshop/session.h"

static bool says(const struct event *event, const char *text)
{
	struct str body = STR_INIT;
	bool found;

	json_write(&body, event->body);
	found = strstr(body.text, text) != NULL;
	str_release(&body);
	return found;
}

static bool acknowledged(const struct session *session, const struct promises *promises)
{
	bool good = true;

	for (size_t i = 0; i < promises->count; i++) {
		const struct event *event = session_event(session, promises->ack[i].n);

		if (event && says(event, promises->ack[i].text))
			continue;
		printf("FAIL: #%lld '%s' was acknowledged and is %s\n", (long long)promises->ack[i].n,
		       promises->ack[i].text, event ? "another event" : "not there");
		good = false;
	}
	return good;
}

static bool ballots(const struct session *session, const struct promises *promises)
{
	static const char *const participant[SEAT_COUNT] = { "p1", "p3" };
	bool good = true;

	for (int i = 0; i < SEAT_COUNT; i++) {
		int64_t there = 0;

		for (size_t k = 0; k < session->event_count; k++) {
			const struct event *event = &session->event[k];
			const char *who = json_get_text(event->body, "participant");

			there += strcmp(event->kind_name, "position_taken") == 0 && who &&
				 strcmp(who, participant[i]) == 0;
		}
		if (there >= promises->ballots[i])
			continue;
		printf("FAIL: %lld ballots of %s were acknowledged, %lld are there\n",
		       (long long)promises->ballots[i], participant[i], (long long)there);
		good = false;
	}
	return good;
}

/* In a draft it is offered again; in the journal it was recorded before the screen
 * could say so, and is not. */
static bool open_text(struct store *store, struct arena *arena, const struct session *session,
		      struct promises *promises)
{
	struct store_draft *draft = NULL;
	size_t count = 0;

	if (!promises->open[0])
		return true;
	if (!store_drafts(store, arena, session->now.id, &draft, &count, NULL))
		count = 0;
	for (size_t i = 0; i < count; i++)
		if (strstr(draft[i].text, promises->open))
			return true;
	for (size_t i = session->event_count; i-- > 0;) {
		if (says(&session->event[i], promises->open)) {
			promises->open[0] = '\0';
			return true;
		}
	}
	printf("FAIL: the half-typed text '%s' is gone\n", promises->open);
	promises->open[0] = '\0';
	return false;
}

bool file_is_sound(struct store *store)
{
	struct arena *arena = arena_new();
	struct store_verdict verdict;
	struct error err = { .class = ERROR_NONE };
	bool good = store_verify(store, arena, NULL, &verdict, &err) && verdict.faults == 0;

	if (!good)
		printf("FAIL: %s\n", err.class != ERROR_NONE ? err.text : verdict.fault[0].text);
	good = store_check(store, arena, &verdict, &err) && verdict.faults == 0 && good;
	arena_free(arena);
	return good;
}

bool file_keeps(const struct meeting *meeting, struct promises *promises, struct lot *lot)
{
	/* Sometimes the next program finds the -wal as the kill left it, sometimes not. */
	enum store_mode mode = lot_draw(lot, 4) ? STORE_INSPECT : STORE_READ;
	struct error err = { .class = ERROR_NONE };
	struct arena *arena = arena_new();
	struct store *store = store_open(meeting->database, mode, &err);
	const char *id = store ? store_find(store, arena, "1", &err) : NULL;
	struct session *session = id ? store_load(store, id, &err) : NULL;
	bool good = session != NULL;

	if (!good)
		printf("FAIL: the file cannot be opened: %s\n", err.text);
	good = good && file_is_sound(store);
	good = session && acknowledged(session, promises) && good;
	good = session && ballots(session, promises) && good;
	good = session && open_text(store, arena, session, promises) && good;
	fflush(stdout);
	store_session_free(session);
	store_close(store);
	arena_free(arena);
	return good;
}
