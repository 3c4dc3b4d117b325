/* The company of the pictures: みなと精機, its board, and what it decided. */
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "workshop/session.h"

static const struct { const char *en, *ja, *role_en, *role_ja; bool votes; } people[] = {
	{ "Sato Ichiro", "佐藤 一郎", "President", "代表取締役社長", true },
	{ "Suzuki Hanako", "鈴木 花子", "CISO", "CISO", false },
	{ "Takahashi Jiro", "高橋 次郎", "CFO", "財務担当取締役", true },
	{ "Tanaka Misaki", "田中 美咲", "Plant director", "生産担当取締役", true },
	{ "Ito Ken", "伊藤 健", "Outside director", "社外取締役", true },
	{ "Watanabe Yumi", "渡辺 由美", "Outside director", "社外取締役", true },
	{ "Yamamoto Makoto", "山本 誠", "Corporate auditor", "監査役", false },
};

enum { PEOPLE = sizeof(people) / sizeof(people[0]) };

void room_list(struct room *room)
{
	struct app_row row[] = {
		{ .number = 4, .id = "0190-d", .title = both("Board workshop on cyber risk, no. 3",
		  "第3回 サイバーリスク取締役会"), .held_on = "2026-11-24", .state = "running",
		  .events = 58, .decided = 5, .stops = 13 },
		{ .number = 3, .id = "0190-c", .title = both("Minato Logistics: first workshop",
		  "みなと物流 初回ワークショップ"), .held_on = "2026-12-08", .state = "prepared",
		  .entity = both("Minato Logistics", "みなと物流"), .events = 8, .stops = 10 },
		{ .number = 2, .id = "0190-b", .title = both("Board workshop on cyber risk, no. 2",
		  "第2回 サイバーリスク取締役会"), .held_on = "2025-11-12", .state = "sealed",
		  .events = 131, .decided = 13, .stops = 13 },
		{ .number = 1, .id = "0190-a", .title = both("Board workshop on cyber risk, no. 1",
		  "第1回 サイバーリスク取締役会"), .held_on = "2024-11-20", .state = "sealed",
		  .events = 96, .decided = 11, .stops = 13, .read_only = true },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		row[i].organisation = both("Minato Seiki", "みなと精機");
		row[i].entity = row[i].entity ? row[i].entity : "";
		row[i].label = both("Confidential", "社外秘");
		row[i].agenda = "standard";
	}
	app_sessions(room->app, row, sizeof(row) / sizeof(row[0]));
}

static struct session *open_session(struct room *room, const char *id, const char *title,
				    const char *held_on, const char *parent)
{
	struct session *session = session_new(room->pack);

	room_record(room, session, "session_opened", arena_printf(room->arena,
		"{\"id\":\"%s\",\"title\":\"%s\",\"organisation\":\"%s\",\"held_on\":\"%s\","
		"\"agenda\":\"standard\",\"label\":\"%s\",\"language\":\"%s\",\"pack\":\"%s\","
		"\"purpose\":\"%s\",\"quorum\":3%s%s%s}", id, title,
		both("Minato Seiki", "みなと精機"), held_on, both("Confidential", "社外秘"),
		lang_code(lang), room->pack->id,
		both("To decide how much cyber risk we carry, and who answers for it.",
		     "サイバーリスクをどこまで負うか、誰が責任を持つかを決める。"),
		parent ? ",\"parent\":\"" : "", parent ? parent : "", parent ? "\"" : ""));
	for (size_t i = 0; i < PEOPLE; i++)
		room_record(room, session, "participant_added", arena_printf(room->arena,
			"{\"name\":\"%s\",\"role\":\"%s\",\"votes\":%s}",
			both(people[i].en, people[i].ja), both(people[i].role_en, people[i].role_ja),
			people[i].votes ? "true" : "false"));
	return session;
}

static void arrive(struct room *room, struct session *session)
{
	for (int i = 1; i < PEOPLE; i++)
		room_record(room, session, "participant_arrived",
			    arena_printf(room->arena, "{\"participant\":\"p%d\"}", i));
}

void room_prepare(struct room *room)
{
	room->session = open_session(room, "0190-d", both("Board workshop on cyber risk, no. 3",
				     "第3回 サイバーリスク取締役会"), "2026-11-24", NULL);
}

static void visit(struct room *room, struct session *session, const char *item, int minutes)
{
	room_record(room, session, "item_entered",
		    arena_printf(room->arena, "{\"item\":\"%s\"}", item));
	room_minutes(room, minutes);
}

