/* Looking over all sessions of a file: search, registers, pages of the list, companies,
 * what became of records later. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "desk.h"
#include "store/entity.h"
#include "store/later.h"
#include "store/register.h"
#include "store/search.h"

/* What a search finds, one a line: "s-1 #5 note_added D3 text". */
struct finding { struct str text; int most; };

static bool add_hit(void *with, const struct store_hit *hit)
{
	struct finding *finding = with;

	str_printf(&finding->text, "%s #%lld %s %s %s%s%s%s\n", hit->session, (long long)hit->n, hit->kind,
		   hit->item ? hit->item : "-", hit->who ? hit->who : "", hit->who ? ": " : "", hit->text,
		   hit->undone_by ? " (undone)" : "");
	return --finding->most != 0;
}

/* A session at a time, so that going on is tried, too. */
static const char *found(struct desk *desk, struct store *store, const char *words)
{
	struct finding finding = { .text = STR_INIT };
	struct error err = { ERROR_NONE, "" };
	struct search *search = store_search(store, words, &err);
	const char *text;

	assert_non_null(search);
	while (!search_is_over(search))
		if (!search_step(search, 1, add_hit, &finding, &err))
			fail_msg("%s", err.text);
	search_free(search);
	text = arena_strdup(desk->arena, finding.text.text);
	str_release(&finding.text);
	return text;
}

/* Another day for a session, so that there is an order. */
static void held_on(struct store *store, struct session *session, const char *day)
{
	char line[100];

	snprintf(line, sizeof(line), "{\"kind\":\"session_changed\",\"held_on\":\"%s\"}", day);
	assert_true(desk_put(store, session, line, NULL));
}

static void words_are_found_folded_and_newest_first(void **state)
{
	static const char *const first[] = {
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
		"{\"kind\":\"note_added\",\"text\":\"保守回線は工場のＰＬＣに届く\"}",
		"{\"kind\":\"note_added\",\"text\":\"taken back\"}", NULL };
	static const char *const second[] = {
		"{\"kind\":\"decision_recorded\",\"item\":\"D1\",\"outcome\":\"adopted\",\"text\":\"Plc are replaced\","
		"\"options\":[{\"text\":\"Insure\",\"why_not\":\"ｶﾝｹｲない\"}]}", NULL };
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *old = desk_session(desk, store, "s-old"), *young = desk_session(desk, store, "s-new");

	held_on(store, old, "2025-01-01");
	held_on(store, young, "2026-01-01");
	desk_put_all(store, old, first);
	assert_true(desk_put(store, old, "{\"kind\":\"undone\",\"event\":8}", NULL));
	desk_put_all(store, young, second);
	assert_string_equal(found(desk, store, "plc"),
			    "s-new #6 decision_recorded D1 Plc are replaced\n"
			    "s-old #7 note_added D3 保守回線は工場のＰＬＣに届く\n");
	assert_string_equal(found(desk, store, "ＰＬＣ　工場"), "s-old #7 note_added D3 保守回線は工場のＰＬＣに届く\n");
	assert_string_equal(found(desk, store, "回線"), "s-old #7 note_added D3 保守回線は工場のＰＬＣに届く\n");
	assert_string_equal(found(desk, store, "カンケイ"), "s-new #6 decision_recorded D1 ｶﾝｹｲない\n");
	assert_string_equal(found(desk, store, "taken"), "s-old #8 note_added D3 taken back (undone)\n");
	assert_string_equal(found(desk, store, "plc absent"), "");
	assert_string_equal(found(desk, store, "%"), "");
	session_free(old);
	session_free(young);
	store_close(store);
}

