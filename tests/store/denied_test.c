/* Each statement of each function of the store refused once, each query stopped in its
 * middle: the function says so in words, or its answer is the one it would have been.
 * Nothing is half written, and no auditor whose query fails is told that all is well.
 * Failing disks and memory are fault_test.c's. */
#include "desk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "store/bundle.h"
#include "store/db.h"
#include "store/entity.h"
#include "store/later.h"
#include "store/register.h"
#include "store/search.h"

/* The hand that is laid on every connection: the `left`-th statement is refused, or the
 * `left`-th look at the clock of a running one stops it. */
enum { REST, REFUSE, STOP };
static struct hand { int does, left; bool done; } hand;

/* A look every so many steps of SQLite's machine; the first ones are all tried. */
enum { LOOK = 7, FIRST = 12 };

static bool is_time(int does)
{
	if (hand.does != does || hand.done || --hand.left > 0)
		return false;
	return hand.done = true;
}

static int ask(void *with, int code, const char *a, const char *b, const char *c, const char *d)
{
	(void)with, (void)b, (void)c, (void)d;
	if (code == SQLITE_READ || code == SQLITE_FUNCTION || code == SQLITE_RECURSIVE || (a && strcmp(a, "ROLLBACK") == 0))
		return SQLITE_OK;
	return is_time(REFUSE) ? SQLITE_DENY : SQLITE_OK;
}

static int look(void *with)
{
	(void)with;
	return is_time(STOP);
}

static int lay_hand(sqlite3 *db, char **words, const struct sqlite3_api_routines *api)
{
	(void)words, (void)api;
	sqlite3_set_authorizer(db, ask, NULL);
	sqlite3_progress_handler(db, LOOK, look, NULL);
	return SQLITE_OK;
}

/* ---- what the store can do: false and words, or an answer as a text ------------------------ */

struct work { struct desk *desk; struct store *store; struct session *session; struct arena *arena; struct str *out; };
typedef bool job(struct work *work, struct error *err);

static bool say_event(const struct work *work, bool good)
{
	if (good)
		str_printf(work->out, "%zu", work->session->event_count);
	return good;
}

#define EVENT(name, line) \
	static bool name(struct work *work, struct error *err) \
	{ return say_event(work, desk_put(work->store, work->session, line, err)); }
EVENT(note, "{\"kind\":\"note_added\",\"text\":\"new\"}")
EVENT(rename_one, "{\"kind\":\"participant_changed\",\"participant\":\"p1\",\"name\":\"Abe\"}")
EVENT(correct, "{\"kind\":\"corrected\",\"event\":13,\"because\":\"x\",\"requested_by\":\"p1\",\"body\":{\"text\":\"y\"}}")
EVENT(seal, "{\"kind\":\"session_sealed\",\"open_reason\":\"x\"}")
EVENT(decide, "{\"kind\":\"decision_recorded\",\"item\":\"D1\",\"outcome\":\"adopted\",\"text\":\"x\",\"options\":[\"a\",\"b\"]}")

static bool reveal(struct work *work, struct error *err)
{
	static const char *const lines[] = { "{\"kind\":\"round_opened\",\"item\":\"D1\",\"question\":\"appetite\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r2\",\"participant\":\"p1\",\"level\":2,\"reason\":\"why\"}",
		"{\"kind\":\"round_revealed\",\"round\":\"r2\"}" };

	for (size_t i = 0; i < 3; i++)
		if (!desk_put(work->store, work->session, lines[i], err))
			return false;
	return say_event(work, true);
}

static bool open_another(struct work *work, struct error *err)
{
	struct session *session = session_new(work->desk->pack);
	struct event event = { .at = desk_instant(), .kind_name = "session_opened",
			       .body = desk_opening(work->desk, work->arena, "s-9") };
	bool good = store_append(work->store, session, &(struct store_append){ .event = &event, .count = 1 }, err);

	assert_int_equal(session->event_count, good ? 1 : 0);
	session_free(session);
	return good;
}

static bool keep_draft(struct work *work, struct error *err)
{
	return store_draft_put(work->store, "s-1", "note", "half", 5, err) &&
	       store_draft_drop(work->store, "s-1", "old", err);
}

