/*
 * The journal: the bytes that are hashed, reading rows, and the one way in
 * (store_append).
 */
#include "store/journal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/kept.h"
#include "store/store.h"
#include "workshop/session.h"

const char journal_zero[HASH_SIZE] = "0000000000000000000000000000000000000000000000000000000000000000";

/*
 * prev LF n LF at LF kind LF body LF: what the sqlite3 shell prints of
 * prev||char(10)||n||char(10)||at||char(10)||kind||char(10)||body, so that an
 * auditor needs nothing else than sha256sum.  None of the first four can hold
 * a line end, so two events never give the same bytes.
 */
void store_event_hash(const char *previous, int64_t n, const char *at,
		      const char *kind, const char *body, char *hex)
{
	struct str bytes = STR_INIT;

	str_printf(&bytes, "%s\n%" PRId64 "\n%s\n%s\n%s\n", previous, n, at, kind, body);
	kept_hash(bytes.text, bytes.length, hex);
	str_release(&bytes);
}

bool journal_walk(struct store *store, const char *id, const char *order,
		  bool (*each)(void *with, const struct journal_row *row), void *with, struct error *err)
{
	struct str sql = STR_INIT;
	sqlite3_stmt *statement;
	int code = SQLITE_DONE;

	str_printf(&sql, "SELECT seq, n, session, at, kind, body, prev, hash FROM event%s ORDER BY %s",
		   id ? " WHERE session = :id" : "", order);
	statement = db_prepare(store, sql.text, err);
	str_release(&sql);
	if (!statement)
		return false;
	if (id)
		db_text(statement, ":id", id);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *text[6];
		struct journal_row row = { .seq = sqlite3_column_int64(statement, 0),
					   .n = sqlite3_column_int64(statement, 1) };

		for (int i = 0; i < 6; i++) {
			text[i] = db_column_text(statement, i + 2);
			row.odd |= !text[i] ||
				   strlen(text[i]) != (size_t)sqlite3_column_bytes(statement, i + 2);
			text[i] = text[i] ? text[i] : "";
		}
		row.session = text[0];
		row.at = text[1];
		row.kind = text[2];
		row.body = text[3];
		row.prev = text[4];
		row.hash = text[5];
		if (!each(with, &row)) {
			code = SQLITE_DONE;
			break;
		}
	}
	if (code != SQLITE_DONE)
		db_fail(store, err);
	sqlite3_finalize(statement);
	return code == SQLITE_DONE;
}

bool journal_event(struct arena *arena, const struct journal_row *row, struct event *event)
{
	*event = (struct event){ .n = row->n, .kind_name = arena_strdup(arena, row->kind) };
	if (!instant_parse(row->at, &event->at))
		return false;
	snprintf(event->hash, sizeof(event->hash), "%.64s", row->hash);
	event->body = json_read(arena, row->body, strlen(row->body), JOURNAL_DEPTH_MAX, NULL);
	return event->body && event->body->type == JSON_TYPE_MAP;
}

bool journal_head_matches(struct store *store, const struct session *session, const char *id, bool *matches,
			  struct error *err)
{
	const struct event *head = session_head(session);
	sqlite3_stmt *statement = db_take(store, "SELECT n, hash FROM event WHERE session = :id"
					     " ORDER BY n DESC LIMIT 1", err);
	bool good = true;
	int code;

	if (!statement)
		return false;
	db_text(statement, ":id", id);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		const char *hash = db_column_text(statement, 1);

		*matches = head && sqlite3_column_int64(statement, 0) == head->n && hash &&
			   strcmp(hash, head->hash) == 0;
	} else {
		*matches = !head;
		good = code == SQLITE_DONE || db_fail(store, err);
	}
	db_give_back(store, statement);
	return good;
}

static bool keep_seal(struct store *store, const struct session *session, const char *at, struct error *err)
{
	const struct event *head = session_head(session);
	sqlite3_stmt *statement = db_take(store, "INSERT INTO seal(session, n, head, at)"
					     " VALUES(:id, :n, :head, :at)", err);

	if (!statement)
		return false;
	db_text(statement, ":id", session->now.id);
	db_int(statement, ":n", head->n);
	db_text(statement, ":head", head->hash);
	db_text(statement, ":at", at);
	return db_finish(store, statement, err);
}

