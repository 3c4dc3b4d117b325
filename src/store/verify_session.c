/*
 * One session under verify: every row against the one before it, the rules,
 * the seal, and the derived rows against those made anew.  Works on files that
 * somebody changed, so nothing here trusts what it reads.
 */
#include "store/verify.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/derive.h"
#include "store/journal.h"
#include "workshop/session.h"

/* One session being walked. */
struct walk {
	struct verify *verify;
	struct error *err;
	bool failed;              /* the file could not be read, `err` says why */
	struct session *session;  /* NULL: it can't be folded, rules can't be asked */
	const char *id;
	int64_t number;
	int64_t rows, n, seq;     /* so far; of the row before */
	char hash[HASH_SIZE];     /* of the row before */
	int64_t sealed_n;         /* of session_sealed, with its hash and instant */
	char sealed_hash[HASH_SIZE], sealed_at[32];
};

#define FAULT(walk, n, seq, ...) \
	faults_add(&(walk)->verify->faults, \
		   (struct fault_at){ (walk)->number, (walk)->id, (n), (seq) }, __VA_ARGS__)

/* Events `first` to `last` are gone. */
#define FAULT_GONE(walk, at_seq, one, several, first, last) \
	FAULTS_ADD_SPAN(&(walk)->verify->faults, \
			((struct fault_at){ (walk)->number, (walk)->id, (first), (at_seq) }), \
			one, several, first, last)

static void check_chain(struct walk *walk, const struct journal_row *row)
{
	long long n = row->n, seq = row->seq;
	char hash[HASH_SIZE];

	if (row->n > walk->n + 1)
		FAULT_GONE(walk, row->seq, T(VERIFY_MISSING_ONE), T(VERIFY_MISSING), walk->n + 1, row->n - 1);
	store_event_hash(row->prev, row->n, row->at, row->kind, row->body, hash);
	if (row->odd || strcmp(hash, row->hash) != 0)
		FAULT(walk, row->n, row->seq, T(VERIFY_CHANGED), n, seq);
	else if (strcmp(row->prev, walk->hash) != 0)
		FAULT(walk, row->n, row->seq, T(VERIFY_UNLINKED), n, seq, n - 1);
	if (row->seq <= walk->seq)
		FAULT(walk, row->n, row->seq, T(VERIFY_ORDER), n, seq, n - 1, (long long)walk->seq);
}

static bool is_canonical(const struct event *event, const char *body)
{
	struct str again = STR_INIT;
	bool same;

	json_write(&again, event->body);
	same = strcmp(again.text, body) == 0;
	str_release(&again);
	return same;
}

/* The first row says which session it is, and what was shown in it. */
static void begin(struct walk *walk, const struct journal_row *row, const struct event *event)
{
	const char *id = json_get_text(event->body, "id");
	const struct pack *pack;
	struct error why = { ERROR_NONE, "" };
	bool whole;

	if (strcmp(row->kind, "session_opened") != 0) {
		FAULT(walk, row->n, row->seq, T(VERIFY_FIRST), (long long)row->n, (long long)row->seq);
		return;
	}
	if (!id || strcmp(id, row->session) != 0)
		FAULT(walk, row->n, row->seq, T(VERIFY_ID), row->session, id ? id : "");
	if (!journal_content_is_whole(walk->verify->store, event->body, &whole, walk->err)) {
		walk->failed = true;
		return;
	}
	if (!whole)
		FAULT(walk, row->n, row->seq, T(VERIFY_CONTENT), (long long)row->n);
	pack = journal_pack(walk->verify->store, &walk->verify->shelf, event->body, &why);
	if (pack)
		walk->session = session_new(pack);
	else if (why.class != ERROR_DATA)
		walk->failed = !error_set(walk->err, why.class, "%s", why.text);
	else if (whole)
		FAULT(walk, row->n, row->seq, "%s", why.text);
}

