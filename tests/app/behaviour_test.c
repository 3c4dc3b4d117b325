/* What keys do outside of forms: moving, undo, people, hiding, sealing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support.h"
#include "workshop/pace.h"
#include "workshop/session.h"

static void begin(struct room *room)
{
	lang = LANG_EN;
	room_open(room);
	room_meet(room);
	room_show(room, NULL, NULL, NULL);
}

static void undo_takes_back_and_says_what(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "d");
	room_type(&room, "Rashly decided");
	room_keys(&room, "Enter u");
	assert_null(session_item_decision(room.session, "D3"));
	assert_true(room_shows(&room, "taken back: #"));
	assert_true(room_shows(&room, "Rashly decided"));
	for (int i = 0; i < 40; i++)
		room_keys(&room, "u");
	assert_true(room_shows(&room, " ! "));
	room_close(&room);
}

static void moving_enters_and_leaves(void **state)
{
	struct room room;
	size_t events;

	(void)state;
	begin(&room);
	events = room.session->event_count;
	room_keys(&room, "]");
	assert_int_equal(room.session->event_count, events + 2);
	assert_string_equal(room.session->now.current, "D4");
	assert_string_equal(room.place.text, "D4 explain");
	room_keys(&room, "Tab");
	assert_string_equal(room.place.text, "D4 questions");
	room_keys(&room, "O Down Down Enter");
	assert_string_equal(room.session->now.current, "D6");
	room_keys(&room, ":");
	room_type(&room, "goto p2");
	room_keys(&room, "Enter");
	assert_string_equal(room.session->now.current, "P2");
	assert_int_equal(session_stop(room.session, "D3")->state, STOP_LEFT);
	room_close(&room);
}

static void read_only_moves_without_a_trace(void **state)
{
	struct room room;
	size_t events;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_meet(&room);
	events = room.session->event_count;
	room_show(&room, NULL, NULL, "another facilitator has it");
	room_keys(&room, "] ] Tab d");
	assert_true(room_shows(&room, "another facilitator has it"));
	assert_true(room_shows(&room, "D5"));
	assert_int_equal(room.session->event_count, events);
	assert_int_equal(room.recorded, 0);
	room_close(&room);
}

static void seven_people_are_quick(void **state)
{
	static const char *const names[] = { "Abe", "Baba", "Chiba", "Doi", "Endo", "Fujita", "Goto" };
	struct room room;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_keys(&room, "n");
	room_type(&room, "First workshop");
	room_keys(&room, "Tab");
	room_type(&room, "Minato");
	room_keys(&room, "Enter");
	assert_non_null(room.session);
	assert_string_equal(room.session->now.held_on, "2026-11-24");
	assert_string_equal(room.session->now.agenda_id, "standard");
	for (size_t i = 0; i < 7; i++) {
		room_type(&room, names[i]);
		room_keys(&room, "Tab");
		room_type(&room, "Director");
		room_keys(&room, "Enter");
	}
	room_keys(&room, "Escape");
	assert_int_equal(room.session->now.participant_count, 7);
	assert_string_equal(app_screen(room.app), "setup");
	room_keys(&room, "] y");
	assert_string_equal(app_screen(room.app), "item");
	assert_string_equal(room.session->now.current, "opening");
	assert_true(room.session->now.participant[6].present);
	room_close(&room);
}

static void people_change_arrive_and_go(void **state)
{
	struct room room;
	const struct participant *who;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_prepare(&room);
	room_show(&room, NULL, NULL, NULL);
	who = &room.session->now.participant[0];
	room_keys(&room, "i");
	assert_true(who->present);
	room_keys(&room, "i");
	assert_false(who->present);
	room_keys(&room, "e Tab C-u");
	room_type(&room, "Chair");
	room_keys(&room, "Tab Tab");
	room_type(&room, "san");
	room_keys(&room, "Enter");
	who = &room.session->now.participant[0];
	assert_string_equal(who->role, "Chair");
	assert_string_equal(who->address, "san");
	room_keys(&room, "e Tab Tab Tab C-u Enter");
	assert_null(room.session->now.participant[0].address);
	room_keys(&room, "x n");
	assert_false(room.session->now.participant[0].removed);
	room_keys(&room, "x y");
	assert_true(room.session->now.participant[0].removed);
	room_close(&room);
}

static void hiding_is_at_once(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "n");
	room_type(&room, "my secret thought");
	room_keys(&room, "Enter");
	assert_true(room_shows(&room, "my secret thought"));
	assert_true(room_shows(&room, "Gaps:"));
	room_keys(&room, "F9");
	assert_false(room_shows(&room, "my secret thought"));
	assert_false(room_shows(&room, "Gaps:"));
	assert_false(room_shows(&room, "Facilitator's notes"));
	assert_true(room_shows(&room, "(hidden)"));
	room_keys(&room, "n");
	room_type(&room, "another thought");
	room_keys(&room, "Enter");
	assert_false(room_shows(&room, "another thought"));
	room_keys(&room, "2");
	assert_false(room_shows(&room, "Listen for"));
	room_keys(&room, "F9");
	assert_true(room_shows(&room, "Listen for"));
	room_close(&room);
}

static void sealing_asks_for_a_reason_and_for_yes(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "C S");
	room_type(&room, "the rest in January");
	room_keys(&room, "Enter");
	assert_false(room.session->now.sealed);
	room_keys(&room, "Enter n");
	assert_false(room.session->now.sealed);
	room_keys(&room, "Enter y");
	assert_true(room.session->now.sealed);
	assert_true(room_shows(&room, "Sealed for good"));
	assert_true(room_shows(&room, arena_printf(room.arena, "%.12s",
						   session_head(room.session)->hash)));
	room_keys(&room, "I d");
	assert_true(room_shows(&room, "sealed"));
	assert_null(session_item_decision(room.session, "D3"));
	room_close(&room);
}

static void the_end_of_the_meeting_is_protected(void **state)
{
	struct room room;
	size_t before;

	(void)state;
	begin(&room);
	room_keys(&room, "]");
	assert_false(room_shows(&room, "of the time is used"));
	room_minutes(&room, 60);
	room_keys(&room, "]");
	assert_true(room_shows(&room, "% of the time is used"));
	before = room.session->event_count;
	room_keys(&room, "n");
	assert_int_equal(room.session->event_count, before);
	/* Enter is no yes; y is.  The closing itself needs no question. */
	room_keys(&room, "] Enter y");
	assert_int_equal(room.session->event_count, before + 2);
	room_keys(&room, ": g o t o Space c l o s i n g Enter");
	assert_string_equal(room.session->now.current, "closing");
	room_close(&room);
}

