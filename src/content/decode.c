/*
 * Shapes: what a map may hold, key by key.  decode_map() walks a map against
 * its shape, so that every key of the format is one row below.
 */
#include "content/decode.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "content/findings.h"
#include "content/pack.h"
#include "content/yaml.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum row_type {
	ROW_TEXT,      /* const char * */
	ROW_BITEXT,    /* struct bitext */
	ROW_BITEXTS,   /* struct bitexts: a list of bilingual texts, or one */
	ROW_INT,       /* int, min..max */
	ROW_LONG,      /* long; the bool at `count` says that it is there */
	ROW_BOOL,      /* bool: true or false */
	ROW_NAME,      /* an enum: index into `names` */
	ROW_MAP,       /* another shape, written into the same struct */
	ROW_LIST,      /* pointer at `offset`, size_t at `count`: shapes in an array */
	ROW_LEVELS,    /* the five levels, in place */
	ROW_REFS,      /* refs: {framework: [ids]} */
	ROW_TYPE_COUNT
};

struct shape;

struct row {
	const char *key;
	enum row_type type;
	size_t offset, count;
	bool required;
	long min, max;
	const char *const *names; size_t name_count;
	const struct shape *sub;
};

struct shape { const char *name; const struct row *row; size_t row_count, size; };

#define AT(type, member) offsetof(struct type, member)
#define SHAPE(id, struct_name, rows) \
	static const struct shape id##_shape = { #id, rows, LENGTH(rows), sizeof(struct struct_name) }

static const char *const item_kinds[] = { "principle", "directive", "card" };
static const char *const field_types[] = {
	"text", "choice", "scale", "number", "money", "date", "person", "yes-no", "table",
};
_Static_assert(LENGTH(item_kinds) == ITEM_KIND_COUNT, "a word for each kind of item");
_Static_assert(LENGTH(field_types) == FIELD_TYPE_COUNT, "a word for each type of field");

static const struct row level_rows[] = {
	{ "id", ROW_TEXT, AT(level, id), .required = true },
	{ "title", ROW_BITEXT, AT(level, title), .required = true },
	{ "hint", ROW_BITEXT, AT(level, hint), .required = true },
};
SHAPE(level, level, level_rows);

static const struct row area_rows[] = {
	{ "id", ROW_TEXT, AT(area, id), .required = true },
	{ "title", ROW_BITEXT, AT(area, title), .required = true },
	{ "hint", ROW_BITEXT, AT(area, hint), .required = false },
};
SHAPE(area, area, area_rows);

static const struct row question_rows[] = {
	{ "ask", ROW_BITEXT, AT(question, ask), .required = true },
	{ "listen", ROW_BITEXT, AT(question, listen), .required = true },
};
SHAPE(question, question, question_rows);

static const struct row choice_rows[] = {
	{ "id", ROW_TEXT, AT(choice, id), .required = true },
	{ "title", ROW_BITEXT, AT(choice, title), .required = true },
};
SHAPE(choice, choice, choice_rows);

#define FIELD_ROWS \
	{ "id", ROW_TEXT, AT(field, id), .required = true }, \
	{ "type", ROW_NAME, AT(field, type), .required = true, .names = field_types, \
	  .name_count = LENGTH(field_types) }, \
	{ "title", ROW_BITEXT, AT(field, title), .required = true }, \
	{ "hint", ROW_BITEXT, AT(field, hint), .required = false }, \
	{ "unit", ROW_BITEXT, AT(field, unit), .required = false }, \
	{ "required", ROW_BOOL, AT(field, required), .required = false }, \
	{ "min", ROW_LONG, AT(field, min), AT(field, has_min), .min = LONG_MIN, .max = LONG_MAX }, \
	{ "max", ROW_LONG, AT(field, max), AT(field, has_max), .min = LONG_MIN, .max = LONG_MAX }, \
	{ "choices", ROW_LIST, AT(field, choice), AT(field, choice_count), .sub = &choice_shape }

