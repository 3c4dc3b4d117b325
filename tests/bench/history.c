/*
 * Looking back over 10,000 sessions (BENCH_SESSIONS) against the bare statements on the
 * same file: the list, a register, comparing two, the trend of twenty, searching; and
 * the memory of the same commands on a file of 100 sessions.
 *
 * The file is the sample session of the subsidiary, copied behind the store's back
 * under other ids: its chains do not hold, which nothing here asks for.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/gather.h"
#include "store/register.h"
#include "store/search.h"
#include "store/skim.h"
#include "store/store.h"
#include "support.h"
#include "workshop/compare.h"
#include "workshop/session.h"
#include "workshop/trend.h"

enum { PAGE = 400, WINDOW = 128, HITS = 50, EVENTS = 40, COMPANIES = 50, FEW = 1000 };

static const char *const tables[] = { "participant", "attendance", "item", "trend", "appetite", "decision", "assignment", "action", "acceptance",
				      "round", "position", "answer", "statement", "note", "said", "event", NULL };

struct look {
	sqlite3 *bare;
	struct store *store;
	struct arena *arena;
	const char *word;
	int seen;
};

/* ---- the file -------------------------------------------------------------------------------- */

static void run(sqlite3 *db, const char *sql)
{
	char *fault = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &fault) != SQLITE_OK) {
		fprintf(stderr, "%s\n%s\n", sql, fault);
		exit(1);
	}
}

/* All columns of a table but `session` and `seq`, `prefix` before each. */
static void columns(sqlite3 *db, const char *table, char *out, size_t size)
{
	sqlite3_stmt *statement;
	char sql[100];

	snprintf(sql, sizeof(sql), "SELECT name FROM pragma_table_info('%s')", table);
	must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sql);
	*out = '\0';
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(statement, 0);

		if (strcmp(name, "session") != 0 && strcmp(name, "seq") != 0)
			snprintf(out + strlen(out), size - strlen(out), ", \"%s\"", name);
	}
	sqlite3_finalize(statement);
}

static void copy_table(sqlite3 *db, const char *table, long count)
{
	char names[1000], from[1200], sql[3000], *body;
	const char *limit = strcmp(table, "event") == 0 || strcmp(table, "said") == 0 ? " AND n <= 40" : "";

	columns(db, table, names, sizeof(names));
	snprintf(from, sizeof(from), "%s", names);
	body = strstr(from, "\"body\"");
	/* The first event names its session. */
	if (body) {
		char rest[1000];

		snprintf(rest, sizeof(rest), "%s", body + strlen("\"body\""));
		snprintf(body, sizeof(from) - (size_t)(body - from),
			 "replace(body, (SELECT id FROM session WHERE number = 1), printf('bench-%%06d', i))%s", rest);
	}
	snprintf(sql, sizeof(sql), "WITH RECURSIVE k(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM k WHERE i < %ld)"
		 " INSERT INTO \"%s\"(session%s) SELECT printf('bench-%%06d', i)%s FROM k CROSS JOIN \"%s\""
		 " WHERE session = (SELECT id FROM session WHERE number = 1)%s", count, table, names, from, table, limit);
	run(db, sql);
}

static void copy_session(sqlite3 *db, long count)
{
	char sql[1000];

	snprintf(sql, sizeof(sql), "WITH RECURSIVE k(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM k WHERE i < %ld)"
		 " INSERT INTO session SELECT i, printf('bench-%%06d', i), 'Session ' || i, organisation,"
		 " 'Company ' || (i %% %d), date('2020-01-01', '+' || (i %% 2400) || ' days'), agenda, label, language, purpose,"
		 " quorum, parent, pack, pack_version, state, current, %d, decided, stops, opened_at, last_at, sealed_at, head,"
		 " read_only, content FROM k CROSS JOIN session s WHERE s.number = 1", count, COMPANIES, EVENTS);
	run(db, sql);
}