static bool insert_row(struct store *store, const char *id, const struct event *event, const char *previous,
		       const char *at, const char *body, struct error *err)
{
	sqlite3_stmt *statement = db_take(store, "INSERT INTO event(session, n, at, kind, body, prev, hash)"
					     " VALUES(:id, :n, :at, :kind, :body, :prev, :hash)", err);

	if (!statement)
		return false;
	db_text(statement, ":id", id);
	db_int(statement, ":n", event->n);
	db_text(statement, ":at", at);
	db_text(statement, ":kind", event->kind_name);
	db_text(statement, ":body", body);
	db_text(statement, ":prev", previous);
	db_text(statement, ":hash", event->hash);
	return db_finish(store, statement, err);
}

/* The row and the state, for an event that passed the gate; and a seal's own row. */
static bool write_fact(struct store *store, struct session *session, struct event *event, struct error *err)
{
	const struct event *head = session_head(session);
	bool first = head == NULL, was_sealed = session->now.sealed;
	char previous[HASH_SIZE], at[INSTANT_SIZE];
	struct str body = STR_INIT;
	const char *id;
	bool good;

	snprintf(previous, sizeof(previous), "%s", first ? journal_zero : head->hash);
	event->n = first ? 1 : head->n + 1;
	instant_format(event->at, at, sizeof(at));
	json_write(&body, event->body);
	store_event_hash(previous, event->n, at, event->kind_name, body.text, event->hash);
	id = first ? json_get_text(event->body, "id") : session->now.id;
	good = (!first || kept_add(store, session->pack, event, err)) &&
	       insert_row(store, id, event, previous, at, body.text, err);
	str_release(&body);
	if (!good)
		return false;
	session_apply(session, event);
	return was_sealed || !session->now.sealed || keep_seal(store, session, at, err);
}

/* The same with the derived rows. */
static bool write_event(struct store *store, struct session *session, struct event *event, struct error *err)
{
	return write_fact(store, session, event, err) && derive_newest(store, session, err);
}

bool journal_take(struct store *store, struct session *session, struct event *event, const char *body,
		  const char *hash, struct error *err)
{
	struct str bytes = STR_INIT;
	bool spelled;

	json_write(&bytes, event->body);
	spelled = strcmp(bytes.text, body) == 0;
	str_release(&bytes);
	if (!spelled)
		return error_set(err, ERROR_DATA, "%s", T(BUNDLE_SPELLING));
	return write_fact(store, session, event, err) &&
	       (strcmp(event->hash, hash) == 0 || error_set(err, ERROR_DATA, T(BUNDLE_HASH), (long long)event->n));
}

/* A clock that was set back must not stop a meeting: the next instant is the
 * last one plus a millisecond. */
static void straighten(const struct session *session, struct event *event)
{
	const struct event *head = session_head(session);

	if (head && event->at < head->at)
		event->at = head->at + 1;
}

static bool append_all(struct store *store, struct session *session, const struct store_append *what,
		       struct arena *arena, size_t *at, struct error *err)
{
	for (*at = 0; *at < what->count; (*at)++) {
		struct event event = what->event[*at];

		if (what->live)
			straighten(session, &event);
		if (!event_prepare(session, arena, &event, err) || !session_check(session, &event, err) ||
		    !write_event(store, session, &event, err))
			return false;
	}
	return true;
}

static const char *session_id(const struct session *session, const struct store_append *what)
{
	const char *id = session->now.id;

	if (!id && what->count > 0)
		id = json_get_text(what->event[0].body, "id");
	return id ? id : "";
}

bool store_append(struct store *store, struct session *session,
		  const struct store_append *what, struct error *err)
{
	size_t before = session->event_count, at = 0;
	struct arena *arena;
	bool matches = false, stands = false, good;

	if (what->stale)
		*what->stale = false;
	if (!db_may_write(store, err) || !db_begin(store, err))
		return false;
	if (!journal_head_matches(store, session, session_id(session, what), &matches, err)) {
		db_rollback(store);
		return false;
	}
	/* What we wrote ourselves and could not confirm is nobody else's. */
	if (!matches && ((what->follow && session_head(session)) || doubt_is_of(store, session_id(session, what)))) {
		matches = journal_follow(store, session, session_id(session, what), err);
		before = session->event_count;
	}
	if (!matches) {
		db_rollback(store);
		if (what->stale)
			*what->stale = true;
		return error_set(err, ERROR_BUSY, "%s", T(DB_STALE));
	}
	if (doubt_is_answered(store, session, what))
		return doubt_confirm(store, err);
	arena = arena_new();
	good = append_all(store, session, what, arena, &at, err);
	arena_free(arena);
	if (!good)
		db_rollback(store);
	else
		good = doubt_commit(store, session, what, &stands, err);
	/* Folding again moves every record, so only where there is something to forget. */
	if (!good && !stands && session->event_count > before)
		session_rewind(session, before);
	if (!good && what->refused)
		*what->refused = at;
	return good;
}
