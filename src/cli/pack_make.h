/* packs --copy and --extend: a file to begin a pack of one's own with. */
#ifndef CLI_PACK_MAKE_H
#define CLI_PACK_MAKE_H

#include "cli/context.h"

struct arguments;

/* Writes the file that --output names, which must not be there yet ("-": standard
 * output); gives the exit status. */
int pack_make(struct cli_context *context, const struct arguments *arguments);

#endif