static void make_file_here(const char *path, long count)
{
	char command[400];
	sqlite3 *db;

	snprintf(command, sizeof(command), "%s --db %s import sessions/minato-thailand.en.jsonl > /dev/null",
		 getenv("ENTAKU"), path);
	must(system(command) == 0, "the sample was not imported");
	must(sqlite3_open(path, &db) == SQLITE_OK, "no file");
	run(db, "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; BEGIN");
	for (size_t i = 0; tables[i]; i++)
		copy_table(db, tables[i], count);
	copy_session(db, count);
	/* A word that one session in a thousand has. */
	run(db, "UPDATE said SET text = text || ' needle' WHERE n = 1 AND session LIKE 'bench-___500'; COMMIT");
	run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
	sqlite3_close(db);
}

/* In a process of its own: what it needs would be counted as the memory of those that
 * are started later. */
static void make_file(const char *path, long count)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		make_file_here(path, count);
		_exit(0);
	}
	must(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0, "the file was not made");
}

/* ---- the floors: the statement alone, every column fetched ------------------------------------- */

static void step_all(struct look *look, const char *sql, int most)
{
	sqlite3_stmt *statement;

	must(sqlite3_prepare_v2(look->bare, sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(look->bare));
	if (sqlite3_bind_parameter_count(statement) > 0)
		sqlite3_bind_text(statement, 1, look->word, -1, SQLITE_STATIC);
	for (int i = 0; i < most && sqlite3_step(statement) == SQLITE_ROW; i++)
		for (int c = 0; c < sqlite3_column_count(statement); c++)
			look->seen += sqlite3_column_type(statement, c) == SQLITE_INTEGER
				      ? sqlite3_column_int64(statement, c) != 0 : sqlite3_column_text(statement, c) != NULL;
	sqlite3_finalize(statement);
}

static void floor_list(void *with)
{
	step_all(with, "SELECT s.id, title, organisation, entity, held_on, label, pack, agenda, language, current, p.tab,"
		 " state, number, events, decided, stops, opened_at, last_at, read_only FROM session s"
		 " LEFT JOIN place p ON p.session = s.id ORDER BY held_on DESC, number DESC LIMIT 400", PAGE);
	step_all(with, "SELECT count(*) FROM session", 1);
}

static void floor_actions(void *with)
{
	step_all(with, "SELECT s.number, s.id, s.title, s.organisation, s.entity, s.held_on, s.pack, s.state, a.*,"
		 " (SELECT b.session || ':' || b.id FROM action b JOIN session t ON t.id = b.session"
		 "  WHERE b.carries = a.session || ':' || a.id LIMIT 1)"
		 " FROM action a CROSS JOIN session s ON s.id = a.session"
		 " ORDER BY coalesce(a.due, '9999'), a.session, a.n", WINDOW + 1);
}

static void floor_decisions(void *with)
{
	step_all(with, "SELECT s.number, s.id, s.title, s.organisation, s.entity, s.held_on, s.pack, s.state, a.*,"
		 " x.accountable, x.accountable_role, x.due, (SELECT group_concat(p.name, ', ') FROM decision_person p"
		 "  WHERE p.session = a.session AND p.decision = a.id AND p.part = 'decided'),"
		 " (SELECT b.session || ':' || b.id FROM decision b JOIN session t ON t.id = b.session"
		 "  WHERE b.supersedes = a.session || ':' || a.id LIMIT 1)"
		 " FROM session s CROSS JOIN decision a ON a.session = s.id"
		 " LEFT JOIN assignment x ON x.session = a.session AND x.item = a.item AND x.current = 1"
		 " ORDER BY s.held_on DESC, s.number DESC, a.n DESC", WINDOW + 1);
}

/* What a comparison says of two sessions, each table through its key. */
static void floor_two(void *with)
{
	static const char *const rows[] = {
		"id, title, organisation, entity, held_on, label, language, pack, pack_version, content FROM session WHERE id",
		"item, on_agenda, state, decided, level, area_low, area_high, low, high, taken, gaps, open_actions, used_ms"
		" FROM trend WHERE session",
		"id, name, role, votes, deputy_for, confirm_by, confirm_until, confirmed, EXISTS(SELECT 1 FROM attendance a"
		" WHERE a.session = p.session AND a.participant = p.id) FROM participant p WHERE session",
		"item, area, level, sentence, said_by, current FROM appetite WHERE current = 1 AND session",
		"id, item, outcome, text, treatment, supersedes, superseded_by FROM decision WHERE session",
		"item, accountable, accountable_role, stands_for, confirm_by, confirm_until, current FROM assignment"
		" WHERE current = 1 AND session",
		"item, title, state, valid_until, renewals FROM acceptance WHERE session",
		"item, state FROM \"action\" WHERE session", "item, field, value FROM answer WHERE session",
	};
	struct look *look = with;
	char sql[500];

	run(look->bare, "BEGIN");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(sql, sizeof(sql), "SELECT %s IN ('bench-000010', 'bench-000060')", rows[i]);
		step_all(look, sql, 1000);
	}
	run(look->bare, "COMMIT");
}

