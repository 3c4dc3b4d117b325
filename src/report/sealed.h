/* What may not be told yet.  Internal to report/. */
#ifndef REPORT_SEALED_H
#define REPORT_SEALED_H

#include <stdbool.h>

struct event;
struct session;

/* Does the event hold a position of a round that is not revealed? */
bool event_is_sealed(const struct session *session, const struct event *event);

#endif
