/*
 * A whole board meeting: 12 people, 13 items, two rounds an item, more than 400
 * events in 120 minutes.  Loaded, verified and drawn against the least that could be
 * done: reading the rows and the pack, hashing the bodies, filling a canvas with text.
 */
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "content/findings.h"
#include "content/pack.h"
#include "report/leaving.h"
#include "store/store.h"
#include "support.h"
#include "ui/app.h"
#include "ui/canvas.h"
#include "workshop/session.h"

enum { PEOPLE = 12, ACCEPTANCES = 30, ACTIONS = 60, WIDTH = 120, HEIGHT = 36 };

struct meeting {
	struct arena *arena, *frame;
	const char *path;
	char *yaml; size_t yaml_length;
	sqlite3 *bare;
	struct pack *pack;
	struct store *store;
	struct session *session;
	struct app *app;
	int64_t at;
};

static void put(struct meeting *meeting, const char *kind, const char *json)
{
	struct event event = { .at = meeting->at += 15000, .kind_name = kind,
			       .body = json_read(meeting->arena, json, strlen(json), 16, NULL) };
	struct store_append what = { .event = &event, .count = 1, .live = true };
	struct error err = { ERROR_NONE, "" };

	if (!store_append(meeting->store, meeting->session, &what, &err))
		must(0, err.text);
}

static void hold_round(struct meeting *meeting, const char *item, int round)
{
	put(meeting, "round_opened", arena_printf(meeting->arena,
	    "{\"item\":\"%s\",\"question\":\"appetite\",\"round\":\"r%d\"}", item, round));
	for (int i = 1; i <= PEOPLE; i++)
		put(meeting, "position_taken", arena_printf(meeting->arena,
		    "{\"round\":\"r%d\",\"participant\":\"p%d\",\"level\":%d,\"reason\":\"as the plant stands today\"}",
		    round, i, 1 + (i * round) % 5));
	put(meeting, "round_revealed", arena_printf(meeting->arena, "{\"round\":\"r%d\"}", round));
}

static void hold_item(struct meeting *meeting, const char *item, int number)
{
	put(meeting, "item_entered", arena_printf(meeting->arena, "{\"item\":\"%s\"}", item));
	hold_round(meeting, item, 2 * number + 1);
	hold_round(meeting, item, 2 * number + 2);
	put(meeting, "appetite_set", arena_printf(meeting->arena,
	    "{\"item\":\"%s\",\"level\":3,\"sentence\":\"No line stops for a day.\",\"said_by\":\"p1\"}", item));
	put(meeting, "decision_recorded", arena_printf(meeting->arena,
	    "{\"item\":\"%s\",\"outcome\":\"adopted\",\"text\":\"Do it in two steps\",\"treatment\":\"modify\"}", item));
	put(meeting, "owner_assigned", arena_printf(meeting->arena,
	    "{\"item\":\"%s\",\"accountable\":\"p%d\",\"due\":\"2027-03-31\"}", item, 1 + number % PEOPLE));
	put(meeting, "action_added", arena_printf(meeting->arena,
	    "{\"item\":\"%s\",\"what\":\"Ask\",\"owner\":\"p2\",\"due\":\"2026-12-31\"}", item));
	put(meeting, "item_left", arena_printf(meeting->arena, "{\"item\":\"%s\"}", item));
}

/* What the record of a long day has besides: 30 acceptances, 60 actions in all. */
static void accept_and_act(struct meeting *meeting)
{
	for (int i = 0; i < ACCEPTANCES; i++)
		put(meeting, "acceptance_proposed", arena_printf(meeting->arena,
		    "{\"item\":\"D%d\",\"title\":\"Old controllers stop the plant for three days, case %d\",\"requester\":\"p3\","
		    "\"owner\":\"p2\",\"approver\":\"p1\",\"justification\":\"Replaced at the overhaul of May\",\"valid_until\":"
		    "\"2027-05-31\",\"risk\":{\"likelihood\":3,\"impact\":4,\"level\":12,\"measured_on\":\"2026-11-01\"},"
		    "\"options\":[{\"text\":\"Replace now\",\"why_not\":\"The line cannot stop\"}]}", 1 + i % 10, i + 1));
	for (int i = 13; i < ACTIONS; i++)
		put(meeting, "action_added", arena_printf(meeting->arena,
		    "{\"item\":\"D%d\",\"what\":\"Bring the offer of supplier %d\",\"owner\":\"p%d\",\"due\":\"2026-12-31\"}",
		    1 + i % 10, i, 1 + i % PEOPLE));
}

