/* See search.h.  Session by session, by the index of days; in each the folded texts. */
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "base/str.h"
#include "base/text.h"
#include "content/pack.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/hit.h"
#include "store/journal.h"
#include "store/said.h"
#include "workshop/event.h"
#include "workshop/session.h"

/* Up to how many sessions all texts are looked through first, and how many sessions with
 * something in them are worth remembering: a word that more have is found soon. */
enum { WORDS_MAX = 8, SIFT_SESSIONS = 2000, SIFTED_MAX = 200 };

struct search {
	struct store *store;
	struct arena *life, *row; /* row: one session, one hit */
	size_t words;
	const char *word[WORDS_MAX]; /* folded */
	sqlite3_stmt *sessions, *session, *texts, *event, *place, *name; /* asked again and again */
	const char *hit_session; /* whose people are named */
	bool begun, sifted;      /* sifted: in no session but `only` is anything */
	const char *only[SIFTED_MAX]; size_t only_count; /* ids, in order */
	struct str held_on; int64_t number; /* the last one that was looked through */
	bool over;
};

/* Only what stands in the index of days; the rest is asked where something is found. */
static const char sessions_sql[] =
	"SELECT number, id, held_on FROM session"
	" WHERE :first OR (held_on, number) < (:held_on, :number)"
	" ORDER BY held_on DESC, number DESC LIMIT :most";

static const char session_sql[] =
	"SELECT id, title, organisation, entity, held_on, pack FROM session WHERE id = :id";

static const char event_sql[] = "SELECT at, kind, body FROM event WHERE session = :id AND n = :n";

/* Found again by its words: what an event is about stands in its body, or in the
 * record that the body names; else it is where the meeting was. */
static const char item_sql[] =
	"SELECT coalesce(json_extract(e.body, '$.item'),"
	" (SELECT item FROM round r WHERE r.session = e.session AND r.id = json_extract(e.body, '$.round')),"
	" (SELECT item FROM acceptance a WHERE a.session = e.session AND a.id = json_extract(e.body, '$.acceptance')),"
	" (SELECT item FROM action a WHERE a.session = e.session AND a.id = json_extract(e.body, '$.action')),"
	" (SELECT item FROM decision d WHERE d.session = e.session AND d.id = json_extract(e.body, '$.decision')),"
	" (SELECT json_extract(p.body, '$.item') FROM event p WHERE p.session = e.session AND p.n < e.n"
	"  AND p.kind = 'item_entered' ORDER BY p.n DESC LIMIT 1)),"
	" (SELECT u.n FROM event u WHERE u.session = e.session AND u.n > e.n AND u.kind = 'undone'"
	"  AND json_extract(u.body, '$.event') = e.n)"
	" FROM event e WHERE e.session = :id AND e.n = :n";

static const char name_sql[] = "SELECT name FROM participant WHERE session = :id AND id = :participant";

/* Words are parted by spaces, of either width. */
static void split(struct search *search, const char *text)
{
	const char *folded = text_fold(search->life, text);

	while (*folded && search->words < WORDS_MAX) {
		size_t length;

		folded += strspn(folded, " \t\n");
		length = strcspn(folded, " \t\n");
		if (length > 0)
			search->word[search->words++] = arena_strndup(search->life, folded, length);
		folded += length;
	}
}

static const char words_type[] = "entaku search words";

/* holds(text, words): all of them.  What the library's instr() does byte by byte, libc
 * does many bytes at a time. */
static void holds(sqlite3_context *context, int count, sqlite3_value **value)
{
	const struct search *search = count == 2 ? sqlite3_value_pointer(value[1], words_type) : NULL;
	const char *text = search ? (const char *)sqlite3_value_text(value[0]) : NULL;
	bool all = text != NULL;

	for (size_t i = 0; all && i < search->words; i++)
		all = strstr(text, search->word[i]) != NULL;
	if (search && !text)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_int(context, all);
}

/* Busy where another search goes on: then the function is there. */
static bool add_function(struct store *store, struct error *err)
{
	int code = sqlite3_create_function_v2(store->db, "holds", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, holds, NULL,
					      NULL, NULL);

	return code == SQLITE_OK || code == SQLITE_BUSY || db_fail(store, err);
}

