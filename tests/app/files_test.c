/* Files that are given to the program and made by it: which one failed, what is left of one
 * that could not be made, and what is no file at all. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "support/program.h"

struct place { struct arena *arena; const char *path; };

/* RUN(place, status, out, err, words...) */
#define RUN(place, status, out, err, ...) \
	expect_run((place)->path, &(struct run){ .word = { __VA_ARGS__ } }, status, out, err)
#define RUN_JA(place, status, out, err, ...) \
	expect_run((place)->path, &(struct run){ .language = "ja", .word = { __VA_ARGS__ } }, \
		   status, out, err)

#define FEED(place, input_text, status, out, err, ...) \
	expect_run((place)->path, &(struct run){ .input = (input_text), .word = { __VA_ARGS__ } }, \
		   status, out, err)

static int arrive(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	place->arena = arena_new();
	place->path = place_new(place->arena);
	*state = place;
	return 0;
}

static int leave(void **state)
{
	struct place *place = *state;

	place_remove(place->path);
	arena_free(place->arena);
	free(place);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arrive, leave)

static void new_session(struct place *place)
{
	RUN(place, 0, "1 ", "", "new", "--title", "Board day", "--organisation", "Minato",
	    "--participant", "Sato;CEO;vote", "--participant", "Suzuki;CISO;novote");
}

/* The copy is what could not be written, not what is copied. */
static void a_failed_backup_names_the_copy(void **state)
{
	struct place *place = *state;
	const char *folder = arena_printf(place->arena, "%s/closed", place->path);

	new_session(place);
	for (long limit = 40000; limit < 300000; limit *= 4) {
		struct run run = { .word = { "backup", "copy.db", NULL }, .file_limit = (size_t)limit };
		struct run ja = { .word = { "--lang", "ja", "backup", "copy.db", NULL }, .file_limit = (size_t)limit };

		expect_run(place->path, &run, 74, "", "cannot make 'copy.db': the file may not grow so far");
		expect_run(place->path, &ja, 74, "", "'copy.db' を作れません（ファイルの大きさの上限に達しました）");
	}
	RUN(place, 73, "", "cannot make 'no/copy.db': the folder is not there", "backup", "no/copy.db");
	RUN_JA(place, 73, "", "'no/copy.db' を作れません（フォルダーがありません）", "backup", "no/copy.db");
	RUN(place, 73, "", "'/dev/full' is already there", "backup", "/dev/full");
	assert_int_equal(mkdir(folder, 0500), 0);
	if (geteuid() != 0) {
		RUN(place, 73, "", "cannot make 'closed/copy.db': you may not", "backup", "closed/copy.db");
		RUN_JA(place, 73, "", "'closed/copy.db' を作れません（権限がありません）", "backup", "closed/copy.db");
	}
	assert_int_not_equal(access(arena_printf(place->arena, "%s/copy.db", place->path), F_OK), 0);
}

/* Neither a file nor a folder that was not there before. */
static void what_could_not_be_made_is_not_left(void **state)
{
	struct place *place = *state;
	const char *made = arena_printf(place->arena, "%s/a", place->path), *kept = arena_printf(place->arena, "%s/k", place->path);

	assert_int_equal(mkdir(kept, 0700), 0);
	for (size_t limit = 2048; limit < 300000; limit += limit / 2) {
		struct run run = { .word = { "new", "-t", "x", "-o", "y", "--db", "a/b/n.db", NULL }, .file_limit = limit };
		struct run in = { .word = { "new", "-t", "x", "-o", "y", "--db", "k/b/n.db", NULL }, .file_limit = limit };

		expect_run(place->path, &run, 74, "", "a/b/n.db");
		assert_int_not_equal(access(made, F_OK), 0);
		expect_run(place->path, &in, 74, "", "k/b/n.db");
		assert_int_equal(rmdir(kept), 0);
		assert_int_equal(mkdir(kept, 0700), 0);
	}
	RUN(place, 64, "", "--date", "new", "-t", "x", "-o", "y", "--date", "99", "--db", "a/b/n.db");
	RUN(place, 66, "", "none.jsonl", "import", "none.jsonl", "--db", "a/b/n.db");
	assert_int_not_equal(access(made, F_OK), 0);
	/* One that was there stays as it was. */
	new_session(place);
	RUN(place, 64, "", "--date", "new", "-t", "x", "-o", "y", "--date", "99");
	RUN(place, 0, "Board day", "", "list");
}

