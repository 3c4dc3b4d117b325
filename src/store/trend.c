/* See trend.h. */
#include "store/trend.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "store/db.h"
#include "store/derive_table.h"
#include "store/entity.h"
#include "store/journal.h"
#include "store/packs.h"
#include "workshop/trend.h"

/* ---- reading ------------------------------------------------------------------------------- */

enum { LEVEL_MAX = 5 };
enum { DECIDED = 1, PUT_OFF = 2 };

/* The numbers of a point, in the order of the columns; `none` is what NULL stands for. */
static const struct number { size_t offset; int most, none; } numbers[] = {
	{ offsetof(struct trend_point, level), LEVEL_MAX, 0 },
	{ offsetof(struct trend_point, area_low), LEVEL_MAX, 0 },
	{ offsetof(struct trend_point, area_high), LEVEL_MAX, 0 },
	{ offsetof(struct trend_point, low), LEVEL_MAX, 0 }, { offsetof(struct trend_point, high), LEVEL_MAX, 0 },
	{ offsetof(struct trend_point, taken), INT_MAX, -1 },
	{ offsetof(struct trend_point, gaps), INT_MAX, 0 }, { offsetof(struct trend_point, open_actions), INT_MAX, 0 },
};
enum { NUMBERS = sizeof(numbers) / sizeof(numbers[0]) };

enum { AT_ITEM, AT_ON_AGENDA, AT_STATE, AT_DECIDED, AT_NUMBERS, AT_USED = AT_NUMBERS + NUMBERS };
#define COLUMNS "item, on_agenda, state, decided, level, area_low, area_high, low, high, taken, gaps, open_actions, used_ms"

bool trend_reader_open(struct trend_reader *reader, struct store *store, struct error *err)
{
	*reader = (struct trend_reader){ .store = store };
	reader->statement = db_take(store, "SELECT " COLUMNS " FROM trend WHERE session = :id ORDER BY position", err);
	return reader->statement != NULL;
}

void trend_reader_close(struct trend_reader *reader)
{
	db_give_back(reader->store, reader->statement);
	reader->statement = NULL;
}

static bool read_state(const char *text, enum stop_state *state)
{
	for (int i = 0; text && i < STOP_STATE_COUNT; i++)
		if (strcmp(text, stop_states[i]) == 0) {
			*state = (enum stop_state)i;
			return true;
		}
	return false;
}

/* False: a number is none that derive writes. */
static bool read_numbers(sqlite3_stmt *statement, struct trend_point *point)
{
	bool good = true;

	for (int i = 0; i < NUMBERS; i++) {
		bool none = sqlite3_column_type(statement, AT_NUMBERS + i) == SQLITE_NULL;
		int64_t value = none ? numbers[i].none : sqlite3_column_int64(statement, AT_NUMBERS + i);
		int number = (int)value;

		good = good && (none || (value >= 0 && value <= numbers[i].most));
		memcpy((char *)point + numbers[i].offset, &number, sizeof(number));
	}
	return good;
}

static bool read_stop(sqlite3_stmt *statement, const struct pack *pack, struct trend_stop *stop)
{
	const char *item = db_column_text(statement, AT_ITEM);
	struct trend_point *point = &stop->point;

	stop->item = item ? pack_item(pack, item) : NULL;
	point->on_agenda = sqlite3_column_int(statement, AT_ON_AGENDA) != 0;
	point->decided = sqlite3_column_int(statement, AT_DECIDED) == DECIDED;
	point->put_off = sqlite3_column_int(statement, AT_DECIDED) == PUT_OFF;
	point->used_ms = sqlite3_column_int64(statement, AT_USED);
	return stop->item && read_state(db_column_text(statement, AT_STATE), &point->state) &&
	       read_numbers(statement, point);
}

bool trend_reader_read(struct trend_reader *reader, const char *id, const struct pack *pack, struct arena *arena,
		       struct trend_facts *facts, bool *whole, struct error *err)
{
	size_t capacity = 0;
	int code;