static void positions_are_found_from_their_reveal_on(void **state)
{
	static const char *const lines[] = {
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":2,\"reason\":\"secret reason\"}", NULL };
	static const char *const wrong[] = {
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r2\",\"participant\":\"p1\",\"level\":2,\"reason\":\"never shown\"}",
		"{\"kind\":\"round_withdrawn\",\"round\":\"r2\"}", NULL };
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	int64_t sessions;

	desk_put_all(store, session, lines);
	assert_string_equal(found(desk, store, "secret"), "");
	assert_true(store_rebuild(store, &sessions, NULL));
	assert_string_equal(found(desk, store, "secret"), "");
	assert_true(desk_put(store, session, "{\"kind\":\"round_revealed\",\"round\":\"r1\"}", NULL));
	assert_string_equal(found(desk, store, "secret"), "s-1 #7 position_taken D3 Sato: secret reason\n");
	desk_put_all(store, session, wrong);
	assert_string_equal(found(desk, store, "never"), "");
	assert_true(store_rebuild(store, &sessions, NULL));
	assert_string_equal(found(desk, store, "never"), "");
	assert_string_equal(found(desk, store, "secret"), "s-1 #7 position_taken D3 Sato: secret reason\n");
	session_free(session);
	store_close(store);
}

static void people_are_found_by_the_names_they_have(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	struct store_verdict verdict;

	assert_true(desk_put(store, session, "{\"kind\":\"item_entered\",\"item\":\"D3\"}", NULL));
	assert_true(desk_put(store, session, "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p3\"}", NULL));
	assert_non_null(strstr(found(desk, store, "tanaka"), "owner_assigned D3"));
	assert_true(desk_put(store, session, "{\"kind\":\"participant_changed\",\"participant\":\"p3\",\"name\":\"Yamada\"}", NULL));
	assert_non_null(strstr(found(desk, store, "yamada"), "owner_assigned D3"));
	/* Live and rebuilt are the same. */
	assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
	session_free(session);
	store_close(store);
}

/* A name leads to what its bearer said, never to an id. */
static void what_people_said_is_told_by_their_names(void **state)
{
	static const char *const lines[] = {
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"Accept it\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"vote\":\"against\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"vote\":\"for\"}",
		"{\"kind\":\"round_revealed\",\"round\":\"r1\"}",
		"{\"kind\":\"position_explained\",\"round\":\"r1\",\"participant\":\"p3\",\"reason\":\"The split is late\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Go on\",\"decided_by\":[\"p3\"]}",
		"{\"kind\":\"statement_recorded\",\"text\":\"Not again\",\"who\":{\"name\":\"Tanaka Aki\",\"role\":\"Guest\"}}",
		"{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p3\"}", NULL };
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");

	desk_put_all(store, session, lines);
	assert_string_equal(found(desk, store, "tanaka"),
			    "s-1 #13 owner_assigned D3 Tanaka\n"
			    "s-1 #12 statement_recorded D3 Tanaka Aki: Not again\n"
			    "s-1 #11 decision_recorded D3 Tanaka: Go on\n"
			    "s-1 #10 position_explained D3 Tanaka: The split is late\n"
			    "s-1 #7 position_taken D3 Tanaka: against\n"
			    "s-1 #4 participant_added - Tanaka\n");
	assert_string_equal(found(desk, store, "late"), "s-1 #10 position_explained D3 Tanaka: The split is late\n");
	/* Ids that were given by hand, too. */
	assert_true(desk_put(store, session, "{\"kind\":\"participant_added\",\"participant\":\"ceo\",\"name\":\"Mori\",\"role\":\"CEO\"}", NULL));
	assert_true(desk_put(store, session, "{\"kind\":\"statement_recorded\",\"text\":\"So be it\",\"who\":\"ceo\"}", NULL));
	assert_string_equal(found(desk, store, "mori so"), "s-1 #15 statement_recorded D3 Mori: So be it\n");
	/* The text with the most of the words: a correction begins with an id that has an "a". */
	assert_true(desk_put(store, session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":2,\"sentence\":\"Stop for a day\"}", NULL));
	assert_true(desk_put(store, session, "{\"kind\":\"corrected\",\"event\":16,\"body\":{\"item\":\"D3\",\"level\":2,"
			     "\"sentence\":\"Stop for a week\"},\"because\":\"misheard\",\"requested_by\":\"p1\"}", NULL));
	assert_string_equal(found(desk, store, "a week"), "s-1 #17 corrected D3 Stop for a week\n");
	session_free(session);
	store_close(store);
}

