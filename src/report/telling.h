/*
 * What all papers of a session share: who asks for what, and values in words.
 * Internal to report/.
 */
#ifndef REPORT_TELLING_H
#define REPORT_TELLING_H

#include "report/leaving.h"
#include "report/paper.h"
#include "workshop/session.h"

struct sheet_field;

struct telling {
	const struct report_request *ask;
	const struct session *session;
	struct arena *arena;
	struct paper paper;
	bool compact;              /* of paper.h */
};

bool tells(const struct telling *to, enum leaving_part part);

/* Values in words, in the arena; "" (or what is named) where there is none. */
const char *said_day(const struct telling *to, const char *date);
const char *said_time(const struct telling *to, int64_t at);
const char *said_person(const struct telling *to, struct person person);
const char *said_persons(const struct telling *to, struct persons persons);
const char *said_names(const struct telling *to, struct persons persons); /* without roles */
/* A record of another session, "SESSION:d4": by its day where that is the one before. */
const char *said_ref(const struct telling *to, const char *ref);
const char *said_money(const struct telling *to, struct money money); /* "" too where money is left out */
const char *said_level(const struct telling *to, int level);          /* "3 cautious"; 0: "" */
const char *said_place(const struct telling *to, const char *item);   /* "D3"; "" for none */
const char *said_event(const struct telling *to, const struct event *event);

/* Title of the paper, its subtitle (company, day, title of the session) and the frame that says
 * what was left out and that the record is not sealed. */
void begin_telling(struct telling *to, const char *title, enum paper_format format, struct str *out);
void tell_warnings(struct telling *to);
/* The same for a paper of several sessions. */
const char *said_head(const struct session *session, struct arena *arena);
/* "Last record #137 of 137, check value ..." and the content's files. */
void end_telling(struct telling *to);

/* What one may sign: everybody in the room, a line each. */
void tell_signatures(struct telling *to);

/* minutes_item.c: what stands on record for an item, and for none; minutes_sheet.c: a worksheet. */
void paper_item_record(struct telling *to, const struct stop *stop);
void paper_loose(struct telling *to);
const char *told_outcome(const char *outcome);
void paper_sheet(struct telling *to, const char *item);
void paper_sheet_field(struct telling *to, const struct sheet_field *field);
/* acceptance.c: all facts of an acceptance. */
void paper_acceptance(struct telling *to, const struct acceptance *acceptance);
/* minutes_end.c: from what was not reached to the sign-off. */
void paper_open_ends(struct telling *to);
/* What the event corrects, where both may be told; NULL: it is no such correction. */
const struct event *told_correction(const struct telling *to, const struct event *event);

/* One function a kind of paper. */
void tell_minutes(struct telling *to);
void tell_certificates(struct telling *to);
void tell_appetite_statement(struct telling *to);
void tell_notification(struct telling *to);
void tell_contacts(struct telling *to);
void tell_comparison(struct telling *to);

/* leaving_json.c: man/entaku-report.schema.json describes it. */
void json_leaving(struct telling *to, enum leaving_kind kind, struct str *out);

/* The item that has a table of this id; NULL none. */
const struct stop *stop_with_table(const struct session *session, const char *table);

#endif
