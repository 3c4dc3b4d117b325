/*
 * The facilitator's screen with 10,000 sessions in the file, on a pseudo terminal,
 * against the least that such a program could be (floor_screen.c, floor_record.c):
 * start, keys, a recorded fact, resizing, leaving; bytes, memory, idling.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "support_screen.h"
#include "support_sessions.h"

enum { STARTS = 40, KEYS = 400, ROWS_SMALL = 30, COLUMNS_SMALL = 100, LINES_AT_ONCE = 30, IDLE_SECONDS = 10, REST_MS = 100 };

#define DOWN "\033OB"
#define UP "\033OA"

static const char *const env_of_floor[] = { NULL };

struct desk {
	char database[300], home[300], floor_screen[400], floor_record[400];
	const char *env[8], *still[8]; /* still: with a clock that stands */
	struct term *floor, *ours;
	const char *last;              /* the end of the first picture */
	int number, floor_number, line;
	bool there;                    /* which of two pictures */
	uint64_t picture[2];
};

static const char *beside(char *to, size_t size, const char *name)
{
	snprintf(to, size, "%s/%s", getenv("BENCH_PROGRAMS"), name);
	return to;
}

static void prepare(struct desk *desk, const char *folder)
{
	const char *path = sessions_copy(folder, sessions_file(sessions_many(), false));
	char command[900];

	must(getenv("BENCH_PROGRAMS") != NULL, "BENCH_PROGRAMS names the folder of the floors");
	snprintf(desk->database, sizeof(desk->database), "ENTAKU_DB=%s", path);
	snprintf(desk->home, sizeof(desk->home), "HOME=%s", folder);
	beside(desk->floor_screen, sizeof(desk->floor_screen), "floor_screen");
	beside(desk->floor_record, sizeof(desk->floor_record), "floor_record");
	desk->env[0] = desk->still[0] = desk->database;
	desk->env[1] = desk->still[1] = desk->home;
	desk->env[2] = desk->still[2] = "ENTAKU_LANG=en";
	desk->still[3] = "ENTAKU_NOW=2026-11-24T13:00:00Z";
	snprintf(command, sizeof(command), "%s --db '%s' new --title Board --organisation Minato --date 2031-11-24"
		 " --participant 'Sato;CEO;vote' --participant 'Suzuki;CISO' --participant 'Tanaka;CFO;vote' > /dev/null",
		 getenv("ENTAKU"), path);
	must(system(command) == 0, "no session");
	desk->last = "F1 keys";
}

static struct term *start_floor(const struct desk *desk, const char *how, double *ready)
{
	return screen_start(env_of_floor, (const char *const[]){ desk->floor_screen, how, NULL }, "keys        0", ready);
}

static struct term *start_ours(const struct desk *desk, const char *session, const char *text, double *ready)
{
	return screen_start(desk->still, (const char *const[]){ getenv("ENTAKU"), "run", session, NULL }, text, ready);
}

/* ---- start and end ----------------------------------------------------------------------- */

static double launch_floor(void *with)
{
	double took;

	screen_leave(start_floor(with, "list", &took), "q");
	return took;
}

/* The last row of the list is drawn after all others. */
static double launch(void *with)
{
	const struct desk *desk = with;
	double took;

	screen_leave(start_ours(desk, NULL, desk->last, &took), "q");
	return took;
}

static double leave_floor(void *with)
{
	struct term *term = start_floor(with, "list", NULL);

	screen_rest(term, REST_MS);
	return screen_leave(term, "q");
}

static double leave(void *with)
{
	const struct desk *desk = with;
	struct term *term = start_ours(desk, NULL, desk->last, NULL);

	screen_rest(term, REST_MS);
	return screen_leave(term, "q");
}

static void starts(struct desk *desk)
{
	measure_head("10,000 sessions, 120x40");
	measure_timing(&(struct timing){ "launch to list | a bare full screen", launch_floor, launch, desk, STARTS, 2.6, 0, 0 });
	measure_timing(&(struct timing){ "leave | the same", leave_floor, leave, desk, STARTS, 2, 0, 0 });
}

/* ---- keys --------------------------------------------------------------------------------- */

/* Down by one line; from the bottom back to the top, which is not counted twice. */
static double move_floor(void *with)
{
	struct desk *desk = with;
	bool down = desk->floor_number % (2 * LINES_AT_ONCE) < LINES_AT_ONCE;
	char keys[32];

	snprintf(keys, sizeof(keys), "keys %8d", ++desk->floor_number);
	return screen_until_text(desk->floor, down ? DOWN : UP, keys);
}

