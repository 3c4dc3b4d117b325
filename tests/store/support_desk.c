/* See desk.h. */
#include "desk.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "content/findings.h"

#define TWO "{ja: 試, en: t}"

static void add_item(struct str *yaml, const char *id, const char *kind, int minutes, const char *more)
{
	str_printf(yaml, "  - id: %s\n    kind: %s\n    title: {ja: 項目, en: Item %s}\n    minutes: %d\n"
		   "    asks: [" TWO "]\n    why: [" TWO "]\n    good: [" TWO ", " TWO ", " TWO "]\n"
		   "    warning: [" TWO ", " TWO ", " TWO "]\n    decide: " TWO "\n    questions:\n", id, kind, id,
		   minutes);
	for (int i = 0; i < 4; i++)
		str_add(yaml, "      - {ask: " TWO ", listen: " TWO "}\n");
	str_add(yaml, more);
}

static void add_agenda(struct str *yaml, const char *id, int minutes, const char *items)
{
	str_printf(yaml, "  - id: %s\n    title: {ja: 議事, en: Agenda}\n    minutes: %d\n    blocks:\n"
		   "      - {block: opening, title: {ja: 開会, en: Opening}, minutes: 5}\n%s"
		   "      - {block: closing, title: {ja: 閉会, en: Closing}, minutes: 5}\n", id, minutes, items);
}

static void pack_text(struct str *yaml)
{
	static const char *const levels[] = { "averse", "minimal", "cautious", "open", "eager" };

	str_add(yaml, "pack: small\nversion: 1.0.0\nas_of: 2026-11-01\ntitle: {ja: 試験, en: Test}\n"
		"source: {title: {ja: 試験, en: Test}, issued: 2015-12, by: {ja: 試験, en: Test}}\nappetite:\n");
	for (int i = 0; i < 5; i++)
		str_printf(yaml, "  - {id: %s, title: {ja: 段階%d, en: %s}, hint: " TWO "}\n", levels[i], i + 1,
			   levels[i]);
	str_add(yaml, "areas:\n  - {id: operations, title: {ja: 操業, en: Operations}, hint: " TWO "}\nitems:\n");
	add_item(yaml, "P1", "principle", 7, "");
	add_item(yaml, "D1", "directive", 5, "");
	add_item(yaml, "D3", "directive", 8, answers_worksheet);
	str_add(yaml, "agendas:\n");
	add_agenda(yaml, "standard", 30, "      - {item: P1, minutes: 7}\n      - {item: D1, minutes: 5}\n"
		   "      - {item: D3, minutes: 8}\n");
	add_agenda(yaml, "short", 18, "      - {item: D3, minutes: 8}\n");
}

static const struct pack *read_pack(struct arena *arena)
{
	struct str yaml = STR_INIT, faults = STR_INIT;
	struct findings findings;
	const struct pack *pack;

	pack_text(&yaml);
	findings_init(&findings, arena);
	pack = pack_read(arena, "small.yaml", yaml.text, yaml.length, NULL, &findings);
	if (!pack) {
		findings_print(&findings, &faults);
		fail_msg("%s", faults.text);
	}
	str_release(&yaml);
	str_release(&faults);
	return pack;
}

int desk_new(void **state)
{
	struct arena *arena = arena_new();
	struct desk *desk = arena_alloc(arena, sizeof(*desk));
	const char *base = getenv("TMPDIR");
	char *folder = arena_printf(arena, "%s/store.XXXXXX", base && base[0] ? base : "/tmp");

	if (!mkdtemp(folder))
		return -1;
	desk->arena = arena;
	desk->folder = folder;
	desk->path = desk_file(desk, "sessions.db");
	desk->pack = read_pack(arena);
	lang = LANG_EN;
	*state = desk;
	return 0;
}

static void remove_folder(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	char name[4096];

	while (folder && (entry = readdir(folder))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		if (unlink(name) != 0)
			remove_folder(name);
	}
	if (folder)
		closedir(folder);
	rmdir(path);
}

int desk_leave(void **state)
{
	struct desk *desk = *state;

	lang = LANG_EN;
	remove_folder(desk->folder);
	arena_free(desk->arena);
	return 0;
}

char *desk_file(struct desk *desk, const char *name)
{
	return arena_printf(desk->arena, "%s/%s", desk->folder, name);
}

struct store *desk_open(struct desk *desk, enum store_mode mode)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(desk->path, mode, &err);

	if (!store)
		fail_msg("not opened: %s", err.text);
	return store;
}

int64_t desk_instant(void)
{
	int64_t at;

	assert_true(instant_parse("2026-11-24T05:00:00.000Z", &at));
	return at;
}

struct json *desk_opening(struct desk *desk, struct arena *arena, const char *id)
{
	static const char *const member[][2] = {
		{ "title", "取締役会 \"第3回\"" }, { "organisation", "みなと精機" }, { "held_on", "2026-11-24" },
		{ "agenda", "standard" }, { "language", "ja" }, { "pack", "small" },
	};
	struct json *body = json_map(arena), *content = json_list(arena);
	char hash[65];

