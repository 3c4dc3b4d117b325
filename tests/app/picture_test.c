/* Pictures of tables: what stands in them, in both languages and many sizes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support_picture.h"
#include "ui/canvas.h"
#include "workshop/sheet.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { NARROW = 76, LOW = 16, BROAD = 91, TALL = 24 };

static const char *const items[] = { "D2", "D3", "D10" };

/* What all pictures must be. */

static void nothing_is_cut_at_the_usual_sizes(void **state)
{
	static const int sizes[][2] = { { NARROW, LOW }, { BROAD, TALL } };

	(void)state;
	for (enum lang which = LANG_EN; which < LANG_COUNT; which++) {
		struct room room;

		pictures_begin(&room, which);
		pictures_fill_all(&room);
		for (size_t i = 0; i < LENGTH(items) * LENGTH(sizes) * 2; i++) {
			struct picture_state at = { 0 };
			bool ascii = i / LENGTH(items) / LENGTH(sizes) == 1;
			const int *size = sizes[i / LENGTH(items) % LENGTH(sizes)];
			const char *dump = pictures_dump(&room, items[i % LENGTH(items)], &at, size[0],
							 size[1], ascii);

			pictures_lack(dump, "…");
			pictures_lack(dump, "...");
			pictures_lack(dump, "\xEF\xBF\xBD");
		}
		room_close(&room);
	}
}

static void no_size_draws_outside_the_box(void **state)
{
	(void)state;
	for (enum lang which = LANG_EN; which < LANG_COUNT; which++) {
		struct room room;

		pictures_begin(&room, which);
		pictures_fill_all(&room);
		for (int width = 1; width < 130; width += width < 66 ? 13 : 3) {
			for (int height = 1; height < 40; height += height < 14 ? 6 : 3) {
				struct picture_state at = { .y = 2, .x = 4 };

				for (size_t i = 0; i < LENGTH(items); i++)
					pictures_dump(&room, items[i], &at, width, height, height % 2);
			}
		}
		room_close(&room);
	}
}

static void a_small_box_says_so(void **state)
{
	struct picture_state at = { 0 };
	struct room room;

	(void)state;
	pictures_begin(&room, LANG_EN);
	pictures_fill_all(&room);
	pictures_show(pictures_dump(&room, "D3", &at, PICTURE_WIDTH - 1, PICTURE_HEIGHT, false), "needs 70 x 15");
	pictures_show(pictures_dump(&room, "D3", &at, PICTURE_WIDTH, PICTURE_HEIGHT - 1, false), "needs 70 x 15");
	pictures_lack(pictures_dump(&room, "D3", &at, PICTURE_WIDTH, PICTURE_HEIGHT, false), "needs 70");
	room_close(&room);
}

static void ascii_is_ascii(void **state)
{
	struct room room;

	(void)state;
	pictures_begin(&room, LANG_EN);
	pictures_fill_all(&room);
	for (size_t i = 0; i < LENGTH(items) * 2; i++) {
		struct picture_state at = { .area = i < LENGTH(items) ? 0 : 2 };
		const char *dump = pictures_dump(&room, items[i % LENGTH(items)], &at,
						 i % 2 ? NARROW : BROAD, i % 2 ? LOW : TALL, true);

		for (const char *c = dump; *c; c++)
			if ((unsigned char)*c >= 0x80)
				fail_msg("not ASCII: %s", dump);
	}
	room_close(&room);
}

static void empty_tables_are_drawn(void **state)
{
	struct room room;

	(void)state;
	for (enum lang which = LANG_EN; which < LANG_COUNT; which++) {
		struct picture_state at[3] = { { 0 }, { 0 }, { 0 } };

		pictures_begin(&room, which);
		pictures_show(pictures_dump(&room, "D3", &at[1], NARROW, LOW, false),
		      both("No risk has been entered yet.", "リスクはまだ記入されていません。"));
		assert_int_equal(pictures_count(pictures_dump(&room, "D2", &at[0], NARROW, LOW, false),
					  both("not filled in", "未記入")), 6);
		pictures_show(pictures_dump(&room, "D2", &at[0], NARROW, LOW, false),
		      both("Nobody has been named yet.", "まだ誰も記入されていません。"));
		pictures_show(pictures_dump(&room, "D10", &at[2], NARROW, LOW, false),
		      both("[duty] Data protection", "[義務] 個人情報保護委員会"));
		for (size_t i = 0; i < LENGTH(items); i++) {
			assert_null(picture_row(room.app, pictures_table(&room, items[i]), &at[i]));
			for (enum action_id action = ACTION_UP; action <= ACTION_BOTTOM; action++)
				picture_move(room.app, pictures_table(&room, items[i]), &at[i], action);
			pictures_dump(&room, items[i], &at[i], BROAD, TALL, false);
		}
		room_close(&room);
	}
}