enum { FIRST_ROW = 3, MARK_COLUMN = 2 };

static double move_line(void *with)
{
	struct desk *desk = with;
	bool down = desk->number++ % (2 * (LINES_AT_ONCE - 2)) < LINES_AT_ONCE - 2;

	desk->line += down ? 1 : -1;
	return screen_until_cell(desk->ours, down ? DOWN : UP, FIRST_ROW + desk->line, MARK_COLUMN, '>');
}

static double many_floor(void *with)
{
	struct desk *desk = with;
	bool down = desk->floor_number / LINES_AT_ONCE % 2 == 0;
	char keys[LINES_AT_ONCE * 4] = "", text[24];

	for (int i = 0; i < LINES_AT_ONCE; i++)
		strcat(keys, down ? DOWN : UP);
	desk->floor_number += LINES_AT_ONCE;
	snprintf(text, sizeof(text), "keys %8d", desk->floor_number);
	return screen_until_text(desk->floor, keys, text);
}

static double many_lines(void *with)
{
	struct desk *desk = with;
	char keys[LINES_AT_ONCE * 4] = "";

	for (int i = 0; i < LINES_AT_ONCE; i++)
		strcat(keys, desk->there ? UP : DOWN);
	desk->there = !desk->there;
	return screen_until_hash(desk->ours, keys, desk->picture[desk->there]);
}

/* Goes there and back once, and keeps both pictures. */
static void learn(struct desk *desk, const char *there, const char *back)
{
	screen_settle(desk->ours);
	desk->picture[0] = screen_hash(desk->ours);
	term_type(desk->ours, there);
	screen_settle(desk->ours);
	desk->picture[1] = screen_hash(desk->ours);
	term_type(desk->ours, back);
	screen_settle(desk->ours);
	if (desk->picture[0] == desk->picture[1] || screen_hash(desk->ours) != desk->picture[0]) {
		term_dump(desk->ours);
		must(0, "no way there and back");
	}
	desk->there = false;
}

static void learn_lines(struct desk *desk)
{
	char there[LINES_AT_ONCE * 4] = "", back[LINES_AT_ONCE * 4] = "";

	for (int i = 0; i < LINES_AT_ONCE; i++) {
		strcat(there, DOWN);
		strcat(back, UP);
	}
	learn(desk, there, back);
}

static void begin(struct desk *desk, const char *how, const char *session, const char *text)
{
	desk->floor = start_floor(desk, how, NULL);
	desk->ours = start_ours(desk, session, text, NULL);
	screen_settle(desk->ours);
	desk->number = desk->floor_number = desk->line = 0;
}

static void end(struct desk *desk)
{
	screen_leave(desk->floor, "q");
	screen_leave(desk->ours, "q");
}

static void keys_on_home(struct desk *desk)
{
	begin(desk, "list", NULL, desk->last);
	measure_timing(&(struct timing){ "move the highlight | moving a line", move_floor, move_line, desk, KEYS, 1.2, 1.3, 1.5 });
	while (desk->line > 0)
		move_line(desk);
	while (desk->floor_number % (2 * LINES_AT_ONCE) != 0)
		move_floor(desk);
	learn_lines(desk);
	measure_timing(&(struct timing){ "30 keys at once | the same", many_floor, many_lines, desk, KEYS / 4, 1.2, 0, 0 });
	end(desk);
}

static double flip_floor(void *with)
{
	struct desk *desk = with;
	char text[32];

	snprintf(text, sizeof(text), "keys %8d", ++desk->floor_number);
	return screen_until_text(desk->floor, " ", text);
}

static double flip(void *with)
{
	struct desk *desk = with;

	desk->there = !desk->there;
	return screen_until_hash(desk->ours, desk->there ? "O" : "i", desk->picture[desk->there]);
}

static const char *session_number(void)
{
	static char text[32];

	snprintf(text, sizeof(text), "%ld", sessions_many() + 1);
	return text;
}

static void change_screen(struct desk *desk)
{
	begin(desk, "flip", session_number(), "Suzuki");
	learn(desk, "O", "i");
	measure_timing(&(struct timing){ "change screen | flipping two", flip_floor, flip, desk, KEYS, 1.15, 0, 0 });
	end(desk);
}

/* ---- a recorded fact ------------------------------------------------------------------------ */

