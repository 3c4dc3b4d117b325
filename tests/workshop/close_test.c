/* Before the seal: what the record asks of the room, what stays open on purpose, who
 * has said a word to it; and what a round of positions shows. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "support.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"
#include "workshop/consistency.h"
#include "workshop/gaps.h"
#include "workshop/spread.h"

#define ARRIVE(who) "{\"kind\":\"participant_arrived\",\"participant\":\"" who "\"}"
#define ROUND "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}"
#define TAKEN(round, who, level) "{\"kind\":\"position_taken\",\"round\":\"" round "\",\"participant\":\"" who \
	"\",\"level\":" level "}"
#define REVEAL(round) "{\"kind\":\"round_revealed\",\"round\":\"" round "\"}"
#define APPETITE(more) "{\"kind\":\"appetite_set\",\"item\":\"D3\"," more "}"
#define DECIDE(treatment) "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"," \
	"\"treatment\":\"" treatment "\"}"
#define ACCEPT(more) "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\"," \
	"\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9}" more "}"

static bool is(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\n%s", line, err.text);
}

/* The words of the close gate's fields are those of the kinds themselves. */
static void names_agree(void **state)
{
	const struct event_field *gap = event_field_find(event_kind_find("gap_deferred"), "gap");
	const struct event_field *question = event_field_find(event_kind_find("question_settled"), "question");

	(void)state;
	for (size_t i = 0; i <= gap_kind_count; i++)
		assert_true(is(gap->names[i].name, i < gap_kind_count ? gap_kinds[i].name : NULL));
	for (size_t i = 0; i <= doubt_kind_count; i++)
		assert_true(is(question->names[i].name, i < doubt_kind_count ? doubt_kinds[i].name : NULL));
}

/* ---- questions ----------------------------------------------------------------------- */

/* What raises each question, and what of the record it is about. */
static const struct { const char *line[6], *name, *about; } raising[] = {
	{ { APPETITE("\"level\":1"), DECIDE("retain") }, "averse-retain", "d1" },
	{ { DECIDE("modify") }, "modify-no-means", "d1" },
	{ { APPETITE("\"level\":1"), ACCEPT("") }, "outside-no-condition", "ac1" },
	{ { ACCEPT("") }, "appetite-not-stated", "ac1" },
	{ { APPETITE("\"level\":5"), ACCEPT(",\"owner\":\"p1\",\"approver\":\"p1\"") }, "owner-approves", "ac1" },
	{ { APPETITE("\"level\":5"), ACCEPT(",\"requester\":\"p2\",\"conditions\":[{\"text\":\"c\",\"owner\":\"p2\"}]") },
	  "requester-checks", "c1" },
	{ { ROUND, TAKEN("r1", "p1", "1"), TAKEN("r1", "p3", "4"), REVEAL("r1") }, "wide-no-reason", "r1" },
};

/* What does not: the same with what answers it. */
static const struct { const char *line[6], *name; } quiet[] = {
	{ { APPETITE("\"level\":2"), DECIDE("retain") }, "averse-retain" },
	{ { DECIDE("modify"), "{\"kind\":\"action_added\",\"what\":\"x\",\"item\":\"D3\"}" }, "modify-no-means" },
	{ { APPETITE("\"level\":1"), ACCEPT(",\"conditions\":[\"c\"]") }, "outside-no-condition" },
	{ { APPETITE("\"level\":5"), ACCEPT("") }, "appetite-not-stated" },
	{ { ACCEPT(",\"owner\":\"p1\",\"approver\":\"p3\"") }, "owner-approves" },
	{ { ACCEPT(",\"requester\":\"p2\",\"conditions\":[{\"text\":\"c\",\"owner\":\"p1\"}]") }, "requester-checks" },
	{ { ROUND, TAKEN("r1", "p1", "1"), TAKEN("r1", "p3", "4"), REVEAL("r1"),
	    "{\"kind\":\"position_explained\",\"round\":\"r1\",\"participant\":\"p1\",\"reason\":\"x\"}" }, "wide-no-reason" },
	{ { ROUND, TAKEN("r1", "p1", "1"), TAKEN("r1", "p3", "4") }, "wide-no-reason" },
};

