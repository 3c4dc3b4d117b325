/* States, names and values in words: one row each in both languages, and what has no
 * words of its own is said as it is written. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "support.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"
#include "workshop/compare.h"
#include "workshop/decision.h"
#include "workshop/gaps.h"
#include "workshop/leaving.h"
#include "workshop/money.h"
#include "workshop/since.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

/* ---- states -------------------------------------------------------------------------------- */

static void states_have_words(void **state)
{
	static const struct { const char *(*say)(const char *state), *name, *en, *ja; } rows[] = {
		{ acceptance_state_say, "proposed", "proposed", "起案" },
		{ acceptance_state_say, "approved", "approved", "承認済み" },
		{ acceptance_state_say, "rejected", "rejected", "却下" },
		{ acceptance_state_say, "revoked", "revoked", "取消" },
		{ acceptance_state_say, "expiring", "expiring", "期限間近" },
		{ acceptance_state_say, "expired", "expired: open risk", "期限切れ（未対応のリスク）" },
		{ acceptance_state_say, "renewed", "renewed", "更新済み" },
		{ acceptance_state_say, "sleeping", "sleeping", "sleeping" },
		{ action_state_say, "open", "open", "未了" }, { action_state_say, "carried", "carried over", "引き継ぎ" },
		{ action_state_say, "overdue", "overdue", "期限超過" }, { action_state_say, "done", "done", "完了" },
		{ action_state_say, "dropped", "dropped", "取りやめ" }, { action_state_say, "sleeping", "sleeping", "sleeping" },
		{ decision_state_say, "in-force", "in force", "有効" }, { decision_state_say, "pending", "pending", "施行前" },
		{ decision_state_say, "deferred", "deferred", "保留" }, { decision_state_say, "due", "due", "保留期限超過" },
		{ decision_state_say, "rejected", "rejected", "否決" },
		{ decision_state_say, "superseded", "superseded", "差し替え済み" },
		{ decision_state_say, "sleeping", "sleeping", "sleeping" },
		{ dissent_state_say, "against", "against", "反対" }, { dissent_state_say, "objected", "objected", "異議" },
		{ dissent_state_say, "on-request", "on request", "求めによる記録" },
		{ dissent_state_say, "sleeping", "sleeping", "sleeping" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		lang = LANG_EN;
		assert_string_equal(rows[i].say(rows[i].name), rows[i].en);
		lang = LANG_JA;
		assert_string_equal(rows[i].say(rows[i].name), rows[i].ja);
		lang = LANG_EN;
	}
}

static void a_day_decides_how_an_acceptance_stands(void **state)
{
	static const struct { struct acceptance_facts facts; const char *on, *wanted; } rows[] = {
		{ { "approved", "2026-11-24", "2027-02-28", "2027-05-31", false }, "2026-11-23", "proposed" },
		{ { "approved", "2026-11-24", "2027-02-28", "2027-05-31", false }, "2026-11-24", "approved" },
		{ { "approved", "2026-11-24", "2027-02-28", "2027-05-31", false }, "2027-02-28", "expiring" },
		{ { "approved", "2026-11-24", "2027-02-28", "2027-05-31", false }, "2027-05-31", "expiring" },
		{ { "approved", "2026-11-24", "2027-02-28", "2027-05-31", false }, "2027-06-01", "expired" },
		{ { "approved", "2026-11-24", "2027-02-28", "2027-05-31", true }, "2027-06-01", "renewed" },
		{ { "approved", NULL, NULL, NULL, false }, "2027-06-01", "approved" },
		{ { "revoked", "2026-11-24", "2027-02-28", "2027-05-31", false }, "2026-11-01", "revoked" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_string_equal(acceptance_state_over(&rows[i].facts, rows[i].on), rows[i].wanted);
}

static void a_day_decides_how_an_action_stands(void **state)
{
	static const struct { const char *is, *due; bool carried; const char *wanted; } rows[] = {
		{ "open", "2026-12-31", false, "overdue" }, { "open", "2027-01-01", false, "open" }, { "open", NULL, false, "open" },
		{ "open", "2026-12-31", true, "carried" }, { "done", "2026-12-31", true, "done" },
		{ "dropped", "2026-12-31", false, "dropped" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_string_equal(action_state_over(rows[i].is, rows[i].due, rows[i].carried, "2027-01-01"), rows[i].wanted);
}

/* ---- names of papers, of what is compared ------------------------------------------------------ */

/* Each name leads back to its row, and no other name to any. */
static void names_of_papers_lead_back(void **state)
{
	enum leaving_kind kind = LEAVING_RISKS;
	enum leaving_format format = FORMAT_CSV;
	enum leaving_part part = PART_GAPS;

	(void)state;
	assert_false(leaving_kind_find("papers", &kind) || leaving_format_find("pdf", &format) ||
		     leaving_part_find("paper", &part));
	assert_true(kind == LEAVING_RISKS && format == FORMAT_CSV && part == PART_GAPS);
	for (int i = 0; i < LEAVING_KIND_COUNT; i++) {
		assert_true(leaving_kind_find(leaving_kind_name((enum leaving_kind)i), &kind));
		assert_int_equal(kind, i);
		/* All that can be read aloud can also be printed. */
		assert_true(leaving_goes(kind, FORMAT_HTML) && leaving_goes(kind, FORMAT_MARKDOWN));
	}
	for (int i = 0; i < FORMAT_COUNT; i++) {
		assert_true(leaving_format_find(leaving_format_name((enum leaving_format)i), &format));
		assert_int_equal(format, i);
		assert_true(leaving_goes(leaving_usual(format), format));
	}
	for (int i = 0; i < PART_COUNT; i++) {
		assert_true(leaving_part_find(leaving_part_name((enum leaving_part)i), &part));
		assert_int_equal(part, i);
	}
	assert_false(leaving_goes(LEAVING_CERTIFICATE, FORMAT_CSV));
	assert_false(leaving_goes(LEAVING_MINUTES, FORMAT_CSV));
	for (size_t i = 0; i < leaving_file_count; i++)
		if (leaving_files[i].kind < LEAVING_KIND_COUNT)
			assert_true(leaving_goes(leaving_files[i].kind, leaving_files[i].format));
	assert_string_equal(leaving_kind_say(LEAVING_RISKS), "Risk register");
	assert_string_equal(leaving_part_say(PART_MONEY), "sums of money (those in sentences stay)");
	lang = LANG_JA;
	assert_string_equal(leaving_kind_say(LEAVING_MINUTES), "ワークショップ記録");
	assert_string_equal(leaving_part_say(PART_POSITIONS), "各人の立場");
	lang = LANG_EN;
}

static void what_is_compared_has_names(void **state)
{
	(void)state;
	for (int i = 0; i < COMPARE_KIND_COUNT; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(compare_kind_name((enum compare_kind)i), compare_kind_name((enum compare_kind)k));
	assert_string_equal(compare_kind_say(COMPARE_OWNER), "Accountable");
	assert_string_equal(compare_mark_name(COMPARE_NEVER_REACHED), "never_reached");
	assert_string_equal(compare_mark_say(COMPARE_REVERSED), "REVERSED");
	assert_string_equal(compare_mark_say(COMPARE_PLAIN), "");
	lang = LANG_JA;
	assert_string_equal(compare_kind_say(COMPARE_APPETITE), "リスク選好");
	assert_string_equal(compare_mark_say(COMPARE_RENEWED), "更新");
	lang = LANG_EN;
	assert_true(since_is_acceptance(SINCE_ACCEPTANCE_WAITING) && since_is_acceptance(SINCE_ACCEPTANCE_EXPIRED));
	assert_false(since_is_acceptance(SINCE_CONDITION));
}

/* ---- gaps ---------------------------------------------------------------------------------- */

/* What a gap is about, in the record's own words. */
static void gaps_say_what_they_are_about(void **state)
{
	static const struct { const char *gap, *about; } wanted[] = {
		{ "worksheet", "Assets" }, { "risk-above-line", "Ransom" }, { "dissent-no-wording", "Tanaka" },
		{ "action-no-owner", "List assets" }, { "action-no-due", "List assets" }, { "acceptance-open", "Old plant" },
		{ "deputy", "Mori" }, { "sign-off", "Sato" }, { "not-reached", NULL }, { "no-owner", NULL },
	};
	struct session *session = session_of((const char *const[]){
		"{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}", "{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}",
		"{\"kind\":\"participant_added\",\"name\":\"Mori\",\"role\":\"Manager\",\"deputy_for\":\"Tanaka\"}",
		"@1 {\"kind\":\"item_entered\",\"item\":\"D3\"}", "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":1,\"area\":\"operations\"}",
		"{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"go?\"}",
		"{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p3\",\"vote\":\"against\"}",
		"{\"kind\":\"round_revealed\",\"round\":\"r1\"}",
		"{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}",
		"{\"kind\":\"action_added\",\"item\":\"D3\",\"what\":\"List assets\"}",
		"{\"kind\":\"acceptance_proposed\",\"item\":\"D3\",\"title\":\"Old plant\"}",
		"{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":{\"risk\":\"Ransom\",\"area\":\"operations\","
		"\"likelihood\":5,\"impact\":5}}", "@2 {\"kind\":\"item_entered\",\"item\":\"closing\"}", NULL });
	struct arena *arena = arena_new();
	struct gaps gaps = session_gaps(session, arena);

	(void)state;
	for (size_t i = 0; i < LENGTH(wanted); i++) {
		const struct gap *gap = NULL;
		const char *about;

		for (size_t k = 0; k < gaps.count && !gap; k++)
			gap = strcmp(gaps.gap[k].kind->name, wanted[i].gap) == 0 ? &gaps.gap[k] : NULL;
		if (!gap)
			fail_msg("there is no gap %s", wanted[i].gap);
		about = gap_about(session, gap);
		if (!about || !wanted[i].about)
			assert_ptr_equal(about, wanted[i].about);
		else
			assert_string_equal(about, wanted[i].about);
	}
	/* Of a risk that is not there, nothing. */
	for (size_t k = 0; k < gaps.count; k++)
		if (strcmp(gaps.gap[k].kind->name, "risk-above-line") == 0)
			assert_null(gap_about(session, &(struct gap){ gaps.gap[k].kind, "D3", "r99" }));
	arena_free(arena);
	session_free(session);
}

/* A gap is left open in the words of what it is about, too. */
static void a_deferred_gap_names_what_it_is_about(void **state)
{
	static const struct { const char *gap, *item, *about, *en, *ja; } rows[] = {
		{ "action-no-owner", "D3", "a1", "gap left open at D3 (List assets): action without owner, because x",
		  "指示3の抜け（List assets）を保留: 担当者のない宿題 理由: x" },
		{ "acceptance-open", "D3", "ac1", "gap left open at D3 (Old plant): acceptance not decided, because x",
		  "指示3の抜け（Old plant）を保留: 受容の承認待ち 理由: x" },
		{ "deputy", NULL, "p4", "gap left open (Mori): deputy to be confirmed, because x",
		  "抜け（Mori）を保留: 代理の発言が未確認 理由: x" },
	};
	struct session *session = session_of((const char *const[]){
		"{\"kind\":\"participant_added\",\"name\":\"Mori\",\"role\":\"Manager\",\"deputy_for\":\"Tanaka\"}",
		"{\"kind\":\"action_added\",\"item\":\"D3\",\"what\":\"List assets\"}",
		"{\"kind\":\"acceptance_proposed\",\"item\":\"D3\",\"title\":\"Old plant\"}", NULL });
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		must(session, rows[i].item ?
		     arena_printf(arena, "{\"kind\":\"gap_deferred\",\"gap\":\"%s\",\"item\":\"%s\",\"about\":\"%s\",\"reason\":\"x\"}",
				  rows[i].gap, rows[i].item, rows[i].about) :
		     arena_printf(arena, "{\"kind\":\"gap_deferred\",\"gap\":\"%s\",\"about\":\"%s\",\"reason\":\"x\"}",
				  rows[i].gap, rows[i].about));
		assert_string_equal(sentence(session, (int64_t)session->event_count), rows[i].en);
		lang = LANG_JA;
		assert_string_equal(sentence(session, (int64_t)session->event_count), rows[i].ja);
		lang = LANG_EN;
	}
	arena_free(arena);
	session_free(session);
}

/* ---- values --------------------------------------------------------------------------------- */

static void values_have_words(void **state)
{
	static const struct { const char *kind, *field, *value, *en, *ja; } rows[] = {
		{ "session_changed", "agenda", "\"short\"", "Short", "短縮" },
		{ "session_changed", "agenda", "\"gone\"", "gone", "gone" },
		{ "session_changed", "label", "null", "nothing", "なし" },
		{ "appetite_set", "item", "\"D3\"", "D3", "指示3" }, { "appetite_set", "item", "\"opening\"", "Opening", "開会" },
		{ "appetite_set", "item", "\"gone\"", "gone", "gone" }, { "appetite_set", "area", "\"gone\"", "gone", "gone" },
		{ "appetite_set", "level", "9", "", "" },
		{ "decision_recorded", "options", "[{\"text\":\"wait\\nand see\"},{\"text\":\"buy\"}]", "wait and see, buy", "wait and see、buy" },
		{ "acceptance_proposed", "triggers", "[\"incident\",\"merger\"]", "incident, merger", "incident、merger" },
		{ "acceptance_proposed", "risk", "{\"level\":9}", "{\"level\":9}", "{\"level\":9}" },
		{ "corrected", "body", "\"as it was\"", "as it was", "as it was" },
		{ "corrected", "body", "{\"text\":\"y\"}", "{\"text\":\"y\"}", "{\"text\":\"y\"}" },
		{ "action_added", "cost", "{\"amount\":1234,\"currency\":\"JPY\",\"per\":\"once\"}", "JPY 1,234 once", "一回限り 1,234円" },
		{ "action_added", "cost", "{\"amount\":1234,\"currency\":\"CHF\"}", "CHF 1,234", "CHF 1,234" },
	};
	struct session *session = session_of(NULL);
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < LANG_COUNT * LENGTH(rows); i++) {
		const struct event_field *field = event_field_find(event_kind_find(rows[i / LANG_COUNT].kind), rows[i / LANG_COUNT].field);
		const char *value = rows[i / LANG_COUNT].value;
		struct str words = STR_INIT;

		lang = (enum lang)(i % LANG_COUNT);
		event_value_say(session, field, json_read(arena, value, strlen(value), 8, NULL), &words);
		assert_string_equal(words.text, lang == LANG_JA ? rows[i / LANG_COUNT].ja : rows[i / LANG_COUNT].en);
		str_release(&words);
	}
	lang = LANG_EN;
	assert_string_equal(choice_say((const struct choice_name[]){ { NULL, { NULL, NULL } } }, "gone"), "gone");
	arena_free(arena);
	session_free(session);
}

static void sums_are_said_exactly(void **state)
{
	static const struct { struct money money; bool brief; const char *en, *ja; } rows[] = {
		{ { true, 12000000, "JPY", "year" }, true, "JPY 12M/year", "1200万円/年" },
		{ { true, 12000000, "JPY", "year" }, false, "JPY 12,000,000/year", "12,000,000円/年" },
		/* Never rounded: every digit, as each language divides them. */
		{ { true, 12345678, "USD", "" }, true, "USD 12,345,678", "1234万5678ドル" },
		{ { true, 5, NULL, NULL }, true, "5", "5" },
	};

	(void)state;
	for (size_t i = 0; i < LANG_COUNT * LENGTH(rows); i++) {
		struct str words = STR_INIT;

		lang = (enum lang)(i % LANG_COUNT);
		money_say(rows[i / LANG_COUNT].money, rows[i / LANG_COUNT].brief, &words);
		assert_string_equal(words.text, lang == LANG_JA ? rows[i / LANG_COUNT].ja : rows[i / LANG_COUNT].en);
		str_release(&words);
	}
	lang = LANG_EN;
}

static void people_are_said_with_what_is_known(void **state)
{
	static const struct { struct person person; const char *en, *ja; } rows[] = {
		{ { .name = NULL, .role = "CEO" }, "", "" }, { { .name = "Mori" }, "Mori", "Mori" },
		{ { .name = "Mori", .role = "CFO" }, "Mori (CFO)", "Mori（CFO）" },
		{ { .name = "Mori", .role = "CFO", .deputy_for = "Sato" }, "Mori (CFO, deputy for Sato; to be confirmed by Sato)",
		  "Mori（CFO、Satoの代理・Satoが確認）" },
		{ { .name = "Mori", .role = "CFO", .deputy_for = "Sato", .confirm_by = "Abe", .confirm_until = "2026-12-01" },
		  "Mori (CFO, deputy for Sato; to be confirmed by Abe until 2026-12-01)",
		  "Mori（CFO、Satoの代理・Abeが2026-12-01までに確認）" },
	};

	(void)state;
	for (size_t i = 0; i < LANG_COUNT * LENGTH(rows); i++) {
		struct str words = STR_INIT;

		lang = (enum lang)(i % LANG_COUNT);
		person_say(rows[i / LANG_COUNT].person, &words);
		assert_string_equal(words.text, lang == LANG_JA ? rows[i / LANG_COUNT].ja : rows[i / LANG_COUNT].en);
		str_release(&words);
	}
	lang = LANG_EN;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states_have_words), cmocka_unit_test(a_day_decides_how_an_acceptance_stands),
		cmocka_unit_test(a_day_decides_how_an_action_stands), cmocka_unit_test(names_of_papers_lead_back),
		cmocka_unit_test(what_is_compared_has_names), cmocka_unit_test(gaps_say_what_they_are_about),
		cmocka_unit_test(a_deferred_gap_names_what_it_is_about), cmocka_unit_test(values_have_words),
		cmocka_unit_test(sums_are_said_exactly), cmocka_unit_test(people_are_said_with_what_is_known),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
