/*
 * The risks of a session by the columns of the risk register in NIST IR 8286 (2020):
 * the rows of the heat map's tables, then what was accepted without such a row.  Priority stays
 * empty: the room ranks, not the program.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/words_paper.h"
#include "report/list.h"
#include "workshop/acceptance.h"
#include "workshop/sheet.h"

/* What a row tells, wherever it comes from. */
struct risk_facts {
	const char *id, *text, *area, *treatment;
	int likelihood, impact;
	const struct acceptance *acceptance; /* that names the row, or the row itself; NULL */
};

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static struct risk_facts facts_of(const struct telling *to, const struct list_row *row)
{
	struct risk_facts facts = { .id = "" };

	if (row->table) {
		const struct sheet_risk *risk = row->risk;

		facts = (struct risk_facts){
			.id = arena_printf(to->arena, "%s-%s", row->table->item->id, or_empty(risk->row)), .text = risk->risk,
			.area = risk->area, .treatment = risk->treatment, .likelihood = risk->likelihood, .impact = risk->impact,
			.acceptance = session_acceptance(to->session, risk->acceptance) };
	} else {
		const struct acceptance *a = &to->session->now.acceptance[row->at];

		facts = (struct risk_facts){ .id = a->id, .text = a->title, .area = a->area, .treatment = "retain",
			.likelihood = a->risk.likelihood, .impact = a->risk.impact, .acceptance = a };
	}
	return facts;
}

static bool is_of_row(const struct telling *to, const struct acceptance *a)
{
	const struct stop *stop = a->row && a->item ? session_stop(to->session, a->item) : NULL;

	for (size_t i = 0; stop && stop->item && i < stop->item->field_count; i++)
		if (stop->item->field[i].picture == PICTURE_HEAT_MAP) {
			const struct json *table = sheet_answer(to->session, a->item, stop->item->field[i].id);

			return table && sheet_row(table, a->row, NULL);
		}
	return false;
}

static struct list_row *risk_rows(const struct telling *to, size_t *count)
{
	size_t capacity = 0;
	struct list_row *row = NULL;

	*count = 0;
	for (size_t s = 0; s < to->session->now.stop_count; s++) {
		size_t fields;
		const struct sheet_field *sheet = session_sheet(to->session, to->session->now.stop[s].id, &fields);

		for (size_t f = 0; f < fields && tells(to, PART_WORKSHEETS); f++) {
			struct sheet_risks risks = { 0, NULL };

			if (sheet[f].field->picture == PICTURE_HEAT_MAP)
				risks = session_risks(to->session, to->arena, &sheet[f]);
			for (size_t i = 0; i < risks.count; i++) {
				row = arena_grow(to->arena, row, *count, &capacity, sizeof(*row));
				row[(*count)++] = (struct list_row){ i, &sheet[f], &risks.risk[i] };
			}
		}
	}
	for (size_t i = 0; i < to->session->now.acceptance_count; i++) {
		if (tells(to, PART_WORKSHEETS) && is_of_row(to, &to->session->now.acceptance[i]))
			continue;
		row = arena_grow(to->arena, row, *count, &capacity, sizeof(*row));
		row[(*count)++] = (struct list_row){ i, NULL, NULL };
	}
	return row;
}

/* The words that the standard has for the treatments of ISO 27005. */
static const char *response_type(const char *treatment)
{
	static const struct { const char *ours; const char *standard; } rows[] = {
		{ "retain", "Accept" }, { "share", "Transfer" }, { "modify", "Mitigate" }, { "avoid", "Avoid" },
	};

	for (size_t i = 0; treatment && i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].ours, treatment) == 0)
			return rows[i].standard;
	return "";
}

static const char *number(const struct telling *to, int value)
{
	return value > 0 ? arena_printf(to->arena, "%d", value) : "";
}