static bool read_drafts(struct work *work, struct error *err)
{
	struct store_draft *draft;
	size_t count;

	if (!store_drafts(work->store, work->arena, "s-1", &draft, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		str_printf(work->out, "%s=%s ", draft[i].field, draft[i].text);
	return true;
}

static bool keep_place(struct work *work, struct error *err)
{
	return store_place_put(work->store, "s-1", "D1", "decide", err) &&
	       store_room_put(work->store, "s-1", &(struct store_room){ "item", "D1", 2 }, err);
}

static bool take_lease(struct work *work, struct error *err)
{
	const char *other;

	return store_lease_take(work->store, &(struct store_lease){ .session = "s-1", .holder = "b:2:3", .by_force = true },
				work->arena, &other, err) && store_lease_drop(work->store, "s-1", "b:2:3", err) &&
	       store_leases_clear(work->store, err);
}

static bool list(struct work *work, struct error *err)
{
	size_t count;
	struct store_session *row = store_list(work->store, work->arena, &count, err);

	for (size_t i = 0; row && i < count; i++)
		str_printf(work->out, "%s %s\n", row[i].id, row[i].title);
	return row != NULL;
}

static bool find(struct work *work, struct error *err)
{
	static const char *const names[] = { "1", "s-1", "s-2", "" };

	for (size_t i = 0; i < 4; i++) {
		const char *id = store_find(work->store, work->arena, names[i], err);

		if (!id)
			return false;
		str_printf(work->out, "%s ", id);
	}
	return store_row(work->store, work->arena, "s-1", err) != NULL;
}

static bool load(struct work *work, struct error *err)
{
	struct session *session = store_load(work->store, "s-1", err);

	if (session)
		str_printf(work->out, "%s %zu", session->now.title, session->event_count);
	store_session_free(session);
	return session != NULL;
}

static void add_title(void *with, const struct session *session, size_t index)
{
	str_printf(with, "%zu %s ", index, session->now.id);
}

static bool each(struct work *work, struct error *err)
{
	return store_each(work->store, (const char *const[]){ "s-1", "s-2" }, 2, add_title, work->out, err);
}

static bool follow(struct work *work, struct error *err)
{
	return store_follow(work->store, work->session, err);
}

/* The faults count: what is sound must be so, what is not must not pass for it. */
static bool say_verdict(struct work *work, const struct store_verdict *verdict)
{
	str_printf(work->out, "%zu faults, ", verdict->faults);
	return true;
}

static bool verify(struct work *work, struct error *err)
{
	struct store_verdict verdict;

	return store_verify(work->store, work->arena, NULL, &verdict, err) && say_verdict(work, &verdict);
}

static bool verify_one(struct work *work, struct error *err)
{
	struct store_verdict verdict;

	return store_verify(work->store, work->arena, "s-1", &verdict, err) && say_verdict(work, &verdict);
}

/* To a check, what cannot be read is damage. */
static bool check(struct work *work, struct error *err)
{
	struct store_verdict verdict;

	if (!store_check(work->store, work->arena, &verdict, err))
		return false;
	return verdict.faults == 0 || error_set(err, ERROR_DATA, "%s", verdict.fault[0].text);
}

static bool rebuild(struct work *work, struct error *err)
{
	int64_t sessions;

	if (!store_rebuild(work->store, &sessions, err))
		return false;
	str_printf(work->out, "%d", (int)sessions);
	return true;
}

static bool backup(struct work *work, struct error *err)
{
	const char *path = desk_file(work->desk, "copy.db");
	bool good = store_backup(work->store, path, err);

	/* There is a whole copy or none. */
	assert_int_equal(access(path, F_OK) == 0, good);
	unlink(path);
	return good;
}

static bool bundle(struct work *work, struct error *err)
{
	return store_export(work->store, "s-1", work->out, err);
}

static bool take_in(struct work *work, struct error *err)
{
	static struct store_imported result[BUNDLE_SESSIONS_MAX];
	size_t count, length;
	char *bytes = desk_bytes(work->arena, desk_file(work->desk, "bundle"), &length);

	if (!store_import(work->store, work->arena, bytes, length, result, &count, err))
		return false;
	str_printf(work->out, "%zu %d", count, (int)result[0].added);
	return true;
}

static bool add_row(void *with, const struct json *row)
{
	json_write(with, row);
	return true;
}

static bool registers(struct work *work, struct error *err)
{
	for (int kind = 0; kind < REGISTER_COUNT; kind++)
		if (!store_register(work->store, &(struct register_query){ .kind = (enum register_kind)kind, .on = "2027-01-01" },
				    add_row, work->out, err))
			return false;
	return true;
}

static bool add_hit(void *with, const struct store_hit *hit)
{
	str_printf(with, "%s #%d %s\n", hit->session, (int)hit->n, hit->text);
	return true;
}

static bool search(struct work *work, struct error *err)
{
	struct search *search = store_search(work->store, "note", err);
	bool good = search != NULL;

	while (good && !search_is_over(search))
		good = search_step(search, 1, add_hit, work->out, err);
	search_free(search);
	return good;
}

static bool companies(struct work *work, struct error *err)
{
	size_t count;
	struct store_entity *row = store_entities(work->store, work->arena, "2026-01-01", "2027-01-01", &count, err);
	const char **ids = row ? store_entity_sessions(work->store, work->arena, row[0].organisation, "", 9, &count, err) : NULL;

	for (size_t i = 0; ids && i < count; i++)
		str_printf(work->out, "%s ", ids[i]);
	return ids && store_later(work->store, work->arena, "s-1", &count, err);
}

/* ---- trying ---------------------------------------------------------------------------------- */

/* All that stands in the file, seen by a connection of its own. */
static const char *contents(struct desk *desk, struct arena *arena)
{
	struct store *store = store_open(desk->path, STORE_READ, NULL);
	const char *text;

	assert_non_null(store);
	text = arena_printf(arena, "%s%s%s", store_derived_text(store, arena),
			    desk_sql_text(arena, desk->path, "SELECT group_concat(hash) FROM event"),
			    desk_sql_text(arena, desk->path, "SELECT count(*) || (SELECT count(*) FROM draft) || (SELECT count(*)"
					  " FROM place) || (SELECT count(*) FROM room) || (SELECT count(*) FROM lease) FROM seal"));
	store_close(store);
	return text;
}

enum writes { READS, WHOLE, STEPS }; /* all of it is written or nothing; several things one after another */
static const struct { const char *name; job *job; enum writes writes; int refuse, stop; } jobs[] = {
	{ "note", note, WHOLE, 3, 7 }, { "rename", rename_one, WHOLE, 5, 29 }, { "correct", correct, WHOLE, 5, 97 },
	{ "seal", seal, WHOLE, 3, 17 }, { "decide", decide, WHOLE, 3, 17 }, { "reveal", reveal, STEPS, 5, 61 },
	{ "open", open_another, WHOLE, 3, 17 }, { "draft", keep_draft, STEPS, 1, 3 }, { "drafts", read_drafts, READS, 1, 1 },
	{ "place", keep_place, STEPS, 1, 3 }, { "lease", take_lease, STEPS, 1, 3 }, { "list", list, READS, 1, 3 },
	{ "find", find, READS, 1, 3 }, { "load", load, READS, 1, 5 }, { "each", each, READS, 1, 7 },
	{ "follow", follow, READS, 1, 1 }, { "verify", verify, READS, 29, 499 }, { "verify one", verify_one, READS, 23, 199 },
	{ "check", check, READS, 1, 61 }, { "rebuild", rebuild, WHOLE, 23, 499 }, { "backup", backup, READS, 29, 199 },
	{ "export", bundle, READS, 1, 7 }, { "import", take_in, WHOLE, 5, 199 }, { "register", registers, READS, 3, 23 },
	{ "search", search, READS, 1, 23 }, { "companies", companies, READS, 1, 5 },
};

/* A job on a fresh copy of the file with the hand laid on it; what it answers, or NULL
 * with its words. */
static const char *attempt(struct desk *desk, struct arena *arena, const char *from, size_t i, struct hand with,
			   struct error *err)
{
	struct str out = STR_INIT;
	struct work work = { .desk = desk, .arena = arena, .out = &out };
	const char *text;
	size_t events;

	desk_copy(arena, from, desk->path);
	work.store = desk_open(desk, STORE_WRITE);
	work.session = store_load(work.store, "s-1", NULL);
	lay_hand(work.store->db, NULL, NULL); /* where the store has laid its own since */
	events = work.session->event_count;
	hand = with;
	text = jobs[i].job(&work, err) ? arena_strdup(arena, out.text) : NULL;
	hand.does = REST;
	if (!text && jobs[i].writes != STEPS)
		assert_int_equal(work.session->event_count, events);
	store_session_free(work.session);
	store_close(work.store);
	str_release(&out);
	return text;
}

static void try_all(struct desk *desk, const char *from, int does)
{
	const char *before;

	desk_copy(desk->arena, from, desk->path);
	before = contents(desk, desk->arena);
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct error err = { ERROR_NONE, "" };
		const char *wanted = attempt(desk, desk->arena, from, i, (struct hand){ .does = REST }, &err), *given;
		int at = 1;

		if (!wanted)
			fail_msg("%s: %s", jobs[i].name, err.text);
		for (hand.done = true; hand.done; at += at < FIRST ? 1 : does == REFUSE ? jobs[i].refuse : jobs[i].stop) {
			struct arena *arena = arena_new();

			err.text[0] = '\0';
			given = attempt(desk, arena, from, i, (struct hand){ .does = does, .left = at }, &err);
			if (given && strcmp(given, wanted) != 0)
				fail_msg("%s, at %d: answers '%s', not '%s'", jobs[i].name, at, given, wanted);
			if (!given && !*err.text)
				fail_msg("%s, at %d: fails without words", jobs[i].name, at);
			if (!given && jobs[i].writes == WHOLE)
				assert_string_equal(contents(desk, arena), before);
			arena_free(arena);
		}
		if (does == REFUSE && at <= 2)
			fail_msg("%s asks SQLite for nothing", jobs[i].name);
	}
}

/* Two sessions and a draft; and a bundle of a third beside it. */
static const char *filled(struct desk *desk)
{
	const char *path = desk_file(desk, "filled.db");
	struct str text = STR_INIT;
	struct store *store;

	desk_fill(desk, "s-3", true);
	store = desk_open(desk, STORE_READ);
	assert_true(store_export(store, "s-3", &text, NULL));
	store_close(store);
	assert_true(file_write(desk_file(desk, "bundle"), text.text, text.length));
	assert_int_equal(unlink(desk->path), 0);
	desk_fill(desk, "s-1", false);
	desk_fill(desk, "s-2", true);
	store = desk_open(desk, STORE_WRITE);
	assert_true(store_draft_put(store, "s-1", "old", "text", 1, NULL));
	store_close(store);
	assert_int_equal(rename(desk->path, path), 0);
	str_release(&text);
	return path;
}

static void every_statement_refused_once(void **state)
{
	try_all(*state, filled(*state), REFUSE);
}

static void every_query_stopped_in_its_middle(void **state)
{
	try_all(*state, filled(*state), STOP);
}

/* What is wrong in the file is found, or it is said that it could not be looked for. */
static void an_auditor_is_not_told_that_all_is_well(void **state)
{
	struct desk *desk = *state;
	static const char *const changes[] = {
		"INSERT INTO seal(session, n, head, at) SELECT 's-7', n, hash, at FROM event LIMIT 1", "UPDATE decision SET text = 'other'",
		"DELETE FROM session WHERE id = 's-1'", "UPDATE sqlite_sequence SET seq = 99", "CREATE TABLE more(x)",
	};
	const char *from = filled(desk);

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		const char *bad = desk_file(desk, "bad.db");
		struct hand with = { .does = REFUSE, .left = 1 };

		desk_copy(desk->arena, from, bad);
		desk_sql(bad, changes[i]);
		for (hand.done = true; hand.done; with.left += 17) {
			struct error err = { ERROR_NONE, "" };
			struct store_verdict verdict;
			struct store *store = store_open(bad, STORE_INSPECT, &err);

			assert_non_null(store);
			hand = with;
			if (store_verify(store, desk->arena, NULL, &verdict, &err) && verdict.faults == 0)
				fail_msg("%s, refused at %d: all is well", changes[i], with.left);
			hand.does = REST;
			store_close(store);
		}
		assert_true(with.left > 20);
		assert_int_equal(unlink(bad), 0);
	}
}

