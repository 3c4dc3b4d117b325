/* See find.h. */
#include "content/find.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "content/findings.h"
#include "content/pack.h"
#include "lang/words_content.h"

const char *pack_unreadable(int why, char *buffer, size_t size)
{
	static const struct { int why; struct words words; } known[] = {
		{ ENOENT, W(FILE_ABSENT) }, { ENOTDIR, W(FILE_ABSENT) }, { EISDIR, W(FILE_FOLDER) },
		{ EACCES, W(FILE_DENIED) }, { EPERM, W(FILE_DENIED) },
	};

	if (why == EFBIG)
		snprintf(buffer, size, T(PACK_LARGE), (size_t)PACK_BYTES_MAX >> 20);
	else
		snprintf(buffer, size, T(FILE_UNREADABLE), strerror(why));
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].why == why)
			snprintf(buffer, size, "%s", say(known[i].words));
	return buffer;
}

static void look_into(struct arena *arena, const char *path, struct pack_found *found)
{
	struct findings findings;
	char words[256];
	size_t length;
	char *bytes;

	findings_init(&findings, arena);
	found->path = path;
	if (!file_read(arena, path, PACK_BYTES_MAX, &bytes, &length)) {
		found->fault = arena_strdup(arena, pack_unreadable(errno, words, sizeof(words)));
		found->errors = 1;
		return;
	}
	found->pack = pack_read(arena, path, bytes, length, NULL, &findings);
	found->errors = findings.errors;
}

struct pack_found *packs_find(struct arena *arena, const char *const *folder, size_t folders,
			      size_t *count)
{
	struct pack_found *found = NULL;
	size_t capacity = 0;

	*count = 0;
	for (size_t f = 0; f < folders; f++) {
		char **path;
		size_t files = file_list(arena, folder[f], ".yaml", &path);

		for (size_t i = 0; i < files; i++) {
			found = arena_grow(arena, found, *count, &capacity, sizeof(*found));
			look_into(arena, path[i], &found[*count]);
			for (size_t k = 0; found[*count].pack && k < *count; k++)
				found[*count].hidden |= found[k].pack &&
					strcmp(found[k].pack->id, found[*count].pack->id) == 0;
			(*count)++;
		}
	}
	return found;
}

const struct pack *packs_pick(const struct pack_found *found, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (found[i].pack && !found[i].hidden && strcmp(found[i].pack->id, id) == 0)
			return found[i].pack;
	return NULL;
}
