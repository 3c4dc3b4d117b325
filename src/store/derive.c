/* See derive.h.  The rows stand in derive_table.c. */
#include "store/derive.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/db.h"
#include "store/derive_table.h"
#include "store/entity.h"
#include "store/said.h"
#include "store/schema.h"
#include "store/trend.h"
#include "workshop/session.h"

/* One row to be written: where its values come from. */
struct source {
	const struct session *session;
	const char *parent, *part; /* of child rows */
	const void *record;
	int64_t index;
};

/* Members by their place in a struct of any type; copied, since the pointer at
 * `offset` is one to records that only the table knows. */
static size_t count_at(const void *record, size_t offset)
{
	size_t count;

	memcpy(&count, (const char *)record + offset, sizeof(count));
	return count;
}

static const char *pointer_at(const void *record, size_t offset)
{
	const char *pointer;

	memcpy(&pointer, (const char *)record + offset, sizeof(pointer));
	return pointer;
}

/* `touched` comes first in each record. */
static int64_t touched(const void *record)
{
	int64_t n;

	memcpy(&n, record, sizeof(n));
	return n;
}

static void add_names(struct str *sql, const struct column *column, size_t count)
{
	for (size_t i = 0; i < count; i++)
		str_printf(sql, ", \"%s\"", column[i].name);
}

static sqlite3_stmt *prepare(struct store *store, const char *table, const char *parent,
			     const char *part, const struct column *column, size_t count, struct error *err)
{
	struct str sql = STR_INIT;
	sqlite3_stmt *statement;

	str_printf(&sql, "INSERT OR REPLACE INTO \"%s\"(session", table);
	if (parent)
		str_printf(&sql, ", \"%s\", position%s", parent, part ? ", part" : "");
	add_names(&sql, column, count);
	str_printf(&sql, ") VALUES(:session%s%s", parent ? ", :parent, :position" : "", part ? ", :part" : "");
	for (size_t i = 0; i < count; i++)
		str_add(&sql, ", ?");
	str_add(&sql, ")");
	statement = db_take(store, sql.text, err);
	str_release(&sql);
	return statement;
}

static bool write_row(struct store *store, sqlite3_stmt *statement, const struct column *column,
		      size_t count, const struct source *source, struct error *err)
{
	int first = sqlite3_bind_parameter_count(statement) - (int)count + 1;

	db_text(statement, ":session", source->session->now.id);
	db_text(statement, ":parent", source->parent);
	db_text(statement, ":part", source->part);
	db_int(statement, ":position", source->index);
	for (size_t i = 0; i < count; i++)
		column_bind(statement, first + (int)i, &column[i], source->record, source->index);
	if (sqlite3_step(statement) != SQLITE_DONE)
		return db_fail(store, err);
	return sqlite3_reset(statement) == SQLITE_OK;
}

static bool clear_child(struct store *store, const struct child *child, const struct source *of, struct error *err)
{
	struct str sql = STR_INIT;
	sqlite3_stmt *statement;

	str_printf(&sql, "DELETE FROM \"%s\" WHERE session = :session AND \"%s\" = :parent%s", child->name,
		   child->parent, child->part ? " AND part = :part" : "");
	statement = db_take(store, sql.text, err);
	str_release(&sql);
	if (!statement)
		return false;
	db_text(statement, ":session", of->session->now.id);
	db_text(statement, ":parent", of->parent);
	db_text(statement, ":part", child->part);
	return db_finish(store, statement, err);
}

static bool write_child(struct store *store, const struct session *session, const struct table *table,
			const struct child *child, const char *record, bool all, struct error *err)
{
	bool last = child->grows && !all;
	size_t count = count_at(record, child->count);
	const char *first = pointer_at(record, child->list);
	struct source source = { .session = session, .part = child->part,
				 .parent = pointer_at(record, table->id) };
	sqlite3_stmt *statement;
	bool good;

	if (!last && !clear_child(store, child, &source, err))
		return false;
	statement = prepare(store, child->name, child->parent, child->part, child->column, child->columns, err);
	good = statement != NULL;
	for (size_t i = last && count ? count - 1 : 0; good && i < count; i++) {
		source.record = first + i * child->size;
		source.index = (int64_t)i + 1;
		good = write_row(store, statement, child->column, child->columns, &source, err);
	}
	db_give_back(store, statement);
	return good;
}