/* The rules, asked as when the event was new. */
static void check_rules(struct walk *walk, const struct journal_row *row, struct event *event)
{
	struct session *session;
	struct error why;

	if (walk->rows == 1)
		begin(walk, row, event);
	session = walk->session;
	if (!session || (int64_t)session->event_count + 1 != row->n)
		return;
	event->kind = event_kind_find(event->kind_name);
	/* After a row that can't be folded nothing can be said about the next ones. */
	if (event->kind && !session->unknown_kind && !session->broken_n && !walk->sealed_n &&
	    !session_check(session, event, &why))
		FAULT(walk, row->n, row->seq, T(VERIFY_RULES), (long long)row->n, (long long)row->seq, why.text);
	session_apply(session, event);
}

static void note_seal(struct walk *walk, const struct journal_row *row)
{
	walk->sealed_n = row->n;
	snprintf(walk->sealed_hash, sizeof(walk->sealed_hash), "%s", row->hash);
	snprintf(walk->sealed_at, sizeof(walk->sealed_at), "%s", row->at);
}

static bool check_row(void *with, const struct journal_row *row)
{
	struct walk *walk = with;
	struct arena *arena = arena_new();
	struct event event;

	walk->verify->faults.verdict->events++;
	walk->rows++;
	check_chain(walk, row);
	if (!journal_event(arena, row, &event))
		FAULT(walk, row->n, row->seq, T(VERIFY_BODY), (long long)row->n, (long long)row->seq);
	else if (!is_canonical(&event, row->body))
		FAULT(walk, row->n, row->seq, T(VERIFY_SPELLING), (long long)row->n, (long long)row->seq);
	else
		check_rules(walk, row, &event);
	if (walk->sealed_n)
		FAULT(walk, row->n, row->seq, T(VERIFY_AFTER_SEAL), (long long)row->n, (long long)row->seq,
		      (long long)walk->sealed_n);
	else if (strcmp(row->kind, "session_sealed") == 0)
		note_seal(walk, row);
	walk->n = row->n;
	walk->seq = row->seq;
	snprintf(walk->hash, sizeof(walk->hash), "%s", row->hash);
	arena_free(arena);
	return !walk->failed;
}

/* A table that somebody took away is a fault, also where one session alone is looked at;
 * anything else means that nothing can be said. */
static bool could_not_ask(struct walk *walk)
{
	struct store *store = walk->verify->store;
	struct error why;

	if ((sqlite3_errcode(store->db) & 0xff) != SQLITE_ERROR)
		return db_fail(store, walk->err);
	db_fail(store, &why);
	FAULT(walk, 0, 0, "%s", why.text);
	return true;
}

/* The seal is kept apart from the journal: it knows how far the session went. */
static bool check_seal(struct walk *walk)
{
	sqlite3_stmt *statement = db_prepare(walk->verify->store,
					     "SELECT n, head, at FROM seal WHERE session = :id", NULL);
	int code;

	if (!statement)
		return could_not_ask(walk);
	db_text(statement, ":id", walk->id);
	code = sqlite3_step(statement);
	if (code == SQLITE_DONE && walk->sealed_n) {
		FAULT(walk, walk->sealed_n, 0, T(VERIFY_NO_SEAL), (long long)walk->sealed_n);
	} else if (code == SQLITE_ROW) {
		int64_t n = sqlite3_column_int64(statement, 0);
		const char *head = db_column_text(statement, 1);
		const char *at = db_column_text(statement, 2);

		if (n > walk->n)
			FAULT_GONE(walk, 0, T(VERIFY_SEALED_TAIL_ONE), T(VERIFY_SEALED_TAIL), walk->n + 1, n);
		else if (n != walk->sealed_n || !head || strcmp(head, walk->sealed_hash) != 0 || !at ||
			 strcmp(at, walk->sealed_at) != 0)
			FAULT(walk, n, 0, T(VERIFY_SEAL_HEAD), (long long)n);
	} else if (code != SQLITE_DONE) {
		walk->failed = !db_fail(walk->verify->store, walk->err);
	}
	sqlite3_finalize(statement);
	return !walk->failed;
}

