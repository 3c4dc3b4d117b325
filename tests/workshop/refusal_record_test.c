/* What positions, acceptances and the close gate refuse, in both languages; and that
 * no part of an acceptance can be missing when it is approved. */
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

#define ROUND "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}"
#define TAKEN "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":3}"
#define REVEAL "{\"kind\":\"round_revealed\",\"round\":\"r1\"}"
#define EXPLAIN(who) "{\"kind\":\"position_explained\",\"round\":\"r1\",\"participant\":\"" who "\",\"reason\":\"x\"}"
#define WHOLE "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\"," \
	"\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,\"basis\":\"audit\"," \
	"\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},\"measured_on\":\"2026-11-01\"}," \
	"\"options\":[{\"text\":\"o\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}],\"justification\":\"j\"," \
	"\"requester\":\"p2\",\"owner\":\"p1\",\"approver\":\"p3\",\"valid_until\":\"2027-05-31\"," \
	"\"review_by\":\"2027-02-28\",\"triggers\":[\"t\"]}"
#define APPROVE "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\"}"
#define PROPOSE(more) "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\"," more "}"

static const struct refusal refusals[] = {
	/* positions */
	{ { ROUND, TAKEN }, EXPLAIN("p1"), "round 1 has not been revealed yet; reasons follow the reveal",
	  "第1回の表明はまだ開示されていません。理由は開示の後に記録します" },
	{ { ROUND, TAKEN, REVEAL }, EXPLAIN("p3"), "Tanaka took no position in round 1",
	  "Tanakaさんは第1回の表明で立場を示していません" },
	{ { "{\"kind\":\"participant_arrived\",\"participant\":\"p3\"}", ROUND }, TAKEN,
	  "Sato is not in the room; record the arrival first", "Satoさんは在席していません。先に入室を記録してください" },
	{ { "{\"kind\":\"participant_recused\",\"participant\":\"p1\",\"item\":\"D3\",\"reason\":\"own plant\"}", ROUND },
	  TAKEN, "Sato stands aside from D3", "SatoさんはD3の審議を回避しています" },
	{ { ROUND, TAKEN, REVEAL, "{\"kind\":\"note_added\",\"text\":\"x\"}", "{\"kind\":\"undone\",\"event\":8}" },
	  "{\"kind\":\"undone\",\"event\":6}",
	  "event #7 (Reveal) can't be taken back; it can only be corrected or revoked",
	  "記録 #7（開示）は取り消せません。訂正か撤回で対応してください" },
	{ { "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\",\"straw\":true}" }, TAKEN,
	  "a straw round keeps no names; leave the participant out",
	  "予備の表明は無記名です。参加者を入れないでください" },
	/* acceptances */
	{ { NULL }, PROPOSE("\"risk\":{\"exposure_high\":{\"amount\":9,\"currency\":\"yen\"}}"),
	  "Risk as measured: Exposure, high: a currency has three capital letters, as in JPY, not 'yen'",
	  "リスクの状態: 想定損失（高）: 通貨は JPY のような大文字3字です（入力: yen）" },
	{ { NULL }, PROPOSE("\"risk\":{\"exposure_low\":{\"amount\":9,\"currency\":\"JPY\"},"
			    "\"exposure_high\":{\"amount\":5,\"currency\":\"JPY\"}}"),
	  "the exposure goes from low to high, in one currency", "想定損失は、低から高へ、同じ通貨で入れてください" },
	{ { NULL }, PROPOSE("\"risk\":{\"exposure_low\":{\"amount\":1,\"currency\":\"USD\"},"
			    "\"exposure_high\":{\"amount\":5,\"currency\":\"JPY\"}}"),
	  "the exposure goes from low to high, in one currency", "想定損失は、低から高へ、同じ通貨で入れてください" },
	{ { NULL }, PROPOSE("\"review_by\":\"2026-11-23\""), "Review by 2026-11-23 is before the meeting (2026-11-24)",
	  "見直し期限（2026-11-23）が開催日（2026-11-24）より前です" },
	{ { NULL }, PROPOSE("\"renews\":\"s-0:ac1\",\"renewals\":1,\"first_on\":\"2025-11-24\""),
	  "a renewal says which one it is, since when the risk has been accepted, and why: Why it is renewed is missing",
	  "更新には、何回目か、いつから受容しているか、更新の理由が要ります。更新の理由が入力されていません" },
	{ { NULL }, PROPOSE("\"first_on\":\"2025-11-24\""),
	  "First accepted on belongs to a renewal; name the acceptance that is renewed",
	  "最初の承認日は更新のときだけ入れます。更新元を入れてください" },
	{ { NULL }, PROPOSE("\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,\"measured_on\":\"2026-11-25\"}"),
	  "Measured on 2026-11-25 is after the meeting (2026-11-24)",
	  "評価日（2026-11-25）が開催日（2026-11-24）より後です" },
	{ { WHOLE, APPROVE, "{\"kind\":\"acceptance_revoked\",\"acceptance\":\"ac1\",\"reason\":\"x\"}" },
	  "{\"kind\":\"acceptance_renewed\",\"acceptance\":\"ac1\",\"reason\":\"r\",\"risk\":{\"likelihood\":3,"
	  "\"impact\":3,\"level\":9,\"measured_on\":\"2026-11-02\"},\"valid_until\":\"2027-06-30\","
	  "\"review_by\":\"2027-04-30\"}",
	  "acceptance ac1 is revoked, not approved", "リスク受容 ac1 の状態は取消です（承認済みではありません）" },
	{ { WHOLE }, "{\"kind\":\"acceptance_rejected\",\"acceptance\":\"ac1\"}", "Reason is missing",
	  "理由が入力されていません" },
	{ { NULL }, PROPOSE("\"requester\":\"情報システム部\""),
	  "'情報システム部' looks like a department; name the person who answers for it",
	  "「情報システム部」は部署名のようです。責任を負う個人の名前を入れてください" },
	{ { NULL }, PROPOSE("\"requester\":\"/ Head\""),
	  "Requester: expected a participant, or a name with a role, found \"/ Head\"",
	  "申請者: 参加者、または氏名と役職で入力してください（入力: \"/ Head\"）" },
	/* corrections say why and for whom */
	{ { "{\"kind\":\"note_added\",\"text\":\"x\"}" }, "{\"kind\":\"corrected\",\"event\":5,\"body\":{\"text\":\"y\"}}",
	  "Why it is corrected is missing", "訂正の理由が入力されていません" },
	{ { "{\"kind\":\"note_added\",\"text\":\"x\"}" },
	  "{\"kind\":\"corrected\",\"event\":5,\"body\":{\"text\":\"y\"},\"because\":\"typo\"}",
	  "Asked for by is missing", "訂正を求めた人が入力されていません" },
	/* the close gate */
	{ { NULL }, "{\"kind\":\"gap_deferred\",\"gap\":\"no-due\",\"item\":\"D3\",\"reason\":\"x\"}",
	  "there is no gap 'no due date' here; `entaku show --json` lists those there are",
	  "抜け「期限なし」はここにありません。`entaku show --json` で一覧を見られます" },
	{ { NULL }, "{\"kind\":\"gap_deferred\",\"gap\":\"not-reached\",\"item\":\"D3\"}", "Reason is missing",
	  "理由が入力されていません" },
	{ { NULL }, "{\"kind\":\"question_settled\",\"question\":\"many-items\",\"answer\":\"x\"}",
	  "there is no question 'many-items' here; `entaku show --json` lists those there are",
	  "確認事項「many-items」はここにありません。`entaku show --json` で一覧を見られます" },
	{ { NULL }, "{\"kind\":\"signed_off\",\"participant\":\"p1\",\"stance\":\"approve\"}",
	  "Sato has not been in the room", "Satoさんは入室していません" },
	{ { "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}" },
	  "{\"kind\":\"signed_off\",\"participant\":\"p1\",\"stance\":\"object\"}",
	  "an objection needs its wording: what should stand on record?",
	  "異議には文面が必要です。記録に残す言葉を入れてください" },
	{ { "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}", "{\"kind\":\"item_deferred\",\"item\":\"P1\",\"reason\":\"x\"}",
	    "{\"kind\":\"item_deferred\",\"item\":\"D1\",\"reason\":\"x\"}", "{\"kind\":\"item_deferred\",\"item\":\"D3\",\"reason\":\"x\"}" },
	  "{\"kind\":\"session_sealed\"}", "gaps stay open: 1; mend them, or say why they stay open",
	  "抜けが1件あります。埋めるか、残す理由を入れてください" },
};

