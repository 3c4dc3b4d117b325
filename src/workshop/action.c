/* See action.h. */
#include "workshop/action.h"

#include <stddef.h>
#include <string.h>

const char *action_state_on(const char *state, const char *due, const char *on)
{
	return state && strcmp(state, "open") == 0 && due && strcmp(due, on) < 0 ? "overdue" : state;
}

const char *action_state_over(const char *state, const char *due, bool carried, const char *on)
{
	return carried && state && strcmp(state, "open") == 0 ? "carried" : action_state_on(state, due, on);
}
