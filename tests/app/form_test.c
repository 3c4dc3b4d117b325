/* Forms: quick paths, people, dates, refusals, drafts, corrections. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "support.h"
#include "ui/key.h"
#include "workshop/session.h"

static void begin(struct room *room)
{
	lang = LANG_EN;
	room_open(room);
	room_meet(room);
	room_show(room, NULL, NULL, NULL);
}

static void paste(struct room *room, const char *text)
{
	app_key(room->app, (struct key){ .code = NAMED_PASTE, .text = text });
}

static void a_decision_is_a_key_a_sentence_and_enter(void **state)
{
	const struct decision *decision;
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "d");
	room_type(&room, "顧客の図面は社外に置かない。");
	room_keys(&room, "Enter");
	decision = session_item_decision(room.session, "D3");
	assert_non_null(decision);
	assert_string_equal(decision->text, "顧客の図面は社外に置かない。");
	assert_string_equal(decision->outcome, "adopted");
	assert_null(decision->because);
	assert_true(room_shows(&room, "recorded #"));
	assert_string_equal(room.draft.text, "");
	room_close(&room);
}

static void an_appetite_is_a_digit_a_sentence_and_a_name(void **state)
{
	const struct appetite *appetite;
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "p 2 Tab");
	room_type(&room, "No line stops for a virus.");
	room_keys(&room, "Tab");
	room_type(&room, "taka");
	room_keys(&room, "Enter");
	appetite = session_appetite(room.session, "D3", NULL);
	assert_non_null(appetite);
	assert_int_equal(appetite->level, 2);
	assert_string_equal(appetite->said_by.participant, "p3");
	room_close(&room);
}

static void full_width_digits_choose_too(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "p");
	room_type(&room, "４");
	room_keys(&room, "Enter");
	assert_int_equal(session_appetite(room.session, "D3", NULL)->level, 4);
	room_close(&room);
}

static void an_owner_may_be_from_outside(void **state)
{
	const struct assignment *owner;
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "o");
	room_type(&room, "Mori Aya / Head of IT");
	room_keys(&room, "Tab");
	room_type(&room, "3/31");
	room_keys(&room, "Tab");
	room_type(&room, "2; 鈴木 / x; watanabe");
	room_keys(&room, "Enter");
	owner = session_assignment(room.session, "D3");
	assert_non_null(owner);
	assert_null(owner->accountable.participant);
	assert_string_equal(owner->accountable.name, "Mori Aya");
	assert_string_equal(owner->accountable.role, "Head of IT");
	assert_string_equal(owner->due, "2027-03-31");
	assert_int_equal(owner->responsible.count, 3);
	assert_string_equal(owner->responsible.person[0].participant, "p2");
	assert_string_equal(owner->responsible.person[2].participant, "p6");
	room_close(&room);
}

static void a_refusal_keeps_the_text_and_finds_the_field(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "d");
	room_type(&room, "Postpone the budget");
	room_keys(&room, "Tab d Tab Tab Tab Tab Tab Tab");
	room_type(&room, "2020-01-01");
	room_keys(&room, "Enter");
	assert_null(session_item_decision(room.session, "D3"));
	assert_true(room_shows(&room, "Postpone the budget"));
	assert_true(room_shows(&room, " ! "));
	/* A disk that is full: nothing is lost either. */
	room_keys(&room, "Tab Tab Tab Tab");
	room.refuse = "the disk is full";
	room_keys(&room, "Enter");
	assert_true(room_shows(&room, "the disk is full"));
	assert_true(room_shows(&room, "Postpone the budget"));
	room_close(&room);
}

/* Keys that go on to the next person: the same key after a failure is the same person's. */
static void what_failed_stays_with_its_person(void **state)
{
	const struct session *session;
	struct room room;
	size_t before;

	(void)state;
	begin(&room);
	session = room.session;
	room_keys(&room, "v v Enter");
	before = session->event_count;
	room.refuse = "the disk is full";
	room_keys(&room, "2");
	assert_true(room_shows(&room, "the disk is full"));
	assert_int_equal(session->event_count, before);
	room_keys(&room, "2");
	assert_string_equal(json_get_text(session_head(session)->body, "participant"), "p1");
	room_keys(&room, "3");
	assert_string_not_equal(json_get_text(session_head(session)->body, "participant"), "p1");
	room_keys(&room, "Escape C y");
	before = session->event_count;
	room.refuse = "the disk is full";
	room_keys(&room, "y");
	assert_int_equal(session->event_count, before);
	room_keys(&room, "y");
	assert_string_equal(json_get_text(session_head(session)->body, "participant"), "p1");
	room_close(&room);
}

