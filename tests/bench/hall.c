/*
 * Several programs on one file: twenty seats at once give a thousand ballots, of which
 * none may be lost or doubled; how long it takes from the facilitator's key to the
 * room's picture; what three programs cost while nobody does anything.
 */
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "content/findings.h"
#include "content/pack.h"
#include "store/store.h"
#include "support.h"
#include "support/term.h"
#include "workshop/session.h"

enum { SEATS = 20, ROUNDS = 50, KEYS = 60, IDLE_SECONDS = 10, WAIT_MS = 20000, PROGRAMS = 3 };

struct hall {
	struct arena *arena;
	const char *folder, *path;
	struct pack *pack;
	struct store *store;
	struct session *session;
	struct term *seat[SEATS];
	int64_t at;
};

static void put(struct hall *hall, const char *kind, const char *json)
{
	struct event event = { .at = hall->at += 1000, .kind_name = kind,
			       .body = json_read(hall->arena, json, strlen(json), 16, NULL) };
	struct store_append what = { .event = &event, .count = 1, .live = true, .follow = true };
	struct error err = { ERROR_NONE, "" };

	if (!store_append(hall->store, hall->session, &what, &err))
		must(0, err.text);
}

static void prepare(struct hall *hall)
{
	struct findings findings;
	struct error err;
	char *yaml;
	size_t length;
	struct json *body = json_map(hall->arena);
	struct event event = { .at = hall->at, .kind_name = "session_opened", .body = body };
	struct store_append what = { .event = &event, .count = 1, .live = true };

	must(file_read(hall->arena, "content/meti-2015.yaml", 1 << 22, &yaml, &length), "run it from the source folder");
	findings_init(&findings, hall->arena);
	hall->pack = pack_read(hall->arena, "pack", yaml, length, NULL, &findings);
	hall->store = store_open(hall->path, STORE_WRITE, &err);
	must(hall->pack && hall->store, "no pack or no store");
	hall->session = session_new(hall->pack);
	json_put_text(hall->arena, body, "id", "0190b5a2-0000-7000-8000-000000000001");
	json_put_text(hall->arena, body, "title", "Hall");
	json_put_text(hall->arena, body, "organisation", "Minato");
	json_put_text(hall->arena, body, "held_on", "2026-11-24");
	json_put_text(hall->arena, body, "agenda", "standard");
	json_put_text(hall->arena, body, "language", "en");
	json_put_text(hall->arena, body, "pack", hall->pack->id);
	json_put(hall->arena, body, "content", store_pack_content(hall->arena, hall->pack));
	must(store_append(hall->store, hall->session, &what, &err), "no session");
	for (int i = 1; i <= SEATS; i++) {
		put(hall, "participant_added", arena_printf(hall->arena,
		    "{\"participant\":\"p%d\",\"name\":\"Member %d\",\"role\":\"Director\",\"votes\":true}", i, i));
		put(hall, "participant_arrived", arena_printf(hall->arena, "{\"participant\":\"p%d\"}", i));
	}
	put(hall, "item_entered", "{\"item\":\"D3\"}");
}

static struct term *start(const struct hall *hall, const char *command, const char *who)
{
	const char *env[] = { arena_printf(hall->arena, "HOME=%s", hall->folder),
			      arena_printf(hall->arena, "ENTAKU_DB=%s", hall->path), "ENTAKU_LANG=en", NULL };
	const char *argv[] = { getenv("ENTAKU"), command, "1", who, NULL };
	struct term *term = term_open(24, 80, env, argv);

	must(term != NULL, "no terminal");
	return term;
}

/* Looks until it is there (or gone); the milliseconds, with the others kept running. */
static double until(struct term *term, const char *text, bool there)
{
	struct timespec from, now;
	double ms = 0;

	clock_gettime(CLOCK_MONOTONIC, &from);
	while (term_contains(term, text) != there) {
		must(term_pump(term, 5), "a program ended");
		clock_gettime(CLOCK_MONOTONIC, &now);
		ms = (double)(now.tv_sec - from.tv_sec) * 1e3 + (double)(now.tv_nsec - from.tv_nsec) / 1e6;
		if (ms > WAIT_MS)
			term_dump(term);
		must(ms <= WAIT_MS, text);
	}
	return ms;
}

