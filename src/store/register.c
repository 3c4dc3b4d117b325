/* See register.h: two queries, and their rows as they come. */
#include "store/register.h"

#include "base/arena.h"
#include "base/json.h"
#include "store/db.h"

#define SESSION_COLUMNS \
	"s.number AS number, s.id AS session, s.organisation, s.entity, s.held_on, s.state AS session_state,"
#define OF_SESSION " JOIN session s ON s.id = a.session WHERE (:session IS NULL OR s.id = :session)"

static const char *const queries[REGISTER_COUNT] = {
	[REGISTER_ACCEPTANCES] =
		"SELECT " SESSION_COLUMNS " a.id AS acceptance, a.item, a.area, a.title, a.state AS recorded,"
		" a.likelihood, a.impact, a.level, a.appetite, a.within, a.standing, a.exposure_low,"
		" a.exposure_high, a.currency, a.basis, a.measured_on, a.justification, a.requester, a.owner,"
		" a.approver, a.approver_role, a.authority, a.approved_on, a.first_on, a.valid_until, a.review_by,"
		" a.renewals, a.renews, a.reason,"
		" (SELECT count(*) FROM condition c WHERE c.session = a.session AND c.acceptance = a.id) AS conditions,"
		" (SELECT count(*) FROM condition c WHERE c.session = a.session AND c.acceptance = a.id"
		"  AND c.met = 0) AS conditions_open,"
		" (SELECT count(*) FROM condition c WHERE c.session = a.session AND c.acceptance = a.id"
		"  AND c.met = 0 AND c.due < :on) AS conditions_overdue,"
		" (SELECT b.session || ':' || b.id FROM acceptance b JOIN session t ON t.id = b.session"
		"  WHERE b.renews = a.session || ':' || a.id AND b.state = 'approved' AND t.held_on <= :on"
		"  LIMIT 1) AS renewed_by"
		" FROM acceptance a" OF_SESSION
		" ORDER BY coalesce(a.valid_until, '9999'), s.number, a.n",
	[REGISTER_ACTIONS] =
		"SELECT " SESSION_COLUMNS " a.id AS action, a.item, a.what, a.owner, a.owner_role, a.due, a.cost,"
		" a.currency, a.per, a.decision, a.condition, a.state AS recorded, a.evidence, a.reason,"
		" a.carries, (SELECT b.session || ':' || b.id FROM action b JOIN session t ON t.id = b.session"
		"  WHERE b.carries = a.session || ':' || a.id AND t.held_on <= :on LIMIT 1) AS carried_by"
		" FROM action a" OF_SESSION
		" AND :on IS NOT NULL ORDER BY coalesce(a.due, '9999'), s.number, a.n",
};

static struct json *row_json(sqlite3_stmt *statement, struct arena *arena)
{
	struct json *map = json_map(arena);

	for (int i = 0; i < sqlite3_column_count(statement); i++) {
		const char *name = arena_strdup(arena, sqlite3_column_name(statement, i));

		if (sqlite3_column_type(statement, i) == SQLITE_INTEGER)
			json_put_int(arena, map, name, sqlite3_column_int64(statement, i));
		else if (sqlite3_column_type(statement, i) == SQLITE_TEXT)
			json_put_text(arena, map, name, db_column(statement, i, arena));
	}
	return map;
}

struct json *store_register(struct store *store, enum register_kind kind, const char *session,
			    const char *on, struct arena *arena, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, queries[kind], err);
	struct json *list = json_list(arena);
	int code = SQLITE_DONE;

	if (!statement)
		return NULL;
	db_text(statement, ":session", session);
	db_text(statement, ":on", on);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW)
		json_add(arena, list, row_json(statement, arena));
	if (code != SQLITE_DONE) {
		db_fail(store, err);
		list = NULL;
	}
	sqlite3_finalize(statement);
	return list;
}
