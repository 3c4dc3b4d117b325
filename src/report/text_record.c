/* What stands on record for an item: positions, appetite, decisions, owners, actions,
 * acceptances, answers, words. */
#include "report/teller.h"

#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "lang/words_event.h"
#include "lang/words_report.h"
#include "workshop/acceptance.h"
#include "workshop/money.h"
#include "workshop/sheet.h"

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static void tell_appetites(const struct teller *to, const char *item)
{
	const struct session *session = to->session;

	for (size_t i = 0; i < session->now.appetite_count; i++) {
		const struct appetite *a = &session->now.appetite[i];
		const struct area *area = pack_area(session->pack, a->area ? a->area : "");
		struct str words = STR_INIT;

		if (!is(a->item, item) || !a->current)
			continue;
		str_printf(&words, "%d %s", a->level, bitext_say(session->pack->level[a->level - 1].title));
		if (a->area)
			str_printf(&words, " / %s", area ? bitext_say(area->title) : a->area);
		put(to, LABEL(EVENT_APPETITE_SET), words.text);
		put(to, LABEL(FIELD_SENTENCE), a->sentence);
		put_person(to, LABEL(FIELD_SAID_BY), a->said_by);
		str_release(&words);
	}
}

/* "Sell it  12,000,000円 / too late". */
static void tell_options(const struct teller *to, const struct option *option, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str words = STR_INIT;

		str_add(&words, option[i].text);
		if (option[i].cost.set) {
			str_add(&words, "  ");
			money_say(option[i].cost, false, &words);
		}
		if (option[i].why_not)
			str_printf(&words, " / %s", option[i].why_not);
		put(to, LABEL(FIELD_OPTIONS), words.text);
		str_release(&words);
	}
}

static void tell_quorum(const struct teller *to, const struct decision *d)
{
	struct str words = STR_INIT;

	if (d->quorum > 0)
		str_printf(&words, d->voters >= d->quorum ? T(REPORT_QUORUM_MET) : T(REPORT_QUORUM_NOT_MET),
			   d->voters, d->quorum);
	put(to, LABEL(FIELD_QUORUM), words.text);
	str_release(&words);
}

static void tell_decisions(const struct teller *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.decision_count; i++) {
		const struct decision *d = &to->session->now.decision[i];
		struct str words = STR_INIT;

		if (!is(d->item, item))
			continue;
		str_printf(&words, "#%lld %s: %s", (long long)d->n,
			   told_choice("decision_recorded", "outcome", d->outcome), d->text);
		put(to, LABEL(FIELD_DECISION), words.text);
		put(to, LABEL(FIELD_SUPERSEDED_BY), d->superseded_by);
		put(to, LABEL(FIELD_BECAUSE), d->because);
		put(to, LABEL(FIELD_TREATMENT), told_choice("decision_recorded", "treatment", d->treatment));
		tell_options(to, d->option, d->option_count);
		put_persons(to, LABEL(FIELD_DECIDED_BY), d->decided_by);
		put_persons(to, LABEL(REPORT_PRESENT), d->present);
		tell_quorum(to, d);
		put_date(to, LABEL(FIELD_EFFECTIVE), d->effective);
		put_date(to, LABEL(FIELD_UNTIL), d->until);
		str_release(&words);
	}
}

static void tell_assignments(const struct teller *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.assignment_count; i++) {
		const struct assignment *a = &to->session->now.assignment[i];

		if (!is(a->item, item) || !a->current)
			continue;
		put_person(to, LABEL(FIELD_ACCOUNTABLE), a->accountable);
		put_persons(to, LABEL(FIELD_RESPONSIBLE), a->responsible);
		put_persons(to, LABEL(FIELD_CONSULTED), a->consulted);
		put_persons(to, LABEL(FIELD_INFORMED), a->informed);
		put_person(to, LABEL(FIELD_DEPUTY), a->deputy);
		put_date(to, LABEL(FIELD_DUE), a->due);
	}
}

