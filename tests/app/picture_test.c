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

static void begin(struct room *room, enum lang which)
{
	lang = which;
	pictures_open(room);
}

static void fill(struct room *room)
{
	pictures_risks(room);
	pictures_functions(room);
	pictures_duties(room);
}

static void move(struct room *room, const char *item, struct picture_state *state,
		 enum action_id action, int times)
{
	while (times-- > 0)
		assert_true(picture_move(room->app, pictures_table(room, item), state, action));
}

static void shows(const char *dump, const char *text)
{
	if (!strstr(dump, text))
		fail_msg("\"%s\" is not in\n%s", text, dump);
}

static void lacks(const char *dump, const char *text)
{
	if (strstr(dump, text))
		fail_msg("\"%s\" is in\n%s", text, dump);
}

static int count_of(const char *dump, const char *text)
{
	int count = 0;

	for (const char *at = dump; (at = strstr(at, text)); at += strlen(text))
		count++;
	return count;
}

/* What all pictures must be. */

static void nothing_is_cut_at_the_usual_sizes(void **state)
{
	static const int sizes[][2] = { { NARROW, LOW }, { BROAD, TALL } };

	(void)state;
	for (enum lang which = LANG_EN; which < LANG_COUNT; which++) {
		struct room room;

		begin(&room, which);
		fill(&room);
		for (size_t i = 0; i < LENGTH(items) * LENGTH(sizes) * 2; i++) {
			struct picture_state at = { 0 };
			bool ascii = i / LENGTH(items) / LENGTH(sizes) == 1;
			const int *size = sizes[i / LENGTH(items) % LENGTH(sizes)];
			const char *dump = pictures_dump(&room, items[i % LENGTH(items)], &at, size[0],
							 size[1], ascii);

			lacks(dump, "…");
			lacks(dump, "...");
			lacks(dump, "\xEF\xBF\xBD");
		}
		room_close(&room);
	}
}

static void no_size_draws_outside_the_box(void **state)
{
	(void)state;
	for (enum lang which = LANG_EN; which < LANG_COUNT; which++) {
		struct room room;

		begin(&room, which);
		fill(&room);
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
	begin(&room, LANG_EN);
	fill(&room);
	shows(pictures_dump(&room, "D3", &at, PICTURE_WIDTH - 1, PICTURE_HEIGHT, false), "needs 70 x 15");
	shows(pictures_dump(&room, "D3", &at, PICTURE_WIDTH, PICTURE_HEIGHT - 1, false), "needs 70 x 15");
	lacks(pictures_dump(&room, "D3", &at, PICTURE_WIDTH, PICTURE_HEIGHT, false), "needs");
	room_close(&room);
}

static void ascii_is_ascii(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	fill(&room);
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

		begin(&room, which);
		shows(pictures_dump(&room, "D3", &at[1], NARROW, LOW, false),
		      both("No risk has been entered yet.", "リスクはまだ記入されていません。"));
		assert_int_equal(count_of(pictures_dump(&room, "D2", &at[0], NARROW, LOW, false),
					  both("not filled in", "未記入")), 6);
		shows(pictures_dump(&room, "D2", &at[0], NARROW, LOW, false),
		      both("Nobody has been named yet.", "まだ誰も記入されていません。"));
		shows(pictures_dump(&room, "D10", &at[2], NARROW, LOW, false),
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
	begin(&room, LANG_EN);
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < LENGTH(items) * LENGTH(wild); i++) {
			struct picture_state at = wild[i / LENGTH(items)];
			const struct sheet_field *table = pictures_table(&room, items[i % LENGTH(items)]);

			picture_row(room.app, table, &at);
			picture_choice(room.app, table, &at);
			pictures_dump(&room, items[i % LENGTH(items)], &at, NARROW, LOW, false);
			picture_move(room.app, table, &at, ACTION_DOWN);
		}
		fill(&room);
	}
	room_close(&room);
}

static void other_actions_are_not_taken(void **state)
{
	struct picture_state at = { 0 };
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	for (size_t i = 0; i < LENGTH(items); i++) {
		assert_false(picture_move(room.app, pictures_table(&room, items[i]), &at, ACTION_OPEN));
		assert_false(picture_move(room.app, pictures_table(&room, items[i]), &at, ACTION_NEXT_TAB));
	}
	assert_false(picture_area(room.app, pictures_table(&room, "D2"), &at, 1));
	assert_true(picture_area(room.app, pictures_table(&room, "D3"), &at, 1));
	room_close(&room);
}

/* The heat map. */

