/*
 * Memory that runs out, for one program: this file defines its malloc, calloc and
 * realloc, so that those of the libraries fail as well.  Included once, by the test
 * itself.  Where that can't be done (sanitizers have their own, other C libraries other
 * names) ALLOCATE_FAILS is 0 and nothing ever fails.
 */
#ifndef TESTS_ALLOCATE_H
#define TESTS_ALLOCATE_H

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "support/disk.h"
#include "support/sweep.h"

#if defined(__GLIBC__) && !defined(ENTAKU_SAN)
#define ALLOCATE_FAILS 1

static bool allocate_armed;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool allocate_is_refused(void)
{
	bool refused;

	if (!allocate_armed || disk_is_at_work())
		return false;
	allocate_armed = false;
	refused = sweep_place();
	allocate_armed = true;
	if (refused)
		errno = ENOMEM;
	return refused;
}

void *malloc(size_t size)
{
	return allocate_is_refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return allocate_is_refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return allocate_is_refused() ? NULL : __libc_realloc(old, size);
}

static void allocate_arm(bool armed)
{
	allocate_armed = armed;
}

#else
#define ALLOCATE_FAILS 0

static void allocate_arm(bool armed)
{
	(void)armed;
}
#endif

/* A copy may end well, or with the words of log_fatal(); never by a signal. */
static bool allocate_is_good(int status, const char *said)
{
	return WIFEXITED(status) && (WEXITSTATUS(status) == 0 ||
				     (WEXITSTATUS(status) == 70 && strstr(said, "entaku: out of memory\n")));
}

#endif