/* ---- a thousand ballots -------------------------------------------------------------------- */

static void hold_round(struct hall *hall, int number)
{
	put(hall, "round_opened", arena_printf(hall->arena,
	    "{\"item\":\"D3\",\"question\":\"appetite\",\"round\":\"r%d\"}", number));
	for (int i = 0; i < SEATS; i++)
		until(hall->seat[i], "How much risk do you want", true);
	for (int i = 0; i < SEATS; i++)
		term_type(hall->seat[i], arena_printf(hall->arena, "%d\r\r\ry", 1 + (i + number) % 5));
	for (int i = 0; i < SEATS; i++)
		until(hall->seat[i], "sealed and recorded", true);
	put(hall, "round_revealed", arena_printf(hall->arena, "{\"round\":\"r%d\"}", number));
	for (int i = 0; i < SEATS; i++)
		until(hall->seat[i], "Your position: ", true);
}

static int64_t number_of(const char *path, const char *sql)
{
	sqlite3 *bare = NULL;
	sqlite3_stmt *statement = NULL;
	int64_t number;

	must(sqlite3_open(path, &bare) == SQLITE_OK &&
	     sqlite3_prepare_v2(bare, sql, -1, &statement, NULL) == SQLITE_OK &&
	     sqlite3_step(statement) == SQLITE_ROW, "no bare database");
	number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(bare);
	return number;
}

static void ballots(struct hall *hall)
{
	struct store_verdict verdict;
	struct timespec from, to;
	int64_t all, once;

	for (int i = 0; i < SEATS; i++)
		hall->seat[i] = start(hall, "seat", arena_printf(hall->arena, "p%d", i + 1));
	for (int i = 0; i < SEATS; i++)
		until(hall->seat[i], "No position is asked for", true);
	clock_gettime(CLOCK_MONOTONIC, &from);
	for (int i = 1; i <= ROUNDS; i++)
		hold_round(hall, i);
	clock_gettime(CLOCK_MONOTONIC, &to);
	for (int i = 0; i < SEATS; i++) {
		term_type(hall->seat[i], "q");
		must(term_close(hall->seat[i]) == 0, "a seat did not end well");
	}
	all = number_of(hall->path, "SELECT count(*) FROM event WHERE kind = 'position_taken'");
	once = number_of(hall->path, "SELECT count(DISTINCT json_extract(body, '$.round') || ' ' ||"
			 " json_extract(body, '$.participant')) FROM event WHERE kind = 'position_taken'");
	must(store_verify(hall->store, hall->arena, NULL, &verdict, NULL), "it could not be verified");
	printf("%d ballots from %d seats at once: %" PRId64 " recorded, %" PRId64 " of them once, %" PRId64
	       " faults in the chain; %.1f s a round\n", SEATS * ROUNDS, SEATS, all, once, verdict.faults,
	       ((double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9) / ROUNDS);
	must(all == SEATS * ROUNDS && once == all && verdict.faults == 0, "a ballot was lost or doubled");
}

/* ---- from the key to the picture, and nothing at all ---------------------------------------- */

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void say_times(const char *what, double *ms, int count)
{
	qsort(ms, (size_t)count, sizeof(*ms), by_size);
	printf("%-44s median %5.0f ms  worst %5.0f ms  (%d times)\n", what, ms[count / 2], ms[count - 1], count);
}

/* Processor time in milliseconds, and how often it was woken. */
static void cost_of(pid_t pid, double *ms, long *wakes)
{
	char path[64], line[256];
	unsigned long long ns = 0;
	FILE *file;

	*wakes = 0;
	snprintf(path, sizeof(path), "/proc/%ld/schedstat", (long)pid);
	file = fopen(path, "r");
	if (file && fscanf(file, "%llu", &ns) != 1)
		ns = 0;
	if (file)
		fclose(file);
	*ms = (double)ns / 1e6;
	snprintf(path, sizeof(path), "/proc/%ld/status", (long)pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "voluntary_ctxt_switches: %ld", wakes) == 1)
			break;
	if (file)
		fclose(file);
}

