/*
 * store_verify: the sessions one by one, and what no session knows of: rows
 * that are gone from the file, sessions without a journal, the schema.
 */
#include <string.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/derive.h"
#include "store/journal.h"
#include "store/schema.h"
#include "store/verify.h"

/* The last seq that a row got; 0 where SQLite's own table was changed. */
static bool last_given(struct store *store, int64_t *given, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence"
					     " WHERE name = 'event'", err);
	bool good = statement && (sqlite3_step(statement) == SQLITE_ROW || db_fail(store, err));

	if (good)
		*given = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return good;
}

/* Rows that are gone, whichever session they were of: each got the next seq. */
static bool check_rows(struct verify *verify, struct error *err)
{
	struct store *store = verify->store;
	sqlite3_stmt *statement = db_prepare(store, "SELECT seq FROM event ORDER BY seq", err);
	int64_t last = 0, given;
	struct fault_at at = { .id = "" };
	int code;

	if (!statement)
		return false;
	if (!last_given(store, &given, err)) {
		sqlite3_finalize(statement);
		return false;
	}
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		int64_t seq = sqlite3_column_int64(statement, 0);

		at.seq = last + 1;
		if (seq > last + 1)
			FAULTS_ADD_SPAN(&verify->faults, at, T(VERIFY_SEQ_GAP_ONE), T(VERIFY_SEQ_GAP),
					last + 1, seq - 1);
		last = seq;
	}
	if (code != SQLITE_DONE)
		db_fail(store, err);
	sqlite3_finalize(statement);
	at.seq = last + 1;
	if (code == SQLITE_DONE && given > last)
		FAULTS_ADD_SPAN(&verify->faults, at, T(VERIFY_SEQ_TAIL_ONE), T(VERIFY_SEQ_TAIL), last + 1, given);
	else if (code == SQLITE_DONE && given < last)
		faults_add(&verify->faults, (struct fault_at){ .id = "", .seq = last },
			   T(VERIFY_SEQ_COUNTER), (long long)given, (long long)last);
	return code == SQLITE_DONE;
}

/* The tables that verify asks beside the journal may have been taken away from the file;
 * schema_compare() names them then, and there is nothing to ask.  False: it could not be
 * read. */
static bool is_gone(struct store *store, struct error *err)
{
	return (sqlite3_errcode(store->db) & 0xff) == SQLITE_ERROR || db_fail(store, err);
}

/* Sessions that other tables know but the journal does not, and how many. */
static bool check_orphans(struct verify *verify, const char *id, int *count, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(verify->store,
		"SELECT o.id, s.number FROM (SELECT id FROM session UNION SELECT session FROM seal"
		" EXCEPT SELECT session FROM event) o LEFT JOIN session s ON s.id = o.id"
		" WHERE :id IS NULL OR o.id = :id", NULL);
	struct arena *arena = verify->faults.arena;
	bool good = true;
	int code;

	*count = 0;
	if (!statement)
		return is_gone(verify->store, err);
	db_text(statement, ":id", id);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *orphan = db_column(statement, 0, arena);

		faults_add(&verify->faults, (struct fault_at){ .number = sqlite3_column_int64(statement, 1),
							       .id = orphan ? orphan : "" },
			   T(VERIFY_ORPHAN), orphan ? orphan : "");
		++*count;
	}
	if (code != SQLITE_DONE)
		good = db_fail(verify->store, err);
	sqlite3_finalize(statement);
	return good;
}

/* The number by which people know the session; as it is where the derived row is gone. */
static bool find_number(struct store *store, const char *id, int64_t *number, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT number FROM session WHERE id = :id", NULL);
	bool good = true;
	int code;

	if (!statement)
		return is_gone(store, err);
	db_text(statement, ":id", id);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*number = sqlite3_column_int64(statement, 0);
	else if (code != SQLITE_DONE)
		good = db_fail(store, err);
	sqlite3_finalize(statement);
	return good;
}

/* One session, and its line in the verdict; `faults` were known of before. */
static bool look_at(struct verify *verify, const char *id, int64_t number, size_t faults,
		    struct error *err)
{
	struct store_verdict *verdict = verify->faults.verdict;
	struct arena *arena = verify->faults.arena;
	int64_t before = verdict->events;
	char head[HASH_SIZE];

