/* See environment.h. */
#include "base/environment.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif

/* What secure_getenv() asks, which is not everywhere. */
static bool is_lent_rights(void)
{
#ifdef __linux__
	/* The kernel has compared them, and more, when it started us. */
	return getauxval(AT_SECURE) != 0;
#else
	return getuid() != geteuid() || getgid() != getegid();
#endif
}

const char *environment(const char *name)
{
	const char *value = is_lent_rights() ? NULL : getenv(name);

	return value && value[0] ? value : NULL;
}

const char *environment_folder(const char *name)
{
	const char *value = environment(name);

	return value && value[0] == '/' ? value : NULL;
}
