/*
 * The codeset that the locale asks for.  entaku thinks, stores and writes files in UTF-8,
 * and so do today's terminals, whatever C, POSIX or no locale at all say of it.  Where a
 * locale names something else its terminal would take our bytes for other characters,
 * some of them for orders.
 */
#ifndef BASE_CODESET_H
#define BASE_CODESET_H

#include <stdbool.h>
#include <stddef.h>

struct str;

enum { CODESET_NAME = 32 };

/*
 * Does LC_ALL, else LC_CTYPE, else LANG ask for another codeset than UTF-8 or ASCII?
 * `name` is the codeset then (letters, digits and "-_.:" only).  A locale that is not
 * installed is judged by what stands behind the dot of its name.
 */
bool codeset_is_foreign(char name[CODESET_NAME]);

/*
 * Adds `text` (UTF-8) in the codeset, with '?' for what it lacks, and for all that is not
 * ASCII where the codeset is none that we write: only such are written that keep ASCII as
 * it is and have no states.  A terminal that shows UTF-8 after all reads no control
 * character from it.
 */
void codeset_convert(struct str *out, const char *codeset, const char *text, size_t length);

/*
 * A message about the codeset: in English, which any terminal shows, and behind it in the
 * other language where that can be written so (NULL: there is none).  The locale may be
 * the one of yesterday's terminal.
 */
void codeset_say(struct str *out, const char *codeset, const char *english, const char *other);

#endif
