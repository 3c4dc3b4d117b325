/*
 * What the program does while people wait, against the least that could be
 * done: reading a pack (libyaml's events alone), wrapping text (libunistring's
 * line breaks alone), recording a fact (one row in WAL with FULL, alone).
 */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>
#include <unistd.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "content/findings.h"
#include "content/pack.h"
#include "store/store.h"
#include "support.h"
#include "workshop/session.h"

enum { BLOCK = 4096, BLOCKS = 64 };

struct work {
	struct arena *arena;
	char *yaml; size_t yaml_length;
	char *text; char *breaks; size_t text_length;
	sqlite3 *bare;
	int block;
	struct store *store;
	struct session *session;
	int64_t at;
};

static void floor_pack(void *with)
{
	struct work *work = with;
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_event_type_t type;

	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *)work->yaml, work->yaml_length);
	do {
		must(yaml_parser_parse(&parser, &event), "the pack is no YAML");
		type = event.type;
		yaml_event_delete(&event);
	} while (type != YAML_STREAM_END_EVENT);
	yaml_parser_delete(&parser);
}

static void read_pack(void *with)
{
	struct work *work = with;
	struct arena *arena = arena_new();
	struct findings findings;

	findings_init(&findings, arena);
	findings.errors_only = true; /* as at the start of the program */
	must(pack_read(arena, "pack", work->yaml, work->yaml_length, NULL, &findings) != NULL, "the pack has faults");
	arena_free(arena);
}

static void floor_wrap(void *with)
{
	struct work *work = with;

	u8_possible_linebreaks((const uint8_t *)work->text, work->text_length, "UTF-8", work->breaks);
}

static void wrap(void *with)
{
	struct work *work = with;
	struct arena *arena = arena_new();

	must(text_wrap(arena, work->text, 76).count > 10, "the text was not wrapped");
	arena_free(arena);
}

static void floor_row(void *with)
{
	struct work *work = with;

	must(sqlite3_exec(work->bare, "BEGIN IMMEDIATE; INSERT INTO event(n, body, hash) VALUES(1,"
		" '{\"item\":\"D3\",\"text\":\"a fact of usual length, typed by somebody\"}', randomblob(32));"
		" INSERT OR REPLACE INTO note(id, text) VALUES(1, 'a fact of usual length');"
		" COMMIT", NULL, NULL, NULL) == SQLITE_OK, "the bare row was not written");
}

/* A block that has its place on the disk already is written over. */
static void floor_block(void *with)
{
	static char bytes[BLOCK];
	struct work *work = with;

	bytes[0]++;
	must(pwrite(work->block, bytes, BLOCK, (work->at % BLOCKS) * BLOCK) == BLOCK && fdatasync(work->block) == 0,
	     "the block was not written");
}

static void open_block(struct work *work, const char *path)
{
	char bytes[BLOCK] = "";

	work->block = open(path, O_RDWR | O_CREAT, 0600);
	for (int i = 0; i < BLOCKS; i++)
		must(work->block >= 0 && write(work->block, bytes, BLOCK) == BLOCK, "no block");
	must(fsync(work->block) == 0, "no block");
}

static void record(void *with)
{
	struct work *work = with;
	struct arena *arena = arena_new();
	struct json *body = json_map(arena);
	struct event event = { .at = ++work->at, .kind_name = "note_added", .body = body };
	struct store_append what = { .event = &event, .count = 1, .live = true };
	struct error err;

	json_put_text(arena, body, "item", "D3");
	json_put_text(arena, body, "text", "a fact of usual length, typed by somebody");
	must(store_append(work->store, work->session, &what, &err), "the fact was not recorded");
	arena_free(arena);
}

static void open_session(struct work *work, const char *path)
{
	static const char body[] = "{\"id\":\"bench\",\"title\":\"t\",\"organisation\":\"o\",\"held_on\":"
		"\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"meti-2015\"}";
	struct findings findings;
	struct event event = { .at = 1000, .kind_name = "session_opened" };
	struct store_append what = { .event = &event, .count = 1, .live = true };
	struct json *map;
	struct pack *pack;
	struct error err;
	char hash[65];

	findings_init(&findings, work->arena);
	pack = pack_read(work->arena, "pack", work->yaml, work->yaml_length, NULL, &findings);
	work->store = store_open(path, STORE_WRITE, &err);
	must(pack && work->store, "no pack or no store");
	map = json_read(work->arena, body, strlen(body), 8, NULL);
	store_pack_hash(pack, hash);
	json_put(work->arena, map, "content", json_list(work->arena));
	json_add(work->arena, (struct json *)json_get(map, "content"), json_text(work->arena, hash));
	event.body = map;
	work->session = session_new(pack);
	must(store_append(work->store, work->session, &what, &err), "the session was not opened");
}

static void open_bare(struct work *work, const char *path)
{
	must(sqlite3_open(path, &work->bare) == SQLITE_OK &&
	     sqlite3_exec(work->bare, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
		" CREATE TABLE event(seq INTEGER PRIMARY KEY, n INTEGER, body TEXT, hash BLOB);"
		" CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT)", NULL, NULL, NULL) == SQLITE_OK,
	     "no bare database");
}

int main(void)
{
	struct work work = { .arena = arena_new(), .at = 2000 };
	const char *folder = folder_new();
	char ours[300], bare[300], block[300];

	must(text_init_locale(), "no UTF-8 locale");
	must(file_read(work.arena, "content/meti-2015.yaml", 1 << 22, &work.yaml, &work.yaml_length),
	     "run it from the source folder");
	snprintf(ours, sizeof(ours), "%s/ours.db", folder);
	snprintf(bare, sizeof(bare), "%s/bare.db", folder);
	snprintf(block, sizeof(block), "%s/block", folder);
	work.text = arena_strndup(work.arena, work.yaml, 100000);
	work.text_length = strlen(work.text);
	work.breaks = arena_alloc(work.arena, work.text_length);
	open_session(&work, ours);
	open_bare(&work, bare);
	open_block(&work, block);
	measure_head("");
	measure_run(&(struct measure){ "read a pack | libyaml events", floor_pack, read_pack, &work, 40, 1.2 });
	measure_run(&(struct measure){ "wrap 100 KB | libunistring breaks", floor_wrap, wrap, &work, 40, 1.2 });
	measure_run(&(struct measure){ "commit a fact | 4 KB with fdatasync", floor_block, record, &work, 400, 1.3 });
	store_checkpoint(work.store);
	measure_run(&(struct measure){ "record a fact | one row, WAL, FULL", floor_row, record, &work, 400, 0 });
	session_free(work.session);
	store_close(work.store);
	sqlite3_close(work.bare);
	arena_free(work.arena);
	close(work.block);
	folder_remove(folder);
	return 0;
}
