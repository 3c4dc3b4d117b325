/* See support_screen.h. */
#include "support_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum { SETTLE_MS = 300, ROWS_BELOW = 4, QUIET_MS = 50 };

/* Takes all that is there: looking costs more than reading, and must not make the
 * program wait for its terminal.  False: nothing came. */
static bool take(struct term *term)
{
	size_t from = term_output(term), before;

	must(term_pump(term, QUIET_MS), "a program ended");
	do {
		before = term_output(term);
		must(term_pump(term, 0), "a program ended");
	} while (term_output(term) != before);
	return before != from;
}

/* `quiet`: there is time for a long look. */
typedef bool holds_fn(struct term *term, const void *what, bool quiet);

/* Feeds the terminal until it holds; the time of the read that made it hold. */
static double until(struct term *term, double from, holds_fn *holds, const void *what)
{
	long end = term_clock() + SCREEN_WAIT_MS;
	bool quiet;

	do {
		quiet = !take(term);
		if (term_clock() > end) {
			term_dump(term);
			must(0, "a picture did not come");
		}
	} while (!holds(term, what, quiet));
	return term_read_at(term) - from;
}

/* What is timed stands below; the rest is looked at when nothing comes. */
static bool has_text(struct term *term, const void *what, bool quiet)
{
	int rows, columns;

	term_size(term, &rows, &columns);
	for (int y = rows - 1; y >= 0 && y >= rows - ROWS_BELOW; y--)
		if (strstr(term_row(term, y), what))
			return true;
	return quiet && term_contains(term, what);
}

struct place { int row, column; uint32_t code; };

static bool has_cell(struct term *term, const void *what, bool quiet)
{
	const struct place *place = what;

	(void)quiet;
	return term_cell(term, place->row, place->column).chars[0] == place->code;
}

/* A blank is a blank, however it came about; its colour and weight are not seen. */
uint64_t screen_look(struct term *term, int row, int column)
{
	VTermScreenCell cell = term_cell(term, row, column);
	uint64_t look = (uint64_t)cell.attrs.reverse << 62 | (uint64_t)cell.attrs.underline << 60;

	if (cell.chars[0] == 0 || cell.chars[0] == ' ')
		return look | ' ';
	return look | (uint64_t)cell.attrs.bold << 59 | (uint64_t)cell.fg.indexed.idx << 40 | cell.chars[0];
}

uint64_t screen_hash(struct term *term)
{
	uint64_t hash = 1469598103934665603u;
	int rows, columns;

	term_size(term, &rows, &columns);
	for (int y = 0; y < rows; y++)
		for (int x = 0; x < columns; x++)
			hash = (hash ^ screen_look(term, y, x)) * 1099511628211u;
	return hash;
}

static bool has_hash(struct term *term, const void *what, bool quiet)
{
	(void)quiet;
	return screen_hash(term) == *(const uint64_t *)what;
}

struct term *screen_start(const char *const *env, const char *const *argv, const char *text, double *ready)
{
	double from = now_us(), took;
	struct term *term = term_open(SCREEN_ROWS, SCREEN_COLUMNS, env, argv);

	must(term != NULL, "no terminal");
	took = until(term, from, has_text, text);
	if (ready)
		*ready = took;
	return term;
}

double screen_until_text(struct term *term, const char *keys, const char *text)
{
	double from = now_us();

	term_type(term, keys);
	return until(term, from, has_text, text);
}

double screen_until_cell(struct term *term, const char *keys, int row, int column, uint32_t code)
{
	struct place place = { row, column, code };
	double from = now_us();

	term_type(term, keys);
	return until(term, from, has_cell, &place);
}

double screen_until_hash(struct term *term, const char *keys, uint64_t hash)
{
	double from = now_us();

	term_type(term, keys);
	return until(term, from, has_hash, &hash);
}

double screen_resized_text(struct term *term, int rows, int columns, const char *text)
{
	double from = now_us();

	term_resize(term, rows, columns);
	return until(term, from, has_text, text);
}

double screen_resized_hash(struct term *term, int rows, int columns, uint64_t hash)
{
	double from = now_us();

	term_resize(term, rows, columns);
	return until(term, from, has_hash, &hash);
}

void screen_rest(struct term *term, int ms)
{
	size_t before;

	do {
		before = term_output(term);
		must(term_pump(term, ms), "a program ended");
	} while (term_output(term) != before);
}

void screen_settle(struct term *term)
{
	screen_rest(term, SETTLE_MS);
}

double screen_leave(struct term *term, const char *keys)
{
	double from = now_us(), took;

	term_type(term, keys);
	while (term_pump(term, 1000))
		must(now_us() - from < SCREEN_WAIT_MS * 1e3, "a program did not end");
	took = now_us() - from;
	must(term_close(term) == 0, "a program did not end well");
	return took;
}

/* The number behind a name in a file of /proc. */
static double number_in(pid_t pid, const char *file, const char *name)
{
	char path[64], line[256];
	double number = 0;
	FILE *from;

	snprintf(path, sizeof(path), "/proc/%ld/%s", (long)pid, file);
	from = fopen(path, "r");
	while (from && fgets(line, sizeof(line), from)) {
		if (strncmp(line, name, strlen(name)) != 0)
			continue;
		number = strtod(line + strlen(name), NULL);
		break;
	}
	if (from)
		fclose(from);
	return number;
}

struct usage screen_usage(const struct term *term)
{
	pid_t pid = term_pid(term);

	return (struct usage){
		.peak = number_in(pid, "status", "VmHWM:"), .anonymous = number_in(pid, "status", "RssAnon:"),
		.cpu_ms = number_in(pid, "schedstat", "") / 1e6,
		.wakes = (long)number_in(pid, "status", "voluntary_ctxt_switches:"),
	};
}
