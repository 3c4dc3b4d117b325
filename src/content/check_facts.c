/* Facts: named once in the pack, dated, and a duty with whom and when. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "content/check.h"
#include "content/decode.h"
#include "content/pack.h"
#include "content/yaml.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* A number that is a fault already stays 0. */
static bool was_read(const struct yaml *node, long value)
{
	return node && node->type == YAML_TEXT && (value != 0 || strcmp(node->text, "0") == 0);
}

/* Are all of a duty's three keys there, or none? */
static void check_duty(struct decoder *decoder, const struct yaml *node, const struct fact *fact)
{
	static const char *const keys[] = { "whom", "hours_from", "hours_to" };
	const struct yaml *given[LENGTH(keys)];
	size_t count = 0;

	for (size_t i = 0; i < LENGTH(keys); i++) {
		given[i] = yaml_get(node, keys[i]);
		count += given[i] != NULL;
	}
	for (size_t i = 0; count > 0 && i < LENGTH(keys); i++)
		if (!given[i])
			decoder_fault(decoder, node, T(DUTY_LACKS), keys[i]);
	if (was_read(given[1], fact->hours_from) && was_read(given[2], fact->hours_to) &&
	    fact->hours_from > fact->hours_to)
		decoder_fault(decoder, given[1], T(HOURS_ORDER), fact->hours_from, fact->hours_to);
}

static void check_fact(struct decoder *decoder, const struct yaml *node, struct fact *fact)
{
	size_t length = decoder_push(decoder, "as_of");

	fact->path = node->path ? node->path : decoder->path;
	fact->line = node->line;
	fact->column = node->column;
	if (fact->as_of && !check_is_day(fact->as_of) && !check_is_month(fact->as_of))
		decoder_fault(decoder, yaml_get(node, "as_of"), T(BAD_AS_OF), decoder_shown(decoder, fact->as_of));
	decoder_pop(decoder, length);
	check_duty(decoder, node, fact);
}

/* ---- ids are unique in the pack --------------------------------------------- */

struct named { const char *id; size_t item, index; const struct yaml *node; };

static int by_id(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	if (order)
		return order;
	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* Within one item check_ids() has seen to it. */
static void check_across(struct decoder *decoder, struct named *named, size_t count)
{
	if (count > 1)
		qsort(named, count, sizeof(*named), by_id);
	for (size_t i = 1, first = 0; i < count; i++) {
		static const struct words fact = W(CLASS_FACT);
		size_t outer, item, facts, index;

		if (strcmp(named[i].id, named[first].id) != 0)
			first = i;
		if (named[i].item == named[first].item)
			continue;
		outer = decoder_push(decoder, "items");
		item = decoder_push_index(decoder, named[i].item);
		facts = decoder_push(decoder, "facts");
		index = decoder_push_index(decoder, named[i].index);
		decoder_fault(decoder, named[i].node, T(ID_TWICE), say(fact), decoder_shown(decoder, named[i].id),
			      check_place(decoder, named[i].node, named[first].node));
		decoder_pop(decoder, index);
		decoder_pop(decoder, facts);
		decoder_pop(decoder, item);
		decoder_pop(decoder, outer);
	}
}

static void check_item_facts(struct decoder *decoder, const struct yaml *list, struct item *item)
{
	const struct check_ids ids = { .what = W(CLASS_FACT), .key = "id", .structs = item->fact,
				       .count = item->fact_count, .size = sizeof(*item->fact) };
	size_t length = decoder_push(decoder, "facts");

	check_ids(decoder, list, &ids);
	for (size_t i = 0; i < item->fact_count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_fact(decoder, check_element(list, i), &item->fact[i]);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, length);
}

void check_facts(struct decoder *decoder, const struct yaml *items, struct pack *pack)
{
	struct named *named;
	size_t room = 0, count = 0, outer = decoder_push(decoder, "items");

	for (size_t i = 0; i < pack->item_count; i++)
		room += pack->item[i].fact_count;
	named = arena_array(decoder->arena, room + 1, sizeof(*named));
	for (size_t i = 0; i < pack->item_count; i++) {
		const struct yaml *list = yaml_get(check_element(items, i), "facts");
		struct item *item = &pack->item[i];
		size_t inner = decoder_push_index(decoder, i);

		check_item_facts(decoder, list, item);
		for (size_t k = 0; k < item->fact_count; k++)
			if (item->fact[k].id)
				named[count++] = (struct named){ item->fact[k].id, i, k,
								 check_member(list, k, "id") };
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, outer);
	check_across(decoder, named, count);
}
