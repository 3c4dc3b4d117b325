/*
 * An arena: memory with one lifetime (a pack, a session, a frame).
 *
 * Everything that is allocated from it is freed together by arena_free().
 * There is no freeing of single pieces.  When memory runs out the program
 * ends through log_fatal(); callers never see NULL.  In the sanitizer build
 * (ENTAKU_SAN) each piece is a malloc of its own so that overruns are seen.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new, empty arena; the caller frees it with arena_free(). */
struct arena *arena_new(void);

/* Frees the arena and all that came from it.  NULL is allowed. */
void arena_free(struct arena *arena);

/* Frees all that came from it, keeps the arena for the next use. */
void arena_reset(struct arena *arena);

/* `size` zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; an overflow ends the program. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of `text` (NULL gives ""), of its first `length` bytes, of a format. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Room for one more element in a growable array that lives in the arena.
 * `items` and `capacity` are the array's own members; `count` is how many are
 * used.  Returns the (perhaps moved) array; the new element is zeroed.  The
 * old array stays behind in the arena, which is the price of simplicity.
 */
void *arena_grow(struct arena *arena, void *items, size_t count,
		 size_t *capacity, size_t size);

#endif
