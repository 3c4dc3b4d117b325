/* JSON: what is refused and where, the tree, the canonical bytes. */
#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define DEPTH 16

static int start(void **state)
{
	*state = arena_new();
	return text_init_locale() ? 0 : -1;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

static struct json *read_text(struct arena *arena, const char *text)
{
	return json_read(arena, text, strlen(text), DEPTH, NULL);
}

static const char *canonical(struct arena *arena, const struct json *value)
{
	struct str out = STR_INIT;
	const char *text;

	json_write(&out, value);
	text = arena_strdup(arena, out.text);
	str_release(&out);
	return text;
}

/* These bytes are a format: a change here breaks every journal. */
static void the_spelling_is_canonical(void **state)
{
	static const struct { const char *read, *written; } rows[] = {
		{ " { \"b\" : 1 , \"a\" : [ true , false , null ] } ",
		  "{\"a\":[true,false,null],\"b\":1}" },
		{ "{}", "{}" }, { "[]", "[]" }, { "\"\"", "\"\"" }, { "0", "0" }, { "-0", "0" },
		{ "9223372036854775807", "9223372036854775807" },
		{ "-9223372036854775808", "-9223372036854775808" },
		{ "\"\\u0041\\u5186\\ud83d\\ude00\"", "\"A円\U0001F600\"" },
		{ "\"\\/\"", "\"/\"" }, { "\"\x7f\u2028\"", "\"\x7f\u2028\"" },
		{ "\"\\b\\f\\n\\r\\t\\\"\\\\\"", "\"\\b\\f\\n\\r\\t\\\"\\\\\"" },
		{ "\"\\u0001\\u001F\\u000a\"", "\"\\u0001\\u001f\\n\"" },
		{ "{\"円\":1,\"z\":2,\"Z\":3,\"\":4,\"za\":5}",
		  "{\"\":4,\"Z\":3,\"z\":2,\"za\":5,\"円\":1}" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct json *value = read_text(*state, rows[i].read);

		assert_non_null(value);
		assert_string_equal(canonical(*state, value), rows[i].written);
		/* What was written reads as the same again. */
		value = read_text(*state, rows[i].written);
		assert_non_null(value);
		assert_string_equal(canonical(*state, value), rows[i].written);
	}
}

static void what_is_not_ours_is_refused_at_its_place(void **state)
{
	static const struct { const char *text; int line, column; } rows[] = {
		{ "", 1, 1 }, { "{", 1, 2 }, { "[1,]", 1, 5 }, { "{\"a\":1,\"a\":2}", 1, 11 },
		{ "1.5", 1, 1 }, { "[1,\n 2.0]", 2, 2 }, { "1e3", 1, 1 }, { "{\"a\":-1E3}", 1, 6 },
		{ "9223372036854775808", 1, 20 }, { "-9223372036854775809", 1, 21 },
		{ "01", 1, 3 }, { "+1", 1, 2 }, { "nul", 1, 4 }, { "NaN", 1, 4 }, { "1 2", 1, 4 },
		{ "'a'", 1, 2 }, { "// x\n1", 1, 2 }, { "{a:1}", 1, 3 }, { "[1 2]", 1, 5 },
		{ "\"a\n\"", 1, 3 }, { "\"\\u0000\"", 1, 9 }, { "\"\\ud800\"", 1, 9 },
		{ "\"\\x\"", 1, 4 }, { "\"\xff\"", 1, 2 }, { "\"\xed\xa0\x80\"", 1, 2 },
		{ "\xef\xbb\xbf{}", 1, 4 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct json_fault fault = { 0 };
		size_t length = strlen(rows[i].text);

		if (json_read(*state, rows[i].text, length, DEPTH, &fault))
			fail_msg("%s was read", rows[i].text);
		assert_null(json_read(*state, rows[i].text, length, DEPTH, NULL));
		if (fault.line != rows[i].line || fault.what[0] == '\0')
			fail_msg("%s: line %d", rows[i].text, fault.line);
		if (fault.column < 1 || fault.column > rows[i].column)
			fail_msg("%s: column %d", rows[i].text, fault.column);
		assert_false(text_has_control(fault.what, false));
		assert_int_equal(text_invalid_at(fault.what, strlen(fault.what)), -1);
	}
}

static void a_fault_does_not_carry_the_input_to_the_terminal(void **state)
{
	static const char *const rows[] = {
		"\x1b[31m", "[\x1b]", "{\"\x1b]0;x\x07\":1}", "\"\xc2\x9b[31m\" x",
		"\"a\xff\x1b\"", "[\u202e]", "{\"\xc2\x9b\":1,\"\xc2\x9b\":2}",
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct json_fault fault;

		assert_null(json_read(*state, rows[i], strlen(rows[i]), DEPTH, &fault));
		assert_false(text_has_control(fault.what, false));
		assert_int_equal(text_invalid_at(fault.what, strlen(fault.what)), -1);
	}
}

static void nul_bytes_are_refused(void **state)
{
	struct json_fault fault;

	assert_null(json_read(*state, "[\n1]\0", 5, DEPTH, &fault));
	assert_int_equal(fault.line, 2);
	assert_int_equal(fault.column, 3);
	assert_null(json_read(*state, "1\0", 2, DEPTH, NULL));
	assert_null(json_read(*state, "\0" "1", 2, DEPTH, NULL));
	assert_null(json_read(*state, "\"\0\"", 3, DEPTH, NULL));
	assert_non_null(json_read(*state, "1x", 1, DEPTH, NULL));
}

static void depth_is_counted_before_anything_recurses(void **state)
{
	size_t size = 4000000;
	const char *strings = "[\"[[[\\\"[[[\",[],[],{}]";
	char *bomb = arena_alloc(*state, size);
	struct json_fault fault;

	memset(bomb, '[', size);
	assert_null(json_read(*state, bomb, size, DEPTH, &fault));
	assert_int_equal(fault.line, 1);
	assert_int_equal(fault.column, DEPTH + 1);
	for (size_t i = 0; i < size; i += 4)
		memcpy(bomb + i, "{\"\":", 4);
	assert_null(json_read(*state, bomb, size, DEPTH, &fault));
	assert_int_equal(fault.column, DEPTH * 4 + 1);
	/* Brackets in strings do not count; those that were closed neither. */
	assert_non_null(json_read(*state, strings, strlen(strings), 2, NULL));
	assert_non_null(json_read(*state, "[[1]]", 5, 2, NULL));
	assert_null(json_read(*state, "[[1]]", 5, 1, NULL));
	assert_non_null(json_read(*state, "1", 1, 0, NULL));
	assert_null(json_read(*state, "]]]][[[[[", 9, 2, NULL));
	assert_null(json_read(*state, "\"[[[", 4, 2, NULL));
	assert_null(json_read(*state, "\"\\", 2, 2, NULL));
}

static void members_are_put_replaced_and_removed(void **state)
{
	struct json *map = json_map(*state);
	char key[] = "item";

	json_put_text(*state, map, key, "D3");
	key[0] = 'x';
	json_put_int(*state, map, "level", 3);
	json_put_bool(*state, map, "sealed", true);
	json_put(*state, map, "none", json_list(*state));
	assert_string_equal(canonical(*state, map),
			    "{\"item\":\"D3\",\"level\":3,\"none\":[],\"sealed\":true}");
	json_put_int(*state, map, "level", 4);
	json_put(*state, map, "none", NULL);
	json_put(*state, map, "never there", NULL);
	json_put_text(*state, map, "item", NULL);
	assert_string_equal(canonical(*state, map), "{\"level\":4,\"sealed\":true}");
	for (int i = 0; i < 50; i++)
		json_put_int(*state, map, arena_printf(*state, "k%02d", i), i);
	for (int i = 0; i < 50; i++)
		assert_int_equal(json_get_int(map, arena_printf(*state, "k%02d", i), -1), i);
	assert_int_equal(map->count, 52);
}

static void members_are_got(void **state)
{
	struct json *map = read_text(*state, "{\"t\":\"円\",\"i\":-5,\"b\":true,\"n\":null,"
					     "\"l\":[1,\"x\"]}");
	const struct json *list;

	assert_non_null(map);
	assert_string_equal(json_get_text(map, "t"), "円");
	assert_null(json_get_text(map, "i"));
	assert_null(json_get_text(map, "absent"));
	assert_int_equal(json_get_int(map, "i", 7), -5);
	assert_int_equal(json_get_int(map, "t", 7), 7);
	assert_int_equal(json_get_int(map, "absent", 7), 7);
	assert_true(json_get_bool(map, "b", false));
	assert_true(json_get_bool(map, "absent", true));
	assert_false(json_get_bool(map, "i", false));
	assert_int_equal(json_get(map, "n")->type, JSON_TYPE_NULL);
	list = json_get(map, "l");
	assert_int_equal(list->count, 2);
	assert_int_equal(list->child[0]->integer, 1);
	assert_string_equal(list->child[1]->text, "x");
	assert_null(json_get(list, "x"));
	assert_null(json_get(NULL, "x"));
	assert_null(json_get_text(NULL, "x"));
}

static void a_clone_stands_alone(void **state)
{
	const char *text = "{\"a\":[1,{\"b\":\"円\"},null,false],\"c\":{}}";
	struct arena *other = arena_new();
	struct json *value = read_text(other, text);
	struct json *copy = json_clone(*state, value);

	arena_free(other);
	assert_string_equal(canonical(*state, copy), text);
	json_put_int(*state, copy, "d", 1);
	assert_int_equal(copy->count, 3);
}

static void people_get_an_indented_one(void **state)
{
	struct json *value = read_text(*state, "{\"b\":[1,{\"z\":\"\\n\"}],\"a\":{},\"c\":[]}");
	struct str out = STR_INIT;

	json_write_pretty(&out, value);
	assert_string_equal(out.text, "{\n  \"b\": [\n    1,\n    {\n      \"z\": \"\\n\"\n    }\n  ],\n"
				      "  \"a\": {},\n  \"c\": []\n}");
	str_clear(&out);
	json_write_pretty(&out, json_text(*state, NULL));
	assert_string_equal(out.text, "\"\"");
	str_release(&out);
}

static void lists_grow(void **state)
{
	struct json *list = json_list(*state);
	struct str out = STR_INIT;

	for (int i = 0; i < 100; i++)
		json_add(*state, list, json_bool(*state, i % 2 == 0));
	assert_int_equal(list->count, 100);
	json_write(&out, list);
	assert_int_equal(out.length, 50 * 4 + 50 * 5 + 99 + 2);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_spelling_is_canonical),
		cmocka_unit_test(what_is_not_ours_is_refused_at_its_place),
		cmocka_unit_test(a_fault_does_not_carry_the_input_to_the_terminal),
		cmocka_unit_test(nul_bytes_are_refused),
		cmocka_unit_test(depth_is_counted_before_anything_recurses),
		cmocka_unit_test(members_are_put_replaced_and_removed),
		cmocka_unit_test(members_are_got),
		cmocka_unit_test(a_clone_stands_alone),
		cmocka_unit_test(people_get_an_indented_one),
		cmocka_unit_test(lists_grow),
	};

	return cmocka_run_group_tests(tests, start, end);
}
