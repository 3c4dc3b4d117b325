/* The fields of all worksheets as event fields, and what was answered. */
#include "workshop/sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/amount.h"
#include "base/str.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/rules.h"

enum { SCALE_MIN = 1, SCALE_MAX = 5 };

static const struct choice_name yes_no[] = {
	{ "yes", W(YES) }, { "no", W(NO) }, { "unknown", W(YES_UNKNOWN) }, { NULL, { NULL, NULL } }
};

/* A text is a line in a table and may be several in a field of its own. */
static const enum value_type types[FIELD_TYPE_COUNT] = {
	[FIELD_TEXT] = VALUE_TEXT, [FIELD_CHOICE] = VALUE_CHOICE, [FIELD_SCALE] = VALUE_INT,
	[FIELD_NUMBER] = VALUE_INT, [FIELD_MONEY] = VALUE_MONEY, [FIELD_DATE] = VALUE_DATE,
	[FIELD_PERSON] = VALUE_PERSON, [FIELD_PERSONS] = VALUE_PERSONS, [FIELD_YES_NO] = VALUE_CHOICE,
	[FIELD_AREA] = VALUE_AREA, [FIELD_TABLE] = VALUE_ANSWER,
};

static struct words words_of(struct bitext text)
{
	return (struct words){ .en = text.en, .ja = text.ja };
}

static const struct choice_name *choice_names(struct arena *arena, const struct field *field)
{
	struct choice_name *names;

	if (field->type == FIELD_YES_NO)
		return yes_no;
	if (field->type != FIELD_CHOICE)
		return NULL;
	names = arena_array(arena, field->choice_count + 1, sizeof(*names));
	for (size_t i = 0; i < field->choice_count; i++)
		names[i] = (struct choice_name){ field->choice[i].id, words_of(field->choice[i].title) };
	return names;
}

static struct event_field row_of(struct arena *arena, const struct field *field, bool column)
{
	struct event_field row = { .name = field->id, .type = types[field->type],
				   .label = words_of(field->title) };

	if (field->type == FIELD_TEXT) {
		row.type = column ? VALUE_LINE : VALUE_TEXT;
		row.max = field->has_max ? field->max : SHEET_TEXT_MAX;
	} else if (row.type == VALUE_INT) {
		bool scale = field->type == FIELD_SCALE;

		row.min = field->has_min ? field->min : scale ? SCALE_MIN : -(long)AMOUNT_MAX;
		row.max = field->has_max ? field->max : scale ? SCALE_MAX : (long)AMOUNT_MAX;
	}
	row.names = choice_names(arena, field);
	return row;
}

/* The columns, and behind the last one the row's id, which is no column. */
static struct event_field *columns_of(struct arena *arena, const struct field *table)
{
	struct event_field *columns = arena_array(arena, table->column_count + 1, sizeof(*columns));

	for (size_t i = 0; i < table->column_count; i++)
		columns[i] = row_of(arena, &table->column[i], true);
	columns[table->column_count] = (struct event_field){
		.name = "row", .type = VALUE_LINE, .label = W(FIELD_ROW), .max = PACK_ID_MAX,
	};
	return columns;
}

void sheet_build(struct session *session)
{
	const struct pack *pack = session->pack;
	size_t count = 0;

	for (size_t i = 0; pack && i < pack->item_count; i++)
		count += pack->item[i].field_count;
	session->sheet = arena_array(session->arena, count + 1, sizeof(*session->sheet));
	for (size_t i = 0; pack && i < pack->item_count; i++) {
		for (size_t k = 0; k < pack->item[i].field_count; k++) {
			struct sheet_field *sheet = &session->sheet[session->sheet_count++];
			const struct field *field = &pack->item[i].field[k];

			*sheet = (struct sheet_field){ .item = &pack->item[i], .field = field,
						       .row = row_of(session->arena, field, false) };
			if (field->type != FIELD_TABLE)
				continue;
			sheet->column = columns_of(session->arena, field);
			sheet->column_count = field->column_count;
		}
	}
}

const struct sheet_field *session_sheet(const struct session *session, const char *item, size_t *count)
{
	const struct sheet_field *first = NULL;

	*count = 0;
	for (size_t i = 0; item && i < session->sheet_count; i++) {
		if (strcmp(session->sheet[i].item->id, item) != 0)
			continue;
		if (!first)
			first = &session->sheet[i];
		(*count)++;
	}
	return first;
}

