/* See entity.h. */
#include "store/entity.h"

#include "base/arena.h"
#include "store/db.h"

/* With max() the other columns are those of the row that has it (SQLite's rule). */
static const char entities_sql[] =
	"WITH newest AS (SELECT organisation AS o, coalesce(entity, '') AS e, id, number,"
	"  max(held_on || printf('%012d', number)) FROM session WHERE held_on BETWEEN :from AND :to GROUP BY 1, 2)"
	" SELECT s.organisation, coalesce(s.entity, ''), max(s.held_on), count(*), n.id, n.number"
	" FROM session s LEFT JOIN newest n ON n.o = s.organisation AND n.e = coalesce(s.entity, '')"
	" WHERE s.held_on <= :to GROUP BY 1, 2 ORDER BY 1, 2";

struct store_entity *store_entities(struct store *store, struct arena *arena, const char *from, const char *to,
				    size_t *count, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, entities_sql, err);
	struct store_entity *list;
	size_t capacity = 0;
	int code;

	*count = 0;
	if (!statement)
		return NULL;
	db_text(statement, ":from", from);
	db_text(statement, ":to", to);
	list = arena_grow(arena, NULL, 0, &capacity, sizeof(*list));
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		struct store_entity *row;

		list = arena_grow(arena, list, *count, &capacity, sizeof(*list));
		row = &list[(*count)++];
		*row = (struct store_entity){ .organisation = db_column(statement, 0, arena),
			.entity = db_column(statement, 1, arena), .last_on = db_column(statement, 2, arena),
			.sessions = sqlite3_column_int64(statement, 3), .session = db_column(statement, 4, arena),
			.number = sqlite3_column_int64(statement, 5) };
		row->organisation = row->organisation ? row->organisation : "";
	}
	if (code != SQLITE_DONE) {
		db_fail(store, err);
		list = NULL;
	}
	sqlite3_finalize(statement);
	return list;
}

/* The first column of each row; finalizes.  NULL: `err`. */
static const char **texts(struct store *store, struct arena *arena, sqlite3_stmt *statement, size_t *count,
			  struct error *err)
{
	const char **list;
	size_t capacity = 0;
	int code;

	*count = 0;
	list = arena_grow(arena, NULL, 0, &capacity, sizeof(*list));
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		list = arena_grow(arena, list, *count, &capacity, sizeof(*list));
		list[(*count)++] = db_column(statement, 0, arena);
	}
	if (code != SQLITE_DONE) {
		db_fail(store, err);
		list = NULL;
	}
	sqlite3_finalize(statement);
	return list;
}

const char **store_people(struct store *store, struct arena *arena, const char *organisation, size_t *count,
			  struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT p.name FROM participant p JOIN session s ON s.id = p.session"
		" WHERE s.organisation IS :organisation AND p.name IS NOT NULL GROUP BY p.name"
		" ORDER BY min(s.number * 1000 + p.position)", err);

	*count = 0;
	if (!statement)
		return NULL;
	db_text(statement, ":organisation", organisation);
	return texts(store, arena, statement, count, err);
}

const char **store_entity_sessions(struct store *store, struct arena *arena, const char *organisation,
				   const char *entity, size_t most, size_t *count, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT id FROM (SELECT id, held_on, number FROM session"
		" WHERE organisation IS :organisation AND coalesce(entity, '') = :entity"
		" ORDER BY held_on DESC, number DESC LIMIT :most) ORDER BY held_on, number", err);

	*count = 0;
	if (!statement)
		return NULL;
	db_text(statement, ":organisation", organisation);
	db_text(statement, ":entity", entity);
	db_int(statement, ":most", most > INT32_MAX ? -1 : (int64_t)most);
	return texts(store, arena, statement, count, err);
}
