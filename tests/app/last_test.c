/* What the session before left, as the tab "last time" tells it; and two places in
 * forms where people were told too little: an empty date, half a person. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support.h"
#include "workshop/session.h"

static void must_show(struct room *room, const char *text)
{
	if (!room_shows(room, text))
		fail_msg("the screen does not show: %s\n%s", text, room_dump(room, 120, 36));
}

static void begin(struct room *room, enum lang which)
{
	lang = which;
	room_open(room);
	room_meet(room);
}

static void end(struct room *room)
{
	room_close(room);
	lang = LANG_EN;
}

static void the_worksheet_of_last_time_is_told(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	room_record(&room, room.parent, "answer_given", "{\"item\":\"D10\",\"field\":\"counsel\",\"value\":\"Ms Mori, law office\"}");
	room_record(&room, room.parent, "answer_given", "{\"item\":\"D3\",\"field\":\"risks\",\"value\":"
		    "[{\"risk\":\"Plant stands still\"},{\"risk\":\"Drawings leak\"}]}");
	room_show(&room, "D10", "last", NULL);
	must_show(&room, "Ms Mori, law office");
	assert_false(room_shows(&room, "nothing was recorded"));
	app_session(room.app, NULL, NULL, NULL, NULL, NULL);
	room_show(&room, "D3", "last", NULL);
	must_show(&room, "Drawings leak");
	must_show(&room, "We stop a line rather than lose"); /* and the appetite beside it */
	end(&room);
}

static void actions_and_acceptances_of_last_time_are_told(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	room_record(&room, room.parent, "action_added",
		    "{\"item\":\"D3\",\"what\":\"Order the firewall\",\"owner\":\"p4\",\"due\":\"2026-01-31\"}");
	room_record(&room, room.parent, "action_closed",
		    "{\"action\":\"a1\",\"state\":\"done\",\"evidence\":\"invoice\"}");
	room_record(&room, room.parent, "acceptance_proposed",
		    "{\"item\":\"D3\",\"title\":\"Old controllers\",\"valid_until\":\"2026-05-31\"}");
	room_show(&room, "D3", "last", NULL);
	must_show(&room, "Order the firewall");
	must_show(&room, "(done)");
	must_show(&room, "Old controllers (proposed, until 2026-05-31)");
	end(&room);
}

static void taken_over_is_said_to_be_of_last_time(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	room_record(&room, room.session, "session_changed",
		    arena_printf(room.arena, "{\"parent\":\"%s\"}", room.parent->now.id));
	room_record(&room, room.parent, "answer_given", "{\"item\":\"D10\",\"field\":\"counsel\",\"value\":\"Ms Mori\"}");
	room_show(&room, "D10", "worksheet", NULL);
	room_keys(&room, "A");
	must_show(&room, "of last time");
	assert_false(room_shows(&room, room.parent->now.id));
	end(&room);
}

/* How a day can be written stands there whole, at the least size. */
static void an_empty_date_says_how_to_write_it(void **state)
{
	(void)state;
	for (int which = 0; which < LANG_COUNT; which++) {
		struct room room;

		begin(&room, (enum lang)which);
		room_show(&room, "D3", "decide", NULL);
		room_keys(&room, "o Tab");
		assert_non_null(strstr(room_dump(&room, 80, 24), which == LANG_JA ? "月末、年度末" : "month-end, fy-end"));
		room_type(&room, "31 Feb");
		assert_non_null(strstr(room_dump(&room, 80, 24), which == LANG_JA ? "日付として読めません（例 2026-03-31"
								       : "not a date; try 2026-03-31, 3/31, +6m"));
		end(&room);
	}
}

/* Half of "Name / Role" is nobody, and is called so in words. */
static void half_a_person_is_nobody(void **state)
{
	static const char *const halves[] = { "/ Head", "Suzuki /", "/" };

	(void)state;
	for (size_t i = 0; i < sizeof(halves) / sizeof(halves[0]); i++) {
		struct room room;
		size_t events;

		begin(&room, LANG_EN);
		room_show(&room, "D3", "decide", NULL);
		room_keys(&room, "o");
		room_type(&room, halves[i]);
		must_show(&room, "not a participant; write \"Name / Role\"");
		events = room.session->event_count;
		room_keys(&room, "Enter");
		assert_int_equal(room.session->event_count, events);
		assert_false(room_shows(&room, "{\""));
		must_show(&room, halves[i]);
		end(&room);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worksheet_of_last_time_is_told),
		cmocka_unit_test(actions_and_acceptances_of_last_time_are_told),
		cmocka_unit_test(taken_over_is_said_to_be_of_last_time),
		cmocka_unit_test(an_empty_date_says_how_to_write_it), cmocka_unit_test(half_a_person_is_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
