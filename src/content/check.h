/*
 * What no table can say of a pack: ids that are unique, references that exist,
 * sums that agree, texts that fit their place.  Runs after decode_pack() and
 * tolerates what that found faults in, without complaining about their
 * consequences.  check.c looks at the head, scales and lists, and a file each at
 * items, worksheets, pictures, facts, terms, texts and agendas; the rest of this
 * header is between these.
 */
#ifndef CONTENT_CHECK_H
#define CONTENT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/lang.h"

struct decoder;
struct field;
struct item;
struct pack;
struct yaml;

/* Adds its findings; fills what the file may leave out or cannot say: the ids of
 * questions, the place of facts, block->item of the agendas. */
void check_pack(struct decoder *decoder, const struct yaml *root, struct pack *pack);

void check_item(struct decoder *decoder, const struct yaml *node, const struct pack *pack, struct item *item);
void check_worksheet(struct decoder *decoder, const struct yaml *item_node, const struct item *item);
/* A table whose `each` and columns were decoded: does it have what is drawn? */
void check_picture(struct decoder *decoder, const struct yaml *node, const struct field *table);
void check_facts(struct decoder *decoder, const struct yaml *items, struct pack *pack);
void check_terms(struct decoder *decoder, const struct yaml *list, const struct pack *pack);
/* The texts of the file one by one: breath, terms, abbreviations. */
void check_texts(struct decoder *decoder, const struct yaml *root, const struct pack *pack);
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

/* Where `other` stands, said in a message at `node`: "line 12", with the name of
 * its file where that is another one. */
const char *check_place(struct decoder *decoder, const struct yaml *node, const struct yaml *other);

/* Does the node stand in the file that is read, not in one that it is made of?
 * Texts of others are judged where they are linted themselves. */
bool check_is_own(const struct decoder *decoder, const struct yaml *node);

/* "2026-11-01", "2026-11". */
bool check_is_day(const char *text);
bool check_is_month(const char *text);

/* A bilingual text must fit its place on the screen: the one that is `node`, the
 * one at `key` of `map`. */
void check_width_at(struct decoder *decoder, const struct yaml *node, struct bitext text, int columns);
void check_width(struct decoder *decoder, const struct yaml *map, const char *key, struct bitext text, int columns);

/* A list, or one bilingual text that may stand for it (`single`), has at least
 * `min` elements. */
void check_count(struct decoder *decoder, const struct yaml *map, const char *key, size_t min, bool single);

/* Is it a block of an agenda that is no item (opening, review ...)? */
bool check_is_block(const char *id);

#endif
