/* One row a column; the order is that of the CREATE statements in schema.c. */
#include "store/derive_table.h"

#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "base/str.h"
#include "store/db.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PERSON(label, type, member) \
	{ label, COLUMN_TEXT, offsetof(struct type, member.name) }, \
	{ label "_role", COLUMN_TEXT, offsetof(struct type, member.role) }
#define MONEY(type, member) \
	{ "cost", COLUMN_AMOUNT, offsetof(struct type, member) }, \
	{ "currency", COLUMN_CURRENCY, offsetof(struct type, member) }, \
	{ "per", COLUMN_PER, offsetof(struct type, member) }
#define COL(name, kind, type, member) { name, COLUMN_##kind, offsetof(struct type, member) }

static const struct column participant_columns[] = {
	COL("id", TEXT, participant, id), { "position", COLUMN_INDEX, 0 },
	COL("name", TEXT, participant, name), COL("role", TEXT, participant, role),
	COL("address", TEXT, participant, address), COL("votes", BOOL, participant, votes),
	COL("removed", BOOL, participant, removed), COL("present", BOOL, participant, present),
	COL("deputy_for", TEXT, participant, deputy_for),
	COL("confirm_by", TEXT, participant, confirm_by),
	COL("confirm_until", TEXT, participant, confirm_until),
	COL("confirmed", TEXT, participant, confirmed),
};
static const struct column interval_columns[] = {
	COL("arrived_at", INSTANT, interval, from), COL("left_at", INSTANT, interval, to),
};
static const struct column recusal_columns[] = {
	COL("item", TEXT, recusal, item), COL("reason", TEXT, recusal, reason), COL("n", INT64, recusal, n),
};
static const struct child participant_children[] = {
	{ "attendance", "participant", NULL, offsetof(struct participant, interval),
	  offsetof(struct participant, interval_count), sizeof(struct interval),
	  interval_columns, LENGTH(interval_columns), true },
	{ "recusal", "participant", NULL, offsetof(struct participant, recusal),
	  offsetof(struct participant, recusal_count), sizeof(struct recusal),
	  recusal_columns, LENGTH(recusal_columns), false },
};

static const struct column item_columns[] = {
	COL("id", TEXT, stop, id), { "position", COLUMN_INDEX, 0 }, COL("on_agenda", BOOL, stop, on_agenda),
	COL("minutes", INT, stop, minutes), COL("used_ms", INT64, stop, used_ms),
	COL("state", STATE, stop, state), COL("reason", TEXT, stop, reason), COL("until", TEXT, stop, until),
};

static const struct column appetite_columns[] = {
	COL("id", TEXT, appetite, id), COL("n", INT64, appetite, n), COL("item", TEXT, appetite, item),
	COL("area", TEXT, appetite, area), COL("level", INT, appetite, level),
	COL("sentence", TEXT, appetite, sentence), PERSON("said_by", appetite, said_by),
	COL("current", BOOL, appetite, current),
};

static const struct column option_columns[] = {
	COL("text", TEXT, option, text), COL("why_not", TEXT, option, why_not), MONEY(option, cost),
};
static const struct column person_columns[] = {
	COL("participant", TEXT, person, participant), COL("name", TEXT, person, name),
	COL("role", TEXT, person, role),
};

#define PERSONS(table, parent, part, type, member) \
	{ table, parent, part, offsetof(struct type, member.person), offsetof(struct type, member.count), \
	  sizeof(struct person), person_columns, LENGTH(person_columns), false }

static const struct column decision_columns[] = {
	COL("id", TEXT, decision, id), COL("n", INT64, decision, n), COL("at", INSTANT, decision, at),
	COL("item", TEXT, decision, item), COL("outcome", TEXT, decision, outcome),
	COL("text", TEXT, decision, text), COL("because", TEXT, decision, because),
	COL("treatment", TEXT, decision, treatment), COL("effective", TEXT, decision, effective),
	COL("until", TEXT, decision, until), COL("supersedes", TEXT, decision, supersedes),
	COL("superseded_by", TEXT, decision, superseded_by), COL("voters", INT, decision, voters),
	COL("quorum", COUNT, decision, quorum),
};
static const struct child decision_children[] = {
	{ "decision_option", "decision", NULL, offsetof(struct decision, option),
	  offsetof(struct decision, option_count), sizeof(struct option), option_columns, LENGTH(option_columns), false },
	PERSONS("decision_person", "decision", "decided", decision, decided_by),
	PERSONS("decision_person", "decision", "present", decision, present),
};

