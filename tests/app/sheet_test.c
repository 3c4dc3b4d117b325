/* The worksheet tab: filling in by keys, rows, taking over, refusals, drafts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "content/pack.h"
#include "support.h"
#include "ui/key.h"
#include "workshop/session.h"
#include "workshop/sheet.h"
#include "workshop/support_sheet.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Lines of the worksheet before anything is in it. */
enum { LINE_RISKS = 10, LINE_ADD_RISK = 11, LINE_FUNCTIONS = 12, LINE_COMMAND = 13 };

static struct area areas[] = {
	{ "personal-data", { "個人情報", "personal data" }, { "", "" } },
	{ "operations", { "操業停止", "operations" }, { "", "" } },
};
static struct bitext asks[] = { { "計画を立てます。", "Make a plan." } };
static struct item items[] = {
	{ .id = "P1", .kind = ITEM_PRINCIPLE, .title = { "選好", "Appetite" }, .minutes = 5,
	  .asks = { 1, asks }, .decide = { "決める。", "Decide." } },
	{ .id = "D3", .kind = ITEM_DIRECTIVE, .title = { "計画", "Plan" }, .minutes = 8,
	  .asks = { 1, asks }, .decide = { "決める。", "Decide." }, .field_count = FIXTURE_FIELDS,
	  .field = fixture_fields },
};
static struct block blocks[] = {
	{ .id = "opening", .title = { "開会", "Opening" }, .minutes = 5 },
	{ .id = "P1", .item = &items[0], .title = { "選好", "Appetite" }, .minutes = 5 },
	{ .id = "D3", .item = &items[1], .title = { "計画", "Plan" }, .minutes = 8 },
	{ .id = "closing", .title = { "閉会", "Closing" }, .minutes = 5 },
};
static struct agenda agendas[] = { { "standard", { "標準", "Standard" }, 23, LENGTH(blocks), blocks } };
static struct appetite_sentence sentences[] = {
	{ "s1", "operations", 2, { "工場は一日も止めない。", "No plant stops for a day." } },
	{ "s2", NULL, 3, { "備えたうえで進む。", "We go ahead prepared." } },
};
static const struct pack pack = {
	.id = "sheets", .family = "sheets", .version = "1.0.0", .as_of = "2026-11-01", .title = { "記入票", "Worksheets" },
	.level = {
		{ "averse", { "回避志向", "averse" }, { "", "" }, 2 },
		{ "minimal", { "最小限", "minimal" }, { "", "" }, 4 },
		{ "cautious", { "慎重", "cautious" }, { "", "" }, 9 },
		{ "open", { "開放的", "open" }, { "", "" }, 14 },
		{ "eager", { "積極的", "eager" }, { "", "" }, 20 },
	},
	.area_count = LENGTH(areas), .area = areas, .item_count = LENGTH(items), .item = items,
	.agenda_count = 1, .agenda = agendas, .sentence_count = LENGTH(sentences), .sentence = sentences,
};

static void begin(struct room *room, enum lang which)
{
	lang = which;
	room_open(room);
	room->pack = &pack;
	app_packs(room->app, &room->pack, 1);
	room_prepare(room);
	room_record(room, room->session, "item_entered", "{\"item\":\"D3\"}");
	room_show(room, "D3", "worksheet", NULL);
}

static void end(struct room *room)
{
	room_close(room);
	lang = LANG_EN;
}

static void down(struct room *room, int lines)
{
	room_keys(room, "g");
	while (lines-- > 0)
		room_keys(room, "Down");
}

static void answer_is(struct room *room, const char *field, const char *expected)
{
	const struct json *value = sheet_answer(room->session, "D3", field);
	struct str text = STR_INIT;

	if (value)
		json_write(&text, value);
	assert_string_equal(value ? text.text : "nothing", expected);
	str_release(&text);
}

static void must_show(struct room *room, const char *text)
{
	if (!room_shows(room, text))
		fail_msg("the screen does not show: %s\n%s", text, room_dump(room, 120, 36));
}

