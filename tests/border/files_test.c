/*
 * Files and folders: private from the moment they are made, whatever the umask; nothing is
 * followed that somebody planted; the environment is trusted for its purpose alone.
 *
 * Every open() and mkdir() of the program and of SQLite comes by here, since a program's
 * own functions go before those of the C library.
 */
#include "../store/support.h"
#include "support/program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/str.h"
#include "cli/folder.h"
#include "cli/rehearsal.h"

#ifdef __linux__
static struct { int files, folders; char wide[400]; } made;

static void note(const char *path, mode_t mode, const char *how)
{
	if (mode & 077)
		snprintf(made.wide, sizeof(made.wide), "%s by %s, mode %o", path, how, (unsigned)mode);
}

int open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (flags & O_CREAT)
		mode = va_arg(args, mode_t);
	va_end(args);
	/* Of a file that is there the mode stays as it is. */
	if ((flags & O_CREAT) && access(path, F_OK) != 0) {
		made.files++;
		note(path, mode, "open");
	}
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...);
int open64(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (flags & O_CREAT)
		mode = va_arg(args, mode_t);
	va_end(args);
	return open(path, flags, mode);
}

int mkdir(const char *path, mode_t mode)
{
	made.folders++;
	note(path, mode, "mkdir");
	return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int fchmod(int file, mode_t mode)
{
	note("a descriptor", mode, "fchmod");
	return (int)syscall(SYS_fchmod, file, mode);
}
#endif

static void is_private(const char *path, bool folder)
{
	struct stat info;

	assert_int_equal(lstat(path, &info), 0);
	if ((info.st_mode & 0777) != (folder ? 0700 : 0600))
		fail_msg("%s has mode %o", path, (unsigned)info.st_mode & 0777);
}

static void make_all(struct bench *bench)
{
	struct str text = STR_INIT;
	struct error err;
	struct folder folder;
	struct cli_context context = { .arena = bench->arena, .database = bench_path(bench, "deep/er/new.db") };
	struct store *store;

	str_add(&text, "words");
	session_free(bench_session(bench, "s-1"));
	assert_true(store_backup(bench->store, bench_path(bench, "copy.db"), &err));
	store = store_open(context.database, STORE_WRITE, &err);
	assert_non_null(store);
	store_close(store);
	assert_true(file_write(bench_path(bench, "paper.html"), "x", 1));
	assert_true(folder_begin(&folder, bench->arena, bench_path(bench, "papers/all"), "Board day", &err));
	assert_true(folder_add(&folder, "minutes.html", &text, &err));
	assert_true(folder_end(&folder, &err));
	is_private(folder.path, true);
	is_private(arena_printf(bench->arena, "%s/minutes.html", folder.path), false);
	assert_true(rehearsal_begin(&context, &err));
	is_private(context.database, false);
	is_private(arena_strndup(bench->arena, context.database, strlen(context.database) - strlen("/entaku.db")), true);
	rehearsal_end(&context);
	assert_true(log_open(bench_path(bench, "log")));
	log_close();
	str_release(&text);
}

static void nothing_is_ever_wider(void **state)
{
	static const char *const files[] = { "test.db", "test.db-wal", "test.db-shm", "copy.db", "deep/er/new.db", "paper.html",
		"log" };
	static const char *const folders[] = { "deep", "deep/er", "papers", "papers/all" };
	struct bench *bench = *state;
	mode_t before = umask(0);

#ifdef __linux__
	memset(&made, 0, sizeof(made));
#endif
	make_all(bench);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		is_private(bench_path(bench, files[i]), false);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		is_private(bench_path(bench, folders[i]), true);
	umask(before);
#ifdef __linux__
	if (made.wide[0])
		fail_msg("%s", made.wide);
	/* Else we did not look at all. */
	assert_true(made.files >= 4 && made.folders >= 4);
#endif
}

/* ---- links ------------------------------------------------------------------------------------ */

enum { SOMEBODY = 65534, FOLDER_OWNER = 65533 };

/* A folder such as /tmp, not ours, with a link that is not ours either; false: that needs
 * root.  `victim` is where it leads. */
static bool plant(struct bench *bench, const char *link, const char *victim)
{
	const char *folder = bench_path(bench, "public");
	struct stat info;

	if (geteuid() != 0)
		return false;
	if (lstat(folder, &info) != 0) {
		assert_int_equal(mkdir(folder, 0700), 0);
		assert_int_equal(chown(folder, FOLDER_OWNER, 0), 0);
		assert_int_equal(chmod(folder, 01777), 0);
	}
	assert_int_equal(symlink(victim, link), 0);
	return lchown(link, SOMEBODY, 0) == 0;
}

static void a_planted_link_is_not_followed(void **state)
{
	struct bench *bench = *state;
	const char *link = bench_path(bench, "public/paper.html"), *victim = bench_path(bench, "mine.txt");
	const char *own = bench_path(bench, "own.html"), *database = bench_path(bench, "public/entaku.db");
	struct error err = { ERROR_NONE, "" };
	char *bytes;
	size_t length;

	assert_true(file_write(victim, "mine", 4));
	if (!plant(bench, link, victim))
		skip();
	assert_false(file_write(link, "theirs", 6));
	assert_int_equal(errno, EACCES);
	/* Nor by way of a link of ours. */
	assert_int_equal(symlink(link, own), 0);
	assert_false(file_write(own, "theirs", 6));
	assert_true(file_read(bench->arena, victim, 100, &bytes, &length));
	assert_string_equal(bytes, "mine");
	/* A log, and a database that is to be made. */
	assert_false(log_open(link));
	assert_true(plant(bench, database, bench_path(bench, "elsewhere.db")));
	assert_null(store_open(database, STORE_WRITE, &err));
	assert_non_null(strstr(err.text, "somebody else"));
	assert_int_not_equal(access(bench_path(bench, "elsewhere.db"), F_OK), 0);
	/* Our own link there, and the folder owner's, are followed. */
	assert_int_equal(unlink(link), 0);
	assert_int_equal(symlink(victim, link), 0);
	assert_true(file_write(link, "ours", 4));
	assert_int_equal(lchown(link, FOLDER_OWNER, 0), 0);
	assert_true(file_write(link, "ours", 4));
	is_private(victim, false);
}

static void links_in_our_own_folders_are_followed(void **state)
{
	struct bench *bench = *state;
	const char *link = bench_path(bench, "link"), *round = bench_path(bench, "round");

	assert_true(file_write(bench_path(bench, "target"), "a", 1));
	assert_int_equal(symlink("target", link), 0);
	assert_true(file_write(link, "b", 1));
	assert_true(file_may_follow(link));
	/* One that goes round in a circle ends. */
	assert_int_equal(symlink("round", round), 0);
	assert_false(file_may_follow(round));
	assert_false(file_write(round, "b", 1));
}

/* The name under which a copy is made is not to be guessed and prepared. */
static void a_backup_is_not_led_astray(void **state)
{
	struct bench *bench = *state;
	const char *victim = bench_path(bench, "mine.txt"), *path = bench_path(bench, "copy.db");
	const char *aside = bench_path(bench, arena_printf(bench->arena, ".entaku-%ld.part", (long)getpid()));
	struct error err;

	assert_true(file_write(victim, "", 0));
	assert_int_equal(symlink(victim, aside), 0);
	store_backup(bench->store, path, &err);
	assert_int_equal(unlink(aside), 0);
	assert_int_equal(truncate(victim, 0), 0);
	remove(path);
	assert_true(store_backup(bench->store, path, &err));
	is_private(path, false);
	assert_int_equal(access(victim, F_OK), 0);
}

/* ---- environment ------------------------------------------------------------------------------ */

/* The program under env(1), which sets what is given; then the words. */
static struct str told(struct bench *bench, const char *settings, const char *rest)
{
	const char *command = arena_printf(bench->arena, "cd '%s' && env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 %s %s 2>&1",
					   bench->folder, settings, rest);
	struct str out = STR_INIT;
	FILE *pipe = popen(command, "r");
	char line[400];

	assert_non_null(pipe);
	while (fgets(line, sizeof(line), pipe))
		str_add(&out, line);
	pclose(pipe);
	return out;
}

static void has(struct bench *bench, const char *settings, const char *rest, const char *words)
{
	struct str out = told(bench, settings, rest);

	if (!strstr(out.text, words))
		fail_msg("%s: '%s' is not in '%s'", settings, words, out.text);
	str_release(&out);
}

static void folders_of_the_environment_are_whole_or_ignored(void **state)
{
	struct bench *bench = *state;
	const char *entaku = getenv("ENTAKU");
	const char *list = arena_printf(bench->arena, "'%s' list", entaku ? entaku : "entaku");
	const char *sample = arena_printf(bench->arena, "'%s' --db test.db run --rehearse --script /dev/null", entaku ? entaku : "entaku");

	if (!entaku)
		skip();
	has(bench, "XDG_DATA_HOME=there HOME=/nowhere", list, "XDG_DATA_HOME is ignored");
	has(bench, "XDG_DATA_HOME=there HOME=/nowhere", list, "/nowhere/.local/share/entaku");
	has(bench, "HOME=there", list, "HOME is ignored");
	has(bench, "HOME=", list, "HOME");
	has(bench, "HOME=/nowhere TMPDIR=there", sample, "TMPDIR is ignored");
	has(bench, "HOME=/nowhere TMPDIR=/nowhere", sample, "set TMPDIR to one that can be written");
	assert_int_not_equal(access(bench_path(bench, "there"), F_OK), 0);
}

/* Where the program has more rights than whoever starts it, nothing is believed. */
static void lent_rights_silence_the_environment(void **state)
{
	struct bench *bench = *state;
	const char *entaku = getenv("ENTAKU"), *own = bench_path(bench, "entaku");
	const char *copy = arena_printf(bench->arena, "cp '%s' '%s' && chown %d '%s' && chmod 4755 '%s' && chmod 755 '%s'",
					entaku ? entaku : "", own, SOMEBODY, own, own, bench->folder);
	struct str out;

	if (!entaku || geteuid() != 0 || system(copy) != 0)
		skip();
	has(bench, "ENTAKU_LANG=ja HOME=/nowhere", arena_printf(bench->arena, "'%s' list", entaku), "まだありません");
	out = told(bench, "ENTAKU_LANG=ja ENTAKU_DB=/nowhere/x.db HOME=/nowhere", arena_printf(bench->arena, "'%s' list", own));
	/* A file system that lends no rights, or where the program can't be started, proves nothing. */
	if (strstr(out.text, "まだありません") || !strstr(out.text, "entaku:")) {
		str_release(&out);
		skip();
	}
	assert_null(strstr(out.text, "/nowhere"));
	str_release(&out);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_ever_wider), TEST(a_planted_link_is_not_followed), TEST(links_in_our_own_folders_are_followed),
		TEST(a_backup_is_not_led_astray), TEST(folders_of_the_environment_are_whole_or_ignored),
		TEST(lent_rights_silence_the_environment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
