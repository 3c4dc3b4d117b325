/*
 * The screens that decisions stand on, as pictures in text: positions, acceptances,
 * actions, the close gate; and the worst case: twenty people with long names, ten
 * options.  ENTAKU_BLESS=1 writes them anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support.h"
#include "support_golden.h"
#include "workshop/session.h"

static void positions_empty(struct room *room)
{
	room_meet(room);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "v");
}

static void round_form(struct room *room)
{
	positions_empty(room);
	room_keys(room, "v Right Tab");
	room_type(room, both("The plant network is cut off by March.", "工場の網を3月までに切り離す。"));
}

static void positions_sealed(struct room *room)
{
	positions_empty(room);
	room_keys(room, "v Enter 2 3 5");
}

static void positions_ask(struct room *room)
{
	positions_sealed(room);
	room_keys(room, "v");
}

static void positions_revealed(struct room *room)
{
	positions_sealed(room);
	room_keys(room, "3 v y g Down Down Enter");
	room_type(room, both("we lose the customer if a line stops", "ラインが止まれば客先を失うため"));
	room_keys(room, "Tab Space Enter");
}

static void positions_second(struct room *room)
{
	positions_revealed(room);
	room_keys(room, "v Enter 3 3 3 3 v y");
}

static void positions_motion(struct room *room)
{
	round_form(room);
	room_keys(room, "Enter 1 1 2 3 v y");
}

static void positions_straw(struct room *room)
{
	positions_empty(room);
	room_keys(room, "v Tab Tab Tab Right Enter 2 3 3 4 v y");
}

static void twenty_people(struct room *room)
{
	room_meet(room);
	for (int i = 8; i <= 20; i++) {
		const char *name = both("Bartholomew-Christopher Featherstonehaugh",
					"東海林長宗我部勅使河原小鳥遊四月一日八月朔日十二月田一尺八寸山月見里栗花落薬袋");

		room_record(room, room->session, "participant_added", arena_printf(room->arena,
			"{\"name\":\"%s%d\",\"role\":\"%s\",\"votes\":true}", name, i,
			both("Outside director and chair of the audit committee", "社外取締役 監査等委員会委員長")));
		room_record(room, room->session, "participant_arrived",
			    arena_printf(room->arena, "{\"participant\":\"p%d\"}", i));
	}
	room_show(room, NULL, NULL, NULL);
}

static void worst_positions(struct room *room)
{
	twenty_people(room);
	room_keys(room, "v v Enter 2 3 5 3 4 1 1 2 3 3 3 2 5 4 3 2 1 v y");
}

static void worst_setup(struct room *room)
{
	twenty_people(room);
	room_record(room, room->session, "participant_changed",
		    "{\"participant\":\"p8\",\"deputy_for\":\"Ito Ken\",\"confirm_by\":\"Ito Ken\","
		    "\"confirm_until\":\"2026-12-31\"}");
	room_record(room, room->session, "participant_recused",
		    "{\"participant\":\"p9\",\"item\":\"D6\",\"reason\":\"supplier\"}");
	room_keys(room, "i");
}

static void recusal_form(struct room *room)
{
	room_meet(room);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "i Down r Tab");
	room_type(room, both("sits on the supplier's board", "取引先の役員を兼ねるため"));
}

/* An acceptance outside the appetite, whole, with two conditions. */
static void propose(struct room *room, int options)
{
	struct str list = STR_INIT;

	for (int i = 1; i <= options; i++)
		str_printf(&list, "%s{\"text\":\"%s %d\",\"cost\":{\"amount\":%d,\"currency\":\"JPY\"},\"why_not\":\"%s\"}",
			   i > 1 ? "," : "", both("replace the servers of plant no.", "更新する工場の数:"), i,
			   i * 12000000, both("not before the yearly stop of all lines", "全ラインの定期停止まで待てない"));
	room_record(room, room->session, "appetite_set",
		    "{\"item\":\"D3\",\"area\":\"operations\",\"level\":2}");
	room_record(room, room->session, "acceptance_proposed", arena_printf(room->arena,
		"{\"item\":\"D3\",\"area\":\"operations\",\"title\":\"%s\",\"risk\":{\"likelihood\":4,\"impact\":4,"
		"\"level\":16,\"exposure_low\":{\"amount\":100000000,\"currency\":\"JPY\"},"
		"\"exposure_high\":{\"amount\":300000000,\"currency\":\"JPY\"},\"basis\":\"%s\","
		"\"measured_on\":\"2026-11-20\"},\"options\":[%s],\"justification\":\"%s\",\"requester\":\"p2\","
		"\"owner\":\"p4\",\"approver\":\"p3\",\"authority\":\"%s\",\"valid_until\":\"2027-05-24\","
		"\"review_by\":\"2027-02-24\",\"triggers\":[\"%s\",\"%s\"],\"conditions\":["
		"{\"text\":\"%s\",\"owner\":\"p4\",\"due\":\"2027-03-31\"},"
		"{\"text\":\"%s\",\"owner\":\"p2\",\"due\":\"2026-12-20\"}]}",
		both("The old controllers are taken over from outside and the plant stands still",
		     "旧式の制御装置が外部から操作され、工場が止まる"),
		both("three days of margin", "停止3日分の粗利"), list.text,
		both("The replacement waits for the yearly stop.", "更新は定期修理まで待つ。"),
		both("Rules of authority, section 12", "職務権限規程 第12条"),
		both("an incident at another plant", "他社工場での事故"), both("the vendor ends support", "保守の終了"),
		both("Cut the plant network off", "工場の網を切り離す"), both("Watch it day and night", "24時間監視する")));
	str_release(&list);
}

