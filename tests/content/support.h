/* Reading packs and their faults in one line of a test. */
#ifndef TESTS_CONTENT_SUPPORT_H
#define TESTS_CONTENT_SUPPORT_H

#include <stddef.h>

#include "lang/lang.h"

struct arena;
struct pack;
struct pack_shelf;

#define REAL_PACK "content/meti-2015.yaml"
#define REAL_PACK_3 "content/meti-3.0.yaml"
#define SMALL_PACK "tests/content/packs/good-small.yaml"

/* For cmocka: *state becomes an arena; the locale is set. */
int support_start(void **state);
int support_end(void **state);

/* The bytes of a file that must be there, NUL added. */
char *support_file(struct arena *arena, const char *path, size_t *length);

/* The packs of tests/content/packs and content, for those made of others. */
const struct pack_shelf *support_shelf(struct arena *arena);

/* What lint prints for the bytes in a language, with `path` as their file. */
const char *support_faults(struct arena *arena, enum lang which, const char *path,
			   const char *bytes, size_t length);

/* The pack, which must be without findings. */
const struct pack *support_pack(struct arena *arena, const char *path);

#endif
