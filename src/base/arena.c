/*
 * Blocks in a list, the newest first; a piece is cut from the newest block.
 * Large pieces get a block of their own behind the newest, so that they do
 * not waste what is left of it.  The sanitizer build gives every piece a block
 * of exactly its size, which is all that the address sanitizer needs.
 */
#include "base/arena.h"

#include "base/log.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)16 * 1024)

#define OWN_BLOCK ((size_t)4 * 1024) /* from this size on */

struct block {
	struct block *next;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *newest;
};

static struct block *block_new(size_t size)
{
	struct block *block;

	if (size > PTRDIFF_MAX - sizeof(*block))
		log_fatal("out of memory");
	block = calloc(1, sizeof(*block) + size);
	if (!block)
		log_fatal("out of memory");
	block->size = size;
	return block;
}

static void block_list_free(struct block *block)
{
	while (block) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
}

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (!arena)
		log_fatal("out of memory");
	return arena;
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	block_list_free(arena->newest);
	free(arena);
}

void arena_reset(struct arena *arena)
{
	struct block *keep = arena->newest;

	if (!keep)
		return;
	/* One ordinary block stays, since a frame asks for it again at once. */
	block_list_free(keep->next);
	keep->next = NULL;
	if (keep->size != BLOCK_SIZE) {
		free(keep);
		arena->newest = NULL;
		return;
	}
	memset(keep->bytes, 0, keep->used);
	keep->used = 0;
}

static bool wants_own_block(size_t size)
{
#ifdef ENTAKU_SAN
	(void)size;
	return true;
#else
	return size >= OWN_BLOCK;
#endif
}

/* A block for one large piece, put behind the newest, which goes on filling. */
static void *own_block(struct arena *arena, size_t size)
{
	struct block *block = block_new(size);

	block->used = size;
	if (arena->newest) {
		block->next = arena->newest->next;
		arena->newest->next = block;
	} else {
		arena->newest = block;
	}
	return block->bytes;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct block *block = arena->newest;
	void *piece;

	if (wants_own_block(size))
		return own_block(arena, size);
	size = (size + align - 1) / align * align;
	if (!block || block->size - block->used < size) {
		block = block_new(BLOCK_SIZE);
		block->next = arena->newest;
		arena->newest = block;
	}
	piece = block->bytes + block->used;
	block->used += size;
	return piece;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > PTRDIFF_MAX / size)
		log_fatal("out of memory");
	return arena_alloc(arena, count * size);
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : arena_strndup(arena, "", 0);
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (length >= PTRDIFF_MAX)
		log_fatal("out of memory");
	copy = arena_alloc(arena, length + 1);
	if (length)
		memcpy(copy, text, length);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	char brief[256], *text;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(brief, sizeof(brief), format, args);
	if (length < 0)
		log_fatal("a format could not be written");
	text = arena_alloc(arena, (size_t)length + 1);
	if ((size_t)length < sizeof(brief))
		memcpy(text, brief, (size_t)length);
	else
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	va_end(args);
	return text;
}

void *arena_grow(struct arena *arena, void *items, size_t count,
		 size_t *capacity, size_t size)
{
	size_t wanted = *capacity ? *capacity : 4;
	void *moved;

	if (count < *capacity) {
		memset((unsigned char *)items + count * size, 0, size);
		return items;
	}
	while (wanted <= count) {
		if (wanted > SIZE_MAX / 2)
			log_fatal("out of memory");
		wanted *= 2;
	}
	moved = arena_array(arena, wanted, size);
	if (count)
		memcpy(moved, items, count * size);
	*capacity = wanted;
	return moved;
}
