/* Sessions side by side: what differs, what deserves a word, and another yardstick. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "support.h"
#include "workshop/compare.h"

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

#define ROUND(one, two, three) \
	must(session, "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}"); \
	must(session, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":" #one "}"); \
	must(session, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p2\",\"level\":" #two "}"); \
	must(session, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"level\":" #three "}"); \
	must(session, "{\"kind\":\"round_revealed\",\"round\":\"r1\"}")

static struct session *first_year(void)
{
	struct session *session = session_of(NULL);

	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"D3\"}");
	for (int i = 1; i <= 3; i++)
		must(session, i == 1 ? "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}" : i == 2 ?
		     "{\"kind\":\"participant_arrived\",\"participant\":\"p2\"}" :
		     "{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}");
	ROUND(2, 3, 5);
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":3,\"sentence\":\"As far as we see.\",\"said_by\":\"p1\"}");
	must(session, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Keep it\",\"treatment\":\"retain\"}");
	must(session, "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p1\"}");
	must(session, "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"assets\",\"value\":\"drawings\"}");
	return session;
}

static struct session *second_year(void)
{
	struct session *session = session_of((const char *const[]){
		"{\"kind\":\"session_changed\",\"held_on\":\"2027-11-24\"}", NULL });

	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"D3\"}");
	must(session, "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}");
	must(session, "{\"kind\":\"participant_arrived\",\"participant\":\"p2\"}");
	must(session, "{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}");
	ROUND(2, 2, 3);
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":2,\"sentence\":\"No further.\",\"said_by\":\"p1\"}");
	must(session, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"rejected\",\"text\":\"Replace it\"}");
	must(session, "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p1\"}");
	must(session, "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"assets\",\"value\":\"recipes\"}");
	return session;
}

static const struct compare_item *item_of(const struct comparison *all, const char *id)
{
	for (size_t i = 0; i < all->item_count; i++)
		if (strcmp(all->item[i].item->id, id) == 0)
			return &all->item[i];
	fail_msg("no %s", id);
	return NULL;
}

static const struct compare_fact *fact_of(const struct compare_item *item, enum compare_kind kind)
{
	for (size_t i = 0; i < item->fact_count; i++)
		if (item->fact[i].kind == kind)
			return &item->fact[i];
	return NULL;
}

static void assert_cells(const struct compare_item *item, enum compare_kind kind, const char *then, const char *now)
{
	const struct compare_fact *fact = fact_of(item, kind);

	assert_non_null(fact);
	assert_string_equal(fact->cell[0], then);
	assert_string_equal(fact->cell[1], now);
	assert_int_equal(fact->differs, strcmp(then, now) != 0);
}

static void moves_reversals_and_the_same(void **state)
{
	struct arena *arena = arena_new();
	struct session *a = first_year(), *b = second_year();
	/* Given in the wrong order. */
	struct comparison all = compare_sessions((const struct session *const[]){ b, a }, 2, arena);
	const struct compare_item *d3 = item_of(&all, "D3");

	(void)state;
	assert_ptr_equal(all.session[0], a);
	assert_cells(d3, COMPARE_APPETITE, "3 cautious \"As far as we see.\" Sato", "2 minimal \"No further.\" Sato");
	assert_cells(d3, COMPARE_SPREAD, "2 to 5 (2 positions)", "2 to 3 (2 positions)");
	assert_cells(d3, COMPARE_DECISION, "adopted: Keep it", "rejected: Replace it");
	/* Two motions on which the votes went two ways are no reversal. */
	assert_int_equal(fact_of(d3, COMPARE_DECISION)->mark, COMPARE_PLAIN);
	assert_cells(d3, COMPARE_TREATMENT, "retain", "");
	assert_cells(d3, COMPARE_OWNER, "Sato (CEO)", "Sato (CEO)");
	assert_cells(d3, COMPARE_ANSWER, "drawings", "recipes");
	assert_null(fact_of(d3, COMPARE_ACCEPTANCE)); /* nobody has one */
	assert_int_equal(fact_of(item_of(&all, "P1"), COMPARE_REACHED)->mark, COMPARE_NEVER_REACHED);
	assert_true(compare_item_differs(item_of(&all, "P1")));
	assert_int_equal(all.notice_count, 0);
	session_free(a);
	session_free(b);
	arena_free(arena);
}

