/*
 * Whole files in, whole files out.  Failures leave errno; the caller has the
 * words.  No function reads or writes anything but the path that it was given.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct str;

/*
 * Reads a file (or standard input for "-") of at most `max` bytes into the
 * arena, NUL added.  False: errno is set (EFBIG when larger, EISDIR ...).
 */
bool file_read(struct arena *arena, const char *path, size_t max,
	       char **bytes, size_t *length);

/* The same where only a file makes sense: ENXIO for a pipe, a device or a socket, which could
 * be waited for without end.  What is standard input, or was opened by whoever started us
 * (/dev/fd/63), is read all the same. */
bool file_read_ordinary(struct arena *arena, const char *path, size_t max,
			char **bytes, size_t *length);

/*
 * Writes beside the target, syncs and renames: the file is whole or as it was.
 * Mode 0600 from the first moment.  Of a link that file_may_follow(), the file it leads
 * to is replaced; a pipe or device is written straight.  False: errno is set, nothing is left
 * over.
 */
bool file_write(const char *path, const char *bytes, size_t length);

/*
 * May the link at `path` be followed, and each that it leads to?  Not one that somebody
 * else planted in a folder where everybody may write, such as /tmp: only ours and those of
 * the folder's owner, as Linux has it with protected_symlinks.  True where it is no link.
 * False: errno is EACCES.  file_read() of a name that a person gave does not ask.
 */
bool file_may_follow(const char *path);
/* The same, and where the last of them leads: to be opened in place of `path`, with
 * O_NOFOLLOW, so that what was looked at is what is opened. */
bool file_resolve(const char *path, struct str *end);

/* Adds the folder that `path` is in: "." where it names none. */
void file_add_folder(struct str *folder, const char *path);

/* Makes the folder and the missing ones above it, mode 0700. */
bool file_make_folder(const char *path);

/* Files in `folder` that end in `ending`, sorted by name, full paths; the
 * count.  Hidden ones do not count; an absent folder has none. */
size_t file_list(struct arena *arena, const char *folder, const char *ending,
		 char ***paths);

#endif