static const struct column assignment_columns[] = {
	COL("id", TEXT, assignment, id), COL("n", INT64, assignment, n), COL("item", TEXT, assignment, item),
	COL("decision", TEXT, assignment, decision), PERSON("accountable", assignment, accountable),
	PERSON("deputy", assignment, deputy), COL("due", TEXT, assignment, due),
	COL("current", BOOL, assignment, current), COL("stands_for", TEXT, assignment, accountable.deputy_for),
	COL("confirm_by", TEXT, assignment, accountable.confirm_by),
	COL("confirm_until", TEXT, assignment, accountable.confirm_until),
};
static const struct child assignment_children[] = {
	PERSONS("assignment_person", "assignment", "R", assignment, responsible),
	PERSONS("assignment_person", "assignment", "C", assignment, consulted),
	PERSONS("assignment_person", "assignment", "I", assignment, informed),
};

static const struct column action_columns[] = {
	COL("id", TEXT, action, id), COL("n", INT64, action, n), COL("item", TEXT, action, item),
	COL("what", TEXT, action, what), PERSON("owner", action, owner), COL("due", TEXT, action, due),
	MONEY(action, cost), COL("decision", TEXT, action, decision),
	COL("condition", TEXT, action, condition), COL("state", TEXT, action, state),
	COL("evidence", TEXT, action, evidence), COL("reason", TEXT, action, reason),
	COL("carries", TEXT, action, carries),
};

static const struct column acceptance_columns[] = {
	COL("id", TEXT, acceptance, id), COL("n", INT64, acceptance, n), COL("item", TEXT, acceptance, item),
	COL("area", TEXT, acceptance, area), COL("decision", TEXT, acceptance, decision),
	COL("title", TEXT, acceptance, title), COL("scope", TEXT, acceptance, scope),
	COL("justification", TEXT, acceptance, justification), COL("controls", TEXT, acceptance, controls),
	COL("likelihood", COUNT, acceptance, risk.likelihood), COL("impact", COUNT, acceptance, risk.impact),
	COL("level", COUNT, acceptance, risk.level), COL("basis", TEXT, acceptance, risk.basis),
	COL("measured_on", TEXT, acceptance, risk.measured_on),
	COL("exposure_low", AMOUNT, acceptance, risk.exposure_low),
	COL("exposure_high", AMOUNT, acceptance, risk.exposure_high),
	COL("currency", CURRENCY, acceptance, risk.exposure_high),
	PERSON("requester", acceptance, requester), PERSON("owner", acceptance, owner),
	PERSON("approver", acceptance, approver), COL("authority", TEXT, acceptance, authority),
	COL("override", TEXT, acceptance, override), COL("valid_until", TEXT, acceptance, valid_until),
	COL("review_by", TEXT, acceptance, review_by), COL("approved_on", TEXT, acceptance, approved_on),
	COL("state", TEXT, acceptance, state), COL("reason", TEXT, acceptance, reason),
	COL("renews", TEXT, acceptance, renews), COL("renewals", INT, acceptance, renewals),
	COL("first_on", TEXT, acceptance, first_on),
	COL("row", TEXT, acceptance, row), COL("appetite", COUNT, acceptance, standing.appetite),
	COL("within", COUNT, acceptance, standing.within), COL("standing", SIDE, acceptance, standing.side),
};
static const struct column trigger_columns[] = { { "text", COLUMN_TEXT, 0 } };
static const struct child acceptance_children[] = {
	{ "acceptance_option", "acceptance", NULL, offsetof(struct acceptance, option),
	  offsetof(struct acceptance, option_count), sizeof(struct option), option_columns, LENGTH(option_columns), false },
	{ "acceptance_trigger", "acceptance", NULL, offsetof(struct acceptance, triggers.text),
	  offsetof(struct acceptance, triggers.count), sizeof(const char *), trigger_columns, LENGTH(trigger_columns), false },
};

