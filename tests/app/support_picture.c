/* See support_picture.h. */
#include "support_picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "ui/canvas.h"
#include "workshop/session.h"
#include "workshop/sheet.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define TEXT(ja, en) { ja, en }

static struct choice treatments[] = {
	{ "modify", TEXT("低減", "modify") }, { "retain", TEXT("受容", "retain") },
	{ "avoid", TEXT("回避", "avoid") }, { "share", TEXT("移転・共有", "share") },
};
static struct bitext likelihoods[] = {
	TEXT("まれ", "rare"), TEXT("低い", "seldom"), TEXT("時々", "at times"), TEXT("多い", "often"),
	TEXT("常時", "always"),
};
static struct bitext impacts[] = {
	TEXT("軽微", "slight"), TEXT("小", "small"), TEXT("中", "medium"), TEXT("大", "severe"),
	TEXT("存続", "ruin"),
};
static struct field risk_columns[] = {
	{ .id = "risk", .type = FIELD_TEXT, .title = TEXT("リスク", "Risk") },
	{ .id = "area", .type = FIELD_AREA, .title = TEXT("影響分野", "Area") },
	{ .id = "likelihood", .type = FIELD_SCALE, .title = TEXT("起こりやすさ", "Likelihood"),
	  .labels = { LENGTH(likelihoods), likelihoods } },
	{ .id = "impact", .type = FIELD_SCALE, .title = TEXT("影響", "Impact"),
	  .labels = { LENGTH(impacts), impacts } },
	{ .id = "treatment", .type = FIELD_CHOICE, .title = TEXT("対応", "Treatment"),
	  .choice_count = LENGTH(treatments), .choice = treatments },
};
static struct field risks[] = {
	{ .id = "risks", .type = FIELD_TABLE, .title = TEXT("対応すべきリスク", "Risks"),
	  .column_count = LENGTH(risk_columns), .column = risk_columns, .picture = PICTURE_HEAT_MAP },
};

static struct choice functions[] = {
	{ "command", TEXT("事故対応の指揮", "Incident command") },
	{ "first", TEXT("初動対応", "First response") },
	{ "stop", TEXT("操業停止の判断", "Decision to stop a line") },
	{ "speak", TEXT("社外への説明", "Speaking to the outside") },
	{ "restore", TEXT("復旧", "Recovery") },
	{ "notify", TEXT("当局への報告", "Reports to authorities") },
};
static struct field function_columns[] = {
	{ .id = "function", .type = FIELD_CHOICE, .title = TEXT("役割", "Function"),
	  .choice_count = LENGTH(functions), .choice = functions },
	{ .id = "accountable", .type = FIELD_PERSON, .title = TEXT("責任者", "Accountable") },
	{ .id = "responsible", .type = FIELD_PERSONS, .title = TEXT("実行", "Responsible") },
	{ .id = "consulted", .type = FIELD_PERSONS, .title = TEXT("相談先", "Consulted") },
	{ .id = "informed", .type = FIELD_PERSONS, .title = TEXT("報告先", "Informed") },
	{ .id = "deputy", .type = FIELD_PERSON, .title = TEXT("代行者", "Deputy") },
};
static struct field matrix[] = {
	{ .id = "functions", .type = FIELD_TABLE, .title = TEXT("役割と責任", "Who does what"),
	  .column_count = LENGTH(function_columns), .column = function_columns, .each = "function",
	  .picture = PICTURE_MATRIX },
};

