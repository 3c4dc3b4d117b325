/*
 * What commands and screens gather from many sessions, one of which is in memory at a
 * time: the trend of a company, the companies of a group.
 */
#ifndef CLI_GATHER_H
#define CLI_GATHER_H

#include <stddef.h>

struct arena;
struct error;
struct group;
struct json;
struct store;
struct store_hit;
struct trend;

/* `entity`: a part of the company's name; NULL: the one of the newest session.  The newest
 * `most` of its sessions.  The name in `arena`; NULL: `err` says why. */
const char *gather_trend(struct store *store, struct arena *arena, const char *entity, size_t most,
			 struct trend *trend, struct error *err);
/* The same of just this company. */
const char *gather_trend_of(struct store *store, struct arena *arena, const char *organisation, const char *entity,
			    size_t most, struct trend *trend, struct error *err);

/* Days; `of`: a part of the name of the company that is the yardstick, or NULL. */
struct gather_group { const char *from, *to, *of; };
/* The order in which they stand, the furthest first; NULL: `err` says why. */
size_t *gather_group(struct store *store, struct arena *arena, const struct gather_group *asked, struct group *group,
		     struct error *err);

/* What a search found, as --json and the screen have it. */
struct json *gather_hit(struct arena *arena, const struct store_hit *hit);

#endif
