/* Worksheets: what belongs to which type of field, bounds, choices, columns. */
#include <string.h>

#include "content/check.h"
#include "content/decode.h"
#include "content/pack.h"
#include "content/yaml.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { SCALE_MIN = 1, SCALE_MAX = 5 };

/* The types that a key may stand with. */
#define ON(type) (1u << FIELD_##type)

static bool is_list(const struct yaml *node)
{
	return node && node->type == YAML_LIST;
}

static bool is_absent(const struct yaml *list)
{
	return !list || (is_list(list) && list->count == 0);
}

/* ---- what goes with a type -------------------------------------------------- */

/* `column`: what a column has no key for, decode.c has told. */
static void check_keys(struct decoder *decoder, const struct yaml *node, const struct field *field, bool column)
{
	static const struct { const char *key; unsigned types; struct words said; bool field; } rows[] = {
		{ "min", ON(NUMBER) | ON(MONEY) | ON(SCALE), W(MIN_ODD), false },
		{ "max", ON(NUMBER) | ON(MONEY) | ON(SCALE) | ON(TEXT), W(MAX_ODD), false },
		{ "choices", ON(CHOICE), W(CHOICES_ODD), false },
		{ "columns", ON(TABLE), W(COLUMNS_ODD), true },
		{ "each", ON(TABLE), W(EACH_ODD), true },
		{ "picture", ON(TABLE), W(PICTURE_ODD), true },
	};
	/* Earlier versions let these stand anywhere. */
	static const struct { const char *key; unsigned types; struct words said; } style[] = {
		{ "unit", ON(NUMBER) | ON(TEXT), W(UNIT_ODD) },
		{ "labels", ON(SCALE), W(LABELS_ODD) },
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct yaml *value = yaml_get(node, rows[i].key);
		size_t length = decoder_push(decoder, rows[i].key);

		if (value && !(rows[i].field && column) && !(rows[i].types >> field->type & 1u))
			decoder_fault(decoder, value, "%s", say(rows[i].said));
		decoder_pop(decoder, length);
	}
	for (size_t i = 0; i < LENGTH(style); i++) {
		const struct yaml *value = yaml_get(node, style[i].key);
		size_t length = decoder_push(decoder, style[i].key);

		if (value && !(style[i].types >> field->type & 1u))
			decoder_style(decoder, value, "%s", say(style[i].said));
		decoder_pop(decoder, length);
	}
}

static void check_text(struct decoder *decoder, const struct yaml *node, const struct field *field)
{
	size_t length = decoder_push(decoder, "max");

	if (field->has_max && (field->max < 1 || field->max > PACK_TEXT_MAX))
		decoder_fault(decoder, yaml_get(node, "max"), T(TEXT_MAX), PACK_TEXT_MAX, field->max);
	decoder_pop(decoder, length);
}

static void check_scale(struct decoder *decoder, const struct yaml *node, const struct field *field)
{
	const struct yaml *labels = yaml_get(node, "labels");
	long min = field->has_min ? field->min : SCALE_MIN, max = field->has_max ? field->max : SCALE_MAX;
	unsigned long steps = (unsigned long)max - (unsigned long)min;
	size_t length;

	/* A bound that could not be read is a fault already. */
	if ((yaml_get(node, "min") && !field->has_min) || (yaml_get(node, "max") && !field->has_max))
		return;
	if (min > max) {
		if (!field->has_min || !field->has_max)
			decoder_fault(decoder, node, T(MIN_MAX), min, max);
		return;
	}
	if (steps >= PACK_STEPS_MAX) {
		decoder_style(decoder, node, T(SCALE_STEPS), PACK_STEPS_MAX, min, max);
		return;
	}
	length = decoder_push(decoder, "labels");
	if ((is_list(labels) || (labels && labels->type == YAML_MAP)) && field->labels.count != steps + 1)
		decoder_fault(decoder, labels, T(LABELS_COUNT), min, max, (size_t)steps + 1, field->labels.count);
	decoder_pop(decoder, length);
}

