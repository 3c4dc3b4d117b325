/* See merge_agenda.h. */
#include "content/merge_agenda.h"

#include <stdlib.h>

#include "base/arena.h"
#include "content/decode.h"
#include "content/tree.h"
#include "content/yaml.h"
#include "lang/lang.h"
#include "lang/words_content.h"

/* Of a plain number; 0 for anything else. */
static long minutes_at(const struct yaml *map)
{
	const char *text = tree_text_of(map, "minutes");

	return text ? strtol(text, NULL, 10) : 0;
}

/* What the blocks of an agenda take; 0 when one of them does not say. */
static long sum(const struct yaml *root, const struct yaml *agenda)
{
	const struct yaml *blocks = yaml_get(agenda, "blocks"), *items = yaml_get(root, "items");
	long all = 0;

	for (size_t i = 0; blocks && blocks->type == YAML_LIST && i < blocks->count; i++) {
		const char *item = tree_text_of(blocks->child[i], "item");
		long at = item ? tree_find(items, "id", item) : -1;
		long minutes = minutes_at(blocks->child[i]);

		if (minutes == 0 && at >= 0)
			minutes = minutes_at(items->child[at]);
		if (minutes <= 0)
			return 0;
		all += minutes;
	}
	return all;
}

/* The agenda without the blocks of items that the base has and the merged pack
 * has no more. */
static struct yaml *without_hidden(struct arena *arena, const struct yaml *base, const struct yaml *merged,
				   const struct yaml *agenda)
{
	const struct yaml *blocks = yaml_get(agenda, "blocks");
	struct yaml *copy = tree_copy(arena, agenda), *left;

	if (!blocks || blocks->type != YAML_LIST)
		return copy;
	left = tree_copy(arena, blocks);
	for (size_t i = left->count; i > 0; i--) {
		const char *item = tree_text_of(left->child[i - 1], "item");

		if (item && tree_find(yaml_get(merged, "items"), "id", item) < 0 &&
		    tree_find(yaml_get(base, "items"), "id", item) >= 0)
			tree_remove(left, i - 1);
	}
	tree_put(arena, copy, "blocks", left);
	return copy;
}

static bool gives_minutes(const struct yaml *over, const char *id)
{
	const struct yaml *list = yaml_get(over, "agendas");
	long at = tree_find(list, "id", id);

	return at >= 0 && yaml_get(list->child[at], "minutes");
}

static void merge_agenda(struct decoder *decoder, const struct yaml *base, const struct yaml *over,
			 const struct yaml *merged, struct yaml *agenda, const struct yaml *before)
{
	const char *id = tree_text_of(agenda, "id");
	long was = minutes_at(before), now = sum(merged, agenda);

	if (gives_minutes(over, id) || now == 0 || now == was || sum(base, before) != was)
		return;
	decoder_note(decoder, over, T(OVERLAY_MINUTES), decoder_shown(decoder, id), was, now);
	tree_put(decoder->arena, agenda, "minutes",
		 tree_text(decoder->arena, over, arena_printf(decoder->arena, "%ld", now)));
}

void merge_agendas(struct decoder *decoder, const struct yaml *base, const struct yaml *over,
		   struct yaml *merged)
{
	const struct yaml *list = yaml_get(merged, "agendas"), *old = yaml_get(base, "agendas");
	struct yaml *copy;

	if (!list || list->type != YAML_LIST)
		return;
	copy = tree_copy(decoder->arena, list);
	for (size_t i = 0; i < copy->count; i++) {
		const char *id = tree_text_of(copy->child[i], "id");
		long before = id ? tree_find(old, "id", id) : -1;
		struct yaml *agenda;

		if (before < 0)
			continue;
		agenda = without_hidden(decoder->arena, base, merged, copy->child[i]);
		merge_agenda(decoder, base, over, merged, agenda, old->child[before]);
		copy->child[i] = agenda;
	}
	tree_put(decoder->arena, merged, "agendas", copy);
}
