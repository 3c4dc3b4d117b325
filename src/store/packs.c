/* See packs.h. */
#include "store/packs.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/db.h"
#include "store/journal.h"

struct held_pack *packs_of(struct packs *packs, const char *content)
{
	struct packs_entry entry = { .content = content };
	struct json *opened, *list;

	for (size_t i = 0; content && i < packs->count; i++)
		if (strcmp(packs->entry[i].content, content) == 0)
			return packs->entry[i].shelf.held;
	list = content ? json_read(packs->arena, content, strlen(content), JOURNAL_DEPTH_MAX, NULL) : NULL;
	if (!list)
		return NULL;
	opened = json_map(packs->arena);
	json_put(packs->arena, opened, "content", list);
	if (!journal_pack(packs->store, &entry.shelf, opened, NULL))
		return NULL;
	entry.content = arena_strdup(packs->arena, content);
	packs->entry = arena_grow(packs->arena, packs->entry, packs->count, &packs->capacity, sizeof(entry));
	packs->entry[packs->count++] = entry;
	return entry.shelf.held;
}

void packs_clear(struct packs *packs)
{
	for (size_t i = 0; i < packs->count; i++)
		shelf_clear(&packs->entry[i].shelf);
	packs->count = 0;
}
