/* Which picture a table is drawn as, and what all of them need. */
#include "ui/picture_parts.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"

static const struct picture_kind *const kinds[PICTURE_COUNT] = {
	[PICTURE_HEAT_MAP] = &picture_heat, [PICTURE_MATRIX] = &picture_matrix,
	[PICTURE_TIME_LINE] = &picture_time,
};

static const struct picture_kind *kind_of(const struct app *app, const struct sheet_field *table)
{
	return app->session && table ? kinds[table->field->picture] : NULL;
}

bool picture_of(const struct sheet_field *table)
{
	return table && kinds[table->field->picture] != NULL;
}

void picture_draw(struct app *app, struct canvas *canvas, struct box box,
		  const struct sheet_field *table, struct picture_state *state)
{
	const struct picture_kind *kind = kind_of(app, table);
	struct page page;

	if (!kind)
		return;
	if (box.width >= PICTURE_WIDTH && box.height >= PICTURE_HEIGHT) {
		kind->draw(app, canvas, box, table, state);
		return;
	}
	page_init(&page, app->frame, box.width);
	page_add(&page, STYLE_DIM, 0, "",
		 arena_printf(app->frame, T(PICTURE_SMALL), PICTURE_WIDTH, PICTURE_HEIGHT));
	page_draw(canvas, box, &page, 0);
}

bool picture_move(struct app *app, const struct sheet_field *table, struct picture_state *state,
		  enum action_id action)
{
	const struct picture_kind *kind = kind_of(app, table);

	return kind && kind->move(app, table, state, action);
}

bool picture_area(struct app *app, const struct sheet_field *table, struct picture_state *state, int by)
{
	int count;

	if (kind_of(app, table) != &picture_heat)
		return false;
	count = (int)app->session->pack->area_count + 1;
	*state = (struct picture_state){ .area = ((state->area + by) % count + count) % count };
	return true;
}

const char *picture_row(struct app *app, const struct sheet_field *table,
			const struct picture_state *state)
{
	const struct picture_kind *kind = kind_of(app, table);

	return kind ? kind->row(app, table, state) : NULL;
}

const char *picture_choice(struct app *app, const struct sheet_field *table,
			   const struct picture_state *state)
{
	const struct picture_kind *kind = kind_of(app, table);

	return kind && kind->choice ? kind->choice(app, table, state) : NULL;
}

/* ---- what all of them need ---- */

const struct json *const *picture_rows(struct app *app, const struct sheet_field *table,
				       size_t *count)
{
	const struct json *answer = sheet_answer(app->session, table->item->id, table->field->id);

	*count = answer && answer->type == JSON_TYPE_LIST ? answer->count : 0;
	return *count > 0 ? (const struct json *const *)answer->child : NULL;
}

const char *picture_title(const struct sheet_field *table, const char *column)
{
	const struct field *field = field_column(table->field, column);

	return field ? bitext_say(field->title) : column;
}

const struct field *picture_each(const struct sheet_field *table)
{
	return table->field->each ? field_column(table->field, table->field->each) : NULL;
}

const struct choice *picture_row_choice(const struct sheet_field *table, const struct json *row)
{
	const struct field *each = picture_each(table);
	const char *id = each ? json_get_text(row, each->id) : NULL;

	for (size_t i = 0; id && i < each->choice_count; i++)
		if (strcmp(each->choice[i].id, id) == 0)
			return &each->choice[i];
	return NULL;
}

struct picture_entry *picture_entries(struct app *app, const struct sheet_field *table,
				      size_t *count)
{
	const struct field *each = picture_each(table);
	size_t rows, choices = each ? each->choice_count : 0;
	const struct json *const *row = picture_rows(app, table, &rows);
	struct picture_entry *entry = arena_array(app->frame, rows + choices + 1, sizeof(*entry));

	*count = 0;
	for (size_t i = 0; i < choices; i++) {
		size_t before = *count;

		for (size_t k = 0; k < rows; k++)
			if (picture_row_choice(table, row[k]) == &each->choice[i])
				entry[(*count)++] = (struct picture_entry){ row[k], &each->choice[i] };
		if (*count == before)
			entry[(*count)++] = (struct picture_entry){ NULL, &each->choice[i] };
	}
	for (size_t k = 0; k < rows; k++)
		if (!picture_row_choice(table, row[k]))
			entry[(*count)++] = (struct picture_entry){ row[k], NULL };
	return entry;
}

struct person picture_person(const struct app *app, const struct json *value)
{
	const struct participant *participant;

	if (!value)
		return (struct person){ .name = NULL };
	if (value->type != JSON_TYPE_TEXT)
		return (struct person){ .name = json_get_text(value, "name"),
					.role = json_get_text(value, "role") };
	participant = session_participant(app->session, value->text);
	if (!participant)
		return (struct person){ .name = value->text };
	return participant_person(participant);
}

const char *picture_join(struct arena *arena, const char *const *part, size_t count, int columns)
{
	const char *all = "", *between = T(PICTURE_PART);
	int used = 0;

	for (size_t i = 0; i < count; i++) {
		int width = text_width(part[i]);
		bool first = *all == '\0', fits = used + text_width(between) + width <= columns;

		if (!*part[i])
			continue;
		all = arena_printf(arena, "%s%s%s", all, first ? "" : fits ? between : "\n", part[i]);
		used = !first && fits ? used + text_width(between) + width : width;
	}
	return all;
}
