/*
 * libyaml's events into the tree.  A stack of open collections stands in for
 * recursion, so depth costs no C stack; libyaml 0.2.5 itself is quadratic in
 * flow depth, which is why depth is counted at each start event.
 */
#include "content/yaml.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "base/text.h"
#include "content/findings.h"
#include "content/pack.h"
#include "lang/lang.h"
#include "lang/words_content.h"

struct place { int line, column; };

/* A list or map whose end has not come yet. */
struct opened {
	struct yaml *node;
	bool has_key; /* a key waits for its value */
	bool drop;    /* the key was there before: its value is left out */
};

struct reader {
	struct arena *arena;
	const char *path, *bytes; /* behind the byte order mark */
	size_t length;
	struct findings *findings;
	struct opened open[YAML_DEPTH_MAX];
	int depth;
	size_t values;
	struct yaml *root;
	bool stopped;             /* what follows can't be understood */
};

struct yaml *yaml_node(struct arena *arena, enum yaml_type type)
{
	struct yaml *made = arena_alloc(arena, type == YAML_TEXT ? offsetof(struct yaml, child) : sizeof(*made));

	made->type = type;
	return made;
}

void yaml_make_room(struct arena *arena, struct yaml *node)
{
	size_t key = node->capacity, at = node->capacity;

	if (node->type == YAML_MAP) {
		node->key = arena_grow(arena, node->key, node->count, &key, sizeof(*node->key));
		node->key_at = arena_grow(arena, node->key_at, node->count, &at, sizeof(*node->key_at));
	}
	node->child = arena_grow(arena, node->child, node->count, &node->capacity, sizeof(*node->child));
}

static struct place place_of(const yaml_mark_t *mark)
{
	return (struct place){ (int)mark->line + 1, (int)mark->column + 1 };
}

/* The keys and indices that lead to where reading is now.  The innermost level
 * waits for its next value; in those around it the open child is in already
 * (unless it is dropped). */
static void key_path(const struct reader *reader, struct str *path)
{
	for (int i = 0; i < reader->depth; i++) {
		const struct opened *level = &reader->open[i];
		bool inner = i == reader->depth - 1;
		size_t index = level->node->count - (inner || level->drop ? 0 : 1);

		if (level->node->type == YAML_LIST)
			str_printf(path, "[%zu]", index);
		else if (!inner || level->has_key)
			str_printf(path, "%s%s", path->length ? "." : "",
				   findings_shown(reader->arena, level->node->key[index]));
	}
}

__attribute__((format(printf, 3, 4)))
static void fault(struct reader *reader, struct place place, const char *format, ...)
{
	struct str words = STR_INIT, key = STR_INIT;
	va_list args;

	key_path(reader, &key);
	va_start(args, format);
	str_vprintf(&words, format, args);
	va_end(args);
	findings_add(reader->findings, reader->path, place.line, place.column, key.text, SEVERITY_ERROR,
		     "%s", words.text);
	str_release(&key);
	str_release(&words);
}

static void stop(struct reader *reader, struct place place, const char *words)
{
	fault(reader, place, "%s", words);
	reader->stopped = true;
}

static struct yaml *node(struct reader *reader, enum yaml_type type, const yaml_event_t *event)
{
	struct yaml *made = yaml_node(reader->arena, type);
	struct place place = place_of(&event->start_mark);

	made->path = reader->path;
	made->line = place.line;
	made->column = place.column;
	if (++reader->values > YAML_VALUES_MAX)
		stop(reader, place, T(YAML_TOO_MANY));
	return made;
}

/* ---- places in the bytes ---------------------------------------------------- */

static struct place place_of_byte(const struct reader *reader, size_t offset)
{
	struct place place = { 1, 1 };

	for (size_t i = 0; i < offset && i < reader->length; i++) {
		unsigned char byte = (unsigned char)reader->bytes[i];
		bool crlf = byte == '\r' && i + 1 < reader->length && reader->bytes[i + 1] == '\n';

		if (byte == '\n' || (byte == '\r' && !crlf)) {
			place.line++;
			place.column = 1;
		} else {
			place.column += (byte & 0xc0) != 0x80;
		}
	}
	return place;
}

/* Where line `line` (from 1) begins, or the end. */
static size_t line_start(const struct reader *reader, int line)
{
	size_t at = 0;

	for (int i = 1; i < line && at < reader->length; i++) {
		const char *end = memchr(reader->bytes + at, '\n', reader->length - at);

		at = end ? (size_t)(end - reader->bytes) + 1 : reader->length;
	}
	return at;
}

