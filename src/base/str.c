/*
 * The capacity doubles, so that adding byte by byte stays linear.  A string
 * without memory of its own points to str_empty, which lets every reader use
 * `text` without asking.
 */
#include "base/str.h"

#include "base/log.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char str_empty[1] = "";

enum { BRIEF = 63 };

/* Makes room for `more` bytes and the NUL. */
static void make_room(struct str *str, size_t more)
{
	size_t wanted = str->capacity ? str->capacity : 64;
	char *text;

	if (more >= PTRDIFF_MAX - str->length)
		log_fatal("out of memory");
	if (str->length + more + 1 <= str->capacity)
		return;
	while (wanted < str->length + more + 1)
		wanted *= 2;
	text = realloc(str->capacity ? str->text : NULL, wanted);
	if (!text)
		log_fatal("out of memory");
	text[str->length] = '\0';
	str->text = text;
	str->capacity = wanted;
}

void str_release(struct str *str)
{
	int reason = errno; /* releases stand between a failure and its report */

	if (str->capacity)
		free(str->text);
	errno = reason;
	*str = (struct str)STR_INIT;
}

void str_clear(struct str *str)
{
	str->length = 0;
	if (str->capacity)
		str->text[0] = '\0';
}

void str_add(struct str *str, const char *text)
{
	str_add_bytes(str, text, strlen(text));
}

void str_add_bytes(struct str *str, const char *bytes, size_t length)
{
	str_splice(str, str->length, 0, bytes, length);
}

void str_add_char(struct str *str, char c)
{
	str_add_bytes(str, &c, 1);
}

void str_printf(struct str *str, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vprintf(str, format, args);
	va_end(args);
}

void str_vprintf(struct str *str, const char *format, va_list args)
{
	va_list again;
	size_t room;
	int length;

	/* Most of what is said is short: written at once. */
	make_room(str, BRIEF);
	room = str->capacity - str->length;
	va_copy(again, args);
	length = vsnprintf(str->text + str->length, room, format, again);
	va_end(again);
	if (length < 0)
		log_fatal("a format could not be written");
	if ((size_t)length >= room) {
		make_room(str, (size_t)length);
		vsnprintf(str->text + str->length, (size_t)length + 1, format, args);
	}
	str->length += (size_t)length;
}

void str_splice(struct str *str, size_t at, size_t remove,
		const char *insert, size_t length)
{
	size_t tail;

	assert(at <= str->length && remove <= str->length - at);
	if (length == 0 && remove == 0)
		return;
	make_room(str, length);
	tail = str->length - at - remove;
	memmove(str->text + at + length, str->text + at + remove, tail);
	if (length)
		memcpy(str->text + at, insert, length);
	str->length = at + length + tail;
	str->text[str->length] = '\0';
}