/* A program that only wakes up as often as ours. */
static int wake_up(void *with)
{
	(void)with;
	for (;;)
		poll(NULL, 0, 250);
	return 0;
}

static void idle(struct term *const program[PROGRAMS])
{
	double before[PROGRAMS], after, sum = 0, floor;
	long woken[PROGRAMS], wakes, times = 0;
	struct term *bare = term_call(24, 80, (const char *const[]){ NULL }, wake_up, NULL);
	long end = term_clock() + IDLE_SECONDS * 1000L;

	must(bare != NULL, "no bare program");
	for (int i = 0; i < PROGRAMS; i++)
		cost_of(term_pid(program[i]), &before[i], &woken[i]);
	cost_of(term_pid(bare), &floor, &wakes);
	while (term_clock() < end)
		for (int i = 0; i < PROGRAMS; i++)
			term_pump(program[i], 50);
	for (int i = 0; i < PROGRAMS; i++) {
		cost_of(term_pid(program[i]), &after, &wakes);
		sum += after - before[i];
		times += wakes - woken[i];
	}
	cost_of(term_pid(bare), &after, &wakes);
	term_signal(bare, SIGKILL);
	term_close(bare);
	printf("%-44s %.2f %% of one processor (three that only wake up as often: %.2f %%), %.1f wake-ups a second each\n",
	       "idle: facilitator, room, seat together", sum / IDLE_SECONDS / 10,
	       (after - floor) * PROGRAMS / IDLE_SECONDS / 10, (double)times / IDLE_SECONDS / PROGRAMS);
}

static void picture(struct hall *hall)
{
	static double shown[KEYS], recorded[KEYS];
	struct term *desk = start(hall, "run", NULL), *room = start(hall, "room", NULL), *seat;

	until(desk, "What is asked of the board", true);
	until(room, "What matters most", true);
	for (int i = 0; i < KEYS; i++) {
		term_type(desk, "W");
		until(room, "What matters most", false);
		term_type(desk, "w");
		shown[i] = until(room, "What matters most", true);
		term_pump(desk, 0);
	}
	say_times("key -> the room's picture (w)", shown, KEYS);
	for (int i = 0; i < KEYS; i++) {
		term_type(desk, i % 2 ? "[" : "]");
		recorded[i] = until(room, i % 2 ? "What matters most" : "Check, improve", true);
		until(desk, i % 2 ? "What matters most" : "Check, improve", true);
	}
	say_times("key -> recorded -> the room's picture (])", recorded, KEYS);
	seat = start(hall, "seat", "p1");
	until(seat, "Your position: ", true);
	idle((struct term *const[PROGRAMS]){ desk, room, seat });
	term_type(desk, "q");
	term_type(room, "q");
	term_type(seat, "q");
	must(term_close(desk) == 0 && term_close(room) == 0 && term_close(seat) == 0, "a program did not end well");
}

int main(void)
{
	struct hall hall = { .arena = arena_new() };
	const char *folder = folder_new();
	struct timespec now;

	must(text_init_locale() && sodium_init() >= 0, "no UTF-8 locale");
	must(getenv("ENTAKU") != NULL, "ENTAKU must name the program");
	clock_gettime(CLOCK_REALTIME, &now);
	/* Just now: the meeting is neither over time nor in the future. */
	hall.at = (int64_t)now.tv_sec * 1000 - 240000;
	hall.folder = folder;
	hall.path = arena_printf(hall.arena, "%s/hall.db", folder);
	prepare(&hall);
	ballots(&hall);
	picture(&hall);
	session_free(hall.session);
	store_close(hall.store);
	arena_free(hall.arena);
	folder_remove(folder);
	return 0;
}
