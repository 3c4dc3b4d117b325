/* Each check walks the decoded pack and the tree side by side: the tree has
 * the places.  Where decoding failed the two may differ in length, so every
 * look at the tree goes through node_at(). */
#include "content/check.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "content/decode.h"
#include "content/findings.h"
#include "content/pack.h"
#include "content/refs.h"
#include "content/yaml.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { SIGNS_MIN = 3, QUESTIONS_MIN = 4, ITEM_TITLE_COLUMNS = 48, AGENDA_TITLE_COLUMNS = 48 };

static const char *const block_names[] = {
	"opening", "review", "acceptances", "break", "tabletop", "closing",
};

/* Element `index` of `list`, its member `key` (NULL: the element), or the list. */
static const struct yaml *node_at(const struct yaml *list, size_t index, const char *key)
{
	const struct yaml *element, *member;

	if (!list || list->type != YAML_LIST || index >= list->count)
		return list;
	element = list->child[index];
	member = key ? yaml_get(element, key) : NULL;
	return member ? member : element;
}

static bool id_is_good(const char *id)
{
	if (!isalnum((unsigned char)id[0]) || strlen(id) > PACK_ID_MAX)
		return false;
	for (const char *c = id; *c; c++)
		if (!isalnum((unsigned char)*c) && *c != '-')
			return false;
	return true;
}

/*
 * The ids of a list of structs, each `size` bytes with its id first: well
 * formed and given once.  `list` is the node of the list.
 */
static void check_ids(struct decoder *decoder, const struct yaml *list, const void *structs,
		      size_t count, size_t size)
{
	for (size_t i = 0; i < count; i++) {
		const char *id = *(const char *const *)((const char *)structs + i * size);
		const struct yaml *node = node_at(list, i, "id");
		size_t length = decoder_push_index(decoder, i);

		if (id && !id_is_good(id))
			decoder_fault(decoder, node, T(BAD_ID), id, PACK_ID_MAX);
		for (size_t k = 0; id && k < i; k++) {
			const char *other = *(const char *const *)((const char *)structs + k * size);

			if (other && strcmp(id, other) == 0) {
				decoder_fault(decoder, node, T(ID_TWICE), id, node_at(list, k, "id")->line);
				break;
			}
		}
		decoder_pop(decoder, length);
	}
}

static void check_levels(struct decoder *decoder, const struct yaml *list, const struct pack *pack)
{
	static const char *const ids[] = { "averse", "minimal", "cautious", "open", "eager" };

	if (!list || list->count != PACK_LEVELS)
		return;
	for (size_t i = 0; i < PACK_LEVELS; i++) {
		size_t length = decoder_push_index(decoder, i);

		if (pack->level[i].id && strcmp(pack->level[i].id, ids[i]) != 0)
			decoder_fault(decoder, node_at(list, i, "id"), T(LEVEL_ORDER), ids[i], pack->level[i].id);
		decoder_pop(decoder, length);
	}
}

/* A title must fit its place on the screen in both languages. */
static void check_title(struct decoder *decoder, const struct yaml *node, struct bitext title, int columns)
{
	const char *text[] = { title.ja, title.en };
	const char *code[] = { "ja", "en" };

	for (size_t i = 0; i < 2; i++) {
		const struct yaml *at = yaml_get(node, code[i]);

		if (text[i] && text_width(text[i]) > columns)
			decoder_fault(decoder, at ? at : node, T(TITLE_WIDE), text_width(text[i]), columns);
	}
}

static void check_field(struct decoder *decoder, const struct yaml *node, const struct field *field)
{
	bool choice = field->type == FIELD_CHOICE, table = field->type == FIELD_TABLE;
	size_t length;

	if (choice != (field->choice_count > 0))
		decoder_fault(decoder, node, "%s", choice ? T(CHOICES_MISSING) : T(CHOICES_ODD));
	if (table != (field->column_count > 0))
		decoder_fault(decoder, node, "%s", table ? T(COLUMNS_MISSING) : T(COLUMNS_ODD));
	if (field->has_min && field->has_max && field->min > field->max)
		decoder_fault(decoder, node, T(MIN_MAX), field->min, field->max);
	length = decoder_push(decoder, "choices");
	check_ids(decoder, yaml_get(node, "choices"), field->choice, field->choice_count, sizeof(struct choice));
	decoder_pop(decoder, length);
	length = decoder_push(decoder, "columns");
	check_ids(decoder, yaml_get(node, "columns"), field->column, field->column_count, sizeof(struct field));
	for (size_t i = 0; i < field->column_count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		if (field->column[i].type == FIELD_TABLE)
			decoder_fault(decoder, node_at(yaml_get(node, "columns"), i, "type"), "%s", T(TABLE_IN_TABLE));
		else
			check_field(decoder, node_at(yaml_get(node, "columns"), i, NULL), &field->column[i]);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, length);
}

