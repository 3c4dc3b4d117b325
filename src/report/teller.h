/*
 * Telling the record as label and value, line by line.  Internal to report/text*.c.
 */
#ifndef REPORT_TELLER_H
#define REPORT_TELLER_H

#include <stdbool.h>

#include "lang/lang.h"
#include "report/report.h"
#include "workshop/session.h"

struct str;

struct teller {
	const struct session *session;
	const struct report_style *style;
	struct str *out;
};

/* The label as a table row wants it, from a word. */
#define LABEL(word) ((struct words)W(word))

/* "  Because          so that ..."; further lines stand under the first.  Nothing
 * where there is no value. */
void put(const struct teller *to, struct words label, const char *value);
void put_date(const struct teller *to, struct words label, const char *text);
void put_person(const struct teller *to, struct words label, struct person person);
void put_persons(const struct teller *to, struct words label, struct persons persons);
void put_money(const struct teller *to, struct words label, struct money money);

/* The word of a choice, as the event table has it. */
const char *told_choice(const char *kind, const char *field, const char *name);

/* text_record.c: what stands on record for an item. */
void tell_item(const struct teller *to, const char *item);
/* Statements and notes; `item` NULL: those outside any item. */
void tell_said(const struct teller *to, const char *item);

#endif
