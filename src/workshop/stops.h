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

/* Stops the clock of an open stop, which stays open. */
void stop_halt(struct stop *stop, const struct event *event);

/* Ends the pause that goes on, if there is one. */
void pause_end(struct session *session, const struct event *event);

/* Onto the agenda behind `after` (an id on the agenda; NULL: the beginning), and off it.
 * Stops change their places in memory. */
void stop_place(struct session *session, const char *id, const char *after, int64_t n);
void stop_drop(struct session *session, const char *id, int64_t n);

#endif