/* A column is a field that has no columns itself. */
static const struct row column_rows[] = { FIELD_ROWS };
SHAPE(column, field, column_rows);
static const struct row field_rows[] = {
	FIELD_ROWS,
	{ "columns", ROW_LIST, AT(field, column), AT(field, column_count), .sub = &column_shape },
};
SHAPE(field, field, field_rows);

static const struct row item_rows[] = {
	{ "id", ROW_TEXT, AT(item, id), .required = true },
	{ "kind", ROW_NAME, AT(item, kind), .required = true, .names = item_kinds,
	  .name_count = LENGTH(item_kinds) },
	{ "title", ROW_BITEXT, AT(item, title), .required = true },
	{ "minutes", ROW_INT, AT(item, minutes), .required = true, .min = 1, .max = 600 },
	{ "asks", ROW_BITEXTS, AT(item, asks), .required = true },
	{ "why", ROW_BITEXTS, AT(item, why), .required = true },
	{ "good", ROW_BITEXTS, AT(item, good), .required = true },
	{ "warning", ROW_BITEXTS, AT(item, warning), .required = true },
	{ "questions", ROW_LIST, AT(item, question), AT(item, question_count), .required = true,
	  .sub = &question_shape },
	{ "decide", ROW_BITEXT, AT(item, decide), .required = true },
	{ "notes", ROW_BITEXTS, AT(item, notes), .required = false },
	{ "worksheet", ROW_LIST, AT(item, field), AT(item, field_count), .sub = &field_shape },
	{ "refs", ROW_REFS, AT(item, ref), AT(item, ref_count), .required = false },
};
SHAPE(item, item, item_rows);

/* `item` and `block` fill the same member: check.c sees that it is one of them. */
static const struct row block_rows[] = {
	{ "item", ROW_TEXT, AT(block, id), .required = false },
	{ "block", ROW_TEXT, AT(block, id), .required = false },
	{ "title", ROW_BITEXT, AT(block, title), .required = false },
	{ "minutes", ROW_INT, AT(block, minutes), .min = 1, .max = 600 },
	{ "text", ROW_BITEXTS, AT(block, text), .required = false },
	{ "notes", ROW_BITEXTS, AT(block, notes), .required = false },
};
SHAPE(block, block, block_rows);

static const struct row agenda_rows[] = {
	{ "id", ROW_TEXT, AT(agenda, id), .required = true },
	{ "title", ROW_BITEXT, AT(agenda, title), .required = true },
	{ "minutes", ROW_INT, AT(agenda, minutes), .required = true, .min = 1, .max = 1440 },
	{ "blocks", ROW_LIST, AT(agenda, block), AT(agenda, block_count), .required = true, .sub = &block_shape },
};
SHAPE(agenda, agenda, agenda_rows);

static const struct row source_rows[] = {
	{ "title", ROW_BITEXT, AT(pack, source_title), .required = true },
	{ "issued", ROW_TEXT, AT(pack, source_issued), .required = true },
	{ "by", ROW_BITEXT, AT(pack, source_by), .required = true },
};
SHAPE(source, pack, source_rows);

static const struct row pack_rows[] = {
	{ "pack", ROW_TEXT, AT(pack, id), .required = true },
	{ "version", ROW_TEXT, AT(pack, version), .required = true },
	{ "title", ROW_BITEXT, AT(pack, title), .required = true },
	{ "source", ROW_MAP, 0, .required = true, .sub = &source_shape },
	{ "as_of", ROW_TEXT, AT(pack, as_of), .required = true },
	{ "appetite", ROW_LEVELS, AT(pack, level), .required = true, .sub = &level_shape },
	{ "areas", ROW_LIST, AT(pack, area), AT(pack, area_count), .required = true, .sub = &area_shape },
	{ "items", ROW_LIST, AT(pack, item), AT(pack, item_count), .required = true, .sub = &item_shape },
	{ "agendas", ROW_LIST, AT(pack, agenda), AT(pack, agenda_count), .required = true, .sub = &agenda_shape },
};
SHAPE(pack, pack, pack_rows);

