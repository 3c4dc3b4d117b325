/* State is a pure function of the events: times, presence, taking back,
 * correcting, rewinding, and journals that nobody should have written. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "support.h"
#include "workshop/gaps.h"

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

static void time_is_kept_per_stop(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"opening\"}");
	must(session, "@4 {\"kind\":\"item_left\",\"item\":\"opening\"}");
	must(session, "@4 {\"kind\":\"item_entered\",\"item\":\"P1\"}");
	must(session, "@9 {\"kind\":\"item_entered\",\"item\":\"D3\"}"); /* leaves P1 as well */
	must(session, "@10 {\"kind\":\"item_entered\",\"item\":\"P1\"}");
	assert_int_equal(stop_used(session_stop(session, "opening"), fixture_at(12)), 3 * 60000);
	assert_int_equal(stop_used(session_stop(session, "P1"), fixture_at(12)), 7 * 60000);
	assert_int_equal(stop_used(session_stop(session, "D3"), fixture_at(12)), 1 * 60000);
	assert_int_equal(session_used(session, fixture_at(12)), 11 * 60000);
	assert_int_equal(session_planned_minutes(session), 30);
	assert_string_equal(session->now.current, "P1");
	assert_string_equal(session_next_stop(session, "P1")->id, "D1");
	assert_string_equal(session_previous_stop(session, "P1")->id, "opening");
	assert_string_equal(session_next_stop(session, NULL)->id, "opening");
	assert_null(session_next_stop(session, "closing"));
	assert_null(session_previous_stop(session, "opening"));
	session_free(session);
}

static void a_new_agenda_keeps_what_happened(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"P1\"}");
	must(session, "@3 {\"kind\":\"item_left\",\"item\":\"P1\"}");
	must(session, "{\"kind\":\"session_changed\",\"agenda\":\"short\"}");
	assert_false(session_stop(session, "P1")->on_agenda);
	assert_int_equal(session_stop(session, "P1")->used_ms, 2 * 60000);
	assert_int_equal(session_planned_minutes(session), 18);
	session_free(session);
}

static void presence_is_computed_at_the_moment(void **state)
{
	struct session *session = session_of(NULL);
	struct decision *decision;

	(void)state;
	must(session, "@1 {\"kind\":\"participant_arrived\",\"participant\":\"p1\"}");
	must(session, "@1 {\"kind\":\"participant_arrived\",\"participant\":\"p2\"}");
	must(session, "@5 {\"kind\":\"participant_left\",\"participant\":\"p2\"}");
	must(session, "@6 {\"kind\":\"participant_arrived\",\"participant\":\"p3\"}");
	must(session, "@6 {\"kind\":\"participant_recused\",\"participant\":\"p3\",\"item\":\"D3\",\"reason\":\"x\"}");
	assert_int_equal(session_present(session, fixture_at(0), NULL, session->arena).count, 0);
	assert_int_equal(session_present(session, fixture_at(4), NULL, session->arena).count, 2);
	assert_int_equal(session_present(session, fixture_at(5), NULL, session->arena).count, 1);
	assert_int_equal(session_present(session, fixture_at(7), "D1", session->arena).count, 2);
	must(session, "@8 {\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}");
	decision = session_decision(session, "d1");
	assert_int_equal(decision->present.count, 1);
	assert_string_equal(decision->present.person[0].name, "Sato");
	session_free(session);
}

static void undo_takes_back_one_fact_at_a_time(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":2}");
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":4}");
	must(session, "@2 {\"kind\":\"item_entered\",\"item\":\"D3\"}"); /* a passage: skipped */
	assert_int_equal(session_undo_target(session)->n, 6);
	must(session, "{\"kind\":\"undone\",\"event\":6}");
	assert_int_equal(session_appetite(session, "D3", NULL)->level, 2);
	assert_int_equal(session_undone_by(session, 6), 8);
	assert_string_equal(session->now.current, "D3");
	must(session, "{\"kind\":\"undone\",\"event\":5}");
	assert_null(session_appetite(session, "D3", NULL));
	/* The id that was taken back is not given out again. */
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":5}");
	assert_string_equal(session_appetite(session, "D3", NULL)->id, "ap3");
	session_free(session);
}