static double record_floor(void *with)
{
	struct desk *desk = with;
	char text[32];

	snprintf(text, sizeof(text), "recorded %8d", ++desk->floor_number);
	return screen_until_text(desk->floor, "x", text);
}

static double record(void *with)
{
	struct desk *desk = with;
	char text[32];

	snprintf(text, sizeof(text), "recorded #%d ", ++desk->number);
	return screen_until_text(desk->ours, "i", text);
}

/* The number that the screen has given last: "recorded #123 ...". */
static int recorded(struct term *term)
{
	for (int y = 0; y < SCREEN_ROWS; y++) {
		const char *at = strstr(term_row(term, y), "recorded #");

		if (at)
			return atoi(at + strlen("recorded #"));
	}
	must(0, "nothing was recorded");
	return 0;
}

static void record_facts(struct desk *desk, const char *folder)
{
	char path[300];

	snprintf(path, sizeof(path), "%s/prototype.db", folder);
	desk->floor = screen_start(env_of_floor, (const char *const[]){ desk->floor_record, path, NULL }, "recorded        0", NULL);
	desk->ours = start_ours(desk, session_number(), "Suzuki", NULL);
	screen_settle(desk->ours);
	screen_until_text(desk->ours, "i", "recorded #");
	screen_settle(desk->ours);
	desk->number = recorded(desk->ours);
	desk->floor_number = 0;
	measure_timing(&(struct timing){ "key to durable and seen | the prototype", record_floor, record, desk, KEYS, 1.1, 0, 0 });
	end(desk);
}

/* ---- sizes and Escape ------------------------------------------------------------------------ */

/* Two signals may be one to ncurses, so the number is not asked for: in the last row of
 * the new size nothing else says "keys". */
static double resize_floor(void *with)
{
	struct desk *desk = with;
	bool large = desk->floor_number++ % 2;

	return screen_resized_text(desk->floor, large ? SCREEN_ROWS : ROWS_SMALL, large ? SCREEN_COLUMNS : COLUMNS_SMALL,
				   "keys ");
}

static double resize(void *with)
{
	struct desk *desk = with;

	desk->there = !desk->there;
	return screen_resized_hash(desk->ours, desk->there ? ROWS_SMALL : SCREEN_ROWS,
				   desk->there ? COLUMNS_SMALL : SCREEN_COLUMNS, desk->picture[desk->there]);
}

