/* Whole files in, whole files out, and every way in which that goes wrong. */
#include "base/arena.h"
#include "base/beside.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
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
static char path[512];

static const char *in_folder(const char *name)
{
	snprintf(path, sizeof(path), "%s/%.200s", folder, name);
	return path;
}

static int start(void **state)
{
	const char *base = getenv("TMPDIR");

	*state = arena_new();
	snprintf(folder, sizeof(folder), "%s/entaku-file-XXXXXX", base ? base : "/tmp");
	return mkdtemp(folder) ? 0 : -1;
}

static int end(void **state)
{
	arena_free(*state);
	return rmdir(folder);
}

/* How many names the folder holds. */
static size_t names_left(struct arena *arena)
{
	char **paths;

	return file_list(arena, folder, "", &paths);
}

static void what_is_written_is_read(void **state)
{
	static const char bytes[] = "円卓\0x\n";
	struct stat info;
	char *read;
	size_t length;
	mode_t mask = umask(0);

	assert_true(file_write(in_folder("a"), bytes, sizeof(bytes)));
	umask(mask);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_true(file_read(*state, path, sizeof(bytes), &read, &length));
	assert_int_equal(length, sizeof(bytes));
	assert_memory_equal(read, bytes, sizeof(bytes));
	assert_int_equal(read[length], 0);
	assert_true(file_write(path, "", 0));
	assert_true(file_read(*state, path, 0, &read, &length));
	assert_int_equal(length, 0);
	assert_string_equal(read, "");
	assert_int_equal(names_left(*state), 1);
	unlink(path);
}

static void a_relative_path_is_written(void **state)
{
	char before[512], *read;
	size_t length;

	assert_non_null(getcwd(before, sizeof(before)));
	assert_int_equal(chdir(folder), 0);
	assert_true(file_write("r", "x", 1));
	assert_true(file_read(*state, "r", 1, &read, &length));
	assert_string_equal(read, "x");
	unlink("r");
	assert_int_equal(chdir(before), 0);
}

static void a_large_file_is_refused(void **state)
{
	char big[40000], *read = NULL;
	size_t length;

	memset(big, 'x', sizeof(big));
	assert_true(file_write(in_folder("big"), big, sizeof(big)));
	assert_false(file_read(*state, path, sizeof(big) - 1, &read, &length));
	assert_int_equal(errno, EFBIG);
	assert_null(read);
	assert_true(file_read(*state, path, sizeof(big), &read, &length));
	assert_int_equal(length, sizeof(big));
	unlink(path);
}

/* The number of a process that has come and gone. */
static long gone(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	return (long)child;
}

static bool is_there(const char *name)
{
	return access(in_folder(name), F_OK) == 0;
}

/* Killed while it wrote: the next one tidies up, and touches nothing else. */
static void what_a_killed_one_left_is_removed(void **state)
{
	static const struct { const char *before, *after; bool stays; } names[] = {
		{ ".entaku-", ".part", false }, { ".entaku-", ".part-journal", false }, { ".entaku-", ".part.x1Y2z3", false },
		{ ".entaku-", ".parts", true }, { ".entaku-0", ".part", true }, { "a.", ".part", true },
		{ "a.", ".part.docx", true }, { ".entaku-", ".part.docx", true }, { ".entaku-", "", true },
		{ ".entaku-", ".part", true },
	};
	enum { COUNT = sizeof(names) / sizeof(names[0]) };
	char name[COUNT][64];
	long dead = gone();

	/* The last one is at work. */
	for (int i = 0; i < COUNT; i++) {
		snprintf(name[i], sizeof(name[i]), "%s%ld%s", names[i].before, i == COUNT - 1 ? (long)getppid() : dead,
			 names[i].after);
		close(open(in_folder(name[i]), O_WRONLY | O_CREAT, 0600));
	}
	assert_true(file_write(in_folder("a"), "x", 1));
	for (int i = 0; i < COUNT; i++) {
		assert_int_equal(is_there(name[i]), names[i].stays);
		unlink(path);
	}
	assert_int_equal(names_left(*state), 1);
	unlink(in_folder("a"));
}

