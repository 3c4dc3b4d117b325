/* Each check walks the decoded pack and the tree side by side: the tree has
 * the places.  Where a list was decoded the two have the same length. */
#include "content/check.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "content/decode.h"
#include "content/pack.h"
#include "content/terms.h"
#include "content/yaml.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

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

bool check_is_own(const struct decoder *decoder, const struct yaml *node)
{
	return !node->path || strcmp(node->path, decoder->path) == 0;
}

const char *check_place(struct decoder *decoder, const struct yaml *node, const struct yaml *other)
{
	if (node->path && other->path && strcmp(node->path, other->path) != 0)
		return arena_printf(decoder->arena, "%s:%d", other->path, other->line);
	return arena_printf(decoder->arena, T(PLACE_LINE), other->line);
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
			      check_place(decoder, node, check_member(list, i, ids->key)));
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

void check_width_at(struct decoder *decoder, const struct yaml *node, struct bitext text, int columns)
{
	const struct { const char *code, *text; } languages[] = { { "ja", text.ja }, { "en", text.en } };

	for (size_t i = 0; i < LENGTH(languages); i++) {
		const char *said = languages[i].text;
		size_t length = decoder_push(decoder, languages[i].code);

		if (said && text_width(said) > columns)
			decoder_style(decoder, yaml_get(node, languages[i].code), T(TITLE_WIDE),
				      text_width(said), columns);
		decoder_pop(decoder, length);
	}
}

void check_width(struct decoder *decoder, const struct yaml *map, const char *key, struct bitext text, int columns)
{
	size_t length = decoder_push(decoder, key);

	check_width_at(decoder, yaml_get(map, key), text, columns);
	decoder_pop(decoder, length);
}

void check_count(struct decoder *decoder, const struct yaml *map, const char *key, size_t min, bool single)
{
	const struct yaml *list = yaml_get(map, key);
	size_t length = decoder_push(decoder, key);

	if (list && list->type == YAML_LIST && list->count < min)
		decoder_style(decoder, list, T(TOO_FEW), min, list->count);
	if (list && list->type == YAML_MAP && single && min > 1)
		decoder_style(decoder, list, T(TOO_FEW), min, (size_t)1);
	decoder_pop(decoder, length);
}

/* ---- levels, areas, sentences ------------------------------------------------ */

/* A yardstick that has one level less, or does not rise, measures nothing. */
static void check_within(struct decoder *decoder, const struct yaml *list, const struct pack *pack)
{
	const struct yaml *given[PACK_LEVELS];
	int count = 0, before = 0;

	for (size_t i = 0; i < PACK_LEVELS; i++) {
		given[i] = yaml_get(check_element(list, i), "within");
		count += given[i] != NULL;
	}
	for (size_t i = 0; i < PACK_LEVELS && count > 0; i++) {
		size_t index = decoder_push_index(decoder, i), inner = decoder_push(decoder, "within");
		int within = pack->level[i].within;

		if (!given[i])
			decoder_fault(decoder, check_element(list, i), T(WITHIN_ALL), count, PACK_LEVELS);
		else if (within > 0 && within <= before)
			decoder_fault(decoder, given[i], T(WITHIN_RISES), within, before);
		before = within > before ? within : before;
		decoder_pop(decoder, inner);
		decoder_pop(decoder, index);
	}
}

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
	if (list && list->type == YAML_LIST && list->count == PACK_LEVELS)
		check_within(decoder, list, pack);
	decoder_pop(decoder, outer);
}

/* The pack may have areas whose ids were faults. */
static void check_area(struct decoder *decoder, const struct yaml *node, const struct pack *pack, const char *id)
{
	const char *names[PACK_LIST_MAX], *near, *shown = decoder_shown(decoder, id);
	size_t count = 0;

	for (size_t i = 0; i < pack->area_count; i++)
		if (pack->area[i].id)
			names[count++] = pack->area[i].id;
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], id) == 0)
			return;
	near = nearest(id, names, count);
	if (near)
		decoder_fault(decoder, node, T(AREA_UNKNOWN_NEAR), shown, decoder_shown(decoder, near));
	else if (count == pack->area_count && count > 0)
		decoder_fault(decoder, node, T(AREA_UNKNOWN), shown);
}

static void check_sentences(struct decoder *decoder, const struct yaml *list, const struct pack *pack)
{
	size_t outer = decoder_push(decoder, "sentences");

	for (size_t i = 0; i < pack->sentence_count; i++) {
		const char *area = pack->sentence[i].area;
		size_t index = decoder_push_index(decoder, i), inner = decoder_push(decoder, "area");

		if (area)
			check_area(decoder, check_member(list, i, "area"), pack, area);
		decoder_pop(decoder, inner);
		decoder_pop(decoder, index);
	}
	decoder_pop(decoder, outer);
}

