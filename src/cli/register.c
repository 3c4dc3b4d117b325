/*
 * register, actions: who accepted what until when, and who does what by when, over
 * all sessions of the file, as it stands on a day that is always named.
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
#include "store/register.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"

enum { COLUMNS = 7 };

/* What is asked for. */
struct query {
	struct cli_context *context;
	enum register_kind kind;
	const char *on, *due, *state, *owner, *entity, *session; /* NULL: any; on: always */
};

/* How one register is read and shown. */
struct view {
	const char *name;            /* of the list in --json */
	const char *deadline;        /* its last day: the row's member */
	struct words heading;
	const char *owners[4];       /* members that --owner looks into; ends with NULL */
	const char *(*state)(const struct json *row, const char *on);
	const char *(*state_say)(const char *state);
	void (*cells)(struct arena *arena, const struct json *row, const char *state,
		      const char *cell[COLUMNS]);
	struct words head[COLUMNS];
};

static const char *text(const struct json *row, const char *name)
{
	const char *value = json_get_text(row, name);

	return value ? value : "";
}

/* ---- acceptances ------------------------------------------------------------------- */

/* As it stands on the day: before its approval proposed; renewed by a later session,
 * history. */
static const char *acceptance_state(const struct json *row, const char *on)
{
	if (json_get_text(row, "renewed_by"))
		return "renewed";
	if (strcmp(text(row, "recorded"), "approved") == 0 && strcmp(on, text(row, "approved_on")) < 0)
		return "proposed";
	return acceptance_state_on(text(row, "recorded"), json_get_text(row, "review_by"),
				   json_get_text(row, "valid_until"), on);
}

static void acceptance_cells(struct arena *arena, const struct json *row, const char *state,
			     const char *cell[COLUMNS])
{
	int64_t open = json_get_int(row, "conditions_open", 0), all = json_get_int(row, "conditions", 0);

	cell[0] = acceptance_state_say(state);
	cell[1] = arena_printf(arena, "%lld:%s", (long long)json_get_int(row, "number", 0), text(row, "acceptance"));
	cell[2] = text(row, "valid_until");
	cell[3] = strcmp(text(row, "standing"), "outside") == 0 ? T(CLI_OUTSIDE) :
		  strcmp(text(row, "standing"), "inside") == 0 ? T(CLI_INSIDE) : "-";
	cell[4] = text(row, "approver");
	cell[5] = all ? arena_printf(arena, "%lld/%lld", (long long)(all - open), (long long)all) : "-";
	cell[6] = text(row, "title");
}

/* ---- actions ------------------------------------------------------------------------ */

static const char *action_state(const struct json *row, const char *on)
{
	return action_state_over(text(row, "recorded"), json_get_text(row, "due"), json_get(row, "carried_by") != NULL, on);
}

static const char *action_state_say(const char *state)
{
	static const struct { const char *name; struct words words; } states[] = {
		{ "open", W(CLI_ACTION_OPEN) }, { "carried", W(CLI_ACTION_CARRIED) }, { "overdue", W(CLI_ACTION_OVERDUE) },
		{ "done", W(ACTION_STATE_DONE) }, { "dropped", W(ACTION_STATE_DROPPED) },
	};

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(states[i].name, state) == 0)
			return say(states[i].words);
	return state;
}

static void action_cells(struct arena *arena, const struct json *row, const char *state,
			 const char *cell[COLUMNS])
{
	cell[0] = action_state_say(state);
	cell[1] = arena_printf(arena, "%lld:%s", (long long)json_get_int(row, "number", 0), text(row, "action"));
	cell[2] = *text(row, "due") ? text(row, "due") : "-";
	cell[3] = *text(row, "item") ? text(row, "item") : "-";
	cell[4] = *text(row, "owner") ? text(row, "owner") : "-";
	cell[5] = *text(row, "held_on") ? text(row, "held_on") : "-";
	cell[6] = text(row, "what");
}

