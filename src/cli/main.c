/* entaku 円卓: from the command line to a command, and back to a status. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/environment.h"
#include "base/log.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_cli.h"

/* A missing standard descriptor would be taken by the database's file, and a
 * message printed into it. */
static void open_standard_descriptors(void)
{
	/* Opened the wrong way round, so that what nobody can read is no success. */
	for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
		if (fcntl(file, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY) != file)
			_exit(EXIT_IO);
}

/* --lang must count for every message, also one about the options before it:
 * it is looked for before they are scanned. */
static void choose_language(int argc, char **argv)
{
	const char *option = NULL;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			option = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			option = argv[i + 1];
	}
	lang = lang_choose(option, environment("ENTAKU_LANG"), environment("LC_ALL"), environment("LC_MESSAGES"),
			   environment("LANG"));
}

static void open_log(void)
{
	const char *path = environment("ENTAKU_LOG");

	if (path && !log_open(path))
		output_complain(T(CLI_CANNOT_LOG), path, reason_say(errno));
}

static bool look_up(const char *name, const struct command **command, struct error *err)
{
	const char *near;

	*command = command_find(name);
	if (*command)
		return true;
	near = command_nearest(name);
	if (near)
		return error_set(err, ERROR_USAGE, T(CLI_COMMAND_NEAR), name, near);
	return error_set(err, ERROR_USAGE, T(CLI_COMMAND_UNKNOWN), name);
}

/* Options before the command, the command, options and operands behind it.
 * `*command` is NULL where none is named. */
static bool read_arguments(int argc, char **argv, struct arguments *arguments,
			   const struct command **command, struct error *err)
{
	struct option_table tables[2] = { global_options };
	int at;

	*command = NULL;
	if (!option_scan(arguments, tables, 1, argc, argv, true, &at, err))
		return false;
	if (at == argc)
		return true;
	if (!look_up(argv[at], command, err))
		return false;
	tables[1] = (*command)->options;
	if (!option_scan(arguments, tables, 2, argc - at, argv + at, false, &at, err))
		return error_prefix(err, "%s: ", (*command)->name);
	return true;
}

/* Help and version, which need neither database nor clock. */
static bool answer_at_once(const struct arguments *arguments, const struct command *command)
{
	struct str text = STR_INIT;

	if (option_is(arguments, "help"))
		help_text(command, &text);
	else if (option_is(arguments, "version"))
		str_printf(&text, "entaku %s\n", ENTAKU_VERSION);
	output_text(&text);
	str_release(&text);
	return option_is(arguments, "help") || option_is(arguments, "version");
}

static int carry_out(int argc, char **argv, struct arena *arena)
{
	struct arguments arguments = { .arena = arena };
	const struct command *command;
	struct cli_context context;
	struct error err;

	if (!read_arguments(argc, argv, &arguments, &command, &err))
		return exit_with(&err);
	if (answer_at_once(&arguments, command))
		return EXIT_DONE;
	if (!command)
		command = command_find("run");
	if (!command_accepts(command, &arguments, option_is(&arguments, "json"), &err))
		return exit_with(&err);
	if (!context_init(&context, arena, &arguments, &err))
		return exit_with(&err);
	return command->run(&context, &arguments);
}

int main(int argc, char **argv)
{
	struct arena *arena;
	int status;

	open_standard_descriptors();
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a write that goes too far is an error, and said */
	choose_language(argc, argv);
	if (!text_init_locale())
		output_complain("%s", T(CLI_NO_LOCALE));
	open_log();
	arena = arena_new();
	status = carry_out(argc, argv, arena);
	if (!output_finish() && status == EXIT_DONE)
		status = EXIT_IO;
	if (status != EXIT_NO_TERMINAL) /* which has said it where it is the reason */
		output_tell_codeset();
	arena_free(arena);
	log_close();
	return status;
}
