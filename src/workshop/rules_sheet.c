/* Worksheets 記入票: an answer as a whole, or a row of a table. */
#include "workshop/rules.h"

#include <string.h>

#include "base/str.h"
#include "lang/words_event.h"
#include "lang/words_workshop.h"
#include "workshop/sheet.h"

#define ITEM_AND_FIELD \
	{ "item", VALUE_ITEM, W(FIELD_ITEM), true, 0, 0, NULL }, \
	{ "field", VALUE_FIELD, W(FIELD_FIELD), true, 0, PACK_ID_MAX, NULL }

static const struct event_field given_fields[] = {
	ITEM_AND_FIELD,
	{ "value", VALUE_ANSWER, W(FIELD_VALUE), true, 0, 0, NULL },
	{ "from", VALUE_LINE, W(FIELD_FROM), false, 0, 80, NULL },
};

static const struct event_field cleared_fields[] = { ITEM_AND_FIELD };

static const struct event_field row_fields[] = {
	ITEM_AND_FIELD,
	{ "row", VALUE_LINE, W(FIELD_ROW), false, 0, PACK_ID_MAX, NULL },
	{ "value", VALUE_ANSWER, W(FIELD_VALUE), true, 0, 0, NULL },
	{ "place", VALUE_INT, W(FIELD_PLACE), false, 1, SHEET_ROWS_MAX, NULL },
};

static const struct event_field moved_fields[] = {
	ITEM_AND_FIELD,
	{ "row", VALUE_LINE, W(FIELD_ROW), true, 0, PACK_ID_MAX, NULL },
	{ "place", VALUE_INT, W(FIELD_PLACE), true, 1, SHEET_ROWS_MAX, NULL },
};

static const struct event_field removed_fields[] = {
	ITEM_AND_FIELD,
	{ "row", VALUE_LINE, W(FIELD_ROW), true, 0, PACK_ID_MAX, NULL },
};

static const struct sheet_field *sheet_of(const struct session *session, const struct json *body)
{
	return session_sheet_field(session, json_get_text(body, "item"), json_get_text(body, "field"));
}

static const struct json *table_of(const struct session *session, const struct event *event)
{
	return sheet_answer(session, event_text(event, "item"), event_text(event, "field"));
}

/* ---- before the gate -------------------------------------------------------------- */

/* What the field does not know is left for the check, which has the words. */
static bool given_prepare(const struct session *session, struct arena *arena, struct json *body,
			  const struct event *original, struct error *err)
{
	const struct sheet_field *field = sheet_of(session, body);
	const struct json *value = json_get(body, "value");
	struct json *clean;

	(void)original;
	if (!field || !value)
		return true;
	clean = sheet_clean(session, arena, field, value, err);
	json_put(arena, body, "value", clean);
	return clean != NULL;
}

static bool row_prepare(const struct session *session, struct arena *arena, struct json *body,
			const struct event *original, struct error *err)
{
	const struct sheet_field *field = sheet_of(session, body);
	const struct json *value = json_get(body, "value");
	struct json *clean;

	if (!json_get(body, "row") && original)
		json_put_text(arena, body, "row", event_text(original, "row"));
	if (!field || field->field->type != FIELD_TABLE)
		return true;
	if (!json_get(body, "row"))
		json_put_text(arena, body, "row", arena_printf(arena, "r%u",
			      sheet_next_row(session, field->item->id, field->field->id)));
	if (!value)
		return true;
	clean = sheet_clean_row(session, arena, field, value, err);
	/* The row's name stands beside the value, once. */
	if (clean)
		json_put(arena, clean, "row", NULL);
	json_put(arena, body, "value", clean);
	return clean || error_prefix(err, "%s: ", bitext_say(field->field->title));
}

/* ---- the gate --------------------------------------------------------------------- */

static bool field_check(const struct session *session, const struct event *event, bool table,
			struct error *err)
{
	const char *name = event_text(event, "field"), *item = event_text(event, "item");
	const struct sheet_field *field = sheet_of(session, event->body), *sheet;
	struct str all = STR_INIT;
	size_t count;

	if (!check_item_is_item(session, event, err))
		return false;
	if (field && table && field->field->type != FIELD_TABLE)
		return refuse(err, T(REFUSE_NO_TABLE), item, name);
	if (field)
		return true;
	sheet = session_sheet(session, item, &count);
	if (count == 0)
		return refuse(err, T(REFUSE_NO_SHEET), item);
	for (size_t i = 0; i < count; i++)
		str_printf(&all, "%s%s", i ? ", " : "", sheet[i].field->id);
	refuse(err, T(REFUSE_NO_FIELD), item, name, all.text);
	str_release(&all);
	return false;
}

static bool given_check(const struct session *session, const struct event *event, struct error *err)
{
	return field_check(session, event, false, err) &&
	       sheet_check(session, sheet_of(session, event->body), json_get(event->body, "value"), err);
}

static bool cleared_check(const struct session *session, const struct event *event, struct error *err)
{
	if (!field_check(session, event, false, err))
		return false;
	if (!table_of(session, event))
		return refuse(err, T(REFUSE_NO_ANSWER),
			      bitext_say(sheet_of(session, event->body)->field->title));
	return true;
}

