/* The rows of a risk table as a picture and the gaps look at them. */
#include <string.h>

#include "lang/words_workshop.h"
#include "workshop/rules.h"
#include "workshop/sheet.h"

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* The newest statement for the area: on the item itself, else on any other. */
static const struct appetite *stated(const struct session *session, const char *item, const char *area)
{
	const struct appetite *own = area ? session_appetite(session, item, area) : NULL, *newest = NULL;

	for (size_t i = 0; area && !own && i < session->now.appetite_count; i++) {
		const struct appetite *appetite = &session->now.appetite[i];

		if (appetite->current && same(appetite->area, area) && (!newest || appetite->n > newest->n))
			newest = appetite;
	}
	return own ? own : newest;
}

int session_area_appetite(const struct session *session, const char *item, const char *area)
{
	const struct appetite *appetite = stated(session, item, area);

	return appetite ? appetite->level : 0;
}

/* The newest acceptance of the row that was neither rejected nor revoked. */
static const struct acceptance *accepting(const struct session *session, const char *item, const char *row)
{
	for (size_t i = session->now.acceptance_count; i-- > 0;) {
		const struct acceptance *a = &session->now.acceptance[i];

		if (same(a->item, item) && same(a->row, row) && !same(a->state, "rejected") &&
		    !same(a->state, "revoked"))
			return a;
	}
	return NULL;
}

static struct sheet_risk read_risk(const struct session *session, const struct sheet_field *table,
				   const struct json *row)
{
	struct sheet_risk risk = {
		.row = sheet_row_id(row), .values = row, .risk = json_get_text(row, "risk"),
		.area = json_get_text(row, "area"), .treatment = json_get_text(row, "treatment"),
		.likelihood = (int)json_get_int(row, "likelihood", 0),
		.impact = (int)json_get_int(row, "impact", 0),
	};
	const struct acceptance *a = accepting(session, table->item->id, risk.row);

	risk.appetite = session_area_appetite(session, table->item->id, risk.area);
	risk.within = risk.appetite ? session->pack->level[risk.appetite - 1].within : 0;
	risk.above = risk.within > 0 && risk.likelihood * risk.impact > risk.within;
	risk.acceptance = a ? a->id : NULL;
	risk.acceptance_state = a ? a->state : NULL;
	return risk;
}

struct sheet_risks session_risks(const struct session *session, struct arena *arena,
				 const struct sheet_field *table)
{
	const struct json *answer = sheet_answer(session, table->item->id, table->field->id);
	struct sheet_risks risks = { 0, NULL };

	if (!answer || answer->type != JSON_TYPE_LIST)
		return risks;
	risks.risk = arena_array(arena, answer->count, sizeof(*risks.risk));
	for (size_t i = 0; i < answer->count; i++)
		risks.risk[risks.count++] = read_risk(session, table, answer->child[i]);
	return risks;
}

bool sheet_risk_open(const struct sheet_risk *risk)
{
	bool treated = risk->treatment && strcmp(risk->treatment, "retain") != 0;

	return risk->above && !treated && !risk->acceptance;
}

size_t sheet_missing_choices(const struct session *session, const struct sheet_field *table,
			     const struct choice **choice, size_t room)
{
	const struct json *answer = sheet_answer(session, table->item->id, table->field->id);
	const struct field *column = table->field->each ? field_column(table->field, table->field->each) : NULL;
	size_t count = 0;

	for (size_t i = 0; column && i < column->choice_count; i++) {
		bool there = false;

		for (size_t k = 0; answer && k < answer->count; k++)
			there |= same(json_get_text(answer->child[k], column->id), column->choice[i].id);
		if (!there && count < room)
			choice[count] = &column->choice[i];
		count += !there;
	}
	return count;
}

size_t sheet_gaps(const struct session *session, const struct sheet_field *field)
{
	const struct json *answer = sheet_answer(session, field->item->id, field->field->id);
	size_t count = field->field->required && !answer;

	for (size_t i = 0; answer && i < field->column_count; i++)
		for (size_t k = 0; field->field->column[i].required && k < answer->count; k++)
			count += !json_get(answer->child[k], field->field->column[i].id);
	return count;
}