static void a_search_is_over_when_enough_was_found(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");
	struct finding finding = { .text = STR_INIT, .most = 2 };
	struct error err;
	struct search *search;

	for (int i = 0; i < 5; i++)
		assert_true(desk_put(store, session, "{\"kind\":\"note_added\",\"text\":\"word\"}", NULL));
	search = store_search(store, "word", &err);
	assert_true(search_step(search, 100, add_hit, &finding, &err));
	assert_true(search_is_over(search));
	assert_string_equal(finding.text.text, "s-1 #9 note_added - word\ns-1 #8 note_added - word\n");
	search_free(search);
	str_release(&finding.text);
	assert_null(store_search(store, " \t　", &err));
	assert_string_equal(err.text, "say what to look for");
	session_free(session);
	store_close(store);
}

/* ---- registers ------------------------------------------------------------------------------ */

struct rows { struct desk *desk; struct str text; size_t most; };

static bool add_row(void *with, const struct json *row)
{
	struct rows *rows = with;
	static const char *const ids[] = { "acceptance", "action", "decision", "person" };

	for (size_t i = 0; i < 4; i++)
		if (json_get_text(row, ids[i]) && (i != 2 || !json_get(row, "action")))
			str_printf(&rows->text, "%s:%s %s\n", json_get_text(row, "session"), json_get_text(row, ids[i]),
				   json_get_text(row, "state"));
	return --rows->most != 0;
}

static const char *registered(struct desk *desk, struct store *store, const struct register_query *query, size_t most)
{
	struct rows rows = { .desk = desk, .text = STR_INIT, .most = most };
	struct error err = { ERROR_NONE, "" };
	const char *text;

	if (!store_register(store, query, add_row, &rows, &err))
		fail_msg("%s", err.text);
	text = arena_strdup(desk->arena, rows.text.text);
	str_release(&rows.text);
	return text;
}

static void fill_two(struct desk *desk, struct store *store)
{
	static const char *const first[] = {
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Keep it\",\"decided_by\":[\"p1\"]}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D1\",\"outcome\":\"deferred\",\"text\":\"Later\",\"because\":\"x\",\"until\":\"2027-01-31\"}",
		"{\"kind\":\"action_added\",\"what\":\"Plan ahead\",\"owner\":\"p1\",\"due\":\"2026-12-31\",\"item\":\"D3\"}",
		"{\"kind\":\"action_added\",\"what\":\"Print it\",\"owner\":\"p3\",\"item\":\"D3\"}",
		"{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}",
		"{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}",
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"Go\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"vote\":\"for\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"vote\":\"against\"}",
		"{\"kind\":\"round_revealed\",\"round\":\"r1\"}",
		"{\"kind\":\"statement_recorded\",\"item\":\"D3\",\"who\":\"p1\",\"text\":\"Mind the gap\",\"on_request\":true}", NULL };
	static const char *const second[] = {
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Sell it\",\"supersedes\":\"s-1:d1\"}",
		"{\"kind\":\"action_added\",\"what\":\"Plan ahead\",\"owner\":\"p1\",\"due\":\"2027-12-31\",\"item\":\"D3\",\"carries\":\"s-1:a1\"}", NULL };
	struct session *a = desk_session(desk, store, "s-1"), *b = desk_session(desk, store, "s-2");

	held_on(store, a, "2026-11-24");
	held_on(store, b, "2027-05-20");
	assert_true(desk_put(store, b, "{\"kind\":\"session_changed\",\"entity\":\"Thailand\"}", NULL));
	desk_put_all(store, a, first);
	desk_put_all(store, b, second);
	session_free(a);
	session_free(b);
}

