/* See later.h. */
#include "store/later.h"

#include "base/arena.h"
#include "store/db.h"

/* "SESSION:" to "SESSION;": the names of all its records, by the indexes on them. */
#define OF(table, column, and) \
	"SELECT substr(b." column ", length(:id) + 2), b.session, s.held_on, b.id FROM " table " b" \
	" JOIN session s ON s.id = b.session WHERE b." column " >= :id || ':' AND b." column " < :id || ';'" and

static const char sql[] = OF("action", "carries", "") " UNION ALL " OF("acceptance", "renews", " AND b.state = 'approved'")
	" UNION ALL " OF("decision", "supersedes", "") " ORDER BY 3, 2, 1";

struct store_later *store_later(struct store *store, struct arena *arena, const char *session, size_t *count,
				struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, sql, err);
	struct store_later *list;
	size_t capacity = 0;
	int code;

	*count = 0;
	if (!statement)
		return NULL;
	db_text(statement, ":id", session);
	list = arena_grow(arena, NULL, 0, &capacity, sizeof(*list));
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		list = arena_grow(arena, list, *count, &capacity, sizeof(*list));
		list[(*count)++] = (struct store_later){ .record = db_column(statement, 0, arena),
			.session = db_column(statement, 1, arena), .held_on = db_column(statement, 2, arena),
			.by = db_column(statement, 3, arena) };
	}
	if (code != SQLITE_DONE) {
		db_fail(store, err);
		list = NULL;
	}
	sqlite3_finalize(statement);
	return list;
}
