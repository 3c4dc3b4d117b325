/*
 * Writing goes to a temporary file in the target's own folder (rename works
 * only within one file system), is synced, and takes the target's name in one
 * step.  Pipes and devices have no "as it was": they are written straight.
 */
#include "base/file.h"

#include "base/arena.h"
#include "base/beside.h"
#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* Closes and unlinks on a way out that has failed, and keeps its errno. */
static bool give_up(int file, const char *unfinished)
{
	int reason = errno;

	if (file >= 0)
		close(file);
	if (unfinished)
		unlink(unfinished);
	errno = reason;
	return false;
}

/* Everything that `file` holds, at most `max` bytes. */
static bool read_all(int file, size_t max, struct str *out)
{
	char part[16384];

	for (;;) {
		ssize_t got = read(file, part, sizeof(part));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			return true;
		if ((size_t)got > max - out->length) {
			errno = EFBIG;
			return false;
		}
		str_add_bytes(out, part, (size_t)got);
	}
}

/* Everything of an open file, which is closed unless it is standard input. */
static bool read_open(struct arena *arena, int file, size_t max, char **bytes, size_t *length)
{
	int mine = file == STDIN_FILENO ? -1 : file;
	struct str all = STR_INIT;
	struct stat info;

	if (fstat(file, &info) != 0)
		return give_up(mine, NULL);
	if (S_ISREG(info.st_mode) && info.st_size > 0 && (uintmax_t)info.st_size > max) {
		errno = EFBIG;
		return give_up(mine, NULL);
	}
	if (!read_all(file, max, &all)) {
		str_release(&all);
		return give_up(mine, NULL);
	}
	*bytes = arena_strndup(arena, all.text, all.length);
	*length = all.length;
	str_release(&all);
	if (mine >= 0)
		close(mine);
	return true;
}

bool file_read(struct arena *arena, const char *path, size_t max,
	       char **bytes, size_t *length)
{
	int file = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	return file >= 0 && read_open(arena, file, max, bytes, length);
}

/* Names of what was opened before we were started: whoever gives it means it. */
static bool is_open_already(const char *path)
{
	return strcmp(path, "-") == 0 || strcmp(path, "/dev/stdin") == 0 || strncmp(path, "/dev/fd/", 8) == 0;
}

bool file_read_ordinary(struct arena *arena, const char *path, size_t max, char **bytes, size_t *length)
{
	struct stat info;
	int file;

	if (is_open_already(path))
		return file_read(arena, path, max, bytes, length);
	/* A pipe that nobody writes into would be waited for. */
	file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (file < 0)
		return false;
	if (fstat(file, &info) != 0)
		return give_up(file, NULL);
	if (!S_ISREG(info.st_mode)) {
		errno = S_ISDIR(info.st_mode) ? EISDIR : ENXIO;
		return give_up(file, NULL);
	}
	return read_open(arena, file, max, bytes, length);
}

static bool write_all(int file, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t put = write(file, bytes, length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		length -= (size_t)put;
	}
	return true;
}

/* A pipe or a device: nothing to keep, nothing to sync. */
static bool write_straight(const char *path, const char *bytes, size_t length)
{
	int file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW);
	struct stat info;

	if (file < 0)
		return false;
	/* Somebody put a file in its place since we looked. */
	if (fstat(file, &info) != 0 || S_ISREG(info.st_mode)) {
		errno = EACCES;
		return give_up(file, NULL);
	}
	if (!write_all(file, bytes, length))
		return give_up(file, NULL);
	return close(file) == 0;
}

/* Appends the folder in which `path` is. */
void file_add_folder(struct str *folder, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		str_add(folder, ".");
	else
		str_add_bytes(folder, path, slash == path ? 1 : (size_t)(slash - path));
}

/* The new name is durable when its folder is.  Some file systems cannot sync
 * a folder; the file itself is whole either way, so this never fails. */
static void sync_folder_of(const char *path)
{
	struct str folder = STR_INIT;
	int file;

	file_add_folder(&folder, path);
	file = open(folder.text, O_RDONLY | O_CLOEXEC);
	if (file >= 0) {
		fsync(file);
		close(file);
	}
	str_release(&folder);
}

/* Mode 0600 comes from mkstemp. */
static bool replace(const char *path, const char *bytes, size_t length)
{
	struct str beside = STR_INIT;
	bool done = false;
	int file;

	beside_tidy(path);
	beside_add(&beside, path);
	str_add(&beside, ".XXXXXX");
	file = mkstemp(beside.text);
	if (file >= 0)
		beside_hold(file);
	/* Held until it has its name. */
	if (file < 0) {
		give_up(-1, NULL);
	} else if (!write_all(file, bytes, length) || fsync(file) != 0 || rename(beside.text, path) != 0) {
		give_up(file, beside.text);
	} else {
		close(file);
		sync_folder_of(path);
		done = true;
	}
	str_release(&beside);
	return done;
}

/* Is the link one that we, or the owner of its folder, made; or is the folder one where
 * only they can make any? */
