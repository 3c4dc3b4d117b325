/* See action.h. */
#include "workshop/action.h"

#include <stddef.h>
#include <string.h>

const char *action_state_on(const char *state, const char *due, const char *on)
{
	return state && strcmp(state, "open") == 0 && due && strcmp(due, on) < 0 ? "overdue" : state;
}
