/* Tables that are drawn: the columns that a picture reads, by id and type. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "content/check.h"
#include "content/decode.h"
#include "content/pack.h"
#include "content/shape.h"
#include "content/yaml.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { RATING_MIN = 1, RATING_MAX = 5 };

/* What is drawn of a table. */
struct wanted {
	enum picture picture;
	const char *id;
	enum field_type type;
	bool optional;
	const char *const *choices; /* exactly these, NULL any */
};

static const char *const treatments[] = { "modify", "retain", "avoid", "share", NULL };

static const struct wanted wanted[] = {
	{ PICTURE_HEAT_MAP, "risk", FIELD_TEXT, false, NULL },
	{ PICTURE_HEAT_MAP, "area", FIELD_AREA, false, NULL },
	{ PICTURE_HEAT_MAP, "likelihood", FIELD_SCALE, false, NULL },
	{ PICTURE_HEAT_MAP, "impact", FIELD_SCALE, false, NULL },
	{ PICTURE_HEAT_MAP, "treatment", FIELD_CHOICE, false, treatments },
	{ PICTURE_MATRIX, "accountable", FIELD_PERSON, false, NULL },
	{ PICTURE_MATRIX, "deputy", FIELD_PERSON, false, NULL },
	{ PICTURE_MATRIX, "responsible", FIELD_PERSONS, true, NULL },
	{ PICTURE_MATRIX, "consulted", FIELD_PERSONS, true, NULL },
	{ PICTURE_MATRIX, "informed", FIELD_PERSONS, true, NULL },
	{ PICTURE_TIME_LINE, "hours", FIELD_NUMBER, false, NULL },
	{ PICTURE_TIME_LINE, "decides", FIELD_PERSON, false, NULL },
};
/* In place of `each`. */
static const struct wanted whom = { PICTURE_TIME_LINE, "whom", FIELD_TEXT, false, NULL };

/* How the file names a type or a picture. */
static const char *name_of(const char *key, size_t index)
{
	for (size_t i = 0; shape_at(i); i++) {
		const struct row *row = strcmp(shape_at(i)->name, "field") == 0 ?
					shape_row(shape_at(i), key) : NULL;

		if (row)
			return row->names[index];
	}
	return "";
}

static bool has_choices(const struct field *column, const char *const *choices)
{
	size_t count = 0;

	for (; choices[count]; count++) {
		bool found = false;

		for (size_t i = 0; i < column->choice_count; i++)
			found = found || (column->choice[i].id && strcmp(column->choice[i].id, choices[count]) == 0);
		if (!found)
			return false;
	}
	return column->choice_count == count;
}

static const char *joined(struct arena *arena, const char *const *names)
{
	struct str all = STR_INIT;
	const char *text;

	for (size_t i = 0; names[i]; i++)
		str_printf(&all, "%s%s", i ? ", " : "", names[i]);
	text = arena_strdup(arena, all.text);
	str_release(&all);
	return text;
}

/* The type was read without a fault. */
static bool is_typed(const struct yaml *node, const struct field *column)
{
	return column->type != FIELD_TYPE_COUNT && yaml_get(node, "type");
}

static void check_column(struct decoder *decoder, const struct yaml *node, const struct field *column,
			 const struct wanted *want, const char *picture)
{
	if (!is_typed(node, column))
		return;
	if (column->type != want->type)
		decoder_fault(decoder, yaml_get(node, "type"), T(PICTURE_TYPE), picture, want->id,
			      name_of("type", want->type), name_of("type", column->type));
	else if (want->type == FIELD_SCALE && ((column->has_min && column->min != RATING_MIN) ||
					       (column->has_max && column->max != RATING_MAX)))
		decoder_fault(decoder, node, T(PICTURE_SCALE), picture, want->id, RATING_MIN, RATING_MAX);
	else if (want->choices && column->choice_count > 0 && !has_choices(column, want->choices))
		decoder_fault(decoder, yaml_get(node, "choices"), T(PICTURE_CHOICES), picture, want->id,
			      joined(decoder->arena, want->choices));
}

static void check_wanted(struct decoder *decoder, const struct yaml *node, const struct field *table,
			 const struct wanted *want, const char *picture)
{
	const struct field *column = field_column(table, want->id);
	size_t index = column ? (size_t)(column - table->column) : 0, outer, inner;

	if (!column && !want->optional)
		decoder_fault(decoder, yaml_get(node, "picture"), T(PICTURE_LACKS), picture, want->id,
			      name_of("type", want->type));
	if (!column)
		return;
	outer = decoder_push(decoder, "columns");
	inner = decoder_push_index(decoder, index);
	check_column(decoder, check_element(yaml_get(node, "columns"), index), column, want, picture);
	decoder_pop(decoder, inner);
	decoder_pop(decoder, outer);
}

void check_picture(struct decoder *decoder, const struct yaml *node, const struct field *table)
{
	const char *picture;

	if (table->picture == PICTURE_NONE || table->picture == PICTURE_COUNT)
		return;
	picture = name_of("picture", table->picture);
	for (size_t i = 0; i < LENGTH(wanted); i++)
		if (wanted[i].picture == table->picture)
			check_wanted(decoder, node, table, &wanted[i], picture);
	if (table->picture == PICTURE_MATRIX && !yaml_get(node, "each"))
		decoder_fault(decoder, yaml_get(node, "picture"), "%s", T(PICTURE_EACH));
	if (table->picture == PICTURE_TIME_LINE && !yaml_get(node, "each"))
		check_wanted(decoder, node, table, &whom, picture);
}
