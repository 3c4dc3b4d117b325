/*
 * The store: one SQLite file with every session.  The journal (`event`) is the
 * truth and is only ever added to; derived tables beside it are written in the
 * same transaction from the state that the events fold into, and can be
 * dropped and made again.  Only this layer knows sqlite3 and libsodium.
 *
 * The store reads no clock and no randomness: instants and ids are given.
 * One struct store is one connection, used by one thread.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct error;
struct event;
struct json;
struct pack;
struct session;
struct store;

enum store_mode {
	STORE_READ,   /* must exist; nothing is recorded.  What a crash left in the WAL
	               * is moved into the file where it may be written */
	STORE_WRITE,  /* made (0600, folders 0700) where absent; opened for reading
	               * only, and saying so by store_read_only(), in a read-only place */
	STORE_INSPECT, /* as READ, but also files whose tables were tampered with:
	               * for store_verify() and store_check(), which say so; leaves
	               * file and WAL byte for byte as they lie */
};

/*
 * Opens and checks: our application_id, a user_version we know (older ones are
 * migrated, each step in one transaction; a newer one is refused untouched).
 * NULL: `err` says what and what to do.
 */
struct store *store_open(const char *path, enum store_mode mode, struct error *err);

/* Closes; the last one to do so makes the file one file again and waits for
 * nobody.  NULL allowed. */
void store_close(struct store *store);

/* The same when nothing came of it: a file that was made by opening, and holds nothing, is
 * not left behind. */
void store_close_unused(struct store *store);

bool store_read_only(const struct store *store);
const char *store_path(const struct store *store);

/* True when WAL could not be had (network drive): a sentence for the screen. */
bool store_uses_rollback(const struct store *store);

/* Changes whenever another connection committed (PRAGMA data_version). */
int64_t store_version(struct store *store);

/* Was the file moved, replaced, removed or written over since it was opened?  Nothing is
 * recorded into it then; what it holds can still be read, and store_backup() copies it. */
bool store_moved(struct store *store);
/* Was it written over?  What it held is gone but for what is in memory: see store_salvage(). */
bool store_overwritten(struct store *store);
/* Closes one that was moved and copied: its -wal is not left to a file that has its
 * name now, which would be damaged by it. */
void store_abandon(struct store *store);

/* Writes a session that is in memory, event for event with the same hashes, into a file that
 * does not have it; one that it follows, where that is in memory, too. */
bool store_salvage(struct store *store, const struct session *session, struct error *err);

/* Moves the WAL into the file when nobody is waiting; for idle moments. */
void store_checkpoint(struct store *store);

/* One line of the list of sessions, newest `held_on` first. */
struct store_session {
	int64_t number;          /* local to this file, in order of arrival */
	const char *id, *title, *organisation, *entity, *held_on, *label;
	const char *pack, *agenda, *language, *current, *tab;
	const char *state;       /* prepared, running, sealed */
	int64_t events, decided, stops; /* progress: items decided, and not put off, of those on the agenda */
	int64_t opened_at, last_at;
	bool read_only;          /* holds events of a newer program */
};

/* From the derived tables; `count` rows in `arena`, NULL on failure. */
struct store_session *store_list(struct store *store, struct arena *arena,
				 size_t *count, struct error *err);

/* `most` of them from the `first` (0-based) on, and how many there are. */
struct store_session *store_list_part(struct store *store, struct arena *arena, size_t first, size_t most,
				      size_t *count, struct error *err);
size_t store_session_count(struct store *store);

/* One of them, or NULL. */
struct store_session *store_row(struct store *store, struct arena *arena, const char *id, struct error *err);

/*
 * "3", a whole id, or an unambiguous beginning (4 characters or more) of one,
 * to the id (in `arena`).  NULL: nothing, or more than one, matches; `err`
 * says which.  An empty or NULL name is the session last written.
 */
const char *store_find(struct store *store, struct arena *arena,
		       const char *name, struct error *err);

/*
 * Loads a session with the pack it was held with (kept in `content`; the pack
 * and the session are freed by store_session_free).  Hashes are not checked
 * here, store_verify does that.
 */
struct session *store_load(struct store *store, const char *id, struct error *err);
void store_session_free(struct session *session);

/* The session before this one, and those before it (a few), as `before` of each other;
 * freed with it.  NULL: none is named, or it is not in this file. */
struct session *store_load_before(struct store *store, const struct session *session);

/* Loads one after another for `each`, which may not keep them; packs that they share
 * are read once. */
bool store_each(struct store *store, const char *const *id, size_t count,
		void (*each)(void *with, const struct session *session, size_t index), void *with, struct error *err);

/*
 * Applies what other connections have recorded into the session since it was
 * loaded.  False: it could not be read, or the journal does not go on from the
 * session's head (another file, a restored copy): load it anew.
 */
bool store_follow(struct store *store, struct session *session, struct error *err);

