/*
 * Accepting a risk, formally: proposed in any state, approved only when whole.
 * What "whole" means follows workshop.md 4.6, which takes it from ISO/IEC
 * 27001:2022 6.1.3 f (risk owners' approval), NIST IR 8286 (exposure, response
 * cost) and the usual separation of requester and approver.
 */
#include "workshop/rules.h"

#include <string.h>

#include "base/date.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/acceptance.h"
#include "workshop/standing.h"

/* An acceptance is never longer than a year: then it is asked again. */
enum { ACCEPTANCE_MONTHS_MAX = 12 };

static const struct event_field proposed_fields[] = {
	{ "acceptance", VALUE_NEW_ID, W(FIELD_ACCEPTANCE), true, 0, 0, NULL },
	{ "title", VALUE_LINE, W(FIELD_RISK_TITLE), true, 0, 0, NULL },
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL },
	{ "area", VALUE_AREA, W(FIELD_AREA), false, 0, 0, NULL },
	{ "row", VALUE_LINE, W(FIELD_RISK_ROW), false, 0, PACK_ID_MAX, NULL },
	{ "decision", VALUE_DECISION, W(FIELD_DECISION), false, 0, 0, NULL },
	{ "scope", VALUE_TEXT, W(FIELD_SCOPE), false, 0, 0, NULL },
	{ "risk", VALUE_RISK, W(FIELD_RISK), false, 0, 0, NULL },
	{ "controls", VALUE_TEXT, W(FIELD_CONTROLS), false, 0, 0, NULL },
	{ "options", VALUE_OPTIONS, W(FIELD_OPTIONS), false, 0, 0, NULL },
	{ "justification", VALUE_TEXT, W(FIELD_JUSTIFICATION), false, 0, 0, NULL },
	{ "requester", VALUE_PERSON, W(FIELD_REQUESTER), false, 0, 0, NULL },
	{ "owner", VALUE_PERSON, W(FIELD_RISK_OWNER), false, 0, 0, NULL },
	{ "approver", VALUE_PERSON, W(FIELD_APPROVER), false, 0, 0, NULL },
	{ "authority", VALUE_LINE, W(FIELD_AUTHORITY), false, 0, 0, NULL },
	{ "valid_until", VALUE_DATE, W(FIELD_VALID_UNTIL), false, 0, 0, NULL },
	{ "review_by", VALUE_DATE, W(FIELD_REVIEW_BY), false, 0, 0, NULL },
	{ "triggers", VALUE_LINES, W(FIELD_TRIGGERS), false, 0, 0, NULL },
	{ "conditions", VALUE_CONDITIONS, W(FIELD_CONDITIONS), false, 0, 0, NULL },
	{ "renews", VALUE_LINE, W(FIELD_RENEWS), false, 0, 80, NULL },
	{ "renewals", VALUE_INT, W(FIELD_RENEWALS), false, 1, 99, NULL },
	{ "first_on", VALUE_DATE, W(FIELD_FIRST_ON), false, 0, 0, NULL },
	{ "reason", VALUE_TEXT, W(FIELD_RENEWED_WHY), false, 0, 0, NULL },
};

static const struct event_field approved_fields[] = {
	{ "acceptance", VALUE_ACCEPTANCE, W(FIELD_ACCEPTANCE), true, 0, 0, NULL },
	{ "approver", VALUE_PERSON, W(FIELD_APPROVER), false, 0, 0, NULL },
	{ "authority", VALUE_LINE, W(FIELD_AUTHORITY), false, 0, 0, NULL },
	{ "approved_on", VALUE_DATE, W(FIELD_APPROVED_ON), false, 0, 0, NULL },
	{ "override", VALUE_TEXT, W(FIELD_OVERRIDE), false, 0, 0, NULL },
};

static const struct event_field ended_fields[] = {
	{ "acceptance", VALUE_ACCEPTANCE, W(FIELD_ACCEPTANCE), true, 0, 0, NULL },
	{ "reason", VALUE_TEXT, W(FIELD_REASON), true, 0, 0, NULL },
};

static const struct event_field renewed_fields[] = {
	{ "acceptance", VALUE_ACCEPTANCE, W(FIELD_ACCEPTANCE), true, 0, 0, NULL },
	{ "reason", VALUE_TEXT, W(FIELD_REASON), true, 0, 0, NULL },
	{ "risk", VALUE_RISK, W(FIELD_RISK), true, 0, 0, NULL },
	{ "valid_until", VALUE_DATE, W(FIELD_VALID_UNTIL), true, 0, 0, NULL },
	{ "review_by", VALUE_DATE, W(FIELD_REVIEW_BY), true, 0, 0, NULL },
};

