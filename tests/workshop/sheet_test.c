/* Worksheets: every type in and refused, rows, the pictures' facts, carrying over. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "support.h"
#include "workshop/gaps.h"
#include "workshop/sheet.h"

#define GIVE(field, value) "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"" field "\",\"value\":" value "}"
#define ROW(value) "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":" value "}"

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

/* What is answered now, as the journal would spell it, and as people read it. */
static const struct { const char *line, *field, *json, *en, *ja; } values[] = {
	{ GIVE("assets", "\"  drawings\\nand dies \""), "assets", "\"drawings\\nand dies\"",
	  "drawings and dies", "drawings and dies" },
	{ GIVE("count", "1200"), "count", "1200", "1,200 people", "1,200人" },
	{ GIVE("budget", "{\"amount\":12000000,\"currency\":\"JPY\",\"per\":\"year\"}"), "budget",
	  "{\"amount\":12000000,\"currency\":\"JPY\",\"per\":\"year\"}", NULL, NULL },
	{ GIVE("since", "\"2024-02-29\""), "since", "\"2024-02-29\"", "2024-02-29", "2024-02-29" },
	{ GIVE("keeper", "\"Sato\""), "keeper", "\"p1\"", "Sato (CEO)", "Sato（CEO）" },
	{ GIVE("keeper", "\"Mori / Plant manager\""), "keeper", "{\"name\":\"Mori\",\"role\":\"Plant manager\"}",
	  "Mori (Plant manager)", "Mori（Plant manager）" },
	{ GIVE("team", "[\"p1\",\"Tanaka\"]"), "team", "[\"p1\",\"p3\"]", "Sato (CEO), Tanaka (CFO)",
	  "Sato（CEO）、Tanaka（CFO）" },
	{ GIVE("ready", "\"unknown\""), "ready", "\"unknown\"", "unknown", "不明" },
	{ GIVE("kind", "\"outside\""), "kind", "\"outside\"", "Outside", "外部" },
	{ GIVE("weight", "2"), "weight", "2", "2 seldom", "2 少ない" },
	{ GIVE("where", "\"operations\""), "where", "\"operations\"", "Operations", "操業停止" },
	{ GIVE("risks", "[{\"risk\":\"a\"},{\"risk\":\"b\",\"impact\":5}]"), "risks",
	  "[{\"risk\":\"a\",\"row\":\"r1\"},{\"impact\":5,\"risk\":\"b\",\"row\":\"r2\"}]", "2 rows", "2行" },
};

static void every_type_is_kept_and_said(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		const struct sheet_field *field = session_sheet_field(session, "D3", values[i].field);
		const struct json *value;

		must(session, values[i].line);
		value = sheet_answer(session, "D3", values[i].field);
		assert_non_null(value);
		for (int which = 0; which < LANG_COUNT; which++) {
			const char *expected = which == LANG_JA ? values[i].ja : values[i].en;
			struct str json = STR_INIT, words = STR_INIT;

			lang = (enum lang)which;
			json_write(&json, value);
			assert_string_equal(json.text, values[i].json);
			sheet_value_say(session, field->field, value, &words);
			if (expected)
				assert_string_equal(words.text, expected);
			else
				assert_non_null(strstr(words.text, "12"));
			str_release(&json);
			str_release(&words);
		}
		lang = LANG_EN;
	}
	session_free(session);
}

