/* See merge.h. */
#include "content/merge.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "content/decode.h"
#include "content/merge_agenda.h"
#include "content/pack.h"
#include "content/shape.h"
#include "content/tree.h"
#include "content/yaml.h"
#include "lang/lang.h"
#include "lang/words_content.h"

struct merge {
	struct decoder *decoder;
	struct arena *arena;
	const struct merge_base *names;
};

static struct yaml *merge_maps(struct merge *merge, const struct shape *shape, const struct yaml *base,
			       const struct yaml *over);

/* ---- elements --------------------------------------------------------------- */

/* The key by which the elements of a list are told apart; a block has one of two. */
static const char *id_key(const struct shape *shape, const struct yaml *element)
{
	if (shape_row(shape, "id"))
		return "id";
	return yaml_get(element, "block") ? "block" : "item";
}

static const char *id_of(const struct shape *shape, const struct yaml *element)
{
	return tree_text_of(element, id_key(shape, element));
}

static long find(const struct shape *shape, const struct yaml *list, const char *id)
{
	long at = -1;

	for (size_t i = 0; i < list->count && at < 0; i++) {
		const char *other = id_of(shape, list->child[i]);

		at = other && strcasecmp(other, id) == 0 ? (long)i : -1;
	}
	return at;
}

/* The nearest id that there is, or NULL. */
static const char *meant(const struct shape *shape, const struct yaml *list, const char *id)
{
	const char *names[PACK_LIST_MAX];
	size_t count = 0;

	for (size_t i = 0; i < list->count && count < PACK_LIST_MAX; i++)
		if (id_of(shape, list->child[i]))
			names[count++] = id_of(shape, list->child[i]);
	return nearest(id, names, count);
}

/* Questions may have no id: their number is it, which an overlay that hides one
 * must not change for the others. */
static struct yaml *with_ids(struct merge *merge, const struct shape *shape, const struct yaml *list)
{
	struct yaml *copy = tree_copy(merge->arena, list);

	for (size_t i = 0; strcmp(shape->name, "question") == 0 && i < copy->count; i++) {
		struct yaml *element = copy->child[i];

		if (element->type != YAML_MAP || yaml_get(element, "id"))
			continue;
		element = tree_copy(merge->arena, element);
		tree_put(merge->arena, element, "id",
			 tree_text(merge->arena, element, arena_printf(merge->arena, "q%zu", i + 1)));
		copy->child[i] = element;
	}
	return copy;
}

/* ---- what is said of it -------------------------------------------------------- */

static const char *place(struct merge *merge, const struct yaml *node)
{
	return arena_printf(merge->arena, "%s:%d", node->path, node->line);
}

/* It points at nothing: what may be meant, and that another version may have it. */
static void points_at_nothing(struct merge *merge, const struct shape *shape, const struct yaml *list,
			      const struct yaml *node, const char *id, const char *lacks)
{
	const struct merge_base *names = merge->names;
	const char *near = meant(shape, list, id);
	struct str words = STR_INIT;

	str_printf(&words, T(OVERLAY_NOTHING), decoder_shown(merge->decoder, id), names->id, names->version);
	if (lacks)
		str_printf(&words, T(OVERLAY_NEW_LACKS), lacks);
	if (near)
		str_printf(&words, T(OVERLAY_NEAR), decoder_shown(merge->decoder, near));
	if (names->written_for && strcmp(names->written_for, names->version) != 0)
		str_printf(&words, T(OVERLAY_VANISHED), decoder_shown(merge->decoder, names->written_for));
	decoder_fault(merge->decoder, node, "%s", words.text);
	str_release(&words);
}

/* The keys of `over` that stand for a text or a number, with commas. */
static void note_changes(struct merge *merge, const struct shape *shape, const struct yaml *base,
			 const struct yaml *over, const char *id)
{
	struct str keys = STR_INIT;

	for (size_t i = 0; i < over->count; i++) {
		const struct row *row = shape_row(shape, over->key[i]);

		/* The same list from another pack twice changes nothing. */
		if (!row || row->sub || yaml_get(base, row->key) == over->child[i] || strcmp(row->key, id_key(shape, over)) == 0 ||
		    strcmp(row->key, "pack") == 0 || strcmp(row->key, "version") == 0 ||
		    strcmp(row->key, "extends") == 0 || strcmp(row->key, "base") == 0)
			continue;
		str_printf(&keys, "%s%s", keys.length ? ", " : "", row->key);
	}
	if (keys.length > 0)
		decoder_note(merge->decoder, over, T(OVERLAY_CHANGES), id, keys.text, place(merge, base));
	str_release(&keys);
}

/* ---- lists ----------------------------------------------------------------------- */

