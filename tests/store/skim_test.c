/*
 * Looking over many sessions by their rows: a comparison and a trend say the same, byte
 * for byte, as of the sessions themselves; and rows that somebody changed end in the
 * journal's answer, or in an answer, never in a crash.
 */
#include "desk.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "base/json.h"
#include "content/find.h"
#include "content/findings.h"
#include "store/db.h"
#include "store/entity.h"
#include "store/skim.h"
#include "store/trend.h"
#include "workshop/compare.h"
#include "workshop/trend.h"

enum { SEQUENCES = 20, SESSIONS = 3, EVENTS = 60, LOOKS = 2 };

static const char *const ids[SESSIONS] = { "s-0", "s-1", "s-2" };

/* ---- all that a comparison and a trend hold ------------------------------------------------- */

static void tell_fact(struct str *out, const struct comparison *all, const struct compare_fact *fact)
{
	str_printf(out, "  %s|%s|%s|%d|%d", compare_kind_name(fact->kind), fact->about ? fact->about : "",
		   compare_mark_name(fact->mark), fact->differs, fact->money);
	for (size_t s = 0; s < all->session_count; s++)
		str_printf(out, "|%s", fact->cell[s]);
	str_add(out, "\n");
}

static void tell_comparison(struct str *out, const struct session *const *session, size_t count)
{
	struct arena *arena = arena_new();
	struct comparison all = compare_sessions(session, count, arena);

	for (size_t s = 0; s < all.session_count; s++)
		str_printf(out, "%s %s %s\n", all.session[s]->now.id, all.session[s]->now.held_on, all.session[s]->now.title);
	for (size_t i = 0; i < all.notice_count; i++)
		str_printf(out, "! %s\n", all.notice[i]);
	for (size_t i = 0; i < all.item_count; i++) {
		str_printf(out, "%s\n", compare_heading(&all, &all.item[i], arena));
		for (size_t k = 0; k < all.item[i].fact_count; k++)
			tell_fact(out, &all, &all.item[i].fact[k]);
	}
	arena_free(arena);
}

static void tell_trend(struct str *out, const struct trend *trend)
{
	str_printf(out, "%s %d\n", trend->family ? trend->family : "", trend->editions);
	for (size_t s = 0; s < trend->session_count; s++)
		str_printf(out, "%lld %s %s %s\n", (long long)trend->session[s].number, trend->session[s].id,
			   trend->session[s].held_on, trend->session[s].title);
	for (size_t i = 0; i < trend->item_count; i++) {
		const struct trend_item *item = &trend->item[i];

		str_printf(out, "%s|%s|%s\n", item->id, item->edition ? item->edition : "", bitext_say(item->title));
		for (size_t s = 0; s < trend->session_count; s++) {
			const struct trend_point *p = &item->point[s];

			str_printf(out, "  %d %d %d %d %d %d-%d %d-%d of %d %d %d %lld\n", p->on_agenda, (int)p->state, p->decided,
				   p->put_off, p->level, p->area_low, p->area_high, p->low, p->high, p->taken, p->gaps,
				   p->open_actions, (long long)p->used_ms);
		}
	}
}

/* ---- both ways --------------------------------------------------------------------------------- */

static void compare_loaded(struct store *store, struct str *out)
{
	struct session *session[SESSIONS];

	for (size_t i = 0; i < SESSIONS; i++) {
		session[i] = store_load(store, ids[i], NULL);
		assert_non_null(session[i]);
	}
	tell_comparison(out, (const struct session *const *)session, SESSIONS);
	for (size_t i = 0; i < SESSIONS; i++)
		store_session_free(session[i]);
}