static const struct { const char *line, *en, *ja; } refusals[] = {
	{ GIVE("purse", "1"), "the worksheet of D3 has no field 'purse'; its fields: assets, count, budget, since, "
	  "keeper, team, ready, kind, weight, where, risks, functions",
	  "D3の記入票に「purse」という欄はありません。ある欄: assets, count, budget, since, keeper, team, ready, "
	  "kind, weight, where, risks, functions" },
	{ "{\"kind\":\"answer_given\",\"item\":\"P1\",\"field\":\"assets\",\"value\":1}",
	  "P1 has no worksheet", "P1に記入票はありません" },
	{ "{\"kind\":\"answer_given\",\"item\":\"opening\",\"field\":\"assets\",\"value\":1}",
	  "'Opening' is part of the meeting, not an item with its own result; choose a principle or a directive",
	  "「開会」は進行の区切りです。原則か指示を選んでください" },
	{ GIVE("assets", "7"), "Assets: expected a text, found 7", "資産: 文字で入力してください（入力: 7）" },
	{ GIVE("assets", "\"\""), "Assets is missing", "資産が入力されていません" },
	{ GIVE("assets", "\"a\\u0007\""),
	  "Assets holds characters that can't be shown (control characters); remove them",
	  "資産に表示できない文字（制御文字）があります。取り除いてください" },
	{ GIVE("count", "-1"), "Headcount goes from 0 to 100000, not -1", "人数は0〜100000の整数です（入力: -1）" },
	{ GIVE("count", "\"twelve\""), "Headcount: expected a whole number, found \"twelve\"",
	  "人数: 整数で入力してください（入力: \"twelve\"）" },
	{ GIVE("budget", "{\"amount\":-5,\"currency\":\"JPY\"}"),
	  "Budget: Amount goes from 0 to 1000000000000000, not -5",
	  "予算: 金額は0〜1000000000000000の整数です（入力: -5）" },
	{ GIVE("budget", "{\"amount\":1000000001,\"currency\":\"JPY\"}"),
	  "Budget goes from 0 to 1000000000, not 1000000001", "予算は0〜1000000000の整数です（入力: 1000000001）" },
	{ GIVE("budget", "12000000"), "Budget: expected an amount with its currency, found 12000000",
	  "予算: 金額と通貨で入力してください（入力: 12000000）" },
	{ GIVE("since", "\"2026-02-31\""), "Since: expected a date such as 2026-03-31, found \"2026-02-31\"",
	  "開始日: 2026-03-31 のような日付で入力してください（入力: \"2026-02-31\"）" },
	{ GIVE("keeper", "\"情報システム部\""), "'情報システム部' looks like a department; name the person who answers for it",
	  "「情報システム部」は部署名のようです。責任を負う個人の名前を入れてください" },
	{ GIVE("keeper", "\"Mori\""), "Keeper: Mori is not among the participants; add the role, as in \"Name / Role\"",
	  "管理者: Moriさんは参加者にいません。「氏名／役職」の形で役職も入れてください" },
	{ GIVE("ready", "true"), "Ready: expected one of the listed words, found true",
	  "準備: 決められた言葉で入力してください（入力: true）" },
	{ GIVE("ready", "\"maybe\""), "Ready is one of yes, no, unknown, not 'maybe'",
	  "準備は yes, no, unknown のどれかです（入力: maybe）" },
	{ GIVE("kind", "\"Outside\""), "Kind is one of own, outside, not 'Outside'",
	  "区分は own, outside のどれかです（入力: Outside）" },
	{ GIVE("weight", "6"), "Weight goes from 1 to 5, not 6", "重みは1〜5の整数です（入力: 6）" },
	{ GIVE("where", "\"moon\""), "Where: there is no 'moon'; there are: operations",
	  "分野: 「moon」はありません。あるもの: operations" },
	{ GIVE("risks", "{\"risk\":\"a\"}"), "Risks: expected a list of rows, found {\"risk\":\"a\"}",
	  "リスク一覧: 行のリストで入力してください（入力: {\"risk\":\"a\"}）" },
	{ GIVE("risks", "[{\"risk\":\"a\"},{\"likelihood\":9}]"), "Risks, row 2: Likelihood goes from 1 to 5, not 9",
	  "リスク一覧 2行目: 起こりやすさは1〜5の整数です（入力: 9）" },
	{ GIVE("risks", "[{\"risk\":\"a\"},{\"likely\":2}]"), "Risks, row 2: there is no field 'likely' here",
	  "リスク一覧 2行目: 「likely」という欄はありません" },
	{ GIVE("risks", "[{\"risk\":\"a\"},3]"), "Risks, row 2: expected a row such as {\"risk\": …}, found 3",
	  "リスク一覧 2行目: {\"risk\": …} のような行で入力してください（入力: 3）" },
	{ GIVE("risks", "[{\"risk\":\"a\",\"row\":\"r1\"},{\"risk\":\"b\",\"row\":\"r1\"}]"), "the row r1 is there twice",
	  "行 r1 が二つあります" },
	{ GIVE("risks", "[{\"risk\":\"a\",\"row\":\"first\"}]"),
	  "Risks, row 1: 'first' is no row's id; rows are called r1, r2, ...",
	  "リスク一覧 1行目: 「first」は行のIDに使えません。行のIDは r1、r2 … です" },
	{ GIVE("risks", "[{\"row\":\"r1\"}]"), "Risks, row 1: the row is empty", "リスク一覧 1行目: 行が空です" },
	{ ROW("{}"), "Risks: the row is empty", "リスク一覧: 行が空です" },
	{ ROW("{\"risk\":\"123456789012345678901\"}"), "Risks: Risk takes at most 20 characters; this is 21",
	  "リスク一覧: リスクは20文字までです（入力: 21文字）" },
	{ ROW("[]"), "Risks: expected a row such as {\"risk\": …}, found []",
	  "リスク一覧: {\"risk\": …} のような行で入力してください（入力: []）" },
	{ "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"count\",\"value\":{\"a\":1}}",
	  "D3: the field 'count' is not a table; give its value with answer_given",
	  "D3の「count」は表ではありません。answer_given で値を入れてください" },
	{ "{\"kind\":\"row_removed\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"r1\"}", "Risks has no rows yet",
	  "リスク一覧にはまだ行がありません" },
	{ "{\"kind\":\"answer_cleared\",\"item\":\"D3\",\"field\":\"count\"}", "Headcount has no answer to clear",
	  "人数には消す記入がありません" },
};

