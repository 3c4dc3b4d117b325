/*
 * completion: what bash, zsh and fish need to complete commands, options,
 * choices and files, printed from the tables.  All words in it are ours
 * except the numbers of sessions, which the shell asks `entaku list` for.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/words_cli.h"

/* "--db --lang ..." */
static void add_options(const struct option_table *table, struct str *out)
{
	for (size_t i = 0; i < table->count; i++)
		str_printf(out, "%s--%s", out->length && out->text[out->length - 1] != '\'' ? " " : "",
			   table->row[i].name);
}

static void add_commands(struct str *out)
{
	const struct command *command;

	for (size_t i = 0; (command = command_at(i)); i++)
		str_printf(out, "%s%s", i ? " " : "", command->name);
}

/* The numbers of the sessions; nothing where there is no database. */
#define NUMBERS "entaku --lang en list 2>/dev/null | awk 'NR > 1 { print $1 }'"

/* What bash fills COMPREPLY with for an operand. */
static const char *const bash_operands[] = {
	[OPERAND_NONE] = "COMPREPLY=()",
	[OPERAND_SESSION] = "COMPREPLY=( $(compgen -W \"$(" NUMBERS ")\" -- \"$word\") )",
	[OPERAND_FILE] = "COMPREPLY=( $(compgen -f -- \"$word\") )",
	[OPERAND_COMMAND] = "COMPREPLY=( $(compgen -W \"$commands\" -- \"$word\") )",
	[OPERAND_SHELL] = "COMPREPLY=( $(compgen -W 'bash zsh fish' -- \"$word\") )",
};

/* Values of options: choices and files; others are left to the person. */
static void add_bash_values(const struct option_table *table, const char *command, struct str *out)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct option_row *row = &table->row[i];

		if (row->takes == TAKES_NOTHING)
			continue;
		str_printf(out, "\t%s:--%s) ", command, row->name);
		if (row->takes == TAKES_CHOICE)
			str_printf(out, "COMPREPLY=( $(compgen -W '%s' -- \"$word\") )", row->choices);
		else if (row->takes == TAKES_FILE)
			str_add(out, "COMPREPLY=( $(compgen -f -- \"$word\") )");
		else
			str_add(out, "COMPREPLY=()");
		str_add(out, "; return ;;\n");
	}
}

static void bash(struct str *out)
{
	const struct command *command;

	str_add(out, "# entaku completion bash; load it with: source <(entaku completion bash)\n"
		     "_entaku()\n{\n"
		     "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
		     "\tlocal command= i commands='");
	add_commands(out);
	str_add(out, "'\n\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		     "\t\tcase \" $commands \" in\n\t\t*\" ${COMP_WORDS[i]} \"*) "
		     "command=${COMP_WORDS[i]}; break ;;\n\t\tesac\n"
		     "\tdone\n\tcase $command:$before in\n");
	add_bash_values(&global_options, "*", out);
	for (size_t i = 0; (command = command_at(i)); i++)
		add_bash_values(&command->options, command->name, out);
	str_add(out, "\tesac\n\tcase $command:$word in\n");
	for (size_t i = 0; (command = command_at(i)); i++) {
		str_printf(out, "\t%s:-*) COMPREPLY=( $(compgen -W '", command->name);
		add_options(&command->options, out);
		add_options(&global_options, out);
		str_printf(out, "' -- \"$word\") ) ;;\n\t%s:*) %s ;;\n", command->name,
			   bash_operands[command->operand]);
	}
	str_add(out, "\t:-*) COMPREPLY=( $(compgen -W '");
	add_options(&global_options, out);
	str_add(out, "' -- \"$word\") ) ;;\n"
		     "\t*) COMPREPLY=( $(compgen -W \"$commands\" -- \"$word\") ) ;;\n"
		     "\tesac\n}\ncomplete -o filenames -F _entaku entaku\n");
}

/* Text inside single quotes of zsh's specs and fish's strings. */
static void add_quoted(struct str *out, const char *text, const char *escaped)
{
	for (; *text; text++) {
		if (*text == '\'')
			str_add(out, "'\\''");
		else if (strchr(escaped, *text))
			str_printf(out, "\\%c", *text);
		else
			str_add_char(out, *text);
	}
}

static void add_zsh_options(const struct option_table *table, struct str *out)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct option_row *row = &table->row[i];

		str_printf(out, "\t\t'%s--%s%s[", row->repeats ? "*" : "", row->name,
			   row->takes == TAKES_NOTHING ? "" : "=");
		add_quoted(out, say(row->help), "[]:\\");
		str_add(out, "]");
		if (row->takes != TAKES_NOTHING)
			str_printf(out, ":%s:", row->value);
		if (row->takes == TAKES_CHOICE)
			str_printf(out, "(%s)", row->choices);
		else if (row->takes == TAKES_FILE)
			str_add(out, "_files");
		str_add(out, "' \\\n");
	}
}

