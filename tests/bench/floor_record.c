/*
 * The prototype: the first page of a file's sessions on a full screen; each key commits
 * a row and an event (WAL, FULL) and then says so.  What a program must at least do
 * that shows nothing as recorded before it is durable.
 *
 *   floor_record FILE         a new file
 *   floor_record FILE look    a file of entaku's: its first page, and nothing is written
 */
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>

struct prototype {
	sqlite3 *db;
	sqlite3_stmt *begin, *event, *row, *commit;
	int number;
};

static sqlite3_stmt *prepare(struct prototype *prototype, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	sqlite3_prepare_v2(prototype->db, sql, -1, &statement, NULL);
	return statement;
}

static bool run(sqlite3_stmt *statement)
{
	bool done = sqlite3_step(statement) == SQLITE_DONE;

	sqlite3_reset(statement);
	return done;
}

static bool open_file(struct prototype *prototype, const char *path, bool look)
{
	if (sqlite3_open(path, &prototype->db) != SQLITE_OK)
		return false;
	if (look)
		return true;
	if (sqlite3_exec(prototype->db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
			 " CREATE TABLE IF NOT EXISTS proto_event(n INTEGER PRIMARY KEY, body TEXT, hash BLOB);"
			 " CREATE TABLE IF NOT EXISTS proto_row(id INTEGER PRIMARY KEY, text TEXT)", NULL, NULL, NULL) != SQLITE_OK)
		return false;
	prototype->begin = prepare(prototype, "BEGIN IMMEDIATE");
	prototype->event = prepare(prototype, "INSERT INTO proto_event(body, hash) VALUES("
				   "'{\"item\":\"D3\",\"text\":\"a fact of usual length, typed by somebody\"}', randomblob(32))");
	prototype->row = prepare(prototype, "INSERT OR REPLACE INTO proto_row(id, text) VALUES(1, 'a fact of usual length')");
	prototype->commit = prepare(prototype, "COMMIT");
	return prototype->begin && prototype->event && prototype->row && prototype->commit;
}

static void show_page(struct prototype *prototype)
{
	sqlite3_stmt *statement = prepare(prototype, "SELECT number, held_on, title, organisation, state FROM session"
					  " ORDER BY held_on DESC, number DESC LIMIT 34");
	int y = 0;

	while (statement && sqlite3_step(statement) == SQLITE_ROW && y < LINES - 1)
		mvprintw(y++, 0, "%4d %s %s %s %s", sqlite3_column_int(statement, 0), (const char *)sqlite3_column_text(statement, 1),
			 (const char *)sqlite3_column_text(statement, 2), (const char *)sqlite3_column_text(statement, 3),
			 (const char *)sqlite3_column_text(statement, 4));
	sqlite3_finalize(statement);
}

static void say(const struct prototype *prototype)
{
	mvprintw(LINES - 1, 0, "recorded %8d", prototype->number);
	refresh();
}

int main(int argc, char **argv)
{
	struct prototype prototype = { .number = 0 };

	if (argc < 2 || !open_file(&prototype, argv[1], argc > 2))
		return 1;
	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	show_page(&prototype);
	say(&prototype);
	while (getch() != 'q') {
		if (!run(prototype.begin) || !run(prototype.event) || !run(prototype.row) || !run(prototype.commit))
			break;
		prototype.number++;
		say(&prototype);
	}
	endwin();
	sqlite3_finalize(prototype.begin);
	sqlite3_finalize(prototype.event);
	sqlite3_finalize(prototype.row);
	sqlite3_finalize(prototype.commit);
	sqlite3_close(prototype.db);
	return 0;
}