static void refusals_say_what_was_expected(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		for (int which = 0; which < LANG_COUNT; which++) {
			struct session *session = session_of(NULL);
			struct error err = { ERROR_NONE, "" };

			lang = (enum lang)which;
			if (record(session, refusals[i].line, &err))
				fail_msg("accepted: %s", refusals[i].line);
			assert_string_equal(err.text, which == LANG_JA ? refusals[i].ja : refusals[i].en);
			lang = LANG_EN;
			session_free(session);
		}
	}
}

static void order_is(struct session *session, const char *expected)
{
	const struct json *table = sheet_answer(session, "D3", "risks");
	struct str order = STR_INIT;

	for (size_t i = 0; table && i < table->count; i++)
		str_printf(&order, "%s%s", i ? " " : "", sheet_row_id(table->child[i]));
	assert_string_equal(order.text, expected);
	str_release(&order);
}

#define MOVE(row, place) "{\"kind\":\"row_moved\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"" row "\",\"place\":" place "}"
#define REMOVE(row) "{\"kind\":\"row_removed\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"" row "\"}"

static void rows_come_move_and_go(void **state)
{
	struct session *session = session_of(NULL);
	struct error err = { ERROR_NONE, "" };

	(void)state;
	must(session, ROW("{\"risk\":\"a\"}"));
	must(session, ROW("{\"risk\":\"b\"}"));
	must(session, ROW("{\"risk\":\"c\"}"));
	order_is(session, "r1 r2 r3");
	must(session, MOVE("r1", "3"));
	order_is(session, "r2 r3 r1");
	must(session, MOVE("r1", "2"));
	order_is(session, "r2 r1 r3");
	must(session, MOVE("r2", "99"));
	order_is(session, "r1 r3 r2");
	assert_false(record(session, MOVE("r2", "3"), &err));
	assert_string_equal(err.text, "the row stands there already");
	assert_false(record(session, MOVE("r2", "50"), &err));
	must(session, REMOVE("r2"));
	order_is(session, "r1 r3");
	must(session, ROW("{\"risk\":\"d\"}"));
	order_is(session, "r1 r3 r4"); /* an id is never given twice */
	assert_false(record(session, REMOVE("r2"), &err));
	assert_string_equal(err.text, "Risks has no row 'r2'; its rows: r1, r3, r4");
	must(session, "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"r3\",\"value\":{\"risk\":\"C\"}}");
	order_is(session, "r1 r3 r4");
	assert_string_equal(json_get_text(sheet_row(sheet_answer(session, "D3", "risks"), "r3", NULL), "risk"), "C");
	must(session, "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"place\":1,\"value\":{\"risk\":\"e\"}}");
	order_is(session, "r5 r1 r3 r4");
	must(session, GIVE("risks", "[{\"risk\":\"x\"},{\"risk\":\"y\",\"row\":\"r3\"}]"));
	order_is(session, "r6 r3");
	must(session, "{\"kind\":\"answer_cleared\",\"item\":\"D3\",\"field\":\"risks\"}");
	assert_null(sheet_answer(session, "D3", "risks"));
	must(session, ROW("{\"risk\":\"z\"}"));
	order_is(session, "r7");
	/* Ids that were named leave their numbers, also the very next one. */
	must(session, GIVE("risks", "[{\"risk\":\"x\",\"row\":\"r8\"},{\"risk\":\"y\"},{\"risk\":\"z\",\"row\":\"r12\"}]"));
	order_is(session, "r8 r13 r12");
	session_free(session);
}

