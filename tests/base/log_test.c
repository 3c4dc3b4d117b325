/* The log file, and the end of the program. */
#include "base/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char folder[256];

static int make_folder(void **state)
{
	const char *base = getenv("TMPDIR");

	(void)state;
	snprintf(folder, sizeof(folder), "%s/entaku-log-XXXXXX", base ? base : "/tmp");
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static size_t read_file(const char *path, char *buffer, size_t size)
{
	FILE *file = fopen(path, "r");
	size_t length;

	assert_non_null(file);
	length = fread(buffer, 1, size - 1, file);
	buffer[length] = '\0';
	fclose(file);
	return length;
}

static void lines_go_into_a_private_file(void **state)
{
	char path[300], text[4096], long_text[3000];
	struct stat info;

	(void)state;
	snprintf(path, sizeof(path), "%s/log", folder);
	log_line("nobody hears %d", 1);
	assert_true(log_open(path));
	errno = ENOSPC;
	log_line("kind %s, %d bytes", "round_opened", 17);
	assert_int_equal(errno, ENOSPC);
	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	log_line("%s", long_text);
	log_close();
	log_line("nobody hears %d", 2);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	read_file(path, text, sizeof(text));
	assert_non_null(strstr(text, " kind round_opened, 17 bytes\n"));
	assert_null(strstr(text, "nobody"));
	assert_int_equal(text[strlen(text) - 1], '\n');
	/* Opening again appends. */
	assert_true(log_open(path));
	log_line("second");
	log_close();
	read_file(path, text, sizeof(text));
	assert_non_null(strstr(text, "round_opened"));
	assert_non_null(strstr(text, "second\n"));
	unlink(path);
}

static void a_log_that_cannot_be_opened_says_so(void **state)
{
	char path[300];

	(void)state;
	snprintf(path, sizeof(path), "%s/no/such/log", folder);
	assert_false(log_open(path));
	assert_int_equal(errno, ENOENT);
	log_close();
}

static void restore(void)
{
	static const char word[] = "restored ";
	ssize_t put = write(STDERR_FILENO, word, sizeof(word) - 1);

	(void)put;
}

static void restore_that_fails_too(void)
{
	restore();
	log_fatal("inner");
}

/* What a child says on standard error before it ends, and its status. */
static int last_words(void (*hook)(void), char *text, size_t size)
{
	int ends[2], status;
	size_t length = 0;
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		log_on_fatal(hook);
		log_fatal("out of memory");
	}
	close(ends[1]);
	while ((got = read(ends[0], text + length, size - 1 - length)) > 0)
		length += (size_t)got;
	text[length] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void fatal_restores_speaks_and_ends_with_70(void **state)
{
	char text[256];

	(void)state;
	assert_int_equal(last_words(NULL, text, sizeof(text)), 70);
	assert_string_equal(text, "entaku: out of memory\n");
	assert_int_equal(last_words(restore, text, sizeof(text)), 70);
	assert_string_equal(text, "restored entaku: out of memory\n");
	assert_int_equal(last_words(restore_that_fails_too, text, sizeof(text)), 70);
	assert_string_equal(text, "restored entaku: inner\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_go_into_a_private_file),
		cmocka_unit_test(a_log_that_cannot_be_opened_says_so),
		cmocka_unit_test(fatal_restores_speaks_and_ends_with_70),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
