/* Every refusal that the rules can make, with its words in both languages. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "support.h"

#define DEC "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}"
#define ROUND "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"appetite\"}"
#define MOTION "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\",\"text\":\"go\"}"
#define TAKEN "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"level\":3}"
#define REVEAL "{\"kind\":\"round_revealed\",\"round\":\"r1\"}"
#define ACTION "{\"kind\":\"action_added\",\"what\":\"x\"}"
#define SEAL "{\"kind\":\"session_sealed\",\"open_reason\":\"x\"}"
#define RISK "\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,\"basis\":\"audit\"," \
	"\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},\"measured_on\":\"2026-11-01\"}"
#define OPTION "{\"text\":\"o\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}"
#define WHOLE(more) "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\"," RISK "," \
	"\"options\":[" OPTION "],\"justification\":\"j\",\"requester\":\"p2\",\"owner\":\"p1\"," \
	"\"valid_until\":\"2027-05-31\",\"review_by\":\"2027-02-28\",\"triggers\":[\"t\"]" more "}"
#define AVERSE "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":1}"
#define RENEW(day) "{\"kind\":\"acceptance_renewed\",\"acceptance\":\"ac1\",\"reason\":\"r\"," \
	"\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,\"measured_on\":\"" day "\"}," \
	"\"valid_until\":\"2027-06-30\",\"review_by\":\"2027-04-30\"}"
#define APPROVE "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\",\"approver\":\"p3\"}"

static const struct refusal refusals[] = {
	/* what values look like */
	{ { NULL }, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":\"3\"}",
	  "Level: expected a level from 1 to 5, found \"3\"",
	  "水準: 1〜5の水準で入力してください（入力: \"3\"）" },
	{ { NULL }, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":6}",
	  "the appetite scale has levels 1 to 5, not 6", "リスク選好の水準は1〜5です（入力: 6）" },
	{ { NULL }, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":0}",
	  "the appetite scale has levels 1 to 5, not 0", "リスク選好の水準は1〜5です（入力: 0）" },
	{ { NULL }, "{\"kind\":\"appetite_set\",\"item\":\"D11\",\"level\":3}",
	  "Item: there is no 'D11'; there are: opening, P1, D1, D3, closing",
	  "項目: 「D11」はありません。あるもの: opening, P1, D1, D3, closing" },
	{ { NULL }, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"area\":\"moon\",\"level\":3}",
	  "Impact area: there is no 'moon'; there are: operations",
	  "影響分野: 「moon」はありません。あるもの: operations" },
	{ { NULL }, "{\"kind\":\"appetite_set\",\"item\":\"opening\",\"level\":3}",
	  "'Opening' is part of the meeting, not an item with its own result; choose a principle or a directive",
	  "「開会」は進行の区切りです。原則か指示を選んでください" },
	{ { NULL }, "{\"kind\":\"participant_arrived\",\"participant\":\"p9\"}",
	  "Participant: there is no 'p9'; there are: p1 Sato, p2 Suzuki, p3 Tanaka",
	  "参加者: 「p9」はありません。あるもの: p1 Sato, p2 Suzuki, p3 Tanaka" },
	{ { NULL }, "{\"kind\":\"session_changed\",\"agenda\":\"long\"}",
	  "Agenda: there is no 'long'; there are: standard, short, recess",
	  "進行表: 「long」はありません。あるもの: standard, short, recess" },
	{ { NULL }, "{\"kind\":\"session_changed\",\"held_on\":\"2026-02-31\"}",
	  "Held on: expected a date such as 2026-03-31, found \"2026-02-31\"",
	  "開催日: 2026-03-31 のような日付で入力してください（入力: \"2026-02-31\"）" },
	{ { NULL }, "{\"kind\":\"session_changed\",\"quorum\":-1}",
	  "Quorum goes from 0 to 100, not -1", "定足数は0〜100の整数です（入力: -1）" },
	{ { NULL }, "{\"kind\":\"session_changed\",\"language\":\"fr\"}",
	  "Language of the record is one of ja, en, not 'fr'", "記録の言語は ja, en のどれかです（入力: fr）" },
	{ { NULL }, "{\"kind\":\"participant_changed\",\"participant\":\"p1\",\"votes\":\"yes\"}",
	  "Votes: expected true or false, found \"yes\"", "議決権: true か falseで入力してください（入力: \"yes\"）" },
	{ { NULL }, "{\"kind\":\"note_added\",\"text\":\"a\\u001b[2Jb\"}",
	  "Note holds characters that can't be shown (control characters); remove them",
	  "メモに表示できない文字（制御文字）があります。取り除いてください" },
	{ { NULL }, "{\"kind\":\"participant_added\",\"name\":\"a\\nb\",\"role\":\"CEO\"}",
	  "Name holds characters that can't be shown (control characters); remove them",
	  "氏名に表示できない文字（制御文字）があります。取り除いてください" },
	{ { NULL }, "{\"kind\":\"session_changed\",\"label\":\"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddE\"}",
	  "Confidentiality takes at most 40 characters; this is 41", "取扱区分は40文字までです（入力: 41文字）" },
	{ { NULL }, "{\"kind\":\"note_added\"}", "Note is missing", "メモが入力されていません" },
	{ { NULL }, "{\"kind\":\"note_added\",\"text\":\"  \\n \"}", "Note is missing", "メモが入力されていません" },
	{ { NULL }, "{\"kind\":\"note_added\",\"text\":\"x\",\"note\":\"a b\"}",
	  "Note id: expected an id of letters, digits and '-' (at most 32), found \"a b\"",
	  "メモID: 英数字と「-」のID（32文字まで）で入力してください（入力: \"a b\"）" },
	{ { "{\"kind\":\"note_added\",\"text\":\"x\",\"note\":\"k\"}" },
	  "{\"kind\":\"note_added\",\"text\":\"x\",\"note\":\"k\"}",
	  "Note id 'k' is already used by event #5", "メモID「k」は記録 #5 で使われています" },
	{ { NULL }, "{\"kind\":\"note_added\",\"txt\":\"x\"}",
	  "there is no field 'txt' here; did you mean 'text'?", "「txt」という欄はありません。「text」ですか" },
	{ { NULL }, "{\"kind\":\"note_added\",\"colour\":\"x\"}",
	  "there is no field 'colour' here", "「colour」という欄はありません" },
	{ { NULL }, "{\"kind\":\"decision_made\",\"text\":\"x\"}",
	  "there is no kind of event 'decision_made'", "「decision_made」という種類の記録はありません" },
	{ { NULL }, "{\"kind\":\"note_aded\",\"text\":\"x\"}",
	  "there is no kind of event 'note_aded'; did you mean 'note_added'?",
	  "「note_aded」という種類の記録はありません。「note_added」ですか" },
	/* people */
	{ { NULL }, "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":{\"name\":\"情報システム部\",\"role\":\"-\"}}",
	  "'情報システム部' looks like a department; name the person who answers for it",
	  "「情報システム部」は部署名のようです。責任を負う個人の名前を入れてください" },
	{ { NULL }, "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"IT department\"}",
	  "'IT department' looks like a department; name the person who answers for it",
	  "「IT department」は部署名のようです。責任を負う個人の名前を入れてください" },
	{ { NULL }, "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"Mori Ken\"}",
	  "Accountable (A): Mori Ken is not among the participants; add the role, as in \"Name / Role\"",
	  "責任者（A）: Mori Kenさんは参加者にいません。「氏名／役職」の形で役職も入れてください" },
	{ { NULL }, "{\"kind\":\"participant_added\",\"name\":\"法務部\",\"role\":\"x\"}",
	  "'法務部' looks like a department; name the person who answers for it",
	  "「法務部」は部署名のようです。責任を負う個人の名前を入れてください" },
	{ { NULL }, "{\"kind\":\"participant_added\",\"name\":\"Sato\",\"role\":\"CEO\"}",
	  "Sato (CEO) is already among the participants", "Satoさん（CEO）はすでに参加者にいます" },
	{ { "{\"kind\":\"participant_changed\",\"participant\":\"p1\",\"removed\":true}" },
	  "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}",
	  "Sato has been taken off the list of participants", "Satoさんは名簿から外されています" },
	{ { "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}" },
	  "{\"kind\":\"participant_arrived\",\"participant\":\"p1\"}",
	  "Sato is already in the room", "Satoさんはすでに入室しています" },
	{ { NULL }, "{\"kind\":\"participant_left\",\"participant\":\"p1\"}",
	  "Sato is not in the room; record the arrival first", "Satoさんは在席していません。先に入室を記録してください" },
	{ { "{\"kind\":\"participant_recused\",\"participant\":\"p1\",\"item\":\"D3\",\"reason\":\"x\"}" },
	  "{\"kind\":\"participant_recused\",\"participant\":\"p1\",\"item\":\"D3\",\"reason\":\"x\"}",
	  "Sato stands aside from D3", "SatoさんはD3の審議を回避しています" },
	/* the session and its places */
	{ { NULL }, "{\"kind\":\"session_opened\",\"id\":\"s-2\",\"title\":\"t\",\"organisation\":\"o\","
	  "\"held_on\":\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"test-pack\"}",
	  "the session is already open", "この会議は開設済みです" },
	{ { NULL }, "{\"kind\":\"session_changed\"}", "nothing would change", "変更がありません" },
	{ { NULL }, "{\"kind\":\"session_changed\",\"title\":null}", "Title is missing", "会議名が入力されていません" },
	{ { NULL }, "{\"kind\":\"session_sealed\"}",
	  "gaps stay open: 3; mend them, or say why they stay open",
	  "抜けが3件あります。埋めるか、残す理由を入れてください" },
	{ { SEAL }, "{\"kind\":\"note_added\",\"text\":\"x\"}",
	  "the session was sealed by event #5 and can't be changed; open a follow-up session that points to it",
	  "この会議は記録 #5 で確定済みのため変更できません。続きは、この会議を前回とする新しい会議に記録してください" },
	{ { "@9 {\"kind\":\"note_added\",\"text\":\"x\"}" }, "@8 {\"kind\":\"note_added\",\"text\":\"x\"}",
	  "2026-11-24T05:08:00.000Z is before event #5 (2026-11-24T05:09:00.000Z); events go forward in time",
	  "2026-11-24T05:08:00.000Zは記録 #5（2026-11-24T05:09:00.000Z）より前です。記録は時刻の順に並びます" },
	{ { "{\"kind\":\"item_entered\",\"item\":\"D3\"}" }, "{\"kind\":\"item_entered\",\"item\":\"D3\"}",
	  "Know what to protect is already open", "守るものを決めるはすでに開いています" },
	{ { NULL }, "{\"kind\":\"item_left\",\"item\":\"D3\"}",
	  "Know what to protect is not open", "守るものを決めるは開いていません" },
	{ { NULL }, "{\"kind\":\"item_deferred\",\"item\":\"D3\"}", "Reason is missing", "理由が入力されていません" },
	/* rounds */
	{ { NULL }, "{\"kind\":\"round_opened\",\"item\":\"D3\",\"question\":\"motion\"}",
	  "a round for or against needs the text that is decided", "賛否の表明には、決議する文が要ります" },
	{ { ROUND }, ROUND, "round 1 on this item has not been revealed yet",
	  "この項目の第1回の表明がまだ開示されていません" },
	{ { ROUND }, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"level\":3}",
	  "a formal position needs the participant's name", "正式な表明には参加者の名前が要ります" },
	{ { ROUND, TAKEN, REVEAL }, TAKEN, "round 1 has been revealed; open a new round",
	  "第1回の表明は開示済みです。新しい表明を開いてください" },
	{ { MOTION }, TAKEN, "this round asks for for, against or abstain", "この表明は賛成・反対・棄権で答えます" },
	{ { ROUND }, "{\"kind\":\"position_taken\",\"round\":\"r1\",\"participant\":\"p1\",\"vote\":\"for\"}",
	  "this round asks for an appetite level from 1 to 5", "この表明はリスク選好の水準（1〜5）で答えます" },
	{ { ROUND }, REVEAL, "round 1 has no positions yet", "第1回の表明にはまだ立場がありません" },
	{ { ROUND, TAKEN, REVEAL }, "{\"kind\":\"corrected\",\"event\":6,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"round\":\"r1\",\"participant\":\"p1\",\"level\":4}}",
	  "a position can't be changed after the reveal; open a new round",
	  "開示後の立場は変えられません。新しい表明を開いてください" },
	/* decisions, owners, dates */
	{ { NULL }, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\"}",
	  "What is decided is missing", "決定内容が入力されていません" },
	{ { NULL }, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"deferred\",\"text\":\"x\"}",
	  "a deferred decision needs its reason", "保留には理由が要ります" },
	{ { NULL }, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"deferred\",\"text\":\"x\",\"because\":\"b\"}",
	  "a deferred decision says until when", "保留には「いつまでに」の日付が要ります" },
	{ { NULL }, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\",\"supersedes\":\"d7\"}",
	  "Supersedes: there is no 'd7' in this session", "差し替える決定: 「d7」はこの会議にありません" },
	{ { DEC, DEC, "{\"kind\":\"decision_superseded\",\"decision\":\"d1\",\"by\":\"d2\"}" },
	  "{\"kind\":\"decision_superseded\",\"decision\":\"d1\",\"by\":\"d2\"}",
	  "decision d1 has already been superseded by d2", "決定 d1 はすでに d2 に差し替えられています" },
	{ { DEC }, "{\"kind\":\"decision_superseded\",\"decision\":\"d1\",\"by\":\"d1\"}",
	  "decision d1 can't supersede itself", "決定 d1 を自分自身で差し替えることはできません" },
	{ { NULL }, "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p1\",\"due\":\"2025-03-31\"}",
	  "Due 2025-03-31 is before the meeting (2026-11-24)", "期限（2025-03-31）が開催日（2026-11-24）より前です" },
	/* actions */
	{ { ACTION, "{\"kind\":\"action_closed\",\"action\":\"a1\",\"state\":\"dropped\",\"reason\":\"x\"}" },
	  "{\"kind\":\"action_changed\",\"action\":\"a1\",\"what\":\"y\"}",
	  "action a1 is already closed", "宿題 a1 は終了しています" },
	{ { ACTION }, "{\"kind\":\"action_closed\",\"action\":\"a1\",\"state\":\"done\"}",
	  "an action is done when there is evidence; say what it is", "完了にするには証跡を入れてください" },
	{ { ACTION }, "{\"kind\":\"action_closed\",\"action\":\"a1\",\"state\":\"dropped\"}",
	  "an action is dropped for a reason; say which", "取りやめには理由が要ります" },
	{ { ACTION }, "{\"kind\":\"action_changed\",\"action\":\"a1\",\"cost\":{\"amount\":-5,\"currency\":\"JPY\"}}",
	  "Cost: Amount goes from 0 to 1000000000000000, not -5",
	  "費用: 金額は0〜1000000000000000の整数です（入力: -5）" },
	/* acceptances */
	{ { NULL }, "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"valid_until\":\"2027-11-25\"}",
	  "valid until 2027-11-25 is too long; an acceptance ends within 12 months of the meeting (2027-11-24)",
	  "有効期限 2027-11-25 は長すぎます。リスク受容は開催日から12か月（2027-11-24）までです" },
	{ { NULL }, "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"valid_until\":\"2027-05-01\",\"review_by\":\"2027-05-01\"}",
	  "the review (2027-05-01) must come before the end of validity (2027-05-01)",
	  "見直し期限（2027-05-01）は有効期限（2027-05-01）より前にしてください" },
	{ { "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\"}" }, APPROVE,
	  "acceptance ac1 can't be approved without: Risk as measured",
	  "リスク受容 ac1 は次がないと承認できません: リスクの状態" },
	{ { WHOLE("") }, "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\"}",
	  "acceptance ac1 can't be approved without: Approver",
	  "リスク受容 ac1 は次がないと承認できません: 承認者" },
	{ { WHOLE("") }, "{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\",\"approver\":\"p2\"}",
	  "Suzuki asked for this acceptance and can't approve it alone; another approver is needed, or a reason",
	  "Suzukiさんは申請者なので、一人では承認できません。別の承認者か、同じ人が承認する理由が要ります" },
	{ { "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"risk\":{\"likelihood\":3,\"impact\":3,"
	    "\"level\":9,\"measured_on\":\"2026-11-01\"}}" }, APPROVE,
	  "acceptance ac1 can't be approved without: Exposure range and its basis",
	  "リスク受容 ac1 は次がないと承認できません: 想定損失の幅と根拠" },
	{ { "{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\"," RISK ",\"options\":[\"o\"]}" }, APPROVE,
	  "acceptance ac1 can't be approved without: Another option with its cost",
	  "リスク受容 ac1 は次がないと承認できません: 費用つきの別案" },
	{ { AVERSE, WHOLE("") }, APPROVE,
	  "acceptance ac1 is outside the appetite (9, the line is 2): approve it after a named round of the whole board"
	  " on this item",
	  "リスク受容 ac1 はリスク選好の外です（9、線は2）。この項目で取締役全員の立場を記名で開いてから承認してください" },
	/* a round before the proposal, and a straw one, are none of the board's on it */
	{ { ROUND, TAKEN, REVEAL, AVERSE, WHOLE("") }, APPROVE,
	  "acceptance ac1 is outside the appetite (9, the line is 2): approve it after a named round of the whole board"
	  " on this item",
	  "リスク受容 ac1 はリスク選好の外です（9、線は2）。この項目で取締役全員の立場を記名で開いてから承認してください" },
	{ { WHOLE(""), APPROVE }, RENEW("2026-11-01"),
	  "a renewal needs a new measurement; 2026-11-01 is not after 2026-11-01",
	  "更新には測り直した値が必要です。2026-11-01 は前回の 2026-11-01 より後の日ではありません" },
	{ { WHOLE(""), APPROVE, RENEW("2026-11-02"), RENEW("2026-11-03") }, RENEW("2026-11-04"),
	  "renewal 3 of acceptance ac1 is the board's: hold a named round of the whole board on this item first",
	  "3回目の更新（リスク受容 ac1）は取締役会で決めます。先にこの項目で全員の立場を記名で開いてください" },
	{ { WHOLE(""), APPROVE }, APPROVE, "acceptance ac1 is approved, not proposed",
	  "リスク受容 ac1 の状態は承認済みです（起案ではありません）" },
	{ { WHOLE(",\"conditions\":[\"c\"]"), "{\"kind\":\"condition_met\",\"condition\":\"c1\",\"evidence\":\"e\"}" },
	  "{\"kind\":\"condition_met\",\"condition\":\"c1\",\"evidence\":\"e\"}",
	  "condition c1 is already met", "条件 c1 はすでに満たされています" },
	/* taking back, correcting; worksheets: sheet_test.c */
	{ { NULL }, "{\"kind\":\"undone\",\"event\":99}", "there is no event #99 in this session",
	  "この会議に記録 #99 はありません" },
	{ { NULL }, "{\"kind\":\"undone\",\"event\":2}",
	  "event #2 is not the newest; #4 would be taken back first",
	  "記録 #2 は最新ではありません。先に #4 を取り消してください" },
	{ { ROUND, TAKEN, REVEAL }, "{\"kind\":\"undone\",\"event\":7}",
	  "event #7 (Reveal) can't be taken back; it can only be corrected or revoked",
	  "記録 #7（開示）は取り消せません。訂正か撤回で対応してください" },
	{ { DEC }, "{\"kind\":\"corrected\",\"event\":5,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"decision\":\"d9\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"y\"}}",
	  "a correction keeps the id d1", "訂正では ID（d1）を変えられません" },
	{ { DEC, "{\"kind\":\"undone\",\"event\":5}" },
	  "{\"kind\":\"corrected\",\"event\":5,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"y\"}}",
	  "event #5 was taken back by #6", "記録 #5 は #6 で取り消されています" },
	{ { NULL }, "{\"kind\":\"corrected\",\"event\":1,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"title\":\"y\"}}",
	  "event #1 can't be corrected; record a new fact instead",
	  "記録 #1 は訂正できません。新しい記録として入れてください" },
	{ { ACTION, "{\"kind\":\"action_closed\",\"action\":\"a1\",\"state\":\"done\",\"evidence\":\"e\"}" },
	  "{\"kind\":\"corrected\",\"event\":5,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":{\"what\":\"x\",\"action\":\"a1\",\"due\":\"2020-01-01\"}}",
	  "Due 2020-01-01 is before the meeting (2026-11-24)", "期限（2020-01-01）が開催日（2026-11-24）より前です" },
	{ { DEC }, "{\"kind\":\"corrected\",\"event\":5,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":\"text\"}",
	  "a record must be an object such as {\"item\":\"D3\"}", "記録は {\"item\":\"D3\"} のような形で書いてください" },
};

static void refusals_say_why(void **state)
{
	(void)state;
	refuse_each(refusals, sizeof(refusals) / sizeof(refusals[0]));
}

static void nothing_before_the_opening(void **state)
{
	struct session *session = session_new(fixture_pack());
	struct error err = { ERROR_NONE, "" };

	(void)state;
	assert_false(record(session, "{\"kind\":\"note_added\",\"text\":\"x\"}", &err));
	assert_string_equal(err.text, "the session has not been opened yet");
	assert_false(record(session, "{\"kind\":\"session_opened\",\"id\":\"s\",\"title\":\"t\",\"organisation\":\"o\","
			    "\"held_on\":\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"other\"}", &err));
	assert_string_equal(err.text, "the session names the pack 'other', but 'test-pack' is loaded");
	session_free(session);
}

static void a_correction_that_breaks_later_events_is_refused(void **state)
{
	static const char *const lines[] = {
		WHOLE(""), APPROVE, NULL
	};
	struct session *session = session_of(lines);
	struct error err = { ERROR_NONE, "" };

	(void)state;
	assert_false(record(session, "{\"kind\":\"corrected\",\"event\":5,\"because\":\"typo\",\"requested_by\":\"p1\",\"body\":"
			    "{\"title\":\"t\",\"item\":\"D3\",\"acceptance\":\"ac1\"}}", &err));
	assert_string_equal(err.text, "then event #6 (Approval of a risk acceptance) would no longer hold: "
			    "acceptance ac1 can't be approved without: Risk as measured");
	session_free(session);
}

static void departments_are_no_persons(void **state)
{
	static const char *const departments[] = {
		"情報システム部", "総務部", "第一製造部", "経営企画室", "法務課", "セキュリティチーム", "IT",
		"Security Team", "Finance Department", "Legal", "みなと精機株式会社", "監査委員会", "ＩＴ部",
		"CSIRT", "リスク管理グループ", "全員", "TBD",
	};
	static const char *const people[] = {
		"阿部 寛", "服部", "長谷部 誠", "渡部", "大室 太郎", "園部 次郎", "Sato", "Abe Hiroshi", "岡部",
		"Ann Board-Smith", "Lee", "磯部", "髙橋 一郎",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(departments) / sizeof(departments[0]) + sizeof(people) / sizeof(people[0]); i++) {
		bool department = i < sizeof(departments) / sizeof(departments[0]);
		const char *name = department ? departments[i]
					      : people[i - sizeof(departments) / sizeof(departments[0])];
		struct session *session = session_of(NULL);
		char line[256];

		snprintf(line, sizeof(line), "{\"kind\":\"participant_added\",\"name\":\"%s\",\"role\":\"r\"}", name);
		if (record(session, line, NULL) == department)
			fail_msg("%s is %s", name, department ? "a department" : "a person");
		session_free(session);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refusals_say_why),
		cmocka_unit_test(nothing_before_the_opening),
		cmocka_unit_test(a_correction_that_breaks_later_events_is_refused),
		cmocka_unit_test(departments_are_no_persons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