static bool is_trusted(const char *folder, const struct stat *link)
{
	struct stat info;

	return stat(folder, &info) == 0 &&
	       ((info.st_mode & (S_ISVTX | S_IWOTH)) != (S_ISVTX | S_IWOTH) || link->st_uid == geteuid() ||
		link->st_uid == info.st_uid);
}

/* Where the link leads, in place of its name. */
static bool follow(struct str *path)
{
	struct str next = STR_INIT;
	char target[4096];
	ssize_t length = readlink(path->text, target, sizeof(target) - 1);

	if (length <= 0)
		return false;
	target[length] = '\0';
	if (target[0] != '/') {
		file_add_folder(&next, path->text);
		str_add_char(&next, '/');
	}
	str_add(&next, target);
	str_release(path);
	*path = next;
	return true;
}

/* A link among the folders on the way leads as far as one at its end. */
static bool folders_are_trusted(const char *path)
{
	struct str part = STR_INIT, folder = STR_INIT;
	bool good = true;

	for (size_t i = 1; good && path[0] && path[i]; i++) {
		struct stat info;

		if (path[i] != '/')
			continue;
		str_clear(&part);
		str_clear(&folder);
		str_add_bytes(&part, path, i);
		file_add_folder(&folder, part.text);
		good = lstat(part.text, &info) != 0 || !S_ISLNK(info.st_mode) || is_trusted(folder.text, &info);
	}
	str_release(&part);
	str_release(&folder);
	return good;
}

bool file_resolve(const char *path, struct str *end)
{
	enum { LINKS_MAX = 40 };
	struct str folder = STR_INIT;
	bool good = true, is_link = true;

	str_clear(end);
	str_add(end, path);
	for (int i = 0; good && is_link && i <= LINKS_MAX; i++) {
		struct stat info;

		good = folders_are_trusted(end->text);
		is_link = lstat(end->text, &info) == 0 && S_ISLNK(info.st_mode);
		if (!good || !is_link)
			break;
		str_clear(&folder);
		file_add_folder(&folder, end->text);
		good = is_trusted(folder.text, &info) && i < LINKS_MAX && follow(end);
	}
	str_release(&folder);
	if (!good)
		errno = EACCES;
	return good;
}

bool file_may_follow(const char *path)
{
	struct str end = STR_INIT;
	bool good = file_resolve(path, &end);
	int reason = errno;

	str_release(&end);
	errno = reason;
	return good;
}

/* `path` is no link, or was none when it was looked at. */
static bool write_to(const char *path, bool absent_is_new, const char *bytes, size_t length)
{
	struct stat info;

	if (lstat(path, &info) != 0)
		return absent_is_new && replace(path, bytes, length);
	/* A link that came since then is replaced, not followed. */
	if (S_ISREG(info.st_mode) || S_ISLNK(info.st_mode))
		return replace(path, bytes, length);
	if (S_ISDIR(info.st_mode)) {
		errno = EISDIR;
		return false;
	}
	return write_straight(path, bytes, length);
}

bool file_write(const char *path, const char *bytes, size_t length)
{
	struct str end = STR_INIT;
	bool done = file_resolve(path, &end) && write_to(end.text, strcmp(end.text, path) == 0, bytes, length);
	int reason = errno;

	str_release(&end);
	errno = reason;
	return done;
}

static bool is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool make_one(const char *path)
{
	int reason;

	if (mkdir(path, 0700) == 0)
		return true;
	reason = errno;
	if (is_folder(path))
		return true;
	errno = reason == EEXIST ? ENOTDIR : reason;
	return false;
}

bool file_make_folder(const char *path)
{
	struct str part = STR_INIT;
	bool made = true;

	str_add(&part, path);
	for (size_t i = 1; made && i < part.length; i++) {
		if (part.text[i] != '/')
			continue;
		part.text[i] = '\0';
		made = make_one(part.text);
		part.text[i] = '/';
	}
	if (made)
		made = make_one(part.text);
	str_release(&part);
	return made;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name), wanted = strlen(ending);

	return length >= wanted && strcmp(name + length - wanted, ending) == 0;
}

size_t file_list(struct arena *arena, const char *folder, const char *ending,
		 char ***paths)
{
	DIR *open_folder = opendir(folder);
	struct dirent *entry;
	size_t count = 0, capacity = 0;
	char **found = NULL;

	*paths = NULL;
	if (!open_folder)
		return 0;
	while ((entry = readdir(open_folder))) {
		struct stat info;
		char *path;

		/* Hidden files are some editor's or system's, not ours. */
		if (entry->d_name[0] == '.' || !ends_in(entry->d_name, ending))
			continue;
		path = arena_printf(arena, "%s/%s", folder, entry->d_name);
		if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
			continue;
		found = arena_grow(arena, found, count, &capacity, sizeof(*found));
		found[count++] = path;
	}
	closedir(open_folder);
	if (count)
		qsort(found, count, sizeof(*found), by_name);
	*paths = found;
	return count;
}
