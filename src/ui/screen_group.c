/*
 * The companies of a group: a row a company, a column an item, the furthest from the
 * group's levels first.  A company without a session in the period is NOT READ, loudly.
 */
#include <string.h>

#include "base/text.h"
#include "lang/words_look.h"
#include "lang/words_report.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/group.h"

enum { APART_COLUMNS = 5, ITEM_COLUMNS = 4, NAME_LEAST = 10, NAME_MOST = 30, DETAIL_ROWS = 4 };

static const struct group_entity *entity_at(const struct app *app, int at)
{
	return app->group && at < (int)app->group->entity_count ? &app->group->entity[app->group_order[at]] : NULL;
}

static const char *name_of(const struct app *app, const struct group_entity *entity)
{
	return app->alias ? entity->alias : entity->name;
}

bool group_move(struct app *app, enum action_id action)
{
	return app->group && list_act(&app->list[SCREEN_GROUP], action, (int)app->group->entity_count);
}

static const struct group_entity *selected_with_session(struct app *app)
{
	const struct group_entity *entity = entity_at(app, app->list[SCREEN_GROUP].selected);

	if (entity && !entity->session)
		app_say(app, true, "%s", T(GROUP_NOT_THERE));
	return entity && entity->session ? entity : NULL;
}

/* What is opened has the names in it. */
static bool may_show_names(struct app *app)
{
	if (app->alias)
		app_say(app, true, "%s", T(GROUP_NAMES_FIRST));
	return !app->alias;
}

static void act_open(struct app *app)
{
	const struct group_entity *entity = may_show_names(app) ? selected_with_session(app) : NULL;

	if (entity)
		app_open_at(app, entity->session, &(struct goal){ .screen = SCREEN_OVERVIEW }, "");
}

static void act_trend(struct app *app)
{
	const struct group_entity *entity = may_show_names(app) ? selected_with_session(app) : NULL;

	if (entity)
		app_emit(app, &(struct effect){ .kind = EFFECT_TREND, .id = arena_strdup(app->out, entity->session) });
}

static void act_alias(struct app *app)
{
	app->alias = !app->alias;
	app_say(app, false, "%s", app->alias ? T(GROUP_NAMES_OUT) : T(GROUP_NAMES_IN));
}

static void act_home(struct app *app) { app_go(app, SCREEN_HOME); }

const struct act_row group_acts[] = {
	{ ACTION_OPEN, act_open }, { ACTION_TREND, act_trend }, { ACTION_ALIAS, act_alias }, { ACTION_HOME, act_home },
	{ ACTION_NONE, NULL },
};

void app_group(struct app *app, const struct group *group, const size_t *order, const char *from, const char *to)
{
	app->group = group;
	app->group_order = order;
	app->group_from = from;
	app->group_to = to;
	app->list[SCREEN_GROUP] = (struct list){ 0 };
	if (group)
		app_go(app, SCREEN_GROUP);
}

/* ---- the picture ------------------------------------------------------------------------------ */

static const char *sign_of(struct app *app, const struct group_cell *cell, bool ascii)
{
	if (cell->level > 0)
		return arena_printf(app->frame, "%d%s", cell->level, cell->retained ? "*" : "");
	if (!cell->on_agenda && cell->state == STOP_NOT_REACHED)
		return "";
	return cell->state == STOP_NOT_REACHED ? "!" : cell->state == STOP_DEFERRED ? "x" :
	       cell->retained ? (ascii ? ".*" : "·*") : ascii ? "." : "·";
}

static enum style cell_style(const struct app *app, const struct group_entity *entity, size_t item)
{
	int of = app->group->entity[app->group->of].cell[item].level, level = entity->cell[item].level;

	if (level == 0)
		return entity->cell[item].on_agenda && entity->cell[item].state == STOP_NOT_REACHED ? STYLE_ALERT : STYLE_DIM;
	return of > 0 && level != of ? STYLE_WARNING : STYLE_TEXT;
}

/* What the items that somebody has on the agenda leave for the names. */
static int name_columns(const struct app *app, int width)
{
	int columns = width - 2 - APART_COLUMNS - 2;

	for (size_t i = 0; i < app->group->item_count; i++)
		columns -= app->group->item[i].used ? ITEM_COLUMNS : 0;
	return columns < NAME_LEAST ? NAME_LEAST : columns > NAME_MOST ? NAME_MOST : columns;
}

static const char *last_words(struct app *app, const struct group_entity *entity)
{
	return *entity->last_on ? arena_printf(app->frame, T(GROUP_LAST), entity->last_on) : T(GROUP_NEVER);
}

