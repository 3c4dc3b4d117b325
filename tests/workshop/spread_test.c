/* What a revealed round shows, by counting; who is asked; and what the clock says of
 * places that are over. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "support.h"
#include "workshop/consistency.h"
#include "workshop/pace.h"
#include "workshop/sheet.h"
#include "workshop/spread.h"

enum { TOKYO = 540, PEOPLE = 5 };

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

/* Five people with a vote who answered in a letter each: 1..5, f(or), a(gainst),
 * n(either); "-" nobody. */
static struct session *answered(const char *answers)
{
	static const struct { char letter; const char *member; } votes[] = {
		{ 'f', "\"vote\":\"for\"" }, { 'a', "\"vote\":\"against\"" }, { 'n', "\"vote\":\"abstain\"" },
		{ '1', "\"level\":1" }, { '2', "\"level\":2" }, { '3', "\"level\":3" }, { '4', "\"level\":4" }, { '5', "\"level\":5" },
	};
	struct session *session = session_of((const char *const[]){
		"{\"kind\":\"participant_changed\",\"participant\":\"p2\",\"votes\":true}",
		"{\"kind\":\"participant_added\",\"name\":\"Abe\",\"role\":\"CIO\",\"votes\":true}",
		"{\"kind\":\"participant_added\",\"name\":\"Lee\",\"role\":\"COO\",\"votes\":true}", NULL });
	char line[200];

	must(session, answers[0] >= '1' && answers[0] <= '5' ?
	     "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}" :
	     "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"go?\"}");
	for (size_t i = 0; answers[i]; i++)
		for (size_t v = 0; v < sizeof(votes) / sizeof(votes[0]); v++) {
			if (votes[v].letter != answers[i])
				continue;
			snprintf(line, sizeof(line), "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p%zu\",%s}", i + 1,
				 votes[v].member);
			must(session, line);
		}
	return session;
}

