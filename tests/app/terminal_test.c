/*
 * The program itself on a real pseudo terminal: what a facilitator sees and
 * types, and what is left when the terminal, the power or the process goes.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/store.h"
#include "support/program.h"
#include "support/term.h"

/* A folder with one session of three people, as its own database. */
struct desk {
	struct arena *arena;
	const char *place, *home, *data;
	struct term *term;
};

static void prepare(struct desk *desk)
{
	desk->arena = arena_new();
	desk->place = place_new(desk->arena);
	desk->home = arena_printf(desk->arena, "HOME=%s", desk->place);
	desk->data = arena_printf(desk->arena, "ENTAKU_DB=%s/t.db", desk->place);
	expect_run(desk->place, &(struct run){ .word = {
		"--db", desk->data + strlen("ENTAKU_DB="), "new", "--title", "Board day",
		"--organisation", "Minato", "--date", "2026-11-24", "--participant", "Sato;CEO;vote",
		"--participant", "Suzuki;CISO", "--participant", "Tanaka;CFO;vote", NULL } }, 0, "1 ", "");
}

static void begin(struct desk *desk, int rows, int columns, const char *more)
{
	const char *env[] = { desk->home, desk->data, "ENTAKU_LANG=en", more, NULL };
	const char *argv[] = { getenv("ENTAKU"), "run", "1", NULL };

	desk->term = term_open(rows, columns, env, argv);
}

static void leave(struct desk *desk)
{
	place_remove(desk->place);
	arena_free(desk->arena);
}

/* From the list of people into the meeting, to directive 3. */
static void to_d3(struct desk *desk)
{
	SEES(desk->term, "Participants");
	term_type(desk->term, "]");
	SEES(desk->term, "y  yes");
	term_type(desk->term, "y");
	SEES(desk->term, "Opening");
	term_type(desk->term, ":goto D3\r");
	SEES(desk->term, "What is asked of the board");
}

static int quit(struct desk *desk)
{
	term_type(desk->term, "q");
	return term_close(desk->term);
}

static struct json *shown(struct desk *desk)
{
	return run_json(desk->place, &(struct run){ .word = {
		"--db", desk->data + strlen("ENTAKU_DB="), "show", "1", "--json", NULL } }, desk->arena);
}

static void it_starts_and_ends(void **state)
{
	struct desk desk;

	(void)state;
	prepare(&desk);
	begin(&desk, 24, 80, NULL);
	SEES(desk.term, "Board day");
	SEES(desk.term, "Suzuki");
	assert_true(term_alt(desk.term));
	assert_int_equal(quit(&desk), 0);
	leave(&desk);
}

static void japanese_is_typed_seen_and_kept(void **state)
{
	struct desk desk;
	const struct json *decisions;

	(void)state;
	prepare(&desk);
	begin(&desk, 36, 120, NULL);
	to_d3(&desk);
	term_type(desk.term, "d");
	SEES(desk.term, "What is decided");
	term_type(desk.term, "工場の網を分ける。か\xe3\x82\x99く");
	SEES(desk.term, "工場の網を分ける。がく");
	term_type(desk.term, "\r");
	SEES(desk.term, "recorded #");
	term_type(desk.term, "\033OQ"); /* F2 */
	SEES(desk.term, "責任者なし");
	assert_int_equal(quit(&desk), 0);
	decisions = json_get(shown(&desk), "decisions");
	assert_int_equal(decisions->count, 1);
	assert_string_equal(json_get_text(decisions->child[0], "text"), "工場の網を分ける。がく");
	leave(&desk);
}

static void a_paste_is_text_only(void **state)
{
	struct desk desk;

	(void)state;
	prepare(&desk);
	begin(&desk, 24, 80, NULL);
	to_d3(&desk);
	term_type(desk.term, "n");
	SEES(desk.term, "Park for later");
	term_paste(desk.term, "quit? q\033[31m:quit");
	SEES(desk.term, "control characters");
	term_paste(desk.term, "quit? q:quit\r\nsecond line");
	SEES(desk.term, "second line");
	term_type(desk.term, "\r");
	SEES(desk.term, "recorded #");
	assert_int_equal(quit(&desk), 0);
	leave(&desk);
}

