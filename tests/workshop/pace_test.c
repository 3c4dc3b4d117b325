/* The plan and its clock: places that move, go, come; breaks, pauses, a late start. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "support.h"
#include "workshop/pace.h"

enum { TOKYO = 540 };

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

/* "opening P1 D1 | D3": the agenda, and behind the line what is not on it. */
static void assert_order(const struct session *session, const char *wanted)
{
	struct str order = STR_INIT;
	bool off = false;

	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];

		str_printf(&order, "%s%s%s", i ? " " : "", !stop->on_agenda && !off ? "| " : "", stop->id);
		assert_false(off && stop->on_agenda);
		off = !stop->on_agenda;
	}
	assert_string_equal(order.text, wanted);
	str_release(&order);
}

static void places_move(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	assert_order(session, "opening P1 D1 D3 closing");
	must(session, "{\"kind\":\"item_planned\",\"item\":\"D3\",\"after\":\"opening\"}");
	assert_order(session, "opening D3 P1 D1 closing");
	must(session, "{\"kind\":\"item_planned\",\"item\":\"D3\",\"after\":\"D1\"}");
	assert_order(session, "opening P1 D1 D3 closing");
	must(session, "{\"kind\":\"item_planned\",\"item\":\"closing\",\"after\":null}");
	assert_order(session, "closing opening P1 D1 D3");
	must(session, "{\"kind\":\"undone\",\"event\":7}");
	assert_order(session, "opening P1 D1 D3 closing");
	session_free(session);
}

static void places_go_and_come_back(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "{\"kind\":\"item_planned\",\"item\":\"P1\",\"dropped\":true}");
	must(session, "{\"kind\":\"item_planned\",\"item\":\"D1\",\"dropped\":true}");
	assert_order(session, "opening D3 closing | D1 P1");
	assert_int_equal(session_planned_minutes(session), 30 - 5 - session_stop(session, "D1")->minutes -
			 (session_stop(session, "P1")->minutes - 5));
	/* Without a place it stands behind the last item; the minutes are as before. */
	must(session, "{\"kind\":\"item_planned\",\"item\":\"P1\",\"dropped\":false}");
	assert_order(session, "opening D3 P1 closing | D1");
	must(session, "{\"kind\":\"item_planned\",\"item\":\"D1\",\"minutes\":4,\"after\":\"opening\"}");
	assert_order(session, "opening D1 D3 P1 closing");
	assert_int_equal(session_stop(session, "D1")->minutes, 4);
	/* The agenda of the setup named again changes nothing; another one does. */
	must(session, "{\"kind\":\"session_changed\",\"agenda\":\"standard\"}");
	assert_order(session, "opening D1 D3 P1 closing");
	must(session, "{\"kind\":\"session_changed\",\"agenda\":\"short\"}");
	assert_order(session, "opening D3 closing | P1 D1");
	session_free(session);
}

static void a_break_is_a_place(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "{\"kind\":\"break_added\",\"minutes\":10}");
	assert_order(session, "opening P1 D1 break1 D3 closing");
	assert_int_equal(session_planned_minutes(session), 40);
	assert_string_equal(stop_title(session_stop(session, "break1")), "Break");
	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"P1\"}");
	must(session, "{\"kind\":\"break_added\",\"minutes\":5,\"title\":\"Tea\"}");
	assert_order(session, "opening P1 break2 D1 break1 D3 closing");
	must(session, "@8 {\"kind\":\"item_entered\",\"item\":\"break2\"}");
	must(session, "@14 {\"kind\":\"item_entered\",\"item\":\"D1\"}");
	assert_int_equal(session_stop(session, "break2")->used_ms, 6 * 60000);
	must(session, "{\"kind\":\"item_planned\",\"item\":\"break1\",\"dropped\":true}");
	assert_order(session, "opening P1 break2 D1 D3 closing | break1");
	session_free(session);
}

