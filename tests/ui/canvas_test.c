#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "ui/canvas.h"
#include "ui/draw.h"

static struct arena *arena;
static struct str dumped = STR_INIT;

static int start(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(arena);
	str_release(&dumped);
	return 0;
}

static void looks(const struct canvas *canvas, const char *expected)
{
	str_clear(&dumped);
	canvas_dump(canvas, false, &dumped);
	assert_string_equal(dumped.text, expected);
}

static struct canvas *text_in(int columns, const char *text)
{
	struct canvas *canvas = canvas_new(arena, columns, 1);

	canvas_text(canvas, 0, 0, columns, STYLE_TEXT, text);
	return canvas;
}

static void text_and_clipping(void **state)
{
	struct canvas *canvas = canvas_new(arena, 8, 1);

	(void)state;
	assert_int_equal(canvas_text(canvas, 0, 0, 8, STYLE_TEXT, "円卓"), 4);
	looks(canvas, "円卓    |\n");
	looks(text_in(8, "円卓会議"), "円卓会議|\n");
	looks(text_in(7, "円卓会議"), "円卓会…|\n");
	looks(text_in(6, "円卓会議"), "円卓… |\n");
	looks(text_in(1, "円卓"), "…|\n");
	looks(text_in(3, "abc"), "abc|\n");
	looks(text_in(3, "abcd"), "ab…|\n");
	canvas_clear(canvas);
	assert_int_equal(canvas_text(canvas, 6, 0, 100, STYLE_TEXT, "円卓"), 1);
	looks(canvas, "      … |\n");
	canvas_clear(canvas);
	assert_int_equal(canvas_text(canvas, 0, 5, 8, STYLE_TEXT, "x"), 0);
	assert_int_equal(canvas_text(canvas, 0, -1, 8, STYLE_TEXT, "x"), 0);
	assert_int_equal(canvas_text(canvas, 9, 0, 8, STYLE_TEXT, "x"), 0);
	assert_int_equal(canvas_text(canvas, 0, 0, 0, STYLE_TEXT, "x"), 0);
	assert_int_equal(canvas_text_right(canvas, 0, 0, 8, STYLE_TEXT, "円x"), 3);
	looks(canvas, "     円x|\n");
	canvas_text_right(canvas, 0, 0, 4, STYLE_TEXT, "0123456");
	looks(canvas, "012… 円x|\n");
}

static void ascii_ellipsis(void **state)
{
	struct canvas *canvas = canvas_new(arena, 6, 1);

	(void)state;
	canvas->ascii = true;
	canvas_text(canvas, 0, 0, 6, STYLE_TEXT, "円卓会議");
	looks(canvas, "円... |\n");
	canvas_clear(canvas);
	canvas_text(canvas, 0, 0, 2, STYLE_TEXT, "円卓会議");
	looks(canvas, "..    |\n");
}

static void halves(void **state)
{
	struct canvas *canvas = text_in(6, "円卓会");

	(void)state;
	assert_int_equal(canvas_cell(canvas, 0, 0)->width, 2);
	assert_int_equal(canvas_cell(canvas, 1, 0)->width, 0);
	assert_string_equal(canvas_cell(canvas, 1, 0)->text, "");
	canvas_text(canvas, 1, 0, 1, STYLE_TEXT, "x");
	looks(canvas, " x卓会|\n");
	canvas_text(canvas, 2, 0, 1, STYLE_TEXT, "y");
	looks(canvas, " xy 会|\n");
	canvas_text(canvas, 3, 0, 2, STYLE_TEXT, "字");
	looks(canvas, " xy字 |\n");
	canvas_fill(canvas, (struct box){ 4, 0, 1, 1 }, STYLE_TEXT);
	looks(canvas, " xy   |\n");
	canvas_fill(canvas, (struct box){ -3, -3, 100, 100 }, STYLE_TEXT);
	looks(canvas, "      |\n");
	assert_null(canvas_cell(canvas, 6, 0));
	assert_null(canvas_cell(canvas, 0, -1));
}

static void nothing_but_text_gets_in(void **state)
{
	static const char *const hostile[] = {
		"\033[2Jx", "a\nb", "\r", "\t", "\x7F", "\xC2\x9B" "31m", "\xE2\x80\xA8",
		"\xE2\x80\xAE" "abc", "\xE2\x81\xA7", "\xD8\x9C", "\xEE\x80\x80", "\xF3\xB0\x80\x80",
		"\xFF", "\xE3\x81", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xEF\xBF\xBE", "\xCD\xB8",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct canvas *canvas = text_in(12, hostile[i]);

		str_clear(&dumped);
		canvas_dump(canvas, false, &dumped);
		assert_int_equal(text_invalid_at(dumped.text, dumped.length), -1);
		assert_non_null(strstr(dumped.text, "\xEF\xBF\xBD"));
		dumped.text[strlen(dumped.text) - 1] = '\0'; /* its own newline */
		assert_false(text_has_control(dumped.text, false));
	}
	looks(text_in(4, "\033[m"), "\xEF\xBF\xBD[m |\n");
}