static const struct event_field met_fields[] = {
	{ "condition", VALUE_CONDITION, W(FIELD_CONDITION), true, 0, 0, NULL },
	{ "evidence", VALUE_TEXT, W(FIELD_EVIDENCE), true, 0, 0, NULL },
};

static struct acceptance *named(const struct session *session, const struct event *event)
{
	return session_acceptance(session, event_text(event, "acceptance"));
}

static struct risk risk_read(const struct json *value)
{
	return (struct risk){
		.likelihood = (int)json_get_int(value, "likelihood", 0),
		.impact = (int)json_get_int(value, "impact", 0),
		.level = (int)json_get_int(value, "level", 0),
		.exposure_low = money_read(json_get(value, "exposure_low")),
		.exposure_high = money_read(json_get(value, "exposure_high")),
		.basis = json_get_text(value, "basis"),
		.measured_on = json_get_text(value, "measured_on"),
	};
}

/* Valid for at most a year from the meeting, reviewed before it ends. */
static bool term_check(const struct session *session, const char *valid_until,
		       const char *review_by, struct error *err)
{
	struct date held, until, review;
	char limit[32];

	if (!date_parse(session->now.held_on, &held) || !valid_until || !date_parse(valid_until, &until))
		return true;
	date_format(date_add_months(held, ACCEPTANCE_MONTHS_MAX), limit, sizeof(limit));
	if (strcmp(valid_until, limit) > 0)
		return refuse(err, T(REFUSE_TERM), valid_until, limit);
	if (date_compare(until, held) < 0)
		return refuse(err, T(REFUSE_DATE_PAST), T(FIELD_VALID_UNTIL), valid_until,
			      session->now.held_on);
	if (review_by && date_parse(review_by, &review) && date_compare(review, until) >= 0)
		return refuse(err, T(REFUSE_REVIEW_LATE), review_by, valid_until);
	return true;
}

/* An acceptance of an earlier session goes on as a new one, which says how often
 * that was done, since when, and why: the earlier file can't be asked here. */
static bool renews_check(const struct event *event, struct error *err)
{
	const struct { const char *name, *label; } parts[] = {
		{ "renewals", T(FIELD_RENEWALS) }, { "first_on", T(FIELD_FIRST_ON) },
		{ "reason", T(FIELD_RENEWED_WHY) },
	};
	bool renews = event_has(event, "renews");

	for (size_t i = 0; i < ARRAY_LENGTH(parts); i++)
		if (event_has(event, parts[i].name) != renews)
			return refuse(err, renews ? T(REFUSE_RENEWS_PARTS) : T(REFUSE_RENEWS_ALONE),
				      parts[i].label);
	return true;
}

/* A range goes upwards, in one currency: asked of new ones. */
static bool exposure_prepare(const struct session *session, struct arena *arena, struct json *body,
			     const struct event *original, struct error *err)
{
	const struct json *value = json_get(body, "risk");
	struct risk risk = { 0 };

	(void)session;
	(void)arena;
	(void)original;
	if (value)
		risk = risk_read(value);
	if (!risk.exposure_low.set || !risk.exposure_high.set)
		return true;
	/* A sum without its currency is refused by the gate. */
	if (!risk.exposure_low.currency || !risk.exposure_high.currency)
		return true;
	if (risk.exposure_low.amount <= risk.exposure_high.amount &&
	    strcmp(risk.exposure_low.currency, risk.exposure_high.currency) == 0)
		return true;
	return refuse(err, "%s", T(REFUSE_EXPOSURE));
}

/* Nothing is measured on a day that has not come. */
static bool measure_check(const struct session *session, const struct event *event, struct error *err)
{
	struct risk risk = risk_read(json_get(event->body, "risk"));

	if (risk.measured_on && session->now.held_on && strcmp(risk.measured_on, session->now.held_on) > 0)
		return refuse(err, T(REFUSE_MEASURED_LATER), T(FIELD_MEASURED_ON), risk.measured_on,
			      session->now.held_on);
	return true;
}

static bool proposed_check(const struct session *session, const struct event *event, struct error *err)
{
	return check_item_is_item(session, event, err) && renews_check(event, err) &&
	       measure_check(session, event, err) &&
	       check_date_not_before_meeting(session, event, "review_by", err) &&
	       term_check(session, event_text(event, "valid_until"),
			  event_text(event, "review_by"), err);
}

/* The conditions of an acceptance become records c1, c2, ... of the session. */
static void conditions_apply(struct session *session, const struct event *event, const char *acceptance)
{
	const struct json *list = json_get(event->body, "conditions");

	for (size_t i = 0; list && i < list->count; i++) {
		const struct json *value = list->child[i];
		struct condition *condition = RECORD_ADD(session, condition, condition);

		condition->touched = condition->n = event->n;
		condition->id = arena_printf(session->arena, "c%zu", session->now.condition_count);
		condition->acceptance = acceptance;
		condition->text = json_get_text(value, "text");
		condition->due = json_get_text(value, "due");
		condition->owner = person_read(session, json_get(value, "owner"));
	}
}

