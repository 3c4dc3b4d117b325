/* Sessions out of the file: the list, a name to an id, the whole of one. */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/store.h"
#include "workshop/session.h"

enum { BEFORE_MAX = 5 };

static int64_t instant_of(sqlite3_stmt *statement, int column)
{
	const char *text = db_column_text(statement, column);
	int64_t ms = 0;

	return text && instant_parse(text, &ms) ? ms : 0;
}

static void read_row(sqlite3_stmt *statement, struct arena *arena, struct store_session *row)
{
	const char **texts[] = { &row->id, &row->title, &row->organisation, &row->entity, &row->held_on,
				 &row->label, &row->pack, &row->agenda, &row->language, &row->current,
				 &row->tab, &row->state };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		*texts[i] = db_column(statement, (int)i, arena);
		if (!*texts[i])
			*texts[i] = "";
	}
	row->number = sqlite3_column_int64(statement, 12);
	row->events = sqlite3_column_int64(statement, 13);
	row->decided = sqlite3_column_int64(statement, 14);
	row->stops = sqlite3_column_int64(statement, 15);
	row->opened_at = instant_of(statement, 16);
	row->last_at = instant_of(statement, 17);
	row->read_only = sqlite3_column_int(statement, 18) != 0;
}

#define ROWS \
	"SELECT s.id, title, organisation, entity, held_on, label, pack, agenda, language," \
	" coalesce(p.stop, current), p.tab, state, number, events, decided, stops, opened_at," \
	" last_at, read_only FROM session s LEFT JOIN place p ON p.session = s.id"

/* NULL: err is set. */
static struct store_session *read_rows(struct store *store, struct arena *arena, sqlite3_stmt *statement,
				       size_t *count, struct error *err)
{
	struct store_session *list;
	size_t capacity = 0;
	int code = SQLITE_DONE;

	*count = 0;
	list = arena_grow(arena, NULL, 0, &capacity, sizeof(*list));
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		list = arena_grow(arena, list, *count, &capacity, sizeof(*list));
		read_row(statement, arena, &list[(*count)++]);
	}
	if (code != SQLITE_DONE) {
		db_fail(store, err);
		list = NULL;
	}
	sqlite3_finalize(statement);
	return list;
}

struct store_session *store_list_part(struct store *store, struct arena *arena, size_t first, size_t most,
				      size_t *count, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, ROWS " ORDER BY held_on DESC, number DESC LIMIT :most OFFSET :first", err);

	*count = 0;
	if (!statement)
		return NULL;
	db_int(statement, ":most", most > INT32_MAX ? -1 : (int64_t)most);
	db_int(statement, ":first", (int64_t)first);
	return read_rows(store, arena, statement, count, err);
}

struct store_session *store_list(struct store *store, struct arena *arena, size_t *count, struct error *err)
{
	return store_list_part(store, arena, 0, SIZE_MAX, count, err);
}

size_t store_session_count(struct store *store)
{
	/* Numbers are given one after another and never again. */
	return (size_t)db_number(store, "SELECT max(number) FROM session", 0);
}

struct store_session *store_row(struct store *store, struct arena *arena, const char *id, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, ROWS " WHERE s.id = :id", err);
	struct store_session *row;
	size_t count;

	if (!statement)
		return NULL;
	db_text(statement, ":id", id);
	row = read_rows(store, arena, statement, &count, err);
	return row && count == 1 ? row : NULL;
}

/* How many ids `sql` finds for `name` (2: or more; -1: err says why none could
 * be read); the first one, or NULL. */
static const char *find_id(struct store *store, struct arena *arena, const char *sql, const char *name,
			   int *rows, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, sql, err);
	const char *id = NULL;
	int code = SQLITE_ROW;

	*rows = statement ? 0 : -1;
	if (!statement)
		return NULL;
	db_text(statement, ":name", name);
	while (*rows < 2 && (code = sqlite3_step(statement)) == SQLITE_ROW)
		if (++*rows == 1)
			id = db_column(statement, 0, arena);
	if (code != SQLITE_ROW && code != SQLITE_DONE) {
		db_fail(store, err);
		*rows = -1;
	}
	sqlite3_finalize(statement);
	return id;
}

/* The ways in which a name may say a session, the surest first. */
static const struct way { size_t shortest; bool digits; const char *sql; } ways[] = {
	{ 1, true, "SELECT id FROM session WHERE number = CAST(:name AS INTEGER)" },
	{ 1, false, "SELECT id FROM session WHERE id = :name" },
	{ 4, false, "SELECT id FROM session WHERE substr(id, 1, length(:name)) = lower(:name)" },
};

