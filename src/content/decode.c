/* decode_map() walks a map against its shape; a function a type of row. */
#include "content/decode.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "content/pack.h"
#include "content/shape.h"
#include "content/yaml.h"
#include "lang/words_content.h"

const char *decode_key_at(size_t index, const char **shape)
{
	for (size_t i = 0; shape_at(i); i++) {
		if (index < shape_at(i)->row_count) {
			*shape = shape_at(i)->name;
			return shape_at(i)->row[index].key;
		}
		index -= shape_at(i)->row_count;
	}
	return NULL;
}

/* What a node is: "'90分'", "a list", "a map", "nothing". */
static const char *what(struct decoder *decoder, const struct yaml *node)
{
	if (node->type != YAML_TEXT)
		return node->type == YAML_LIST ? T(FOUND_LIST) : T(FOUND_MAP);
	if (node->plain && *node->text == '\0')
		return T(FOUND_NOTHING);
	return arena_printf(decoder->arena, T(FOUND_TEXT), decoder_shown(decoder, node->text));
}

/* The same where quotes make the difference. */
static const char *what_plain(struct decoder *decoder, const struct yaml *node)
{
	if (node->type == YAML_TEXT && !node->plain)
		return arena_printf(decoder->arena, T(FOUND_QUOTED), decoder_shown(decoder, node->text));
	return what(decoder, node);
}

/* ---- texts -------------------------------------------------------------------- */

typedef void decode_fn(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into);

static void decode_map(struct decoder *decoder, const struct shape *shape, const struct yaml *map, void *into);

