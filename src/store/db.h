/*
 * A thin hold on SQLite: statements bound by name, transactions, and errors in
 * words that a facilitator understands.  Internal to store/.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "store/doubt.h"
#include "store/kept.h"
#include "store/stamp.h"

struct arena;

/* A statement of the way in, which every key goes: it stays prepared. */
struct db_kept { char *sql; sqlite3_stmt *statement; bool taken; };
enum { DB_KEPT_MAX = 128 };

/* A file as its name meant it when it was opened; not `known`: there was none. */
struct file_mark { const char *path; bool known; dev_t device; ino_t number; off_t size; };
enum { STORE_FILES = 3 }; /* the database, its -wal and -shm */

struct store {
	sqlite3 *db;
	struct arena *arena;     /* the path */
	const char *path;        /* as it was given; */
	const char *file;        /* the same without links */
	sqlite3_stmt *version;   /* asked four times a second: kept; NULL before the first time */
	struct db_kept *kept; size_t kept_count; /* at most DB_KEPT_MAX */
	struct shelf shelf;      /* the pack read last */
	struct doubt doubt;      /* the last commit, where it failed and yet may stand */
	bool read_only;
	bool rollback;           /* no WAL here */
	struct file_mark mark[STORE_FILES];
	struct stamp stamp;
	bool made;               /* by opening it: no file was there */
	bool folders_made;       /* and folders of its path, */
	size_t folder_there;     /* of which so much was there */
	bool copied;             /* all that it holds is in another file by now */
	int checkpoint_pages;
	bool inspect;            /* opened to be looked at only: STORE_INSPECT */
	const char *live;        /* then: the first object that reading would run; NULL none */
	bool paged;              /* store_check() has just told what its pages have */
	bool compared;           /* the schema was, with that of its version */
	bool known;              /* and is ours of today */
	bool watched;            /* it is open: the schema is looked at before every statement */
	int64_t cookie;          /* of the schema that was compared */
	sqlite3_stmt *cookie_asked;
	int64_t steps, steps_most; /* of SQLite's machine, see guard.h */
};

/* Says what SQLite's last error means, with the path; returns false. */
bool db_fail(struct store *store, struct error *err);

/* Runs SQL without results. */
bool db_run(struct store *store, const char *sql, struct error *err);

/* NULL: err is set, also where the schema is not ours any more (guard.h).  The caller
 * finalizes. */
sqlite3_stmt *db_prepare(struct store *store, const char *sql, struct error *err);

/*
 * The same for a statement that is asked again and again: it is prepared once.  The
 * caller gives it back with db_give_back() (db_finish() does), which resets it and
 * forgets what was bound; where it is taken already, another one is prepared.
 */
sqlite3_stmt *db_take(struct store *store, const char *sql, struct error *err);
void db_give_back(struct store *store, sqlite3_stmt *statement);
void db_forget_kept(struct store *store); /* before the connection is closed */

/* Bind by ":name"; a NULL text binds NULL.  Where there is no memory for the text the
 * program ends: a NULL in its place would be recorded as an answer. */
void db_text(sqlite3_stmt *statement, const char *name, const char *text);
void db_bind(sqlite3_stmt *statement, int index, const char *text); /* by its place */
void db_int(sqlite3_stmt *statement, const char *name, int64_t number);

/* Steps a statement that gives no rows, and finalizes it or gives it back. */
bool db_finish(struct store *store, sqlite3_stmt *statement, struct error *err);

/* One number, or `otherwise` when there is no row or no answer. */
int64_t db_number(struct store *store, const char *sql, int64_t otherwise);

/* The same where a failure must not pass for an answer: false, with `err` set, when it
 * could not be read.  No row is 0. */
bool db_ask(struct store *store, const char *sql, int64_t *number, struct error *err);

/* Did the last call fail because of the disk, memory or another program?  What could
 * not be read says nothing about the file. */
bool db_was_hindered(const struct store *store);

/* A column's text, the statement's until its next step; NULL stays NULL. */
const char *db_column_text(sqlite3_stmt *statement, int column);

/* A column's text copied into the arena; NULL stays NULL. */
const char *db_column(sqlite3_stmt *statement, int column, struct arena *arena);

/* moved.c: keeps in mind which files are open; is what is written now written into
 * the file that has the name? */
void db_mark(struct store *store);
bool db_may_write(struct store *store, struct error *err);
/* Has its name another file now, or one with other contents?  The -wal and -shm would be
 * taken for that one's: away with them, after closing; the -wal is kept under another name
 * where not all of it was copied. */
bool db_is_strangers(struct store *store);
void db_take_away(struct store *store, bool keep);
/* In place of SQLite's own checkpoint after so many pages: none into a stranger's file. */
void db_checkpoint_after(struct store *store, int pages);

/* make.c: the file exists with mode 0600 before SQLite sees its name; taken away, with the
 * folders that were made for it, where it holds nothing. */
bool db_make_file(struct store *store, struct error *err);
void db_unmake(struct store *store);

bool db_begin(struct store *store, struct error *err);
/* False also when the file lost its name while it was written to. */
bool db_commit(struct store *store, struct error *err);
void db_rollback(struct store *store);

/* One look at the file for all statements until its end: what others record in between
 * is not in it.  Within a transaction that is open already (not our own) it is part of it. */
bool db_look_begin(struct store *store, bool *own, struct error *err);
void db_look_end(struct store *store, bool own);

#endif
