/* Risk acceptances through their life: the appetite beside them, the board's
 * round, renewals; and who stood behind a decision. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"
#include "workshop/standing.h"

enum { LINES_MAX = 24 };

#define HERE(who) "{\"kind\":\"participant_arrived\",\"participant\":\"" who "\"}"
#define AVERSE "{\"kind\":\"appetite_set\",\"item\":\"P1\",\"area\":\"operations\",\"level\":1}"
#define RISK(level, day) "\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":" level ",\"basis\":\"audit\"," \
	"\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},\"measured_on\":\"" day "\"}"
#define PROPOSE "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"area\":\"operations\"," \
	RISK("9", "2026-11-01") ",\"options\":[{\"text\":\"o\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}]," \
	"\"justification\":\"j\",\"requester\":\"p2\",\"owner\":\"p1\",\"valid_until\":\"2027-05-31\"," \
	"\"review_by\":\"2027-02-28\",\"triggers\":[\"t\"]}"
#define APPROVE "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\",\"approver\":\"p3\"}"
#define RENEW(level, day) "{\"kind\":\"acceptance_renewed\",\"acceptance\":\"ac1\",\"reason\":\"r\"," RISK(level, day) \
	",\"valid_until\":\"2027-06-30\",\"review_by\":\"2027-04-30\"}"
#define ROUND(more) "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"accept?\"" more "}"
#define VOTE(round, who) "{\"kind\":\"position_taken\",\"round\":\"" round "\",\"participant\":\"" who "\",\"vote\":\"for\"}"
#define HAND "{\"kind\":\"position_taken\",\"round\":\"r1\",\"vote\":\"for\"}"
#define REVEAL(round) "{\"kind\":\"round_revealed\",\"round\":\"" round "\"}"

/* Is `last` taken after the lines? */
static bool taken(const char *const *lines, const char *last)
{
	struct session *session = session_of(lines);
	struct error err = { ERROR_NONE, "" };
	bool good = record(session, last, &err);

	session_free(session);
	return good;
}

#define TAKEN(last, ...) taken((const char *const[]){ __VA_ARGS__, NULL }, last)

static void the_whole_board_may_go_beyond_its_appetite(void **state)
{
	(void)state;
	assert_false(TAKEN(APPROVE, HERE("p1"), HERE("p3"), AVERSE, PROPOSE));
	assert_true(TAKEN(APPROVE, HERE("p1"), HERE("p3"), AVERSE, PROPOSE, ROUND(""), VOTE("r1", "p1"),
			  VOTE("r1", "p3"), REVEAL("r1")));
	/* One who is there and was not asked, a round that is not open yet, one
	 * without names, one held before there was anything to accept. */
	assert_false(TAKEN(APPROVE, HERE("p1"), HERE("p3"), AVERSE, PROPOSE, ROUND(""), VOTE("r1", "p1"),
			   REVEAL("r1")));
	assert_false(TAKEN(APPROVE, HERE("p1"), HERE("p3"), AVERSE, PROPOSE, ROUND(""), VOTE("r1", "p1"),
			   VOTE("r1", "p3")));
	assert_false(TAKEN(APPROVE, HERE("p1"), HERE("p3"), AVERSE, PROPOSE, ROUND(",\"straw\":true"),
			   HAND, HAND, REVEAL("r1")));
	assert_false(TAKEN(APPROVE, HERE("p1"), HERE("p3"), AVERSE, ROUND(""), VOTE("r1", "p1"),
			   VOTE("r1", "p3"), REVEAL("r1"), PROPOSE));
	/* Who is out of the room or stands aside is not asked; too few are no board. */
	assert_true(TAKEN(APPROVE, HERE("p1"), AVERSE, PROPOSE, ROUND(""), VOTE("r1", "p1"), REVEAL("r1")));
	assert_true(TAKEN(APPROVE, HERE("p1"), HERE("p3"), "{\"kind\":\"participant_recused\",\"participant\":\"p3\","
			  "\"item\":\"D3\",\"reason\":\"r\"}", AVERSE, PROPOSE, ROUND(""), VOTE("r1", "p1"), REVEAL("r1")));
	assert_false(TAKEN(APPROVE, "{\"kind\":\"session_changed\",\"quorum\":2}", HERE("p1"), AVERSE, PROPOSE,
			   ROUND(""), VOTE("r1", "p1"), REVEAL("r1")));
}

