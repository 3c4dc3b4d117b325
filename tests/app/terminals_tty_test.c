/*
 * The whole program on terminals of all kinds and sizes, with a database whose name is
 * made to deceive.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "support/meeting.h"
#include "support/program.h"
#include "support/term.h"

/* ESC, BEL, a line end, a right-to-left override, a C1 control and a bad byte. */
#define EVIL "a\033]0;evil\007\nb\xE2\x80\xAEx\xC2\x9B" "31m\xFFz"

static struct term *start_on(struct meeting *meeting, const char *first, const char *second)
{
	const char *env[] = { arena_printf(meeting->arena, "HOME=%s", meeting->home), "ENTAKU_LANG=en",
			      arena_printf(meeting->arena, "ENTAKU_DB=%s", meeting->database), first, second, NULL };
	const char *argv[] = { getenv("ENTAKU"), "run", "1", NULL };

	return term_open(24, 80, env, argv);
}

/* Descriptions that a system may lack are told from those that must not work. */
static void kinds_of_terminal(void **state)
{
	static const struct { const char *type; bool everywhere; } types[] = {
		{ "TERM=xterm-256color", true }, { "TERM=xterm", true }, { "TERM=vt100", true },
		{ "TERM=linux", true }, { "TERM=screen", true }, { "TERM=screen-256color", false },
		{ "TERM=tmux", false }, { "TERM=tmux-256color", false }, { "TERM=xterm-direct", false },
		{ "TERM=rxvt", false }, { "TERM=ansi", true },
	};
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct term *term = start_on(&meeting, types[i].type, NULL);

		SOON(term, term_contains(term, "Suzuki") ||
		     (!types[i].everywhere && term_contains(term, "is not")));
		if (term_contains(term, "Suzuki")) {
			term_type(term, "L");
			SEES(term, "参加者");
			meeting_quit(term);
		} else {
			assert_int_equal(term_close(term), 69);
		}
	}
	meeting_remove(&meeting);
}

/* As ncurses describes it, for systems whose descriptions have no such terminal. */
static const char direct[] =
	"xterm-direct|xterm with direct colours,\n"
	"\tccc@, RGB, colors#0x1000000, pairs#0x10000, initc@, oc@, op=\\E[39;49m,\n"
	"\tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,\n"
	"\tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,\n"
	"\tsetb@, setf@, use=xterm-256color,\n";

