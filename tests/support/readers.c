/* See readers.h. */
#include "support/readers.h"

#include <ctype.h>
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"

enum { COLUMNS_MOST = 64, LINE_OCTETS = 75, DEPTH_MOST = 64, NAME_MOST = 32 };

/* ---- RFC 4180 --------------------------------------------------------------------------------- */

/* One quoted cell from `*at` on. */
static const char *csv_quoted(struct arena *arena, const char **at)
{
	struct str cell = STR_INIT;
	const char *copy;

	assert_int_equal(**at, '"');
	for (++*at;; ++*at) {
		if (!**at)
			fail_msg("a cell does not end");
		if (**at == '"' && *++*at != '"')
			break;
		str_add_char(&cell, **at);
	}
	copy = arena_strdup(arena, cell.text);
	str_release(&cell);
	return copy;
}

struct table csv_read(struct arena *arena, const char *text, size_t length)
{
	struct table table = { 0, 0, NULL };
	size_t capacity = 0, count = 0, in_row = 0;
	const char *at = text + 3;

	assert_true(length > 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0);
	assert_int_equal(strlen(text), length);
	while (*at) {
		table.cell = arena_grow(arena, table.cell, count, &capacity, sizeof(*table.cell));
		table.cell[count++] = csv_quoted(arena, &at);
		in_row++;
		if (*at == ',') {
			at++;
			continue;
		}
		assert_memory_equal(at, "\r\n", 2);
		at += 2;
		table.columns = table.rows == 0 ? in_row : table.columns;
		assert_int_equal(in_row, table.columns);
		table.rows++;
		in_row = 0;
	}
	assert_int_equal(in_row, 0);
	return table;
}

const char *csv_cell_at(const struct table *table, size_t row, size_t column)
{
	assert_true(row < table->rows && column < table->columns);
	return table->cell[row * table->columns + column];
}

/* ---- RFC 5545 --------------------------------------------------------------------------------- */

/* The content lines, unfolded, an LF after each. */
static char *unfolded(struct arena *arena, const char *text)
{
	struct str all = STR_INIT;
	char *copy;

	while (*text) {
		const char *end = strstr(text, "\r\n");
		bool more = *text == ' ' || *text == '\t';

		assert_non_null(end);
		assert_true(end - text <= LINE_OCTETS);
		assert_int_equal(text_invalid_at(text, (size_t)(end - text)), -1);
		if (more && all.length > 0)
			all.length--;
		str_add_bytes(&all, text + more, (size_t)(end - text) - more);
		str_add_char(&all, '\n');
		text = end + 2;
	}
	copy = arena_strdup(arena, all.text);
	str_release(&all);
	return copy;
}

/* A TEXT value as it was before it was escaped. */
static const char *unescaped(struct arena *arena, const char *value)
{
	char *copy = arena_strdup(arena, value), *to = copy;

	for (const char *from = value; *from; from++) {
		if (*from == '\\') {
			from++;
			assert_non_null(strchr("\\;,nN", *from));
			*to++ = *from == 'n' || *from == 'N' ? '\n' : *from;
		} else {
			assert_true(*from != ';' && *from != ',');
			*to++ = *from;
		}
	}
	*to = '\0';
	return copy;
}

static void ics_line(struct arena *arena, struct calendar_entry *entry, const char *name, const char *value)
{
	if (strcmp(name, "UID") == 0) {
		assert_null(entry->uid);
		entry->uid = value;
	} else if (strcmp(name, "SUMMARY") == 0) {
		assert_null(entry->summary);
		entry->summary = unescaped(arena, value);
	} else if (strncmp(name, "DTSTART;", 8) == 0 || strncmp(name, "DUE;", 4) == 0) {
		assert_null(entry->date);
		assert_int_equal(strspn(value, "0123456789"), 8);
		assert_int_equal(value[8], '\0');
		entry->date = value;
	} else if (strcmp(name, "DESCRIPTION") == 0) {
		unescaped(arena, value);
	}
}

struct calendar ics_read(struct arena *arena, const char *text, size_t length)
{
	struct calendar calendar = { 0, 0, NULL };
	struct calendar_entry entry = { NULL, NULL, NULL, NULL };
	int depth = 0;

	assert_int_equal(strlen(text), length);
	for (char *line = strtok(unfolded(arena, text), "\n"); line; line = strtok(NULL, "\n")) {
		char *value = strchr(line, ':');

		assert_non_null(value);
		*value++ = '\0';
		if (strcmp(line, "BEGIN") == 0) {
			assert_true(++depth <= 2);
			entry = (struct calendar_entry){ value, NULL, NULL, NULL };
			assert_string_equal(depth == 1 ? value : "VCALENDAR", "VCALENDAR");
		} else if (strcmp(line, "END") == 0 && depth == 2) {
			assert_string_equal(value, entry.kind);
			assert_true(entry.uid && entry.summary && entry.date);
			calendar.entry = arena_grow(arena, calendar.entry, calendar.count, &calendar.capacity, sizeof(entry));
			calendar.entry[calendar.count++] = entry;
			depth--;
		} else if (strcmp(line, "END") == 0) {
			depth--;
		} else if (depth == 2) {
			ics_line(arena, &entry, line, value);
		}
	}
	assert_int_equal(depth, 0);
	return calendar;
}

/* ---- HTML -------------------------------------------------------------------------------------- */