static void inside_the_appetite_an_approver_is_enough(void **state)
{
	(void)state;
	assert_true(TAKEN(APPROVE, HERE("p1"), PROPOSE));
	assert_true(TAKEN(APPROVE, "{\"kind\":\"appetite_set\",\"item\":\"P1\",\"area\":\"operations\",\"level\":3}",
			  PROPOSE));
	/* Of another area. */
	assert_true(TAKEN(APPROVE, "{\"kind\":\"appetite_set\",\"item\":\"P1\",\"level\":1}", PROPOSE));
}

static void the_standing_is_frozen(void **state)
{
	struct session *session = session_of((const char *const[]){ AVERSE, PROPOSE,
		"{\"kind\":\"appetite_set\",\"item\":\"P1\",\"area\":\"operations\",\"level\":3}", APPROVE,
		"{\"kind\":\"appetite_set\",\"item\":\"P1\",\"area\":\"operations\",\"level\":5}", NULL });
	const struct acceptance *a = session_acceptance(session, "ac1");

	(void)state;
	assert_int_equal(a->standing.appetite, 3);
	assert_int_equal(a->standing.within, session->pack->level[2].within);
	assert_int_equal(a->standing.side, STANDING_INSIDE);
	assert_int_equal(standing_of(session, "D3", "operations", 25).side, STANDING_OUTSIDE);
	assert_int_equal(standing_of(session, "D3", NULL, 25).side, STANDING_UNKNOWN);
	session_free(session);
}

static void the_third_renewal_is_the_board_s(void **state)
{
	(void)state;
	assert_false(TAKEN(RENEW("9", "2026-11-04"), HERE("p1"), PROPOSE, APPROVE, RENEW("9", "2026-11-02"),
			   RENEW("9", "2026-11-03")));
	assert_true(TAKEN(RENEW("9", "2026-11-04"), HERE("p1"), PROPOSE, APPROVE, RENEW("9", "2026-11-02"),
			  RENEW("9", "2026-11-03"), ROUND(""), VOTE("r1", "p1"), REVEAL("r1")));
	/* The round was for the last one. */
	assert_false(TAKEN(RENEW("9", "2026-11-05"), HERE("p1"), PROPOSE, APPROVE, RENEW("9", "2026-11-02"),
			   RENEW("9", "2026-11-03"), ROUND(""), VOTE("r1", "p1"), REVEAL("r1"), RENEW("9", "2026-11-04")));
	/* Measured to be outside by now. */
	assert_false(TAKEN(RENEW("16", "2026-11-02"), HERE("p1"),
			   "{\"kind\":\"appetite_set\",\"item\":\"P1\",\"area\":\"operations\",\"level\":3}", PROPOSE, APPROVE));
}

static void a_decision_knows_who_could_vote(void **state)
{
	struct session *session = session_of((const char *const[]){ "{\"kind\":\"session_changed\",\"quorum\":2}",
		HERE("p1"), HERE("p2"), "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"text\":\"a\",\"outcome\":\"adopted\"}",
		"@5 " HERE("p3"), "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"text\":\"b\",\"outcome\":\"adopted\"}",
		"{\"kind\":\"participant_recused\",\"participant\":\"p3\",\"item\":\"D1\",\"reason\":\"r\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D1\",\"text\":\"c\",\"outcome\":\"adopted\"}", NULL });
	static const int voters[] = { 1, 2, 1 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(session->now.decision[i].voters, voters[i]);
		assert_int_equal(session->now.decision[i].quorum, 2);
	}
	session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_board_may_go_beyond_its_appetite),
		cmocka_unit_test(inside_the_appetite_an_approver_is_enough),
		cmocka_unit_test(the_standing_is_frozen),
		cmocka_unit_test(the_third_renewal_is_the_board_s),
		cmocka_unit_test(a_decision_knows_who_could_vote),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
