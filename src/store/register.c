/* See register.h: a query each, and their rows as they come. */
#include "store/register.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/text.h"
#include "store/db.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"
#include "workshop/decision.h"

#define SESSION_COLUMNS \
	"s.number AS number, s.id AS session, s.title AS session_title, s.organisation, s.entity, s.held_on," \
	" s.pack, s.state AS session_state,"
/* All that the session has stands by that day: nothing came after it, or the meeting was
 * before it and typed in later. */
#define STANDS "(substr(s.last_at, 1, 10) <= :on OR (s.held_on <= :on AND substr(s.opened_at, 1, 10) > s.held_on))"
/* What was there by that day. */
#define THERE " AND (" STANDS " OR EXISTS(SELECT 1 FROM event e" \
	" WHERE e.session = a.session AND e.n = a.n AND substr(e.at, 1, 10) <= :on))"
#define OF_SESSION " CROSS JOIN session s ON s.id = a.session WHERE (:session IS NULL OR s.id = :session)" THERE
/* Was it only recorded after that day?  Only then the journal is asked. */
#define LATE(record, member, ...) \
	"(NOT " STANDS " AND NOT EXISTS(SELECT 1 FROM event e WHERE e.session = " record ".session" \
	" AND e.kind IN (" __VA_ARGS__ ") AND json_extract(e.body, '$." member "') = " record ".id" \
	" AND substr(e.at, 1, 10) <= :on))"
/* Also where a later session took it home as an action, and that is done. */
#define NOT_MET "((c.met = 0 OR " LATE("c", "condition", "'condition_met'") ")" \
	" AND NOT EXISTS(SELECT 1 FROM action b JOIN session t ON t.id = b.session" \
	"  WHERE b.carries = c.session || ':' || c.id AND b.state = 'done' AND t.held_on <= :on))"
/* The record of a later session that goes on with this one, by the given column. */
#define LATER(table, column, and) \
	" (SELECT b.session || ':' || b.id FROM " table " b JOIN session t ON t.id = b.session" \
	"  WHERE b." column " = a.session || ':' || a.id" and " AND t.held_on <= :on LIMIT 1)"

static const char acceptances_sql[] =
	"SELECT " SESSION_COLUMNS " a.id AS acceptance, a.n, a.item, a.area, a.title,"
	" CASE WHEN a.state IN ('revoked', 'rejected') AND " LATE("a", "acceptance", "'acceptance_revoked', 'acceptance_rejected'")
	"  THEN iif(a.approved_on IS NULL, 'proposed', 'approved') ELSE a.state END AS recorded,"
	" a.likelihood, a.impact, a.level, a.appetite, a.within, a.standing, a.exposure_low,"
	" a.exposure_high, a.currency, a.basis, a.measured_on, a.justification, a.requester, a.owner,"
	" a.approver, a.approver_role, a.authority, a.approved_on, a.first_on, a.valid_until, a.review_by,"
	" a.renewals, a.renews, a.reason,"
	" (SELECT count(*) FROM condition c WHERE c.session = a.session AND c.acceptance = a.id) AS conditions,"
	" (SELECT count(*) FROM condition c WHERE c.session = a.session AND c.acceptance = a.id"
	"  AND " NOT_MET ") AS conditions_open,"
	" (SELECT count(*) FROM condition c WHERE c.session = a.session AND c.acceptance = a.id"
	"  AND " NOT_MET " AND c.due < :on) AS conditions_overdue,"
	LATER("acceptance", "renews", " AND b.state = 'approved'") " AS renewed_by"
	" FROM acceptance a" OF_SESSION " ORDER BY coalesce(a.valid_until, '9999'), a.session, a.n";

static const char actions_sql[] =
	"SELECT " SESSION_COLUMNS " a.id AS action, a.n, a.item, a.what, a.owner, a.owner_role, a.due, a.cost,"
	" a.currency, a.per, a.decision, a.condition, iif(a.state <> 'open' AND " LATE("a", "action", "'action_closed'")
	", 'open', a.state) AS recorded, a.evidence, a.reason,"
	" a.carries," LATER("action", "carries", "") " AS carried_by"
	" FROM action a" OF_SESSION " ORDER BY coalesce(a.due, '9999'), a.session, a.n";

static const char decisions_sql[] =
	"SELECT " SESSION_COLUMNS " a.id AS decision, a.n, a.item, a.outcome AS recorded, a.text, a.because,"
	" a.treatment, a.effective, a.until, a.supersedes, x.accountable AS owner,"
	" x.accountable_role AS owner_role, x.due,"
	" (SELECT group_concat(p.name, ', ') FROM decision_person p WHERE p.session = a.session"
	"  AND p.decision = a.id AND p.part = 'decided') AS decided_by,"
	" coalesce((SELECT a.superseded_by FROM decision b WHERE b.session = a.session AND b.id = a.superseded_by"
	"  AND (" STANDS " OR substr(b.at, 1, 10) <= :on))," LATER("decision", "supersedes", "") ") AS superseded_by"
	" FROM session s CROSS JOIN decision a ON a.session = s.id"
	" LEFT JOIN assignment x ON x.session = a.session AND x.item = a.item AND x.current = 1"
	" WHERE (:session IS NULL OR s.id = :session)" THERE
	" ORDER BY s.held_on DESC, s.number DESC, a.n DESC";

