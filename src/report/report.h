/*
 * A session told to people and programs: text into strings, nothing else.
 * Values of sealed rounds never appear before their reveal.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct comparison;
struct json;
struct session;
struct str;
struct group;
struct trend;

/* How instants and dates are shown; from cli. */
struct report_style { int zone_minutes; bool wareki; };

/* What a paper may be told as. */
enum paper_format { PAPER_TEXT, PAPER_MARKDOWN, PAPER_HTML, PAPER_FORMAT_COUNT };
/* "text", "md", "html"; false: there is no such format. */
bool report_format_find(const char *name, enum paper_format *format);

/*
 * The whole record with stable field names (man/entaku.1, JSON): every fact
 * that was typed, byte for byte as stored (NFC), records in journal order,
 * plus the gaps and the head of the chain.
 */
struct json *report_json(const struct session *session, struct arena *arena);

/* The events: [{n, at, kind, sentence, undone_by?, hash, body?}]. */
struct json *report_log_json(const struct session *session, struct arena *arena);

/* The same two for reading in a terminal, in the current language. */
void report_text(const struct session *session, const struct report_style *style, struct str *out);
void report_log(const struct session *session, const struct report_style *style, struct str *out);

/* One sentence a decision, as it is read back before the seal. */
void report_read_back(const struct session *session, struct str *out);

/*
 * The pre-read 事前資料 on two pages: what will be asked, what the session before
 * (`parent`, NULL: none, or not in this file) decided, what is due or has run out on
 * the day of this one.
 */
void report_brief(const struct session *session, const struct session *parent, const struct report_style *style,
		  enum paper_format format, struct str *out);

/* Sessions side by side (workshop/compare.h), in the current language: what differs or
 * deserves a word, or `everything`. */
void report_compare(const struct comparison *all, bool everything, bool ascii, struct str *out);
struct json *report_compare_json(const struct comparison *all, bool everything, struct arena *arena);

/* The trend of each item (workshop/trend.h); `ascii`: digits for blocks. */
void report_group(const struct group *group, const size_t *order, bool alias, bool ascii, struct str *out);
struct json *report_group_json(const struct group *group, const size_t *order, bool alias, struct arena *arena);
void report_trend(const struct trend *trend, const char *company, bool ascii, struct str *out);
struct json *report_trend_json(const struct trend *trend, const char *company, struct arena *arena);

#endif