static void one_that_supersedes_says_so(void **state)
{
	struct arena *arena = arena_new();
	struct session *a = first_year(), *b = session_of((const char *const[]){
		"{\"kind\":\"session_changed\",\"held_on\":\"2027-11-24\",\"parent\":\"s-1\"}", NULL });
	struct comparison all;

	(void)state;
	must(b, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Replace it\","
	     "\"supersedes\":\"s-1:d1\"}");
	all = compare_sessions((const struct session *const[]){ a, b }, 2, arena);
	assert_int_equal(fact_of(item_of(&all, "D3"), COMPARE_DECISION)->mark, COMPARE_SUPERSEDED);
	assert_int_equal(all.notice_count, 1); /* nobody voted in the second */
	assert_string_equal(all.notice[0], "who was there with a vote: Sato, Tanaka → -");
	session_free(a);
	session_free(b);
	arena_free(arena);
}

/* "s-N", held a year after the other. */
static struct session *year(int n, const char *const *lines)
{
	struct session *session = session_new(fixture_pack());
	char line[300];

	snprintf(line, sizeof(line), "@0 {\"kind\":\"session_opened\",\"id\":\"s-%d\",\"title\":\"Year %d\",\"organisation\":\"Minato\","
		 "\"held_on\":\"202%d-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"test-pack\"}", n, n, n);
	must(session, line);
	while (lines && *lines)
		must(session, *lines++);
	return session;
}

#define DECIDED(outcome, text, more) "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"" outcome \
	"\",\"text\":\"" text "\"" more "}"

/* Across a year in which the item was not reached, and also by a decision that is not the
 * newest of its year; the same words decided the other way; a reversal that says so. */
