/* One row a kind of gap, one small function to find it at a stop. */
#include "workshop/gaps.h"

#include <string.h>

#include "lang/words_workshop.h"
#include "workshop/rules.h"
#include "workshop/sheet.h"

/* Where a gap is looked for: an item on the agenda and what it has. */
struct place {
	const struct session *session;
	const struct stop *stop;
	const struct decision *decision;
	const struct appetite *appetite;
	const struct assignment *assignment;
};

static bool is(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

static bool untouched(const struct place *place)
{
	return place->stop->state == STOP_NOT_REACHED && !place->decision;
}

static bool put_off(const struct place *place)
{
	return place->stop->state == STOP_DEFERRED ||
	       (place->decision && is(place->decision->outcome, "deferred"));
}

static bool not_reached(const struct place *place)
{
	return untouched(place);
}

static bool no_decision(const struct place *place)
{
	return !untouched(place) && !put_off(place) && !place->decision;
}

static bool no_appetite(const struct place *place)
{
	return !untouched(place) && !put_off(place) && !place->appetite;
}

static bool no_sentence(const struct place *place)
{
	return place->appetite && !place->appetite->sentence;
}

static bool adopted(const struct place *place)
{
	return place->decision && is(place->decision->outcome, "adopted");
}

static bool no_owner(const struct place *place)
{
	return adopted(place) && !place->assignment;
}

static bool no_due(const struct place *place)
{
	return adopted(place) && place->assignment && !place->assignment->due;
}

static bool round_sealed(const struct place *place)
{
	const struct session_state *now = &place->session->now;

	for (size_t i = 0; i < now->round_count; i++)
		if (!now->round[i].revealed && !now->round[i].withdrawn && is(now->round[i].item, place->stop->id))
			return true;
	return false;
}

enum {
	GAP_DISSENT, GAP_ACTION_OWNER, GAP_ACTION_DUE, GAP_ACCEPTANCE, GAP_SHEET, GAP_RISK, GAP_DEPUTY, GAP_SIGN_OFF
};

const struct gap_kind gap_kinds[] = {
	{ "not-reached", W(GAP_NOT_REACHED), "explain", "item_deferred" },
	{ "no-decision", W(GAP_NO_DECISION), "decide", "decision_recorded" },
	{ "no-appetite", W(GAP_NO_APPETITE), "decide", "appetite_set" },
	{ "no-sentence", W(GAP_NO_SENTENCE), "decide", "appetite_set" },
	{ "no-owner", W(GAP_NO_OWNER), "decide", "owner_assigned" },
	{ "no-due", W(GAP_NO_DUE), "decide", "owner_assigned" },
	{ "round-sealed", W(GAP_ROUND_SEALED), "positions", "round_revealed" },
	{ "dissent-no-wording", W(GAP_DISSENT), "positions", "position_explained" },
	{ "action-no-owner", W(GAP_ACTION_NO_OWNER), "decide", "action_changed" },
	{ "action-no-due", W(GAP_ACTION_NO_DUE), "decide", "action_changed" },
	{ "acceptance-open", W(GAP_ACCEPTANCE_OPEN), "decide", "acceptance_approved" },
	{ "worksheet", W(GAP_SHEET), "worksheet", "answer_given" },
	{ "risk-above-line", W(GAP_RISK_ABOVE), "worksheet", "row_given" },
	{ "deputy", W(GAP_DEPUTY_OPEN), NULL, "participant_changed" },
	{ "sign-off", W(GAP_SIGN_OFF), NULL, "signed_off" },
};
const size_t gap_kind_count = ARRAY_LENGTH(gap_kinds);

/* In the order of the rows above; the others are found record by record. */
static bool (*const at_stop[])(const struct place *place) = {
	not_reached, no_decision, no_appetite, no_sentence, no_owner, no_due, round_sealed,
};

struct gathering {
	const struct session *session;
	struct arena *arena;
	struct gaps gaps;
	size_t capacity;
	bool closing;            /* the record is read back: who has not said a word to it? */
};

static bool same(const char *a, const char *b)
{
	return a == b || (b && is(a, b));
}

/* Left open on purpose, with a reason on record. */
static bool is_deferred(const struct session *session, const struct gap_kind *kind, const char *item,
			const char *about)
{
	for (size_t i = 0; i < session->now.deferral_count; i++) {
		const struct deferral *deferral = &session->now.deferral[i];

		if (is(deferral->gap, kind->name) && same(deferral->item, item) && same(deferral->about, about))
			return true;
	}
	return false;
}

static void add(struct gathering *all, const struct gap_kind *kind, const char *item, const char *about)
{
	if (is_deferred(all->session, kind, item, about))
		return;
	all->gaps.gap = arena_grow(all->arena, all->gaps.gap, all->gaps.count, &all->capacity,
				   sizeof(*all->gaps.gap));
	all->gaps.gap[all->gaps.count++] = (struct gap){ kind, item, about };
}

static const struct gap_kind *record_row(int which)
{
	return &gap_kinds[ARRAY_LENGTH(at_stop) + (size_t)which];
}

/* The meeting has come to its closing: now the record is read back. */
static bool is_closing(const struct session *session)
{
	const struct stop *closing = session_stop(session, "closing");

	return closing && closing->state != STOP_NOT_REACHED;
}

static bool has_signed(const struct session *session, const char *participant)
{
	for (size_t i = 0; i < session->now.sign_off_count; i++)
		if (is(session->now.sign_off[i].participant, participant))
			return true;
	return false;
}

/* Gaps of the records that belong to an item, or (item NULL) to none. */
static void add_records(struct gathering *all, const struct session *session, const char *item)
{
	const struct session_state *now = &session->now;

	for (size_t i = 0; i < now->action_count; i++) {
		const struct action *action = &now->action[i];

		if (!is(action->state, "open") || (item ? !is(action->item, item) : action->item != NULL))
			continue;
		if (!action->owner.name)
			add(all, record_row(GAP_ACTION_OWNER), item, action->id);
		/* What was carried over late needs another day. */
		if (!action->due || (action->carries && now->held_on && strcmp(action->due, now->held_on) < 0))
			add(all, record_row(GAP_ACTION_DUE), item, action->id);
	}
	for (size_t i = 0; item && i < now->acceptance_count; i++)
		if (is(now->acceptance[i].item, item) && is(now->acceptance[i].state, "proposed"))
			add(all, record_row(GAP_ACCEPTANCE), item, now->acceptance[i].id);
	for (size_t i = 0; !item && i < now->participant_count; i++) {
		const struct participant *p = &now->participant[i];

		if (!p->removed && p->deputy_for && !p->confirmed)
			add(all, record_row(GAP_DEPUTY), NULL, p->id);
		if (all->closing && !p->removed && p->present && !has_signed(session, p->id))
			add(all, record_row(GAP_SIGN_OFF), NULL, p->id);
	}
}

/* Whoever voted against in the item's newest round and left no words: silence
 * would be read as consent later (Companies Act of Japan, Article 369(5)). */
static void add_dissent(struct gathering *all, const struct session *session, const char *item)
{
	const struct session_state *now = &session->now;
	const struct round *newest = NULL;

	for (size_t i = 0; i < now->round_count; i++)
		if (now->round[i].revealed && is(now->round[i].item, item))
			newest = &now->round[i];
	for (size_t i = 0; newest && i < now->position_count; i++) {
		const struct position *position = &now->position[i];

		if (is(position->round, newest->id) && is(position->vote, "against") && !position->reason &&
		    position->participant)
			add(all, record_row(GAP_DISSENT), item, position->participant);
	}
}

/* What the worksheet of an item that was reached leaves open. */
static void add_sheet(struct gathering *all, const struct place *place)
{
	size_t count;
	const struct sheet_field *sheet = session_sheet(place->session, place->stop->id, &count);

	for (size_t i = 0; i < count; i++) {
		struct sheet_risks risks = { 0, NULL };

		if (sheet_gaps(place->session, &sheet[i]) > 0)
			add(all, record_row(GAP_SHEET), place->stop->id, sheet[i].field->id);
		if (sheet[i].field->picture == PICTURE_HEAT_MAP)
			risks = session_risks(place->session, all->arena, &sheet[i]);
		for (size_t k = 0; k < risks.count; k++)
			if (sheet_risk_open(&risks.risk[k]))
				add(all, record_row(GAP_RISK), place->stop->id, risks.risk[k].row);
	}
}

static struct gaps gather(const struct session *session, struct arena *arena, bool closing)
{
	struct gathering all = { .session = session, .arena = arena, .closing = closing };

	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];
		struct place place = {
			session, stop, session_item_decision(session, stop->id),
			session_appetite(session, stop->id, NULL),
			session_assignment(session, stop->id),
		};

		for (size_t k = 0; stop->item && stop->on_agenda && k < ARRAY_LENGTH(at_stop); k++)
			if (at_stop[k](&place))
				add(&all, &gap_kinds[k], stop->id, NULL);
		if (stop->item && stop->on_agenda && !untouched(&place) && !put_off(&place))
			add_sheet(&all, &place);
		add_dissent(&all, session, stop->id);
		add_records(&all, session, stop->id);
	}
	add_records(&all, session, NULL);
	return all.gaps;
}

