/*
 * register, actions, decisions, dissent: who accepted what until when, who does what by
 * when, what holds and who was against it, over all sessions of the file, as it stands on a day that is always
 * named.  Rows go by one after another; a table needs them twice, to know its widths.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/words_cli.h"
#include "lang/words_event.h"
#include "lang/words_look.h"
#include "store/register.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"
#include "workshop/decision.h"

/* The company's column is left out where all rows are of one company. */
enum { COLUMNS = 9, COMPANY = 2 };

/* How one register is shown. */
struct view {
	const char *name;            /* of the list in --json */
	struct words heading;
	void (*cells)(struct arena *arena, const struct json *row, const char *cell[COLUMNS]);
	struct words head[COLUMNS];  /* what has none is not there */
};

/* What rows are gathered into, one after another. */
struct showing {
	struct cli_context *context;
	const struct view *view;
	struct arena *arena;         /* of one row */
	const char *on;
	struct str *out;
	int width[COLUMNS];
	size_t count;
	struct str company;          /* of the first row; */
	bool companies;              /* there are others */
	struct json_stream stream;
};

static const char *text(const struct json *row, const char *name)
{
	const char *value = json_get_text(row, name);

	return value ? value : "";
}

static const char *or_dash(const char *text)
{
	return *text ? text : "-";
}

/* "12:ac1": the session's number in this file, the record's id in it. */
static const char *number(struct arena *arena, const struct json *row, const char *id)
{
	return arena_printf(arena, "%lld:%s", (long long)json_get_int(row, "number", 0), text(row, id));
}

static const char *company(const struct json *row)
{
	return *text(row, "entity") ? text(row, "entity") : text(row, "organisation");
}

/* "renewal 2, 24 months" */
static const char *age(struct arena *arena, const struct json *row)
{
	struct str words = STR_INIT;
	const char *age;

	acceptance_age_say((int)json_get_int(row, "renewals", 0), text(row, "first_on"), text(row, "valid_until"),
			   text(row, "as_of"), &words);
	age = arena_strdup(arena, words.text);
	str_release(&words);
	return or_dash(age);
}

static void acceptance_cells(struct arena *arena, const struct json *row, const char *cell[COLUMNS])
{
	int64_t open = json_get_int(row, "conditions_open", 0), all = json_get_int(row, "conditions", 0);

	cell[0] = acceptance_state_say(text(row, "state"));
	cell[1] = number(arena, row, "acceptance");
	cell[3] = text(row, "valid_until");
	cell[4] = strcmp(text(row, "standing"), "outside") == 0 ? T(CLI_OUTSIDE) :
		  strcmp(text(row, "standing"), "inside") == 0 ? T(CLI_INSIDE) : "-";
	cell[5] = text(row, "approver");
	cell[6] = all ? arena_printf(arena, "%lld/%lld", (long long)(all - open), (long long)all) : "-";
	cell[7] = age(arena, row);
	cell[8] = text(row, "title");
}

static void action_cells(struct arena *arena, const struct json *row, const char *cell[COLUMNS])
{
	cell[0] = action_state_say(text(row, "state"));
	cell[1] = number(arena, row, "action");
	cell[3] = or_dash(text(row, "due"));
	cell[4] = or_dash(text(row, "item"));
	cell[5] = or_dash(text(row, "owner"));
	cell[6] = or_dash(text(row, "held_on"));
	cell[7] = text(row, "what");
}

static void decision_cells(struct arena *arena, const struct json *row, const char *cell[COLUMNS])
{
	cell[0] = decision_state_say(text(row, "state"));
	cell[1] = number(arena, row, "decision");
	cell[3] = or_dash(text(row, "held_on"));
	cell[4] = or_dash(text(row, "item"));
	cell[5] = or_dash(text(row, "owner"));
	cell[6] = or_dash(text(row, "due"));
	cell[7] = text(row, "text");
}