static void refusals_say_why(void **state)
{
	(void)state;
	refuse_each(refusals, sizeof(refusals) / sizeof(refusals[0]));
}

/* The whole proposal without one of its parts: "risk.measured_on" is a part of a part. */
static char *without(struct arena *arena, const char *part)
{
	struct json *body = json_read(arena, WHOLE, strlen(WHOLE), 16, NULL), *inner = body;
	const char *dot = strchr(part, '.');
	struct str out = STR_INIT;
	char *line;

	if (dot)
		inner = (struct json *)json_get(body, arena_strndup(arena, part, (size_t)(dot - part)));
	json_put(arena, inner, dot ? dot + 1 : part, NULL);
	json_write(&out, body);
	line = arena_strdup(arena, out.text);
	str_release(&out);
	return line;
}

static void no_part_may_be_missing(void **state)
{
	static const struct { const char *part, *en, *ja; } parts[] = {
		{ "risk", "Risk as measured", "リスクの状態" },
		{ "risk.likelihood", "Risk as measured", "リスクの状態" },
		{ "risk.impact", "Risk as measured", "リスクの状態" },
		{ "risk.level", "Risk as measured", "リスクの状態" },
		{ "risk.measured_on", "Measured on", "評価日" },
		{ "risk.exposure_high", "Exposure range and its basis", "想定損失の幅と根拠" },
		{ "risk.basis", "Exposure range and its basis", "想定損失の幅と根拠" },
		{ "options", "Another option with its cost", "費用つきの別案" },
		{ "justification", "Justification", "受容する理由" }, { "requester", "Requester", "申請者" },
		{ "owner", "Risk owner", "リスクオーナー" }, { "approver", "Approver", "承認者" },
		{ "valid_until", "Valid until", "有効期限" }, { "review_by", "Review by", "見直し期限" },
		{ "triggers", "Re-assessed when", "再評価のきっかけ" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct refusal row = { { without(arena, parts[i].part) }, APPROVE,
			arena_printf(arena, "acceptance ac1 can't be approved without: %s", parts[i].en),
			arena_printf(arena, "リスク受容 ac1 は次がないと承認できません: %s", parts[i].ja) };

		refuse_each(&row, 1);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refusals_say_why), cmocka_unit_test(no_part_may_be_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
