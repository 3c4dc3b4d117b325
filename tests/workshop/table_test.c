/* The event table itself: nothing missing, nothing that points nowhere, and
 * one accepted example of every kind with its sentence in both languages. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "support.h"

static void both(const char *kind, const char *what, struct words words)
{
	if (!words.en || !words.ja || !*words.en || !*words.ja)
		fail_msg("%s: %s lacks a language", kind, what);
}

/* Every {field} of a template must be a field; brackets must pair. */
static void check_template(const struct event_kind *kind, const char *template)
{
	int depth = 0;

	for (const char *c = template; *c; c++) {
		char name[64] = "";
		size_t length;

		depth += (*c == '[') - (*c == ']');
		if (depth < 0 || depth > 1)
			fail_msg("%s: brackets in '%s'", kind->name, template);
		if (*c != '{')
			continue;
		length = strcspn(c + 1, "}");
		assert_true(length < sizeof(name));
		memcpy(name, c + 1, length);
		if (!event_field_find(kind, name))
			fail_msg("%s: '%s' names no field {%s}", kind->name, template, name);
	}
	assert_int_equal(depth, 0);
}

static void rows_are_whole(void **state)
{
	const struct event_kind *kind;

	(void)state;
	for (size_t i = 0; (kind = event_kind_at(i)); i++) {
		assert_ptr_equal(event_kind_find(kind->name), kind);
		both(kind->name, "title", kind->title);
		both(kind->name, "sentence", kind->sentence);
		check_template(kind, kind->sentence.en);
		check_template(kind, kind->sentence.ja);
		for (size_t f = 0; f < kind->field_count; f++) {
			const struct event_field *field = &kind->field[f];

			both(kind->name, field->name, field->label);
			assert_true((field->type == VALUE_CHOICE) == (field->names != NULL));
			assert_true(field->type != VALUE_NEW_ID || kind->id_prefix != NULL);
			assert_ptr_equal(event_field_find(kind, field->name), field);
			for (const struct choice_name *c = field->names; c && c->name; c++)
				both(kind->name, c->name, c->words);
		}
	}
}

static void groups_hold_all_rows(void **state)
{
	struct event_group group;
	size_t rows = 0, kinds = 0;

	(void)state;
	for (size_t i = 0; event_group_at(i, &group); i++) {
		both("group", "title", group.title);
		rows += group.count;
	}
	while (event_kind_at(kinds))
		kinds++;
	assert_int_equal(rows, kinds);
}