static void registers_stand_as_of_a_day(void **state)
{
	static const struct { struct register_query query; const char *rows; } asked[] = {
		{ { REGISTER_ACTIONS, .on = "2026-12-01" }, "s-1:a1 open\ns-2:a1 open\ns-1:a2 open\n" },
		{ { REGISTER_ACTIONS, .on = "2027-02-01" }, "s-1:a1 overdue\ns-2:a1 open\ns-1:a2 open\n" },
		{ { REGISTER_ACTIONS, .on = "2027-06-01" }, "s-1:a1 carried\ns-2:a1 open\ns-1:a2 open\n" },
		{ { REGISTER_ACTIONS, .on = "2027-06-01", .state = "current" }, "s-2:a1 open\ns-1:a2 open\n" },
		{ { REGISTER_ACTIONS, .on = "2027-06-01", .due = "2027-01-31" }, "s-1:a1 carried\n" },
		{ { REGISTER_ACTIONS, .on = "2027-06-01", .owner = "ＴＡＮ" }, "s-1:a2 open\n" },
		{ { REGISTER_ACTIONS, .on = "2027-06-01", .entity = "thai" }, "s-2:a1 open\n" },
		{ { REGISTER_ACTIONS, .on = "2027-06-01", .text = "print" }, "s-1:a2 open\n" },
		{ { REGISTER_ACTIONS, .on = "2027-06-01", .text = "thailand" }, "s-2:a1 open\n" },
		{ { REGISTER_ACTIONS, .on = "2027-06-01", .session = "s-2" }, "s-2:a1 open\n" },
		{ { REGISTER_DECISIONS, .on = "2026-12-01" }, "s-2:d1 in-force\ns-1:d2 deferred\ns-1:d1 in-force\n" },
		{ { REGISTER_DECISIONS, .on = "2027-06-01" }, "s-2:d1 in-force\ns-1:d2 due\ns-1:d1 superseded\n" },
		{ { REGISTER_DECISIONS, .on = "2027-06-01", .owner = "sato" }, "s-1:d1 superseded\n" },
		{ { REGISTER_DECISIONS, .on = "2027-06-01", .state = "current" }, "s-2:d1 in-force\ns-1:d2 due\n" },
		{ { REGISTER_DISSENT, .on = "2027-06-01" }, "s-1:Sato on-request\ns-1:Tanaka against\n" },
		{ { REGISTER_DISSENT, .on = "2027-06-01", .owner = "tanaka" }, "s-1:Tanaka against\n" },
		{ { REGISTER_DISSENT, .on = "2027-06-01", .text = "gap" }, "s-1:Sato on-request\n" },
		{ { REGISTER_ACCEPTANCES, .on = "2027-06-01" }, "" },
	};
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);

	fill_two(desk, store);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		if (strcmp(registered(desk, store, &asked[i].query, 100), asked[i].rows) != 0)
			fail_msg("%zu: %s", i, registered(desk, store, &asked[i].query, 100));
	/* A window ends where it is full. */
	assert_string_equal(registered(desk, store, &asked[1].query, 2), "s-1:a1 overdue\ns-2:a1 open\n");
	store_close(store);
}

/* Six weeks after the session's first instant. */
static void put_later(struct store *store, struct session *session, const char *line)
{
	struct arena *arena = arena_new();
	struct json *body = json_read(arena, line, strlen(line), 8, NULL);
	struct event event = { .at = desk_instant() + (int64_t)43 * 24 * 3600 * 1000,
			       .kind_name = arena_strdup(arena, json_get_text(body, "kind")) };
	struct error err = { ERROR_NONE, "" };

	event.kind = event_kind_find(event.kind_name);
	json_put(arena, body, "kind", NULL);
	event.body = body;
	if (!store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, &err))
		fail_msg("%s: %s", line, err.text);
	arena_free(arena);
}

/* What came later is not there on the day, or not yet so: meetings, and what was closed,
 * met, revoked, superseded in the weeks after. */