static const struct shape *const shapes[] = {
	&pack_shape, &source_shape, &level_shape, &area_shape, &item_shape, &question_shape, &field_shape, &column_shape, &choice_shape, &agenda_shape, &block_shape,
};

const char *decode_key_at(size_t index, const char **shape)
{
	for (size_t i = 0; i < LENGTH(shapes); i++) {
		if (index < shapes[i]->row_count) {
			*shape = shapes[i]->name;
			return shapes[i]->row[index].key;
		}
		index -= shapes[i]->row_count;
	}
	return NULL;
}

size_t decoder_push(struct decoder *decoder, const char *name)
{
	size_t length = strlen(decoder->key);

	snprintf(decoder->key + length, sizeof(decoder->key) - length, "%s%.40s", length ? "." : "", name);
	return length;
}

size_t decoder_push_index(struct decoder *decoder, size_t index)
{
	size_t length = strlen(decoder->key);

	snprintf(decoder->key + length, sizeof(decoder->key) - length, "[%zu]", index);
	return length;
}

void decoder_pop(struct decoder *decoder, size_t length)
{
	decoder->key[length] = '\0';
}

__attribute__((format(printf, 5, 0)))
static void add(struct decoder *decoder, int line, int column, bool warning, const char *format,
		va_list args)
{
	struct str text = STR_INIT;

	str_vprintf(&text, format, args);
	findings_add(decoder->findings, decoder->path, line, column, decoder->key, warning, "%s", text.text);
	str_release(&text);
}

void decoder_fault(struct decoder *decoder, const struct yaml *node, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(decoder, node->line, node->column, false, format, args);
	va_end(args);
}

void decoder_warn(struct decoder *decoder, const struct yaml *node, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(decoder, node->line, node->column, true, format, args);
	va_end(args);
}

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
	for (size_t i = 0; map && map->type == YAML_MAP && i < map->count; i++)
		if (strcmp(map->key[i], key) == 0)
			return map->child[i];
	return NULL;
}

const char *nearest(const char *word, const char *const *names, size_t count)
{
	int best = 1 + (int)text_length(word) / 4;
	const char *found = NULL;

	for (size_t i = 0; i < count; i++) {
		int distance = text_distance(word, names[i]);

		if (distance <= best && (!found || distance < best)) {
			best = distance;
			found = names[i];
		}
	}
	return found;
}

/* What a node is, in words and shortened: "'90分'", "a list", "a map". */
static const char *found(struct decoder *decoder, const struct yaml *node)
{
	if (node->type != YAML_TEXT)
		return node->type == YAML_LIST ? T(FOUND_LIST) : T(FOUND_MAP);
	return arena_printf(decoder->arena, T(FOUND_TEXT), text_ellipsis(decoder->arena, node->text, 40, false));
}

typedef void decode_fn(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into);

static void decode_map(struct decoder *decoder, const struct shape *shape, const struct yaml *map, void *into);

static bool is_text(struct decoder *decoder, const struct yaml *node)
{
	if (node->type != YAML_TEXT) {
		decoder_fault(decoder, node, T(EXPECTED_TEXT), found(decoder, node));
		return false;
	}
	if (node->text[strspn(node->text, " \n")] == '\0') {
		decoder_fault(decoder, node, "%s", T(EMPTY_TEXT));
		return false;
	}
	return true;
}

static void decode_text(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	(void)row;
	if (is_text(decoder, node))
		*(const char **)into = node->text;
}

static void decode_bitext(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	static const char *const names[] = { "ja", "en" };
	struct bitext *text = into;

	(void)row;
	if (node->type != YAML_MAP) {
		decoder_fault(decoder, node, T(EXPECTED_BITEXT), found(decoder, node));
		return;
	}
	for (size_t i = 0; i < 2; i++) {
		const struct yaml *value = yaml_get(node, names[i]);
		size_t length;

		if (!value) {
			decoder_fault(decoder, node, T(MISSING_LANGUAGE), names[i]);
			continue;
		}
		length = decoder_push(decoder, names[i]);
		if (is_text(decoder, value))
			*(i ? &text->en : &text->ja) = value->text;
		decoder_pop(decoder, length);
	}
	for (size_t i = 0; i < node->count; i++)
		if (strcmp(node->key[i], "ja") != 0 && strcmp(node->key[i], "en") != 0)
			decoder_fault(decoder, node->child[i], T(UNKNOWN_LANGUAGE), node->key[i]);
}

