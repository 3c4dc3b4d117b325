/*
 * Deciding by keys: nothing of a sealed round leaks, a round goes its way, the forms
 * of acceptances, actions and the close gate survive a crash, a sealed record stands.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "report/report.h"
#include "support.h"
#include "workshop/consistency.h"
#include "workshop/session.h"

static void begin(struct room *room)
{
	lang = LANG_EN;
	room_open(room);
	room_meet(room);
	room_show(room, NULL, NULL, NULL);
}

static void must_show(struct room *room, const char *text)
{
	if (!room_shows(room, text))
		fail_msg("the screen does not show: %s\n%s", text, room_dump(room, 120, 36));
}

/* ---- nothing leaks ------------------------------------------------------------------- */

/* Every screen, one after another, in both languages and sizes, and every report. */
static const char *everything(struct room *room)
{
	static const char *const ways[] = { "1", "Tab", "Tab", "Tab", "Tab", "Tab", "S-Tab S-Tab S-Tab g G", "O", "C",
					    "C G", "i", "A", "R", "?", "? Escape F9", "I v" };
	const struct report_style style = { 540, false };
	struct str all = STR_INIT;
	const char *text;

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		room_keys(room, ways[i]);
		for (int which = 0; which < LANG_COUNT; which++) {
			lang = (enum lang)which;
			str_add(&all, room_dump(room, 80, 24));
			str_add(&all, room_dump(room, 120, 36));
		}
		lang = LANG_EN;
	}
	report_text(room->session, &style, &all);
	report_log(room->session, &style, &all);
	json_write(&all, report_json(room->session, room->arena));
	json_write(&all, report_log_json(room->session, room->arena));
	text = arena_strdup(room->arena, all.text);
	str_release(&all);
	return text;
}

static void seal_in(struct room *room, int level, const char *reason)
{
	begin(room);
	room_record(room, room->session, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
	room_record(room, room->session, "position_taken", arena_printf(room->arena,
		    "{\"round\":\"r1\",\"participant\":\"p3\",\"level\":%d,\"reason\":\"%s\",\"confidence\":3,"
		    "\"on_request\":true,\"via\":\"seat\"}", level, reason));
	room_show(room, NULL, NULL, NULL);
}

/* Two rooms that differ in a sealed position alone look alike to the byte. */
static void nothing_of_a_sealed_round_is_told(void **state)
{
	struct room one, other;

	(void)state;
	seal_in(&one, 1, "we can not stop");
	seal_in(&other, 5, "let us go ahead");
	assert_string_equal(everything(&one), everything(&other));
	assert_null(strstr(everything(&one), "can not stop"));
	room_record(&one, one.session, "round_revealed", "{\"round\":\"r1\"}");
	assert_non_null(strstr(everything(&one), "can not stop"));
	room_close(&one);
	room_close(&other);
}

/* ---- a round --------------------------------------------------------------------------- */

static void a_round_goes_its_way(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "v 3");
	must_show(&room, "no round is open here");
	room_keys(&room, "v Enter 3");
	must_show(&room, "1 of 5 taken");
	assert_int_equal(room.session->now.position[0].level, 3);
	assert_string_equal(room.session->now.position[0].participant, "p1");
	room_keys(&room, "Up Up 4"); /* before the reveal one may think again */
	assert_int_equal(room.session->now.position_count, 1);
	assert_int_equal(room.session->now.position[0].level, 4);
	room_keys(&room, "Enter");
	must_show(&room, "reasons follow the reveal");
	room_keys(&room, "v");
	must_show(&room, "1 of 5 have taken a position");
	room_keys(&room, "n");
	assert_false(room.session->now.round[0].revealed);
	room_keys(&room, "v y");
	assert_true(room.session->now.round[0].revealed);
	room_keys(&room, "u");
	must_show(&room, "can't be taken back");
	room_keys(&room, "g 5");
	must_show(&room, "no round is open here");
	room_keys(&room, "Enter");
	room_type(&room, "because");
	room_keys(&room, "Enter");
	assert_string_equal(room.session->now.position[0].reason, "because");
	assert_int_equal(room.session->now.position[0].level, 4);
	room_close(&room);
}

