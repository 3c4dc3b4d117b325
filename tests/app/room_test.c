/*
 * The room's screen: every picture in both languages at three sizes; that it shows
 * nothing that is not for the room; that the facilitator's key chooses it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "support.h"
#include "support_golden.h"
#include "ui/canvas.h"
#include "ui/room.h"
#include "workshop/session.h"

static const struct { int width, height; } sizes[] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };

enum { SIZES = sizeof(sizes) / sizeof(sizes[0]) };

static const char *picture(struct room *room, struct room_view view, int width, int height, bool ascii)
{
	struct canvas *canvas;
	struct str out = STR_INIT;
	const char *text;

	arena_reset(room->frame);
	canvas = canvas_new(room->frame, width, height);
	canvas->ascii = ascii;
	view.session = room->session;
	view.now = (struct app_now){ room->at, 540, { 2026, 11, 24 } };
	room_draw(&view, room->frame, canvas);
	canvas_dump(canvas, false, &out);
	text = arena_strdup(room->arena, out.text);
	str_release(&out);
	return text;
}

static void item(struct room *room, struct room_view *view)
{
	(void)room;
	view->show = ROOM_ITEM;
}

static void question(struct room *room, struct room_view *view)
{
	(void)room;
	view->show = ROOM_QUESTION;
	view->question = 2;
}

static void open_round(struct room *room)
{
	room_record(room, room->session, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
	room_record(room, room->session, "position_taken", "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":2}");
	room_record(room, room->session, "position_taken",
		    "{\"round\":\"r1\",\"participant\":\"p3\",\"level\":5,\"reason\":\"SECRET\"}");
}

static void sealed_round(struct room *room, struct room_view *view)
{
	open_round(room);
	view->show = ROOM_POSITIONS;
}

static void revealed_round(struct room *room, struct room_view *view)
{
	open_round(room);
	room_record(room, room->session, "round_revealed", "{\"round\":\"r1\"}");
	view->show = ROOM_POSITIONS;
}

static void decision(struct room *room, struct room_view *view)
{
	room_record(room, room->session, "decision_recorded", arena_printf(room->arena,
		    "{\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"%s\"}",
		    both("Replace the plant server; cut it off until then.",
			 "旧生産管理サーバーを更新し、それまでは網を切り離す。")));
	room_record(room, room->session, "owner_assigned",
		    "{\"item\":\"D3\",\"accountable\":\"p4\",\"due\":\"2027-03-31\"}");
	view->show = ROOM_DECISION;
}

static void no_decision(struct room *room, struct room_view *view)
{
	(void)room;
	view->show = ROOM_DECISION;
}

static void overview(struct room *room, struct room_view *view)
{
	(void)room;
	view->show = ROOM_OVERVIEW;
}

static void blank(struct room *room, struct room_view *view)
{
	(void)room;
	view->show = ROOM_BLANK;
}

static void waiting(struct room *room, struct room_view *view)
{
	(void)room;
	view->waiting = true;
}

static void over_time(struct room *room, struct room_view *view)
{
	room_minutes(room, 20);
	view->show = ROOM_ITEM;
}

static const struct { const char *name; void (*prepare)(struct room *room, struct room_view *view); } pictures[] = {
	{ "item", item }, { "question", question }, { "sealed", sealed_round }, { "revealed", revealed_round },
	{ "decision", decision }, { "no-decision", no_decision }, { "overview", overview }, { "blank", blank },
	{ "waiting", waiting }, { "over-time", over_time },
};

static void every_picture_is_as_it_was(void **state)
{
	int different = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(pictures) / sizeof(pictures[0]); i++)
		for (int which = 0; which < LANG_COUNT; which++)
			for (int s = 0; s < SIZES; s++) {
				struct room room;
				struct room_view view = { .show = ROOM_ITEM, .item = "D3" };

				lang = (enum lang)which;
				room_open(&room);
				room_meet(&room);
				pictures[i].prepare(&room, &view);
				different += !golden_same(&room, arena_printf(room.arena, GOLDEN_FOLDER "/room-%s.%s.%dx%d.txt",
					pictures[i].name, lang_code(lang), sizes[s].width, sizes[s].height),
					picture(&room, view, sizes[s].width, sizes[s].height, false));
				room_close(&room);
			}
	lang = LANG_EN;
	assert_int_equal(different, 0);
}

/* Before the reveal a room does not tell which position was taken, nor ever why. */
static void nothing_leaks_into_the_room(void **state)
{
	static const enum room_show shows[] = { ROOM_ITEM, ROOM_QUESTION, ROOM_POSITIONS, ROOM_DECISION, ROOM_OVERVIEW };
	struct room one, other;

	(void)state;
	lang = LANG_EN;
	room_open(&one);
	room_meet(&one);
	room_open(&other);
	room_meet(&other);
	room_record(&one, one.session, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
	room_record(&other, other.session, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
	room_record(&one, one.session, "position_taken", "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":1}");
	room_record(&other, other.session, "position_taken", "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":5}");
	room_record(&one, one.session, "note_added", "{\"item\":\"D3\",\"text\":\"NOTE OF MINE\"}");
	for (size_t i = 0; i < sizeof(shows) / sizeof(shows[0]); i++) {
		struct room_view view = { .show = shows[i], .item = "D3", .question = 1 };
		const char *text = picture(&one, view, 200, 60, true);

		assert_string_equal(text, picture(&other, view, 200, 60, true));
		assert_null(strstr(text, "NOTE OF MINE"));
		assert_null(strstr(text, "Gaps"));
	}
	room_close(&one);
	room_close(&other);
}

/* What was chosen for an item does not stay for the next one. */
static void the_next_item_begins_with_itself(void **state)
{
	struct room room;
	struct room_view view = { .show = ROOM_QUESTION, .item = "D2", .question = 1 };

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_meet(&room);
	assert_non_null(strstr(picture(&room, view, 80, 24, false), "What matters most"));
	view.show = ROOM_OVERVIEW;
	assert_non_null(strstr(picture(&room, view, 80, 24, false), "D10"));
	room_close(&room);
}

static void one_key_chooses_and_previews(void **state)
{
	struct room room;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_meet(&room);
	room_show(&room, NULL, NULL, NULL);
	room_keys(&room, "w");
	assert_true(room_shows(&room, "the room now sees: the item"));
	assert_true(room_shows(&room, " In the room "));
	assert_int_equal(room.last, EFFECT_ROOM);
	room_keys(&room, "Tab w w");
	assert_true(room_shows(&room, "the room now sees: question 2"));
	room_keys(&room, "Down");
	assert_false(room_shows(&room, " In the room "));
	room_keys(&room, "Tab w");
	assert_true(room_shows(&room, "the room now sees: positions"));
	room_keys(&room, "O w");
	assert_true(room_shows(&room, "the room now sees: all items"));
	room_keys(&room, "W");
	assert_true(room_shows(&room, "the room now sees: nothing"));
	room_close(&room);
}

static void every_size_is_sound(void **state)
{
	(void)state;
	for (int width = 1; width <= 240; width += width < 20 ? 1 : 37)
		for (int height = 1; height <= 80; height += height < 10 ? 1 : 23)
			for (int show = 0; show < ROOM_SHOW_COUNT; show++) {
				struct room room;
				struct room_view view = { .show = (enum room_show)show, .item = "D3", .question = 1 };

				if (width > 20 && height > 10 && show == ROOM_BLANK)
					continue;
				lang = LANG_JA;
				room_open(&room);
				room_prepare(&room);
				picture(&room, view, width, height, width % 2 == 0);
				room_close(&room);
			}
	lang = LANG_EN;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_picture_is_as_it_was), cmocka_unit_test(nothing_leaks_into_the_room),
		cmocka_unit_test(the_next_item_begins_with_itself), cmocka_unit_test(one_key_chooses_and_previews),
		cmocka_unit_test(every_size_is_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