static void proposed_apply(struct session *session, const struct event *event)
{
	struct acceptance *a = RECORD_ADD(session, acceptance, acceptance);

	*a = (struct acceptance){
		.touched = event->n, .n = event->n, .state = "proposed",
		.id = event_text(event, "acceptance"), .item = event_text(event, "item"),
		.area = event_text(event, "area"), .row = event_text(event, "row"), .decision = event_text(event, "decision"),
		.title = event_text(event, "title"), .scope = event_text(event, "scope"),
		.justification = event_text(event, "justification"),
		.controls = event_text(event, "controls"),
		.risk = risk_read(json_get(event->body, "risk")),
		.requester = event_person(session, event, "requester"),
		.owner = event_person(session, event, "owner"),
		.approver = event_person(session, event, "approver"),
		.authority = event_text(event, "authority"),
		.valid_until = event_text(event, "valid_until"),
		.review_by = event_text(event, "review_by"),
		.triggers = event_lines(session, event, "triggers"),
		.renews = event_text(event, "renews"), .renewals = event_int(event, "renewals"),
		.first_on = event_text(event, "first_on"), .reason = event_text(event, "reason"),
		.settled_n = event->n,
	};
	a->standing = standing_of(session, a->item, a->area, a->risk.level);
	a->option = event_options(session, event, "options", &a->option_count);
	conditions_apply(session, event, a->id);
}

static bool state_check(const struct acceptance *acceptance, const char *wanted, struct error *err)
{
	if (strcmp(acceptance->state, wanted) != 0)
		return refuse(err, T(REFUSE_ACCEPTANCE_STATE), acceptance->id,
			      acceptance_state_say(acceptance->state), acceptance_state_say(wanted));
	return true;
}

/* Everything that must be there before anybody may approve. */
static bool whole_check(const struct acceptance *a, struct error *err)
{
	const char *label;

	return acceptance_missing(a, &label, 1) == 0 || refuse(err, T(REFUSE_NOT_WHOLE), a->id, label);
}

/* Outside the appetite it is the whole board's affair: a named round on the item
 * since it was last settled. */
static bool board_check(const struct session *session, const struct acceptance *a, int64_t since,
			struct error *err)
{
	struct standing standing = standing_of(session, a->item, a->area, a->risk.level);

	if (standing.side != STANDING_OUTSIDE || board_round(session, a->item, since))
		return true;
	return refuse(err, T(REFUSE_OUTSIDE), a->id, a->risk.level, standing.within);
}

static bool renewal_check(const struct session *session, const struct acceptance *a, int renewal,
			  struct error *err)
{
	if (renewal <= RENEWALS_WITHOUT_BOARD || board_round(session, a->item, a->settled_n))
		return true;
	return refuse(err, T(REFUSE_RENEWAL_BOARD), renewal, a->id);
}

static bool approved_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct acceptance *a = named(session, event);
	struct person approver = event_person(session, event, "approver");
	struct date held, approved;

	if (!approver.name)
		approver = a->approver;
	if (!state_check(a, "proposed", err) || !whole_check(a, err))
		return false;
	if (!approver.name)
		return refuse(err, T(REFUSE_NOT_WHOLE), a->id, T(FIELD_APPROVER));
	if (person_same(approver, a->requester) && !event_text(event, "override"))
		return refuse(err, T(REFUSE_SELF_APPROVAL), approver.name);
	if (!board_check(session, a, a->settled_n, err) || !renewal_check(session, a, a->renewals, err))
		return false;
	if (event_text(event, "approved_on") && date_parse(session->now.held_on, &held) &&
	    date_parse(event_text(event, "approved_on"), &approved) && date_compare(approved, held) < 0)
		return refuse(err, T(REFUSE_DATE_PAST), T(FIELD_APPROVED_ON),
			      event_text(event, "approved_on"), session->now.held_on);
	return term_check(session, a->valid_until, a->review_by, err);
}

static void approved_apply(struct session *session, const struct event *event)
{
	struct acceptance *a = named(session, event);

	a->state = "approved";
	if (event_has(event, "approver"))
		a->approver = event_person(session, event, "approver");
	if (event_has(event, "authority"))
		a->authority = event_text(event, "authority");
	a->override = event_text(event, "override");
	a->approved_on = event_has(event, "approved_on") ? event_text(event, "approved_on")
							 : session->now.held_on;
	if (!a->first_on)
		a->first_on = a->approved_on;
	a->standing = standing_of(session, a->item, a->area, a->risk.level);
	a->touched = a->settled_n = event->n;
}

