/*
 * Messages are made in a buffer of their own first, because a caller may hand
 * in the words that the error already holds.
 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes away the beginning of a character whose rest was cut off. */
static void drop_half_character(char *text, size_t length)
{
	size_t start = length, wanted;
	unsigned char first;

	while (start > 0 && length - start < 3 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0)
		return;
	first = (unsigned char)text[start - 1];
	wanted = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
	if (length - start + 1 < wanted)
		text[start - 1] = '\0';
}

/* Copies what fits into the error; `written` is the length it would have. */
static void keep(struct error *err, char *text, int written)
{
	if (written >= (int)sizeof(err->text))
		drop_half_character(text, sizeof(err->text) - 1);
	memcpy(err->text, text, strlen(text) + 1);
}

bool error_set(struct error *err, enum error_class class, const char *format, ...)
{
	char text[sizeof(err->text)] = "";
	va_list args;
	int written;

	if (!err)
		return false;
	va_start(args, format);
	written = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	keep(err, text, written);
	err->class = class;
	return false;
}

bool error_prefix(struct error *err, const char *format, ...)
{
	char text[sizeof(err->text)] = "";
	va_list args;
	int written;

	if (!err)
		return false;
	va_start(args, format);
	written = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (written >= 0 && (size_t)written < sizeof(text))
		written += snprintf(text + written, sizeof(text) - (size_t)written,
				    "%s", err->text);
	keep(err, text, written);
	return false;
}
