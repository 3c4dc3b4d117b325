/*
 * The sample 見本: three yearly sessions of a company that does not exist and one of its
 * subsidiary, shipped as bundles, opened on a copy that is thrown away.
 */
#ifndef CLI_SAMPLE_H
#define CLI_SAMPLE_H

#include <stdbool.h>

#include "cli/context.h"

/* Are the bundles there?  `err` says where they were looked for. */
bool sample_is_there(const struct cli_context *context, struct error *err);

/* A new database with the sample, in the language of now, becomes the context's;
 * rehearsal_end() removes it. */
bool sample_begin(struct cli_context *context, struct error *err);

#endif
