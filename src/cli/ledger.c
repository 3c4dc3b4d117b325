/* What the screens over all sessions ask for: pages of the list, rows of registers, what a
 * search has found so far, a trend, the group. */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"
#include "cli/desk.h"
#include "cli/gather.h"
#include "lang/lang.h"
#include "store/register.h"
#include "store/search.h"
#include "workshop/group.h"
#include "workshop/trend.h"

enum { WINDOW = 128, FOUND_MOST = 1000, SESSIONS_AT_ONCE = 400, TREND_SESSIONS = 60, MONTHS = 12 };

/* Rows that are gathered for the screen: a window of them, from the `skip`-th on. */
struct gathering { struct arena *arena; struct json *rows; size_t skip; bool more; };

static const char *today(const struct desk *desk, struct arena *arena, int months)
{
	char buffer[16];

	date_format(date_add_months(clock_today(&desk->context->clock), months), buffer, sizeof(buffer));
	return arena_strdup(arena, buffer);
}

static bool take_row(void *with, const struct json *row)
{
	struct gathering *to = with;

	if (to->skip > 0) {
		to->skip--;
		return true;
	}
	to->more = to->rows->count == WINDOW;
	if (!to->more)
		json_add(to->arena, to->rows, json_clone(to->arena, row));
	return !to->more;
}

static bool show_register(struct desk *desk, const struct app_ledger *asked, struct error *err)
{
	static const enum register_kind kinds[] = { [LEDGER_ACCEPTANCES] = REGISTER_ACCEPTANCES,
		[LEDGER_ACTIONS] = REGISTER_ACTIONS, [LEDGER_DECISIONS] = REGISTER_DECISIONS,
		[LEDGER_DISSENT] = REGISTER_DISSENT };
	struct arena *arena = arena_new();
	struct gathering to = { arena, json_list(arena), asked->first, false };
	struct register_query query = { .kind = kinds[asked->kind], .on = today(desk, arena, 0),
		.state = *asked->state ? asked->state : NULL, .text = *asked->text ? asked->text : NULL };
	bool good = store_register(desk->store, &query, take_row, &to, err);

	if (good)
		app_ledger(desk->app, &(struct app_rows){ .row = to.rows, .first = asked->first, .more = to.more });
	arena_free(arena);
	return good;
}

/* ---- the search ------------------------------------------------------------------------------- */

static bool take_hit(void *with, const struct store_hit *hit)
{
	struct gathering *to = with;

	json_add(to->arena, to->rows, gather_hit(to->arena, hit));
	return to->rows->count + to->skip < FOUND_MOST;
}

void desk_search_end(struct desk *desk)
{
	search_free(desk->search);
	desk->search = NULL;
	desk->found = 0;
}

/* A part of the file at a time, so that keys are heard in between. */
bool desk_search_on(struct desk *desk, struct error *err)
{
	struct arena *arena = arena_new();
	struct gathering to = { arena, json_list(arena), desk->found, false };
	bool good = search_step(desk->search, SESSIONS_AT_ONCE, take_hit, &to, err), over = search_is_over(desk->search);

	if (good)
		app_ledger(desk->app, &(struct app_rows){ .row = to.rows, .added = desk->found > 0, .running = !over });
	desk->found += to.rows->count;
	if (!good || over)
		desk_search_end(desk);
	arena_free(arena);
	return good;
}

bool desk_ledger(struct desk *desk, const struct app_ledger *asked, struct error *err)
{
	desk_search_end(desk);
	desk->names = desk->pack ? NAMES_HERE : NAMES_ASKED;
	if (asked->kind != LEDGER_SEARCH)
		return show_register(desk, asked, err);
	desk->search = store_search(desk->store, asked->text, err);
	return desk->search && desk_search_on(desk, err);
}

/* ---- trend and group ---------------------------------------------------------------------------- */

static struct arena *look_anew(struct desk *desk)
{
	app_trend(desk->app, NULL, "");
	app_group(desk->app, NULL, NULL, "", "");
	arena_reset(desk->look);
	return desk->look;
}

bool desk_trend(struct desk *desk, const char *session, struct error *err)
{
	struct arena *arena = arena_new();
	const struct store_session *row = store_row(desk->store, arena, session, err);
	const char *organisation = row ? row->organisation : NULL, *entity = row ? row->entity : NULL, *company;
	struct arena *look = look_anew(desk);
	struct trend *trend = arena_alloc(look, sizeof(*trend));

	company = row ? gather_trend_of(desk->store, look, organisation, entity, TREND_SESSIONS, trend, err) : NULL;
	if (company)
		app_trend(desk->app, trend, arena_strdup(look, company));
	arena_free(arena);
	return company != NULL;
}

bool desk_group(struct desk *desk, struct error *err)
{
	struct arena *look = look_anew(desk);
	struct group *group = arena_alloc(look, sizeof(*group));
	struct gather_group asked = { .from = today(desk, look, -MONTHS), .to = today(desk, look, 0) };
	const size_t *order = gather_group(desk->store, look, &asked, group, err);

	if (order)
		app_group(desk->app, group, order, asked.from, asked.to);
	return order != NULL;
}
