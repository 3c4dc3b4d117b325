/* Preparing: the pre-read as a file, and a rehearsal that leaves nothing behind. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "support/program.h"

struct place { struct arena *arena; const char *path, *database, *copies; };

#define RUN(place, status, out, err, ...) \
	expect_run((place)->path, &(struct run){ .word = { "--db", (place)->database, __VA_ARGS__ } }, status, out, err)

static int arrive(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	place->arena = arena_new();
	place->path = place_new(place->arena);
	place->database = arena_printf(place->arena, "%s/t.db", place->path);
	place->copies = arena_printf(place->arena, "%s/copies", place->path);
	assert_int_equal(mkdir(place->copies, 0700), 0);
	assert_int_equal(setenv("TMPDIR", place->copies, 1), 0);
	*state = place;
	return 0;
}

static int leave(void **state)
{
	struct place *place = *state;

	unsetenv("TMPDIR");
	place_remove(place->path);
	arena_free(place->arena);
	free(place);
	return 0;
}

static void prepare(struct place *place)
{
	RUN(place, 0, "1 ", "", "new", "--title", "Board day", "--organisation", "Minato", "--date", "2026-11-24",
	    "--participant", "Sato;CEO;vote");
}

static const char *script(struct place *place, const char *text)
{
	const char *path = arena_printf(place->arena, "%s/a.keys", place->path);

	assert_true(file_write(path, text, strlen(text)));
	return path;
}

static int entries(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	int count = 0;

	assert_non_null(directory);
	while ((entry = readdir(directory)))
		count += entry->d_name[0] != '.';
	closedir(directory);
	return count;
}

static char *bytes(struct place *place, const char *path, size_t *length)
{
	char *all;

	assert_true(file_read(place->arena, path, 64 * 1024 * 1024, &all, length));
	return all;
}

static void a_rehearsal_leaves_nothing(void **state)
{
	struct place *place = *state;
	size_t before, after;
	char *was, *is;

	prepare(place);
	was = bytes(place, place->database, &before);
	RUN(place, 0, "[REHEARSAL]", "nothing of it was kept", "run", "1", "--rehearse", "--size", "120x36", "--script",
	    script(place, "expect REHEARSAL\nkey ]\nexpect Nobody\nkey y\nexpect Opening\nkey n\ntype only a try\n"
		   "key Enter\nexpect recorded #\ndump\n"));
	is = bytes(place, place->database, &after);
	assert_int_equal(after, before);
	assert_memory_equal(is, was, before);
	assert_int_equal(entries(place->copies), 0);
	/* Nor does it when something goes wrong. */
	RUN(place, 1, NULL, "not on the screen", "run", "1", "--rehearse", "--script", script(place, "expect never\n"));
	RUN(place, 66, "", "no session '7'", "run", "7", "--rehearse", "--script", script(place, "dump\n"));
	assert_int_equal(entries(place->copies), 0);
}

static void a_rehearsal_needs_no_file(void **state)
{
	struct place *place = *state;

	RUN(place, 0, "[REHEARSAL]", NULL, "run", "--rehearse", "--script", script(place, "key n\nexpect New session\ndump\n"));
	assert_int_not_equal(access(place->database, F_OK), 0);
	assert_int_equal(entries(place->copies), 0);
}

static void a_rehearsal_without_a_place_says_so(void **state)
{
	struct place *place = *state;

	prepare(place);
	assert_int_equal(setenv("TMPDIR", arena_printf(place->arena, "%s/none", place->path), 1), 0);
	RUN(place, 73, "", "set TMPDIR", "run", "1", "--rehearse", "--script", script(place, "dump\n"));
}