/* On another machine the number of a process means nothing: whoever writes holds the file. */
static void what_is_held_is_not_left(void **state)
{
	char name[64];
	int file;

	(void)state;
	snprintf(name, sizeof(name), ".entaku-%ld.part", gone());
	file = open(in_folder(name), O_RDWR | O_CREAT, 0600);
	assert_true(file >= 0 && beside_hold(file));
	close(open(in_folder(strcat(name, "-journal")), O_WRONLY | O_CREAT, 0600));
	assert_true(file_write(in_folder("a"), "x", 1));
	assert_true(is_there(name));
	name[strlen(name) - strlen("-journal")] = '\0';
	assert_true(is_there(name));
	close(file);
	assert_true(file_write(in_folder("a"), "x", 1));
	assert_false(is_there(name));
	assert_false(is_there(strcat(name, "-journal")));
	unlink(in_folder("a"));
}

/* As long as a name may be, in bytes. */
static void a_long_name_is_written(void **state)
{
	char name[252];

	(void)state;
	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_true(file_write(path, "x", 1));
	assert_int_equal(unlink(path), 0);
}

/* A pipe has no size to look at beforehand. */
static void standard_input_is_read_to_its_end(void **state)
{
	int kept = dup(STDIN_FILENO), ends[2];
	char *read;
	size_t length;

	for (int round = 0; round < 2; round++) {
		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], "from a pipe", 11), 11);
		close(ends[1]);
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		if (round == 0) {
			assert_true(file_read(*state, "-", 11, &read, &length));
			assert_string_equal(read, "from a pipe");
		} else {
			assert_false(file_read(*state, "-", 10, &read, &length));
			assert_int_equal(errno, EFBIG);
		}
	}
	assert_int_equal(fcntl(STDIN_FILENO, F_GETFD), 0);
	dup2(kept, STDIN_FILENO);
	close(kept);
}

static void what_cannot_be_read_says_why(void **state)
{
	char *read;
	size_t length;

	assert_false(file_read(*state, in_folder("none"), 10, &read, &length));
	assert_int_equal(errno, ENOENT);
	assert_false(file_read(*state, folder, 10, &read, &length));
	assert_int_equal(errno, EISDIR);
}

static void what_cannot_be_written_leaves_all_as_it_was(void **state)
{
	char below[600], *read;
	size_t length;

	assert_true(file_write(in_folder("plain"), "old", 3));
	snprintf(below, sizeof(below), "%s/below", path);
	assert_false(file_write(below, "new", 3));
	assert_int_equal(errno, ENOTDIR);
	assert_true(file_read(*state, path, 10, &read, &length));
	assert_string_equal(read, "old");
	assert_int_equal(names_left(*state), 1);
	unlink(path);
	assert_false(file_write(in_folder("no/such/folder"), "new", 3));
	assert_int_equal(errno, ENOENT);
	assert_false(file_write(folder, "new", 3));
	assert_int_equal(errno, EISDIR);
	assert_int_equal(names_left(*state), 0);
}

static void a_read_only_folder_is_respected(void **state)
{
	char inside[600];

	(void)state;
	if (geteuid() == 0)
		skip(); /* root may write everywhere; ENOTDIR above stands for it */
	assert_int_equal(mkdir(in_folder("locked"), 0500), 0);
	snprintf(inside, sizeof(inside), "%s/file", path);
	assert_false(file_write(inside, "x", 1));
	assert_int_equal(errno, EACCES);
	rmdir(path);
}

