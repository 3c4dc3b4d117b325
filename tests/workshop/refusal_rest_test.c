/* Refusals that take a longer way to reach than those of refusal_test.c, and what is
 * accepted although it looks odd. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "support.h"
#include "support_sheet.h"
#include "workshop/sheet.h"
#include "workshop/value.h"

#define HERE(who) "{\"kind\":\"participant_arrived\",\"participant\":\"" who "\"}"
#define NOTE(text) "{\"kind\":\"note_added\",\"text\":\"" text "\"}"
#define ACTION "{\"kind\":\"action_added\",\"what\":\"x\"}"
#define CHANGE(who, more) "{\"kind\":\"participant_changed\",\"participant\":\"" who "\"" more "}"
#define CORRECT(n, body) "{\"kind\":\"corrected\",\"event\":" n ",\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":" body "}"
#define DECIDED "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}"
#define ROUND "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}"
#define FIELDS_THERE "assets, count, budget, since, keeper, team, ready, kind, weight, where, risks, functions"
#define NO_FIELD "the worksheet of D3 has no field 'gone'; its fields: " FIELDS_THERE, \
	"D3の記入票に「gone」という欄はありません。ある欄: " FIELDS_THERE
#define WHOLE "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\"," \
	"\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,\"basis\":\"audit\"," \
	"\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},\"measured_on\":\"2026-11-01\"}," \
	"\"options\":[{\"text\":\"o\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}],\"justification\":\"j\"," \
	"\"requester\":\"p2\",\"owner\":\"p1\",\"approver\":\"p3\",\"valid_until\":\"2027-05-31\"," \
	"\"review_by\":\"2027-02-28\",\"triggers\":[\"t\"]}"

static const struct refusal refusals[] = {
	{ { NULL }, CHANGE("p1", ",\"name\":null"), "Name is missing", "氏名が入力されていません" },
	{ { NULL }, CHANGE("p1", ",\"role\":null"), "Role is missing", "役職が入力されていません" },
	{ { NULL }, CHANGE("p1", ""), "nothing would change", "変更がありません" },
	{ { NULL }, CHANGE("p1", ",\"name\":\"Tanaka\",\"role\":\"CFO\""), "Tanaka (CFO) is already among the participants",
	  "Tanakaさん（CFO）はすでに参加者にいます" },
	{ { ACTION }, "{\"kind\":\"action_changed\",\"action\":\"a1\",\"what\":null}", "What is missing",
	  "内容が入力されていません" },
	{ { WHOLE }, "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\",\"approved_on\":\"2026-11-23\"}",
	  "Approved on 2026-11-23 is before the meeting (2026-11-24)", "承認日（2026-11-23）が開催日（2026-11-24）より前です" },
	/* half a sum is none, wherever it is first looked at */
	{ { NULL }, "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"risk\":{"
	  "\"exposure_low\":{\"amount\":1},\"exposure_high\":{\"amount\":5,\"currency\":\"JPY\"}}}",
	  "Risk as measured: Exposure, low: Currency is missing", "リスクの状態: 想定損失（低）: 通貨が入力されていません" },
	{ { NULL }, "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"risk\":{"
	  "\"exposure_low\":{\"amount\":1,\"currency\":\"JPY\"},\"exposure_high\":{\"amount\":5}}}",
	  "Risk as measured: Exposure, high: Currency is missing", "リスクの状態: 想定損失（高）: 通貨が入力されていません" },
	{ { WHOLE, "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\"}" },
	  "{\"kind\":\"acceptance_renewed\",\"acceptance\":\"ac1\",\"reason\":\"r\",\"risk\":{\"likelihood\":3},"
	  "\"valid_until\":\"2027-06-30\",\"review_by\":\"2027-04-30\"}",
	  "acceptance ac1 can't be approved without: Measured on", "リスク受容 ac1 は次がないと承認できません: 評価日" },
	{ { NULL }, "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"valid_until\":\"2026-11-23\"}",
	  "Valid until 2026-11-23 is before the meeting (2026-11-24)", "有効期限（2026-11-23）が開催日（2026-11-24）より前です" },
	/* who and what is gone */
	{ { CHANGE("p3", ",\"removed\":true") }, "{\"kind\":\"signed_off\",\"participant\":\"p3\",\"stance\":\"approve\"}",
	  "Tanaka has been taken off the list of participants", "Tanakaさんは名簿から外されています" },
	{ { CHANGE("p3", ",\"removed\":true"), ROUND }, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"level\":3}",
	  "Tanaka has been taken off the list of participants", "Tanakaさんは名簿から外されています" },
	{ { DECIDED, DECIDED, "{\"kind\":\"decision_superseded\",\"decision\":\"d1\",\"by\":\"d2\"}" },
	  "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\",\"supersedes\":\"d1\"}",
	  "decision d1 has already been superseded by d2", "決定 d1 はすでに d2 に差し替えられています" },
	{ { DECIDED, DECIDED, DECIDED, "{\"kind\":\"decision_superseded\",\"decision\":\"d1\",\"by\":\"d2\"}" },
	  "{\"kind\":\"decision_superseded\",\"decision\":\"d3\",\"by\":\"d1\"}",
	  "decision d1 has already been superseded by d2", "決定 d1 はすでに d2 に差し替えられています" },
	{ { NULL }, "{\"kind\":\"answer_cleared\",\"item\":\"D3\",\"field\":\"gone\"}", NO_FIELD },
	{ { NULL }, "{\"kind\":\"row_removed\",\"item\":\"D3\",\"field\":\"gone\",\"row\":\"r1\"}", NO_FIELD },
	{ { NULL }, "{\"kind\":\"row_moved\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"r1\",\"place\":1}",
	  "Risks has no rows yet", "リスク一覧にはまだ行がありません" },
	/* inside a correction the same rules hold as outside */
	{ { NOTE("x") }, CORRECT("5", "{\"txt\":\"y\"}"), "there is no field 'txt' here; did you mean 'text'?",
	  "「txt」という欄はありません。「text」ですか" },
	{ { "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}" },
	  CORRECT("5", "{\"item\":\"D3\",\"outcome\":\"deferred\",\"text\":\"x\"}"),
	  "a deferred decision needs its reason", "保留には理由が要ります" },
	{ { NOTE("x") }, CORRECT("99", "{\"text\":\"y\"}"), "there is no event #99 in this session",
	  "この会議に記録 #99 はありません" },
	{ { NOTE("x") }, CORRECT("5", "{\"text\":\"y\",\"item\":\"D3\"},\"colour\":{\"a\\u0007\":1}"),
	  "there is no field 'colour' here", "「colour」という欄はありません" },
	{ { NOTE("x") }, CORRECT("5", "{\"text\":[\"a\",{\"b\\u0007\":1}]}"),
	  "Corrected record holds characters that can't be shown (control characters); remove them",
	  "訂正後の記録に表示できない文字（制御文字）があります。取り除いてください" },
	{ { NOTE("x") }, CORRECT("5", "[\"y\"]"), "a record must be an object such as {\"item\":\"D3\"}",
	  "記録は {\"item\":\"D3\"} のような形で書いてください" },
	/* one name, two people: the id has to say which */
	{ { "{\"kind\":\"participant_added\",\"name\":\"Sato\",\"role\":\"Auditor\"}" }, HERE("sato"),
	  "Participant: there is no 'sato'; there are: p1 Sato, p2 Suzuki, p3 Tanaka, p4 Sato",
	  "参加者: 「sato」はありません。あるもの: p1 Sato, p2 Suzuki, p3 Tanaka, p4 Sato" },
	{ { NULL }, "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\"}", "Answer is missing", "回答が入力されていません" },
	{ { NULL }, "{\"kind\":\"row_given\",\"item\":\"D1\",\"field\":\"risks\",\"row\":\"r1\",\"value\":{\"risk\":\"x\"}}",
	  "D1 has no worksheet", "D1に記入票はありません" },
};

