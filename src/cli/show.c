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

/* Rows go by a page at a time; a table needs them twice, to know its widths. */
struct listing {
	struct cli_context *context;
	struct store *store;
	int width[LIST_COLUMNS];
	struct json_stream stream;
};

static void heads(const char *cell[LIST_COLUMNS])
{
	const char *head[LIST_COLUMNS] = { T(CLI_COLUMN_NUMBER), T(CLI_COLUMN_DATE), T(CLI_COLUMN_STATE),
		T(CLI_COLUMN_DECIDED), T(CLI_COLUMN_ORGANISATION), T(CLI_COLUMN_TITLE) };

	memcpy(cell, head, sizeof(head));
}

static void measure(struct listing *listing, struct arena *arena, const struct store_session *row)
{
	const char *cell[LIST_COLUMNS];

	if (row)
		cells(arena, row, listing->context->wareki, cell);
	else
		heads(cell);
	for (int c = 0; c < LIST_COLUMNS; c++)
		if (text_width(cell[c]) > listing->width[c])
			listing->width[c] = text_width(cell[c]);
}

static void tell_row(struct listing *listing, struct arena *arena, const struct store_session *row)
{
	const char *cell[LIST_COLUMNS];
	struct str out = STR_INIT;

	if (row)
		cells(arena, row, listing->context->wareki, cell);
	else
		heads(cell);
	for (int c = 0; c < LIST_COLUMNS - 1; c++)
		add_column(&out, cell[c], listing->width[c]);
	str_printf(&out, "%s\n", cell[LIST_COLUMNS - 1]);
	output_text(&out);
	str_release(&out);
}

static void tell_json(struct listing *listing, struct arena *arena, const struct store_session *row)
{
	struct json *map = json_map(arena);
	const struct { const char *name, *text; } members[] = {
		{ "id", row->id }, { "title", row->title }, { "organisation", row->organisation },
		{ "entity", row->entity }, { "held_on", row->held_on }, { "label", row->label },
		{ "pack", row->pack }, { "agenda", row->agenda }, { "language", row->language },
		{ "state", row->state }, { "current", row->current },
	};

	json_put_int(arena, map, "number", row->number);
	for (size_t m = 0; m < sizeof(members) / sizeof(members[0]); m++)
		if (members[m].text && members[m].text[0])
			json_put_text(arena, map, members[m].name, members[m].text);
	json_put_int(arena, map, "events", row->events);
	json_put_int(arena, map, "decided", row->decided);
	json_put_int(arena, map, "items", row->stops);
	if (row->read_only)
		json_put_bool(arena, map, "read_only", true);
	output_json_row(&listing->stream, map);
}

static bool walk(struct listing *listing,
		 void (*each)(struct listing *listing, struct arena *arena, const struct store_session *row),
		 struct error *err)
{
	enum { PAGE = 500 };
	struct arena *arena = arena_new();
	struct store_session *row;
	size_t count = PAGE;
	bool good = true;

	for (size_t first = 0; good && count == PAGE; first += PAGE) {
		arena_reset(arena);
		row = store_list_part(listing->store, arena, first, PAGE, &count, err);
		good = row != NULL;
		for (size_t i = 0; good && i < count; i++)
			each(listing, arena, &row[i]);
	}
	arena_free(arena);
	return good;
}

static bool list(struct listing *listing, struct error *err)
{
	bool good;

	if (listing->context->json) {
		output_json_open(&listing->stream, NULL, NULL);
		good = walk(listing, tell_json, err);
		output_json_close(&listing->stream);
		return good;
	}
	measure(listing, NULL, NULL);
	if (!walk(listing, measure, err))
		return false;
	tell_row(listing, NULL, NULL);
	return walk(listing, tell_row, err);
}

int command_list(struct cli_context *context, const struct arguments *arguments)
{
	struct listing listing = { .context = context };
	struct error err;
	bool good;

	(void)arguments;
	listing.store = context_read(context, &err);
	if (!listing.store)
		return exit_with(&err);
	good = list(&listing, &err);
	store_close(listing.store);
	return good ? EXIT_DONE : exit_with(&err);
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