/* ---- choices ------------------------------------------------------------------ */

/* A choice and a column are known by their titles alone.  `title_of`
 * finds it in the list's structs. */
typedef struct bitext title_fn(const void *structs, size_t index);

static struct bitext choice_title(const void *structs, size_t index)
{
	return ((const struct choice *)structs)[index].title;
}

static struct bitext field_title(const void *structs, size_t index)
{
	return ((const struct field *)structs)[index].title;
}

static bool same_title(struct bitext a, struct bitext b)
{
	return (a.ja && b.ja && strcmp(a.ja, b.ja) == 0) || (a.en && b.en && strcmp(a.en, b.en) == 0);
}

/* The text that both have, in the reader's language where it is there that they meet. */
static const char *same_text(struct bitext a, struct bitext b)
{
	const char *mine = bitext_say(a), *other = bitext_say(b);

	if (mine && other && strcmp(mine, other) == 0)
		return mine;
	return mine == a.ja ? a.en : a.ja;
}

static void check_titles(struct decoder *decoder, const struct yaml *list, const void *structs, size_t count,
			 title_fn *title_of)
{
	for (size_t i = 1; i < count; i++) {
		struct bitext title = title_of(structs, i);
		const struct yaml *node = check_member(list, i, "title");
		size_t other = 0, outer, inner;

		while (other < i && !same_title(title, title_of(structs, other)))
			other++;
		if (other == i)
			continue;
		outer = decoder_push_index(decoder, i);
		inner = decoder_push(decoder, "title");
		decoder_style(decoder, node, T(TITLE_TWICE), decoder_shown(decoder, same_text(title, title_of(structs, other))),
			      check_place(decoder, node, check_member(list, other, "title")));
		decoder_pop(decoder, inner);
		decoder_pop(decoder, outer);
	}
}

static void check_choices(struct decoder *decoder, const struct yaml *node, const struct field *field)
{
	static const struct words choice = W(CLASS_CHOICE);
	const struct yaml *list = yaml_get(node, "choices");
	struct check_ids ids = { .what = choice, .key = "id", .structs = field->choice,
				 .count = field->choice_count, .size = sizeof(*field->choice) };
	size_t length = decoder_push(decoder, "choices");

	check_ids(decoder, list, &ids);
	check_titles(decoder, list, field->choice, field->choice_count, choice_title);
	for (size_t i = 0; i < field->choice_count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_width(decoder, check_element(list, i), "title", field->choice[i].title, CHOICE_TITLE_COLUMNS);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, length);
}

/* Each row of the table stands for a choice of one of its columns. */
static void check_each(struct decoder *decoder, const struct yaml *node, const struct field *table)
{
	const char *names[PACK_LIST_MAX], *near, *shown = decoder_shown(decoder, table->each);
	const struct field *column = field_column(table, table->each);
	const struct yaml *each = yaml_get(node, "each"), *list = yaml_get(node, "columns");
	size_t count = 0, length = decoder_push(decoder, "each");

	for (size_t i = 0; i < table->column_count; i++)
		if (table->column[i].id && table->column[i].type == FIELD_CHOICE)
			names[count++] = table->column[i].id;
	near = nearest(table->each, names, count);
	if (!column && near)
		decoder_fault(decoder, each, T(EACH_UNKNOWN_NEAR), shown, near);
	else if (!column)
		decoder_fault(decoder, each, T(EACH_UNKNOWN), shown);
	else if (column->type != FIELD_CHOICE && column->type != FIELD_TYPE_COUNT &&
		 yaml_get(check_element(list, (size_t)(column - table->column)), "type"))
		decoder_fault(decoder, each, T(EACH_NO_CHOICE), shown);
	decoder_pop(decoder, length);
}

/* ---- fields --------------------------------------------------------------------- */

