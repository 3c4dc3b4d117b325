/* What random worksheets came to: counted, and as rows of the derived table. */
#include "support_answers.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "workshop/sheet.h"

static void count_cells(const struct sheet_field *sheet, const struct json *table, struct answers_seen *seen)
{
	for (size_t i = 0; i < table->count; i++)
		for (size_t k = 0; k < sheet->field->column_count; k++)
			seen->column[sheet->field->column[k].type] +=
				json_get(table->child[i], sheet->field->column[k].id) != NULL;
}

/* Was the row given before event `n`? */
static bool given_before(const struct session *session, int64_t n, const char *row)
{
	for (size_t i = 0; i < session->event_count && session->event[i].n < n; i++) {
		const struct event *event = &session->event[i];

		if (!event->ignored && strcmp(event->kind_name, "row_given") == 0 &&
		    strcmp(json_get_text(event->body, "row"), row) == 0)
			return true;
	}
	return false;
}

static void count_event(const struct session *session, const struct event *event, struct answers_seen *seen)
{
	const struct event *target = session_event(session, json_get_int(event->body, "event", 0));

	if (answers_know(event->kind) && !event->ignored) {
		const char *row = json_get_text(event->body, "row");
		bool given = strcmp(event->kind_name, "row_given") == 0;

		seen->carried += json_get(event->body, "from") != NULL;
		seen->edited += given && given_before(session, event->n, row);
		seen->placed += given && json_get(event->body, "place");
	}
	if (!target || !answers_know(target->kind))
		return;
	seen->corrected += (event->kind->flags & EVENT_CORRECTS) != 0;
	seen->undone += (event->kind->flags & EVENT_UNDOES) != 0;
}

void answers_count(const struct session *session, struct answers_seen *seen)
{
	for (size_t i = 0; i < session->sheet_count; i++) {
		const struct sheet_field *sheet = &session->sheet[i];
		const struct json *value = sheet_answer(session, sheet->item->id, sheet->field->id);

		seen->field[sheet->field->type] += value != NULL;
		if (value && sheet->field->type == FIELD_TABLE)
			count_cells(sheet, value, seen);
	}
	for (size_t i = 0; i < session->now.answer_count; i++)
		seen->cleared += session->now.answer[i].value == NULL;
	for (size_t i = 0; i < session->event_count; i++)
		count_event(session, &session->event[i], seen);
}

void answers_expect_all(const struct answers_seen *seen)
{
	for (int type = 0; type < FIELD_TYPE_COUNT; type++) {
		if (!seen->field[type])
			fail_msg("no field of type %d was ever answered", type);
		if (!seen->column[type] && type != FIELD_TABLE)
			fail_msg("no column of type %d was ever filled", type);
	}
	assert_true(seen->carried > 0);
	assert_true(seen->edited > 0);
	assert_true(seen->placed > 0);
	assert_true(seen->cleared > 0);
	assert_true(seen->corrected > 0);
	assert_true(seen->undone > 0);
}

const char answers_row[] = "(item || '|' || field || '|' || n || '|' || coalesce(value, 'NULL'))";

const char *answers_rows(const struct session *session, struct arena *arena)
{
	const struct session_state *now = &session->now;
	struct str text = STR_INIT;
	const char *copy;

	/* An event makes or changes one answer, so that n tells them apart. */
	for (int64_t n = 1; n <= (int64_t)session->event_count; n++) {
		for (size_t i = 0; i < now->answer_count; i++) {
			const struct answer *answer = &now->answer[i];

			if (answer->n != n)
				continue;
			str_printf(&text, "%s%s|%s|%lld|", text.length ? "\n" : "", answer->item, answer->field,
				   (long long)n);
			if (answer->value)
				json_write(&text, answer->value);
			else
				str_add(&text, "NULL");
		}
	}
	copy = arena_strdup(arena, text.text);
	str_release(&text);
	return copy;
}