static void check_refs(struct decoder *decoder, const struct yaml *refs, const struct item *item)
{
	for (size_t i = 0; i < item->ref_count; i++) {
		const struct ref *ref = &item->ref[i];
		const struct yaml *ids = yaml_get(refs, ref->framework);
		size_t length = decoder_push(decoder, ref->framework);

		if (!refs_known(ref->framework))
			decoder_warn(decoder, ids, T(FRAMEWORK_UNKNOWN), ref->framework);
		for (size_t k = 0; refs_known(ref->framework) && k < ref->ids.count; k++)
			if (!refs_exists(ref->framework, ref->ids.text[k]))
				decoder_fault(decoder, node_at(ids, k, NULL), T(REF_UNKNOWN), ref->framework,
					      ref->ids.text[k]);
		decoder_pop(decoder, length);
	}
}

static void check_count(struct decoder *decoder, const struct yaml *node, const char *key, size_t count, size_t min)
{
	const struct yaml *list = yaml_get(node, key);

	if (list && count < min) {
		size_t length = decoder_push(decoder, key);

		decoder_fault(decoder, list, T(TOO_FEW), min, count);
		decoder_pop(decoder, length);
	}
}

static void check_item(struct decoder *decoder, const struct yaml *node, const struct item *item)
{
	size_t length = decoder_push(decoder, "title");

	if (yaml_get(node, "title"))
		check_title(decoder, yaml_get(node, "title"), item->title, ITEM_TITLE_COLUMNS);
	decoder_pop(decoder, length);
	check_count(decoder, node, "good", item->good.count, SIGNS_MIN);
	check_count(decoder, node, "warning", item->warning.count, SIGNS_MIN);
	check_count(decoder, node, "questions", item->question_count, QUESTIONS_MIN);
	length = decoder_push(decoder, "worksheet");
	check_ids(decoder, yaml_get(node, "worksheet"), item->field, item->field_count, sizeof(struct field));
	for (size_t i = 0; i < item->field_count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_field(decoder, node_at(yaml_get(node, "worksheet"), i, NULL), &item->field[i]);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, length);
	length = decoder_push(decoder, "refs");
	check_refs(decoder, yaml_get(node, "refs"), item);
	decoder_pop(decoder, length);
}

static void unknown_item(struct decoder *decoder, const struct yaml *node, const struct pack *pack, const char *id)
{
	const char *names[64];
	size_t count = 0;
	const char *near;

	for (size_t i = 0; i < pack->item_count && count < LENGTH(names); i++)
		if (pack->item[i].id)
			names[count++] = pack->item[i].id;
	near = nearest(id, names, count);
	if (near)
		decoder_fault(decoder, node, T(ITEM_UNKNOWN_NEAR), id, near);
	else
		decoder_fault(decoder, node, T(ITEM_UNKNOWN), id);
}

/* An item of the pack, or a part of the meeting that brings its own title. */
static void check_block(struct decoder *decoder, const struct yaml *node, const struct pack *pack, struct block *block)
{
	const struct yaml *item = yaml_get(node, "item"), *name = yaml_get(node, "block");
	const char *near = NULL;
	bool known = false;

	if (!item == !name) {
		decoder_fault(decoder, node, "%s", T(BLOCK_EITHER));
	} else if (item && block->id) {
		block->item = pack_item(pack, block->id);
		if (!block->item)
			unknown_item(decoder, item, pack, block->id);
		else if (block->minutes == 0)
			block->minutes = block->item->minutes;
		if (block->item) {
			block->id = block->item->id;
			block->title = block->item->title;
		}
	} else if (block->id) {
		for (size_t i = 0; i < LENGTH(block_names); i++)
			known |= strcmp(block->id, block_names[i]) == 0;
		if (!known)
			near = nearest(block->id, block_names, LENGTH(block_names));
		if (!known && near)
			decoder_fault(decoder, name, T(BLOCK_UNKNOWN_NEAR), block->id, near);
		else if (!known)
			decoder_fault(decoder, name, T(BLOCK_UNKNOWN), block->id);
		if (!yaml_get(node, "title"))
			decoder_fault(decoder, node, T(MISSING_KEY), "title");
		if (!yaml_get(node, "minutes"))
			decoder_fault(decoder, node, T(MISSING_KEY), "minutes");
	}
}