static void risks_stand_in_their_cells(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	begin(&room, LANG_EN);
	fill(&room);
	dump = pictures_dump(&room, "D3", &at, NARROW, LOW, false);
	/* The highlight begins on the greatest product; row and column are there. */
	assert_int_equal(at.x, 4);
	assert_int_equal(at.y, 5);
	shows(dump, "~~5 ruin           5        10        15 >A! F! 20        25");
	shows(dump, "~~4 severe         4         8  B!    12        16        20");
	shows(dump, "~~2 small          2  E      4  C!     6         8        10");
	/* "3 at times" is too long for its column: then none has its word. */
	shows(dump, "1         2         3         4         5         Likelihood");
	shows(dump, "Not placed: G H");
	shows(dump, "Impact   Area: all (1/7)  each risk by the line of its own area");
	/* The lines differ: none is drawn, each stands in words. */
	lacks(dump, "━");
	shows(dump, "<=4 personal data");
	shows(dump, "<=9 operations");
	shows(dump, "not stated:");
	room_close(&room);
}

static void the_line_of_an_area_runs_between_cells(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	begin(&room, LANG_JA);
	fill(&room);
	while (at.area != 2)
		assert_true(picture_area(room.app, pictures_table(&room, "D3"), &at, 1));
	dump = pictures_dump(&room, "D3", &at, NARROW, LOW, false);
	shows(dump, "影響分野: 操業停止（3/7）  線: 慎重 3 → 9まで");
	/* Over 9: 10 of 25 cells, marked without colour as well. */
	assert_int_equal(count_of(dump, "!1") + count_of(dump, "!2"), 10);
	shows(dump, " 5┃       !10        !15 >A! F! !20        !25");
	shows(dump, "┗━━━━━━━━━━┓");
	shows(dump, "8┃       !12");
	shows(dump, "9┃       !12        !15");
	shows(dump, "8┃       !10");
	shows(dump, "━ 線");
	/* Only its own risks, under the letters that they have everywhere. */
	lacks(dump, "B!");
	lacks(dump, "位置が未定");
	room_close(&room);
}

static void areas_that_agree_share_the_line(void **state)
{
	struct picture_state at = { 0 };
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	fill(&room);
	pictures_state(&room, "personal-data", 3);
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "one line for all areas stated: up to 9");
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "━━━");
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false),
	      "appetite not stated: legal, reputation, finance");
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, true), "=======");
	room_close(&room);
}

static void no_statement_makes_no_line(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	begin(&room, LANG_JA);
	fill(&room);
	picture_area(room.app, pictures_table(&room, "D3"), &at, -1);
	assert_int_equal(at.area, 6);
	dump = pictures_dump(&room, "D3", &at, BROAD, TALL, false);
	shows(dump, "選好が未表明: 財務");
	lacks(dump, "━━");
	lacks(dump, "!1");
	/* A risk of it is in no danger of a verdict either. */
	lacks(dump, "線の内");
	lacks(dump, "対応か受容が必要");
	room_close(&room);
}

static void a_risk_is_told_in_facts(void **state)
{
	struct picture_state at = { 0 };
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	fill(&room);
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "Likelihood 4 often × Impact 5 ruin = 20");
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "risk 1 of 2");
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "operations: cautious 3 -> up to 9");
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false),
	      "! 20 is over the line of 9: needs a treatment or an acceptance");
	move(&room, "D3", &at, ACTION_PAGE_DOWN, 1);
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), ">F!  Backups cannot be restored");
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "Treatment: modify; no acceptance");
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r6");
	/* Retained over the line, until somebody proposes to accept it. */
	at = (struct picture_state){ .x = 3, .y = 2 };
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "! 6 is over the line of 4:");
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "needs a treatment or an");
	room_record(&room, room.session, "acceptance_proposed",
		    "{\"title\":\"Old mailbox\",\"item\":\"D3\",\"row\":\"r3\"}");
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "! 6 is over the line of 4 ");
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "acceptance ac1 proposed");
	/* No area, then no statement: said, not guessed. */
	at = (struct picture_state){ .x = 4, .y = 1 };
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "area not filled in");
	at = (struct picture_state){ .x = 2, .y = 2 };
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "appetite not stated:");
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "appetite not stated: reputation");
	room_close(&room);
}

static void risks_without_a_place_have_a_row(void **state)
{
	struct picture_state at = { .x = 2, .y = 1 };
	struct room room;

	(void)state;
	begin(&room, LANG_JA);
	fill(&room);
	assert_null(picture_row(room.app, pictures_table(&room, "D3"), &at));
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "該当なし");
	move(&room, "D3", &at, ACTION_DOWN, 1);
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), ">位置が未定: G H");
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "起こりやすさか影響が未記入");
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r7");
	move(&room, "D3", &at, ACTION_BOTTOM, 1);
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r8");
	move(&room, "D3", &at, ACTION_UP, 1);
	assert_int_equal(at.y, 1);
	room_close(&room);
}

