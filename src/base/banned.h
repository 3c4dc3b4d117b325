/*
 * Names that must not appear in our sources: they write without a bound, keep
 * hidden state or race.  The Makefile includes this before every file of src/.
 *
 * The system headers that speak these names come first, so that poisoning
 * them afterwards hits our text only.  Use snprintf or struct str instead of
 * the copying ones, localtime_r and gmtime_r, mkstemp (or file_write).
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

/* Some libraries make macros of them, which a compiler would warn about. */
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef stpcpy
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat strncpy strncat stpcpy sprintf vsprintf
#pragma GCC poison strtok gets localtime gmtime ctime asctime
#pragma GCC poison mktemp tmpnam tempnam

#endif