/* What is typed field by field, and what is then on record. */
static const struct { const char *typed, *keys, *field, *json; } typed[] = {
	{ "図面と金型", "", "assets", "\"図面と金型\"" },
	{ "1,200", "", "count", "1200" },
	{ "1200万/年", "", "budget", "{\"amount\":12000000,\"currency\":\"JPY\",\"per\":\"year\"}" },
	{ "3/31", "", "since", "\"2027-03-31\"" },
	{ "佐", "", "keeper", "\"p1\"" },
	{ "佐藤 一郎、森 健 / 工場長", "", "team", "[\"p1\",{\"name\":\"森 健\",\"role\":\"工場長\"}]" },
	{ "u", "", "ready", "\"unknown\"" },
	{ "o", "o", "kind", "\"outside\"" },
	{ "4", "", "weight", "4" },
	{ "o", "", "where", "\"operations\"" },
};

static void every_field_by_keys(void **state)
{
	(void)state;
	for (int which = 0; which < LANG_COUNT; which++) {
		struct room room;

		begin(&room, (enum lang)which);
		room_keys(&room, "Enter");
		for (size_t i = 0; i < LENGTH(typed); i++) {
			if (which == LANG_EN && i >= 4 && i <= 5)
				room_type(&room, i == 4 ? "Sat" : "Sato Ichiro; 森 健 / 工場長");
			else
				room_type(&room, typed[i].typed);
			if (*typed[i].keys)
				room_keys(&room, typed[i].keys);
			room_keys(&room, "Tab");
		}
		room_keys(&room, "Enter");
		for (size_t i = 0; i < LENGTH(typed); i++)
			answer_is(&room, typed[i].field, typed[i].json);
		room_keys(&room, "g Down Delete");
		answer_is(&room, "count", "nothing");
		room_keys(&room, "u");
		answer_is(&room, "count", "1200");
		end(&room);
	}
}

static void only_what_changed_is_recorded(void **state)
{
	struct room room;
	size_t before;

	(void)state;
	begin(&room, LANG_EN);
	room_keys(&room, "Enter");
	room_type(&room, "drawings");
	room_keys(&room, "Enter");
	before = room.session->event_count;
	room_keys(&room, "Enter Enter");
	assert_int_equal(room.session->event_count, before);
	room_keys(&room, "Enter Tab 5 Enter");
	assert_int_equal(room.session->event_count, before + 1);
	room_keys(&room, "Enter C-u Enter");
	answer_is(&room, "assets", "nothing");
	answer_is(&room, "count", "5");
	end(&room);
}

static void add_risk(struct room *room, const char *risk)
{
	room_type(room, risk);
	room_keys(room, "Enter");
}

static void rows_by_keys(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_JA);
	down(&room, LINE_ADD_RISK);
	room_keys(&room, "Enter");
	must_show(&room, "リスク一覧: 新しい行");
	must_show(&room, "リスク *");
	room_type(&room, "停止");
	room_keys(&room, "Tab o Tab 4 Tab 5 Enter"); /* the next empty row is open */
	add_risk(&room, "漏えい");
	add_risk(&room, "改ざん");
	room_keys(&room, "Escape");
	answer_is(&room, "risks", "[{\"area\":\"operations\",\"impact\":5,\"likelihood\":4,\"risk\":\"停止\",\"row\":\"r1\"},"
		  "{\"risk\":\"漏えい\",\"row\":\"r2\"},{\"risk\":\"改ざん\",\"row\":\"r3\"}]");
	down(&room, LINE_RISKS + 1); /* the names of columns are passed over */
	must_show(&room, "起こりやすさ: 4 多い");
	room_keys(&room, "J");
	must_show(&room, "起こりやすさ: 4 多い"); /* the highlight goes with the row */
	room_keys(&room, "K Down Down Delete");
	answer_is(&room, "risks", "[{\"area\":\"operations\",\"impact\":5,\"likelihood\":4,\"risk\":\"停止\",\"row\":\"r1\"},"
		  "{\"risk\":\"漏えい\",\"row\":\"r2\"}]");
	room_keys(&room, "Up e");
	must_show(&room, "リスク一覧: 2行目");
	room_keys(&room, "Tab Tab Tab 1 Enter");
	answer_is(&room, "risks", "[{\"area\":\"operations\",\"impact\":5,\"likelihood\":4,\"risk\":\"停止\",\"row\":\"r1\"},"
		  "{\"impact\":1,\"risk\":\"漏えい\",\"row\":\"r2\"}]");
	end(&room);
}

