/* Each check walks the decoded pack and the tree side by side: the tree has
 * the places.  Where a list was decoded the two have the same length. */
#include "content/check.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/text.h"
#include "content/decode.h"
#include "content/findings.h"
#include "content/pack.h"
#include "content/refs.h"
#include "content/yaml.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

enum { SIGNS_MIN = 3, QUESTIONS_MIN = 4, ITEM_TITLE_COLUMNS = 48 };

const struct yaml *check_element(const struct yaml *list, size_t index)
{
	return list && list->type == YAML_LIST && index < list->count ? list->child[index] : list;
}

const struct yaml *check_member(const struct yaml *list, size_t index, const char *key)
{
	const struct yaml *element = check_element(list, index);
	const struct yaml *member = yaml_get(element, key);

	return member ? member : element;
}

/* ---- ids and titles ------------------------------------------------------------ */

static bool id_is_good(const char *id)
{
	size_t length = strlen(id);

	return length <= PACK_ID_MAX && strspn(id, LETTERS DIGITS) > 0 &&
	       strspn(id, LETTERS DIGITS "-") == length;
}

static const char *id_at(const struct check_ids *ids, size_t index)
{
	const void *at = (const char *)ids->structs + index * ids->size;

	return *(const char *const *)at;
}

static void check_id(struct decoder *decoder, const struct yaml *list, const struct check_ids *ids, size_t index)
{
	const struct yaml *node = check_member(list, index, ids->key);
	const char *id = id_at(ids, index);

	if (!id_is_good(id)) {
		decoder_fault(decoder, node, T(BAD_ID), decoder_shown(decoder, id), PACK_ID_MAX);
		return;
	}
	for (size_t i = 0; i < index; i++) {
		const char *other = id_at(ids, i);

		if (!other || (ids->fold ? strcasecmp(id, other) : strcmp(id, other)) != 0)
			continue;
		decoder_fault(decoder, node, T(ID_TWICE), say(ids->what), id,
			      check_member(list, i, ids->key)->line);
		return;
	}
}

void check_ids(struct decoder *decoder, const struct yaml *list, const struct check_ids *ids)
{
	for (size_t i = 0; i < ids->count; i++) {
		size_t outer = decoder_push_index(decoder, i), inner = decoder_push(decoder, ids->key);

		if (id_at(ids, i))
			check_id(decoder, list, ids, i);
		decoder_pop(decoder, inner);
		decoder_pop(decoder, outer);
	}
}

void check_title(struct decoder *decoder, const struct yaml *map, struct bitext title, int columns)
{
	const struct { const char *code, *text; } languages[] = { { "ja", title.ja }, { "en", title.en } };
	size_t outer = decoder_push(decoder, "title");

	for (size_t i = 0; i < LENGTH(languages); i++) {
		const char *text = languages[i].text;
		size_t inner = decoder_push(decoder, languages[i].code);

		if (text && text_width(text) > columns)
			decoder_style(decoder, yaml_get(yaml_get(map, "title"), languages[i].code),
				      T(TITLE_WIDE), text_width(text), columns);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, outer);
}

/* ---- worksheets ------------------------------------------------------------------ */

static void check_field(struct decoder *decoder, const struct yaml *node, const struct field *field, bool column);

static void check_fields(struct decoder *decoder, const struct yaml *map, const char *key, struct words what,
			 const struct field *fields, size_t count, bool is_column)
{
	const struct yaml *list = yaml_get(map, key);
	struct check_ids ids = { .what = what, .key = "id", .structs = fields, .count = count,
				 .size = sizeof(*fields) };
	size_t outer = decoder_push(decoder, key);

	check_ids(decoder, list, &ids);
	for (size_t i = 0; i < count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_field(decoder, check_element(list, i), &fields[i], is_column);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, outer);
}