/* `hide: true`: a word of the overlay's own, which no shape has. */
static bool is_hidden(struct merge *merge, const struct yaml *element)
{
	const struct yaml *hide = yaml_get(element, "hide");
	const char *text = tree_text_of(element, "hide");
	size_t length;

	if (!hide || (text && hide->plain && strcmp(text, "false") == 0))
		return false;
	if (text && hide->plain && strcmp(text, "true") == 0)
		return true;
	length = decoder_push(merge->decoder, "hide");
	decoder_fault(merge->decoder, hide, "%s", T(OVERLAY_HIDE));
	decoder_pop(merge->decoder, length);
	return false;
}

static void hide(struct merge *merge, const struct shape *shape, struct yaml *list, const struct yaml *element,
		 const char *id, long at)
{
	if (element->count > 2) {
		decoder_fault(merge->decoder, element, T(OVERLAY_HIDE_ONLY), decoder_shown(merge->decoder, id));
	} else if (at < 0) {
		points_at_nothing(merge, shape, list, element, id, NULL);
	} else {
		decoder_note(merge->decoder, element, T(OVERLAY_HIDES), decoder_shown(merge->decoder, id),
			     place(merge, list->child[at]));
		tree_remove(list, (size_t)at);
	}
}

/* Where an element goes: behind the one that `after` names, else `usual`. */
static size_t target(struct merge *merge, const struct shape *shape, const struct yaml *list,
		     const struct yaml *element, size_t usual)
{
	const struct yaml *after = yaml_get(element, "after");
	const char *id = tree_text_of(element, "after");
	size_t length;
	long at;

	if (!after)
		return usual;
	if (!id) {
		decoder_fault(merge->decoder, after, "%s", T(OVERLAY_AFTER));
		return usual;
	}
	at = find(shape, list, id);
	if (at >= 0)
		return (size_t)at + 1;
	if (tree_text_of(element, "id") && strcmp(tree_text_of(element, "id"), id) == 0) {
		decoder_fault(merge->decoder, after, T(OVERLAY_AFTER_ITSELF), id);
		return usual;
	}
	length = decoder_push(merge->decoder, "after");
	points_at_nothing(merge, shape, list, after, id, NULL);
	decoder_pop(merge->decoder, length);
	return usual;
}

static void change(struct merge *merge, const struct shape *shape, struct yaml *list, const struct yaml *element,
		   const char *id, size_t at)
{
	struct yaml *merged = merge_maps(merge, shape, list->child[at], element);
	size_t to;

	note_changes(merge, shape, list->child[at], element, decoder_shown(merge->decoder, id));
	list->child[at] = merged;
	if (!yaml_get(element, "after"))
		return;
	tree_remove(list, at);
	to = target(merge, shape, list, element, at);
	tree_insert(merge->arena, list, to, merged);
}

/* The keys that a new element must have and has not, with commas; NULL none. */
static const char *lacking(struct merge *merge, const struct shape *shape, const struct yaml *element)
{
	struct str keys = STR_INIT;
	const char *result = NULL;

	for (size_t i = 0; i < shape->row_count; i++)
		if (shape->row[i].required && !yaml_get(element, shape->row[i].key))
			str_printf(&keys, "%s%s", keys.length ? ", " : "", shape->row[i].key);
	if (keys.length > 0)
		result = arena_strdup(merge->arena, keys.text);
	str_release(&keys);
	return result;
}

static void add(struct merge *merge, const struct shape *shape, struct yaml *list, const struct yaml *element,
		const char *id)
{
	const char *lacks = lacking(merge, shape, element);
	size_t usual = list->count, at;
	struct yaml *copy;

	if (lacks) {
		points_at_nothing(merge, shape, list, element, id, lacks);
		return;
	}
	if (usual > 0 && tree_text_of(list->child[usual - 1], "block"))
		usual--;
	at = target(merge, shape, list, element, usual);
	copy = tree_copy(merge->arena, element);
	tree_drop(copy, "after");
	tree_drop(copy, "hide");
	tree_insert(merge->arena, list, at, copy);
	decoder_note(merge->decoder, element, T(OVERLAY_ADDS), decoder_shown(merge->decoder, id));
}

static void merge_element(struct merge *merge, const struct shape *shape, struct yaml *list,
			  const struct yaml *element)
{
	const char *id = id_of(shape, element);
	long at;

	/* What is no map is told by decode.c. */
	if (element->type != YAML_MAP) {
		tree_insert(merge->arena, list, list->count, element);
		return;
	}
	if (!id) {
		decoder_fault(merge->decoder, element, T(OVERLAY_ID), id_key(shape, element));
		return;
	}
	at = find(shape, list, id);
	if (is_hidden(merge, element))
		hide(merge, shape, list, element, id, at);
	else if (at >= 0)
		change(merge, shape, list, element, id, (size_t)at);
	else
		add(merge, shape, list, element, id);
}

