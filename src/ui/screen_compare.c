/* Sessions side by side: a column each, item by item; only what differs, or all. */
#include <string.h>

#include "base/text.h"
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

enum { LABEL_WIDE = 20, LABEL_NARROW = 14, GAP = 2, SCROLL_MAX = 100000 };

/* What the page is written with. */
struct table {
	struct app *app;
	const struct comparison *all;
	struct page page;
	int label, cell; /* columns */
	bool ascii;
};

bool compare_move(struct app *app, enum action_id action)
{
	struct list *list = &app->list[SCREEN_COMPARE];
	struct list scroll = { .selected = list->top, .rows = list->rows + 1 };

	if (!list_act(&scroll, action, SCROLL_MAX))
		return false;
	list->top = scroll.selected;
	return true;
}

static void act_all(struct app *app)
{
	app->compare_all = !app->compare_all;
	app->list[SCREEN_COMPARE].top = 0;
	app_say(app, false, "%s", app->compare_all ? T(COMPARE_NOW_ALL) : T(COMPARE_NOW_DIFFERENT));
}

const struct act_row compare_acts[] = { { ACTION_ALL, act_all }, { ACTION_NONE, NULL } };

void app_compare(struct app *app, const struct session *const *session, size_t count)
{
	app->compared_count = count;
	for (size_t i = 0; i < count; i++)
		app->compared[i] = session[i];
	app->list[SCREEN_COMPARE] = (struct list){ 0 };
	if (count > 0)
		app_go(app, SCREEN_COMPARE);
}

/* A text in `columns`, with spaces behind it. */
static void pad(struct str *line, const char *text, size_t length, int columns)
{
	str_printf(line, "%.*s%*s", (int)length, text, columns - text_width_n(text, length), "");
}

/* One row of the table: the label and a cell a session, each wrapped in its column. */
static void add_row(struct table *table, enum style style, const char *label, const char *const *cell)
{
	struct text_lines lines[COMPARE_MAX + 1];
	size_t rows = 0, columns = table->all->session_count + 1;

	lines[0] = text_wrap(table->app->frame, label, table->label);
	for (size_t i = 1; i < columns; i++)
		lines[i] = text_wrap(table->app->frame, *cell[i - 1] ? cell[i - 1] : "-", table->cell);
	for (size_t i = 0; i < columns; i++)
		rows = lines[i].count > rows ? lines[i].count : rows;
	for (size_t r = 0; r < rows; r++) {
		struct str line = STR_INIT;

		for (size_t i = 0; i < columns; i++) {
			const char *text = i == 0 ? label : *cell[i - 1] ? cell[i - 1] : "-";
			bool there = r < lines[i].count;

			pad(&line, there ? text + lines[i].line[r].start : "", there ? lines[i].line[r].length : 0,
			    (i == 0 ? table->label : table->cell) + (i + 1 < columns ? GAP : 0));
		}
		page_add(&table->page, style, 0, "", line.text);
		str_release(&line);
	}
}

static void add_fact(struct table *table, const struct compare_fact *fact)
{
	const char *kind = compare_kind_say(fact->kind);
	const char *label = fact->about ? arena_printf(table->app->frame, T(COMPARE_LABEL), kind, fact->about) : kind;

	if (fact->mark)
		label = arena_printf(table->app->frame, "%s ! %s", label, compare_mark_say(fact->mark));
	add_row(table, fact->mark ? STYLE_WARNING : fact->differs ? STYLE_TEXT : STYLE_DIM, label, fact->cell);
}

static void add_item(struct table *table, const struct compare_item *item)
{
	if (!table->app->compare_all && (!compare_item_differs(item) || compare_never_reached(item)))
		return;
	page_blank(&table->page);
	page_add(&table->page, STYLE_TITLE, 0, "", compare_heading(table->all, item, table->app->frame));
	for (size_t i = 0; i < item->fact_count; i++)
		if (table->app->compare_all || item->fact[i].differs || item->fact[i].mark)
			add_fact(table, &item->fact[i]);
}

/* What was never reached stands together, and is loud. */
static void add_never_reached(struct table *table)
{
	struct str names = STR_INIT;
	char name[64];

	for (size_t i = 0; i < table->all->item_count; i++) {
		if (!compare_never_reached(&table->all->item[i]))
			continue;
		item_name(table->all->item[i].item, true, name, sizeof(name));
		str_printf(&names, "%s%s", names.length ? T(COMMA) : "", name);
	}
	if (names.length > 0) {
		page_blank(&table->page);
		page_add(&table->page, STYLE_ALERT, 0, "", compare_mark_say(COMPARE_NEVER_REACHED));
		page_add(&table->page, STYLE_TEXT, 2, "", names.text);
	}
	str_release(&names);
}