	facts->stop_count = 0;
	facts->stop = NULL;
	*whole = true;
	db_text(reader->statement, ":id", id);
	while ((code = sqlite3_step(reader->statement)) == SQLITE_ROW) {
		facts->stop = arena_grow(arena, facts->stop, facts->stop_count, &capacity, sizeof(*facts->stop));
		*whole = read_stop(reader->statement, pack, &facts->stop[facts->stop_count++]) && *whole;
	}
	/* Every item of the pack has a place, on the agenda or behind it. */
	*whole = *whole && facts->stop_count == pack->item_count;
	if (code != SQLITE_DONE)
		return db_fail(reader->store, err);
	return sqlite3_reset(reader->statement) == SQLITE_OK;
}

/* ---- deriving ------------------------------------------------------------------------------ */

static void bind_point(sqlite3_stmt *statement, const struct trend_stop *stop)
{
	const struct trend_point *point = &stop->point;
	int first = sqlite3_bind_parameter_index(statement, ":item");

	db_text(statement, ":item", stop->item->id);
	sqlite3_bind_int(statement, first + AT_ON_AGENDA, point->on_agenda);
	sqlite3_bind_text(statement, first + AT_STATE, stop_states[point->state], -1, SQLITE_STATIC);
	sqlite3_bind_int(statement, first + AT_DECIDED, point->put_off ? PUT_OFF : point->decided ? DECIDED : 0);
	for (int i = 0; i < NUMBERS; i++) {
		bool counts = i >= NUMBERS - 2; /* gaps and actions: 0 is a number of them */
		int number;

		memcpy(&number, (const char *)point + numbers[i].offset, sizeof(number));
		if (number == numbers[i].none && !counts)
			sqlite3_bind_null(statement, first + AT_NUMBERS + i);
		else
			sqlite3_bind_int(statement, first + AT_NUMBERS + i, number);
	}
	sqlite3_bind_int64(statement, first + AT_USED, point->used_ms);
}

/* Field by field: there are gaps between them. */
static bool same_stop(const struct trend_stop *a, const struct trend_stop *b)
{
	bool same = a->item == b->item && a->point.on_agenda == b->point.on_agenda &&
		    a->point.state == b->point.state && a->point.decided == b->point.decided &&
		    a->point.put_off == b->point.put_off &&
		    a->point.used_ms == b->point.used_ms;

	for (int i = 0; i < NUMBERS; i++)
		same = same && memcmp((const char *)&a->point + numbers[i].offset,
				      (const char *)&b->point + numbers[i].offset, sizeof(int)) == 0;
	return same;
}

static bool write_changed(struct store *store, const struct session *session, const struct trend_facts *old,
			  const struct trend_facts *facts, struct error *err)
{
	sqlite3_stmt *statement = NULL;
	bool good = true;

	for (size_t i = 0; good && i < facts->stop_count; i++) {
		if (i < old->stop_count && same_stop(&old->stop[i], &facts->stop[i]))
			continue;
		if (!statement)
			statement = db_take(store, "INSERT OR REPLACE INTO trend(session, position, " COLUMNS ")"
					       " VALUES(:id, :position, :item, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", err);
		if (!statement)
			return false;
		db_text(statement, ":id", session->now.id);
		db_int(statement, ":position", (int64_t)i + 1);
		bind_point(statement, &facts->stop[i]);
		good = sqlite3_step(statement) == SQLITE_DONE || db_fail(store, err);
		sqlite3_reset(statement);
	}
	db_give_back(store, statement);
	return good;
}

/* Was one of the records changed by event n?  `touched` comes first in each. */
static bool any_touched(const void *list, size_t count, size_t size, int64_t n)
{
	for (size_t i = count; i-- > 0;) {
		int64_t touched;

		memcpy(&touched, (const char *)list + i * size, sizeof(touched));
		if (touched == n)
			return true;
	}
	return false;
}

#define ANY_TOUCHED(list) any_touched(now->list, now->list##_count, sizeof(*now->list), n)

/* A position counts from its reveal on; the round was touched by that. */
static bool position_matters(const struct session *session, int64_t n)
{
	for (size_t i = session->now.position_count; i-- > 0;) {
		const struct position *position = &session->now.position[i];
		const struct round *round = position->touched == n ? session_round(session, position->round) : NULL;

		if (round && round->revealed)
			return true;
	}
	return false;
}