static const struct view views[REGISTER_COUNT] = {
	[REGISTER_ACCEPTANCES] = {
		"acceptances", "valid_until", W(CLI_REGISTER_HEADING), { "owner", "approver", "requester", NULL },
		acceptance_state, acceptance_state_say, acceptance_cells,
		{ W(CLI_COLUMN_STATE), W(CLI_COLUMN_NUMBER), W(FIELD_VALID_UNTIL), W(FIELD_APPETITE_SHORT),
		  W(FIELD_APPROVER), W(CLI_COLUMN_CONDITIONS), W(FIELD_RISK_TITLE) } },
	[REGISTER_ACTIONS] = {
		"actions", "due", W(CLI_ACTIONS_HEADING), { "owner", NULL },
		action_state, action_state_say, action_cells,
		{ W(CLI_COLUMN_STATE), W(CLI_COLUMN_NUMBER), W(FIELD_DUE), W(FIELD_ITEM), W(FIELD_OWNER),
		  W(CLI_COLUMN_DATE), W(FIELD_WHAT) } },
};

/* ---- which rows ---------------------------------------------------------------------- */

static bool holds(struct arena *arena, const char *whole, const char *part)
{
	return strstr(text_fold(arena, whole), text_fold(arena, part)) != NULL;
}

static bool owner_fits(const struct query *query, const struct json *row)
{
	const struct view *view = &views[query->kind];

	for (size_t i = 0; query->owner && view->owners[i]; i++)
		if (holds(query->context->arena, text(row, view->owners[i]), query->owner))
			return true;
	return !query->owner;
}

static bool fits(const struct query *query, const struct json *row, const char *state)
{
	const char *deadline = json_get_text(row, views[query->kind].deadline);

	if (query->state && strcmp(query->state, state) != 0)
		return false;
	if (query->due && (!deadline || strcmp(deadline, query->due) > 0))
		return false;
	if (query->entity && !holds(query->context->arena, text(row, "entity"), query->entity) &&
	    !holds(query->context->arena, text(row, "organisation"), query->entity))
		return false;
	return owner_fits(query, row);
}

/* The rows that are asked for, each with its state on the day. */
static struct json *chosen(const struct query *query, const struct json *all)
{
	struct arena *arena = query->context->arena;
	struct json *list = json_list(arena);

	for (size_t i = 0; i < all->count; i++) {
		const char *state = views[query->kind].state(all->child[i], query->on);

		if (!fits(query, all->child[i], state))
			continue;
		json_put_text(arena, all->child[i], "state", state);
		json_add(arena, list, all->child[i]);
	}
	return list;
}

/* ---- how they are shown ---------------------------------------------------------------- */

static void show_rows(const struct query *query, const struct json *list, struct str *out)
{
	const struct view *view = &views[query->kind];
	struct arena *arena = query->context->arena;
	const char *(*cell)[COLUMNS] = arena_array(arena, list->count + 1, sizeof(*cell));
	int width[COLUMNS] = { 0 };

	for (int c = 0; c < COLUMNS; c++)
		cell[0][c] = say(view->head[c]);
	for (size_t i = 0; i < list->count; i++)
		view->cells(arena, list->child[i], text(list->child[i], "state"), cell[i + 1]);
	for (size_t i = 0; i <= list->count; i++)
		for (int c = 0; c < COLUMNS; c++)
			if (text_width(cell[i][c]) > width[c])
				width[c] = text_width(cell[i][c]);
	str_printf(out, T(CLI_REGISTER_AS_OF), say(view->heading), (int)list->count, query->on);
	for (size_t i = 0; list->count > 0 && i <= list->count; i++) {
		for (int c = 0; c + 1 < COLUMNS; c++)
			str_printf(out, "%s%*s  ", cell[i][c], width[c] - text_width(cell[i][c]), "");
		str_printf(out, "%s\n", cell[i][COLUMNS - 1]);
	}
}

static int show(const struct query *query, struct store *store)
{
	struct str out = STR_INIT;
	struct error err;
	struct json *all = store_register(store, query->kind, query->session, query->on,
					  query->context->arena, &err);
	struct json *list, *map;

	if (!all)
		return exit_with(&err);
	list = chosen(query, all);
	if (query->context->json) {
		map = json_map(query->context->arena);
		json_put_text(query->context->arena, map, "as_of", query->on);
		json_put(query->context->arena, map, views[query->kind].name, list);
		output_json(map);
		return EXIT_DONE;
	}
	show_rows(query, list, &out);
	output_text(&out);
	str_release(&out);
	return EXIT_DONE;
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
	struct query query = { .context = context, .kind = kind, .state = option_value(arguments, "state"),
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
	status = arguments->operand_count > 0 && !query.session ? exit_with(&err) : show(&query, store);
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