static const struct column condition_columns[] = {
	COL("id", TEXT, condition, id), COL("n", INT64, condition, n),
	COL("acceptance", TEXT, condition, acceptance), COL("text", TEXT, condition, text),
	PERSON("owner", condition, owner), COL("due", TEXT, condition, due), COL("met", BOOL, condition, met),
	COL("evidence", TEXT, condition, evidence),
};

static const struct column round_columns[] = {
	COL("id", TEXT, round, id), COL("n", INT64, round, n), COL("item", TEXT, round, item),
	COL("area", TEXT, round, area), COL("question", TEXT, round, question), COL("text", TEXT, round, text),
	COL("number", INT, round, number), COL("straw", BOOL, round, straw),
	COL("revealed", BOOL, round, revealed), COL("withdrawn", BOOL, round, withdrawn),
};

static const struct column position_columns[] = {
	COL("n", INT64, position, n), COL("round", TEXT, position, round),
	COL("participant", TEXT, position, participant), COL("level", COUNT, position, level),
	COL("vote", TEXT, position, vote), COL("reason", TEXT, position, reason),
	COL("confidence", COUNT, position, confidence), COL("on_request", BOOL, position, on_request),
};

static const struct column answer_columns[] = {
	COL("item", TEXT, answer, item), COL("field", TEXT, answer, field), COL("n", INT64, answer, n),
	COL("value", JSON, answer, value),
};

static const struct column statement_columns[] = {
	COL("id", TEXT, statement, id), COL("n", INT64, statement, n), COL("at", INSTANT, statement, at),
	COL("item", TEXT, statement, item), COL("text", TEXT, statement, text),
	PERSON("who", statement, who), COL("on_request", BOOL, statement, on_request),
};

static const struct column note_columns[] = {
	COL("id", TEXT, note, id), COL("n", INT64, note, n), COL("at", INSTANT, note, at),
	COL("item", TEXT, note, item), COL("text", TEXT, note, text), COL("parked", BOOL, note, parked),
};

static const struct column pause_columns[] = {
	COL("n", INT64, pause, n), COL("began_at", INSTANT, pause, from), COL("ended_at", INSTANT, pause, to),
	COL("minutes", COUNT, pause, minutes), COL("reason", TEXT, pause, reason),
};

static const struct column deferral_columns[] = {
	COL("n", INT64, deferral, n), COL("gap", TEXT, deferral, gap), COL("item", TEXT, deferral, item),
	COL("about", TEXT, deferral, about), COL("reason", TEXT, deferral, reason),
};

static const struct column sign_off_columns[] = {
	COL("participant", TEXT, sign_off, participant), COL("n", INT64, sign_off, n),
	COL("at", INSTANT, sign_off, at), COL("stance", TEXT, sign_off, stance),
	COL("wording", TEXT, sign_off, wording),
};

static const struct column settled_columns[] = {
	COL("n", INT64, settled, n), COL("question", TEXT, settled, question), COL("item", TEXT, settled, item),
	COL("about", TEXT, settled, about), COL("answer", TEXT, settled, answer),
	COL("waved", BOOL, settled, waved),
};

/* Before the reveal nobody reads a value, not even in the sqlite3 shell's view
 * of these tables. */
static const void *sealed_view(const struct session *session, const void *record, union record_view *scratch)
{
	const struct position *position = record;
	const struct round *round = session_round(session, position->round);

	if (round && round->revealed)
		return record;
	scratch->position = (struct position){ .touched = position->touched, .n = position->n,
					       .round = position->round, .participant = position->participant };
	return &scratch->position;
}

