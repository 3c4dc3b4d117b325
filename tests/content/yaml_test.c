/* The bounds of the reader: what is cut, where, and how soon; and that each
 * problem of libyaml is said in words of ours. */
#include "support.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "content/findings.h"
#include "content/pack.h"
#include "content/yaml.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* Without a limit these take from 39 seconds to for ever. */
enum { SECONDS_MAX = 5 };

static void repeat(struct str *out, const char *text, int times)
{
	for (int i = 0; i < times; i++)
		str_add(out, text);
}

/* Is refused with just this, soon; `in_japanese` may be NULL where packs/ has it. */
static void refused(struct arena *arena, struct str *bytes, const char *wanted, const char *in_japanese)
{
	clock_t start = clock();

	assert_string_equal(support_faults(arena, LANG_EN, "x", bytes->text, bytes->length), wanted);
	assert_true(clock() - start < SECONDS_MAX * CLOCKS_PER_SEC);
	if (in_japanese)
		assert_string_equal(support_faults(arena, LANG_JA, "x", bytes->text, bytes->length),
				    in_japanese);
	str_release(bytes);
}

static void bombs_are_cut(void **state)
{
	struct arena *arena = *state;
	struct str bytes = STR_INIT;

	str_add(&bytes, "a: &a [x,x,x,x,x,x,x,x,x]\n");
	for (char c = 'b'; c < 'z'; c++) {
		str_printf(&bytes, "%c: &%c [", c, c);
		for (int i = 0; i < 9; i++)
			str_printf(&bytes, "*%c,", c - 1);
		str_add(&bytes, "]\n");
	}
	refused(arena, &bytes, "x:1:4: a: anchors (&), aliases (*) and tags (!) are not allowed; "
			       "write the text out, or put it in quotes\n", NULL);
}

static void depth_is_cut(void **state)
{
	static const char *const opening[] = { "[", "- ", "{a: ", "- - ", "[{a: " };
	struct arena *arena = *state;

	for (size_t i = 0; i < COUNT(opening); i++) {
		struct str bytes = STR_INIT;
		const char *said;
		clock_t start = clock();

		repeat(&bytes, opening[i], 200000);
		said = support_faults(arena, LANG_EN, "x", bytes.text, bytes.length);
		assert_non_null(strstr(said, "nested too deeply (at most 32 levels)"));
		assert_true(clock() - start < SECONDS_MAX * CLOCKS_PER_SEC);
		str_release(&bytes);
	}
}

static void thirty_two_levels_are_allowed(void **state)
{
	struct findings findings;
	struct str bytes = STR_INIT;

	repeat(&bytes, "[", YAML_DEPTH_MAX);
	repeat(&bytes, "]", YAML_DEPTH_MAX);
	findings_init(&findings, *state);
	assert_non_null(yaml_read(*state, "x", bytes.text, bytes.length, &findings));
	assert_int_equal(findings.count, 0);
	str_release(&bytes);
}

static void keys_are_counted(void **state)
{
	struct str bytes = STR_INIT;

	for (int i = 0; i < 100000; i++)
		str_printf(&bytes, "key%d: 1\n", i);
	refused(*state, &bytes, "x:65:1: more than 64 keys in one map\n", NULL);
}

static void values_are_counted(void **state)
{
	struct str bytes = STR_INIT;

	repeat(&bytes, "- 1\n", YAML_VALUES_MAX + 10);
	refused(*state, &bytes, "x:500000:3: [499999]: the file holds more than 500,000 values; "
				"a pack has a few thousand\n",
		"x:500000:3: [499999]: 値が50万個を超えています。教材の値は数千個ほどです\n");
}

static void size_is_limited(void **state)
{
	struct str bytes = STR_INIT;

	repeat(&bytes, "# filler\n", 5 * 1024 * 1024 / 9);
	refused(*state, &bytes, "x:1:1: the file is larger than 4 MB\n",
		"x:1:1: ファイルが4 MBを超えています\n");
}

