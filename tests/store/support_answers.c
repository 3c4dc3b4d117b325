/* See support_answers.h. */
#include "support_answers.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "store/store.h"
#include "workshop/sheet.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define KINDS "choices: [{id: own, title: {ja: 自社, en: Own}}, {id: out, title: {ja: 外部, en: Outside}}]"

/* One of each type, as a field and as a column. */
const char answers_worksheet[] =
	"    worksheet:\n"
	"      - {id: assets, type: text, title: {ja: 資産, en: Assets}}\n"
	"      - {id: count, type: number, title: {ja: 台数, en: Count}, min: 0, max: 99}\n"
	"      - {id: budget, type: money, title: {ja: 予算, en: Budget}}\n"
	"      - {id: since, type: date, title: {ja: 開始日, en: Since}}\n"
	"      - {id: keeper, type: person, title: {ja: 管理者, en: Keeper}}\n"
	"      - {id: team, type: persons, title: {ja: 担当, en: Team}}\n"
	"      - {id: ready, type: yes-no, title: {ja: 準備, en: Ready}}\n"
	"      - {id: kind, type: choice, title: {ja: 区分, en: Kind}, " KINDS "}\n"
	"      - {id: weight, type: scale, title: {ja: 重み, en: Weight}}\n"
	"      - {id: where, type: area, title: {ja: 分野, en: Where}}\n"
	"      - id: plants\n"
	"        type: table\n"
	"        title: {ja: 拠点, en: Plants}\n"
	"        columns:\n"
	"          - {id: plant, type: text, title: {ja: 拠点, en: Plant}, max: 200}\n"
	"          - {id: people, type: number, title: {ja: 人数, en: People}, min: -5, max: 20}\n"
	"          - {id: cost, type: money, title: {ja: 費用, en: Cost}}\n"
	"          - {id: due, type: date, title: {ja: 期限, en: Due}}\n"
	"          - {id: owner, type: person, title: {ja: 責任者, en: Owner}}\n"
	"          - {id: helpers, type: persons, title: {ja: 支援, en: Helpers}}\n"
	"          - {id: done, type: yes-no, title: {ja: 済み, en: Done}}\n"
	"          - {id: kind, type: choice, title: {ja: 区分, en: Kind}, " KINDS "}\n"
	"          - {id: weight, type: scale, title: {ja: 重み, en: Weight}, min: 0, max: 3}\n"
	"          - {id: area, type: area, title: {ja: 分野, en: Area}}\n";

static const char *const names[] = {
	"answer_given", "answer_cleared", "row_given", "row_moved", "row_removed",
};

static const char *const lines[] = {
	"工場 A", "a, b; c", "quote \" and 'apostrophe'; DROP TABLE answer--", "back\\slash \\n", "🏭 髙﨑", "null",
	"-1", "[]", "100% | pipe",
};

static size_t roll(const struct answer_maker *maker, size_t sides)
{
	return maker->roll(maker->dice, (unsigned)sides);
}

bool answers_know(const struct event_kind *kind)
{
	bool known = false;

	for (size_t i = 0; kind && i < LENGTH(names); i++)
		known |= strcmp(kind->name, names[i]) == 0;
	return known;
}

const struct event_kind *answers_kind(const struct answer_maker *maker)
{
	return event_kind_find(names[roll(maker, LENGTH(names))]);
}

/* ---- values ------------------------------------------------------------------- */

static struct json *make_person(const struct answer_maker *maker)
{
	const struct session_state *now = &maker->session->now;
	struct json *map;

	if (now->participant_count && roll(maker, 3))
		return json_text(maker->arena, now->participant[roll(maker, now->participant_count)].id);
	map = json_map(maker->arena);
	json_put_text(maker->arena, map, "name", roll(maker, 2) ? "山田 太郎" : "Lee");
	json_put_text(maker->arena, map, "role", "監査役");
	return map;
}

static struct json *make_persons(const struct answer_maker *maker)
{
	struct json *list = json_list(maker->arena);

	for (size_t left = 1 + roll(maker, 3); left > 0; left--)
		json_add(maker->arena, list, make_person(maker));
	return list;
}

