/* Packs where the program looks for them, and the one that was asked for. */
#ifndef CLI_PACKS_H
#define CLI_PACKS_H

#include "cli/context.h"

struct arena;
struct findings;
struct pack;

/*
 * All packs without errors in the context's folders, the nearest folder first;
 * of two with one id the first counts.  They live in `arena`.
 */
const struct pack **packs_usable(const struct cli_context *context, struct arena *arena,
				 size_t *count);

/* Is there any file that could be one?  Whether it is one is seen when it is needed. */
bool packs_any(const struct cli_context *context);

/* By id or path; NULL gives the first one.  In the context's arena; NULL: `err`. */
const struct pack *packs_choose(const struct cli_context *context, const char *name,
				struct error *err);

/* A file with what it is made of: its own folder is looked into first.  NULL when
 * it is faulty (see `findings`) or, with errno set and *there false, can't be
 * read. */
const struct pack *packs_read(const struct cli_context *context, const char *path, struct findings *findings,
			      bool *there);

#endif
