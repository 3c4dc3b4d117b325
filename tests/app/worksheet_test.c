/*
 * The worksheets of the packs that come with entaku, every field of every
 * directive: filled in by keys, offered again by the session that follows,
 * recorded by apply, read back by show, refused by type in both languages.
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
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "content/find.h"
#include "content/pack.h"
#include "support.h"
#include "support/program.h"
#include "workshop/session.h"
#include "workshop/sheet.h"

static const char *const pack_ids[] = { "meti-2015", "meti-3.0" };
enum { PACKS = 2, ROWS = 2 };

static const struct pack *pack_of(struct arena *arena, const char *id)
{
	static const char *const folder[] = { "content" };
	const struct pack *pack;
	size_t count;
	struct pack_found *found;

	text_init_locale();
	found = packs_find(arena, folder, 1, &count);
	pack = packs_pick(found, count, id);
	assert_non_null(pack);
	return pack;
}

/* ---- what is typed, and what is then on record -------------------------------------- */

/* A number within the field's bounds. */
static long some_number(const struct field *field)
{
	long number = field->has_min && field->min > 0 ? field->min : 1;

	return field->has_max && number > field->max ? field->max : number;
}

/* Keys are given in brackets. */
static const char *typing(struct arena *arena, const struct field *field)
{
	static const char *const by_type[FIELD_TYPE_COUNT] = {
		[FIELD_TEXT] = "記す words", [FIELD_CHOICE] = "[Right]", [FIELD_SCALE] = "3",
		[FIELD_MONEY] = "1200万/年", [FIELD_DATE] = "3/31", [FIELD_PERSON] = "森 健 / 工場長",
		[FIELD_PERSONS] = "森 健 / 工場長", [FIELD_YES_NO] = "[Right]", [FIELD_AREA] = "[Right]",
	};

	return field->type == FIELD_NUMBER ? arena_printf(arena, "%ld", some_number(field)) : by_type[field->type];
}

static struct json *person(struct arena *arena)
{
	struct json *map = json_map(arena);

	json_put_text(arena, map, "name", "森 健");
	json_put_text(arena, map, "role", "工場長");
	return map;
}

static struct json *money(struct arena *arena)
{
	struct json *map = json_map(arena);

	json_put_int(arena, map, "amount", 12000000);
	json_put_text(arena, map, "currency", "JPY");
	json_put_text(arena, map, "per", "year");
	return map;
}

static struct json *expected(struct arena *arena, const struct pack *pack, const struct field *field)
{
	struct json *list;

	switch (field->type) {
	case FIELD_TEXT: return json_text(arena, "記す words");
	case FIELD_CHOICE: return json_text(arena, field->choice[0].id);
	case FIELD_SCALE: return json_int(arena, 3);
	case FIELD_NUMBER: return json_int(arena, some_number(field));
	case FIELD_MONEY: return money(arena);
	case FIELD_DATE: return json_text(arena, "2027-03-31");
	case FIELD_PERSON: return person(arena);
	case FIELD_YES_NO: return json_text(arena, "yes");
	case FIELD_AREA: return json_text(arena, pack->area[0].id);
	case FIELD_PERSONS:
		list = json_list(arena);
		json_add(arena, list, person(arena));
		return list;
	default: return NULL;
	}
}

static struct json *expected_row(struct arena *arena, const struct pack *pack, const struct field *table, size_t row)
{
	struct json *map = json_map(arena);

	for (size_t i = 0; i < table->column_count; i++)
		json_put(arena, map, table->column[i].id, expected(arena, pack, &table->column[i]));
	if (table->each)
		json_put_text(arena, map, table->each, field_column(table, table->each)->choice[row].id);
	json_put_text(arena, map, "row", arena_printf(arena, "r%zu", row + 1));
	return map;
}

static struct json *expected_answer(struct arena *arena, const struct pack *pack, const struct field *field)
{
	struct json *list;

	if (field->type != FIELD_TABLE)
		return expected(arena, pack, field);
	list = json_list(arena);
	for (size_t row = 0; row < ROWS; row++)
		json_add(arena, list, expected_row(arena, pack, field, row));
	return list;
}

static const char *written(struct arena *arena, const struct json *value)
{
	struct str text = STR_INIT;
	const char *result;

	if (!value)
		return "nothing";
	json_write(&text, value);
	result = arena_strdup(arena, text.text);
	str_release(&text);
	return result;
}

/* ---- by keys --------------------------------------------------------------------------- */

static void type_field(struct room *room, const struct field *field)
{
	const char *keys = typing(room->arena, field);

	if (*keys == '[')
		room_keys(room, "Right");
	else
		room_type(room, keys);
}