/* One that nobody writes into would be waited for. */
static void a_pipe_is_no_pack(void **state)
{
	struct place *place = *state;
	const char *pipe = arena_printf(place->arena, "%s/pipe.yaml", place->path);

	assert_int_equal(mkfifo(pipe, 0600), 0);
	RUN(place, 66, "", "pipe.yaml: cannot be read: it is a pipe or a device, not a file", "lint", "pipe.yaml");
	RUN_JA(place, 66, "", "pipe.yaml: 読めません: パイプかデバイスで、ファイルではありません", "lint", "pipe.yaml");
	RUN(place, 66, "", "pipe.yaml: cannot be read", "new", "-t", "x", "-o", "y", "--pack", "pipe.yaml");
	RUN(place, 66, "", "/dev/zero: cannot be read: it is a pipe", "lint", "/dev/zero");
	RUN(place, 66, "", "it is a folder", "lint", "/");
	FEED(place, "x: 1\n", 65, "-:1:1: unknown key 'x'", "", "lint", "-");
	FEED(place, "x: 1\n", 65, "/dev/stdin:1:1: unknown key 'x'", "", "lint", "/dev/stdin");
}

/* What a person gives as a pipe is read. */
static void events_and_bundles_come_through_pipes(void **state)
{
	static const char note[] = "{\"kind\":\"note_added\",\"text\":\"n\"}\n";
	struct place *place = *state;

	new_session(place);
	FEED(place, note, 0, "1 event", "", "apply", "1", "-");
	FEED(place, note, 0, "1 event", "", "apply", "1", "/dev/stdin");
	FEED(place, note, 0, "1 event", "", "apply", "1", "/dev/fd/0");
	FEED(place, "x", 65, "", "/dev/fd/0: line 1", "import", "/dev/fd/0");
	expect_run(place->path, &(struct run){ .language = "ja", .input = "{\"kind\" 1}", .word = { "apply", "1" } },
		   65, "", "1行目: JSON のオブジェクトではありません（10桁目: 「1」の付近の書き方に誤りがあります）");
	RUN(place, 66, "", "/dev/zero: cannot be read: the file is larger than 256 MB", "apply", "1", "/dev/zero");
	RUN_JA(place, 66, "", "/dev/zero: 読めません: ファイルが64 MBを超えています", "import", "/dev/zero");
	RUN(place, 66, "", "it is a folder", "apply", "1", "/");
	RUN(place, 66, "", "it is a folder", "import", "/");
}

/* In the record's language, whatever the screen has; --lang is asked for. */
static void a_paper_is_in_the_language_asked_for(void **state)
{
	static const char en[] = "# Workshop record", ja[] = "# ワークショップ記録";
	struct place *place = *state;

	RUN(place, 0, "1 ", "", "new", "-t", "x", "-o", "y", "--language", "ja");
	RUN(place, 0, ja, "", "report", "1", "--format", "md");
	RUN(place, 0, en, "", "report", "1", "--format", "md", "--lang", "en");
	RUN(place, 0, "2 ", "", "new", "-t", "x", "-o", "y", "--language", "en");
	RUN_JA(place, 0, en, "", "report", "2", "--format", "md");
	RUN(place, 0, ja, "", "report", "2", "--format", "md", "--lang", "ja");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_failed_backup_names_the_copy),
		TEST(what_could_not_be_made_is_not_left),
		TEST(a_pipe_is_no_pack),
		TEST(events_and_bundles_come_through_pipes),
		TEST(a_paper_is_in_the_language_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