/* What is noted, said or sealed changes nothing here, and that is most of a meeting. */
bool trend_derive_newest(struct store *store, const struct session *session, struct error *err)
{
	const struct session_state *now = &session->now;
	int64_t n = session_head(session)->n;
	bool matters = ANY_TOUCHED(stop) || ANY_TOUCHED(participant) || ANY_TOUCHED(appetite) || ANY_TOUCHED(decision) ||
		       ANY_TOUCHED(assignment) || ANY_TOUCHED(action) || ANY_TOUCHED(acceptance) || ANY_TOUCHED(round) ||
		       ANY_TOUCHED(answer) || ANY_TOUCHED(deferral) || now->touched == n || position_matters(session, n);

	return !matters || trend_derive(store, session, err);
}

bool trend_derive(struct store *store, const struct session *session, struct error *err)
{
	struct trend_reader reader;
	struct arena *arena;
	struct trend_facts facts, old;
	bool good, whole;

	if (!trend_reader_open(&reader, store, err))
		return false;
	arena = arena_new();
	facts = trend_facts(session, 0, arena);
	good = trend_reader_read(&reader, session->now.id, session->pack, arena, &old, &whole, err);
	trend_reader_close(&reader);
	good = good && write_changed(store, session, &old, &facts, err);
	arena_free(arena);
	return good;
}

/* ---- the trend of a company ---------------------------------------------------------------- */

struct looking {
	struct store *store;
	struct trend *trend;
	struct trend_reader reader;
	struct packs packs;
	struct arena *arena;     /* of one session */
	struct error *err;
};

static bool add_from_journal(struct looking *looking, const char *id, int64_t number)
{
	struct shelf shelf = { .held = NULL };
	struct session *session = journal_load(looking->store, &shelf, id, looking->err);

	if (session)
		trend_add(looking->trend, session, number);
	session_free(session);
	shelf_clear(&shelf);
	return session != NULL;
}

static bool add_session(struct looking *looking, sqlite3_stmt *statement)
{
	struct trend_facts facts = { .id = db_column(statement, 0, looking->arena),
		.number = sqlite3_column_int64(statement, 1), .held_on = db_column(statement, 2, looking->arena),
		.title = db_column(statement, 3, looking->arena) };
	struct held_pack *held = packs_of(&looking->packs, db_column_text(statement, 4));
	bool whole = false;

	facts.pack = held ? held->pack : NULL;
	if (held && !trend_reader_read(&looking->reader, facts.id, held->pack, looking->arena, &facts, &whole, looking->err))
		return false;
	if (!whole)
		return add_from_journal(looking, facts.id, facts.number);
	trend_add_facts(looking->trend, &facts);
	return true;
}

/* What is only prepared has no trend; spellings of the company's name are one. */
static bool add_sessions(struct looking *looking, const struct trend_request *request)
{
	sqlite3_stmt *statement = db_take(looking->store, "SELECT id, number, held_on, title, content FROM"
		" (SELECT id, number, held_on, title, content FROM session WHERE company = :company AND state <> 'prepared'"
		" ORDER BY held_on DESC, number DESC LIMIT :most) ORDER BY held_on, number", looking->err);
	bool good = true;
	int code = SQLITE_DONE;

	if (!statement)
		return false;
	db_text(statement, ":company", entity_key(looking->arena, request->organisation, request->entity));
	db_int(statement, ":most", request->most > INT32_MAX ? -1 : (int64_t)request->most);
	while (good && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		good = add_session(looking, statement);
		arena_reset(looking->arena);
	}
	if (good && code != SQLITE_DONE)
		good = db_fail(looking->store, looking->err);
	db_give_back(looking->store, statement);
	return good;
}

bool store_trend(struct store *store, const struct trend_request *request, struct trend *trend, struct error *err)
{
	struct looking looking = { .store = store, .trend = trend, .packs = { .store = store, .arena = arena_new() },
				   .arena = arena_new(), .err = err };
	bool good = trend_reader_open(&looking.reader, store, err) && add_sessions(&looking, request);

	trend_reader_close(&looking.reader);
	packs_clear(&looking.packs);
	arena_free(looking.packs.arena);
	arena_free(looking.arena);
	return good;
}
