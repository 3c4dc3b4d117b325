/* See action.h. */
#include "workshop/action.h"

#include <stddef.h>
#include <string.h>

#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"

const char *action_state_on(const char *state, const char *due, const char *on)
{
	return state && strcmp(state, "open") == 0 && due && strcmp(due, on) < 0 ? "overdue" : state;
}

const char *action_state_over(const char *state, const char *due, bool carried, const char *on)
{
	return carried && state && strcmp(state, "open") == 0 ? "carried" : action_state_on(state, due, on);
}

const char *action_state_say(const char *state)
{
	static const struct { const char *name; struct words words; } states[] = {
		{ "open", W(ACTION_STATE_OPEN) }, { "carried", W(ACTION_STATE_CARRIED) },
		{ "overdue", W(ACTION_STATE_OVERDUE) }, { "done", W(ACTION_STATE_DONE) },
		{ "dropped", W(ACTION_STATE_DROPPED) },
	};

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(states[i].name, state) == 0)
			return say(states[i].words);
	return state;
}