	for (size_t i = 0; i < sizeof(member) / sizeof(member[0]); i++)
		json_put_text(arena, body, member[i][0], member[i][1]);
	json_put_text(arena, body, "id", id);
	store_pack_hash(desk->pack, hash);
	json_add(arena, content, json_text(arena, hash));
	json_put(arena, body, "content", content);
	return body;
}

bool desk_put(struct store *store, struct session *session, const char *line, struct error *err)
{
	const struct event *head = session_head(session);
	struct arena *arena = arena_new();
	struct json *body = json_read(arena, line, strlen(line), 32, NULL);
	struct event event = { .at = head ? head->at + 1000 : desk_instant() };
	bool good;

	if (!body)
		fail_msg("not JSON: %s", line);
	event.kind_name = json_get_text(body, "kind");
	json_put(arena, body, "kind", NULL);
	event.body = body;
	good = store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, err);
	arena_free(arena);
	return good;
}

void desk_put_all(struct store *store, struct session *session, const char *const *lines)
{
	for (; *lines; lines++) {
		struct error err = { ERROR_NONE, "" };

		if (!desk_put(store, session, *lines, &err))
			fail_msg("%s\nwas refused: %s", *lines, err.text);
	}
}

struct session *desk_session(struct desk *desk, struct store *store, const char *id)
{
	static const char *const people[] = {
		"{\"kind\":\"participant_added\",\"name\":\"Sato\",\"role\":\"CEO\",\"votes\":true}",
		"{\"kind\":\"participant_added\",\"name\":\"Suzuki\",\"role\":\"CISO\"}",
		"{\"kind\":\"participant_added\",\"name\":\"Tanaka\",\"role\":\"CFO\",\"votes\":true}",
		NULL
	};
	struct session *session = session_new(desk->pack);
	struct arena *arena = arena_new();
	struct event event = { .at = desk_instant(), .kind_name = "session_opened",
			       .body = desk_opening(desk, arena, id) };
	struct error err = { ERROR_NONE, "" };

	if (!store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, &err))
		fail_msg("%s", err.text);
	arena_free(arena);
	desk_put_all(store, session, people);
	return session;
}

void desk_fill(struct desk *desk, const char *id, bool sealed)
{
	static const char *const lines[] = {
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":2,\"reason\":\"why\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"level\":4}",
		"{\"kind\":\"round_revealed\",\"round\":\"r1\"}",
		"{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":3,\"sentence\":\"慎重に進める\",\"said_by\":\"p1\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"text\":\"Keep it\",\"outcome\":\"adopted\","
		"\"decided_by\":[\"p1\"],\"options\":[{\"text\":\"Sell\",\"why_not\":\"late\"}]}",
		"{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p3\",\"due\":\"2027-03-31\"}",
		"{\"kind\":\"note_added\",\"text\":\"first note\"}",
		NULL
	};
	static const char *const seal[] = {
		"{\"kind\":\"session_sealed\",\"open_reason\":\"time\"}", NULL };
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, id);

	desk_put_all(store, session, lines);
	if (sealed)
		desk_put_all(store, session, seal);
	session_free(session);
	store_close(store);
}

static sqlite3 *raw(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 2000);
	return db;
}

void desk_sql(const char *path, const char *sql)
{
	sqlite3 *db = raw(path);

	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

char *desk_sql_text(struct arena *arena, const char *path, const char *sql)
{
	struct str text = STR_INIT;
	sqlite3 *db = raw(path);
	sqlite3_stmt *statement;
	char *copy;

	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *value = (const char *)sqlite3_column_text(statement, 0);

		str_printf(&text, "%s%s", text.length ? "\n" : "", value ? value : "NULL");
	}
	sqlite3_finalize(statement);
	sqlite3_close(db);
	copy = arena_strdup(arena, text.text);
	str_release(&text);
	return copy;
}

int64_t desk_sql_number(const char *path, const char *sql)
{
	struct arena *arena = arena_new();
	int64_t number = strtoll(desk_sql_text(arena, path, sql), NULL, 10);

	arena_free(arena);
	return number;
}

char *desk_bytes(struct arena *arena, const char *path, size_t *length)
{
	char *bytes;

	assert_true(file_read(arena, path, (size_t)256 << 20, &bytes, length));
	return bytes;
}

void desk_copy(struct arena *arena, const char *from, const char *to)
{
	size_t length;
	char *bytes = desk_bytes(arena, from, &length);

	assert_true(file_write(to, bytes, length));
}

bool desk_beside(struct desk *desk, const char *ending)
{
	char name[4096];

	snprintf(name, sizeof(name), "%s%s", desk->path, ending);
	return access(name, F_OK) == 0;
}
