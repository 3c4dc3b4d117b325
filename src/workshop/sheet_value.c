/* Worksheet values: made whole before the gate, checked at it. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/rules.h"
#include "workshop/sheet.h"
#include "workshop/value.h"

/* How much of what was found stands in a message. */
enum { SHOWN = 60 };

static const char *title(const struct sheet_field *field)
{
	return bitext_say(field->field->title);
}

static const char *shown(struct arena *arena, const struct json *value)
{
	struct str text = STR_INIT;
	const char *brief;

	json_write(&text, value);
	brief = text_ellipsis(arena, text.text, SHOWN, false);
	str_release(&text);
	return brief;
}

/* ---- ids of rows ---------------------------------------------------------------- */

static void count_row(const struct json *row, unsigned *most)
{
	const char *id = sheet_row_id(row);
	unsigned long number = id && id[0] == 'r' ? strtoul(id + 1, NULL, 10) : 0;

	if (number > *most && number < 1000000000UL)
		*most = (unsigned)number;
}

static void count_body(const struct json *body, const char *item, const char *field, unsigned *most)
{
	const struct json *value = json_get(body, "value");
	const char *of_item = json_get_text(body, "item"), *of_field = json_get_text(body, "field");

	if (!of_item || !of_field || strcmp(of_item, item) != 0 || strcmp(of_field, field) != 0)
		return;
	count_row(body, most);
	for (size_t i = 0; value && value->type == JSON_TYPE_LIST && i < value->count; i++)
		count_row(value->child[i], most);
}

unsigned sheet_next_row(const struct session *session, const char *item, const char *field)
{
	unsigned most = 0;

	for (size_t i = 0; i < session->event_count; i++) {
		count_body(session->event[i].body, item, field, &most);
		count_body(json_get(session->event[i].body, "body"), item, field, &most);
	}
	return most + 1;
}

static bool is_row_id(const char *id)
{
	size_t length = strlen(id);

	return length > 1 && length <= 10 && id[0] == 'r' && id[1] != '0' &&
	       strspn(id + 1, "0123456789") == length - 1;
}

/* ---- cleaning ------------------------------------------------------------------- */

struct json *sheet_clean_row(const struct session *session, struct arena *arena,
			     const struct sheet_field *table, const struct json *row, struct error *err)
{
	struct json *clean;

	if (row->type != JSON_TYPE_MAP) {
		refuse(err, T(REFUSE_ROW_MAP), table->field->column[0].id, shown(arena, row));
		return NULL;
	}
	clean = fields_clean(session, arena, table->column, table->column_count + 1, row, false, err);
	return clean;
}

static struct json *clean_table(const struct session *session, struct arena *arena,
				const struct sheet_field *table, const struct json *value,
				struct error *err)
{
	unsigned most = sheet_next_row(session, table->item->id, table->field->id) - 1;
	struct json *list = json_list(arena);

	if (value->type != JSON_TYPE_LIST) {
		refuse(err, T(REFUSE_ROWS), title(table), shown(arena, value));
		return NULL;
	}
	for (size_t i = 0; i < value->count; i++)
		count_row(value->child[i], &most);
	for (size_t i = 0; i < value->count; i++) {
		struct json *row = sheet_clean_row(session, arena, table, value->child[i], err);

		if (!row) {
			error_prefix(err, T(ROW_WHERE), title(table), i + 1);
			return NULL;
		}
		if (!sheet_row_id(row))
			json_put_text(arena, row, "row", arena_printf(arena, "r%u", ++most));
		json_add(arena, list, row);
	}
	return list;
}

struct json *sheet_clean(const struct session *session, struct arena *arena,
			 const struct sheet_field *field, const struct json *value, struct error *err)
{
	struct json *clean;
	bool ok;

	if (field->field->type == FIELD_TABLE)
		return clean_table(session, arena, field, value, err);
	clean = value_clean(session, arena, &field->row, value, &ok, err);
	if (!clean && ok)
		refuse(err, T(REFUSE_MISSING), title(field));
	return clean;
}

/* ---- checking ------------------------------------------------------------------- */

/* Bounds of a sum, which an event's field has no place for. */
static bool money_check(const struct field *field, const struct json *value, struct error *err)
{
	long least = field->has_min ? field->min : 0, most = field->has_max ? field->max : 0;
	int64_t amount = json_get_int(value, "amount", 0);

	if (field->type != FIELD_MONEY || (amount >= least && (!field->has_max || amount <= most)))
		return true;
	if (!field->has_max)
		return refuse(err, T(REFUSE_LEAST), bitext_say(field->title), least, (long long)amount);
	return refuse(err, T(REFUSE_RANGE), bitext_say(field->title), least, most, (long long)amount);
}

bool sheet_check_row(const struct session *session, const struct sheet_field *table,
		     const struct json *row, struct error *err)
{
	const char *id = sheet_row_id(row);

	if (row->type != JSON_TYPE_MAP || row->count - (id ? 1 : 0) == 0)
		return refuse(err, "%s", T(REFUSE_ROW_EMPTY));
	if (id && !is_row_id(id))
		return refuse(err, T(REFUSE_ROW_ID), id);
	if (!fields_check(session, table->column, table->column_count + 1, row, false, err))
		return false;
	for (size_t i = 0; i < table->column_count; i++) {
		const struct json *value = json_get(row, table->column[i].name);

		if (value && !money_check(&table->field->column[i], value, err))
			return false;
	}
	return true;
}

static bool check_table(const struct session *session, const struct sheet_field *table,
			const struct json *value, struct error *err)
{
	if (value->type != JSON_TYPE_LIST)
		return refuse(err, T(REFUSE_ROWS), title(table), "…");
	if (value->count > SHEET_ROWS_MAX)
		return refuse(err, T(REFUSE_ROWS_MANY), title(table), SHEET_ROWS_MAX);
	for (size_t i = 0; i < value->count; i++) {
		const char *id = sheet_row_id(value->child[i]);
		size_t place = i;

		if (!sheet_check_row(session, table, value->child[i], err))
			return error_prefix(err, T(ROW_WHERE), title(table), i + 1);
		if (!id)
			return refuse(err, T(REFUSE_ROW_ID), "");
		if (sheet_row(value, id, &place) && place != i)
			return refuse(err, T(REFUSE_ROW_TWICE), id);
	}
	return true;
}

bool sheet_check(const struct session *session, const struct sheet_field *field,
		 const struct json *value, struct error *err)
{
	if (field->field->type == FIELD_TABLE)
		return check_table(session, field, value, err);
	return value_check(session, &field->row, value, err) && money_check(field->field, value, err);
}