const char *store_find(struct store *store, struct arena *arena, const char *name, struct error *err)
{
	size_t length = name ? strlen(name) : 0;
	bool digits = length > 0 && length < 12 && name[strspn(name, "0123456789")] == '\0';
	const char *id = NULL;
	int rows = 0;

	if (length == 0) {
		id = find_id(store, arena, "SELECT session FROM event ORDER BY seq DESC LIMIT 1", "", &rows, err);
		if (rows == 0)
			error_set(err, ERROR_NO_INPUT, T(DB_NO_SESSIONS), store->path);
		return id;
	}
	for (size_t i = 0; rows == 0 && i < sizeof(ways) / sizeof(ways[0]); i++)
		if (length >= ways[i].shortest && (digits || !ways[i].digits))
			id = find_id(store, arena, ways[i].sql, name, &rows, err);
	if (rows > 1)
		error_set(err, ERROR_NO_INPUT, T(DB_SEVERAL), name);
	else if (rows == 0)
		error_set(err, ERROR_NO_INPUT, T(DB_NO_SESSION), name, store->path);
	return rows == 1 ? id : NULL;
}

/* What loading carries from row to row. */
struct loading {
	struct store *store;
	struct session *session; /* NULL before the first row */
	struct shelf *shelf;
	struct arena *row;       /* one event, before it is the session's */
	struct error *err;
	bool failed;
};

static bool begin(struct loading *loading, const struct event *event)
{
	const struct pack *pack = journal_pack(loading->store, loading->shelf, event->body, loading->err);

	if (pack)
		loading->session = session_new(pack);
	return pack != NULL;
}

static bool load_row(void *with, const struct journal_row *row)
{
	struct loading *loading = with;
	struct arena *arena = loading->row;
	struct event event;
	bool good = true;

	arena_reset(arena);
	if (!journal_event(arena, row, &event) ||
	    (int64_t)(loading->session ? loading->session->event_count : 0) + 1 != row->n)
		good = error_set(loading->err, ERROR_DATA, T(DB_ROW_BROKEN), (long long)row->n, (long long)row->seq);
	else if (!loading->session)
		good = begin(loading, &event);
	if (good)
		session_apply(loading->session, &event);
	/* A session that was not opened by its first event has no name to go by. */
	if (good && row->n == 1 && (!loading->session->now.id || strcmp(loading->session->now.id, row->session) != 0))
		good = error_set(loading->err, ERROR_DATA, T(DB_ROW_BROKEN), 1LL, (long long)row->seq);
	loading->failed = !good;
	return good;
}

struct session *journal_load(struct store *store, struct shelf *shelf, const char *id, struct error *err)
{
	struct loading loading = { .store = store, .shelf = shelf, .err = err, .row = arena_new() };
	bool read = journal_walk(store, id, "n", load_row, &loading, err);

	arena_free(loading.row);
	if (read && !loading.failed && !loading.session)
		error_set(err, ERROR_NO_INPUT, T(DB_NO_SESSION), id, store->path);
	if (read && !loading.failed)
		return loading.session;
	session_free(loading.session);
	return NULL;
}

struct session *store_load(struct store *store, const char *id, struct error *err)
{
	struct shelf shelf = { .held = NULL };
	struct session *session = journal_load(store, &shelf, id, err);

	if (session)
		session->kept = shelf.held;
	else
		shelf_clear(&shelf);
	return session;
}

void store_session_free(struct session *session)
{
	while (session) {
		struct session *before = session->before;
		struct held_pack *pack = session->kept;

		session_free(session);
		held_release(pack);
		session = before;
	}
}

/* A circle of parents, which only a changed file has, ends by the count. */
struct session *store_load_before(struct store *store, const struct session *session)
{
	struct session *first = NULL, **place = &first;

	for (int i = 0; i < BEFORE_MAX && session && session->now.parent; i++) {
		*place = store_load(store, session->now.parent, NULL);
		session = *place;
		if (*place)
			place = &(*place)->before;
	}
	return first;
}

bool store_each(struct store *store, const char *const *id, size_t count,
		void (*each)(void *with, const struct session *session, size_t index), void *with, struct error *err)
{
	struct shelf shelf = { .held = NULL };
	struct session *session = NULL;

	for (size_t i = 0; i < count; i++) {
		session = journal_load(store, &shelf, id[i], err);
		if (!session)
			break;
		each(with, session, i);
		session_free(session);
	}
	shelf_clear(&shelf);
	return session || count == 0;
}
