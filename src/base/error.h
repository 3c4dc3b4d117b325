/*
 * One message for the person who reads it, made where the fault is known.
 *
 * Functions that can fail take `struct error *err` last and return false;
 * then `err` holds a whole message, ready to be shown.  On success `err` is
 * untouched.  err may be NULL where the caller does not want the words.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

enum error_class { /* why; cli turns it into an exit status */
	ERROR_NONE,
	ERROR_USAGE,    /* the command line */
	ERROR_DATA,     /* input that does not say what it must */
	ERROR_NO_INPUT, /* a file or session that is not there */
	ERROR_REFUSED,  /* a rule of the workshop says no */
	ERROR_CREATE,   /* an output that cannot be made */
	ERROR_IO,       /* disk, lock, read-only */
	ERROR_BUSY,     /* another process has it */
	ERROR_TERMINAL,
	ERROR_COUNT
};

struct error {
	enum error_class class;
	char text[1024]; /* UTF-8, cut at a character where too long */
};

/* Sets the message and returns false, for `return error_set(err, ...)`. */
bool error_set(struct error *err, enum error_class class,
	       const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Puts words before the message ("line 3: "), keeps the class; returns false. */
bool error_prefix(struct error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
