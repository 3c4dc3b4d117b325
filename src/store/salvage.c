/* A session out of memory into a file: when the one that it was read from was written over. */
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/journal.h"
#include "store/store.h"
#include "workshop/session.h"

/* All of it as it was recorded: the same bytes, so the same hashes, or nothing. */
static bool write_events(struct store *store, const struct session *session, struct session *copy,
			 struct error *err)
{
	struct str body = STR_INIT;
	bool good = true;

	for (size_t i = 0; good && i < session->event_count; i++) {
		struct event event = session->event[i];

		str_clear(&body);
		json_write(&body, event.body);
		good = journal_take(store, copy, &event, body.text, session->event[i].hash, err);
	}
	str_release(&body);
	return good && derive_whole(store, copy, 0, err);
}

static bool write_one(struct store *store, const struct session *session, struct error *err)
{
	struct session *copy = session_new(session->pack);
	bool good = write_events(store, session, copy, err);

	session_free(copy);
	return good;
}

/* The oldest first: numbers are given in order. */
static bool write_from(struct store *store, const struct session *session, struct error *err)
{
	/* Only its newest state was read of a point in a trend. */
	if (!session || session->event_count == 0)
		return true;
	return write_from(store, session->before, err) && write_one(store, session, err);
}

bool store_salvage(struct store *store, const struct session *session, struct error *err)
{
	if (!db_may_write(store, err) || !db_begin(store, err))
		return false;
	if (!write_from(store, session, err)) {
		db_rollback(store);
		return false;
	}
	return db_commit(store, err);
}