static void a_row_for_each_choice_is_wanted(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_JA);
	must_show(&room, "指揮: 未記入");
	down(&room, LINE_COMMAND);
	room_keys(&room, "Enter");
	must_show(&room, "役割表: 指揮");
	room_type(&room, "佐");
	room_keys(&room, "Enter");
	answer_is(&room, "functions", "[{\"accountable\":\"p1\",\"function\":\"command\",\"row\":\"r1\"}]");
	room_keys(&room, "End");
	must_show(&room, "対外説明: 未記入");
	assert_false(room_shows(&room, "指揮: 未記入"));
	end(&room);
}

/* What is not the field's is refused where it stands; what was typed stays. */
#define HEADS_EN "Headcount: expected a whole number from 0 to 100,000 people, not "
#define HEADS_JA "人数: 0〜100,000人の整数で入力してください（入力: "
#define NO_SUM "Budget: not an amount (up to 1,000 trillion); try 12M", "予算: 金額として読めません（例 1200万"
#define NO_DAY "Since: this is not a date; try 2026-03-31", "開始日: 日付として読めません。2026-03-31"
static const struct { int tabs; const char *typed, *en, *ja; } malformed[] = {
	{ 1, "-1", HEADS_EN "-1 people", HEADS_JA "-1人）" },
	{ 1, "many", "Headcount: not a whole number; try 1200", "人数: 整数として読めません（例 1200" },
	{ 1, "100001", HEADS_EN "100,001 people", HEADS_JA "100,001人）" },
	{ 2, "12兆億", NO_SUM }, { 2, "1..2", NO_SUM },
	{ 2, "-5万", "Budget: expected an amount from 0 to 1B, not -5万", "予算: 0〜10億の金額で入力してください（入力: -5万）" },
	{ 2, "99兆/年", "Budget: expected an amount from 0 to 1B, not JPY 99000B/year",
	  "予算: 0〜10億の金額で入力してください（入力: 99兆円/年）" },
	{ 3, "2/31", NO_DAY }, { 3, "2026-02-31", NO_DAY }, { 3, "tomorow", NO_DAY },
	{ 4, "森", "Keeper", "管理者" }, { 4, "情報システム部 / 部長", "department", "部署" },
};

static void malformed_answers_are_refused_where_typed(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(malformed); i++)
		for (int which = 0; which < LANG_COUNT; which++) {
			struct room room;
			size_t before;

			begin(&room, (enum lang)which);
			before = room.session->event_count;
			room_keys(&room, "Enter");
			room_type(&room, "drawings");
			for (int t = 0; t < malformed[i].tabs; t++)
				room_keys(&room, "Tab");
			room_type(&room, malformed[i].typed);
			room_keys(&room, "Enter");
			assert_int_equal(room.session->event_count, before);
			must_show(&room, which == LANG_JA ? malformed[i].ja : malformed[i].en);
			must_show(&room, malformed[i].typed);
			must_show(&room, "drawings");
			answer_is(&room, "assets", "nothing");
			end(&room);
		}
}

/* What is under the field before it is recorded; what a recorded sum reads like
 * when it is edited again. */
static const struct { int tabs; const char *typed, *en, *ja, *again_en, *again_ja, *json; } meant[] = {
	{ 1, "1,200人", "→ 1,200 people", "→ 1,200人", "1,200 ", "1,200 ", "1200" },
	{ 1, "３千", "→ 3,000 people", "→ 3,000人", "3,000 ", "3,000 ", "3000" },
	{ 2, "1200万/年", "→ JPY 12,000,000/year", "→ 12,000,000円/年", "JPY 12M/year", "1200万円/年",
	  "{\"amount\":12000000,\"currency\":\"JPY\",\"per\":\"year\"}" },
	{ 2, "once $30k", "→ USD 30,000 once", "→ 一回限り 30,000ドル", "USD 30k once", "一回限り 3万ドル",
	  "{\"amount\":30000,\"currency\":\"USD\",\"per\":\"once\"}" },
	{ 2, "1億2345万6789", "→ JPY 123,456,789", "→ 123,456,789円", "JPY 123,456,789", "123,456,789円",
	  "{\"amount\":123456789,\"currency\":\"JPY\"}" },
	{ 2, "MXN 500", "→ MXN 500", "→ MXN 500", "MXN 500", "MXN 500", "{\"amount\":500,\"currency\":\"MXN\"}" },
	{ 3, "年度末", "2027-03-31 (Wed)", "2027-03-31（水）", "2027-03-31", "2027-03-31", "\"2027-03-31\"" },
};