static void decide(struct room *room, struct session *session, const char *item, int level,
		   const char *sentence, const char *text, const char *due)
{
	room_record(room, session, "appetite_set", arena_printf(room->arena,
		"{\"item\":\"%s\",\"level\":%d,\"sentence\":\"%s\",\"said_by\":\"p1\"}",
		item, level, sentence));
	room_record(room, session, "decision_recorded", arena_printf(room->arena,
		"{\"item\":\"%s\",\"outcome\":\"adopted\",\"text\":\"%s\",\"treatment\":\"modify\"}",
		item, text));
	room_record(room, session, "owner_assigned", arena_printf(room->arena,
		"{\"item\":\"%s\",\"accountable\":\"p4\",\"responsible\":[\"p2\"]%s%s%s}", item,
		due ? ",\"due\":\"" : "", due ? due : "", due ? "\"" : ""));
}

static void hold_parent(struct room *room)
{
	int64_t at = room->at;

	room->at -= (int64_t)377 * 24 * 3600 * 1000;
	room->parent = open_session(room, "0190-b", both("Board workshop on cyber risk, no. 2",
				    "第2回 サイバーリスク取締役会"), "2025-11-12", NULL);
	arrive(room, room->parent);
	visit(room, room->parent, "D3", 9);
	decide(room, room->parent, "D3", 3,
	       both("We stop a line rather than lose a customer's drawings.",
		    "顧客の図面を失うくらいなら、ラインを止める。"),
	       both("Keep the old plant server until May 2026, with the network cut off.",
		    "旧生産管理サーバーは、網を切り離したうえで2026年5月まで使う。"), "2026-05-31");
	room->at = at;
}

void room_meet(struct room *room)
{
	struct session *session;

	hold_parent(room);
	session = room->session = open_session(room, "0190-d",
		both("Board workshop on cyber risk, no. 3", "第3回 サイバーリスク取締役会"),
		"2026-11-24", "0190-b");
	arrive(room, session);
	visit(room, session, "opening", 5);
	visit(room, session, "review", 12);
	visit(room, session, "P1", 8);
	decide(room, session, "P1", 3, both("We carry what three days of standstill cost us, no more.",
	       "三日間の操業停止までは耐える。それ以上は負わない。"),
	       both("Review the appetite at each half-year board meeting.",
		    "リスク選好は半期ごとの取締役会で見直す。"), "2027-03-31");
	visit(room, session, "P2", 7);
	room_record(room, session, "decision_recorded", arena_printf(room->arena,
		"{\"item\":\"P2\",\"outcome\":\"deferred\",\"text\":\"%s\",\"because\":\"%s\","
		"\"until\":\"2027-02-28\"}",
		both("Minimum demands on suppliers", "取引先への最低限の要求事項"),
		both("the list of suppliers is not complete", "取引先一覧が揃っていないため")));
	visit(room, session, "P3", 6);
	visit(room, session, "D1", 9);
	decide(room, session, "D1", 2, both("No excuses in front of our customers.",
	       "お客様の前で言い訳はしない。"),
	       both("Publish the security policy in the president's name by January.",
		    "セキュリティ方針を社長名で1月までに公表する。"), NULL);
	visit(room, session, "D2", 8);
	room_record(room, session, "item_deferred", arena_printf(room->arena,
		"{\"item\":\"D2\",\"reason\":\"%s\",\"until\":\"2027-01-29\"}",
		both("HR director absent", "人事担当役員が欠席のため")));
	visit(room, session, "D3", 6);
	room->at += 12000;
}

void room_complete(struct room *room)
{
	char item[16];

	room_meet(room);
	for (int i = 3; i <= 10; i++) {
		snprintf(item, sizeof(item), "D%d", i);
		if (i > 3)
			visit(room, room->session, item, 6);
		decide(room, room->session, item, i % 5 + 1,
		       both("This is how far we go, and no further.", "ここまでは進む。その先は立ち止まる。"),
		       both("Do what was proposed in the paper, in two steps, beginning with the main plant.",
			    "資料の案のとおり、主力工場から二段階で進める。"), "2027-06-30");
	}
	room_record(room, room->session, "statement_recorded", arena_printf(room->arena,
		"{\"item\":\"D6\",\"who\":\"p6\",\"text\":\"%s\",\"on_request\":true}",
		both("I am against a budget below last year's.", "前年を下回る予算には反対です。")));
}
