/*
 * The log is a bare descriptor in append mode and every line is one write(),
 * so that lines of two processes do not mix and nothing waits in a buffer
 * when the program dies.
 */
#include "base/log.h"

#include "base/file.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define STATUS_INTERNAL 70 /* EX_SOFTWARE of sysexits */

static int log_file = -1;
static void (*restore_terminal)(void);

bool log_open(const char *path)
{
	struct str end = STR_INIT;
	int file = -1, reason;

	if (file_resolve(path, &end))
		file = open(end.text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
	reason = errno;
	str_release(&end);
	errno = reason;
	if (file < 0)
		return false;
	log_close();
	log_file = file;
	return true;
}

void log_close(void)
{
	if (log_file >= 0)
		close(log_file);
	log_file = -1;
}

/* A log that cannot be written must not disturb the session: no retry. */
static void write_once(int file, const char *bytes, size_t length)
{
	ssize_t written = write(file, bytes, length);

	(void)written;
}

void log_line(const char *format, ...)
{
	char line[1024];
	struct timespec now = { 0 };
	int kept_errno = errno;
	size_t length;
	va_list args;

	if (log_file < 0)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	snprintf(line, sizeof(line), "%lld.%06ld %ld ", (long long)now.tv_sec,
		 now.tv_nsec / 1000, (long)getpid());
	length = strlen(line);
	va_start(args, format);
	vsnprintf(line + length, sizeof(line) - length - 1, format, args);
	va_end(args);
	length = strlen(line);
	line[length++] = '\n';
	write_once(log_file, line, length);
	errno = kept_errno;
}

void log_on_fatal(void (*restore)(void))
{
	restore_terminal = restore;
}

_Noreturn void log_fatal(const char *message)
{
	void (*restore)(void) = restore_terminal;
	char line[512];

	/* Forgotten first: a fault inside `restore` comes back here. */
	restore_terminal = NULL;
	if (restore)
		restore();
	log_line("fatal: %s", message);
	snprintf(line, sizeof(line), "entaku: %s\n", message);
	write_once(STDERR_FILENO, line, strlen(line));
	/* Not exit(): handlers and buffers may be what is broken. */
	_exit(STATUS_INTERNAL);
}
