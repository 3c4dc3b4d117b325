#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "ui/edit.h"

enum { COLUMNS = 11 }; /* rows of 10 and the cursor's column */

static struct edit edit;

static int one_line(void **state)
{
	(void)state;
	edit_init(&edit, false, 100);
	return 0;
}

static int many_lines(void **state)
{
	(void)state;
	edit_init(&edit, true, 1000);
	return 0;
}

static int end(void **state)
{
	(void)state;
	edit_release(&edit);
	return 0;
}

static enum edit_result press(const char *name)
{
	struct key key;

	assert_true(key_parse(name, &key));
	return edit_key(&edit, key, COLUMNS);
}

static void type(const char *text)
{
	while (*text) {
		uint32_t code;

		text += text_decode(text, &code);
		edit_key(&edit, (struct key){ code, 0, NULL }, COLUMNS);
	}
}

static enum edit_result paste(const char *text)
{
	return edit_key(&edit, (struct key){ NAMED_PASTE, 0, text }, COLUMNS);
}

static void holds(const char *before, const char *after)
{
	assert_int_equal(edit.cursor, strlen(before));
	assert_memory_equal(edit.text.text, before, strlen(before));
	assert_string_equal(edit.text.text + strlen(before), after);
}

static void typing_and_moving(void **state)
{
	(void)state;
	type("円卓");
	holds("円卓", "");
	assert_int_equal(press("Left"), EDIT_MOVED);
	type("x");
	holds("円x", "卓");
	press("Home");
	holds("", "円x卓");
	assert_int_equal(press("Backspace"), EDIT_MOVED);
	assert_int_equal(press("Delete"), EDIT_CHANGED);
	holds("", "x卓");
	press("End");
	press("Backspace");
	holds("x", "");
	press("C-a");
	press("C-f");
	holds("x", "");
	press("C-b");
	press("C-d");
	holds("", "");
}

static void forms_keep_their_keys(void **state)
{
	static const char *const names[] = {
		"Enter", "Tab", "S-Tab", "Escape", "M-Enter", "C-j", "C-x", "C-z", "F1", "Up",
		"Down", "PageUp", "Insert", "M-x",
	};

	(void)state;
	type("ab");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(press(names[i]), EDIT_IGNORED);
	assert_int_equal(edit_newline(&edit), EDIT_IGNORED);
	holds("ab", "");
}

static void composing(void **state)
{
	(void)state;
	type("か\xE3\x82\x99");
	holds("が", "");
	assert_int_equal(text_length(edit.text.text), 1);
	type("x");
	press("Left");
	press("Left");
	type("は");
	type("\xE3\x82\x9A");
	holds("ぱ", "がx");
	/* A mark that goes to what stands behind the cursor. */
	edit_set(&edit, "e");
	paste("\xCC\x81");
	holds("\xC3\xA9", "");
	press("Backspace");
	holds("", "");
	/* A mark behind the cursor joins what is typed before it. */
	edit_set(&edit, "a\xE3\x82\x99");
	press("Home");
	press("Delete");
	holds("", "");
}

static void graphemes_move_whole(void **state)
{
	(void)state;
	edit_set(&edit, "a葛\xF3\xA0\x84\x80" "b");
	press("Left");
	press("Left");
	holds("a", "葛\xF3\xA0\x84\x80" "b");
	press("Delete");
	holds("a", "b");
}

static void control_characters_stay_out(void **state)
{
	static const char *const refused[] = { "\x07", "a\033[31mb", "a\xE2\x80\xAE" "b", "a\xC2\x9B" "b",
		"a\x01", "a\x7F", "a\xE2\x80\xA9", "a\xE2\x81\xA6" "b", "one\ntwo\b" };

	(void)state;
	type("z");
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		assert_int_equal(paste(refused[i]), EDIT_CONTROL);
		holds("z", "");
	}
	press("Backspace");
	assert_int_equal(paste("d\te\xFF"), EDIT_CHANGED);
	holds("d e\xEF\xBF\xBD", "");
	edit_set(&edit, "one\r\ntwo\nthree");
	holds("one two three", "");
	edit_set(&edit, "");
	assert_int_equal(paste("x\r\ny\rz\n"), EDIT_CHANGED);
	holds("x y z ", "");
	assert_int_equal(edit_key(&edit, (struct key){ 0x2028, 0, NULL }, COLUMNS), EDIT_CONTROL);
	assert_int_equal(edit_key(&edit, (struct key){ 0x07, 0, NULL }, COLUMNS), EDIT_IGNORED);
	holds("x y z ", "");
}

static void newlines_in_a_long_field(void **state)
{
	(void)state;
	paste("x\r\ny\rz");
	holds("x\ny\nz", "");
	assert_int_equal(edit_newline(&edit), EDIT_CHANGED);
	holds("x\ny\nz\n", "");
	assert_int_equal(press("Enter"), EDIT_IGNORED);
}