static void refusals_say_why(void **state)
{
	(void)state;
	refuse_each(refusals, sizeof(refusals) / sizeof(refusals[0]));
}

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

/* An id that somebody chose is not given out again. */
static void made_ids_go_around_chosen_ones(void **state)
{
	struct session *session = session_of((const char *const[]){
		"{\"kind\":\"action_added\",\"action\":\"a2\",\"what\":\"chosen\"}", ACTION, ACTION, NULL });

	(void)state;
	assert_string_equal(session->now.action[0].id, "a2");
	assert_string_equal(session->now.action[1].id, "a3");
	assert_string_equal(session->now.action[2].id, "a4");
	session_free(session);
}

/* One person alone is a list of one; a text is an option's text. */
static void one_value_is_a_list_of_one(void **state)
{
	struct session *session = session_of((const char *const[]){
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\","
		"\"decided_by\":\"sato\",\"options\":\"wait\"}", NULL });
	const struct decision *decision = &session->now.decision[0];

	(void)state;
	assert_int_equal(decision->decided_by.count, 1);
	assert_string_equal(decision->decided_by.person[0].name, "Sato");
	assert_int_equal(decision->option_count, 1);
	assert_string_equal(decision->option[0].text, "wait");
	/* Nothing in a list is no list. */
	must(session, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"y\",\"options\":\"\"}");
	assert_int_equal(session->now.decision[1].option_count, 0);
	session_free(session);
}