static void undo_of_a_deferral_after_moving_on_holds(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"D3\"}");
	must(session, "@2 {\"kind\":\"item_deferred\",\"item\":\"D3\",\"reason\":\"x\"}");
	must(session, "@3 {\"kind\":\"item_entered\",\"item\":\"D3\"}");
	must(session, "@4 {\"kind\":\"item_left\",\"item\":\"D3\"}");
	must(session, "@5 {\"kind\":\"undone\",\"event\":6}");
	assert_int_equal(session_stop(session, "D3")->state, STOP_LEFT);
	assert_int_equal(stop_used(session_stop(session, "D3"), fixture_at(9)), 3 * 60000);
	session_free(session);
}

/* The block that was entered goes with the agenda that had it. */
static void undo_of_an_agenda_after_entering_its_block_holds(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "{\"kind\":\"session_changed\",\"agenda\":\"short\"}");
	must(session, "{\"kind\":\"session_changed\",\"agenda\":\"recess\"}");
	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"break\"}");
	must(session, "@2 {\"kind\":\"item_left\",\"item\":\"break\"}");
	must(session, "@3 {\"kind\":\"undone\",\"event\":6}");
	assert_null(session_stop(session, "break"));
	assert_null(session->now.current);
	session_free(session);
}

static void a_correction_stands_instead(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"old\",\"because\":\"b\"}");
	must(session, "{\"kind\":\"corrected\",\"event\":5,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"new\"}}");
	assert_string_equal(session_decision(session, "d1")->text, "new");
	assert_null(session_decision(session, "d1")->because);
	assert_int_equal(session->now.decision_count, 1);
	must(session, "{\"kind\":\"corrected\",\"event\":5,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"item\":\"D3\",\"outcome\":\"rejected\",\"text\":\"newer\"}}");
	assert_string_equal(session_decision(session, "d1")->text, "newer");
	/* Taking back the newest correction brings back the one before. */
	must(session, "{\"kind\":\"undone\",\"event\":7}");
	assert_string_equal(session_decision(session, "d1")->text, "new");
	must(session, "{\"kind\":\"undone\",\"event\":6}");
	assert_string_equal(session_decision(session, "d1")->text, "old");
	assert_string_equal(json_get_text(session->event[4].body, "text"), "old");
	session_free(session);
}

static void rewinding_forgets(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "{\"kind\":\"note_added\",\"text\":\"kept\"}");
	must(session, "{\"kind\":\"note_added\",\"text\":\"lost\"}");
	must(session, "{\"kind\":\"undone\",\"event\":6}");
	session_rewind(session, 5);
	assert_int_equal(session->event_count, 5);
	assert_int_equal(session->now.note_count, 1);
	assert_int_equal(session->refolded, 0);
	must(session, "{\"kind\":\"note_added\",\"text\":\"again\"}");
	assert_string_equal(session->now.note[1].id, "n2");
	session_free(session);
}

static void put(struct session *session, const char *kind, const char *body)
{
	struct arena *arena = arena_new();
	struct event event = { .at = fixture_at(30), .kind_name = kind,
			       .body = json_read(arena, body, strlen(body), 16, NULL) };

	assert_non_null(event.body);
	session_apply(session, &event);
	arena_free(arena);
}

static void a_newer_kind_makes_it_read_only(void **state)
{
	struct session *session = session_of(NULL);
	struct error err = { ERROR_NONE, "" };

	(void)state;
	put(session, "hologram_shown", "{\"who\":\"p1\"}");
	assert_string_equal(session->unknown_kind, "hologram_shown");
	assert_string_equal(sentence(session, 5), "hologram_shown (written by a newer entaku)");
	assert_false(record(session, "{\"kind\":\"note_added\",\"text\":\"x\"}", &err));
	assert_string_equal(err.text, "this session holds 'hologram_shown' from a newer entaku and can only be read here");
	lang = LANG_JA;
	assert_false(record(session, "{\"kind\":\"note_added\",\"text\":\"x\"}", &err));
	assert_string_equal(err.text, "この会議には新しい版の entaku の記録（hologram_shown）があるため、閲覧のみできます");
	lang = LANG_EN;
	session_free(session);
}