static struct choice receivers[] = {
	{ "customers", TEXT("主要取引先", "Main customers") },
	{ "insurer", TEXT("保険会社", "Insurer") },
	{ "exchange", TEXT("証券取引所", "Stock exchange") },
	{ "staff", TEXT("従業員", "Staff") },
	{ "police", TEXT("警察", "Police") },
};
static struct field notice_columns[] = {
	{ .id = "to", .type = FIELD_CHOICE, .title = TEXT("知らせる相手", "Whom"),
	  .choice_count = LENGTH(receivers), .choice = receivers },
	{ .id = "hours", .type = FIELD_NUMBER, .title = TEXT("期限", "By"), .unit = TEXT("時間", "hours") },
	{ .id = "decides", .type = FIELD_PERSON, .title = TEXT("決める人", "Decides") },
	{ .id = "speaks", .type = FIELD_PERSON, .title = TEXT("話す人", "Speaks") },
	{ .id = "ready", .type = FIELD_YES_NO, .title = TEXT("文案", "Draft ready") },
};
static struct field notices[] = {
	{ .id = "notices", .type = FIELD_TABLE, .title = TEXT("知らせる相手と期限", "Whom by when"),
	  .column_count = LENGTH(notice_columns), .column = notice_columns, .each = "to",
	  .picture = PICTURE_TIME_LINE },
};
static struct fact facts[] = {
	{ .id = "ppc-first", .text = TEXT("個人データの漏えい等は、速やかに速報を出す。",
	  "A leak of personal data calls for a first report without delay."),
	  .source = TEXT("個人情報保護法施行規則", "Enforcement rules of the APPI"), .as_of = "2026-11",
	  .whom = TEXT("個人情報保護委員会（速報）", "Data protection commission, first report"),
	  .has_hours = true, .hours_from = 72, .hours_to = 120 },
	{ .id = "ppc-final", .text = TEXT("不正な目的の場合、確報は60日以内。",
	  "Where it was done on purpose, the full report is due within 60 days."),
	  .source = TEXT("個人情報保護法施行規則", "Enforcement rules of the APPI"), .as_of = "2026-11",
	  .second_hand = true, .whom = TEXT("個人情報保護委員会（確報）", "Data protection commission, full report"),
	  .has_hours = true, .hours_from = 720, .hours_to = 1440 },
	{ .id = "number", .text = TEXT("身代金の被害は年に200件を超える。", "More than 200 cases a year."),
	  .source = TEXT("警察庁", "National Police Agency"), .as_of = "2026-03" },
};

static struct area areas[] = {
	{ "personal-data", TEXT("個人情報", "personal data"), TEXT("", "") },
	{ "operations", TEXT("操業停止", "operations"), TEXT("", "") },
	{ "technology", TEXT("技術情報", "technology"), TEXT("", "") },
	{ "legal", TEXT("法令", "legal"), TEXT("", "") },
	{ "reputation", TEXT("評判", "reputation"), TEXT("", "") },
	{ "finance", TEXT("財務", "finance"), TEXT("", "") },
};
static struct item items[] = {
	{ .id = "D2", .kind = ITEM_DIRECTIVE, .title = TEXT("体制", "Organisation"), .minutes = 8,
	  .field_count = 1, .field = matrix },
	{ .id = "D3", .kind = ITEM_DIRECTIVE, .title = TEXT("リスク", "Risks"), .minutes = 8,
	  .field_count = 1, .field = risks },
	{ .id = "D10", .kind = ITEM_DIRECTIVE, .title = TEXT("報告", "Notices"), .minutes = 8,
	  .field_count = 1, .field = notices, .fact_count = LENGTH(facts), .fact = facts },
};
static struct block blocks[] = {
	{ .id = "D2", .item = &items[0], .title = TEXT("体制", "Organisation"), .minutes = 8 },
	{ .id = "D3", .item = &items[1], .title = TEXT("リスク", "Risks"), .minutes = 8 },
	{ .id = "D10", .item = &items[2], .title = TEXT("報告", "Notices"), .minutes = 8 },
};
static struct agenda agendas[] = {
	{ "standard", TEXT("標準", "Standard"), 24, LENGTH(blocks), blocks },
};
static const struct pack pictures = {
	.id = "pictures", .version = "1.0.0", .as_of = "2026-11-01", .title = TEXT("図", "Pictures"),
	.level = {
		{ "averse", TEXT("回避志向", "averse"), TEXT("", ""), 2 },
		{ "minimal", TEXT("最小限", "minimal"), TEXT("", ""), 4 },
		{ "cautious", TEXT("慎重", "cautious"), TEXT("", ""), 9 },
		{ "open", TEXT("開放的", "open"), TEXT("", ""), 14 },
		{ "eager", TEXT("積極的", "eager"), TEXT("", ""), 20 },
	},
	.area_count = LENGTH(areas), .area = areas, .item_count = LENGTH(items), .item = items,
	.agenda_count = LENGTH(agendas), .agenda = agendas,
};

/* The last two share the first word of their names. */
static const struct { const char *en, *ja, *role_en, *role_ja; } people[] = {
	{ "Sato Ichiro", "佐藤 一郎", "President", "代表取締役社長" },
	{ "Suzuki Hanako", "鈴木 花子", "CISO", "CISO" },
	{ "Takahashi Jiro", "高橋 次郎", "CFO", "財務担当取締役" },
	{ "Tanaka Misaki", "田中 美咲", "Plant director", "生産担当取締役" },
	{ "Ito Ken", "伊藤 健", "General counsel", "法務担当取締役" },
	{ "Watanabe Yumi", "渡辺 由美", "Head of IT", "情報システム責任者" },
	{ "Watanabe Makoto", "渡辺 誠", "Press officer", "広報責任者" },
};