static bool row_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct json *table = table_of(session, event), *value = json_get(event->body, "value");
	const struct sheet_field *field = sheet_of(session, event->body);
	const char *row = event_text(event, "row");
	struct arena *arena;
	struct json *whole;
	bool good;

	if (!field_check(session, event, true, err))
		return false;
	if (table && !sheet_row(table, row, NULL) && table->count >= SHEET_ROWS_MAX)
		return refuse(err, T(REFUSE_ROWS_MANY), bitext_say(field->field->title), SHEET_ROWS_MAX);
	if (!row || value->type != JSON_TYPE_MAP)
		return refuse(err, T(REFUSE_ROW_MAP), field->field->column[0].id, row ? "…" : "null");
	arena = arena_new();
	whole = json_clone(arena, value);
	json_put_text(arena, whole, "row", row);
	good = sheet_check_row(session, field, whole, err) ||
	       error_prefix(err, "%s: ", bitext_say(field->field->title));
	arena_free(arena);
	return good;
}

/* The row is there; otherwise says which are. */
static bool there_check(const struct session *session, const struct event *event, struct error *err)
{
	const struct json *table = table_of(session, event);
	const char *row = event_text(event, "row"), *name;
	struct str all = STR_INIT;

	if (!field_check(session, event, true, err))
		return false;
	if (sheet_row(table, row, NULL))
		return true;
	name = bitext_say(sheet_of(session, event->body)->field->title);
	if (!table)
		return refuse(err, T(REFUSE_NO_ROWS), name);
	for (size_t i = 0; i < table->count; i++)
		str_printf(&all, "%s%s", i ? ", " : "", sheet_row_id(table->child[i]));
	refuse(err, T(REFUSE_NO_ROW), name, row, all.text);
	str_release(&all);
	return false;
}

static bool moved_check(const struct session *session, const struct event *event, struct error *err)
{
	size_t place = 0, wanted = (size_t)event_int(event, "place");
	const struct json *table = table_of(session, event);

	if (!there_check(session, event, err))
		return false;
	sheet_row(table, event_text(event, "row"), &place);
	if (place + 1 == wanted || (wanted > table->count && place + 1 == table->count))
		return refuse(err, "%s", T(REFUSE_SAME_PLACE));
	return true;
}

/* ---- the effect --------------------------------------------------------------------- */

static struct answer *answer_of(struct session *session, const struct event *event)
{
	const char *item = event_text(event, "item"), *field = event_text(event, "field");
	struct answer *answer = NULL;

	for (size_t i = 0; i < session->now.answer_count; i++)
		if (strcmp(session->now.answer[i].item, item) == 0 &&
		    strcmp(session->now.answer[i].field, field) == 0)
			answer = &session->now.answer[i];
	if (!answer)
		answer = RECORD_ADD(session, answer, answer);
	answer->touched = answer->n = event->n;
	answer->item = item;
	answer->field = field;
	return answer;
}

static void given_apply(struct session *session, const struct event *event)
{
	answer_of(session, event)->value = json_get(event->body, "value");
}

static void cleared_apply(struct session *session, const struct event *event)
{
	answer_of(session, event)->value = NULL;
}

/* The table without `row`, which `put` (NULL: nothing) then stands in at
 * `place` (from 1; 0: where it was, or at the end).  Rows are shared. */
static struct json *table_with(struct arena *arena, const struct json *table, const char *row,
			       const struct json *put, size_t place)
{
	struct json *list = json_list(arena);
	size_t count = table ? table->count : 0, old = count;

	sheet_row(table, row, &old);
	if (place == 0)
		place = old + 1;
	for (size_t i = 0; i < count; i++) {
		if (put && list->count + 1 == place)
			json_add(arena, list, (struct json *)put);
		if (i != old)
			json_add(arena, list, table->child[i]);
	}
	if (put && !sheet_row(list, row, NULL))
		json_add(arena, list, (struct json *)put);
	return list;
}

static void row_apply(struct session *session, const struct event *event)
{
	struct answer *answer = answer_of(session, event);
	struct json *row = json_clone(session->arena, json_get(event->body, "value"));

	json_put_text(session->arena, row, "row", event_text(event, "row"));
	answer->value = table_with(session->arena, answer->value, event_text(event, "row"), row,
				   (size_t)event_int(event, "place"));
}

static void moved_apply(struct session *session, const struct event *event)
{
	struct answer *answer = answer_of(session, event);
	const char *row = event_text(event, "row");

	answer->value = table_with(session->arena, answer->value, row,
				   sheet_row(answer->value, row, NULL), (size_t)event_int(event, "place"));
}

static void removed_apply(struct session *session, const struct event *event)
{
	struct answer *answer = answer_of(session, event);

	answer->value = table_with(session->arena, answer->value, event_text(event, "row"), NULL, 0);
}

const struct event_kind event_sheet[] = {
	{ .name = "answer_given", .title = W(EVENT_ANSWER_GIVEN), .sentence = W(SAY_ANSWER_GIVEN),
	  FIELDS(given_fields), .prepare = given_prepare, .check = given_check, .apply = given_apply },
	{ .name = "answer_cleared", .title = W(EVENT_ANSWER_CLEARED), .sentence = W(SAY_ANSWER_CLEARED),
	  FIELDS(cleared_fields), .check = cleared_check, .apply = cleared_apply },
	{ .name = "row_given", .title = W(EVENT_ROW_GIVEN), .sentence = W(SAY_ROW_GIVEN),
	  FIELDS(row_fields), .prepare = row_prepare, .check = row_check, .apply = row_apply },
	{ .name = "row_moved", .title = W(EVENT_ROW_MOVED), .sentence = W(SAY_ROW_MOVED),
	  FIELDS(moved_fields), .check = moved_check, .apply = moved_apply },
	{ .name = "row_removed", .title = W(EVENT_ROW_REMOVED), .sentence = W(SAY_ROW_REMOVED),
	  FIELDS(removed_fields), .check = there_check, .apply = removed_apply },
};
const size_t event_sheet_count = ARRAY_LENGTH(event_sheet);