/* Without the white space around it, which block texts end with. */
static const char *trimmed(struct decoder *decoder, const char *text)
{
	static const char wide[] = "　";
	size_t width = sizeof(wide) - 1, length;

	for (;;) {
		if (strncmp(text, wide, width) == 0)
			text += width;
		else if (*text == ' ' || *text == '\n')
			text++;
		else
			break;
	}
	length = strlen(text);
	for (;;) {
		if (length >= width && strncmp(text + length - width, wide, width) == 0)
			length -= width;
		else if (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n'))
			length--;
		else
			break;
	}
	return text[length] ? arena_strndup(decoder->arena, text, length) : text;
}

/* The node's text, or NULL after saying what is wrong with it. */
static const char *take_text(struct decoder *decoder, const struct yaml *node, bool one_line)
{
	const char *text;

	if (node->type != YAML_TEXT) {
		decoder_fault(decoder, node, T(EXPECTED_TEXT), what(decoder, node));
		return NULL;
	}
	text = trimmed(decoder, node->text);
	if (*text == '\0') {
		decoder_fault(decoder, node, "%s", T(EMPTY_TEXT));
		return NULL;
	}
	if (one_line && strchr(text, '\n')) {
		decoder_fault(decoder, node, T(ONE_LINE), decoder_shown(decoder, text));
		return NULL;
	}
	return text;
}

static void decode_text(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	(void)row;
	*(const char **)into = take_text(decoder, node, true);
}

static void decode_bitext(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	struct bitext *text = into;
	const struct { const char *code; const char **to; } languages[] = {
		{ "ja", &text->ja }, { "en", &text->en },
	};

	if (node->type != YAML_MAP) {
		decoder_fault(decoder, node, T(EXPECTED_BITEXT), what(decoder, node));
		return;
	}
	for (size_t i = 0; i < 2; i++) {
		const struct yaml *value = yaml_get(node, languages[i].code);
		size_t length;

		if (!value) {
			decoder_fault(decoder, node, T(MISSING_LANGUAGE), languages[i].code);
			continue;
		}
		length = decoder_push(decoder, languages[i].code);
		*languages[i].to = take_text(decoder, value, row->type == ROW_LINE);
		decoder_pop(decoder, length);
	}
	for (size_t i = 0; i < node->count; i++) {
		struct yaml at = { .path = node->path, .line = node->key_at[i][0], .column = node->key_at[i][1] };

		if (strcmp(node->key[i], "ja") == 0 || strcmp(node->key[i], "en") == 0)
			continue;
		decoder_fault(decoder, &at, yaml_full_width(node->key[i]) ? T(UNKNOWN_KEY_WIDE) : T(UNKNOWN_LANGUAGE),
			      decoder_shown(decoder, node->key[i]));
	}
}

/* A list that is not too long; the limit keeps the pairwise checks quick. */
static bool is_list(struct decoder *decoder, const struct yaml *node)
{
	if (node->type != YAML_LIST)
		decoder_fault(decoder, node, T(EXPECTED_LIST), what(decoder, node));
	else if (node->count > PACK_LIST_MAX)
		decoder_fault(decoder, node, T(LONG_LIST), PACK_LIST_MAX, node->count);
	else
		return true;
	return false;
}

static void decode_bitexts(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	struct bitexts *texts = into;

	if (node->type != YAML_LIST) {
		texts->text = arena_alloc(decoder->arena, sizeof(*texts->text));
		texts->count = 1;
		decode_bitext(decoder, row, node, &texts->text[0]);
		return;
	}
	if (!is_list(decoder, node))
		return;
	texts->text = arena_array(decoder->arena, node->count + 1, sizeof(*texts->text));
	texts->count = node->count;
	for (size_t i = 0; i < node->count; i++) {
		size_t length = decoder_push_index(decoder, i);

		decode_bitext(decoder, row, node->child[i], &texts->text[i]);
		decoder_pop(decoder, length);
	}
}

/* The second member that a row writes, found from the first. */
static void *beside(void *into, const struct row *row)
{
	return (char *)into - row->offset + row->count;
}

/* ---- numbers and names ---------------------------------------------------------- */

/* A whole number in the row's range; only plain scalars can be one. */
static bool whole_number(struct decoder *decoder, const struct row *row, const struct yaml *node, long *value)
{
	char *end = NULL;

	errno = 0;
	*value = node->type == YAML_TEXT && node->plain ? strtol(node->text, &end, 10) : 0;
	if (end && end != node->text && *end == '\0' && errno == 0 && *value >= row->min && *value <= row->max)
		return true;
	if (row->min == LONG_MIN)
		decoder_fault(decoder, node, T(EXPECTED_NUMBER), what_plain(decoder, node));
	else
		decoder_fault(decoder, node, T(EXPECTED_RANGE), row->min, row->max,
			      what_plain(decoder, node));
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
	*(bool *)beside(into, row) = true;
}

static void decode_bool(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	bool plain = node->type == YAML_TEXT && node->plain;
	bool yes = plain && strcmp(node->text, "true") == 0;

	(void)row;
	if (yes || (plain && strcmp(node->text, "false") == 0))
		*(bool *)into = yes;
	else
		decoder_fault(decoder, node, T(EXPECTED_BOOL), what_plain(decoder, node));
}

/* The place of the node's text among the row's names; their number, and a
 * fault, when it is none of them. */
static size_t name_index(struct decoder *decoder, const struct row *row, const struct yaml *node)
{
	struct str all = STR_INIT;
	const char *near = NULL;

	for (size_t i = 0; i < row->name_count; i++)
		if (node->type == YAML_TEXT && strcmp(node->text, row->names[i]) == 0)
			return i;
	for (size_t i = 0; i < row->name_count; i++)
		str_printf(&all, "%s%s", i ? " | " : "", row->names[i]);
	if (node->type == YAML_TEXT)
		near = nearest(node->text, row->names, row->name_count);
	if (near)
		decoder_fault(decoder, node, T(EXPECTED_NAME_NEAR), all.text, what(decoder, node), near);
	else
		decoder_fault(decoder, node, T(EXPECTED_NAME), all.text, what(decoder, node));
	str_release(&all);
	return row->name_count;
}

static void decode_name(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	*(int *)into = (int)name_index(decoder, row, node);
}

static void decode_flag(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	*(bool *)into = name_index(decoder, row, node) == 1;
}

/* ---- maps and lists ---------------------------------------------------------------- */

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

	if (!is_list(decoder, node))
		return;
	first = arena_array(decoder->arena, node->count + 1, row->sub->size);
	*(void **)into = first;
	*(size_t *)beside(into, row) = node->count;
	decode_elements(decoder, row, node, first);
}

static void decode_levels(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	if (node->type == YAML_LIST && node->count == PACK_LEVELS)
		decode_elements(decoder, row, node, into);
	else if (node->type == YAML_LIST)
		decoder_fault(decoder, node, T(EXPECTED_LEVELS), PACK_LEVELS, node->count);
	else
		decoder_fault(decoder, node, T(EXPECTED_LIST), what(decoder, node));
}

