/*
 * A folder of files that appears whole or not at all: it is filled under a hidden name
 * beside its place, and takes its own name when everything is in it.
 */
#ifndef CLI_FOLDER_H
#define CLI_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct error;

struct folder_file { const char *name, *sha256; size_t bytes; };

struct folder {
	struct arena *arena;
	const char *parent, *name, *hidden; /* hidden: the path it is filled under */
	size_t file_count, file_capacity;
	struct folder_file *file;
	const char *path;        /* after folder_end(): where it stands */
};

/* `name` is a text: what a file name can't have is replaced, and it is shortened.  `parent`
 * is made where it is not there.  False: `err` (ERROR_CREATE). */
bool folder_begin(struct folder *folder, struct arena *arena, const char *parent, const char *name, struct error *err);
/* False: `err`, and the folder is gone again. */
bool folder_add(struct folder *folder, const char *name, const struct str *text, struct error *err);
/* Adds SHA256SUMS, as sha256sum -c reads it, and gives the folder its name; where that is
 * taken "NAME (2)", "NAME (3)", ...  False: as above. */
bool folder_end(struct folder *folder, struct error *err);
/* Takes away what is there. */
void folder_drop(struct folder *folder);

/* "2026-11-24 Board workshop": so that every system can have a folder of that name. */
const char *folder_name(struct arena *arena, const char *text);

#endif
