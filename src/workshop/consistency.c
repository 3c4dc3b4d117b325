/* One row a kind of question, one small function to find it. */
#include "workshop/consistency.h"

#include <string.h>

#include "lang/words_workshop.h"
#include "workshop/rules.h"
#include "workshop/spread.h"

enum { ITEMS_OF_ONE = 4, SPREAD = 3 };

struct search {
	const struct session *session;
	struct arena *arena;
	const struct doubt_kind *kind;
	struct doubts found;
	size_t capacity;
};

static bool is(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_settled(const struct search *search, const char *item, const char *about)
{
	const struct session_state *now = &search->session->now;

	for (size_t i = 0; i < now->settled_count; i++)
		if (is(now->settled[i].question, search->kind->name) && is(now->settled[i].item, item) &&
		    is(now->settled[i].about, about))
			return true;
	return false;
}

static void add(struct search *search, const char *item, const char *about)
{
	struct doubts *found = &search->found;

	if (is_settled(search, item, about))
		return;
	found->doubt = arena_grow(search->arena, found->doubt, found->count, &search->capacity,
				  sizeof(*found->doubt));
	found->doubt[found->count++] = (struct doubt){ search->kind, item, about };
}

/* Decisions that hold. */
static const struct decision *decision_at(const struct search *search, size_t index)
{
	const struct decision *decision = &search->session->now.decision[index];

	return !decision->superseded_by && is(decision->outcome, "adopted") ? decision : NULL;
}

static void averse_but_retained(struct search *search)
{
	for (size_t i = 0; i < search->session->now.decision_count; i++) {
		const struct decision *decision = decision_at(search, i);
		const struct appetite *appetite =
			decision ? session_appetite(search->session, decision->item, NULL) : NULL;

		if (appetite && appetite->level == 1 && is(decision->treatment, "retain"))
			add(search, decision->item, decision->id);
	}
}

static bool has_action(const struct session *session, const struct decision *decision)
{
	for (size_t i = 0; i < session->now.action_count; i++) {
		const struct action *action = &session->now.action[i];

		if (is(action->item, decision->item) || is(action->decision, decision->id))
			return true;
	}
	return false;
}

static void modified_without_means(struct search *search)
{
	for (size_t i = 0; i < search->session->now.decision_count; i++) {
		const struct decision *decision = decision_at(search, i);

		if (decision && is(decision->treatment, "modify") && !has_action(search->session, decision))
			add(search, decision->item, decision->id);
	}
}

/* Proposed or in force. */
static const struct acceptance *acceptance_at(const struct search *search, size_t index)
{
	const struct acceptance *a = &search->session->now.acceptance[index];

	return is(a->state, "proposed") || is(a->state, "approved") ? a : NULL;
}

static bool has_condition(const struct session *session, const char *acceptance)
{
	for (size_t i = 0; i < session->now.condition_count; i++)
		if (is(session->now.condition[i].acceptance, acceptance))
			return true;
	return false;
}

static void outside_without_conditions(struct search *search)
{
	for (size_t i = 0; i < search->session->now.acceptance_count; i++) {
		const struct acceptance *a = acceptance_at(search, i);

		if (a && a->standing.side == STANDING_OUTSIDE && !has_condition(search->session, a->id))
			add(search, a->item, a->id);
	}
}

static void appetite_not_stated(struct search *search)
{
	for (size_t i = 0; i < search->session->now.acceptance_count; i++) {
		const struct acceptance *a = acceptance_at(search, i);

		if (a && a->standing.side == STANDING_UNKNOWN)
			add(search, a->item, a->id);
	}
}

static void owner_approves(struct search *search)
{
	for (size_t i = 0; i < search->session->now.acceptance_count; i++) {
		const struct acceptance *a = acceptance_at(search, i);

		if (a && person_same(a->owner, a->approver))
			add(search, a->item, a->id);
	}
}

static void requester_checks(struct search *search)
{
	const struct session_state *now = &search->session->now;

	for (size_t i = 0; i < now->condition_count; i++) {
		const struct acceptance *a = session_acceptance(search->session, now->condition[i].acceptance);

		if (a && person_same(a->requester, now->condition[i].owner))
			add(search, a->item, now->condition[i].id);
	}
}

/* Levels far apart, and nobody's reason on record. */
static bool gives_reason(const struct session *session, const struct round *round)
{
	for (size_t i = 0; i < session->now.position_count; i++)
		if (is(session->now.position[i].round, round->id) && session->now.position[i].reason)
			return true;
	return false;
}

/* Of levels only: a motion has no distance. */
static void wide_without_reason(struct search *search)
{
	const struct session *session = search->session;

	for (size_t i = 0; i < session->now.round_count; i++) {
		const struct round *round = &session->now.round[i];
		struct spread spread = round_spread(session, round);

		if (round->revealed && spread.columns == SPREAD_COLUMNS &&
		    spread.high - spread.low >= SPREAD && !gives_reason(session, round))
			add(search, round->item, round->id);
	}
}

/* Items, not assignments: one may be assigned anew for each of its decisions. */
static int items_of(const struct session *session, const struct person *person)
{
	int count = 0;

	for (size_t i = 0; i < session->now.stop_count; i++) {
		bool answers = false;

		for (size_t k = 0; k < session->now.assignment_count && !answers; k++) {
			const struct assignment *assignment = &session->now.assignment[k];

			answers = assignment->current && is(assignment->item, session->now.stop[i].id) &&
				  person_same(assignment->accountable, *person);
		}
		count += answers;
	}
	return count;
}

static void many_items_of_one(struct search *search)
{
	const struct session_state *now = &search->session->now;

	for (size_t i = 0; i < now->assignment_count; i++) {
		const struct person *person = &now->assignment[i].accountable;
		bool first = now->assignment[i].current;

		for (size_t k = 0; k < i && first; k++)
			first = !now->assignment[k].current ||
				!person_same(now->assignment[k].accountable, *person);
		if (first && items_of(search->session, person) > ITEMS_OF_ONE)
			add(search, NULL, person->name);
	}
}

const struct doubt_kind doubt_kinds[] = {
	{ "averse-retain", W(DOUBT_AVERSE_RETAIN) },
	{ "modify-no-means", W(DOUBT_MODIFY_NO_MEANS) },
	{ "outside-no-condition", W(DOUBT_OUTSIDE_NO_CONDITION) },
	{ "appetite-not-stated", W(DOUBT_APPETITE_NOT_STATED) },
	{ "owner-approves", W(DOUBT_OWNER_APPROVES) },
	{ "requester-checks", W(DOUBT_REQUESTER_CHECKS) },
	{ "wide-no-reason", W(DOUBT_WIDE_NO_REASON) },
	{ "many-items", W(DOUBT_MANY_ITEMS) },
};
const size_t doubt_kind_count = ARRAY_LENGTH(doubt_kinds);

/* In the order of the rows above. */
static void (*const searches[])(struct search *search) = {
	averse_but_retained, modified_without_means, outside_without_conditions, appetite_not_stated,
	owner_approves, requester_checks, wide_without_reason, many_items_of_one,
};
_Static_assert(ARRAY_LENGTH(searches) == ARRAY_LENGTH(doubt_kinds), "a search for each kind of question");

struct doubts session_doubts(const struct session *session, struct arena *arena)
{
	struct search search = { .session = session, .arena = arena };

	for (size_t i = 0; i < ARRAY_LENGTH(searches); i++) {
		search.kind = &doubt_kinds[i];
		searches[i](&search);
	}
	return search.found;
}