#define TWENTY " FROM session WHERE organisation = 'Minato Precision Co., Ltd.' AND coalesce(entity, '') = 'Company 10'" \
	" ORDER BY held_on DESC, number DESC LIMIT 20"

static void floor_twenty(void *with)
{
	struct look *look = with;

	run(look->bare, "BEGIN");
	step_all(look, "SELECT id, number, held_on, title, content" TWENTY, 20);
	step_all(look, "SELECT item, on_agenda, state, decided, level, area_low, area_high, low, high, taken, gaps, open_actions,"
		 " used_ms FROM trend WHERE session IN (SELECT id" TWENTY ")", 1000000);
	run(look->bare, "COMMIT");
}

static void floor_search(void *with)
{
	step_all(with, "SELECT s.number, s.title, s.organisation, s.entity, s.held_on, s.pack, d.n,"
		 " (SELECT e.body FROM event e WHERE e.session = d.session AND e.n = d.n)"
		 " FROM session s CROSS JOIN said d ON d.session = s.id"
		 " WHERE instr(d.text, ?) ORDER BY s.held_on DESC, s.number DESC", HITS);
}

/* ---- ours ----------------------------------------------------------------------------------------- */

static void our_list(void *with)
{
	struct look *look = with;
	size_t count;

	arena_reset(look->arena);
	must(store_list_part(look->store, look->arena, 0, PAGE, &count, NULL) && count == PAGE, "no list");
	must(store_session_count(look->store) >= PAGE, "no count");
}

static bool take_row(void *with, const struct json *row)
{
	struct look *look = with;

	must(row->count > 5, "an empty row");
	return ++look->seen <= WINDOW;
}

static void our_register(struct look *look, enum register_kind kind)
{
	struct register_query query = { .kind = kind, .on = "2026-11-23" };

	arena_reset(look->arena);
	look->seen = 0;
	must(store_register(look->store, &query, take_row, look, NULL) && look->seen > WINDOW, "no register");
}

static void our_actions(void *with) { our_register(with, REGISTER_ACTIONS); }
static void our_decisions(void *with) { our_register(with, REGISTER_DECISIONS); }

static void our_two(void *with)
{
	struct look *look = with;
	struct session *both[2];
	struct comparison all;

	arena_reset(look->arena);
	must(store_skim(look->store, (const char *const[]){ "bench-000010", "bench-000060" }, 2, both, NULL), "no sessions");
	must(both[0]->event_count == 0 && both[1]->event_count == 0, "read from the journal");
	all = compare_sessions((const struct session *const *)both, 2, look->arena);
	must(all.item_count > 0, "no comparison");
	store_session_free(both[0]);
	store_session_free(both[1]);
}

static void our_twenty(void *with)
{
	struct look *look = with;
	struct error err;
	struct trend trend;

	arena_reset(look->arena);
	must(gather_trend_of(look->store, look->arena, "Minato Precision Co., Ltd.", "Company 10", 20, &trend, &err) &&
	     trend.session_count == 20, "no trend");
}

static bool take_hit(void *with, const struct store_hit *hit)
{
	struct look *look = with;

	gather_hit(look->arena, hit);
	return ++look->seen < HITS;
}

