/* Worksheets 記入票 on paper: a table for a table, facts for the rest, the heat map of risks. */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_paper.h"
#include "report/figure.h"
#include "report/telling.h"
#include "workshop/sheet.h"

static const char *cell_words(struct telling *to, const struct field *field, const struct json *value)
{
	struct str words = STR_INIT;
	const char *copy;

	if (value)
		sheet_value_say(to->session, field, value, &words);
	copy = arena_strdup(to->arena, words.text);
	str_release(&words);
	return copy;
}

static bool is_told(const struct telling *to, const struct field *field)
{
	return field->type != FIELD_MONEY || tells(to, PART_MONEY);
}

/* Short values of one line: dates, numbers, steps of a scale. */
static bool is_narrow(const struct field *column)
{
	return column->type == FIELD_DATE || column->type == FIELD_NUMBER || column->type == FIELD_YES_NO ||
	       column->type == FIELD_MONEY;
}

static const char *heading_of(struct telling *to, const struct field *column)
{
	const char *title = bitext_say(column->title), *unit = column->unit.en ? bitext_say(column->unit) : "";

	return *unit ? arena_printf(to->arena, "%s%s", title, arena_printf(to->arena, T(PAPER_BRACKET), unit)) : title;
}

/* The letters of the heat map lead the rows of its table. */
static void tell_table(struct telling *to, const struct sheet_field *table, const struct json *rows)
{
	const struct field *field = table->field;
	struct paper_column *column = arena_array(to->arena, field->column_count + 1, sizeof(*column));
	const char **cell = arena_array(to->arena, field->column_count + 1, sizeof(*cell));
	bool lettered = field->picture == PICTURE_HEAT_MAP;
	size_t count = 0;

	if (lettered)
		column[count++] = (struct paper_column){ "", true };
	for (size_t i = 0; i < field->column_count; i++)
		if (is_told(to, &field->column[i]))
			column[count++] = (struct paper_column){ heading_of(to, &field->column[i]), is_narrow(&field->column[i]) };
	paper_table(&to->paper, column, count, bitext_say(field->title));
	for (size_t r = 0; r < rows->count; r++) {
		size_t at = 0;

		if (lettered)
			cell[at++] = figure_letter(to->arena, r);
		for (size_t i = 0; i < field->column_count; i++)
			if (is_told(to, &field->column[i]))
				cell[at++] = cell_words(to, &field->column[i], json_get(rows->child[r], field->column[i].id));
		paper_row(&to->paper, cell);
	}
}

void paper_sheet_field(struct telling *to, const struct sheet_field *sheet)
{
	const struct json *value = sheet_answer(to->session, sheet->item->id, sheet->field->id);

	if (!value || !is_told(to, sheet->field))
		return;
	if (sheet->field->type != FIELD_TABLE) {
		paper_fact(&to->paper, bitext_say(sheet->field->title), cell_words(to, sheet->field, value));
		return;
	}
	if (sheet->field->picture == PICTURE_HEAT_MAP && tells(to, PART_PICTURES))
		figure_heat(&to->paper, to->session, sheet);
	tell_table(to, sheet, value);
}

void paper_sheet(struct telling *to, const char *item)
{
	size_t count;
	const struct sheet_field *sheet = session_sheet(to->session, item, &count);
	bool begun = false;

	for (size_t i = 0; i < count; i++) {
		if (!begun && sheet_answer(to->session, item, sheet[i].field->id))
			paper_section(&to->paper, T(PAPER_WORKSHEET));
		begun |= sheet_answer(to->session, item, sheet[i].field->id) != NULL;
		paper_sheet_field(to, &sheet[i]);
	}
}

/* ---- the sheets that hang on a wall ------------------------------------------------------------ */

/* Some editions ask for both sheets on one item: then each leaves the other's tables out. */
static bool is_of_other_sheet(const char *field, const char *table)
{
	static const struct { const char *field, *sheet; } owned[] = {
		{ "notify", "notify" }, { "must-know", "notify" }, { "calls", "calls" }, { "manual", "calls" }, { "exercises", "calls" },
	};

	for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++)
		if (strcmp(owned[i].field, field) == 0)
			return strcmp(owned[i].sheet, table) != 0;
	return false;
}

/* The worksheet of the item, rows that nobody filled included: what is missing in a
 * night like that should be seen by day. */
static void tell_sheet_of(struct telling *to, const char *table)
{
	const struct stop *stop = stop_with_table(to->session, table);
	size_t count = 0;
	const struct sheet_field *sheet = stop ? session_sheet(to->session, stop->id, &count) : NULL;

	if (!stop)
		return;
	paper_line(&to->paper, arena_printf(to->arena, "%s%s%s", said_place(to, stop->id), T(PAPER_GAP), stop_title(stop)));
	for (size_t i = 0; i < count; i++) {
		if (is_of_other_sheet(sheet[i].field->id, table))
			continue;
		if (sheet_answer(to->session, stop->id, sheet[i].field->id))
			paper_sheet_field(to, &sheet[i]);
		else
			paper_fact(&to->paper, bitext_say(sheet[i].field->title), "-");
	}
}

void tell_notification(struct telling *to)
{
	tell_sheet_of(to, "notify");
	paper_notice(&to->paper, T(PAPER_CHECK_DATES));
	paper_line(&to->paper, arena_printf(to->arena, T(PAPER_AS_OF), said_day(to, to->session->now.held_on)));
}

void tell_contacts(struct telling *to)
{
	tell_sheet_of(to, "calls");
	paper_line(&to->paper, arena_printf(to->arena, T(PAPER_AS_OF), said_day(to, to->session->now.held_on)));
}