static size_t byte_of_place(const struct reader *reader, struct place place)
{
	size_t at = line_start(reader, place.line);

	for (int column = 1; column < place.column && at < reader->length; column++) {
		at++;
		while (at < reader->length && ((unsigned char)reader->bytes[at] & 0xc0) == 0x80)
			at++;
	}
	return at;
}

/* Where the character itself stands among the scalar's lines; the scalar's own
 * place when it was written as an escape. */
static struct place place_of_code(const struct reader *reader, const yaml_event_t *event,
				  const char *character, size_t bytes)
{
	struct place start = place_of(&event->start_mark);
	size_t end = line_start(reader, (int)event->end_mark.line + 2);

	for (size_t at = byte_of_place(reader, start); at + bytes <= end; at++)
		if (memcmp(reader->bytes + at, character, bytes) == 0)
			return place_of_byte(reader, at);
	return start;
}

/* ---- scalars ------------------------------------------------------------------ */

static void control_fault(struct reader *reader, const yaml_event_t *event, const char *text)
{
	struct place place = place_of(&event->start_mark);
	uint32_t code = 0;
	size_t bytes = 1;

	for (; *text; text += bytes) {
		char one[8] = "";

		bytes = text_decode(text, &code);
		memcpy(one, text, bytes);
		if (text_has_control(one, true))
			break;
	}
	/* Finding it costs a walk over the file, so not for those nobody sees. */
	if (*text && reader->findings->count < PACK_FINDINGS_MAX)
		place = place_of_code(reader, event, text, bytes);
	fault(reader, place, T(YAML_CONTROL), *text ? (unsigned)code : 0u);
}

/* The text of a scalar as it may be shown; control characters are reported. */
static const char *scalar_text(struct reader *reader, const yaml_event_t *event)
{
	const char *bytes = (const char *)event->data.scalar.value;

	if (text_is_plain(bytes, event->data.scalar.length))
		return arena_strndup(reader->arena, bytes, event->data.scalar.length);
	if (strlen(bytes) != event->data.scalar.length)
		fault(reader, place_of(&event->start_mark), T(YAML_CONTROL), 0u);
	if (!text_has_control(bytes, true))
		return text_nfc(reader->arena, bytes);
	control_fault(reader, event, bytes);
	return text_clean(reader->arena, bytes, false);
}

static struct opened *top(struct reader *reader)
{
	return reader->depth > 0 ? &reader->open[reader->depth - 1] : NULL;
}

static bool wants_key(struct reader *reader)
{
	const struct opened *level = top(reader);

	return level && level->node->type == YAML_MAP && !level->has_key;
}

static void add_key(struct reader *reader, const yaml_event_t *event)
{
	struct place place = place_of(&event->start_mark);
	const char *text = scalar_text(reader, event);
	struct opened *level = top(reader);
	struct yaml *map = level->node;

	if (map->count == YAML_KEYS_MAX) {
		stop(reader, place, T(YAML_MANY_KEYS));
		return;
	}
	level->drop = false;
	for (size_t i = 0; i < map->count && !level->drop; i++) {
		if (strcmp(map->key[i], text) != 0)
			continue;
		level->drop = true;
		fault(reader, place, T(YAML_DUPLICATE),
		      findings_shown(reader->arena, text), map->key_at[i][0]);
	}
	yaml_make_room(reader->arena, map);
	map->key[map->count] = text;
	map->key_at[map->count][0] = place.line;
	map->key_at[map->count][1] = place.column;
	level->has_key = true;
}

static void add_value(struct reader *reader, struct yaml *value)
{
	struct opened *level = top(reader);
	struct yaml *parent;

	if (!level) {
		reader->root = value;
		return;
	}
	parent = level->node;
	level->has_key = false;
	if (level->drop)
		return;
	if (parent->type == YAML_LIST)
		yaml_make_room(reader->arena, parent);
	parent->child[parent->count++] = value;
}

/* ---- events --------------------------------------------------------------------- */

static void on_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct yaml *value;

	if (event->data.scalar.anchor || event->data.scalar.tag) {
		stop(reader, place_of(&event->start_mark), T(YAML_ANCHOR));
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
		stop(reader, place_of(&event->start_mark), T(YAML_ANCHOR));
	} else if (wants_key(reader)) {
		stop(reader, place_of(&event->start_mark), T(YAML_KEY));
	} else if (reader->depth == YAML_DEPTH_MAX) {
		stop(reader, place_of(&event->start_mark), T(YAML_DEEP));
	} else {
		made = node(reader, list ? YAML_LIST : YAML_MAP, event);
		add_value(reader, made);
		reader->open[reader->depth++] = (struct opened){ .node = made };
	}
}