static void a_link_stays_a_link(void **state)
{
	char target[512], *read;
	struct stat info;
	size_t length;

	assert_true(file_write(in_folder("target"), "old", 3));
	snprintf(target, sizeof(target), "%s", path);
	assert_int_equal(symlink("target", in_folder("link")), 0);
	assert_true(file_write(path, "new", 3));
	assert_int_equal(lstat(path, &info), 0);
	assert_true(S_ISLNK(info.st_mode));
	unlink(path);
	assert_true(file_read(*state, target, 10, &read, &length));
	assert_string_equal(read, "new");
	unlink(target);
	assert_int_equal(symlink("nowhere", in_folder("dangling")), 0);
	assert_false(file_write(path, "x", 1));
	assert_int_equal(errno, ENOENT);
	unlink(path);
}

/* Renaming over a device would replace it, which root could even do. */
static void a_device_is_written_and_stays(void **state)
{
	struct stat info;

	(void)state;
	assert_true(file_write("/dev/null", "x", 1));
	assert_int_equal(stat("/dev/null", &info), 0);
	assert_true(S_ISCHR(info.st_mode));
}

static void a_full_disk_is_noticed(void **state)
{
	(void)state;
	if (access("/dev/full", W_OK) != 0)
		skip();
	assert_false(file_write("/dev/full", "x", 1));
	assert_int_equal(errno, ENOSPC);
}

static void folders_are_made(void **state)
{
	char deep[600];
	struct stat info;
	mode_t mask = umask(0);

	(void)state;
	snprintf(deep, sizeof(deep), "%s/one/two/three", folder);
	assert_true(file_make_folder(deep));
	umask(mask);
	assert_int_equal(stat(deep, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0700);
	assert_true(file_make_folder(deep));
	snprintf(deep, sizeof(deep), "%s/one/two/three/", folder);
	assert_true(file_make_folder(deep));
	rmdir(in_folder("one/two/three"));
	assert_true(file_write(in_folder("one/two/file"), "", 0));
	assert_false(file_make_folder(path));
	assert_int_equal(errno, ENOTDIR);
	assert_false(file_make_folder(in_folder("one/two/file/below")));
	assert_int_equal(errno, ENOTDIR);
	unlink(in_folder("one/two/file"));
	rmdir(in_folder("one/two"));
	rmdir(in_folder("one"));
	assert_false(file_make_folder(""));
	assert_int_equal(errno, ENOENT);
}

static void files_are_listed_by_name(void **state)
{
	static const char *const names[] = { "b.yaml", "a.yaml", "c.txt", ".d.yaml", ".yaml" };
	char **paths;

	for (size_t i = 0; i < 5; i++)
		assert_true(file_write(in_folder(names[i]), "", 0));
	assert_int_equal(mkdir(in_folder("folder.yaml"), 0700), 0);
	assert_int_equal(file_list(*state, folder, ".yaml", &paths), 2);
	assert_string_equal(paths[0], in_folder("a.yaml"));
	assert_string_equal(paths[1], in_folder("b.yaml"));
	assert_int_equal(file_list(*state, folder, ".none", &paths), 0);
	assert_int_equal(file_list(*state, in_folder("absent"), "", &paths), 0);
	for (size_t i = 0; i < 5; i++)
		unlink(in_folder(names[i]));
	rmdir(in_folder("folder.yaml"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read), cmocka_unit_test(what_a_killed_one_left_is_removed), cmocka_unit_test(what_is_held_is_not_left),
		cmocka_unit_test(a_long_name_is_written),
		cmocka_unit_test(a_relative_path_is_written),
		cmocka_unit_test(a_large_file_is_refused),
		cmocka_unit_test(standard_input_is_read_to_its_end),
		cmocka_unit_test(what_cannot_be_read_says_why),
		cmocka_unit_test(what_cannot_be_written_leaves_all_as_it_was),
		cmocka_unit_test(a_read_only_folder_is_respected),
		cmocka_unit_test(a_link_stays_a_link),
		cmocka_unit_test(a_device_is_written_and_stays),
		cmocka_unit_test(a_full_disk_is_noticed),
		cmocka_unit_test(folders_are_made),
		cmocka_unit_test(files_are_listed_by_name),
	};

	return cmocka_run_group_tests(tests, start, end);
}