static void sizes(struct desk *desk)
{
	begin(desk, "list", NULL, desk->last);
	for (int i = 0; i < 2; i++) {
		term_resize(desk->ours, i ? SCREEN_ROWS : ROWS_SMALL, i ? SCREEN_COLUMNS : COLUMNS_SMALL);
		screen_settle(desk->ours);
		desk->picture[1 - i] = screen_hash(desk->ours);
	}
	desk->there = false;
	measure_timing(&(struct timing){ "resize | the same", resize_floor, resize, desk, 60, 1.2, 0, 0 });
	end(desk);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void escape(struct desk *desk)
{
	static double took[60];

	desk->ours = start_ours(desk, NULL, desk->last, NULL);
	learn(desk, "?", "\033");
	for (int i = 0; i < 60; i++) {
		screen_until_hash(desk->ours, "?", desk->picture[1]);
		took[i] = screen_until_hash(desk->ours, "\033", desk->picture[0]) / 1000;
	}
	qsort(took, 60, sizeof(*took), by_size);
	figure("Escape to picture, median", took[30], "ms", 30);
	figure("Escape to picture, p95", took[57], "ms", 0);
	screen_leave(desk->ours, "q");
}

/* ---- bytes, memory, nothing at all --------------------------------------------------------------- */

static long cells_changed(struct term *term, uint64_t *before)
{
	long changed = 0;

	for (int y = 0; y < SCREEN_ROWS; y++) {
		for (int x = 0; x < SCREEN_COLUMNS; x++) {
			uint64_t look = screen_look(term, y, x), *was = &before[y * SCREEN_COLUMNS + x];

			changed += look != *was;
			*was = look;
		}
	}
	return changed;
}

/* A walk through the screens and down a list. */
static void bytes_of_repaints(const struct desk *desk, const char *language, const char *what)
{
	static const char *const walk[] = { "O", "i", "?", "\033", "O", DOWN, DOWN, "i", "H", DOWN, DOWN, DOWN, "?", "\033", "A",
					    "\033", "D", "\033" };
	static uint64_t before[SCREEN_ROWS * SCREEN_COLUMNS];
	const char *env[] = { desk->still[0], desk->still[1], language, desk->still[3], NULL };
	struct term *term = screen_start(env, (const char *const[]){ getenv("ENTAKU"), "run", session_number(), NULL }, "Suzuki",
					 NULL);
	size_t bytes = 0, from;
	long cells = 0;

	screen_settle(term);
	cells_changed(term, before);
	for (size_t i = 0; i < sizeof(walk) / sizeof(walk[0]); i++) {
		from = term_output(term);
		term_type(term, walk[i]);
		screen_settle(term);
		bytes += term_output(term) - from;
		cells += cells_changed(term, before);
	}
	screen_leave(term, "q");
	figure(what, (double)bytes / (double)cells, "bytes", 1.6);
}

static void memory(struct desk *desk)
{
	struct usage floor, ours;

	desk->floor = screen_start(env_of_floor, (const char *const[]){ desk->floor_record,
				   desk->database + strlen("ENTAKU_DB="), "look", NULL }, "recorded        0", NULL);
	desk->ours = start_ours(desk, NULL, desk->last, NULL);
	screen_settle(desk->ours);
	term_type(desk->ours, " " DOWN DOWN);
	screen_settle(desk->ours);
	floor = screen_usage(desk->floor);
	ours = screen_usage(desk->ours);
	figure_ratio("peak memory | the prototype", floor.peak, ours.peak, "KB", 1.3);
	figure_ratio("anonymous memory | the prototype", floor.anonymous, ours.anonymous, "KB", 2);
	end(desk);
}

static void say_idle(const char *what, struct usage before, struct usage after, size_t bytes, bool silent, double wakes)
{
	char name[60];

	snprintf(name, sizeof(name), "idle, %s: wake-ups a second", what);
	figure(name, (double)(after.wakes - before.wakes) / IDLE_SECONDS, "", wakes);
	snprintf(name, sizeof(name), "idle, %s: of a processor", what);
	figure(name, (after.cpu_ms - before.cpu_ms) / IDLE_SECONDS / 10, "%", 0.2);
	if (!silent) {
		snprintf(name, sizeof(name), "idle, %s: bytes a second", what);
		figure(name, (double)bytes / IDLE_SECONDS, "bytes", 0);
	} else {
		/* Not one: the limit is below the smallest that can be. */
		snprintf(name, sizeof(name), "idle, %s: bytes", what);
		figure(name, (double)bytes, "bytes", 0.5);
	}
}

/* Both at once: home has no clock; a meeting that runs shows the seconds. */
static void idle(struct desk *desk)
{
	struct usage still, clock, still_after, clock_after;
	size_t still_bytes, clock_bytes;
	double end_at;

	desk->ours = start_ours(desk, NULL, desk->last, NULL);
	desk->floor = screen_start(desk->env, (const char *const[]){ getenv("ENTAKU"), "run", session_number(), NULL }, "Suzuki",
				   NULL);
	term_type(desk->floor, "]");
	screen_settle(desk->floor);
	term_type(desk->floor, "y");
	for (int i = 0; i < 30; i++) {
		term_pump(desk->ours, 50);
		term_pump(desk->floor, 50);
	}
	still = screen_usage(desk->ours);
	clock = screen_usage(desk->floor);
	still_bytes = term_output(desk->ours);
	clock_bytes = term_output(desk->floor);
	end_at = now_us() + IDLE_SECONDS * 1e6;
	while (now_us() < end_at) {
		term_pump(desk->ours, 50);
		term_pump(desk->floor, 50);
	}
	still_after = screen_usage(desk->ours);
	clock_after = screen_usage(desk->floor);
	say_idle("no clock", still, still_after, term_output(desk->ours) - still_bytes, true, 5);
	say_idle("clock", clock, clock_after, term_output(desk->floor) - clock_bytes, false, 6);
	screen_leave(desk->ours, "q");
	screen_leave(desk->floor, "q");
}

int main(void)
{
	static struct desk desk;
	const char *folder = folder_new();

	setvbuf(stdout, NULL, _IOLBF, 0);
	prepare(&desk, folder);
	starts(&desk);
	keys_on_home(&desk);
	change_screen(&desk);
	record_facts(&desk, folder);
	sizes(&desk);
	escape(&desk);
	bytes_of_repaints(&desk, "ENTAKU_LANG=en", "bytes a changed cell, English");
	bytes_of_repaints(&desk, "ENTAKU_LANG=ja", "bytes a changed cell, Japanese");
	memory(&desk);
	idle(&desk);
	folder_remove(folder);
	return 0;
}
