/* See list.h: decisions, actions, acceptances. */
#include "report/list.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/words_event.h"
#include "lang/words_paper.h"
#include "report/teller.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static const char *number(const struct telling *to, int64_t n)
{
	return arena_printf(to->arena, "%lld", (long long)n);
}

static const char *title_of(const struct telling *to, const char *item)
{
	const struct stop *stop = session_stop(to->session, item);

	return stop ? stop_title(stop) : "";
}

static const char *options_words(const struct telling *to, const struct option *option, size_t count)
{
	const char *all = "";

	for (size_t i = 0; i < count; i++) {
		const char *cost = said_money(to, option[i].cost);

		all = arena_printf(to->arena, "%s%s%s%s%s%s%s", all, i ? "\n" : "", option[i].text, *cost ? T(PAPER_GAP) : "", cost,
				   option[i].why_not ? T(PAPER_GAP) : "", or_empty(option[i].why_not));
	}
	return all;
}

/* A column that tells a member: NAME(to, row) of record `r`. */
#define CELL(kind, name, value) \
	static const char *kind##_##name(const struct telling *to, const struct list_row *row) \
	{ \
		const struct kind *r = &to->session->now.kind[row->at]; \
		return or_empty(value); \
	}
#define ROWS(kind) \
	static struct list_row *kind##_rows(const struct telling *to, size_t *count) \
	{ \
		struct list_row *row = arena_array(to->arena, to->session->now.kind##_count + 1, sizeof(*row)); \
		*count = to->session->now.kind##_count; \
		for (size_t i = 0; i < *count; i++) \
			row[i] = (struct list_row){ i, NULL, NULL }; \
		return row; \
	}

/* ---- decisions ---------------------------------------------------------------------------------- */

ROWS(decision)
CELL(decision, id, r->id)
CELL(decision, item, said_place(to, r->item))
CELL(decision, title, title_of(to, r->item))
CELL(decision, outcome, told_choice("decision_recorded", "outcome", r->outcome))
CELL(decision, text, r->text)
CELL(decision, because, r->because)
CELL(decision, treatment, told_choice("decision_recorded", "treatment", r->treatment))
CELL(decision, options, options_words(to, r->option, r->option_count))
CELL(decision, decided_by, said_names(to, r->decided_by))
CELL(decision, present, said_names(to, r->present))
CELL(decision, effective, r->effective)
CELL(decision, until, r->until)
CELL(decision, supersedes, said_ref(to, r->supersedes))
CELL(decision, superseded_by, r->superseded_by)
CELL(decision, record, number(to, r->n))

static const struct assignment *owner_of(const struct telling *to, const struct decision *d)
{
	return session_assignment(to->session, d->item);
}

CELL(decision, accountable, owner_of(to, r) ? said_person(to, owner_of(to, r)->accountable) : "")
CELL(decision, due, owner_of(to, r) ? owner_of(to, r)->due : "")

static const struct list_column decision_columns[] = {
	{ "id", W(LIST_ID), true, false, decision_id, false },
	{ "item", W(LIST_ITEM), true, false, decision_item, false },
	{ "title", W(LIST_TITLE), false, false, decision_title, false },
	{ "outcome", W(FIELD_OUTCOME), true, false, decision_outcome, false },
	{ "text", W(FIELD_DECISION_TEXT), false, false, decision_text, false },
	{ "because", W(FIELD_BECAUSE), false, false, decision_because, false },
	{ "treatment", W(FIELD_TREATMENT), false, false, decision_treatment, false },
	{ "options", W(FIELD_OPTIONS), false, false, decision_options, false },
	{ "accountable", W(FIELD_ACCOUNTABLE), false, false, decision_accountable, false },
	{ "due", W(FIELD_DUE), true, false, decision_due, false },
	{ "decided_by", W(FIELD_DECIDED_BY), false, false, decision_decided_by, false },
	{ "present", W(LIST_PRESENT), false, false, decision_present, false },
	{ "effective", W(FIELD_EFFECTIVE), true, false, decision_effective, false },
	{ "until", W(FIELD_UNTIL), true, false, decision_until, false },
	{ "supersedes", W(FIELD_SUPERSEDES), false, false, decision_supersedes, false },
	{ "superseded_by", W(FIELD_SUPERSEDED_BY), false, false, decision_superseded_by, false },
	{ "record", W(LIST_RECORD), true, true, decision_record, false },
};

/* ---- actions --------------------------------------------------------------------------------------- */

ROWS(action)
CELL(action, id, r->id)
CELL(action, item, said_place(to, r->item))
CELL(action, what, r->what)
CELL(action, owner, said_person(to, r->owner))
CELL(action, due, r->due)
CELL(action, cost, said_money(to, r->cost))
CELL(action, state, action_state_say(action_state_on(r->state, r->due, to->session->now.held_on)))
CELL(action, evidence, r->evidence)
CELL(action, reason, r->reason)
CELL(action, carries, said_ref(to, r->carries))
CELL(action, record, number(to, r->n))

static const struct list_column action_columns[] = {
	{ "id", W(LIST_ID), true, false, action_id, false },
	{ "item", W(LIST_ITEM), true, false, action_item, false },
	{ "what", W(FIELD_WHAT), false, false, action_what, false },
	{ "owner", W(FIELD_OWNER), false, false, action_owner, false },
	{ "due", W(FIELD_DUE), true, false, action_due, false },
	{ "state", W(LIST_STATE), false, false, action_state, false },
	{ "cost", W(FIELD_COST), true, false, action_cost, true },
	{ "evidence", W(FIELD_EVIDENCE), false, false, action_evidence, false },
	{ "reason", W(FIELD_REASON), false, false, action_reason, false },
	{ "carries", W(FIELD_CARRIES), false, false, action_carries, false },
	{ "record", W(LIST_RECORD), true, true, action_record, false },
};

/* ---- acceptances ------------------------------------------------------------------------------------- */

static const char *area_title(const struct telling *to, const char *id)
{
	const struct area *area = id ? pack_area(to->session->pack, id) : NULL;

	return area ? bitext_say(area->title) : or_empty(id);
}

static const char *standing_words(const struct acceptance *a)
{
	return a->standing.side == STANDING_OUTSIDE ? T(LIST_OUTSIDE) : a->standing.side == STANDING_INSIDE ? T(LIST_INSIDE) : "";
}

static const char *conditions_words(const struct telling *to, const char *acceptance)
{
	const char *all = "";

	for (size_t i = 0; i < to->session->now.condition_count; i++) {
		const struct condition *c = &to->session->now.condition[i];

		if (strcmp(c->acceptance, acceptance) == 0)
			all = arena_printf(to->arena, "%s%s%s%s%s%s%s (%s)", all, *all ? "\n" : "", c->text, T(PAPER_GAP),
					   said_person(to, c->owner), c->due ? T(PAPER_GAP) : "", or_empty(c->due),
					   c->met ? T(PAPER_MET) : T(PAPER_UNMET));
	}
	return all;
}

static const char *triggers_words(const struct telling *to, const struct strings *triggers)
{
	const char *all = "";

	for (size_t i = 0; i < triggers->count; i++)
		all = arena_printf(to->arena, "%s%s%s", all, i ? "\n" : "", triggers->text[i]);
	return all;
}

static const char *if_given(const struct telling *to, int value)
{
	return value > 0 ? number(to, value) : "";
}

ROWS(acceptance)
CELL(acceptance, id, r->id)
CELL(acceptance, item, said_place(to, r->item))
CELL(acceptance, area, area_title(to, r->area))
CELL(acceptance, title, r->title)
CELL(acceptance, state, acceptance_state_say(acceptance_state_on(r->state, r->review_by, r->valid_until,
								   to->session->now.held_on)))
CELL(acceptance, valid_until, r->valid_until)
CELL(acceptance, review_by, r->review_by)
CELL(acceptance, approver, said_person(to, r->approver))
CELL(acceptance, authority, r->authority)
CELL(acceptance, approved_on, r->approved_on)
CELL(acceptance, requester, said_person(to, r->requester))
CELL(acceptance, owner, said_person(to, r->owner))
CELL(acceptance, likelihood, if_given(to, r->risk.likelihood))
CELL(acceptance, impact, if_given(to, r->risk.impact))
CELL(acceptance, level, if_given(to, r->risk.level))
CELL(acceptance, exposure_low, said_money(to, r->risk.exposure_low))
CELL(acceptance, exposure_high, said_money(to, r->risk.exposure_high))
CELL(acceptance, basis, r->risk.basis)
CELL(acceptance, measured_on, r->risk.measured_on)
CELL(acceptance, standing, standing_words(r))
CELL(acceptance, justification, r->justification)
CELL(acceptance, controls, r->controls)
CELL(acceptance, options, options_words(to, r->option, r->option_count))
CELL(acceptance, conditions, conditions_words(to, r->id))
CELL(acceptance, triggers, triggers_words(to, &r->triggers))
CELL(acceptance, renewals, number(to, r->renewals))
CELL(acceptance, first_on, r->first_on)
CELL(acceptance, record, number(to, r->settled_n))

static const struct list_column acceptance_columns[] = {
	{ "id", W(LIST_ID), true, false, acceptance_id, false },
	{ "item", W(LIST_ITEM), true, false, acceptance_item, false },
	{ "area", W(FIELD_AREA), false, false, acceptance_area, false },
	{ "title", W(FIELD_RISK_TITLE), false, false, acceptance_title, false },
	{ "state", W(LIST_STATE), false, false, acceptance_state, false },
	{ "valid_until", W(FIELD_VALID_UNTIL), true, false, acceptance_valid_until, false },
	{ "review_by", W(FIELD_REVIEW_BY), true, false, acceptance_review_by, false },
	{ "approver", W(FIELD_APPROVER), false, false, acceptance_approver, false },
	{ "authority", W(FIELD_AUTHORITY), false, false, acceptance_authority, false },
	{ "approved_on", W(FIELD_APPROVED_ON), true, false, acceptance_approved_on, false },
	{ "requester", W(FIELD_REQUESTER), false, false, acceptance_requester, false },
	{ "owner", W(FIELD_RISK_OWNER), false, false, acceptance_owner, false },
	{ "likelihood", W(FIELD_LIKELIHOOD), true, true, acceptance_likelihood, false },
	{ "impact", W(FIELD_IMPACT), true, true, acceptance_impact, false },
	{ "level", W(FIELD_RISK_LEVEL), true, true, acceptance_level, false },
	{ "exposure_low", W(FIELD_EXPOSURE_LOW), true, false, acceptance_exposure_low, true },
	{ "exposure_high", W(FIELD_EXPOSURE_HIGH), true, false, acceptance_exposure_high, true },
	{ "basis", W(FIELD_BASIS), false, false, acceptance_basis, false },
	{ "measured_on", W(FIELD_MEASURED_ON), true, false, acceptance_measured_on, false },
	{ "standing", W(LIST_STANDING), false, false, acceptance_standing, false },
	{ "justification", W(FIELD_JUSTIFICATION), false, false, acceptance_justification, false },
	{ "controls", W(FIELD_CONTROLS), false, false, acceptance_controls, false },
	{ "options", W(FIELD_OPTIONS), false, false, acceptance_options, false },
	{ "conditions", W(LIST_CONDITIONS), false, false, acceptance_conditions, false },
	{ "triggers", W(FIELD_TRIGGERS), false, false, acceptance_triggers, false },
	{ "renewals", W(FIELD_RENEWALS), true, true, acceptance_renewals, false },
	{ "first_on", W(FIELD_FIRST_ON), true, false, acceptance_first_on, false },
	{ "record", W(LIST_RECORD), true, true, acceptance_record, false },
};

/* ---- the kinds ------------------------------------------------------------------------------------------ */

static const struct list decisions = {
	sizeof(decision_columns) / sizeof(decision_columns[0]), decision_columns, decision_rows, false };
static const struct list actions = {
	sizeof(action_columns) / sizeof(action_columns[0]), action_columns, action_rows, false };
static const struct list acceptances = {
	sizeof(acceptance_columns) / sizeof(acceptance_columns[0]), acceptance_columns, acceptance_rows, false };

const struct list *list_of(enum leaving_kind kind)
{
	static const struct list *const lists[LEAVING_KIND_COUNT] = {
		[LEAVING_DECISIONS] = &decisions, [LEAVING_ACTIONS] = &actions, [LEAVING_ACCEPTANCES] = &acceptances,
		[LEAVING_RISKS] = &list_risks,
	};

	return lists[kind];
}
