/* The heat map: cells, marks, the line, and what is said of a risk. */
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

enum { NARROW = 76, LOW = 16, BROAD = 91, TALL = 24 };

static void risks_stand_in_their_cells(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	pictures_begin(&room, LANG_EN);
	pictures_fill_all(&room);
	dump = pictures_dump(&room, "D3", &at, NARROW, LOW, false);
	/* The highlight begins on the greatest product; row and column are there. */
	assert_int_equal(at.x, 4);
	assert_int_equal(at.y, 5);
	pictures_show(dump, "~~5 ruin           5│       10│       15│>A! F! 20│       25");
	pictures_show(dump, "~~4 severe         4│        8│ B!    12│       16│       20");
	pictures_show(dump, "~~2 small          2│ E      4│ C!     6│        8│       10");
	/* "3 at times" is too long for its column: then none has its word. */
	pictures_show(dump, "1         2         3         4         5         Likelihood");
	pictures_show(dump, "Not placed: G H");
	pictures_show(dump, "Impact   Area: all (1/7)  each risk by the line of its own area");
	/* The lines differ: none is drawn, each stands in words. */
	pictures_lack(dump, "━");
	pictures_show(dump, "<=4 personal data");
	pictures_show(dump, "<=9 operations");
	pictures_show(dump, "not stated:");
	room_close(&room);
}

static void the_line_of_an_area_runs_between_cells(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	pictures_begin(&room, LANG_JA);
	pictures_fill_all(&room);
	while (at.area != 2)
		assert_true(picture_area(room.app, pictures_table(&room, "D3"), &at, 1));
	dump = pictures_dump(&room, "D3", &at, NARROW, LOW, false);
	pictures_show(dump, "影響分野: 操業停止（3/7）  線: 慎重 3 → 9まで");
	/* Over 9: 10 of 25 cells, marked without colour as well. */
	assert_int_equal(pictures_count(dump, "!1") + pictures_count(dump, "!2"), 10);
	pictures_show(dump, " 5┃       !10│       !15│>A! F! !20│       !25");
	pictures_show(dump, "┗━━━━━━━━━━┓");
	pictures_show(dump, "8┃       !12");
	pictures_show(dump, "9┃       !12│       !15");
	pictures_show(dump, "8┃       !10");
	pictures_show(dump, "━ 線");
	/* Only its own risks, under the letters that they have everywhere. */
	pictures_lack(dump, "B!");
	pictures_lack(dump, "位置が未定");
	room_close(&room);
}

static void areas_that_agree_share_the_line(void **state)
{
	struct picture_state at = { 0 };
	struct room room;

	(void)state;
	pictures_begin(&room, LANG_EN);
	pictures_fill_all(&room);
	pictures_state(&room, "personal-data", 3);
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "one line for all areas stated: up to 9");
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "━━━");
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false),
	      "appetite not stated: legal, reputation, finance");
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, true), "=======");
	room_close(&room);
}

static void no_statement_makes_no_line(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	const char *dump;

	(void)state;
	pictures_begin(&room, LANG_JA);
	pictures_fill_all(&room);
	picture_area(room.app, pictures_table(&room, "D3"), &at, -1);
	assert_int_equal(at.area, 6);
	dump = pictures_dump(&room, "D3", &at, BROAD, TALL, false);
	pictures_show(dump, "選好が未表明: 財務");
	pictures_lack(dump, "━━");
	pictures_lack(dump, "!1");
	/* A risk of it is in no danger of a verdict either. */
	pictures_lack(dump, "線の内");
	pictures_lack(dump, "対応か受容が必要");
	room_close(&room);
}

static void a_risk_is_told_in_facts(void **state)
{
	struct picture_state at = { 0 };
	struct room room;

	(void)state;
	pictures_begin(&room, LANG_EN);
	pictures_fill_all(&room);
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "Likelihood 4 often × Impact 5 ruin = 20; risk 1 of 2");
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "risk 1 of 2");
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "operations: cautious 3 -> up to 9");
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false),
	      "! 20 is over the line of 9: needs a treatment or an acceptance");
	pictures_move(&room, "D3", &at, ACTION_PAGE_DOWN, 1);
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), ">F!  Backups cannot be restored");
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "Treatment: modify; no acceptance");
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r6");
	/* Retained over the line, until somebody proposes to accept it. */
	at = (struct picture_state){ .x = 3, .y = 2 };
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "! 6 is over the line of 4:");
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "needs a treatment or an");
	room_record(&room, room.session, "acceptance_proposed",
		    "{\"title\":\"Old mailbox\",\"item\":\"D3\",\"row\":\"r3\"}");
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "! 6 is over the line of 4 ");
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "acceptance ac1 proposed");
	/* No area, then no statement: said, not guessed. */
	at = (struct picture_state){ .x = 4, .y = 1 };
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "area not filled in");
	at = (struct picture_state){ .x = 2, .y = 2 };
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "appetite not stated:");
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "appetite not stated: reputation");
	room_close(&room);
}