/* Lines that one can be on: the names of a table's columns are none. */
static void go_to(struct room *room, int lines)
{
	room_keys(room, "g");
	while (lines-- > 0)
		room_keys(room, "Down");
}

static int lines_of(const struct field *field)
{
	const struct field *each = field->each ? field_column(field, field->each) : NULL;
	size_t wanted = each && each->choice_count > ROWS ? each->choice_count - ROWS : 0;

	return field->type == FIELD_TABLE ? 1 + ROWS + (int)wanted + 1 : 1;
}

static void fill_table(struct room *room, const struct field *table, int line)
{
	for (size_t row = 0; row < ROWS; row++) {
		/* Where rows are asked for by name, on the first that is missing; other
		 * tables ask for the next one by themselves. */
		if (table->each || row == 0) {
			go_to(room, table->each ? line + 1 + (int)row : line);
			room_keys(room, "+");
		}
		for (size_t i = 0; i < table->column_count; i++) {
			if (table->each && strcmp(table->column[i].id, table->each) == 0)
				continue;
			type_field(room, &table->column[i]);
			if (i + 1 < table->column_count)
				room_keys(room, "Tab");
		}
		room_keys(room, "Enter");
		if (!table->each && row + 1 == ROWS)
			room_keys(room, "Escape");
	}
}

static void fill_fields(struct room *room, const struct item *item)
{
	int line = 0;

	/* The form has all of them; it begins with the one that it was opened on. */
	for (size_t i = 0; item->field[i].type == FIELD_TABLE; i++)
		line += lines_of(&item->field[i]);
	go_to(room, line);
	room_keys(room, "Enter");
	for (size_t i = 0; i < item->field_count; i++) {
		if (item->field[i].type == FIELD_TABLE)
			continue;
		type_field(room, &item->field[i]);
		room_keys(room, "Tab");
	}
	room_keys(room, "Enter");
}

static void answers_are_expected(struct room *room, const struct item *item, const char *how)
{
	for (size_t i = 0; i < item->field_count; i++) {
		const struct field *field = &item->field[i];
		const char *is = written(room->arena, sheet_answer(room->session, item->id, field->id));
		const char *wanted = written(room->arena, expected_answer(room->arena, room->pack, field));

		if (strcmp(is, wanted) != 0)
			fail_msg("%s %s %s %s\nis     %s\nwanted %s\n%s", how, room->pack->id, item->id, field->id,
				 is, wanted, room_dump(room, 120, 36));
	}
}

static void enter(struct room *room, const struct item *item)
{
	char place[64];

	snprintf(place, sizeof(place), "{\"item\":\"%s\"}", item->id);
	app_session(room->app, NULL, NULL, NULL, NULL, NULL);
	room_record(room, room->session, "item_entered", place);
	room_show(room, item->id, "worksheet", NULL);
}

static void fill_item(struct room *room, const struct item *item)
{
	int line = 0;

	enter(room, item);
	for (size_t i = 0; i < item->field_count; i++) {
		if (item->field[i].type == FIELD_TABLE)
			fill_table(room, &item->field[i], line);
		line += lines_of(&item->field[i]);
	}
	fill_fields(room, item);
	answers_are_expected(room, item, "by keys");
}

/* One key takes over the whole worksheet of the session before. */
static void take_over(struct room *room, const struct item *item)
{
	enter(room, item);
	room_keys(room, "A");
	answers_are_expected(room, item, "taken over");
}

static void by_keys(const char *id, enum lang which)
{
	struct room room;
	size_t sheets = 0;

	lang = which;
	room_open(&room);
	room.pack = pack_of(room.arena, id);
	app_packs(room.app, &room.pack, 1);
	room_prepare(&room);
	for (size_t i = 0; i < room.pack->item_count; i++)
		if (room.pack->item[i].field_count > 0 && room.pack->item[i].kind == ITEM_DIRECTIVE) {
			fill_item(&room, &room.pack->item[i]);
			sheets++;
		}
	assert_int_equal(sheets, 10);
	room.parent = room.session;
	app_session(room.app, NULL, NULL, NULL, NULL, NULL);
	room_prepare(&room);
	for (size_t i = 0; i < room.pack->item_count; i++)
		if (room.pack->item[i].field_count > 0 && room.pack->item[i].kind == ITEM_DIRECTIVE)
			take_over(&room, &room.pack->item[i]);
	room_close(&room);
	lang = LANG_EN;
}

