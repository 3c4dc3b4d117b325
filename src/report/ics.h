/*
 * Dates for a calendar, RFC 5545.  Internal to report/.
 */
#ifndef REPORT_ICS_H
#define REPORT_ICS_H

#include "report/telling.h"

/*
 * Actions as a task and as an all-day event, since many calendars leave tasks out; the
 * other dates as events.  Which: those of `kind` (MINUTES: all).  Every entry has the
 * same UID each time and a SEQUENCE that grows with its record, so that a second import
 * replaces the first; what is done with is sent as completed and cancelled.
 * False: there is no date, and what was appended is no calendar.
 */
bool ics_dates(struct telling *to, enum leaving_kind kind, struct str *out);

#endif
