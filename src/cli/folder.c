/* See folder.h. */
#include "cli/folder.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_cli.h"

enum { NAME_BYTES = 120, TRIES = 1000, HEX = crypto_hash_sha256_BYTES * 2 + 1 };

/* What Windows, where such folders end up, refuses as well. */
const char *folder_name(struct arena *arena, const char *text)
{
	char *name = arena_strdup(arena, text_clean(arena, text, true));
	size_t length = 0;

	for (char *c = name; *c; c++)
		if (strchr("/\\:*?\"<>|", *c))
			*c = '_';
	for (size_t next; name[length] && (next = text_next(name, length)) <= NAME_BYTES;)
		length = next;
	while (length > 0 && (name[length - 1] == ' ' || name[length - 1] == '.'))
		length--;
	name[length] = '\0';
	while (*name == ' ' || *name == '.')
		name++;
	return *name ? name : "entaku";
}

static bool cannot(const char *path, struct error *err)
{
	return error_set(err, ERROR_CREATE, T(CLI_CANNOT_WRITE), path, reason_say(errno));
}

bool folder_begin(struct folder *folder, struct arena *arena, const char *parent, const char *name, struct error *err)
{
	char *hidden;

	*folder = (struct folder){ .arena = arena, .parent = parent, .name = folder_name(arena, name) };
	hidden = arena_strdup(arena, arena_printf(arena, "%s/.entaku-XXXXXX", parent));
	if (!file_make_folder(parent))
		return cannot(parent, err);
	if (!mkdtemp(hidden)) /* mode 0700 */
		return cannot(parent, err);
	folder->hidden = hidden;
	return true;
}

static const char *path_of(const struct folder *folder, const char *name)
{
	return arena_printf(folder->arena, "%s/%s", folder->hidden, name);
}

void folder_drop(struct folder *folder)
{
	int reason = errno;

	for (size_t i = 0; folder->hidden && i < folder->file_count; i++)
		unlink(path_of(folder, folder->file[i].name));
	if (folder->hidden)
		rmdir(folder->hidden);
	folder->hidden = NULL;
	errno = reason;
}

bool folder_add(struct folder *folder, const char *name, const struct str *text, struct error *err)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[HEX];

	folder->file = arena_grow(folder->arena, folder->file, folder->file_count, &folder->file_capacity,
				  sizeof(*folder->file));
	crypto_hash_sha256(hash, (const unsigned char *)text->text, text->length);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	folder->file[folder->file_count++] = (struct folder_file){ arena_strdup(folder->arena, name),
		arena_strdup(folder->arena, hex), text->length };
	if (file_write(path_of(folder, name), text->text, text->length))
		return true;
	cannot(arena_printf(folder->arena, "%s/%s", folder->parent, name), err);
	folder_drop(folder);
	return false;
}

static bool add_sums(struct folder *folder, struct error *err)
{
	struct str sums = STR_INIT;
	bool good;

	for (size_t i = 0; i < folder->file_count; i++)
		str_printf(&sums, "%s  %s\n", folder->file[i].sha256, folder->file[i].name);
	good = folder_add(folder, "SHA256SUMS", &sums, err);
	str_release(&sums);
	return good;
}

/* rename() would take the place of an empty folder: what is there is asked for first. */
static bool take_name(struct folder *folder, const char *path)
{
	struct stat info;

	if (lstat(path, &info) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(folder->hidden, path) == 0;
}

bool folder_end(struct folder *folder, struct error *err)
{
	const char *path = arena_printf(folder->arena, "%s/%s", folder->parent, folder->name);

	if (!add_sums(folder, err))
		return false;
	for (int i = 2; i <= TRIES; i++) {
		if (take_name(folder, path)) {
			folder->path = path;
			return true;
		}
		if (errno != EEXIST && errno != ENOTEMPTY)
			break;
		path = arena_printf(folder->arena, "%s/%s (%d)", folder->parent, folder->name, i);
	}
	cannot(path, err);
	folder_drop(folder);
	return false;
}
