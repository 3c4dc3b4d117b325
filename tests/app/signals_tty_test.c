/*
 * However the program ends, the terminal is as it was: its modes, its screen, its
 * cursor, no bracketed paste, no mouse.  And what may not end it does not.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "support/meeting.h"
#include "support/program.h"
#include "support/term.h"

/* What the one who holds the terminal tells the test, in shared memory. */
static struct held { volatile pid_t pid; volatile int status, changed; } *held;

static int allocate(void **state)
{
	(void)state;
	held = mmap(NULL, sizeof(*held), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return held == MAP_FAILED;
}

/* As a shell: runs the program, waits for its end and looks at the terminal's modes. */
static int hold(void *with)
{
	char *const *argv = with;
	struct termios before, after;
	int status = 0;
	pid_t child;

	if (tcgetattr(STDIN_FILENO, &before) != 0)
		return 1;
	/* The group's signals are for the program. */
	signal(SIGINT, SIG_IGN);
	child = fork();
	if (child == 0) {
		signal(SIGINT, SIG_DFL);
		execvp(argv[0], argv);
		_exit(127);
	}
	held->pid = child;
	waitpid(child, &status, 0);
	held->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	held->changed = tcgetattr(STDIN_FILENO, &after) != 0 || before.c_iflag != after.c_iflag ||
			before.c_oflag != after.c_oflag || before.c_cflag != after.c_cflag ||
			before.c_lflag != after.c_lflag || memcmp(before.c_cc, after.c_cc, sizeof(before.c_cc)) != 0;
	printf("the holder is back\r\n");
	return 0;
}

static struct term *start_held(struct meeting *meeting, const char *command, const char *who)
{
	const char *env[] = { arena_printf(meeting->arena, "HOME=%s", meeting->place), "ENTAKU_LANG=en",
			      arena_printf(meeting->arena, "ENTAKU_DB=%s", meeting->database), NULL };
	const char *argv[] = { getenv("ENTAKU"), command, "1", who, NULL };
	union { const char **from; void *to; } plain = { argv };

	held->pid = 0;
	return term_call(24, 80, env, hold, plain.to);
}

/* The holder's line is the first that stands below what was there before. */
static void is_as_it_was(struct term *term)
{
	SEES(term, "the holder is back");
	assert_false(held->changed);
	assert_false(term_alt(term));
	assert_true(term_cursor_shown(term));
	assert_true(term_wrote(term, "\033[?2004l"));
	assert_false(term_wrote(term, "\033[?1000h"));
	assert_false(term_wrote(term, "\033[?1002h"));
	assert_int_equal(term_close(term), 0);
}

static const struct { const char *command, *who, *sees; } programs[] = {
	{ "run", NULL, "Suzuki" }, { "room", NULL, "Board day" }, { "seat", "Sato", "No position is asked for now" },
};

enum { PROGRAMS = sizeof(programs) / sizeof(programs[0]) };

/* Programs share what they do here, so that most signals are for the first alone.
 * `fault`: a sanitizer may take the signal itself and exit with 1. */
static void programs_end_by(struct meeting *meeting, int number, size_t count, bool fault)
{
	for (size_t i = 0; i < count; i++) {
		struct term *term = start_held(meeting, programs[i].command, programs[i].who);

		SEES(term, programs[i].sees);
		assert_true(term_alt(term));
		kill(held->pid, number);
		is_as_it_was(term);
		if (held->status != 128 + number && !(fault && held->status == 1))
			fail_msg("%s: status %d after signal %d", programs[i].command, held->status, number);
	}
}

static void signals_that_end(void **state)
{
	static const int numbers[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM,
				       SIGPROF, SIGXCPU };
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		programs_end_by(&meeting, numbers[i], i < 2 ? PROGRAMS : 1, false);
	meeting_command(&meeting, 0, "verify", NULL);
	meeting_remove(&meeting);
}

static void crashes(void **state)
{
	static const int numbers[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGTRAP };
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		programs_end_by(&meeting, numbers[i], i < 1 ? PROGRAMS : 1, true);
	meeting_command(&meeting, 0, "verify", NULL);
	meeting_remove(&meeting);
}

static void signals_that_do_not(void **state)
{
	static const int numbers[] = { SIGPIPE, SIGXFSZ, SIGCHLD, SIGURG, SIGWINCH, SIGCONT };
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	for (size_t i = 0; i < PROGRAMS; i++) {
		struct term *term = start_held(&meeting, programs[i].command, programs[i].who);

		SEES(term, programs[i].sees);
		for (size_t k = 0; k < sizeof(numbers) / sizeof(numbers[0]); k++)
			kill(held->pid, numbers[k]);
		SEES(term, programs[i].sees);
		term_type(term, "q");
		is_as_it_was(term);
		assert_int_equal(held->status, 0);
	}
	meeting_remove(&meeting);
}

/* Refused after the terminal was taken: it is given back before the words come. */
static void a_refusal_at_the_start(void **state)
{
	struct meeting meeting;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	assert_true(file_write(meeting.database, "no database, but something else altogether", 42));
	term = start_held(&meeting, "run", NULL);
	SAYS(term, "is not a file of entaku");
	is_as_it_was(term);
	assert_int_equal(held->status, 65);
	meeting_remove(&meeting);
}

/* Descriptors 0 to 2, each missing in turn and all of them at once. */
struct bare { unsigned missing; const char **argv; };

static int without_descriptors(const struct bare *bare)
{
	union { const char **from; char *const *to; } plain = { bare->argv };
	pid_t child = fork();
	int status;

	if (child == 0) {
		for (int file = 0; file < 3; file++) {
			int null = open("/dev/null", O_RDWR);

			dup2(null, file);
			if (null > 2)
				close(null);
		}
		for (int file = 0; file < 3; file++)
			if (bare->missing & 1u << file)
				close(file);
		execvp(plain.to[0], plain.to);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void missing_descriptors(void **state)
{
	struct meeting meeting;

	(void)state;
	meeting_new(&meeting);
	setenv("ENTAKU_LANG", "en", 1);
	for (unsigned missing = 1; missing < 8; missing++) {
		/* One that says much, one that complains, one that writes. */
		const char *list[] = { getenv("ENTAKU"), "--db", meeting.database, "list", NULL };
		const char *wrong[] = { getenv("ENTAKU"), "--db", meeting.database, "show", "77", NULL };
		const char *new[] = { getenv("ENTAKU"), "--db", meeting.database, "new", "--title", "T",
				      "--organisation", "O", "--date", "2026-11-24", NULL };

		/* What nobody can read is no success. */
		assert_int_equal(without_descriptors(&(struct bare){ missing, list }), missing & 1u << STDOUT_FILENO ? 74 : 0);
		assert_int_equal(without_descriptors(&(struct bare){ missing, wrong }), 66);
		assert_int_equal(without_descriptors(&(struct bare){ missing, new }), missing & 1u << STDOUT_FILENO ? 74 : 0);
		meeting_command(&meeting, 0, "check", NULL);
		meeting_command(&meeting, 0, "verify", NULL);
	}
	meeting_remove(&meeting);
}

/* entaku list | head -1 */
static void a_reader_that_goes(void **state)
{
	struct meeting meeting;
	char said[256];
	int out[2], err[2], status;
	pid_t child;

	(void)state;
	meeting_new(&meeting);
	assert_int_equal(pipe(out), 0);
	assert_int_equal(pipe(err), 0);
	close(out[0]);
	child = fork();
	if (child == 0) {
		dup2(out[1], STDOUT_FILENO);
		dup2(err[1], STDERR_FILENO);
		execl(getenv("ENTAKU"), "entaku", "--db", meeting.database, "list", (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	close(err[1]);
	assert_int_equal(read(err[0], said, sizeof(said)), 0);
	close(err[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	meeting_remove(&meeting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signals_that_end), cmocka_unit_test(crashes),
		cmocka_unit_test(signals_that_do_not), cmocka_unit_test(a_refusal_at_the_start),
		cmocka_unit_test(missing_descriptors), cmocka_unit_test(a_reader_that_goes),
	};

	return cmocka_run_group_tests(tests, allocate, NULL);
}
