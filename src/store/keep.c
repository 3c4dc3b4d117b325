/* What is not history: drafts, places, leases. */
#include <string.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/store.h"

bool store_draft_put(struct store *store, const char *session, const char *field,
		     const char *text, int64_t at, struct error *err)
{
	sqlite3_stmt *statement;

	if (!db_may_write(store, err))
		return false;
	statement = db_prepare(store, "INSERT OR REPLACE INTO draft(session, field, text, at)"
			       " VALUES(:session, :field, :text, :at)", err);
	if (!statement)
		return false;
	db_text(statement, ":session", session);
	db_text(statement, ":field", field);
	db_text(statement, ":text", text);
	db_int(statement, ":at", at);
	return db_finish(store, statement, err);
}

bool store_draft_drop(struct store *store, const char *session, const char *field, struct error *err)
{
	sqlite3_stmt *statement;

	if (!db_may_write(store, err))
		return false;
	statement = db_prepare(store, "DELETE FROM draft WHERE session = :session AND field = :field", err);
	if (!statement)
		return false;
	db_text(statement, ":session", session);
	db_text(statement, ":field", field);
	return db_finish(store, statement, err);
}

bool store_drafts(struct store *store, struct arena *arena, const char *session,
		  struct store_draft **draft, size_t *count, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT field, text, at FROM draft WHERE session = :session"
					     " ORDER BY at, field", err);
	size_t capacity = 0;
	int code;

	*draft = NULL;
	*count = 0;
	if (!statement)
		return false;
	db_text(statement, ":session", session);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		*draft = arena_grow(arena, *draft, *count, &capacity, sizeof(**draft));
		(*draft)[(*count)++] = (struct store_draft){
			.field = db_column(statement, 0, arena), .text = db_column(statement, 1, arena),
			.at = sqlite3_column_int64(statement, 2) };
	}
	if (code != SQLITE_DONE)
		db_fail(store, err);
	sqlite3_finalize(statement);
	return code == SQLITE_DONE;
}

bool store_place_put(struct store *store, const char *session, const char *stop,
		     const char *tab, struct error *err)
{
	sqlite3_stmt *statement;

	if (!db_may_write(store, err))
		return false;
	statement = db_prepare(store, "INSERT OR REPLACE INTO place(session, stop, tab)"
			       " VALUES(:session, :stop, :tab)", err);
	if (!statement)
		return false;
	db_text(statement, ":session", session);
	db_text(statement, ":stop", stop);
	db_text(statement, ":tab", tab);
	return db_finish(store, statement, err);
}

/* Who holds it now, or NULL; false where that could not be read. */
static bool find_holder(struct store *store, struct arena *arena, const char *session, const char **holder,
			struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT holder FROM lease WHERE session = :session", err);
	int code;

	*holder = NULL;
	if (!statement)
		return false;
	db_text(statement, ":session", session);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*holder = db_column(statement, 0, arena);
	else if (code != SQLITE_DONE)
		db_fail(store, err);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE;
}

const char *store_lease_holder(struct store *store, struct arena *arena, const char *session)
{
	const char *holder;

	return find_holder(store, arena, session, &holder, NULL) ? holder : NULL;
}

bool store_room_put(struct store *store, const char *session, const struct store_room *room,
		    struct error *err)
{
	sqlite3_stmt *statement;

	if (!db_may_write(store, err))
		return false;
	statement = db_prepare(store, "INSERT OR REPLACE INTO room(session, show, item, question)"
			       " VALUES(:session, :show, :item, :question)", err);
	if (!statement)
		return false;
	db_text(statement, ":session", session);
	db_text(statement, ":show", room->show);
	db_text(statement, ":item", room->item);
	db_int(statement, ":question", room->question);
	return db_finish(store, statement, err);
}

bool store_room_get(struct store *store, struct arena *arena, const char *session, struct store_room *room)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT show, item, question FROM room"
					     " WHERE session = :session", NULL);
	bool found = false;

	if (!statement)
		return false;
	db_text(statement, ":session", session);
	if (sqlite3_step(statement) == SQLITE_ROW) {
		found = true;
		*room = (struct store_room){ .show = db_column(statement, 0, arena),
			.item = db_column(statement, 1, arena), .question = sqlite3_column_int(statement, 2) };
	}
	sqlite3_finalize(statement);
	return found;
}

/* May it be taken from whom it belongs to? */
static bool is_free(const struct store_lease *lease, const char *holder)
{
	return !holder || strcmp(holder, lease->holder) == 0 || lease->by_force ||
	       (lease->gone && lease->gone(holder));
}

static bool write_lease(struct store *store, const struct store_lease *lease, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "INSERT OR REPLACE INTO lease(session, holder, at)"
					     " VALUES(:session, :holder, :at)", err);

	if (!statement)
		return false;
	db_text(statement, ":session", lease->session);
	db_text(statement, ":holder", lease->holder);
	db_int(statement, ":at", lease->at);
	return db_finish(store, statement, err);
}

bool store_lease_take(struct store *store, const struct store_lease *lease,
		      struct arena *arena, const char **other, struct error *err)
{
	const char *holder;

	*other = NULL;
	if (!db_may_write(store, err) || !db_begin(store, err))
		return false;
	if (!find_holder(store, arena, lease->session, &holder, err)) {
		db_rollback(store);
		return false;
	}
	if (!is_free(lease, holder)) {
		db_rollback(store);
		*other = holder;
		return error_set(err, ERROR_BUSY, T(DB_HELD), holder);
	}
	if (!write_lease(store, lease, err)) {
		db_rollback(store);
		return false;
	}
	return db_commit(store, err);
}

bool store_lease_drop(struct store *store, const char *session, const char *holder, struct error *err)
{
	sqlite3_stmt *statement;

	if (!db_may_write(store, err))
		return false;
	statement = db_prepare(store, "DELETE FROM lease WHERE session = :session AND holder = :holder", err);
	if (!statement)
		return false;
	db_text(statement, ":session", session);
	db_text(statement, ":holder", holder);
	return db_finish(store, statement, err);
}

bool store_leases_clear(struct store *store, struct error *err)
{
	return db_may_write(store, err) && db_run(store, "DELETE FROM lease", err);
}
