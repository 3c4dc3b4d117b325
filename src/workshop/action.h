/*
 * How an action 宿題 stands on a given day.  The day comes from outside; what is
 * recorded stays as it is.
 */
#ifndef WORKSHOP_ACTION_H
#define WORKSHOP_ACTION_H

#include <stdbool.h>

/* "done", "dropped" as recorded; an open one is "open", and "overdue" after its due
 * date.  `due` NULL: it has none; `on` is a date ("2027-03-31"). */
const char *action_state_on(const char *state, const char *due, const char *on);

/* The same of one that may go on in a later session: then it is "carried" there. */
const char *action_state_over(const char *state, const char *due, bool carried, const char *on);

/* The state in words; the name itself when it is none of them. */
const char *action_state_say(const char *state);

#endif