static void resizing_keeps_the_field(void **state)
{
	struct desk desk;

	(void)state;
	prepare(&desk);
	begin(&desk, 36, 120, NULL);
	to_d3(&desk);
	term_type(desk.term, "dhalf a sente");
	SEES(desk.term, "half a sente");
	term_resize(desk.term, 24, 80);
	SEES(desk.term, "half a sente");
	term_resize(desk.term, 10, 40);
	SEES(desk.term, "80");
	term_type(desk.term, "nce");
	term_resize(desk.term, 50, 160);
	SEES(desk.term, "half a sentence");
	assert_int_equal(term_pid(desk.term) > 0, 1);
	term_type(desk.term, "\r");
	SEES(desk.term, "recorded #");
	assert_int_equal(quit(&desk), 0);
	leave(&desk);
}

static void too_small_says_so_and_waits(void **state)
{
	struct desk desk;

	(void)state;
	prepare(&desk);
	begin(&desk, 20, 60, NULL);
	SEES(desk.term, "80 x 24");
	SEES(desk.term, "60 x 20");
	term_resize(desk.term, 24, 80);
	SEES(desk.term, "Board day");
	assert_int_equal(quit(&desk), 0);
	leave(&desk);
}

/* A shell with job control, as small as it can be: what stops is continued. */
static int job_control(void *with)
{
	pid_t child = fork();
	int status = 0;

	(void)with;
	if (child == 0) {
		setpgid(0, 0);
		signal(SIGTTOU, SIG_IGN);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		execl(getenv("ENTAKU"), "entaku", "run", "1", (char *)NULL);
		_exit(127);
	}
	setpgid(child, child);
	while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
		printf("the shell is back\r\n");
		fflush(stdout);
		kill(-child, SIGCONT);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

static void it_stops_and_comes_back(void **state)
{
	struct desk desk;
	const char *program;

	(void)state;
	prepare(&desk);
	program = arena_printf(desk.arena, "ENTAKU=%s", getenv("ENTAKU"));
	desk.term = term_call(24, 80, (const char *const[]){ desk.home, desk.data, "ENTAKU_LANG=en",
			      program, NULL }, job_control, NULL);
	to_d3(&desk);
	term_type(desk.term, "dbefore the pause");
	SEES(desk.term, "before the pause");
	term_ctrl(desk.term, 'z');
	SOON(desk.term, term_wrote(desk.term, "the shell is back"));
	SOON(desk.term, term_alt(desk.term) && term_contains(desk.term, "before the pause"));
	term_type(desk.term, " and after\r");
	SEES(desk.term, "recorded #");
	assert_int_equal(quit(&desk), 0);
	leave(&desk);
}

/* Does the file hold an open field with this text? */
static bool draft_is_kept(struct desk *desk, const char *text)
{
	struct store *store = store_open(desk->data + strlen("ENTAKU_DB="), STORE_READ, NULL);
	struct store_draft *draft = NULL;
	const char *id = store ? store_find(store, desk->arena, "1", NULL) : NULL;
	size_t count = 0;
	bool kept = false;

	if (id && store_drafts(store, desk->arena, id, &draft, &count, NULL))
		for (size_t i = 0; i < count; i++)
			kept |= strstr(draft[i].text, text) != NULL;
	store_close(store);
	return kept;
}

/* Ends the program in the middle of a word, then looks for the word. */
static void text_survives(int number, int status)
{
	struct desk desk;

	prepare(&desk);
	begin(&desk, 24, 80, NULL);
	to_d3(&desk);
	term_type(desk.term, "d");
	SEES(desk.term, "What is decided");
	term_type(desk.term, "half-typed text");
	SEES(desk.term, "half-typed text");
	if (number == SIGKILL) {
		/* The promise is a quarter of a second: wait until the draft is in
		 * the file, as the one who looks at the file would see it. */
		SOON(desk.term, draft_is_kept(&desk, "half-typed text"));
	}
	term_signal(desk.term, number);
	assert_int_equal(term_close(desk.term), status);
	begin(&desk, 24, 80, NULL);
	SEES(desk.term, "half-typed text");
	SEES(desk.term, "What matters most");
	term_type(desk.term, " is back\r");
	SEES(desk.term, "recorded #");
	assert_int_equal(quit(&desk), 0);
	expect_run(desk.place, &(struct run){ .word = { "--db", desk.data + strlen("ENTAKU_DB="), "verify", NULL } },
		   0, NULL, "");
	assert_string_equal(json_get_text(json_get(shown(&desk), "decisions")->child[0], "text"),
			    "half-typed text is back");
	leave(&desk);
}

static void sigterm_keeps_the_text(void **state)
{
	(void)state;
	text_survives(SIGTERM, 128 + SIGTERM);
}

static void sighup_keeps_the_text(void **state)
{
	(void)state;
	text_survives(SIGHUP, 128 + SIGHUP);
}

static void kill_keeps_the_text_and_the_place(void **state)
{
	(void)state;
	text_survives(SIGKILL, 128 + SIGKILL);
}

static void what_was_acknowledged_survives_a_kill(void **state)
{
	struct desk desk;
	const struct json *notes;

	(void)state;
	prepare(&desk);
	begin(&desk, 24, 80, NULL);
	to_d3(&desk);
	for (int i = 0; i < 5; i++) {
		term_type(desk.term, arena_printf(desk.arena, "nnote number %d\r", i));
		SEES(desk.term, arena_printf(desk.arena, "note number %d", i));
		SEES(desk.term, "recorded #");
	}
	term_signal(desk.term, SIGKILL);
	assert_int_equal(term_close(desk.term), 128 + SIGKILL);
	notes = json_get(shown(&desk), "notes");
	assert_int_equal(notes->count, 5);
	leave(&desk);
}

static void a_closed_window_keeps_the_text(void **state)
{
	struct desk desk;

	(void)state;
	prepare(&desk);
	begin(&desk, 24, 80, NULL);
	to_d3(&desk);
	term_type(desk.term, "dwindow closes");
	SEES(desk.term, "window closes");
	term_hangup(desk.term);
	term_close(desk.term);
	begin(&desk, 24, 80, NULL);
	SEES(desk.term, "window closes");
	term_signal(desk.term, SIGTERM);
	term_close(desk.term);
	leave(&desk);
}

static void without_colour(void **state)
{
	struct desk desk;

	(void)state;
	prepare(&desk);
	begin(&desk, 24, 80, "NO_COLOR=1");
	SEES(desk.term, "Board day");
	assert_int_equal(quit(&desk), 0);
	begin(&desk, 24, 80, "NO_COLOR=1");
	SEES(desk.term, "Board day");
	assert_false(term_colored(desk.term));
	assert_int_equal(quit(&desk), 0);
	leave(&desk);
}

static void an_old_terminal(void **state)
{
	struct desk desk;

	(void)state;
	prepare(&desk);
	begin(&desk, 24, 80, "TERM=vt100");
	SEES(desk.term, "Board day");
	SEES(desk.term, "+-");
	assert_false(term_colored(desk.term));
	assert_int_equal(quit(&desk), 0);
	leave(&desk);
}

static void a_second_facilitator_may_look(void **state)
{
	struct desk desk, second;

	(void)state;
	prepare(&desk);
	begin(&desk, 24, 80, NULL);
	to_d3(&desk);
	second = desk;
	begin(&second, 24, 80, NULL);
	SEES(second.term, "y  yes");
	term_type(second.term, "n");
	SOON(second.term, !term_contains(second.term, "y  yes"));
	term_type(desk.term, "nfirst writes\r");
	SEES(desk.term, "recorded #");
	term_signal(second.term, SIGTERM);
	term_close(second.term);
	assert_int_equal(quit(&desk), 0);
	leave(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_starts_and_ends),
		cmocka_unit_test(japanese_is_typed_seen_and_kept),
		cmocka_unit_test(a_paste_is_text_only),
		cmocka_unit_test(resizing_keeps_the_field),
		cmocka_unit_test(too_small_says_so_and_waits),
		cmocka_unit_test(it_stops_and_comes_back),
		cmocka_unit_test(sigterm_keeps_the_text),
		cmocka_unit_test(sighup_keeps_the_text),
		cmocka_unit_test(kill_keeps_the_text_and_the_place),
		cmocka_unit_test(what_was_acknowledged_survives_a_kill),
		cmocka_unit_test(a_closed_window_keeps_the_text),
		cmocka_unit_test(without_colour),
		cmocka_unit_test(an_old_terminal),
		cmocka_unit_test(a_second_facilitator_may_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
