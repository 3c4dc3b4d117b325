/*
 * A growable string: `text` is never NULL and always ends in NUL.
 *
 * struct str s = STR_INIT; ... str_release(&s).  Out of memory ends the
 * program (log_fatal).  Appending text that lies inside the same string is
 * not allowed.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stddef.h>

struct str {
	char *text;      /* never NULL */
	size_t length;   /* bytes without the NUL */
	size_t capacity; /* 0: text is the shared empty string */
};

extern const char str_empty[1]; /* shared and read-only: never written through */
#define STR_INIT { .text = (char *)str_empty, .length = 0, .capacity = 0 }

void str_release(struct str *str); /* frees the contents, leaves STR_INIT and errno */
void str_clear(struct str *str);   /* keeps the memory */
void str_add(struct str *str, const char *text);
void str_add_bytes(struct str *str, const char *bytes, size_t length);
void str_add_char(struct str *str, char c);
void str_printf(struct str *str, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void str_vprintf(struct str *str, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Puts `insert` bytes at `at` in place of `remove` bytes (an edit). */
void str_splice(struct str *str, size_t at, size_t remove,
		const char *insert, size_t length);

#endif
