/* See acceptance.h. */
#include "workshop/acceptance.h"

#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/rules.h"

/* What else could have been done, and what it would have cost (NIST IR 8286). */
static bool has_costed_option(const struct acceptance *a)
{
	for (size_t i = 0; i < a->option_count; i++)
		if (a->option[i].cost.set)
			return true;
	return false;
}

size_t acceptance_missing(const struct acceptance *a, const char **label, size_t size)
{
	const struct { bool there; const char *label; } parts[] = {
		{ a->risk.level > 0 && a->risk.likelihood > 0 && a->risk.impact > 0, T(FIELD_RISK) },
		{ a->risk.measured_on != NULL, T(FIELD_MEASURED_ON) },
		{ a->risk.exposure_high.set && a->risk.basis, T(FIELD_EXPOSURE) },
		{ has_costed_option(a), T(FIELD_OPTION_COST) },
		{ a->justification != NULL, T(FIELD_JUSTIFICATION) },
		{ a->requester.name != NULL, T(FIELD_REQUESTER) },
		{ a->owner.name != NULL, T(FIELD_RISK_OWNER) },
		{ a->valid_until != NULL, T(FIELD_VALID_UNTIL) },
		{ a->review_by != NULL, T(FIELD_REVIEW_BY) },
		{ a->triggers.count > 0, T(FIELD_TRIGGERS) },
	};
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
		if (parts[i].there)
			continue;
		if (count < size)
			label[count] = parts[i].label;
		count++;
	}
	return count;
}

/* Dates of the form 2027-03-31 compare as texts. */
const char *acceptance_state_on(const char *state, const char *review_by, const char *valid_until,
				const char *on)
{
	if (!state || strcmp(state, "approved") != 0 || !on)
		return state;
	if (valid_until && strcmp(on, valid_until) > 0)
		return "expired";
	return review_by && strcmp(on, review_by) >= 0 ? "expiring" : state;
}

const char *acceptance_state_over(const struct acceptance_facts *facts, const char *on)
{
	if (facts->renewed)
		return "renewed";
	if (facts->state && strcmp(facts->state, "approved") == 0 && facts->approved_on && strcmp(on, facts->approved_on) < 0)
		return "proposed";
	return acceptance_state_on(facts->state, facts->review_by, facts->valid_until, on);
}

const char *acceptance_state_say(const char *state)
{
	static const struct { const char *name; struct words words; } states[] = {
		{ "proposed", W(ACCEPTANCE_PROPOSED) }, { "approved", W(ACCEPTANCE_APPROVED) },
		{ "rejected", W(ACCEPTANCE_REJECTED) }, { "revoked", W(ACCEPTANCE_REVOKED) },
		{ "expiring", W(ACCEPTANCE_EXPIRING) }, { "expired", W(ACCEPTANCE_EXPIRED) },
		{ "renewed", W(ACCEPTANCE_RENEWED) },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(states); i++)
		if (strcmp(states[i].name, state) == 0)
			return say(states[i].words);
	return state;
}

/* Whole months from one date to a later one. */
static int months_between(struct date from, struct date to)
{
	int months = (to.year - from.year) * 12 + to.month - from.month;

	return date_compare(date_add_months(from, months), to) > 0 ? months - 1 : months;
}

int acceptance_age(const char *first_on, const char *valid_until, const char *on)
{
	struct date first, last;

	/* What has run out grows no older. */
	if (valid_until && on && strcmp(valid_until, on) < 0)
		on = valid_until;
	if (!first_on || !on || !date_parse(first_on, &first) || !date_parse(on, &last) || date_compare(last, first) < 0)
		return -1;
	return months_between(first, last);
}

void acceptance_age_say(int renewals, const char *first_on, const char *valid_until, const char *on, struct str *out)
{
	int months = acceptance_age(first_on, valid_until, on);
	bool over = valid_until && on && strcmp(valid_until, on) < 0;

	if (months >= 0 && renewals > 0)
		str_printf(out, T(ACCEPTANCE_AGE), renewals, months);
	else if (months > 0)
		str_printf(out, over ? T(ACCEPTANCE_AGE_OVER) : T(ACCEPTANCE_AGE_FIRST), months);
}