/* What belongs to one type only is there with it and not without it. */
static void check_type(struct decoder *decoder, const struct yaml *node, const struct field *field, bool column)
{
	bool choice = field->type == FIELD_CHOICE, table = field->type == FIELD_TABLE;
	bool bounds = field->type == FIELD_NUMBER || field->type == FIELD_MONEY || field->type == FIELD_SCALE;
	const struct yaml *choices = yaml_get(node, "choices"), *columns = yaml_get(node, "columns");

	if (choice && (!choices || (choices->type == YAML_LIST && choices->count == 0)))
		decoder_fault(decoder, node, "%s", T(CHOICES_MISSING));
	if (!choice && choices)
		decoder_fault(decoder, choices, "%s", T(CHOICES_ODD));
	if (table && column)
		decoder_fault(decoder, yaml_get(node, "type"), "%s", T(TABLE_IN_TABLE));
	if (table && !column && (!columns || (columns->type == YAML_LIST && columns->count == 0)))
		decoder_fault(decoder, node, "%s", T(COLUMNS_MISSING));
	if (!table && !column && columns)
		decoder_fault(decoder, columns, "%s", T(COLUMNS_ODD));
	if (!bounds && (field->has_min || field->has_max))
		decoder_fault(decoder, yaml_get(node, field->has_min ? "min" : "max"), "%s", T(BOUNDS_ODD));
}

/* A column is a field that has no columns itself. */
static void check_field(struct decoder *decoder, const struct yaml *node, const struct field *field, bool column)
{
	static const struct words a_choice = W(CLASS_CHOICE), a_column = W(CLASS_COLUMN);
	struct check_ids ids = { .what = a_choice, .key = "id", .structs = field->choice,
				 .count = field->choice_count, .size = sizeof(*field->choice) };
	size_t length;

	if (yaml_get(node, "type") && field->type != FIELD_TYPE_COUNT)
		check_type(decoder, node, field, column);
	if (field->has_min && field->has_max && field->min > field->max)
		decoder_fault(decoder, node, T(MIN_MAX), field->min, field->max);
	length = decoder_push(decoder, "choices");
	check_ids(decoder, yaml_get(node, "choices"), &ids);
	decoder_pop(decoder, length);
	if (!column)
		check_fields(decoder, node, "columns", a_column, field->column, field->column_count, true);
}

/* ---- items ------------------------------------------------------------------------ */

static void check_refs(struct decoder *decoder, const struct yaml *refs, const struct item *item)
{
	size_t outer = decoder_push(decoder, "refs");

	for (size_t i = 0; i < item->ref_count; i++) {
		const struct ref *ref = &item->ref[i];
		const struct yaml *ids = yaml_get(refs, ref->framework);
		size_t length = decoder_push(decoder, ref->framework);
		bool known = refs_known(ref->framework);

		if (!known)
			decoder_warn(decoder, ids, T(FRAMEWORK_UNKNOWN), decoder_shown(decoder, ref->framework));
		for (size_t k = 0; known && k < ref->ids.count; k++) {
			const char *id = ref->ids.text[k];
			size_t inner = decoder_push_index(decoder, k);

			if (*id && !refs_exists(ref->framework, id))
				decoder_style(decoder, check_element(ids, k), T(REF_UNKNOWN), ref->framework,
					      decoder_shown(decoder, id));
			decoder_pop(decoder, inner);
		}
		decoder_pop(decoder, length);
	}
	decoder_pop(decoder, outer);
}

/* `single`: one bilingual text may stand for a list of one. */
static void check_count(struct decoder *decoder, const struct yaml *map, const char *key, size_t min, bool single)
{
	const struct yaml *list = yaml_get(map, key);
	size_t length = decoder_push(decoder, key);

	if (list && list->type == YAML_LIST && list->count < min)
		decoder_style(decoder, list, T(TOO_FEW), min, list->count);
	if (list && list->type == YAML_MAP && single && min > 1)
		decoder_style(decoder, list, T(TOO_FEW), min, (size_t)1);
	decoder_pop(decoder, length);
}

static void check_item(struct decoder *decoder, const struct yaml *node, const struct item *item)
{
	static const struct words field = W(CLASS_FIELD);
	static const struct { const char *key; size_t min; bool single, card; } counts[] = {
		{ "asks", 1, true, true }, { "why", 1, true, true },
		{ "good", SIGNS_MIN, true, false }, { "warning", SIGNS_MIN, true, false },
		{ "questions", QUESTIONS_MIN, false, false },
	};
	bool whole = yaml_get(node, "kind") && (item->kind == ITEM_PRINCIPLE || item->kind == ITEM_DIRECTIVE);

	if (item->id && check_is_block(item->id)) {
		size_t length = decoder_push(decoder, "id");

		decoder_fault(decoder, yaml_get(node, "id"), T(ID_IS_BLOCK), item->id);
		decoder_pop(decoder, length);
	}
	check_title(decoder, node, item->title, ITEM_TITLE_COLUMNS);
	for (size_t i = 0; i < LENGTH(counts); i++)
		if (whole || counts[i].card)
			check_count(decoder, node, counts[i].key, counts[i].min, counts[i].single);
	check_fields(decoder, node, "worksheet", field, item->field, item->field_count, false);
	check_refs(decoder, yaml_get(node, "refs"), item);
}