static void draw_entity(struct app *app, struct canvas *canvas, struct box box, int y, const struct group_entity *entity)
{
	int x = box.x + 2, name = name_columns(app, box.width);

	draw_cell(canvas, &x, y, name, STYLE_TEXT, name_of(app, entity));
	if (!entity->held_on) {
		x += canvas_text(canvas, x, y, box.x + box.width - x, STYLE_ALERT, T(GROUP_NO_SESSION)) + 1;
		canvas_text(canvas, x, y, box.x + box.width - x, STYLE_DIM, last_words(app, entity));
		return;
	}
	draw_cell(canvas, &x, y, APART_COLUMNS, STYLE_STRONG, entity == &app->group->entity[app->group->of] ? "=" :
		  entity->compared ? arena_printf(app->frame, "%d", entity->apart) : "-");
	for (size_t i = 0; i < app->group->item_count && x + ITEM_COLUMNS - 1 <= box.x + box.width; i++) {
		if (!app->group->item[i].used)
			continue;
		canvas_text(canvas, x, y, ITEM_COLUMNS - 1, cell_style(app, entity, i),
			    sign_of(app, &entity->cell[i], canvas->ascii));
		x += ITEM_COLUMNS;
	}
}

static void draw_heads(struct app *app, struct canvas *canvas, struct box box)
{
	int x = box.x + 2;

	draw_cell(canvas, &x, box.y, name_columns(app, box.width), STYLE_LABEL, T(COLUMN_COMPANY));
	draw_cell(canvas, &x, box.y, APART_COLUMNS, STYLE_LABEL, T(GROUP_COLUMN_APART));
	for (size_t i = 0; i < app->group->item_count; i++) {
		if (!app->group->item[i].used)
			continue;
		if (x + ITEM_COLUMNS - 1 > box.x + box.width) {
			/* There are more than the width has room for. */
			canvas_text(canvas, box.x + box.width - 1, box.y, 1, STYLE_DIM, canvas->ascii ? ">" : "▶");
			return;
		}
		canvas_text(canvas, x, box.y, ITEM_COLUMNS - 1, STYLE_LABEL, app->group->item[i].id);
		x += ITEM_COLUMNS;
	}
}

static const char *detail_words(struct app *app, const struct group_entity *entity)
{
	if (!entity->held_on)
		return last_words(app, entity);
	if (entity == &app->group->entity[app->group->of])
		return arena_printf(app->frame, T(GROUP_DETAIL_OF), entity->held_on);
	if (entity->compared == 0)
		return arena_printf(app->frame, T(GROUP_DETAIL_NONE), entity->held_on);
	return arena_printf(app->frame, T(GROUP_DETAIL), entity->held_on, entity->apart, entity->most, entity->compared);
}

static void draw_detail(struct app *app, struct canvas *canvas, struct box box, const struct group_entity *entity)
{
	struct page page;

	page_init(&page, app->frame, box.width);
	page_add(&page, STYLE_STRONG, 0, "", name_of(app, entity));
	page_add(&page, STYLE_TEXT, 0, "", detail_words(app, entity));
	page_add(&page, STYLE_DIM, 0, "", canvas->ascii ? T(GROUP_LEGEND_ASCII) : T(GROUP_LEGEND));
	page_draw(canvas, box, &page, 0);
}

/* What can't be compared as it stands is said first; how many rows it takes. */
static int draw_yardstick(struct app *app, struct canvas *canvas, struct box box)
{
	const char *notice = group_notice(app->group, app->alias, app->frame);
	struct page page;

	if (!*notice)
		return 0;
	page_init(&page, app->frame, box.width);
	page_add(&page, STYLE_WARNING, 0, "! ", notice);
	box.height = (int)page.count < box.height / 3 ? (int)page.count : box.height / 3;
	page_draw(canvas, box, &page, 0);
	return box.height;
}

void group_draw(struct app *app, struct canvas *canvas)
{
	struct list *list = &app->list[SCREEN_GROUP];
	struct box body = draw_body(app, 1), inner;
	int count, notice;

	draw_title(app, canvas, "");
	if (!app->group)
		return;
	count = (int)app->group->entity_count;
	inner = draw_panel(canvas, body, arena_printf(app->frame, app->alias ? T(GROUP_PANEL_ALIAS) : T(GROUP_PANEL),
						      app->group_from, app->group_to));
	notice = draw_yardstick(app, canvas, inner);
	inner.y += notice;
	inner.height -= notice;
	draw_heads(app, canvas, inner);
	list->rows = inner.height - 1 - DETAIL_ROWS - 1;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int y = 0; y < list->rows && list->top + y < count; y++) {
		draw_entity(app, canvas, inner, inner.y + 1 + y, entity_at(app, list->top + y));
		if (list->top + y == list->selected)
			draw_selected(canvas, inner.x, inner.y + 1 + y, inner.width);
	}
	canvas_rule(canvas, inner.x, inner.y + inner.height - DETAIL_ROWS - 1, inner.width, STYLE_BORDER);
	draw_detail(app, canvas, (struct box){ inner.x, inner.y + inner.height - DETAIL_ROWS, inner.width, DETAIL_ROWS },
		    entity_at(app, list->selected));
}
