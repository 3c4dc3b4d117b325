/*
 * Every screen as a picture in text: tests/app/screens/NAME.LANG.WxH.txt.
 * ENTAKU_BLESS=1 writes them anew; look at the difference before committing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "support.h"
#include "support_golden.h"
#include "workshop/session.h"

#define FOLDER GOLDEN_FOLDER

static void home_empty(struct room *room)
{
	(void)room;
}

static void home(struct room *room)
{
	room_list(room);
}

static void setup_form(struct room *room)
{
	room_list(room);
	room_keys(room, "n");
	room_type(room, both("Half-year workshop", "半期ワークショップ"));
	room_keys(room, "Tab");
	room_type(room, both("Minato Seiki", "みなと精機"));
	room_keys(room, "Tab Tab");
}

static void participants(struct room *room)
{
	room_prepare(room);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "i Down i Down Down");
}

static void participant_form(struct room *room)
{
	room_prepare(room);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "a");
	room_type(room, both("Kobayashi Rei", "小林 玲"));
	room_keys(room, "Tab");
}

static void item_explain_p1(struct room *room)
{
	room_meet(room);
	room_record(room, room->session, "item_entered", "{\"item\":\"P1\"}");
	room_minutes(room, 3);
	room_show(room, "P1", "explain", NULL);
}

static void item_explain_d3(struct room *room)
{
	room_meet(room);
	room_show(room, NULL, NULL, NULL);
}

static void item_explain_opening(struct room *room)
{
	room_prepare(room);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "] y");
	room_minutes(room, 1);
}

static void questions(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "Tab");
}

static void questions_hidden(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "F9 Tab");
}

static void decide_empty(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "4");
}

static void decide_filled(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "d");
	room_type(room, both("Replace the plant server; cut it off until then.",
			     "旧生産管理サーバーを更新し、それまでは網を切り離す。"));
	room_keys(room, "Tab Tab");
	room_type(room, both("three days of standstill would exceed our appetite",
			     "三日止まればリスク選好を超えるため"));
	room_keys(room, "Enter p 2 Tab");
	room_type(room, both("A plant may stand still, data may not leave.",
			     "工場は止めても、情報は出さない。"));
	room_keys(room, "Tab 1 Enter o 4 Tab");
	room_type(room, "3/31");
	room_keys(room, "Enter s");
	room_type(room, both("I want this done before the audit.", "監査の前に終えてほしい。"));
	room_keys(room, "Tab 7 Enter n");
	room_type(room, both("Ask the vendor for two dates.", "ベンダーに候補日を二つ聞く"));
	room_keys(room, "Enter");
}

static void decision_form(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "d");
	room_type(room, "旧生産管理サーバーを2027年3月末までに更新し、それまでは網を切り離す。");
}

static void appetite_form(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "p 3");
}

static void owner_form(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "o");
	room_type(room, both("tan", "田"));
	room_keys(room, "Tab");
	room_type(room, "+3m");
}

static void correction_form(struct room *room)
{
	decide_filled(room);
	room_keys(room, "g Down e");
}

static void last_time(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "6");
}

static void overview(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "O");
}

static void closing(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "C");
}

static void closing_read_back(struct room *room)
{
	room_complete(room);
	room_show(room, NULL, NULL, NULL);
	room_keys(room, "C");
}

static void sealing_form(struct room *room)
{
	closing(room);
	room_keys(room, "S");
	room_type(room, both("the rest follows in January", "残りは1月の会議で扱う"));
}

static void ask(struct room *room)
{
	sealing_form(room);
	room_keys(room, "Enter");
}

static void sealed(struct room *room)
{
	room_complete(room);
	room_record(room, room->session, "session_sealed", arena_printf(room->arena,
		    "{\"open_reason\":\"%s\"}", both("the rest follows", "残りは次回")));
	room_show(room, NULL, NULL, both("this session is sealed", "確定済みです"));
	room_keys(room, "C");
}

static void help(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "?");
}

static void prompt(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, ":");
	room_type(room, "o");
}

static void refusal(struct room *room)
{
	item_explain_d3(room);
	room_keys(room, "o");
	room_type(room, both("Plant department", "生産技術部"));
	room_keys(room, "Enter");
}

static void since(struct room *room)
{
	room_meet(room);
	room_record(room, room->parent, "action_added", "{\"what\":\"Order the separation of the plant network / "
		    "工場の網の分離を発注する\",\"owner\":{\"name\":\"Tanaka\",\"role\":\"COO\"},\"due\":\"2026-03-31\",\"item\":\"D3\"}");
	room_record(room, room->parent, "action_added", "{\"what\":\"Name a deputy\",\"due\":\"2027-03-31\"}");
	room_show(room, "opening", "last", NULL);
	room_keys(room, "c Down");
}

/* This year's session beside last year's. */
static void compared(struct room *room)
{
	const struct session *sessions[2];

	room_meet(room);
	room_record(room, room->session, "appetite_set", "{\"item\":\"D3\",\"level\":2}");
	room_show(room, "D3", "explain", NULL);
	room_keys(room, ": h o m e Enter");
	sessions[0] = room->session;
	sessions[1] = room->parent;
	app_compare(room->app, sessions, 2);
}