/* How many were looked at without their events; -1: it could not be read. */
static int compare_skimmed(struct store *store, struct str *out)
{
	struct session *session[SESSIONS];
	int skimmed = 0;

	if (!store_skim(store, ids, SESSIONS, session, NULL))
		return -1;
	tell_comparison(out, (const struct session *const *)session, SESSIONS);
	for (size_t i = 0; i < SESSIONS; i++) {
		skimmed += session[i]->event_count == 0;
		store_session_free(session[i]);
	}
	return skimmed;
}

struct adding { struct store *store; struct arena *arena; struct trend *trend; };

static void add_loaded(void *with, const struct session *session, size_t index)
{
	struct adding *to = with;

	(void)index;
	trend_add(to->trend, session, store_row(to->store, to->arena, session->now.id, NULL)->number);
}

/* Of each company its last sessions. */
enum { LAST = 2 };

static void trend_loaded(struct store *store, struct str *out)
{
	struct arena *arena = arena_new();
	size_t count, sessions;
	struct store_entity *company = store_entities(store, arena, "", "9999", &count, NULL);

	for (size_t i = 0; i < count; i++) {
		struct trend trend;
		struct adding to = { store, arena, &trend };
		const char **last = store_entity_sessions(store, arena, company[i].organisation, company[i].entity, LAST,
							  &sessions, NULL);

		trend_begin(&trend, arena);
		assert_true(store_each(store, last, sessions, add_loaded, &to, NULL));
		tell_trend(out, &trend);
	}
	arena_free(arena);
}

static bool trend_of_rows(struct store *store, struct str *out)
{
	struct arena *arena = arena_new();
	size_t count;
	struct store_entity *company = store_entities(store, arena, "", "9999", &count, NULL);
	bool good = true;

	for (size_t i = 0; good && i < count; i++) {
		const struct trend_request request = { company[i].organisation, company[i].entity, LAST };
		struct trend trend;

		trend_begin(&trend, arena);
		good = store_trend(store, &request, &trend, NULL);
		if (good)
			tell_trend(out, &trend);
	}
	arena_free(arena);
	return good;
}

static void say_difference(const char *loaded, const char *skimmed, const char *what, uint64_t seed)
{
	size_t at = 0;

	while (loaded[at] && loaded[at] == skimmed[at])
		at++;
	while (at > 0 && loaded[at - 1] != '\n')
		at--;
	fail_msg("%s, seed %llu:\n%.300s\nbut by the rows:\n%.300s", what, (unsigned long long)seed, loaded + at, skimmed + at);
}

static void expect_the_same(struct store *store, uint64_t seed)
{
	for (enum lang words = LANG_EN; words <= LANG_JA; words++) {
		struct str loaded = STR_INIT, skimmed = STR_INIT;

		lang = words;
		compare_loaded(store, &loaded);
		assert_int_equal(compare_skimmed(store, &skimmed), SESSIONS);
		if (strcmp(loaded.text, skimmed.text) != 0)
			say_difference(loaded.text, skimmed.text, "comparison", seed);
		str_clear(&loaded);
		str_clear(&skimmed);
		trend_loaded(store, &loaded);
		assert_true(trend_of_rows(store, &skimmed));
		if (strcmp(loaded.text, skimmed.text) != 0)
			say_difference(loaded.text, skimmed.text, "trend", seed);
		str_release(&loaded);
		str_release(&skimmed);
	}
	lang = LANG_EN;
}

/* ---- random sessions, of several editions -------------------------------------------------------- */

static const struct pack *edition(struct arena *arena, const char *path)
{
	const struct pack_shelf *shelf = packs_shelf(arena, (const char *const[]){ "content" }, 1, NULL);
	struct findings findings;
	const struct pack *pack;
	size_t length;
	char *bytes;

	assert_true(file_read(arena, path, 1 << 20, &bytes, &length));
	findings_init(&findings, arena);
	pack = pack_read(arena, path, bytes, length, shelf, &findings);
	if (!pack) {
		struct str faults = STR_INIT;

		findings_print(&findings, &faults);
		fail_msg("%s", faults.text);
	}
	return pack;
}

