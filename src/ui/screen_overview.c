/* All items at a glance; what was not reached is loud. */
#include <string.h>

#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

static const struct stop *row_at(const struct session *session, int place)
{
	for (size_t i = 0; i < session->now.stop_count; i++)
		if (session->now.stop[i].item && place-- == 0)
			return &session->now.stop[i];
	return NULL;
}

static int row_count(const struct session *session)
{
	int count = 0;

	while (row_at(session, count))
		count++;
	return count;
}

bool overview_move(struct app *app, enum action_id action)
{
	return app->session && list_act(&app->list[SCREEN_OVERVIEW], action, row_count(app->session));
}

void overview_enter(struct app *app)
{
	const struct stop *stop;

	for (int i = 0; app->session && (stop = row_at(app->session, i)); i++)
		if (strcmp(stop->id, app->place.text) == 0)
			app->list[SCREEN_OVERVIEW].selected = i;
}

static void act_open(struct app *app)
{
	const struct stop *stop = row_at(app->session, app->list[SCREEN_OVERVIEW].selected);

	if (stop)
		app_visit(app, stop->id, TAB_DECIDE);
}

static void act_next(struct app *app)
{
	const struct stop *next = session_next_stop(app->session, app->place.text);

	if (next)
		app_visit(app, next->id, TAB_EXPLAIN);
}

static void act_previous(struct app *app)
{
	const struct stop *previous = session_previous_stop(app->session, app->place.text);

	if (previous)
		app_visit(app, previous->id, TAB_EXPLAIN);
}

const struct act_row overview_acts[] = {
	{ ACTION_OPEN, act_open }, { ACTION_RIGHT, act_open },
	{ ACTION_NEXT_ITEM, act_next }, { ACTION_PREVIOUS_ITEM, act_previous },
	{ ACTION_NONE, NULL },
};

/* Widths of the columns; the decision takes what the others leave. */
struct columns { int mark, name, title, level, spread, decision, owner, due, accepted, gaps; };

static struct columns columns_for(int width)
{
	bool wide = width >= SCREEN_WIDE - 10;
	struct columns columns = { .mark = 4, .name = wide ? 12 : 10, .title = wide ? 22 : 0,
				   .level = wide ? 12 : 10, .spread = 4, .owner = wide ? 14 : 8, .due = 10,
				   .accepted = 4, .gaps = 4 };
	int cells = wide ? 10 : 9;

	columns.decision = width - 2 - cells + 1 - columns.mark - columns.name - columns.title -
			   columns.level - columns.spread - columns.owner - columns.due - columns.accepted -
			   columns.gaps;
	return columns;
}

static void draw_head(struct canvas *canvas, struct box box, const struct columns *columns)
{
	int x = box.x + 2;

	draw_cell(canvas, &x, box.y, columns->mark, STYLE_LABEL, "");
	draw_cell(canvas, &x, box.y, columns->name, STYLE_LABEL, T(COLUMN_ITEM));
	if (columns->title > 0)
		draw_cell(canvas, &x, box.y, columns->title, STYLE_LABEL, T(COLUMN_TITLE_OF_ITEM));
	draw_cell(canvas, &x, box.y, columns->level, STYLE_LABEL, T(COLUMN_APPETITE));
	draw_cell(canvas, &x, box.y, columns->spread, STYLE_LABEL, T(COLUMN_SPREAD));
	draw_cell(canvas, &x, box.y, columns->decision, STYLE_LABEL, T(COLUMN_DECISION));
	draw_cell(canvas, &x, box.y, columns->owner, STYLE_LABEL, T(COLUMN_OWNER));
	draw_cell(canvas, &x, box.y, columns->due, STYLE_LABEL, T(COLUMN_DUE));
	draw_cell(canvas, &x, box.y, columns->accepted, STYLE_LABEL, T(COLUMN_ACCEPTED));
	draw_cell(canvas, &x, box.y, columns->gaps, STYLE_LABEL, T(COLUMN_GAPS));
}

static const char *decision_words(struct app *app, const struct stop *stop, enum style *style)
{
	const struct decision *decision = session_item_decision(app->session, stop->id);

	if (decision)
		return first_line(app->frame, decision->text);
	if (stop->state == STOP_DEFERRED) {
		*style = STYLE_WARNING;
		return arena_printf(app->frame, T(DEFERRED_SHORT),
				    first_line(app->frame, stop->reason ? stop->reason : ""));
	}
	if (!stop->on_agenda)
		return T(OFF_AGENDA);
	if (stop->state == STOP_NOT_REACHED) {
		*style = STYLE_ALERT;
		return T(NOT_REACHED);
	}
	return stop->state == STOP_OPEN ? T(BEING_DISCUSSED) : T(NO_DECISION);
}

