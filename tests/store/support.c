/* See support.h. */
#include "support.h"
#include "support_answers.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/str.h"
#include "content/findings.h"
#include "lang/lang.h"

#define BI(ja, en) "{ja: \"" ja "\", en: \"" en "\"}"
#define LEVEL(id) "  - {id: " id ", title: " BI("水準", "level") ", hint: " BI("目安", "hint") "}\n"
#define THREE(ja, en) "[" BI(ja, en) ", " BI(ja, en) ", " BI(ja, en) "]"
#define QUESTION "      - {ask: " BI("問い", "ask") ", listen: " BI("答え", "listen") "}\n"
#define ITEM(id, kind) \
	"  - id: " id "\n    kind: " kind "\n    title: " BI("項目", "item") "\n    minutes: 5\n" \
	"    asks: " THREE("求める", "asks") "\n    why: " THREE("理由", "why") "\n" \
	"    good: " THREE("良い", "good") "\n    warning: " THREE("兆し", "warning") "\n" \
	"    questions:\n" QUESTION QUESTION QUESTION QUESTION \
	"    decide: " BI("決める", "decide") "\n    notes: [" BI("注", "note") "]\n" \
	"    refs: {}\n"
#define BLOCK(id) \
	"      - {block: " id ", title: " BI("節", "part") ", minutes: 5, text: [" BI("文", "text") "]," \
	" notes: [" BI("注", "note") "]}\n"
#define STOP(id) "      - {item: " id ", minutes: 5}\n"

static const char *const yaml[] = {
	"pack: test-pack\nversion: 1.0.0\ntitle: " BI("試験", "Test") "\n"
	"source: {title: " BI("出典", "Source") ", issued: 2015-12, by: " BI("作成", "By") "}\n"
	"as_of: 2026-11-01\n"
	"appetite:\n" LEVEL("averse") LEVEL("minimal") LEVEL("cautious") LEVEL("open") LEVEL("eager")
	"areas:\n  - {id: operations, title: " BI("操業", "operations") ", hint: " BI("停止", "stop") "}\n",
	"items:\n" ITEM("P1", "principle") ITEM("D1", "directive") ITEM("D3", "directive"),
	answers_worksheet,
	"agendas:\n"
	"  - id: standard\n    title: " BI("標準", "Standard") "\n    minutes: 30\n    blocks:\n"
	BLOCK("opening") BLOCK("review") STOP("P1") STOP("D1") STOP("D3") BLOCK("closing")
	"  - id: short\n    title: " BI("短縮", "Short") "\n    minutes: 15\n    blocks:\n"
	BLOCK("opening") STOP("D3") BLOCK("closing")
};

static const struct pack *read_pack(struct arena *arena)
{
	struct findings findings;
	struct str text = STR_INIT, words = STR_INIT;
	const struct pack *pack;

	for (size_t i = 0; i < sizeof(yaml) / sizeof(yaml[0]); i++)
		str_add(&text, yaml[i]);
	findings_init(&findings, arena);
	pack = pack_read(arena, "test.yaml", text.text, text.length, NULL, &findings);
	str_release(&text);
	findings_print(&findings, &words);
	if (!pack)
		fail_msg("%s", words.text);
	str_release(&words);
	return pack;
}

int bench_setup(void **state)
{
	struct arena *arena = arena_new();
	struct bench *bench = arena_alloc(arena, sizeof(*bench));
	const char *place = getenv("TMPDIR");

	bench->arena = arena;
	bench->pack = read_pack(arena);
	snprintf(bench->folder, sizeof(bench->folder), "%s/store-XXXXXX", place ? place : "/tmp");
	assert_non_null(mkdtemp(bench->folder));
	snprintf(bench->path, sizeof(bench->path), "%s/test.db", bench->folder);
	bench_open(bench, STORE_WRITE);
	*state = bench;
	return 0;
}

static void remove_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[600];

	while (dir && (entry = readdir(dir))) {
		struct stat status;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode))
			remove_folder(path);
		else
			unlink(path);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
}

int bench_teardown(void **state)
{
	struct bench *bench = *state;

	lang = LANG_EN;
	bench_close(bench);
	remove_folder(bench->folder);
	arena_free(bench->arena);
	return 0;
}

void bench_close(struct bench *bench)
{
	store_close(bench->store);
	bench->store = NULL;
}

struct store *bench_open(struct bench *bench, enum store_mode mode)
{
	struct error err = { ERROR_NONE, "" };