/* As desk_session(), of any pack. */
static struct session *session_of(struct desk *desk, struct store *store, const struct pack *pack, const char *id)
{
	static const char *const begun[] = {
		"{\"kind\":\"participant_added\",\"name\":\"Sato\",\"role\":\"CEO\",\"votes\":true}",
		"{\"kind\":\"participant_added\",\"name\":\"Mori\",\"role\":\"CISO\",\"votes\":true,"
		"\"deputy_for\":\"Suzuki\",\"confirm_by\":\"Suzuki\",\"confirm_until\":\"2026-12-31\"}",
		"{\"kind\":\"participant_added\",\"name\":\"Tanaka\",\"role\":\"CFO\",\"votes\":true}",
		/* Several of a kind on one item hardly come up by themselves; the newest counts. */
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"text\":\"Sell\",\"outcome\":\"rejected\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"text\":\"Keep it\",\"outcome\":\"adopted\"}",
		"{\"kind\":\"acceptance_proposed\",\"title\":\"Old plant\",\"item\":\"D3\"}",
		"{\"kind\":\"acceptance_proposed\",\"title\":\"Its network\",\"item\":\"D3\"}",
		NULL
	};
	struct session *session = session_new(pack);
	struct json *body = desk_opening(desk, desk->arena, id);
	struct event event = { .at = desk_instant(), .kind_name = "session_opened", .body = body };
	struct error err = { ERROR_NONE, "" };

	json_put_text(desk->arena, body, "pack", pack->id);
	json_put(desk->arena, body, "content", store_pack_content(desk->arena, pack));
	if (!store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, &err))
		fail_msg("%s", err.text);
	desk_put_all(store, session, begun);
	return session;
}

/* What the rules refuse is tried again with something else. */
static void append_some(struct store *store, struct session *session, struct random *random, size_t most)
{
	for (size_t tries = 0; tries < most * 4 && session->event_count < most && !session->now.sealed; tries++) {
		struct arena *arena = arena_new();
		struct event event = desk_event(random, session, arena);

		store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, NULL);
		arena_free(arena);
	}
}

static struct store *open_quickly(struct desk *desk)
{
	struct store *store = desk_open(desk, STORE_WRITE);

	/* Power cuts are not what this is about. */
	assert_true(db_run(store, "PRAGMA synchronous=OFF", NULL));
	return store;
}

static void one_sequence(struct desk *desk, const struct pack *const *pack, uint64_t seed)
{
	struct random random = { .state = seed };
	struct session *session[SESSIONS];
	struct store *store;

	desk->path = desk_file(desk, "one.db");
	store = open_quickly(desk);
	for (size_t i = 0; i < SESSIONS; i++) {
		session[i] = session_of(desk, store, pack[i], ids[i]);
		random.parent = session[0];
	}
	for (size_t look = 1; look <= LOOKS; look++) {
		for (size_t i = 0; i < SESSIONS; i++)
			append_some(store, session[i], &random, EVENTS * look / LOOKS);
		expect_the_same(store, seed);
	}
	for (size_t i = 0; i < SESSIONS; i++)
		session_free(session[i]);
	store_close(store);
	assert_int_equal(remove(desk->path), 0);
}

static void rows_say_what_sessions_say(void **state)
{
	struct desk *desk = *state;
	const struct pack *small = desk->pack, *old = edition(desk->arena, "content/meti-2015.yaml");
	const struct pack *now = edition(desk->arena, "content/meti-3.0.yaml");
	const struct pack *const editions[][SESSIONS] = {
		{ small, small, small }, { old, old, old }, { old, now, old }, { small, now, now }, { now, old, small },
	};

	for (uint64_t seed = 1; seed <= SEQUENCES; seed++)
		one_sequence(desk, editions[seed % (sizeof(editions) / sizeof(editions[0]))], seed);
}

/* ---- changed rows ----------------------------------------------------------------------------------- */