static void our_search(void *with)
{
	struct look *look = with;
	struct search *search = store_search(look->store, look->word, NULL);

	arena_reset(look->arena);
	look->seen = 0;
	while (!search_is_over(search))
		must(search_step(search, 1000, take_hit, look, NULL), "no search");
	search_free(search);
}

/* ---- memory ---------------------------------------------------------------------------------------- */

/* Kilobytes at most of a command on a file. */
static long memory_of(const char *path, const char *const *words)
{
	const char *argv[10] = { getenv("ENTAKU"), "--db", path };
	struct rusage usage;
	int count = 3, status;
	pid_t child;

	while (*words)
		argv[count++] = *words++;
	argv[count] = NULL;
	fflush(stdout);
	child = fork();
	if (child == 0) {
		must(freopen("/dev/null", "w", stdout) && freopen("/dev/null", "w", stderr), "no /dev/null");
		execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	must(wait4(child, &status, 0, &usage) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0, "a command failed");
	return usage.ru_maxrss;
}

static void compare_memory(const char *few, const char *many, long count)
{
	static const struct { const char *what; const char *words[5]; } rows[] = {
		{ "list", { "list", NULL } }, { "actions", { "actions", NULL } }, { "register", { "register", NULL } },
		{ "decisions", { "decisions", NULL } }, { "search, absent word", { "search", "zyzzyva", NULL } },
		{ "search, 10000 hits", { "search", "--most", "10000", "growing", NULL } },
		{ "compare 2 3", { "compare", "2", "3", NULL } },
	};

	printf("%-44s %10s %d %10s %ld\n", "memory at most, KB | sessions", "", FEW, "", count);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		long a = memory_of(few, rows[i].words), b = memory_of(many, rows[i].words);

		printf("%-44s %13ld %13ld  %5.2f x\n", rows[i].what, a, b, (double)b / (double)a);
	}
}

int main(void)
{
	const char *given = getenv("BENCH_SESSIONS");
	long count = given ? atol(given) : 10000;
	struct look look = { .arena = arena_new() };
	char folder[] = "/tmp/entaku-bench-XXXXXX", many[80], few[80], command[80];
	struct error err;

	must(text_init_locale(), "no UTF-8 locale");
	setvbuf(stdout, NULL, _IOLBF, 0);
	must(getenv("ENTAKU") && count >= 1000, "ENTAKU names the program; BENCH_SESSIONS is 1000 or more");
	must(mkdtemp(folder) != NULL, "no temporary folder");
	snprintf(many, sizeof(many), "%s/many.db", folder);
	snprintf(few, sizeof(few), "%s/few.db", folder);
	make_file(many, count);
	make_file(few, FEW);
	compare_memory(few, many, count);
	look.store = store_open(many, STORE_READ, &err);
	must(look.store && sqlite3_open_v2(many, &look.bare, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, "not opened");
	printf("%ld sessions%34s %13s %13s\n", count, "", "floor", "entaku");
	measure_run(&(struct measure){ "list, first page | the statement", floor_list, our_list, &look, 40 });
	measure_run(&(struct measure){ "actions, first page | the statement", floor_actions, our_actions, &look, 40 });
	measure_run(&(struct measure){ "decisions, first page | the statement", floor_decisions, our_decisions, &look, 40 });
	measure_run(&(struct measure){ "compare two | their rows", floor_two, our_two, &look, 40 });
	measure_run(&(struct measure){ "trend of twenty | their rows", floor_twenty, our_twenty, &look, 40 });
	look.word = "growing";
	measure_run(&(struct measure){ "search, 50 hits at once | instr()", floor_search, our_search, &look, 40 });
	look.word = "needle";
	measure_run(&(struct measure){ "search, a rare word | instr()", floor_search, our_search, &look, 40 });
	look.word = "zyzzyva";
	measure_run(&(struct measure){ "search, an absent word | instr()", floor_search, our_search, &look, 40 });
	store_close(look.store);
	sqlite3_close(look.bare);
	arena_free(look.arena);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command) == 0 ? 0 : 1;
}
