/*
 * A file's tree changed without touching the one that was read: nodes are
 * copied, what is below them is shared.
 */
#ifndef CONTENT_TREE_H
#define CONTENT_TREE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct yaml;

/* A copy of a list or map that can be changed; its children are the same. */
struct yaml *tree_copy(struct arena *arena, const struct yaml *node);

/* An empty list, and a text that was not quoted, at the place of `like`. */
struct yaml *tree_list(struct arena *arena, const struct yaml *like);
struct yaml *tree_text(struct arena *arena, const struct yaml *like, const char *text);

/* Sets a key of a copy; what it had is replaced. */
void tree_put(struct arena *arena, struct yaml *map, const char *key, const struct yaml *value);
void tree_drop(struct yaml *map, const char *key);

/* Puts an element of a copy before `index` (`count`: at the end), takes one out. */
void tree_insert(struct arena *arena, struct yaml *list, size_t index, const struct yaml *value);
void tree_remove(struct yaml *list, size_t index);

/* The text of a map's key; NULL when it has none. */
const char *tree_text_of(const struct yaml *map, const char *key);

/* The element of a list of maps whose `key` says `id`, ignoring case; -1 none. */
long tree_find(const struct yaml *list, const char *key, const char *id);

#endif