static bool write_record(struct store *store, sqlite3_stmt *statement, const struct session *session,
			 const struct table *table, const char *record, size_t index, bool all, struct error *err)
{
	union record_view scratch;
	struct source source = {
		.session = session, .index = (int64_t)index + 1,
		.record = table->view ? table->view(session, record, &scratch) : record,
	};

	if (!write_row(store, statement, table->column, table->columns, &source, err))
		return false;
	for (size_t i = 0; i < table->children; i++)
		if (!write_child(store, session, table, &table->child[i], record, all, err))
			return false;
	return true;
}

/* The records that event n touched; n 0: all. */
static bool write_table(struct store *store, const struct session *session, const struct table *table,
			int64_t n, struct error *err)
{
	size_t count = count_at(&session->now, table->count);
	const char *first = pointer_at(&session->now, table->list);
	sqlite3_stmt *statement = NULL;
	bool good = true;

	for (size_t i = 0; good && i < count; i++) {
		const char *record = first + i * table->size;

		if (n && touched(record) != n)
			continue;
		if (!statement)
			statement = prepare(store, table->name, NULL, NULL, table->column, table->columns, err);
		good = statement && write_record(store, statement, session, table, record, i, n == 0, err);
	}
	db_give_back(store, statement);
	return good;
}

/* The number that the session has, or the next one. */
static bool number_of(struct store *store, const char *id, int64_t *number, struct error *err)
{
	sqlite3_stmt *statement = db_take(store, "SELECT number FROM session WHERE id = :id", err);
	int code;

	if (!statement)
		return false;
	db_text(statement, ":id", id);
	code = sqlite3_step(statement);
	*number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		db_fail(store, err);
	db_give_back(store, statement);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return false;
	return *number || db_ask(store, "SELECT coalesce(max(number), 0) + 1 FROM session", number, err);
}

/* Only what a record changes that is not about the session itself: no index is touched. */
static bool update_session(struct store *store, const struct session *session, struct error *err)
{
	struct session_row row;
	struct source source = { .session = session, .record = &row };
	struct str sql = STR_INIT;
	sqlite3_stmt *statement;
	bool good;

	session_row_fill(session, 0, &row);
	str_add(&sql, "UPDATE session SET (");
	for (size_t i = 0; i < session_lively_count; i++)
		str_printf(&sql, "%s%s", i ? ", " : "", session_columns[i].name);
	str_add(&sql, ") = (");
	for (size_t i = 0; i < session_lively_count; i++)
		str_printf(&sql, "%s?%d", i ? ", " : "", (int)i + 2);
	str_add(&sql, ") WHERE id = ?1");
	statement = db_take(store, sql.text, err);
	str_release(&sql);
	if (statement)
		db_bind(statement, 1, session->now.id);
	good = statement && write_row(store, statement, session_columns, session_lively_count, &source, err);
	db_give_back(store, statement);
	return good;
}

static bool write_session(struct store *store, const struct session *session, int64_t number, struct error *err)
{
	struct arena *arena;
	struct session_row row;
	struct source source = { .session = session, .record = &row };
	struct str sql = STR_INIT;
	sqlite3_stmt *statement;
	bool good;

	if (!number && !number_of(store, session->now.id, &number, err))
		return false;
	arena = arena_new();
	session_row_fill(session, number, &row);
	row.company = entity_key(arena, session->now.organisation, session->now.entity);
	str_add(&sql, "INSERT OR REPLACE INTO session(id");
	add_names(&sql, session_columns, session_column_count);
	str_add(&sql, ") VALUES(:session");
	for (size_t i = 0; i < session_column_count; i++)
		str_add(&sql, ", ?");
	str_add(&sql, ")");
	statement = db_take(store, sql.text, err);
	str_release(&sql);
	good = statement && write_row(store, statement, session_columns, session_column_count, &source, err);
	db_give_back(store, statement);
	arena_free(arena);
	return good;
}

