/*
 * Lists that leave the room: decisions, actions, acceptances, risks; a table of columns
 * each, so that CSV, Markdown and HTML tell the same.  Internal to report/.
 */
#ifndef REPORT_LIST_H
#define REPORT_LIST_H

#include "report/telling.h"

/* `at`: among the records of its kind; table, risk: of a row of a worksheet. */
struct sheet_risk;
struct list_row { size_t at; const struct sheet_field *table; const struct sheet_risk *risk; };

struct list_column {
	const char *name;          /* as JSON has it */
	struct words head;
	bool narrow, number;       /* number: made by us, nothing that somebody typed */
	const char *(*text)(const struct telling *to, const struct list_row *row);
	bool money;                /* left out with PART_MONEY */
};

struct list {
	size_t column_count;
	const struct list_column *column;
	/* The rows of the session, in the arena. */
	struct list_row *(*rows)(const struct telling *to, size_t *count);
	bool standard;             /* headings are those of a standard: English in every CSV */
};

extern const struct list list_risks; /* list_risk.c */

/* NULL: the kind is no list. */
const struct list *list_of(enum leaving_kind kind);

/* A table under the paper's title. */
void tell_list(struct telling *to, const struct list *list);
/* RFC 4180 with a BOM; formulas are made text by an apostrophe. */
void csv_list(struct telling *to, const struct list *list, struct str *out);
/* The risks as JSON, by the columns' names. */
struct json *json_risks(const struct telling *to);

#endif
