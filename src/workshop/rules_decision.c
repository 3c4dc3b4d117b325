/* What the room decides: appetite, decisions, who answers for them. */
#include "workshop/rules.h"

#include <string.h>

#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/standing.h"

static const struct choice_name outcomes[] = {
	{ "adopted", W(OUTCOME_ADOPTED) }, { "rejected", W(OUTCOME_REJECTED) },
	{ "deferred", W(OUTCOME_DEFERRED) }, { NULL, { NULL, NULL } }
};

/* The four ways of ISO 31000 / 27005 to treat a risk. */
static const struct choice_name treatments[] = {
	{ "modify", W(TREATMENT_MODIFY) }, { "retain", W(TREATMENT_RETAIN) },
	{ "avoid", W(TREATMENT_AVOID) }, { "share", W(TREATMENT_SHARE) }, { NULL, { NULL, NULL } }
};

static const struct event_field appetite_fields[] = {
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL },
	{ "level", VALUE_LEVEL, W(FIELD_LEVEL), true, 0, 0, NULL },
	{ "sentence", VALUE_TEXT, W(FIELD_SENTENCE), false, 0, 0, NULL },
	{ "said_by", VALUE_PERSON, W(FIELD_SAID_BY), false, 0, 0, NULL },
	{ "area", VALUE_AREA, W(FIELD_AREA), false, 0, 0, NULL },
	{ "appetite", VALUE_NEW_ID, W(FIELD_APPETITE), true, 0, 0, NULL },
};

static const struct event_field decision_fields[] = {
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL },
	{ "text", VALUE_TEXT, W(FIELD_DECISION_TEXT), true, 0, 0, NULL },
	{ "outcome", VALUE_CHOICE, W(FIELD_OUTCOME), true, 0, 0, outcomes },
	{ "because", VALUE_TEXT, W(FIELD_BECAUSE), false, 0, 0, NULL },
	{ "treatment", VALUE_CHOICE, W(FIELD_TREATMENT), false, 0, 0, treatments },
	{ "options", VALUE_OPTIONS, W(FIELD_OPTIONS), false, 0, 0, NULL },
	{ "decided_by", VALUE_PERSONS, W(FIELD_DECIDED_BY), false, 0, 0, NULL },
	{ "effective", VALUE_DATE, W(FIELD_EFFECTIVE), false, 0, 0, NULL },
	{ "until", VALUE_DATE, W(FIELD_UNTIL), false, 0, 0, NULL },
	{ "supersedes", VALUE_LINE, W(FIELD_SUPERSEDES), false, 0, 80, NULL },
	{ "decision", VALUE_NEW_ID, W(FIELD_DECISION), true, 0, 0, NULL },
};

static const struct event_field superseded_fields[] = {
	{ "decision", VALUE_DECISION, W(FIELD_DECISION), true, 0, 0, NULL },
	{ "by", VALUE_DECISION, W(FIELD_SUPERSEDED_BY), true, 0, 0, NULL },
	{ "because", VALUE_TEXT, W(FIELD_BECAUSE), false, 0, 0, NULL },
};

static const struct event_field owner_fields[] = {
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL },
	{ "accountable", VALUE_PERSON, W(FIELD_ACCOUNTABLE), true, 0, 0, NULL },
	{ "due", VALUE_DATE, W(FIELD_DUE), false, 0, 0, NULL },
	{ "responsible", VALUE_PERSONS, W(FIELD_RESPONSIBLE), false, 0, 0, NULL },
	{ "consulted", VALUE_PERSONS, W(FIELD_CONSULTED), false, 0, 0, NULL },
	{ "informed", VALUE_PERSONS, W(FIELD_INFORMED), false, 0, 0, NULL },
	{ "deputy", VALUE_PERSON, W(FIELD_DEPUTY), false, 0, 0, NULL },
	{ "decision", VALUE_DECISION, W(FIELD_DECISION), false, 0, 0, NULL },
	{ "assignment", VALUE_NEW_ID, W(FIELD_ASSIGNMENT), true, 0, 0, NULL },
};

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void appetite_apply(struct session *session, const struct event *event)
{
	struct appetite *appetite;
	const char *item = event_text(event, "item"), *area = event_text(event, "area");

	for (size_t i = 0; i < session->now.appetite_count; i++) {
		struct appetite *old = &session->now.appetite[i];

		if (old->current && same(old->item, item) && same(old->area, area)) {
			old->current = false;
			old->touched = event->n;
		}
	}
	appetite = RECORD_ADD(session, appetite, appetite);
	*appetite = (struct appetite){
		.touched = event->n, .n = event->n, .at = event->at,
		.id = event_text(event, "appetite"), .item = item, .area = area,
		.level = event_int(event, "level"), .sentence = event_text(event, "sentence"),
		.said_by = event_person(session, event, "said_by"), .current = true,
	};
}

/* "d3" of this session, or "SESSION:d3" of an earlier one, which only its own
 * file can check. */
static struct decision *superseded(const struct session *session, const struct event *event)
{
	return session_decision(session, event_text(event, "supersedes"));
}

/* Put off without a day is put off for ever: asked of new decisions; journals of
 * before have some without. */