static void acceptance_form(struct room *room)
{
	room_meet(room);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "r");
	room_type(room, both("The controllers are taken over and the plant stands still",
			     "制御装置が外部から操作され、工場が止まる"));
	room_keys(room, "Tab Right Tab 4 Tab 4 Tab Tab");
	room_type(room, both("100M", "1億"));
	room_keys(room, "Tab");
	room_type(room, both("300M", "3億"));
}

static void acceptance_lines(struct room *room)
{
	acceptance_form(room);
	room_keys(room, "Tab Tab Tab Tab");
	room_type(room, both("replace them @ 120M / waits for the stop", "設備を更新する @ 1.2億 / 定期修理を待つ"));
	room_keys(room, "M-Enter");
	room_type(room, both("cut off only @ dear", "分離だけ行う @ たくさん"));
	room_keys(room, "Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab");
}

static void acceptances(struct room *room)
{
	room_meet(room);
	propose(room, 2);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "R");
}

static void acceptance_refused(struct room *room)
{
	acceptances(room);
	room_keys(room, "y Enter");
}

static void worst_acceptance(struct room *room)
{
	room_meet(room);
	propose(room, 10);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "R Down");
}

static void actions(struct room *room)
{
	room_meet(room);
	propose(room, 1);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "a");
	room_type(room, both("Order the firewall for plant no. 2", "第2工場の防火壁を発注する"));
	room_keys(room, "Tab 4 Tab");
	room_type(room, "+2m");
	room_keys(room, "Tab");
	room_type(room, both("30M", "3000万"));
	room_keys(room, "Tab Tab Right Enter A a");
	room_type(room, both("Ask three vendors", "三社に見積りを頼む"));
	room_keys(room, "Enter a");
	room_type(room, both("Write the list of controllers", "制御装置の一覧を作る"));
	room_keys(room, "Tab 2 Enter Down Down y");
	room_type(room, both("list of 2026-11-20", "2026-11-20 の一覧"));
	room_keys(room, "Enter g");
}

static void action_done(struct room *room)
{
	actions(room);
	room_keys(room, "y");
}

static void overview(struct room *room)
{
	room_complete(room);
	propose(room, 1);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "v v Enter 2 3 5 3 v y O");
}

static void close_questions(struct room *room)
{
	overview(room);
	room_keys(room, "C G Up Up Up Up Up Up Up");
}

static void question_form(struct room *room)
{
	room_complete(room);
	room_record(room, room->session, "decision_recorded",
		    "{\"item\":\"D6\",\"outcome\":\"adopted\",\"text\":\"Wait\",\"treatment\":\"retain\"}");
	room_record(room, room->session, "appetite_set", "{\"item\":\"D6\",\"level\":1,\"sentence\":\"No.\"}");
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "C");
	for (int i = 0; i < 60 && !room_shows(room, both("Question settled", "確認事項の回答")); i++)
		room_keys(room, i % 2 ? "Escape C Down" : "Enter");
}

static void gap_form(struct room *room)
{
	room_complete(room);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "C x");
	room_type(room, both("the secretary asks in December", "12月に事務局が確認する"));
}

static void sign_offs(struct room *room)
{
	room_complete(room);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "C y y y Enter Tab");
	room_type(room, both("I spoke against the budget of D6", "指示6の予算に反対した"));
	room_keys(room, "S-Tab Left Enter");
}

static const struct golden_screen screens[] = {
	{ "positions-empty", positions_empty }, { "round-form", round_form },
	{ "positions-sealed", positions_sealed }, { "positions-ask", positions_ask },
	{ "positions-revealed", positions_revealed }, { "positions-second", positions_second },
	{ "positions-motion", positions_motion }, { "positions-straw", positions_straw },
	{ "worst-positions", worst_positions }, { "worst-setup", worst_setup },
	{ "recusal-form", recusal_form }, { "acceptance-form", acceptance_form },
	{ "acceptance-lines", acceptance_lines }, { "acceptances", acceptances },
	{ "acceptance-refused", acceptance_refused }, { "worst-acceptance", worst_acceptance },
	{ "actions", actions }, { "action-done", action_done }, { "overview-full", overview },
	{ "close-questions", close_questions }, { "question-form", question_form },
	{ "gap-form", gap_form }, { "sign-offs", sign_offs },
};

static void every_screen_is_as_it_was(void **state)
{
	(void)state;
	golden_screens(screens, sizeof(screens) / sizeof(screens[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_screen_is_as_it_was) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
