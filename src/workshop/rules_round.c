/* Rounds of positions: opened, taken under seal, revealed together. */
#include "workshop/rules.h"

#include <string.h>

#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/spread.h"
#include "workshop/standing.h"

static const struct choice_name questions[] = {
	{ "appetite", W(QUESTION_APPETITE) }, { "motion", W(QUESTION_MOTION) }, { NULL, { NULL, NULL } }
};

static const struct choice_name votes[] = {
	{ "for", W(VOTE_FOR) }, { "against", W(VOTE_AGAINST) }, { "abstain", W(VOTE_ABSTAIN) },
	{ NULL, { NULL, NULL } }
};

static const struct choice_name ways[] = {
	{ "facilitator", W(VIA_FACILITATOR) }, { "seat", W(VIA_SEAT) }, { NULL, { NULL, NULL } }
};

static const struct event_field opened_fields[] = {
	{ "round", VALUE_NEW_ID, W(FIELD_ROUND), true, 0, 0, NULL },
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL },
	{ "area", VALUE_AREA, W(FIELD_AREA), false, 0, 0, NULL },
	{ "question", VALUE_CHOICE, W(FIELD_QUESTION), true, 0, 0, questions },
	{ "text", VALUE_TEXT, W(FIELD_MOTION), false, 0, 0, NULL },
	{ "straw", VALUE_BOOL, W(FIELD_STRAW), false, 0, 0, NULL },
};

static const struct event_field taken_fields[] = {
	{ "round", VALUE_ROUND, W(FIELD_ROUND), true, 0, 0, NULL },
	{ "participant", VALUE_PARTICIPANT, W(FIELD_PARTICIPANT), false, 0, 0, NULL },
	{ "level", VALUE_LEVEL, W(FIELD_LEVEL), false, 0, 0, NULL },
	{ "vote", VALUE_CHOICE, W(FIELD_VOTE), false, 0, 0, votes },
	{ "reason", VALUE_TEXT, W(FIELD_REASON), false, 0, 0, NULL },
	{ "confidence", VALUE_INT, W(FIELD_CONFIDENCE), false, 1, 3, NULL },
	{ "on_request", VALUE_BOOL, W(FIELD_ON_REQUEST), false, 0, 0, NULL },
	{ "via", VALUE_CHOICE, W(FIELD_VIA), false, 0, 0, ways },
};

static const struct event_field explained_fields[] = {
	{ "round", VALUE_ROUND, W(FIELD_ROUND), true, 0, 0, NULL },
	{ "participant", VALUE_PARTICIPANT, W(FIELD_PARTICIPANT), true, 0, 0, NULL },
	{ "reason", VALUE_TEXT, W(FIELD_REASON), true, 0, 0, NULL },
	{ "on_request", VALUE_BOOL, W(FIELD_ON_REQUEST), false, 0, 0, NULL },
};

static const struct event_field revealed_fields[] = {
	{ "round", VALUE_ROUND, W(FIELD_ROUND), true, 0, 0, NULL },
};

static const struct event_field withdrawn_fields[] = {
	{ "round", VALUE_ROUND, W(FIELD_ROUND), true, 0, 0, NULL },
	{ "reason", VALUE_LINE, W(FIELD_REASON), false, 0, 0, NULL },
};

static bool is_motion(const char *question)
{
	return strcmp(question, "motion") == 0;
}

static bool opened_check(const struct session *session, const struct event *event, struct error *err)
{
	const char *item = event_text(event, "item");

	if (is_motion(event_text(event, "question")) && !event_text(event, "text"))
		return refuse(err, "%s", T(REFUSE_MOTION_TEXT));
	for (size_t i = 0; i < session->now.round_count; i++) {
		const struct round *round = &session->now.round[i];

		if (!round->revealed && !round->withdrawn && strcmp(round->item, item) == 0)
			return refuse(err, T(REFUSE_ROUND_OPEN), round->number);
	}
	return check_item_is_item(session, event, err);
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void opened_apply(struct session *session, const struct event *event)
{
	struct round *round = RECORD_ADD(session, round, round);
	const struct session_state *now = &session->now;

	round->touched = round->n = event->n;
	round->id = event_text(event, "round");
	round->item = event_text(event, "item");
	round->area = event_text(event, "area");
	round->question = event_text(event, "question");
	round->text = event_text(event, "text");
	round->straw = event_bool(event, "straw");
	for (size_t i = 0; i < now->round_count; i++)
		round->number += round_asks_same(&now->round[i], round);
}

/* Who may take a position: one who is there and has not stood aside. */
static bool participant_check(const struct session *session, const struct event *event,
			      const struct round *round, struct error *err)
{
	const struct participant *p = session_participant(session, event_text(event, "participant"));

	if (!p)
		return round->straw ? true : refuse(err, "%s", T(REFUSE_POSITION_NAMELESS));
	if (p->removed)
		return refuse(err, T(REFUSE_REMOVED), p->name);
	if (!is_in_room(session, p))
		return refuse(err, T(REFUSE_NOT_PRESENT), p->name);
	for (size_t i = 0; i < p->recusal_count; i++)
		if (strcmp(p->recusal[i].item, round->item) == 0)
			return refuse(err, T(REFUSE_ALREADY_RECUSED), p->name, round->item);
	return true;
}

/* A straw round is without names: asked of new positions. */
static bool taken_prepare(const struct session *session, struct arena *arena, struct json *body,
			  const struct event *original, struct error *err)
{
	const struct round *round = session_round(session, json_get_text(body, "round"));

	(void)arena;
	(void)original;
	return !round || !round->straw || !json_get(body, "participant") ||
	       refuse(err, "%s", T(REFUSE_STRAW_NAME));
}

/* A round takes positions until it is revealed or withdrawn. */
static bool is_open(const struct round *round, struct error *err)
{
	if (round->withdrawn)
		return refuse(err, T(REFUSE_WITHDRAWN), round->number);
	return !round->revealed || refuse(err, T(REFUSE_REVEALED), round->number);
}

static bool taken_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct round *round = session_round(session, event_text(event, "round"));
	bool motion = is_motion(round->question);

	if (!is_open(round, err))
		return false;
	if (motion ? !event_text(event, "vote") || event_has(event, "level")
		   : !event_has(event, "level") || event_has(event, "vote"))
		return refuse(err, "%s", motion ? T(REFUSE_VOTE_NEEDED) : T(REFUSE_LEVEL_NEEDED));
	return participant_check(session, event, round, err);
}