static void a_date_that_is_none_is_said_at_once(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "o 4 Tab");
	room_type(&room, "31.31");
	assert_true(room_shows(&room, "not a date"));
	room_keys(&room, "Enter");
	assert_null(session_assignment(room.session, "D3"));
	assert_true(room_shows(&room, "31.31"));
	room_keys(&room, "C-u");
	room_type(&room, "+6m");
	assert_true(room_shows(&room, "2027-05-24 (Mon)"));
	room_keys(&room, "Enter");
	assert_string_equal(session_assignment(room.session, "D3")->due, "2027-05-24");
	room_close(&room);
}

/* Refused whole, in both languages, and what was there stays there. */
static void what_is_pasted_goes_in_whole_or_not_at_all(void **state)
{
	static const char *const controls[] = { "evil\033[2J", "evil\x01", "evil\xC2\x9B", "evil\xE2\x80\xAE" };
	char large[10 * 1024 + 1];

	(void)state;
	memset(large, 'a', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	for (int which = 0; which < LANG_COUNT; which++) {
		struct room room;

		begin(&room);
		lang = (enum lang)which;
		room_keys(&room, "d");
		room_type(&room, "Before");
		paste(&room, large);
		assert_true(room_shows(&room, both("takes at most 4000 characters, 6 are there",
						   "4000文字までで、いま6文字")));
		assert_false(room_shows(&room, "aaa"));
		for (size_t i = 0; i < sizeof(controls) / sizeof(controls[0]); i++) {
			paste(&room, controls[i]);
			assert_true(room_shows(&room, both("control characters", "制御文字")));
			assert_false(room_shows(&room, "evil"));
		}
		paste(&room, ", one\ttwo\r\nthree");
		room_keys(&room, "Enter");
		assert_string_equal(session_item_decision(room.session, "D3")->text, "Before, one two\nthree");
		room_close(&room);
	}
}

static void a_refused_paste_leaves_the_default(void **state)
{
	char large[10 * 1024 + 1];
	struct room room;

	(void)state;
	memset(large, 'a', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	lang = LANG_EN;
	room_open(&room);
	room_keys(&room, "n Tab Tab Tab Tab Tab");
	assert_true(room_shows(&room, "Confidential "));
	paste(&room, large);
	paste(&room, "\x07");
	assert_true(room_shows(&room, "Confidential "));
	paste(&room, "Secret");
	assert_true(room_shows(&room, "Secret"));
	assert_false(room_shows(&room, "Confidential "));
	room_close(&room);
}

static void the_31st_of_february_is_refused_where_typed(void **state)
{
	(void)state;
	for (int which = 0; which < LANG_COUNT; which++) {
		struct room room;

		begin(&room);
		lang = (enum lang)which;
		room_keys(&room, "o 4 Tab");
		room_type(&room, "2/31");
		assert_true(room_shows(&room, both("not a date", "日付として読めません")));
		room_keys(&room, "Tab Enter");
		assert_null(session_assignment(room.session, "D3"));
		assert_true(room_shows(&room, both("Due: this is not a date; try 2026-03-31",
						   "期限: 日付として読めません。2026-03-31")));
		assert_true(room_shows(&room, both("> Due", "> 期限")));
		assert_true(room_shows(&room, "2/31"));
		room_close(&room);
	}
}

static void escape_keeps_a_draft_and_the_form_takes_it_up(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "d");
	assert_string_equal(room.draft.text, "");
	room_type(&room, "Half a sen");
	assert_non_null(strstr(room.draft.text, "0190-d decision_recorded:D3 {"));
	assert_non_null(strstr(room.draft.text, "Half a sen"));
	room_keys(&room, "Escape");
	assert_string_equal(room.draft.text, "");
	assert_true(app_draft_held(room.app, "0190-d", "decision_recorded:D3"));
	assert_true(room_shows(&room, "is kept"));
	room_keys(&room, "] [ d");
	assert_true(room_shows(&room, "Half a sen"));
	assert_true(room_shows(&room, "is back"));
	room_keys(&room, "C-x");
	assert_false(app_draft_held(room.app, "0190-d", "decision_recorded:D3"));
	room_keys(&room, "d");
	assert_false(room_shows(&room, "Half a sen"));
	room_close(&room);
}

static void a_crash_gives_the_newest_draft_back(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	app_draft_found(room.app, "0190-d", "note_added:P1", "{\"text\":\"older\"}");
	app_draft_found(room.app, "0190-d", "decision_recorded:D3",
			"{\"because\":\"cost\",\"text\":\"We replace the ser\",\"@focus\":2}");
	assert_true(room_shows(&room, "We replace the ser"));
	assert_true(room_shows(&room, "your unfinished text is back"));
	assert_true(room_shows(&room, "> Because"));
	room_type(&room, "s");
	room_keys(&room, "Enter");
	assert_string_equal(session_item_decision(room.session, "D3")->because, "costs");
	assert_false(app_draft_held(room.app, "0190-d", "decision_recorded:D3"));
	assert_true(app_draft_held(room.app, "0190-d", "note_added:P1"));
	room_close(&room);
}

static void a_draft_that_is_not_ours_does_no_harm(void **state)
{
	static const char *const fields[] = { "", ":", "x:D3", "decision_recorded", "decision_recorded:ZZ",
		"decision_recorded:D3:c9999", "participant_changed:p99", "note_added:D3:c" };
	struct room room;

	(void)state;
	begin(&room);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		app_draft_found(room.app, "0190-d", fields[i], "not json");
	room_dump(&room, 120, 36);
	room_keys(&room, "Escape");
	room_close(&room);
}

static void language_and_size_change_inside_a_form(void **state)
{
	struct room room;

	(void)state;
	begin(&room);
	room_keys(&room, "d");
	room_type(&room, "Text that stays");
	assert_true(room_shows(&room, "What is decided"));
	room_keys(&room, "F2");
	assert_true(room_shows(&room, "決定内容"));
	assert_true(room_shows(&room, "Text that stays"));
	assert_non_null(strstr(room_dump(&room, 80, 24), "Text that stays"));
	room_dump(&room, 50, 10);
	room_type(&room, "!");
	assert_non_null(strstr(room_dump(&room, 200, 60), "Text that stays!"));
	room_keys(&room, "F2 F1");
	assert_string_equal(app_screen(room.app), "help");
	room_keys(&room, "Escape Enter");
	assert_string_equal(session_item_decision(room.session, "D3")->text, "Text that stays!");
	room_close(&room);
}

static void a_correction_keeps_what_it_does_not_touch(void **state)
{
	const struct decision *decision;
	struct room room;
	size_t events;

	(void)state;
	begin(&room);
	room_record(&room, room.session, "decision_recorded",
		    "{\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Buy it\",\"options\":["
		    "{\"text\":\"Rent\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"},\"why_not\":\"dear\"},"
		    "{\"text\":\"Wait\"}],\"effective\":\"2026-12-01\"}");
	events = room.session->event_count;
	room_keys(&room, "4 e");
	assert_true(room_shows(&room, "Correction of #"));
	room_keys(&room, "C-u");
	room_type(&room, "Buy two");
	room_keys(&room, "Tab Tab Tab Tab C-End M-Enter");
	room_type(&room, "Lend / risky");
	room_keys(&room, "Enter");
	assert_true(room_shows(&room, "Why it is corrected"));
	assert_int_equal(room.session->event_count, events);
	room_type(&room, "misheard");
	room_keys(&room, "Tab 1 Enter");
	decision = session_item_decision(room.session, "D3");
	assert_int_equal(room.session->event_count, events + 1);
	assert_string_equal(decision->text, "Buy two");
	assert_string_equal(decision->effective, "2026-12-01");
	assert_int_equal(decision->option_count, 3);
	assert_int_equal(decision->option[0].cost.amount, 5);
	assert_string_equal(decision->option[2].why_not, "risky");
	room_close(&room);
}