/* As large as a file may be, and all of it wrong. */
static void nonsense_is_read_soon(void **state)
{
	static const struct { const char *head, *line; } rows[] = {
		{ "items:\n", "- {minuts: 1, titel: 2}\n" }, { "items:\n", "- [a]\n" },
		{ "", "- \"\\e\"\n" }, { "x: |\n", "  \xE2\x80\xAE\n" }, { "x: [", "\xE2\x80\xAE," },
		{ "items: [{worksheet: [", "{id: x, id: x}," }, { "- '", "' '" }, { "refs: {", "? x," },
		{ "", "#\n" }, { "", "\n" }, { "\"", "\\u3042" }, { "a: ", "か\xE3\x82\x99" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena *arena = arena_new();
		struct str bytes = STR_INIT;
		clock_t start = clock();

		str_add(&bytes, rows[i].head);
		while (bytes.length + 16 < (size_t)PACK_BYTES_MAX / 4)
			str_add(&bytes, rows[i].line);
		assert_string_not_equal(support_faults(arena, LANG_EN, "x", bytes.text, bytes.length), "");
		assert_true(clock() - start < SECONDS_MAX * CLOCKS_PER_SEC);
		str_release(&bytes);
		arena_free(arena);
	}
	(void)state;
}

/* libyaml has its own words, in English; none of them may come through. */
static void problems_are_said_in_both_languages(void **state)
{
	static const char *const broken[] = {
		"a\nb: c\n", "k: a: b\n", "a: \"b\" c\n", "l:\n  - a\n  b\n", "l: - a\n", "[a\n", "{a\n",
		"{a: b\nc: d}\n", "\"abc", "\"a\n---\nb\"", "a: @b", "\"\\q\"", "\"\\xZZ\"", "\"\\ud800\"",
		"a: |\n \tb\n", "a: |\n  b\n\tc\n", "a:\n  |\n\t\n", "  a: b\n\tc\n", "a:\n   b\n\tc: d",
		"- a\nb: c\n", "  a: b\nc: d\n", "a: ]", "a: &", "a: *", "a: *a(", "a: !<x", "a: !<",
		"a: !x!y", "a: !%zz b", "a: !a{", "a: | b", "a: |0\n b", "a: |99\n b", "%\n", "%FOO\n--- a\n",
		"%YAML x\n---\n", "%YAML 1\n---\n", "%YAML 2.0\n--- a\n", "%YAML 1.1\n%YAML 1.1\n--- a",
		"%YAML 1111111111.1\n---", "%TAG x\n---", "%TAG ! \n---", "%TAG !a! a\n%TAG !a! b\n--- x",
		"%TAG !a!x\n---", "%F\xE3\x81\x82\n---", "a: ? b", "- ? a\n  : b\n ? c", "{ja:[]}",
		"[a: b: c]", "a: b\n...\nc: d", "a: b\n---x", "%YAML 1.1\na: b", "[a]]", "a: [b]c",
		"key: [a, b]: c", "?\tb", "\t- a", "a:\n\tb: c", "a: !<abc>d\n", "a: >x\n b",
	};
	static const char *const english[] = { "found", "expected", "allowed", "while" };
	struct arena *arena = *state;

	for (size_t i = 0; i < COUNT(broken); i++) {
		const char *said = support_faults(arena, LANG_JA, "x", broken[i], strlen(broken[i]));

		assert_non_null(strstr(said, "YAMLとして読めません。"));
		for (size_t e = 0; e < COUNT(english); e++)
			if (strstr(said, english[e]))
				fail_msg("%zu: %s", i, said);
	}
}

static void tabs_are_named(void **state)
{
	static const char *const broken[] = {
		"a:\n\tb: c", "\t- a", "  a: b\n\tc\n", "a: |\n \tb\n", "a: |\n  b\n\tc\n",
	};

	for (size_t i = 0; i < COUNT(broken); i++)
		assert_non_null(strstr(support_faults(*state, LANG_EN, "x", broken[i], strlen(broken[i])),
				       "a tab in the indentation; use spaces"));
}

/* Reader errors carry no place of their own. */
static void broken_bytes_are_found(void **state)
{
	static const struct { const char *bytes, *wanted; } rows[] = {
		{ "a: \xff", "x:1:4: this is not UTF-8; save the file as UTF-8\n" },
		{ "\xEF\xBB\xBFpack: \xff", "x:1:7: this is not UTF-8; save the file as UTF-8\n" },
		{ "円: 卓\r\n円卓: \xE5\x86", "x:2:5: this is not UTF-8; save the file as UTF-8\n" },
		{ "a: b\rc: \xC0\xAF", "x:2:4: this is not UTF-8; save the file as UTF-8\n" },
		{ "a: \xED\xA0\x80", "x:1:4: this is not UTF-8; save the file as UTF-8\n" },
		{ "\xFE\xFF\x00\x61", "x:1:1: this is not UTF-8; save the file as UTF-8\n" },
		{ "a: b\nc: \x1b[31m", "x:2:4: there is a control character here (U+001B); remove it\n" },
		{ "a: \xC2\x9B", "x:1:4: there is a control character here (U+009B); remove it\n" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(support_faults(*state, LANG_EN, "x", rows[i].bytes, strlen(rows[i].bytes)),
				    rows[i].wanted);
	assert_string_equal(support_faults(*state, LANG_EN, "x", "a: b\n\0c", 7),
			    "x:2:1: there is a control character here (U+0000); remove it\n");
}

static void texts_keys_and_places_are_kept(void **state)
{
	static const char bytes[] = "\xEF\xBB\xBF円: 卓\r\nか\xE3\x82\x99: [ 'a', 90 ]\r\n";
	struct findings findings;
	const struct yaml *root, *list;

	findings_init(&findings, *state);
	root = yaml_read(*state, "x", bytes, sizeof(bytes) - 1, &findings);
	assert_non_null(root);
	assert_int_equal(root->count, 2);
	assert_string_equal(root->key[1], "が");
	assert_int_equal(root->key_at[0][1], 1);
	assert_int_equal(root->child[0]->column, 4);
	assert_string_equal(yaml_get(root, "円")->text, "卓");
	list = yaml_get(root, "が");
	assert_int_equal(list->line, 2);
	assert_false(list->child[0]->plain);
	assert_true(list->child[1]->plain);
	assert_int_equal(list->child[1]->column, 12);
	assert_null(yaml_get(root, "no"));
	assert_null(yaml_get(list, "no"));
	assert_null(yaml_get(NULL, "no"));
}

/* The first of two stays, the faults behind them are still seen. */
static void a_key_given_twice_is_left_out(void **state)
{
	static const char bytes[] = "a: 1\nb: 2\na: {c: [1, {d: 2, d: 3}]}\ne: 5\n";
	struct findings findings;
	const struct yaml *root;

	findings_init(&findings, *state);
	root = yaml_read(*state, "x", bytes, sizeof(bytes) - 1, &findings);
	assert_int_equal(root->count, 3);
	assert_string_equal(yaml_get(root, "a")->text, "1");
	assert_string_equal(yaml_get(root, "e")->text, "5");
	assert_int_equal(findings.errors, 2);
	assert_string_equal(findings.finding[1].key, "a.c[1]");
	assert_int_equal(findings.finding[1].column, 19);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, support_start, support_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bombs_are_cut), TEST(depth_is_cut), TEST(thirty_two_levels_are_allowed),
		TEST(keys_are_counted), TEST(values_are_counted), TEST(size_is_limited),
		TEST(nonsense_is_read_soon), TEST(problems_are_said_in_both_languages),
		TEST(tabs_are_named), TEST(broken_bytes_are_found),
		TEST(texts_keys_and_places_are_kept), TEST(a_key_given_twice_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