static void what_was_understood_is_shown_and_reads_the_same_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(meant); i++)
		for (int which = 0; which < LANG_COUNT; which++) {
			struct room room;
			const char *field = meant[i].tabs == 1 ? "count" : meant[i].tabs == 2 ? "budget" : "since";

			begin(&room, (enum lang)which);
			down(&room, meant[i].tabs);
			room_keys(&room, "Enter");
			room_type(&room, meant[i].typed);
			must_show(&room, which == LANG_JA ? meant[i].ja : meant[i].en);
			room_keys(&room, "Enter");
			answer_is(&room, field, meant[i].json);
			room_keys(&room, "Enter");
			must_show(&room, which == LANG_JA ? meant[i].again_ja : meant[i].again_en);
			room_type(&room, " "); /* changed, so that it is read again */
			room_keys(&room, "F2 Enter");
			answer_is(&room, field, meant[i].json);
			end(&room);
		}
}

static void paste(struct room *room, const char *text)
{
	app_key(room->app, (struct key){ .code = NAMED_PASTE, .text = text });
}

static void a_paste_goes_in_whole_or_not_at_all(void **state)
{
	struct room room;
	char large[10 * 1024 + 1];

	(void)state;
	memset(large, 'a', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	begin(&room, LANG_JA);
	room_keys(&room, "Enter");
	room_type(&room, "前");
	paste(&room, large);
	must_show(&room, "500");
	assert_false(room_shows(&room, "aaaa"));
	paste(&room, "危\033[2J険");
	must_show(&room, "制御文字");
	assert_false(room_shows(&room, "危"));
	paste(&room, "後");
	room_keys(&room, "Enter");
	answer_is(&room, "assets", "\"前後\"");
	end(&room);
}

static void last_time_is_offered(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_JA);
	room.parent = room.session;
	room_record(&room, room.parent, "answer_given", "{\"item\":\"D3\",\"field\":\"count\",\"value\":7}");
	room_record(&room, room.parent, "answer_given", "{\"item\":\"D3\",\"field\":\"keeper\",\"value\":\"p2\"}");
	room_record(&room, room.parent, "answer_given",
		    "{\"item\":\"D3\",\"field\":\"risks\",\"value\":[{\"risk\":\"停止\",\"owner\":\"p3\"}]}");
	app_session(room.app, NULL, NULL, NULL, NULL, NULL);
	room_prepare(&room);
	room_record(&room, room.session, "item_entered", "{\"item\":\"D3\"}");
	room_show(&room, "D3", "worksheet", NULL);
	down(&room, 1);
	must_show(&room, "前回: 7人");
	room_keys(&room, "c");
	answer_is(&room, "count", "7");
	room_keys(&room, "c");
	must_show(&room, "すでに記入があります");
	room_keys(&room, "A");
	answer_is(&room, "keeper", "\"p2\"");
	answer_is(&room, "risks", "[{\"owner\":\"p3\",\"risk\":\"停止\",\"row\":\"r1\"}]");
	room_keys(&room, "A");
	must_show(&room, "引き継げる前回の記入はありません");
	end(&room);
}

static void half_typed_rows_are_kept(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	down(&room, LINE_ADD_RISK);
	room_keys(&room, "Enter");
	room_type(&room, "Ransom");
	assert_non_null(strstr(room.draft.text, "row_given:D3/risks/ {"));
	room_keys(&room, "Escape");
	must_show(&room, "kept");
	room_keys(&room, "Enter");
	must_show(&room, "Ransom");
	room_keys(&room, "C-x Enter");
	assert_false(room_shows(&room, "Ransom"));
	end(&room);
}

static void a_draft_of_a_row_opens_it_again(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	room_record(&room, room.session, "answer_given",
		    "{\"item\":\"D3\",\"field\":\"risks\",\"value\":[{\"risk\":\"Leak\"}]}");
	app_session(room.app, NULL, NULL, NULL, NULL, NULL);
	room_show(&room, NULL, NULL, NULL);
	app_draft_found(room.app, room.session->now.id, "row_given:D3/risks/r1", "{\"risk\":\"Leak of names\"}");
	must_show(&room, "Leak of names");
	room_keys(&room, "Enter");
	answer_is(&room, "risks", "[{\"risk\":\"Leak of names\",\"row\":\"r1\"}]");
	app_session(room.app, NULL, NULL, NULL, NULL, NULL);
	room_show(&room, NULL, NULL, NULL);
	app_draft_found(room.app, room.session->now.id, "row_given:D3/nothing/r1", "{\"risk\":\"x\"}");
	must_show(&room, "Plan");
	end(&room);
}