static void compared_all(struct room *room)
{
	compared(room);
	room_keys(room, "a End");
}

static void agenda(struct room *room)
{
	room_meet(room);
	room_show(room, "D3", "explain", NULL);
	room_keys(room, "T");
	room_minutes(room, 3);
}

static void agenda_minutes(struct room *room)
{
	room_meet(room);
	room_show(room, "D3", "explain", NULL);
	room_keys(room, "T Down e");
}

static void paused(struct room *room)
{
	room_meet(room);
	room_show(room, "D3", "explain", NULL);
	room_keys(room, "z 1 0 Enter");
	room_minutes(room, 4);
}

static void protected_end(struct room *room)
{
	room_meet(room);
	room_show(room, "D3", "explain", NULL);
	room_minutes(room, 70);
	room_keys(room, "]");
}

static const struct golden_screen screens[] = {
	{ "home-empty", home_empty }, { "home", home }, { "setup-form", setup_form },
	{ "participants", participants }, { "participant-form", participant_form },
	{ "item-p1", item_explain_p1 }, { "item-d3", item_explain_d3 },
	{ "item-opening", item_explain_opening }, { "questions", questions },
	{ "questions-hidden", questions_hidden }, { "decide-empty", decide_empty },
	{ "decide-filled", decide_filled }, { "decision-form", decision_form },
	{ "appetite-form", appetite_form }, { "owner-form", owner_form },
	{ "correction-form", correction_form }, { "last-time", last_time },
	{ "overview", overview }, { "close", closing }, { "close-read-back", closing_read_back },
	{ "sealing-form", sealing_form }, { "ask", ask }, { "sealed", sealed }, { "help", help },
	{ "prompt", prompt }, { "refusal", refusal }, { "agenda", agenda },
	{ "since", since }, { "compare", compared }, { "compare-all", compared_all }, { "agenda-minutes", agenda_minutes }, { "paused", paused }, { "protected", protected_end },
};

static void every_screen_is_as_it_was(void **state)
{
	(void)state;
	golden_screens(screens, sizeof(screens) / sizeof(screens[0]));
}

static void a_small_terminal_is_told_so(void **state)
{
	struct room room;
	int different = 0;

	(void)state;
	for (int which = 0; which < LANG_COUNT; which++) {
		lang = (enum lang)which;
		room_open(&room);
		different += !golden_same(&room, arena_printf(room.arena, FOLDER "/too-small.%s.60x20.txt",
						       lang_code(lang)), room_dump(&room, 60, 20));
		room_close(&room);
	}
	assert_int_equal(different, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_screen_is_as_it_was),
		cmocka_unit_test(a_small_terminal_is_told_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
