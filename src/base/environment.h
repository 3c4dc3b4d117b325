/*
 * The environment, trusted for no more than its purpose: nothing of it counts where the
 * program was given more rights than whoever started it has (setuid, setgid, capabilities),
 * and a folder must be told from the root on.
 */
#ifndef BASE_ENVIRONMENT_H
#define BASE_ENVIRONMENT_H

/* NULL: not set, empty, or not to be trusted. */
const char *environment(const char *name);
/* The same of a folder; NULL also where it is relative, which would be another one wherever
 * the program is started. */
const char *environment_folder(const char *name);

#endif
