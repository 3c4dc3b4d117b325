/*
 * What leaves the room, from this file to a disk: a session with what its papers need,
 * and the folder of all of them.
 */
#ifndef CLI_PAPERS_H
#define CLI_PAPERS_H

#include <stdbool.h>

#include "cli/context.h"
#include "cli/folder.h"
#include "report/leaving.h"

struct papers {
	struct cli_context *context;
	struct store *store;
	struct arena *arena;
	struct report_style style;
	struct report_request request;
	struct session *parent;  /* ours to let go of */
};

/* What a person asks for. */
struct papers_wish { bool alias; unsigned without; const char *acceptance; };

/* `session` must last longer.  False: `err`; papers_end() in any case. */
bool papers_begin(struct papers *papers, struct cli_context *context, struct store *store, struct arena *arena,
		  const struct session *session, const struct papers_wish *wish, struct error *err);
void papers_end(struct papers *papers);

/* One paper into `out`, in the record's language unless --lang was given. */
bool papers_write(const struct papers *papers, enum leaving_kind kind, enum leaving_format format, struct str *out,
		  struct error *err);

/* Is the file one that this session, asked for so, has anything for? */
bool papers_has(const struct papers *papers, const struct leaving_file *file);
/* The chosen files (a bit each, in the order of leaving_files) into a folder below `parent`. */
bool papers_folder(const struct papers *papers, unsigned chosen, const char *parent, struct folder *folder,
		   struct error *err);

/* To a file (whole or as it was) or, NULL and "-", to standard output: bytes as they are, a
 * calendar's line ends, a CSV's mark.  What a terminal would obey is not in them. */
bool papers_give(const struct cli_context *context, const char *path, const struct str *text, struct error *err);

/* Adds the companies of the file, the people of the sessions: the letters are the same in
 * every paper.  NULL: `err`. */
struct aliases *papers_aliases(struct store *store, struct arena *arena, const struct session *const *session,
			       size_t count, struct error *err);

#endif