static void every_worksheet_is_filled_by_keys_and_offered_again(void **state)
{
	(void)state;
	for (int i = 0; i < PACKS * LANG_COUNT; i++)
		by_keys(pack_ids[i / LANG_COUNT], (enum lang)(i % LANG_COUNT));
}

/* ---- by apply --------------------------------------------------------------------------- */

static void answer_line(struct arena *arena, struct str *out, const struct item *item, const struct field *field,
			struct json *value)
{
	struct json *map = json_map(arena);

	json_put_text(arena, map, "kind", "answer_given");
	json_put_text(arena, map, "item", item->id);
	json_put_text(arena, map, "field", field->id);
	json_put(arena, map, "value", value);
	json_write(out, map);
	str_add_char(out, '\n');
}

static void new_session(const char *place, const char *id)
{
	expect_run(place, &(struct run){ .word = { "new", "-t", "x", "-o", "y", "--pack", id,
		   "--participant", "Sato;CEO;vote" } }, 0, NULL, "");
}

/* What show --json says of a field. */
static const struct json *shown(const struct json *session, const char *item, const char *field)
{
	const struct json *answers = json_get(session, "answers");

	for (size_t i = 0; answers && i < answers->count; i++)
		if (strcmp(json_get_text(answers->child[i], "item"), item) == 0 &&
		    strcmp(json_get_text(answers->child[i], "field"), field) == 0)
			return json_get(answers->child[i], "value");
	return NULL;
}

static void every_worksheet_is_filled_by_apply_and_shown(void **state)
{
	(void)state;
	for (int p = 0; p < PACKS; p++) {
		struct arena *arena = arena_new();
		const struct pack *pack = pack_of(arena, pack_ids[p]);
		const char *place = place_new(arena);
		struct str lines = STR_INIT;
		const struct json *session;

		new_session(place, pack->id);
		for (size_t i = 0; i < pack->item_count; i++)
			for (size_t k = 0; k < pack->item[i].field_count; k++)
				answer_line(arena, &lines, &pack->item[i], &pack->item[i].field[k],
					    expected_answer(arena, pack, &pack->item[i].field[k]));
		expect_run(place, &(struct run){ .input = lines.text, .word = { "apply", "1" } }, 0, NULL, "");
		session = run_json(place, &(struct run){ .word = { "show", "1", "--json" } }, arena);
		for (size_t i = 0; i < pack->item_count; i++)
			for (size_t k = 0; k < pack->item[i].field_count; k++) {
				const struct field *field = &pack->item[i].field[k];

				assert_string_equal(written(arena, shown(session, pack->item[i].id, field->id)),
						    written(arena, expected_answer(arena, pack, field)));
			}
		str_release(&lines);
		place_remove(place);
		arena_free(arena);
	}
}

/* Something that no field of the type takes; for a table in its first column. */
static struct json *wrong(struct arena *arena, const struct field *field)
{
	struct json *map = json_map(arena), *list = json_list(arena);

	switch (field->type) {
	case FIELD_TEXT: return json_int(arena, 5);
	case FIELD_NUMBER: case FIELD_SCALE: return json_text(arena, "many");
	case FIELD_DATE: return json_text(arena, "2026-02-31");
	case FIELD_TABLE:
		json_put(arena, map, field->column[0].id, wrong(arena, &field->column[0]));
		json_add(arena, list, map);
		return list;
	default: return json_text(arena, "no such thing");
	}
}

static void what_is_of_another_type_is_refused(void **state)
{
	struct arena *arena = arena_new();
	const struct pack *pack = pack_of(arena, pack_ids[0]);
	const char *place = place_new(arena);
	bool seen[FIELD_TYPE_COUNT] = { false };

	(void)state;
	new_session(place, pack->id);
	for (size_t i = 0; i < pack->item_count; i++)
		for (size_t k = 0; k < pack->item[i].field_count; k++) {
			const struct field *field = &pack->item[i].field[k];
			struct str line = STR_INIT;

			if (seen[field->type] && field->type != FIELD_TABLE)
				continue;
			seen[field->type] = true;
			answer_line(arena, &line, &pack->item[i], field, wrong(arena, field));
			/* The message names the field as the reader knows it. */
			expect_run(place, &(struct run){ .input = line.text, .word = { "apply", "1" } }, 65, "",
				   field->title.en);
			expect_run(place, &(struct run){ .input = line.text, .language = "ja",
				   .word = { "apply", "1" } }, 65, "", field->title.ja);
			str_release(&line);
		}
	place_remove(place);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_worksheet_is_filled_by_keys_and_offered_again),
		cmocka_unit_test(every_worksheet_is_filled_by_apply_and_shown),
		cmocka_unit_test(what_is_of_another_type_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