static void tell_actions(const struct teller *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.action_count; i++) {
		const struct action *a = &to->session->now.action[i];
		struct str words = STR_INIT;

		if (!is(a->item, item))
			continue;
		str_add(&words, a->what);
		if (a->owner.name || a->due)
			str_add(&words, " — ");
		person_say(a->owner, &words);
		if (a->due)
			str_printf(&words, "%s%s", a->owner.name ? T(REPORT_COMMA) : "", a->due);
		if (!is(a->state, "open"))
			str_printf(&words, " (%s)", told_choice("action_closed", "state", a->state));
		put(to, LABEL(EVENT_ACTION_ADDED), words.text);
		put_money(to, LABEL(FIELD_COST), a->cost);
		put(to, LABEL(FIELD_EVIDENCE), a->evidence);
		put(to, LABEL(FIELD_REASON), a->reason);
		str_release(&words);
	}
}

/* The state frozen at that moment, and where it stood to the appetite. */
static void tell_risk(const struct teller *to, const struct acceptance *a)
{
	struct str words = STR_INIT;

	if (a->risk.level > 0)
		str_printf(&words, T(REPORT_RISK), a->risk.level, a->risk.likelihood, a->risk.impact);
	if (a->standing.side != STANDING_UNKNOWN)
		str_printf(&words, a->standing.side == STANDING_OUTSIDE ? T(REPORT_OUTSIDE) : T(REPORT_INSIDE),
			   a->standing.within);
	put(to, LABEL(FIELD_RISK_LEVEL), words.text);
	put_money(to, LABEL(FIELD_EXPOSURE_LOW), a->risk.exposure_low);
	put_money(to, LABEL(FIELD_EXPOSURE_HIGH), a->risk.exposure_high);
	put(to, LABEL(FIELD_BASIS), a->risk.basis);
	put_date(to, LABEL(FIELD_MEASURED_ON), a->risk.measured_on);
	str_release(&words);
}

static void tell_conditions(const struct teller *to, const char *acceptance)
{
	for (size_t i = 0; i < to->session->now.condition_count; i++) {
		const struct condition *c = &to->session->now.condition[i];
		struct str words = STR_INIT;

		if (!is(c->acceptance, acceptance))
			continue;
		str_printf(&words, "%s %s", c->id, c->text);
		str_add(&words, c->owner.name || c->due ? " — " : "");
		person_say(c->owner, &words);
		if (c->due)
			str_printf(&words, "%s%s", c->owner.name ? T(REPORT_COMMA) : "", c->due);
		str_printf(&words, " (%s)", c->met ? T(REPORT_MET) : T(REPORT_UNMET));
		put(to, LABEL(FIELD_CONDITION), words.text);
		put(to, LABEL(FIELD_EVIDENCE), c->evidence);
		str_release(&words);
	}
}

static void tell_acceptance_head(const struct teller *to, const struct acceptance *a)
{
	struct str words = STR_INIT;

	str_printf(&words, "%s %s (%s)", a->id, a->title, acceptance_state_say(a->state));
	put(to, LABEL(FIELD_ACCEPTANCE), words.text);
	str_clear(&words);
	acceptance_age_say(a->renewals, a->first_on, a->valid_until, to->session->now.held_on, &words);
	put(to, LABEL(REPORT_ACCEPTED_FOR), words.text);
	str_release(&words);
}

static void tell_acceptances(const struct teller *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.acceptance_count; i++) {
		const struct acceptance *a = &to->session->now.acceptance[i];

		if (!is(a->item, item))
			continue;
		tell_acceptance_head(to, a);
		put(to, LABEL(FIELD_RENEWS), a->renews);
		tell_risk(to, a);
		put(to, LABEL(FIELD_JUSTIFICATION), a->justification);
		put(to, LABEL(FIELD_REASON), a->reason);
		tell_options(to, a->option, a->option_count);
		put_person(to, LABEL(FIELD_REQUESTER), a->requester);
		put_person(to, LABEL(FIELD_RISK_OWNER), a->owner);
		put_person(to, LABEL(FIELD_APPROVER), a->approver);
		put(to, LABEL(FIELD_AUTHORITY), a->authority);
		put(to, LABEL(FIELD_OVERRIDE), a->override);
		put_date(to, LABEL(FIELD_APPROVED_ON), a->approved_on);
		put_date(to, LABEL(FIELD_VALID_UNTIL), a->valid_until);
		put_date(to, LABEL(FIELD_REVIEW_BY), a->review_by);
		for (size_t k = 0; k < a->triggers.count; k++)
			put(to, LABEL(FIELD_TRIGGERS), a->triggers.text[k]);
		tell_conditions(to, a->id);
	}
}

