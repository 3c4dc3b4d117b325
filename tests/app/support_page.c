/* See support_page.h. */
#include "support_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

enum { PAGE_MAX = 1024 * 1024 };

static const struct { const char *escape, *text; } escapes[] = {
	{ "\\(aq", "'" }, { "\\(dq", "\"" }, { "\\(ga", "`" }, { "\\-", "-" }, { "\\&", "" },
	{ "\\e", "\\" },
};

enum { ESCAPES = sizeof(escapes) / sizeof(escapes[0]) };

static size_t unescape(const char *at, struct str *out)
{
	for (size_t i = 0; i < ESCAPES; i++) {
		size_t length = strlen(escapes[i].escape);

		if (strncmp(at, escapes[i].escape, length) == 0) {
			str_add(out, escapes[i].text);
			return length;
		}
	}
	if (*at == '\\')
		fail_msg("an escape that support_page.c does not know: %.10s", at);
	str_add_char(out, *at);
	return 1;
}

char *page_read(struct arena *arena, const char *path)
{
	struct str text = STR_INIT;
	char *bytes, *page;
	size_t length;

	if (!file_read(arena, path, PAGE_MAX, &bytes, &length))
		fail_msg("%s cannot be read", path);
	for (const char *at = bytes; *at;)
		at += unescape(at, &text);
	page = arena_strdup(arena, text.text);
	str_release(&text);
	return page;
}

static const char *next_line(const char *at)
{
	const char *end = strchr(at, '\n');

	return end ? end + 1 : at + strlen(at);
}

static bool begins_with_one(const char *line, const char *ends)
{
	while (*ends) {
		size_t length = strcspn(ends, "|");

		if (strncmp(line, ends, length) == 0)
			return true;
		ends += length;
		ends += *ends == '|';
	}
	return false;
}

char *page_part(struct arena *arena, const char *page, const char *head, const char *ends)
{
	const char *start = page, *end;

	while (*start && strncmp(start, head, strlen(head)) != 0)
		start = next_line(start);
	if (!*start)
		fail_msg("no line begins with: %s", head);
	start = end = next_line(start);
	while (*end && !begins_with_one(end, ends))
		end = next_line(end);
	return arena_strndup(arena, start, (size_t)(end - start));
}

bool page_has_line(const char *part, const char *line)
{
	size_t length = strlen(line);

	for (const char *at = part; *at; at = next_line(at))
		if (strncmp(at, line, length) == 0 && (at[length] == '\n' || at[length] == '\0'))
			return true;
	return false;
}

static bool of_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '-';
}

bool page_has_word(const char *part, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = strstr(part, word); at; at = strstr(at + 1, word))
		if ((at == part || !of_name(at[-1])) && !of_name(at[length]))
			return true;
	return false;
}

size_t page_count(const char *part, const char *start)
{
	size_t count = 0;

	for (const char *at = part; *at; at = next_line(at))
		count += strncmp(at, start, strlen(start)) == 0;
	return count;
}

char *page_literal(struct arena *arena, const char *part, size_t index)
{
	const char *at = part, *start;

	for (; *at; at = next_line(at)) {
		if (strncmp(at, ".Bd -literal", 12) != 0 || index-- > 0)
			continue;
		start = at = next_line(at);
		while (*at && strncmp(at, ".Ed", 3) != 0)
			at = next_line(at);
		return arena_strndup(arena, start, (size_t)(at - start));
	}
	return NULL;
}
