/* See bundle.h. */
#include "store/bundle.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/journal.h"
#include "store/kept.h"
#include "store/store.h"
#include "workshop/session.h"

enum { FORMAT = 1, LINE_DEPTH_MAX = 4, WAITING_MAX = 16 };
/* A line has a handful of members; a body as many values as fit a line of `entaku apply`. */
enum { LINE_SIGNS_MAX = 64, BODY_SIGNS_MAX = 1000 * 1000 };

/* ---- out ------------------------------------------------------------------------------------ */

static void put_line(struct str *out, const struct json *line)
{
	json_write(out, line);
	str_add_char(out, '\n');
}

/* Has a session before this one brought the file? */
static bool is_in(const struct str *out, struct arena *arena, const char *hash)
{
	return strstr(out->text, arena_printf(arena, "{\"content\":\"%s\",", hash)) != NULL;
}

/* The files of the pack, as the first event names them, each once a bundle. */
static bool put_content(struct store *store, struct arena *arena, const struct session *session, struct str *out,
			struct error *err)
{
	const struct json *names = session->now.content;

	for (size_t i = 0; names && i < names->count; i++) {
		sqlite3_stmt *statement;
		struct json *line = json_map(arena);
		bool there;

		if (is_in(out, arena, names->child[i]->text))
			continue;
		statement = db_prepare(store, "SELECT yaml FROM content WHERE sha256 = :hash", err);
		if (!statement)
			return false;
		db_text(statement, ":hash", names->child[i]->text);
		there = sqlite3_step(statement) == SQLITE_ROW;
		json_put_text(arena, line, "content", names->child[i]->text);
		json_put_text(arena, line, "yaml", there ? db_column(statement, 0, arena) : "");
		sqlite3_finalize(statement);
		if (!there)
			return error_set(err, ERROR_DATA, T(DB_NO_PACK), store->path, names->child[i]->text);
		put_line(out, line);
	}
	return true;
}

struct telling { struct arena *arena; struct str *out; };

/* Bodies stand as texts: the very bytes that were hashed. */
static bool put_row(void *with, const struct journal_row *row)
{
	const struct telling *telling = with;
	struct json *line = json_map(telling->arena);

	json_put_int(telling->arena, line, "n", row->n);
	json_put_text(telling->arena, line, "at", row->at);
	json_put_text(telling->arena, line, "kind", row->kind);
	json_put_text(telling->arena, line, "body", row->body);
	json_put_text(telling->arena, line, "hash", row->hash);
	put_line(telling->out, line);
	return true;
}

static struct json *frame(struct arena *arena, const struct session *session, const char *name)
{
	struct json *line = json_map(arena);

	json_put_text(arena, line, name, session->now.id);
	json_put_int(arena, line, "events", (int64_t)session->event_count);
	json_put_text(arena, line, "head", session_head(session)->hash);
	return line;
}

static bool export(struct store *store, const char *id, struct str *out, struct error *err)
{
	struct session *session = store_load(store, id, err);
	struct arena *arena = arena_new();
	struct telling telling = { arena, out };
	struct json *first;
	bool good = session != NULL;

	if (good) {
		first = frame(arena, session, "bundle");
		json_put_int(arena, first, "format", FORMAT);
		put_line(out, first);
		good = put_content(store, arena, session, out, err) &&
		       journal_walk(store, session->now.id, "n", put_row, &telling, err);
		put_line(out, frame(arena, session, "end"));
	}
	store_session_free(session);
	arena_free(arena);
	return good;
}

/* A facilitator may be recording: its frame and its events are of one moment. */
bool store_export(struct store *store, const char *id, struct str *out, struct error *err)
{
	bool own, good = db_look_begin(store, &own, err) && export(store, id, out, err);

	db_look_end(store, own);
	return good;
}

/* ---- in ------------------------------------------------------------------------------------- */

struct reading {
	struct store *store;
	struct arena *arena;     /* of the caller */
	struct arena *line_arena;
	const char *at, *end;
	int line;                /* from 1 */
	struct shelf shelf;
	struct session *session; /* the one being taken in; NULL between two */
	const char *id;
	struct arena *waiting_arena; /* files until the first event names them */
	size_t waiting_count; struct waiting { const char *hash, *yaml; bool named; } waiting[WAITING_MAX];
	int64_t said, seen, had; /* events as the frame says, so far, there before */
	const char *head;
	struct store_imported *result;
	size_t count;
	struct error *err;
};

