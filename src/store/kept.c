/* See kept.h. */
#include "store/kept.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "content/compose.h"
#include "content/findings.h"
#include "content/pack.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/store.h"
#include "workshop/session.h"

void kept_hash(const char *bytes, size_t length, char *hex)
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)bytes, length);
	sodium_bin2hex(hex, HASH_SIZE, hash, sizeof(hash));
}

void store_pack_hash(const struct pack *pack, char *hex)
{
	kept_hash(pack->part[0].yaml, pack->part[0].yaml_length, hex);
}

struct json *store_pack_content(struct arena *arena, const struct pack *pack)
{
	struct json *list = json_list(arena);

	for (size_t i = 0; i < pack->part_count; i++) {
		char hash[HASH_SIZE];

		kept_hash(pack->part[i].yaml, pack->part[i].yaml_length, hash);
		json_add(arena, list, json_text(arena, hash));
	}
	return list;
}

/* ---- the names in the event --------------------------------------------------- */

/* How many files the body names; one that names none was held with nothing. */
static size_t name_count(const struct json *opened)
{
	const struct json *list = json_get(opened, "content");

	return list && list->type == JSON_TYPE_LIST ? list->count : 0;
}

/* The hash of a file as the body has it; "" when it is no text. */
static const char *name_at(const struct json *opened, size_t index)
{
	const struct json *name = index < name_count(opened) ? json_get(opened, "content")->child[index] : NULL;

	return name && name->type == JSON_TYPE_TEXT ? name->text : "";
}

static sqlite3_stmt *find_content(struct store *store, const char *hash, struct error *err)
{
	sqlite3_stmt *statement = db_prepare(store, "SELECT yaml FROM content WHERE sha256 = :hash", err);

	if (statement)
		db_text(statement, ":hash", hash);
	return statement;
}

/* False: it could not be read. */
static bool is_whole(struct store *store, const char *name, bool *whole, struct error *err)
{
	sqlite3_stmt *statement = find_content(store, name, err);
	char hash[HASH_SIZE] = "";
	int code;

	if (!statement)
		return false;
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		const char *yaml = db_column_text(statement, 0);

		kept_hash(yaml ? yaml : "", (size_t)sqlite3_column_bytes(statement, 0), hash);
	} else if (code != SQLITE_DONE) {
		db_fail(store, err);
	}
	sqlite3_finalize(statement);
	*whole = strcmp(hash, name) == 0;
	return code == SQLITE_ROW || code == SQLITE_DONE;
}

bool journal_content_is_whole(struct store *store, const struct json *opened, bool *whole, struct error *err)
{
	size_t count = name_count(opened);

	*whole = count > 0;
	for (size_t i = 0; i < count && *whole; i++)
		if (!is_whole(store, name_at(opened, i), whole, err))
			return false;
	return true;
}

/* ---- reading ---------------------------------------------------------------------- */

void held_release(struct held_pack *held)
{
	if (held && --held->users == 0)
		arena_free(held->arena);
}

void shelf_clear(struct shelf *shelf)
{
	held_release(shelf->held);
	shelf->held = NULL;
}

static void shelf_put(struct shelf *shelf, struct held_pack *held)
{
	held->users++;
	shelf_clear(shelf);
	shelf->held = held;
}

/* The files of one session; the first is the pack's own. */
struct kept_files {
	struct pack_part part[COMPOSE_PARTS_MAX];
	size_t count;
};

static bool find_kept(void *with, const char *id, struct pack_part *part)
{
	const struct kept_files *files = with;

	for (size_t i = 1; i < files->count; i++) {
		if (!files->part[i].id || strcmp(files->part[i].id, id) != 0)
			continue;
		*part = files->part[i];
		return true;
	}
	return false;
}

/* The bytes of a file, in the shelf's arena. */
static bool read_file(struct store *store, struct arena *arena, const char *name, struct pack_part *part,
		      struct error *err)
{
	sqlite3_stmt *statement = find_content(store, name, err);
	int code;

	if (!statement)
		return false;
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		const char *yaml = db_column_text(statement, 0);

