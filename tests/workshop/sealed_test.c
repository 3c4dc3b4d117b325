/* What may not be told before the reveal; and records that are changed rather than added. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "support.h"
#include "workshop/consistency.h"
#include "workshop/sealed.h"

#define ROUND "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}"
#define TAKEN(level) "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":" level "}"
#define CORRECT(n, body) "{\"kind\":\"corrected\",\"event\":" n ",\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":" body "}"

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

/* Neither the position nor its correction is told; all of it is, once it is revealed. */
static void a_position_is_sealed_until_the_reveal(void **state)
{
	struct session *session = session_of((const char *const[]){ ROUND, TAKEN("3"),
		CORRECT("6", "{\"round\":\"r1\",\"participant\":\"p1\",\"level\":4}"), "{\"kind\":\"note_added\",\"text\":\"x\"}", NULL });
	static const bool sealed[] = { false, false, false, false, false, true, true, false };
	struct event strange = { .kind_name = "vote_weighed", .body = session_event(session, 6)->body };

	(void)state;
	for (int64_t n = 1; n <= 8; n++)
		assert_int_equal(event_is_sealed(session, session_event(session, n)), sealed[n - 1]);
	assert_false(event_is_sealed(session, &strange));
	assert_null(strstr(sentence(session, 7), "4"));
	must(session, "{\"kind\":\"round_revealed\",\"round\":\"r1\"}");
	for (int64_t n = 1; n <= 8; n++)
		assert_false(event_is_sealed(session, session_event(session, n)));
	session_free(session);
}

static void a_person_may_think_again(void **state)
{
	struct session *session = session_of((const char *const[]){ ROUND, TAKEN("3"), TAKEN("5"), NULL });

	(void)state;
	assert_int_equal(session->now.position_count, 1);
	assert_int_equal(session->now.position[0].level, 5);
	session_free(session);
}

static void what_an_action_costs_is_kept(void **state)
{
	struct session *session = session_of((const char *const[]){
		"{\"kind\":\"action_added\",\"what\":\"x\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}", NULL });

	(void)state;
	assert_int_equal(session->now.action[0].cost.amount, 5);
	must(session, "{\"kind\":\"action_changed\",\"action\":\"a1\",\"cost\":{\"amount\":7,\"currency\":\"USD\",\"per\":\"year\"}}");
	assert_int_equal(session->now.action[0].cost.amount, 7);
	assert_string_equal(session->now.action[0].cost.per, "year");
	must(session, "{\"kind\":\"action_changed\",\"action\":\"a1\",\"cost\":null}");
	assert_false(session->now.action[0].cost.set);
	session_free(session);
}

/* Two from outside are the same when name and role are. */
static void outsiders_are_known_by_name_and_role(void **state)
{
	struct session *session = session_of((const char *const[]){
		"{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"owner\":\"Mori / Guard\",\"approver\":\"Mori / Guard\"}",
		"{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"owner\":\"Mori / Guard\",\"approver\":\"Mori / Chief\"}",
		"{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"approver\":\"Mori / Chief\",\"risk\":{"
		"\"exposure_low\":{\"amount\":1,\"currency\":\"JPY\"},\"exposure_high\":{\"amount\":1,\"currency\":\"JPY\"}}}", NULL });
	struct arena *arena = arena_new();
	struct doubts doubts = session_doubts(session, arena);
	int found = 0;

	(void)state;
	for (size_t i = 0; i < doubts.count; i++)
		if (strcmp(doubts.doubt[i].kind->name, "owner-approves") == 0) {
			assert_string_equal(doubts.doubt[i].about, "ac1");
			found++;
		}
	assert_int_equal(found, 1);
	arena_free(arena);
	session_free(session);
}

/* ---- the agenda ---------------------------------------------------------------------------- */

static void assert_order(const struct session *session, const char *wanted)
{
	struct str order = STR_INIT;

	for (size_t i = 0; i < session->now.stop_count; i++)
		str_printf(&order, "%s%s%s", i ? " " : "", session->now.stop[i].on_agenda ? "" : "-", session->now.stop[i].id);
	assert_string_equal(order.text, wanted);
	str_release(&order);
}

/* A break that was held stays in the record when the agenda is another one. */
static void what_was_visited_outlives_its_agenda(void **state)
{
	struct session *session = session_of((const char *const[]){ "{\"kind\":\"session_changed\",\"agenda\":\"recess\"}", NULL });

	(void)state;
	/* No item is on it: nothing is the last one, and a break goes to the beginning. */
	assert_null(session_last_item(session));
	assert_null(session_break_place(session));
	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"break\"}");
	must(session, "@2 {\"kind\":\"item_left\",\"item\":\"break\"}");
	must(session, "{\"kind\":\"session_changed\",\"agenda\":\"short\"}");
	assert_order(session, "opening D3 closing -P1 -D1 -break");
	assert_int_equal(session_stop(session, "break")->used_ms, 60000);
	assert_string_equal(session_last_item(session), "D3");
	assert_string_equal(session_break_place(session), "opening");
	/* Dropping what is off already changes nothing. */
	must(session, "{\"kind\":\"item_planned\",\"item\":\"P1\",\"dropped\":true}");
	assert_order(session, "opening D3 closing -P1 -D1 -break");
	session_free(session);
}

static void the_files_of_the_pack_are_named(void **state)
{
	struct session *session = session_new(fixture_pack());

	(void)state;
	must(session, "@0 {\"kind\":\"session_opened\",\"id\":\"s-1\",\"title\":\"t\",\"organisation\":\"o\",\"content\":[\"abc\",\"def\"],"
	     "\"held_on\":\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"ja\",\"pack\":\"test-pack\"}");
	assert_int_equal(session->now.content->count, 2);
	assert_string_equal(session->now.content->child[1]->text, "def");
	session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_position_is_sealed_until_the_reveal), cmocka_unit_test(a_person_may_think_again),
		cmocka_unit_test(what_an_action_costs_is_kept), cmocka_unit_test(outsiders_are_known_by_name_and_role),
		cmocka_unit_test(what_was_visited_outlives_its_agenda), cmocka_unit_test(the_files_of_the_pack_are_named),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
