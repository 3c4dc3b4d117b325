/* The table of commands, in the order in which help lists them. */
#include "cli/command.h"

#include <string.h>

#include "lang/words_cli.h"

#define TABLE(rows) { .row = (rows), .count = sizeof(rows) / sizeof((rows)[0]) }

static const struct option_row global_rows[] = {
	{ "db", 0, TAKES_FILE, "FILE", NULL, false, W(CLI_HELP_DB) },
	{ "lang", 0, TAKES_CHOICE, "LANG", "ja en", false, W(CLI_HELP_LANG) },
	{ "json", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_JSON) },
	{ "ascii", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_ASCII) },
	{ "no-color", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_NO_COLOR) },
	{ "wareki", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_WAREKI) },
	{ "now", 0, TAKES_TEXT, "TIME", NULL, false, W(CLI_HELP_NOW) },
	{ "seed", 0, TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_SEED) },
	{ "help", 'h', TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_HELP) },
	{ "version", 'V', TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_VERSION) },
};
const struct option_table global_options = TABLE(global_rows);

static const struct option_row run_options[] = {
	{ "rehearse", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_REHEARSE) },
	{ "sample", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_SAMPLE) },
	{ "script", 0, TAKES_FILE, "FILE", NULL, false, W(CLI_HELP_SCRIPT) },
	{ "size", 0, TAKES_TEXT, "WxH", NULL, false, W(CLI_HELP_SIZE) },
	{ "dump-styles", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_DUMP_STYLES) },
	{ "ambiguous", 0, TAKES_CHOICE, "1|2", "1 2", false, W(CLI_HELP_AMBIGUOUS) },
};

static const struct option_row room_options[] = {
	{ "dump", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_DUMP) },
	{ "size", 0, TAKES_TEXT, "WxH", NULL, false, W(CLI_HELP_SIZE) },
};

static const struct option_row compare_options[] = {
	{ "all", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_ALL) },
	{ "format", 0, TAKES_CHOICE, "FORMAT", "html md", false, W(CLI_HELP_PAPER_FORMAT) },
	{ "alias", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_ALIAS_ALL) },
	{ "output", 'o', TAKES_FILE, "FILE", NULL, false, W(CLI_HELP_OUTPUT_FILE) },
};

static const struct option_row export_options[] = {
	{ "output", 'o', TAKES_FILE, "FILE", NULL, false, W(CLI_HELP_OUTPUT_FILE) },
};

static const struct option_row trend_options[] = {
	{ "entity", 'e', TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_OF_ENTITY) },
};

static const struct option_row replay_options[] = {
	{ "at", 0, TAKES_TEXT, "N", NULL, false, W(CLI_HELP_AT) },
	{ "dump", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_DUMP) },
	{ "size", 0, TAKES_TEXT, "WxH", NULL, false, W(CLI_HELP_SIZE) },
};

static const struct option_row brief_options[] = {
	{ "format", 0, TAKES_CHOICE, "FORMAT", "text md html", false, W(CLI_HELP_FORMAT) },
	{ "output", 'o', TAKES_FILE, "FILE", NULL, false, W(CLI_HELP_OUTPUT_FILE) },
};

static const struct option_row report_options[] = {
	{ "format", 0, TAKES_CHOICE, "FORMAT", "html md csv json ics", false, W(CLI_HELP_REPORT_FORMAT) },
	{ "kind", 0, TAKES_CHOICE, "KIND", "minutes decisions actions acceptances risks certificate appetite "
	  "notification contacts comparison", false, W(CLI_HELP_KIND) },
	{ "acceptance", 0, TAKES_TEXT, "ID", NULL, false, W(CLI_HELP_ACCEPTANCE) },
	{ "alias", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_ALIAS_ALL) },
	{ "without", 0, TAKES_TEXT, "PARTS", NULL, true, W(CLI_HELP_WITHOUT) },
	{ "output", 'o', TAKES_FILE, "FILE", NULL, false, W(CLI_HELP_OUTPUT_FILE) },
	{ "into", 0, TAKES_FILE, "FOLDER", NULL, false, W(CLI_HELP_INTO) },
};