static const char *many_risks(struct room *room, int count, const char *text)
{
	const char *all = "";

	for (int i = 0; i < count; i++)
		all = arena_printf(room->arena, "%s%s{\"risk\":\"%s %d\",\"area\":\"operations\",\"likelihood\":5,"
				   "\"impact\":5}", all, i ? "," : "", text, i + 1);
	return all;
}

static void forty_risks_in_one_cell(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	begin(&room, LANG_EN);
	pictures_fill(&room, "D3", many_risks(&room, 40, "Number"));
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "no area has a stated appetite");
	dump = pictures_dump(&room, "D3", &at, NARROW, LOW, false);
	shows(dump, ">A +39 25");
	dump = pictures_dump(&room, "D3", &at, BROAD, TALL, false);
	shows(dump, ">A B C D");
	shows(dump, " +36  25");
	shows(dump, "risk 1 of 40");
	pictures_state(&room, "operations", 1);
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), ">+40 !25");
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), ">A!B!C!D");
	move(&room, "D3", &at, ACTION_PAGE_DOWN, 50);
	dump = pictures_dump(&room, "D3", &at, NARROW, LOW, false);
	shows(dump, ">AN  Number 40");
	shows(dump, "risk 40 of 40");
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r40");
	move(&room, "D3", &at, ACTION_TOP, 1);
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r1");
	/* Another cell begins with its first. */
	move(&room, "D3", &at, ACTION_BOTTOM, 1);
	move(&room, "D3", &at, ACTION_LEFT, 1);
	assert_int_equal(at.at, 0);
	room_close(&room);
}

static void a_long_text_is_shortened_not_spilt(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	char text[481] = "";

	(void)state;
	begin(&room, LANG_JA);
	for (int i = 0; i < 40; i++)
		strcat(text, "長い文");
	pictures_fill(&room, "D3", many_risks(&room, 3, text));
	shows(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "…");
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "…");
	shows(pictures_dump(&room, "D3", &at, BROAD, TALL, true), "...");
	room_close(&room);
}

/* The matrix. */

static void every_function_has_a_line_and_says_its_gap(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	begin(&room, LANG_JA);
	fill(&room);
	dump = pictures_dump(&room, "D2", &at, BROAD, TALL, false);
	shows(dump, "役割            佐藤 鈴木 高橋 田中 伊藤 渡辺 由美 渡辺 誠 小林");
	shows(dump, "> 事故対応の指揮  A    R    ·    代   ·    R         ·       ·   ");
	shows(dump, "初動対応        I    ·    I    ·    ·    AR        ·       ·           代行なし");
	shows(dump, "社外への説明    ·    ·    ·    ·    C    ·         R       代          責任者なし");
	shows(dump, "復旧            ·    ·    ·    ·    ·    R         ·       ·           責任者・代行なし");
	assert_int_equal(count_of(dump, "未記入"), 2);
	shows(dump, "A の数          1    0    0    0    0    1         0       0");
	shows(dump, "A 責任者　R 実行　C 相談先　I 報告先　代 代行者");
	shows(dump, "A 佐藤 一郎（代表取締役社長）");
	room_close(&room);
}

static void enter_finds_the_row_or_the_choice(void **state)
{
	struct picture_state at = { 0 };
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	fill(&room);
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D2"), &at), "r1");
	assert_null(picture_choice(room.app, pictures_table(&room, "D2"), &at));
	move(&room, "D2", &at, ACTION_DOWN, 2);
	assert_null(picture_row(room.app, pictures_table(&room, "D2"), &at));
	assert_string_equal(picture_choice(room.app, pictures_table(&room, "D2"), &at), "stop");
	move(&room, "D2", &at, ACTION_BOTTOM, 1);
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
	begin(&room, LANG_EN);
	for (int i = 0; i < 20; i++)
		rows = arena_printf(room.arena, "%s%s{\"function\":\"first\",\"accountable\":"
				    "{\"name\":\"Person %c\",\"role\":\"R\"}}", rows, i ? "," : "", 'A' + i);
	pictures_fill(&room, "D2", rows);
	shows(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "Person A Person B Person C       ▶");
	lacks(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "◀");
	move(&room, "D2", &at, ACTION_RIGHT, 1);
	shows(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "◀Person B");
	shows(pictures_dump(&room, "D2", &at, NARROW, LOW, true), "<Person B");
	move(&room, "D2", &at, ACTION_RIGHT, 99);
	shows(pictures_dump(&room, "D2", &at, NARROW, LOW, false), last);
	lacks(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "▶");
	/* The draw knew the end: one step back is one column. */
	move(&room, "D2", &at, ACTION_LEFT, 1);
	shows(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "▶");
	/* 25 lines in ten rows: the end is reached, too. */
	move(&room, "D2", &at, ACTION_BOTTOM, 1);
	shows(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "> Reports to authorities");
	shows(pictures_dump(&room, "D2", &at, NARROW, LOW, false), "▲");
	room_close(&room);
}

