/*
 * Items of two editions 版 of the guideline: which of one stands where in the other, by
 * the references of the packs.  What was split has places, but no counterpart.
 */
#ifndef WORKSHOP_EDITION_H
#define WORKSHOP_EDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "content/pack.h"

struct arena;

enum { ITEM_PLACES = 4, ITEM_ID_SIZE = 64 };

/* The first is where one looks first; of the same guideline there is one. */
struct item_places { size_t count; const struct item *item[ITEM_PLACES]; };
struct item_places item_places(const struct item *item, const struct pack *from, const struct pack *to);

/* The same question there, so that the two can stand in one row: what the item names
 * first, unless an item before it in its own edition names that first, too.  NULL: none;
 * item_places() says where to look. */
const struct item *item_counterpart(const struct item *item, const struct pack *from, const struct pack *to);

/* The id of it in the guideline `family`, of which no pack is at hand; false: none. */
bool item_id_in(const struct item *item, const struct pack *from, const char *family, char id[ITEM_ID_SIZE]);
/* "D2, D4, D9": all that it names there, in words; "" nothing.  In `arena`. */
const char *item_places_say(const struct item *item, const struct pack *from, const char *family, struct arena *arena);

/* "D3", 指示3: the short name of an item of which but the id is at hand. */
const char *item_id_say(const char *id, struct arena *arena);

#endif