static const struct option_row new_options[] = {
	{ "title", 't', TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_TITLE) },
	{ "organisation", 'o', TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_ORGANISATION) },
	{ "entity", 'e', TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_ENTITY) },
	{ "date", 'd', TAKES_TEXT, "DATE", NULL, false, W(CLI_HELP_DATE) },
	{ "pack", 'p', TAKES_FILE, "PACK", NULL, false, W(CLI_HELP_PACK) },
	{ "agenda", 'a', TAKES_TEXT, "ID", NULL, false, W(CLI_HELP_AGENDA) },
	{ "label", 0, TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_LABEL) },
	{ "language", 0, TAKES_CHOICE, "LANG", "ja en", false, W(CLI_HELP_LANGUAGE) },
	{ "purpose", 0, TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_PURPOSE) },
	{ "quorum", 0, TAKES_TEXT, "N", NULL, false, W(CLI_HELP_QUORUM) },
	{ "parent", 0, TAKES_TEXT, "SESSION", NULL, false, W(CLI_HELP_PARENT) },
	{ "participant", 'P', TAKES_TEXT, "PERSON", NULL, true, W(CLI_HELP_PARTICIPANT) },
};

static const struct option_row apply_options[] = {
	{ "dry-run", 'n', TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_DRY_RUN) },
};

#define REGISTER_OPTIONS(states, help) \
	{ "on", 0, TAKES_TEXT, "DATE", NULL, false, W(CLI_HELP_ON) }, \
	{ "due", 0, TAKES_TEXT, "DATE", NULL, false, W(CLI_HELP_DUE) }, \
	{ "state", 0, TAKES_CHOICE, "STATE", states, false, W(help) }, \
	{ "owner", 0, TAKES_TEXT, "NAME", NULL, false, W(CLI_HELP_OWNER) }, \
	{ "entity", 'e', TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_OF_ENTITY) }

static const struct option_row register_options[] = {
	REGISTER_OPTIONS("current proposed approved expiring expired renewed rejected revoked", CLI_HELP_ACCEPTANCE_STATE),
};

static const struct option_row actions_options[] = {
	REGISTER_OPTIONS("current open overdue carried done dropped", CLI_HELP_ACTION_STATE),
};

static const struct option_row decisions_options[] = {
	REGISTER_OPTIONS("current in-force pending deferred due rejected superseded", CLI_HELP_ACTION_STATE),
};

static const struct option_row dissent_options[] = {
	{ "state", 0, TAKES_CHOICE, "STATE", "against objected on-request", false, W(CLI_HELP_DISSENT_STATE) },
	{ "owner", 0, TAKES_TEXT, "NAME", NULL, false, W(CLI_HELP_OWNER) },
	{ "entity", 'e', TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_OF_ENTITY) },
};

static const struct option_row search_options[] = {
	{ "most", 0, TAKES_TEXT, "N", NULL, false, W(CLI_HELP_MOST) },
};

static const struct option_row group_options[] = {
	{ "from", 0, TAKES_TEXT, "DATE", NULL, false, W(CLI_HELP_FROM) },
	{ "to", 0, TAKES_TEXT, "DATE", NULL, false, W(CLI_HELP_TO) },
	{ "of", 0, TAKES_TEXT, "TEXT", NULL, false, W(CLI_HELP_OF_GROUP) },
	{ "alias", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_ALIAS) },
	{ "format", 0, TAKES_CHOICE, "FORMAT", "html md", false, W(CLI_HELP_PAPER_FORMAT) },
	{ "output", 'o', TAKES_FILE, "FILE", NULL, false, W(CLI_HELP_OUTPUT_FILE) },
};