static void what_takes_the_place_of_what_is_found(void **state)
{
	static const struct { const char *first[3], *third[3]; enum compare_mark mark; } rows[] = {
		{ { DECIDED("adopted", "Buy X", "") }, { DECIDED("adopted", "Buy Y", ",\"supersedes\":\"s-1:d1\"") },
		  COMPARE_SUPERSEDED },
		{ { DECIDED("adopted", "Buy X", "") }, { DECIDED("rejected", "Buy more", ",\"supersedes\":\"s-1:d1\"") },
		  COMPARE_REVERSED },
		{ { DECIDED("adopted", "Buy X", ""), DECIDED("adopted", "Insure", "") },
		  { DECIDED("adopted", "Buy Y", ",\"supersedes\":\"s-1:d1\""), DECIDED("adopted", "Train", "") }, COMPARE_SUPERSEDED },
		{ { DECIDED("adopted", "Buy X", "") }, { DECIDED("rejected", "Buy X", "") }, COMPARE_REVERSED },
		{ { DECIDED("adopted", "Vendors", "") }, { DECIDED("rejected", "Insurance", "") }, COMPARE_PLAIN },
		{ { DECIDED("adopted", "Buy X", "") }, { DECIDED("adopted", "Buy Y", ",\"supersedes\":\"s-11:d1\"") }, COMPARE_PLAIN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct session *all[] = { year(1, rows[i].first), year(2, NULL), year(3, rows[i].third) };
		struct arena *arena = arena_new();
		struct comparison compared = compare_sessions((const struct session *const *)all, 3, arena);

		assert_int_equal(fact_of(item_of(&compared, "D3"), COMPARE_DECISION)->mark, rows[i].mark);
		for (int s = 0; s < 3; s++)
			session_free(all[s]);
		arena_free(arena);
	}
}

/* The same people in another order are the same people. */
static void an_order_is_no_yardstick(void **state)
{
	static const char *const one[] = { "{\"kind\":\"participant_added\",\"name\":\"Ann\",\"role\":\"A\",\"votes\":true}",
		"{\"kind\":\"participant_added\",\"name\":\"Bob\",\"role\":\"B\",\"votes\":true}",
		"{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}", "{\"kind\":\"participant_arrived\",\"participant\":\"p2\"}", NULL };
	static const char *const other[] = { "{\"kind\":\"participant_added\",\"name\":\"Bob\",\"role\":\"B\",\"votes\":true}",
		"{\"kind\":\"participant_added\",\"name\":\"Ann\",\"role\":\"A\",\"votes\":true}",
		"{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}", "{\"kind\":\"participant_arrived\",\"participant\":\"p2\"}", NULL };
	struct session *all[] = { year(1, one), year(2, other) };
	struct arena *arena = arena_new();

	(void)state;
	assert_int_equal(compare_sessions((const struct session *const *)all, 2, arena).notice_count, 0);
	session_free(all[0]);
	session_free(all[1]);
	arena_free(arena);
}

/* Another edition: D4 there is D3 here, as the content's refs say; the rest stands for
 * itself. */
static void another_edition_is_matched_by_its_refs(void **state)
{
	static const char *ids[] = { "3" };
	struct ref ref = { "test-pack", { 1, ids } };
	struct arena *arena = arena_new();
	struct pack other = *fixture_pack();
	struct item items[3];
	struct session *a = first_year(), *b;
	struct comparison all;
	const struct compare_item *d4;

	(void)state;
	memcpy(items, other.item, sizeof(items));
	items[2].id = "D4";
	items[2].ref_count = 1;
	items[2].ref = &ref;
	other.id = other.family = "test-pack-2";
	other.version = "2.0.0";
	other.item = items;
	b = session_new(&other);
	must(b, "@0 {\"kind\":\"session_opened\",\"id\":\"s-2\",\"title\":\"Next\",\"organisation\":\"Minato\","
	     "\"held_on\":\"2027-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"test-pack-2\"}");
	must(b, "{\"kind\":\"appetite_set\",\"item\":\"D4\",\"level\":1}");
	all = compare_sessions((const struct session *const[]){ a, b }, 2, arena);
	d4 = item_of(&all, "D4");
	assert_string_equal(d4->there[0], "D3");
	assert_string_equal(d4->there[1], "D4");
	assert_cells(d4, COMPARE_APPETITE, "3 cautious \"As far as we see.\" Sato", "1 averse");
	/* The same field was asked there. */
	assert_cells(d4, COMPARE_ANSWER, "drawings", "");
	assert_string_equal(compare_heading(&all, d4, arena), "D4  Know what to protect (2026-11-24: D3)");
	/* What no item of the new edition stands for is told under its own name. */
	assert_string_equal(item_of(&all, "D1")->there[1] ? item_of(&all, "D1")->there[1] : "", "D1");
	assert_true(all.notice_count >= 2); /* the content, and who voted */
	assert_non_null(strstr(all.notice[0], "the content: Test 1.0.0"));
	session_free(a);
	session_free(b);
	arena_free(arena);
}

/* ---- what holds and what does not any more ---------------------------------------------- */

#define ACCEPTED "\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,\"basis\":\"audit\"," \
	"\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},\"measured_on\":\"2026-11-01\"}," \
	"\"options\":[{\"text\":\"o\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}],\"justification\":\"j\"," \
	"\"requester\":\"p2\",\"owner\":\"p1\",\"triggers\":[\"t\"],\"review_by\":\"2027-02-15\""

/* Of a company and a day, with an acceptance of D3 until `until`, renewing what `renews` names. */
static struct session *accepting(const char *id, const char *company, const char *day, const char *until, const char *renews)
{
	struct arena *arena = arena_new();
	struct session *session = session_of(NULL);

	must(session, arena_printf(arena, "{\"kind\":\"session_changed\",\"held_on\":\"%s\",\"organisation\":\"%s\"}", day, company));
	session->now.id = id;
	if (!until) {
		arena_free(arena);
		return session;
	}
	must(session, "@1 {\"kind\":\"item_entered\",\"item\":\"D3\"}");
	must(session, "{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}");
	must(session, arena_printf(arena, "{\"kind\":\"acceptance_proposed\",\"title\":\"Old plant\",\"item\":\"D3\"," ACCEPTED ","
		"\"valid_until\":\"%s\"%s}", until, !renews ? "" : arena_printf(arena, ",\"renews\":\"%s\",\"renewals\":1,"
		"\"first_on\":\"2026-11-24\",\"reason\":\"r\"", renews)));
	must(session, arena_printf(arena, "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\",\"approver\":\"p3\","
		"\"approved_on\":\"%s\",\"authority\":\"rules\"}", day));
	arena_free(arena);
	return session;
}

struct seen { enum compare_mark mark; bool differs; const char *cell[3]; };

/* `wanted` NULL: there is no such fact. */
static void assert_fact(const struct comparison *all, enum compare_kind kind, const struct seen *wanted)
{
	const struct compare_fact *fact = fact_of(item_of(all, "D3"), kind);

	if (!wanted) {
		assert_null(fact);
		return;
	}
	assert_non_null(fact);
	for (size_t i = 0; i < all->session_count; i++)
		assert_string_equal(fact->cell[i], wanted->cell[i]);
	assert_int_equal(fact->mark, wanted->mark);
	assert_int_equal(fact->differs, wanted->differs);
}

#define OLD "Old plant (approved, until 2027-05-20)"
#define NEW "Old plant (approved, until 2028-01-20, renewal 1)"

static void acceptances_are_followed_from_session_to_session(void **state)
{
	static const struct {
		const char *company, *until, *renews; /* of the second; the third accepts nothing */
		const char *third;
		struct seen acceptance, ran_out;
	} rows[] = {
		/* Renewed in the middle; it holds in the third. */
		{ "Minato", "2028-01-20", "s-1:ac1", "2028-01-10", { COMPARE_RENEWED, true, { OLD, NEW, NEW } }, { 0, false, { NULL } } },
		/* Nothing in the second: it holds there still, and has run out in the third. */
		{ "Minato", NULL, NULL, "2027-12-10", { COMPARE_PLAIN, true, { OLD, OLD, "" } },
		  { COMPARE_EXPIRED, true, { "", "", "Old plant (expired: open risk, until 2027-05-20)" } } },
		/* Another company's renewal is none of this one. */
		{ "Other", "2028-01-20", "s-9:ac1", "2027-02-10", { COMPARE_PLAIN, true, { OLD, NEW, OLD } }, { 0, false, { NULL } } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena *arena = arena_new();
		struct session *session[3] = { accepting("s-1", "Minato", "2026-11-24", "2027-05-20", NULL),
			accepting("s-2", rows[i].company, "2027-01-24", rows[i].until, rows[i].renews),
			accepting("s-3", "Minato", rows[i].third, NULL, NULL) };
		struct comparison all = compare_sessions((const struct session *const *)session, 3, arena);

		assert_fact(&all, COMPARE_ACCEPTANCE, &rows[i].acceptance);
		assert_fact(&all, COMPARE_RAN_OUT, rows[i].ran_out.mark ? &rows[i].ran_out : NULL);
		for (size_t k = 0; k < 3; k++)
			session_free(session[k]);
		arena_free(arena);
	}
}

/* One line says so; what was decided is not told to have gone. */
static void what_is_not_reached_again_stands(void **state)
{
	struct session *then = first_year(), *now = session_of((const char *const[]){
		"{\"kind\":\"session_changed\",\"held_on\":\"2027-11-24\"}", NULL });
	const struct session *both[] = { then, now };
	struct arena *arena = arena_new();
	struct comparison all = compare_sessions(both, 2, arena);
	const struct compare_item *item = item_of(&all, "D3");

	(void)state;
	assert_fact(&all, COMPARE_REACHED, &(struct seen){ COMPARE_PLAIN, true,
		    { "discussed", "not reached; what was decided before stands" } });
	for (size_t i = 0; i < item->fact_count; i++)
		assert_int_equal(item->fact[i].differs, item->fact[i].kind == COMPARE_REACHED);
	/* Of another company nothing stands. */
	must(now, "{\"kind\":\"session_changed\",\"organisation\":\"Other\"}");
	all = compare_sessions(both, 2, arena);
	assert_fact(&all, COMPARE_REACHED, &(struct seen){ COMPARE_PLAIN, true, { "discussed", "not reached" } });
	session_free(then);
	session_free(now);
	arena_free(arena);
}

static void a_notice_has_its_arrow_in_ascii(void **state)
{
	struct session *then = first_year(), *now = second_year();
	const struct session *both[] = { then, now };
	struct arena *arena = arena_new();
	struct comparison all;

	(void)state;
	must(now, "{\"kind\":\"session_changed\",\"organisation\":\"Other\"}");
	all = compare_sessions(both, 2, arena);
	assert_string_equal(compare_notice(&all, 0, false, arena), "the company: Minato → Other");
	assert_string_equal(compare_notice(&all, 0, true, arena), "the company: Minato -> Other");
	session_free(then);
	session_free(now);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moves_reversals_and_the_same), cmocka_unit_test(one_that_supersedes_says_so),
		cmocka_unit_test(what_takes_the_place_of_what_is_found), cmocka_unit_test(an_order_is_no_yardstick),
		cmocka_unit_test(another_edition_is_matched_by_its_refs),
		cmocka_unit_test(acceptances_are_followed_from_session_to_session),
		cmocka_unit_test(what_is_not_reached_again_stands), cmocka_unit_test(a_notice_has_its_arrow_in_ascii),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
