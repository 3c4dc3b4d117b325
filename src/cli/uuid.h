/*
 * Ids of sessions: UUID version 7, the instant in front, so that they sort by
 * time; the rest is random.  With a seed (tests) they repeat.
 */
#ifndef CLI_UUID_H
#define CLI_UUID_H

#include <stdint.h>

enum { UUID_SIZE = 37 };

struct uuid_source {
	const char *seed;        /* NULL: random */
	uint32_t made;           /* how many came from the seed */
};

void uuid_make(struct uuid_source *source, int64_t at, char uuid[UUID_SIZE]);

#endif