static void a_pause_stops_the_clock(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "@0 {\"kind\":\"item_entered\",\"item\":\"P1\"}");
	must(session, "@3 {\"kind\":\"meeting_paused\",\"minutes\":10}");
	assert_int_equal(stop_used(session_stop(session, "P1"), fixture_at(9)), 3 * 60000);
	assert_int_equal(session_pace(session, fixture_at(5), TOKYO).behind, 10);
	must(session, "@15 {\"kind\":\"meeting_resumed\"}");
	assert_null(session_pause(session));
	assert_int_equal(stop_used(session_stop(session, "P1"), fixture_at(16)), 4 * 60000);
	assert_int_equal(session_pace(session, fixture_at(16), TOKYO).behind, 12);
	assert_int_equal(session_used(session, fixture_at(16)), 4 * 60000);
	/* Going to another place ends a pause, too; nothing of it is counted. */
	must(session, "@20 {\"kind\":\"meeting_paused\"}");
	must(session, "@30 {\"kind\":\"item_entered\",\"item\":\"D1\"}");
	assert_null(session_pause(session));
	assert_int_equal(session_stop(session, "P1")->used_ms, 8 * 60000);
	assert_int_equal(session->now.pause[1].to, fixture_at(30));
	session_free(session);
}

/* 30 minutes are planned: opening 5, P1 5, D1 8, D3 8, closing 4 or so; the fixture's
 * first instant is 14:00 in Tokyo. */
static void a_late_start_shifts_the_plan(void **state)
{
	struct session *session = session_of(NULL);
	struct pace pace;

	(void)state;
	assert_int_equal(session_pace(session, fixture_at(0), TOKYO).ends_at, 0);
	must(session, "{\"kind\":\"session_changed\",\"held_on\":\"2026-11-24\",\"starts\":\"１４時\"}");
	pace = session_pace(session, fixture_at(0), TOKYO);
	assert_int_equal(pace.ends_at, fixture_at(30));
	assert_int_equal(stop_begins_at(session, session_stop(session, "opening"), fixture_at(0), TOKYO),
			 fixture_at(0));
	pace = session_pace(session, fixture_at(7), TOKYO); /* people wait for somebody */
	assert_int_equal(pace.ends_at, fixture_at(37));
	assert_int_equal(pace.late, 7);
	must(session, "@12 {\"kind\":\"item_entered\",\"item\":\"opening\"}");
	pace = session_pace(session, fixture_at(13), TOKYO);
	assert_int_equal(pace.late, 12);
	assert_int_equal(pace.plan_ends_at, fixture_at(42));
	assert_int_equal(pace.ends_at, fixture_at(42));
	assert_int_equal(pace.behind, 0);
	assert_int_equal(stop_begins_at(session, session_stop(session, "P1"), fixture_at(13), TOKYO),
			 fixture_at(12 + session_stop(session, "opening")->minutes));
	session_free(session);
}

/* A clock that stands behind the journal: nothing is less than no time. */
static void a_clock_set_back_does_no_harm(void **state)
{
	struct session *session = session_of(NULL);
	struct pace pace;

	(void)state;
	must(session, "@10 {\"kind\":\"item_entered\",\"item\":\"opening\"}");
	pace = session_pace(session, fixture_at(-600), TOKYO);
	assert_int_equal(pace.behind, 0);
	assert_int_equal(pace.ends_at, fixture_at(40));
	assert_int_equal(pace.used, 0);
	assert_true(stop_begins_at(session, session_stop(session, "P1"), fixture_at(-600), TOKYO) > fixture_at(10));
	session_free(session);
}

