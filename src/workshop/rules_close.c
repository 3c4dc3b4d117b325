/*
 * Before the seal: gaps that stay open on purpose, what each person says to the
 * record that was read back, and the questions that the record itself raises.
 */
#include "workshop/rules.h"

#include <string.h>

#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/consistency.h"
#include "workshop/gaps.h"

static const struct choice_name stances[] = {
	{ "approve", W(STANCE_APPROVE) }, { "object", W(STANCE_OBJECT) }, { NULL, { NULL, NULL } }
};

/* The kinds of gaps.c and of consistency.c; a test holds them together. */
static const struct choice_name gap_names[] = {
	{ "not-reached", W(GAP_NOT_REACHED) },
	{ "no-decision", W(GAP_NO_DECISION) },
	{ "no-appetite", W(GAP_NO_APPETITE) },
	{ "no-sentence", W(GAP_NO_SENTENCE) },
	{ "no-owner", W(GAP_NO_OWNER) },
	{ "no-due", W(GAP_NO_DUE) },
	{ "round-sealed", W(GAP_ROUND_SEALED) },
	{ "dissent-no-wording", W(GAP_DISSENT) },
	{ "action-no-owner", W(GAP_ACTION_NO_OWNER) },
	{ "action-no-due", W(GAP_ACTION_NO_DUE) },
	{ "acceptance-open", W(GAP_ACCEPTANCE_OPEN) },
	{ "worksheet", W(GAP_SHEET) },
	{ "risk-above-line", W(GAP_RISK_ABOVE) },
	{ "deputy", W(GAP_DEPUTY_OPEN) },
	{ "sign-off", W(GAP_SIGN_OFF) },
	{ NULL, { NULL, NULL } }
};

static const struct choice_name doubt_names[] = {
	{ "averse-retain", W(DOUBT_AVERSE_RETAIN) },
	{ "modify-no-means", W(DOUBT_MODIFY_NO_MEANS) },
	{ "outside-no-condition", W(DOUBT_OUTSIDE_NO_CONDITION) },
	{ "appetite-not-stated", W(DOUBT_APPETITE_NOT_STATED) },
	{ "owner-approves", W(DOUBT_OWNER_APPROVES) },
	{ "requester-checks", W(DOUBT_REQUESTER_CHECKS) },
	{ "wide-no-reason", W(DOUBT_WIDE_NO_REASON) },
	{ "many-items", W(DOUBT_MANY_ITEMS) },
	{ NULL, { NULL, NULL } }
};

static const struct event_field deferred_fields[] = {
	{ "gap", VALUE_CHOICE, W(FIELD_GAP), true, 0, 0, gap_names },
	{ "item", VALUE_ITEM, W(FIELD_ITEM), false, 0, 0, NULL },
	{ "about", VALUE_LINE, W(FIELD_ABOUT), false, 0, 80, NULL },
	{ "reason", VALUE_TEXT, W(FIELD_REASON), true, 0, 0, NULL },
};

static const struct event_field signed_fields[] = {
	{ "participant", VALUE_PARTICIPANT, W(FIELD_PARTICIPANT), true, 0, 0, NULL },
	{ "stance", VALUE_CHOICE, W(FIELD_STANCE), true, 0, 0, stances },
	{ "wording", VALUE_TEXT, W(FIELD_WORDING), false, 0, 0, NULL },
};

static const struct event_field settled_fields[] = {
	{ "question", VALUE_CHOICE, W(FIELD_CONSISTENCY), true, 0, 0, doubt_names },
	{ "item", VALUE_ITEM, W(FIELD_ITEM), false, 0, 0, NULL },
	{ "about", VALUE_LINE, W(FIELD_ABOUT), false, 0, 80, NULL },
	{ "answer", VALUE_TEXT, W(FIELD_ANSWER), true, 0, 0, NULL },
	{ "waved", VALUE_BOOL, W(FIELD_WAVED), false, 0, 0, NULL },
};

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool deferred_check(const struct session *session, const struct event *event, struct error *err)
{
	struct arena *arena = arena_new();
	struct gaps gaps = session_closing_gaps(session, arena);
	bool there = false;

	for (size_t i = 0; i < gaps.count && !there; i++)
		there = same(gaps.gap[i].kind->name, event_text(event, "gap")) &&
			same(gaps.gap[i].item, event_text(event, "item")) &&
			same(gaps.gap[i].about, event_text(event, "about"));
	arena_free(arena);
	return there || refuse(err, T(REFUSE_NO_GAP), choice_say(gap_names, event_text(event, "gap")));
}