/* A cell of the worksheet's row, in words; "" where there is none. */
static const char *cell_words(const struct telling *to, const struct list_row *row, const char *id)
{
	const struct field *column = row->table ? field_column(row->table->field, id) : NULL;
	const struct json *value = column ? json_get(row->risk->values, id) : NULL;
	struct str words = STR_INIT;
	const char *text;

	if (!value)
		return "";
	sheet_value_say(to->session, column, value, &words);
	text = arena_strdup(to->arena, words.text);
	str_release(&words);
	return text;
}

/* The row's own sum; what the ways cost that were not taken is no response's cost. */
static const char *risk_cost(const struct telling *to, const struct list_row *row)
{
	return tells(to, PART_MONEY) ? cell_words(to, row, "cost") : "";
}

/* Of the acceptance, else of the row, else who answers for the item. */
static const char *owner_words(const struct telling *to, const struct list_row *row, const struct risk_facts *facts)
{
	const struct assignment *owner = row->table ? session_assignment(to->session, row->table->item->id) : NULL;
	const char *own = cell_words(to, row, "owner");

	if (facts->acceptance && facts->acceptance->owner.name)
		return said_person(to, facts->acceptance->owner);
	if (*own)
		return own;
	return owner ? said_person(to, owner->accountable) : "";
}

static const char *status_words(const struct telling *to, const struct risk_facts *facts)
{
	const struct acceptance *a = facts->acceptance;

	return a ? acceptance_state_say(acceptance_state_on(a->state, a->review_by, a->valid_until, to->session->now.held_on)) : "";
}

static const char *area_words(const struct telling *to, const char *id)
{
	const struct area *area = id ? pack_area(to->session->pack, id) : NULL;

	return area ? bitext_say(area->title) : or_empty(id);
}

#define CELL(name, value) \
	static const char *risk_##name(const struct telling *to, const struct list_row *row) \
	{ \
		const struct risk_facts f = facts_of(to, row); \
		return or_empty(value); \
	}
CELL(id, f.id)
CELL(priority, f.id ? "" : "")
CELL(description, f.text)
CELL(category, area_words(to, f.area))
CELL(likelihood, number(to, f.likelihood))
CELL(impact, number(to, f.impact))
CELL(rating, number(to, f.likelihood * f.impact))
CELL(type, response_type(f.treatment))
CELL(response, f.acceptance ? f.acceptance->justification : "")
CELL(owner, owner_words(to, row, &f))
CELL(status, status_words(to, &f))

static const struct list_column columns[] = {
	{ "id", W(RISK_ID), true, false, risk_id, false },
	{ "priority", W(RISK_PRIORITY), true, false, risk_priority, false },
	{ "description", W(RISK_DESCRIPTION), false, false, risk_description, false },
	{ "category", W(RISK_CATEGORY), false, false, risk_category, false },
	{ "likelihood", W(RISK_LIKELIHOOD), true, true, risk_likelihood, false },
	{ "impact", W(RISK_IMPACT), true, true, risk_impact, false },
	{ "exposure_rating", W(RISK_RATING), true, true, risk_rating, false },
	{ "response_type", W(RISK_TYPE), true, false, risk_type, false },
	{ "response_cost", W(RISK_COST), false, false, risk_cost, true },
	{ "response_description", W(RISK_RESPONSE), false, false, risk_response, false },
	{ "owner", W(RISK_OWNER), false, false, risk_owner, false },
	{ "status", W(RISK_STATUS), false, false, risk_status, false },
};

const struct list list_risks = { sizeof(columns) / sizeof(columns[0]), columns, risk_rows, true };

struct json *json_risks(const struct telling *to)
{
	struct json *list = json_list(to->arena);
	size_t count;
	struct list_row *row = risk_rows(to, &count);

	for (size_t i = 0; i < count; i++) {
		struct json *map = json_map(to->arena);

		for (size_t c = 0; c < list_risks.column_count; c++) {
			const char *text = columns[c].text(to, &row[i]);

			if (!*text || (columns[c].money && !tells(to, PART_MONEY)))
				continue;
			if (columns[c].number)
				json_put_int(to->arena, map, columns[c].name, strtol(text, NULL, 10));
			else
				json_put_text(to->arena, map, columns[c].name, text);
		}
		json_add(to->arena, list, map);
	}
	return list;
}