static struct json *make_money(const struct answer_maker *maker)
{
	static const char *const currencies[] = { "JPY", "USD" }, *const per[] = { "once", "year" };
	struct json *map = json_map(maker->arena);

	json_put_int(maker->arena, map, "amount", (int64_t)roll(maker, 1000000) * 1000);
	json_put_text(maker->arena, map, "currency", currencies[roll(maker, 2)]);
	if (roll(maker, 2))
		json_put_text(maker->arena, map, "per", per[roll(maker, 2)]);
	return map;
}

static struct json *make_date(const struct answer_maker *maker)
{
	struct date held = { 2026, 11, 24 };
	char day[16];

	date_format(date_from_days(date_days(held) + (long)roll(maker, 900)), day, sizeof(day));
	return json_text(maker->arena, day);
}

static struct json *make_text(const struct answer_maker *maker, bool column)
{
	const char *line = lines[roll(maker, LENGTH(lines))];

	return json_text(maker->arena, !column && roll(maker, 3) == 0
			 ? arena_printf(maker->arena, "%s\nsecond line", line) : line);
}

static struct json *make_number(const struct answer_maker *maker, const struct field *field)
{
	long least = field->has_min ? field->min : 1, most = field->has_max ? field->max : 5;

	return json_int(maker->arena, least + (long)roll(maker, (size_t)(most - least) + 1));
}

static struct json *make_one(const struct answer_maker *maker, const struct field *field, bool column)
{
	static const char *const yes_no[] = { "yes", "no", "unknown" };
	const struct pack *pack = maker->session->pack;

	switch (field->type) {
	case FIELD_TEXT: return make_text(maker, column);
	case FIELD_SCALE: case FIELD_NUMBER: return make_number(maker, field);
	case FIELD_CHOICE: return json_text(maker->arena, field->choice[roll(maker, field->choice_count)].id);
	case FIELD_MONEY: return make_money(maker);
	case FIELD_DATE: return make_date(maker);
	case FIELD_PERSON: return make_person(maker);
	case FIELD_PERSONS: return make_persons(maker);
	case FIELD_YES_NO: return json_text(maker->arena, yes_no[roll(maker, 3)]);
	case FIELD_AREA: return json_text(maker->arena, pack->area[roll(maker, pack->area_count)].id);
	case FIELD_TABLE: case FIELD_TYPE_COUNT: return NULL;
	}
	return NULL;
}

/* Any cells, at least one. */
static struct json *make_row(const struct answer_maker *maker, const struct field *table)
{
	struct json *row = json_map(maker->arena);
	size_t sure = roll(maker, table->column_count);

	for (size_t i = 0; i < table->column_count; i++)
		if (i == sure || roll(maker, 2))
			json_put(maker->arena, row, table->column[i].id,
				 make_one(maker, &table->column[i], true));
	return row;
}

/* A row of the table as it is; else one that was there, or may come. */
static const char *any_row(const struct answer_maker *maker, const struct json *table)
{
	if (table && table->count > 0 && roll(maker, 8))
		return sheet_row_id(table->child[roll(maker, table->count)]);
	return arena_printf(maker->arena, "r%u", (unsigned)roll(maker, 12) + 1);
}

/* A table as a whole: new rows, and some that keep their ids. */
static struct json *make_table(const struct answer_maker *maker, const struct field *field,
			       const struct json *table)
{
	struct json *list = json_list(maker->arena);

	for (size_t left = 1 + roll(maker, 4); left > 0; left--) {
		struct json *row = make_row(maker, field);
		const char *id = any_row(maker, table);

		if (!roll(maker, 3) && !sheet_row(list, id, NULL))
			json_put_text(maker->arena, row, "row", id);
		json_add(maker->arena, list, row);
	}
	return list;
}

/* ---- bodies ------------------------------------------------------------------- */

/* Which field an event is about, and what it holds now. */
struct aim { const struct sheet_field *sheet; const struct json *now; };

/* Tables come more often: most of what can go wrong is theirs. */
static struct aim take_aim(const struct answer_maker *maker, const struct event *original, bool table)
{
	const struct session *session = maker->session;
	struct aim aim = { NULL, NULL };

