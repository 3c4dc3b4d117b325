/* Which struct member becomes which column.  Internal to derive. */
#ifndef STORE_DERIVE_TABLE_H
#define STORE_DERIVE_TABLE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "workshop/session.h"

enum column_type {
	COLUMN_TEXT,     /* const char *, NULL allowed */
	COLUMN_INT,      /* int, 0 too */
	COLUMN_COUNT,    /* int that is NULL when 0 (a level that was not given) */
	COLUMN_INT64, COLUMN_BOOL,
	COLUMN_INSTANT,  /* int64_t milliseconds; 0 is NULL */
	COLUMN_AMOUNT, COLUMN_CURRENCY, COLUMN_PER, /* of a struct money */
	COLUMN_STATE, COLUMN_SIDE,    /* enum stop_state, enum standing_side */
	COLUMN_JSON,     /* const struct json * */
	COLUMN_INDEX,    /* place in the list, from 1 */
	COLUMN_TYPE_COUNT
};

struct column { const char *name; enum column_type type; size_t offset; };

/* A list inside a record, in a table of its own. */
struct child {
	const char *name, *parent, *part; /* table, column of the parent's id, kind of list or NULL */
	size_t list, count, size;         /* in the record; of an element */
	const struct column *column; size_t columns;
	bool grows; /* only its last element ever changes, and none goes, but by folding anew */
};

/* Room for a record as it may be seen. */
union record_view { struct position position; };

struct table {
	const char *name;
	size_t list, count, size;         /* in struct session_state; of a record */
	size_t id;                        /* the record's id, for its children */
	const struct column *column; size_t columns;
	const struct child *child; size_t children;
	/* What may be written of a record, or NULL: all of it. */
	const void *(*view)(const struct session *session, const void *record, union record_view *scratch);
};

extern const struct table derive_tables[];
extern const size_t derive_table_count;

/* The row of the session itself, computed from the state. */
struct session_row {
	int64_t number, events, decided, stops, opened_at, last_at, sealed_at;
	const char *title, *organisation, *entity, *held_on, *agenda, *label, *language, *purpose;
	const char *parent, *pack, *pack_version, *state, *current, *head;
	const char *company;       /* the caller's, see entity_key() */
	int quorum;
	bool read_only;
	const struct json *content;
};
extern const struct column session_columns[];
extern const size_t session_column_count;
extern const size_t session_lively_count; /* the first ones: what a record changes that is not about the session */
void session_row_fill(const struct session *session, int64_t number, struct session_row *row);

/* "not_reached" and so on. */
extern const char *const stop_states[STOP_STATE_COUNT];

/* Binds the column's value from a record. */
void column_bind(sqlite3_stmt *statement, int at, const struct column *column, const void *record, int64_t index);

#endif
