/*
 * A database file from a stranger: opened and read in every way, or refused in words.
 *
 * An input is the file itself ("SQLite format 3"), or is done to a good file first:
 * '$' SQL, run without any of our guards; else changes of five bytes each, where (three),
 * which byte, and how often it is repeated.
 */
#include "support.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "store/bundle.h"
#include "store/register.h"
#include "store/search.h"
#include "store/store.h"
#include "workshop/session.h"

enum { FILE_MAX = 4 << 20, STEPS_MAX = 20000 };

static const char *good_file(size_t *length)
{
	static char *bytes;
	static size_t size;

	if (!bytes) {
		static struct store_imported row[BUNDLE_SESSIONS_MAX];
		struct arena *arena = arena_new();
		const char *path = scratch("good.db"), *bundle = seed_bundle(&size);
		struct store *store = store_open(path, STORE_WRITE, NULL);
		size_t count;
		char *read;

		demand(store && store_import(store, arena, bundle, size, row, &count, NULL));
		store_close(store);
		demand(file_read(arena, path, FILE_MAX, &read, &size));
		bytes = malloc(size);
		demand(bytes != NULL);
		memcpy(bytes, read, size);
		scratch_remove(path);
		arena_free(arena);
	}
	*length = size;
	return bytes;
}

static int tired(void *with)
{
	int *steps = with;

	return ++*steps > STEPS_MAX;
}

static void run_sql(const char *path, const char *sql)
{
	int steps = 0;
	sqlite3 *db;

	demand(sqlite3_open(path, &db) == SQLITE_OK);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1 << 20);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_progress_handler(db, 100, tired, &steps);
	sqlite3_exec(db, sql, NULL, NULL, NULL);
	sqlite3_close(db);
}

static void make(const char *path, struct arena *arena, const uint8_t *data, size_t size)
{
	size_t length;
	char *bytes = arena_strndup(arena, good_file(&length), (good_file(&length), length));

	if (size >= 6 && memcmp(data, "SQLite", 6) == 0) {
		scratch_write(path, data, size);
		return;
	}
	if (size > 0 && data[0] == '$') {
		scratch_write(path, bytes, length);
		run_sql(path, arena_strndup(arena, (const char *)data + 1, size - 1));
		return;
	}
	for (size_t i = 0; i + 5 <= size; i += 5) {
		size_t at = ((size_t)data[i] << 16 | (size_t)data[i + 1] << 8 | data[i + 2]) % length;

		for (size_t times = data[i + 4] / 8 + 1; times > 0 && at < length; times--)
			bytes[at++] = (char)data[i + 3];
	}
	scratch_write(path, bytes, length);
}

/* Verifying takes most of the time: once an input is enough. */
static void look(struct store *store, struct arena *arena, enum store_mode mode)
{
	struct store_verdict verdict;
	struct store_session *row;
	size_t count = 0;

	row = store_list(store, arena, &count, NULL);
	for (size_t i = 0; row && i < count; i++) {
		struct session *session = store_load(store, row[i].id, NULL);
		struct str out = STR_INIT;

		if (session)
			store_session_free(store_load_before(store, session));
		store_session_free(session);
		store_export(store, row[i].id, &out, NULL);
		str_release(&out);
	}
	store_find(store, arena, "", NULL);
	store_find(store, arena, "s-1", NULL);
	if (mode != STORE_INSPECT)
		return;
	store_verify(store, arena, NULL, &verdict, NULL);
	for (size_t i = 0; i < verdict.fault_count; i++)
		demand_shown(verdict.fault[i].text, strlen(verdict.fault[i].text));
	store_check(store, arena, &verdict, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum store_mode modes[] = { STORE_INSPECT, STORE_READ, STORE_WRITE };
	struct arena *arena = arena_new();
	const char *path = arena_strdup(arena, scratch("stranger.db"));

	lang = size % 2 ? LANG_JA : LANG_EN;
	make(path, arena, data, size);
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		struct error err = { ERROR_NONE, "" };
		struct store *store = store_open(path, modes[i], &err);
		int64_t sessions;

		if (!store) {
			demand_refusal(&err);
			continue;
		}
		look(store, arena, modes[i]);
		if (modes[i] == STORE_WRITE)
			store_rebuild(store, &sessions, NULL);
		store_close(store);
	}
	scratch_remove(path);
	arena_free(arena);
	return 0;
}
