/*
 * Each item at a glance: the derived table `trend`, so that looking over many sessions
 * need not read their events.  Where its rows are missing or cannot be, the session is
 * read from the journal instead.
 */
#ifndef STORE_TREND_H
#define STORE_TREND_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct pack;
struct session;
struct store;
struct trend;
struct trend_facts;

/* Adds a company's sessions, the newest `most` of them, the oldest first.  `entity` "":
 * those of the organisation itself. */
struct trend_request { const char *organisation, *entity; size_t most; };
bool store_trend(struct store *store, const struct trend_request *request, struct trend *trend, struct error *err);

/* ---- internal to store/ ---- */

/* Writes the rows of a session that changed; _newest: where its newest event may change one. */
bool trend_derive(struct store *store, const struct session *session, struct error *err);
bool trend_derive_newest(struct store *store, const struct session *session, struct error *err);

/* Reads the rows of sessions one after another. */
struct trend_reader { struct store *store; struct sqlite3_stmt *statement; };
bool trend_reader_open(struct trend_reader *reader, struct store *store, struct error *err);
void trend_reader_close(struct trend_reader *reader);
/* The stops of a session, in `arena`; *whole says whether they are what `pack` gives, each
 * within its bounds.  False: they could not be read. */
bool trend_reader_read(struct trend_reader *reader, const char *id, const struct pack *pack, struct arena *arena,
		       struct trend_facts *facts, bool *whole, struct error *err);

#endif