/* The same for zsh's _arguments. */
static const char *const zsh_operands[] = {
	[OPERAND_NONE] = "'*: :'",
	[OPERAND_SESSION] = "'1:SESSION:_entaku_sessions' '*:FILE:_files'",
	[OPERAND_FILE] = "'*:FILE:_files'",
	[OPERAND_COMMAND] = "'1:COMMAND:_entaku_commands'",
	[OPERAND_SHELL] = "'1:SHELL:(bash zsh fish)'",
};

static void zsh(struct str *out)
{
	const struct command *command;

	str_add(out, "#compdef entaku\n"
		     "# entaku completion zsh; put it into a folder of $fpath as _entaku\n"
		     "_entaku_commands()\n{\n\tlocal -a commands=(\n");
	for (size_t i = 0; (command = command_at(i)); i++) {
		str_printf(out, "\t\t'%s:", command->name);
		add_quoted(out, say(command->summary), "\\");
		str_add(out, "'\n");
	}
	str_add(out, "\t)\n\t_describe -t commands COMMAND commands\n}\n");
	str_add(out, "_entaku_sessions()\n{\n\tlocal -a numbers=(${(f)\"$(" NUMBERS ")\"})\n"
		     "\tcompadd -a numbers\n}\n");
	str_add(out, "_entaku()\n{\n\tlocal curcontext=$curcontext state line\n\t_arguments -C \\\n");
	add_zsh_options(&global_options, out);
	str_add(out, "\t\t'1:COMMAND:_entaku_commands' \\\n\t\t'*::: :->operands'\n"
		     "\t[[ $state == operands ]] || return\n\tcase $line[1] in\n");
	for (size_t i = 0; (command = command_at(i)); i++) {
		str_printf(out, "\t%s) _arguments \\\n", command->name);
		add_zsh_options(&command->options, out);
		add_zsh_options(&global_options, out);
		str_printf(out, "\t\t%s ;;\n", zsh_operands[command->operand]);
	}
	str_add(out, "\tesac\n}\n"
		     "[[ $funcstack[1] == _entaku ]] && _entaku \"$@\" || compdef _entaku entaku\n");
}

static void add_fish_options(const struct option_table *table, const char *when, struct str *out)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct option_row *row = &table->row[i];

		str_printf(out, "complete -c entaku%s -l %s", when, row->name);
		if (row->letter)
			str_printf(out, " -s %c", row->letter);
		if (row->takes == TAKES_CHOICE)
			str_printf(out, " -x -a '%s'", row->choices);
		else if (row->takes == TAKES_FILE)
			str_add(out, " -r -F");
		else if (row->takes == TAKES_TEXT)
			str_add(out, " -x");
		str_add(out, " -d '");
		add_quoted(out, say(row->help), "\\");
		str_add(out, "'\n");
	}
}

static void add_fish_operands(const struct command *command, const char *when, struct str *out)
{
	if (command->operand == OPERAND_FILE || command->most > 1)
		str_printf(out, "complete -c entaku%s -F\n", when);
	if (command->operand == OPERAND_SESSION)
		str_printf(out, "complete -c entaku%s -a \"(%s)\"\n", when,
			   "entaku --lang en list 2>/dev/null | awk 'NR > 1 { print \\$1 }'");
	if (command->operand == OPERAND_SHELL)
		str_printf(out, "complete -c entaku%s -a 'bash zsh fish'\n", when);
	if (command->operand == OPERAND_COMMAND) {
		str_printf(out, "complete -c entaku%s -a '", when);
		add_commands(out);
		str_add(out, "'\n");
	}
}

static void fish(struct str *out)
{
	const struct command *command;
	struct str when = STR_INIT;

	str_add(out, "# entaku completion fish; put it into ~/.config/fish/completions/entaku.fish\n"
		     "complete -c entaku -f\n");
	add_fish_options(&global_options, "", out);
	for (size_t i = 0; (command = command_at(i)); i++) {
		str_printf(out, "complete -c entaku -n __fish_use_subcommand -a %s -d '",
			   command->name);
		add_quoted(out, say(command->summary), "\\");
		str_add(out, "'\n");
		str_clear(&when);
		str_printf(&when, " -n '__fish_seen_subcommand_from %s'", command->name);
		add_fish_options(&command->options, when.text, out);
		add_fish_operands(command, when.text, out);
	}
	str_release(&when);
}

static const struct { const char *name; void (*print)(struct str *out); } shells[] = {
	{ "bash", bash }, { "zsh", zsh }, { "fish", fish }
};

int command_completion(struct cli_context *context, const struct arguments *arguments)
{
	struct str text = STR_INIT;
	struct error err;

	(void)context;
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (strcmp(shells[i].name, arguments->operand[0]) != 0)
			continue;
		shells[i].print(&text);
		output_bytes(text.text, text.length);
		str_release(&text);
		return EXIT_DONE;
	}
	error_set(&err, ERROR_USAGE, T(CLI_SHELL_UNKNOWN), arguments->operand[0]);
	return exit_with(&err);
}
