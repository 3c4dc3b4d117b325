/*
 * The schema as text.  The comments stand inside the statements, so that
 * `.schema` in the sqlite3 shell shows them to whoever opens the file.
 */
#include "store/schema.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/derive.h"

#define ROOM_TABLE \
"CREATE TABLE room( -- what the room's screen shows; not history\n" \
"  session TEXT PRIMARY KEY, show TEXT NOT NULL, item TEXT, question INTEGER\n" \
") STRICT, WITHOUT ROWID"

const char *const schema_lasting[] = {
"CREATE TABLE event( -- the journal: every fact, in the order of this file; only ever added to\n"
"  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- place in this file\n"
"  session TEXT NOT NULL, -- id of the session\n"
"  n INTEGER NOT NULL CHECK(n > 0), -- number within the session, from 1\n"
"  at TEXT NOT NULL, -- when it was recorded, UTC\n"
"  kind TEXT NOT NULL, -- what happened, past tense\n"
"  body TEXT NOT NULL, -- the fact itself, JSON with sorted keys\n"
"  prev TEXT NOT NULL CHECK(length(prev) = 64), -- hash of event n-1, zeros before the first\n"
"  hash TEXT NOT NULL CHECK(length(hash) = 64), -- SHA-256 of prev LF n LF at LF kind LF body LF\n"
"  UNIQUE(session, n)\n"
") STRICT",
"CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN\n"
"  SELECT RAISE(ABORT, 'the journal is never changed; record a correction'); END",
"CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN\n"
"  SELECT RAISE(ABORT, 'nothing is ever removed from the journal'); END",
"CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS(SELECT 1 FROM event\n"
"  WHERE seq = NEW.seq OR (session = NEW.session AND n = NEW.n)) BEGIN\n"
"  SELECT RAISE(ABORT, 'the journal is never changed; record a correction'); END",
"CREATE TABLE content( -- packs exactly as they were shown, so that old sessions always render\n"
"  sha256 TEXT PRIMARY KEY CHECK(length(sha256) = 64),\n"
"  yaml TEXT NOT NULL\n"
") STRICT, WITHOUT ROWID",
"CREATE TRIGGER content_no_update BEFORE UPDATE ON content BEGIN\n"
"  SELECT RAISE(ABORT, 'a pack that was shown is never changed'); END",
"CREATE TRIGGER content_no_delete BEFORE DELETE ON content BEGIN\n"
"  SELECT RAISE(ABORT, 'a pack that was shown is never removed'); END",
"CREATE TRIGGER content_no_replace BEFORE INSERT ON content\n"
"  WHEN EXISTS(SELECT 1 FROM content WHERE sha256 = NEW.sha256) BEGIN\n"
"  SELECT RAISE(ABORT, 'a pack that was shown is never changed'); END",
"CREATE TABLE seal( -- heads of sealed sessions, kept apart to notice a removed tail\n"
"  session TEXT PRIMARY KEY,\n"
"  n INTEGER NOT NULL, -- the last event\n"
"  head TEXT NOT NULL CHECK(length(head) = 64), -- its hash, as printed for the paper\n"
"  at TEXT NOT NULL\n"
") STRICT, WITHOUT ROWID",
"CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal BEGIN\n"
"  SELECT RAISE(ABORT, 'a seal is never changed'); END",
"CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal BEGIN\n"
"  SELECT RAISE(ABORT, 'a seal is never removed'); END",
"CREATE TRIGGER seal_no_replace BEFORE INSERT ON seal\n"
"  WHEN EXISTS(SELECT 1 FROM seal WHERE session = NEW.session) BEGIN\n"
"  SELECT RAISE(ABORT, 'a seal is never changed'); END",
"CREATE TABLE draft( -- half-typed text of open fields; not history\n"
"  session TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,\n"
"  PRIMARY KEY(session, field)\n"
") STRICT, WITHOUT ROWID",
"CREATE TABLE place( -- where the facilitator was, for resuming; not history\n"
"  session TEXT PRIMARY KEY, stop TEXT NOT NULL, tab TEXT NOT NULL\n"
") STRICT, WITHOUT ROWID",
ROOM_TABLE,
"CREATE TABLE lease( -- which process runs a session now; not history\n"
"  session TEXT PRIMARY KEY, holder TEXT NOT NULL, at INTEGER NOT NULL\n"
") STRICT, WITHOUT ROWID",
NULL
};