struct page { char open[DEPTH_MOST][NAME_MOST]; size_t depth; int heading; struct str ids; };

static bool is_void(const char *name)
{
	return strcmp(name, "meta") == 0 || strcmp(name, "br") == 0;
}

/* One attribute's name and value, `*at` behind its name. */
static void attribute(struct page *page, const char *name, const char *value, size_t length)
{
	char id[NAME_MOST + 4];

	if (strncmp(name, "on", 2) == 0 || strcmp(name, "src") == 0 || strcmp(name, "href") == 0 ||
	    strcmp(name, "srcset") == 0 || strcmp(name, "style") == 0 || strcmp(name, "action") == 0)
		fail_msg("an attribute %s", name);
	if (strcmp(name, "id") == 0) {
		snprintf(id, sizeof(id), " %.*s ", (int)length, value);
		if (strstr(page->ids.text, id))
			fail_msg("the id%sstands twice", id);
		str_add(&page->ids, id);
	}
}

static const char *attributes(struct page *page, const char *at)
{
	char name[NAME_MOST];

	while (*at && *at != '>' && *at != '/') {
		const char *value, *end;
		size_t length;

		at += strspn(at, " \n");
		length = strcspn(at, "= >/\n");
		assert_true(length < sizeof(name));
		snprintf(name, sizeof(name), "%.*s", (int)length, at);
		at += length;
		if (length == 0 || *at != '=')
			continue;
		assert_int_equal(at[1], '"');
		value = at + 2;
		end = strchr(value, '"');
		assert_non_null(end);
		attribute(page, name, value, (size_t)(end - value));
		at = end + 1;
	}
	return at;
}

static void begin_element(struct page *page, const char *name, bool closed)
{
	if (strcmp(name, "script") == 0 || strcmp(name, "iframe") == 0 || strcmp(name, "img") == 0 ||
	    strcmp(name, "link") == 0 || strcmp(name, "object") == 0 || strcmp(name, "a") == 0)
		fail_msg("an element %s", name);
	if (name[0] == 'h' && isdigit((unsigned char)name[1])) {
		assert_true(name[1] - '0' <= page->heading + 1);
		page->heading = name[1] - '0';
	}
	if (closed || is_void(name))
		return;
	assert_true(page->depth < DEPTH_MOST);
	snprintf(page->open[page->depth++], NAME_MOST, "%s", name);
}

static void end_element(struct page *page, const char *name)
{
	if (page->depth == 0 || strcmp(page->open[page->depth - 1], name) != 0)
		fail_msg("</%s> closes <%s>", name, page->depth ? page->open[page->depth - 1] : "");
	page->depth--;
}

/* From a "<" on; returns what is behind the ">". */
static const char *element(struct page *page, const char *at)
{
	bool end = at[1] == '/', closed;
	char name[NAME_MOST];
	size_t length = strspn(at + 1 + end, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

	if (strncmp(at, "<!DOCTYPE html>", 15) == 0)
		return at + 15;
	if (length == 0 || length >= sizeof(name))
		fail_msg("no element: %.40s", at);
	snprintf(name, sizeof(name), "%.*s", (int)length, at + 1 + end);
	at = attributes(page, at + 1 + end + length);
	closed = *at == '/';
	at += closed;
	assert_int_equal(*at, '>');
	if (end)
		end_element(page, name);
	else
		begin_element(page, name, closed);
	return at + 1;
}

/* "&lt;", "&#39;". */
static void entity(const char *at)
{
	size_t length = at[1] == '#' ? 1 + strspn(at + 2, "0123456789") : strspn(at + 1, "abcdefghijklmnopqrstuvwxyz");

	if (length == 0 || at[1 + length] != ';')
		fail_msg("a bare &: %.40s", at);
}

void html_check(const char *text)
{
	struct page page = { .heading = 0, .ids = STR_INIT };

	assert_int_equal(text_invalid_at(text, strlen(text)), -1);
	assert_int_equal(strncmp(text, "<!DOCTYPE html>", 15), 0);
	assert_non_null(strstr(text, "content=\"default-src 'none'; style-src 'sha256-"));
	assert_null(strstr(text, "http-equiv=\"refresh"));
	assert_null(strstr(text, "@import"));
	assert_null(strstr(text, "url("));
	for (const char *at = text; *at;) {
		bool style = page.depth > 0 && strcmp(page.open[page.depth - 1], "style") == 0;

		if (style && strncmp(at, "</style>", 8) != 0) {
			at++;
		} else if (*at == '<') {
			at = element(&page, at);
		} else {
			if (*at == '&')
				entity(at);
			assert_true((unsigned char)*at >= ' ' || *at == '\n');
			at++;
		}
	}
	assert_int_equal(page.depth, 0);
	str_release(&page.ids);
}

/* ---- folders ------------------------------------------------------------------------------------- */

const char *folder_inside(struct arena *arena, const char *parent, size_t *count)
{
	DIR *folder = opendir(parent);
	struct dirent *entry;
	const char *found = NULL;

	if (count)
		*count = 0;
	while (folder && (entry = readdir(folder))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (count)
			++*count;
		if (entry->d_name[0] != '.' && (!found || strlen(entry->d_name) < strlen(strrchr(found, '/') + 1)))
			found = arena_printf(arena, "%s/%s", parent, entry->d_name);
	}
	if (folder)
		closedir(folder);
	return found;
}