/* A ballot that was sealed at a seat is not overwritten by one key. */
static void a_ballot_of_a_seat_is_the_persons(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_record(&room, room.session, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
	room_record(&room, room.session, "position_taken", "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":2,\"via\":\"seat\"}");
	room_keys(&room, "v");
	assert_true(room_shows(&room, "sealed at the seat"));
	room_keys(&room, "5");
	assert_true(room_shows(&room, "Replace"));
	room_keys(&room, "n");
	assert_int_equal(room.session->now.position[0].level, 2);
	room_keys(&room, "5 y");
	assert_int_equal(room.session->now.position[0].level, 5);
	assert_false(room.session->now.position[0].from_seat);
	room_close(&room);
}

/* The agenda's next is not gone to in passing while people wait for the reveal. */
static void an_open_round_is_not_left_unseen(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_record(&room, room.session, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
	room_keys(&room, "]");
	assert_true(room_shows(&room, "is not revealed yet"));
	room_keys(&room, "n v Delete");
	assert_true(room_shows(&room, "never shown"));
	room_keys(&room, "y");
	assert_string_equal(session_head(room.session)->kind_name, "round_withdrawn");
	room_keys(&room, "]");
	assert_string_equal(room.session->now.current, "D4");
	room_close(&room);
}

/* u takes back the newest entry, also a pause. */
static void a_pause_is_taken_back(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "] z Enter");
	assert_non_null(session_pause(room.session));
	room_keys(&room, "u");
	assert_null(session_pause(room.session));
	room_close(&room);
}

/* What has begun shows when, the rest when it is to; ] begins the meeting here too. */
static void the_agenda_knows_when_things_began(void **state)
{
	struct room room;
	const struct stop *stop;
	int64_t first;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_prepare(&room);
	room_show(&room, NULL, NULL, NULL);
	room_keys(&room, "T z");
	assert_true(room_shows(&room, "has not been started"));
	room_keys(&room, "T K");
	assert_true(room_shows(&room, "It is the first already."));
	room_keys(&room, "] y");
	assert_non_null(room.session->now.current);
	first = room.at;
	room_minutes(&room, 3);
	room_keys(&room, "]");
	room_minutes(&room, 9);
	stop = room.session->now.stop;
	assert_int_equal(stop_begins_at(room.session, &stop[0], room.at, 540), first);
	assert_int_equal(stop_begins_at(room.session, &stop[1], room.at, 540), first + 3 * 60000);
	assert_true(stop_begins_at(room.session, &stop[2], room.at, 540) >= room.at);
	room_close(&room);
}

static void a_pause_is_reached_from_anywhere(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "] O : p a u s e Enter");
	assert_true(room_shows(&room, "Pause"));
	room_keys(&room, "1 0 Enter");
	assert_non_null(session_pause(room.session));
	assert_true(room_shows(&room, "paused 0:00/10:00"));
	room_keys(&room, "z");
	assert_null(session_pause(room.session));
	room_close(&room);
}

