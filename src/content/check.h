/* What no table can say of a pack: ids that are unique, references that exist,
 * sums that agree, texts that fit their place.  Runs after decode_pack(). */
#ifndef CONTENT_CHECK_H
#define CONTENT_CHECK_H

struct decoder;
struct pack;
struct yaml;

/* Adds its findings; fills block->item of the agendas.  Tolerates a pack that
 * decode_pack() found faults in. */
void check_pack(struct decoder *decoder, const struct yaml *root, struct pack *pack);

#endif
