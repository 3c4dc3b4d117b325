/* See guard.h. */
#include "store/guard.h"

#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/error.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/schema.h"

/*
 * Steps of SQLite's machine.  To open a file takes some thousands, to verify one about one
 * for each fifty of its bytes; a query that goes round in a circle takes any number.
 */
enum { BEAT = 1000, STEPS_TO_OPEN = 1000 * 1000, STEPS_TO_INSPECT = 20 * 1000 * 1000, STEPS_A_BYTE = 2 };

static const struct { int limit, value; } limits[] = {
	{ SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024 }, { SQLITE_LIMIT_SQL_LENGTH, 100000 },
	{ SQLITE_LIMIT_COLUMN, 100 }, { SQLITE_LIMIT_EXPR_DEPTH, 100 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 5 }, { SQLITE_LIMIT_VDBE_OP, 25000 },
	{ SQLITE_LIMIT_ATTACHED, 1 }, { SQLITE_LIMIT_TRIGGER_DEPTH, 2 },
};

static const struct { int option, value; } options[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 }, { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 }, { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
};

static int64_t size_of(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 ? (int64_t)status.st_size : 0;
}

/* The size is asked for only where the steps are many. */
static int is_over(void *with)
{
	struct store *store = with;

	store->steps += BEAT;
	return store->steps > store->steps_most &&
	       (store->steps_most < STEPS_TO_INSPECT || store->steps > store->steps_most + STEPS_A_BYTE * size_of(store->path));
}

/* From now on so many. */
static void allow(struct store *store, int64_t steps)
{
	store->steps = 0;
	store->steps_most = steps;
}

/*
 * SQLite asks for every part of a statement that it prepares, also where it does so anew
 * because somebody changed the schema since.  Our own triggers only read and refuse: one
 * that writes is not ours, whatever its name.  `inside` names it.
 */
static int may_do(void *with, int action, const char *first, const char *second, const char *file, const char *inside)
{
	(void)with, (void)first, (void)second, (void)file;
	return inside && (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE) ? SQLITE_DENY
													  : SQLITE_OK;
}

bool guard_connection(struct store *store, struct error *err)
{
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(store->db, limits[i].limit, limits[i].value);
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		sqlite3_db_config(store->db, options[i].option, options[i].value, NULL);
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_timeout(store->db, 2000);
	/* Settings of the connection, which do not look at the file.  What SQLite sorts stays in
	 * memory: SQLITE_TMPDIR does not say where parts of a record come to lie. */
	store->known = store->compared = false;
	sqlite3_progress_handler(store->db, BEAT, is_over, store);
	sqlite3_set_authorizer(store->db, may_do, NULL);
	allow(store, STEPS_TO_OPEN);
	return db_run(store, "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
		      "PRAGMA temp_store=MEMORY", err);
}

/* Keeps the first of the differences. */
static void note_first(void *with, const char *object)
{
	const char **first = with;

	if (!*first)
		*first = object;
}

/* One step of SQLite's machine may take any time: it can be an expression that somebody put
 * where reading a row works it out. */
static bool can_run(struct store *store, const char *object)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT 1 FROM sqlite_schema WHERE name = :name AND (type IN ('view', 'index')"
		" OR EXISTS(SELECT 1 FROM pragma_table_xinfo(:name) WHERE hidden IN (2, 3)))", NULL);
	bool found;

	if (!statement)
		return true;
	db_text(statement, ":name", object);
	found = sqlite3_step(statement) != SQLITE_DONE;
	sqlite3_finalize(statement);
	return found;
}

static void note_live(void *with, const char *object)
{
	struct store *store = with;

	if (!store->live && can_run(store, object))
		store->live = object;
}

/* What reading would run is named, and not read; everything else is looked at. */
static bool look_for_live(struct store *store, int64_t version, struct error *err)
{
	allow(store, STEPS_TO_INSPECT);
	return db_run(store, "PRAGMA ignore_check_constraints=ON", err) &&
	       schema_compare(store, store->arena, version, note_live, store, err);
}

/* Changes with every object that is made, altered or dropped, by whomever. */
static bool read_cookie(struct store *store, int64_t *cookie, struct error *err)
{
	int code;

	if (!store->cookie_asked && sqlite3_prepare_v2(store->db, "PRAGMA schema_version", -1, &store->cookie_asked, NULL) != SQLITE_OK)
		return db_fail(store, err);
	code = sqlite3_step(store->cookie_asked);
	if (code == SQLITE_ROW)
		*cookie = sqlite3_column_int64(store->cookie_asked, 0);
	else
		db_fail(store, err);
	sqlite3_reset(store->cookie_asked);
	return code == SQLITE_ROW;
}

bool guard_schema(struct store *store, int64_t version, struct error *err)
{
	const char *first = NULL;

	if (store->known)
		return true;
	/* Before it is compared: what comes in between is seen the next time. */
	if (!read_cookie(store, &store->cookie, err))
		return false;
	if (store->inspect)
		return look_for_live(store, version, err);
	if (!schema_compare(store, store->arena, version, note_first, &first, err))
		return false;
	if (first)
		return error_set(err, ERROR_DATA, T(DB_FOREIGN), store->path, first);
	store->compared = true;
	store->known = version == SCHEMA_VERSION;
	return true;
}

/* Somebody made, altered or dropped something.  Ours, made anew by a rebuild, are the
 * same again. */
static bool is_ours_again(struct store *store, struct error *err)
{
	struct arena *arena = arena_new(); /* it may be asked for as long as the file is open */
	const char *first = NULL;
	bool good = schema_compare(store, arena, SCHEMA_VERSION, note_first, &first, err);

	if (first)
		good = error_set(err, ERROR_DATA, T(DB_TURNED), store->path, first);
	arena_free(arena);
	return good;
}

static bool compare_again(struct store *store, int64_t cookie, struct error *err)
{
	if (!store->inspect && !is_ours_again(store, err))
		return false;
	if (store->inspect && !look_for_live(store, SCHEMA_VERSION, err))
		return false;
	if (store->live)
		return error_set(err, ERROR_DATA, T(DB_TURNED), store->path, store->live);
	store->cookie = cookie;
	return true;
}

bool guard_look(struct store *store, struct error *err)
{
	int64_t cookie;
	bool good;

	if (!store->watched)
		return true;
	store->watched = false; /* what is asked here is not asked about itself */
	good = read_cookie(store, &cookie, err) && (cookie == store->cookie || compare_again(store, cookie, err));
	store->watched = true;
	/* Our own statements over our own tables end by themselves: one that does not is a
	 * table that was changed since this look. */
	if (good && !store->inspect)
		allow(store, STEPS_TO_INSPECT);
	return good;
}

bool guard_is_due(const struct store *store)
{
	return store->watched && sqlite3_txn_state(store->db, "main") != SQLITE_TXN_WRITE;
}

void guard_renew(struct store *store)
{
	/* To bring an older file up to date takes as many statements as it has records. */
	if (store->compared && !store->inspect)
		allow(store, STEPS_TO_INSPECT);
}
