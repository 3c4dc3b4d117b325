/* See compose.h. */
#include "content/compose.h"

#include <string.h>

#include "base/arena.h"
#include "content/decode.h"
#include "content/merge.h"
#include "content/pack.h"
#include "content/tree.h"
#include "content/yaml.h"
#include "lang/lang.h"
#include "lang/words_content.h"

/* A file in use: its tree as it stands, and with what it is made of itself. */
struct source {
	const struct yaml *root, *whole; /* `whole` NULL: being composed, or faulty */
	bool open;                       /* being composed */
	const char *family;              /* see struct pack */
};

struct composer {
	struct decoder *decoder;
	struct arena *arena;
	const struct pack_shelf *shelf;
	struct pack *pack;
	struct source source[COMPOSE_PARTS_MAX]; /* beside the pack's parts */
};

static const struct yaml *compose_source(struct composer *composer, size_t index);

/* ---- files ---------------------------------------------------------------------- */

static long part_index(const struct composer *composer, const char *id)
{
	for (size_t i = 0; i < composer->pack->part_count; i++)
		if (composer->pack->part[i].id && strcmp(composer->pack->part[i].id, id) == 0)
			return (long)i;
	return -1;
}

/* Reads a file from the shelf; its place among the parts, or -1. */
static long take(struct composer *composer, const struct yaml *node, const char *id)
{
	struct decoder *decoder = composer->decoder;
	size_t at = composer->pack->part_count;
	struct pack_part part;
	const struct yaml *root;

	if (!composer->shelf || !composer->shelf->find(composer->shelf->with, id, &part)) {
		decoder_fault(decoder, node, T(COMPOSE_NO_PACK), decoder_shown(decoder, id));
		return -1;
	}
	if (at == COMPOSE_PARTS_MAX) {
		decoder_fault(decoder, node, T(COMPOSE_MANY), COMPOSE_PARTS_MAX);
		return -1;
	}
	root = yaml_read(composer->arena, part.path, part.yaml, part.yaml_length, decoder->findings);
	if (!root || root->type != YAML_MAP) {
		decoder_fault(decoder, node, T(COMPOSE_FAULTY), decoder_shown(decoder, id), part.path);
		return -1;
	}
	part.id = arena_strdup(composer->arena, id);
	part.version = tree_text_of(root, "version") ? tree_text_of(root, "version") : "";
	composer->pack->part[at] = part;
	composer->source[at] = (struct source){ .root = root };
	composer->pack->part_count++;
	return (long)at;
}

/* The whole tree of the pack that `node` names; NULL after a fault. */
static const struct yaml *pack_tree(struct composer *composer, const struct yaml *node)
{
	const char *id = node->type == YAML_TEXT ? node->text : "";
	long at = part_index(composer, id);

	if (*id == '\0') {
		decoder_fault(composer->decoder, node, "%s", T(COMPOSE_WHICH));
		return NULL;
	}
	if (at >= 0 && composer->source[at].open) {
		decoder_fault(composer->decoder, node, T(COMPOSE_CYCLE), decoder_shown(composer->decoder, id));
		return NULL;
	}
	if (at < 0)
		at = take(composer, node, id);
	return at < 0 ? NULL : compose_source(composer, (size_t)at);
}

/* ---- lists from other packs -------------------------------------------------------- */

/* The list that an element `{from: ...}` takes from. */
static const struct yaml *list_of(struct composer *composer, const struct yaml *element, const struct yaml *tree,
				  const char *key)
{
	struct decoder *decoder = composer->decoder;
	const struct yaml *node = yaml_get(element, "item"), *items = yaml_get(tree, "items"), *list;
	const char *item = tree_text_of(element, "item"), *from = tree_text_of(element, "from");
	long at;

	if (strcmp(key, "worksheet") != 0) {
		list = yaml_get(tree, key);
		if (!list || list->type != YAML_LIST)
			decoder_fault(decoder, element, T(COMPOSE_NO_LIST), from, key);
		return list && list->type == YAML_LIST ? list : NULL;
	}
	if (!item) {
		decoder_fault(decoder, element, T(MISSING_KEY), "item");
		return NULL;
	}
	at = tree_find(items, "id", item);
	if (at < 0) {
		decoder_fault(decoder, node, T(COMPOSE_NO_ELEMENT), from, decoder_shown(decoder, item));
		return NULL;
	}
	list = yaml_get(items->child[at], key);
	return list && list->type == YAML_LIST ? list : tree_list(composer->arena, element);
}

/* Puts what `{from: ...}` means at the end of `list`. */
static void splice(struct composer *composer, struct yaml *list, const struct yaml *element, const char *key)
{
	bool sheet = strcmp(key, "worksheet") == 0;
	const char *only_key = sheet ? "field" : "id", *only = tree_text_of(element, only_key);
	const struct yaml *tree = pack_tree(composer, yaml_get(element, "from")), *taken;
	long at = -1;

	for (size_t i = 0; i < element->count; i++)
		if (strcmp(element->key[i], "from") != 0 && strcmp(element->key[i], only_key) != 0 &&
		    !(sheet && strcmp(element->key[i], "item") == 0))
			decoder_fault(composer->decoder, element->child[i], T(COMPOSE_KEY),
				      decoder_shown(composer->decoder, element->key[i]));
	taken = tree ? list_of(composer, element, tree, key) : NULL;
	if (!taken)
		return;
	if (only && (at = tree_find(taken, "id", only)) < 0) {
		decoder_fault(composer->decoder, yaml_get(element, only_key), T(COMPOSE_NO_ELEMENT),
			      tree_text_of(element, "from"), decoder_shown(composer->decoder, only));
		return;
	}
	for (size_t i = 0; i < taken->count; i++)
		if (at < 0 || at == (long)i)
			tree_insert(composer->arena, list, list->count, taken->child[i]);
}

