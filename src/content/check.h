/*
 * What no table can say of a pack: ids that are unique, references that exist,
 * sums that agree, texts that fit their place.  Runs after decode_pack() and
 * tolerates what that found faults in, without complaining about their
 * consequences.  check.c looks at the head, scales and items, check_agenda.c at
 * the agendas; the rest of this header is between these two.
 */
#ifndef CONTENT_CHECK_H
#define CONTENT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/lang.h"

struct decoder;
struct pack;
struct yaml;

/* Adds its findings; fills block->item of the agendas. */
void check_pack(struct decoder *decoder, const struct yaml *root, struct pack *pack);

void check_agendas(struct decoder *decoder, const struct yaml *list, struct pack *pack);

/* Element `index` of `list`, or its member `key` where it has one. */
const struct yaml *check_element(const struct yaml *list, size_t index);
const struct yaml *check_member(const struct yaml *list, size_t index, const char *key);

/*
 * The ids of a list of structs, each `size` bytes with its id first: well formed
 * and given once.  `what` is what such an id names ("column"); `fold` ignores
 * case.
 */
struct check_ids {
	struct words what;
	const char *key;   /* where the file has the id */
	const void *structs;
	size_t count, size;
	bool fold;
};
void check_ids(struct decoder *decoder, const struct yaml *list, const struct check_ids *ids);

/* A title must fit its place on the screen in both languages.  `map` has it. */
void check_title(struct decoder *decoder, const struct yaml *map, struct bitext title, int columns);

/* Is it a block of an agenda that is no item (opening, review ...)? */
bool check_is_block(const char *id);

#endif