	if (original && roll(maker, 4))
		aim.sheet = session_sheet_field(session, json_get_text(original->body, "item"),
						json_get_text(original->body, "field"));
	table |= roll(maker, 3) == 0;
	while (!aim.sheet || (table && !original && aim.sheet->field->type != FIELD_TABLE))
		aim.sheet = &session->sheet[roll(maker, session->sheet_count)];
	aim.now = sheet_answer(session, aim.sheet->item->id, aim.sheet->field->id);
	return aim;
}

static struct json *given(const struct answer_maker *maker, const struct aim *aim, struct json *body)
{
	const struct field *field = aim->sheet->field;
	struct json *carried = NULL;

	if (maker->parent && maker->parent != maker->session && roll(maker, 3) == 0)
		carried = sheet_carry(maker->parent, maker->session, maker->arena, aim->sheet->item->id, field->id);
	if (carried)
		json_put_text(maker->arena, body, "from", maker->parent->now.id);
	json_put(maker->arena, body, "value", carried ? carried
		 : field->type == FIELD_TABLE ? make_table(maker, field, aim->now)
		 : make_one(maker, field, false));
	return body;
}

static struct json *cleared(const struct answer_maker *maker, const struct aim *aim, struct json *body)
{
	(void)maker;
	return aim->now ? body : NULL;
}

static struct json *row_given(const struct answer_maker *maker, const struct aim *aim, struct json *body)
{
	if (aim->sheet->field->type != FIELD_TABLE)
		return NULL;
	if (roll(maker, 2))
		json_put_text(maker->arena, body, "row", any_row(maker, aim->now));
	if (roll(maker, 3) == 0)
		json_put_int(maker->arena, body, "place",
			     1 + (int64_t)roll(maker, (aim->now ? aim->now->count : 0) + 2));
	json_put(maker->arena, body, "value", make_row(maker, aim->sheet->field));
	return body;
}

static struct json *row_removed(const struct answer_maker *maker, const struct aim *aim, struct json *body)
{
	json_put_text(maker->arena, body, "row", any_row(maker, aim->now));
	return body;
}

static struct json *row_moved(const struct answer_maker *maker, const struct aim *aim, struct json *body)
{
	json_put_int(maker->arena, body, "place",
		     1 + (int64_t)roll(maker, (aim->now ? aim->now->count : 0) + 1));
	return row_removed(maker, aim, body);
}

struct json *answers_body(const struct answer_maker *maker, const struct event_kind *kind,
			  const struct event *original)
{
	static struct json *(*const make[])(const struct answer_maker *maker, const struct aim *aim,
					    struct json *body) = {
		given, cleared, row_given, row_moved, row_removed,
	};
	struct aim aim = take_aim(maker, original, kind->name[0] == 'r');
	struct json *body = json_map(maker->arena);
	const char *row = original ? json_get_text(original->body, "row") : NULL;

	json_put_text(maker->arena, body, "item", aim.sheet->item->id);
	json_put_text(maker->arena, body, "field", aim.sheet->field->id);
	for (size_t i = 0; body && i < LENGTH(names); i++) {
		if (strcmp(kind->name, names[i]) != 0)
			continue;
		body = make[i](maker, &aim, body);
		break;
	}
	if (body && row && roll(maker, 4))
		json_put_text(maker->arena, body, "row", row);
	return body;
}

void answers_fill(struct answer_maker *maker, struct store *store, struct session *session)
{
	maker->session = session;
	for (size_t i = 0; i < session->sheet_count; i++) {
		struct aim aim = { &session->sheet[i], NULL };
		struct json *body = json_map(maker->arena);
		struct event event = { .at = session_head(session)->at, .kind_name = "answer_given" };
		struct error err;

		json_put_text(maker->arena, body, "item", aim.sheet->item->id);
		json_put_text(maker->arena, body, "field", aim.sheet->field->id);
		event.body = given(maker, &aim, body);
		if (!store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, &err))
			fail_msg("%s: %s", aim.sheet->field->id, err.text);
	}
}