static void taken_apply(struct session *session, const struct event *event)
{
	struct session_state *now = &session->now;
	const char *round = event_text(event, "round"), *who = event_text(event, "participant");
	struct position *position = NULL;

	for (size_t i = 0; who && i < now->position_count; i++)
		if (same(now->position[i].round, round) && same(now->position[i].participant, who))
			position = &now->position[i];
	if (!position)
		position = RECORD_ADD(session, position, position);
	/* Before the reveal a person may think again: it stays one position. */
	*position = (struct position){
		.touched = event->n, .n = position->n ? position->n : event->n, .round = round, .participant = who,
		.level = event_int(event, "level"), .vote = event_text(event, "vote"),
		.reason = event_text(event, "reason"), .confidence = event_int(event, "confidence"),
		.on_request = event_bool(event, "on_request"), .from_seat = same(event_text(event, "via"), "seat"),
	};
}

static struct position *position_of(const struct session *session, const struct event *event)
{
	for (size_t i = 0; i < session->now.position_count; i++) {
		struct position *position = &session->now.position[i];

		if (same(position->round, event_text(event, "round")) &&
		    same(position->participant, event_text(event, "participant")))
			return position;
	}
	return NULL;
}

/* What somebody says to their position once all are on the table; the position
 * itself stays. */
static bool explained_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct round *round = session_round(session, event_text(event, "round"));
	const struct participant *p = session_participant(session, event_text(event, "participant"));

	if (!round->revealed)
		return refuse(err, T(REFUSE_NOT_REVEALED), round->number);
	if (!position_of(session, event))
		return refuse(err, T(REFUSE_NO_POSITION), p->name, round->number);
	return true;
}

static void explained_apply(struct session *session, const struct event *event)
{
	struct position *position = position_of(session, event);

	position->reason = event_text(event, "reason");
	position->on_request = event_bool(event, "on_request");
	position->touched = event->n;
}

static size_t positions_in(const struct session *session, const char *round)
{
	size_t count = 0;

	for (size_t i = 0; i < session->now.position_count; i++)
		count += same(session->now.position[i].round, round);
	return count;
}

static bool revealed_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct round *round = session_round(session, event_text(event, "round"));

	if (!is_open(round, err))
		return false;
	if (positions_in(session, round->id) == 0)
		return refuse(err, T(REFUSE_ROUND_EMPTY), round->number);
	return true;
}

static void revealed_apply(struct session *session, const struct event *event)
{
	struct round *round = session_round(session, event_text(event, "round"));

	round->revealed = true;
	round->revealed_n = round->touched = event->n;
	/* Their values may be written down from now on. */
	for (size_t i = 0; i < session->now.position_count; i++)
		if (same(session->now.position[i].round, round->id))
			session->now.position[i].touched = event->n;
}

static bool withdrawn_check(const struct session *session, const struct event *event, struct error *err)
{
	return is_open(session_round(session, event_text(event, "round")), err);
}

/* What was sealed in it stays so. */
static void withdrawn_apply(struct session *session, const struct event *event)
{
	struct round *round = session_round(session, event_text(event, "round"));

	round->withdrawn = true;
	round->touched = event->n;
}

const struct event_kind event_round[] = {
	{ .name = "round_opened", .title = W(EVENT_ROUND_OPENED), .sentence = W(SAY_ROUND_OPENED),
	  FIELDS(opened_fields), .check = opened_check, .apply = opened_apply, .id_prefix = "r" },
	{ .name = "position_taken", .title = W(EVENT_POSITION_TAKEN), .sentence = W(SAY_POSITION_TAKEN),
	  .sealed_sentence = W(SAY_POSITION_SEALED), FIELDS(taken_fields),
	  .check = taken_check, .apply = taken_apply, .prepare = taken_prepare },
	{ .name = "position_explained", .title = W(EVENT_POSITION_EXPLAINED),
	  .sentence = W(SAY_POSITION_EXPLAINED), FIELDS(explained_fields),
	  .check = explained_check, .apply = explained_apply },
	{ .name = "round_revealed", .title = W(EVENT_ROUND_REVEALED), .sentence = W(SAY_ROUND_REVEALED),
	  FIELDS(revealed_fields), .flags = EVENT_FINAL,
	  .check = revealed_check, .apply = revealed_apply },
	{ .name = "round_withdrawn", .title = W(EVENT_ROUND_WITHDRAWN), .sentence = W(SAY_ROUND_WITHDRAWN),
	  FIELDS(withdrawn_fields), .check = withdrawn_check, .apply = withdrawn_apply },
};
const size_t event_round_count = ARRAY_LENGTH(event_round);