/* One position in words: "Sato (CEO): 3 cautious, because ...". */
static void add_position(const struct teller *to, const struct position *p, struct str *words)
{
	const struct participant *who = session_participant(to->session, p->participant);

	str_add(words, words->length ? "\n" : "");
	str_printf(words, "%s: ", who ? who->name : T(REPORT_NAMELESS));
	if (p->vote)
		str_add(words, told_choice("position_taken", "vote", p->vote));
	else
		str_printf(words, "%d %s", p->level,
			   bitext_say(to->session->pack->level[p->level - 1].title));
	if (p->reason)
		str_printf(words, " — %s", p->reason);
	if (p->on_request)
		str_printf(words, " [%s]", say(LABEL(FIELD_ON_REQUEST)));
}

static void tell_rounds(const struct teller *to, const char *item)
{
	const struct session_state *now = &to->session->now;

	for (size_t i = 0; i < now->round_count; i++) {
		const struct round *round = &now->round[i];
		struct str words = STR_INIT;
		int taken = 0;

		if (!is(round->item, item))
			continue;
		for (size_t p = 0; p < now->position_count; p++) {
			if (!is(now->position[p].round, round->id))
				continue;
			taken++;
			if (round->revealed)
				add_position(to, &now->position[p], &words);
		}
		if (round->withdrawn)
			str_add(&words, say(LABEL(EVENT_ROUND_WITHDRAWN)));
		else if (!round->revealed)
			str_printf(&words, T(REPORT_TAKEN), taken);
		put(to, LABEL(FIELD_MOTION), round->text);
		put(to, LABEL(EVENT_ROUND_OPENED), words.text);
		str_release(&words);
	}
}

/* A table: a line a row, the cells that are there. */
static void tell_table(const struct teller *to, const struct sheet_field *field, const struct json *value)
{
	struct words label = field->row.label;

	for (size_t i = 0; i < value->count; i++) {
		struct str words = STR_INIT;

		sheet_row_say(to->session, field->field, value->child[i], &words);
		put(to, i == 0 ? label : (struct words){ "", "" }, words.text);
		str_release(&words);
	}
}

static void tell_recusals(const struct teller *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.participant_count; i++) {
		const struct participant *p = &to->session->now.participant[i];

		for (size_t k = 0; k < p->recusal_count; k++) {
			struct str words = STR_INIT;

			if (is(p->recusal[k].item, item))
				str_printf(&words, "%s: %s", p->name, p->recusal[k].reason);
			put(to, LABEL(EVENT_PARTICIPANT_RECUSED), words.text);
			str_release(&words);
		}
	}
}

static void tell_answers(const struct teller *to, const char *item)
{
	size_t count;
	const struct sheet_field *sheet = session_sheet(to->session, item, &count);

	for (size_t i = 0; i < count; i++) {
		const struct json *value = sheet_answer(to->session, item, sheet[i].field->id);
		struct str words = STR_INIT;

		if (!value)
			continue;
		sheet_value_say(to->session, sheet[i].field, value, &words);
		if (sheet[i].field->type == FIELD_TABLE)
			tell_table(to, &sheet[i], value);
		else
			put(to, sheet[i].row.label, words.text);
		str_release(&words);
	}
}

void tell_item(const struct teller *to, const char *item)
{
	tell_recusals(to, item);
	tell_rounds(to, item);
	tell_appetites(to, item);
	tell_decisions(to, item);
	tell_assignments(to, item);
	tell_actions(to, item);
	tell_acceptances(to, item);
	tell_answers(to, item);
}

void tell_said(const struct teller *to, const char *item)
{
	const struct session_state *now = &to->session->now;

	for (size_t i = 0; i < now->statement_count; i++) {
		const struct statement *s = &now->statement[i];
		struct str words = STR_INIT;

		if (item ? !is(s->item, item) : s->item != NULL)
			continue;
		person_say(s->who, &words);
		str_printf(&words, T(REPORT_QUOTED), s->text);
		if (s->on_request)
			str_printf(&words, " [%s]", say(LABEL(FIELD_ON_REQUEST)));
		put(to, LABEL(EVENT_STATEMENT_RECORDED), words.text);
		str_release(&words);
	}
	for (size_t i = 0; i < now->note_count; i++)
		if (item ? is(now->note[i].item, item) : now->note[i].item == NULL)
			put(to, now->note[i].parked ? LABEL(REPORT_PARKED) : LABEL(EVENT_NOTE_ADDED),
			    now->note[i].text);
}
