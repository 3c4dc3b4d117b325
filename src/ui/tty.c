/*
 * ncurses writes, we read (ui/input.h says why).  Signals are blocked except
 * while we wait, so that none can slip in between looking and waiting; their
 * handlers only set a number.  Crashes are the exception: their handler gives
 * the terminal back with bytes that were made at the start.
 */
#include "ui/tty.h"

#include <ncurses.h>
#include <term.h>

#include <langinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/error.h"
#include "base/log.h"
#include "lang/lang.h"
#include "lang/words_keys.h"
#include "ui/burst.h"
#include "ui/input.h"
#include "ui/listen.h"
#include "ui/look.h"
#include "ui/pen.h"
#include "ui/wide.h"

enum { ESCAPE_MS = 25, PASTE_MS = 2000 };
enum { RESTORE_BYTES = 256, STACK_BYTES = 32768, CRASH_COUNT = 7 };

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

static struct {
	SCREEN *screen;
	struct termios before;
	struct input input;
	bool ascii, utf8, wide;
	bool asked;                      /* how wide it draws, and not yet answered */
	struct pen pen;
	struct burst burst;
	struct cell *shadow;             /* what the terminal shows */
	int shadow_width, shadow_height; /* 0: draw all */
	volatile sig_atomic_t ended, resized, stopped, continued;
	sigset_t waiting;                /* the mask while waiting */
	struct sigaction crash[CRASH_COUNT];
	char restore[RESTORE_BYTES];
	size_t restore_length;
	char stack[STACK_BYTES];         /* for a handler when ours ran over */
} tty;

/*
 * libc's width, except that ambiguous characters count 2 where the terminal
 * draws them so.  Being in the executable, this is the one that a shared
 * ncurses calls as well (ELF), so that both agree.
 */
int wcwidth(wchar_t code)
{
	if (tty.wide && wide_is_ambiguous((uint32_t)code))
		return 2;
	return wcswidth(&code, 1);
}

/* Taking and giving back. */

/* tigetstr() wants no const and answers -1 for what is no string. */
static const char *capability(const char *name)
{
	char copy[16];
	const char *value;

	snprintf(copy, sizeof(copy), "%s", name);
	value = tigetstr(copy);
	return value && value != (char *)-1 ? value : "";
}

/* Adds a capability to the bytes that a crash writes, without its padding. */
static void add_restore(const char *text)
{
	while (*text && tty.restore_length < sizeof(tty.restore)) {
		const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;

		if (end)
			text = end + 1;
		else
			tty.restore[tty.restore_length++] = *text++;
	}
}

static void start_input(void)
{
	const char *name;
	struct key key;

	input_init(&tty.input);
	for (size_t i = 0; (name = input_capability(i, &key)); i++)
		input_learn(&tty.input, capability(name), key);
}

static void start_restore(void)
{
	static const char *const names[] = { "rmcup", "cnorm", "sgr0", "rmkx" };

	tty.restore_length = 0;
	add_restore(PASTE_OFF);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		add_restore(capability(names[i]));
	add_restore("\r\n");
}

static bool check_terminal(struct error *err)
{
	const char *term = getenv("TERM");
	int known;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
	    tcgetattr(STDIN_FILENO, &tty.before) != 0)
		return error_set(err, ERROR_TERMINAL, "%s", T(TTY_NONE));
	if (!look_codeset(err))
		return false;
	if (!term || !*term)
		return error_set(err, ERROR_TERMINAL, "%s", T(TTY_UNSET));
	if (setupterm(NULL, STDOUT_FILENO, &known) != OK)
		return error_set(err, ERROR_TERMINAL, T(TTY_UNKNOWN), term);
	known = *capability("cup") != '\0';
	del_curterm(set_curterm(NULL));
	return known || error_set(err, ERROR_TERMINAL, T(TTY_NO_CURSOR), term);
}

/* On the alternate screen already, and raw: a question leaves no trace on the
 * user's own screen, and what is typed meanwhile is not echoed. */
static void decide_ascii(const struct tty_options *options)
{
	const char *term = getenv("TERM");

	tty.utf8 = strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0;
	tty.wide = options->ambiguous == 2;
	tty.ascii = options->ascii || !tty.utf8 || tty.wide || look_is_plain(term);
	tty.asked = options->ambiguous == 0 && tty.utf8 && look_answers(term);
	if (tty.asked)
		listen_ask();
}