/* What a changed file may hold: every kind with bodies that no gate let in. */
static void garbage_is_kept_and_not_folded(void **state)
{
	static const char *const bodies[] = {
		"{}", "{\"item\":\"D99\"}", "{\"item\":7}", "{\"event\":1}", "{\"event\":-3}", "{\"event\":5}",
		"{\"participant\":\"p9\"}", "{\"participant\":[1]}", "{\"round\":\"r9\",\"level\":99}",
		"{\"decision\":\"d1\",\"by\":null}", "{\"acceptance\":{},\"risk\":[]}", "{\"body\":{},\"event\":2}",
		"{\"agenda\":\"none\"}", "{\"action\":\"a1\",\"state\":\"done\"}", "{\"text\":5,\"who\":5}",
	};
	const struct event_kind *kind;

	(void)state;
	for (size_t k = 0; (kind = event_kind_at(k)); k++) {
		struct session *session = session_of(NULL);
		struct error err = { ERROR_NONE, "" };

		for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
			put(session, kind->name, bodies[i]);
		for (size_t n = 1; n <= session->event_count; n++)
			assert_true(strlen(sentence(session, (int64_t)n)) > 0);
		session_gaps(session, session->arena);
		session_rewind(session, session->event_count - 1);
		if (session->broken_n) {
			assert_false(record(session, "@40 {\"kind\":\"note_added\",\"text\":\"x\"}", &err));
			assert_non_null(strstr(err.text, "entaku verify"));
		}
		session_free(session);
	}
}

static void an_empty_journal_opened_by_garbage_is_harmless(void **state)
{
	struct session *session = session_new(fixture_pack());

	(void)state;
	put(session, "item_entered", "{\"item\":\"D3\"}");
	put(session, "session_sealed", "{}");
	put(session, "undone", "{\"event\":1}");
	assert_false(session->now.opened);
	assert_int_equal(session->broken_n, 1);
	assert_int_equal(session_gaps(session, session->arena).count, 0);
	session_free(session);
}

static void gaps_name_what_is_missing(void **state)
{
	struct session *session = session_of(NULL);
	struct gaps gaps;

	(void)state;
	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"D3\"}");
	must(session, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}");
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":2}");
	must(session, "{\"kind\":\"item_deferred\",\"item\":\"D1\",\"reason\":\"x\"}");
	must(session, "{\"kind\":\"action_added\",\"item\":\"D3\",\"what\":\"x\"}");
	must(session, "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"assets\",\"value\":\"x\"}");
	gaps = session_gaps(session, session->arena);
	assert_int_equal(gaps.count, 5);
	assert_string_equal(gaps.gap[0].item, "P1");
	assert_string_equal(gaps.gap[0].kind->name, "not-reached");
	assert_string_equal(gaps.gap[1].kind->name, "no-sentence");
	assert_string_equal(gaps.gap[2].kind->name, "no-owner");
	assert_string_equal(gaps.gap[3].kind->name, "action-no-owner");
	assert_string_equal(gaps.gap[3].about, "a1");
	assert_string_equal(gaps.gap[4].kind->name, "action-no-due");
	assert_int_equal(gaps_of(&gaps, "D3"), 4);
	assert_int_equal(gaps_of(&gaps, "D1"), 0);
	must(session, "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p1\"}");
	gaps = session_gaps(session, session->arena);
	assert_string_equal(gaps.gap[2].kind->name, "no-due");
	session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(time_is_kept_per_stop),
		cmocka_unit_test(a_new_agenda_keeps_what_happened),
		cmocka_unit_test(presence_is_computed_at_the_moment),
		cmocka_unit_test(undo_takes_back_one_fact_at_a_time),
		cmocka_unit_test(undo_of_a_deferral_after_moving_on_holds),
		cmocka_unit_test(undo_of_an_agenda_after_entering_its_block_holds),
		cmocka_unit_test(a_correction_stands_instead),
		cmocka_unit_test(rewinding_forgets),
		cmocka_unit_test(a_newer_kind_makes_it_read_only),
		cmocka_unit_test(garbage_is_kept_and_not_folded),
		cmocka_unit_test(an_empty_journal_opened_by_garbage_is_harmless),
		cmocka_unit_test(gaps_name_what_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
