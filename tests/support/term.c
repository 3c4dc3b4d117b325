#include "support/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <util.h>
#elif defined(__FreeBSD__)
#include <libutil.h>
#else
#include <pty.h>
#endif

#include "support/svg.h"

enum { ENVIRONMENT_MAX = 64, OUTPUT_MAX = 8 << 20 };

struct term {
	int fd;             /* -1: hung up */
	pid_t pid;
	VTerm *vterm;
	VTermScreen *screen;
	VTermPos cursor;
	bool cursor_shown, alt, mute, ended, unseen;
	int shift;
	char *output;       /* everything that the program wrote */
	size_t output_length;
	double read_at;
	char row[8192];
};

static double microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

long term_clock(void) { return (long)(microseconds() / 1000); }

double term_read_at(const struct term *term) { return term->read_at; }

void term_bytes(struct term *term, const char *bytes, size_t length)
{
	while (length > 0 && term->fd >= 0) {
		ssize_t wrote = write(term->fd, bytes, length);

		if (wrote < 0 && errno != EINTR)
			return;
		if (wrote > 0) {
			bytes += wrote;
			length -= (size_t)wrote;
		}
	}
}

/* What libvterm wants to send: keys and answers. */
static void on_output(const char *bytes, size_t length, void *with)
{
	struct term *term = with;
	int row, column;
	char answer[32];

	if (term->mute)
		return;
	snprintf(answer, sizeof(answer), "%.*s", (int)length, bytes);
	if (term->shift && sscanf(answer, "\033[%d;%dR", &row, &column) == 2) {
		snprintf(answer, sizeof(answer), "\033[%d;%dR", row, column + term->shift);
		term_bytes(term, answer, strlen(answer));
		return;
	}
	term_bytes(term, bytes, length);
}

static int on_cursor(VTermPos at, VTermPos from, int visible, void *with)
{
	struct term *term = with;

	(void)from;
	(void)visible;
	term->cursor = at;
	return 1;
}

static int on_property(VTermProp property, VTermValue *value, void *with)
{
	struct term *term = with;

	if (property == VTERM_PROP_ALTSCREEN)
		term->alt = value->boolean;
	if (property == VTERM_PROP_CURSORVISIBLE)
		term->cursor_shown = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
	.movecursor = on_cursor, .settermprop = on_property,
};

static struct term *term_new(int rows, int columns)
{
	struct term *term = calloc(1, sizeof(*term));

	if (!term || !(term->output = malloc(OUTPUT_MAX)))
		abort();
	term->cursor_shown = true;
	term->vterm = vterm_new(rows, columns);
	vterm_set_utf8(term->vterm, 1);
	vterm_output_set_callback(term->vterm, on_output, term);
	term->screen = vterm_obtain_screen(term->vterm);
	vterm_screen_enable_altscreen(term->screen, 1);
	vterm_screen_set_callbacks(term->screen, &callbacks, term);
	vterm_screen_reset(term->screen, 1);
	return term;
}

/* Later entries win, as people expect of `env A=1 A=2`. */
static void set_environment(const char *const *env)
{
	const char *path = getenv("PATH"), *home = getenv("HOME"), *options = getenv("ASAN_OPTIONS");
	char kept[3][4096];
	static char *empty[] = { NULL };
	extern char **environ;

	snprintf(kept[0], sizeof(kept[0]), "%s", path ? path : "/usr/bin:/bin");
	snprintf(kept[1], sizeof(kept[1]), "%s", home ? home : "/");
	snprintf(kept[2], sizeof(kept[2]), "%s", options ? options : "");
	environ = empty;
	setenv("PATH", kept[0], 1);
	setenv("HOME", kept[1], 1);
	if (options)
		setenv("ASAN_OPTIONS", kept[2], 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	for (; env && *env; env++) {
		const char *equals = strchr(*env, '=');
		char name[256];

		snprintf(name, sizeof(name), "%.*s",
			 equals ? (int)(equals - *env) : (int)strlen(*env), *env);
		if (equals)
			setenv(name, equals + 1, 1);
		else
			unsetenv(name);
	}
}

static int run_argv(void *with)
{
	char *const *argv = with;

	execvp(argv[0], argv);
	return 127;
}

struct term *term_call(int rows, int columns, const char *const *env,
		       int (*program)(void *), void *with)
{
	struct term *term = term_new(rows, columns);
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };

	fflush(NULL);
	term->pid = forkpty(&term->fd, NULL, NULL, &size);
	if (term->pid < 0)
		abort();
	if (term->pid == 0) {
		int status;

		set_environment(env);
		for (int number = 1; number < 32; number++)
			signal(number, SIG_DFL); /* the test library has its own */
		status = program(with);
		fflush(NULL);
		_exit(status);
	}
	/* A terminal is closed when nobody has it, programs on other ones included. */
	fcntl(term->fd, F_SETFD, FD_CLOEXEC);
	return term;
}