/* The derived row remembers how many events there were. */
static bool check_tail(struct walk *walk)
{
	sqlite3_stmt *statement = db_prepare(walk->verify->store,
					     "SELECT events FROM session WHERE id = :id", NULL);
	int64_t events = 0;
	int code;

	if (!statement)
		return could_not_ask(walk);
	db_text(statement, ":id", walk->id);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		events = sqlite3_column_int64(statement, 0);
	else if (code != SQLITE_DONE)
		walk->failed = !db_fail(walk->verify->store, walk->err);
	if (events > walk->n)
		FAULT_GONE(walk, 0, T(VERIFY_TAIL_ONE), T(VERIFY_TAIL), walk->n + 1, events);
	sqlite3_finalize(statement);
	return !walk->failed;
}

/* The derived rows as they should be; dropped again at once. */
static bool derive_aside(struct walk *walk, struct str *text)
{
	struct store *aside = &walk->verify->aside;
	bool good = db_begin(aside, walk->err) &&
		    derive_whole(aside, walk->session, walk->number, walk->err) &&
		    derive_dump(aside, walk->id, text, walk->err);

	db_rollback(aside);
	return good;
}

/* The first whole line of `a` that `b` has not, or NULL. */
static const char *line_without(const char *a, const char *b, struct str *scratch)
{
	for (size_t length; *a; a += length) {
		const char *found = b;

		length = strcspn(a, "\n") + 1;
		str_clear(scratch);
		str_add_bytes(scratch, a, length);
		while ((found = strstr(found, scratch->text)) && found > b && found[-1] != '\n')
			found++;
		if (!found)
			return a;
	}
	return NULL;
}

/* The first row that is there and should not be so, or else the first that is
 * not there; cut to what helps. */
static const char *first_difference(const char *live, const char *right, int *length)
{
	enum { SHOWN = 100 };
	struct str scratch = STR_INIT;
	const char *line = line_without(live, right, &scratch);
	size_t whole;

	if (!line)
		line = line_without(right, live, &scratch);
	str_release(&scratch);
	line = line ? line : live;
	whole = strcspn(line, "\n");
	if (whole > SHOWN)
		for (whole = SHOWN; whole > 0 && ((unsigned char)line[whole] & 0xc0) == 0x80;)
			whole--; /* never within a character */
	*length = (int)whole;
	return line;
}

/* Where the journal itself was changed, what the derived rows say is evidence,
 * and a rebuild would destroy it. */
static bool check_derived(struct walk *walk, bool sound)
{
	struct store *store = walk->verify->store;
	struct str live = STR_INIT, again = STR_INIT;
	bool good = true;
	const char *line;
	int length;

	if (!walk->session || !walk->session->now.opened ||
	    (int64_t)walk->session->event_count != walk->rows)
		return true;
	if (!derive_dump(store, walk->id, &live, walk->err)) {
		good = (sqlite3_errcode(store->db) & 0xff) == SQLITE_ERROR;
		if (good)
			FAULT(walk, 0, 0, "%s", T(VERIFY_NO_DERIVED));
	} else if (!derive_aside(walk, &again)) {
		good = false;
	} else if (strcmp(live.text, again.text) != 0) {
		line = first_difference(live.text, again.text, &length);
		FAULT(walk, 0, 0, sound ? T(VERIFY_DERIVED) : T(VERIFY_EVIDENCE), length, line);
	}
	str_release(&live);
	str_release(&again);
	return good;
}

bool verify_session(struct verify *verify, const char *id, int64_t number, char *head, struct error *err)
{
	struct walk walk = { .verify = verify, .err = err, .id = id, .number = number };
	struct store_verdict *verdict = verify->faults.verdict;
	size_t faults = verdict->faults;
	bool good;

	memcpy(walk.hash, journal_zero, sizeof(journal_zero));
	good = journal_walk(verify->store, id, "n", check_row, &walk, err) && !walk.failed &&
	       check_seal(&walk) && check_tail(&walk) && check_derived(&walk, verdict->faults == faults);
	if (good) {
		verdict->sessions++;
		memcpy(head, walk.hash, HASH_SIZE);
	}
	session_free(walk.session);
	return good;
}