static size_t asked(const struct session *session, const char *name, const char *about)
{
	struct arena *arena = arena_new();
	struct doubts doubts = session_doubts(session, arena);
	size_t count = 0;

	for (size_t i = 0; i < doubts.count; i++)
		count += is(doubts.doubt[i].kind->name, name) && (!about || is(doubts.doubt[i].about, about));
	arena_free(arena);
	return count;
}

static void questions_are_asked_and_settled(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(raising) / sizeof(raising[0]); i++) {
		struct session *session = session_of(raising[i].line);
		struct str line = STR_INIT;

		assert_int_equal(asked(session, raising[i].name, raising[i].about), 1);
		str_printf(&line, "{\"kind\":\"question_settled\",\"question\":\"%s\",\"item\":\"D3\",\"about\":\"%s\","
			   "\"answer\":\"we know\",\"waved\":true}", raising[i].name, raising[i].about);
		must(session, line.text);
		assert_int_equal(asked(session, raising[i].name, NULL), 0);
		assert_int_equal(session->now.settled_count, 1);
		assert_true(session->now.settled[0].waved);
		str_release(&line);
		session_free(session);
	}
	for (size_t i = 0; i < sizeof(quiet) / sizeof(quiet[0]); i++) {
		struct session *session = session_of(quiet[i].line);

		assert_int_equal(asked(session, quiet[i].name, NULL), 0);
		session_free(session);
	}
}

/* A superseded or rejected decision asks nothing any more. */
static void what_no_longer_holds_asks_nothing(void **state)
{
	static const char *const lines[] = {
		DECIDE("modify"), "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"rejected\",\"text\":\"y\","
		"\"treatment\":\"modify\",\"supersedes\":\"d1\"}", NULL
	};
	struct session *session = session_of(lines);

	(void)state;
	assert_int_equal(asked(session, "modify-no-means", NULL), 0);
	session_free(session);
}

/* ---- gaps ---------------------------------------------------------------------------- */

static size_t open_gaps(const struct session *session, const char *name, bool closing)
{
	struct arena *arena = arena_new();
	struct gaps gaps = closing ? session_closing_gaps(session, arena) : session_gaps(session, arena);
	size_t count = 0;

	for (size_t i = 0; i < gaps.count; i++)
		count += is(gaps.gap[i].kind->name, name);
	arena_free(arena);
	return count;
}

static void dissent_wants_words(void **state)
{
	static const char *const lines[] = {
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"go\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"vote\":\"against\"}", REVEAL("r1"), NULL
	};
	struct session *session = session_of(lines);

	(void)state;
	assert_int_equal(open_gaps(session, "dissent-no-wording", false), 1);
	must(session, "{\"kind\":\"position_explained\",\"round\":\"r1\",\"participant\":\"p1\",\"reason\":\"too dear\","
		      "\"on_request\":true}");
	assert_int_equal(open_gaps(session, "dissent-no-wording", false), 0);
	assert_string_equal(session->now.position[0].vote, "against");
	assert_true(session->now.position[0].on_request);
	session_free(session);
}

static void a_deputy_is_marked_until_confirmed(void **state)
{
	static const char *const lines[] = {
		"{\"kind\":\"participant_added\",\"name\":\"Mori\",\"role\":\"Head\",\"deputy_for\":\"Ito\","
		"\"confirm_by\":\"Ito\",\"confirm_until\":\"2026-12-31\"}",
		"{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p4\"}", NULL
	};
	struct session *session = session_of(lines);
	struct str words = STR_INIT;

	(void)state;
	assert_int_equal(open_gaps(session, "deputy", false), 1);
	person_say(session_assignment(session, "D3")->accountable, &words);
	assert_string_equal(words.text, "Mori (Head, deputy for Ito; to be confirmed by Ito until 2026-12-31)");
	must(session, "{\"kind\":\"participant_changed\",\"participant\":\"p4\",\"confirmed\":\"by mail, 2026-11-25\"}");
	assert_int_equal(open_gaps(session, "deputy", false), 0);
	str_release(&words);
	session_free(session);
}

