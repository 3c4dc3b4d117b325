/* See find.h. */
#include "content/find.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "content/findings.h"
#include "content/pack.h"
#include "lang/reason.h"
#include "lang/words_content.h"
#include "lang/words_reason.h"

const char *pack_unreadable(int why, char *buffer, size_t size)
{
	static const struct { int why; struct words words; } known[] = {
		{ ENOENT, W(FILE_ABSENT) }, { ENOTDIR, W(FILE_ABSENT) }, { EISDIR, W(FILE_FOLDER) },
		{ EACCES, W(FILE_DENIED) }, { EPERM, W(FILE_DENIED) }, { ENXIO, W(REASON_NO_FILE) },
	};

	if (why == EFBIG)
		snprintf(buffer, size, T(PACK_LARGE), (size_t)PACK_BYTES_MAX >> 20);
	else
		snprintf(buffer, size, T(FILE_UNREADABLE), reason_say(why));
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].why == why)
			snprintf(buffer, size, "%s", say(known[i].words));
	return buffer;
}

/* ---- the shelf ------------------------------------------------------------------- */

struct shelf_file { const char *path, *id; char *bytes; size_t length; };

struct folders {
	struct pack_shelf shelf;
	struct arena *arena;
	const char **folder;
	size_t count;
	bool read;
	struct shelf_file *file;
	size_t file_count, capacity;
};

static void read_folder(struct folders *folders, const char *folder)
{
	char **path;
	size_t files = file_list(folders->arena, folder, ".yaml", &path);

	for (size_t i = 0; i < files; i++) {
		struct shelf_file file = { .path = path[i] };

		if (!file_read_ordinary(folders->arena, path[i], PACK_BYTES_MAX, &file.bytes, &file.length))
			continue;
		file.id = pack_id_of(folders->arena, file.bytes, file.length);
		folders->file = arena_grow(folders->arena, folders->file, folders->file_count,
					   &folders->capacity, sizeof(file));
		folders->file[folders->file_count++] = file;
	}
}

static bool find_in_folders(void *with, const char *id, struct pack_part *part)
{
	struct folders *folders = with;

	for (size_t i = 0; !folders->read && i < folders->count; i++)
		read_folder(folders, folders->folder[i]);
	folders->read = true;
	for (size_t i = 0; i < folders->file_count; i++) {
		const struct shelf_file *file = &folders->file[i];

		if (!file->id || strcmp(file->id, id) != 0)
			continue;
		*part = (struct pack_part){ .id = file->id, .path = file->path, .yaml = file->bytes,
					    .yaml_length = file->length };
		return true;
	}
	return false;
}

/* "content" of "content/our.yaml", "." of "our.yaml". */
static const char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
}

const struct pack_shelf *packs_shelf(struct arena *arena, const char *const *folder, size_t count,
				     const char *beside)
{
	struct folders *folders = arena_alloc(arena, sizeof(*folders));

	folders->arena = arena;
	folders->shelf = (struct pack_shelf){ .find = find_in_folders, .with = folders };
	folders->folder = arena_array(arena, count + 1, sizeof(*folders->folder));
	if (beside)
		folders->folder[folders->count++] = folder_of(arena, beside);
	for (size_t i = 0; i < count; i++)
		folders->folder[folders->count++] = folder[i];
	return &folders->shelf;
}

/* ---- all packs ------------------------------------------------------------------- */

static void look_into(struct arena *arena, const char *path, const struct pack_shelf *shelf,
		      struct pack_found *found)
{
	struct findings findings;
	char words[256];
	size_t length;
	char *bytes;

	findings_init(&findings, arena);
	findings.errors_only = true;
	found->path = path;
	if (!file_read_ordinary(arena, path, PACK_BYTES_MAX, &bytes, &length)) {
		found->fault = arena_strdup(arena, pack_unreadable(errno, words, sizeof(words)));
		found->errors = 1;
		return;
	}
	found->pack = pack_read(arena, path, bytes, length, shelf, &findings);
	found->errors = findings.errors;
}

struct pack_found *packs_find(struct arena *arena, const char *const *folder, size_t folders,
			      size_t *count)
{
	const struct pack_shelf *shelf = packs_shelf(arena, folder, folders, NULL);
	struct pack_found *found = NULL;
	size_t capacity = 0;

	*count = 0;
	for (size_t f = 0; f < folders; f++) {
		char **path;
		size_t files = file_list(arena, folder[f], ".yaml", &path);

		for (size_t i = 0; i < files; i++) {
			found = arena_grow(arena, found, *count, &capacity, sizeof(*found));
			look_into(arena, path[i], shelf, &found[*count]);
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
