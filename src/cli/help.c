/* help, --help and keys: the tables, told to people. */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/words_cli.h"
#include "ui/action.h"

static void add_program_help(struct str *out)
{
	const struct command *command;

	str_printf(out, "entaku %s - %s\n\n%s\n\n%s\n", ENTAKU_VERSION, T(CLI_ABOUT), T(CLI_USAGE),
		   T(CLI_COMMANDS));
	for (size_t i = 0; (command = command_at(i)); i++)
		str_printf(out, "  %-12s%s\n", command->name, say(command->summary));
	str_printf(out, "\n%s\n", T(CLI_OPTIONS));
	option_help(&global_options, out);
	str_printf(out, "\n%s\n%s\n", T(CLI_STATUS), T(CLI_FURTHER));
}

static void add_command_help(const struct command *command, struct str *out)
{
	str_printf(out, "entaku %s%s%s%s\n    %s\n", command->name,
		   command->options.count ? T(CLI_SOME_OPTIONS) : "",
		   command->usage[0] ? " " : "", command->usage, say(command->summary));
	if (command->more.en)
		str_printf(out, "\n%s\n", say(command->more));
	if (command->options.count) {
		str_printf(out, "\n%s\n", T(CLI_OPTIONS));
		option_help(&command->options, out);
	}
	str_printf(out, "\n%s\n", T(CLI_GLOBAL_OPTIONS));
	option_help(&global_options, out);
}

void help_text(const struct command *command, struct str *out)
{
	if (command)
		add_command_help(command, out);
	else
		add_program_help(out);
}

int command_help(struct cli_context *context, const struct arguments *arguments)
{
	const char *name = arguments->operand_count ? arguments->operand[0] : NULL;
	const struct command *command = name ? command_find(name) : NULL;
	const char *near = name && !command ? command_nearest(name) : NULL;
	struct str text = STR_INIT;
	struct error err;

	(void)context;
	if (near) {
		error_set(&err, ERROR_USAGE, T(CLI_COMMAND_NEAR), name, near);
		return exit_with(&err);
	}
	if (name && !command) {
		error_set(&err, ERROR_USAGE, T(CLI_COMMAND_UNKNOWN), name);
		return exit_with(&err);
	}
	help_text(command, &text);
	output_text(&text);
	str_release(&text);
	return EXIT_DONE;
}

/* The keys of one action in one context, "d, F5"; NULL when an earlier row had them. */
static bool keys_of(size_t index, struct str *keys)
{
	const struct binding *first = binding_at(index), *other;

	for (size_t i = 0; i < index; i++) {
		other = binding_at(i);
		if (other->context == first->context && other->action == first->action)
			return false;
	}
	for (size_t i = index; (other = binding_at(i)); i++)
		if (other->context == first->context && other->action == first->action)
			str_printf(keys, "%s%s", keys->length ? ", " : "", other->key);
	return true;
}

static void add_context_keys(enum context context, struct str *out)
{
	enum { COLUMN = 26 };
	const struct binding *binding;
	bool titled = false;

	for (size_t i = 0; (binding = binding_at(i)); i++) {
		struct str keys = STR_INIT;

		if (binding->context == context && keys_of(i, &keys)) {
			int width = text_width(keys.text);

			if (!titled)
				str_printf(out, "%s%s\n", out->length ? "\n" : "",
					   say(context_title(context)));
			titled = true;
			str_printf(out, "  %s%*s%s\n", keys.text, width < COLUMN ? COLUMN - width : 1, "",
				   say(action_row(binding->action)->help));
		}
		str_release(&keys);
	}
}

static struct json *words_json(struct arena *arena, struct words words)
{
	struct json *map = json_map(arena);

	json_put_text(arena, map, "ja", words.ja);
	json_put_text(arena, map, "en", words.en);
	return map;
}

static struct json *keys_json(struct arena *arena)
{
	struct json *list = json_list(arena);
	const struct binding *binding;

	for (size_t i = 0; (binding = binding_at(i)); i++) {
		struct json *row = json_map(arena);
		const struct action_row *action = action_row(binding->action);

		json_put(arena, row, "context", words_json(arena, context_title(binding->context)));
		json_put_text(arena, row, "key", binding->key);
		json_put_text(arena, row, "action", action->name);
		json_put(arena, row, "help", words_json(arena, action->help));
		json_add(arena, list, row);
	}
	return list;
}

int command_keys(struct cli_context *context, const struct arguments *arguments)
{
	struct str text = STR_INIT;

	(void)arguments;
	if (context->json) {
		output_json(keys_json(context->arena));
		return EXIT_DONE;
	}
	for (int c = 0; c < CONTEXT_COUNT; c++)
		add_context_keys((enum context)c, &text);
	output_text(&text);
	str_release(&text);
	return EXIT_DONE;
}
