/*
 * tty.c on a pseudo terminal: a small program in the child draws what it was
 * told and the name of the last key.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "support/term.h"
#include "ui/tty.h"

/* What the child is to do; a plain value that fork() copies. */
struct demo { struct tty_options options; };

static const struct demo plain_demo = { { .ambiguous = 1 } };
static const struct demo asking_demo = { { .ambiguous = 0 } };
static const struct demo grey_demo = { { .ambiguous = 1, .no_color = true } };

static void show(const char *last, int count)
{
	struct arena *arena = arena_new();
	int width, height;
	struct canvas *canvas;

	tty_size(&width, &height);
	canvas = canvas_new(arena, width, height);
	canvas->ascii = tty_ascii();
	canvas_frame(canvas, (struct box){ 0, 0, width, height }, STYLE_BORDER);
	canvas_text(canvas, 2, 1, width - 4, STYLE_WARNING, "円卓");
	canvas_text(canvas, 2, 2, width - 4, STYLE_SELECTED, last);
	canvas_text(canvas, 2, 3, width - 4, STYLE_TEXT,
		    arena_printf(arena, "%d keys, %d x %d", count, width, height));
	canvas_text(canvas, 2, 4, width - 4, STYLE_TEXT, "①|か\xE3\x82\x99|e\xCC\x81|");
	canvas_text(canvas, 2, 5, width - 4, STYLE_TEXT,
		    arena_printf(arena, "columns: %d", text_width("①")));
	canvas_cursor(canvas, 2, 3);
	tty_show(canvas);
	arena_free(arena);
}

/* One key; false: the end, with its status. */
static bool act(struct key key, char *last, size_t size, int *status)
{
	char name[32];

	if (tty_signal()) {
		*status = 100 + tty_signal();
		return false;
	}
	key_format(key, name, sizeof(name));
	if (key.code == NAMED_PASTE)
		snprintf(last, size, "[%s]", key.text);
	else if (key.code != NAMED_NONE)
		snprintf(last, size, "%s", name);
	if (key.code == 'z' && key.modifiers == KEY_CTRL)
		tty_suspend();
	if (key.code == 'l' && key.modifiers == KEY_CTRL)
		tty_redraw();
	if (key.code == '!')
		abort();
	if (key.code == '@')
		raise(SIGSEGV);
	if (key.code == 'b')
		tty_bell();
	return key.code != 'q';
}

static int run_demo(void *with)
{
	const struct demo *demo = with;
	struct error err;
	char last[4096] = "start";
	int status = 0, count = 0;
	struct key key = { NAMED_NONE, 0, NULL };

	text_init_locale();
	if (!tty_start(&demo->options, &err)) {
		printf("%s\n", err.text);
		return 69;
	}
	tty_catch_signals();
	do {
		count += key.code != NAMED_NONE && key.code != NAMED_RESIZE;
		show(last, count);
		key = tty_key(250);
	} while (act(key, last, sizeof(last), &status));
	tty_stop();
	tty_stop(); /* twice does no harm */
	printf("done\n");
	return status;
}

static struct term *demo_on(const char *const *env, struct demo demo)
{
	return term_call(8, 40, env, run_demo, &demo);
}

static struct term *start(void)
{
	return demo_on(NULL, plain_demo);
}

static void quits(struct term *term)
{
	term_type(term, "q");
	SEES(term, "done");
	assert_false(term_alt(term));
	assert_true(term_wrote(term, "\033[?2004l"));
	assert_int_equal(term_close(term), 0);
}

static void draws_and_ends(void **state)
{
	struct term *term = start();

	(void)state;
	ROW(term, 0, "┌──────────────────────────────────────┐");
	ROW(term, 1, "│ 円卓                                 │");
	ROW(term, 3, "│ 0 keys, 40 x 8                       │");
	ROW(term, 7, "└──────────────────────────────────────┘");
	assert_true(term_alt(term));
	assert_true(term_wrote(term, "\033[?2004h"));
	SOON(term, term_cursor(term).row == 3 && term_cursor(term).col == 2);
	assert_true(term_cursor_shown(term));
	assert_int_equal(term_cell(term, 1, 2).fg.indexed.idx, 166);
	assert_true(term_colored(term));
	assert_true(term_cell(term, 1, 2).attrs.bold);
	assert_true(term_cell(term, 2, 2).attrs.reverse);
	quits(term);
}