static sqlite3_stmt *prepare_texts(struct search *search, struct error *err)
{
	sqlite3_stmt *statement;

	if (!add_function(search->store, err))
		return NULL;
	statement = db_prepare(search->store, "SELECT n FROM said WHERE session = :id AND holds(text, :words)"
			       " ORDER BY n DESC", err);
	if (statement)
		sqlite3_bind_pointer(statement, sqlite3_bind_parameter_index(statement, ":words"), search, words_type, NULL);
	return statement;
}

struct search *store_search(struct store *store, const char *text, struct error *err)
{
	struct search *search = calloc(1, sizeof(*search));

	if (!search)
		log_fatal("out of memory");
	search->store = store;
	search->held_on = (struct str)STR_INIT;
	search->life = arena_new();
	search->row = arena_new();
	split(search, text);
	if (search->words == 0) {
		error_set(err, ERROR_USAGE, "%s", T(DB_SEARCH_EMPTY));
		search_free(search);
		return NULL;
	}
	search->sessions = db_prepare(store, sessions_sql, err);
	search->texts = search->sessions ? prepare_texts(search, err) : NULL;
	search->session = search->texts ? db_prepare(store, session_sql, err) : NULL;
	search->event = search->session ? db_prepare(store, event_sql, err) : NULL;
	search->place = search->event ? db_prepare(store, item_sql, err) : NULL;
	search->name = search->place ? db_prepare(store, name_sql, err) : NULL;
	if (search->name)
		return search;
	search_free(search);
	return NULL;
}

void search_free(struct search *search)
{
	if (!search)
		return;
	sqlite3_finalize(search->sessions);
	sqlite3_finalize(search->session);
	sqlite3_finalize(search->texts);
	sqlite3_finalize(search->event);
	sqlite3_finalize(search->place);
	sqlite3_finalize(search->name);
	str_release(&search->held_on);
	arena_free(search->row);
	arena_free(search->life);
	free(search);
}

bool search_is_over(const struct search *search)
{
	return search->over;
}

/* As the session calls its people now. */
static const char *name_of(const void *with, const char *id)
{
	const struct search *search = with;
	const char *name = NULL;

	/* Most texts are no ids, and not asked for. */
	if (strlen(id) > PACK_ID_MAX || strpbrk(id, " \t\n") || *id & 0x80)
		return NULL;
	sqlite3_reset(search->name);
	db_text(search->name, ":id", search->hit_session);
	db_text(search->name, ":participant", id);
	if (sqlite3_step(search->name) == SQLITE_ROW)
		name = db_column(search->name, 0, search->row);
	sqlite3_reset(search->name);
	return name;
}

/* Asks a statement about the hit: SQLITE_ROW, SQLITE_DONE (there is no such row), or what
 * went wrong. */
static int ask(sqlite3_stmt *statement, const struct store_hit *hit)
{
	sqlite3_reset(statement);
	db_text(statement, ":id", hit->session);
	db_int(statement, ":n", hit->n);
	return sqlite3_step(statement);
}

/* The event itself, and what it is about.  False: it could not be read. */
static bool read_event(struct search *search, struct store_hit *hit, struct error *err)
{
	struct event event = { .n = hit->n };
	const char *body = NULL;
	int found = ask(search->event, hit), placed;

	if (found == SQLITE_ROW) {
		hit->at = db_column(search->event, 0, search->row);
		hit->kind = db_column(search->event, 1, search->row);
		body = db_column(search->event, 2, search->row);
	}
	event.kind = hit->kind ? event_kind_find(hit->kind) : NULL;
	event.body = body ? json_read(search->row, body, strlen(body), JOURNAL_DEPTH_MAX, NULL) : NULL;
	if (found != SQLITE_ROW && found != SQLITE_DONE)
		return db_fail(search->store, err);
	search->hit_session = hit->session;
	if (event.body)
		hit_say(&(struct said_names){ name_of, search }, &event, search->word, search->words, search->row, hit);
	placed = ask(search->place, hit);
	if (placed == SQLITE_ROW) {
		hit->item = db_column(search->place, 0, search->row);
		hit->undone_by = sqlite3_column_int64(search->place, 1);
	} else if (placed != SQLITE_DONE && db_was_hindered(search->store)) {
		/* A body that somebody made unreadable is only without a place. */
		return db_fail(search->store, err);
	}
	sqlite3_reset(search->event);
	sqlite3_reset(search->place);
	return true;
}