static void a_vote_has_three_ways_and_its_text_becomes_the_decision(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "v v Right Enter");
	must_show(&room, "needs the text that is decided");
	room_keys(&room, "Tab");
	room_type(&room, "Cut the plant off.");
	room_keys(&room, "Enter 4");
	must_show(&room, "for is 1, against 2, abstain 3");
	assert_int_equal(room.session->now.position_count, 0);
	room_keys(&room, "1 2 3 1 v y d");
	must_show(&room, "F5 puts it in");
	room_keys(&room, "F5 Enter");
	assert_string_equal(session_item_decision(room.session, "D3")->text, "Cut the plant off.");
	room_close(&room);
}

static void a_straw_round_has_no_names(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "v v Tab Tab Tab Right Enter 2 2 4");
	must_show(&room, "sealed, 3 taken");
	room_keys(&room, "v y");
	must_show(&room, "2 to 4");
	for (size_t i = 0; i < room.session->now.position_count; i++)
		assert_null(room.session->now.position[i].participant);
	room_keys(&room, "Enter");
	must_show(&room, "no position was taken here");
	room_close(&room);
}

static void rounds_can_be_looked_back_at(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "v v Enter 2 v y v Enter 4 v y");
	must_show(&room, "Round 2:");
	room_keys(&room, "<");
	must_show(&room, "all at 2");
	assert_false(room_shows(&room, "all at 4"));
	room_keys(&room, "< >");
	must_show(&room, "all at 4");
	room_close(&room);
}

/* ---- who is asked ------------------------------------------------------------------------ */

static void one_who_stands_aside_is_not_asked(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "i Down Down r Tab");
	room_type(&room, "sits on the supplier's board");
	room_keys(&room, "Enter");
	must_show(&room, "stands aside: D3");
	room_keys(&room, "I v v Enter");
	must_show(&room, "0 of 4 taken");
	assert_false(room_shows(&room, "3 Takahashi"));
	room_close(&room);
}

static void one_person_for_many_items_is_asked_about(void **state)
{
	struct room room;
	struct doubts doubts;
	size_t asked = 0;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_complete(&room);
	doubts = session_doubts(room.session, room.arena);
	for (size_t i = 0; i < doubts.count; i++)
		if (strcmp(doubts.doubt[i].kind->name, "many-items") == 0) {
			assert_string_equal(doubts.doubt[i].about, "Tanaka Misaki");
			asked++;
		}
	assert_int_equal(asked, 1);
	room_close(&room);
}

/* ---- forms after a crash ------------------------------------------------------------------- */

#define ACCEPT "{\"item\":\"D3\",\"title\":\"Plant stops\",\"conditions\":[{\"text\":\"watch\",\"owner\":\"p4\"}]}"