static const char dissent_sql[] =
	"SELECT * FROM (SELECT " SESSION_COLUMNS " a.n, r.item, r.text AS motion, a.reason AS words,"
	"  q.name AS person, q.role AS person_role, a.level,"
	"  CASE WHEN a.vote = 'against' THEN 'against' ELSE 'on-request' END AS recorded"
	"  FROM session s CROSS JOIN position a ON a.session = s.id"
	"  JOIN round r ON r.session = a.session AND r.id = a.round AND r.revealed = 1"
	"  JOIN participant q ON q.session = a.session AND q.id = a.participant"
	"  WHERE (:session IS NULL OR s.id = :session) AND (a.vote = 'against' OR a.on_request = 1)"
	" UNION ALL SELECT " SESSION_COLUMNS " a.n, NULL, NULL, a.wording, q.name, q.role, NULL, 'objected'"
	"  FROM session s CROSS JOIN sign_off a ON a.session = s.id"
	"  JOIN participant q ON q.session = a.session AND q.id = a.participant"
	"  WHERE (:session IS NULL OR s.id = :session) AND a.stance = 'object'"
	" UNION ALL SELECT " SESSION_COLUMNS " a.n, a.item, NULL, a.text, a.who, a.who_role, NULL, 'on-request'"
	"  FROM session s CROSS JOIN statement a ON a.session = s.id"
	"  WHERE (:session IS NULL OR s.id = :session) AND a.on_request = 1)"
	" WHERE :on IS NOT NULL ORDER BY held_on DESC, number DESC, n DESC";

static const char *acceptance_state(const struct json *row, const char *on)
{
	return acceptance_state_over(&(struct acceptance_facts){
		.state = json_get_text(row, "recorded"), .approved_on = json_get_text(row, "approved_on"),
		.review_by = json_get_text(row, "review_by"), .valid_until = json_get_text(row, "valid_until"),
		.renewed = json_get(row, "renewed_by") != NULL }, on);
}

static const char *action_state(const struct json *row, const char *on)
{
	return action_state_over(json_get_text(row, "recorded"), json_get_text(row, "due"),
				 json_get(row, "carried_by") != NULL, on);
}

static const char *decision_state(const struct json *row, const char *on)
{
	return decision_state_on(&(struct decision_facts){
		.outcome = json_get_text(row, "recorded"), .effective = json_get_text(row, "effective"),
		.until = json_get_text(row, "until"), .superseded = json_get(row, "superseded_by") != NULL }, on);
}

static const char *dissent_state(const struct json *row, const char *on)
{
	(void)on;
	return json_get_text(row, "recorded");
}

/* How long it has been accepted. */
static void add_age(struct arena *arena, struct json *row, const char *on)
{
	int months = acceptance_age(json_get_text(row, "first_on"), json_get_text(row, "valid_until"), on);

	if (months >= 0)
		json_put_new(arena, row, "age_months", json_int(arena, months));
}

enum { NAMES_MAX = 6 };

/* How each register is asked; the lists end with NULL. */
static const struct kind {
	const char *sql;
	const char *(*state)(const struct json *row, const char *on);
	const char *deadline;          /* the member that is its last day; NULL none */
	const char *owner[NAMES_MAX];  /* who answers for it */
	const char *over[NAMES_MAX];   /* states that need nobody's eye any more */
	const char *text[NAMES_MAX];   /* what it says */
	void (*add)(struct arena *arena, struct json *row, const char *on); /* what is computed; NULL nothing */
} kinds[REGISTER_COUNT] = {
	[REGISTER_ACCEPTANCES] = { acceptances_sql, acceptance_state, "valid_until",
		{ "owner", "approver", "requester" }, { "renewed", "rejected", "revoked" },
		{ "title", "justification", "authority", "item" }, add_age },
	[REGISTER_ACTIONS] = { actions_sql, action_state, "due", { "owner" }, { "carried", "done", "dropped" },
		{ "what", "evidence", "item" }, NULL },
	[REGISTER_DECISIONS] = { decisions_sql, decision_state, "due", { "owner", "decided_by" },
		{ "superseded", "rejected" }, { "text", "because", "item" }, NULL },
	[REGISTER_DISSENT] = { dissent_sql, dissent_state, NULL, { "person" }, { NULL }, { "words", "motion", "item" }, NULL },
};

/* The question with its names folded. */
struct asked { struct register_query query; bool whole; /* `entity`: a company's whole name */ };

/* The names are the statement's, and last as long as it does. */
static struct json *row_json(sqlite3_stmt *statement, struct arena *arena)
{
	struct json *map = json_map(arena);