static void decode_bitexts(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	struct bitexts *texts = into;
	size_t count = node->type == YAML_LIST ? node->count : 1;

	texts->text = arena_array(decoder->arena, count ? count : 1, sizeof(*texts->text));
	texts->count = count;
	if (node->type != YAML_LIST) {
		decode_bitext(decoder, row, node, &texts->text[0]);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		size_t length = decoder_push_index(decoder, i);

		decode_bitext(decoder, row, node->child[i], &texts->text[i]);
		decoder_pop(decoder, length);
	}
}

/* A whole number in the row's range; only plain scalars can be one. */
static bool whole_number(struct decoder *decoder, const struct row *row, const struct yaml *node, long *value)
{
	char *end = NULL;

	errno = 0;
	*value = node->type == YAML_TEXT && node->plain ? strtol(node->text, &end, 10) : 0;
	if (end && end != node->text && *end == '\0' && errno == 0 && *value >= row->min && *value <= row->max)
		return true;
	if (row->min == LONG_MIN)
		decoder_fault(decoder, node, T(EXPECTED_NUMBER), found(decoder, node));
	else
		decoder_fault(decoder, node, T(EXPECTED_RANGE), row->min, row->max, found(decoder, node));
	return false;
}

static void decode_int(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	long value;

	if (whole_number(decoder, row, node, &value))
		*(int *)into = (int)value;
}

static void decode_long(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	long value;

	if (!whole_number(decoder, row, node, &value))
		return;
	*(long *)into = value;
	*(bool *)((char *)into - row->offset + row->count) = true;
}

static void decode_bool(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	bool yes = node->type == YAML_TEXT && node->plain && strcmp(node->text, "true") == 0;

	(void)row;
	if (yes || (node->type == YAML_TEXT && node->plain && strcmp(node->text, "false") == 0))
		*(bool *)into = yes;
	else
		decoder_fault(decoder, node, T(EXPECTED_BOOL), found(decoder, node));
}

static void decode_name(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	struct str all = STR_INIT;
	const char *near = NULL;

	for (size_t i = 0; i < row->name_count; i++) {
		str_printf(&all, "%s%s", i ? " | " : "", row->names[i]);
		if (node->type == YAML_TEXT && strcmp(node->text, row->names[i]) == 0) {
			*(int *)into = (int)i;
			str_release(&all);
			return;
		}
	}
	if (node->type == YAML_TEXT)
		near = nearest(node->text, row->names, row->name_count);
	if (near)
		decoder_fault(decoder, node, T(EXPECTED_NAME_NEAR), all.text, found(decoder, node), near);
	else
		decoder_fault(decoder, node, T(EXPECTED_NAME), all.text, found(decoder, node));
	str_release(&all);
}

static void decode_sub(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	decode_map(decoder, row->sub, node, into);
}

static void decode_elements(struct decoder *decoder, const struct row *row, const struct yaml *node, char *first)
{
	for (size_t i = 0; i < node->count; i++) {
		size_t length = decoder_push_index(decoder, i);

		decode_map(decoder, row->sub, node->child[i], first + i * row->sub->size);
		decoder_pop(decoder, length);
	}
}

static void decode_list(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	char *first;

	if (node->type != YAML_LIST) {
		decoder_fault(decoder, node, T(EXPECTED_LIST), found(decoder, node));
		return;
	}
	first = arena_array(decoder->arena, node->count ? node->count : 1, row->sub->size);
	*(void **)into = first;
	*(size_t *)((char *)into - row->offset + row->count) = node->count;
	decode_elements(decoder, row, node, first);
}