/* What there is to say of the session, once something is found in it. */
static void read_session(struct search *search, struct store_hit *hit)
{
	const char **texts[] = { &hit->session, &hit->title, &hit->organisation, &hit->entity, &hit->held_on, &hit->pack };
	bool there;

	if (hit->session)
		return;
	hit->number = sqlite3_column_int64(search->sessions, 0);
	db_text(search->session, ":id", db_column_text(search->sessions, 1));
	there = sqlite3_step(search->session) == SQLITE_ROW;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		*texts[i] = there ? db_column(search->session, (int)i, search->row) : NULL;
		if (!*texts[i])
			*texts[i] = "";
	}
	sqlite3_reset(search->session);
}

/* The hits in the session that the statement stands on. */
static bool look_into(struct search *search, bool (*each)(void *with, const struct store_hit *hit), void *with,
		      struct error *err)
{
	struct store_hit hit = { .session = NULL };
	int code = SQLITE_ROW;
	bool good = true;

	db_text(search->texts, ":id", db_column_text(search->sessions, 1));
	while (good && !search->over && (code = sqlite3_step(search->texts)) == SQLITE_ROW) {
		read_session(search, &hit);
		hit.n = sqlite3_column_int64(search->texts, 0);
		hit.at = hit.kind = hit.item = hit.who = NULL;
		hit.text = "";
		hit.undone_by = 0;
		good = read_event(search, &hit, err);
		if (good)
			search->over = !each(with, &hit);
	}
	if (hit.session)
		arena_reset(search->row);
	sqlite3_reset(search->texts);
	return good && (code == SQLITE_ROW || code == SQLITE_DONE || db_fail(search->store, err));
}

/* Where the next step goes on. */
static void remember_place(struct search *search)
{
	const char *held_on = db_column_text(search->sessions, 2);

	str_clear(&search->held_on);
	str_add(&search->held_on, held_on ? held_on : "");
	search->number = sqlite3_column_int64(search->sessions, 0);
}

/*
 * In a file that is not large, one pass through all texts as they lie: it is several
 * times as fast as session by session in the order of days, and tells which of them
 * need no look.
 */
static bool sift(struct search *search, struct error *err)
{
	sqlite3_stmt *statement;
	int code;

	search->begun = true;
	if (db_number(search->store, "SELECT count(*) FROM (SELECT 1 FROM session LIMIT 2001)", SIFT_SESSIONS + 1) >
	    SIFT_SESSIONS)
		return true;
	statement = db_prepare(search->store, "SELECT session FROM said WHERE holds(text, :words)", err);
	if (!statement)
		return false;
	sqlite3_bind_pointer(statement, 1, search, words_type, NULL);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW && search->only_count < SIFTED_MAX) {
		const char *id = db_column_text(statement, 0);

		/* They lie by session. */
		if (id && (search->only_count == 0 || strcmp(search->only[search->only_count - 1], id) != 0))
			search->only[search->only_count++] = arena_strdup(search->life, id);
	}
	search->sifted = code == SQLITE_DONE;
	if (code != SQLITE_DONE && code != SQLITE_ROW)
		db_fail(search->store, err);
	sqlite3_finalize(statement);
	return code == SQLITE_DONE || code == SQLITE_ROW;
}

static bool may_hold(const struct search *search, const char *id)
{
	size_t low = 0, high = search->only_count;

	while (search->sifted && id && low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(search->only[middle], id);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return !search->sifted;
}

bool search_step(struct search *search, size_t sessions, bool (*each)(void *with, const struct store_hit *hit),
		 void *with, struct error *err)
{
	size_t seen = 0;
	bool good = search->begun || sift(search, err);
	int code = SQLITE_ROW;

	/* Nothing anywhere. */
	search->over = search->over || (search->sifted && search->only_count == 0);
	db_int(search->sessions, ":first", search->number == 0);
	db_text(search->sessions, ":held_on", search->held_on.text);
	db_int(search->sessions, ":number", search->number);
	db_int(search->sessions, ":most", (int64_t)sessions);
	while (good && !search->over && (code = sqlite3_step(search->sessions)) == SQLITE_ROW) {
		if (may_hold(search, db_column_text(search->sessions, 1)))
			good = look_into(search, each, with, err);
		if (++seen == sessions)
			remember_place(search);
	}
	if (good && code != SQLITE_ROW && code != SQLITE_DONE)
		good = db_fail(search->store, err);
	sqlite3_reset(search->sessions);
	search->over = search->over || !good || seen < sessions;
	return good;
}
