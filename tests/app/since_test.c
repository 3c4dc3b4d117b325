/* What the session before left: the opening block tells of every kind, and closing
 * something of last time takes it over only when the form is recorded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support.h"
#include "workshop/session.h"

#define PROPOSED "\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,\"basis\":\"audit\"," \
	"\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},\"measured_on\":\"2025-11-01\"}," \
	"\"options\":[{\"text\":\"o\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}],\"justification\":\"j\"," \
	"\"requester\":\"p2\",\"owner\":\"p1\",\"triggers\":[\"t\"]"

static void begin(struct room *room)
{
	lang = LANG_EN;
	room_open(room);
	room_meet(room);
	room_record(room, room->session, "session_changed",
		    arena_printf(room->arena, "{\"parent\":\"%s\"}", room->parent->now.id));
}

/* Many late actions; of everything else one. */
static void leave_much(struct room *room)
{
	for (int i = 1; i <= 9; i++)
		room_record(room, room->parent, "action_added", arena_printf(room->arena,
			"{\"item\":\"D3\",\"what\":\"Late thing %d\",\"owner\":\"p4\",\"due\":\"2026-01-31\"}", i));
	room_record(room, room->parent, "acceptance_proposed", "{\"item\":\"D3\",\"title\":\"Old controllers\","
		    "\"valid_until\":\"2026-05-31\",\"review_by\":\"2026-02-28\"," PROPOSED ","
		    "\"conditions\":[{\"text\":\"Cut the network off\",\"due\":\"2026-03-31\",\"owner\":\"p1\"}]}");
	room_record(room, room->parent, "acceptance_approved",
		    "{\"acceptance\":\"ac1\",\"approver\":\"p3\",\"approved_on\":\"2025-11-12\",\"authority\":\"rules\"}");
	room_record(room, room->parent, "participant_added", "{\"name\":\"Mori\",\"role\":\"Manager\",\"votes\":false,"
		    "\"deputy_for\":\"Tanaka\",\"confirm_by\":\"Tanaka\",\"confirm_until\":\"2025-12-24\"}");
}

static void must_show(struct room *room, int width, int height, const char *text)
{
	const char *screen = room_dump(room, width, height);

	if (!strstr(screen, text))
		fail_msg("the screen does not show: %s\n%s", text, screen);
}

static void many_of_one_kind_hide_no_other(void **state)
{
	static const char *const kinds[] = { "overdue: Late thing 1", "expired: Old controllers",
		"condition not met: Cut the network off", "not confirmed: Mori" };
	struct room room;

	(void)state;
	begin(&room);
	leave_much(&room);
	room_show(&room, "opening", "explain", NULL);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		must_show(&room, 80, 24, kinds[i]);
		must_show(&room, 120, 36, kinds[i]);
	}
	/* What has no row is counted by kind; where there are rows they are used. */
	must_show(&room, 80, 24, "and also: overdue ");
	must_show(&room, 120, 50, "overdue: Late thing 9");
	assert_null(strstr(room_dump(&room, 120, 50), "and also"));
	room_close(&room);
}

static size_t actions_of(const struct room *room)
{
	return room->session->now.action_count;
}

static void leaving_the_form_takes_nothing_over(void **state)
{
	static const char *const keys[] = { "y", "x" };
	struct room room;

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		size_t events, actions;

		begin(&room);
		leave_much(&room);
		room_show(&room, "opening", "last", NULL);
		events = room.session->event_count;
		actions = actions_of(&room);
		room_keys(&room, keys[i]);
		must_show(&room, 120, 36, "Late thing 1");
		room_keys(&room, "Escape");
		assert_int_equal(room.session->event_count, events);
		/* Recorded, it is taken over and closed, both at once. */
		room_keys(&room, keys[i]);
		room_keys(&room, "Tab");
		if (i == 1)
			room_keys(&room, "Tab");
		room_type(&room, "seen");
		room_keys(&room, "Enter");
		assert_int_equal(actions_of(&room), actions + 1);
		assert_string_equal(room.session->now.action[actions].state, i ? "dropped" : "done");
		assert_non_null(room.session->now.action[actions].carries);
		room_close(&room);
	}
}

/* What goes on here already is closed as it is. */
static void what_was_taken_over_is_closed_once(void **state)
{
	struct room room;
	size_t actions;

	(void)state;
	begin(&room);
	leave_much(&room);
	room_show(&room, "opening", "last", NULL);
	room_keys(&room, "c");
	actions = actions_of(&room);
	room_keys(&room, "y Tab");
	room_type(&room, "seen");
	room_keys(&room, "Enter");
	assert_int_equal(actions_of(&room), actions);
	assert_string_equal(room.session->now.action[actions - 1].state, "done");
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_of_one_kind_hide_no_other), cmocka_unit_test(leaving_the_form_takes_nothing_over),
		cmocka_unit_test(what_was_taken_over_is_closed_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