/* What a seat took is its own: the facilitator's `undo` goes past it. */
static void undo_goes_past_what_a_seat_took(void **state)
{
	struct session *session = session_of((const char *const[]){
		NOTE("x"), "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":3,\"via\":\"seat\"}", NULL });

	(void)state;
	assert_int_equal(session_undo_target(session)->n, 6);
	session_free(session);
}

static void the_zone_of_the_room_is_kept(void **state)
{
	struct session *session = session_new(fixture_pack());

	(void)state;
	must(session, "@0 {\"kind\":\"session_opened\",\"id\":\"s-1\",\"title\":\"t\",\"organisation\":\"o\",\"zone\":540,"
	     "\"held_on\":\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"ja\",\"pack\":\"test-pack\"}");
	assert_int_equal(session->now.zone, 540);
	session_free(session);
}

/* A kind that only a newer program knows stays so after going back. */
static void going_back_keeps_what_is_not_understood(void **state)
{
	struct session *session = session_of(NULL);
	struct arena *arena = arena_new();
	struct event strange = { .at = fixture_at(1), .kind_name = "vote_weighed", .body = json_map(arena) };
	struct error err = { ERROR_NONE, "" };

	(void)state;
	session_apply(session, &strange);
	session_apply(session, &strange);
	session_rewind(session, session->event_count - 1);
	assert_string_equal(session->unknown_kind, "vote_weighed");
	assert_false(record(session, NOTE("x"), &err));
	assert_string_equal(err.text, "this session holds 'vote_weighed' from a newer entaku and can only be read here");
	session_rewind(session, session->event_count - 1);
	assert_null(session->unknown_kind);
	assert_true(record(session, NOTE("x"), &err));
	arena_free(arena);
	session_free(session);
}

/* ---- bounds of sums ------------------------------------------------------------------------ */

/* The fixture with a least sum for a field and a column. */
static const struct pack *bounded_pack(void)
{
	static struct field fields[FIXTURE_FIELDS], columns[8];
	static struct item items[3];
	static struct pack pack;

	memcpy(fields, fixture_fields, sizeof(fields));
	for (size_t i = 0; i < FIXTURE_FIELDS; i++) {
		if (strcmp(fields[i].id, "budget") == 0)
			fields[i] = (struct field){ .id = "budget", .type = FIELD_MONEY, .title = { "予算", "Budget" },
						    .has_min = true, .min = 100 };
		if (strcmp(fields[i].id, "risks") != 0)
			continue;
		memcpy(columns, fields[i].column, fields[i].column_count * sizeof(columns[0]));
		for (size_t c = 0; c < fields[i].column_count; c++)
			if (columns[c].type == FIELD_MONEY)
				columns[c].has_max = (columns[c].max = 500) > 0;
		fields[i].column = columns;
	}
	pack = *fixture_pack();
	memcpy(items, pack.item, sizeof(items));
	items[2].field = fields;
	pack.item = items;
	return &pack;
}

static void sums_have_bounds(void **state)
{
	static const struct { const char *line, *en, *ja; } rows[] = {
		{ "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"budget\",\"value\":{\"amount\":99,\"currency\":\"JPY\"}}",
		  "Budget is at least 100, not 99", "予算は100以上です（入力: 99）" },
		{ "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":{\"risk\":\"x\",\"cost\":{\"amount\":501,\"currency\":\"JPY\"}}}",
		  "Risks: Cost goes from 0 to 500, not 501", "リスク一覧: 費用は0〜500の整数です（入力: 501）" },
	};
	struct session *session = session_new(bounded_pack());

	(void)state;
	must(session, "@0 {\"kind\":\"session_opened\",\"id\":\"s-1\",\"title\":\"t\",\"organisation\":\"o\","
	     "\"held_on\":\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"ja\",\"pack\":\"test-pack\"}");
	for (size_t i = 0; i < LANG_COUNT * sizeof(rows) / sizeof(rows[0]); i++) {
		struct error err = { ERROR_NONE, "" };

		lang = (enum lang)(i % LANG_COUNT);
		assert_false(record(session, rows[i / LANG_COUNT].line, &err));
		assert_string_equal(err.text, lang == LANG_JA ? rows[i / LANG_COUNT].ja : rows[i / LANG_COUNT].en);
	}
	lang = LANG_EN;
	must(session, "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"budget\",\"value\":{\"amount\":100,\"currency\":\"JPY\"}}");
	must(session, "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":{\"risk\":\"x\",\"cost\":{\"amount\":500,\"currency\":\"JPY\"}}}");
	session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refusals_say_why), cmocka_unit_test(made_ids_go_around_chosen_ones),
		cmocka_unit_test(one_value_is_a_list_of_one), cmocka_unit_test(undo_goes_past_what_a_seat_took),
		cmocka_unit_test(the_zone_of_the_room_is_kept), cmocka_unit_test(going_back_keeps_what_is_not_understood),
		cmocka_unit_test(sums_have_bounds),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