static void write_page(struct table *table)
{
	const struct comparison *all = table->all;
	size_t before;

	for (size_t i = 0; i < all->notice_count; i++)
		page_add(&table->page, STYLE_WARNING, 0, "! ", arena_printf(table->app->frame, T(COMPARE_NOTICE),
									    compare_notice(all, i, table->ascii, table->app->frame)));
	before = table->page.count;
	for (size_t i = 0; i < all->item_count; i++)
		add_item(table, &all->item[i]);
	if (!table->app->compare_all)
		add_never_reached(table);
	if (table->page.count == before)
		page_add(&table->page, STYLE_NOTE, 0, "", T(COMPARE_THE_SAME));
}

/* The days stand above the columns and stay there. */
static void draw_head(struct table *table, struct canvas *canvas, struct box box)
{
	int x = box.x + table->label + GAP;

	for (size_t i = 0; i < table->all->session_count; i++) {
		const struct session_state *now = &table->all->session[i]->now;

		canvas_text(canvas, x, box.y, table->cell, STYLE_STRONG, arena_printf(table->app->frame, "%s %s",
			    now->held_on ? now->held_on : "-", now->title ? now->title : ""));
		x += table->cell + GAP;
	}
}

void compare_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;
	struct list *list = &app->list[SCREEN_COMPARE];
	struct comparison all = compare_sessions(app->compared, app->compared_count, app->frame);
	struct table table = { .app = app, .all = &all, .ascii = canvas->ascii };
	int most;

	draw_title(app, canvas, "");
	if (app->compared_count < 2)
		return;
	inner = draw_panel(canvas, body, app->compare_all ? T(PANEL_COMPARE_ALL) : T(PANEL_COMPARE));
	table.label = inner.width >= SCREEN_WIDE - 10 ? LABEL_WIDE : LABEL_NARROW;
	table.cell = (inner.width - 1 - table.label - GAP * (int)all.session_count) / (int)all.session_count;
	page_init(&table.page, app->frame, inner.width - 1);
	write_page(&table);
	draw_head(&table, canvas, inner);
	inner.y++;
	inner.height--;
	most = page_draw(canvas, inner, &table.page, list->top);
	list->rows = inner.height;
	list->top = list->top > most ? most : list->top;
}

/* ---- on home: which ones ------------------------------------------------------------------- */

bool compare_is_marked(const struct app *app, int64_t number)
{
	for (size_t i = 0; i < app->marked_count; i++)
		if (app->marked[i].number == number)
			return true;
	return false;
}

void compare_mark(struct app *app, const struct app_row *row)
{
	for (size_t i = 0; i < app->marked_count; i++)
		if (app->marked[i].number == row->number) {
			app->marked[i] = app->marked[--app->marked_count];
			return;
		}
	if (app->marked_count == COMPARE_MAX)
		app_say(app, true, T(COMPARE_TOO_MANY), COMPARE_MAX);
	else
		app->marked[app->marked_count++] = (struct marked){ row->number, arena_strdup(app->life, row->id) };
}

static bool is_of_the_same(const struct app_row *a, const struct app_row *b)
{
	return strcmp(a->organisation, b->organisation) == 0 && strcmp(a->entity, b->entity) == 0;
}

/* The marked ones; without marks the selected one and the one before it of the same
 * company. */
void compare_chosen(struct app *app)
{
	const char **ids = arena_array(app->out, COMPARE_MAX, sizeof(*ids));
	const struct app_row *row = home_row(app);
	size_t count = 0;

	for (size_t i = 0; i < app->marked_count; i++)
		ids[count++] = arena_strdup(app->out, app->marked[i].id);
	if (count == 0 && row)
		ids[count++] = arena_strdup(app->out, row->id);
	for (size_t i = 0; row && count == 1 && app->marked_count == 0 && i < app->row_count; i++)
		if (&app->row[i] > row && is_of_the_same(row, &app->row[i]))
			ids[count++] = arena_strdup(app->out, app->row[i].id);
	if (count < 2)
		app_say(app, true, "%s", T(COMPARE_NEEDS_TWO));
	else
		app_emit(app, &(struct effect){ .kind = EFFECT_COMPARE, .ids = ids, .number = (int)count });
}