static void graphemes(void **state)
{
	struct canvas *canvas = text_in(4, "か\xE3\x82\x99x");
	struct str flood = STR_INIT;

	(void)state;
	assert_string_equal(canvas_cell(canvas, 0, 0)->text, "か\xE3\x82\x99");
	assert_string_equal(canvas_cell(canvas, 2, 0)->text, "x");
	str_add(&flood, "e");
	for (int i = 0; i < 1000; i++)
		str_add(&flood, "\xCC\x81");
	str_add(&flood, "f");
	canvas = text_in(4, flood.text);
	assert_int_equal(strlen(canvas_cell(canvas, 0, 0)->text), 23);
	assert_int_equal(text_invalid_at(canvas_cell(canvas, 0, 0)->text, 23), -1);
	assert_string_equal(canvas_cell(canvas, 1, 0)->text, "f");
	/* Joined emoji stand side by side: terminals differ about them. */
	canvas = text_in(6, "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9");
	assert_string_equal(canvas_cell(canvas, 0, 0)->text, "\xF0\x9F\x91\xA8");
	assert_string_equal(canvas_cell(canvas, 2, 0)->text, "\xF0\x9F\x91\xA9");
	/* A variant of an ideograph stays what it is. */
	canvas = text_in(4, "葛\xF3\xA0\x84\x80");
	assert_string_equal(canvas_cell(canvas, 0, 0)->text, "葛\xF3\xA0\x84\x80");
	/* Marks without a character take no cell. */
	looks(text_in(3, "\xCC\x81" "ab"), "ab |\n");
	str_release(&flood);
}

static void frames_join(void **state)
{
	struct canvas *canvas = canvas_new(arena, 9, 5);

	(void)state;
	canvas_frame(canvas, (struct box){ 0, 0, 9, 5 }, STYLE_BORDER);
	canvas_rule(canvas, 0, 2, 9, STYLE_BORDER);
	canvas_column(canvas, 4, 0, 5, STYLE_BORDER);
	looks(canvas,
	      "┌───┬───┐|\n"
	      "│   │   │|\n"
	      "├───┼───┤|\n"
	      "│   │   │|\n"
	      "└───┴───┘|\n");
	canvas_clear(canvas);
	canvas->ascii = true;
	canvas_frame(canvas, (struct box){ 0, 0, 9, 5 }, STYLE_BORDER);
	canvas_rule(canvas, 0, 2, 9, STYLE_BORDER);
	canvas_column(canvas, 4, 0, 3, STYLE_BORDER);
	looks(canvas,
	      "+---+---+|\n"
	      "|   |   ||\n"
	      "+---+---+|\n"
	      "|       ||\n"
	      "+-------+|\n");
}

static void frames_side_by_side(void **state)
{
	struct canvas *canvas = canvas_new(arena, 7, 3);

	(void)state;
	canvas_frame(canvas, (struct box){ 0, 0, 4, 3 }, STYLE_BORDER);
	canvas_frame(canvas, (struct box){ 3, 0, 4, 3 }, STYLE_BORDER);
	looks(canvas, "┌──┬──┐|\n│  │  │|\n└──┴──┘|\n");
	canvas_clear(canvas);
	canvas_frame(canvas, (struct box){ 2, 1, 9, 9 }, STYLE_BORDER); /* clipped */
	looks(canvas, "       |\n  ┌────|\n  │    |\n");
	canvas_clear(canvas);
	canvas_text(canvas, 0, 0, 7, STYLE_TEXT, "│││");
	canvas_rule(canvas, 0, 0, 3, STYLE_BORDER); /* text is no line */
	looks(canvas, "───    |\n       |\n       |\n");
	canvas_frame(canvas, (struct box){ 0, 1, 1, 1 }, STYLE_BORDER);
	canvas_rule(canvas, 0, 1, 0, STYLE_BORDER);
	looks(canvas, "───    |\n       |\n       |\n");
}

