/*
 * The commands: one row each, from which look-up, help and completion come.
 * To add a command, write its run function and its row in command.c.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/context.h"
#include "cli/option.h"

/* What an operand is, for completion and for the message when it is missing. */
enum operand_is { OPERAND_NONE, OPERAND_SESSION, OPERAND_FILE, OPERAND_COMMAND, OPERAND_SHELL };

struct command {
	const char *name;
	struct words summary;
	const char *usage;           /* the operands: "SESSION [FILE]" */
	size_t least, most;          /* how many operands; most 0: none */
	enum operand_is operand;
	bool json;                   /* knows --json */
	struct option_table options;
	int (*run)(struct cli_context *context, const struct arguments *arguments);
	struct words more;           /* further help; .en NULL none */
};

enum { OPERANDS_ANY = 1000 };

/* By name, NULL when there is none; the rows in order, NULL after the last. */
const struct command *command_find(const char *name);
const struct command *command_at(size_t index);
/* A name that may have been meant, or NULL. */
const char *command_nearest(const char *name);

/* --db and the others that every command takes. */
extern const struct option_table global_options;

/* Do the operands and --json fit the command? */
bool command_accepts(const struct command *command, const struct arguments *arguments,
		     bool json, struct error *err);

/* The run functions, each in the file named beside it; they give the exit status. */
int command_run(struct cli_context *context, const struct arguments *arguments);        /* run.c */
int command_new(struct cli_context *context, const struct arguments *arguments);        /* new.c */
int command_list(struct cli_context *context, const struct arguments *arguments);       /* show.c */
int command_room(struct cli_context *context, const struct arguments *arguments);
int command_compare(struct cli_context *context, const struct arguments *arguments);
int command_export(struct cli_context *context, const struct arguments *arguments); /* exchange.c */
int command_import(struct cli_context *context, const struct arguments *arguments);
int command_trend(struct cli_context *context, const struct arguments *arguments);
int command_replay(struct cli_context *context, const struct arguments *arguments);
int command_report(struct cli_context *context, const struct arguments *arguments);
int command_brief(struct cli_context *context, const struct arguments *arguments);
int command_seat(struct cli_context *context, const struct arguments *arguments);
int command_register(struct cli_context *context, const struct arguments *arguments);
int command_actions(struct cli_context *context, const struct arguments *arguments);
int command_decisions(struct cli_context *context, const struct arguments *arguments);
int command_dissent(struct cli_context *context, const struct arguments *arguments);
int command_search(struct cli_context *context, const struct arguments *arguments); /* search.c */
int command_group(struct cli_context *context, const struct arguments *arguments);  /* group.c */
int command_show(struct cli_context *context, const struct arguments *arguments);
int command_log(struct cli_context *context, const struct arguments *arguments);
int command_apply(struct cli_context *context, const struct arguments *arguments);      /* apply.c */
int command_verify(struct cli_context *context, const struct arguments *arguments);     /* upkeep.c */
int command_rebuild(struct cli_context *context, const struct arguments *arguments);
int command_backup(struct cli_context *context, const struct arguments *arguments);
int command_check(struct cli_context *context, const struct arguments *arguments);
int command_lint(struct cli_context *context, const struct arguments *arguments);       /* lint.c */
int command_packs(struct cli_context *context, const struct arguments *arguments);      /* packs.c */
int command_keys(struct cli_context *context, const struct arguments *arguments);       /* help.c */
int command_help(struct cli_context *context, const struct arguments *arguments);
/* completion.c */
int command_completion(struct cli_context *context, const struct arguments *arguments);

/* Of a command that records and ends: nobody can ask its store again, so where the record
 * may be in the file all the same `err` says to look first.  Always false. */
bool command_in_doubt(const struct store *store, struct error *err);

/* The help of one command, or of the program for NULL. */
void help_text(const struct command *command, struct str *out);

#endif