static bool describe(struct meeting *meeting, const char *folder, const char *text)
{
	const char *source = arena_printf(meeting->arena, "%s.ti", folder);
	pid_t child;
	int status;

	assert_int_equal(mkdir(folder, 0700), 0);
	assert_true(file_write(source, text, strlen(text)));
	child = fork();
	if (child == 0) {
		if (freopen("/dev/null", "w", stderr))
			execlp("tic", "tic", "-x", "-o", folder, source, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Its numbers of colours are shades of red, green and blue but for the first eight. */
static void a_terminal_of_direct_colours(void **state)
{
	struct meeting meeting;
	const char *folder;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	folder = arena_printf(meeting.arena, "%s/terminfo", meeting.folder);
	if (!describe(&meeting, folder, direct)) {
		meeting_remove(&meeting);
		skip();
	}
	term = start_on(&meeting, "TERM=xterm-direct", arena_printf(meeting.arena, "TERMINFO=%s", folder));
	SEES(term, "Suzuki");
	assert_true(term_colored(term));
	assert_false(term_wrote(term, "8:2:"));
	assert_false(term_wrote(term, "8;5;"));
	term_type(term, "L");
	SEES(term, "参加者");
	term_signal(term, SIGSEGV);
	SOON(term, !term_pump(term, 20));
	assert_false(term_alt(term));
	assert_true(term_cursor_shown(term));
	term_close(term);
	meeting_remove(&meeting);
}

static void terminals_that_cannot(void **state)
{
	static const struct { const char *type, *says; } types[] = {
		{ "TERM=dumb", "cannot place" }, { "TERM=no-such-thing", "'no-such-thing' is not" },
		{ "TERM=", "TERM is not set" }, { "TERM", "TERM is not set" },
		{ "TERM=\033[31mred", "is not" }, { "TERM=../../etc/passwd", "is not" },
	};
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct term *term = start_on(&meeting, types[i].type, NULL);

		SEES(term, types[i].says);
		assert_false(term_wrote(term, "\033"));
		assert_int_equal(term_close(term), 69);
	}
	meeting_remove(&meeting);
}

static uint64_t draw(uint64_t *seed, uint64_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (*seed >> 33) % below;
}

/* Sizes in any order while keys come in; the text is whole at the end of it. */
static void a_storm_of_sizes(void **state)
{
	static const struct { int rows, columns; } odd[] = {
		{ 1, 1 }, { 1, 500 }, { 200, 1 }, { 200, 500 }, { 2, 2 }, { 10, 39 }, { 9, 40 }, { 24, 80 },
	};
	enum { SIZES = 120 };
	uint64_t seed = 20261124;
	struct meeting meeting;
	struct term *term;
	char text[SIZES + 1] = "";

	(void)state;
	meeting_new(&meeting);
	term = meeting_at_d3(&meeting);
	term_type(term, "n");
	SEES(term, "Park for later");
	for (size_t i = 0; i < SIZES; i++) {
		int rows = (int)draw(&seed, 200) + 1, columns = (int)draw(&seed, 500) + 1;
		size_t which = draw(&seed, 16);
		char key[2] = { (char)('a' + draw(&seed, 26)), '\0' };

		if (which < sizeof(odd) / sizeof(odd[0]))
			rows = odd[which].rows, columns = odd[which].columns;
		term_resize_unseen(term, rows, columns);
		term_type(term, key);
		text[i] = key[0];
		if (draw(&seed, 3))
			assert_true(term_pump(term, 1));
	}
	term_resize(term, 24, 200);
	SEES(term, text + SIZES - 20);
	term_type(term, "\r");
	SEES(term, "recorded #");
	meeting_quit(term);
	assert_string_equal(json_get_text(json_get(meeting_shown(&meeting, meeting.database), "notes")->child[0],
					  "text"), text);
	meeting_remove(&meeting);
}

/* The same for who only looks on or takes part, from one row to all of the sizes. */
static void a_storm_for_the_others(void **state)
{
	static const struct { const char *command, *who, *sees; } programs[] = {
		{ "room", NULL, "Board day" }, { "seat", "Sato", "No position is asked for now" },
	};
	uint64_t seed = 20261128;
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++) {
		struct term *term = meeting_start(&meeting, programs[i].command, programs[i].who);

		SEES(term, programs[i].sees);
		for (size_t k = 0; k < 60; k++) {
			term_resize_unseen(term, k % 7 ? (int)draw(&seed, 200) + 1 : 1, k % 5 ? (int)draw(&seed, 500) + 1 : 1);
			if (draw(&seed, 3))
				assert_true(term_pump(term, 1));
		}
		term_resize(term, 24, 80);
		SEES(term, programs[i].sees);
		meeting_quit(term);
	}
	meeting_remove(&meeting);
}

/* The end may come at any size. */
static void the_end_at_any_size(void **state)
{
	static const struct { int rows, columns; } sizes[] = { { 1, 1 }, { 1, 500 }, { 200, 500 }, { 0, 0 } };
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		const char *env[] = { arena_printf(meeting.arena, "HOME=%s", meeting.place),
				      arena_printf(meeting.arena, "ENTAKU_DB=%s", meeting.database), NULL };
		const char *argv[] = { getenv("ENTAKU"), "run", "1", NULL };
		bool none = sizes[i].rows == 0;
		struct term *term = term_open(none ? 24 : sizes[i].rows, none ? 80 : sizes[i].columns, env, argv);

		SOON(term, term_alt(term));
		if (none)
			term_resize(term, 24, 80);
		term_signal(term, SIGTERM);
		assert_int_equal(term_close(term), 128 + SIGTERM);
	}
	meeting_remove(&meeting);
}

/* Nothing of the name is obeyed by the terminal. */
static void is_harmless(struct term *term)
{
	assert_false(term_wrote(term, "\033]0;evil"));
	assert_false(term_wrote(term, "\xE2\x80\xAE"));
	assert_false(term_wrote(term, "\xC2\x9B"));
	assert_false(term_wrote(term, "\xFF"));
}

static void a_name_made_to_deceive(void **state)
{
	struct meeting meeting;
	const char *plain;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	plain = meeting.database;
	meeting.database = arena_printf(meeting.arena, "%s/" EVIL, meeting.folder);
	assert_int_equal(rename(plain, meeting.database), 0);
	/* On home, in the warning when it is gone, and in the last words. */
	term = meeting_at_d3(&meeting);
	term_type(term, ":home\r");
	term_resize(term, 24, 200); /* all of the path */
	SEES(term, "evil");
	is_harmless(term);
	assert_int_equal(unlink(meeting.database), 0);
	SAYS(term, "Going on in '");
	term_type(term, "q");
	SOON(term, term_wrote(term, "while it was open"));
	is_harmless(term);
	assert_int_equal(term_close(term), 0);
	/* Where it is not to be opened at all. */
	assert_int_equal(mkdir(meeting.database, 0700), 0);
	term = meeting_start(&meeting, "run", NULL);
	SAYS(term, "not an ordinary file");
	is_harmless(term);
	assert_int_equal(term_close(term), 66);
	meeting_remove(&meeting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_of_terminal), cmocka_unit_test(terminals_that_cannot),
		cmocka_unit_test(a_terminal_of_direct_colours),
		cmocka_unit_test(a_storm_of_sizes), cmocka_unit_test(a_storm_for_the_others),
		cmocka_unit_test(the_end_at_any_size), cmocka_unit_test(a_name_made_to_deceive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