static bool wrong(struct reading *reading, const char *what)
{
	return error_set(reading->err, ERROR_DATA, T(BUNDLE_LINE), reading->line, what);
}

/* Brackets, commas and colons outside of texts: each value needs one.  A value takes a
 * hundred times the memory of its two bytes, and is there before anything can be said
 * of it. */
static bool has_at_most(const char *text, size_t length, size_t most)
{
	size_t signs = 0;
	bool in_text = false;

	for (size_t i = 0; i < length && signs <= most; i++) {
		if (in_text && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			in_text = !in_text;
		else if (!in_text && (text[i] == ',' || text[i] == ':' || text[i] == '[' || text[i] == '{'))
			signs++;
	}
	return signs <= most;
}

/* The next line as a value; NULL at the end, or where it is none (then `good` false). */
static struct json *next_line(struct reading *reading, bool *good)
{
	const char *newline = memchr(reading->at, '\n', (size_t)(reading->end - reading->at));
	const char *stop = newline ? newline : reading->end;
	struct json_fault fault;
	struct json *line;

	*good = true;
	if (reading->at == reading->end)
		return NULL;
	reading->line++;
	arena_reset(reading->line_arena);
	*good = has_at_most(reading->at, (size_t)(stop - reading->at), LINE_SIGNS_MAX) || wrong(reading, T(BUNDLE_NO_MAP));
	if (!*good)
		return NULL;
	line = json_read(reading->line_arena, reading->at, (size_t)(stop - reading->at), LINE_DEPTH_MAX, &fault);
	reading->at = newline ? newline + 1 : reading->end;
	*good = line && line->type == JSON_TYPE_MAP;
	if (!*good)
		wrong(reading, line ? T(BUNDLE_NO_MAP) : arena_printf(reading->line_arena, T(BUNDLE_NO_JSON), fault.column));
	return *good ? line : NULL;
}

static bool is_hash(const char *text)
{
	return text && strlen(text) == HASH_SIZE - 1 && strspn(text, "0123456789abcdef") == HASH_SIZE - 1;
}

/* As entaku gives ids out: nothing that could be taken for a number, an option, a path or
 * the beginning of another one. */
static bool is_id(const char *text)
{
	return text && strlen(text) <= 64 && strspn(text, "0123456789abcdefghijklmnopqrstuvwxyz-") == strlen(text) &&
	       text[0] != '-' && text[0] != '\0' && strchr(text, '-');
}

/* Is the session here already?  Then what comes is compared with it. */
static bool find_own(struct reading *reading)
{
	sqlite3_stmt *statement = db_prepare(reading->store, "SELECT count(*) FROM event WHERE session = :id",
					     reading->err);

	if (!statement)
		return false;
	db_text(statement, ":id", reading->id);
	reading->had = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	if (reading->had == 0)
		return true;
	reading->session = journal_load(reading->store, &reading->shelf, reading->id, reading->err);
	return reading->session != NULL;
}

static bool begin(struct reading *reading, const struct json *line)
{
	const char *id = json_get_text(line, "bundle"), *head = json_get_text(line, "head");

	if (reading->id)
		return wrong(reading, T(BUNDLE_NOT_ENDED));
	if (!is_id(id) || !is_hash(head) || json_get_int(line, "events", 0) < 1)
		return wrong(reading, T(BUNDLE_NO_FRAME));
	if (json_get_int(line, "format", 0) != FORMAT)
		return wrong(reading, T(BUNDLE_FORMAT));
	if (reading->count == BUNDLE_SESSIONS_MAX)
		return wrong(reading, T(BUNDLE_MANY));
	if (json_get_int(line, "events", 0) > BUNDLE_EVENTS_MAX)
		return error_set(reading->err, ERROR_DATA, T(BUNDLE_LONG), reading->line, BUNDLE_EVENTS_MAX);
	reading->id = arena_strdup(reading->arena, id);
	reading->head = arena_strdup(reading->arena, head);
	reading->said = json_get_int(line, "events", 0);
	reading->seen = 0;
	return find_own(reading);
}

/* A file of the pack; its name is its hash. */
static bool take_content(struct reading *reading, const struct json *line)
{
	const char *name = json_get_text(line, "content"), *yaml = json_get_text(line, "yaml");
	char hash[HASH_SIZE];

	if (!reading->id || reading->seen > 0)
		return wrong(reading, T(BUNDLE_NO_PLACE));
	kept_hash(yaml ? yaml : "", yaml ? strlen(yaml) : 0, hash);
	if (!yaml || !is_hash(name) || strcmp(name, hash) != 0 || reading->waiting_count == WAITING_MAX)
		return wrong(reading, T(BUNDLE_CONTENT));
	reading->waiting[reading->waiting_count++] = (struct waiting){ arena_strdup(reading->waiting_arena, name),
								       arena_strdup(reading->waiting_arena, yaml), false };
	return true;
}

/* The files that the first event names come into the file with it; others do not belong
 * to the session. */
static bool keep_content(struct reading *reading, const struct event *first)
{
	const struct json *names = json_get(first->body, "content");

	for (size_t i = 0; i < reading->waiting_count; i++) {
		struct waiting *file = &reading->waiting[i];

		for (size_t k = 0; names && names->type == JSON_TYPE_LIST && k < names->count; k++)
			file->named |= names->child[k]->type == JSON_TYPE_TEXT && strcmp(names->child[k]->text, file->hash) == 0;
		if (!file->named)
			return wrong(reading, T(BUNDLE_CONTENT_UNNAMED));
		if (reading->had == 0 && !kept_file(reading->store, file->yaml, file->hash, reading->err))
			return false;
	}
	reading->waiting_count = 0;
	arena_reset(reading->waiting_arena);
	return true;
}

static bool read_row(struct reading *reading, const struct json *line, struct event *event)
{
	const char *body = json_get_text(line, "body"), *at = json_get_text(line, "at");
	const char *kind = json_get_text(line, "kind");
	size_t length = body ? strlen(body) : 0;
	struct json *value = NULL;

	if (!has_at_most(body ? body : "", length, BODY_SIGNS_MAX))
		return wrong(reading, T(BUNDLE_BODY_LARGE));
	if (body)
		value = json_read(reading->line_arena, body, length, JOURNAL_DEPTH_MAX, NULL);
	*event = (struct event){ .kind_name = kind, .kind = kind ? event_kind_find(kind) : NULL, .body = value };
	if (!kind || !at || !body || !is_hash(json_get_text(line, "hash")))
		return wrong(reading, T(BUNDLE_ROW));
	if (!instant_parse(at, &event->at))
		return wrong(reading, T(BUNDLE_AT));
	if (!value || value->type != JSON_TYPE_MAP)
		return wrong(reading, T(BUNDLE_BODY));
	/* As everything is stored; two spellings of one letter would look the same. */
	if (strcmp(text_nfc(reading->line_arena, body), body) != 0)
		return wrong(reading, T(BUNDLE_NFC));
	return event->kind || wrong(reading, T(BUNDLE_NEWER));
}

/* What is here already must be the same; where it is not, the two have forked.  A hash
 * that its own line does not give was changed on the way. */
static bool compare_row(struct reading *reading, const struct json *line)
{
	const struct event *own = session_event(reading->session, reading->seen);
	const char *hash = json_get_text(line, "hash");
	char anew[HASH_SIZE];

	store_event_hash(reading->seen > 1 ? session_event(reading->session, reading->seen - 1)->hash : journal_zero,
			 reading->seen, json_get_text(line, "at"), json_get_text(line, "kind"),
			 json_get_text(line, "body"), anew);
	if (strcmp(own->hash, hash) == 0)
		return strcmp(anew, hash) == 0 || wrong(reading, T(BUNDLE_CHANGED));
	return error_set(reading->err, ERROR_DATA, T(BUNDLE_FORKED), reading->line, (long long)reading->seen,
			 session_head(reading->session)->hash, reading->head);
}

static bool open_new(struct reading *reading, const struct event *event)
{
	const struct pack *pack = journal_pack(reading->store, &reading->shelf, event->body, reading->err);

	if (!pack)
		return wrong(reading, T(BUNDLE_NO_PACK));
	reading->session = session_new(pack);
	if (!json_get_text(event->body, "id") || strcmp(json_get_text(event->body, "id"), reading->id) != 0)
		return wrong(reading, T(BUNDLE_OTHER_ID));
	return true;
}

static bool take_row(struct reading *reading, const struct json *line)
{
	const char *hash = json_get_text(line, "hash");
	struct error why = { ERROR_NONE, "" };
	struct event event;

	if (!reading->id || json_get_int(line, "n", 0) != reading->seen + 1)
		return wrong(reading, T(BUNDLE_ORDER));
	if (!read_row(reading, line, &event))
		return false;
	if (reading->seen == reading->said)
		return wrong(reading, T(BUNDLE_END));
	reading->seen++;
	if (reading->seen == 1 && !keep_content(reading, &event))
		return false;
	if (reading->seen <= reading->had)
		return compare_row(reading, line);
	if (!reading->session && !open_new(reading, &event))
		return false;
	/* The rules, the hash over the very bytes, the derived rows: as when it was recorded. */
	if (!session_check(reading->session, &event, &why) ||
	    !journal_take(reading->store, reading->session, &event, json_get_text(line, "body"), hash, &why))
		return wrong(reading, why.text);
	return true;
}

/* The session before, when it is not in the file; NULL all is well. */
static const char *missing_parent(struct reading *reading)
{
	const char *parent = reading->session->now.parent;
	sqlite3_stmt *statement = parent ? db_prepare(reading->store, "SELECT 1 FROM session WHERE id = :id", NULL) : NULL;
	bool there = !statement;

	if (statement) {
		db_text(statement, ":id", parent);
		there = sqlite3_step(statement) == SQLITE_ROW;
	}
	sqlite3_finalize(statement);
	return there ? NULL : arena_strdup(reading->arena, parent);
}

static bool end(struct reading *reading, const struct json *line)
{
	const char *id = json_get_text(line, "end"), *head = json_get_text(line, "head");
	struct store_imported *result = &reading->result[reading->count];

	if (!reading->id || !id || strcmp(id, reading->id) != 0 || reading->seen == 0 ||
	    reading->seen != reading->said || json_get_int(line, "events", 0) != reading->said || !head ||
	    strcmp(head, reading->head) != 0 ||
	    strcmp(session_event(reading->session, reading->seen)->hash, head) != 0)
		return wrong(reading, T(BUNDLE_END));
	/* Once for all events: what each correction changes would be written as often. */
	if (reading->seen > reading->had && !derive_whole(reading->store, reading->session, 0, reading->err))
		return false;
	*result = (struct store_imported){ .parent = missing_parent(reading), .id = reading->id, .events = reading->seen, .was_there = reading->had > 0,
		.added = reading->seen > reading->had ? reading->seen - reading->had : 0,
		.head = arena_strdup(reading->arena, session_head(reading->session)->hash) };
	reading->count++;
	session_free(reading->session);
	reading->session = NULL;
	reading->id = NULL;
	return true;
}

static bool take_line(struct reading *reading, const struct json *line)
{
	static const struct {
		const char *member;
		size_t members; /* nothing else stands in the line */
		bool (*take)(struct reading *, const struct json *);
	} rows[] = {
		{ "bundle", 4, begin }, { "content", 2, take_content }, { "end", 3, end }, { "n", 5, take_row },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (json_get(line, rows[i].member) && line->count == rows[i].members)
			return rows[i].take(reading, line);
	return wrong(reading, T(BUNDLE_UNKNOWN));
}

static bool take_all(struct reading *reading)
{
	struct json *line;
	bool good;

	while ((line = next_line(reading, &good)))
		if (!take_line(reading, line))
			return false;
	if (good && reading->line == 0)
		return error_set(reading->err, ERROR_DATA, "%s", T(BUNDLE_BLANK));
	if (good && (reading->id || reading->count == 0))
		return wrong(reading, reading->id ? T(BUNDLE_CUT) : T(BUNDLE_EMPTY));
	return good;
}

/* A bundle may bring a session before the one that it follows. */
static void find_parents(struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		for (size_t k = 0; reading->result[i].parent && k < reading->count; k++)
			if (strcmp(reading->result[i].parent, reading->result[k].id) == 0)
				reading->result[i].parent = NULL;
}

bool store_import(struct store *store, struct arena *arena, const char *bytes, size_t length,
		  struct store_imported *result, size_t *count, struct error *err)
{
	struct reading reading = { .store = store, .arena = arena, .line_arena = arena_new(), .waiting_arena = arena_new(),
				   .at = bytes,
				   .end = bytes + length, .result = result, .err = err };
	bool good;

	*count = 0;
	good = db_may_write(store, err) && db_begin(store, err);
	if (good) {
		good = take_all(&reading);
		if (!good)
			db_rollback(store);
		else
			good = db_commit(store, err);
		find_parents(&reading);
	}
	session_free(reading.session);
	shelf_clear(&reading.shelf);
	arena_free(reading.line_arena);
	arena_free(reading.waiting_arena);
	*count = good ? reading.count : 0;
	return good;
}
