/*
 * A table with one byte for each byte of a text, in scratch memory that lives
 * for one call: where graphemes begin, where lines may break.  Inside base only.
 */
#ifndef BASE_MARKS_H
#define BASE_MARKS_H

#include <stddef.h>

struct marks {
	char small[256]; /* short texts need no malloc */
	char *of;        /* the table; `of[i]` speaks of byte i */
};

/* Room for `length` bytes, not set; the caller ends it with marks_release(). */
char *marks_new(struct marks *marks, size_t length);

/* As marks_new(), with 1 where a grapheme begins (the first byte always). */
void marks_graphemes(struct marks *marks, const char *text, size_t length);

/* As marks_new(), with libunistring's UC_BREAK_* values. */
void marks_breaks(struct marks *marks, const char *text, size_t length);

void marks_release(struct marks *marks);

#endif