static bool decision_prepare(const struct session *session, struct arena *arena, struct json *body,
			     const struct event *original, struct error *err)
{
	(void)session;
	(void)arena;
	(void)original;
	if (!same(json_get_text(body, "outcome"), "deferred"))
		return true;
	if (!json_get(body, "because"))
		return refuse(err, "%s", T(REFUSE_DEFERRED_REASON));
	return json_get(body, "until") || refuse(err, "%s", T(REFUSE_DEFERRED_UNTIL));
}

static bool decision_check(const struct session *session, const struct event *event, struct error *err)
{
	const char *supersedes = event_text(event, "supersedes");
	const struct decision *old = superseded(session, event);

	if (same(event_text(event, "outcome"), "deferred") && !event_text(event, "because"))
		return refuse(err, "%s", T(REFUSE_DEFERRED_REASON));
	if (supersedes && !old && !strchr(supersedes, ':'))
		return refuse(err, T(REFUSE_UNKNOWN), T(FIELD_SUPERSEDES), supersedes);
	if (old && old->superseded_by)
		return refuse(err, T(REFUSE_SUPERSEDED), old->id, old->superseded_by);
	return check_date_not_before_meeting(session, event, "until", err);
}

static void decision_apply(struct session *session, const struct event *event)
{
	struct decision *old = superseded(session, event);
	struct decision made = {
		.touched = event->n, .n = event->n, .at = event->at,
		.id = event_text(event, "decision"), .item = event_text(event, "item"),
		.outcome = event_text(event, "outcome"), .text = event_text(event, "text"),
		.because = event_text(event, "because"), .treatment = event_text(event, "treatment"),
		.effective = event_text(event, "effective"), .until = event_text(event, "until"),
		.decided_by = event_persons(session, event, "decided_by"),
		.present = session_present(session, event->at, event_text(event, "item"), session->arena),
		.voters = session_voters(session, event->at, event_text(event, "item")),
		.quorum = session->now.quorum,
		.supersedes = event_text(event, "supersedes"),
	};

	made.option = event_options(session, event, "options", &made.option_count);
	if (old) {
		old->superseded_by = made.id;
		old->touched = event->n;
	}
	*RECORD_ADD(session, decision, decision) = made;
}

static bool superseded_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct decision *old = session_decision(session, event_text(event, "decision"));
	const struct decision *by = session_decision(session, event_text(event, "by"));

	if (old == by)
		return refuse(err, T(REFUSE_SUPERSEDES_ITSELF), old->id);
	if (old->superseded_by)
		return refuse(err, T(REFUSE_SUPERSEDED), old->id, old->superseded_by);
	if (by->superseded_by)
		return refuse(err, T(REFUSE_SUPERSEDED), by->id, by->superseded_by);
	return true;
}

static void superseded_apply(struct session *session, const struct event *event)
{
	struct decision *old = session_decision(session, event_text(event, "decision"));

	old->superseded_by = event_text(event, "by");
	old->touched = event->n;
}

static bool owner_check(const struct session *session, const struct event *event, struct error *err)
{
	return check_date_not_before_meeting(session, event, "due", err);
}

static void owner_apply(struct session *session, const struct event *event)
{
	struct assignment *assignment;
	const char *item = event_text(event, "item"), *decision = event_text(event, "decision");

	for (size_t i = 0; i < session->now.assignment_count; i++) {
		struct assignment *old = &session->now.assignment[i];

		if (old->current && same(old->item, item) && same(old->decision, decision)) {
			old->current = false;
			old->touched = event->n;
		}
	}
	assignment = RECORD_ADD(session, assignment, assignment);
	*assignment = (struct assignment){
		.touched = event->n, .n = event->n, .id = event_text(event, "assignment"),
		.item = item, .decision = decision, .due = event_text(event, "due"),
		.accountable = event_person(session, event, "accountable"),
		.deputy = event_person(session, event, "deputy"),
		.responsible = event_persons(session, event, "responsible"),
		.consulted = event_persons(session, event, "consulted"),
		.informed = event_persons(session, event, "informed"), .current = true,
	};
}

const struct event_kind event_decision[] = {
	{ .name = "appetite_set", .title = W(EVENT_APPETITE_SET), .sentence = W(SAY_APPETITE_SET),
	  FIELDS(appetite_fields), .check = check_item_is_item, .apply = appetite_apply,
	  .id_prefix = "ap" },
	{ .name = "decision_recorded", .title = W(EVENT_DECISION_RECORDED),
	  .sentence = W(SAY_DECISION_RECORDED), FIELDS(decision_fields),
	  .check = decision_check, .apply = decision_apply, .prepare = decision_prepare,
	  .id_prefix = "d" },
	{ .name = "decision_superseded", .title = W(EVENT_DECISION_SUPERSEDED),
	  .sentence = W(SAY_DECISION_SUPERSEDED), FIELDS(superseded_fields),
	  .check = superseded_check, .apply = superseded_apply },
	{ .name = "owner_assigned", .title = W(EVENT_OWNER_ASSIGNED), .sentence = W(SAY_OWNER_ASSIGNED),
	  FIELDS(owner_fields), .check = owner_check, .apply = owner_apply, .id_prefix = "o" },
};
const size_t event_decision_count = ARRAY_LENGTH(event_decision);