static void deferred_apply(struct session *session, const struct event *event)
{
	*RECORD_ADD(session, deferral, deferral) = (struct deferral){
		.touched = event->n, .n = event->n, .gap = event_text(event, "gap"),
		.item = event_text(event, "item"), .about = event_text(event, "about"),
		.reason = event_text(event, "reason"),
	};
}

/* Nobody signs for a meeting that they were not in; an objection has words, since
 * a director whose objection is not on record is presumed to have agreed
 * (Companies Act of Japan, Article 369(5)). */
static bool signed_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct participant *p = session_participant(session, event_text(event, "participant"));

	if (p->removed)
		return refuse(err, T(REFUSE_REMOVED), p->name);
	if (p->interval_count == 0)
		return refuse(err, T(REFUSE_NEVER_PRESENT), p->name);
	if (same(event_text(event, "stance"), "object") && !event_text(event, "wording"))
		return refuse(err, "%s", T(REFUSE_OBJECTION_WORDING));
	return true;
}

/* The newest word counts. */
static void signed_apply(struct session *session, const struct event *event)
{
	const char *who = event_text(event, "participant");
	struct sign_off *sign_off = NULL;

	for (size_t i = 0; i < session->now.sign_off_count; i++)
		if (same(session->now.sign_off[i].participant, who))
			sign_off = &session->now.sign_off[i];
	if (!sign_off)
		sign_off = RECORD_ADD(session, sign_off, sign_off);
	*sign_off = (struct sign_off){
		.touched = event->n, .n = event->n, .at = event->at, .participant = who,
		.stance = event_text(event, "stance"), .wording = event_text(event, "wording"),
	};
}

static bool settled_check(const struct session *session, const struct event *event, struct error *err)
{
	struct arena *arena = arena_new();
	struct doubts doubts = session_doubts(session, arena);
	bool there = false;

	for (size_t i = 0; i < doubts.count && !there; i++)
		there = same(doubts.doubt[i].kind->name, event_text(event, "question")) &&
			same(doubts.doubt[i].item, event_text(event, "item")) &&
			same(doubts.doubt[i].about, event_text(event, "about"));
	arena_free(arena);
	return there || refuse(err, T(REFUSE_NO_DOUBT), event_text(event, "question"));
}

static void settled_apply(struct session *session, const struct event *event)
{
	*RECORD_ADD(session, settled, settled) = (struct settled){
		.touched = event->n, .n = event->n, .question = event_text(event, "question"),
		.item = event_text(event, "item"), .about = event_text(event, "about"),
		.answer = event_text(event, "answer"), .waved = event_bool(event, "waved"),
	};
}

const struct event_kind event_close[] = {
	{ .name = "question_settled", .title = W(EVENT_QUESTION_SETTLED), .sentence = W(SAY_QUESTION_SETTLED),
	  FIELDS(settled_fields), .check = settled_check, .apply = settled_apply },
	{ .name = "gap_deferred", .title = W(EVENT_GAP_DEFERRED), .sentence = W(SAY_GAP_DEFERRED),
	  FIELDS(deferred_fields), .check = deferred_check, .apply = deferred_apply },
	{ .name = "signed_off", .title = W(EVENT_SIGNED_OFF), .sentence = W(SAY_SIGNED_OFF),
	  FIELDS(signed_fields), .check = signed_check, .apply = signed_apply },
};
const size_t event_close_count = ARRAY_LENGTH(event_close);