static void what_was_left_open_is_taken_over(void **state)
{
	struct room room;

	(void)state;
	room_open(&room);
	room_meet(&room);
	room_record(&room, room.parent, "action_added", "{\"what\":\"Order it\",\"owner\":{\"name\":\"Tanaka\","
		    "\"role\":\"COO\"},\"due\":\"2026-03-31\",\"item\":\"D3\"}");
	room_record(&room, room.parent, "action_added", "{\"what\":\"Name a deputy\",\"due\":\"2027-03-31\"}");
	room_show(&room, "opening", "explain", NULL);
	assert_true(room_shows(&room, "overdue: Order it - Tanaka, 2026-03-31"));
	room_keys(&room, "Tab Tab y");
	assert_true(room_shows(&room, "Order it")); /* the form says what it is about */
	room_keys(&room, "Tab");
	room_type(&room, "invoice 77");
	room_keys(&room, "Enter");
	assert_string_equal(room.session->now.action[0].state, "done");
	assert_string_equal(room.session->now.action[0].evidence, "invoice 77");
	assert_true(room_shows(&room, "Since last time]")); /* one stays where the list is */
	room_keys(&room, "c");
	assert_true(room_shows(&room, "It goes on as"));
	room_keys(&room, "A");
	assert_int_equal(room.session->now.action_count, 2);
	assert_string_equal(room.session->now.action[1].due, "2027-03-31");
	room_keys(&room, "A");
	assert_true(room_shows(&room, "Nothing is left to carry over"));
	room_keys(&room, "w");
	assert_true(room_shows(&room, "Only a risk acceptance is renewed"));
	/* Taken back, it is open again. */
	room_keys(&room, "u");
	assert_int_equal(room.session->now.action_count, 1);
	room_show(&room, "D3", "last", NULL);
	room_keys(&room, ": g o t o Space D 3 Enter 6");
	assert_true(room_shows(&room, "goes on as"));
	room_close(&room);
}