/* The answer is on its way while the database is opened; who needs it waits. */
static void settle(void)
{
	if (!tty.asked)
		return;
	tty.asked = false;
	tty.wide = listen_answer(&tty.input) == 2;
	tty.ascii |= tty.wide;
}

static void enter(void)
{
	listen_write(PASTE_ON, sizeof(PASTE_ON) - 1);
	tty_redraw();
}

static void leave(void)
{
	listen_write(PASTE_OFF, sizeof(PASTE_OFF) - 1);
	endwin();
}

static void catch_resizing(void);

bool tty_start(const struct tty_options *options, struct error *err)
{
	if (tty.screen)
		return true;
	if (!check_terminal(err))
		return false;
	set_escdelay(ESCAPE_MS);
	tty.screen = newterm(NULL, stdout, stdin);
	if (!tty.screen)
		return error_set(err, ERROR_TERMINAL, T(TTY_UNKNOWN), getenv("TERM"));
	set_term(tty.screen);
	log_on_fatal(tty_stop);
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	typeahead(-1);
	pen_start(&tty.pen, options->no_color);
	start_input();
	decide_ascii(options);
	burst_start(&tty.burst, capability("sgr0"));
	start_restore();
	catch_resizing();
	enter();
	return true;
}
void tty_stop(void)
{
	if (!tty.screen)
		return;
	settle();
	curs_set(1);
	leave();
	burst_stop(&tty.burst);
	delscreen(tty.screen);
	tty.screen = NULL;
	tty.restore_length = 0;
	input_release(&tty.input);
	free(tty.shadow);
	tty.shadow = NULL;
	tty_redraw();
	sigprocmask(SIG_SETMASK, &tty.waiting, NULL);
}

/* Signals. */

static void on_resize(int number) { (void)number; tty.resized = 1; }
static void on_stop(int number) { (void)number; tty.stopped = 1; }
static void on_continue(int number) { (void)number; tty.continued = 1; }
static void on_end(int number) { tty.ended = number; }

static void catch(int number, void (*handler)(int))
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

/* From here on these come in only while we wait. */
static void catch_resizing(void)
{
	sigset_t held;

	catch(SIGWINCH, on_resize);
	catch(SIGTSTP, on_stop);
	catch(SIGCONT, on_continue);
	sigemptyset(&held);
	sigaddset(&held, SIGWINCH);
	sigaddset(&held, SIGTSTP);
	sigaddset(&held, SIGCONT);
	sigprocmask(SIG_BLOCK, &held, &tty.waiting);
}

/* All that would otherwise end the program where it stands, the terminal still raw. */
static const int end_signals[] = {
	SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
};

static const int crash_signals[CRASH_COUNT] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP };

/* Gives the terminal back, and the signal to whoever had it before us. */
static void on_crash(int number)
{
	const char *words = T(TTY_FAULT);

	if (tty.restore_length > 0) {
		burst_give_back(&tty.burst);
		listen_write(tty.restore, tty.restore_length);
		tcsetattr(STDIN_FILENO, TCSANOW, &tty.before);
	}
	if (write(STDERR_FILENO, words, strlen(words)) < 0)
		tty.restore_length = 0;
	for (size_t i = 0; i < CRASH_COUNT; i++)
		if (crash_signals[i] == number)
			sigaction(number, &tty.crash[i], NULL);
	raise(number);
}

void tty_catch_signals(void)
{
	struct sigaction action;
	stack_t stack = { .ss_sp = tty.stack, .ss_size = sizeof(tty.stack), .ss_flags = 0 };

	for (size_t i = 0; i < sizeof(end_signals) / sizeof(end_signals[0]); i++)
		catch(end_signals[i], on_end);
	memset(&action, 0, sizeof(action));
	action.sa_handler = on_crash;
	action.sa_flags = SA_ONSTACK;
	sigemptyset(&action.sa_mask);
	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < CRASH_COUNT; i++)
		sigaction(crash_signals[i], &action, &tty.crash[i]);
}

int tty_signal(void)
{
	return tty.ended;
}

/* Drawing. */

