/*
 * The tree of a pack's file into the structs of pack.h, by the tables of
 * shape.c.  All faults are reported, each with its place and its key path; a
 * pack with faults is not to be used.
 */
#ifndef CONTENT_DECODE_H
#define CONTENT_DECODE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct findings;
struct pack;
struct shape;
struct term_index;
struct yaml;

/* What decode.c and check*.c carry along. */
struct decoder {
	struct arena *arena;
	const char *path;
	struct findings *findings;
	char key[512];           /* "items[2].questions[0].ask" */
	bool kept;               /* read back for a session: style is no matter */
	const struct term_index *terms; /* of the pack, while its texts are checked */
};

/*
 * Fills `pack` from the root of its file.  What is absent or faulty stays zero,
 * lists have as many elements as the file's, and a name that is none of the
 * known ones becomes their number (ITEM_KIND_COUNT, FIELD_TYPE_COUNT).
 */
void decode_pack(struct decoder *decoder, const struct yaml *root, struct pack *pack);

/* The fault of key `index` of a map that its shape does not have; gives the known
 * key that was probably meant, or NULL. */
const char *decode_unknown_key(struct decoder *decoder, const struct shape *shape, const struct yaml *map,
			       size_t index);

/* Appends ".name" (shortened when long) or "[index]" to the key path; gives what
 * to pass to pop. */
size_t decoder_push(struct decoder *decoder, const char *name);
size_t decoder_push_index(struct decoder *decoder, size_t index);
void decoder_pop(struct decoder *decoder, size_t length);

/* A fault at a node: the pack can't be used. */
void decoder_fault(struct decoder *decoder, const struct yaml *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void decoder_warn(struct decoder *decoder, const struct yaml *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* A fault that its author must mend, but with which a pack that a session was
 * held with still renders (a title too wide, a reference that is not known). */
void decoder_style(struct decoder *decoder, const struct yaml *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* What an overlay does: neither fault nor warning, kept where somebody asked. */
void decoder_note(struct decoder *decoder, const struct yaml *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A text of the file as it may stand in a message: one line, not too long. */
const char *decoder_shown(struct decoder *decoder, const char *text);

/* The nearest of `names` to `word` when it is near enough, or NULL. */
const char *nearest(const char *word, const char *const *names, size_t count);

/* The known keys of the format with their shape's name; NULL after the last. */
const char *decode_key_at(size_t index, const char **shape);

#endif
