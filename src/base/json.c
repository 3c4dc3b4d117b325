/*
 * Reading: one look over the bytes refuses what must not reach jansson, whose
 * parser recurses (nesting) and rounds (numbers with a fraction); then jansson
 * parses, and its tree is copied into the arena.  The look knows only strings,
 * brackets and numbers, which is enough: wherever it could be wrong about
 * broken input, jansson has stopped before.
 */
#include "base/json.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "base/text.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sets the place from a byte offset, and the words without anything that a
 * terminal would obey, as jansson quotes the input. */
static void set_fault(struct json_fault *fault, const char *bytes, size_t at, enum json_why why, const char *what)
{
	size_t length = 0;

	if (!fault)
		return;
	fault->why = why;
	fault->line = fault->column = 1;
	for (size_t i = 0; i < at; i++) {
		if (bytes[i] == '\n') {
			fault->line++;
			fault->column = 1;
		} else {
			fault->column++;
		}
	}
	while (*what) {
		char one[5] = "?";
		uint32_t code;
		size_t size = text_decode(what, &code);

		if (text_invalid_at(what, size) < 0) {
			memcpy(one, what, size);
			one[size] = '\0';
		}
		if (text_has_control(one, false))
			memcpy(one, "?", 2);
		if (length + strlen(one) >= sizeof(fault->what))
			break;
		memcpy(fault->what + length, one, strlen(one));
		length += strlen(one);
		what += size;
	}
	fault->what[length] = '\0';
}

/* The byte behind the string that begins at `at`. */
static size_t skip_string(const char *bytes, size_t length, size_t at)
{
	for (at++; at < length; at++) {
		if (bytes[at] == '"')
			return at + 1;
		if (bytes[at] == '\\')
			at++;
	}
	return length;
}

/* The byte behind the number that begins at `at`; `whole`: no fraction, no exponent. */
static size_t skip_number(const char *bytes, size_t length, size_t at, bool *whole)
{
	*whole = true;
	for (; at < length; at++) {
		if (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E')
			*whole = false;
		else if (bytes[at] != '-' && bytes[at] != '+' &&
			 (bytes[at] < '0' || bytes[at] > '9'))
			break;
	}
	return at;
}

/* What jansson calls it; the rest is of the spelling. */
static enum json_why why_of(const json_error_t *error)
{
	static const struct { enum json_error_code code; enum json_why why; } rows[] = {
		{ json_error_premature_end_of_input, JSON_WHY_ENDS }, { json_error_end_of_input_expected, JSON_WHY_GOES_ON },
		{ json_error_invalid_utf8, JSON_WHY_UTF8 }, { json_error_null_character, JSON_WHY_NUL },
		{ json_error_null_byte_in_key, JSON_WHY_NUL }, { json_error_duplicate_key, JSON_WHY_TWICE },
		{ json_error_stack_overflow, JSON_WHY_DEEP }, { json_error_numeric_overflow, JSON_WHY_LARGE },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].code == json_error_code(error))
			return rows[i].why;
	return JSON_WHY_SYNTAX;
}

/* The look over the bytes; NULL when they may go on, else what is wrong `*at`. */
static const char *look_over(const char *bytes, size_t length, int max_depth, size_t *at, enum json_why *why)
{
	const char *nul = memchr(bytes, '\0', length);
	int depth = 0;
	bool whole;
	size_t end;

	/* jansson takes one for the end and would let anything stand behind it. */
	if (nul) {
		*at = (size_t)(nul - bytes);
		*why = JSON_WHY_NUL;
		return "NUL byte";
	}
	for (*at = 0; *at < length; *at = end) {
		char c = bytes[*at];

		end = *at + 1;
		if (c == '"') {
			end = skip_string(bytes, length, *at);
		} else if (c == '[' || c == '{') {
			*why = JSON_WHY_DEEP;
			if (++depth > max_depth)
				return "nested too deeply";
		} else if (c == ']' || c == '}') {
			depth--;
		} else if (c == '-' || (c >= '0' && c <= '9')) {
			end = skip_number(bytes, length, *at, &whole);
			*why = JSON_WHY_FRACTION;
			if (!whole)
				return "number with a fraction or an exponent";
		}
	}
	return NULL;
}

static struct json *value_new(struct arena *arena, enum json_type type)
{
	struct json *value = arena_alloc(arena, sizeof(*value));

	value->type = type;
	value->text = "";
	return value;
}

/* Puts a member at the end; the caller knows that it is not there yet. */
static void append_member(struct arena *arena, struct json *map, const char *key,
			  size_t key_length, struct json *value)
{
	map->key = arena_grow(arena, map->key, map->count, &map->key_capacity,
			      sizeof(*map->key));
	map->key[map->count] = arena_strndup(arena, key, key_length);
	json_add(arena, map, value);
}

/* Recursion is bounded: look_over() has counted the brackets. */
static struct json *take_tree(struct arena *arena, json_t *from)
{
	struct json *value;
	const char *key;
	json_t *child;
	size_t i;