/* A whole life: each kind once, with what it says. */
static const struct { const char *line, *en, *ja; } life[] = {
	{ "@1 {\"kind\":\"session_changed\",\"quorum\":2}",
	  "session details changed; quorum 2", "会議の情報を変更 定足数 2" },
	{ "{\"kind\":\"participant_changed\",\"participant\":\"p2\",\"role\":\"Group CISO\"}",
	  "Suzuki (Group CISO) changed; role Group CISO", "Suzuki（Group CISO）の情報を変更 役職 Group CISO" },
	{ "{\"kind\":\"participant_arrived\",\"participant\":\"Sato\"}",
	  "Sato (CEO) arrived", "Sato（CEO） 入室" },
	{ "{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}",
	  "Tanaka (CFO) arrived", "Tanaka（CFO） 入室" },
	{ "{\"kind\":\"participant_recused\",\"participant\":\"p2\",\"item\":\"D1\",\"reason\":\"own budget\"}",
	  "Suzuki (Group CISO) stands aside from D1: own budget",
	  "Suzuki（Group CISO） 指示1の審議を回避: own budget" },
	{ "@2 {\"kind\":\"item_entered\",\"item\":\"d3\"}",
	  "D3 opened", "指示3 開始" },
	{ "{\"kind\":\"round_opened\",\"item\":\"D3\",\"area\":\"operations\",\"question\":\"appetite\"}",
	  "round opened on D3, Operations: appetite level",
	  "指示3・操業停止 表明を開始: リスク選好の水準" },
	{ "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":2}",
	  "Sato (CEO) took a position (sealed)", "Sato（CEO） 立場を表明（未開示）" },
	{ "@3 {\"kind\":\"round_revealed\",\"round\":\"r1\"}", "round r1 revealed", "表明 r1 を開示" },
	{ "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}",
	  "round opened on D3: appetite level", "指示3 表明を開始: リスク選好の水準" },
	{ "{\"kind\":\"round_withdrawn\",\"round\":\"r2\",\"reason\":\"wrong item\"}",
	  "round r2 withdrawn unrevealed: wrong item", "表明 r2 を開示せずに取りやめ（wrong item）" },
	{ "{\"kind\":\"position_explained\",\"round\":\"r1\",\"participant\":\"p1\",\"reason\":\"orders\"}",
	  "Sato (CEO) on round r1: orders", "Sato（CEO） 表明 r1 の理由: orders" },
	{ "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":3,\"sentence\":\"No plant stops.\",\"said_by\":\"p1\"}",
	  "D3 appetite: 3 cautious \"No plant stops.\" - Sato (CEO)",
	  "指示3 リスク選好: 3 慎重「No plant stops.」 Sato（CEO）" },
	{ "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Segment\",\"treatment\":\"modify\"}",
	  "D3 adopted: Segment Treatment: modify",
	  "指示3 可決: Segment 対応: 低減" },
	{ "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"deferred\",\"text\":\"Later\",\"because\":\"budget\",\"until\":\"2027-05-31\"}",
	  "D3 deferred: Later Because: budget",
	  "指示3 保留: Later 理由: budget" },
	{ "{\"kind\":\"decision_superseded\",\"decision\":\"d2\",\"by\":\"d1\"}",
	  "decision d2 superseded by d1", "決定 d2 を d1 に差し替え" },
	{ "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p3\",\"due\":\"2027-03-31\"}",
	  "D3 accountable: Tanaka (CFO), due 2027-03-31",
	  "指示3 責任者: Tanaka（CFO） 期限 2027-03-31" },
	{ "{\"kind\":\"question_settled\",\"question\":\"modify-no-means\",\"item\":\"D3\",\"about\":\"d1\","
	  "\"answer\":\"next month\"}",
	  "The risk is to be modified, but there is no action yet: who does what? D3 d1 Answer: next month",
	  "リスクを低減するとありますが、宿題がありません。誰が何をしますか 指示3 d1 回答: next month" },
	{ "{\"kind\":\"gap_deferred\",\"gap\":\"not-reached\",\"item\":\"P1\",\"reason\":\"no time\"}",
	  "gap left open at P1: not reached, because no time", "原則1の抜けを保留: 未到達 理由: no time" },
	{ "{\"kind\":\"signed_off\",\"participant\":\"p3\",\"stance\":\"object\",\"wording\":\"Too late.\"}",
	  "Tanaka (CFO): objects: Too late.", "Tanaka（CFO） 異議あり「Too late.」" },
	{ "{\"kind\":\"action_added\",\"what\":\"List assets\",\"owner\":\"Mori / Plant manager\"}",
	  "action a1: List assets - Mori (Plant manager)", "宿題 a1: List assets Mori（Plant manager）" },
	{ "{\"kind\":\"action_changed\",\"action\":\"a1\",\"due\":\"2026-12-31\"}",
	  "action a1 changed; due 2026-12-31", "宿題 a1 を変更 期限 2026-12-31" },
	{ "{\"kind\":\"action_closed\",\"action\":\"a1\",\"state\":\"done\",\"evidence\":\"list v1\"}",
	  "action a1 done: list v1", "宿題 a1 完了: list v1" },
	{ "{\"kind\":\"acceptance_proposed\",\"title\":\"Old PLCs are attacked\",\"item\":\"D3\","
	  "\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,\"basis\":\"audit\","
	  "\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},\"measured_on\":\"2026-11-01\"},"
	  "\"options\":[{\"text\":\"replace\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}],\"justification\":\"two years\",\"requester\":\"p2\",\"owner\":\"p1\","
	  "\"approver\":\"p3\",\"valid_until\":\"2027-05-31\",\"review_by\":\"2027-02-28\","
	  "\"triggers\":[\"incident\"],\"conditions\":[{\"text\":\"monitor\",\"owner\":\"p2\"}]}",
	  "acceptance ac1 proposed for D3: Old PLCs are attacked; valid until 2027-05-31",
	  "リスク受容 ac1 を起案（指示3）: Old PLCs are attacked 有効期限 2027-05-31" },
	{ "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\"}",
	  "acceptance ac1 approved", "リスク受容 ac1 を承認" },
	{ "{\"kind\":\"acceptance_renewed\",\"acceptance\":\"ac1\",\"reason\":\"late\","
	  "\"risk\":{\"likelihood\":2,\"impact\":4,\"level\":8,\"measured_on\":\"2026-11-20\"},"
	  "\"valid_until\":\"2027-08-31\",\"review_by\":\"2027-05-31\"}",
	  "acceptance ac1 renewed until 2027-08-31: late", "リスク受容 ac1 を2027-08-31まで更新: late" },
	{ "{\"kind\":\"condition_met\",\"condition\":\"c1\",\"evidence\":\"contract\"}",
	  "condition c1 met: contract", "条件 c1 を充足: contract" },
	{ "{\"kind\":\"acceptance_revoked\",\"acceptance\":\"ac1\",\"reason\":\"incident\"}",
	  "acceptance ac1 revoked: incident", "リスク受容 ac1 を取消: incident" },
	{ "{\"kind\":\"acceptance_proposed\",\"title\":\"Other\",\"item\":\"D1\"}",
	  "acceptance ac2 proposed for D1: Other",
	  "リスク受容 ac2 を起案（指示1）: Other" },
	{ "{\"kind\":\"acceptance_rejected\",\"acceptance\":\"ac2\",\"reason\":\"no\"}",
	  "acceptance ac2 rejected: no", "リスク受容 ac2 を却下: no" },
	{ "{\"kind\":\"answer_given\",\"item\":\"D3\",\"field\":\"assets\",\"value\":\"drawings\"}",
	  "D3 Assets: drawings", "指示3 資産: drawings" },
	{ "{\"kind\":\"answer_cleared\",\"item\":\"D3\",\"field\":\"assets\"}",
	  "D3 Assets: cleared", "指示3 資産: 空欄に戻す" },
	{ "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":{\"risk\":\"Ransom\","
	  "\"likelihood\":4,\"area\":\"operations\",\"owner\":\"p3\"}}",
	  "D3 Risks r1: Risk: Ransom, Area: Operations, Likelihood: 4 often, Owner: Tanaka (CFO)",
	  "指示3 リスク一覧 r1: リスク: Ransom、影響分野: 操業停止、起こりやすさ: 4 多い、担当: Tanaka（CFO）" },
	{ "{\"kind\":\"row_given\",\"item\":\"D3\",\"field\":\"risks\",\"value\":{\"risk\":\"Leak\"},\"place\":1}",
	  "D3 Risks r2: Risk: Leak", "指示3 リスク一覧 r2: リスク: Leak" },
	{ "{\"kind\":\"row_moved\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"r2\",\"place\":2}",
	  "D3 Risks: row r2 moved to place 2", "指示3 リスク一覧: 行 r2 を2番目へ" },
	{ "{\"kind\":\"row_removed\",\"item\":\"D3\",\"field\":\"risks\",\"row\":\"r2\"}",
	  "D3 Risks: row r2 removed", "指示3 リスク一覧: 行 r2 を削除" },
	{ "{\"kind\":\"statement_recorded\",\"who\":\"p3\",\"text\":\"Too slow.\",\"on_request\":true,\"item\":\"D3\"}",
	  "Tanaka (CFO): \"Too slow.\" (recorded at the person's request: yes)",
	  "Tanaka（CFO）「Too slow.」（本人の求めにより記録: はい）" },
	{ "{\"kind\":\"note_added\",\"text\":\"ask legal\\nnext week\"}",
	  "note: ask legal next week", "メモ: ask legal next week" },
	{ "{\"kind\":\"corrected\",\"event\":25,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"what\":\"List all assets\"}}",
	  "#25 corrected because typo, asked for by Sato (CEO): action a1: List all assets",
	  "#25 を訂正（理由: typo） 求めた人: Sato（CEO）: 宿題 a1: List all assets" },
	{ "{\"kind\":\"undone\",\"event\":43}",
	  "#43 taken back: #25 corrected because typo, asked for by Sato (CEO): action a1: List all assets",
	  "#43 を取消: #25 を訂正（理由: typo） 求めた人: Sato（CEO）: 宿題 a1: List all assets" },
	{ "@20 {\"kind\":\"item_left\",\"item\":\"D3\"}",
	  "D3 left", "指示3 終了" },
	{ "{\"kind\":\"item_deferred\",\"item\":\"D1\",\"reason\":\"no time\",\"until\":\"2027-01-31\"}",
	  "D1 not today: no time (until 2027-01-31)",
	  "指示1 今日は扱わない: no time（2027-01-31まで）" },
	{ "{\"kind\":\"item_planned\",\"item\":\"D3\",\"minutes\":12,\"after\":\"P1\"}",
	  "agenda: D3, 12 min, after P1", "進行表: 指示3 12分 原則1の後" },
	{ "{\"kind\":\"item_planned\",\"item\":\"D3\",\"after\":null}",
	  "agenda: D3, at the beginning", "進行表: 指示3 冒頭" },
	{ "{\"kind\":\"item_planned\",\"item\":\"D1\",\"dropped\":true}",
	  "agenda: D1 taken off", "進行表: 指示1 外す" },
	{ "{\"kind\":\"break_added\",\"minutes\":10,\"after\":\"D3\",\"title\":\"Coffee\"}",
	  "break of 10 min after D3: Coffee", "休憩 10分（指示3の後）: Coffee" },
	{ "{\"kind\":\"item_entered\",\"item\":\"D3\"}", "D3 opened", "指示3 開始" },
	{ "{\"kind\":\"meeting_paused\",\"minutes\":5,\"reason\":\"fire drill\"}",
	  "meeting paused for 5 min: fire drill", "会議を中断（5分）: fire drill" },
	{ "@25 {\"kind\":\"meeting_resumed\"}", "meeting goes on", "会議を再開" },
	{ "{\"kind\":\"participant_left\",\"participant\":\"p3\"}", "Tanaka (CFO) left", "Tanaka（CFO） 退室" },
	{ "{\"kind\":\"session_sealed\",\"open_reason\":\"first meeting\"}",
	  "session sealed; gaps stay open because first meeting",
	  "会議を確定（抜けを残す理由: first meeting）" },
};

static void every_kind_lives(void **state)
{
	struct session *session = session_of(NULL);
	const struct event_kind *kind;

	(void)state;
	for (size_t i = 0; i < sizeof(life) / sizeof(life[0]); i++) {
		struct error err = { ERROR_NONE, "" };

		if (!record(session, life[i].line, &err))
			fail_msg("%s\nwas refused: %s", life[i].line, err.text);
		lang = LANG_EN;
		if (*life[i].en)
			assert_string_equal(sentence(session, (int64_t)session->event_count), life[i].en);
		lang = LANG_JA;
		if (*life[i].ja)
			assert_string_equal(sentence(session, (int64_t)session->event_count), life[i].ja);
		lang = LANG_EN;
	}
	for (size_t i = 0; (kind = event_kind_at(i)); i++) {
		bool seen = false;

		for (size_t e = 0; e < session->event_count; e++)
			seen |= session->event[e].kind == kind;
		if (!seen)
			fail_msg("no example of %s", kind->name);
	}
	assert_string_equal(sentence(session, 12), "Sato (CEO): level 2 minimal");
	session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_whole),
		cmocka_unit_test(groups_hold_all_rows),
		cmocka_unit_test(every_kind_lives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