		part->yaml_length = (size_t)sqlite3_column_bytes(statement, 0);
		part->yaml = arena_strndup(arena, yaml ? yaml : "", part->yaml_length);
		part->id = pack_id_of(arena, part->yaml, part->yaml_length);
		part->path = part->id ? part->id : "pack";
	} else if (code == SQLITE_DONE) {
		error_set(err, ERROR_DATA, T(DB_NO_PACK), store->path, name);
	} else {
		db_fail(store, err);
	}
	sqlite3_finalize(statement);
	return code == SQLITE_ROW;
}

static bool read_files(struct store *store, struct arena *arena, const struct json *opened,
		       struct kept_files *files, struct error *err)
{
	size_t count = name_count(opened);

	if (count == 0)
		return error_set(err, ERROR_DATA, T(DB_NO_PACK), store->path, "");
	for (; files->count < count && files->count < COMPOSE_PARTS_MAX; files->count++)
		if (!read_file(store, arena, name_at(opened, files->count), &files->part[files->count], err))
			return false;
	return true;
}

/* All names in one text: what tells two packs apart. */
static const char *names_of(struct arena *arena, const struct json *opened)
{
	const char *names = "";

	for (size_t i = 0; i < name_count(opened) && i < COMPOSE_PARTS_MAX; i++)
		names = arena_printf(arena, "%s %s", names, name_at(opened, i));
	return names;
}

/* Reads the files that `opened` names; NULL: `err` says what is missing.  Nobody's yet. */
static struct held_pack *hold(struct store *store, struct arena *arena, const char *names, const struct json *opened,
			      struct error *err)
{
	struct held_pack *held = arena_alloc(arena, sizeof(*held));
	struct kept_files files = { .count = 0 };
	const struct pack_shelf others = { .find = find_kept, .with = &files };
	struct findings findings;

	if (!read_files(store, arena, opened, &files, err))
		return NULL;
	*held = (struct held_pack){ .arena = arena, .names = names };
	findings_init(&findings, arena);
	held->pack = pack_read_kept(arena, files.part[0].path, files.part[0].yaml, files.part[0].yaml_length,
				    &others, &findings);
	if (held->pack)
		return held;
	error_set(err, ERROR_DATA, T(DB_PACK_BROKEN), store->path, name_at(opened, 0));
	return NULL;
}

static bool has(const struct shelf *shelf, const char *names)
{
	return shelf->held && strcmp(shelf->held->names, names) == 0;
}

const struct pack *journal_pack(struct store *store, struct shelf *shelf, const struct json *opened,
				struct error *err)
{
	struct arena *arena = arena_new();
	const char *names = names_of(arena, opened);
	struct held_pack *held = NULL;

	if (has(shelf, names) || has(&store->shelf, names)) {
		if (!has(shelf, names))
			shelf_put(shelf, store->shelf.held);
		arena_free(arena);
		return shelf->held->pack;
	}
	held = hold(store, arena, names, opened, err);
	if (!held) {
		shelf_clear(shelf);
		arena_free(arena);
		return NULL;
	}
	shelf_put(shelf, held);
	shelf_put(&store->shelf, held);
	return held->pack;
}

/* ---- keeping ---------------------------------------------------------------------- */

bool kept_file(struct store *store, const char *yaml, const char *hash, struct error *err)
{
	sqlite3_stmt *statement =
		db_prepare(store, "INSERT INTO content(sha256, yaml) SELECT :hash, :yaml WHERE NOT EXISTS"
			   "(SELECT 1 FROM content WHERE sha256 = :hash)", err);

	if (!statement)
		return false;
	db_text(statement, ":hash", hash);
	db_text(statement, ":yaml", yaml);
	return db_finish(store, statement, err);
}

bool kept_add(struct store *store, const struct pack *pack, const struct event *opened, struct error *err)
{
	size_t named = name_count(opened->body);

	for (size_t i = 0; i < pack->part_count; i++) {
		char hash[HASH_SIZE];

		kept_hash(pack->part[i].yaml, pack->part[i].yaml_length, hash);
		if (strcmp(name_at(opened->body, i), hash) != 0 || named != pack->part_count)
			return error_set(err, ERROR_DATA, T(DB_CONTENT_UNNAMED), pack->part[i].id, hash);
		if (!kept_file(store, pack->part[i].yaml, hash, err))
			return false;
	}
	return true;
}
