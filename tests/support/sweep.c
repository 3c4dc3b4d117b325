/* See sweep.h. */
#include "sweep.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BAD = 99, AT_ONCE = 2, STATES = 1 << 20, TRIES = 64 };

/* In memory that all copies share; 0 is a free place. */
struct known { _Atomic size_t reopened; _Atomic uint64_t state[STATES]; };

static struct {
	struct sweep *sweep;
	bool copy, failing;
	struct running { pid_t copy; int said; size_t place; } running[AT_ONCE]; /* the oldest first */
	size_t count;
} now;

static struct known *known_by_all(void);

void sweep_begin(struct sweep *sweep)
{
	sweep->places = sweep->faults = 0;
	sweep->wrong[0] = '\0';
	now.sweep = sweep;
	now.copy = now.failing = false;
	known_by_all();
}

/* What the copy wrote to standard error, and how it ended. */
static void wait_for_oldest(struct sweep *sweep)
{
	struct running one = now.running[0];
	char said[1024];
	size_t length = 0;
	ssize_t got;
	int status = 0;

	while ((got = read(one.said, said + length, sizeof(said) - 1 - length)) > 0)
		length += (size_t)got;
	said[length] = '\0';
	close(one.said);
	waitpid(one.copy, &status, 0);
	memmove(now.running, now.running + 1, --now.count * sizeof(now.running[0]));
	sweep->faults++;
	if ((sweep->is_good ? sweep->is_good(status, said) : status == 0) || sweep->wrong[0])
		return;
	snprintf(sweep->wrong, sizeof(sweep->wrong), "place %zu%s: %s %d, said: %s", one.place,
		 sweep->from_on ? " and all after it" : "", WIFSIGNALED(status) ? "signal" : "status",
		 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), said);
}

void sweep_end(void)
{
	while (now.count > 0)
		wait_for_oldest(now.sweep);
	now.sweep = NULL;
}

static bool is_chosen(const struct sweep *sweep)
{
	return sweep->places >= sweep->first && (sweep->places - sweep->first) % sweep->stride == 0;
}

bool sweep_place(void)
{
	struct sweep *sweep = now.sweep;
	int ends[2];
	pid_t copy;

	if (now.copy)
		return now.failing;
	if (!sweep)
		return false;
	sweep->places++;
	if (!is_chosen(sweep) || sweep->wrong[0])
		return false;
	fflush(NULL);
	if (now.count == AT_ONCE)
		wait_for_oldest(sweep);
	if (pipe(ends) != 0 || (copy = fork()) < 0)
		abort();
	if (copy == 0) {
		now.copy = true;
		now.failing = sweep->from_on;
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		/* Nobody may wait for ever for one that hangs. */
		alarm(60);
		return true;
	}
	close(ends[1]);
	now.running[now.count++] = (struct running){ copy, ends[0], sweep->places };
	return false;
}

size_t sweep_at(void)
{
	return now.sweep ? now.sweep->places : 0;
}

bool sweep_is_copy(void)
{
	return now.copy;
}

void sweep_heal(void)
{
	now.failing = false;
}

_Noreturn void sweep_good(void)
{
	_exit(0);
}

_Noreturn void sweep_bad(const char *format, ...)
{
	char words[900];
	va_list args;
	ssize_t written;

	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	written = write(STDERR_FILENO, words, strlen(words));
	(void)written;
	_exit(BAD);
}

void sweep_apart(void (*look)(void *with), void *with)
{
	pid_t copy = fork();
	int status = 0;

	if (copy < 0)
		abort();
	if (copy == 0) {
		look(with);
		sweep_good();
	}
	waitpid(copy, &status, 0);
	if (status != 0)
		_exit(BAD);
}

/* ---- what all copies know together ---------------------------------------------- */

static struct known *known_by_all(void)
{
	static struct known *known;

	if (!known) {
		known = mmap(NULL, sizeof(*known), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
		if (known == MAP_FAILED)
			abort();
	}
	return known;
}

/* Where the table is full nothing more is known: slower, and just as right. */
bool sweep_known(uint64_t state)
{
	struct known *known = known_by_all();

	state = state ? state : 1;
	for (size_t i = 0; i < TRIES; i++) {
		_Atomic uint64_t *place = &known->state[(state + i) % STATES];
		uint64_t there = 0;

		if (atomic_compare_exchange_strong(place, &there, state))
			return false;
		if (there == state)
			return true;
	}
	return false;
}

void sweep_reopened(void)
{
	known_by_all()->reopened++;
}

size_t sweep_reopenings(void)
{
	return known_by_all()->reopened;
}

/* ---- how much ------------------------------------------------------------------- */

bool sweep_whole(void)
{
	return getenv("ENTAKU_WHOLE") != NULL;
}

size_t sweep_stride(size_t sample)
{
	return sweep_whole() ? 1 : sample;
}

uint64_t sweep_seed(uint64_t usual)
{
	const char *wanted = getenv("ENTAKU_SEED");

	return wanted && *wanted ? strtoull(wanted, NULL, 10) : usual;
}