static void dissent_cells(struct arena *arena, const struct json *row, const char *cell[COLUMNS])
{
	cell[0] = dissent_state_say(text(row, "state"));
	cell[1] = arena_printf(arena, "%lld #%lld", (long long)json_get_int(row, "number", 0), (long long)json_get_int(row, "n", 0));
	cell[3] = or_dash(text(row, "held_on"));
	cell[4] = or_dash(text(row, "item"));
	cell[5] = text(row, "person");
	cell[6] = or_dash(text(row, "motion"));
	cell[7] = or_dash(text(row, "words"));
}

static const struct view views[REGISTER_COUNT] = {
	[REGISTER_ACCEPTANCES] = { "acceptances", W(CLI_REGISTER_HEADING), acceptance_cells,
		{ W(CLI_COLUMN_STATE), W(CLI_COLUMN_NUMBER), W(COLUMN_COMPANY), W(FIELD_VALID_UNTIL), W(FIELD_APPETITE_SHORT),
		  W(FIELD_APPROVER), W(CLI_COLUMN_CONDITIONS), W(CLI_COLUMN_AGE), W(FIELD_RISK_TITLE) } },
	[REGISTER_ACTIONS] = { "actions", W(CLI_ACTIONS_HEADING), action_cells,
		{ W(CLI_COLUMN_STATE), W(CLI_COLUMN_NUMBER), W(COLUMN_COMPANY), W(FIELD_DUE), W(FIELD_ITEM), W(FIELD_OWNER),
		  W(CLI_COLUMN_DATE), W(FIELD_WHAT) } },
	[REGISTER_DECISIONS] = { "decisions", W(CLI_DECISIONS_HEADING), decision_cells,
		{ W(CLI_COLUMN_STATE), W(CLI_COLUMN_NUMBER), W(COLUMN_COMPANY), W(CLI_COLUMN_DATE), W(FIELD_ITEM), W(FIELD_OWNER),
		  W(FIELD_DUE), W(FIELD_DECISION_TEXT) } },
	[REGISTER_DISSENT] = { "dissent", W(CLI_DISSENT_HEADING), dissent_cells,
		{ W(CLI_COLUMN_STATE), W(CLI_COLUMN_NUMBER), W(COLUMN_COMPANY), W(CLI_COLUMN_DATE), W(FIELD_ITEM), W(FIELD_WHO),
		  W(FIELD_MOTION), W(CLI_COLUMN_WORDS) } },
};

/* ---- how they are shown ---------------------------------------------------------------- */

static void fill(struct showing *showing, const struct json *row, const char *cell[COLUMNS])
{
	struct json *shown;

	arena_reset(showing->arena);
	for (int c = 0; c < COLUMNS; c++)
		cell[c] = showing->view->head[c].en ? say(showing->view->head[c]) : "";
	if (!row)
		return;
	shown = json_clone(showing->arena, row);
	json_put_text(showing->arena, shown, "as_of", showing->on);
	showing->view->cells(showing->arena, shown, cell);
	cell[COMPANY] = company(shown);
}

static bool has_column(const struct showing *showing, int column)
{
	return showing->view->head[column].en && (column != COMPANY || showing->companies);
}

/* `row` NULL: the headings. */
static bool measure(void *with, const struct json *row)
{
	struct showing *showing = with;
	const char *cell[COLUMNS];

	fill(showing, row, cell);
	for (int c = 0; c < COLUMNS; c++)
		if (text_width(cell[c]) > showing->width[c])
			showing->width[c] = text_width(cell[c]);
	if (row && showing->count++ == 0)
		str_add(&showing->company, cell[COMPANY]);
	showing->companies |= row && strcmp(showing->company.text, cell[COMPANY]) != 0;
	return true;
}

static bool show_row(void *with, const struct json *row)
{
	struct showing *showing = with;
	const char *cell[COLUMNS];
	int last = showing->view->head[COLUMNS - 1].en ? COLUMNS - 1 : COLUMNS - 2;

	fill(showing, row, cell);
	for (int c = 0; c < last; c++)
		if (has_column(showing, c))
			str_printf(showing->out, "%s%*s  ", cell[c], showing->width[c] - text_width(cell[c]), "");
	str_printf(showing->out, "%s\n", cell[last]);
	output_text(showing->out);
	str_clear(showing->out);
	return true;
}