/* As room_open(), without reading a pack. */
static void open_room(struct room *room)
{
	const struct pack *packs[] = { &pictures };

	text_init_locale();
	memset(room, 0, sizeof(*room));
	room->arena = arena_new();
	room->frame = arena_new();
	room->place = room->draft = (struct str)STR_INIT;
	room->pack = &pictures;
	assert_true(instant_parse("2026-11-24T04:00:00.000Z", &room->at));
	room->app = app_new("sessions/entaku.db");
	app_time(room->app, (struct app_now){ .at = room->at, .today = instant_date(room->at, 0) });
	app_packs(room->app, packs, 1);
	app_sessions(room->app, NULL, 0);
}

void pictures_open(struct room *room)
{
	open_room(room);
	room->session = session_new(&pictures);
	room_record(room, room->session, "session_opened",
		    "{\"id\":\"0190-p\",\"title\":\"Pictures\",\"organisation\":\"Minato\",\"held_on\":\"2026-11-24\","
		    "\"agenda\":\"standard\",\"language\":\"en\",\"pack\":\"pictures\"}");
	for (size_t i = 0; i < LENGTH(people); i++)
		room_record(room, room->session, "participant_added", arena_printf(room->arena,
			"{\"name\":\"%s\",\"role\":\"%s\",\"votes\":true}", both(people[i].en, people[i].ja),
			both(people[i].role_en, people[i].role_ja)));
	room_record(room, room->session, "participant_arrived", "{\"participant\":\"p1\"}");
	room_record(room, room->session, "item_entered", "{\"item\":\"D3\"}");
	room_show(room, NULL, NULL, NULL);
}

const struct sheet_field *pictures_table(struct room *room, const char *item)
{
	size_t count;
	const struct sheet_field *table = session_sheet(room->session, item, &count);

	assert_int_equal(count, 1);
	return table;
}

void pictures_fill(struct room *room, const char *item, const char *rows)
{
	room_record(room, room->session, "answer_given", arena_printf(room->arena,
		"{\"item\":\"%s\",\"field\":\"%s\",\"value\":[%s]}", item,
		pictures_table(room, item)->field->id, rows));
}

void pictures_state(struct room *room, const char *area, int level)
{
	room_record(room, room->session, "appetite_set", arena_printf(room->arena,
		"{\"item\":\"D3\",\"area\":\"%s\",\"level\":%d,\"said_by\":\"p1\"}", area, level));
}

static const char *risk(struct room *room, const char *text, const char *area, int likelihood,
			int impact, const char *treatment)
{
	const char *json = arena_printf(room->arena, "{\"risk\":\"%s\"", text);

	if (area)
		json = arena_printf(room->arena, "%s,\"area\":\"%s\"", json, area);
	if (likelihood)
		json = arena_printf(room->arena, "%s,\"likelihood\":%d", json, likelihood);
	if (impact)
		json = arena_printf(room->arena, "%s,\"impact\":%d", json, impact);
	if (treatment)
		json = arena_printf(room->arena, "%s,\"treatment\":\"%s\"", json, treatment);
	return arena_printf(room->arena, "%s}", json);
}

void pictures_risks(struct room *room)
{
	const char *const rows[] = {
		risk(room, both("Ransomware stops the plant's control system", "ランサムウェアで生産管理システムが止まる"),
		     "operations", 4, 5, NULL),
		risk(room, both("A customer's drawings leave through a supplier", "委託先から顧客の図面が漏れる"),
		     "technology", 3, 4, "modify"),
		risk(room, both("Applicants' data in an old mailbox", "古いメールに応募者の情報が残る"),
		     "personal-data", 3, 2, "retain"),
		risk(room, both("Fraudulent change of a bank account", "偽の振込先変更に応じる"), "finance", 3, 3,
		     "modify"),
		risk(room, both("A subsidiary's web shop is defaced", "子会社の通販サイトが改ざんされる"),
		     "reputation", 2, 2, "retain"),
		risk(room, both("Backups cannot be restored", "バックアップから戻せない"), "operations", 4, 5, "modify"),
		risk(room, both("The insurer refuses to pay", "保険が支払われない"), "finance", 0, 4, NULL),
		risk(room, both("Nobody knows the duty to report", "報告義務を誰も知らない"), "legal", 0, 0, NULL),
		risk(room, both("A lost notebook", "パソコンの紛失"), NULL, 4, 1, "share"),
	};
	const char *all = "";

	for (size_t i = 0; i < LENGTH(rows); i++)
		all = arena_printf(room->arena, "%s%s%s", all, i ? "," : "", rows[i]);
	pictures_fill(room, "D3", all);
	pictures_state(room, "operations", 3);
	pictures_state(room, "technology", 3);
	pictures_state(room, "personal-data", 2);
}