static void limits(void **state)
{
	(void)state;
	edit.max = 3;
	type("ab");
	assert_int_equal(paste("円卓会議"), EDIT_FULL);
	holds("ab", "");
	assert_int_equal(paste("円"), EDIT_CHANGED);
	assert_int_equal(press("c"), EDIT_FULL);
	assert_int_equal(paste("c"), EDIT_FULL);
	holds("ab円", "");
	press("Backspace");
	type("か");
	assert_int_equal(edit_key(&edit, (struct key){ 0x3099, 0, NULL }, COLUMNS), EDIT_CHANGED);
	holds("abが", "");
	/* A grapheme is not cut at the limit. */
	edit_set(&edit, "ab");
	assert_int_equal(paste("葛\xF3\xA0\x84\x80"), EDIT_FULL);
	holds("ab", "");
	/* An old text may be too long: it is kept, and can be made shorter. */
	edit_set(&edit, "abcdef");
	assert_int_equal(press("x"), EDIT_FULL);
	assert_int_equal(press("Backspace"), EDIT_CHANGED);
	holds("abcde", "");
}

static void a_newline_at_the_limit(void **state)
{
	(void)state;
	edit.max = 2;
	type("ab");
	assert_int_equal(edit_newline(&edit), EDIT_FULL);
}

static void killing_and_yanking(void **state)
{
	(void)state;
	paste("one two 取締役会で決めた");
	press("C-w");
	holds("one two 取締役会で決", "");
	press("C-w");
	press("C-y");
	press("C-y");
	holds("one two 取締役会で決決", "");
	press("Backspace");
	press("C-u");
	holds("", "");
	press("C-y");
	holds("one two 取締役会で決", "");
	press("Home");
	press("C-k");
	holds("", "");
	press("C-y");
	press("Home");
	press("M-d");
	holds("", " two 取締役会で決");
}

static void killing_lines(void **state)
{
	(void)state;
	paste("one\ntwo\nthree");
	press("Up");
	press("Left");
	press("C-k");
	holds("one\ntw", "\nthree");
	press("C-k");
	holds("one\ntw", "three");
	press("C-u");
	holds("one\n", "three");
	press("C-Home");
	holds("", "one\nthree");
	press("C-End");
	holds("one\nthree", "");
}

static void words(void **state)
{
	(void)state;
	edit_set(&edit, "ＢＣＰ計画を サイバー plan-b");
	press("C-Left");
	holds("ＢＣＰ計画を サイバー plan-", "b");
	press("C-Left");
	press("C-Left");
	press("C-Left");
	holds("ＢＣＰ計画を ", "サイバー plan-b");
	press("M-b");
	holds("ＢＣＰ計画", "を サイバー plan-b");
	press("C-Home");
	press("C-Right");
	holds("ＢＣＰ", "計画を サイバー plan-b");
	for (int i = 0; i < 20; i++)
		press("M-f");
	holds("ＢＣＰ計画を サイバー plan-b", "");
}

static void undoing(void **state)
{
	(void)state;
	type("abc");
	press("Backspace");
	press("Backspace");
	type("xy");
	paste("円卓");
	holds("axy円卓", "");
	assert_int_equal(press("C-_"), EDIT_CHANGED);
	holds("axy", "");
	press("M-u");
	holds("a", "");
	press("C-_");
	holds("abc", "");
	press("C-_");
	holds("", "");
	assert_int_equal(press("C-_"), EDIT_MOVED);
	/* A movement ends the group. */
	type("ab");
	press("Left");
	type("c");
	press("C-_");
	holds("a", "b");
	edit.max = 2000;
	for (int i = 0; i < 1000; i++)
		paste("x");
	assert_true(edit.undo_count <= 200);
	for (int i = 0; i < 1000; i++)
		press("C-_");
	assert_int_equal(strlen(edit.text.text), 802);
}

static void rows_and_columns(void **state)
{
	(void)state;
	edit_set(&edit, "0123456789abcdefghij\nshort\n円卓円卓円卓");
	assert_int_equal(edit_rows(&edit, COLUMNS), 5);
	holds("0123456789abcdefghij\nshort\n円卓円卓円卓", "");
	assert_int_equal(press("Down"), EDIT_IGNORED);
	assert_int_equal(press("Up"), EDIT_MOVED);
	press("Home");
	press("C-Home");
	press("Right");
	press("Right");
	assert_int_equal(press("Down"), EDIT_MOVED);
	holds("0123456789ab", "cdefghij\nshort\n円卓円卓円卓");
	press("Down");
	press("Down");
	holds("0123456789abcdefghij\nshort\n円", "卓円卓円卓");
	press("End");
	press("Up");
	press("Up");
	/* 12 columns were the goal's start on the last row: its second row. */
	assert_int_equal(press("C-Home"), EDIT_MOVED);
	assert_int_equal(press("Up"), EDIT_IGNORED);
}