static void who_stands_apart_is_counted(void **state)
{
	/* The middle two of the positions in their order, and for each person: apart? */
	static const struct { const char *answers; int low, high; const char *apart; } rows[] = {
		{ "11225", 2, 2, "....x" }, { "1155-", 1, 5, "...." }, { "13333", 3, 3, "x...." }, { "1235-", 2, 3, "...x" },
		{ "ffffa", 1, 1, "....x" }, { "fffan", 1, 1, "...xx" }, { "ffaa-", 1, 2, "...." }, { "aaaaf", 2, 2, "....x" },
		{ "fffff", 1, 1, "....." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct session *session = answered(rows[i].answers);
		const struct round *round = &session->now.round[0];
		struct spread spread = round_spread(session, round);

		/* Sealed, only how many. */
		assert_int_equal(spread.taken, strspn(rows[i].answers, "12345fan"));
		assert_int_equal(spread.low, 0);
		assert_false(position_apart(&spread, round, &session->now.position[0]));
		must(session, "{\"kind\":\"round_revealed\",\"round\":\"r1\"}");
		round = &session->now.round[0];
		spread = round_spread(session, round);
		assert_int_equal(spread.middle_low, rows[i].low);
		assert_int_equal(spread.middle_high, rows[i].high);
		for (size_t p = 0; rows[i].apart[p]; p++)
			if (position_apart(&spread, round, &session->now.position[p]) != (rows[i].apart[p] == 'x'))
				fail_msg("%s: position %zu", rows[i].answers, p + 1);
		assert_ptr_equal(round_position(session, round, "p1"), &session->now.position[0]);
		assert_null(round_position(session, round, "p9"));
		session_free(session);
	}
}

/* Whoever was taken off the list, is outside or stands aside is not asked. */
static void only_those_in_the_room_are_asked(void **state)
{
	struct session *session = answered("fa---");
	const struct round *round = &session->now.round[0];

	(void)state;
	assert_int_equal(round_turnout(session, round).asked, PEOPLE);
	assert_int_equal(round_turnout(session, round).taken, 2);
	must(session, "{\"kind\":\"participant_changed\",\"participant\":\"p5\",\"removed\":true}");
	must(session, "{\"kind\":\"participant_recused\",\"participant\":\"p4\",\"item\":\"D3\",\"reason\":\"own plant\"}");
	round = &session->now.round[0];
	assert_false(is_asked(session, session_participant(session, "p5"), "D3"));
	assert_false(is_asked(session, session_participant(session, "p4"), "D3"));
	assert_true(is_asked(session, session_participant(session, "p4"), "D1"));
	assert_int_equal(round_turnout(session, round).asked, 3);
	session_free(session);
}

/* ---- one person, many items ------------------------------------------------------------------ */

/* A pack with eight directives, all on the agenda. */
static const struct pack *wide_pack(void)
{
	static struct item items[8];
	static struct block blocks[8];
	static char ids[8][16];
	static struct agenda agenda = { .id = "standard", .title = { "標準", "Standard" }, .minutes = 40, .block_count = 8, .block = blocks };
	static struct pack pack;

	pack = *fixture_pack();
	for (int i = 0; i < 8; i++) {
		snprintf(ids[i], sizeof(ids[i]), "D%d", i + 1);
		items[i] = (struct item){ .id = ids[i], .kind = ITEM_DIRECTIVE, .title = { "指示", "Directive" }, .minutes = 5 };
		blocks[i] = (struct block){ .id = ids[i], .item = &items[i], .minutes = 5 };
	}
	pack.item_count = 8;
	pack.item = items;
	pack.agenda_count = 1;
	pack.agenda = &agenda;
	return &pack;
}

static bool doubts_of_many(const struct session *session)
{
	struct arena *arena = arena_new();
	struct doubts doubts = session_doubts(session, arena);
	bool many = false;

	for (size_t i = 0; i < doubts.count; i++) {
		if (strcmp(doubts.doubt[i].kind->name, "many-items") != 0)
			continue;
		assert_false(many); /* once a person */
		many = true;
		assert_string_equal(doubts.doubt[i].about, "Sato");
	}
	arena_free(arena);
	return many;
}

static void one_person_for_many_items_is_a_question(void **state)
{
	struct session *session = session_new(wide_pack());
	bool asked = false;
	int items = 0;

	(void)state;
	must(session, "@0 {\"kind\":\"session_opened\",\"id\":\"s-1\",\"title\":\"t\",\"organisation\":\"o\","
	     "\"held_on\":\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"test-pack\"}");
	must(session, "{\"kind\":\"participant_added\",\"name\":\"Sato\",\"role\":\"CEO\",\"votes\":true}");
	while (!asked && items < 8) {
		char line[120];

		snprintf(line, sizeof(line), "{\"kind\":\"owner_assigned\",\"item\":\"D%d\",\"accountable\":\"p1\"}", ++items);
		must(session, line);
		/* Twice on the same item is one item. */
		must(session, line);
		asked = doubts_of_many(session);
	}
	assert_int_equal(items, 5); /* more than four */
	must(session, "{\"kind\":\"question_settled\",\"question\":\"many-items\",\"about\":\"Sato\",\"answer\":\"so be it\"}");
	assert_false(doubts_of_many(session));
	session_free(session);
}

/* ---- places -------------------------------------------------------------------------------- */

static void a_place_that_was_entered_began_then(void **state)
{
	struct session *session = session_of((const char *const[]){ "{\"kind\":\"session_changed\",\"starts\":\"14:00\"}", NULL });
	char name[32];

	(void)state;
	/* Before it begins: place after place from the time that the setup names. */
	assert_int_equal(stop_begins_at(session, session_stop(session, "D1"), fixture_at(0), TOKYO),
			 fixture_at(session_stop(session, "opening")->minutes + session_stop(session, "P1")->minutes));
	must(session, "{\"kind\":\"session_changed\",\"starts\":null}");
	assert_int_equal(stop_begins_at(session, session_stop(session, "D1"), fixture_at(0), TOKYO), 0);
	must(session, "@3 {\"kind\":\"item_entered\",\"item\":\"opening\"}");
	must(session, "@8 {\"kind\":\"item_entered\",\"item\":\"P1\"}");
	must(session, "@9 {\"kind\":\"item_entered\",\"item\":\"opening\"}");
	assert_int_equal(stop_begins_at(session, session_stop(session, "opening"), fixture_at(20), TOKYO), fixture_at(3));
	assert_int_equal(stop_begins_at(session, session_stop(session, "P1"), fixture_at(20), TOKYO), fixture_at(8));
	/* What is not on the agenda has no minutes that it could use up. */
	must(session, "@10 {\"kind\":\"item_deferred\",\"item\":\"D1\",\"reason\":\"x\"}");
	must(session, "@10 {\"kind\":\"item_planned\",\"item\":\"D1\",\"dropped\":true}");
	must(session, "@10 {\"kind\":\"item_entered\",\"item\":\"D1\"}");
	if (session_stop(session, "D1")->on_agenda)
		fail_msg("D1 came back onto the agenda");
	assert_int_equal(stop_pace(session_stop(session, "D1"), fixture_at(600)), PACE_CALM);
	stop_name(session_stop(session, "opening"), name, sizeof(name));
	assert_string_equal(name, "Opening");
	must(session, "@12 {\"kind\":\"session_sealed\",\"open_reason\":\"x\"}");
	assert_int_equal(session_pace(session, fixture_at(600), TOKYO).ends_at, 0);
	assert_int_equal(session_pace(session, fixture_at(600), TOKYO).behind, 0);
	assert_int_equal(stop_begins_at(session, session_stop(session, "D3"), fixture_at(600), TOKYO), 0);
	session_free(session);
}

/* ---- worksheets in words --------------------------------------------------------------------- */

static void a_worksheet_is_said_without_its_pack(void **state)
{
	struct session *session = session_of((const char *const[]){
		"{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":[{\"risk\":\"Leak\"}]}",
		"{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"kind\",\"value\":\"own\"}", NULL });
	struct pack other = *fixture_pack();
	struct item items[3];
	struct field kind = { .id = "kind", .type = FIELD_CHOICE, .title = { "区分", "Kind" } };

	(void)state;
	assert_string_equal(sentence(session, 5), "D3 Risks: 1 row");
	assert_string_equal(sentence(session, 6), "D3 Kind: Own");
	/* A pack whose choices were taken away, and one without the field. */
	memcpy(items, other.item, sizeof(items));
	items[2].field_count = 1;
	items[2].field = &kind;
	other.item = items;
	session->pack = &other;
	assert_string_equal(sentence(session, 5), "D3 risks: [{\"risk\":\"Leak\",\"row\":\"r1\"}]");
	assert_string_equal(sentence(session, 6), "D3 Kind: own");
	session->pack = fixture_pack();
	session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_stands_apart_is_counted), cmocka_unit_test(only_those_in_the_room_are_asked),
		cmocka_unit_test(one_person_for_many_items_is_a_question), cmocka_unit_test(a_place_that_was_entered_began_then),
		cmocka_unit_test(a_worksheet_is_said_without_its_pack),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
