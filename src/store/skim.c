/* See skim.h. */
#include "store/skim.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/packs.h"
#include "store/store.h"
#include "store/trend.h"
#include "workshop/sheet.h"
#include "workshop/trend.h"

enum kind { SKIM_TEXT, SKIM_MUST, /* a text that may not be missing */ SKIM_INT, SKIM_BOOL, SKIM_SIZE, SKIM_JSON };

/* A member of a record, in the order of the statement's columns. */
struct member { enum kind kind; size_t offset; };

struct skim {
	const char *sql;
	size_t list, count, capacity, size; /* in struct session_state; of a record */
	const struct member *member; size_t members;
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define M(kind, type, member) { SKIM_##kind, offsetof(struct type, member) }
#define SKIM(type, of, text) \
	{ .sql = text, .list = offsetof(struct session_state, type), .count = offsetof(struct session_state, type##_count), \
	  .capacity = offsetof(struct session_state, type##_capacity), .size = sizeof(struct type), \
	  .member = of, .members = LENGTH(of) }

static const struct member participant_members[] = {
	M(MUST, participant, id), M(MUST, participant, name), M(TEXT, participant, role), M(BOOL, participant, votes),
	M(TEXT, participant, deputy_for), M(TEXT, participant, confirm_by), M(TEXT, participant, confirm_until),
	M(TEXT, participant, confirmed), M(SIZE, participant, interval_count),
};
static const struct member appetite_members[] = {
	M(TEXT, appetite, item), M(TEXT, appetite, area), M(INT, appetite, level), M(TEXT, appetite, sentence),
	M(TEXT, appetite, said_by.name), M(BOOL, appetite, current),
};
static const struct member decision_members[] = {
	M(MUST, decision, id), M(TEXT, decision, item), M(MUST, decision, outcome), M(MUST, decision, text),
	M(TEXT, decision, treatment), M(TEXT, decision, supersedes), M(TEXT, decision, superseded_by),
};
static const struct member assignment_members[] = {
	M(TEXT, assignment, item), M(TEXT, assignment, accountable.name), M(TEXT, assignment, accountable.role),
	M(TEXT, assignment, accountable.deputy_for), M(TEXT, assignment, accountable.confirm_by),
	M(TEXT, assignment, accountable.confirm_until), M(BOOL, assignment, current),
};
static const struct member acceptance_members[] = {
	M(MUST, acceptance, id), M(TEXT, acceptance, item), M(MUST, acceptance, title), M(MUST, acceptance, state),
	M(TEXT, acceptance, valid_until), M(INT, acceptance, renewals), M(TEXT, acceptance, renews),
	M(TEXT, acceptance, first_on),
};
static const struct member action_members[] = { M(TEXT, action, item), M(TEXT, action, state) };
static const struct member answer_members[] = { M(MUST, answer, item), M(MUST, answer, field), M(JSON, answer, value) };

/* The order of the records is that of their events. */
static const struct skim skims[] = {
	SKIM(participant, participant_members, "SELECT id, name, role, votes, deputy_for, confirm_by, confirm_until, confirmed,"
	     " EXISTS(SELECT 1 FROM attendance a WHERE a.session = p.session AND a.participant = p.id)"
	     " FROM participant p WHERE session = :id"),
	SKIM(appetite, appetite_members, "SELECT item, area, level, sentence, said_by, current FROM appetite"
	     " WHERE session = :id AND current = 1"),
	SKIM(decision, decision_members, "SELECT id, item, outcome, text, treatment, supersedes, superseded_by FROM decision"
	     " WHERE session = :id ORDER BY n"),
	SKIM(assignment, assignment_members, "SELECT item, accountable, accountable_role, stands_for, confirm_by,"
	     " confirm_until, current FROM assignment WHERE session = :id AND current = 1"),
	SKIM(acceptance, acceptance_members, "SELECT id, item, title, state, valid_until, renewals, renews, first_on"
	     " FROM acceptance WHERE session = :id ORDER BY n"),
	SKIM(action, action_members, "SELECT item, state FROM \"action\" WHERE session = :id"),
	SKIM(answer, answer_members, "SELECT item, field, value FROM answer WHERE session = :id"),
};

/* One of the sessions; NULL: it is to be read from the journal. */
struct skimming {
	struct store *store;
	const char *const *id; size_t count;
	struct session **session;
	struct error *err;
};

static void forget(struct session **session)
{
	store_session_free(*session);
	*session = NULL;
}

/* ---- a record ------------------------------------------------------------------------------ */

/* False: it is nothing that derive writes. */
static bool read_member(sqlite3_stmt *statement, int at, const struct member *member, struct arena *arena, char *record)
{
	const char *text = member->kind == SKIM_TEXT || member->kind == SKIM_MUST ? db_column(statement, at, arena) : NULL;
	const char *bytes = member->kind == SKIM_JSON ? db_column_text(statement, at) : NULL;
	const struct json *value = bytes ? json_read(arena, bytes, strlen(bytes), JOURNAL_DEPTH_MAX, NULL) : NULL;
	int number = sqlite3_column_int(statement, at);
	size_t size = number != 0;
	bool truth = number != 0;
	const struct { const void *from; size_t size; } values[] = {
		[SKIM_TEXT] = { &text, sizeof(text) }, [SKIM_MUST] = { &text, sizeof(text) },
		[SKIM_INT] = { &number, sizeof(number) }, [SKIM_BOOL] = { &truth, sizeof(truth) },
		[SKIM_SIZE] = { &size, sizeof(size) }, [SKIM_JSON] = { &value, sizeof(value) },
	};

	memcpy(record + member->offset, values[member->kind].from, values[member->kind].size);
	return (member->kind != SKIM_MUST || text) && (!bytes || value);
}

/* A place at the end of the state's list, whatever its records are. */
static char *add_record(struct session *session, const struct skim *skim)
{
	char *now = (char *)&session->now;
	void *list;
	size_t count, capacity;

	memcpy(&list, now + skim->list, sizeof(list));
	memcpy(&count, now + skim->count, sizeof(count));
	memcpy(&capacity, now + skim->capacity, sizeof(capacity));
	list = arena_grow(session->arena, list, count, &capacity, skim->size);
	memset((char *)list + count * skim->size, 0, skim->size);
	count++;
	memcpy(now + skim->list, &list, sizeof(list));
	memcpy(now + skim->count, &count, sizeof(count));
	memcpy(now + skim->capacity, &capacity, sizeof(capacity));
	return (char *)list + (count - 1) * skim->size;
}

static bool read_records(struct skimming *all, sqlite3_stmt *statement, const struct skim *skim, size_t index)
{
	struct session *session = all->session[index];
	bool whole = true;
	int code;

	db_text(statement, ":id", all->id[index]);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		char *record = add_record(session, skim);

		for (size_t i = 0; i < skim->members; i++)
			whole = read_member(statement, (int)i, &skim->member[i], session->arena, record) && whole;
	}
	if (code != SQLITE_DONE)
		return db_fail(all->store, all->err);
	sqlite3_reset(statement);
	if (!whole)
		forget(&all->session[index]);
	return true;
}

static bool read_table(struct skimming *all, const struct skim *skim)
{
	sqlite3_stmt *statement = db_take(all->store, skim->sql, all->err);
	bool good = statement != NULL;

	for (size_t i = 0; good && i < all->count; i++)
		good = !all->session[i] || read_records(all, statement, skim, i);
	db_give_back(all->store, statement);
	return good;
}

/* ---- the session itself, its places -------------------------------------------------------- */

static struct session *begin(sqlite3_stmt *statement, struct packs *packs)
{
	static const size_t texts[] = {
		offsetof(struct session_state, id), offsetof(struct session_state, title),
		offsetof(struct session_state, organisation), offsetof(struct session_state, entity),
		offsetof(struct session_state, held_on), offsetof(struct session_state, label),
		offsetof(struct session_state, language), offsetof(struct session_state, pack_id),
		offsetof(struct session_state, pack_version),
	};
	struct held_pack *held = packs_of(packs, db_column_text(statement, LENGTH(texts)));
	struct session *session;

	if (!held)
		return NULL;
	session = session_new(held->pack);
	session->kept = held;
	held->users++;
	session->now.opened = true;
	for (size_t i = 0; i < LENGTH(texts); i++) {
		const char *text = db_column(statement, (int)i, session->arena);

		memcpy((char *)&session->now + texts[i], &text, sizeof(text));
	}
	return session;
}

static bool begin_all(struct skimming *all, struct packs *packs)
{
	sqlite3_stmt *statement = db_take(all->store, "SELECT id, title, organisation, entity, held_on, label, language,"
					     " pack, pack_version, content FROM session WHERE id = :id", all->err);
	int code = SQLITE_DONE;

	for (size_t i = 0; statement && i < all->count && (code == SQLITE_ROW || code == SQLITE_DONE); i++) {
		sqlite3_reset(statement);
		db_text(statement, ":id", all->id[i]);
		code = sqlite3_step(statement);
		if (code == SQLITE_ROW)
			all->session[i] = begin(statement, packs);
	}
	if (statement && code != SQLITE_ROW && code != SQLITE_DONE) {
		db_fail(all->store, all->err);
		db_give_back(all->store, statement);
		return false;
	}
	db_give_back(all->store, statement);
	return statement != NULL;
}

static void take_stops(struct session *session, const struct trend_facts *facts)
{
	struct stop *stop = arena_array(session->arena, facts->stop_count, sizeof(*stop));
	struct trend_point *point = arena_array(session->arena, facts->stop_count, sizeof(*point));

	for (size_t i = 0; i < facts->stop_count; i++) {
		const struct trend_stop *from = &facts->stop[i];

		point[i] = from->point;
		stop[i] = (struct stop){ .id = from->item->id, .item = from->item, .on_agenda = from->point.on_agenda,
					 .state = from->point.state, .used_ms = from->point.used_ms };
	}
	session->now.stop = stop;
	session->now.stop_count = session->now.stop_capacity = facts->stop_count;
	session->point = point;
}

static bool read_stops(struct skimming *all)
{
	struct trend_reader reader;
	bool good = trend_reader_open(&reader, all->store, all->err);

	for (size_t i = 0; good && i < all->count; i++) {
		struct session *session = all->session[i];
		struct trend_facts facts;
		bool whole;

		if (!session)
			continue;
		good = trend_reader_read(&reader, all->id[i], session->pack, session->arena, &facts, &whole, all->err);
		if (good && whole)
			take_stops(session, &facts);
		else
			forget(&all->session[i]);
	}
	trend_reader_close(&reader);
	return good;
}

/* ---- do the tables say the same? ----------------------------------------------------------- */

static bool stops_agree(const struct session *session)
{
	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];
		const struct appetite *appetite = session_appetite(session, stop->id, NULL);
		const struct decision *decision = session_item_decision(session, stop->id);
		bool put_off = decision && strcmp(decision->outcome, "deferred") == 0;

		if (session->point[i].level != (appetite ? appetite->level : 0) ||
		    session->point[i].decided != (decision && !put_off) || session->point[i].put_off != put_off)
			return false;
	}
	return true;
}

static bool is_whole(const struct session *session)
{
	for (size_t i = 0; i < session->now.appetite_count; i++)
		if (session->now.appetite[i].level < 1 || session->now.appetite[i].level > PACK_LEVELS)
			return false;
	for (size_t i = 0; i < session->now.answer_count; i++) {
		const struct answer *answer = &session->now.answer[i];
		const struct sheet_field *field = session_sheet_field(session, answer->item, answer->field);

		if (field && answer->value && !skim_fits(field->field, answer->value))
			return false;
	}
	return stops_agree(session);
}

/* ---- all of them --------------------------------------------------------------------------- */

static bool read_all(struct skimming *all)
{
	struct packs packs = { .store = all->store, .arena = arena_new() };
	bool good = begin_all(all, &packs) && read_stops(all);

	for (size_t i = 0; good && i < LENGTH(skims); i++)
		good = read_table(all, &skims[i]);
	packs_clear(&packs);
	arena_free(packs.arena);
	for (size_t i = 0; good && i < all->count; i++)
		if (all->session[i] && !is_whole(all->session[i]))
			forget(&all->session[i]);
	for (size_t i = 0; good && i < all->count; i++) {
		if (!all->session[i])
			all->session[i] = store_load(all->store, all->id[i], all->err);
		good = all->session[i] != NULL;
	}
	return good;
}

bool store_skim(struct store *store, const char *const *id, size_t count, struct session **session,
		struct error *err)
{
	struct skimming all = { store, id, count, session, err };
	bool own, good = db_look_begin(store, &own, err);

	for (size_t i = 0; i < count; i++)
		session[i] = NULL;
	good = good && read_all(&all);
	db_look_end(store, own);
	for (size_t i = 0; !good && i < count; i++)
		forget(&session[i]);
	return good;
}
