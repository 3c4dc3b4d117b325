/* See tree.h. */
#include "content/tree.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "content/yaml.h"

static struct yaml *made(struct arena *arena, const struct yaml *like, enum yaml_type type)
{
	struct yaml *node = yaml_node(arena, type);

	node->path = like->path;
	node->line = like->line;
	node->column = like->column;
	return node;
}

struct yaml *tree_copy(struct arena *arena, const struct yaml *node)
{
	struct yaml *copy = made(arena, node, node->type);

	copy->text = node->text;
	copy->plain = node->plain;
	for (size_t i = 0; node->type != YAML_TEXT && i < node->count; i++) {
		yaml_make_room(arena, copy);
		copy->child[i] = node->child[i];
		if (node->type == YAML_MAP) {
			copy->key[i] = node->key[i];
			memcpy(copy->key_at[i], node->key_at[i], sizeof(copy->key_at[i]));
		}
		copy->count++;
	}
	return copy;
}

struct yaml *tree_list(struct arena *arena, const struct yaml *like)
{
	return made(arena, like, YAML_LIST);
}

struct yaml *tree_text(struct arena *arena, const struct yaml *like, const char *text)
{
	struct yaml *node = made(arena, like, YAML_TEXT);

	node->text = arena_strdup(arena, text);
	node->plain = true;
	return node;
}

static size_t key_index(const struct yaml *map, const char *key)
{
	size_t at = 0;

	while (at < map->count && strcmp(map->key[at], key) != 0)
		at++;
	return at;
}

void tree_put(struct arena *arena, struct yaml *map, const char *key, const struct yaml *value)
{
	size_t at = key_index(map, key);

	if (at == map->count) {
		yaml_make_room(arena, map);
		map->key[at] = arena_strdup(arena, key);
		map->count++;
	}
	map->child[at] = (struct yaml *)value;
	map->key_at[at][0] = value->line;
	map->key_at[at][1] = value->column;
}

void tree_drop(struct yaml *map, const char *key)
{
	size_t at = key_index(map, key);

	if (at == map->count)
		return;
	map->count--;
	for (; at < map->count; at++) {
		map->child[at] = map->child[at + 1];
		map->key[at] = map->key[at + 1];
		memcpy(map->key_at[at], map->key_at[at + 1], sizeof(map->key_at[at]));
	}
}

void tree_insert(struct arena *arena, struct yaml *list, size_t index, const struct yaml *value)
{
	yaml_make_room(arena, list);
	for (size_t i = list->count; i > index; i--)
		list->child[i] = list->child[i - 1];
	list->child[index] = (struct yaml *)value;
	list->count++;
}

void tree_remove(struct yaml *list, size_t index)
{
	list->count--;
	for (size_t i = index; i < list->count; i++)
		list->child[i] = list->child[i + 1];
}

const char *tree_text_of(const struct yaml *map, const char *key)
{
	const struct yaml *value = yaml_get(map, key);

	return value && value->type == YAML_TEXT ? value->text : NULL;
}

long tree_find(const struct yaml *list, const char *key, const char *id)
{
	for (size_t i = 0; list && list->type == YAML_LIST && i < list->count; i++) {
		const char *text = tree_text_of(list->child[i], key);

		if (text && strcasecmp(text, id) == 0)
			return (long)i;
	}
	return -1;
}