/* As many ids as the list has elements; "" where one is faulty. */
static void decode_ids(struct decoder *decoder, const struct yaml *node, struct strings *ids)
{
	if (!is_list(decoder, node))
		return;
	ids->text = arena_array(decoder->arena, node->count + 1, sizeof(*ids->text));
	ids->count = node->count;
	for (size_t i = 0; i < node->count; i++) {
		size_t length = decoder_push_index(decoder, i);
		const char *text = take_text(decoder, node->child[i], true);

		ids->text[i] = text ? text : "";
		decoder_pop(decoder, length);
	}
}

static void decode_strings(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	struct strings *strings = into;
	const char *only;

	(void)row;
	if (node->type != YAML_TEXT) {
		decode_ids(decoder, node, strings);
		return;
	}
	only = take_text(decoder, node, true);
	strings->text = arena_array(decoder->arena, 1, sizeof(*strings->text));
	strings->text[0] = only ? only : "";
	strings->count = 1;
}

static void decode_refs(struct decoder *decoder, const struct row *row, const struct yaml *node, void *into)
{
	struct ref *ref;

	if (node->type != YAML_MAP) {
		decoder_fault(decoder, node, T(EXPECTED_MAP), what(decoder, node));
		return;
	}
	ref = arena_array(decoder->arena, node->count + 1, sizeof(*ref));
	*(struct ref **)into = ref;
	*(size_t *)beside(into, row) = node->count;
	for (size_t i = 0; i < node->count; i++) {
		size_t length = decoder_push(decoder, node->key[i]);

		ref[i].framework = node->key[i];
		decode_ids(decoder, node->child[i], &ref[i].ids);
		decoder_pop(decoder, length);
	}
}

static decode_fn *const decoders[ROW_TYPE_COUNT] = {
	[ROW_TEXT] = decode_text, [ROW_LINE] = decode_bitext, [ROW_BITEXT] = decode_bitext,
	[ROW_BITEXTS] = decode_bitexts, [ROW_INT] = decode_int, [ROW_LONG] = decode_long,
	[ROW_BOOL] = decode_bool, [ROW_NAME] = decode_name, [ROW_MAP] = decode_sub,
	[ROW_LIST] = decode_list, [ROW_LEVELS] = decode_levels, [ROW_REFS] = decode_refs, [ROW_FLAG] = decode_flag,
	[ROW_STRINGS] = decode_strings,
};

const char *decode_unknown_key(struct decoder *decoder, const struct shape *shape, const struct yaml *map,
			       size_t index)
{
	const char *names[YAML_KEYS_MAX], *near, *shown = decoder_shown(decoder, map->key[index]);
	struct yaml at = { .path = map->path, .line = map->key_at[index][0], .column = map->key_at[index][1] };

	for (size_t i = 0; i < shape->row_count; i++)
		names[i] = shape->row[i].key;
	near = nearest(map->key[index], names, shape->row_count);
	if (yaml_full_width(map->key[index]))
		decoder_fault(decoder, &at, T(UNKNOWN_KEY_WIDE), shown);
	else if (near)
		decoder_fault(decoder, &at, T(UNKNOWN_KEY_NEAR), shown, near);
	else
		decoder_fault(decoder, &at, T(UNKNOWN_KEY), shown);
	return near;
}

static void decode_map(struct decoder *decoder, const struct shape *shape, const struct yaml *map, void *into)
{
	bool meant[YAML_KEYS_MAX] = { false };

	if (map->type != YAML_MAP) {
		decoder_fault(decoder, map, T(EXPECTED_MAP), what(decoder, map));
		return;
	}
	for (size_t i = 0; i < map->count; i++) {
		const struct row *row = shape_row(shape, map->key[i]);
		size_t length;

		if (!row) {
			const char *near = decode_unknown_key(decoder, shape, map, i);

			/* One misspelt key is one fault, not also a missing one. */
			if (near)
				meant[shape_row(shape, near) - shape->row] = true;
			continue;
		}
		length = decoder_push(decoder, row->key);
		decoders[row->type](decoder, row, map->child[i], (char *)into + row->offset);
		decoder_pop(decoder, length);
	}
	for (size_t i = 0; i < shape->row_count; i++)
		if (shape->row[i].required && !meant[i] && !yaml_get(map, shape->row[i].key))
			decoder_fault(decoder, map, T(MISSING_KEY), shape->row[i].key);
}

void decode_pack(struct decoder *decoder, const struct yaml *root, struct pack *into)
{
	decode_map(decoder, &pack_shape, root, into);
}