static void a_risk_over_the_line_is_proposed_for_acceptance(void **state)
{
	struct room room;
	const struct acceptance *acceptance;

	(void)state;
	begin(&room, LANG_EN);
	room_record(&room, room.session, "appetite_set", "{\"item\":\"P1\",\"area\":\"operations\",\"level\":2}");
	room_record(&room, room.session, "answer_given", "{\"item\":\"D3\",\"field\":\"risks\",\"value\":"
		    "[{\"risk\":\"Standstill\",\"area\":\"operations\",\"likelihood\":4,\"impact\":3}]}");
	room_keys(&room, "C");
	must_show(&room, "Standstill");
	room_keys(&room, "Escape 5");
	down(&room, LINE_RISKS + 1);
	room_keys(&room, "r");
	must_show(&room, "Standstill");
	room_keys(&room, "Tab Tab Tab Tab Tab Tab Tab Tab Tab");
	room_type(&room, "the line is replaced in spring");
	room_keys(&room, "Enter");
	assert_int_equal(room.session->now.acceptance_count, 1);
	acceptance = &room.session->now.acceptance[0];
	assert_string_equal(acceptance->title, "Standstill");
	assert_string_equal(acceptance->row, "r1");
	assert_string_equal(acceptance->area, "operations");
	assert_int_equal(acceptance->risk.level, 12);
	assert_string_equal(acceptance->state, "proposed");
	room_keys(&room, "g r");
	must_show(&room, "select a risk first");
	end(&room);
}

static void the_picture_leads_to_the_row(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_EN);
	room_record(&room, room.session, "answer_given", "{\"item\":\"D3\",\"field\":\"risks\",\"value\":"
		    "[{\"risk\":\"Standstill\",\"likelihood\":4,\"impact\":3}]}");
	room_keys(&room, "m");
	must_show(&room, "Standstill");
	assert_false(room_shows(&room, "Headcount"));
	room_keys(&room, "Enter Tab o Enter");
	answer_is(&room, "risks", "[{\"area\":\"operations\",\"impact\":3,\"likelihood\":4,\"risk\":\"Standstill\",\"row\":\"r1\"}]");
	room_keys(&room, "Escape");
	must_show(&room, "Headcount");
	end(&room);
}

static void a_sealed_worksheet_is_for_reading(void **state)
{
	struct room room;
	size_t before;

	(void)state;
	begin(&room, LANG_EN);
	room_record(&room, room.session, "session_sealed", "{\"open_reason\":\"x\"}");
	before = room.session->event_count;
	room_show(&room, "D3", "worksheet", "this session is sealed");
	room_keys(&room, "5 Enter");
	must_show(&room, "sealed");
	down(&room, LINE_ADD_RISK);
	room_keys(&room, "Enter + Delete c A");
	assert_int_equal(room.session->event_count, before);
	end(&room);
}

static void the_company_s_sentence_is_one_key(void **state)
{
	struct room room;

	(void)state;
	begin(&room, LANG_JA);
	room_keys(&room, "p 3 Tab");
	must_show(&room, "備えたうえで進む。　（F5 で入れる）");
	room_keys(&room, "F5");
	assert_false(room_shows(&room, "F5 で入れる"));
	must_show(&room, "備えたうえで進む。");
	room_keys(&room, "C-x p 5 F5");
	must_show(&room, "入れる文がありません");
	end(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_by_keys), cmocka_unit_test(only_what_changed_is_recorded),
		cmocka_unit_test(rows_by_keys), cmocka_unit_test(a_row_for_each_choice_is_wanted),
		cmocka_unit_test(malformed_answers_are_refused_where_typed),
		cmocka_unit_test(what_was_understood_is_shown_and_reads_the_same_again),
		cmocka_unit_test(a_paste_goes_in_whole_or_not_at_all),
		cmocka_unit_test(last_time_is_offered), cmocka_unit_test(half_typed_rows_are_kept),
		cmocka_unit_test(a_draft_of_a_row_opens_it_again),
		cmocka_unit_test(a_risk_over_the_line_is_proposed_for_acceptance),
		cmocka_unit_test(the_picture_leads_to_the_row),
		cmocka_unit_test(a_sealed_worksheet_is_for_reading),
		cmocka_unit_test(the_company_s_sentence_is_one_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
