/* The tables. */
#include "content/shape.h"

#include <limits.h>
#include <string.h>

#include "content/pack.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define AT(type, member) offsetof(struct type, member)
#define SHAPE(id, struct_name, rows) \
	static const struct shape id##_shape = { #id, rows, LENGTH(rows), sizeof(struct struct_name) }

static const char *const item_kinds[] = { "principle", "directive", "card" };
static const char *const field_types[] = {
	"text", "choice", "scale", "number", "money", "date", "person", "persons", "yes-no", "area",
	"table",
};
static const char *const pictures[] = { "none", "heat-map", "matrix", "time-line" };
static const char *const sources_checked[] = { "read", "second-hand" };
_Static_assert(LENGTH(item_kinds) == ITEM_KIND_COUNT, "a word for each kind of item");
_Static_assert(LENGTH(field_types) == FIELD_TYPE_COUNT, "a word for each type of field");
_Static_assert(LENGTH(pictures) == PICTURE_COUNT, "a word for each picture");

static const struct row level_rows[] = {
	{ "id", ROW_TEXT, AT(level, id), .required = true },
	{ "title", ROW_LINE, AT(level, title), .required = true },
	{ "hint", ROW_LINE, AT(level, hint), .required = true, .breath = true },
	{ "within", ROW_INT, AT(level, within), .min = 1, .max = 25 },
};
SHAPE(level, level, level_rows);

static const struct row area_rows[] = {
	{ "id", ROW_TEXT, AT(area, id), .required = true },
	{ "title", ROW_LINE, AT(area, title), .required = true },
	{ "hint", ROW_LINE, AT(area, hint), .required = false, .breath = true },
};
SHAPE(area, area, area_rows);

static const struct row question_rows[] = {
	{ "id", ROW_TEXT, AT(question, id), .required = false },
	{ "ask", ROW_BITEXT, AT(question, ask), .required = true, .breath = true },
	{ "listen", ROW_BITEXT, AT(question, listen), .required = true, .breath = true },
};
SHAPE(question, question, question_rows);

static const struct row choice_rows[] = {
	{ "id", ROW_TEXT, AT(choice, id), .required = true },
	{ "title", ROW_LINE, AT(choice, title), .required = true },
};
SHAPE(choice, choice, choice_rows);

#define FIELD_ROWS \
	{ "id", ROW_TEXT, AT(field, id), .required = true }, \
	{ "type", ROW_NAME, AT(field, type), .required = true, .names = field_types, \
	  .name_count = LENGTH(field_types) }, \
	{ "title", ROW_LINE, AT(field, title), .required = true }, \
	{ "hint", ROW_LINE, AT(field, hint), .required = false, .breath = true }, \
	{ "unit", ROW_LINE, AT(field, unit), .required = false }, \
	{ "required", ROW_BOOL, AT(field, required), .required = false }, \
	{ "min", ROW_LONG, AT(field, min), AT(field, has_min), .min = LONG_MIN, .max = LONG_MAX }, \
	{ "max", ROW_LONG, AT(field, max), AT(field, has_max), .min = LONG_MIN, .max = LONG_MAX }, \
	{ "labels", ROW_BITEXTS, AT(field, labels), .required = false }, \
	{ "choices", ROW_LIST, AT(field, choice), AT(field, choice_count), .sub = &choice_shape }

/* A column is a field that has no columns itself. */
static const struct row column_rows[] = { FIELD_ROWS };
SHAPE(column, field, column_rows);
static const struct row field_rows[] = {
	FIELD_ROWS,
	{ "columns", ROW_LIST, AT(field, column), AT(field, column_count), .sub = &column_shape },
	{ "each", ROW_TEXT, AT(field, each), .required = false },
	{ "picture", ROW_NAME, AT(field, picture), .names = pictures, .name_count = LENGTH(pictures) },
};
SHAPE(field, field, field_rows);

/* The second of the two words makes `second_hand` true: ROW_FLAG. */
static const struct row fact_rows[] = {
	{ "id", ROW_TEXT, AT(fact, id), .required = true },
	{ "text", ROW_BITEXT, AT(fact, text), .required = true, .breath = true },
	{ "source", ROW_LINE, AT(fact, source), .required = true, .theirs = true },
	{ "as_of", ROW_TEXT, AT(fact, as_of), .required = true },
	{ "checked", ROW_FLAG, AT(fact, second_hand), .names = sources_checked,
	  .name_count = LENGTH(sources_checked) },
	{ "whom", ROW_LINE, AT(fact, whom), .required = false },
	{ "hours_from", ROW_LONG, AT(fact, hours_from), AT(fact, has_hours), .min = 0, .max = 87600 },
	{ "hours_to", ROW_LONG, AT(fact, hours_to), AT(fact, has_hours), .min = 0, .max = 87600 },
};
SHAPE(fact, fact, fact_rows);

static const struct row term_rows[] = {
	{ "id", ROW_TEXT, AT(term, id), .required = true },
	{ "term", ROW_LINE, AT(term, term), .required = true, .theirs = true },
	{ "meaning", ROW_BITEXT, AT(term, meaning), .required = true, .breath = true },
	{ "avoid", ROW_STRINGS, AT(term, avoid), .required = false },
};
SHAPE(term, term, term_rows);