	bench_close(bench);
	bench->store = store_open(bench->path, mode, &err);
	if (!bench->store)
		fail_msg("open: %s", err.text);
	return bench->store;
}

const char *bench_refusal(struct bench *bench, enum store_mode mode, struct error *err)
{
	const char *words = "";

	bench_close(bench);
	for (enum lang which = LANG_EN; which < LANG_COUNT; which++) {
		lang = which;
		assert_null(store_open(bench->path, mode, err));
		words = arena_printf(bench->arena, "%s %s", words, err->text);
	}
	lang = LANG_EN;
	return words;
}

const char *bench_path(struct bench *bench, const char *name)
{
	return arena_printf(bench->arena, "%s/%s", bench->folder, name);
}

int64_t minute(int minutes)
{
	int64_t at;

	assert_true(instant_parse("2026-11-24T05:00:00.000Z", &at));
	return at + (int64_t)minutes * 60000;
}

struct json *opening(struct bench *bench, const char *id)
{
	struct json *body = json_map(bench->arena), *content = json_list(bench->arena);
	char hash[65];

	store_pack_hash(bench->pack, hash);
	json_add(bench->arena, content, json_text(bench->arena, hash));
	json_put_text(bench->arena, body, "id", id);
	json_put_text(bench->arena, body, "title", "Board day 取締役会");
	json_put_text(bench->arena, body, "organisation", "Minato");
	json_put_text(bench->arena, body, "held_on", "2026-11-24");
	json_put_text(bench->arena, body, "agenda", "standard");
	json_put_text(bench->arena, body, "language", "en");
	json_put_text(bench->arena, body, "pack", bench->pack->id);
	json_put(bench->arena, body, "content", content);
	return body;
}

struct session *bench_session(struct bench *bench, const char *id)
{
	static const char *const people[] = {
		"{\"kind\":\"participant_added\",\"name\":\"Sato\",\"role\":\"CEO\",\"votes\":true}",
		"{\"kind\":\"participant_added\",\"name\":\"Suzuki\",\"role\":\"CISO\"}",
	};
	struct session *session = session_new(bench->pack);
	struct event event = { .at = minute(0), .kind_name = "session_opened", .body = opening(bench, id) };
	struct store_append what = { .event = &event, .count = 1 };
	struct error err;

	if (!store_append(bench->store, session, &what, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < 2; i++)
		must_put(bench->store, session, people[i]);
	return session;
}

bool put(struct store *store, struct session *session, const char *line, struct error *err)
{
	struct arena *arena = arena_new();
	struct json *json = json_read(arena, line, strlen(line), 16, NULL);
	struct event event = { .at = session_head(session)->at + 60000 };
	struct store_append what = { .event = &event, .count = 1 };
	bool done;

	if (!json)
		fail_msg("not JSON: %s", line);
	event.kind_name = arena_strdup(arena, json_get_text(json, "kind"));
	json_put(arena, json, "kind", NULL);
	event.body = json;
	done = store_append(store, session, &what, err);
	arena_free(arena);
	return done;
}

void must_put(struct store *store, struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!put(store, session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

static void must_run(sqlite3 *db, const char *sql)
{
	char *words = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &words) != SQLITE_OK)
		fail_msg("%s: %s", sql, words);
}

void run_sql(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	must_run(db, sql);
	sqlite3_close(db);
}

void tamper(struct bench *bench, const char *sql)
{
	struct str drop = STR_INIT, make = STR_INIT;
	sqlite3_stmt *statement;
	sqlite3 *db;

	bench_close(bench);
	assert_int_equal(sqlite3_open(bench->path, &db), SQLITE_OK);
	sqlite3_prepare_v2(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'", -1, &statement, NULL);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		str_printf(&drop, "DROP TRIGGER %s;", (const char *)sqlite3_column_text(statement, 0));
		str_printf(&make, "%s;", (const char *)sqlite3_column_text(statement, 1));
	}
	sqlite3_finalize(statement);
	must_run(db, drop.text);
	must_run(db, sql);
	must_run(db, make.text);
	sqlite3_close(db);
	str_release(&drop);
	str_release(&make);
}

const char *ask_sql(struct bench *bench, const char *sql)
{
	sqlite3_stmt *statement;
	const char *answer = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(bench->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0))
		answer = arena_strdup(bench->arena, (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return answer;
}