static void rows_are_corrected_and_taken_back(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, ROW("{\"risk\":\"a\"}"));                        /* #5 r1 */
	must(session, ROW("{\"risk\":\"b\"}"));                        /* #6 r2 */
	must(session, "{\"kind\":\"corrected\",\"event\":5,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"item\":\"D3\",\"field\":\"risks\","
		      "\"value\":{\"risk\":\"A\",\"impact\":3}}}");
	order_is(session, "r1 r2");
	assert_int_equal(json_get_int(sheet_row(sheet_answer(session, "D3", "risks"), "r1", NULL), "impact", 0), 3);
	must(session, "{\"kind\":\"undone\",\"event\":7}");
	must(session, "{\"kind\":\"undone\",\"event\":6}");
	order_is(session, "r1");
	assert_null(json_get(sheet_row(sheet_answer(session, "D3", "risks"), "r1", NULL), "impact"));
	must(session, ROW("{\"risk\":\"c\"}"));
	order_is(session, "r1 r3");
	session_free(session);
}

static void a_table_holds_so_many_rows(void **state)
{
	struct session *session = session_of(NULL);
	struct error err = { ERROR_NONE, "" };
	struct str line = STR_INIT;

	(void)state;
	str_add(&line, "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":[");
	for (int i = 0; i < SHEET_ROWS_MAX; i++)
		str_printf(&line, "%s{\"risk\":\"a\"}", i ? "," : "");
	str_add(&line, "]}");
	must(session, line.text);
	assert_false(record(session, ROW("{\"risk\":\"one more\"}"), &err));
	assert_string_equal(err.text, "Risks takes at most 200 rows");
	must(session, "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"r7\",\"value\":{\"risk\":\"C\"}}");
	str_release(&line);
	session_free(session);
}

static bool has_gap(const struct session *session, const char *kind, const char *about)
{
	struct arena *arena = arena_new();
	struct gaps gaps = session_gaps(session, arena);
	bool found = false;

	for (size_t i = 0; i < gaps.count; i++)
		found |= strcmp(gaps.gap[i].kind->name, kind) == 0 && gaps.gap[i].about &&
			 strcmp(gaps.gap[i].about, about) == 0;
	arena_free(arena);
	return found;
}

static struct sheet_risk risk_at(const struct session *session, struct arena *arena, size_t i)
{
	struct sheet_risks risks = session_risks(session, arena, session_sheet_field(session, "D3", "risks"));

	assert_true(i < risks.count);
	return risks.risk[i];
}

static void a_risk_knows_its_line(void **state)
{
	struct session *session = session_of(NULL);
	struct arena *arena = arena_new();
	struct sheet_risk risk;

	(void)state;
	must(session, ROW("{\"risk\":\"a\",\"area\":\"operations\",\"likelihood\":3,\"impact\":3}"));
	risk = risk_at(session, arena, 0);
	assert_int_equal(risk.within, 0); /* nobody has stated an appetite: no line is made up */
	assert_false(risk.above);
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"P1\",\"area\":\"operations\",\"level\":2}");
	risk = risk_at(session, arena, 0);
	assert_int_equal(risk.appetite, 2);
	assert_int_equal(risk.within, 4);
	assert_true(risk.above);
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":1}"); /* the item as a whole is no area */
	assert_int_equal(risk_at(session, arena, 0).appetite, 2);
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"area\":\"operations\",\"level\":3}");
	risk = risk_at(session, arena, 0);
	assert_int_equal(risk.within, 9);
	assert_false(risk.above); /* on the line is within it */
	arena_free(arena);
	session_free(session);
}

