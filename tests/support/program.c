/* See program.h. */
#include "support/program.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"

const char *place_new(struct arena *arena)
{
	const char *base = getenv("TMPDIR");
	char *place = arena_printf(arena, "%s/entaku.XXXXXX", base && base[0] ? base : "/tmp");
	char here[4096];

	assert_non_null(mkdtemp(place));
	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(symlink(arena_printf(arena, "%s/content", here),
				 arena_printf(arena, "%s/content", place)), 0);
	assert_int_equal(symlink(arena_printf(arena, "%s/sessions", here),
				 arena_printf(arena, "%s/sessions", place)), 0);
	return place;
}

void place_remove(const char *place)
{
	DIR *folder = opendir(place);
	struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		char path[4096];
		struct stat info;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s", place, entry->d_name);
		if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
			place_remove(path);
		else
			unlink(path);
	}
	if (folder)
		closedir(folder);
	rmdir(place);
}

/* The child's side: nothing of our environment but what tests may rely on. */
static _Noreturn void become_program(const char *place, const struct run *run, int in, int out,
				     int err)
{
	char home[4096], temporary[4096], now[64], language[32], locale[64], zone[64], *argv[RUN_WORDS + 2], *environment[12];
	const char *program = getenv("ENTAKU"), *san = getenv("UBSAN_OPTIONS");
	int n = 0;

	snprintf(home, sizeof(home), "HOME=%s", place);
	snprintf(now, sizeof(now), "ENTAKU_NOW=%s", run->now ? run->now : "2026-11-23T05:00:00Z");
	snprintf(language, sizeof(language), "ENTAKU_LANG=%s", run->language ? run->language : "en");
	environment[n++] = home;
	environment[n++] = now;
	environment[n++] = language;
	environment[n++] = (char *)(uintptr_t)"ENTAKU_SEED=test";
	snprintf(locale, sizeof(locale), "LC_ALL=%s", run->locale ? run->locale : "C.UTF-8");
	snprintf(zone, sizeof(zone), "TZ=%s", run->zone ? run->zone : "UTC");
	environment[n++] = locale;
	environment[n++] = zone;
	/* Where a test wants temporary files; else they are nobody's business. */
	if (getenv("TMPDIR")) {
		snprintf(temporary, sizeof(temporary), "TMPDIR=%s", getenv("TMPDIR"));
		environment[n++] = temporary;
	}
	if (san)
		environment[n++] = (char *)(uintptr_t)"UBSAN_OPTIONS=print_stacktrace=1";
	environment[n] = NULL;
	n = 0;
	argv[n++] = (char *)(uintptr_t)"entaku";
	for (int i = 0; i < RUN_WORDS && run->word[i]; i++)
		argv[n++] = (char *)(uintptr_t)run->word[i];
	argv[n] = NULL;
	if (run->output)
		out = open(run->output, O_WRONLY);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	for (int file = 3; file < 64; file++)
		close(file);
	if (run->file_limit > 0)
		setrlimit(RLIMIT_FSIZE, &(struct rlimit){ run->file_limit, run->file_limit });
	if (chdir(place) == 0 && program)
		execve(program, argv, environment);
	_exit(127);
}

/* Input goes through a file, so that no pipe can fill up against us. */
static int input_file(const char *text)
{
	FILE *file = tmpfile();
	int copy;

	assert_non_null(file);
	if (text)
		fwrite(text, 1, strlen(text), file);
	fflush(file);
	copy = dup(fileno(file));
	lseek(copy, 0, SEEK_SET);
	fclose(file);
	return copy;
}

static void gather(int out, int err, struct result *result)
{
	struct pollfd ends[2] = { { .fd = out, .events = POLLIN }, { .fd = err, .events = POLLIN } };
	struct str *texts[2] = { &result->out, &result->err };
	int open_ends = 2;
	char part[8192];

	while (open_ends > 0 && poll(ends, 2, 60000) > 0) {
		for (int i = 0; i < 2; i++) {
			ssize_t got;

			if (ends[i].fd < 0 || !ends[i].revents)
				continue;
			got = read(ends[i].fd, part, sizeof(part));
			if (got > 0) {
				str_add_bytes(texts[i], part, (size_t)got);
			} else if (got == 0 || errno != EINTR) {
				ends[i].fd = -1;
				open_ends--;
			}
		}
	}
}

struct result program_run(const char *place, const struct run *run)
{
	struct result result = { .out = STR_INIT, .err = STR_INIT };
	int in = input_file(run->input), out[2], err[2], status;
	pid_t child;

	assert_int_equal(pipe(out), 0);
	assert_int_equal(pipe(err), 0);
	child = fork();
	if (child == 0)
		become_program(place, run, in, out[1], err[1]);
	assert_true(child > 0);
	close(in);
	close(out[1]);
	close(err[1]);
	gather(out[0], err[0], &result);
	close(out[0]);
	close(err[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return result;
}

void result_release(struct result *result)
{
	str_release(&result->out);
	str_release(&result->err);
}

static bool holds(const char *text, const char *wanted)
{
	return !wanted || (wanted[0] ? strstr(text, wanted) != NULL : text[0] == '\0');
}

static void complain(const struct run *run, const struct result *result, const char *what)
{
	struct str line = STR_INIT;

	for (int i = 0; i < RUN_WORDS && run->word[i]; i++)
		str_printf(&line, " %s", run->word[i]);
	print_error("entaku%s: %s; status %d\n--- out\n%s--- err\n%s---\n", line.text, what,
		    result->status, result->out.text, result->err.text);
	str_release(&line);
	fail();
}

void expect_run(const char *place, const struct run *run, int status, const char *out,
		const char *err)
{
	struct result result = program_run(place, run);

	if (result.status != status)
		complain(run, &result, "not the status that was expected");
	if (!holds(result.out.text, out))
		complain(run, &result, out[0] ? out : "there should be no output");
	if (!holds(result.err.text, err))
		complain(run, &result, err[0] ? err : "there should be no message");
	result_release(&result);
}

struct json *run_json(const char *place, const struct run *run, struct arena *arena)
{
	struct result result = program_run(place, run);
	struct json *value;

	value = json_read(arena, result.out.text, result.out.length, 32, NULL);
	if (result.status != run->status || !value)
		complain(run, &result, "expected one JSON value and another status");
	result_release(&result);
	return value;
}
