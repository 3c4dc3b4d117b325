/*
 * A pack's file together with those that it is made of: the pack that it
 * extends, and lists that it takes from others.
 *
 *     extends: meti-2015           merge.h says how
 *     terms:     - {from: meti-2015}                 the whole list, or with
 *                - {from: meti-2015, id: ciso}       `id` one element; so do
 *                                                    appetite, areas, sentences
 *     worksheet: - {from: meti-2015, item: D3}       all fields of that item, or
 *                - {from: meti-2015, item: D3, field: risks}     with `field` one
 */
#ifndef CONTENT_COMPOSE_H
#define CONTENT_COMPOSE_H

#include <stddef.h>

struct decoder;
struct pack;
struct pack_shelf;
struct yaml;

/* How many files a pack may be made of, its own among them. */
enum { COMPOSE_PARTS_MAX = 8 };

/*
 * The tree to decode: `root` itself where the file stands alone.  `pack` has
 * room for COMPOSE_PARTS_MAX parts, the first is there: the file's own.  Those
 * read from the shelf are added, and `family` is filled.  NULL when a pack that
 * is named can't be had; the findings say why.
 */
const struct yaml *compose(struct decoder *decoder, const struct yaml *root, const struct pack_shelf *shelf,
			   struct pack *pack);

#endif
