/* See support_sessions.h. */
#include "support_sessions.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

enum { PATH_BYTES = 240 };

static const char *const tables[] = { "participant", "attendance", "item", "trend", "appetite", "decision", "assignment",
				      "action", "acceptance", "round", "position", "answer", "statement", "note", "said", "event", NULL };

long sessions_many(void)
{
	const char *given = getenv("BENCH_SESSIONS");
	long count = given ? atol(given) : SESSIONS_MANY;

	must(count >= 1000, "BENCH_SESSIONS is 1000 or more");
	return count;
}

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

/* The columns that are not the same in each copy; whatever others the table has. */
static const struct { const char *column, *value; } own[] = {
	{ "number", "i" }, { "id", "printf('bench-%06d', i)" }, { "title", "'Session ' || i" },
	{ "entity", "'Company ' || (i % 50)" }, { "held_on", "date('2020-01-01', '+' || (i % 2400) || ' days')" },
	{ "events", "40" }, { "company", "substr(company, 1, instr(company, char(10))) || 'company ' || (i % 50)" },
};

static const char *value_of(const char *column)
{
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strcmp(own[i].column, column) == 0)
			return own[i].value;
	return column;
}

static void copy_session(sqlite3 *db, long count)
{
	char values[2000] = "", sql[3000];
	sqlite3_stmt *statement;

	must(sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info('session')", -1, &statement, NULL) == SQLITE_OK,
	     "no table of sessions");
	while (sqlite3_step(statement) == SQLITE_ROW)
		snprintf(values + strlen(values), sizeof(values) - strlen(values), "%s%s", *values ? ", " : "",
			 value_of((const char *)sqlite3_column_text(statement, 0)));
	sqlite3_finalize(statement);
	snprintf(sql, sizeof(sql), "WITH RECURSIVE k(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM k WHERE i < %ld)"
		 " INSERT INTO session SELECT %s FROM k CROSS JOIN session s WHERE s.number = 1", count, values);
	run(db, sql);
}

static void make_file_here(const char *path, long count, bool bare)
{
	char command[600];
	sqlite3 *db;

	snprintf(command, sizeof(command), "%s --db '%s' import sessions/minato-thailand.en.jsonl > /dev/null",
		 getenv("ENTAKU"), path);
	must(system(command) == 0, "the sample was not imported");
	must(sqlite3_open(path, &db) == SQLITE_OK, "no file");
	run(db, "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; BEGIN");
	for (size_t i = 0; tables[i] && !bare; i++)
		copy_table(db, tables[i], count);
	copy_session(db, count);
	/* A word that one session in a thousand has. */
	run(db, "UPDATE said SET text = text || ' needle' WHERE n = 1 AND session LIKE 'bench-___500'; COMMIT");
	run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
	sqlite3_close(db);
}

/* In a process of its own: what it needs would be counted as the memory of those that
 * are started later. */
static void make_file(const char *path, long count, bool bare)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		make_file_here(path, count, bare);
		_exit(0);
	}
	must(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0, "the file was not made");
}

const char *sessions_file(long count, bool bare)
{
	const char *in = getenv("BENCH_FOLDER");
	char *path = malloc(PATH_BYTES), part[PATH_BYTES + 8];

	must(path && getenv("ENTAKU") && in, "ENTAKU names the program, BENCH_FOLDER a folder");
	snprintf(path, PATH_BYTES, "%s/%ld%s.db", in, count, bare ? "-bare" : "");
	if (access(path, R_OK) == 0)
		return path;
	snprintf(part, sizeof(part), "%s.part", path);
	make_file(part, count, bare);
	must(rename(part, path) == 0, "the file was not renamed");
	return path;
}

const char *sessions_copy(const char *folder, const char *path)
{
	char *to = malloc(PATH_BYTES), command[2 * PATH_BYTES + 20];

	must(to != NULL, "no memory");
	snprintf(to, PATH_BYTES, "%s/copy.db", folder);
	snprintf(command, sizeof(command), "cp '%s' '%s'", path, to);
	must(system(command) == 0, "the file was not copied");
	return to;
}
