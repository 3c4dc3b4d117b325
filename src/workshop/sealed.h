/* What may not be told yet, nor be found by searching. */
#ifndef WORKSHOP_SEALED_H
#define WORKSHOP_SEALED_H

#include <stdbool.h>

struct event;
struct session;

/* Does the event, or what it corrects, hold a position of a round that is not revealed? */
bool event_is_sealed(const struct session *session, const struct event *event);

#endif
