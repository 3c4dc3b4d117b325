/*
 * libyaml's events into the tree.  A stack of open collections stands in for
 * recursion, so depth costs no C stack; libyaml 0.2.5 itself is quadratic in
 * flow depth, which is why depth is counted at each start event.
 */
#include "content/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/text.h"
#include "content/findings.h"
#include "lang/lang.h"
#include "lang/words_content.h"

struct reader {
	struct arena *arena;
	const char *path, *bytes;
	size_t length;
	struct findings *findings;
	struct yaml *open[YAML_DEPTH_MAX];
	int depth;
	size_t values;
	struct yaml *root;
	bool has_key;            /* a key waits for its value, per level */
	bool waiting[YAML_DEPTH_MAX];
	bool stopped;
};

static void stop(struct reader *reader, int line, int column, const char *words)
{
	findings_add(reader->findings, reader->path, line, column, "", false, "%s", words);
	reader->stopped = true;
}

static int line_of(const yaml_event_t *event)
{
	return (int)event->start_mark.line + 1;
}

static int column_of(const yaml_event_t *event)
{
	return (int)event->start_mark.column + 1;
}

static struct yaml *node(struct reader *reader, enum yaml_type type, const yaml_event_t *event)
{
	struct yaml *made = arena_alloc(reader->arena, sizeof(*made));

	made->type = type;
	made->line = line_of(event);
	made->column = column_of(event);
	if (++reader->values > YAML_VALUES_MAX)
		stop(reader, made->line, made->column, T(YAML_TOO_MANY));
	return made;
}

/* The text of a scalar as it may be shown; control characters are refused. */
static const char *scalar_text(struct reader *reader, const yaml_event_t *event)
{
	const char *bytes = (const char *)event->data.scalar.value;
	char *text;

	if (strlen(bytes) != event->data.scalar.length) {
		stop(reader, line_of(event), column_of(event), T(YAML_CONTROL));
		return "";
	}
	text = text_nfc(reader->arena, bytes);
	if (text_has_control(text, true))
		stop(reader, line_of(event), column_of(event), T(YAML_CONTROL));
	return text;
}

/* Is a key expected now? */
static bool wants_key(const struct reader *reader)
{
	return reader->depth > 0 && reader->open[reader->depth - 1]->type == YAML_MAP &&
	       !reader->waiting[reader->depth - 1];
}

static void add_key(struct reader *reader, const yaml_event_t *event)
{
	struct yaml *map = reader->open[reader->depth - 1];
	const char *text = scalar_text(reader, event);

	for (size_t i = 0; i < map->count; i++) {
		if (strcmp(map->key[i], text) != 0)
			continue;
		findings_add(reader->findings, reader->path, line_of(event), column_of(event), "", false,
			     T(YAML_DUPLICATE), text, map->key_at[i][0]);
		reader->stopped = true;
		return;
	}
	if (map->count == YAML_KEYS_MAX) {
		stop(reader, line_of(event), column_of(event), T(YAML_MANY_KEYS));
		return;
	}
	map->key = arena_grow(reader->arena, map->key, map->count, &map->key_capacity, sizeof(*map->key));
	map->key_at = arena_grow(reader->arena, map->key_at, map->count, &map->at_capacity,
				 sizeof(*map->key_at));
	map->key[map->count] = text;
	map->key_at[map->count][0] = line_of(event);
	map->key_at[map->count][1] = column_of(event);
	reader->waiting[reader->depth - 1] = true;
}

static void add_value(struct reader *reader, struct yaml *value)
{
	struct yaml *parent;

	if (reader->depth == 0) {
		reader->root = value;
		return;
	}
	parent = reader->open[reader->depth - 1];
	parent->child = arena_grow(reader->arena, parent->child, parent->count, &parent->capacity,
				   sizeof(struct yaml *));
	parent->child[parent->count++] = value;
	reader->waiting[reader->depth - 1] = false;
}

static void on_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct yaml *value;

	if (event->data.scalar.anchor || event->data.scalar.tag) {
		stop(reader, line_of(event), column_of(event), T(YAML_ANCHOR));
		return;
	}
	if (wants_key(reader)) {
		add_key(reader, event);
		return;
	}
	value = node(reader, YAML_TEXT, event);
	value->text = scalar_text(reader, event);
	value->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	add_value(reader, value);
}