/* Answers keep the ids of a table's rows under this name. */
static void check_reserved(struct decoder *decoder, const struct yaml *node, const struct field *field)
{
	size_t length = decoder_push(decoder, "id");

	if (field->id && strcmp(field->id, "row") == 0)
		decoder_style(decoder, yaml_get(node, "id"), "%s", T(ID_RESERVED));
	decoder_pop(decoder, length);
}

static void check_texts_of(struct decoder *decoder, const struct yaml *node, const struct field *field, bool column)
{
	const struct yaml *labels = yaml_get(node, "labels");
	size_t length;

	check_width(decoder, node, "title", field->title, column ? COLUMN_TITLE_COLUMNS : FIELD_TITLE_COLUMNS);
	check_width(decoder, node, "unit", field->unit, COLUMN_TITLE_COLUMNS);
	length = decoder_push(decoder, "labels");
	for (size_t i = 0; is_list(labels) && i < field->labels.count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_width_at(decoder, labels->child[i], field->labels.text[i], CHOICE_TITLE_COLUMNS);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, length);
}

/* What belongs to one type only is there with it and not without it.  Of a type
 * that is misspelt nothing can be said. */
static void check_type(struct decoder *decoder, const struct yaml *node, const struct field *field, bool column)
{
	if (field->type == FIELD_TABLE && column) {
		decoder_fault(decoder, yaml_get(node, "type"), "%s", T(TABLE_IN_TABLE));
		return;
	}
	check_keys(decoder, node, field, column);
	if (field->type == FIELD_CHOICE && is_absent(yaml_get(node, "choices")))
		decoder_fault(decoder, node, "%s", T(CHOICES_MISSING));
	if (field->type == FIELD_TABLE && is_absent(yaml_get(node, "columns")))
		decoder_fault(decoder, node, "%s", T(COLUMNS_MISSING));
	if (field->type == FIELD_TEXT)
		check_text(decoder, node, field);
	if (field->type == FIELD_SCALE)
		check_scale(decoder, node, field);
	if (field->type == FIELD_TABLE && field->column_count > 0) {
		if (field->each)
			check_each(decoder, node, field);
		check_picture(decoder, node, field);
	}
}

static void check_fields(struct decoder *decoder, const struct yaml *map, const char *key, struct words what,
			 const struct field *fields, size_t count, bool is_column);

static void check_field(struct decoder *decoder, const struct yaml *node, const struct field *field, bool column)
{
	static const struct words a_column = W(CLASS_COLUMN);

	check_reserved(decoder, node, field);
	if (yaml_get(node, "type") && field->type != FIELD_TYPE_COUNT)
		check_type(decoder, node, field, column);
	if (field->has_min && field->has_max && field->min > field->max)
		decoder_fault(decoder, node, T(MIN_MAX), field->min, field->max);
	check_texts_of(decoder, node, field, column);
	check_choices(decoder, node, field);
	if (!column)
		check_fields(decoder, node, "columns", a_column, field->column, field->column_count, true);
}

static void check_fields(struct decoder *decoder, const struct yaml *map, const char *key, struct words what,
			 const struct field *fields, size_t count, bool is_column)
{
	const struct yaml *list = yaml_get(map, key);
	struct check_ids ids = { .what = what, .key = "id", .structs = fields, .count = count,
				 .size = sizeof(*fields) };
	size_t outer = decoder_push(decoder, key);

	check_ids(decoder, list, &ids);
	if (is_column)
		check_titles(decoder, list, fields, count, field_title);
	for (size_t i = 0; i < count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_field(decoder, check_element(list, i), &fields[i], is_column);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, outer);
}

void check_worksheet(struct decoder *decoder, const struct yaml *item_node, const struct item *item)
{
	static const struct words a_field = W(CLASS_FIELD);

	check_fields(decoder, item_node, "worksheet", a_field, item->field, item->field_count, false);
}