/* ---- the whole ----------------------------------------------------------------------- */

static void check_levels(struct decoder *decoder, const struct yaml *list, const struct pack *pack)
{
	static const char *const ids[] = { "averse", "minimal", "cautious", "open", "eager" };
	size_t outer = decoder_push(decoder, "appetite");

	for (size_t i = 0; i < PACK_LEVELS; i++) {
		size_t index = decoder_push_index(decoder, i), inner = decoder_push(decoder, "id");

		if (pack->level[i].id && strcmp(pack->level[i].id, ids[i]) != 0)
			decoder_fault(decoder, check_member(list, i, "id"), T(LEVEL_ORDER), ids[i],
				      decoder_shown(decoder, pack->level[i].id));
		decoder_pop(decoder, inner);
		decoder_pop(decoder, index);
	}
	decoder_pop(decoder, outer);
}

static bool version_is_good(const char *version)
{
	size_t length = strlen(version);

	return length <= PACK_ID_MAX && strspn(version, LETTERS DIGITS ".+-") == length;
}

static bool date_is_good(const char *text)
{
	struct date date;

	return date_parse(text, &date);
}

static bool month_is_good(const char *text)
{
	char day[16];

	snprintf(day, sizeof(day), "%.10s-01", text);
	return date_is_good(day);
}

static void check_head(struct decoder *decoder, const struct yaml *root, const struct pack *pack)
{
	const struct yaml *issued = yaml_get(yaml_get(root, "source"), "issued");
	size_t length = decoder_push(decoder, "pack");

	if (pack->id && !id_is_good(pack->id))
		decoder_fault(decoder, yaml_get(root, "pack"), T(BAD_ID), decoder_shown(decoder, pack->id),
			      PACK_ID_MAX);
	decoder_pop(decoder, length);
	length = decoder_push(decoder, "version");
	if (pack->version && !version_is_good(pack->version))
		decoder_fault(decoder, yaml_get(root, "version"), T(BAD_VERSION),
			      decoder_shown(decoder, pack->version), PACK_ID_MAX);
	decoder_pop(decoder, length);
	length = decoder_push(decoder, "as_of");
	if (pack->as_of && !date_is_good(pack->as_of))
		decoder_fault(decoder, yaml_get(root, "as_of"), T(BAD_DATE), "2026-11-01",
			      decoder_shown(decoder, pack->as_of));
	decoder_pop(decoder, length);
	length = decoder_push(decoder, "source.issued");
	if (pack->source_issued && !month_is_good(pack->source_issued))
		decoder_fault(decoder, issued, T(BAD_DATE), "2015-12",
			      decoder_shown(decoder, pack->source_issued));
	decoder_pop(decoder, length);
}

void check_pack(struct decoder *decoder, const struct yaml *root, struct pack *pack)
{
	const struct { const char *key; struct check_ids ids; } lists[] = {
		{ "areas", { W(CLASS_AREA), "id", pack->area, pack->area_count, sizeof(struct area), false } },
		{ "items", { W(CLASS_ITEM), "id", pack->item, pack->item_count, sizeof(struct item), true } },
		{ "agendas", { W(CLASS_AGENDA), "id", pack->agenda, pack->agenda_count,
			       sizeof(struct agenda), false } },
	};
	size_t length;

	check_head(decoder, root, pack);
	check_levels(decoder, yaml_get(root, "appetite"), pack);
	for (size_t i = 0; i < LENGTH(lists); i++) {
		check_count(decoder, root, lists[i].key, 1, false);
		length = decoder_push(decoder, lists[i].key);
		check_ids(decoder, yaml_get(root, lists[i].key), &lists[i].ids);
		decoder_pop(decoder, length);
	}
	length = decoder_push(decoder, "items");
	for (size_t i = 0; i < pack->item_count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_item(decoder, check_element(yaml_get(root, "items"), i), &pack->item[i]);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, length);
	check_agendas(decoder, yaml_get(root, "agendas"), pack);
}