static bool takes(const struct yaml *list)
{
	for (size_t i = 0; list && list->type == YAML_LIST && i < list->count && i < PACK_LIST_MAX; i++)
		if (yaml_get(list->child[i], "from"))
			return true;
	return false;
}

/* The list at `key` with what it takes from others in its place; `map` is a copy. */
static void share(struct composer *composer, struct yaml *map, const char *key)
{
	const struct yaml *list = yaml_get(map, key);
	struct yaml *whole = tree_list(composer->arena, list);
	size_t outer = decoder_push(composer->decoder, key);

	for (size_t i = 0; i < list->count; i++) {
		size_t length = decoder_push_index(composer->decoder, i);

		if (yaml_get(list->child[i], "from"))
			splice(composer, whole, list->child[i], key);
		else
			tree_insert(composer->arena, whole, whole->count, list->child[i]);
		decoder_pop(composer->decoder, length);
	}
	decoder_pop(composer->decoder, outer);
	tree_put(composer->arena, map, key, whole);
}

static const struct yaml *share_items(struct composer *composer, const struct yaml *items)
{
	struct yaml *copy = tree_copy(composer->arena, items);
	size_t outer = decoder_push(composer->decoder, "items");

	for (size_t i = 0; i < copy->count; i++) {
		size_t length = decoder_push_index(composer->decoder, i);
		struct yaml *item;

		if (takes(yaml_get(copy->child[i], "worksheet"))) {
			item = tree_copy(composer->arena, copy->child[i]);
			share(composer, item, "worksheet");
			copy->child[i] = item;
		}
		decoder_pop(composer->decoder, length);
	}
	decoder_pop(composer->decoder, outer);
	return copy;
}

static const struct yaml *share_all(struct composer *composer, const struct yaml *root)
{
	static const char *const keys[] = { "appetite", "areas", "terms", "sentences" };
	const struct yaml *items = yaml_get(root, "items");
	struct yaml *copy = tree_copy(composer->arena, root);

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (takes(yaml_get(root, keys[i])))
			share(composer, copy, keys[i]);
	if (items && items->type == YAML_LIST)
		tree_put(composer->arena, copy, "items", share_items(composer, items));
	return copy;
}

/* ---- extends ----------------------------------------------------------------------- */

/* An overlay has a name and a version of its own, and says for which version of
 * the other it was written. */
static bool has_head(struct composer *composer, const struct yaml *root, const char *version)
{
	static const char *const keys[] = { "pack", "version" };
	struct decoder *decoder = composer->decoder;
	const char *base = tree_text_of(root, "base");
	bool good = true;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (yaml_get(root, keys[i]))
			continue;
		decoder_fault(decoder, root, T(MISSING_KEY), keys[i]);
		good = false;
	}
	if (!base) {
		decoder_fault(decoder, yaml_get(root, "extends"), T(OVERLAY_NO_BASE), version);
		good = false;
	} else if (strcmp(base, version) != 0) {
		size_t length = decoder_push(decoder, "base");

		if (!decoder->kept)
			decoder_warn(decoder, yaml_get(root, "base"), T(OVERLAY_OTHER_BASE),
				     decoder_shown(decoder, base), version);
		decoder_pop(decoder, length);
	}
	return good;
}

static const struct yaml *lay_over(struct composer *composer, struct source *source, const struct yaml *root)
{
	const struct yaml *extends = yaml_get(root, "extends"), *base;
	size_t length = decoder_push(composer->decoder, "extends");
	struct merge_base names = { .written_for = tree_text_of(root, "base") };
	long below;

	base = pack_tree(composer, extends);
	decoder_pop(composer->decoder, length);
	if (!base)
		return NULL;
	names.id = extends->text;
	below = part_index(composer, names.id);
	names.version = composer->pack->part[below].version;
	source->family = composer->source[below].family;
	return has_head(composer, root, names.version) ? merge_trees(composer->decoder, base, root, &names) : NULL;
}

/* ---- the whole ------------------------------------------------------------------------- */

static const struct yaml *compose_source(struct composer *composer, size_t index)
{
	struct decoder *decoder = composer->decoder;
	struct source *source = &composer->source[index];
	const struct yaml *whole;
	char key[sizeof(decoder->key)];

	if (source->whole)
		return source->whole;
	/* Another file has key paths of its own. */
	memcpy(key, decoder->key, sizeof(key));
	decoder->key[0] = '\0';
	source->open = true;
	source->family = composer->pack->part[index].id;
	whole = share_all(composer, source->root);
	if (yaml_get(whole, "extends"))
		whole = lay_over(composer, source, whole);
	source->open = false;
	source->whole = whole;
	memcpy(decoder->key, key, sizeof(key));
	return whole;
}

const struct yaml *compose(struct decoder *decoder, const struct yaml *root, const struct pack_shelf *shelf,
			   struct pack *pack)
{
	struct composer composer = { .decoder = decoder, .arena = decoder->arena, .shelf = shelf, .pack = pack };
	const struct yaml *whole;

	composer.source[0].root = root;
	whole = compose_source(&composer, 0);
	pack->family = composer.source[0].family;
	return whole;
}
