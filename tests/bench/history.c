/*
 * Looking back over 10,000 sessions (BENCH_SESSIONS) against the bare statements on the
 * same file: the list (also of 100,000), a register, comparing two, the trend of twenty,
 * searching; how large the file is; the memory of the same commands on fewer sessions.
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
#include "support_sessions.h"
#include "workshop/compare.h"
#include "workshop/session.h"
#include "workshop/trend.h"

enum { PAGE = 400, WINDOW = 128, HITS = 50, FEW = 1000, LEAST = 100, MOST = 100000 };

struct look {
	sqlite3 *bare;
	struct store *store;
	struct arena *arena;
	const char *word;
	int seen;
};

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

static void run_bare(struct look *look, const char *sql)
{
	must(sqlite3_exec(look->bare, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(look->bare));
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

	run_bare(look, "BEGIN");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(sql, sizeof(sql), "SELECT %s IN ('bench-000010', 'bench-000060')", rows[i]);
		step_all(look, sql, 1000);
	}
	run_bare(look, "COMMIT");
}

#define TWENTY " FROM session WHERE company = 'minato precision co., ltd.' || char(10) || 'company 10'" \
	" ORDER BY held_on DESC, number DESC LIMIT 20"

static void floor_twenty(void *with)
{
	struct look *look = with;

	run_bare(look, "BEGIN");
	step_all(look, "SELECT id, number, held_on, title, content" TWENTY, 20);
	step_all(look, "SELECT item, on_agenda, state, decided, level, area_low, area_high, low, high, taken, gaps, open_actions,"
		 " used_ms FROM trend WHERE session IN (SELECT id" TWENTY ")", 1000000);
	run_bare(look, "COMMIT");
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

/* ---- the list of very many, the size of the file ------------------------------------------------------ */

static void open_look(struct look *look, const char *path)
{
	struct error err = { ERROR_NONE, "" };

	look->arena = arena_new();
	look->store = store_open(path, STORE_READ, &err);
	must(look->store && sqlite3_open_v2(path, &look->bare, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, err.text);
}

static void close_look(struct look *look)
{
	store_close(look->store);
	sqlite3_close(look->bare);
	arena_free(look->arena);
}

struct lists { struct look few, many; };

/* What a screen shows first, of a file of any size. */
static void first_page(struct look *look)
{
	size_t count;

	arena_reset(look->arena);
	must(store_list_part(look->store, look->arena, 0, LEAST, &count, NULL) && count == LEAST, "no list");
	must(store_session_count(look->store) >= LEAST, "no count");
}

static void page_of_few(void *with)
{
	first_page(&((struct lists *)with)->few);
}

static void page_of_many(void *with)
{
	first_page(&((struct lists *)with)->many);
}

static void statement_of_many(void *with)
{
	struct look *look = &((struct lists *)with)->many;

	step_all(look, "SELECT s.id, title, organisation, entity, held_on, label, pack, agenda, language, current, p.tab,"
		 " state, number, events, decided, stops, opened_at, last_at, read_only FROM session s"
		 " LEFT JOIN place p ON p.session = s.id ORDER BY held_on DESC, number DESC LIMIT 100", LEAST);
	step_all(look, "SELECT count(*) FROM session", 1);
}

static void very_many(void)
{
	struct lists lists = { .few = { .seen = 0 } };

	open_look(&lists.few, sessions_file(LEAST, true));
	open_look(&lists.many, sessions_file(MOST, true));
	measure_head("100,000 sessions");
	measure_run(&(struct measure){ "first page of 100,000 | of 100", page_of_few, page_of_many, &lists, 200, 1.4 });
	measure_run(&(struct measure){ "first page of 100,000 | the statement", statement_of_many, page_of_many, &lists, 200,
				       1.2 });
	close_look(&lists.few);
	close_look(&lists.many);
}

static double number_of(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	double number;

	must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW,
	     sqlite3_errmsg(db));
	number = sqlite3_column_double(statement, 0);
	sqlite3_finalize(statement);
	return number;
}

/* All pages, journal and packs included, against the bytes of the derived rows. */
static void file_size(const struct look *look, long count)
{
	double pages = number_of(look->bare, "SELECT sum(pgsize) FROM dbstat");
	double rows = number_of(look->bare, "SELECT sum(payload) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema"
				" WHERE type = 'table') AND name NOT IN ('event', 'content', 'seal', 'sqlite_schema',"
				" 'sqlite_sequence')");

	figure_ratio("file size | its derived rows, KB a session", rows / 1024 / (double)count, pages / 1024 / (double)count,
		     "KB", 4);
}

/* ---- searching while one types -------------------------------------------------------------------------- */

static double first_result(struct look *look, const char *word)
{
	double least = 0;

	for (int i = 0; i < 40; i++) {
		struct search *search = store_search(look->store, word, NULL);
		double from = now_us(), took;

		must(search != NULL, "no search");
		arena_reset(look->arena);
		look->seen = HITS - 1; /* the first one ends it */
		while (!search_is_over(search))
			must(search_step(search, 1000, take_hit, look, NULL), "no search");
		took = now_us() - from;
		least = i == 0 || took < least ? took : least;
		search_free(search);
	}
	return least / 1000;
}

static void search_few(const char *path)
{
	struct look look = { .seen = 0 };

	open_look(&look, path);
	figure("search of 1,000, first result at least", first_result(&look, "growing"), "ms", 5);
	figure("search of 1,000, a rare word at least", first_result(&look, "needle"), "ms", 5);
	figure("search of 1,000, an absent word at least", first_result(&look, "zyzzyva"), "ms", 5);
	close_look(&look);
}

int main(void)
{
	long count = sessions_many();
	const char *many = sessions_file(count, false), *few = sessions_file(FEW, false);
	struct look look = { .seen = 0 };

	must(text_init_locale(), "no UTF-8 locale");
	setvbuf(stdout, NULL, _IOLBF, 0);
	compare_memory(few, many, count);
	search_few(few);
	very_many();
	open_look(&look, many);
	file_size(&look, count);
	printf("%ld sessions\n", count);
	measure_head("");
	measure_run(&(struct measure){ "list, first page | the statement", floor_list, our_list, &look, 40, 1.2 });
	measure_run(&(struct measure){ "actions, first page | the statement", floor_actions, our_actions, &look, 40, 1.3 });
	measure_run(&(struct measure){ "decisions, first page | the statement", floor_decisions, our_decisions, &look, 40,
				       1.3 });
	measure_run(&(struct measure){ "compare two | their rows", floor_two, our_two, &look, 40, 1.3 });
	measure_run(&(struct measure){ "trend of twenty | their rows", floor_twenty, our_twenty, &look, 40, 1.3 });
	look.word = "growing";
	measure_run(&(struct measure){ "search, 50 hits at once | instr()", floor_search, our_search, &look, 40, 0 });
	look.word = "needle";
	measure_run(&(struct measure){ "search, a rare word | instr()", floor_search, our_search, &look, 20, 0 });
	look.word = "zyzzyva";
	measure_run(&(struct measure){ "search, an absent word | instr()", floor_search, our_search, &look, 20, 0 });
	close_look(&look);
	return 0;
}
