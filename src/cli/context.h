/*
 * What every command starts from: the database's path, the clock, the folders
 * of packs and how to show things.  Made once by main() from options and
 * environment; nothing below it reads the environment again.
 */
#ifndef CLI_CONTEXT_H
#define CLI_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "cli/clock.h"
#include "cli/uuid.h"
#include "report/report.h"
#include "store/store.h"

struct arena;
struct arguments;

enum { PACK_FOLDERS_MAX = 3 };

struct cli_context {
	struct arena *arena;         /* lives as long as the program */
	const char *database;
	const char *home;            /* the user's own folder, or NULL */
	struct clock clock;
	struct uuid_source ids;
	bool json, ascii, no_color, wareki;
	bool lang_given;             /* --lang: also for what leaves the room */
	const char *moved_from;      /* NULL, or: `database` took the place of this one, which lost its name */
	bool salvaged;               /* then: it has one session, and those that it follows */
	bool rehearsal;              /* `database` is a copy that is thrown away, */
	const char *own_database;    /* then: the one it takes the place of */
	bool sample;                 /* and holds the sample sessions */
	size_t folder_count;         /* of packs, the nearest first */
	const char *folder[PACK_FOLDERS_MAX];
};

/* From the global options and the environment. */
bool context_init(struct cli_context *context, struct arena *arena,
		  const struct arguments *arguments, struct error *err);

/* All of a file that was named, or of standard input for "-", at most so many bytes. */
bool context_file(const struct cli_context *context, const char *path, size_t most, char **bytes, size_t *length,
		  struct error *err);

/* The database for looking only; it must be there.  NULL: `err` says so. */
struct store *context_read(const struct cli_context *context, struct error *err);
/* The same for a file that may have been tampered with: verify and check say
 * what they find in it. */
struct store *context_inspect(const struct cli_context *context, struct error *err);
/* For writing; made where absent only when `create`. */
struct store *context_write(const struct cli_context *context, bool create, struct error *err);

/* A path that a command writes to is not the database, nor what belongs to it. */
bool context_may_write(const struct cli_context *context, const char *path, struct error *err);

/* Opens the session that `name` means, with its store; both or neither. */
bool context_session(const struct cli_context *context, const char *name, struct store **store,
		     struct session **session, struct error *err);

/* How to show what happened around `at` (the zone may change over the year). */
struct report_style context_style(const struct cli_context *context, int64_t at);

#endif