	switch (json_typeof(from)) {
	case JSON_TRUE:
	case JSON_FALSE:
		return json_bool(arena, json_is_true(from));
	case JSON_INTEGER:
		return json_int(arena, json_integer_value(from));
	case JSON_STRING:
		value = value_new(arena, JSON_TYPE_TEXT);
		value->text = arena_strndup(arena, json_string_value(from),
					    json_string_length(from));
		return value;
	case JSON_ARRAY:
		value = json_list(arena);
		json_array_foreach(from, i, child)
			json_add(arena, value, take_tree(arena, child));
		return value;
	case JSON_OBJECT:
		value = json_map(arena);
		json_object_foreach(from, key, child)
			append_member(arena, value, key, strlen(key), take_tree(arena, child));
		return value;
	case JSON_REAL: /* look_over() has refused it */
	case JSON_NULL:
	default:
		return value_new(arena, JSON_TYPE_NULL);
	}
}

static void *memory_or_end(size_t size)
{
	void *memory = malloc(size);

	if (!memory)
		log_fatal("out of memory");
	return memory;
}

struct json *json_read(struct arena *arena, const char *bytes, size_t length,
		       int max_depth, struct json_fault *fault)
{
	enum json_why why;
	json_error_t error;
	struct json *value;
	json_t *tree;
	size_t at;
	const char *wrong = look_over(bytes, length, max_depth, &at, &why);

	if (wrong) {
		set_fault(fault, bytes, at, why, wrong);
		return NULL;
	}
	/* jansson reports some failures to allocate as broken input. */
	json_set_alloc_funcs(memory_or_end, free);
	tree = json_loadb(bytes, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!tree) {
		at = error.position < 0 ? 0 : (size_t)error.position;
		set_fault(fault, bytes, at < length ? at : length, why_of(&error), error.text);
		return NULL;
	}
	value = take_tree(arena, tree);
	json_decref(tree);
	return value;
}

struct json *json_map(struct arena *arena)
{
	return value_new(arena, JSON_TYPE_MAP);
}

struct json *json_list(struct arena *arena)
{
	return value_new(arena, JSON_TYPE_LIST);
}

struct json *json_text(struct arena *arena, const char *text)
{
	struct json *value = value_new(arena, JSON_TYPE_TEXT);

	value->text = arena_strdup(arena, text);
	return value;
}

struct json *json_int(struct arena *arena, int64_t integer)
{
	struct json *value = value_new(arena, JSON_TYPE_INT);

	value->integer = integer;
	return value;
}

struct json *json_bool(struct arena *arena, bool truth)
{
	struct json *value = value_new(arena, JSON_TYPE_BOOL);

	value->truth = truth;
	return value;
}

/* The member's place, or `count` when it is not there. */
static size_t find(const struct json *map, const char *key)
{
	size_t i = 0;

	/* Most keys differ in their first letter. */
	while (i < map->count && (map->key[i][0] != key[0] || strcmp(map->key[i], key) != 0))
		i++;
	return i;
}

void json_put(struct arena *arena, struct json *map, const char *key, struct json *value)
{
	size_t at = find(map, key);

	if (value && at < map->count) {
		map->child[at] = value;
	} else if (value) {
		append_member(arena, map, key, strlen(key), value);
	} else if (at < map->count) {
		map->count--;
		for (size_t i = at; i < map->count; i++) {
			map->key[i] = map->key[i + 1];
			map->child[i] = map->child[i + 1];
		}
	}
}

void json_put_text(struct arena *arena, struct json *map, const char *key, const char *text)
{
	json_put(arena, map, key, text ? json_text(arena, text) : NULL);
}

void json_put_int(struct arena *arena, struct json *map, const char *key, int64_t integer)
{
	json_put(arena, map, key, json_int(arena, integer));
}

void json_put_bool(struct arena *arena, struct json *map, const char *key, bool truth)
{
	json_put(arena, map, key, json_bool(arena, truth));
}

void json_put_new(struct arena *arena, struct json *map, const char *key, struct json *value)
{
	map->key = arena_grow(arena, map->key, map->count, &map->key_capacity, sizeof(*map->key));
	map->key[map->count] = key;
	json_add(arena, map, value);
}

void json_add(struct arena *arena, struct json *list, struct json *value)
{
	list->child = arena_grow(arena, list->child, list->count, &list->capacity,
				 sizeof(struct json *));
	list->child[list->count++] = value;
}

const struct json *json_get(const struct json *map, const char *key)
{
	size_t at;

	if (!map || map->type != JSON_TYPE_MAP)
		return NULL;
	at = find(map, key);
	return at < map->count ? map->child[at] : NULL;
}

/* A member of that type, or NULL. */
static const struct json *get_typed(const struct json *map, const char *key,
				    enum json_type type)
{
	const struct json *value = json_get(map, key);