static void the_goal_is_kept(void **state)
{
	(void)state;
	edit_set(&edit, "012345678\nab\n012345678");
	press("Left");
	press("Up");
	holds("012345678\nab", "\n012345678");
	press("Up");
	holds("01234567", "8\nab\n012345678");
	press("Right");
	press("Down");
	press("Down");
	holds("012345678\nab\n012345678", "");
	/* Half a wide character is not a place. */
	edit_set(&edit, "円卓円卓\nabc");
	press("Up");
	holds("円", "卓円卓\nabc");
	/* The end of a broken row belongs to the next one. */
	edit_set(&edit, "0123456789abcdefghij");
	press("Home");
	for (int i = 0; i < 20; i++)
		press("Right");
	press("Up");
	holds("012345678", "9abcdefghij");
}

/* Draws and compares the picture and the cursor's place in it. */
static void draws(int width, int height, const char *expected, int x, int y)
{
	struct arena *arena = arena_new();
	struct canvas *canvas = canvas_new(arena, width, height);
	struct str dumped = STR_INIT;

	edit_draw(&edit, canvas, (struct box){ 0, 0, width, height }, STYLE_FIELD, true);
	canvas_dump(canvas, false, &dumped);
	assert_string_equal(dumped.text, expected);
	assert_int_equal(canvas->cursor_x, x);
	assert_int_equal(canvas->cursor_y, y);
	str_release(&dumped);
	arena_free(arena);
}

static void drawing_one_line(void **state)
{
	(void)state;
	draws(10, 1, "          |\n", 0, 0);
	type("012345678");
	draws(10, 1, "012345678 |\n", 9, 0);
	type("9");
	draws(10, 1, "<23456789 |\n", 9, 0);
	for (int i = 0; i < 6; i++)
		press("Left");
	draws(10, 1, "<23456789 |\n", 3, 0);
	press("Left");
	press("Left");
	draws(10, 1, "0123456789|\n", 2, 0);
	edit_set(&edit, "円卓円卓円卓円卓");
	draws(10, 1, "<円卓円卓 |\n", 9, 0);
	press("C-a");
	draws(10, 1, "円卓円卓 >|\n", 0, 0);
	edit_set(&edit, "ab");
	draws(1, 1, "<|\n", 0, 0);
	draws(0, 0, "", -1, -1);
}

static void drawing_rows(void **state)
{
	(void)state;
	draws(COLUMNS, 2, "           |\n           |\n", 0, 0);
	type("0123456789");
	draws(COLUMNS, 2, "0123456789 |\n           |\n", 10, 0);
	type("a");
	draws(COLUMNS, 2, "0123456789 |\na          |\n", 1, 1);
	edit_newline(&edit);
	draws(COLUMNS, 2, "a          |\n           |\n", 0, 1);
	type("円卓円卓円");
	draws(COLUMNS, 2, "a          |\n円卓円卓円 |\n", 10, 1);
	type("卓");
	draws(COLUMNS, 2, "円卓円卓円 |\n卓         |\n", 2, 1);
	press("C-Home");
	draws(COLUMNS, 2, "0123456789 |\na          |\n", 0, 0);
	/* Spaces at a row's end hang over it, and the cursor stays inside. */
	edit_set(&edit, "0123456789    x");
	press("Left");
	press("Left");
	draws(COLUMNS, 2, "0123456789 |\nx          |\n", 10, 0);
}

static void narrow_and_long(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++)
		str_add(&text, "円");
	edit.max = 4000;
	assert_int_equal(paste(text.text), EDIT_FULL);
	assert_int_equal(edit.text.length, 0);
	text.text[4000 * strlen("円")] = '\0';
	assert_int_equal(paste(text.text), EDIT_CHANGED);
	assert_int_equal(text_length(edit.text.text), 4000);
	for (int i = 0; i < 50; i++)
		assert_int_equal(press("x"), EDIT_FULL);
	press("Up");
	press("C-Left");
	assert_true(edit_rows(&edit, 1) >= 2000);
	edit_set(&edit, "円卓");
	draws(2, 1, "卓|\n", 1, 0);
	str_release(&text);
}

#define ONE(name) cmocka_unit_test_setup_teardown(name, one_line, end)
#define MANY(name) cmocka_unit_test_setup_teardown(name, many_lines, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ONE(typing_and_moving), ONE(forms_keep_their_keys), ONE(composing),
		ONE(graphemes_move_whole), ONE(control_characters_stay_out),
		MANY(newlines_in_a_long_field), ONE(limits), MANY(a_newline_at_the_limit),
		ONE(killing_and_yanking), MANY(killing_lines), ONE(words), ONE(undoing),
		MANY(rows_and_columns), MANY(the_goal_is_kept), ONE(drawing_one_line),
		MANY(drawing_rows), MANY(narrow_and_long),
	};

	text_init_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