/* No element of the overlay may be there twice: the second would change the
 * first's work. */
static bool is_again(struct merge *merge, const struct shape *shape, const struct yaml *over, size_t index)
{
	const char *id = id_of(shape, over->child[index]);

	for (size_t i = 0; id && i < index; i++) {
		const char *other = id_of(shape, over->child[i]);

		if (!other || strcasecmp(other, id) != 0)
			continue;
		decoder_fault(merge->decoder, over->child[index], T(OVERLAY_TWICE),
			      decoder_shown(merge->decoder, id), over->child[i]->line);
		return true;
	}
	return false;
}

static struct yaml *merge_lists(struct merge *merge, const struct shape *shape, const struct yaml *base,
				const struct yaml *over)
{
	struct yaml *list = with_ids(merge, shape, base);

	/* Faults of the whole (too few, too many) are the overlay's doing. */
	list->path = over->path;
	list->line = over->line;
	list->column = over->column;
	for (size_t i = 0; i < over->count && i < PACK_LIST_MAX; i++) {
		size_t length = decoder_push_index(merge->decoder, i);

		if (!is_again(merge, shape, over, i))
			merge_element(merge, shape, list, over->child[i]);
		decoder_pop(merge->decoder, length);
	}
	return list;
}

/* ---- maps ------------------------------------------------------------------------ */

/* A value of the overlay with what it is laid over (NULL: nothing). */
static const struct yaml *merge_values(struct merge *merge, const struct row *row, const struct yaml *base,
				       const struct yaml *over)
{
	bool list = row->type == ROW_LIST || row->type == ROW_LEVELS;

	if (list && over->type == YAML_LIST && over->count <= PACK_LIST_MAX) {
		if (!base || base->type != YAML_LIST)
			base = tree_list(merge->arena, over);
		return merge_lists(merge, row->sub, base, over);
	}
	if (row->type == ROW_MAP && base && base->type == YAML_MAP && over->type == YAML_MAP)
		return merge_maps(merge, row->sub, base, over);
	if (row->type == ROW_REFS && base && base->type == YAML_MAP && over->type == YAML_MAP) {
		struct yaml *refs = tree_copy(merge->arena, base);

		for (size_t i = 0; i < over->count; i++)
			tree_put(merge->arena, refs, over->key[i], over->child[i]);
		return refs;
	}
	return over;
}

/* The pack's keys that the format has; others are told of at their own place,
 * which a merged map would not know. */
static struct yaml *known_keys(struct merge *merge, const struct shape *shape, const struct yaml *base)
{
	struct yaml *copy = tree_copy(merge->arena, base);

	for (size_t i = 0; i < base->count; i++) {
		if (shape_row(shape, base->key[i]))
			continue;
		decode_unknown_key(merge->decoder, shape, base, i);
		tree_drop(copy, base->key[i]);
	}
	return copy;
}

static struct yaml *merge_maps(struct merge *merge, const struct shape *shape, const struct yaml *base,
			       const struct yaml *over)
{
	struct yaml *merged;

	if (base->type != YAML_MAP)
		return tree_copy(merge->arena, over);
	merged = known_keys(merge, shape, base);
	merged->path = over->path;
	merged->line = over->line;
	merged->column = over->column;
	for (size_t i = 0; i < over->count; i++) {
		const struct row *row = shape_row(shape, over->key[i]);
		bool own = strcmp(over->key[i], "after") == 0 || strcmp(over->key[i], "hide") == 0;
		size_t length;

		if (!row) {
			if (!own || shape == &pack_shape)
				decode_unknown_key(merge->decoder, shape, over, i);
			continue;
		}
		/* The element is the pack's: its id stays as the pack writes it. */
		if (shape != &pack_shape && strcmp(row->key, id_key(shape, over)) == 0)
			continue;
		length = decoder_push(merge->decoder, row->key);
		tree_put(merge->arena, merged, row->key,
			 merge_values(merge, row, yaml_get(base, row->key), over->child[i]));
		decoder_pop(merge->decoder, length);
	}
	return merged;
}

struct yaml *merge_trees(struct decoder *decoder, const struct yaml *base, const struct yaml *over,
			 const struct merge_base *names)
{
	struct merge merge = { .decoder = decoder, .arena = decoder->arena, .names = names };
	struct yaml *merged = merge_maps(&merge, &pack_shape, base, over);

	note_changes(&merge, &pack_shape, base, over, names->id);
	merge_agendas(decoder, base, over, merged);
	return merged;
}
