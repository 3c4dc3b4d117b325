/* Risk acceptances on paper: their facts, and the certificate リスク受容書 to be signed. */
#include <string.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_paper.h"
#include "base/str.h"
#include "report/telling.h"
#include "workshop/acceptance.h"

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static const char *risk_words(struct telling *to, const struct acceptance *a)
{
	const char *level = a->risk.level == 0 ? "" : arena_printf(to->arena, T(PAPER_RISK_IS), a->risk.level,
								  a->risk.likelihood, a->risk.impact);
	const char *side = a->standing.side == STANDING_UNKNOWN ? "" : arena_printf(to->arena,
		a->standing.side == STANDING_OUTSIDE ? T(PAPER_RISK_OUTSIDE) : T(PAPER_RISK_INSIDE), a->standing.within);

	return arena_printf(to->arena, "%s%s%s", level, *level && *side ? T(PAPER_LISTED) : "", side);
}

static const char *exposure_words(struct telling *to, const struct acceptance *a)
{
	const char *low = said_money(to, a->risk.exposure_low), *high = said_money(to, a->risk.exposure_high);

	return *low || *high ? arena_printf(to->arena, "%s - %s", low, high) : "";
}

static const char *triggers(struct telling *to, const struct acceptance *a)
{
	const char *all = "";

	for (size_t i = 0; i < a->triggers.count; i++)
		all = arena_printf(to->arena, "%s%s%s", all, *all ? "\n" : "", a->triggers.text[i]);
	return all;
}

static void tell_conditions(struct telling *to, const char *acceptance)
{
	const struct paper_column columns[] = {
		{ T(PAPER_COL_CONDITION), false }, { T(PAPER_COL_WHO), false }, { T(PAPER_COL_DUE), true },
		{ T(PAPER_COL_STATE), false },
	};
	bool begun = false;

	for (size_t i = 0; i < to->session->now.condition_count; i++) {
		const struct condition *c = &to->session->now.condition[i];
		const char *cell[] = {
			c->text, said_person(to, c->owner), said_day(to, c->due),
			arena_printf(to->arena, "%s%s%s", c->met ? T(PAPER_MET) : T(PAPER_UNMET), c->evidence ? ": " : "",
				     c->evidence ? c->evidence : ""),
		};

		if (!is(c->acceptance, acceptance))
			continue;
		if (!begun)
			paper_table(&to->paper, columns, sizeof(columns) / sizeof(columns[0]), T(PAPER_CONDITIONS));
		begun = true;
		paper_row(&to->paper, cell);
	}
}

static const char *age_words(struct telling *to, const struct acceptance *a)
{
	struct str words = STR_INIT;
	const char *copy;

	acceptance_age_say(a->renewals, a->first_on, a->valid_until, to->session->now.held_on, &words);
	copy = arena_strdup(to->arena, words.text);
	str_release(&words);
	return copy;
}

/* What the reason on record is the reason of. */
static const char *why_label(struct telling *to, const struct acceptance *a)
{
	if (a->renewals > 0 && (is(a->state, "approved") || is(a->state, "proposed")))
		return T(PAPER_RENEWED_WHY);
	return arena_printf(to->arena, T(PAPER_STATE_WHY), acceptance_state_say(a->state));
}

void paper_acceptance(struct telling *to, const struct acceptance *a)
{
	const struct area *area = a->area ? pack_area(to->session->pack, a->area) : NULL;
	const struct { const char *label, *value; } facts[] = {
		{ T(FIELD_RISK_TITLE), a->title },
		{ T(PAPER_COL_ITEM), said_place(to, a->item) },
		{ T(FIELD_AREA), area ? bitext_say(area->title) : a->area },
		{ T(FIELD_SCOPE), a->scope },
		{ T(FIELD_STATE), acceptance_state_say(acceptance_state_on(a->state, a->review_by, a->valid_until,
									   to->session->now.held_on)) },
		{ T(FIELD_RISK), risk_words(to, a) },
		{ T(PAPER_EXPOSURE), exposure_words(to, a) },
		{ T(FIELD_BASIS), a->risk.basis },
		{ T(FIELD_MEASURED_ON), said_day(to, a->risk.measured_on) },
		{ T(FIELD_CONTROLS), a->controls },
		{ T(FIELD_JUSTIFICATION), a->justification },
		{ why_label(to, a), a->reason },
		{ T(FIELD_RENEWS), a->renews ? said_ref(to, a->renews) : "" },
		{ T(FIELD_REQUESTER), said_person(to, a->requester) },
		{ T(FIELD_RISK_OWNER), said_person(to, a->owner) },
		{ T(FIELD_APPROVER), said_person(to, a->approver) },
		{ T(FIELD_AUTHORITY), a->authority },
		{ T(FIELD_OVERRIDE), a->override },
		{ T(FIELD_APPROVED_ON), said_day(to, a->approved_on) },
		{ T(FIELD_VALID_UNTIL), said_day(to, a->valid_until) },
		{ T(FIELD_REVIEW_BY), said_day(to, a->review_by) },
		{ T(FIELD_RENEWALS), age_words(to, a) },
		{ T(FIELD_TRIGGERS), triggers(to, a) },
	};

	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		paper_fact(&to->paper, facts[i].label, facts[i].value);
	tell_conditions(to, a->id);
}

static void tell_option_lines(struct telling *to, const struct acceptance *a)
{
	for (size_t i = 0; i < a->option_count; i++) {
		const char *cost = said_money(to, a->option[i].cost);

		paper_item(&to->paper, i == 0 ? T(PAPER_OPTIONS) : "",
			   arena_printf(to->arena, "%s%s%s%s%s", a->option[i].text, *cost ? T(PAPER_GAP) : "", cost,
					a->option[i].why_not ? T(PAPER_GAP) : "", a->option[i].why_not ? a->option[i].why_not : ""));
	}
}

static void tell_certificate(struct telling *to, const struct acceptance *a)
{
	const struct { const char *as; struct person who; } rows[] = {
		{ T(PAPER_SIGN_REQUESTER), a->requester }, { T(PAPER_SIGN_OWNER), a->owner },
		{ T(PAPER_SIGN_APPROVER), a->approver },
	};

	if (!is(a->state, "approved"))
		paper_notice(&to->paper, arena_printf(to->arena, T(PAPER_NOT_APPROVED), acceptance_state_say(a->state)));
	paper_acceptance(to, a);
	tell_option_lines(to, a);
	/* What was turned down or taken back is signed by nobody. */
	if (is(a->state, "rejected") || is(a->state, "revoked"))
		return;
	paper_line(&to->paper, T(PAPER_SIGNING));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].who.name)
			paper_sign(&to->paper, said_person(to, rows[i].who), rows[i].as);
}

/* A page each; the first one stands under the paper's own title. */
void tell_certificates(struct telling *to)
{
	bool begun = false;

	for (size_t i = 0; i < to->session->now.acceptance_count; i++) {
		const struct acceptance *a = &to->session->now.acceptance[i];
		const char *title = arena_printf(to->arena, T(PAPER_CERTIFICATE), a->id);

		if (to->ask->acceptance && !is(a->id, to->ask->acceptance))
			continue;
		if (begun)
			paper_page(&to->paper, title);
		else
			paper_section(&to->paper, title);
		begun = true;
		tell_certificate(to, a);
	}
}
