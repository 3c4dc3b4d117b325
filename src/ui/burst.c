/* See burst.h. */
#include "ui/burst.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/memfd.h>
#include <sys/syscall.h>
#endif

#include "base/log.h"
#include "ui/listen.h"

#define ASCII_LETTERS "\033(B"
#define RESET "\033[m"

void burst_start(struct burst *burst, const char *reset)
{
	*burst = (struct burst){ .terminal = -1, .memory = -1, .brief = strcmp(reset, ASCII_LETTERS RESET) == 0 };
#ifdef __linux__
	burst->memory = (int)syscall(SYS_memfd_create, "picture", MFD_CLOEXEC);
	burst->terminal = burst->memory < 0 ? -1 : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (burst->terminal < 0)
		burst_stop(burst);
#endif
}

void burst_stop(struct burst *burst)
{
	if (burst->memory >= 0)
		close(burst->memory);
	if (burst->terminal >= 0)
		close(burst->terminal);
	free(burst->bytes);
	*burst = (struct burst){ .terminal = -1, .memory = -1 };
}

void burst_begin(struct burst *burst)
{
	if (burst->memory >= 0 && (lseek(burst->memory, 0, SEEK_SET) != 0 || dup2(burst->memory, STDOUT_FILENO) < 0))
		burst_stop(burst);
}

void burst_give_back(const struct burst *burst)
{
	if (burst->memory >= 0)
		while (dup2(burst->terminal, STDOUT_FILENO) < 0 && errno == EINTR)
			;
}

static void make_room(struct burst *burst, size_t length)
{
	enum { PIECE = 16 * 1024 };
	size_t room = (length + PIECE) / PIECE * PIECE;

	if (length < burst->room)
		return;
	free(burst->bytes);
	burst->bytes = malloc(room);
	if (!burst->bytes)
		log_fatal("out of memory");
	burst->room = room;
}

void burst_end(struct burst *burst)
{
	off_t end;
	ssize_t length;

	if (burst->memory < 0)
		return;
	burst_give_back(burst);
	/* What was written before lies behind the end: the place tells what is new. */
	end = lseek(burst->memory, 0, SEEK_CUR);
	if (end <= 0)
		return;
	make_room(burst, (size_t)end);
	length = pread(burst->memory, burst->bytes, (size_t)end, 0);
	if (length > 0)
		listen_write(burst->bytes, burst->brief ? burst_shorten(burst->bytes, (size_t)length) : (size_t)length);
}

static bool begins(const char *bytes, const char *end, const char *with)
{
	size_t length = strlen(with);

	return (size_t)(end - bytes) >= length && memcmp(bytes, with, length) == 0;
}

/* Bytes at `at` that the next ones undo, or that do nothing. */
static size_t idle_at(const char *at, const char *end)
{
	static const char *const idle[] = { "\033[39m", "\033[49m", "\033[39;49m" };

	if (begins(at, end, ASCII_LETTERS))
		return strlen(ASCII_LETTERS);
	for (size_t i = 0; i < sizeof(idle) / sizeof(idle[0]); i++) {
		const char *next = at + strlen(idle[i]);

		if (begins(at, end, idle[i]) && (begins(next, end, RESET) || begins(next, end, ASCII_LETTERS RESET) ||
						 begins(next, end, "\033[0;") || begins(next, end, ASCII_LETTERS "\033[0;")))
			return strlen(idle[i]);
	}
	return 0;
}

size_t burst_shorten(char *bytes, size_t length)
{
	const char *from = bytes, *end = bytes + length;
	char *to = bytes;

	while (from < end) {
		const char *escape = memchr(from, '\033', (size_t)(end - from));
		size_t plain = escape ? (size_t)(escape - from) : (size_t)(end - from), idle;

		memmove(to, from, plain);
		to += plain;
		from += plain;
		idle = from < end ? idle_at(from, end) : 0;
		from += idle;
		/* The escape itself, so that the next one is looked for behind it. */
		if (from < end && idle == 0)
			*to++ = *from++;
	}
	return (size_t)(to - bytes);
}
