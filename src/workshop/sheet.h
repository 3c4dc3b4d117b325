/*
 * Worksheets 記入票: what an item's fields hold, by the pack's types.
 *
 * A pack's field becomes a row like those of events, so that cleaning,
 * checking and the forms are the same ones.  Values in the journal:
 *
 *   text     "…"                       choice   the choice's id
 *   scale    3                         number   12
 *   money    {"amount","currency"[,"per"]}      date     "2026-03-31"
 *   person   participant's id or {"name","role"}; persons: a list of them
 *   yes-no   "yes" | "no" | "unknown"  area     the impact area's id
 *   table    a list of rows: {"row": "r3", "<column>": value, …}
 *
 * A row's id is given when the row is made and never again in this session's
 * table, so that an acceptance or a picture can point to it.
 */
#ifndef WORKSHOP_SHEET_H
#define WORKSHOP_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "workshop/event.h"

struct arena;
struct choice;
struct error;
struct field;
struct item;
struct json;
struct session;
struct str;

enum { SHEET_ROWS_MAX = 200, SHEET_TEXT_MAX = 500 }; /* a text's limit where the pack has none */

/* A field as forms and checks take it; `name` is the pack's id, the label its
 * title.  `column` only for a table. */
struct sheet_field {
	const struct item *item;
	const struct field *field;
	struct event_field row;
	size_t column_count; struct event_field *column;
};

/* All fields of an item in the pack's order; made once per session.  NULL and 0
 * where there are none. */
const struct sheet_field *session_sheet(const struct session *session, const char *item, size_t *count);
const struct sheet_field *session_sheet_field(const struct session *session, const char *item,
					      const char *field);

/* What is answered now, NULL nothing (a table without rows, too). */
const struct json *sheet_answer(const struct session *session, const char *item, const char *field);

/*
 * A value as it will be stored, by the field's type: texts trimmed, people to
 * their ids, rows with ids of their own (`journal`: ids were given out there).
 * NULL: refused, `err` says the row, the column and what was expected.
 */
struct json *sheet_clean(const struct session *session, struct arena *arena,
			 const struct sheet_field *field, const struct json *value, struct error *err);
/* One row of a table, without its id. */
struct json *sheet_clean_row(const struct session *session, struct arena *arena,
			     const struct sheet_field *table, const struct json *row, struct error *err);

/* May this session take the cleaned value (or row)? */
bool sheet_check(const struct session *session, const struct sheet_field *field,
		 const struct json *value, struct error *err);
bool sheet_check_row(const struct session *session, const struct sheet_field *table,
		     const struct json *row, struct error *err);

/* The number of the next row id that the journal has not given out: rN. */
unsigned sheet_next_row(const struct session *session, const char *item, const char *field);

/* A row of a table's answer by its id; `place` (may be NULL) from 0. */
const struct json *sheet_row(const struct json *table, const char *row, size_t *place);
const char *sheet_row_id(const struct json *row);

/* The value in words of the current language ("3 ときどき", "1200万円/年",
 * "佐藤（社長）"; a table: "4 rows"). */
void sheet_value_say(const struct session *session, const struct field *field,
		     const struct json *value, struct str *out);

/* A row's cells in the columns' order: "Risk: Ransomware, Likelihood: 4 often". */
void sheet_row_say(const struct session *session, const struct field *table,
		   const struct json *row, struct str *out);

/* A member of a worksheet event ("field", "value") in words, for its sentence. */
void sheet_event_say(const struct session *session, const struct event *event, const char *name,
		     struct str *out);

/*
 * The answer of another session (the parent) as it would be given here: people
 * by name and role unless they take part here, too; choices and areas that this
 * pack does not have are left out, rows keep their order and lose their ids.
 * NULL: nothing can be taken.  In `arena`.
 */
struct json *sheet_carry(const struct session *from, const struct session *to, struct arena *arena,
			 const char *item, const char *field);

/* ---- what the pictures show; nothing here is a verdict ---- */

/* A risk of a heat map's table 対応すべきリスク. */
struct sheet_risk {
	const char *row;          /* id */
	const struct json *values; /* the whole row */
	const char *risk;         /* text, NULL */
	const char *area;         /* id or NULL */
	int likelihood, impact;   /* 1..5, 0 unknown */
	const char *treatment;    /* modify, retain, avoid, share, NULL */
	int appetite;             /* level that was stated for its area, 0: none was */
	int within;               /* the organisation's line for that level, 0: none */
	bool above;               /* likelihood × impact is over the line */
	const char *acceptance;   /* id of a live one that names this row, NULL */
	const char *acceptance_state;
};
struct sheet_risks { size_t count; struct sheet_risk *risk; };

/* The rows of a heat map's table.  The appetite is the newest statement for the
 * row's area on this item, else on any other item. */
struct sheet_risks session_risks(const struct session *session, struct arena *arena,
				 const struct sheet_field *table);

/* The level stated for an area: on the item, else the newest on any other; 0: none. */
int session_area_appetite(const struct session *session, const char *item, const char *area);

/* Over the line, neither treated (modify, avoid, share) nor accepted. */
bool sheet_risk_open(const struct sheet_risk *risk);

/* How many required entries of an answer are not there: a required field without
 * an answer is one, each empty required cell of a row another. */
size_t sheet_gaps(const struct session *session, const struct sheet_field *field);

/* Rows that `each` asks for and nobody filled: choices without a row. */
size_t sheet_missing_choices(const struct session *session, const struct sheet_field *table,
			     const struct choice **choice, size_t room);

#endif