static void hold(struct meeting *meeting)
{
	char hash[65];

	store_pack_hash(meeting->pack, hash);
	meeting->session = session_new(meeting->pack);
	put(meeting, "session_opened", arena_printf(meeting->arena, "{\"id\":\"bench\",\"title\":\"t\",\"organisation\":\"o\","
	    "\"held_on\":\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"meti-2015\","
	    "\"content\":[\"%s\"]}", hash));
	for (int i = 1; i <= PEOPLE; i++) {
		put(meeting, "participant_added", arena_printf(meeting->arena,
		    "{\"name\":\"Person No %d\",\"role\":\"Director\",\"votes\":true}", i));
		put(meeting, "participant_arrived", arena_printf(meeting->arena, "{\"participant\":\"p%d\"}", i));
	}
	for (size_t i = 0; i < meeting->pack->item_count && i < 13; i++)
		hold_item(meeting, meeting->pack->item[i].id, (int)i);
	accept_and_act(meeting);
	put(meeting, "item_entered", "{\"item\":\"D3\"}");
	must(meeting->session->event_count > 400, "the meeting was too short");
}

/* ---- loading ------------------------------------------------------------------------- */

static void floor_load(void *with)
{
	struct meeting *meeting = with;
	struct arena *arena = arena_new();
	struct findings findings;
	sqlite3_stmt *statement;

	must(sqlite3_prepare_v2(meeting->bare, "SELECT n, at, kind, body, hash FROM event ORDER BY n", -1, &statement,
				NULL) == SQLITE_OK, "no rows");
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *body = (const char *)sqlite3_column_text(statement, 3);

		must(json_read(arena, body, strlen(body), 16, NULL) != NULL, "no JSON");
	}
	sqlite3_finalize(statement);
	findings_init(&findings, arena);
	must(pack_read(arena, "pack", meeting->yaml, meeting->yaml_length, NULL, &findings) != NULL, "no pack");
	arena_free(arena);
}

static void load(void *with)
{
	struct meeting *meeting = with;
	struct error err;
	struct session *session = store_load(meeting->store, "bench", &err);

	must(session != NULL, "the session was not loaded");
	store_session_free(session);
}

/* ---- verifying ------------------------------------------------------------------------ */

static void floor_verify(void *with)
{
	struct meeting *meeting = with;
	sqlite3_stmt *statement;

	must(sqlite3_prepare_v2(meeting->bare, "SELECT body FROM event ORDER BY n", -1, &statement, NULL) == SQLITE_OK,
	     "no rows");
	while (sqlite3_step(statement) == SQLITE_ROW) {
		unsigned char hash[crypto_hash_sha256_BYTES];

		crypto_hash_sha256(hash, sqlite3_column_text(statement, 0),
				   (unsigned long long)sqlite3_column_bytes(statement, 0));
	}
	sqlite3_finalize(statement);
}

static void verify(void *with)
{
	struct meeting *meeting = with;
	struct arena *arena = arena_new();
	struct store_verdict verdict;
	struct error err;

	must(store_verify(meeting->store, arena, "bench", &verdict, &err), "the session was not verified");
	arena_free(arena);
}

/* ---- drawing -------------------------------------------------------------------------- */

static void floor_draw(void *with)
{
	struct meeting *meeting = with;
	struct canvas *canvas;

	arena_reset(meeting->frame);
	canvas = canvas_new(meeting->frame, WIDTH, HEIGHT);
	for (int y = 0; y < HEIGHT; y++)
		canvas_text(canvas, 0, y, WIDTH, STYLE_TEXT,
			    "取締役会が決めたこと、the board decided, 誰が、いつまでに、who, by when 取締役会が決めたこと、the board decided");
}

static void draw(void *with)
{
	struct meeting *meeting = with;

	arena_reset(meeting->frame);
	app_draw(meeting->app, canvas_new(meeting->frame, WIDTH, HEIGHT));
}

