/* Which packs there are: order, hiding, files that can't be used; and the list
 * of findings that lint keeps. */
#include "support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "content/find.h"
#include "content/findings.h"
#include "content/pack.h"

/* A folder of its own with two folders in it. */
struct place { struct arena *arena; char root[64]; const char *folder[3]; };

static const char *in(struct place *place, size_t folder, const char *name)
{
	return arena_printf(place->arena, "%s/%s", place->folder[folder], name);
}

static int start(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	const char *room = getenv("TMPDIR");

	if (!place || support_start(state) != 0)
		return -1;
	place->arena = *state;
	*state = place;
	snprintf(place->root, sizeof(place->root), "%.40s/find-XXXXXX", room ? room : "/tmp");
	if (!mkdtemp(place->root))
		return -1;
	place->folder[0] = arena_printf(place->arena, "%s/near", place->root);
	place->folder[1] = arena_printf(place->arena, "%s/none", place->root);
	place->folder[2] = arena_printf(place->arena, "%s/far", place->root);
	return mkdir(place->folder[0], 0700) || mkdir(place->folder[2], 0700);
}

static int end(void **state)
{
	struct place *place = *state;

	for (size_t f = 0; f < 3; f++) {
		char **path;
		size_t count = file_list(place->arena, place->folder[f], ".yaml", &path);

		for (size_t i = 0; i < count; i++)
			remove(path[i]);
		rmdir(place->folder[f]);
	}
	rmdir(place->root);
	arena_free(place->arena);
	free(place);
	return 0;
}

/* The small pack under another id and version. */
static void put(struct place *place, size_t folder, const char *name, const char *id, const char *version)
{
	size_t length;
	char *small = support_file(place->arena, SMALL_PACK, &length);
	const char *rest = strstr(small, "title:");
	char *text = arena_printf(place->arena, "pack: %s\nversion: %s\n%s", id, version, rest);

	assert_true(file_write(in(place, folder, name), text, strlen(text)));
}

static void the_first_folder_wins(void **state)
{
	struct place *place = *state;
	struct pack_found *found;
	size_t count;

	put(place, 2, "a.yaml", "same", "1.0.0");
	put(place, 2, "b.yaml", "other", "1.0.0");
	put(place, 0, "z.yaml", "same", "2.0.0");
	put(place, 2, "c.yaml", "other", "3.0.0");
	found = packs_find(place->arena, place->folder, 3, &count);
	assert_int_equal(count, 4);
	assert_string_equal(found[0].path, in(place, 0, "z.yaml"));
	assert_false(found[0].hidden);
	assert_true(found[1].hidden);
	assert_false(found[2].hidden);
	assert_true(found[3].hidden);
	assert_string_equal(packs_pick(found, count, "same")->version, "2.0.0");
	assert_string_equal(packs_pick(found, count, "other")->version, "1.0.0");
	assert_null(packs_pick(found, count, "none"));
}

/* What is faulty is in the list but in nobody's way. */
static void faulty_files_hide_nothing(void **state)
{
	struct place *place = *state;
	const char *large = arena_alloc(place->arena, PACK_BYTES_MAX + 1);
	struct pack_found *found;
	size_t count;

	put(place, 0, "a.yaml", "same", "bad version");
	assert_true(file_write(in(place, 0, "b.yaml"), large, PACK_BYTES_MAX + 1));
	put(place, 2, "c.yaml", "same", "1.0.0");
	found = packs_find(place->arena, place->folder, 3, &count);
	assert_int_equal(count, 3);
	assert_null(found[0].pack);
	assert_null(found[0].fault);
	assert_int_equal(found[0].errors, 1);
	assert_null(found[1].pack);
	assert_string_equal(found[1].fault, "the file is larger than 4 MB");
	assert_false(found[2].hidden);
	assert_ptr_equal(packs_pick(found, count, "same"), found[2].pack);
}