	return value && value->type == type ? value : NULL;
}

const char *json_get_text(const struct json *map, const char *key)
{
	const struct json *value = get_typed(map, key, JSON_TYPE_TEXT);

	return value ? value->text : NULL;
}

int64_t json_get_int(const struct json *map, const char *key, int64_t otherwise)
{
	const struct json *value = get_typed(map, key, JSON_TYPE_INT);

	return value ? value->integer : otherwise;
}

bool json_get_bool(const struct json *map, const char *key, bool otherwise)
{
	const struct json *value = get_typed(map, key, JSON_TYPE_BOOL);

	return value ? value->truth : otherwise;
}

struct json *json_clone(struct arena *arena, const struct json *value)
{
	struct json *copy = value_new(arena, value->type);

	copy->truth = value->truth;
	copy->integer = value->integer;
	copy->text = value->text && *value->text ? arena_strdup(arena, value->text) : "";
	if (value->count == 0)
		return copy;
	copy->child = arena_array(arena, value->count, sizeof(*copy->child));
	copy->key = value->type == JSON_TYPE_MAP ? arena_array(arena, value->count, sizeof(*copy->key)) : NULL;
	for (size_t i = 0; i < value->count; i++) {
		copy->child[i] = json_clone(arena, value->child[i]);
		if (copy->key)
			copy->key[i] = arena_strdup(arena, value->key[i]);
	}
	copy->count = copy->capacity = value->count;
	copy->key_capacity = copy->key ? value->count : 0;
	return copy;
}

static void write_text(struct str *out, const char *text)
{
	static const char named[] = "\b\f\n\r\t\"\\", letter[] = "bfnrt\"\\";

	str_add_char(out, '"');
	for (; *text; text++) {
		const char *found = strchr(named, *text);

		if (found)
			str_printf(out, "\\%c", letter[found - named]);
		else if ((unsigned char)*text < 0x20)
			str_printf(out, "\\u%04x", (unsigned int)(unsigned char)*text);
		else
			str_add_char(out, *text);
	}
	str_add_char(out, '"');
}

/* What has no children. */
static void write_plain(struct str *out, const struct json *value)
{
	if (value->type == JSON_TYPE_TEXT)
		write_text(out, value->text);
	else if (value->type == JSON_TYPE_INT)
		str_printf(out, "%lld", (long long)value->integer);
	else if (value->type == JSON_TYPE_BOOL)
		str_add(out, value->truth ? "true" : "false");
	else
		str_add(out, "null");
}

struct member {
	const char *key;
	const struct json *value;
};

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct member *)a)->key, ((const struct member *)b)->key);
}

/* strcmp orders by unsigned bytes, which the format promises. */
static struct member *sorted_members(const struct json *map)
{
	struct member *members = calloc(map->count ? map->count : 1, sizeof(*members));

	if (!members)
		log_fatal("out of memory");
	for (size_t i = 0; i < map->count; i++)
		members[i] = (struct member){ map->key[i], map->child[i] };
	qsort(members, map->count, sizeof(*members), by_key);
	return members;
}

static void write_map(struct str *out, const struct json *map)
{
	struct member *members = sorted_members(map);

	str_add_char(out, '{');
	for (size_t i = 0; i < map->count; i++) {
		if (i > 0)
			str_add_char(out, ',');
		write_text(out, members[i].key);
		str_add_char(out, ':');
		json_write(out, members[i].value);
	}
	str_add_char(out, '}');
	free(members);
}

void json_write(struct str *out, const struct json *value)
{
	if (value->type == JSON_TYPE_MAP) {
		write_map(out, value);
	} else if (value->type == JSON_TYPE_LIST) {
		str_add_char(out, '[');
		for (size_t i = 0; i < value->count; i++) {
			if (i > 0)
				str_add_char(out, ',');
			json_write(out, value->child[i]);
		}
		str_add_char(out, ']');
	} else {
		write_plain(out, value);
	}
}

static void new_line(struct str *out, int depth)
{
	str_add_char(out, '\n');
	for (int i = 0; i < depth; i++)
		str_add(out, "  ");
}

static void write_pretty(struct str *out, const struct json *value, int depth)
{
	bool map = value->type == JSON_TYPE_MAP;

	if (!map && value->type != JSON_TYPE_LIST) {
		write_plain(out, value);
		return;
	}
	str_add_char(out, map ? '{' : '[');
	for (size_t i = 0; i < value->count; i++) {
		if (i > 0)
			str_add_char(out, ',');
		new_line(out, depth + 1);
		if (map) {
			write_text(out, value->key[i]);
			str_add(out, ": ");
		}
		write_pretty(out, value->child[i], depth + 1);
	}
	if (value->count)
		new_line(out, depth);
	str_add_char(out, map ? '}' : ']');
}

void json_write_pretty(struct str *out, const struct json *value)
{
	write_pretty(out, value, 0);
}
