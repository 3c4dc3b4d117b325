/* See meeting.h. */
#include "support/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "support/program.h"
#include "support/term.h"

enum { ROWS = 24 };

void meeting_new(struct meeting *meeting)
{
	struct arena *arena = arena_new();

	*meeting = (struct meeting){ .arena = arena, .language = "en" };
	meeting->place = meeting->home = place_new(arena);
	meeting->folder = arena_printf(arena, "%s/kept", meeting->place);
	assert_int_equal(mkdir(meeting->folder, 0700), 0);
	meeting->database = arena_printf(arena, "%s/t.db", meeting->folder);
	expect_run(meeting->place, &(struct run){ .word = {
		"--db", meeting->database, "new", "--title", "Board day", "--organisation", "Minato",
		"--date", "2026-11-24", "--participant", "Sato;CEO;vote", "--participant", "Suzuki;CISO",
		"--participant", "Tanaka;CFO;vote", NULL } }, 0, "1 ", "");
}

void meeting_remove(struct meeting *meeting)
{
	place_remove(meeting->place);
	arena_free(meeting->arena);
}

const char *meeting_words(const struct meeting *meeting, const char *en, const char *ja)
{
	return strcmp(meeting->language, "ja") == 0 ? ja : en;
}

struct term *meeting_run(struct meeting *meeting, const char *const *words)
{
	struct arena *arena = meeting->arena;
	const char *env[] = { arena_printf(arena, "HOME=%s", meeting->home),
			      arena_printf(arena, "ENTAKU_DB=%s", meeting->database),
			      arena_printf(arena, "ENTAKU_LANG=%s", meeting->language),
			      meeting->now ? arena_printf(arena, "ENTAKU_NOW=%s", meeting->now) : "ENTAKU_NOW",
			      meeting->temporary ? arena_printf(arena, "TMPDIR=%s", meeting->temporary) : "TMPDIR", NULL };
	const char *argv[RUN_WORDS + 2] = { getenv("ENTAKU") };

	for (int i = 0; i < RUN_WORDS && words[i]; i++)
		argv[i + 1] = words[i];
	return term_open(ROWS, 80, env, argv);
}

struct term *meeting_start(struct meeting *meeting, const char *command, const char *who)
{
	return meeting_run(meeting, (const char *const[]){ command, "1", who, NULL });
}

struct term *meeting_resume(struct meeting *meeting)
{
	struct term *term = meeting_start(meeting, "run", NULL);

	SEES(term, meeting_words(meeting, "What is asked of the board", "求められていること"));
	return term;
}

struct term *meeting_at_d3(struct meeting *meeting)
{
	struct term *term = meeting_start(meeting, "run", NULL);

	SEES(term, "Suzuki");
	term_type(term, "]");
	SEES(term, meeting_words(meeting, "y  yes", "y  はい"));
	term_type(term, "y");
	SEES(term, meeting_words(meeting, "Opening", "開会"));
	term_type(term, ":goto D3\r");
	SEES(term, meeting_words(meeting, "What is asked of the board", "求められていること"));
	return term;
}

void meeting_command(struct meeting *meeting, int status, const char *command, const char *operand)
{
	expect_run(meeting->place, &(struct run){ .word = { "--db", meeting->database, command, operand, NULL } },
		   status, NULL, status ? NULL : "");
}

struct json *meeting_shown(struct meeting *meeting, const char *database)
{
	return run_json(meeting->place, &(struct run){ .word = { "--db", database, "show", "1", "--json", NULL } },
			meeting->arena);
}

static void add_unspaced(struct str *to, const char *text)
{
	for (; *text; text++)
		if (*text != ' ')
			str_add_char(to, *text);
}

bool meeting_says(struct term *term, const char *text)
{
	struct str screen = STR_INIT, wanted = STR_INIT;
	bool found;

	for (int row = 0; row < ROWS; row++)
		add_unspaced(&screen, term_row(term, row));
	add_unspaced(&wanted, text);
	found = strstr(screen.text, wanted.text) != NULL;
	str_release(&screen);
	str_release(&wanted);
	return found;
}

void meeting_quit(struct term *term)
{
	term_type(term, "q");
	assert_int_equal(term_close(term), 0);
}