static void styles_and_cursor(void **state)
{
	struct canvas *canvas = canvas_new(arena, 4, 2);
	bool seen[256] = { false };

	(void)state;
	canvas_text(canvas, 0, 0, 4, STYLE_TITLE, "円x");
	canvas_style(canvas, (struct box){ 0, 1, 2, 1 }, STYLE_SELECTED);
	str_clear(&dumped);
	canvas_dump(canvas, true, &dumped);
	assert_string_equal(dumped.text, "円x |\n    |\nTTT.|\n>>..|\n");
	canvas = canvas_new(arena, STYLE_COUNT, 1);
	for (int i = 0; i < STYLE_COUNT; i++)
		canvas_cell(canvas, i, 0)->style = (uint8_t)i;
	str_clear(&dumped);
	canvas_dump(canvas, true, &dumped);
	for (int i = 0; i < STYLE_COUNT; i++) {
		unsigned char letter = (unsigned char)dumped.text[STYLE_COUNT + 2 + i];

		assert_true(letter > ' ' && !seen[letter]);
		seen[letter] = true;
	}
	assert_int_equal(canvas->cursor_x, -1);
	canvas_cursor(canvas, 2, 0);
	assert_int_equal(canvas->cursor_x, 2);
	canvas_cursor(canvas, STYLE_COUNT, 0);
	assert_int_equal(canvas->cursor_x, -1);
	canvas = canvas_new(arena, -1, 0);
	looks(canvas, "");
}

static void pages(void **state)
{
	struct canvas *canvas = canvas_new(arena, 10, 3);
	struct page page;
	struct box box = { 0, 0, 10, 3 };

	(void)state;
	page_init(&page, arena, 9);
	page_add(&page, STYLE_TEXT, 1, "・", "守るべき資産。");
	page_blank(&page);
	page_add(&page, STYLE_NOTE, 0, "", "end");
	assert_int_equal(page.count, 5);
	assert_int_equal(page_draw(canvas, box, &page, 0), 2);
	looks(canvas, " ・守るべ |\n   き資   |\n   産。  ▼|\n");
	canvas_clear(canvas);
	assert_int_equal(page_draw(canvas, box, &page, 99), 2);
	looks(canvas, "   産。  ▲|\n          |\nend       |\n");
	canvas_clear(canvas);
	canvas->ascii = true;
	page_draw(canvas, box, &page, 1);
	looks(canvas, "   き資  ^|\n   産。   |\n         v|\n");
}

static void lists(void **state)
{
	(void)state;
	assert_int_equal(list_top(0, 0, 0, 5), 0);
	assert_int_equal(list_top(0, 5, 10, 5), 1);
	assert_int_equal(list_top(4, 2, 10, 5), 2);
	assert_int_equal(list_top(9, 9, 10, 5), 5);
	assert_int_equal(list_top(3, 3, 4, 5), 0);
	assert_int_equal(list_top(3, 3, 4, 0), 0);
}

static void hints(void **state)
{
	struct canvas *canvas = canvas_new(arena, 60, 1);

	(void)state;
	lang = LANG_JA;
	draw_hints(canvas, 0, CONTEXT_ITEM);
	looks(canvas, " v 立場  d 決定  p 選好  o 担当  a 宿題  r 受容     F1 操作 |\n");
	canvas = canvas_new(arena, 80, 1);
	draw_hints(canvas, 0, CONTEXT_FORM);
	/* q is text in a form. */
	looks(canvas, " Enter 記録  Tab 次の欄  M-Enter 改行  Esc 戻る  C-x 捨てる             F1 操作 |\n");
	lang = LANG_EN;
	draw_hints(canvas, 0, CONTEXT_ASK);
	looks(canvas, " y yes  n no  F2 日本語                                                 F1 keys |\n");
	canvas = canvas_new(arena, 3, 1);
	draw_hints(canvas, 0, CONTEXT_ITEM); /* narrow beyond use, but no harm */
}

static void dialogs(void **state)
{
	struct canvas *canvas = canvas_new(arena, 14, 5);
	struct box box;

	(void)state;
	canvas_fill(canvas, (struct box){ 0, 0, 14, 5 }, STYLE_TEXT);
	canvas_text(canvas, 0, 2, 14, STYLE_TEXT, "円円円円円円円");
	box = draw_dialog(canvas, 12, 3, "確認");
	looks(canvas,
	      "              |\n"
	      " ┌─ 確認 ───┐ |\n"
	      " │          │ |\n"
	      " └──────────┘ |\n"
	      "              |\n");
	assert_int_equal(box.x, 3);
	assert_int_equal(box.y, 2);
	assert_int_equal(box.width, 8);
	assert_int_equal(box.height, 1);
	box = draw_dialog(canvas, 100, 100, "x");
	assert_int_equal(box.width, 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(text_and_clipping), TEST(ascii_ellipsis), TEST(halves),
		TEST(nothing_but_text_gets_in), TEST(graphemes), TEST(frames_join),
		TEST(frames_side_by_side), TEST(styles_and_cursor), TEST(pages), TEST(lists),
		TEST(hints), TEST(dialogs),
	};

	text_init_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
