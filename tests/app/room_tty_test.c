/*
 * Two terminals and one file: the facilitator works, the room follows; the
 * facilitator is killed, the room waits; another one comes, and it goes on.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "support/program.h"
#include "support/term.h"

struct hall {
	struct arena *arena;
	const char *place, *home, *data;
	struct term *desk, *room;
};

static struct term *start(struct hall *hall, const char *command)
{
	const char *env[] = { hall->home, hall->data, "ENTAKU_LANG=en", NULL };
	const char *argv[] = { getenv("ENTAKU"), command, "1", NULL };

	return term_open(24, 80, env, argv);
}

static void open_hall(struct hall *hall)
{
	hall->arena = arena_new();
	hall->place = place_new(hall->arena);
	hall->home = arena_printf(hall->arena, "HOME=%s", hall->place);
	hall->data = arena_printf(hall->arena, "ENTAKU_DB=%s/t.db", hall->place);
	expect_run(hall->place, &(struct run){ .word = {
		"--db", hall->data + strlen("ENTAKU_DB="), "new", "--title", "Board day",
		"--organisation", "Minato", "--date", "2026-11-24", "--participant", "Sato;CEO;vote",
		"--participant", "Suzuki;CISO", "--participant", "Tanaka;CFO;vote", NULL } }, 0, "1 ", "");
	hall->desk = start(hall, "run");
	SEES(hall->desk, "Participants");
	hall->room = start(hall, "room");
	SEES(hall->room, "Board day");
}

static void close_hall(struct hall *hall)
{
	term_type(hall->room, "q");
	assert_int_equal(term_close(hall->room), 0);
	place_remove(hall->place);
	arena_free(hall->arena);
}

static void to_d3(struct hall *hall)
{
	term_type(hall->desk, "]");
	SEES(hall->desk, "y  yes");
	term_type(hall->desk, "y");
	SEES(hall->desk, "Opening");
	term_type(hall->desk, ":goto D3\r");
	SEES(hall->desk, "What is asked of the board");
}

static void the_room_follows(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	to_d3(&hall);
	SEES(hall.room, "What matters most"); /* the open item, without being asked for */
	term_type(hall.desk, "2w");
	SEES(hall.desk, "the room now sees: question 1");
	SOON(hall.room, !term_contains(hall.room, "Decide:"));
	term_type(hall.desk, "vv\r");
	SEES(hall.desk, "recorded #");
	term_type(hall.desk, "w");
	SEES(hall.room, "0 / 2 have taken a position");
	term_type(hall.desk, "5");
	SEES(hall.room, "1 / 2 have taken a position");
	assert_false(term_wrote(hall.room, "eager")); /* nothing of it, not even for a moment */
	term_type(hall.desk, "2vy");
	SEES(hall.room, "5 eager");
	SEES(hall.room, "2 minimal");
	term_type(hall.desk, "dCut the plant off.\r");
	SEES(hall.desk, "Cut the plant off.");
	term_type(hall.desk, "w");
	SEES(hall.room, "Cut the plant off.");
	term_type(hall.desk, "nA NOTE OF MINE\r");
	SEES(hall.desk, "A NOTE OF MINE");
	term_type(hall.desk, "W");
	SOON(hall.room, !term_contains(hall.room, "Cut the plant off."));
	assert_false(term_wrote(hall.room, "A NOTE OF MINE"));
	term_type(hall.desk, "q");
	assert_int_equal(term_close(hall.desk), 0);
	close_hall(&hall);
}

static void the_room_outlives_the_facilitator(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	to_d3(&hall);
	SEES(hall.room, "What matters most");
	term_signal(hall.desk, SIGKILL);
	assert_int_equal(term_close(hall.desk), 128 + SIGKILL);
	SEES(hall.room, "waiting ...");
	SEES(hall.room, "What matters most"); /* the picture stays */
	hall.desk = start(&hall, "run");
	SEES(hall.desk, "What matters most");
	SOON(hall.room, !term_contains(hall.room, "waiting ..."));
	term_type(hall.desk, "]");
	SEES(hall.room, "Check, improve, report");
	term_signal(hall.room, SIGKILL); /* and the facilitator outlives the room */
	assert_int_equal(term_close(hall.room), 128 + SIGKILL);
	term_type(hall.desk, "p3\r");
	SEES(hall.desk, "recorded #");
	hall.room = start(&hall, "room");
	SEES(hall.room, "Check, improve, report");
	term_type(hall.desk, "q");
	assert_int_equal(term_close(hall.desk), 0);
	close_hall(&hall);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_room_follows), cmocka_unit_test(the_room_outlives_the_facilitator),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