static void keys_come_back(void **state)
{
	struct term *term = start();

	(void)state;
	SEES(term, "start");
	term_type(term, "円");
	SEES(term, " 円 ");
	term_key(term, VTERM_KEY_UP, VTERM_MOD_NONE);
	SEES(term, " Up ");
	term_key(term, VTERM_KEY_LEFT, VTERM_MOD_CTRL);
	SEES(term, "C-Left");
	term_key(term, VTERM_KEY_ENTER, VTERM_MOD_NONE);
	SEES(term, " Enter");
	term_ctrl(term, 'j');
	SEES(term, "C-j");
	term_type(term, "\033\r");
	SEES(term, "M-Enter");
	term_key(term, VTERM_KEY_TAB, VTERM_MOD_SHIFT);
	SEES(term, "S-Tab");
	term_key(term, VTERM_KEY_FUNCTION(1), VTERM_MOD_NONE);
	SEES(term, " F1 ");
	term_key(term, VTERM_KEY_FUNCTION(12), VTERM_MOD_NONE);
	SEES(term, "F12");
	term_key(term, VTERM_KEY_ESCAPE, VTERM_MOD_NONE);
	SEES(term, "Escape");
	term_ctrl(term, 'c');
	SEES(term, "C-c");
	term_ctrl(term, 's');
	SEES(term, "C-s");
	term_key(term, VTERM_KEY_BACKSPACE, VTERM_MOD_NONE);
	SEES(term, "Backspace");
	SEES(term, "13 keys");
	quits(term);
}

static void a_paste_is_one_key(void **state)
{
	struct term *term = start();
	static char longer[30001];

	(void)state;
	SEES(term, "start");
	term_paste(term, "円卓会議");
	SEES(term, "[円卓会議]");
	SEES(term, "1 keys");
	for (size_t i = 0; i < 10000; i++)
		memcpy(longer + 3 * i, "貼", 3);
	term_paste(term, longer);
	SEES(term, "[貼貼");
	SEES(term, "2 keys");
	quits(term);
}

static void many_keys_at_once(void **state)
{
	struct term *term = start();
	char burst[3001] = "";

	(void)state;
	SEES(term, "start");
	for (size_t i = 0; i < 1000; i++)
		memcpy(burst + 3 * i, "円", 3);
	term_bytes(term, burst, 3000);
	SEES(term, "1000 keys");
	assert_false(term_contains(term, "Unknown"));
	quits(term);
}

static void resizing(void **state)
{
	struct term *term = start();

	(void)state;
	SEES(term, "40 x 8");
	term_resize(term, 12, 60);
	SEES(term, "60 x 12");
	ROW(term, 11, "└──────────────────────────────────────────────────────────┘");
	term_resize(term, 7, 20);
	SEES(term, "20 x 7");
	ROW(term, 6, "└──────────────────┘");
	term_type(term, "x");
	SEES(term, "1 keys");
	quits(term);
}

static void only_changes_are_sent(void **state)
{
	struct term *term = start();
	size_t before;

	(void)state;
	SEES(term, "0 keys");
	term_type(term, "x");
	SEES(term, "1 keys");
	before = term_output(term);
	term_type(term, "y");
	SEES(term, "2 keys");
	assert_true(term_output(term) - before < 100);
	term_ctrl(term, 'l');
	SEES(term, "3 keys");
	assert_true(term_output(term) - before > 300);
	quits(term);
}

static void signals_end_it(void **state)
{
	static const int numbers[] = { SIGTERM, SIGHUP, SIGINT };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct term *term = start();

		SEES(term, "0 keys");
		term_signal(term, numbers[i]);
		SEES(term, "done");
		assert_false(term_alt(term));
		assert_int_equal(term_close(term), 100 + numbers[i]);
	}
}

static void a_lost_terminal(void **state)
{
	struct term *term = start();

	(void)state;
	SEES(term, "0 keys");
	term_hangup(term);
	assert_int_equal(term_close(term), 100 + SIGHUP);
}

static void crashes_give_the_terminal_back(void **state)
{
	static const struct { const char *key; int number; } rows[] = {
		{ "!", SIGABRT }, { "@", SIGSEGV },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct term *term = start();
		int status;

		SEES(term, "0 keys");
		term_type(term, rows[i].key);
		SEES(term, "stopped by a fault");
		assert_false(term_alt(term));
		assert_true(term_cursor_shown(term));
		assert_true(term_wrote(term, "\033[?2004l"));
		status = term_close(term);
		/* A sanitizer takes SIGSEGV itself and exits. */
		assert_true(status == 128 + rows[i].number || status == 1);
	}
}

/* A parent with job control, as a shell is one: says when the child stopped,
 * and continues it at once. */
static int job_control(void *with)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		setpgid(0, 0);
		signal(SIGTTOU, SIG_IGN);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		status = run_demo(with);
		fflush(stdout);
		_exit(status);
	}
	setpgid(child, child);
	while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
		printf("stopped\r\n");
		fflush(stdout);
		kill(-child, SIGCONT);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

static void suspending(void **state)
{
	struct demo demo = plain_demo;
	struct term *term = term_call(8, 40, NULL, job_control, &demo);

	(void)state;
	SEES(term, "0 keys");
	term_ctrl(term, 'z');
	SOON(term, term_wrote(term, "stopped"));
	SEES(term, "C-z");
	assert_true(term_alt(term));
	ROW(term, 1, "│ 円卓                                 │");
	term_type(term, "x");
	SEES(term, "2 keys");
	quits(term);
}

static void stopped_from_outside(void **state)
{
	static const int numbers[] = { SIGTSTP, SIGSTOP };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct term *term = start();

		SEES(term, "0 keys");
		term_signal(term, numbers[i]);
		term_signal(term, SIGCONT);
		term_type(term, "x");
		SEES(term, "1 keys");
		ROW(term, 1, "│ 円卓                                 │");
		quits(term);
	}
}

