/* The worksheet of the fixture's D3: a field of each type, and a risk table. */
#include "support_sheet.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct choice kinds[] = { { "own", { "自社", "Own" } }, { "outside", { "外部", "Outside" } } };
static struct choice treatments[] = {
	{ "modify", { "低減", "modify" } }, { "retain", { "受容", "retain" } },
	{ "avoid", { "回避", "avoid" } }, { "share", { "移転・共有", "share" } },
};
static struct bitext steps[] = {
	{ "まれ", "rare" }, { "少ない", "seldom" }, { "ときどき", "at times" }, { "多い", "often" },
	{ "常時", "always" },
};

static struct field risk_columns[] = {
	{ .id = "risk", .type = FIELD_TEXT, .title = { "リスク", "Risk" }, .required = true, .has_max = true,
	  .max = 20 },
	{ .id = "area", .type = FIELD_AREA, .title = { "影響分野", "Area" } },
	{ .id = "likelihood", .type = FIELD_SCALE, .title = { "起こりやすさ", "Likelihood" },
	  .labels = { LENGTH(steps), steps } },
	{ .id = "impact", .type = FIELD_SCALE, .title = { "影響", "Impact" } },
	{ .id = "treatment", .type = FIELD_CHOICE, .title = { "対応", "Treatment" },
	  .choice_count = LENGTH(treatments), .choice = treatments },
	{ .id = "owner", .type = FIELD_PERSON, .title = { "担当", "Owner" } },
	{ .id = "cost", .type = FIELD_MONEY, .title = { "費用", "Cost" } },
};

static struct choice functions[] = {
	{ "command", { "指揮", "Command" } }, { "speak", { "対外説明", "Speaking" } },
};
static struct field function_columns[] = {
	{ .id = "function", .type = FIELD_CHOICE, .title = { "役割", "Function" },
	  .choice_count = LENGTH(functions), .choice = functions },
	{ .id = "accountable", .type = FIELD_PERSON, .title = { "責任者", "Accountable" } },
	{ .id = "responsible", .type = FIELD_PERSONS, .title = { "実行", "Responsible" } },
	{ .id = "deputy", .type = FIELD_PERSON, .title = { "代行", "Deputy" } },
};

struct field fixture_fields[FIXTURE_FIELDS] = {
	{ .id = "assets", .type = FIELD_TEXT, .title = { "資産", "Assets" }, .required = true },
	{ .id = "count", .type = FIELD_NUMBER, .title = { "人数", "Headcount" }, .unit = { "人", "people" },
	  .has_min = true, .min = 0, .has_max = true, .max = 100000 },
	{ .id = "budget", .type = FIELD_MONEY, .title = { "予算", "Budget" }, .has_max = true, .max = 1000000000 },
	{ .id = "since", .type = FIELD_DATE, .title = { "開始日", "Since" } },
	{ .id = "keeper", .type = FIELD_PERSON, .title = { "管理者", "Keeper" } },
	{ .id = "team", .type = FIELD_PERSONS, .title = { "チーム", "Team" } },
	{ .id = "ready", .type = FIELD_YES_NO, .title = { "準備", "Ready" } },
	{ .id = "kind", .type = FIELD_CHOICE, .title = { "区分", "Kind" }, .choice_count = LENGTH(kinds),
	  .choice = kinds },
	{ .id = "weight", .type = FIELD_SCALE, .title = { "重み", "Weight" }, .labels = { LENGTH(steps), steps } },
	{ .id = "where", .type = FIELD_AREA, .title = { "分野", "Where" } },
	{ .id = "risks", .type = FIELD_TABLE, .title = { "リスク一覧", "Risks" },
	  .column_count = LENGTH(risk_columns), .column = risk_columns, .picture = PICTURE_HEAT_MAP },
	{ .id = "functions", .type = FIELD_TABLE, .title = { "役割表", "Functions" },
	  .column_count = LENGTH(function_columns), .column = function_columns, .each = "function",
	  .picture = PICTURE_MATRIX },
};