/* Opening fails in words or opens; either way the file is there for the next one. */
static void opening_refused_at_each_statement(void **state)
{
	/* `old`: of an older version, so that it is brought up to date. */
	static const struct { enum store_mode mode; bool absent, old; int does, stride; } rows[] = {
		{ STORE_READ, false, false, REFUSE, 1 }, { STORE_INSPECT, false, false, REFUSE, 1 },
		{ STORE_WRITE, false, false, REFUSE, 1 }, { STORE_WRITE, true, false, REFUSE, 61 },
		{ STORE_WRITE, false, true, REFUSE, 37 }, { STORE_READ, false, false, STOP, 1 },
		{ STORE_WRITE, false, false, STOP, 1 },
	};
	struct desk *desk = *state;
	const char *from = filled(desk);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hand with = { .does = rows[i].does, .left = 1 };

		for (hand.done = true; hand.done; with.left += with.left < FIRST ? 1 : rows[i].stride) {
			struct error err = { ERROR_NONE, "" };
			struct store *store;

			if (rows[i].absent)
				unlink(desk->path);
			else
				desk_copy(desk->arena, from, desk->path);
			if (rows[i].old)
				desk_sql(desk->path, "PRAGMA user_version=3");
			hand = with;
			store = store_open(desk->path, rows[i].mode, &err);
			hand.does = REST;
			if (!store && !*err.text)
				fail_msg("mode %d, refused at %d: no words", (int)rows[i].mode, with.left);
			store_close(store);
			store_close(desk_open(desk, STORE_WRITE));
			assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM session"), rows[i].absent ? 0 : 2);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_statement_refused_once), TEST(every_query_stopped_in_its_middle),
		TEST(an_auditor_is_not_told_that_all_is_well), TEST(opening_refused_at_each_statement),
	};

	lang = LANG_EN;
	assert_int_equal(sqlite3_auto_extension((void (*)(void))lay_hand), SQLITE_OK);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