static const char *const whole_session[] = {
	"{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}",
	"{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}",
	"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
	"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
	"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":2}",
	"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"level\":4}",
	"{\"kind\":\"round_revealed\",\"round\":\"r1\"}",
	"{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":3,\"sentence\":\"慎重に進める\",\"said_by\":\"p1\"}",
	"{\"kind\":\"appetite_set\",\"item\":\"D1\",\"area\":\"operations\",\"level\":2}",
	"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"text\":\"Keep it\",\"outcome\":\"adopted\",\"treatment\":\"retain\"}",
	"{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p3\",\"due\":\"2027-03-31\"}",
	"{\"kind\":\"action_added\",\"item\":\"D3\",\"what\":\"Count\",\"owner\":\"p2\",\"due\":\"2027-03-31\"}",
	"{\"kind\":\"acceptance_proposed\",\"title\":\"Old plant\",\"item\":\"D3\"}", NULL
};

static void fill(struct desk *desk)
{
	struct store *store = open_quickly(desk);
	struct random random = { .state = 7 };

	for (size_t i = 0; i < SESSIONS; i++) {
		struct session *session = desk_session(desk, store, ids[i]);
		struct answer_maker maker = desk_answers(&random, session, desk->arena);

		desk_put_all(store, session, whole_session);
		answers_fill(&maker, store, session);
		session_free(session);
	}
	store_close(store);
}

/* One change, to be rolled back; false: the table does not take it. */
static bool change(struct store *store, const char *sql)
{
	struct error why;

	assert_true(db_run(store, "PRAGMA ignore_check_constraints=ON", NULL));
	assert_true(db_begin(store, NULL));
	return db_run(store, sql, &why);
}

/* Rows that are missing, or say what cannot be, are not believed. */
static void missing_and_impossible_rows_are_read_from_the_journal(void **state)
{
	static const struct { const char *sql; int skimmed; } changes[] = {
		{ "SELECT 1", 3 },
		{ "DELETE FROM trend WHERE session = 's-1'", 2 },
		{ "DELETE FROM trend WHERE session = 's-1' AND item = 'D1'", 2 },
		{ "UPDATE trend SET item = 'D9' WHERE session = 's-1' AND item = 'D1'", 2 },
		{ "UPDATE trend SET state = 'elsewhere'", 0 },
		{ "UPDATE trend SET level = 6", 0 }, { "UPDATE trend SET level = -1", 0 },
		{ "UPDATE trend SET area_low = 99", 0 }, { "UPDATE trend SET taken = -5", 0 },
		{ "UPDATE trend SET gaps = 5000000000", 0 },
		{ "UPDATE session SET content = NULL WHERE id = 's-2'", 2 },
		{ "UPDATE session SET content = '{' WHERE id = 's-2'", 2 },
		{ "UPDATE session SET content = '[1,null]' WHERE id = 's-2'", 2 },
		{ "UPDATE session SET content = '[\"' || hex(zeroblob(32)) || '\"]' WHERE id = 's-2'", 2 },
		{ "DELETE FROM decision", 0 }, { "UPDATE decision SET superseded_by = 'x'", 0 },
		{ "DELETE FROM appetite", 0 }, { "UPDATE appetite SET level = 9", 0 },
		{ "UPDATE appetite SET level = 0 WHERE item = 'D1'", 0 },
		{ "UPDATE decision SET text = NULL", 0 }, { "UPDATE decision SET outcome = NULL", 0 },
		{ "UPDATE acceptance SET state = NULL", 0 }, { "UPDATE participant SET name = NULL", 0 },
		{ "UPDATE answer SET value = '{' WHERE field = (SELECT max(field) FROM answer)", 0 },
		{ "UPDATE answer SET value = 'null'", 0 }, { "UPDATE answer SET value = '[7]'", 0 },
		{ "UPDATE answer SET value = '{\"amount\":1}'", 0 },
	};
	struct desk *desk = *state;
	struct str loaded = STR_INIT, points = STR_INIT;
	struct store *store;

	fill(desk);
	store = open_quickly(desk);
	compare_loaded(store, &loaded);
	trend_loaded(store, &points);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct str skimmed = STR_INIT;
		int count;

		assert_true(change(store, changes[i].sql));
		count = compare_skimmed(store, &skimmed);
		if (count != changes[i].skimmed || strcmp(skimmed.text, loaded.text) != 0)
			fail_msg("%s: %d by their rows, not %d, or another comparison", changes[i].sql, count, changes[i].skimmed);
		str_clear(&skimmed);
		if (!trend_of_rows(store, &skimmed) || strcmp(skimmed.text, points.text) != 0)
			fail_msg("%s: another trend", changes[i].sql);
		str_release(&skimmed);
		db_rollback(store);
	}
	store_close(store);
	str_release(&loaded);
	str_release(&points);
}