static void press(struct meeting *meeting, const char *name)
{
	struct key key;

	must(key_parse(name, &key), "no such key");
	app_key(meeting->app, key);
	draw(meeting);
}

/* Every row that the record is made of, each column fetched. */
static void floor_paper(void *with)
{
	static const char *const tables[] = { "session", "participant", "attendance", "item", "appetite", "decision",
		"decision_option", "decision_person", "assignment", "assignment_person", "action", "acceptance",
		"acceptance_option", "acceptance_trigger", "condition", "round", "position", "answer", "statement", "note",
		"deferral", "sign_off", "pause", "settled", "event" };
	struct meeting *meeting = with;
	long seen = 0;

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		sqlite3_stmt *statement;
		char sql[100];

		snprintf(sql, sizeof(sql), "SELECT * FROM \"%s\"", tables[i]);
		must(sqlite3_prepare_v2(meeting->bare, sql, -1, &statement, NULL) == SQLITE_OK, sql);
		while (sqlite3_step(statement) == SQLITE_ROW)
			for (int c = 0; c < sqlite3_column_count(statement); c++)
				seen += sqlite3_column_text(statement, c) != NULL;
		sqlite3_finalize(statement);
	}
	must(seen > 1000, "no rows");
}

static void paper(void *with)
{
	static const struct report_style style = { .zone_minutes = 540 };
	struct meeting *meeting = with;
	struct report_request request = { .session = meeting->session, .style = &style };
	struct str page = STR_INIT;

	must(report_leaving(&request, LEAVING_MINUTES, FORMAT_HTML, &page, NULL) && page.length > 10000, "no record");
	str_release(&page);
}

int main(void)
{
	struct meeting meeting = { .arena = arena_new(), .frame = arena_new(), .at = 1764000000000 };
	const char *folder = folder_new();
	struct findings findings;
	struct error err;

	must(text_init_locale() && sodium_init() >= 0, "no UTF-8 locale");
	must(file_read(meeting.arena, "content/meti-2015.yaml", 1 << 22, &meeting.yaml, &meeting.yaml_length),
	     "run it from the source folder");
	meeting.path = arena_printf(meeting.arena, "%s/meeting.db", folder);
	findings_init(&findings, meeting.arena);
	meeting.pack = pack_read(meeting.arena, "pack", meeting.yaml, meeting.yaml_length, NULL, &findings);
	meeting.store = store_open(meeting.path, STORE_WRITE, &err);
	must(meeting.pack && meeting.store, "no pack or no store");
	hold(&meeting);
	must(sqlite3_open(meeting.path, &meeting.bare) == SQLITE_OK, "no bare database");
	meeting.app = app_new(meeting.path);
	app_time(meeting.app, (struct app_now){ meeting.at, 540, { 2026, 11, 24 } });
	app_resize(meeting.app, WIDTH, HEIGHT);
	app_session(meeting.app, meeting.session, NULL, "D3", "positions", NULL);
	printf("%zu events, %d people\n", meeting.session->event_count, PEOPLE);
	measure_head("");
	measure_run(&(struct measure){ "load a meeting | its rows, its pack", floor_load, load, &meeting, 40, 0 });
	measure_run(&(struct measure){ "verify a meeting | hash its bodies", floor_verify, verify, &meeting, 40, 0 });
	measure_run(&(struct measure){ "the record as HTML | reading its rows", floor_paper, paper, &meeting, 40, 0 });
	measure_run(&(struct measure){ "draw positions | a canvas of text", floor_draw, draw, &meeting, 200, 0 });
	press(&meeting, "O");
	measure_run(&(struct measure){ "draw the overview | a canvas of text", floor_draw, draw, &meeting, 200, 0 });
	press(&meeting, "C");
	measure_run(&(struct measure){ "draw the closing | a canvas of text", floor_draw, draw, &meeting, 200, 0 });
	app_free(meeting.app);
	session_free(meeting.session);
	sqlite3_close(meeting.bare);
	store_close(meeting.store);
	arena_free(meeting.frame);
	arena_free(meeting.arena);
	folder_remove(folder);
	return 0;
}
