/*
 * A past session as it happened: pictures at moments of it; steps, speeds, silences;
 * nothing that the room did not see.
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
#include "ui/replay.h"
#include "workshop/session.h"

static const struct { int width, height; } sizes[] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };

enum { SIZES = sizeof(sizes) / sizeof(sizes[0]), MINUTE = 60000 };

struct hall { struct room room; struct replay *replay; int64_t asked, taken, revealed, decided, noted; };

static int64_t happens(struct hall *hall, const char *kind, const char *json)
{
	room_minutes(&hall->room, 1);
	room_record(&hall->room, hall->room.session, kind, json);
	return session_head(hall->room.session)->n;
}

/* The meeting of room_meet(), and a round with a note and a decision after it. */
static void open_hall(struct hall *hall)
{
	room_open(&hall->room);
	room_meet(&hall->room);
	hall->asked = happens(hall, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
	hall->taken = happens(hall, "position_taken", "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":2,\"reason\":\"SECRET\"}");
	happens(hall, "position_taken", "{\"round\":\"r1\",\"participant\":\"p3\",\"level\":5}");
	hall->noted = happens(hall, "note_added", "{\"text\":\"A NOTE\"}");
	hall->revealed = happens(hall, "round_revealed", "{\"round\":\"r1\"}");
	hall->decided = happens(hall, "decision_recorded",
				"{\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Replace the plant server / 旧サーバーを更新\"}");
	hall->replay = replay_new(hall->room.session, 540);
}

static void close_hall(struct hall *hall)
{
	replay_free(hall->replay);
	room_close(&hall->room);
}

static const char *picture(struct hall *hall, int width, int height)
{
	struct canvas *canvas;
	struct str out = STR_INIT;
	const char *text;

	arena_reset(hall->room.frame);
	canvas = canvas_new(hall->room.frame, width, height);
	replay_draw(hall->replay, hall->room.frame, canvas);
	canvas_dump(canvas, false, &out);
	text = arena_strdup(hall->room.arena, out.text);
	str_release(&out);
	return text;
}

static bool shows(struct hall *hall, const char *text)
{
	return strstr(picture(hall, 120, 36), text) != NULL;
}

static bool shows_number(struct hall *hall, int64_t n)
{
	return shows(hall, arena_printf(hall->room.arena, "#%lld ", (long long)n));
}

static enum replay_wish press(struct hall *hall, const char *name)
{
	struct key key;

	assert_true(key_parse(name, &key));
	return replay_key(hall->replay, key);
}

static void every_picture_is_as_it_was(void **state)
{
	static const char *const names[] = { "begin", "sealed", "revealed", "decided" };
	int different = 0;

	(void)state;
	for (int which = 0; which < LANG_COUNT; which++)
		for (int s = 0; s < SIZES; s++) {
			struct hall hall;
			int64_t at[4];

			lang = (enum lang)which;
			open_hall(&hall);
			at[0] = 1;
			at[1] = hall.taken;
			at[2] = hall.revealed;
			at[3] = hall.decided;
			for (int i = 0; i < 4; i++) {
				replay_go(hall.replay, at[i]);
				different += !golden_same(&hall.room, arena_printf(hall.room.arena,
					GOLDEN_FOLDER "/replay-%s.%s.%dx%d.txt", names[i], lang_code(lang),
					sizes[s].width, sizes[s].height),
					picture(&hall, sizes[s].width, sizes[s].height));
			}
			close_hall(&hall);
		}
	lang = LANG_EN;
	assert_int_equal(different, 0);
}

static void steps_go_there_and_back(void **state)
{
	struct hall hall;
	const char *before;

	(void)state;
	open_hall(&hall);
	replay_go(hall.replay, hall.asked);
	before = picture(&hall, 80, 24);
	press(&hall, "Right");
	assert_true(shows_number(&hall, hall.taken));
	press(&hall, "Left");
	assert_string_equal(picture(&hall, 80, 24), before);
	press(&hall, "End");
	assert_true(shows(&hall, "the end"));
	press(&hall, "[");
	assert_true(shows(&hall, "D3 opened"));
	press(&hall, "Home");
	assert_true(shows_number(&hall, 1));
	press(&hall, "]");
	assert_true(shows(&hall, "Opening opened"));
	assert_int_equal(press(&hall, "C-l"), REPLAY_REDRAW);
	assert_int_equal(press(&hall, "d"), REPLAY_NOTHING);
	assert_int_equal(press(&hall, "q"), REPLAY_LEAVE);
	close_hall(&hall);
}

static void the_room_did_not_see_notes_nor_sealed_positions(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	for (int64_t n = 1; n <= hall.decided; n++) {
		replay_go(hall.replay, n);
		assert_false(shows(&hall, "A NOTE"));
		if (n < hall.revealed) {
			assert_false(shows(&hall, "SECRET"));
			assert_false(shows(&hall, "5 eager"));
		}
	}
	/* A note is stepped over, there and back. */
	replay_go(hall.replay, hall.noted - 1);
	press(&hall, "Right");
	assert_true(shows_number(&hall, hall.revealed));
	press(&hall, "Left");
	assert_true(shows_number(&hall, hall.noted - 1));
	/* Nor is it seen when it is taken back. */
	room_record(&hall.room, hall.room.session, "note_added", "{\"text\":\"A NOTE\"}");
	room_record(&hall.room, hall.room.session, "undone", arena_printf(hall.room.arena, "{\"event\":%lld}",
		    (long long)session_head(hall.room.session)->n));
	press(&hall, "End");
	assert_false(shows(&hall, "A NOTE"));
	close_hall(&hall);
}

static void a_minute_passes_in_a_second(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	replay_go(hall.replay, hall.asked);
	assert_false(replay_pass(hall.replay, 5000)); /* it stands */
	press(&hall, "Space");
	assert_false(shows_number(&hall, hall.taken));
	assert_true(replay_pass(hall.replay, 1000));
	assert_true(shows_number(&hall, hall.taken));
	press(&hall, "Up"); /* 300 */
	press(&hall, "Up"); /* 1200: twenty minutes */
	press(&hall, "Up"); /* no further */
	assert_true(replay_pass(hall.replay, 1000));
	assert_true(shows_number(&hall, hall.decided));
	assert_true(replay_pass(hall.replay, 1000));
	assert_true(shows(&hall, "the end"));
	press(&hall, "Space"); /* from the beginning */
	assert_true(shows(&hall, "playing, x1200"));
	close_hall(&hall);
}

static void a_long_silence_is_passed_over(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	room_minutes(&hall.room, 20 * 60);
	room_record(&hall.room, hall.room.session, "statement_recorded", "{\"text\":\"The next morning.\",\"who\":\"p1\"}");
	replay_go(hall.replay, hall.decided);
	press(&hall, "Space");
	assert_true(replay_pass(hall.replay, 250));
	assert_true(shows(&hall, "The next morning."));
	close_hall(&hall);
}

static void small_screens_do_no_harm(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	for (int width = 1; width < 100; width += 9)
		for (int height = 1; height < 30; height += 4)
			picture(&hall, width, height);
	close_hall(&hall);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_picture_is_as_it_was), cmocka_unit_test(steps_go_there_and_back),
		cmocka_unit_test(the_room_did_not_see_notes_nor_sealed_positions),
		cmocka_unit_test(a_minute_passes_in_a_second), cmocka_unit_test(a_long_silence_is_passed_over),
		cmocka_unit_test(small_screens_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
