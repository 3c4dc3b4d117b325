/* The table of event kinds as a whole; the rows stand in the rules_*.c. */
#include "workshop/event.h"

#include <string.h>

#include "lang/words_event.h"
#include "workshop/rules.h"

/* Counts are objects elsewhere, so that a row added there needs no edit here. */
static const struct group_source {
	struct words title;
	const struct event_kind *row;
	const size_t *count;
} sources[] = {
	{ W(GROUP_SESSION), event_session, &event_session_count },
	{ W(GROUP_PARTICIPANT), event_participant, &event_participant_count },
	{ W(GROUP_ITEM), event_item, &event_item_count },
	{ W(GROUP_PLAN), event_plan, &event_plan_count },
	{ W(GROUP_ROUND), event_round, &event_round_count },
	{ W(GROUP_DECISION), event_decision, &event_decision_count },
	{ W(GROUP_ACTION), event_action, &event_action_count },
	{ W(GROUP_ACCEPTANCE), event_acceptance, &event_acceptance_count },
	{ W(GROUP_SHEET), event_sheet, &event_sheet_count },
	{ W(GROUP_RECORD), event_record, &event_record_count },
	{ W(GROUP_CLOSE), event_close, &event_close_count },
	{ W(GROUP_CORRECTION), event_correction, &event_correction_count },
};

const struct event_kind *event_kind_at(size_t index)
{
	for (size_t i = 0; i < ARRAY_LENGTH(sources); i++) {
		if (index < *sources[i].count)
			return &sources[i].row[index];
		index -= *sources[i].count;
	}
	return NULL;
}

bool event_group_at(size_t index, struct event_group *group)
{
	if (index >= ARRAY_LENGTH(sources))
		return false;
	group->title = sources[index].title;
	group->row = sources[index].row;
	group->count = *sources[index].count;
	return true;
}

/* Most names differ in their first letter; a session asks this thousands of times. */
static bool is_named(const char *name, const char *wanted)
{
	return name[0] == wanted[0] && strcmp(name, wanted) == 0;
}

const struct event_kind *event_kind_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(sources); i++)
		for (size_t k = 0; k < *sources[i].count; k++)
			if (is_named(sources[i].row[k].name, name))
				return &sources[i].row[k];
	return NULL;
}

const struct event_field *event_field_find(const struct event_kind *kind, const char *name)
{
	for (size_t i = 0; kind && i < kind->field_count; i++)
		if (is_named(kind->field[i].name, name))
			return &kind->field[i];
	return NULL;
}

const char *choice_say(const struct choice_name *names, const char *name)
{
	for (; names && names->name; names++)
		if (strcmp(names->name, name) == 0)
			return say(names->words);
	return name;
}