static void places_out_of_range_are_mended(void **state)
{
	static const struct picture_state wild[] = {
		{ .x = 99, .y = 99, .at = 99, .area = 99, .top = 99 }, { .x = -9, .y = -9, .at = -9, .top = -9 },
		{ .x = 3, .y = 0 }, { .x = 0, .y = -1 },
	};
	struct room room;

	(void)state;
	pictures_begin(&room, LANG_EN);
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < LENGTH(items) * LENGTH(wild); i++) {
			struct picture_state at = wild[i / LENGTH(items)];
			const struct sheet_field *table = pictures_table(&room, items[i % LENGTH(items)]);

			picture_row(room.app, table, &at);
			picture_choice(room.app, table, &at);
			pictures_dump(&room, items[i % LENGTH(items)], &at, NARROW, LOW, false);
			picture_move(room.app, table, &at, ACTION_DOWN);
		}
		pictures_fill_all(&room);
	}
	room_close(&room);
}

static void other_actions_are_not_taken(void **state)
{
	struct picture_state at = { 0 };
	struct room room;

	(void)state;
	pictures_begin(&room, LANG_EN);
	for (size_t i = 0; i < LENGTH(items); i++) {
		assert_false(picture_move(room.app, pictures_table(&room, items[i]), &at, ACTION_OPEN));
		assert_false(picture_move(room.app, pictures_table(&room, items[i]), &at, ACTION_NEXT_TAB));
	}
	assert_false(picture_area(room.app, pictures_table(&room, "D2"), &at, 1));
	assert_true(picture_area(room.app, pictures_table(&room, "D3"), &at, 1));
	room_close(&room);
}

/* The matrix. */

static void every_function_has_a_line_and_says_its_gap(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	pictures_begin(&room, LANG_JA);
	pictures_fill_all(&room);
	dump = pictures_dump(&room, "D2", &at, BROAD, TALL, false);
	pictures_show(dump, "役割            佐藤 鈴木 高橋 田中 伊藤 渡辺 由美 渡辺 誠 小林");
	pictures_show(dump, "> 事故対応の指揮  A    R    ·    代   ·    R         ·       ·   ");
	pictures_show(dump, "初動対応        I    ·    I    ·    ·    AR        ·       ·           代行なし");
	pictures_show(dump, "社外への説明    ·    ·    ·    ·    C    ·         R       代          責任者なし");
	pictures_show(dump, "復旧            ·    ·    ·    ·    ·    R         ·       ·           責任者・代行なし");
	assert_int_equal(pictures_count(dump, "未記入"), 2);
	pictures_show(dump, "A の数          1    0    0    0    0    1         0       0");
	pictures_show(dump, "A 責任者　R 実行者　C 相談先　I 報告先　代 代行者");
	pictures_show(dump, "A 佐藤 一郎（代表取締役社長）");
	room_close(&room);
}

static void enter_finds_the_row_or_the_choice(void **state)
{
	struct picture_state at = { 0 };
	struct room room;

	(void)state;
	pictures_begin(&room, LANG_EN);
	pictures_fill_all(&room);
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D2"), &at), "r1");
	assert_null(picture_choice(room.app, pictures_table(&room, "D2"), &at));
	pictures_move(&room, "D2", &at, ACTION_DOWN, 2);
	assert_null(picture_row(room.app, pictures_table(&room, "D2"), &at));
	assert_string_equal(picture_choice(room.app, pictures_table(&room, "D2"), &at), "stop");
	pictures_move(&room, "D2", &at, ACTION_BOTTOM, 1);
	assert_string_equal(picture_choice(room.app, pictures_table(&room, "D2"), &at), "notify");
	room_close(&room);
}

static void more_people_than_fit_scroll(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *rows = "";
	char last[] = "Person T";

	(void)state;
	pictures_begin(&room, LANG_EN);
	for (int i = 0; i < 20; i++)
		rows = arena_printf(room.arena, "%s%s{\"function\":\"first\",\"accountable\":"
				    "{\"name\":\"Person %c\",\"role\":\"R\"}}", rows, i ? "," : "", 'A' + i);
	pictures_fill(&room, "D2", rows);
	pictures_show(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "Person A Person B Person C       ▶");
	pictures_lack(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "◀");
	pictures_move(&room, "D2", &at, ACTION_RIGHT, 1);
	pictures_show(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "◀Person B");
	pictures_show(pictures_dump(&room, "D2", &at, NARROW, LOW, true), "<Person B");
	pictures_move(&room, "D2", &at, ACTION_RIGHT, 99);
	pictures_show(pictures_dump(&room, "D2", &at, NARROW, LOW, false), last);
	pictures_lack(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "▶");
	/* The draw knew the end: one step back is one column. */
	pictures_move(&room, "D2", &at, ACTION_LEFT, 1);
	pictures_show(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "▶");
	/* 25 lines in ten rows: the end is reached, too. */
	pictures_move(&room, "D2", &at, ACTION_BOTTOM, 1);
	pictures_show(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "> Reports to authorities");
	pictures_show(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "▲");
	room_close(&room);
}

