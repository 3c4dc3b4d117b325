/* The places of a meeting and their time: laying out an agenda, coming and
 * going.  Internal to workshop/. */
#ifndef WORKSHOP_STOPS_H
#define WORKSHOP_STOPS_H

#include "workshop/session.h"

/* Lays out the stops for the session's agenda; what has happened at a stop
 * stays with it, a visited block that the agenda no longer has stays too. */
void stops_lay_out(struct session *session, int64_t n);

/* Ends the visit of an open stop at the event's instant. */
void stop_leave(struct stop *stop, const struct event *event);

#endif