static void everybody_in_the_room_signs_off(void **state)
{
	static const char *const lines[] = { ARRIVE("p1"), ARRIVE("p2"), ARRIVE("p3"),
		"{\"kind\":\"participant_left\",\"participant\":\"p2\"}", NULL };
	struct session *session = session_of(lines);

	(void)state;
	assert_int_equal(open_gaps(session, "sign-off", false), 0); /* people still talk */
	assert_int_equal(open_gaps(session, "sign-off", true), 2);
	must(session, "{\"kind\":\"signed_off\",\"participant\":\"p1\",\"stance\":\"object\",\"wording\":\"no\"}");
	must(session, "{\"kind\":\"signed_off\",\"participant\":\"p1\",\"stance\":\"approve\"}");
	assert_int_equal(open_gaps(session, "sign-off", true), 1);
	assert_int_equal(session->now.sign_off_count, 1); /* the newest word counts */
	assert_null(session->now.sign_off[0].wording);
	must(session, "{\"kind\":\"gap_deferred\",\"gap\":\"sign-off\",\"about\":\"p3\",\"reason\":\"left for a train\"}");
	assert_int_equal(open_gaps(session, "sign-off", true), 0);
	session_free(session);
}

/* ---- rounds --------------------------------------------------------------------------- */

static void a_sealed_round_counts_and_tells_nothing(void **state)
{
	static const char *const lines[] = { ROUND, TAKEN("r1", "p1", "1"), TAKEN("r1", "p3", "5"), NULL };
	struct session *session = session_of(lines);
	struct spread spread = round_spread(session, session_round(session, "r1"));

	(void)state;
	assert_int_equal(spread.taken, 2);
	assert_int_equal(spread.low, 0);
	for (int i = 0; i < SPREAD_COLUMNS; i++)
		assert_int_equal(spread.tally[i], 0);
	assert_false(position_apart(&spread, session_round(session, "r1"), &session->now.position[0]));
	session_free(session);
}

/* Levels of three people, and who stands apart by their order. */
static void who_stands_apart(void **state)
{
	static const struct { const char *one, *two, *three; bool apart[3]; int low, high; } rooms[] = {
		{ "3", "3", "5", { false, false, true }, 3, 5 }, { "1", "3", "5", { true, false, true }, 1, 5 },
		{ "2", "3", "4", { false, false, false }, 2, 4 }, { "4", "4", "4", { false, false, false }, 4, 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rooms) / sizeof(rooms[0]); i++) {
		struct session *session = session_of((const char *const[]){ ROUND, NULL });
		const char *levels[] = { rooms[i].one, rooms[i].two, rooms[i].three };
		struct spread spread;

		must(session, "{\"kind\":\"participant_changed\",\"participant\":\"p2\",\"votes\":true}");

		for (int k = 0; k < 3; k++) {
			struct str line = STR_INIT;

			str_printf(&line, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p%d\",\"level\":%s}",
				   k + 1, levels[k]);
			must(session, line.text);
			str_release(&line);
		}
		must(session, REVEAL("r1"));
		spread = round_spread(session, session_round(session, "r1"));
		assert_int_equal(spread.low, rooms[i].low);
		assert_int_equal(spread.high, rooms[i].high);
		for (int k = 0; k < 3; k++)
			assert_int_equal(position_apart(&spread, session_round(session, "r1"),
							&session->now.position[k]), rooms[i].apart[k]);
		session_free(session);
	}
}

