/*
 * Verifying: every row of the journal against the one before it, the seals,
 * the rules, and the derived tables.  Works on files that somebody changed, so
 * nothing here trusts what it reads.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/faults.h"
#include "store/journal.h"
#include "store/schema.h"
#include "store/store.h"
#include "workshop/session.h"

/* One session being walked. */
struct walk {
	struct store *store;
	struct arena *arena;      /* the verdict's */
	struct store_verdict *verdict;
	struct arena *pack_arena;
	struct session *session;  /* NULL: its pack is missing, rules can't be asked */
	const char *id;
	int64_t number;           /* order of arrival */
	int64_t n, seq;           /* of the row before */
	int64_t sealed_n;
	char hash[HASH_SIZE];     /* of the row before */
};

__attribute__((format(printf, 4, 5)))
static void fault(struct walk *walk, int64_t n, int64_t seq, const char *format, ...)
{
	struct str words = STR_INIT;
	va_list args;

	va_start(args, format);
	str_printf(&words, T(VERIFY_SESSION), (long long)walk->number);
	str_vprintf(&words, format, args);
	va_end(args);
	faults_add(walk->verdict, walk->arena, walk->number, walk->id, n, seq, words.text);
	str_release(&words);
}

static void check_chain(struct walk *walk, const struct journal_row *row)
{
	char hash[HASH_SIZE];

	if (row->n > walk->n + 1)
		fault(walk, walk->n + 1, row->seq, T(VERIFY_MISSING), (long long)(walk->n + 1),
		      (long long)(row->n - 1));
	store_event_hash(row->prev, row->n, row->at, row->kind, row->body, hash);
	if (strcmp(hash, row->hash) != 0)
		fault(walk, row->n, row->seq, T(VERIFY_CHANGED), (long long)row->n, (long long)row->seq);
	else if (strcmp(row->prev, walk->hash) != 0)
		fault(walk, row->n, row->seq, T(VERIFY_UNLINKED), (long long)row->n, (long long)row->seq,
		      (long long)(row->n - 1));
	if (row->seq <= walk->seq)
		fault(walk, row->n, row->seq, T(VERIFY_ORDER), (long long)row->n, (long long)row->seq,
		      (long long)(row->n - 1), (long long)walk->seq);
}

static bool canonical(const struct event *event, const char *body)
{
	struct str again = STR_INIT;
	bool same;

	json_write(&again, event->body);
	same = strcmp(again.text, body) == 0;
	str_release(&again);
	return same;
}

/* The rules, asked as when the event was new. */
static void check_rules(struct walk *walk, const struct journal_row *row, struct event *event)
{
	struct error why = { ERROR_NONE, "" };
	const struct pack *pack;
	bool known;

	if (row->n == 1 && !walk->session) {
		pack = journal_pack(walk->store, walk->pack_arena, event->body, &why);
		walk->session = pack ? session_new(pack) : NULL;
		if (!pack)
			fault(walk, row->n, row->seq, "%s", why.text);
	}
	if (!walk->session || (int64_t)walk->session->event_count + 1 != row->n)
		return;
	event->kind = event_kind_find(event->kind_name);
	known = event->kind && !walk->session->unknown_kind && !walk->session->broken_n;
	if (known && !session_check(walk->session, event, &why))
		fault(walk, row->n, row->seq, T(VERIFY_RULES), (long long)row->n, (long long)row->seq, why.text);
	session_apply(walk->session, event);
}

static bool check_row(void *with, const struct journal_row *row)
{
	struct walk *walk = with;
	struct arena *arena = arena_new();
	struct event event;

	walk->verdict->events++;
	check_chain(walk, row);
	if (!journal_event(arena, row, &event))
		fault(walk, row->n, row->seq, T(VERIFY_BODY), (long long)row->n, (long long)row->seq);
	else if (!canonical(&event, row->body))
		fault(walk, row->n, row->seq, T(VERIFY_SPELLING), (long long)row->n, (long long)row->seq);
	else
		check_rules(walk, row, &event);
	if (walk->sealed_n && strcmp(row->session, walk->id) == 0)
		fault(walk, row->n, row->seq, T(VERIFY_AFTER_SEAL), (long long)row->n, (long long)row->seq,
		      (long long)walk->sealed_n);
	if (strcmp(row->kind, "session_sealed") == 0 && !walk->sealed_n)
		walk->sealed_n = row->n;
	walk->n = row->n;
	walk->seq = row->seq;
	snprintf(walk->hash, sizeof(walk->hash), "%s", row->hash);
	arena_free(arena);
	return true;
}

/* The seal kept apart, and what the derived row remembers. */
static void check_end(struct walk *walk)
{
	sqlite3_stmt *statement = db_prepare(walk->store, "SELECT n, head, 0 FROM seal WHERE session = :id"
		" UNION ALL SELECT events, head, 1 FROM session WHERE id = :id ORDER BY 3", NULL);
	bool seal = false;

	if (!statement)
		return;
	db_text(statement, ":id", walk->id);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		int64_t n = sqlite3_column_int64(statement, 0);
		const char *head = (const char *)sqlite3_column_text(statement, 1);
		bool derived = sqlite3_column_int(statement, 2) == 1;

		seal |= !derived;
		if (n > walk->n)
			fault(walk, walk->n + 1, 0, derived ? T(VERIFY_TAIL) : T(VERIFY_SEALED_TAIL),
			      (long long)(walk->n + 1), (long long)n);
		else if (!derived && n == walk->n && head && strcmp(head, walk->hash) != 0)
			fault(walk, n, walk->seq, T(VERIFY_SEAL_HEAD), (long long)n);
	}
	sqlite3_finalize(statement);
	if (walk->sealed_n && !seal)
		fault(walk, walk->sealed_n, 0, T(VERIFY_NO_SEAL), (long long)walk->sealed_n);
}