	if (!verify_session(verify, id, number, head, err))
		return false;
	verdict->verified = arena_grow(arena, verdict->verified, verdict->verified_count,
				       &verdict->verified_capacity, sizeof(*verdict->verified));
	verdict->verified[verdict->verified_count++] = (struct store_verified){
		.number = number, .events = verdict->events - before,
		.id = arena_strdup(arena, id), .head = arena_strdup(arena, head),
		.sound = verdict->faults == faults,
	};
	return true;
}

/* All sessions in order of arrival.  Where none is missing as a whole, the
 * number is the place in that order. */
static bool verify_all(struct verify *verify, struct error *err)
{
	struct store *store = verify->store;
	sqlite3_stmt *statement;
	bool good = true;
	int64_t place = 0;
	int code = SQLITE_DONE, orphans;

	if (!check_orphans(verify, NULL, &orphans, err))
		return false;
	statement = db_prepare(store, "SELECT session FROM event GROUP BY session ORDER BY min(seq)", err);
	if (!statement)
		return false;
	while (good && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		struct arena *arena = arena_new();
		const char *found = db_column(statement, 0, arena), *id = found ? found : "";
		int64_t number = ++place;
		size_t faults = verify->faults.verdict->faults;

		good = find_number(store, id, &number, err);
		if (good && orphans == 0 && number != place)
			faults_add(&verify->faults, (struct fault_at){ .number = place, .id = id },
				   T(VERIFY_NUMBER), (long long)number, (long long)place);
		good = good && look_at(verify, id, number, faults, err);
		arena_free(arena);
	}
	if (good && code != SQLITE_DONE)
		good = db_fail(store, err);
	sqlite3_finalize(statement);
	return good && check_rows(verify, err) && verify_pages(store, &verify->faults, err);
}

static bool verify_one(struct verify *verify, const char *id, struct error *err)
{
	struct store_verdict *verdict = verify->faults.verdict;
	int64_t number = 0;
	int orphans;

	if (!check_orphans(verify, id, &orphans, err))
		return false;
	if (orphans > 0)
		return true;
	if (!find_number(verify->store, id, &number, err) || !look_at(verify, id, number, verdict->faults, err))
		return false;
	verdict->head = verdict->verified[0].head;
	return true;
}

/* A facilitator may be recording: all that is compared is of one moment. */
static bool verify_at_once(struct verify *verify, const char *id, struct error *err)
{
	bool own, good = db_look_begin(verify->store, &own, err) &&
			 (id ? verify_one(verify, id, err) : verify_all(verify, err));

	db_look_end(verify->store, own);
	return good;
}

bool store_verify(struct store *store, struct arena *arena, const char *id,
		  struct store_verdict *verdict, struct error *err)
{
	struct verify verify = { .store = store, .faults = { verdict, arena },
				 .aside = { .path = ":memory:" } };
	struct error why = { ERROR_NONE, "" };
	bool good;

	*verdict = (struct store_verdict){ .sessions = 0 };
	good = (sqlite3_open(":memory:", &verify.aside.db) == SQLITE_OK || db_fail(&verify.aside, &why)) &&
	       derive_reset(&verify.aside, &why) &&
	       (id || schema_compare(store, arena, SCHEMA_VERSION, faults_add_object, &verify.faults, &why)) &&
	       (store->live ? error_set(&why, ERROR_DATA, T(DB_LIVE), store->live) : verify_at_once(&verify, id, &why));
	if (store->live && id && why.class == ERROR_DATA)
		faults_add_object(&verify.faults, store->live);
	/* What keeps us from reading on is mostly what was found before. */
	if (!good && verdict->faults > 0) {
		faults_add(&verify.faults, (struct fault_at){ .id = "" }, "%s", why.text);
		good = true;
	}
	if (!good)
		error_set(err, why.class, "%s", why.text);
	db_forget_kept(&verify.aside);
	sqlite3_close(verify.aside.db);
	shelf_clear(&verify.shelf);
	return good;
}