void tty_size(int *width, int *height)
{
	*width = tty.screen ? COLS : 0;
	*height = tty.screen ? LINES : 0;
}

bool tty_ascii(void)
{
	settle();
	return tty.ascii;
}

void tty_redraw(void)
{
	tty.shadow_width = tty.shadow_height = 0;
}

/* The shadow at the canvas' size; forgets what it knew when that changed. */
static void fit_shadow(const struct canvas *canvas)
{
	size_t cells = (size_t)canvas->width * (size_t)canvas->height;
	struct cell *shadow;

	if (tty.shadow_width == canvas->width && tty.shadow_height == canvas->height)
		return;
	shadow = realloc(tty.shadow, (cells + 1) * sizeof(*shadow));
	if (!shadow)
		log_fatal("out of memory");
	memset(shadow, 0, (cells + 1) * sizeof(*shadow));
	tty.shadow = shadow;
	tty.shadow_width = canvas->width;
	tty.shadow_height = canvas->height;
	erase();
	clearok(curscr, TRUE);
}

void tty_show(const struct canvas *canvas)
{
	int width = canvas->width < COLS ? canvas->width : COLS;
	int height = canvas->height < LINES ? canvas->height : LINES;
	size_t bytes = (size_t)canvas->width * sizeof(*canvas->cell);

	if (!tty.screen)
		return;
	settle();
	fit_shadow(canvas);
	for (int y = 0; y < height; y++) {
		struct cell *known = tty.shadow + y * canvas->width;

		if (memcmp(known, canvas->cell + y * canvas->width, bytes) == 0)
			continue;
		memcpy(known, canvas->cell + y * canvas->width, bytes);
		pen_row(&tty.pen, canvas, y, width);
	}
	burst_begin(&tty.burst);
	if (canvas->cursor_x >= 0 && canvas->cursor_x < width && canvas->cursor_y < height) {
		curs_set(1);
		move(canvas->cursor_y, canvas->cursor_x);
	} else {
		curs_set(0);
	}
	refresh();
	burst_end(&tty.burst);
}

/* Keys. */

static void take_size(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resize_term(size.ws_row, size.ws_col);
	tty_redraw();
}

/* True when something happened that the next draw has to know. */
static bool take_signals(void)
{
	if (tty.stopped) {
		tty_suspend();
	} else if (tty.continued) { /* stopped from outside: the modes are not ours now */
		tty.continued = 0;
		leave();
		refresh();
		enter();
		take_size();
	} else if (tty.resized) {
		tty.resized = 0;
		take_size();
	} else {
		return false;
	}
	return true;
}

struct key tty_key(int milliseconds)
{
	struct key key = { NAMED_NONE, 0, NULL };
	int wait = milliseconds;
	enum heard heard;

	settle();
	while (tty.screen && !tty.ended) {
		if (take_signals()) {
			key.code = NAMED_RESIZE;
			return key;
		}
		if (input_key(&tty.input, false, &key))
			return key;
		if (input_begun(&tty.input))
			wait = tty.input.pasting ? PASTE_MS : ESCAPE_MS;
		heard = listen_wait(wait, &tty.waiting);
		if (heard == HEARD_BYTES) {
			if (!listen_read(&tty.input))
				tty.ended = SIGHUP;
			wait = milliseconds;
		} else if (heard == HEARD_NOTHING) {
			if (!input_key(&tty.input, true, &key))
				key.code = NAMED_NONE;
			return key;
		} else if (!tty.stopped && !tty.continued && !tty.resized) {
			return key;
		}
	}
	return key;
}

/* The whole group stops, as the terminal's own ^Z would do it; where nobody
 * could continue us the system ignores it. */
void tty_suspend(void)
{
	sigset_t stop, held;

	if (!tty.screen)
		return;
	curs_set(1);
	leave();
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigaddset(&stop, SIGCONT);
	catch(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, &held);
	sigprocmask(SIG_SETMASK, &held, NULL);
	catch(SIGTSTP, on_stop);
	tty.stopped = tty.continued = 0;
	tcgetattr(STDIN_FILENO, &tty.before);
	refresh();
	enter();
	take_size();
}

void tty_bell(void)
{
	if (tty.screen)
		beep();
}
