/* See decision.h. */
#include "workshop/decision.h"

#include <string.h>

#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"

static bool is(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

const char *decision_state_on(const struct decision_facts *facts, const char *on)
{
	if (facts->superseded)
		return "superseded";
	if (is(facts->outcome, "deferred"))
		return facts->until && strcmp(facts->until, on) < 0 ? "due" : "deferred";
	if (!is(facts->outcome, "adopted"))
		return "rejected";
	return facts->effective && strcmp(on, facts->effective) < 0 ? "pending" : "in-force";
}

const char *decision_state_say(const char *state)
{
	static const struct { const char *name; struct words words; } states[] = {
		{ "in-force", W(DECISION_IN_FORCE) }, { "pending", W(DECISION_PENDING) },
		{ "deferred", W(DECISION_DEFERRED) }, { "due", W(DECISION_DUE) },
		{ "rejected", W(DECISION_REJECTED) }, { "superseded", W(DECISION_SUPERSEDED) },
	};

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(states[i].name, state) == 0)
			return say(states[i].words);
	return state;
}

const char *dissent_state_say(const char *state)
{
	return is(state, "against") ? T(VOTE_AGAINST) : is(state, "objected") ? T(DISSENT_OBJECTED) :
	       is(state, "on-request") ? T(DISSENT_ON_REQUEST) : state;
}