/* derive.c reads `touched` without knowing the type. */
#define TOUCHED_FIRST(type) _Static_assert(offsetof(struct type, touched) == 0, "touched comes first in " #type)
TOUCHED_FIRST(participant); TOUCHED_FIRST(stop); TOUCHED_FIRST(appetite); TOUCHED_FIRST(decision);
TOUCHED_FIRST(assignment); TOUCHED_FIRST(action); TOUCHED_FIRST(acceptance); TOUCHED_FIRST(condition);
TOUCHED_FIRST(round); TOUCHED_FIRST(position); TOUCHED_FIRST(answer); TOUCHED_FIRST(statement);
TOUCHED_FIRST(note); TOUCHED_FIRST(deferral); TOUCHED_FIRST(sign_off); TOUCHED_FIRST(settled);
TOUCHED_FIRST(pause);

#define TABLE(label, type, member, columns_of) \
	.name = label, .list = offsetof(struct session_state, member), \
	.count = offsetof(struct session_state, member##_count), .size = sizeof(struct type), \
	.column = columns_of, .columns = LENGTH(columns_of)
#define CHILDREN(type, of) .id = offsetof(struct type, id), .child = of, .children = LENGTH(of)

const struct table derive_tables[] = {
	{ TABLE("participant", participant, participant, participant_columns),
	  CHILDREN(participant, participant_children) },
	{ TABLE("item", stop, stop, item_columns) },
	{ TABLE("pause", pause, pause, pause_columns) },
	{ TABLE("appetite", appetite, appetite, appetite_columns) },
	{ TABLE("decision", decision, decision, decision_columns), CHILDREN(decision, decision_children) },
	{ TABLE("assignment", assignment, assignment, assignment_columns),
	  CHILDREN(assignment, assignment_children) },
	{ TABLE("action", action, action, action_columns) },
	{ TABLE("acceptance", acceptance, acceptance, acceptance_columns),
	  CHILDREN(acceptance, acceptance_children) },
	{ TABLE("condition", condition, condition, condition_columns) },
	{ TABLE("round", round, round, round_columns) },
	{ TABLE("position", position, position, position_columns), .view = sealed_view },
	{ TABLE("answer", answer, answer, answer_columns) },
	{ TABLE("statement", statement, statement, statement_columns) },
	{ TABLE("note", note, note, note_columns) },
	{ TABLE("deferral", deferral, deferral, deferral_columns) },
	{ TABLE("sign_off", sign_off, sign_off, sign_off_columns) },
	{ TABLE("settled", settled, settled, settled_columns) },
};
const size_t derive_table_count = LENGTH(derive_tables);

/* The first session_lively_count are what any record changes; no index has one of them. */
const struct column session_columns[] = {
	COL("state", TEXT, session_row, state), COL("current", TEXT, session_row, current),
	COL("events", INT64, session_row, events), COL("decided", INT64, session_row, decided),
	COL("stops", INT64, session_row, stops), COL("last_at", INSTANT, session_row, last_at),
	COL("sealed_at", INSTANT, session_row, sealed_at), COL("head", TEXT, session_row, head),
	COL("read_only", BOOL, session_row, read_only),
	COL("number", INT64, session_row, number), COL("title", TEXT, session_row, title),
	COL("organisation", TEXT, session_row, organisation), COL("entity", TEXT, session_row, entity),
	COL("held_on", TEXT, session_row, held_on), COL("agenda", TEXT, session_row, agenda),
	COL("label", TEXT, session_row, label), COL("language", TEXT, session_row, language),
	COL("purpose", TEXT, session_row, purpose), COL("quorum", COUNT, session_row, quorum),
	COL("parent", TEXT, session_row, parent), COL("pack", TEXT, session_row, pack),
	COL("pack_version", TEXT, session_row, pack_version), COL("opened_at", INSTANT, session_row, opened_at),
	COL("content", JSON, session_row, content), COL("company", TEXT, session_row, company),
};
const size_t session_column_count = LENGTH(session_columns);
const size_t session_lively_count = 9;

static const char *state_of(const struct session *session)
{
	if (session->now.sealed)
		return "sealed";
	return session->now.current ? "running" : "prepared";
}

/* What was put off, by word or by a decision, is still to be decided. */
static bool is_decided(const struct session *session, const char *item)
{
	const struct decision *decision = session_item_decision(session, item);

	return decision && decision->outcome && strcmp(decision->outcome, "deferred") != 0;
}

void session_row_fill(const struct session *session, int64_t number, struct session_row *row)
{
	const struct session_state *now = &session->now;
	const struct event *head = session_head(session);

	*row = (struct session_row){
		.number = number, .events = (int64_t)session->event_count, .opened_at = now->opened_at,
		.last_at = head->at, .sealed_at = now->sealed_at, .title = now->title,
		.organisation = now->organisation, .entity = now->entity, .held_on = now->held_on,
		.agenda = now->agenda_id, .label = now->label, .language = now->language,
		.purpose = now->purpose, .parent = now->parent, .pack = now->pack_id,
		.pack_version = now->pack_version, .state = state_of(session), .current = now->current,
		.head = head->hash, .quorum = now->quorum, .read_only = session->unknown_kind != NULL,
		.content = now->content,
	};
	for (size_t i = 0; i < now->stop_count; i++) {
		const struct stop *stop = &now->stop[i];

		if (!stop->item || !stop->on_agenda)
			continue;
		row->stops++;
		row->decided += is_decided(session, stop->id);
	}
}

const char *const stop_states[STOP_STATE_COUNT] = {
	[STOP_NOT_REACHED] = "not_reached", [STOP_OPEN] = "open", [STOP_LEFT] = "left",
	[STOP_DEFERRED] = "deferred",
};

static const char *const sides[] = {
	[STANDING_UNKNOWN] = NULL, [STANDING_INSIDE] = "inside", [STANDING_OUTSIDE] = "outside",
};

static void bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	db_bind(statement, at, text);
}