static void a_register_of_a_day_knows_nothing_later(void **state)
{
	static const char *const lines[] = {
		"{\"kind\":\"item_entered\",\"item\":\"D3\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Keep it\"}",
		"{\"kind\":\"action_added\",\"what\":\"Plan\",\"owner\":\"p1\",\"due\":\"2027-12-31\",\"item\":\"D3\"}",
		"{\"kind\":\"acceptance_proposed\",\"item\":\"D3\",\"title\":\"Old PLC\",\"conditions\":"
		"[{\"text\":\"Split\",\"owner\":\"p1\",\"due\":\"2027-01-01\"}]}", NULL };
	static const char *const later[] = {
		"{\"kind\":\"action_closed\",\"action\":\"a1\",\"state\":\"done\",\"evidence\":\"paper\"}",
		"{\"kind\":\"condition_met\",\"condition\":\"c1\",\"evidence\":\"paper\"}",
		"{\"kind\":\"acceptance_rejected\",\"acceptance\":\"ac1\",\"reason\":\"no\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Sell it\",\"supersedes\":\"d1\"}",
		NULL };
	static const struct { struct register_query query; const char *rows; } asked[] = {
		{ { REGISTER_ACTIONS, .on = "2026-11-23" }, "" }, { { REGISTER_DECISIONS, .on = "2026-11-23" }, "" },
		{ { REGISTER_ACCEPTANCES, .on = "2026-11-23" }, "" },
		{ { REGISTER_ACTIONS, .on = "2026-12-01" }, "s-1:a1 open\n" }, { { REGISTER_ACTIONS, .on = "2027-02-01" }, "s-1:a1 done\n" },
		{ { REGISTER_ACCEPTANCES, .on = "2026-12-01" }, "s-1:ac1 proposed\n" },
		{ { REGISTER_ACCEPTANCES, .on = "2027-02-01" }, "s-1:ac1 rejected\n" },
		{ { REGISTER_DECISIONS, .on = "2026-12-01" }, "s-1:d1 in-force\n" },
		{ { REGISTER_DECISIONS, .on = "2027-02-01" }, "s-1:d2 in-force\ns-1:d1 superseded\n" },
	};
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");

	desk_put_all(store, session, lines);
	for (size_t i = 0; later[i]; i++)
		put_later(store, session, later[i]);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		if (strcmp(registered(desk, store, &asked[i].query, 100), asked[i].rows) != 0)
			fail_msg("%zu: %s", i, registered(desk, store, &asked[i].query, 100));
	session_free(session);
	store_close(store);
}

/* A whole name is one company; a part of it all that belong together. */
static void a_whole_name_is_one_company(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct register_query query = { REGISTER_ACTIONS, .on = "2027-06-01" };

	fill_two(desk, store);
	query.entity = "みなと精機";
	assert_string_equal(registered(desk, store, &query, 100), "s-1:a1 carried\ns-1:a2 open\n");
	query.entity = "みなと";
	assert_string_equal(registered(desk, store, &query, 100), "s-1:a1 carried\ns-2:a1 open\ns-1:a2 open\n");
	store_close(store);
}

static void what_became_of_records_is_known(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct store_later *later;
	size_t count;

	fill_two(desk, store);
	later = store_later(store, desk->arena, "s-1", &count, NULL);
	assert_int_equal(count, 2);
	assert_string_equal(later[0].record, "a1");
	assert_string_equal(later[0].by, "a1");
	assert_string_equal(later[0].held_on, "2027-05-20");
	assert_string_equal(later[1].record, "d1");
	assert_non_null(store_later(store, desk->arena, "s-2", &count, NULL));
	assert_int_equal(count, 0);
	/* "s-1" is no beginning of "s-11". */
	assert_non_null(store_later(store, desk->arena, "s-", &count, NULL));
	assert_int_equal(count, 0);
	store_close(store);
}

