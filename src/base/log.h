/*
 * A log for finding faults, off unless a path was given ($ENTAKU_LOG through
 * cli), and the one way to end the program when nothing else can be done.
 * What people typed never goes into the log, only lengths and kinds.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

/* Opens the file for appending, mode 0600.  False: errno says why. */
bool log_open(const char *path);
void log_close(void);

/* One line with a monotonic stamp; does nothing when no log is open. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* `restore` is called once by log_fatal() before the message is printed. */
void log_on_fatal(void (*restore)(void));

/* Prints "entaku: message" to standard error and ends with status 70. */
_Noreturn void log_fatal(const char *message);

#endif
