/*
 * What holds for every item, tab, language and size: the frame is whole,
 * nothing undrawable stands in a cell, and no line is wider than the screen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "support.h"
#include "ui/canvas.h"
#include "workshop/session.h"

static const struct { int width, height; } sizes[] = {
	{ 80, 24 }, { 81, 25 }, { 100, 30 }, { 109, 31 }, { 110, 32 }, { 120, 36 }, { 121, 37 },
	{ 200, 60 },
};
static const char *const tabs[] = { "explain", "questions", "positions", "decide", "worksheet", "last" };

/* The right column of a screen, between its head and its foot, is border; a message
 * of several rows grows into it. */
static void border_is_whole(const struct canvas *canvas, int head)
{
	for (int y = head; y < canvas->height - 2; y++) {
		const struct cell *cell = canvas_cell((struct canvas *)canvas, canvas->width - 1, y);
		const char *fits = canvas->ascii ? "|+-" : "│┐┤┘├┼┬┴";

		assert_true(*cell->text);
		if (cell->style == STYLE_WARNING && y >= canvas->height - 4)
			return;
		if (!strstr(fits, cell->text))
			fail_msg("row %d ends in '%s' at %dx%d", y, cell->text, canvas->width,
				 canvas->height);
	}
}

static void cells_are_sound(const struct canvas *canvas)
{
	for (int y = 0; y < canvas->height; y++) {
		int width = 0;

		for (int x = 0; x < canvas->width; x++) {
			const struct cell *cell = canvas_cell((struct canvas *)canvas, x, y);

			assert_null(strstr(cell->text, "\xEF\xBF\xBD"));
			assert_int_equal(text_has_control(cell->text, false), false);
			width += cell->width;
		}
		assert_int_equal(width, canvas->width);
	}
}

static void look(struct room *room, int width, int height, bool ascii, int head)
{
	struct canvas *canvas;

	arena_reset(room->frame);
	canvas = canvas_new(room->frame, width, height);
	app_ascii(room->app, ascii);
	app_draw(room->app, canvas);
	border_is_whole(canvas, head);
	cells_are_sound(canvas);
}

static void look_at_all_sizes(struct room *room, bool is_item)
{
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
		for (int ascii = 0; ascii < 2; ascii++)
			look(room, sizes[s].width, sizes[s].height, ascii != 0,
			     is_item && sizes[s].width < 110 ? 2 : 1);
}

static void every_item_and_tab(void **state)
{
	(void)state;
	for (int which = 0; which < LANG_COUNT; which++) {
		struct room room;

		lang = (enum lang)which;
		room_open(&room);
		room_complete(&room);
		for (size_t i = 0; i < room.session->now.stop_count; i++) {
			for (size_t tab = 0; tab < sizeof(tabs) / sizeof(tabs[0]); tab++) {
				app_session(room.app, NULL, NULL, NULL, NULL, NULL);
				room_show(&room, room.session->now.stop[i].id, tabs[tab], NULL);
				look_at_all_sizes(&room, true);
			}
			/* To the end of the page, and with a form in front. */
			room_keys(&room, "1 G");
			look_at_all_sizes(&room, true);
			room_keys(&room, "s");
			look_at_all_sizes(&room, true);
			room_keys(&room, "Escape d");
			look_at_all_sizes(&room, true);
			room_keys(&room, "Escape v v");
			look_at_all_sizes(&room, true);
			room_keys(&room, "Escape r");
			look_at_all_sizes(&room, true);
		}
		room_close(&room);
	}
}

static void every_other_screen(void **state)
{
	static const char *const keys[] = { "O", "C", "C G", "i", "i a", "?", "? G", "C S",
		"A", "A a", "R", "i r" };

	(void)state;
	for (int which = 0; which < LANG_COUNT; which++) {
		for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
			struct room room;

			lang = (enum lang)which;
			room_open(&room);
			look_at_all_sizes(&room, false);
			room_list(&room);
			look_at_all_sizes(&room, false);
			room_meet(&room);
			room_show(&room, NULL, NULL, NULL);
			room_keys(&room, keys[k]);
			look_at_all_sizes(&room, false);
			room_close(&room);
		}
	}
}

/* Long and wide texts of people stay in their place. */
static void long_texts_stay_inside(void **state)
{
	struct room room;

	(void)state;
	lang = LANG_JA;
	room_open(&room);
	room_meet(&room);
	room_show(&room, NULL, NULL, NULL);
	room_keys(&room, "d");
	for (int i = 0; i < 60; i++)
		room_type(&room, "とても長い決定文であり、途中で折り返される。");
	look_at_all_sizes(&room, true);
	room_keys(&room, "Enter");
	look_at_all_sizes(&room, true);
	room_keys(&room, "O");
	look_at_all_sizes(&room, false);
	room_keys(&room, "C G");
	look_at_all_sizes(&room, false);
	room_close(&room);
}

static void below_the_least_size_there_is_a_message(void **state)
{
	struct room room;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_meet(&room);
	room_show(&room, NULL, NULL, NULL);
	assert_non_null(strstr(room_dump(&room, 79, 24), "needs 80 x 24"));
	assert_non_null(strstr(room_dump(&room, 200, 23), "needs 80 x 24"));
	for (int width = 1; width < 80; width += 13)
		for (int height = 1; height < 24; height += 5)
			room_dump(&room, width, height);
	/* What is typed into an open field still counts, and nothing else. */
	room_dump(&room, 80, 24);
	room_keys(&room, "d");
	room_dump(&room, 40, 10);
	room_type(&room, "blind");
	room_keys(&room, "Enter");
	assert_non_null(strstr(room_dump(&room, 80, 24), "> What is decided *"));
	assert_non_null(strstr(room_dump(&room, 80, 24), "blind"));
	room_close(&room);
}

static void unseen_keys_do_nothing(void **state)
{
	struct room room;
	size_t events;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_meet(&room);
	room_show(&room, NULL, NULL, NULL);
	events = room.session->event_count;
	app_resize(room.app, 79, 24);
	room_keys(&room, "d");
	room_type(&room, "Nobody sees this");
	room_keys(&room, "Enter ]");
	assert_int_equal(room.session->event_count, events);
	app_resize(room.app, 80, 24);
	assert_false(room_shows(&room, "Nobody sees this"));
	room_keys(&room, "d");
	room_type(&room, "Seen");
	app_resize(room.app, 80, 20);
	room_keys(&room, "Enter");
	app_resize(room.app, 80, 24);
	assert_int_equal(room.session->event_count, events);
	assert_true(room_shows(&room, "Seen"));
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_item_and_tab),
		cmocka_unit_test(every_other_screen),
		cmocka_unit_test(long_texts_stay_inside),
		cmocka_unit_test(below_the_least_size_there_is_a_message),
		cmocka_unit_test(unseen_keys_do_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