static void long_and_like_names_stay_apart(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	pictures_begin(&room, LANG_EN);
	pictures_fill(&room, "D2",
		"{\"function\":\"first\",\"accountable\":{\"name\":\"Wolfeschlegelsteinhausen A\",\"role\":\"X\"},"
		"\"deputy\":{\"name\":\"Wolfeschlegelsteinhausen B\",\"role\":\"X\"}},"
		"{\"function\":\"stop\",\"accountable\":{\"name\":\"Bartholomewstein\",\"role\":\"X\"},"
		"\"deputy\":{\"name\":\"Bartholomewstein\",\"role\":\"Y\"}}");
	dump = pictures_dump(&room, "D2", &at, BROAD, TALL, false);
	pictures_show(dump, "W. A W. B Barth…3 Barth…4");
	pictures_show(pictures_dump(&room, "D2", &at, BROAD, TALL, true), "W. A W. B Bar...3 Bar...4");
	pictures_move(&room, "D2", &at, ACTION_DOWN, 1);
	dump = pictures_dump(&room, "D2", &at, NARROW, LOW, false);
	pictures_show(dump, "A Wolfeschlegelsteinhausen A (X); d Wolfeschlegelsteinhausen B (X)");
	room_close(&room);
}

/* The time line. */

static void what_is_due_stands_in_order(void **state)
{
	static const char *const order[] = {
		"直ちに     ● 従業員", "24時間     ● 主要取引先", "2日        ● 保険会社",
		"3～5日     ● [義務] 個人情報保護委員会（速報）", "出典: 個人情報保護法施行規則　2026-11時点　原典を確認",
		"30～60日   ● [義務] 個人情報保護委員会（確報）", "二次情報", "未記入     ● 証券取引所",
		"時期未記入 ● 警察", "法務に確認してください",
	};
	struct picture_state at = { 0 };
	struct room room;
	const char *dump, *from;

	(void)state;
	pictures_begin(&room, LANG_JA);
	pictures_fill_all(&room);
	dump = from = pictures_dump(&room, "D10", &at, BROAD, 30, false);
	for (size_t i = 0; i < LENGTH(order); i++) {
		const char *found = strstr(from, order[i]);

		if (!found)
			fail_msg("%s is missing or out of order in\n%s", order[i], dump);
		from = found;
	}
	pictures_show(dump, "決める人: 佐藤 一郎（代表取締役社長）");
	pictures_show(dump, "決める人: 未記入");
	pictures_show(dump, "文案: はい");
	/* The fact that is no duty is not on it. */
	pictures_lack(dump, "200件");
	pictures_show(dump, "T+0   直ちに  24時間  2日  3～5日  30～60日");
	room_close(&room);
}

static void the_time_line_scrolls_and_counsel_stays(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *row = "", *choice = "";

	(void)state;
	pictures_begin(&room, LANG_EN);
	pictures_fill_all(&room);
	for (int i = 0; i < 7; i++) {
		const char *dump = pictures_dump(&room, "D10", &at, NARROW, LOW, false);
		const char *id = picture_row(room.app, pictures_table(&room, "D10"), &at);
		const char *gap = picture_choice(room.app, pictures_table(&room, "D10"), &at);

		pictures_show(dump, "Confirm with counsel (not legal advice).");
		pictures_show(dump, "~~>");
		assert_int_equal(at.y, i);
		row = arena_printf(room.arena, "%s %s", row, id ? id : "-");
		choice = arena_printf(room.arena, "%s %s", choice, gap ? gap : "-");
		pictures_move(&room, "D10", &at, ACTION_DOWN, 1);
	}
	assert_string_equal(row, " r3 r1 r2 - - - r4");
	assert_string_equal(choice, " - - - - - exchange -");
	pictures_move(&room, "D10", &at, ACTION_TOP, 1);
	pictures_show(pictures_dump(&room, "D10", &at, NARROW, LOW, false), ">at once");
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_cut_at_the_usual_sizes),
		cmocka_unit_test(no_size_draws_outside_the_box),
		cmocka_unit_test(a_small_box_says_so),
		cmocka_unit_test(ascii_is_ascii),
		cmocka_unit_test(empty_tables_are_drawn),
		cmocka_unit_test(places_out_of_range_are_mended),
		cmocka_unit_test(other_actions_are_not_taken),
		cmocka_unit_test(every_function_has_a_line_and_says_its_gap),
		cmocka_unit_test(enter_finds_the_row_or_the_choice),
		cmocka_unit_test(more_people_than_fit_scroll),
		cmocka_unit_test(long_and_like_names_stay_apart),
		cmocka_unit_test(what_is_due_stands_in_order),
		cmocka_unit_test(the_time_line_scrolls_and_counsel_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
