/*
 * A participant's own terminal: every picture in both languages at three sizes; the
 * way through a ballot; that nothing else can be done there and nothing leaks in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "support.h"
#include "support_golden.h"
#include "ui/canvas.h"
#include "ui/room.h"
#include "ui/seat.h"
#include "workshop/session.h"

static const struct { int width, height; } sizes[] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };

enum { SIZES = sizeof(sizes) / sizeof(sizes[0]) };

/* A room, and the seat of p3 in it. */
struct hall { struct room room; struct seat *seat; };

static void open_hall(struct hall *hall)
{
	room_open(&hall->room);
	room_meet(&hall->room);
	hall->seat = seat_new("p3");
	seat_room(hall->seat, &(struct room_choice){ .show = ROOM_POSITIONS });
	seat_time(hall->seat, (struct app_now){ hall->room.at, 540, { 2026, 11, 24 } });
	seat_session(hall->seat, hall->room.session, false);
}

static void close_hall(struct hall *hall)
{
	seat_free(hall->seat);
	room_close(&hall->room);
}

static void happens(struct hall *hall, const char *kind, const char *json)
{
	room_record(&hall->room, hall->room.session, kind, json);
	seat_session(hall->seat, hall->room.session, false);
}

static void ask(struct hall *hall)
{
	happens(hall, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
}

static const char *picture(struct hall *hall, int width, int height)
{
	struct canvas *canvas;
	struct str out = STR_INIT;
	const char *text;

	arena_reset(hall->room.frame);
	canvas = canvas_new(hall->room.frame, width, height);
	seat_draw(hall->seat, hall->room.frame, canvas);
	canvas_dump(canvas, false, &out);
	text = arena_strdup(hall->room.arena, out.text);
	str_release(&out);
	return text;
}

static bool shows(struct hall *hall, const char *text)
{
	return strstr(picture(hall, 80, 24), text) != NULL;
}

static enum seat_wish press(struct hall *hall, const char *names)
{
	char *copy = arena_strdup(hall->room.arena, names), *rest = NULL;
	enum seat_wish wish = SEAT_NOTHING;

	for (char *name = strtok_r(copy, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
		struct key key;

		assert_true(key_parse(name, &key));
		wish = seat_key(hall->seat, key);
	}
	return wish;
}

/* As cli does after SEAT_RECORD. */
static void seal(struct hall *hall)
{
	struct event ballot = seat_ballot(hall->seat, hall->room.arena);
	struct error err = { ERROR_NONE, "" };
	bool good = event_prepare(hall->room.session, hall->room.arena, &ballot, &err) &&
		    session_check(hall->room.session, &ballot, &err);

	if (good)
		session_apply(hall->room.session, &ballot);
	seat_recorded(hall->seat, good ? NULL : err.text);
	seat_session(hall->seat, hall->room.session, false);
}

/* ---- pictures ------------------------------------------------------------------------------ */

static void nothing_asked(struct hall *hall) { (void)hall; }

static void ballot(struct hall *hall)
{
	ask(hall);
	press(hall, "4");
}

static void reason(struct hall *hall)
{
	ask(hall);
	press(hall, "2 Enter n o t Space y e t");
}

static void confirm(struct hall *hall)
{
	ask(hall);
	press(hall, "3 Enter w h y Enter 2 Enter");
}

static void sealed(struct hall *hall)
{
	ask(hall);
	press(hall, "3 Enter Enter Enter y");
	seal(hall);
}

static void revealed(struct hall *hall)
{
	sealed(hall);
	happens(hall, "position_taken", "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":1}");
	happens(hall, "round_revealed", "{\"round\":\"r1\"}");
	press(hall, "Down");
}

static void motion(struct hall *hall)
{
	happens(hall, "round_opened", "{\"item\":\"D3\",\"question\":\"motion\",\"text\":\"Cut the plant off by March. / 3月までに工場の網を切り離す。\"}");
	press(hall, "2");
}

static void absent(struct hall *hall)
{
	ask(hall);
	happens(hall, "participant_left", "{\"participant\":\"p3\"}");
}

static void waiting(struct hall *hall)
{
	seat_session(hall->seat, hall->room.session, true);
}

static const struct { const char *name; void (*prepare)(struct hall *hall); } pictures[] = {
	{ "nothing", nothing_asked }, { "ballot", ballot }, { "reason", reason }, { "confirm", confirm },
	{ "sealed", sealed }, { "revealed", revealed }, { "motion", motion }, { "absent", absent },
	{ "waiting", waiting },
};

static void every_picture_is_as_it_was(void **state)
{
	int different = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(pictures) / sizeof(pictures[0]); i++)
		for (int which = 0; which < LANG_COUNT; which++)
			for (int s = 0; s < SIZES; s++) {
				struct hall hall;

				lang = (enum lang)which;
				open_hall(&hall);
				pictures[i].prepare(&hall);
				different += !golden_same(&hall.room, arena_printf(hall.room.arena,
					GOLDEN_FOLDER "/seat-%s.%s.%dx%d.txt", pictures[i].name, lang_code(lang),
					sizes[s].width, sizes[s].height),
					picture(&hall, sizes[s].width, sizes[s].height));
				close_hall(&hall);
			}
	lang = LANG_EN;
	assert_int_equal(different, 0);
}

/* ---- the way through ----------------------------------------------------------------------- */

static void a_ballot_is_a_choice_three_enters_and_yes(void **state)
{
	struct hall hall;
	const struct json *body;

	(void)state;
	open_hall(&hall);
	ask(&hall);
	assert_int_equal(press(&hall, "Enter"), SEAT_NOTHING);
	assert_true(shows(&hall, "Choose a position first"));
	assert_int_equal(press(&hall, "４ Enter"), SEAT_NOTHING); /* full width, an input method is on */
	assert_int_equal(press(&hall, "q u i t Enter 3 Enter"), SEAT_NOTHING);
	assert_int_equal(press(&hall, "Enter Enter"), SEAT_NOTHING); /* Enter is no yes */
	assert_int_equal(press(&hall, "y"), SEAT_RECORD);
	seal(&hall);
	body = session_head(hall.room.session)->body;
	assert_int_equal(json_get_int(body, "level", 0), 4);
	assert_int_equal(json_get_int(body, "confidence", 0), 3);
	assert_string_equal(json_get_text(body, "reason"), "quit");
	assert_string_equal(json_get_text(body, "via"), "seat");
	assert_string_equal(json_get_text(body, "participant"), "p3");
	assert_true(shows(&hall, "sealed and recorded"));
	close_hall(&hall);
}

static void one_may_think_again_until_the_reveal(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	sealed(&hall);
	press(&hall, "Enter 5");
	assert_true(shows(&hall, "> 5"));
	press(&hall, "Escape"); /* as it was */
	assert_false(shows(&hall, "> 5"));
	press(&hall, "Enter 5 Enter Enter Enter y");
	seal(&hall);
	assert_int_equal(hall.room.session->now.position_count, 1);
	assert_int_equal(hall.room.session->now.position[0].level, 5);
	happens(&hall, "round_revealed", "{\"round\":\"r1\"}");
	press(&hall, "Enter 1");
	assert_false(shows(&hall, "> 1"));
	close_hall(&hall);
}

static void what_was_begun_too_late_is_said_to_be_lost(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	ask(&hall);
	press(&hall, "2 Enter s l o w");
	happens(&hall, "position_taken", "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":1}");
	assert_true(shows(&hall, "slow")); /* others do not disturb it */
	happens(&hall, "round_revealed", "{\"round\":\"r1\"}");
	assert_true(shows(&hall, "The round is over"));
	assert_int_equal(press(&hall, "Enter Enter y"), SEAT_NOTHING);
	/* The next round begins empty. */
	happens(&hall, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
	assert_false(shows(&hall, "slow"));
	assert_false(shows(&hall, "> 2"));
	close_hall(&hall);
}

static void who_may_not_take_a_position_is_told_why(void **state)
{
	static const struct { const char *kind, *json, *words; } rows[] = {
		{ "participant_left", "{\"participant\":\"p3\"}", "not marked as present" },
		{ "participant_recused", "{\"participant\":\"p3\",\"item\":\"D3\",\"reason\":\"x\"}", "stood aside" },
		{ "participant_changed", "{\"participant\":\"p3\",\"removed\":true}", "not on the list" },
		{ "participant_changed", "{\"participant\":\"p3\",\"votes\":false}", "no vote" },
		{ "round_withdrawn", "{\"round\":\"r1\"}", "The round is over" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hall hall;

		open_hall(&hall);
		ask(&hall);
		press(&hall, "3");
		happens(&hall, rows[i].kind, rows[i].json);
		assert_true(shows(&hall, rows[i].words));
		assert_int_equal(press(&hall, "3 Enter Enter Enter y"), SEAT_NOTHING);
		close_hall(&hall);
	}
}

/* What was sealed is no more to be thought over, and the words say why. */
static void who_has_sealed_and_may_no_longer_is_told_so(void **state)
{
	static const struct { const char *kind, *json, *words; } rows[] = {
		{ "participant_left", "{\"participant\":\"p3\"}", "not marked as present" },
		{ "participant_recused", "{\"participant\":\"p3\",\"item\":\"D3\",\"reason\":\"x\"}", "stood aside" },
		{ "item_left", "{\"item\":\"D3\"}", "Your position is sealed" },
		{ "session_sealed", "{\"open_reason\":\"x\"}", "over and sealed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hall hall;

		open_hall(&hall);
		sealed(&hall);
		happens(&hall, rows[i].kind, rows[i].json);
		assert_true(shows(&hall, rows[i].words));
		assert_int_equal(shows(&hall, "think again"), i == 2);
		close_hall(&hall);
	}
}

/* It shows what the room sees; after the seal that the meeting is over. */
static void a_seat_goes_with_the_room(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	revealed(&hall);
	assert_true(shows(&hall, "██"));
	seat_room(hall.seat, &(struct room_choice){ .show = ROOM_BLANK });
	assert_false(shows(&hall, "██"));
	seat_room(hall.seat, &(struct room_choice){ .show = ROOM_QUESTION, .item = "D3", .question = 1 });
	assert_true(shows(&hall, "?"));
	happens(&hall, "session_sealed", "{\"open_reason\":\"x\"}");
	assert_true(shows(&hall, "The session is closed."));
	close_hall(&hall);
}

static void a_refusal_keeps_the_ballot(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	ask(&hall);
	press(&hall, "3 Enter k e p t Enter Enter y");
	seat_recorded(hall.seat, "the disk is full");
	assert_true(shows(&hall, "the disk is full"));
	assert_true(shows(&hall, "kept"));
	assert_int_equal(press(&hall, "y"), SEAT_RECORD);
	seal(&hall);
	assert_string_equal(json_get_text(session_head(hall.room.session)->body, "reason"), "kept");
	close_hall(&hall);
}

/* A show of hands is counted by the facilitator: it has no names, a seat has one. */
static void a_show_of_hands_asks_no_seat(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	happens(&hall, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\",\"straw\":true}");
	assert_int_equal(press(&hall, "3 Enter Enter Enter y"), SEAT_NOTHING);
	assert_true(shows(&hall, "show of hands"));
	close_hall(&hall);
}

/* Whatever others took and wrote, a seat's bytes are the same before the reveal. */
static void nothing_leaks_into_a_seat(void **state)
{
	const char *texts[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct hall hall;

		open_hall(&hall);
		sealed(&hall);
		happens(&hall, "position_taken", i ? "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":1}" :
			"{\"round\":\"r1\",\"participant\":\"p1\",\"level\":5,\"reason\":\"SECRET\",\"confidence\":3}");
		if (i)
			happens(&hall, "note_added", "{\"text\":\"A NOTE\"}");
		texts[i] = picture(&hall, 120, 36);
		assert_null(strstr(texts[i], "A NOTE"));
		if (i)
			assert_string_equal(texts[1], arena_strdup(hall.room.arena, texts[0]));
		else
			texts[0] = strdup(texts[0]);
		close_hall(&hall);
	}
	free((char *)texts[0]);
}

/* Any keys at all: what comes of them is a ballot of one's own, or nothing. */
static void a_seat_can_do_nothing_else(void **state)
{
	static const char *const keys[] = { "F1", "F9", "u", ":", "d", "x", "S", "C-z", "F12", "a", "v", "]", "S-F8" };
	struct hall hall;

	(void)state;
	open_hall(&hall);
	ask(&hall);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		assert_int_equal(press(&hall, keys[i]), SEAT_NOTHING);
	assert_int_equal(press(&hall, "y"), SEAT_NOTHING);
	assert_int_equal(press(&hall, "C-l"), SEAT_REDRAW);
	assert_int_equal(press(&hall, "q"), SEAT_LEAVE);
	for (int width = 1; width < 60; width += 7)
		for (int height = 1; height < 30; height += 5)
			picture(&hall, width, height);
	close_hall(&hall);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_picture_is_as_it_was),
		cmocka_unit_test(a_ballot_is_a_choice_three_enters_and_yes),
		cmocka_unit_test(one_may_think_again_until_the_reveal),
		cmocka_unit_test(what_was_begun_too_late_is_said_to_be_lost),
		cmocka_unit_test(who_may_not_take_a_position_is_told_why),
		cmocka_unit_test(who_has_sealed_and_may_no_longer_is_told_so),
		cmocka_unit_test(a_seat_goes_with_the_room), cmocka_unit_test(a_refusal_keeps_the_ballot), cmocka_unit_test(a_show_of_hands_asks_no_seat),
		cmocka_unit_test(nothing_leaks_into_a_seat), cmocka_unit_test(a_seat_can_do_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