static bool show_table(struct showing *showing, struct store *store, const struct register_query *query,
		       struct error *err)
{
	measure(showing, NULL);
	if (!store_register(store, query, measure, showing, err))
		return false;
	str_printf(showing->out, T(CLI_REGISTER_AS_OF), say(showing->view->heading), (int)showing->count, query->on);
	if (showing->count == 0) {
		output_text(showing->out);
		return true;
	}
	show_row(showing, NULL);
	return store_register(store, query, show_row, showing, err);
}

static bool show_json_row(void *with, const struct json *row)
{
	struct showing *showing = with;

	output_json_row(&showing->stream, row);
	return true;
}

static bool show_json(struct showing *showing, struct store *store, const struct register_query *query,
		      struct error *err)
{
	struct json *head = json_map(showing->context->arena);
	bool good;

	json_put_text(showing->context->arena, head, "as_of", query->on);
	output_json_open(&showing->stream, head, showing->view->name);
	good = store_register(store, query, show_json_row, showing, err);
	output_json_close(&showing->stream);
	return good;
}

static int show(struct cli_context *context, struct store *store, const struct register_query *query)
{
	struct str out = STR_INIT;
	struct showing showing = { .context = context, .view = &views[query->kind], .arena = arena_new(), .out = &out,
				   .on = query->on, .company = STR_INIT };
	struct error err;
	bool good = context->json ? show_json(&showing, store, query, &err) : show_table(&showing, store, query, &err);

	str_release(&out);
	str_release(&showing.company);
	arena_free(showing.arena);
	return good ? EXIT_DONE : exit_with(&err);
}

/* ---- what is asked ------------------------------------------------------------------- */

/* A day as people write it, or `otherwise`. */
static bool read_day(struct cli_context *context, const struct arguments *arguments, const char *option,
		     const char *otherwise, const char **day, struct error *err)
{
	const char *given = option_value(arguments, option);
	char buffer[16];
	struct date date;

	*day = otherwise;
	if (!given)
		return true;
	if (!date_understand(given, clock_today(&context->clock), &date))
		return error_set(err, ERROR_USAGE, T(CLI_NOT_A_DAY), option, given);
	date_format(date, buffer, sizeof(buffer));
	*day = arena_strdup(context->arena, buffer);
	return true;
}

static int run(struct cli_context *context, const struct arguments *arguments, enum register_kind kind)
{
	struct register_query query = { .kind = kind, .state = option_value(arguments, "state"),
					.owner = option_value(arguments, "owner"),
					.entity = option_value(arguments, "entity") };
	struct store *store;
	char today[16];
	struct error err;
	int status;

	date_format(clock_today(&context->clock), today, sizeof(today));
	if (!read_day(context, arguments, "on", arena_strdup(context->arena, today), &query.on, &err) ||
	    !read_day(context, arguments, "due", NULL, &query.due, &err))
		return exit_with(&err);
	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	if (arguments->operand_count > 0)
		query.session = store_find(store, context->arena, arguments->operand[0], &err);
	status = arguments->operand_count > 0 && !query.session ? exit_with(&err) :
		 show(context, store, &query);
	store_close(store);
	return status;
}

int command_register(struct cli_context *context, const struct arguments *arguments)
{
	return run(context, arguments, REGISTER_ACCEPTANCES);
}

int command_actions(struct cli_context *context, const struct arguments *arguments)
{
	return run(context, arguments, REGISTER_ACTIONS);
}

int command_decisions(struct cli_context *context, const struct arguments *arguments)
{
	return run(context, arguments, REGISTER_DECISIONS);
}

int command_dissent(struct cli_context *context, const struct arguments *arguments)
{
	return run(context, arguments, REGISTER_DISSENT);
}