struct term *term_open(int rows, int columns, const char *const *env, const char *const *argv)
{
	union { const char *const *from; void *to; } plain = { argv };

	return term_call(rows, columns, env, run_argv, plain.to);
}

void term_type(struct term *term, const char *utf8)
{
	term_bytes(term, utf8, strlen(utf8));
}

void term_key(struct term *term, VTermKey key, VTermModifier modifier)
{
	vterm_keyboard_key(term->vterm, key, modifier);
}

void term_ctrl(struct term *term, char letter)
{
	char byte = (char)(letter & 0x1F);

	term_bytes(term, &byte, 1);
}

void term_paste(struct term *term, const char *utf8)
{
	vterm_keyboard_start_paste(term->vterm);
	term_type(term, utf8);
	vterm_keyboard_end_paste(term->vterm);
}

static void tell_size(struct term *term, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };

	ioctl(term->fd, TIOCSWINSZ, &size);
}

void term_resize(struct term *term, int rows, int columns)
{
	term->unseen = false;
	vterm_set_size(term->vterm, rows, columns);
	tell_size(term, rows, columns);
}

void term_resize_unseen(struct term *term, int rows, int columns)
{
	term->unseen = true;
	tell_size(term, rows, columns);
}

void term_signal(struct term *term, int number)
{
	kill(term->pid, number);
}

pid_t term_pid(const struct term *term)
{
	return term->pid;
}

void term_hangup(struct term *term)
{
	if (term->fd >= 0)
		close(term->fd);
	term->fd = -1;
	term->ended = true;
}

void term_mute(struct term *term, bool mute)
{
	term->mute = mute;
}

void term_shift_answers(struct term *term, int columns)
{
	term->shift = columns;
}

bool term_pump(struct term *term, int ms)
{
	struct pollfd poll_fd = { .fd = term->fd, .events = POLLIN };
	char bytes[65536];
	ssize_t got;

	if (term->ended)
		return false;
	if (poll(&poll_fd, 1, ms) <= 0)
		return true;
	got = read(term->fd, bytes, sizeof(bytes));
	term->read_at = microseconds();
	if (got <= 0) {
		term->ended = got == 0 || errno != EINTR;
		return !term->ended;
	}
	if ((size_t)got < OUTPUT_MAX - term->output_length) {
		memcpy(term->output + term->output_length, bytes, (size_t)got);
		term->output_length += (size_t)got;
	}
	if (term->unseen)
		return true;
	vterm_input_write(term->vterm, bytes, (size_t)got);
	vterm_screen_flush_damage(term->screen);
	return true;
}

static size_t encode(uint32_t code, char *to)
{
	static const unsigned char first[] = { 0, 0xC0, 0xE0, 0xF0 };
	size_t more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;

	to[0] = (char)(first[more] | code >> 6 * more);
	for (size_t i = 1; i <= more; i++)
		to[i] = (char)(0x80 | (code >> 6 * (more - i) & 0x3F));
	return more + 1;
}

/* The cell's text; "" for the right half of a wide one, " " for an empty one. */
static size_t cell_text(const VTermScreenCell *cell, char to[32])
{
	size_t length = 0;

	if (cell->chars[0] == 0)
		to[length++] = ' ';
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		if (cell->chars[i] == (uint32_t)-1)
			break;
		length += encode(cell->chars[i], to + length);
	}
	to[length] = '\0';
	return length;
}

VTermScreenCell term_cell(struct term *term, int row, int column)
{
	VTermScreenCell cell;

	memset(&cell, 0, sizeof(cell));
	vterm_screen_get_cell(term->screen, (VTermPos){ row, column }, &cell);
	return cell;
}

const char *term_row(struct term *term, int row)
{
	int rows, columns;
	size_t length = 0;

	vterm_get_size(term->vterm, &rows, &columns);
	for (int column = 0; column < columns && length + 32 < sizeof(term->row); column++) {
		VTermScreenCell cell = term_cell(term, row, column);

		length += cell_text(&cell, term->row + length);
	}
	while (length > 0 && term->row[length - 1] == ' ')
		length--;
	term->row[length] = '\0';
	return term->row;
}

