/* See event_lines.h. */
#include "cli/event_lines.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/option.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_cli.h"

static bool unknown_kind(const char *name, struct error *err)
{
	const char *known[128], *near;
	const struct event_kind *kind;
	size_t count = 0;

	while (count < 128 && (kind = event_kind_at(count)))
		known[count++] = kind->name;
	near = option_nearest(name, known, count);
	if (near)
		return error_set(err, ERROR_DATA, T(CLI_KIND_NEAR), name, near);
	return error_set(err, ERROR_DATA, T(CLI_KIND_UNKNOWN), name);
}

/* The members beside kind and at are the body. */
static struct json *body_of(struct arena *arena, const struct json *line)
{
	struct json *body = json_map(arena);

	for (size_t i = 0; i < line->count; i++)
		if (strcmp(line->key[i], "kind") != 0 && strcmp(line->key[i], "at") != 0)
			json_put(arena, body, line->key[i], line->child[i]);
	return body;
}

static bool read_event(struct arena *arena, const char *bytes, size_t length, struct event *event,
		       struct error *err)
{
	struct json_fault fault;
	struct json *line;
	const char *at;
	char why[256];

	if (length > EVENT_LINE_BYTES_MAX)
		return error_set(err, ERROR_DATA, T(CLI_LINE_LONG), EVENT_LINE_BYTES_MAX);
	line = json_read(arena, bytes, length, EVENT_LINE_DEPTH_MAX, &fault);
	if (!line)
		return error_set(err, ERROR_DATA, T(CLI_LINE_JSON), fault.column,
				 reason_json(&fault, why, sizeof(why)));
	event->kind_name = json_get_text(line, "kind");
	if (!event->kind_name)
		return error_set(err, ERROR_DATA, "%s", T(CLI_LINE_KIND));
	if (!event_kind_find(event->kind_name))
		return unknown_kind(event->kind_name, err);
	at = json_get_text(line, "at");
	if (json_get(line, "at") && (!at || !instant_parse(at, &event->at)))
		return error_set(err, ERROR_DATA, T(CLI_LINE_AT), at ? at : "");
	event->body = body_of(arena, line);
	return true;
}

static bool is_blank(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!strchr(" \t\r", bytes[i]) || !bytes[i])
			return false;
	return true;
}

bool event_lines_read(struct arena *arena, const char *bytes, size_t length, struct event_lines *lines,
		      struct error *err)
{
	const char *end = bytes + length, *next;
	int number = 0;

	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		bytes += 3;
	for (; bytes < end; bytes = next) {
		const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));
		size_t size = (size_t)((stop ? stop : end) - bytes);
		struct event event = { .at = 0 };

		next = stop ? stop + 1 : end;
		number++;
		if (is_blank(bytes, size))
			continue;
		if (!read_event(arena, bytes, size, &event, err))
			return error_prefix(err, T(CLI_LINE), number);
		lines->event = arena_grow(arena, lines->event, lines->count,
					  &lines->event_capacity, sizeof(*lines->event));
		lines->number = arena_grow(arena, lines->number, lines->count,
					   &lines->number_capacity, sizeof(*lines->number));
		lines->event[lines->count] = event;
		lines->number[lines->count++] = number;
	}
	return true;
}