/* The derived tables in memory as they should be. */
static bool rebuild_aside(struct walk *walk, struct str *text)
{
	struct store aside = { .path = ":memory:" };
	bool good = sqlite3_open(":memory:", &aside.db) == SQLITE_OK;

	good = good && derive_reset(&aside, NULL) &&
	       derive_whole(&aside, walk->session, walk->number, NULL) &&
	       derive_dump(&aside, walk->id, text, NULL);
	sqlite3_close(aside.db);
	return good;
}

/* The first line in which two sorted dumps differ, cut to what helps. */
static void first_difference(const char *a, const char *b, char *line, size_t size)
{
	const char *start;
	size_t same = 0, length;

	while (a[same] && a[same] == b[same])
		same++;
	while (same > 0 && a[same - 1] != '\n')
		same--;
	start = a[same] ? a + same : b + same;
	length = strcspn(start, "\n");
	snprintf(line, size, "%.*s", (int)(length < 100 ? length : 100), start);
}

static void check_derived(struct walk *walk)
{
	struct str live = STR_INIT, again = STR_INIT;
	char line[128];

	if (!walk->session || !walk->session->now.opened)
		return;
	if (!derive_dump(walk->store, walk->id, &live, NULL)) {
		fault(walk, 0, 0, "%s", T(VERIFY_NO_DERIVED));
	} else if (rebuild_aside(walk, &again) && strcmp(live.text, again.text) != 0) {
		first_difference(live.text, again.text, line, sizeof(line));
		fault(walk, 0, 0, T(VERIFY_DERIVED), line);
	}
	str_release(&live);
	str_release(&again);
}

static bool verify_session(struct walk *walk, struct error *err)
{
	bool good;

	memcpy(walk->hash, journal_zero, sizeof(journal_zero));
	walk->pack_arena = arena_new();
	good = journal_walk(walk->store, walk->id, "n", check_row, walk, err);
	if (good) {
		check_end(walk);
		check_derived(walk);
		walk->verdict->sessions++;
		walk->verdict->head = arena_strdup(walk->arena, walk->hash);
	}
	session_free(walk->session);
	arena_free(walk->pack_arena);
	return good;
}

/* Rows that are gone from the file as a whole, whichever session they were of. */
static void check_file(struct store *store, struct arena *arena, struct store_verdict *verdict)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT seq FROM event ORDER BY seq", NULL);
	struct walk walk = { .store = store, .arena = arena, .verdict = verdict, .id = "" };
	int64_t last = 0, given = db_number(store, "SELECT seq FROM sqlite_sequence WHERE name = 'event'", 0);
	char words[200];

	while (statement && sqlite3_step(statement) == SQLITE_ROW) {
		int64_t seq = sqlite3_column_int64(statement, 0);

		if (seq > last + 1) {
			snprintf(words, sizeof(words), T(VERIFY_SEQ_GAP), (long long)(last + 1), (long long)(seq - 1));
			faults_add(verdict, walk.arena, 0, "", 0, last + 1, words);
		}
		last = seq;
	}
	sqlite3_finalize(statement);
	if (given > last) {
		snprintf(words, sizeof(words), T(VERIFY_SEQ_TAIL), (long long)(last + 1), (long long)given);
		faults_add(verdict, arena, 0, "", 0, last + 1, words);
	}
}

/* Sessions that other tables know but the journal does not. */
static void check_orphans(struct store *store, struct arena *arena, struct store_verdict *verdict)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT id FROM session UNION SELECT session FROM seal"
		" EXCEPT SELECT session FROM event", NULL);

	while (statement && sqlite3_step(statement) == SQLITE_ROW) {
		const char *id = db_column(statement, 0, arena);
		char words[200];

		snprintf(words, sizeof(words), T(VERIFY_ORPHAN), id);
		faults_add(verdict, arena, 0, id, 0, 0, words);
	}
	sqlite3_finalize(statement);
}

bool store_verify(struct store *store, struct arena *arena, const char *id,
		  struct store_verdict *verdict, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT session FROM event GROUP BY session ORDER BY min(seq)", err);
	int64_t number = 0;
	char object[80];
	bool good = statement != NULL;

	*verdict = (struct store_verdict){ .sessions = 0 };
	if (good && !schema_compare(store, object, sizeof(object)))
		faults_schema(verdict, arena, object);
	while (good && sqlite3_step(statement) == SQLITE_ROW) {
		struct walk walk = { .store = store, .arena = arena, .verdict = verdict, .number = ++number,
				     .id = db_column(statement, 0, arena) };

		if (!id || strcmp(id, walk.id) == 0)
			good = verify_session(&walk, err);
	}
	sqlite3_finalize(statement);
	if (!good)
		return false;
	check_file(store, arena, verdict);
	check_orphans(store, arena, verdict);
	if (!id)
		verdict->head = NULL;
	return true;
}