/* Every column of every table, with all sorts of things in it: what is said then may be
 * wrong (verify finds it), but it ends. */
static void whatever_stands_in_the_rows_it_ends(void **state)
{
	static const char *const values[] = {
		"NULL", "''", "'x'", "'D1'", "'{'", "'null'", "'[]'", "'{}'", "'[[]]'", "'[{\"row\":1}]'", "'7'", "'s-1:d1'", "':'",
		"0", "-1", "7", "9223372036854775807",
	};
	static const char *const tables[] = { "session", "trend", "participant", "attendance", "appetite", "decision",
					      "assignment", "acceptance", "action", "answer" };
	struct desk *desk = *state;
	struct store *store;
	int taken = 0;

	fill(desk);
	store = open_quickly(desk);
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++) {
		char *rest = desk_sql_text(desk->arena, desk->path, arena_printf(desk->arena,
			"SELECT name FROM pragma_table_info('%s') WHERE NOT (pk AND name IN ('id', 'session'))", tables[t]));

		for (const char *name; (name = strsep(&rest, "\n"));)
			for (size_t v = 0; v < sizeof(values) / sizeof(values[0]); v++) {
				struct str out = STR_INIT;

				if (change(store, arena_printf(desk->arena, "UPDATE OR IGNORE \"%s\" SET \"%s\" = %s", tables[t],
							       name, values[v]))) {
					taken++;
					compare_skimmed(store, &out);
					trend_of_rows(store, &out);
				}
				str_release(&out);
				db_rollback(store);
			}
	}
	store_close(store);
	assert_true(taken > 500);
}

/* One of the fourth version has no items at a glance. */
static void a_file_of_the_fourth_version_gets_items_at_a_glance(void **state)
{
	struct desk *desk = *state;
	struct store *store;
	char *before;

	desk_fill(desk, "s-1", true);
	store = desk_open(desk, STORE_READ);
	before = store_derived_text(store, desk->arena);
	store_close(store);
	desk_sql(desk->path, "DROP TABLE trend; DROP INDEX session_company; DROP INDEX session_number; ALTER TABLE session DROP COLUMN content;"
		 " ALTER TABLE session DROP COLUMN company;"
		 " ALTER TABLE assignment DROP COLUMN stands_for; ALTER TABLE assignment DROP COLUMN confirm_by;"
		 " ALTER TABLE assignment DROP COLUMN confirm_until; PRAGMA user_version=4");
	store = desk_open(desk, STORE_WRITE);
	assert_string_equal(store_derived_text(store, desk->arena), before);
	store_close(store);
	assert_int_equal(desk_sql_number(desk->path, "PRAGMA user_version"), 5);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM trend WHERE decided"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_say_what_sessions_say),
		TEST(missing_and_impossible_rows_are_read_from_the_journal),
		TEST(whatever_stands_in_the_rows_it_ends),
		TEST(a_file_of_the_fourth_version_gets_items_at_a_glance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