static void check_agenda(struct decoder *decoder, const struct yaml *node, const struct pack *pack, struct agenda *agenda)
{
	const struct yaml *list = yaml_get(node, "blocks"), *minutes = yaml_get(node, "minutes");
	int sum = 0;
	size_t length = decoder_push(decoder, "title");

	if (yaml_get(node, "title"))
		check_title(decoder, yaml_get(node, "title"), agenda->title, AGENDA_TITLE_COLUMNS);
	decoder_pop(decoder, length);
	length = decoder_push(decoder, "blocks");
	for (size_t i = 0; i < agenda->block_count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_block(decoder, node_at(list, i, NULL), pack, &agenda->block[i]);
		sum += agenda->block[i].minutes;
		decoder_pop(decoder, inner);
	}
	check_ids(decoder, list, agenda->block, agenda->block_count, sizeof(struct block));
	if (agenda->block_count > 0 && agenda->block[0].id && strcmp(agenda->block[0].id, "opening") != 0)
		decoder_fault(decoder, node_at(list, 0, NULL), "%s", T(FIRST_OPENING));
	if (agenda->block_count > 0 && agenda->block[agenda->block_count - 1].id &&
	    strcmp(agenda->block[agenda->block_count - 1].id, "closing") != 0)
		decoder_fault(decoder, node_at(list, agenda->block_count - 1, NULL), "%s", T(LAST_CLOSING));
	decoder_pop(decoder, length);
	if (minutes && agenda->minutes > 0 && agenda->block_count > 0 && sum != agenda->minutes) {
		length = decoder_push(decoder, "minutes");
		decoder_fault(decoder, minutes, T(MINUTES_SUM), agenda->minutes, sum);
		decoder_pop(decoder, length);
	}
}

static void check_head(struct decoder *decoder, const struct yaml *root, const struct pack *pack)
{
	const struct yaml *issued = yaml_get(yaml_get(root, "source"), "issued");
	struct date date;
	char whole[40];
	size_t length;

	if (pack->id && !id_is_good(pack->id)) {
		length = decoder_push(decoder, "pack");
		decoder_fault(decoder, yaml_get(root, "pack"), T(BAD_ID), pack->id, PACK_ID_MAX);
		decoder_pop(decoder, length);
	}
	if (pack->as_of && !date_parse(pack->as_of, &date)) {
		length = decoder_push(decoder, "as_of");
		decoder_fault(decoder, yaml_get(root, "as_of"), T(BAD_DATE), "2026-11-01", pack->as_of);
		decoder_pop(decoder, length);
	}
	snprintf(whole, sizeof(whole), "%.20s-01", pack->source_issued ? pack->source_issued : "");
	if (pack->source_issued && !date_parse(whole, &date)) {
		length = decoder_push(decoder, "source.issued");
		decoder_fault(decoder, issued, T(BAD_DATE), "2015-12", pack->source_issued);
		decoder_pop(decoder, length);
	}
}

void check_pack(struct decoder *decoder, const struct yaml *root, struct pack *pack)
{
	const struct {
		const char *key;
		const void *structs;
		size_t count, size;
	} lists[] = {
		{ "areas", pack->area, pack->area_count, sizeof(struct area) },
		{ "items", pack->item, pack->item_count, sizeof(struct item) },
		{ "agendas", pack->agenda, pack->agenda_count, sizeof(struct agenda) },
	};
	size_t length, inner;

	check_head(decoder, root, pack);
	length = decoder_push(decoder, "appetite");
	check_levels(decoder, yaml_get(root, "appetite"), pack);
	decoder_pop(decoder, length);
	for (size_t i = 0; i < LENGTH(lists); i++) {
		length = decoder_push(decoder, lists[i].key);
		if (yaml_get(root, lists[i].key) && lists[i].count == 0)
			decoder_fault(decoder, yaml_get(root, lists[i].key), T(TOO_FEW), (size_t)1, (size_t)0);
		check_ids(decoder, yaml_get(root, lists[i].key), lists[i].structs, lists[i].count, lists[i].size);
		decoder_pop(decoder, length);
	}
	for (size_t i = 0; i < pack->item_count; i++) {
		length = decoder_push(decoder, "items");
		inner = decoder_push_index(decoder, i);
		check_item(decoder, node_at(yaml_get(root, "items"), i, NULL), &pack->item[i]);
		decoder_pop(decoder, inner);
		decoder_pop(decoder, length);
	}
	for (size_t i = 0; i < pack->agenda_count; i++) {
		length = decoder_push(decoder, "agendas");
		inner = decoder_push_index(decoder, i);
		check_agenda(decoder, node_at(yaml_get(root, "agendas"), i, NULL), pack, &pack->agenda[i]);
		decoder_pop(decoder, inner);
		decoder_pop(decoder, length);
	}
}