static void companies_have_their_newest_session_of_a_period(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *third;
	struct store_entity *row;
	const char **ids;
	size_t count;

	fill_two(desk, store);
	third = desk_session(desk, store, "s-3");
	/* What is only prepared was not held. */
	row = store_entities(store, desk->arena, "2026-11-01", "2027-12-31", &count, NULL);
	assert_string_equal(row[0].session, "s-1");
	assert_true(desk_put(store, third, "{\"kind\":\"item_entered\",\"item\":\"D3\"}", NULL));
	session_free(third);
	row = store_entities(store, desk->arena, "2026-11-01", "2027-12-31", &count, NULL);
	assert_int_equal(count, 2);
	assert_string_equal(row[0].entity, "");
	assert_string_equal(row[0].session, "s-3"); /* of the same day the later one */
	assert_int_equal(row[0].sessions, 2);
	assert_string_equal(row[1].entity, "Thailand");
	assert_string_equal(row[1].session, "s-2");
	assert_int_equal(row[1].number, 2);
	row = store_entities(store, desk->arena, "2026-12-01", "2027-12-31", &count, NULL);
	assert_null(row[0].session);
	assert_string_equal(row[0].last_on, "2026-11-24");
	/* Whose only session lies after the period is there, too. */
	row = store_entities(store, desk->arena, "2026-01-01", "2026-12-31", &count, NULL);
	assert_int_equal(count, 2);
	assert_null(row[1].session);
	assert_string_equal(row[1].last_on, "");
	ids = store_entity_sessions(store, desk->arena, row[0].organisation, "", 10, &count, NULL);
	assert_int_equal(count, 2);
	assert_string_equal(ids[0], "s-1");
	ids = store_entity_sessions(store, desk->arena, row[0].organisation, "", 1, &count, NULL);
	assert_string_equal(ids[0], "s-3");
	store_close(store);
}

/* Half width or full, capitals or not: it is one company. */
static void spellings_of_a_company_are_one(void **state)
{
	static const struct { const char *id, *day, *entity; } rows[] = {
		{ "s-1", "2026-01-10", "タイ" }, { "s-2", "2026-03-10", "ﾀｲ" }, { "s-3", "2026-02-10", "ＴＡＩ" }, { "s-4", "2026-02-11", "Tai" },
	};
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct store_entity *row;
	size_t count;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct session *session = desk_session(desk, store, rows[i].id);
		char line[200];

		held_on(store, session, rows[i].day);
		snprintf(line, sizeof(line), "{\"kind\":\"session_changed\",\"entity\":\"%s\"}", rows[i].entity);
		assert_true(desk_put(store, session, line, NULL));
		assert_true(desk_put(store, session, "{\"kind\":\"item_entered\",\"item\":\"D3\"}", NULL));
		session_free(session);
	}
	row = store_entities(store, desk->arena, "2026-01-01", "2026-12-31", &count, NULL);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++) {
		bool thai = strcmp(row[i].session, "s-2") == 0;
		size_t held;

		assert_string_equal(row[i].session, thai ? "s-2" : "s-4");
		assert_string_equal(row[i].last_on, thai ? "2026-03-10" : "2026-02-11");
		assert_int_equal(row[i].spelling_count, 2);
		assert_non_null(store_entity_sessions(store, desk->arena, row[i].organisation, row[i].entity, 10, &held, NULL));
		assert_int_equal(held, 2);
	}
	store_close(store);
}

static void the_list_comes_in_pages(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct store_session *row;
	size_t count;

	for (int i = 0; i < 7; i++) {
		char id[16];

		snprintf(id, sizeof(id), "s-%d", i);
		session_free(desk_session(desk, store, id));
	}
	assert_int_equal(store_session_count(store), 7);
	row = store_list_part(store, desk->arena, 2, 3, &count, NULL);
	assert_int_equal(count, 3);
	assert_string_equal(row[0].id, "s-4");
	row = store_list_part(store, desk->arena, 6, 3, &count, NULL);
	assert_int_equal(count, 1);
	assert_string_equal(row[0].id, "s-0");
	assert_non_null(store_list_part(store, desk->arena, 7, 3, &count, NULL));
	assert_int_equal(count, 0);
	assert_string_equal(store_row(store, desk->arena, "s-3", NULL)->id, "s-3");
	assert_null(store_row(store, desk->arena, "s-9", NULL));
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(words_are_found_folded_and_newest_first), TEST(positions_are_found_from_their_reveal_on),
		TEST(people_are_found_by_the_names_they_have), TEST(a_search_is_over_when_enough_was_found),
		TEST(what_people_said_is_told_by_their_names),
		TEST(registers_stand_as_of_a_day), TEST(a_register_of_a_day_knows_nothing_later),
		TEST(a_whole_name_is_one_company), TEST(what_became_of_records_is_known),
		TEST(companies_have_their_newest_session_of_a_period), TEST(spellings_of_a_company_are_one),
		TEST(the_list_comes_in_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
