/* Keeping up: what others recorded into a session that is in memory already. */
#include <string.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/store.h"
#include "workshop/session.h"

static bool take_row(struct session *session, sqlite3_stmt *statement)
{
	struct arena *arena = arena_new();
	struct journal_row row = {
		.n = sqlite3_column_int64(statement, 0),
		.at = db_column(statement, 1, arena), .kind = db_column(statement, 2, arena),
		.body = db_column(statement, 3, arena), .prev = db_column(statement, 4, arena),
		.hash = db_column(statement, 5, arena),
	};
	const struct event *head = session_head(session);
	struct event event;
	bool good = row.at && row.kind && row.body && row.prev && row.hash &&
		    row.n == (head ? head->n : 0) + 1 && strcmp(row.prev, head ? head->hash : journal_zero) == 0 &&
		    journal_event(arena, &row, &event);

	if (good)
		session_apply(session, &event);
	arena_free(arena);
	return good;
}

/* The row that we hold as the newest must stand there as we know it. */
static bool is_ours(const struct session *session, sqlite3_stmt *statement)
{
	const char *hash = db_column_text(statement, 5);
	const struct event *head = session_head(session);

	return sqlite3_column_int64(statement, 0) == head->n && hash && strcmp(hash, head->hash) == 0;
}

bool store_follow(struct store *store, struct session *session, struct error *err)
{
	return session_head(session) ? journal_follow(store, session, session->now.id, err)
				     : error_set(err, ERROR_BUSY, "%s", T(DB_STALE));
}

bool journal_follow(struct store *store, struct session *session, const char *id, struct error *err)
{
	const struct event *head = session_head(session);
	sqlite3_stmt *statement;
	bool first = head != NULL, good = true;
	int code = SQLITE_DONE;

	statement = db_prepare(store, "SELECT n, at, kind, body, prev, hash FROM event"
			       " WHERE session = :id AND n >= :n ORDER BY n", err);
	if (!statement)
		return false;
	db_text(statement, ":id", id);
	db_int(statement, ":n", head ? head->n : 1);
	while (good && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		good = first ? is_ours(session, statement) : take_row(session, statement);
		first = false;
	}
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		good = db_fail(store, err);
	else if (!good || first)
		good = error_set(err, ERROR_BUSY, "%s", T(DB_STALE));
	sqlite3_finalize(statement);
	return good;
}