#define OF "  session TEXT NOT NULL, -- id of the session\n"

const struct schema_derived schema_derived[] = {
{ "session",
"CREATE TABLE session( -- derived: one row a session\n"
"  number INTEGER NOT NULL, -- order of arrival in this file\n"
"  id TEXT PRIMARY KEY,\n"
"  title TEXT, organisation TEXT, entity TEXT,\n"
"  held_on TEXT, -- date\n"
"  agenda TEXT, label TEXT, language TEXT, purpose TEXT,\n"
"  quorum INTEGER, parent TEXT, -- id of the session before\n"
"  pack TEXT, pack_version TEXT,\n"
"  state TEXT NOT NULL CHECK(state IN ('prepared', 'running', 'sealed')),\n"
"  current TEXT, -- item or block where the meeting is\n"
"  events INTEGER NOT NULL,\n"
"  decided INTEGER NOT NULL, stops INTEGER NOT NULL, -- items with a decision that puts nothing off, of all on the agenda\n"
"  opened_at TEXT, last_at TEXT, sealed_at TEXT,\n"
"  head TEXT, -- hash of the newest event\n"
"  read_only INTEGER NOT NULL, -- 1: holds events of a newer program\n"
"  content TEXT, -- the pack's files: their SHA-256, a JSON list\n"
"  company TEXT -- organisation and entity folded (NFKC, case), a line each: however they are spelled\n"
") STRICT, WITHOUT ROWID" },
{ "session_held", "CREATE INDEX session_held ON session(held_on DESC, number DESC)" },
{ "session_number", "CREATE INDEX session_number ON session(number)" },
{ "session_company", "CREATE INDEX session_company ON session(company, held_on DESC, number DESC)" },
{ "participant",
"CREATE TABLE participant( -- derived\n" OF
"  id TEXT NOT NULL, position INTEGER NOT NULL, -- order in which lists show people\n"
"  name TEXT, role TEXT, address TEXT,\n"
"  votes INTEGER, removed INTEGER, present INTEGER,\n"
"  deputy_for TEXT, confirm_by TEXT, confirm_until TEXT, confirmed TEXT,\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "attendance",
"CREATE TABLE attendance( -- derived: who was in the room from when to when\n" OF
"  participant TEXT NOT NULL, position INTEGER NOT NULL,\n"
"  arrived_at TEXT, left_at TEXT, -- UTC; left_at NULL: still there\n"
"  PRIMARY KEY(session, participant, position)\n"
") STRICT, WITHOUT ROWID" },
{ "recusal",
"CREATE TABLE recusal( -- derived: who stood aside from which item\n" OF
"  participant TEXT NOT NULL, position INTEGER NOT NULL, item TEXT, reason TEXT, n INTEGER,\n"
"  PRIMARY KEY(session, participant, position)\n"
") STRICT, WITHOUT ROWID" },
{ "item",
"CREATE TABLE item( -- derived: the places of the meeting, in order\n" OF
"  id TEXT NOT NULL, position INTEGER NOT NULL, on_agenda INTEGER,\n"
"  minutes INTEGER, used_ms INTEGER, -- planned, and used so far\n"
"  state TEXT, -- not_reached, open, left, deferred\n"
"  reason TEXT, until TEXT, -- deferred: why, until when\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "trend",
"CREATE TABLE trend( -- derived: each item at a glance, for looking over many sessions\n" OF
"  position INTEGER NOT NULL, -- as in item\n"
"  item TEXT NOT NULL, on_agenda INTEGER NOT NULL, state TEXT NOT NULL,\n"
"  decided INTEGER NOT NULL, -- 1: a decision holds, 2: the newest one put it off\n"
"  level INTEGER, -- of the item as a whole; else of its areas:\n"
"  area_low INTEGER, area_high INTEGER,\n"
"  low INTEGER, high INTEGER, taken INTEGER, -- of the newest named round on the level; NULL: none was\n"
"  gaps INTEGER NOT NULL, open_actions INTEGER NOT NULL, used_ms INTEGER NOT NULL,\n"
"  PRIMARY KEY(session, position)\n"
") STRICT, WITHOUT ROWID" },
{ "appetite",
"CREATE TABLE appetite( -- derived: how much risk the board wants to take\n" OF
"  id TEXT NOT NULL, n INTEGER, item TEXT, area TEXT,\n"
"  level INTEGER CHECK(level BETWEEN 1 AND 5), -- 1 averse ... 5 eager\n"
"  sentence TEXT, -- the board's, word for word\n"
"  said_by TEXT, said_by_role TEXT, current INTEGER, -- 1: it holds\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "decision",
"CREATE TABLE decision( -- derived\n" OF
"  id TEXT NOT NULL, n INTEGER, at TEXT, item TEXT,\n"
"  outcome TEXT, -- adopted, rejected, deferred\n"
"  text TEXT, because TEXT, treatment TEXT, -- modify, retain, avoid, share\n"
"  effective TEXT, until TEXT, supersedes TEXT, superseded_by TEXT,\n"
"  voters INTEGER, quorum INTEGER, -- who could vote at that moment, and how many were needed\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "decision_supersedes", "CREATE INDEX decision_supersedes ON decision(supersedes) WHERE supersedes IS NOT NULL" },
{ "decision_option",
"CREATE TABLE decision_option( -- derived: what else was considered\n" OF
"  decision TEXT NOT NULL, position INTEGER NOT NULL, text TEXT, why_not TEXT,\n"
"  cost INTEGER, currency TEXT, per TEXT,\n"
"  PRIMARY KEY(session, decision, position)\n"
") STRICT, WITHOUT ROWID" },
{ "decision_person",
"CREATE TABLE decision_person( -- derived: who decided, who was in the room\n" OF
"  decision TEXT NOT NULL, part TEXT NOT NULL, -- decided, present\n"
"  position INTEGER NOT NULL, participant TEXT, name TEXT, role TEXT,\n"
"  PRIMARY KEY(session, decision, part, position)\n"
") STRICT, WITHOUT ROWID" },
{ "assignment",
"CREATE TABLE assignment( -- derived: one accountable person, and a due date\n" OF
"  id TEXT NOT NULL, n INTEGER, item TEXT, decision TEXT,\n"
"  accountable TEXT, accountable_role TEXT, deputy TEXT, deputy_role TEXT,\n"
"  due TEXT, current INTEGER, -- 1: it holds\n"
"  stands_for TEXT, confirm_by TEXT, confirm_until TEXT, -- the accountable one is a deputy: whose; who confirms\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "assignment_person",
"CREATE TABLE assignment_person( -- derived: responsible R, consulted C, informed I\n" OF
"  assignment TEXT NOT NULL, part TEXT NOT NULL, position INTEGER NOT NULL,\n"
"  participant TEXT, name TEXT, role TEXT,\n"
"  PRIMARY KEY(session, assignment, part, position)\n"
") STRICT, WITHOUT ROWID" },
{ "action",
"CREATE TABLE action( -- derived: what somebody took home\n" OF
"  id TEXT NOT NULL, n INTEGER, item TEXT, what TEXT, owner TEXT, owner_role TEXT, due TEXT,\n"
"  cost INTEGER, currency TEXT, per TEXT, decision TEXT, condition TEXT,\n"
"  state TEXT, evidence TEXT, reason TEXT, -- open, done, dropped\n"
"  carries TEXT, -- session:record of an earlier session that goes on here\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "action_due", "CREATE INDEX action_due ON action(coalesce(due, '9999'), session, n)" },
{ "action_carries", "CREATE INDEX action_carries ON action(carries) WHERE carries IS NOT NULL" },
{ "acceptance",
"CREATE TABLE acceptance( -- derived: a risk that was accepted formally\n" OF
"  id TEXT NOT NULL, n INTEGER, item TEXT, area TEXT, decision TEXT, title TEXT, scope TEXT,\n"
"  justification TEXT, controls TEXT,\n"
"  likelihood INTEGER, impact INTEGER, level INTEGER, basis TEXT, measured_on TEXT,\n"
"  exposure_low INTEGER, exposure_high INTEGER, currency TEXT,\n"
"  requester TEXT, requester_role TEXT, owner TEXT, owner_role TEXT, approver TEXT, approver_role TEXT,\n"
"  authority TEXT, override TEXT, valid_until TEXT, review_by TEXT, approved_on TEXT,\n"
"  state TEXT, reason TEXT, renews TEXT, renewals INTEGER, first_on TEXT,\n"
"  row TEXT, appetite INTEGER, within INTEGER, -- of the item's risks; the appetite at that time, its line\n"
"  standing TEXT, -- inside, outside, NULL unknown\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "acceptance_until", "CREATE INDEX acceptance_until ON acceptance(coalesce(valid_until, '9999'), session, n)" },
{ "acceptance_renews", "CREATE INDEX acceptance_renews ON acceptance(renews) WHERE renews IS NOT NULL" },
{ "acceptance_option",
"CREATE TABLE acceptance_option( -- derived: the other ways that were considered\n" OF
"  acceptance TEXT NOT NULL, position INTEGER NOT NULL, text TEXT, why_not TEXT,\n"
"  cost INTEGER, currency TEXT, per TEXT,\n"
"  PRIMARY KEY(session, acceptance, position)\n"
") STRICT, WITHOUT ROWID" },
{ "acceptance_trigger",
"CREATE TABLE acceptance_trigger( -- derived: what makes it be looked at again\n" OF
"  acceptance TEXT NOT NULL, position INTEGER NOT NULL, text TEXT,\n"
"  PRIMARY KEY(session, acceptance, position)\n"
") STRICT, WITHOUT ROWID" },
{ "condition",
"CREATE TABLE condition( -- derived: what an acceptance depends on\n" OF
"  id TEXT NOT NULL, n INTEGER, acceptance TEXT, text TEXT, owner TEXT, owner_role TEXT,\n"
"  due TEXT, met INTEGER, evidence TEXT,\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "round",
"CREATE TABLE round( -- derived: one asking of positions\n" OF
"  id TEXT NOT NULL, n INTEGER, item TEXT, area TEXT, question TEXT, text TEXT,\n"
"  number INTEGER, straw INTEGER, revealed INTEGER, withdrawn INTEGER,\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "position",
"CREATE TABLE position( -- derived: values stay NULL until their round is revealed\n" OF
"  n INTEGER NOT NULL, round TEXT, participant TEXT, level INTEGER, vote TEXT, reason TEXT,\n"
"  confidence INTEGER, on_request INTEGER,\n"
"  PRIMARY KEY(session, n)\n"
") STRICT, WITHOUT ROWID" },
{ "answer",
"CREATE TABLE answer( -- derived: worksheets, value as JSON\n" OF
"  item TEXT NOT NULL, field TEXT NOT NULL, n INTEGER, value TEXT,\n"
"  PRIMARY KEY(session, item, field)\n"
") STRICT, WITHOUT ROWID" },
{ "statement",
"CREATE TABLE statement( -- derived: what somebody said, word for word\n" OF
"  id TEXT NOT NULL, n INTEGER, at TEXT, item TEXT, text TEXT, who TEXT, who_role TEXT,\n"
"  on_request INTEGER, -- 1: recorded at the person's request\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "note",
"CREATE TABLE note( -- derived: the facilitator's\n" OF
"  id TEXT NOT NULL, n INTEGER, at TEXT, item TEXT, text TEXT, parked INTEGER,\n"
"  PRIMARY KEY(session, id)\n"
") STRICT, WITHOUT ROWID" },
{ "deferral",
"CREATE TABLE deferral( -- derived: gaps left open on purpose\n" OF
"  n INTEGER NOT NULL, gap TEXT, item TEXT, about TEXT, reason TEXT,\n"
"  PRIMARY KEY(session, n)\n"
") STRICT, WITHOUT ROWID" },
{ "sign_off",
"CREATE TABLE sign_off( -- derived: what each person said to the record as read back\n" OF
"  participant TEXT NOT NULL, n INTEGER, at TEXT, stance TEXT, wording TEXT, -- approve, object\n"
"  PRIMARY KEY(session, participant)\n"
") STRICT, WITHOUT ROWID" },
{ "pause",
"CREATE TABLE pause( -- derived: when the meeting stood still\n" OF
"  n INTEGER NOT NULL, began_at TEXT, ended_at TEXT, -- UTC; ended_at NULL: it goes on\n"
"  minutes INTEGER, -- as announced, NULL: not said\n"
"  reason TEXT,\n"
"  PRIMARY KEY(session, n)\n"
") STRICT, WITHOUT ROWID" },
{ "settled",
"CREATE TABLE settled( -- derived: consistency questions that the room answered or waved off\n" OF
"  n INTEGER NOT NULL, question TEXT, item TEXT, about TEXT, answer TEXT, waved INTEGER,\n"
"  PRIMARY KEY(session, n)\n"
") STRICT, WITHOUT ROWID" },
{ "said",
"CREATE TABLE said( -- derived: what each event says, folded (NFKC, case), for searching\n" OF
"  n INTEGER NOT NULL, text TEXT NOT NULL, -- a line each; sealed positions are not in it\n"
"  PRIMARY KEY(session, n)\n"
") STRICT, WITHOUT ROWID" },
{ NULL, NULL }
};

/* 2: what the room is shown, and what closes a meeting. */
static bool make_second(struct store *store, struct error *err)
{
	/* A file that was made just now has it already. */
	int64_t there;

	return db_ask(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'room'", &there, err) &&
	       (there > 0 || db_run(store, ROOM_TABLE, err)) && derive_again(store, err);
}

static bool make_first(struct store *store, struct error *err)
{
	for (const char *const *sql = schema_lasting; *sql; sql++)
		if (!db_run(store, *sql, err))
			return false;
	for (const struct schema_derived *table = schema_derived; table->name; table++)
		if (!db_run(store, table->sql, err))
			return false;
	return true;
}

/* Step i brings version i to i + 1. */
static bool (*const steps[SCHEMA_VERSION])(struct store *store, struct error *err) = {
	make_first, make_second, derive_again, /* 3: pauses */
	derive_again, /* 4: rounds that were withdrawn, words to search */
	derive_again, /* 5: items at a glance; rounds are numbered by what they ask */
};

static bool step(struct store *store, int version, struct error *err)
{
	int64_t now;
	char sql[64];

	if (!db_begin(store, err))
		return false;
	if (!db_ask(store, "PRAGMA user_version", &now, err)) {
		db_rollback(store);
		return false;
	}
	/* Another process may have been first. */
	if (now == version) {
		snprintf(sql, sizeof(sql), "PRAGMA user_version=%d", version + 1);
		if (!steps[version](store, err) || !db_run(store, sql, err) ||
		    (version == 0 && !db_run(store, "PRAGMA application_id=0x454E5441", err))) {
			db_rollback(store);
			return false;
		}
	}
	return db_commit(store, err);
}

bool schema_migrate(struct store *store, struct error *err)
{
	int64_t version;

	if (!db_ask(store, "PRAGMA user_version", &version, err))
		return false;
	if (version > SCHEMA_VERSION)
		return error_set(err, ERROR_DATA, T(DB_NEWER), store->path, (int)version, SCHEMA_VERSION);
	for (; version >= 0 && version < SCHEMA_VERSION; version++)
		if (!step(store, (int)version, err))
			return false;
	return version >= 0 || error_set(err, ERROR_DATA, T(DB_NOT_OURS), store->path);
}

/* The name in "CREATE TABLE name(" or "CREATE TRIGGER name ...". */
static const char *name_in(const char *sql, struct arena *arena)
{
	const char *name = strchr(strchr(sql, ' ') + 1, ' ') + 1;

	return arena_strndup(arena, name, strcspn(name, " ("));
}

/* One of our objects, while a file is compared. */
struct own { const char *name, *sql; bool derived, found, told; int64_t root; };

struct comparing {
	struct arena *arena;
	int64_t version;
	size_t count, capacity;
	struct own *own;
};

static void add_own(struct comparing *comparing, const char *name, const char *sql, bool derived)
{
	comparing->own = arena_grow(comparing->arena, comparing->own, comparing->count, &comparing->capacity,
				    sizeof(*comparing->own));
	comparing->own[comparing->count++] = (struct own){ .name = name, .sql = sql, .derived = derived };
}

/* All objects that a file of that version may have: none before it is made. */
static void list_own(struct comparing *comparing)
{
	if (comparing->version == 0)
		return;
	for (const char *const *sql = schema_lasting; *sql; sql++)
		add_own(comparing, name_in(*sql, comparing->arena), *sql, false);
	for (const struct schema_derived *table = schema_derived; table->name; table++)
		add_own(comparing, table->name, table->sql, true);
}

/* An older version had other columns; what it had is dropped, so only the name and the
 * sort have to be ours: "CREATE TABLE name(". */
static bool is_same(const struct comparing *comparing, const struct own *own, const char *sql)
{
	if (own->derived && comparing->version < SCHEMA_VERSION)
		return strncmp(own->sql, sql, strcspn(own->sql, "(") + 1) == 0;
	return strcmp(own->sql, sql) == 0;
}

/* Pages that two objects share would be written over. */
static bool has_root_of_its_own(const struct comparing *comparing, int64_t root)
{
	for (size_t i = 0; root > 0 && i < comparing->count; i++)
		if (comparing->own[i].found && comparing->own[i].root == root)
			return false;
	return true;
}

/* Is the object as we made it, and the only one? */
static bool is_own(struct comparing *comparing, const char *name, const char *sql, int64_t root)
{
	for (size_t i = 0; i < comparing->count; i++) {
		struct own *own = &comparing->own[i];

		if (strcmp(own->name, name) != 0)
			continue;
		if (!own->found && is_same(comparing, own, sql) && has_root_of_its_own(comparing, root)) {
			own->root = root;
			return own->found = true;
		}
		own->told = true;
	}
	return false;
}

static bool may_be_missing(const struct comparing *comparing, const struct own *own)
{
	return comparing->version < SCHEMA_VERSION && (own->derived || strcmp(own->name, "room") == 0);
}

/* Indexes without SQL belong to a primary key or UNIQUE of a table; the others
 * that are let pass are SQLite's own tables, as SQLite makes them. */
static const char schema_sql[] =
	"SELECT name, sql, rootpage FROM sqlite_schema WHERE NOT (type = 'index' AND sql IS NULL)"
	" AND NOT (type = 'table' AND sql IN ('CREATE TABLE sqlite_sequence(name,seq)',"
	" 'CREATE TABLE sqlite_stat1(tbl,idx,stat)', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)'))"
	" ORDER BY name";

bool schema_compare(struct store *store, struct arena *arena, int64_t version,
		    void (*each)(void *with, const char *object), void *with, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, schema_sql, err);
	struct comparing comparing = { .arena = arena, .version = version };
	int code;

	if (!statement)
		return false;
	list_own(&comparing);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *name = db_column(statement, 0, arena), *sql = db_column(statement, 1, arena);

		if (!is_own(&comparing, name ? name : "", sql ? sql : "", sqlite3_column_int64(statement, 2)))
			each(with, text_clean(arena, text_nfc(arena, name ? name : ""), true));
	}
	for (size_t i = 0; code == SQLITE_DONE && i < comparing.count; i++)
		if (!comparing.own[i].found && !comparing.own[i].told && !may_be_missing(&comparing, &comparing.own[i]))
			each(with, comparing.own[i].name);
	if (code != SQLITE_DONE)
		db_fail(store, err);
	sqlite3_finalize(statement);
	return code == SQLITE_DONE;
}
