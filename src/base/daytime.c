/* See daytime.h. */
#include "base/daytime.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* As many digits as there are, at most two; how many were read. */
static int two_digits(const char **at, int *value)
{
	int count = 0;

	*value = 0;
	for (; count < 2 && **at >= '0' && **at <= '9'; count++)
		*value = *value * 10 + *(*at)++ - '0';
	return count;
}

static bool skip(const char **at, const char *mark)
{
	bool there = strncmp(*at, mark, strlen(mark)) == 0;

	*at += there ? strlen(mark) : 0;
	return there;
}

/* `at` is half width and lower case. */
static bool read_plain(const char *at, int *minute)
{
	int hour, minutes, count;
	bool japanese;

	at += strspn(at, " ");
	if (!two_digits(&at, &hour))
		return false;
	japanese = skip(&at, "時");
	if (!japanese && !skip(&at, ":"))
		skip(&at, ".");
	count = two_digits(&at, &minutes);
	if (japanese && count > 0)
		skip(&at, "分");
	at += strspn(at, " ");
	/* "14" alone may be anything; "14時" is not. */
	if (*at || hour > 23 || minutes > 59 || (count != 2 && !japanese))
		return false;
	*minute = hour * 60 + minutes;
	return true;
}

bool daytime_understand(const char *text, int *minute)
{
	struct arena *arena = arena_new();
	bool good = read_plain(text_fold(arena, text), minute);

	arena_free(arena);
	return good;
}

int daytime_parse(const char *text)
{
	int minute;

	if (!text || strlen(text) != 5 || text[2] != ':' || !daytime_understand(text, &minute))
		return -1;
	return minute;
}
