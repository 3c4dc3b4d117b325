/* Agendas: their blocks are items of the pack or known parts of a meeting, and
 * their minutes add up. */
#include <string.h>

#include "content/check.h"
#include "content/decode.h"
#include "content/pack.h"
#include "content/yaml.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const char *const block_names[] = {
	"opening", "review", "acceptances", "break", "tabletop", "closing",
};

bool check_is_block(const char *id)
{
	for (size_t i = 0; i < LENGTH(block_names); i++)
		if (strcmp(id, block_names[i]) == 0)
			return true;
	return false;
}

static void unknown_item(struct decoder *decoder, const struct yaml *node, const struct pack *pack, const char *id)
{
	const char *names[PACK_LIST_MAX], *near, *shown = decoder_shown(decoder, id);
	size_t count = 0;

	for (size_t i = 0; i < pack->item_count; i++)
		if (pack->item[i].id)
			names[count++] = pack->item[i].id;
	near = nearest(id, names, count);
	if (near)
		decoder_fault(decoder, node, T(ITEM_UNKNOWN_NEAR), shown, decoder_shown(decoder, near));
	else
		decoder_fault(decoder, node, T(ITEM_UNKNOWN), shown);
}

static void check_item_block(struct decoder *decoder, const struct yaml *node, const struct pack *pack,
			     struct block *block)
{
	size_t length = decoder_push(decoder, "item");

	block->item = pack_item(pack, block->id);
	if (block->item) {
		block->id = block->item->id;
		block->title = block->item->title;
		if (!yaml_get(node, "minutes"))
			block->minutes = block->item->minutes;
	} else if (pack->item_count > 0) {
		unknown_item(decoder, yaml_get(node, "item"), pack, block->id);
	}
	decoder_pop(decoder, length);
}

/* A part of the meeting brings its own title and minutes. */
static void check_named_block(struct decoder *decoder, const struct yaml *node, const struct block *block)
{
	static const char *const needed[] = { "title", "minutes" };
	const struct yaml *name = yaml_get(node, "block");
	const char *near = nearest(block->id, block_names, LENGTH(block_names));
	const char *shown = decoder_shown(decoder, block->id);
	size_t length = decoder_push(decoder, "block");

	if (!check_is_block(block->id) && near)
		decoder_fault(decoder, name, T(BLOCK_UNKNOWN_NEAR), shown, near);
	else if (!check_is_block(block->id))
		decoder_fault(decoder, name, T(BLOCK_UNKNOWN), shown);
	decoder_pop(decoder, length);
	for (size_t i = 0; i < LENGTH(needed); i++)
		if (!yaml_get(node, needed[i]))
			decoder_fault(decoder, node, T(MISSING_KEY), needed[i]);
}

static void check_block(struct decoder *decoder, const struct yaml *node, const struct pack *pack,
			struct block *block)
{
	bool item = yaml_get(node, "item"), name = yaml_get(node, "block");

	if (node->type == YAML_MAP && item == name)
		decoder_fault(decoder, node, "%s", T(BLOCK_EITHER));
	else if (item && block->id)
		check_item_block(decoder, node, pack, block);
	else if (name && block->id)
		check_named_block(decoder, node, block);
}

/* Each block once: while the meeting runs, its id says where one is. */
static void check_once(struct decoder *decoder, const struct yaml *list, const struct agenda *agenda, size_t index)
{
	const struct block *block = &agenda->block[index];

	for (size_t i = 0; block->id && i < index; i++) {
		if (!agenda->block[i].id || strcmp(agenda->block[i].id, block->id) != 0)
			continue;
		decoder_fault(decoder, check_element(list, index), T(BLOCK_TWICE),
			      decoder_shown(decoder, block->id), check_element(list, i)->line);
		return;
	}
}

static void check_end(struct decoder *decoder, const struct yaml *list, const struct agenda *agenda,
		      size_t index, const char *wanted, const char *words)
{
	size_t length = decoder_push_index(decoder, index);

	if (agenda->block[index].id && strcmp(agenda->block[index].id, wanted) != 0)
		decoder_fault(decoder, check_element(list, index), "%s", words);
	decoder_pop(decoder, length);
}

/* The sum of the blocks' minutes; 0 when a fault keeps one from being known. */
static int minutes_of(const struct agenda *agenda)
{
	int sum = 0;

	for (size_t i = 0; i < agenda->block_count; i++) {
		if (agenda->block[i].minutes == 0)
			return 0;
		sum += agenda->block[i].minutes;
	}
	return sum;
}

static void check_minutes(struct decoder *decoder, const struct yaml *node, const struct agenda *agenda)
{
	int sum = minutes_of(agenda);
	size_t length = decoder_push(decoder, "minutes");

	if (agenda->minutes > 0 && sum > 0 && sum != agenda->minutes)
		decoder_style(decoder, yaml_get(node, "minutes"), T(MINUTES_SUM), agenda->minutes, sum);
	decoder_pop(decoder, length);
}

static void check_blocks(struct decoder *decoder, const struct yaml *list, const struct pack *pack,
			 struct agenda *agenda)
{
	size_t length = decoder_push(decoder, "blocks");

	if (list && list->type == YAML_LIST && list->count < 2)
		decoder_fault(decoder, list, T(TOO_FEW), (size_t)2, list->count);
	for (size_t i = 0; i < agenda->block_count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_block(decoder, check_element(list, i), pack, &agenda->block[i]);
		check_once(decoder, list, agenda, i);
		decoder_pop(decoder, inner);
	}
	if (agenda->block_count > 0) {
		check_end(decoder, list, agenda, 0, "opening", T(FIRST_OPENING));
		check_end(decoder, list, agenda, agenda->block_count - 1, "closing", T(LAST_CLOSING));
	}
	decoder_pop(decoder, length);
}

void check_agendas(struct decoder *decoder, const struct yaml *list, struct pack *pack)
{
	size_t outer = decoder_push(decoder, "agendas");

	for (size_t i = 0; i < pack->agenda_count; i++) {
		const struct yaml *node = check_element(list, i);
		size_t inner = decoder_push_index(decoder, i);

		check_width(decoder, node, "title", pack->agenda[i].title, AGENDA_TITLE_COLUMNS);
		check_blocks(decoder, yaml_get(node, "blocks"), pack, &pack->agenda[i]);
		check_minutes(decoder, node, &pack->agenda[i]);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, outer);
}
