/*
 * A whole round with five programs on one file: the facilitator, the room's screen and
 * three seats, each on a terminal of its own.  Each of them is killed in turn, and
 * afterwards all show the same.
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

enum { SEATS = 3 };

struct hall {
	struct arena *arena;
	const char *place, *database, *home, *data;
	struct term *desk, *room, *seat[SEATS];
};

static const char *const names[SEATS] = { "Sato", "Suzuki", "Tanaka" };

static struct term *start(struct hall *hall, const char *command, const char *who)
{
	const char *env[] = { hall->home, hall->data, "ENTAKU_LANG=en", NULL };
	const char *argv[] = { getenv("ENTAKU"), command, "1", who, NULL };

	return term_open(24, 80, env, argv);
}

static void kill_hard(struct term **term)
{
	term_signal(*term, SIGKILL);
	assert_int_equal(term_close(*term), 128 + SIGKILL);
	*term = NULL;
}

static void open_hall(struct hall *hall)
{
	hall->arena = arena_new();
	hall->place = place_new(hall->arena);
	hall->home = arena_printf(hall->arena, "HOME=%s", hall->place);
	hall->database = arena_printf(hall->arena, "%s/t.db", hall->place);
	hall->data = arena_printf(hall->arena, "ENTAKU_DB=%s", hall->database);
	expect_run(hall->place, &(struct run){ .word = {
		"--db", hall->database, "new", "--title", "Board day", "--organisation", "Minato",
		"--date", "2026-11-24", "--participant", "Sato;CEO;vote", "--participant", "Suzuki;CISO;vote",
		"--participant", "Tanaka;CFO;vote", NULL } }, 0, "1 ", "");
	hall->desk = start(hall, "run", NULL);
	SEES(hall->desk, "Participants");
	term_type(hall->desk, "]");
	SEES(hall->desk, "y  yes");
	term_type(hall->desk, "y");
	SEES(hall->desk, "Opening");
	term_type(hall->desk, ":goto D3\r");
	SEES(hall->desk, "What is asked of the board");
	hall->room = start(hall, "room", NULL);
	SEES(hall->room, "What matters most");
	for (int i = 0; i < SEATS; i++) {
		hall->seat[i] = start(hall, "seat", names[i]);
		SEES(hall->seat[i], "No position is asked for now");
	}
}

static void close_hall(struct hall *hall)
{
	struct result result;

	term_type(hall->desk, "q");
	assert_int_equal(term_close(hall->desk), 0);
	term_type(hall->room, "q");
	assert_int_equal(term_close(hall->room), 0);
	for (int i = 0; i < SEATS; i++) {
		term_type(hall->seat[i], "q");
		assert_int_equal(term_close(hall->seat[i]), 0);
	}
	result = program_run(hall->place, &(struct run){ .word = { "--db", hall->database, "verify", NULL } });
	assert_int_equal(result.status, 0);
	result_release(&result);
	place_remove(hall->place);
	arena_free(hall->arena);
}

/* v asks who opens a round; the form's first field is what is asked. */
static void open_round(struct hall *hall)
{
	term_type(hall->desk, "v");
	SEES(hall->desk, "Positions");
	term_type(hall->desk, "v\r");
	SEES(hall->desk, "recorded #");
	term_type(hall->desk, "w");
	SEES(hall->room, "0 / 3 have taken a position");
	for (int i = 0; i < SEATS; i++)
		SEES(hall->seat[i], "How much risk do you want to carry");
}

static void ballot(struct term *seat, const char *level)
{
	term_type(seat, level);
	SEES(seat, "> ");
	term_type(seat, "\r\r\r");
	SEES(seat, "y: yes, n: back");
	term_type(seat, "y");
	SEES(seat, "sealed and recorded");
}

static void all_see_the_spread(struct hall *hall)
{
	SEES(hall->room, "2 minimal");
	SEES(hall->room, "4 open");
	for (int i = 0; i < SEATS; i++)
		SEES(hall->seat[i], "Your position: ");
	SEES(hall->seat[0], "Your position: 2 minimal");
	SEES(hall->seat[1], "Your position: 4 open");
	SEES(hall->seat[2], "Your position: 3 cautious");
}

static void a_round_goes_through_five_programs(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	open_round(&hall);
	ballot(hall.seat[0], "2");
	SEES(hall.room, "1 / 3 have taken a position");
	SEES(hall.desk, "1 of 3 sealed");
	ballot(hall.seat[1], "4");
	SEES(hall.room, "2 / 3 have taken a position");
	/* A paper ballot that the facilitator types in: the third row. */
	term_type(hall.desk, "jj3");
	SEES(hall.room, "3 / 3 have taken a position");
	SEES(hall.seat[2], "Your position is sealed");
	for (int i = 0; i < SEATS; i++)
		assert_false(term_wrote(hall.seat[i], "Your position: "));
	assert_false(term_wrote(hall.room, "4 open"));
	term_type(hall.desk, "vy");
	all_see_the_spread(&hall);
	close_hall(&hall);
}

static void each_may_be_killed_in_turn(void **state)
{
	struct hall hall;

	(void)state;
	open_hall(&hall);
	open_round(&hall);
	/* A seat with a ballot half done: nothing of it is recorded. */
	term_type(hall.seat[0], "5\r");
	SEES(hall.seat[0], "> 5");
	kill_hard(&hall.seat[0]);
	hall.seat[0] = start(&hall, "seat", names[0]);
	SEES(hall.seat[0], "How much risk do you want to carry");
	assert_false(term_contains(hall.seat[0], "> 5"));
	ballot(hall.seat[0], "2");
	SEES(hall.room, "1 / 3 have taken a position");
	/* One whose ballot is sealed: it stays. */
	ballot(hall.seat[1], "4");
	kill_hard(&hall.seat[1]);
	SEES(hall.room, "2 / 3 have taken a position");
	hall.seat[1] = start(&hall, "seat", names[1]);
	SEES(hall.seat[1], "Your position is sealed");
	/* The room's screen. */
	kill_hard(&hall.room);
	hall.room = start(&hall, "room", NULL);
	SEES(hall.room, "2 / 3 have taken a position");
	/* The facilitator: seats go on, the room waits, another one takes up. */
	kill_hard(&hall.desk);
	SEES(hall.room, "waiting ...");
	ballot(hall.seat[2], "3");
	SEES(hall.room, "3 / 3 have taken a position");
	hall.desk = start(&hall, "run", NULL);
	SEES(hall.desk, "sealed, 3 of 3 taken");
	SOON(hall.room, !term_contains(hall.room, "waiting ..."));
	term_type(hall.desk, "vy");
	all_see_the_spread(&hall);
	SEES(hall.desk, "2 minimal");
	close_hall(&hall);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_round_goes_through_five_programs), cmocka_unit_test(each_may_be_killed_in_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