static void no_folders_no_packs(void **state)
{
	struct place *place = *state;
	size_t count = 9;

	packs_find(place->arena, place->folder, 0, &count);
	assert_int_equal(count, 0);
	packs_find(place->arena, &place->folder[1], 1, &count);
	assert_int_equal(count, 0);
}

static void reasons_are_said_in_both_languages(void **state)
{
	static const struct { int why; const char *en, *ja; } rows[] = {
		{ ENOENT, "there is no such file", "ファイルがありません" },
		{ ENOTDIR, "there is no such file", "ファイルがありません" },
		{ EISDIR, "it is a folder, not a file", "ファイルではなくフォルダです" },
		{ EACCES, "reading it is not allowed", "読み取りが許可されていません" },
		{ EFBIG, "the file is larger than 4 MB", "ファイルが4 MBを超えています" },
		{ EIO, "it can't be read (the disk does not answer)", "読み取れません（ディスクが応答しません）" },
	};

	for (size_t i = 0; i < 2 * sizeof(rows) / sizeof(rows[0]); i++) {
		char words[256];

		lang = i % 2 ? LANG_JA : LANG_EN;
		assert_string_equal(pack_unreadable(rows[i / 2].why, words, sizeof(words)),
				    i % 2 ? rows[i / 2].ja : rows[i / 2].en);
	}
	(void)state;
}

static void findings_are_sorted_by_place(void **state)
{
	struct place *place = *state;
	struct findings findings;
	struct str out = STR_INIT;

	findings_init(&findings, place->arena);
	findings_add(&findings, "b", 1, 1, "", SEVERITY_ERROR, "%s", "five");
	findings_add(&findings, "a", 2, 1, "k", SEVERITY_WARNING, "%s", "four");
	findings_add(&findings, "a", 1, 2, "", SEVERITY_ERROR, "%s", "three");
	findings_add(&findings, "a", 1, 1, "", SEVERITY_ERROR, "%s", "two");
	findings_add(&findings, "a", 1, 1, "", SEVERITY_ERROR, "%s", "one");
	findings_print(&findings, &out);
	assert_string_equal(out.text, "a:1:1: one\na:1:1: two\na:1:2: three\na:2:1: warning: k: four\nb:1:1: five\n");
	assert_int_equal(findings.errors, 4);
	str_clear(&out);
	json_write(&out, findings_json(&findings, place->arena)->child[3]);
	assert_string_equal(out.text, "{\"column\":1,\"key\":\"k\",\"line\":2,\"path\":\"a\","
				      "\"severity\":\"warning\",\"text\":\"four\"}");
	str_release(&out);
}

/* Twenty are kept; an error is not lost to a warning. */
static void errors_push_warnings_out(void **state)
{
	struct place *place = *state;
	struct findings findings;
	struct str out = STR_INIT;

	findings_init(&findings, place->arena);
	for (int i = 1; i <= PACK_FINDINGS_MAX + 1; i++)
		findings_add(&findings, "a", i, 1, "", SEVERITY_WARNING, "%s", "w");
	findings_add(&findings, "a", 99, 1, "", SEVERITY_ERROR, "%s", "e");
	assert_int_equal(findings.count, PACK_FINDINGS_MAX);
	assert_int_equal(findings.more, 2);
	assert_int_equal(findings.errors, 1);
	findings_print(&findings, &out);
	assert_non_null(strstr(out.text, "a:99:1: e\n… and 2 more\n"));
	str_release(&out);
}

static void a_file_name_cannot_command_a_terminal(void **state)
{
	struct place *place = *state;
	struct findings findings;

	findings_init(&findings, place->arena);
	findings_add(&findings, "a\x1b[2J\nb\xff", 1, 1, "", SEVERITY_ERROR, "%s", "x");
	assert_string_equal(findings.finding[0].path, "a[2J b\xEF\xBF\xBD");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_folder_wins), TEST(faulty_files_hide_nothing), TEST(no_folders_no_packs),
		TEST(reasons_are_said_in_both_languages), TEST(findings_are_sorted_by_place),
		TEST(errors_push_warnings_out), TEST(a_file_name_cannot_command_a_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
