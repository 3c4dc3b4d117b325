/* Why something is no JSON is said in the reader's language, all of it. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "lang/lang.h"
#include "lang/reason.h"

static void why_it_is_no_json(void **state)
{
	static const struct { const char *json; enum json_why why; const char *en, *ja; } rows[] = {
		{ "{\"a\" 1}", JSON_WHY_SYNTAX, "near '1'", "「1」の付近の書き方に誤り" },
		{ "hello", JSON_WHY_SYNTAX, "near 'hello'", "「hello」の付近" },
		{ "{\"a\":\"\\q\"}", JSON_WHY_SYNTAX, "not written as JSON", "書き方に誤り" },
		{ "{\"a\":", JSON_WHY_ENDS, "too early", "途中で終わって" },
		{ "{} x", JSON_WHY_GOES_ON, "behind its end", "余分な文字" },
		{ "{\"a\":\"\xff\"}", JSON_WHY_UTF8, "not UTF-8", "UTF-8 として" },
		{ "{\"a\":\"\\u0000\"}", JSON_WHY_NUL, "NUL", "NUL" },
		{ "{\"\\u0000\":1}", JSON_WHY_NUL, "NUL", "NUL" },
		{ "[[[[[[[1]]]]]]]", JSON_WHY_DEEP, "too deeply", "入れ子" },
		{ "[1.5]", JSON_WHY_FRACTION, "fraction", "小数" },
		{ "[99999999999999999999]", JSON_WHY_LARGE, "too large", "大きすぎ" },
		{ "{\"a\":1,\"a\":1}", JSON_WHY_TWICE, "twice", "同じキー" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct json_fault fault;
		char words[256];

		assert_null(json_read(arena, rows[i].json, strlen(rows[i].json), 6, &fault));
		assert_int_equal(fault.why, rows[i].why);
		lang = LANG_EN;
		assert_non_null(strstr(reason_json(&fault, words, sizeof(words)), rows[i].en));
		lang = LANG_JA;
		assert_non_null(strstr(reason_json(&fault, words, sizeof(words)), rows[i].ja));
		/* Nothing of the reader's English. */
		assert_null(strstr(words, " near"));
		assert_null(strstr(words, "expected"));
	}
	lang = LANG_EN;
	arena_free(arena);
}

/* A quotation that was cut off, or that is empty, is left out. */
static void a_quotation_is_whole_or_not_there(void **state)
{
	static const char *const what[] = { "x near 'cut", "x near ''", "x near ", "", "' near" };
	char words[256];

	(void)state;
	for (size_t i = 0; i < sizeof(what) / sizeof(what[0]); i++) {
		struct json_fault fault = { .why = JSON_WHY_SYNTAX };

		strcpy(fault.what, what[i]);
		assert_string_equal(reason_json(&fault, words, sizeof(words)), "it is not written as JSON is");
	}
	assert_string_equal(reason_say(ENXIO), "it is a pipe or a device, not a file");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(why_it_is_no_json), cmocka_unit_test(a_quotation_is_whole_or_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