static void steps_come_at_eighty_percent_and_at_the_end(void **state)
{
	struct session *session = session_of(NULL);
	const struct stop *stop = session_stop(session, "P1");
	int64_t minutes;

	(void)state;
	must(session, "{\"kind\":\"item_planned\",\"item\":\"P1\",\"minutes\":10}");
	must(session, "@0 {\"kind\":\"item_entered\",\"item\":\"P1\"}");
	stop = session_stop(session, "P1");
	assert_int_equal(stop_pace(stop, fixture_at(7)), PACE_CALM);
	assert_int_equal(stop_pace(stop, fixture_at(8) - 1), PACE_CALM);
	assert_int_equal(stop_pace(stop, fixture_at(8)), PACE_NEAR);
	assert_int_equal(stop_pace(stop, fixture_at(10)), PACE_OVER);
	minutes = session_planned_minutes(session) * (int64_t)60000;
	assert_false(stop_is_protected_against(session, session_stop(session, "D3"),
					       fixture_at(0) + minutes * 80 / 100 - 1));
	assert_true(stop_is_protected_against(session, session_stop(session, "D3"),
					      fixture_at(0) + minutes * 80 / 100));
	/* Blocks of the meeting, and what was begun, may always be opened. */
	assert_false(stop_is_protected_against(session, session_stop(session, "closing"),
					       fixture_at(0) + minutes));
	assert_false(stop_is_protected_against(session, stop, fixture_at(0) + minutes));
	assert_int_equal(session_closing_minutes(session), session_stop(session, "closing")->minutes);
	session_free(session);
}

#define PLAN(more) "{\"kind\":\"item_planned\",\"item\":\"D3\"" more "}"
#define ENTER "{\"kind\":\"item_entered\",\"item\":\"D3\"}"

static const struct refusal refusals[] = {
	{ { NULL }, PLAN(""), "nothing would change", "変更がありません" },
	{ { NULL }, PLAN(",\"minutes\":601"), "Minutes goes from 0 to 600, not 601",
	  "分は0〜600の整数です（入力: 601）" },
	{ { NULL }, PLAN(",\"after\":\"D3\""), "'Know what to protect' can't come after itself", "「守るものを決める」を自分自身の後には置けません" },
	{ { "{\"kind\":\"item_planned\",\"item\":\"D1\",\"dropped\":true}" }, PLAN(",\"after\":\"D1\""),
	  "'Set the policy' is not on the agenda; name a place that is",
	  "「方針を示す」は進行表にありません。進行表にある項目を選んでください" },
	{ { NULL }, PLAN(",\"dropped\":true,\"minutes\":3"), "what is dropped has neither minutes nor a place",
	  "外す項目に時間や順序は指定できません" },
	{ { ENTER }, PLAN(",\"dropped\":true"), "'Know what to protect' was discussed and stays on the agenda",
	  "「守るものを決める」はすでに審議しました。進行表から外せません" },
	{ { "{\"kind\":\"item_entered\",\"item\":\"opening\"}" }, PLAN(",\"dropped\":true"),
	  "the meeting has begun: say that 'Know what to protect' is not for today, and why (key x)",
	  "会議は始まっています。「守るものを決める」は「今日は扱わない」とし、理由を残してください（x キー）" },
	{ { NULL }, "{\"kind\":\"break_added\",\"minutes\":5,\"block\":\"closing\"}",
	  "the id 'closing' belongs to 'Closing'; choose another one",
	  "ID「closing」は「閉会」が使っています。別のIDにしてください" },
	{ { NULL }, "{\"kind\":\"meeting_paused\"}", "nothing is under discussion, so there is nothing to pause",
	  "審議中の項目がないため、中断できません" },
	{ { ENTER, "{\"kind\":\"meeting_paused\"}" }, "{\"kind\":\"meeting_paused\"}",
	  "the meeting is paused already", "会議はすでに中断しています" },
	{ { ENTER }, "{\"kind\":\"meeting_resumed\"}", "the meeting is not paused", "会議は中断していません" },
	{ { NULL }, "{\"kind\":\"session_changed\",\"starts\":\"25:00\"}",
	  "Begins at: expected a time such as 14:00, found \"25:00\"",
	  "開始時刻: 14:00 のような時刻で入力してください（入力: \"25:00\"）" },
};

static void refused_in_words(void **state)
{
	(void)state;
	refuse_each(refusals, sizeof(refusals) / sizeof(refusals[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_move), cmocka_unit_test(places_go_and_come_back),
		cmocka_unit_test(a_break_is_a_place), cmocka_unit_test(a_pause_stops_the_clock),
		cmocka_unit_test(a_late_start_shifts_the_plan),
		cmocka_unit_test(a_clock_set_back_does_no_harm),
		cmocka_unit_test(steps_come_at_eighty_percent_and_at_the_end),
		cmocka_unit_test(refused_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
