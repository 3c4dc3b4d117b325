/* See entity.h. */
#include "store/entity.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

/* With max() the other columns are those of the row that has it (SQLite's rule).  What is
 * only prepared was not held; one that still goes on stands back behind one that is sealed. */
static const char entities_sql[] =
	"WITH newest AS (SELECT organisation AS o, coalesce(entity, '') AS e, id, number, held_on,"
	"  max((state = 'sealed') || held_on || printf('%012d', number)) FROM session WHERE state <> 'prepared'"
	"  AND held_on BETWEEN :from AND :to GROUP BY 1, 2)"
	" SELECT coalesce(s.organisation, ''), coalesce(s.entity, ''),"
	" coalesce(max(s.held_on) FILTER (WHERE s.state <> 'prepared' AND s.held_on <= :to), ''), count(*),"
	" n.id, n.number, n.held_on, min(s.id)"
	" FROM session s LEFT JOIN newest n ON n.o = s.organisation AND n.e = coalesce(s.entity, '')"
	" GROUP BY 1, 2 ORDER BY 1, 2";

static bool is_spelled_alike(struct arena *arena, const char *a, const char *b)
{
	return strcmp(a, b) == 0 || strcmp(text_fold(arena, a), text_fold(arena, b)) == 0;
}

static void add_spelling(struct arena *arena, struct store_entity *row, const char *organisation, const char *entity)
{
	row->spelling = arena_grow(arena, row->spelling, row->spelling_count, &row->spelling_capacity,
				   sizeof(*row->spelling));
	row->spelling[row->spelling_count++] = (struct store_spelling){ organisation, entity };
}

/* The same company in other characters (half width, other case) is one. */
static bool joins(struct arena *arena, struct store_entity *list, size_t count, const struct store_entity *row)
{
	for (size_t i = 0; i < count; i++) {
		struct store_entity *there = &list[i];
		int order;

		if (!is_spelled_alike(arena, there->organisation, row->organisation) ||
		    !is_spelled_alike(arena, there->entity, row->entity))
			continue;
		add_spelling(arena, there, row->organisation, row->entity);
		there->sessions += row->sessions;
		if (strcmp(row->last_on, there->last_on) > 0)
			there->last_on = row->last_on;
		order = !row->session ? -1 : !there->session ? 1 : strcmp(row->held_on, there->held_on);
		if (order > 0 || (order == 0 && row->number > there->number)) {
			there->session = row->session;
			there->number = row->number;
			there->held_on = row->held_on;
		}
		return true;
	}
	return false;
}

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
		struct store_entity row = { .organisation = db_column(statement, 0, arena),
			.entity = db_column(statement, 1, arena), .last_on = db_column(statement, 2, arena),
			.sessions = sqlite3_column_int64(statement, 3), .session = db_column(statement, 4, arena),
			.number = sqlite3_column_int64(statement, 5), .held_on = db_column(statement, 6, arena),
			.any = db_column(statement, 7, arena) };

		if (joins(arena, list, *count, &row))
			continue;
		add_spelling(arena, &row, row.organisation, row.entity);
		list = arena_grow(arena, list, *count, &capacity, sizeof(*list));
		list[(*count)++] = row;
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

const char *entity_key(struct arena *arena, const char *organisation, const char *entity)
{
	return arena_printf(arena, "%s\n%s", text_fold(arena, organisation ? organisation : ""),
			    text_fold(arena, entity ? entity : ""));
}

const char **store_entity_sessions(struct store *store, struct arena *arena, const char *organisation,
				   const char *entity, size_t most, size_t *count, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT id FROM (SELECT id, held_on, number FROM session"
		" WHERE company = :company AND state <> 'prepared' ORDER BY held_on DESC, number DESC LIMIT :most)"
		" ORDER BY held_on, number", err);

	*count = 0;
	if (!statement)
		return NULL;
	db_text(statement, ":company", entity_key(arena, organisation, entity));
	db_int(statement, ":most", most > INT32_MAX ? -1 : (int64_t)most);
	return texts(store, arena, statement, count, err);
}
