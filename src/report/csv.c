/*
 * Lists as CSV, and as tables of a paper.  CSV is RFC 4180 with a byte order mark, which
 * is how Excel knows that it is UTF-8; every cell is quoted, lines end in CR LF.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_paper.h"
#include "report/list.h"

/*
 * Would a spreadsheet take the text for a formula?  By OWASP's "CSV injection" = + - @,
 * tab, CR, LF, and the full-width signs that Japanese input makes, which Excel takes for
 * the same; also after spaces, which some programs cut off.
 */
static bool is_formula(const char *text)
{
	static const char *const signs[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−" };
	static const char *const spaces[] = { " ", "　", "\u00a0" };

	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
			if (strncmp(text, spaces[i], strlen(spaces[i])) == 0) {
				text += strlen(spaces[i]);
				more = true;
			}
	}
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strncmp(text, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

/* `ours`: a number that the program made. */
static void csv_cell(struct telling *to, struct str *out, const char *text, bool ours, bool first)
{
	const char *safe = paper_text(&to->paper, text);

	str_add(out, first ? "\"" : ",\"");
	if (!ours && is_formula(safe))
		str_add_char(out, '\'');
	for (; *safe; safe++) {
		if (*safe == '"')
			str_add_char(out, '"');
		str_add_char(out, *safe);
	}
	str_add_char(out, '"');
}

static bool is_told(const struct telling *to, const struct list_column *column)
{
	return !column->money || tells(to, PART_MONEY);
}

static const char *head_of(const struct list *list, const struct list_column *column)
{
	return list->standard ? column->head.en : say(column->head);
}

/* How the row is to be treated, what is not in it, whether it may still change: in each
 * row, as rows are cut out of their file. */
static void csv_end(struct telling *to, struct str *out)
{
	csv_cell(to, out, to->session->now.label, false, false);
	csv_cell(to, out, report_left_out(to->ask->aliases != NULL, to->ask->without, to->arena), false, false);
	csv_cell(to, out, to->session->now.sealed ? T(LIST_SEALED) : T(LIST_DRAFT), true, false);
	str_add(out, "\r\n");
}

/* A list without rows has one that says this much. */
void csv_list(struct telling *to, const struct list *list, struct str *out)
{
	size_t count;
	struct list_row *row = list->rows(to, &count);

	str_add(out, "\xef\xbb\xbf");
	for (size_t c = 0; c < list->column_count; c++)
		if (is_told(to, &list->column[c]))
			csv_cell(to, out, head_of(list, &list->column[c]), true, c == 0);
	csv_cell(to, out, T(LIST_LABEL), true, false);
	csv_cell(to, out, T(LIST_LEFT_OUT), true, false);
	csv_cell(to, out, T(LIST_STANDS), true, false);
	str_add(out, "\r\n");
	for (size_t i = 0; i < count || i == 0; i++) {
		for (size_t c = 0; c < list->column_count; c++)
			if (is_told(to, &list->column[c]))
				csv_cell(to, out, count ? list->column[c].text(to, &row[i]) : "", list->column[c].number, c == 0);
		csv_end(to, out);
	}
}

/* A wide list does not fit on a page as a table: a block a record. */
enum { COLUMNS_OF_A_TABLE = 8 };

static void tell_blocks(struct telling *to, const struct list *list, const struct list_row *row, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		paper_section(&to->paper, list->column[0].text(to, &row[i]));
		for (size_t c = 1; c < list->column_count; c++)
			if (is_told(to, &list->column[c]))
				paper_fact(&to->paper, say(list->column[c].head), list->column[c].text(to, &row[i]));
	}
}

/* Columns in which somebody has something: what is empty everywhere takes no room. */
static size_t used_columns(struct telling *to, const struct list *list, const struct list_row *row, size_t count,
			   size_t *used)
{
	size_t found = 0;

	for (size_t c = 0; c < list->column_count; c++) {
		bool any = false;

		for (size_t i = 0; i < count && is_told(to, &list->column[c]); i++)
			any |= *list->column[c].text(to, &row[i]) != '\0';
		if (any)
			used[found++] = c;
	}
	return found;
}

void tell_list(struct telling *to, const struct list *list)
{
	size_t count, *used = arena_array(to->arena, list->column_count, sizeof(*used)), columns;
	struct list_row *row = list->rows(to, &count);
	struct paper_column *column = arena_array(to->arena, list->column_count, sizeof(*column));
	const char **cell = arena_array(to->arena, list->column_count, sizeof(*cell));

	columns = used_columns(to, list, row, count, used);
	if (count == 0)
		paper_line(&to->paper, T(LIST_NONE));
	if (columns > COLUMNS_OF_A_TABLE && to->paper.format == PAPER_HTML) {
		tell_blocks(to, list, row, count);
		return;
	}
	for (size_t c = 0; c < columns; c++)
		column[c] = (struct paper_column){ say(list->column[used[c]].head), list->column[used[c]].narrow };
	if (count > 0)
		paper_table(&to->paper, column, columns, "");
	for (size_t i = 0; i < count; i++) {
		for (size_t c = 0; c < columns; c++)
			cell[c] = list->column[used[c]].text(to, &row[i]);
		paper_row(&to->paper, cell);
	}
}