/* Recorded, and shown with its name: but it decides nothing. */
static void only_voters_count(void **state)
{
	static const char *const lines[] = { "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}",
		"{\"kind\":\"participant_arrived\",\"participant\":\"p2\"}",
		"{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}",
		ROUND, TAKEN("r1", "p1", "1"), TAKEN("r1", "p2", "5"), TAKEN("r1", "p3", "4"), NULL };
	struct session *session = session_of(lines);
	struct spread spread;
	struct turnout turnout;

	(void)state;
	must(session, "{\"kind\":\"participant_recused\",\"participant\":\"p3\",\"item\":\"D3\",\"reason\":\"own plant\"}");
	turnout = round_turnout(session, session_round(session, "r1"));
	assert_int_equal(turnout.taken, 1);
	assert_int_equal(turnout.asked, 1);
	/* Who sealed a position and went out is still among those who took one. */
	must(session, "{\"kind\":\"participant_left\",\"participant\":\"p1\"}");
	turnout = round_turnout(session, session_round(session, "r1"));
	assert_int_equal(turnout.taken, 1);
	assert_int_equal(turnout.asked, 1);
	must(session, REVEAL("r1"));
	spread = round_spread(session, session_round(session, "r1"));
	assert_int_equal(spread.taken, 1);
	assert_int_equal(spread.low, 1);
	assert_int_equal(spread.high, 1);
	session_free(session);
}

/* After the reveal it stays what it was. */
static void standing_aside_later_changes_no_result(void **state)
{
	static const char *const lines[] = { ROUND, TAKEN("r1", "p1", "1"), TAKEN("r1", "p3", "4"), REVEAL("r1"), NULL };
	struct session *session = session_of(lines);

	(void)state;
	must(session, "{\"kind\":\"participant_recused\",\"participant\":\"p3\",\"item\":\"D3\",\"reason\":\"own plant\"}");
	assert_int_equal(round_spread(session, session_round(session, "r1")).high, 4);
	session_free(session);
}

static void a_withdrawn_round_is_out_of_the_way(void **state)
{
	static const char *const lines[] = { ROUND, TAKEN("r1", "p1", "1"),
		"{\"kind\":\"round_withdrawn\",\"round\":\"r1\",\"reason\":\"wrong item\"}", NULL };
	struct session *session = session_of(lines);
	struct error err;

	(void)state;
	assert_int_equal(item_round_count(session, "D3"), 0);
	assert_false(record(session, TAKEN("r1", "p3", "2"), &err));
	assert_non_null(strstr(err.text, "withdrawn"));
	assert_false(record(session, REVEAL("r1"), &err));
	must(session, ROUND);
	assert_int_equal(item_round_count(session, "D3"), 1);
	assert_int_equal(item_round(session, "D3", 0)->number, 2);
	session_free(session);
}

static void a_second_round_knows_the_first(void **state)
{
	static const char *const lines[] = {
		ROUND, TAKEN("r1", "p1", "1"), REVEAL("r1"), ROUND, TAKEN("r2", "p1", "3"), NULL
	};
	struct session *session = session_of(lines);

	(void)state;
	assert_ptr_equal(round_before(session, session_round(session, "r2")), session_round(session, "r1"));
	assert_null(round_before(session, session_round(session, "r1")));
	assert_int_equal(session_round(session, "r2")->number, 2);
	assert_int_equal(round_position(session, session_round(session, "r1"), "p1")->level, 1);
	session_free(session);
}