struct gaps session_gaps(const struct session *session, struct arena *arena)
{
	return gather(session, arena, is_closing(session));
}

struct gaps session_closing_gaps(const struct session *session, struct arena *arena)
{
	return gather(session, arena, true);
}

size_t gaps_of(const struct gaps *gaps, const char *item)
{
	size_t count = 0;

	for (size_t i = 0; i < gaps->count; i++)
		count += is(gaps->gap[i].item, item);
	return count;
}

/* The words of a row of the item's risks. */
static const char *risk_words(const struct session *session, const char *item, const char *row)
{
	size_t count;
	const struct sheet_field *sheet = session_sheet(session, item, &count);

	for (size_t i = 0; i < count; i++) {
		const struct json *found = sheet[i].field->picture == PICTURE_HEAT_MAP ?
			sheet_row(sheet_answer(session, item, sheet[i].field->id), row, NULL) : NULL;

		if (found)
			return json_get_text(found, "risk");
	}
	return NULL;
}

const char *gap_about(const struct session *session, const struct gap *gap)
{
	const struct sheet_field *field = session_sheet_field(session, gap->item, gap->about);
	const struct action *action = session_action(session, gap->about);
	const struct acceptance *acceptance = session_acceptance(session, gap->about);
	const struct participant *participant = session_participant(session, gap->about);

	if (gap->kind == record_row(GAP_SHEET))
		return field ? bitext_say(field->field->title) : NULL;
	if (gap->kind == record_row(GAP_RISK))
		return risk_words(session, gap->item, gap->about);
	if (gap->kind == record_row(GAP_DISSENT) || gap->kind == record_row(GAP_DEPUTY) ||
	    gap->kind == record_row(GAP_SIGN_OFF))
		return participant ? participant->name : NULL;
	if (gap->kind == record_row(GAP_ACCEPTANCE))
		return acceptance ? acceptance->title : NULL;
	return action && (gap->kind == record_row(GAP_ACTION_OWNER) || gap->kind == record_row(GAP_ACTION_DUE))
	       ? action->what : NULL;
}