/*
 * THE way events come into being: for each of `count` events in turn
 * event_prepare, session_check, the journal row with its hash, session_apply,
 * the derived rows; all in one durable transaction, or nothing at all.
 * An `at` before the session's last event is moved to that instant plus one
 * millisecond when `live` (the clock was set back), refused when not.
 *
 * False: nothing was recorded, `session` is as it was, `*refused` (may be
 * NULL) is the index of the event that was refused, `err` why.  ERROR_BUSY
 * with `*stale` true: another process recorded first; reload and ask again.
 * With `follow` that does not come up: what others recorded is taken in first,
 * within the same transaction, and the rules are asked about the state as it is
 * then.  It stays in `session` also when the new events are refused.
 *
 * For a new session (`session` from session_new, no events) the first event is
 * session_opened, whose body names the SHA-256 of the pack's files
 * (store_pack_content); their bytes are kept in the same transaction.
 */
struct store_append {
	struct event *event; size_t count;
	bool live, follow;
	size_t *refused; bool *stale;
};
bool store_append(struct store *store, struct session *session,
		  const struct store_append *what, struct error *err);

/* Did the last one fail so that it may be in the file none the less?  Asked for again through
 * this store it is not doubled; through another one it would be. */
bool store_in_doubt(const struct store *store);

/* Hex SHA-256 of a pack's own file, 65 bytes with NUL; those of all files that it
 * is made of, as `content` of session_opened has them. */
void store_pack_hash(const struct pack *pack, char *hex);
struct json *store_pack_content(struct arena *arena, const struct pack *pack);

/* What makes a chain of events: hex SHA-256 over the documented bytes. */
void store_event_hash(const char *previous, int64_t n, const char *at,
		      const char *kind, const char *body, char *hex);

/* Half-typed text: one row per open field.  `session` "" before it is opened. */
struct store_draft { const char *field, *text; int64_t at; };
bool store_draft_put(struct store *store, const char *session, const char *field,
		     const char *text, int64_t at, struct error *err);
bool store_draft_drop(struct store *store, const char *session, const char *field, struct error *err);
bool store_drafts(struct store *store, struct arena *arena, const char *session,
		  struct store_draft **draft, size_t *count, struct error *err);

/* Where the facilitator is, for resuming: not history, only a place. */
bool store_place_put(struct store *store, const char *session, const char *stop,
		     const char *tab, struct error *err);

/* Who holds the lease of a session now, in `arena`; NULL nobody. */
const char *store_lease_holder(struct store *store, struct arena *arena, const char *session);

/* What the room's screen is to show; `item` and `question` (0: none) where they matter. */
struct store_room { const char *show, *item; int question; };
bool store_room_put(struct store *store, const char *session, const struct store_room *room,
		    struct error *err);
/* False: nothing was chosen yet.  In `arena`. */
bool store_room_get(struct store *store, struct arena *arena, const char *session, struct store_room *room);

/*
 * One facilitator per session.  `holder` names the process ("host:pid:start");
 * taken when free, when it is ours, when the holder is gone (`gone` says so of
 * the holder's name, cli knows how), or when `by_force`.  False with
 * ERROR_BUSY: somebody else holds it, `*other` (in `arena`) names them.
 */
struct store_lease { const char *session, *holder; int64_t at; bool by_force;
		     bool (*gone)(const char *holder); };
bool store_lease_take(struct store *store, const struct store_lease *lease,
		      struct arena *arena, const char **other, struct error *err);
bool store_leases_clear(struct store *store, struct error *err); /* of a copy: nobody runs its sessions */
bool store_lease_drop(struct store *store, const char *session, const char *holder, struct error *err);

/* One thing that verify found, a sentence naming session, n and seq. */
struct store_fault { int64_t session_number, n, seq; const char *id; const char *text; };
struct store_verdict {
	int64_t sessions, events;
	size_t fault_count; struct store_fault *fault; /* at most 100 kept */
	size_t faults;                                 /* all of them */
	const char *head;       /* of the one session asked for, else NULL */
	/* Each session looked at, in order of arrival. */
	size_t verified_count, verified_capacity;
	struct store_verified { int64_t number, events; const char *id, *head; bool sound; } *verified;
};

/*
 * Recomputes every hash of `id` (NULL: all sessions) and compares: changed,
 * removed, reordered, added rows; rows after a seal; a removed tail (against
 * the seal table and the derived rows); the pack that was shown; derived tables
 * against a rebuild in memory.  With NULL also what no session knows of: rows
 * and sessions gone from the file (against sqlite_sequence), the schema, and indexes that
 * say something else than their tables.
 * `verdict` is begun anew.  False only when it could not look.
 */
bool store_verify(struct store *store, struct arena *arena, const char *id,
		  struct store_verdict *verdict, struct error *err);

/* Drops the derived tables and makes them again from the journal. */
bool store_rebuild(struct store *store, int64_t *sessions, struct error *err);

/* A whole copy in one rollback-mode file, 0600; refuses an existing file. */
bool store_backup(struct store *store, const char *path, struct error *err);

/* integrity_check and foreign_key_check: is the file whole?  What stands in it,
 * the schema included, is store_verify()'s.  `verdict` is begun anew. */
bool store_check(struct store *store, struct arena *arena,
		 struct store_verdict *verdict, struct error *err);

/* A dump of all derived rows, for tests that compare live with rebuilt. */
char *store_derived_text(struct store *store, struct arena *arena);

#endif