static void on_end(struct reader *reader, const yaml_event_t *event)
{
	(void)event;
	reader->depth--;
}

static void on_alias(struct reader *reader, const yaml_event_t *event)
{
	stop(reader, place_of(&event->start_mark), T(YAML_ANCHOR));
}

static void on_document(struct reader *reader, const yaml_event_t *event)
{
	if (reader->root)
		stop(reader, place_of(&event->start_mark), T(YAML_SECOND));
}

static void (*const on[])(struct reader *, const yaml_event_t *) = {
	[YAML_DOCUMENT_START_EVENT] = on_document, [YAML_ALIAS_EVENT] = on_alias,
	[YAML_SCALAR_EVENT] = on_scalar, [YAML_SEQUENCE_START_EVENT] = on_start,
	[YAML_MAPPING_START_EVENT] = on_start, [YAML_SEQUENCE_END_EVENT] = on_end,
	[YAML_MAPPING_END_EVENT] = on_end,
};

static bool full_width_in(const struct reader *reader, int line)
{
	size_t from = line_start(reader, line), end = line_start(reader, line + 1);

	return yaml_full_width(arena_strndup(reader->arena, reader->bytes + from, end - from));
}

/* The line of a fault or the one before, as libyaml often sees it late; or 0. */
static int full_width_near(const struct reader *reader, int line)
{
	if (full_width_in(reader, line))
		return line;
	return line > 1 && full_width_in(reader, line - 1) ? line - 1 : 0;
}

static void syntax_fault(struct reader *reader, const yaml_parser_t *parser)
{
	struct place place = place_of(&parser->problem_mark);
	size_t at = byte_of_place(reader, place);
	bool tab = at < reader->length && reader->bytes[at] == '\t', at_start;
	const char *words = yaml_problem(parser->problem, &at_start);
	int wide;

	if (tab)
		words = T(YAML_TAB);
	if (at_start && parser->context)
		place = place_of(&parser->context_mark);
	wide = full_width_near(reader, place.line);
	if (wide)
		fault(reader, place, T(YAML_SYNTAX_WIDE), words, wide);
	else
		fault(reader, place, T(YAML_SYNTAX), words);
}

static void parser_fault(struct reader *reader, const yaml_parser_t *parser)
{
	reader->stopped = true;
	if (parser->error == YAML_MEMORY_ERROR || !parser->problem)
		log_fatal("out of memory");
	/* Reader errors carry no mark: the place comes from the byte. */
	if (parser->error == YAML_READER_ERROR) {
		struct place place = place_of_byte(reader, parser->problem_offset);

		reader->depth = 0; /* libyaml reads ahead: the keys here are others */
		if (strcmp(parser->problem, "control characters are not allowed") == 0)
			fault(reader, place, T(YAML_CONTROL), (unsigned)parser->problem_value);
		else
			fault(reader, place, "%s", T(YAML_BYTES));
		return;
	}
	syntax_fault(reader, parser);
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

/* What to say of a file without a document. */
static const char *emptiness(const struct reader *reader)
{
	for (size_t i = 0; i < reader->length; i++)
		if (!strchr(" \t\r\n", reader->bytes[i]))
			return T(YAML_ONLY_COMMENTS);
	return T(YAML_EMPTY);
}

struct yaml *yaml_read(struct arena *arena, const char *path, const char *bytes,
		       size_t length, struct findings *findings)
{
	size_t mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	struct reader reader = { .arena = arena, .path = path, .bytes = bytes + mark,
				 .length = length - mark, .findings = findings };
	yaml_parser_t parser;

	if (!yaml_parser_initialize(&parser))
		log_fatal("out of memory");
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)reader.bytes, reader.length);
	read_events(&reader, &parser);
	yaml_parser_delete(&parser);
	if (!reader.stopped && !reader.root)
		stop(&reader, (struct place){ 1, 1 }, emptiness(&reader));
	return reader.stopped ? NULL : reader.root;
}

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
	for (size_t i = 0; map && map->type == YAML_MAP && i < map->count; i++)
		if (strcmp(map->key[i], key) == 0)
			return map->child[i];
	return NULL;
}
