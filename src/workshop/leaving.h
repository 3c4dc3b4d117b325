/*
 * What leaves the room 持ち出す記録: the kinds of papers, the formats that each can be
 * told in, the parts that may be left out, and the files that a folder of them has.
 * Only their names; report/ writes them, cli/ puts them on a disk.
 */
#ifndef WORKSHOP_LEAVING_H
#define WORKSHOP_LEAVING_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/lang.h"

enum leaving_kind {
	LEAVING_MINUTES,      /* ワークショップ記録: the whole */
	LEAVING_DECISIONS, LEAVING_ACTIONS, LEAVING_ACCEPTANCES, LEAVING_RISKS, /* lists */
	LEAVING_CERTIFICATE,  /* 受容書: a page an acceptance, to be signed */
	LEAVING_APPETITE,     /* リスク選好の声明: a page */
	LEAVING_NOTIFICATION, /* 通知先一覧: of the item that has a table `notify` */
	LEAVING_CONTACTS,     /* 緊急連絡網: of the item that has a table `calls` */
	LEAVING_COMPARISON,   /* with the session before */
	LEAVING_KIND_COUNT
};

enum leaving_format { FORMAT_HTML, FORMAT_MARKDOWN, FORMAT_CSV, FORMAT_JSON, FORMAT_ICS, FORMAT_COUNT };

/* What may be left out; a bit each, 1u << LEAVING_... */
enum leaving_part {
	PART_POSITIONS,       /* who took which position and why, and what was said at the sign-off */
	PART_NOTES, PART_STATEMENTS, PART_WORKSHEETS, PART_MONEY, PART_GAPS, PART_CORRECTIONS, PART_PICTURES,
	PART_COUNT
};

/* A file of the folder; the bundle (session.jsonl) is no report and has no kind. */
struct leaving_file {
	const char *name;          /* "minutes.html" */
	enum leaving_kind kind;    /* LEAVING_KIND_COUNT: the bundle */
	enum leaving_format format;
	struct words words;
	bool usual;                /* chosen unless somebody says otherwise */
};
extern const struct leaving_file leaving_files[];
extern const size_t leaving_file_count;

/* Names as options and JSON have them: "minutes", "html", "positions"; false, or
 * false with nothing changed: there is none of that name. */
const char *leaving_kind_name(enum leaving_kind kind);
const char *leaving_format_name(enum leaving_format format);
const char *leaving_part_name(enum leaving_part part);
bool leaving_kind_find(const char *name, enum leaving_kind *kind);
bool leaving_format_find(const char *name, enum leaving_format *format);
bool leaving_part_find(const char *name, enum leaving_part *part);

/* In words of the current language. */
const char *leaving_kind_say(enum leaving_kind kind);
const char *leaving_part_say(enum leaving_part part);

/* Can the kind be told in the format? */
bool leaving_goes(enum leaving_kind kind, enum leaving_format format);
/* What a format is for when no kind is named: csv the decisions, the others the whole. */
enum leaving_kind leaving_usual(enum leaving_format format);

#endif