/* Each form is opened by its keys, typed into, and taken up again by a new program. */
static void every_form_comes_back(void **state)
{
	static const struct { const char *keys, *field; } forms[] = {
		{ "v v Right Tab", "round_opened:D3" }, { "v Enter", "position_explained:r1/p1" },
		{ "a", "action_added:D3" }, { "A Enter", "action_changed:a1" }, { "A y", "action_closed:a1" },
		{ "r", "acceptance_proposed:D3" }, { "R y", "acceptance_approved:ac1" },
		{ "R x", "acceptance_rejected:ac1" }, { "R Down m", "condition_met:c1" },
		{ "i Down r Tab", "participant_recused:p2" }, { "C y Enter Tab", "signed_off:p1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *session, *field;
		struct str text = STR_INIT;
		struct room room;

		begin(&room);
		room_record(&room, room.session, "action_added", "{\"item\":\"D3\",\"what\":\"Ask\"}");
		room_record(&room, room.session, "acceptance_proposed", ACCEPT);
		if (i > 0) {
			room_record(&room, room.session, "round_opened", "{\"item\":\"D3\",\"question\":\"appetite\"}");
			room_record(&room, room.session, "position_taken",
				    "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":3}");
			room_record(&room, room.session, "round_revealed", "{\"round\":\"r1\"}");
		}
		room_keys(&room, forms[i].keys);
		room_type(&room, "unfinished words");
		assert_true(app_draft(room.app, &session, &field, &text));
		assert_string_equal(field, forms[i].field);
		field = arena_strdup(room.arena, field);
		app_session(room.app, NULL, NULL, NULL, NULL, NULL);
		room_show(&room, NULL, NULL, NULL);
		app_draft_found(room.app, room.session->now.id, field, text.text);
		must_show(&room, "unfinished words");
		must_show(&room, "your unfinished text is back");
		str_release(&text);
		room_close(&room);
	}
}

/* A draft about a record that is no longer there opens nothing and harms nothing. */
static void a_form_about_nothing_stays_away(void **state)
{
	static const char *const fields[] = { "action_closed:a9", "acceptance_approved:ac9", "position_explained:r9/p1",
		"condition_met:c9", "signed_off:p99", "acceptance_renewed:", "question_settled:", "nonsense:D3",
		"action_changed:", "position_explained:/", "gap_deferred:///" };

	(void)state;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct room room;

		begin(&room);
		app_session(room.app, NULL, NULL, NULL, NULL, NULL);
		room_show(&room, NULL, NULL, NULL);
		app_draft_found(room.app, room.session->now.id, fields[i], "{\"reason\":\"x\"}");
		room_dump(&room, 80, 24);
		room_keys(&room, "Enter Escape Escape");
		room_close(&room);
	}
}

/* ---- acceptances, actions, closing ------------------------------------------------------------ */

static void what_is_typed_becomes_the_record(void **state)
{
	const struct acceptance *a;
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "r");
	room_type(&room, "Controllers are taken over");
	room_keys(&room, "Tab Right Tab 4 Tab 3 Tab Tab");
	room_type(&room, "USD 10k");
	room_keys(&room, "Tab");
	room_type(&room, "USD 30k");
	room_keys(&room, "Tab");
	room_type(&room, "margin");
	room_keys(&room, "Tab");
	room_type(&room, "11/20");
	room_keys(&room, "Tab Tab");
	room_type(&room, "replace @ 120M / not before May");
	room_keys(&room, "M-Enter");
	room_type(&room, "sell @ what");
	room_keys(&room, "Enter");
	must_show(&room, "line 2: not an amount");
	assert_int_equal(room.session->now.acceptance_count, 0);
	for (int i = 0; i < 7; i++)
		room_keys(&room, "Backspace");
	room_keys(&room, "Tab 2 Tab 4 Tab 3 Tab Tab");
	room_type(&room, "+6m");
	room_keys(&room, "Tab Tab Tab");
	room_type(&room, "cut off @ tanaka @ 3/31");
	room_keys(&room, "Enter");
	assert_int_equal(room.session->now.acceptance_count, 1);
	a = &room.session->now.acceptance[0];
	assert_int_equal(a->risk.level, 12);
	assert_string_equal(a->risk.exposure_high.currency, "USD");
	assert_string_equal(a->risk.measured_on, "2026-11-20");
	assert_int_equal(a->option_count, 2);
	assert_int_equal(a->option[0].cost.amount, 120000000);
	assert_string_equal(a->option[0].why_not, "not before May");
	assert_string_equal(a->requester.name, "Suzuki Hanako");
	assert_string_equal(room.session->now.condition[0].owner.name, "Tanaka Misaki");
	assert_string_equal(room.session->now.condition[0].due, "2027-03-31");
	room_keys(&room, "R");
	must_show(&room, "For an approval it still lacks: Justification, Review by, Re-assessed when");
	room_close(&room);
}