void pictures_functions(struct room *room)
{
	pictures_fill(room, "D2", arena_printf(room->arena,
		"{\"function\":\"command\",\"accountable\":\"p1\",\"responsible\":[\"p2\",\"p6\"],\"deputy\":\"p4\"},"
		"{\"function\":\"first\",\"accountable\":\"p6\",\"responsible\":[\"p6\"],\"informed\":[\"p1\",\"p3\"]},"
		"{\"function\":\"speak\",\"responsible\":[\"p7\"],\"consulted\":[\"p5\"],"
		"\"deputy\":{\"name\":\"%s\",\"role\":\"%s\"}},"
		"{\"function\":\"restore\",\"responsible\":[\"p6\"]}", both("Kobayashi Rei", "小林 玲"),
		both("Contractor", "委託先の責任者")));
}

void pictures_duties(struct room *room)
{
	pictures_fill(room, "D10",
		"{\"to\":\"customers\",\"hours\":24,\"decides\":\"p1\",\"speaks\":\"p7\",\"ready\":\"yes\"},"
		"{\"to\":\"insurer\",\"hours\":48,\"decides\":\"p3\",\"ready\":\"no\"},"
		"{\"to\":\"staff\",\"hours\":0,\"ready\":\"unknown\"},"
		"{\"to\":\"police\",\"decides\":\"p2\"}");
}

static bool inside(struct box box, int x, int y)
{
	return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

struct canvas *pictures_draw(struct room *room, const char *item, struct picture_state *state,
			     int width, int height, bool ascii)
{
	struct box box = { PICTURES_MARGIN, PICTURES_MARGIN, width, height };
	struct canvas *canvas;

	arena_reset(room->frame);
	canvas = canvas_new(room->frame, width + 2 * PICTURES_MARGIN, height + 2 * PICTURES_MARGIN);
	canvas->ascii = ascii;
	for (int y = 0; y < canvas->height; y++)
		for (int x = 0; x < canvas->width; x++)
			if (!inside(box, x, y))
				strcpy(canvas_cell(canvas, x, y)->text, "~");
	picture_draw(room->app, canvas, box, pictures_table(room, item), state);
	for (int y = 0; y < canvas->height; y++)
		for (int x = 0; x < canvas->width; x++)
			if (!inside(box, x, y) && strcmp(canvas_cell(canvas, x, y)->text, "~") != 0)
				fail_msg("%s: drawn outside the box at %d,%d", item, x - box.x, y - box.y);
	return canvas;
}

const char *pictures_dump(struct room *room, const char *item, struct picture_state *state,
			  int width, int height, bool ascii)
{
	struct str out = STR_INIT;
	const char *dump;

	canvas_dump(pictures_draw(room, item, state, width, height, ascii), false, &out);
	dump = arena_strdup(room->frame, out.text);
	str_release(&out);
	return dump;
}

void pictures_begin(struct room *room, enum lang which)
{
	lang = which;
	pictures_open(room);
}

void pictures_fill_all(struct room *room)
{
	pictures_risks(room);
	pictures_functions(room);
	pictures_duties(room);
}

void pictures_move(struct room *room, const char *item, struct picture_state *state,
		 enum action_id action, int times)
{
	while (times-- > 0)
		assert_true(picture_move(room->app, pictures_table(room, item), state, action));
}

void pictures_show(const char *dump, const char *text)
{
	if (!strstr(dump, text))
		fail_msg("\"%s\" is not in\n%s", text, dump);
}

void pictures_lack(const char *dump, const char *text)
{
	if (strstr(dump, text))
		fail_msg("\"%s\" is in\n%s", text, dump);
}

int pictures_count(const char *dump, const char *text)
{
	int count = 0;

	for (const char *at = dump; (at = strstr(at, text)); at += strlen(text))
		count++;
	return count;
}