static void on_start(struct reader *reader, const yaml_event_t *event)
{
	bool list = event->type == YAML_SEQUENCE_START_EVENT;
	const void *anchor = list ? event->data.sequence_start.anchor : event->data.mapping_start.anchor;
	const void *tag = list ? event->data.sequence_start.tag : event->data.mapping_start.tag;
	struct yaml *made;

	if (anchor || tag) {
		stop(reader, line_of(event), column_of(event), T(YAML_ANCHOR));
	} else if (wants_key(reader)) {
		stop(reader, line_of(event), column_of(event), T(YAML_KEY));
	} else if (reader->depth == YAML_DEPTH_MAX) {
		stop(reader, line_of(event), column_of(event), T(YAML_DEEP));
	} else {
		made = node(reader, list ? YAML_LIST : YAML_MAP, event);
		add_value(reader, made);
		reader->open[reader->depth] = made;
		reader->waiting[reader->depth++] = false;
	}
}

static void on_end(struct reader *reader, const yaml_event_t *event)
{
	(void)event;
	reader->depth--;
}

static void on_alias(struct reader *reader, const yaml_event_t *event)
{
	stop(reader, line_of(event), column_of(event), T(YAML_ANCHOR));
}

static void on_document(struct reader *reader, const yaml_event_t *event)
{
	if (reader->root)
		stop(reader, line_of(event), column_of(event), T(YAML_SECOND));
}

static void (*const on[])(struct reader *, const yaml_event_t *) = {
	[YAML_DOCUMENT_START_EVENT] = on_document, [YAML_ALIAS_EVENT] = on_alias,
	[YAML_SCALAR_EVENT] = on_scalar, [YAML_SEQUENCE_START_EVENT] = on_start,
	[YAML_MAPPING_START_EVENT] = on_start, [YAML_SEQUENCE_END_EVENT] = on_end,
	[YAML_MAPPING_END_EVENT] = on_end,
};

/* Reader errors carry no mark: the place comes from the byte. */
static void place_of(const struct reader *reader, size_t offset, int *line, int *column)
{
	size_t start = 0;

	*line = 1;
	for (size_t i = 0; i < offset && i < reader->length; i++)
		if (reader->bytes[i] == '\n') {
			(*line)++;
			start = i + 1;
		}
	*column = 1;
	for (size_t i = start; i < offset && i < reader->length; i++)
		*column += ((unsigned char)reader->bytes[i] & 0xc0) != 0x80;
}

/* Full-width signs that a Japanese keyboard puts where YAML wants ASCII. */
static bool full_width_near(const struct reader *reader, int line)
{
	static const char *const signs[] = { "：", "　", "“", "”" };
	const char *at = reader->bytes;
	struct arena *arena = arena_new();
	bool found = false;

	for (int i = 1; i <= line && at; i++) {
		size_t length = strcspn(at, "\n");
		const char *text = arena_strndup(arena, at, length);

		for (size_t s = 0; i >= line - 1 && s < sizeof(signs) / sizeof(signs[0]); s++)
			found |= strstr(text, signs[s]) != NULL;
		at = at[length] ? at + length + 1 : NULL;
		arena_reset(arena);
	}
	arena_free(arena);
	return found;
}

static void parser_fault(struct reader *reader, const yaml_parser_t *parser)
{
	int line = (int)parser->problem_mark.line + 1, column = (int)parser->problem_mark.column + 1;

	if (parser->error == YAML_READER_ERROR) {
		place_of(reader, parser->problem_offset, &line, &column);
		stop(reader, line, column, T(YAML_BYTES));
		return;
	}
	findings_add(reader->findings, reader->path, line, column, "", false,
		     full_width_near(reader, line) ? T(YAML_SYNTAX_WIDE) : T(YAML_SYNTAX),
		     parser->problem ? parser->problem : "?");
	reader->stopped = true;
}

static void read_events(struct reader *reader, yaml_parser_t *parser)
{
	bool more = true;

	while (more && !reader->stopped) {
		yaml_event_t event;

		if (!yaml_parser_parse(parser, &event)) {
			parser_fault(reader, parser);
			return;
		}
		if ((size_t)event.type < sizeof(on) / sizeof(on[0]) && on[event.type])
			on[event.type](reader, &event);
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
}

struct yaml *yaml_read(struct arena *arena, const char *path, const char *bytes,
		       size_t length, struct findings *findings)
{
	struct reader reader = { .arena = arena, .path = path, .bytes = bytes, .length = length,
				 .findings = findings };
	yaml_parser_t parser;

	if (!yaml_parser_initialize(&parser)) {
		stop(&reader, 1, 1, T(YAML_MEMORY));
		return NULL;
	}
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
	read_events(&reader, &parser);
	yaml_parser_delete(&parser);
	if (!reader.stopped && !reader.root)
		stop(&reader, 1, 1, T(YAML_EMPTY));
	return reader.stopped ? NULL : reader.root;
}
