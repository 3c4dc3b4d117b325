/* See db.h. */
#include "store/db.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/guard.h"
#include "store/store.h"

/* What a result code means to somebody who is not a programmer: extended codes
 * first, then the primary ones. */
static const struct { int code; enum error_class class; struct words words; } meanings[] = {
	{ SQLITE_READONLY_ROLLBACK, ERROR_IO, W(DB_UNCLOSED) },
	{ SQLITE_READONLY_RECOVERY, ERROR_IO, W(DB_UNCLOSED) },
	{ SQLITE_READONLY_CANTINIT, ERROR_IO, W(DB_UNCLOSED) },
	{ SQLITE_FULL, ERROR_IO, W(DB_FULL) },
	{ SQLITE_AUTH, ERROR_DATA, W(DB_TURNED_WRITES) },
	{ SQLITE_BUSY, ERROR_BUSY, W(DB_BUSY) },
	{ SQLITE_LOCKED, ERROR_BUSY, W(DB_BUSY) },
	{ SQLITE_READONLY, ERROR_IO, W(DB_MEANS_READ_ONLY) },
	{ SQLITE_PERM, ERROR_IO, W(DB_MEANS_READ_ONLY) },
	{ SQLITE_CANTOPEN, ERROR_IO, W(DB_CANT_OPEN) },
	{ SQLITE_NOTADB, ERROR_DATA, W(DB_MEANS_NOT_OURS) },
	{ SQLITE_NOMEM, ERROR_IO, W(DB_MEMORY) },
	{ SQLITE_CORRUPT, ERROR_DATA, W(DB_CORRUPT) },
	{ SQLITE_INTERRUPT, ERROR_DATA, W(DB_ENDLESS) },
	{ SQLITE_TOOBIG, ERROR_DATA, W(DB_TOO_BIG) },
	{ SQLITE_IOERR, ERROR_IO, W(DB_IO) },
};

bool db_fail(struct store *store, struct error *err)
{
	int code = sqlite3_extended_errcode(store->db);

	log_line("sqlite %d: %s", code, sqlite3_errmsg(store->db));
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (meanings[i].code == code || meanings[i].code == (code & 0xff))
			return error_set(err, meanings[i].class, T(DB_OTHER), store->path,
					 say(meanings[i].words));
	return error_set(err, ERROR_IO, T(DB_OTHER), store->path, sqlite3_errmsg(store->db));
}

bool db_run(struct store *store, const char *sql, struct error *err)
{
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(store, err);
}

static bool may_ask(struct store *store, struct error *err)
{
	if (guard_is_due(store))
		return guard_look(store, err);
	guard_renew(store);
	return true;
}

sqlite3_stmt *db_prepare(struct store *store, const char *sql, struct error *err)
{
	sqlite3_stmt *statement = NULL;

	if (!may_ask(store, err))
		return NULL;
	if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
		db_fail(store, err);
	return statement;
}

/* The place of a new one, NULL where there is no room: then it is not kept. */
static struct db_kept *room_for(struct store *store, const char *sql)
{
	struct db_kept *kept;
	char *copy;

	if (!store->kept)
		store->kept = calloc(DB_KEPT_MAX, sizeof(*store->kept));
	if (!store->kept || store->kept_count == DB_KEPT_MAX || !(copy = strdup(sql)))
		return NULL;
	kept = &store->kept[store->kept_count++];
	*kept = (struct db_kept){ .sql = copy };
	return kept;
}

sqlite3_stmt *db_take(struct store *store, const char *sql, struct error *err)
{
	struct db_kept *kept = NULL;

	for (size_t i = 0; i < store->kept_count && !kept; i++)
		if (strcmp(store->kept[i].sql, sql) == 0)
			kept = &store->kept[i];
	if (!kept)
		kept = room_for(store, sql);
	if (!kept || kept->taken)
		return db_prepare(store, sql, err);
	if (!kept->statement)
		kept->statement = db_prepare(store, sql, err);
	else if (!may_ask(store, err))
		return NULL;
	kept->taken = kept->statement != NULL;
	return kept->statement;
}

