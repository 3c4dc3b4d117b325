/* The shapes of worksheet answers.  See skim.h. */
#include "base/json.h"
#include "content/pack.h"
#include "store/skim.h"

static bool is_text(const struct json *value)
{
	return value->type == JSON_TYPE_TEXT;
}

static bool is_int(const struct json *value)
{
	return value->type == JSON_TYPE_INT;
}

static bool is_money(const struct json *value)
{
	const struct json *amount = json_get(value, "amount"), *per = json_get(value, "per");

	return amount && is_int(amount) && json_get_text(value, "currency") && (!per || is_text(per));
}

static bool is_person(const struct json *value)
{
	return is_text(value) || (json_get_text(value, "name") && json_get_text(value, "role"));
}

static bool are_persons(const struct json *value)
{
	bool good = value->type == JSON_TYPE_LIST;

	for (size_t i = 0; good && i < value->count; i++)
		good = is_person(value->child[i]);
	return good;
}

/* A table's is looked at row by row. */
static bool (*const shapes[FIELD_TYPE_COUNT])(const struct json *value) = {
	[FIELD_TEXT] = is_text, [FIELD_CHOICE] = is_text, [FIELD_SCALE] = is_int, [FIELD_NUMBER] = is_int,
	[FIELD_MONEY] = is_money, [FIELD_DATE] = is_text, [FIELD_PERSON] = is_person, [FIELD_PERSONS] = are_persons,
	[FIELD_YES_NO] = is_text, [FIELD_AREA] = is_text,
};

static bool row_fits(const struct field *table, const struct json *row)
{
	bool good = row->type == JSON_TYPE_MAP;

	for (size_t i = 0; good && i < table->column_count; i++) {
		const struct json *value = json_get(row, table->column[i].id);

		good = !value || (table->column[i].type != FIELD_TABLE && shapes[table->column[i].type](value));
	}
	return good;
}

bool skim_fits(const struct field *field, const struct json *value)
{
	bool good = value->type == JSON_TYPE_LIST;

	if (field->type != FIELD_TABLE)
		return shapes[field->type](value);
	for (size_t i = 0; good && i < value->count; i++)
		good = row_fits(field, value->child[i]);
	return good;
}