/* Acceptances on the item: in force, and waiting for an approval ("1+1"). */
static const char *accepted_words(struct app *app, const struct stop *stop)
{
	int approved = 0, proposed = 0;

	for (size_t i = 0; i < app->session->now.acceptance_count; i++) {
		const struct acceptance *a = &app->session->now.acceptance[i];

		if (!a->item || strcmp(a->item, stop->id) != 0)
			continue;
		approved += strcmp(a->state, "approved") == 0;
		proposed += strcmp(a->state, "proposed") == 0;
	}
	if (proposed > 0)
		return arena_printf(app->frame, "%d+%d", approved, proposed);
	return approved > 0 ? arena_printf(app->frame, "%d", approved) : "";
}

static void draw_row(struct app *app, struct canvas *canvas, struct box box, int y,
		     const struct columns *columns, const struct stop *stop)
{
	const struct session *session = app->session;
	const struct appetite *appetite = session_appetite(session, stop->id, NULL);
	const struct assignment *owner = session_assignment(session, stop->id);
	struct gaps gaps = session_gaps(session, app->frame);
	size_t open = app->hidden ? 0 : gaps_of(&gaps, stop->id);
	enum style style = stop->on_agenda ? STYLE_TEXT : STYLE_DIM, decision_style = style;
	const char *decision = decision_words(app, stop, &decision_style);
	int x = box.x + 2;
	char name[64];

	stop_name(stop, name, sizeof(name));
	draw_cell(canvas, &x, y, columns->mark, style, say(stop_mark(app, stop)));
	draw_cell(canvas, &x, y, columns->name, stop->on_agenda ? STYLE_STRONG : style, name);
	if (columns->title > 0)
		draw_cell(canvas, &x, y, columns->title, style, stop_title(stop));
	draw_cell(canvas, &x, y, columns->level, appetite ?
		  (enum style)(STYLE_LEVEL_1 + appetite->level - 1) : style, appetite ?
		  arena_printf(app->frame, "%d %s", appetite->level,
			       bitext_say(session->pack->level[appetite->level - 1].title)) : "-");
	draw_cell(canvas, &x, y, columns->spread, style, spread_words(app->frame, app->session, stop->id));
	draw_cell(canvas, &x, y, columns->decision, decision_style, decision);
	draw_cell(canvas, &x, y, columns->owner, style, owner ? owner->accountable.name : "-");
	draw_cell(canvas, &x, y, columns->due, style, owner && owner->due ? owner->due : "-");
	draw_cell(canvas, &x, y, columns->accepted, style, accepted_words(app, stop));
	draw_cell(canvas, &x, y, columns->gaps, open ? STYLE_WARNING : STYLE_DIM,
		  open ? arena_printf(app->frame, "%zu", open) : "");
}

static const char *totals(struct app *app)
{
	const struct session *session = app->session;
	const struct stop *stop;
	int all = 0, decided = 0, levels = 0, owners = 0, missed = 0;
	int gaps = (int)session_gaps(session, app->frame).count;

	for (int i = 0; (stop = row_at(session, i)); i++) {
		if (!stop->on_agenda)
			continue;
		all++;
		decided += session_item_decision(session, stop->id) != NULL;
		levels += session_appetite(session, stop->id, NULL) != NULL;
		owners += session_assignment(session, stop->id) != NULL;
		missed += stop->state == STOP_NOT_REACHED &&
			  !session_item_decision(session, stop->id);
	}
	if (app->hidden)
		return arena_printf(app->frame, T(TOTALS_HIDDEN), all, decided, levels, owners, missed);
	return arena_printf(app->frame, T(TOTALS), all, decided, levels, owners, missed, gaps);
}

void overview_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;
	struct list *list = &app->list[SCREEN_OVERVIEW];
	struct columns columns;
	int count;

	draw_title(app, canvas, T(SCREEN_OVERVIEW));
	if (!app->session)
		return;
	count = row_count(app->session);
	inner = draw_panel(canvas, body, T(PANEL_OVERVIEW));
	inner.x--;
	inner.width += 2;
	columns = columns_for(inner.width);
	draw_head(canvas, inner, &columns);
	list->rows = inner.height - 3;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int y = 0; y < list->rows && list->top + y < count; y++) {
		draw_row(app, canvas, inner, inner.y + 1 + y, &columns,
			 row_at(app->session, list->top + y));
		if (list->top + y == list->selected)
			draw_selected(canvas, inner.x, inner.y + 1 + y, inner.width);
	}
	canvas_text(canvas, inner.x + 1, inner.y + inner.height - 1, inner.width - 2, STYLE_STRONG,
		    totals(app));
}