static void decode_levels(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	if (node->type != YAML_LIST || node->count != PACK_LEVELS)
		decoder_fault(decoder, node, T(EXPECTED_LEVELS), PACK_LEVELS);
	else
		decode_elements(decoder, row, node, into);
}

static void decode_ids(struct decoder *decoder, const struct yaml *node, struct strings *ids)
{
	if (node->type != YAML_LIST) {
		decoder_fault(decoder, node, T(EXPECTED_LIST), found(decoder, node));
		return;
	}
	ids->text = arena_array(decoder->arena, node->count ? node->count : 1, sizeof(*ids->text));
	for (size_t i = 0; i < node->count; i++) {
		size_t length = decoder_push_index(decoder, i);

		if (is_text(decoder, node->child[i]))
			ids->text[ids->count++] = node->child[i]->text;
		decoder_pop(decoder, length);
	}
}

static void decode_refs(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	struct ref *ref;

	if (node->type != YAML_MAP) {
		decoder_fault(decoder, node, T(EXPECTED_MAP), found(decoder, node));
		return;
	}
	ref = arena_array(decoder->arena, node->count ? node->count : 1, sizeof(*ref));
	*(struct ref **)into = ref;
	*(size_t *)((char *)into - row->offset + row->count) = node->count;
	for (size_t i = 0; i < node->count; i++) {
		size_t length = decoder_push(decoder, node->key[i]);

		ref[i].framework = node->key[i];
		decode_ids(decoder, node->child[i], &ref[i].ids);
		decoder_pop(decoder, length);
	}
}

static decode_fn *const decoders[ROW_TYPE_COUNT] = {
	[ROW_TEXT] = decode_text, [ROW_BITEXT] = decode_bitext, [ROW_BITEXTS] = decode_bitexts,
	[ROW_INT] = decode_int, [ROW_LONG] = decode_long, [ROW_BOOL] = decode_bool,
	[ROW_NAME] = decode_name, [ROW_MAP] = decode_sub, [ROW_LIST] = decode_list,
	[ROW_LEVELS] = decode_levels, [ROW_REFS] = decode_refs,
};

static const struct row *row_of(const struct shape *shape, const char *key)
{
	for (size_t i = 0; i < shape->row_count; i++)
		if (strcmp(shape->row[i].key, key) == 0)
			return &shape->row[i];
	return NULL;
}

static void unknown_key(struct decoder *decoder, const struct shape *shape, const struct yaml *map, size_t index)
{
	const char *names[YAML_KEYS_MAX];
	const char *near;
	struct yaml at = { .line = map->key_at[index][0], .column = map->key_at[index][1] };

	for (size_t i = 0; i < shape->row_count; i++)
		names[i] = shape->row[i].key;
	near = nearest(map->key[index], names, shape->row_count);
	if (near)
		decoder_fault(decoder, &at, T(UNKNOWN_KEY_NEAR), map->key[index], near);
	else
		decoder_fault(decoder, &at, T(UNKNOWN_KEY), map->key[index]);
}

static void decode_map(struct decoder *decoder, const struct shape *shape, const struct yaml *map, void *into)
{
	if (map->type != YAML_MAP) {
		decoder_fault(decoder, map, T(EXPECTED_MAP), found(decoder, map));
		return;
	}
	for (size_t i = 0; i < map->count; i++) {
		const struct row *row = row_of(shape, map->key[i]);
		size_t length;

		if (!row) {
			unknown_key(decoder, shape, map, i);
			continue;
		}
		length = decoder_push(decoder, row->key);
		decoders[row->type](decoder, row, map->child[i], (char *)into + row->offset);
		decoder_pop(decoder, length);
	}
	for (size_t i = 0; i < shape->row_count; i++)
		if (shape->row[i].required && !yaml_get(map, shape->row[i].key))
			decoder_fault(decoder, map, T(MISSING_KEY), shape->row[i].key);
}

void decode_pack(struct decoder *decoder, const struct yaml *root, struct pack *into)
{
	decode_map(decoder, &pack_shape, root, into);
}
