/*
 * What a session_opened needs beyond what people fill in: the id, the pack's
 * name and version, and the hash of its bytes.
 */
#ifndef CLI_OPENING_H
#define CLI_OPENING_H

#include "cli/context.h"

struct json;
struct pack;

/* A copy of `body` (a map) in `arena` with these members put in. */
struct json *opening_body(struct cli_context *context, struct store *store, struct arena *arena,
			  const struct pack *pack, const struct json *body);

#endif