bool derive_newest(struct store *store, const struct session *session, struct error *err)
{
	const struct event *head = session_head(session);

	if (!session->now.opened)
		return true;
	if (session->refolded == head->n)
		return derive_whole(store, session, 0, err);
	for (size_t i = 0; i < derive_table_count; i++)
		if (!write_table(store, session, &derive_tables[i], head->n, err))
			return false;
	return said_newest(store, session, err) && trend_derive_newest(store, session, err) &&
	       (session->now.touched == head->n ? write_session(store, session, 0, err) : update_session(store, session, err));
}

static bool clear(struct store *store, const char *table, const char *id, struct error *err)
{
	struct str sql = STR_INIT;
	sqlite3_stmt *statement;

	str_printf(&sql, "DELETE FROM \"%s\" WHERE session = :id", table);
	statement = db_take(store, sql.text, err);
	str_release(&sql);
	if (statement)
		db_text(statement, ":id", id);
	return db_finish(store, statement, err);
}

bool derive_whole(struct store *store, const struct session *session, int64_t number, struct error *err)
{
	int64_t kept = number;

	if (!session->now.opened)
		return true;
	if (!kept && !number_of(store, session->now.id, &kept, err))
		return false;
	for (size_t i = 0; i < derive_table_count; i++) {
		const struct table *table = &derive_tables[i];

		if (!clear(store, table->name, session->now.id, err))
			return false;
		for (size_t k = 0; k < table->children; k++)
			if (!clear(store, table->child[k].name, session->now.id, err))
				return false;
		if (!write_table(store, session, table, 0, err))
			return false;
	}
	return clear(store, "said", session->now.id, err) && said_whole(store, session, err) &&
	       clear(store, "trend", session->now.id, err) && trend_derive(store, session, err) &&
	       write_session(store, session, kept, err);
}

bool derive_reset(struct store *store, struct error *err)
{
	struct str sql = STR_INIT;
	bool good = true;

	for (const struct schema_derived *table = schema_derived; good && table->name; table++) {
		str_clear(&sql);
		/* An index goes with its table. */
		if (strncmp(table->sql, "CREATE INDEX", 12) != 0)
			str_printf(&sql, "DROP TABLE IF EXISTS \"%s\";", table->name);
		str_add(&sql, table->sql);
		good = db_run(store, sql.text, err);
	}
	str_release(&sql);
	return good;
}

static void dump_row(sqlite3_stmt *statement, const char *table, struct str *out)
{
	str_add(out, table);
	for (int i = 0; i < sqlite3_column_count(statement); i++) {
		const char *text = db_column_text(statement, i);

		str_add(out, "|");
		for (const char *c = text ? text : "\\N"; *c; c++)
			str_add_char(out, *c == '\n' ? ' ' : *c);
	}
	str_add(out, "\n");
}

bool derive_dump(struct store *store, const char *id, struct str *out, struct error *err)
{
	struct str sql = STR_INIT;
	bool good = true;

	for (const struct schema_derived *table = schema_derived; good && table->name; table++) {
		bool whole = strcmp(table->name, "session") == 0;
		sqlite3_stmt *statement;
		int code;

		if (strncmp(table->sql, "CREATE INDEX", 12) == 0)
			continue;
		str_clear(&sql);
		/* WITHOUT ROWID: the primary key is the order of a plain scan. */
		str_printf(&sql, "SELECT * FROM \"%s\"", table->name);
		if (id)
			str_printf(&sql, " WHERE \"%s\" = :id", whole ? "id" : "session");
		statement = db_prepare(store, sql.text, err);
		if (!statement) {
			good = false;
			break;
		}
		db_text(statement, ":id", id);
		while ((code = sqlite3_step(statement)) == SQLITE_ROW)
			dump_row(statement, table->name, out);
		good = code == SQLITE_DONE || db_fail(store, err);
		sqlite3_finalize(statement);
	}
	str_release(&sql);
	return good;
}