static void no_colour(void **state)
{
	struct term *term = demo_on(NULL, grey_demo);

	(void)state;
	SEES(term, "0 keys");
	assert_false(term_colored(term));
	assert_true(term_cell(term, 1, 2).attrs.bold);
	quits(term);
}

static void old_terminals(void **state)
{
	static const char *const vt100[] = { "TERM=vt100", NULL };
	static const char *const console[] = { "TERM=linux", NULL };
	static const char *const direct[] = { "TERM=xterm-direct", NULL };
	static const char *const ascii[] = { "LC_ALL=C", NULL };
	struct term *term = demo_on(vt100, asking_demo);

	(void)state;
	ROW(term, 0, "+--------------------------------------+");
	ROW(term, 1, "| 円卓                                 |");
	assert_false(term_colored(term));
	assert_false(term_wrote(term, "\033[6n"));
	term_type(term, "q");
	assert_int_equal(term_close(term), 0);
	term = demo_on(console, asking_demo);
	ROW(term, 7, "+--------------------------------------+");
	term_type(term, "\033[[B");
	SEES(term, "F2");
	term_type(term, "q");
	assert_int_equal(term_close(term), 0);
	term = demo_on(direct, plain_demo);
	/* Where its description is not installed the message says so. */
	SOON(term, term_contains(term, "円卓") || term_contains(term, "TERM=xterm"));
	if (term_contains(term, "円卓"))
		quits(term);
	else
		assert_int_equal(term_close(term), 69);
	term = demo_on(ascii, plain_demo);
	ROW(term, 1, "│ 円卓                                 │"); /* C.UTF-8 was found */
	quits(term);
}

static void no_such_terminal(void **state)
{
	static const char *const unknown[] = { "TERM=no-such-thing", NULL };
	static const char *const dumb[] = { "TERM=dumb", NULL };
	static const char *const unset[] = { "TERM", NULL };
	struct term *term = demo_on(unknown, plain_demo);

	(void)state;
	SEES(term, "'no-such-thing' is not");
	SEES(term, "known here");
	assert_int_equal(term_close(term), 69);
	term = demo_on(dumb, plain_demo);
	SEES(term, "cannot place");
	assert_int_equal(term_close(term), 69);
	term = demo_on(unset, plain_demo);
	SEES(term, "TERM is not set");
	assert_int_equal(term_close(term), 69);
}

static int without_terminal(void *with)
{
	close(STDIN_FILENO);
	if (dup(STDOUT_FILENO) < 0 || close(STDIN_FILENO) != 0)
		return 1;
	return run_demo(with);
}

static void not_a_terminal(void **state)
{
	struct demo demo = plain_demo;
	struct term *term = term_call(8, 200, NULL, without_terminal, &demo);

	(void)state;
	SEES(term, "no terminal here");
	assert_int_equal(term_close(term), 69);
}

static void asking_for_widths(void **state)
{
	struct demo demo = asking_demo;
	struct term *term = demo_on(NULL, demo);

	(void)state;
	ROW(term, 0, "┌──────────────────────────────────────┐");
	assert_true(term_wrote(term, "\033[6n"));
	SEES(term, "columns: 1");
	SEES(term, "0 keys");
	quits(term);
	/* A terminal that draws them wide gets ASCII borders and wide cells. */
	term = term_call(8, 40, NULL, run_demo, &demo);
	term_shift_answers(term, 1);
	ROW(term, 0, "+--------------------------------------+");
	SEES(term, "columns: 2");
	/* ncurses thinks so as well: it leaves no gap for the second column. */
	SEES(term, "①|か");
	quits(term);
}

static void no_answer(void **state)
{
	struct term *term = demo_on(NULL, asking_demo);
	VTermPos at;

	(void)state;
	term_mute(term, true);
	term_type(term, "ab"); /* typed before anything is there to read it */
	SEES(term, "2 keys");
	at = term_cursor(term);
	assert_int_equal(at.row, 3);
	term_type(term, "\033[5;2R"); /* the answer, too late */
	SEES(term, "Unknown");
	quits(term);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws_and_ends), cmocka_unit_test(keys_come_back),
		cmocka_unit_test(a_paste_is_one_key), cmocka_unit_test(many_keys_at_once),
		cmocka_unit_test(resizing), cmocka_unit_test(only_changes_are_sent),
		cmocka_unit_test(signals_end_it), cmocka_unit_test(a_lost_terminal),
		cmocka_unit_test(crashes_give_the_terminal_back), cmocka_unit_test(suspending),
		cmocka_unit_test(stopped_from_outside), cmocka_unit_test(no_colour),
		cmocka_unit_test(old_terminals), cmocka_unit_test(no_such_terminal),
		cmocka_unit_test(not_a_terminal), cmocka_unit_test(asking_for_widths),
		cmocka_unit_test(no_answer),
	};

	text_init_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