static void a_default_is_typed_over(void **state)
{
	struct room room;

	(void)state;
	lang = LANG_EN;
	room_open(&room);
	room_keys(&room, "n Tab Tab Tab");
	room_type(&room, "2027-03-31");
	assert_true(room_shows(&room, "2027-03-31 (Wed)"));
	/* One who moves the cursor first wants to change it, not to replace it. */
	room_keys(&room, "Tab Tab Left");
	room_type(&room, "X");
	assert_true(room_shows(&room, "ConfidentiaXl"));
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_decision_is_a_key_a_sentence_and_enter),
		cmocka_unit_test(an_appetite_is_a_digit_a_sentence_and_a_name),
		cmocka_unit_test(full_width_digits_choose_too),
		cmocka_unit_test(an_owner_may_be_from_outside),
		cmocka_unit_test(a_refusal_keeps_the_text_and_finds_the_field),
		cmocka_unit_test(what_failed_stays_with_its_person),
		cmocka_unit_test(a_date_that_is_none_is_said_at_once),
		cmocka_unit_test(the_31st_of_february_is_refused_where_typed),
		cmocka_unit_test(what_is_pasted_goes_in_whole_or_not_at_all),
		cmocka_unit_test(a_refused_paste_leaves_the_default),
		cmocka_unit_test(escape_keeps_a_draft_and_the_form_takes_it_up),
		cmocka_unit_test(a_crash_gives_the_newest_draft_back),
		cmocka_unit_test(a_draft_that_is_not_ours_does_no_harm),
		cmocka_unit_test(language_and_size_change_inside_a_form),
		cmocka_unit_test(a_correction_keeps_what_it_does_not_touch),
		cmocka_unit_test(a_default_is_typed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