bool term_contains(struct term *term, const char *text)
{
	int rows, columns;

	vterm_get_size(term->vterm, &rows, &columns);
	for (int row = 0; row < rows; row++)
		if (strstr(term_row(term, row), text))
			return true;
	return false;
}

void term_size(const struct term *term, int *rows, int *columns) { vterm_get_size(term->vterm, rows, columns); }

VTermPos term_cursor(const struct term *term)
{
	return term->cursor;
}

bool term_cursor_shown(const struct term *term)
{
	return term->cursor_shown;
}

bool term_alt(const struct term *term)
{
	return term->alt;
}

bool term_wrote(const struct term *term, const char *bytes)
{
	size_t length = strlen(bytes);

	for (size_t at = 0; at + length <= term->output_length; at++)
		if (memcmp(term->output + at, bytes, length) == 0)
			return true;
	return false;
}

/* Any of 30..49 among the numbers of ESC [ … m. */
bool term_colored(const struct term *term)
{
	for (size_t at = 0; at + 2 < term->output_length; at++) {
		const char *bytes = term->output + at;
		size_t end = 2;
		int number = 0;
		bool colored = false;

		if (bytes[0] != '\033' || bytes[1] != '[')
			continue;
		for (; at + end < term->output_length; end++) {
			char c = bytes[end];

			if (c >= '0' && c <= '9') {
				number = number * 10 + (c - '0');
				continue;
			}
			colored = colored || (number >= 30 && number < 50);
			number = 0;
			if (c != ';' && c != ':')
				break;
		}
		if (colored && at + end < term->output_length && bytes[end] == 'm')
			return true;
	}
	return false;
}

size_t term_output(const struct term *term)
{
	return term->output_length;
}

void term_dump(struct term *term)
{
	int rows, columns;

	vterm_get_size(term->vterm, &rows, &columns);
	for (int row = 0; row < rows; row++)
		fprintf(stderr, "%2d|%s\n", row, term_row(term, row));
	fprintf(stderr, "cursor %d,%d %s%s%s\n", term->cursor.row, term->cursor.col,
		term->cursor_shown ? "shown" : "hidden", term->alt ? " alternate" : "",
		term->ended ? " ended" : "");
}

static uint32_t rgb_of(const struct term *term, VTermColor color)
{
	vterm_screen_convert_color_to_rgb(term->screen, &color);
	return (uint32_t)color.rgb.red << 16 | (uint32_t)color.rgb.green << 8 | color.rgb.blue;
}

void term_svg(struct term *term, FILE *out)
{
	int rows, columns;

	vterm_get_size(term->vterm, &rows, &columns);
	svg_begin(out, columns, rows);
	for (int y = 0; y < rows; y++) {
		for (int x = 0; x < columns; x++) {
			VTermScreenCell cell = term_cell(term, y, x);
			struct svg_cell drawn = {
				.width = cell.width, .bold = cell.attrs.bold,
				.underline = cell.attrs.underline, .text_color = SVG_TEXT,
				.back_color = SVG_PAPER,
			};

			if (cell.chars[0] == (uint32_t)-1)
				continue;
			cell_text(&cell, drawn.text);
			if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg))
				drawn.text_color = rgb_of(term, cell.fg);
			if (!VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
				drawn.back_color = rgb_of(term, cell.bg);
			if (cell.attrs.reverse) {
				uint32_t keep = drawn.text_color;

				drawn.text_color = drawn.back_color;
				drawn.back_color = keep;
			}
			svg_cell(out, x, y, &drawn);
		}
	}
	if (term->cursor_shown)
		svg_cursor(out, term->cursor.col, term->cursor.row);
	svg_end(out);
}

int term_close(struct term *term)
{
	long end = term_clock() + TERM_DEADLINE;
	int status = 0, result = -1;
	pid_t ended = 0;

	while (ended == 0 && term_clock() < end) {
		if (!term_pump(term, 20))
			poll(NULL, 0, 2);
		ended = waitpid(term->pid, &status, WNOHANG);
	}
	if (ended == 0) {
		term_dump(term);
		kill(term->pid, SIGKILL);
		waitpid(term->pid, &status, 0);
	} else {
		result = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	}
	if (term->fd >= 0)
		close(term->fd);
	vterm_free(term->vterm);
	free(term->output);
	free(term);
	return result;
}