static const struct option_row lint_options[] = {
	{ "facts", 0, TAKES_NOTHING, NULL, NULL, false, W(CLI_HELP_FACTS) },
};

static const struct option_row packs_options[] = {
	{ "copy", 0, TAKES_FILE, "PACK", NULL, false, W(CLI_HELP_COPY) },
	{ "extend", 0, TAKES_FILE, "PACK", NULL, false, W(CLI_HELP_EXTEND) },
	{ "output", 'o', TAKES_FILE, "FILE", NULL, false, W(CLI_HELP_OUTPUT) },
};

static const struct command commands[] = {
	{ "run", W(CLI_RUN), "[SESSION]", 0, 1, OPERAND_SESSION, false, TABLE(run_options),
	  command_run, W(CLI_RUN_MORE) },
	{ "room", W(CLI_ROOM), "[SESSION]", 0, 1, OPERAND_SESSION, false, TABLE(room_options),
	  command_room, W(CLI_ROOM_MORE) },
	{ "seat", W(CLI_SEAT), "SESSION PARTICIPANT", 2, 2, OPERAND_SESSION, false, TABLE(room_options),
	  command_seat, W(CLI_SEAT_MORE) },
	{ "new", W(CLI_NEW), "", 0, 0, OPERAND_NONE, true, TABLE(new_options),
	  command_new, W(CLI_NEW_MORE) },
	{ "list", W(CLI_LIST), "", 0, 0, OPERAND_NONE, true, { NULL, 0 },
	  command_list, { NULL, NULL } },
	{ "show", W(CLI_SHOW), "SESSION", 1, 1, OPERAND_SESSION, true, { NULL, 0 },
	  command_show, W(CLI_SESSION_MORE) },
	{ "brief", W(CLI_BRIEF), "SESSION", 1, 1, OPERAND_SESSION, false, TABLE(brief_options),
	  command_brief, W(CLI_BRIEF_MORE) },
	{ "report", W(CLI_REPORT), "SESSION", 1, 1, OPERAND_SESSION, false, TABLE(report_options),
	  command_report, W(CLI_REPORT_MORE) },
	{ "replay", W(CLI_REPLAY), "SESSION", 1, 1, OPERAND_SESSION, false, TABLE(replay_options),
	  command_replay, W(CLI_REPLAY_MORE) },
	{ "log", W(CLI_LOG), "SESSION", 1, 1, OPERAND_SESSION, true, { NULL, 0 },
	  command_log, W(CLI_SESSION_MORE) },
	{ "compare", W(CLI_COMPARE), "SESSION SESSION...", 2, 4, OPERAND_SESSION, true, TABLE(compare_options),
	  command_compare, W(CLI_COMPARE_MORE) },
	{ "trend", W(CLI_TREND), "", 0, 0, OPERAND_NONE, true, TABLE(trend_options),
	  command_trend, W(CLI_TREND_MORE) },
	{ "register", W(CLI_REGISTER), "[SESSION]", 0, 1, OPERAND_SESSION, true, TABLE(register_options),
	  command_register, W(CLI_REGISTER_MORE) },
	{ "actions", W(CLI_ACTIONS), "[SESSION]", 0, 1, OPERAND_SESSION, true, TABLE(actions_options),
	  command_actions, W(CLI_ACTIONS_MORE) },
	{ "decisions", W(CLI_DECISIONS), "[SESSION]", 0, 1, OPERAND_SESSION, true, TABLE(decisions_options),
	  command_decisions, W(CLI_DECISIONS_MORE) },
	{ "dissent", W(CLI_DISSENT), "[SESSION]", 0, 1, OPERAND_SESSION, true, TABLE(dissent_options),
	  command_dissent, W(CLI_DISSENT_MORE) },
	{ "search", W(CLI_SEARCH), "TEXT...", 1, OPERANDS_ANY, OPERAND_NONE, true, TABLE(search_options),
	  command_search, W(CLI_SEARCH_MORE) },
	{ "group", W(CLI_GROUP), "", 0, 0, OPERAND_NONE, true, TABLE(group_options),
	  command_group, W(CLI_GROUP_MORE) },
	{ "apply", W(CLI_APPLY), "SESSION [FILE]", 1, 2, OPERAND_SESSION, true, TABLE(apply_options),
	  command_apply, W(CLI_APPLY_MORE) },
	{ "export", W(CLI_EXPORT), "SESSION...", 1, OPERANDS_ANY, OPERAND_SESSION, false, TABLE(export_options),
	  command_export, W(CLI_EXPORT_MORE) },
	{ "import", W(CLI_IMPORT), "FILE...", 1, OPERANDS_ANY, OPERAND_FILE, true, { NULL, 0 },
	  command_import, W(CLI_IMPORT_MORE) },
	{ "verify", W(CLI_VERIFY), "[SESSION]", 0, 1, OPERAND_SESSION, true, { NULL, 0 },
	  command_verify, W(CLI_VERIFY_MORE) },
	{ "rebuild", W(CLI_REBUILD), "", 0, 0, OPERAND_NONE, false, { NULL, 0 },
	  command_rebuild, { NULL, NULL } },
	{ "backup", W(CLI_BACKUP), "FILE", 1, 1, OPERAND_FILE, false, { NULL, 0 },
	  command_backup, { NULL, NULL } },
	{ "check", W(CLI_CHECK), "", 0, 0, OPERAND_NONE, true, { NULL, 0 },
	  command_check, { NULL, NULL } },
	{ "lint", W(CLI_LINT), "[FILE...]", 0, OPERANDS_ANY, OPERAND_FILE, true, TABLE(lint_options),
	  command_lint, W(CLI_LINT_MORE) },
	{ "packs", W(CLI_PACKS), "", 0, 0, OPERAND_NONE, true, TABLE(packs_options),
	  command_packs, W(CLI_PACKS_MORE) },
	{ "keys", W(CLI_KEYS), "", 0, 0, OPERAND_NONE, true, { NULL, 0 },
	  command_keys, { NULL, NULL } },
	{ "completion", W(CLI_COMPLETION), "bash|zsh|fish", 1, 1, OPERAND_SHELL, false, { NULL, 0 },
	  command_completion, W(CLI_COMPLETION_MORE) },
	{ "help", W(CLI_HELP), "[COMMAND]", 0, 1, OPERAND_COMMAND, false, { NULL, 0 },
	  command_help, { NULL, NULL } },
};

enum { COMMAND_COUNT = sizeof(commands) / sizeof(commands[0]) };

const struct command *command_at(size_t index)
{
	return index < COMMAND_COUNT ? &commands[index] : NULL;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

const char *command_nearest(const char *name)
{
	const char *known[COMMAND_COUNT];

	for (size_t i = 0; i < COMMAND_COUNT; i++)
		known[i] = commands[i].name;
	return option_nearest(name, known, COMMAND_COUNT);
}

bool command_in_doubt(const struct store *store, struct error *err)
{
	return store_in_doubt(store) && error_set(err, ERROR_IO, T(CLI_IN_DOUBT), store_path(store));
}

bool command_accepts(const struct command *command, const struct arguments *arguments,
		     bool json, struct error *err)
{
	if (arguments->operand_count < command->least)
		return error_set(err, ERROR_USAGE, T(CLI_OPERAND_MISSING), command->name,
				 command->name, command->usage);
	if (arguments->operand_count > command->most)
		return error_set(err, ERROR_USAGE, T(CLI_OPERAND_EXTRA), command->name,
				 arguments->operand[command->most], command->name, command->usage);
	if (json && !command->json)
		return error_set(err, ERROR_USAGE, T(CLI_NO_JSON), command->name);
	return true;
}