static const struct row sentence_rows[] = {
	{ "id", ROW_TEXT, AT(appetite_sentence, id), .required = true },
	{ "area", ROW_TEXT, AT(appetite_sentence, area), .required = false },
	{ "level", ROW_INT, AT(appetite_sentence, level), .required = true, .min = 1, .max = PACK_LEVELS },
	{ "text", ROW_LINE, AT(appetite_sentence, text), .required = true },
};
SHAPE(sentence, appetite_sentence, sentence_rows);

static const struct row item_rows[] = {
	{ "id", ROW_TEXT, AT(item, id), .required = true },
	{ "kind", ROW_NAME, AT(item, kind), .required = true, .names = item_kinds,
	  .name_count = LENGTH(item_kinds) },
	{ "title", ROW_LINE, AT(item, title), .required = true },
	{ "minutes", ROW_INT, AT(item, minutes), .required = true, .min = 1, .max = 600 },
	{ "asks", ROW_BITEXTS, AT(item, asks), .required = true, .breath = true },
	{ "why", ROW_BITEXTS, AT(item, why), .required = true, .breath = true },
	{ "good", ROW_BITEXTS, AT(item, good), .required = true, .breath = true },
	{ "warning", ROW_BITEXTS, AT(item, warning), .required = true, .breath = true },
	{ "questions", ROW_LIST, AT(item, question), AT(item, question_count), .required = true,
	  .sub = &question_shape },
	{ "decide", ROW_BITEXT, AT(item, decide), .required = true, .breath = true },
	{ "notes", ROW_BITEXTS, AT(item, notes), .required = false, .breath = true },
	{ "worksheet", ROW_LIST, AT(item, field), AT(item, field_count), .sub = &field_shape },
	{ "facts", ROW_LIST, AT(item, fact), AT(item, fact_count), .sub = &fact_shape },
	{ "refs", ROW_REFS, AT(item, ref), AT(item, ref_count), .required = false },
};
SHAPE(item, item, item_rows);

/* `item` and `block` fill the same member: check.c sees that it is one of them. */
static const struct row block_rows[] = {
	{ "item", ROW_TEXT, AT(block, id), .required = false },
	{ "block", ROW_TEXT, AT(block, id), .required = false },
	{ "title", ROW_LINE, AT(block, title), .required = false },
	{ "minutes", ROW_INT, AT(block, minutes), .min = 1, .max = 600 },
	{ "text", ROW_BITEXTS, AT(block, text), .required = false, .breath = true },
	{ "notes", ROW_BITEXTS, AT(block, notes), .required = false, .breath = true },
};
SHAPE(block, block, block_rows);

static const struct row agenda_rows[] = {
	{ "id", ROW_TEXT, AT(agenda, id), .required = true },
	{ "title", ROW_LINE, AT(agenda, title), .required = true },
	{ "minutes", ROW_INT, AT(agenda, minutes), .required = true, .min = 1, .max = 1440 },
	{ "blocks", ROW_LIST, AT(agenda, block), AT(agenda, block_count), .required = true, .sub = &block_shape },
};
SHAPE(agenda, agenda, agenda_rows);

static const struct row source_rows[] = {
	{ "title", ROW_LINE, AT(pack, source_title), .required = true, .theirs = true },
	{ "issued", ROW_TEXT, AT(pack, source_issued), .required = true },
	{ "by", ROW_LINE, AT(pack, source_by), .required = true, .theirs = true },
};
SHAPE(source, pack, source_rows);

static const struct row pack_rows[] = {
	{ "pack", ROW_TEXT, AT(pack, id), .required = true },
	{ "version", ROW_TEXT, AT(pack, version), .required = true },
	{ "title", ROW_LINE, AT(pack, title), .required = true, .theirs = true },
	{ "extends", ROW_TEXT, AT(pack, extends), .required = false },
	{ "base", ROW_TEXT, AT(pack, base), .required = false },
	{ "source", ROW_MAP, 0, .required = true, .sub = &source_shape },
	{ "as_of", ROW_TEXT, AT(pack, as_of), .required = true },
	{ "appetite", ROW_LEVELS, AT(pack, level), .required = true, .sub = &level_shape },
	{ "areas", ROW_LIST, AT(pack, area), AT(pack, area_count), .required = true, .sub = &area_shape },
	{ "terms", ROW_LIST, AT(pack, term), AT(pack, term_count), .sub = &term_shape },
	{ "sentences", ROW_LIST, AT(pack, sentence), AT(pack, sentence_count), .sub = &sentence_shape },
	{ "items", ROW_LIST, AT(pack, item), AT(pack, item_count), .required = true, .sub = &item_shape },
	{ "agendas", ROW_LIST, AT(pack, agenda), AT(pack, agenda_count), .required = true, .sub = &agenda_shape },
};
const struct shape pack_shape = { "pack", pack_rows, LENGTH(pack_rows), sizeof(struct pack) };

static const struct shape *const shapes[] = {
	&pack_shape, &source_shape, &level_shape, &area_shape, &item_shape, &question_shape,
	&field_shape, &column_shape, &choice_shape, &fact_shape, &term_shape, &sentence_shape, &agenda_shape, &block_shape,
};

const struct shape *shape_at(size_t index)
{
	return index < LENGTH(shapes) ? shapes[index] : NULL;
}

const struct row *shape_row(const struct shape *shape, const char *key)
{
	for (size_t i = 0; i < shape->row_count; i++)
		if (strcmp(shape->row[i].key, key) == 0)
			return &shape->row[i];
	return NULL;
}