	for (int i = 0; i < sqlite3_column_count(statement); i++) {
		int type = sqlite3_column_type(statement, i);
		const char *name = type == SQLITE_INTEGER || type == SQLITE_TEXT ? sqlite3_column_name(statement, i) : NULL;

		if (name)
			json_put_new(arena, map, name, type == SQLITE_INTEGER ?
				     json_int(arena, sqlite3_column_int64(statement, i)) :
				     json_text(arena, db_column_text(statement, i)));
	}
	return map;
}

/* The whole may be absent; the part is folded already. */
static bool holds(struct arena *arena, const char *whole, const char *part)
{
	return whole && strstr(text_fold(arena, whole), part) != NULL;
}

static bool is_one_of(const char *const *list, const char *name)
{
	for (size_t i = 0; i < NAMES_MAX && list[i]; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static bool any_holds(struct arena *arena, const struct json *row, const char *const *names, const char *part)
{
	for (size_t i = 0; i < NAMES_MAX && names[i]; i++)
		if (holds(arena, json_get_text(row, names[i]), part))
			return true;
	return false;
}

/* What a company is called: a subsidiary by its own name. */
static const char *company_of(const struct json *row)
{
	const char *entity = json_get_text(row, "entity");

	return entity && *entity ? entity : json_get_text(row, "organisation");
}

static bool company_holds(struct arena *arena, const struct json *row, const char *part)
{
	static const char *const names[NAMES_MAX] = { "entity", "organisation" };

	return any_holds(arena, row, names, part);
}

/* A company's whole name means it alone, and not what belongs to it. */
static bool company_fits(struct arena *arena, const struct json *row, const struct asked *asked)
{
	const char *name = company_of(row);

	return asked->whole ? name && strcmp(text_fold(arena, name), asked->query.entity) == 0 :
	       company_holds(arena, row, asked->query.entity);
}

static bool fits(const struct asked *asked, struct arena *arena, const struct json *row, const char *state)
{
	const struct register_query *query = &asked->query;
	const struct kind *kind = &kinds[query->kind];
	const char *deadline = kind->deadline ? json_get_text(row, kind->deadline) : NULL;

	if (query->state && strcmp(query->state, "current") == 0 ? is_one_of(kind->over, state) :
	    query->state && strcmp(query->state, state) != 0)
		return false;
	if (query->due && (!deadline || strcmp(deadline, query->due) > 0))
		return false;
	if (query->entity && !company_fits(arena, row, asked))
		return false;
	if (query->text && !any_holds(arena, row, kind->text, query->text) && !company_holds(arena, row, query->text) &&
	    !any_holds(arena, row, kind->owner, query->text))
		return false;
	return !query->owner || any_holds(arena, row, kind->owner, query->owner);
}

/* A row at a time is in memory. */
static int walk(sqlite3_stmt *statement, const struct asked *asked,
		bool (*each)(void *with, const struct json *row), void *with)
{
	const struct kind *kind = &kinds[asked->query.kind];
	struct arena *arena = arena_new();
	bool more = true;
	int code = SQLITE_ROW;

	while (more && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		struct json *row;
		const char *state;

		arena_reset(arena);
		row = row_json(statement, arena);
		state = kind->state(row, asked->query.on);
		if (!state || !fits(asked, arena, row, state))
			continue;
		json_put_new(arena, row, "state", json_text(arena, state));
		if (kind->add)
			kind->add(arena, row, asked->query.on);
		more = each(with, row);
	}
	arena_free(arena);
	return code;
}

/* Is there a company of just this (folded) name? */
static bool is_whole_name(struct store *store, struct arena *arena, const char *name)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT DISTINCT iif(coalesce(entity, '') = '', organisation, entity)"
					     " FROM session", NULL);
	bool found = false;

	while (statement && !found && sqlite3_step(statement) == SQLITE_ROW) {
		const char *company = db_column(statement, 0, arena);

		found = company && strcmp(text_fold(arena, company), name) == 0;
	}
	sqlite3_finalize(statement);
	return found;
}

bool store_register(struct store *store, const struct register_query *query,
		    bool (*each)(void *with, const struct json *row), void *with, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, kinds[query->kind].sql, err);
	struct asked asked = { *query, false };
	struct arena *arena;
	int code;

	if (!statement)
		return false;
	arena = arena_new();
	asked.query.owner = query->owner ? text_fold(arena, query->owner) : NULL;
	asked.query.text = query->text ? text_fold(arena, query->text) : NULL;
	asked.query.entity = query->entity ? text_fold(arena, query->entity) : NULL;
	asked.whole = query->entity && is_whole_name(store, arena, asked.query.entity);
	db_text(statement, ":session", query->session);
	db_text(statement, ":on", query->on);
	code = walk(statement, &asked, each, with);
	if (code != SQLITE_DONE && code != SQLITE_ROW)
		db_fail(store, err);
	sqlite3_finalize(statement);
	arena_free(arena);
	return code == SQLITE_DONE || code == SQLITE_ROW;
}