/* Also where the list is lowest: with a row of risks without a place above it. */
static void all_facts_of_a_risk_are_seen_at_once(void **state)
{
	(void)state;
	for (enum lang which = LANG_EN; which < LANG_COUNT; which++) {
		struct room room;

		pictures_begin(&room, which);
		pictures_fill_all(&room);
		for (int i = 0; i < 5 * 6 * 2; i++) {
			struct picture_state at = { .x = i % 5 + 1, .y = i / 5 % 6, .at = i / 30 };
			const char *dump;

			at.y = at.y == 0 ? -1 : at.y;
			dump = pictures_dump(&room, "D3", &at, NARROW, LOW, false);
			if (!picture_row(room.app, pictures_table(&room, "D3"), &at))
				continue;
			pictures_show(dump, both("no acceptance", "リスク受容: なし"));
			pictures_show(dump, both("Treatment: ", "対応: "));
		}
		room_close(&room);
	}
}

static void risks_without_a_place_have_a_row(void **state)
{
	struct picture_state at = { .x = 2, .y = 1 };
	struct room room;

	(void)state;
	pictures_begin(&room, LANG_JA);
	pictures_fill_all(&room);
	assert_null(picture_row(room.app, pictures_table(&room, "D3"), &at));
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "該当なし");
	pictures_move(&room, "D3", &at, ACTION_DOWN, 1);
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), ">位置が未定: G H");
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "起こりやすさか影響が未記入");
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r7");
	pictures_move(&room, "D3", &at, ACTION_BOTTOM, 1);
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r8");
	pictures_move(&room, "D3", &at, ACTION_UP, 1);
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
	pictures_begin(&room, LANG_EN);
	pictures_fill(&room, "D3", many_risks(&room, 40, "Number"));
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "no area has a stated appetite");
	/* No line, so nothing can be over it. */
	pictures_lack(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "! over the line");
	dump = pictures_dump(&room, "D3", &at, NARROW, LOW, false);
	pictures_show(dump, ">A +39 25");
	dump = pictures_dump(&room, "D3", &at, BROAD, TALL, false);
	pictures_show(dump, ">A B C D");
	pictures_show(dump, " +36  25");
	pictures_show(dump, "risk 1 of 40");
	pictures_state(&room, "operations", 1);
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), ">+40  !25");
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), ">A!B!C! ");
	pictures_move(&room, "D3", &at, ACTION_PAGE_DOWN, 50);
	dump = pictures_dump(&room, "D3", &at, NARROW, LOW, false);
	pictures_show(dump, ">AN! Number 40");
	pictures_show(dump, "risk 40 of 40");
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r40");
	pictures_move(&room, "D3", &at, ACTION_TOP, 1);
	assert_string_equal(picture_row(room.app, pictures_table(&room, "D3"), &at), "r1");
	/* Another cell begins with its first. */
	pictures_move(&room, "D3", &at, ACTION_BOTTOM, 1);
	pictures_move(&room, "D3", &at, ACTION_LEFT, 1);
	assert_int_equal(at.at, 0);
	room_close(&room);
}

static void a_long_text_is_shortened_not_spilt(void **state)
{
	struct picture_state at = { 0 };
	struct room room;
	char text[481] = "";

	(void)state;
	pictures_begin(&room, LANG_JA);
	for (int i = 0; i < 40; i++)
		strcat(text, "長い文");
	pictures_fill(&room, "D3", many_risks(&room, 3, text));
	pictures_show(pictures_dump(&room, "D3", &at, NARROW, LOW, false), "…");
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, false), "…");
	pictures_show(pictures_dump(&room, "D3", &at, BROAD, TALL, true), "...");
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(risks_stand_in_their_cells),
		cmocka_unit_test(the_line_of_an_area_runs_between_cells),
		cmocka_unit_test(areas_that_agree_share_the_line),
		cmocka_unit_test(no_statement_makes_no_line),
		cmocka_unit_test(a_risk_is_told_in_facts),
		cmocka_unit_test(all_facts_of_a_risk_are_seen_at_once),
		cmocka_unit_test(risks_without_a_place_have_a_row),
		cmocka_unit_test(forty_risks_in_one_cell),
		cmocka_unit_test(a_long_text_is_shortened_not_spilt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