/* ---- the whole ----------------------------------------------------------------------- */

bool check_is_day(const char *text)
{
	struct date date;

	return date_parse(text, &date);
}

bool check_is_month(const char *text)
{
	char day[16];

	snprintf(day, sizeof(day), "%.10s-01", text);
	return check_is_day(day);
}

/* A pack's id may hold the number of a version, as meti-3.0 does. */
static bool pack_id_is_good(const char *id)
{
	size_t length = strlen(id);

	return length <= PACK_ID_MAX && strspn(id, LETTERS DIGITS) > 0 &&
	       strspn(id, LETTERS DIGITS "-.") == length;
}

static bool version_is_good(const char *version)
{
	size_t length = strlen(version);

	return length <= PACK_ID_MAX && strspn(version, LETTERS DIGITS ".+-") == length;
}

static void check_head(struct decoder *decoder, const struct yaml *root, const struct pack *pack)
{
	const struct yaml *issued = yaml_get(yaml_get(root, "source"), "issued");
	size_t length = decoder_push(decoder, "pack");

	if (pack->id && !pack_id_is_good(pack->id))
		decoder_fault(decoder, yaml_get(root, "pack"), T(BAD_PACK_ID), decoder_shown(decoder, pack->id),
			      PACK_ID_MAX);
	decoder_pop(decoder, length);
	length = decoder_push(decoder, "version");
	if (pack->version && !version_is_good(pack->version))
		decoder_fault(decoder, yaml_get(root, "version"), T(BAD_VERSION),
			      decoder_shown(decoder, pack->version), PACK_ID_MAX);
	decoder_pop(decoder, length);
	length = decoder_push(decoder, "as_of");
	if (pack->as_of && !check_is_day(pack->as_of))
		decoder_fault(decoder, yaml_get(root, "as_of"), T(BAD_DATE), "2026-11-01",
			      decoder_shown(decoder, pack->as_of));
	decoder_pop(decoder, length);
	length = decoder_push(decoder, "source.issued");
	if (pack->source_issued && !check_is_month(pack->source_issued))
		decoder_fault(decoder, issued, T(BAD_DATE), "2015-12",
			      decoder_shown(decoder, pack->source_issued));
	decoder_pop(decoder, length);
}

static void check_lists(struct decoder *decoder, const struct yaml *root, const struct pack *pack)
{
	const struct { const char *key; size_t min; struct check_ids ids; } lists[] = {
		{ "areas", 1, { W(CLASS_AREA), "id", pack->area, pack->area_count, sizeof(struct area), false } },
		{ "items", 1, { W(CLASS_ITEM), "id", pack->item, pack->item_count, sizeof(struct item), true } },
		{ "agendas", 1, { W(CLASS_AGENDA), "id", pack->agenda, pack->agenda_count,
				  sizeof(struct agenda), false } },
		{ "terms", 0, { W(CLASS_TERM), "id", pack->term, pack->term_count, sizeof(struct term), false } },
		{ "sentences", 0, { W(CLASS_SENTENCE), "id", pack->sentence, pack->sentence_count,
				    sizeof(struct appetite_sentence), false } },
	};

	for (size_t i = 0; i < LENGTH(lists); i++) {
		size_t length;

		check_count(decoder, root, lists[i].key, lists[i].min, false);
		length = decoder_push(decoder, lists[i].key);
		check_ids(decoder, yaml_get(root, lists[i].key), &lists[i].ids);
		decoder_pop(decoder, length);
	}
}

void check_pack(struct decoder *decoder, const struct yaml *root, struct pack *pack)
{
	const struct yaml *items = yaml_get(root, "items");
	size_t length;

	if (!decoder->kept)
		decoder->terms = term_index_new(decoder->arena, pack);
	check_head(decoder, root, pack);
	check_levels(decoder, yaml_get(root, "appetite"), pack);
	check_lists(decoder, root, pack);
	check_sentences(decoder, yaml_get(root, "sentences"), pack);
	length = decoder_push(decoder, "items");
	for (size_t i = 0; i < pack->item_count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_item(decoder, check_element(items, i), pack, &pack->item[i]);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, length);
	check_facts(decoder, items, pack);
	check_agendas(decoder, yaml_get(root, "agendas"), pack);
	check_terms(decoder, yaml_get(root, "terms"), pack);
	check_texts(decoder, root, pack);
}
