/* HOST:PID:START: the start time tells a process from a later one of the same number. */
#include "cli/holder.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "lang/lang.h"
#include "lang/words_cli.h"

enum { HOST_SIZE = 256, STAT_MAX = 4096, FIELD_STARTTIME = 22, ASK_MS = 1000 };

static void host_name(char host[HOST_SIZE])
{
	if (gethostname(host, HOST_SIZE) != 0)
		snprintf(host, HOST_SIZE, "localhost");
	host[HOST_SIZE - 1] = '\0';
}

/* When the process started, in clock ticks since boot; 0: not known. */
static unsigned long long start_ticks(long pid)
{
	struct arena *arena = arena_new();
	unsigned long long ticks = 0;
	char path[64], *bytes;
	size_t length;
	const char *at = NULL;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	/* The second field is the program's name, which may hold anything. */
	if (file_read(arena, path, STAT_MAX, &bytes, &length))
		at = strrchr(bytes, ')');
	for (int field = 2; at && field < FIELD_STARTTIME; field++)
		at = strchr(at + 1, ' ');
	if (at)
		ticks = strtoull(at, NULL, 10);
	arena_free(arena);
	return ticks;
}

const char *holder_self(struct arena *arena)
{
	char host[HOST_SIZE];
	long pid = (long)getpid();

	host_name(host);
	return arena_printf(arena, "%s:%ld:%llu", host, pid, start_ticks(pid));
}

/* Takes "HOST:PID:TICKS" apart from its end. */
static bool read_holder(const char *holder, size_t *host, long *pid, unsigned long long *ticks)
{
	const char *last = strrchr(holder, ':'), *middle = last;

	while (middle && middle > holder && *--middle != ':')
		continue;
	if (!last || *middle != ':')
		return false;
	*host = (size_t)(middle - holder);
	*pid = strtol(middle + 1, NULL, 10);
	*ticks = strtoull(last + 1, NULL, 10);
	return *pid > 0;
}

bool holder_gone(const char *holder)
{
	unsigned long long ticks, now;
	char host[HOST_SIZE];
	size_t length;
	long pid;

	host_name(host);
	if (!read_holder(holder, &length, &pid, &ticks))
		return true;
	if (strlen(host) != length || strncmp(host, holder, length) != 0)
		return false;
	if (kill((pid_t)pid, 0) != 0 && errno == ESRCH)
		return true;
	now = start_ticks(pid);
	return ticks && now && now != ticks;
}

bool holder_gone_lately(struct holder_watch *watch, const char *holder)
{
	struct timespec now;
	int64_t ms;

	clock_gettime(CLOCK_MONOTONIC, &now);
	ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
	if (watch->asked && ms - watch->asked < ASK_MS)
		return watch->gone;
	watch->asked = ms;
	watch->gone = holder_gone(holder);
	return watch->gone;
}

const char *holder_say(struct arena *arena, const char *holder)
{
	unsigned long long ticks;
	size_t length;
	long pid;

	if (!read_holder(holder, &length, &pid, &ticks))
		return holder;
	return arena_printf(arena, T(CLI_HOLDER), pid, (int)length, holder);
}