/* Another motion on the same item is asked for the first time; nobody changed sides. */
static void another_motion_is_no_second_round(void **state)
{
#define MOTION(text) "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"" text "\"}"
#define VOTE(round, vote) "{\"kind\":\"position_taken\",\"round\":\"" round "\",\"participant\":\"p1\",\"vote\":\"" vote "\"}"
	static const char *const lines[] = { ARRIVE("p1"), MOTION("Renew it"), VOTE("r1", "for"), REVEAL("r1"),
		MOTION("Drop the accounts"), VOTE("r2", "against"), REVEAL("r2"), MOTION("Renew it"), NULL };
	struct session *session = session_of(lines);

	(void)state;
	assert_int_equal(session_round(session, "r2")->number, 1);
	assert_null(round_before(session, session_round(session, "r2")));
	assert_int_equal(session_round(session, "r3")->number, 2);
	assert_ptr_equal(round_before(session, session_round(session, "r3")), session_round(session, "r1"));
	session_free(session);
}

/* ---- time ----------------------------------------------------------------------------- */

static void an_acceptance_runs_out_without_being_rewritten(void **state)
{
	struct str age = STR_INIT;

	(void)state;
	assert_string_equal(acceptance_state_on("approved", "2027-02-28", "2027-05-31", "2027-02-27"), "approved");
	assert_string_equal(acceptance_state_on("approved", "2027-02-28", "2027-05-31", "2027-02-28"), "expiring");
	assert_string_equal(acceptance_state_on("approved", "2027-02-28", "2027-05-31", "2027-05-31"), "expiring");
	assert_string_equal(acceptance_state_on("approved", "2027-02-28", "2027-05-31", "2027-06-01"), "expired");
	assert_string_equal(acceptance_state_on("revoked", "2027-02-28", "2027-05-31", "2027-06-01"), "revoked");
	assert_string_equal(acceptance_state_on("proposed", NULL, NULL, "2027-06-01"), "proposed");
	acceptance_age_say(3, "2024-09-24", "2026-12-31", "2026-11-24", &age);
	assert_string_equal(age.text, "renewal 3, 26 months");
	str_clear(&age);
	acceptance_age_say(0, "2026-01-31", NULL, "2026-02-28", &age); /* a month from the 31st */
	assert_string_equal(age.text, "months so far: 1");
	str_clear(&age);
	acceptance_age_say(0, "2027-01-31", NULL, "2026-02-28", &age);
	assert_string_equal(age.text, "");
	acceptance_age_say(0, "2025-11-11", "2026-06-30", "2026-11-24", &age); /* it ran out in between */
	assert_string_equal(age.text, "months in all: 7");
	assert_int_equal(acceptance_age("2025-11-11", "2026-06-30", "2026-11-24"), 7);
	str_release(&age);
}

static void an_action_is_late_after_its_day(void **state)
{
	(void)state;
	assert_string_equal(action_state_on("open", "2027-03-31", "2027-03-31"), "open");
	assert_string_equal(action_state_on("open", "2027-03-31", "2027-04-01"), "overdue");
	assert_string_equal(action_state_on("done", "2027-03-31", "2027-04-01"), "done");
	assert_string_equal(action_state_on("dropped", "2027-03-31", "2027-04-01"), "dropped");
	assert_string_equal(action_state_on("open", NULL, "2027-04-01"), "open");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_agree), cmocka_unit_test(questions_are_asked_and_settled),
		cmocka_unit_test(what_no_longer_holds_asks_nothing), cmocka_unit_test(dissent_wants_words),
		cmocka_unit_test(a_deputy_is_marked_until_confirmed), cmocka_unit_test(everybody_in_the_room_signs_off),
		cmocka_unit_test(a_sealed_round_counts_and_tells_nothing), cmocka_unit_test(who_stands_apart),
		cmocka_unit_test(only_voters_count), cmocka_unit_test(standing_aside_later_changes_no_result),
		cmocka_unit_test(a_withdrawn_round_is_out_of_the_way),
		cmocka_unit_test(a_second_round_knows_the_first), cmocka_unit_test(another_motion_is_no_second_round),
		cmocka_unit_test(an_acceptance_runs_out_without_being_rewritten),
		cmocka_unit_test(an_action_is_late_after_its_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