static void an_acceptance_is_rejected_with_a_reason(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_record(&room, room.session, "acceptance_proposed", ACCEPT);
	room_keys(&room, "R x Enter");
	must_show(&room, "Reason is missing");
	room_type(&room, "the board will not carry it");
	room_keys(&room, "Enter");
	assert_string_equal(room.session->now.acceptance[0].state, "rejected");
	room_keys(&room, "y");
	must_show(&room, "acceptance ac1: rejected");
	room_close(&room);
}

static void actions_are_closed_with_what_they_need(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "A y");
	must_show(&room, "select an action first");
	room_keys(&room, "a");
	room_type(&room, "Ask the vendor");
	room_keys(&room, "Enter y Enter");
	must_show(&room, "an action is done when there is evidence");
	room_type(&room, "mail of 2026-11-20");
	room_keys(&room, "Enter Enter");
	must_show(&room, "action a1 is closed");
	assert_string_equal(room.session->now.action[0].evidence, "mail of 2026-11-20");
	room_keys(&room, "a");
	room_type(&room, "Old wish");
	room_keys(&room, "Enter Down Enter");
	room_type(&room, "!");
	room_keys(&room, "Enter");
	assert_string_equal(room.session->now.action[1].what, "Old wish!");
	room_keys(&room, "x");
	room_type(&room, "no longer wanted");
	room_keys(&room, "Enter");
	assert_string_equal(room.session->now.action[1].state, "dropped");
	room_close(&room);
}

/* Overdue is counted from the day that is given. */
static void overdue_is_as_of_a_day(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_record(&room, room.session, "action_added",
		    "{\"item\":\"D3\",\"what\":\"Ask\",\"owner\":\"p4\",\"due\":\"2026-12-01\"}");
	room_keys(&room, "A");
	must_show(&room, "overdue 0 (as of 2026-11-24)");
	room_minutes(&room, 60 * 24 * 10);
	must_show(&room, "overdue 1 (as of 2026-12-04)");
	must_show(&room, "! overdue");
	room_close(&room);
}

/* Somebody left for a train: the missing word is left open for a reason. */
static void a_sign_off_can_be_left_with_a_reason(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "C y x");
	must_show(&room, "Gap left open");
	room_type(&room, "left for a train");
	room_keys(&room, "Enter");
	must_show(&room, "left without, see above");
	room_keys(&room, "x");
	must_show(&room, "select a gap first");
	room_close(&room);
}

static void a_sealed_session_takes_nothing(void **state)
{
	static const char *const keys[] = { "I v v", "A a", "A y", "R r", "R y", "R x", "C S", "i r" };

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct room room;
		size_t events;

		begin(&room);
		room_record(&room, room.session, "action_added", "{\"item\":\"D3\",\"what\":\"Ask\"}");
		room_record(&room, room.session, "acceptance_proposed", ACCEPT);
		room_record(&room, room.session, "session_sealed", "{\"open_reason\":\"x\"}");
		room_show(&room, NULL, NULL, NULL);
		events = room.session->event_count;
		room_keys(&room, keys[i]);
		must_show(&room, "this session is sealed");
		assert_int_equal(room.session->event_count, events);
		room_close(&room);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_of_a_sealed_round_is_told), cmocka_unit_test(a_round_goes_its_way),
		cmocka_unit_test(a_vote_has_three_ways_and_its_text_becomes_the_decision),
		cmocka_unit_test(a_straw_round_has_no_names), cmocka_unit_test(rounds_can_be_looked_back_at),
		cmocka_unit_test(one_who_stands_aside_is_not_asked),
		cmocka_unit_test(one_person_for_many_items_is_asked_about),
		cmocka_unit_test(every_form_comes_back), cmocka_unit_test(a_form_about_nothing_stays_away),
		cmocka_unit_test(what_is_typed_becomes_the_record),
		cmocka_unit_test(an_acceptance_is_rejected_with_a_reason),
		cmocka_unit_test(actions_are_closed_with_what_they_need), cmocka_unit_test(overdue_is_as_of_a_day),
		cmocka_unit_test(a_sign_off_can_be_left_with_a_reason),
		cmocka_unit_test(a_sealed_session_takes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