static void the_pre_read_is_written_whole(void **state)
{
	struct place *place = *state;
	const char *path = arena_printf(place->arena, "%s/b.html", place->path);
	struct stat info;
	size_t length;

	prepare(place);
	RUN(place, 0, "Board day: pre-read", "", "brief", "1");
	RUN(place, 0, "# Board day: pre-read", "", "brief", "1", "--format", "md");
	RUN(place, 0, "", "", "brief", "1", "--format", "html", "-o", path);
	assert_non_null(strstr(bytes(place, path, &length), "</html>"));
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	RUN(place, 64, "", "text md html", "brief", "1", "--format", "pdf");
	RUN(place, 73, "", "can't be written", "brief", "1", "-o", arena_printf(place->arena, "%s/none/b", place->path));
	RUN(place, 66, "", "no session", "brief", "9");
}

static void a_session_goes_to_another_file(void **state)
{
	struct place *place = *state;
	const char *bundle = arena_printf(place->arena, "%s/b.jsonl", place->path);
	const char *other = arena_printf(place->arena, "%s/other.db", place->path);
	struct stat info;

	prepare(place);
	RUN(place, 0, "b.jsonl: 1 session\n", "", "export", "1", "-o", bundle);
	/* What is there is not replaced, least of all the database. */
	RUN(place, 73, "", "is there already", "export", "1", "-o", bundle);
	expect_run(place->path, &(struct run){ .word = { "--db", other, "import", bundle, NULL } }, 0, "new, 2 events", "");
	expect_run(place->path, &(struct run){ .word = { "--db", other, "export", "1", "-o", other, NULL } }, 73, "", "is there already");
	expect_run(place->path, &(struct run){ .word = { "--db", other, "brief", "1", "-o", other, NULL } }, 73, "", "the database itself");
	assert_int_equal(remove(other), 0);
	assert_int_equal(stat(bundle, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	RUN(place, 0, "\"bundle\":", "", "export", "1");
	expect_run(place->path, &(struct run){ .word = { "--db", other, "import", bundle, NULL } }, 0, "new, 2 events", "");
	expect_run(place->path, &(struct run){ .word = { "--db", other, "import", bundle, NULL } }, 0, "nothing new", "");
	expect_run(place->path, &(struct run){ .word = { "--db", other, "verify", NULL } }, 0, "sound", "");
	expect_run(place->path, &(struct run){ .word = { "--db", other, "--json", "import", bundle, NULL } }, 0,
		   "\"added\": 0", "");
	assert_true(file_write(bundle, "nonsense\n", 9));
	expect_run(place->path, &(struct run){ .word = { "--db", other, "import", bundle, NULL } }, 65, "",
		   "nothing was taken in");
	expect_run(place->path, &(struct run){ .language = "ja", .word = { "--db", other, "import", bundle, NULL } }, 65, "",
		   "何も取り込んでいません");
	expect_run(place->path, &(struct run){ .word = { "--db", other, "import", "/nowhere", NULL } }, 66, "", "/nowhere");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arrive, leave)

/* What the screen does not show is not read, until it gets higher or somebody moves. */
static void list_reaches_as_far_as_the_screen(void **state)
{
	struct place *place = *state;
	enum { SESSIONS = 50 };

	for (int i = 0; i < SESSIONS; i++)
		RUN(place, 0, NULL, "", "new", "--title", arena_printf(place->arena, "Day %02d", i), "--organisation", "Minato",
		    "--date", arena_printf(place->arena, "20%02d-11-24", 26 + i));
	RUN(place, 0, NULL, "", "run", "--size", "80x24", "--script",
	    script(place, "expect Day 49\nrefute Day 10\nsize 80x60\nexpect Day 10\n"));
	RUN(place, 0, NULL, "", "run", "--size", "80x24", "--script", script(place, "key End\nexpect Day 00\nkey Home\nexpect Day 49\n"));
	/* A new session may follow any of them. */
	RUN(place, 0, NULL, "", "run", "--size", "80x24", "--script",
	    script(place, "key n\nexpect New session\nkey Escape\nsize 80x60\nexpect Day 00\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_rehearsal_leaves_nothing), TEST(a_rehearsal_needs_no_file),
		TEST(a_rehearsal_without_a_place_says_so), TEST(the_pre_read_is_written_whole), TEST(a_session_goes_to_another_file),
		TEST(list_reaches_as_far_as_the_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