static void over_the_line_asks_for_treatment_or_acceptance(void **state)
{
	struct session *session = session_of(NULL);

	(void)state;
	must(session, "{\"kind\":\"item_entered\",\"item\":\"D3\"}");
	assert_true(has_gap(session, "worksheet", "assets"));
	must(session, GIVE("assets", "\"drawings\""));
	assert_false(has_gap(session, "worksheet", "assets"));
	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"area\":\"operations\",\"level\":1}");
	must(session, ROW("{\"area\":\"operations\",\"likelihood\":3,\"impact\":3}"));
	assert_true(has_gap(session, "worksheet", "risks")); /* its column "risk" is required */
	assert_true(has_gap(session, "risk-above-line", "r1"));
	must(session, "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"r1\",\"value\":"
		      "{\"risk\":\"a\",\"area\":\"operations\",\"likelihood\":3,\"impact\":3,\"treatment\":\"retain\"}}");
	assert_false(has_gap(session, "worksheet", "risks"));
	assert_true(has_gap(session, "risk-above-line", "r1")); /* to retain it is to accept it, formally */
	must(session, "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"row\":\"r1\"}");
	assert_false(has_gap(session, "risk-above-line", "r1"));
	must(session, "{\"kind\":\"acceptance_rejected\",\"acceptance\":\"ac1\",\"reason\":\"no\"}");
	assert_true(has_gap(session, "risk-above-line", "r1"));
	must(session, "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"r1\",\"value\":"
		      "{\"risk\":\"a\",\"area\":\"operations\",\"likelihood\":3,\"impact\":3,\"treatment\":\"avoid\"}}");
	assert_false(has_gap(session, "risk-above-line", "r1"));
	session_free(session);
}

static void unfilled_choices_are_named(void **state)
{
	struct session *session = session_of(NULL);
	const struct sheet_field *table = session_sheet_field(session, "D3", "functions");
	const struct choice *choice[4];

	(void)state;
	assert_int_equal(sheet_missing_choices(session, table, choice, 4), 2);
	must(session, GIVE("functions", "[{\"function\":\"command\",\"accountable\":\"p1\"}]"));
	assert_int_equal(sheet_missing_choices(session, table, choice, 4), 1);
	assert_string_equal(choice[0]->id, "speak");
	session_free(session);
}

static void carried_is(const struct session *from, const struct session *to, const char *field,
		       const char *expected)
{
	struct arena *arena = arena_new();
	struct json *value = sheet_carry(from, to, arena, "D3", field);
	struct str text = STR_INIT;

	if (value)
		json_write(&text, value);
	assert_string_equal(value ? text.text : "nothing", expected);
	str_release(&text);
	arena_free(arena);
}

static void answers_are_carried_over(void **state)
{
	static const char *const before[] = {
		GIVE("keeper", "\"p2\""), GIVE("team", "[\"p1\",\"Mori / Plant manager\"]"), GIVE("count", "7"),
		GIVE("risks", "[{\"risk\":\"a\",\"owner\":\"p3\",\"impact\":5},{\"risk\":\"b\"}]"), NULL
	};
	/* The CISO was taken off the list, the CFO comes again as p3. */
	static const char *const after[] = {
		"{\"kind\":\"participant_changed\",\"participant\":\"p2\",\"removed\":true}", NULL
	};
	struct session *from = session_of(before), *to = session_of(after);

	(void)state;
	carried_is(from, to, "keeper", "{\"name\":\"Suzuki\",\"role\":\"CISO\"}");
	carried_is(from, to, "team", "[\"p1\",{\"name\":\"Mori\",\"role\":\"Plant manager\"}]");
	carried_is(from, to, "count", "7");
	carried_is(from, to, "risks", "[{\"impact\":5,\"owner\":\"p3\",\"risk\":\"a\"},{\"risk\":\"b\"}]");
	carried_is(from, to, "budget", "nothing");
	session_free(from);
	session_free(to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_is_kept_and_said),
		cmocka_unit_test(refusals_say_what_was_expected),
		cmocka_unit_test(rows_come_move_and_go),
		cmocka_unit_test(rows_are_corrected_and_taken_back),
		cmocka_unit_test(a_table_holds_so_many_rows),
		cmocka_unit_test(a_risk_knows_its_line),
		cmocka_unit_test(over_the_line_asks_for_treatment_or_acceptance),
		cmocka_unit_test(unfilled_choices_are_named),
		cmocka_unit_test(answers_are_carried_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