void db_give_back(struct store *store, sqlite3_stmt *statement)
{
	for (size_t i = 0; statement && i < store->kept_count; i++) {
		if (store->kept[i].statement != statement)
			continue;
		sqlite3_reset(statement);
		sqlite3_clear_bindings(statement);
		store->kept[i].taken = false;
		return;
	}
	sqlite3_finalize(statement);
}

void db_forget_kept(struct store *store)
{
	for (size_t i = 0; i < store->kept_count; i++) {
		sqlite3_finalize(store->kept[i].statement);
		free(store->kept[i].sql);
	}
	free(store->kept);
	store->kept = NULL;
	store->kept_count = 0;
}

void db_bind(sqlite3_stmt *statement, int index, const char *text)
{
	int code = sqlite3_bind_text(statement, index, text, -1, SQLITE_TRANSIENT);

	if (code != SQLITE_OK)
		log_fatal(sqlite3_errstr(code));
}

void db_text(sqlite3_stmt *statement, const char *name, const char *text)
{
	int index = sqlite3_bind_parameter_index(statement, name);

	if (index)
		db_bind(statement, index, text);
}

void db_int(sqlite3_stmt *statement, const char *name, int64_t number)
{
	int index = sqlite3_bind_parameter_index(statement, name);

	if (index)
		sqlite3_bind_int64(statement, index, number);
}

bool db_finish(struct store *store, sqlite3_stmt *statement, struct error *err)
{
	int code;

	if (!statement)
		return false;
	code = sqlite3_step(statement);
	while (code == SQLITE_ROW)
		code = sqlite3_step(statement);
	if (code != SQLITE_DONE) {
		/* The words come from the connection, before the next call clears them. */
		db_fail(store, err);
		db_give_back(store, statement);
		return false;
	}
	db_give_back(store, statement);
	return true;
}

int64_t db_number(struct store *store, const char *sql, int64_t otherwise)
{
	sqlite3_stmt *statement = NULL;
	int64_t number = otherwise;

	if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return number;
}

bool db_ask(struct store *store, const char *sql, int64_t *number, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, sql, err);
	int code;

	*number = 0;
	if (!statement)
		return false;
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*number = sqlite3_column_int64(statement, 0);
	else if (code != SQLITE_DONE)
		db_fail(store, err);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE;
}

bool db_was_hindered(const struct store *store)
{
	static const int codes[] = { SQLITE_IOERR, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM, SQLITE_FULL,
				     SQLITE_CANTOPEN, SQLITE_PROTOCOL, SQLITE_INTERRUPT };
	int code = sqlite3_errcode(store->db) & 0xff;

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (code == codes[i])
			return true;
	return false;
}

const char *db_column_text(sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	if (!text && sqlite3_errcode(sqlite3_db_handle(statement)) == SQLITE_NOMEM)
		log_fatal("out of memory");
	return text;
}

const char *db_column(sqlite3_stmt *statement, int column, struct arena *arena)
{
	const char *text = db_column_text(statement, column);

	return text ? arena_strdup(arena, text) : NULL;
}

bool db_begin(struct store *store, struct error *err)
{
	if (!db_finish(store, db_take(store, "BEGIN IMMEDIATE", err), err))
		return false;
	if (guard_look(store, err))
		return true;
	db_rollback(store);
	return false;
}

bool db_commit(struct store *store, struct error *err)
{
	if (!db_finish(store, db_take(store, "COMMIT", err), err)) {
		db_rollback(store);
		return false;
	}
	/* Asked again: what is told as recorded is in the file that has the name. */
	return !store_moved(store) || error_set(err, ERROR_IO, T(DB_MOVED), store->path);
}

void db_rollback(struct store *store)
{
	/* It may have been rolled back already, by a full disk for instance. */
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	/* With half of it open nothing that is read is true; only memory can be the reason. */
	if (!sqlite3_get_autocommit(store->db))
		log_fatal(sqlite3_errstr(SQLITE_NOMEM));
}

bool db_look_begin(struct store *store, bool *own, struct error *err)
{
	*own = sqlite3_get_autocommit(store->db) && db_finish(store, db_take(store, "BEGIN", err), err);
	return *own || !sqlite3_get_autocommit(store->db);
}

void db_look_end(struct store *store, bool own)
{
	if (own)
		db_commit(store, NULL);
}
