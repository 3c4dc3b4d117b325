/* list, show, log: looking at sessions. */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/words_cli.h"
#include "workshop/session.h"

/* A column of the list; the last one is not filled up. */
static void add_column(struct str *out, const char *text, int columns)
{
	int width = text_width(text);

	str_printf(out, "%s%*s", text, width < columns ? columns - width : 0, "");
	str_add(out, "  ");
}

static const struct { const char *state; struct words words; } states[] = {
	{ "prepared", W(CLI_STATE_PREPARED) },
	{ "running", W(CLI_STATE_RUNNING) },
	{ "sealed", W(CLI_STATE_SEALED) },
};

static const char *state_say(const char *state)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(states[i].state, state) == 0)
			return say(states[i].words);
	return state;
}

enum { LIST_COLUMNS = 6 };

/* What stands in each column of a row. */
static void cells(struct arena *arena, const struct store_session *row, bool wareki,
		  const char *cell[LIST_COLUMNS])
{
	struct date date;
	char held[64];

	cell[0] = arena_printf(arena, "%lld", (long long)row->number);
	if (wareki && date_parse(row->held_on, &date))
		date_wareki(date, held, sizeof(held));
	cell[1] = wareki && date_parse(row->held_on, &date) ? arena_strdup(arena, held) : row->held_on;
	cell[2] = state_say(row->state);
	cell[3] = arena_printf(arena, "%lld/%lld", (long long)row->decided, (long long)row->stops);
	cell[4] = row->entity && row->entity[0]
		? arena_printf(arena, "%s %s", row->organisation, row->entity) : row->organisation;
	cell[5] = row->title;
}

static void list_text(struct cli_context *context, const struct store_session *row, size_t count,
		      struct str *out)
{
	const char *head[LIST_COLUMNS] = { T(CLI_COLUMN_NUMBER), T(CLI_COLUMN_DATE), T(CLI_COLUMN_STATE),
		T(CLI_COLUMN_DECIDED), T(CLI_COLUMN_ORGANISATION), T(CLI_COLUMN_TITLE) };
	const char *(*cell)[LIST_COLUMNS] = arena_array(context->arena, count + 1, sizeof(*cell));
	int width[LIST_COLUMNS] = { 0 };

	memcpy(cell[0], head, sizeof(head));
	for (size_t i = 0; i < count; i++)
		cells(context->arena, &row[i], context->wareki, cell[i + 1]);
	for (size_t i = 0; i <= count; i++)
		for (int c = 0; c < LIST_COLUMNS; c++)
			if (text_width(cell[i][c]) > width[c])
				width[c] = text_width(cell[i][c]);
	for (size_t i = 0; i <= count; i++) {
		for (int c = 0; c < LIST_COLUMNS - 1; c++)
			add_column(out, cell[i][c], width[c]);
		str_printf(out, "%s\n", cell[i][LIST_COLUMNS - 1]);
	}
}

static struct json *list_json(struct arena *arena, const struct store_session *row, size_t count)
{
	struct json *list = json_list(arena);

	for (size_t i = 0; i < count; i++) {
		struct json *map = json_map(arena);
		const struct { const char *name, *text; } members[] = {
			{ "id", row[i].id }, { "title", row[i].title },
			{ "organisation", row[i].organisation }, { "entity", row[i].entity },
			{ "held_on", row[i].held_on }, { "label", row[i].label },
			{ "pack", row[i].pack }, { "agenda", row[i].agenda },
			{ "language", row[i].language }, { "state", row[i].state },
			{ "current", row[i].current },
		};

		json_put_int(arena, map, "number", row[i].number);
		for (size_t m = 0; m < sizeof(members) / sizeof(members[0]); m++)
			if (members[m].text && members[m].text[0])
				json_put_text(arena, map, members[m].name, members[m].text);
		json_put_int(arena, map, "events", row[i].events);
		json_put_int(arena, map, "decided", row[i].decided);
		json_put_int(arena, map, "items", row[i].stops);
		if (row[i].read_only)
			json_put_bool(arena, map, "read_only", true);
		json_add(arena, list, map);
	}
	return list;
}

int command_list(struct cli_context *context, const struct arguments *arguments)
{
	struct str text = STR_INIT;
	struct store_session *row;
	struct store *store;
	struct error err;
	size_t count;

	(void)arguments;
	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	row = store_list(store, context->arena, &count, &err);
	store_close(store);
	if (!row)
		return exit_with(&err);
	if (context->json) {
		output_json(list_json(context->arena, row, count));
		return EXIT_DONE;
	}
	list_text(context, row, count, &text);
	output_text(&text);
	str_release(&text);
	return EXIT_DONE;
}

/* How one session is told: as JSON or as text. */
struct telling {
	struct json *(*json)(const struct session *session, struct arena *arena);
	void (*text)(const struct session *session, const struct report_style *style, struct str *out);
};

static int tell(struct cli_context *context, const char *name, const struct telling *telling)
{
	struct str text = STR_INIT;
	struct session *session;
	struct report_style style;
	struct store *store;
	struct error err;

	if (!context_session(context, name, &store, &session, &err))
		return exit_with(&err);
	if (context->json) {
		output_json(telling->json(session, context->arena));
	} else {
		style = context_style(context, session->now.opened_at);
		telling->text(session, &style, &text);
		output_text(&text);
	}
	str_release(&text);
	store_session_free(session);
	store_close(store);
	return EXIT_DONE;
}

int command_show(struct cli_context *context, const struct arguments *arguments)
{
	static const struct telling telling = { report_json, report_text };

	return tell(context, arguments->operand[0], &telling);
}

int command_log(struct cli_context *context, const struct arguments *arguments)
{
	static const struct telling telling = { report_log_json, report_log };

	return tell(context, arguments->operand[0], &telling);
}