static void long_and_like_names_stay_apart(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	begin(&room, LANG_EN);
	pictures_fill(&room, "D2",
		"{\"function\":\"first\",\"accountable\":{\"name\":\"Wolfeschlegelsteinhausen A\",\"role\":\"X\"},"
		"\"deputy\":{\"name\":\"Wolfeschlegelsteinhausen B\",\"role\":\"X\"}},"
		"{\"function\":\"stop\",\"accountable\":{\"name\":\"Bartholomewstein\",\"role\":\"X\"},"
		"\"deputy\":{\"name\":\"Bartholomewstein\",\"role\":\"Y\"}}");
	dump = pictures_dump(&room, "D2", &at, BROAD, TALL, false);
	shows(dump, "W. A W. B Barth…3 Barth…4");
	shows(pictures_dump(&room, "D2", &at, BROAD, TALL, true), "W. A W. B Bar...3 Bar...4");
	move(&room, "D2", &at, ACTION_DOWN, 1);
	dump = pictures_dump(&room, "D2", &at, NARROW, LOW, false);
	shows(dump, "A Wolfeschlegelsteinhausen A (X); d Wolfeschlegelsteinhausen B (X)");
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
	begin(&room, LANG_JA);
	fill(&room);
	dump = from = pictures_dump(&room, "D10", &at, BROAD, 30, false);
	for (size_t i = 0; i < LENGTH(order); i++) {
		const char *found = strstr(from, order[i]);

		if (!found)
			fail_msg("%s is missing or out of order in\n%s", order[i], dump);
		from = found;
	}
	shows(dump, "決める人: 佐藤 一郎（代表取締役社長）");
	shows(dump, "決める人: 未記入");
	shows(dump, "文案: はい");
	/* The fact that is no duty is not on it. */
	lacks(dump, "200件");
	shows(dump, "T+0   直ちに  24時間  2日  3～5日  30～60日");
	room_close(&room);
}

static void the_time_line_scrolls_and_counsel_stays(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *row = "", *choice = "";

	(void)state;
	begin(&room, LANG_EN);
	fill(&room);
	for (int i = 0; i < 7; i++) {
		const char *dump = pictures_dump(&room, "D10", &at, NARROW, LOW, false);
		const char *id = picture_row(room.app, pictures_table(&room, "D10"), &at);
		const char *gap = picture_choice(room.app, pictures_table(&room, "D10"), &at);

		shows(dump, "Confirm with counsel (not legal advice).");
		shows(dump, "~~>");
		assert_int_equal(at.y, i);
		row = arena_printf(room.arena, "%s %s", row, id ? id : "-");
		choice = arena_printf(room.arena, "%s %s", choice, gap ? gap : "-");
		move(&room, "D10", &at, ACTION_DOWN, 1);
	}
	assert_string_equal(row, " r3 r1 r2 - - - r4");
	assert_string_equal(choice, " - - - - - exchange -");
	move(&room, "D10", &at, ACTION_TOP, 1);
	shows(pictures_dump(&room, "D10", &at, NARROW, LOW, false), ">at once");
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
		cmocka_unit_test(risks_stand_in_their_cells),
		cmocka_unit_test(the_line_of_an_area_runs_between_cells),
		cmocka_unit_test(areas_that_agree_share_the_line),
		cmocka_unit_test(no_statement_makes_no_line),
		cmocka_unit_test(a_risk_is_told_in_facts),
		cmocka_unit_test(risks_without_a_place_have_a_row),
		cmocka_unit_test(forty_risks_in_one_cell),
		cmocka_unit_test(a_long_text_is_shortened_not_spilt),
		cmocka_unit_test(every_function_has_a_line_and_says_its_gap),
		cmocka_unit_test(enter_finds_the_row_or_the_choice),
		cmocka_unit_test(more_people_than_fit_scroll),
		cmocka_unit_test(long_and_like_names_stay_apart),
		cmocka_unit_test(what_is_due_stands_in_order),
		cmocka_unit_test(the_time_line_scrolls_and_counsel_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
