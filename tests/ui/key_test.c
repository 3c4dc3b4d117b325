#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/text.h"
#include "ui/key.h"

static void names_both_ways(void **state)
{
	static const struct { const char *name; uint32_t code; unsigned modifiers; } rows[] = {
		{ "d", 'd', 0 }, { "D", 'D', 0 }, { "?", '?', 0 }, { ":", ':', 0 }, { "-", '-', 0 },
		{ "あ", 0x3042, 0 }, { "𠮷", 0x20BB7, 0 }, { "Space", ' ', 0 }, { "C", 'C', 0 },
		{ "C-s", 's', KEY_CTRL }, { "M-u", 'u', KEY_ALT }, { "C-M-x", 'x', KEY_CTRL | KEY_ALT },
		{ "C--", '-', KEY_CTRL }, { "C-_", '_', KEY_CTRL }, { "C-Space", ' ', KEY_CTRL },
		{ "Enter", NAMED_ENTER, 0 }, { "M-Enter", NAMED_ENTER, KEY_ALT },
		{ "Escape", NAMED_ESCAPE, 0 }, { "Tab", NAMED_TAB, 0 }, { "S-Tab", NAMED_BACKTAB, 0 },
		{ "Backspace", NAMED_BACKSPACE, 0 }, { "Delete", NAMED_DELETE, 0 },
		{ "Insert", NAMED_INSERT, 0 }, { "Up", NAMED_UP, 0 }, { "Down", NAMED_DOWN, 0 },
		{ "Left", NAMED_LEFT, 0 }, { "C-Right", NAMED_RIGHT, KEY_CTRL },
		{ "Home", NAMED_HOME, 0 }, { "End", NAMED_END, 0 },
		{ "PageUp", NAMED_PAGE_UP, 0 }, { "PageDown", NAMED_PAGE_DOWN, 0 },
		{ "F1", NAMED_F1, 0 }, { "F12", NAMED_F12, 0 }, { "S-F5", NAMED_F5, KEY_SHIFT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct key key;
		char name[32];

		assert_true(key_parse(rows[i].name, &key));
		assert_int_equal(key.code, rows[i].code);
		assert_int_equal(key.modifiers, rows[i].modifiers);
		key_format(key, name, sizeof(name));
		assert_string_equal(name, rows[i].name);
	}
}

static void other_forms_of_a_name(void **state)
{
	struct key a, b;

	(void)state;
	assert_true(key_parse("C-X", &a) && key_parse("C-x", &b) && key_equal(a, b));
	assert_true(key_parse("M-C-x", &a) && key_parse("C-M-x", &b) && key_equal(a, b));
	assert_true(key_equal((struct key){ NAMED_TAB, KEY_SHIFT, NULL },
			      (struct key){ NAMED_BACKTAB, 0, NULL }));
	assert_false(key_parse("D", &a) && key_parse("d", &b) && key_equal(a, b));
}

static void names_that_are_none(void **state)
{
	static const char *const names[] = {
		"", " ", "dd", "enter", "F13", "F0", "C-", "C-C-x", "S-a", "Paste", "Resize",
		"None", "Unknown", "\t", "\x1B", "\xC2\x85", "\xFF", "\xE3\x81", "\xED\xA0\x80",
		"C-Enterr", "Ctrl-x",
	};
	struct key key;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_false(key_parse(names[i], &key));
}

static void a_short_buffer(void **state)
{
	struct key key = { NAMED_PAGE_DOWN, KEY_CTRL | KEY_ALT, NULL };
	char name[6];

	(void)state;
	key_format(key, name, sizeof(name));
	assert_string_equal(name, "C-M-P");
}

static void folding(void **state)
{
	static const struct { const char *typed, *means; } rows[] = {
		{ "ｄ", "d" }, { "Ｏ", "O" }, { "？", "?" }, { "：", ":" }, { "１", "1" },
		{ "」", "]" }, { "「", "[" }, { "・", "/" }, { "　", "Space" }, { "あ", "あ" },
	};
	struct key typed, means;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(key_parse(rows[i].typed, &typed));
		assert_true(key_parse(rows[i].means, &means));
		assert_true(key_equal(key_fold(typed), means));
	}
	assert_true(key_parse("F5", &typed));
	assert_true(key_equal(key_fold(typed), typed));
}

static void plain_text(void **state)
{
	struct key key;
	char text[5];

	(void)state;
	assert_true(key_parse("円", &key) && key_text(key, text));
	assert_string_equal(text, "円");
	assert_true(key_parse("Space", &key) && key_text(key, text));
	assert_string_equal(text, " ");
	assert_true(key_parse("𠮷", &key) && key_text(key, text));
	assert_string_equal(text, "𠮷");
	assert_true(key_parse("C-a", &key));
	assert_false(key_text(key, text));
	assert_true(key_parse("M-a", &key));
	assert_false(key_text(key, text));
	assert_true(key_parse("Enter", &key));
	assert_false(key_text(key, text));
	assert_false(key_text((struct key){ 7, 0, NULL }, text));
	assert_false(key_text((struct key){ 0x9B, 0, NULL }, text));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_both_ways), cmocka_unit_test(other_forms_of_a_name),
		cmocka_unit_test(names_that_are_none), cmocka_unit_test(a_short_buffer),
		cmocka_unit_test(folding), cmocka_unit_test(plain_text),
	};

	text_init_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