const struct sheet_field *session_sheet_field(const struct session *session, const char *item,
					      const char *field)
{
	size_t count;
	const struct sheet_field *sheet = session_sheet(session, item, &count);

	for (size_t i = 0; field && i < count; i++)
		if (strcmp(sheet[i].field->id, field) == 0)
			return &sheet[i];
	return NULL;
}

const struct json *sheet_answer(const struct session *session, const char *item, const char *field)
{
	for (size_t i = 0; i < session->now.answer_count; i++) {
		const struct answer *answer = &session->now.answer[i];

		if (strcmp(answer->item, item) != 0 || strcmp(answer->field, field) != 0)
			continue;
		return answer->value && answer->value->type == JSON_TYPE_LIST && answer->value->count == 0 ?
		       NULL : answer->value;
	}
	return NULL;
}

const char *sheet_row_id(const struct json *row)
{
	return json_get_text(row, "row");
}

const struct json *sheet_row(const struct json *table, const char *row, size_t *place)
{
	for (size_t i = 0; table && row && table->type == JSON_TYPE_LIST && i < table->count; i++) {
		const char *id = sheet_row_id(table->child[i]);

		if (!id || strcmp(id, row) != 0)
			continue;
		if (place)
			*place = i;
		return table->child[i];
	}
	return NULL;
}

/* ---- in words ------------------------------------------------------------------ */

/* "4 hours", "1 hour": packs name units in the plural. */
static void say_unit(const char *unit, int64_t number, struct str *out)
{
	size_t length = strlen(unit);

	if (number == 1 && length > 2 && unit[length - 1] == 's')
		length--;
	str_printf(out, " %.*s", (int)length, unit);
}

static void say_number(const struct field *field, int64_t number, struct str *out)
{
	char text[32];
	size_t step = (size_t)(number - (field->has_min ? field->min : SCALE_MIN));

	number_format(number, text, sizeof(text));
	str_add(out, text);
	if (field->type == FIELD_SCALE && step < field->labels.count)
		str_printf(out, " %s", bitext_say(field->labels.text[step]));
	else if (field->unit.en && lang == LANG_JA)
		str_add(out, bitext_say(field->unit));
	else if (field->unit.en)
		say_unit(bitext_say(field->unit), number, out);
}

static void say_table(const struct json *value, struct str *out)
{
	if (value->count == 1)
		str_add(out, T(SAY_ROW_ONE));
	else
		str_printf(out, T(SAY_ROWS_COUNT), value->count);
}

void sheet_value_say(const struct session *session, const struct field *field,
		     const struct json *value, struct str *out)
{
	struct event_field row = { .type = types[field->type] };

	if (!value)
		return;
	if (field->type == FIELD_TABLE && value->type == JSON_TYPE_LIST) {
		say_table(value, out);
		return;
	}
	if (row.type == VALUE_INT && value->type == JSON_TYPE_INT) {
		say_number(field, value->integer, out);
		return;
	}
	if (field->type == FIELD_CHOICE && value->type == JSON_TYPE_TEXT) {
		for (size_t i = 0; i < field->choice_count; i++)
			if (strcmp(field->choice[i].id, value->text) == 0) {
				str_add(out, bitext_say(field->choice[i].title));
				return;
			}
	}
	row.names = field->type == FIELD_YES_NO ? yes_no : NULL;
	if (row.type == VALUE_CHOICE && !row.names)
		row.type = VALUE_LINE;
	event_value_say(session, &row, value, out);
}

void sheet_row_say(const struct session *session, const struct field *table,
		   const struct json *row, struct str *out)
{
	bool first = true;

	for (size_t i = 0; i < table->column_count; i++) {
		const struct json *value = json_get(row, table->column[i].id);

		if (!value)
			continue;
		str_printf(out, "%s%s: ", first ? "" : T(LIST_COMMA), bitext_say(table->column[i].title));
		sheet_value_say(session, &table->column[i], value, out);
		first = false;
	}
}

void sheet_event_say(const struct session *session, const struct event *event, const char *name,
		     struct str *out)
{
	const struct json *value = json_get(event->body, name);
	const struct item *item = pack_item(session->pack, event_text(event, "item"));
	const char *id = event_text(event, "field");
	const struct field *field = item ? item_field(item, id) : NULL;

	if (strcmp(name, "field") == 0)
		str_add(out, field ? bitext_say(field->title) : id);
	else if (field && value->type == JSON_TYPE_MAP && field->type == FIELD_TABLE)
		sheet_row_say(session, field, value, out);
	else if (field)
		sheet_value_say(session, field, value, out);
	else
		json_write(out, value);
}
