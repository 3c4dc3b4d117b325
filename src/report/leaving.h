/*
 * What leaves the room, written: a kind of paper in a format (workshop/leaving.h).
 * The same session and the same request give the same bytes: no clock is looked at,
 * states are those of the day of the session.
 */
#ifndef REPORT_LEAVING_H
#define REPORT_LEAVING_H

#include <stdbool.h>

#include "report/report.h"
#include "workshop/leaving.h"

struct aliases;
struct error;
struct json;

struct report_request {
	const struct session *session;
	const struct session *parent;    /* the session before, or NULL */
	const struct report_style *style;
	const struct aliases *aliases;   /* NULL: names stay */
	unsigned without;                /* parts that are left out, a bit each */
	const char *acceptance;          /* certificate: of this one alone; NULL: of all */
};

/*
 * Appends the paper, in the current language.  False: there is no such paper of this
 * session (the format is not one of the kind's, nothing to tell, no such acceptance,
 * no session before); `err` says so, ERROR_USAGE or ERROR_NO_INPUT, and nothing was
 * appended.
 */
bool report_leaving(const struct report_request *request, enum leaving_kind kind, enum leaving_format format,
		    struct str *out, struct error *err);
/* Is there anything to tell?  For a folder of papers, which leaves the others out. */
bool report_has(const struct report_request *request, enum leaving_kind kind, enum leaving_format format);

/* Sessions side by side and companies side by side as papers (FORMAT_HTML, FORMAT_MARKDOWN).
 * `label` may be NULL; `order` as group_measure() made it. */
void report_compare_paper(const struct comparison *all, bool everything, const struct aliases *aliases,
			  enum leaving_format format, struct str *out);
struct group_request { const struct group *group; const size_t *order; bool alias; const char *label, *from, *to; };
void report_group_paper(const struct group_request *request, enum leaving_format format, struct str *out);

/* "Names replaced by letters. Left out: positions, notes."; "" nothing; in `arena`. */
const char *report_left_out(bool alias, unsigned without, struct arena *arena);

#endif