static void the_people_of_last_time_are_offered(void **state)
{
	struct room room;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_meet(&room);
	session_free(room.session);
	room.session = NULL;
	room_list(&room);
	room_keys(&room, "n");
	room_type(&room, "Third");
	room_keys(&room, "Tab");
	room_type(&room, "Minato");
	room_keys(&room, "Tab Tab Tab Tab Tab Tab 2 Enter");
	assert_string_equal(room.session->now.parent, "0190-b");
	assert_true(room_shows(&room, "Take over the 7 participants"));
	room_keys(&room, "y");
	assert_int_equal(room.session->now.participant_count, 7);
	assert_string_equal(room.session->now.participant[6].role, "Corporate auditor");
	assert_false(room.session->now.participant[6].votes);
	room_close(&room);
}

static void the_command_line_knows_its_names(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, ":");
	room_type(&room, "overveiw");
	room_keys(&room, "Enter");
	assert_true(room_shows(&room, "did you mean 'overview'?"));
	room_keys(&room, ":");
	room_type(&room, "ove");
	room_keys(&room, "Tab Enter");
	assert_string_equal(app_screen(room.app), "overview");
	room_keys(&room, ":");
	room_type(&room, "lang ja");
	room_keys(&room, "Enter");
	assert_int_equal(lang, LANG_JA);
	room_close(&room);
}

static void a_busy_session_may_be_taken_over(void **state)
{
	struct room room;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_list(&room);
	app_busy(room.app, "0190-c", "host:1");
	assert_true(room_shows(&room, "(host:1) has this session open"));
	room_keys(&room, "y");
	assert_int_equal(room.last, EFFECT_OPEN);
	assert_true(room.force);
	room_close(&room);
}

static void a_block_has_notes_and_statements_only(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, ":");
	room_type(&room, "goto opening");
	room_keys(&room, "Enter d");
	assert_true(room_shows(&room, "notes and statements only"));
	room_keys(&room, "s");
	room_type(&room, "Good morning");
	room_keys(&room, "Tab 1 Enter");
	assert_int_equal(room.session->now.statement_count, 1);
	assert_true(room_shows(&room, "Good morning"));
	room_close(&room);
}

static void any_keys_at_all_do_no_harm(void **state)
{
	static const char *const names[] = {
		"d", "p", "o", "n", "s", "x", "u", "e", "i", "a", "C", "O", "I", "S", "H", "y", "]", "[",
		"Enter", "Escape", "Tab", "S-Tab", "Up", "Down", "Left", "Right", "Space", "1", "3",
		"F1", "F2", "F9", ":", "?", "Backspace", "M-Enter", "PageDown", "G", "g", "あ", "Delete",
	};
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 20; round++) {
		struct room room;

		begin(&room);
		room_list(&room);
		for (int i = 0; i < 300; i++) {
			seed = seed * 1103515245u + 12345u;
			room_keys(&room, names[(seed >> 16) % (sizeof(names) / sizeof(names[0]))]);
			if (i % 7 == 0)
				room_dump(&room, i % 2 ? 120 : 80, i % 2 ? 36 : 24);
		}
		room_close(&room);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(undo_takes_back_and_says_what),
		cmocka_unit_test(moving_enters_and_leaves),
		cmocka_unit_test(read_only_moves_without_a_trace),
		cmocka_unit_test(seven_people_are_quick),
		cmocka_unit_test(people_change_arrive_and_go),
		cmocka_unit_test(hiding_is_at_once),
		cmocka_unit_test(sealing_asks_for_a_reason_and_for_yes),
		cmocka_unit_test(the_end_of_the_meeting_is_protected),
		cmocka_unit_test(a_ballot_of_a_seat_is_the_persons), cmocka_unit_test(an_open_round_is_not_left_unseen),
		cmocka_unit_test(a_pause_is_taken_back), cmocka_unit_test(the_agenda_knows_when_things_began),
		cmocka_unit_test(a_pause_is_reached_from_anywhere), cmocka_unit_test(what_was_left_open_is_taken_over),
		cmocka_unit_test(the_people_of_last_time_are_offered),
		cmocka_unit_test(the_command_line_knows_its_names),
		cmocka_unit_test(a_busy_session_may_be_taken_over),
		cmocka_unit_test(a_block_has_notes_and_statements_only),
		cmocka_unit_test(any_keys_at_all_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