static void bind_count(sqlite3_stmt *statement, int at, int number)
{
	if (number)
		sqlite3_bind_int(statement, at, number);
	else
		sqlite3_bind_null(statement, at);
}

static void bind_instant(sqlite3_stmt *statement, int at, int64_t ms)
{
	char text[INSTANT_SIZE];

	if (ms)
		instant_format(ms, text, sizeof(text));
	bind_text(statement, at, ms ? text : NULL);
}

static void bind_json(sqlite3_stmt *statement, int at, const struct json *value)
{
	struct str text = STR_INIT;

	if (value)
		json_write(&text, value);
	bind_text(statement, at, value ? text.text : NULL);
	str_release(&text);
}

static void bind_money(sqlite3_stmt *statement, int at, enum column_type type, const struct money *money)
{
	const char *per = money->per && *money->per ? money->per : NULL;

	if (!money->set)
		sqlite3_bind_null(statement, at);
	else if (type == COLUMN_AMOUNT)
		sqlite3_bind_int64(statement, at, money->amount);
	else
		bind_text(statement, at, type == COLUMN_CURRENCY ? money->currency : per);
}

void column_bind(sqlite3_stmt *statement, int at, const struct column *column, const void *record, int64_t index)
{
	const void *value = (const char *)record + column->offset;

	switch (column->type) {
	case COLUMN_TEXT: bind_text(statement, at, *(const char *const *)value); break;
	case COLUMN_INT: sqlite3_bind_int(statement, at, *(const int *)value); break;
	case COLUMN_COUNT: bind_count(statement, at, *(const int *)value); break;
	case COLUMN_INT64: sqlite3_bind_int64(statement, at, *(const int64_t *)value); break;
	case COLUMN_BOOL: sqlite3_bind_int(statement, at, *(const bool *)value); break;
	case COLUMN_INSTANT: bind_instant(statement, at, *(const int64_t *)value); break;
	case COLUMN_AMOUNT:
	case COLUMN_CURRENCY:
	case COLUMN_PER: bind_money(statement, at, column->type, value); break;
	case COLUMN_STATE: bind_text(statement, at, stop_states[*(const enum stop_state *)value]); break;
	case COLUMN_SIDE: bind_text(statement, at, sides[*(const enum standing_side *)value]); break;
	case COLUMN_JSON: bind_json(statement, at, *(const struct json *const *)value); break;
	case COLUMN_INDEX: sqlite3_bind_int64(statement, at, index); break;
	case COLUMN_TYPE_COUNT: break;
	}
}