static bool rejected_check(const struct session *session, const struct event *event, struct error *err)
{
	return state_check(named(session, event), "proposed", err);
}

static bool revoked_check(const struct session *session, const struct event *event, struct error *err)
{
	return state_check(named(session, event), "approved", err);
}

static void end(struct session *session, const struct event *event, const char *state)
{
	struct acceptance *a = named(session, event);

	a->state = state;
	a->reason = event_text(event, "reason");
	a->touched = event->n;
}

static void rejected_apply(struct session *session, const struct event *event)
{
	end(session, event, "rejected");
}

static void revoked_apply(struct session *session, const struct event *event)
{
	end(session, event, "revoked");
}

/* A renewal rests on a new measurement, not on the old one once more. */
static bool measured_check(const struct acceptance *a, const struct risk *risk, struct error *err)
{
	if (a->risk.measured_on && strcmp(risk->measured_on, a->risk.measured_on) <= 0)
		return refuse(err, T(REFUSE_OLD_MEASURE), risk->measured_on, a->risk.measured_on);
	return true;
}

static bool renewed_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct acceptance *a = named(session, event);
	struct risk risk = risk_read(json_get(event->body, "risk"));
	struct acceptance measured = *a;

	if (risk.level == 0 || !risk.measured_on)
		return refuse(err, T(REFUSE_NOT_WHOLE), event_text(event, "acceptance"),
			      T(FIELD_MEASURED_ON));
	if (!state_check(a, "approved", err) || !measured_check(a, &risk, err) ||
	    !measure_check(session, event, err))
		return false;
	measured.risk = risk;
	return renewal_check(session, a, a->renewals + 1, err) &&
	       board_check(session, &measured, a->settled_n, err) &&
	       term_check(session, event_text(event, "valid_until"),
			  event_text(event, "review_by"), err);
}

static void renewed_apply(struct session *session, const struct event *event)
{
	struct acceptance *a = named(session, event);

	a->renewals++;
	a->reason = event_text(event, "reason");
	a->risk = risk_read(json_get(event->body, "risk"));
	a->valid_until = event_text(event, "valid_until");
	a->review_by = event_text(event, "review_by");
	a->standing = standing_of(session, a->item, a->area, a->risk.level);
	a->touched = a->settled_n = event->n;
}

static bool met_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct condition *condition = session_condition(session, event_text(event, "condition"));

	if (condition->met)
		return refuse(err, T(REFUSE_CONDITION_MET), condition->id);
	return true;
}

static void met_apply(struct session *session, const struct event *event)
{
	struct condition *condition = session_condition(session, event_text(event, "condition"));

	condition->met = true;
	condition->evidence = event_text(event, "evidence");
	condition->touched = event->n;
}

const struct event_kind event_acceptance[] = {
	{ .name = "acceptance_proposed", .title = W(EVENT_ACCEPTANCE_PROPOSED),
	  .sentence = W(SAY_ACCEPTANCE_PROPOSED), FIELDS(proposed_fields),
	  .check = proposed_check, .apply = proposed_apply, .prepare = exposure_prepare,
	  .id_prefix = "ac" },
	{ .name = "acceptance_approved", .title = W(EVENT_ACCEPTANCE_APPROVED),
	  .sentence = W(SAY_ACCEPTANCE_APPROVED), FIELDS(approved_fields), .flags = EVENT_FINAL,
	  .check = approved_check, .apply = approved_apply },
	{ .name = "acceptance_rejected", .title = W(EVENT_ACCEPTANCE_REJECTED),
	  .sentence = W(SAY_ACCEPTANCE_REJECTED), FIELDS(ended_fields),
	  .check = rejected_check, .apply = rejected_apply },
	{ .name = "acceptance_revoked", .title = W(EVENT_ACCEPTANCE_REVOKED),
	  .sentence = W(SAY_ACCEPTANCE_REVOKED), FIELDS(ended_fields),
	  .check = revoked_check, .apply = revoked_apply },
	{ .name = "acceptance_renewed", .title = W(EVENT_ACCEPTANCE_RENEWED),
	  .sentence = W(SAY_ACCEPTANCE_RENEWED), FIELDS(renewed_fields),
	  .check = renewed_check, .apply = renewed_apply, .prepare = exposure_prepare },
	{ .name = "condition_met", .title = W(EVENT_CONDITION_MET), .sentence = W(SAY_CONDITION_MET),
	  FIELDS(met_fields), .check = met_check, .apply = met_apply },
};
const size_t event_acceptance_count = ARRAY_LENGTH(event_acceptance);
