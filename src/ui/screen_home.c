/* Home: the sessions of this file by date, and how to begin. */
#include <string.h>

#include "base/text.h"
#include "lang/words_look.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

enum { DETAIL_COLUMNS = 38 };

static const struct { const char *state; struct words words; enum style style; } states[] = {
	{ "prepared", W(STATE_PREPARED), STYLE_NOTE },
	{ "running", W(STATE_RUNNING), STYLE_WARNING },
	{ "sealed", W(STATE_SEALED), STYLE_GOOD },
};

static const char *state_words(const struct app_row *row, enum style *style)
{
	for (size_t i = 0; i < ARRAY_LENGTH(states); i++) {
		if (strcmp(states[i].state, row->state) == 0) {
			*style = states[i].style;
			return say(states[i].words);
		}
	}
	*style = STYLE_TEXT;
	return row->state;
}

enum { PAGE_ROWS = 200 };

const struct app_row *home_row(const struct app *app)
{
	size_t at = (size_t)app->list[SCREEN_HOME].selected;

	return at >= app->row_first && at - app->row_first < app->row_count ? &app->row[at - app->row_first] : NULL;
}

/* What would be seen is not in the window: another one is asked for, around it. */
static void ask_for_rows(struct app *app)
{
	const struct list *list = &app->list[SCREEN_HOME];
	size_t from = (size_t)list->top, to = from + (size_t)(list->rows > 0 ? list->rows : 1);

	to = to < app->row_total ? to : app->row_total;
	if (from >= app->row_first && to <= app->row_first + app->row_count)
		return;
	app_emit(app, &(struct effect){ .kind = EFFECT_LIST,
					.number = from > PAGE_ROWS / 2 ? (int)from - PAGE_ROWS / 2 : 0 });
}

bool home_move(struct app *app, enum action_id action)
{
	struct list *list = &app->list[SCREEN_HOME];

	if (!list_act(list, action, (int)app->row_total))
		return false;
	list->top = list_top(list->top, list->selected, (int)app->row_total, list->rows > 0 ? list->rows : 1);
	ask_for_rows(app);
	return true;
}

void home_new(struct app *app)
{
	if (app->pack_count == 0) {
		app_say(app, true, "%s", T(NO_PACKS));
		return;
	}
	app_go(app, SCREEN_SETUP);
	form_open(app, "session_opened", "", NULL, 0);
}

/* Packs are large, and only who prepares a session waits for them. */
static void act_new(struct app *app)
{
	if (app->pack)
		home_new(app);
	else
		app_emit(app, &(struct effect){ .kind = EFFECT_PACKS });
}

static void act_open(struct app *app)
{
	const struct app_row *row = home_row(app);

	if (row)
		app_emit(app, &(struct effect){ .kind = EFFECT_OPEN,
						.id = arena_strdup(app->out, row->id) });
	else
		act_new(app);
}

static void act_mark(struct app *app)
{
	if (home_row(app))
		compare_mark(app, home_row(app));
}

static void act_accepted(struct app *app) { ledger_show(app, LEDGER_ACCEPTANCES); }
static void act_actions(struct app *app) { ledger_show(app, LEDGER_ACTIONS); }
static void act_decisions(struct app *app) { ledger_show(app, LEDGER_DECISIONS); }
static void act_group(struct app *app) { app_emit(app, &(struct effect){ .kind = EFFECT_GROUP }); }
static void act_sample(struct app *app) { app_emit(app, &(struct effect){ .kind = EFFECT_SAMPLE }); }

static void act_trend(struct app *app)
{
	if (home_row(app))
		app_emit(app, &(struct effect){ .kind = EFFECT_TREND, .id = arena_strdup(app->out, home_row(app)->id) });
	else
		app_say(app, true, "%s", T(NO_SESSIONS_YET));
}

const struct act_row home_acts[] = {
	{ ACTION_ACCEPTANCES, act_accepted }, { ACTION_ACTIONS, act_actions }, { ACTION_DECISIONS, act_decisions },
	{ ACTION_SEARCH, ledger_search }, { ACTION_TREND, act_trend }, { ACTION_GROUP, act_group },
	{ ACTION_SAMPLE, act_sample },
	{ ACTION_COMPARE, compare_chosen }, { ACTION_MARK, act_mark },
	{ ACTION_OPEN, act_open }, { ACTION_RIGHT, act_open }, { ACTION_NEW, act_new },
	{ ACTION_NONE, NULL },
};

static void draw_rows(struct app *app, struct canvas *canvas, struct box box)
{
	struct list *list = &app->list[SCREEN_HOME];
	int fixed = 2 + 5 + 11 + 10 + 6, flexible = box.width - fixed - 1;
	int title = flexible * 2 / 3, organisation = flexible - title - 1;

	list->rows = box.height - 1;
	list->top = list_top(list->top, list->selected, (int)app->row_total, list->rows);
	for (int y = -1; y < list->rows && list->top + y < (int)app->row_total; y++) {
		size_t at = (size_t)(list->top + y) - app->row_first;
		const struct app_row *row = y < 0 || at >= app->row_count ? NULL : &app->row[at];
		enum style style = STYLE_LABEL, state_style = STYLE_LABEL;
		const char *state = row ? state_words(row, &state_style) : T(COLUMN_STATE);
		int x = box.x + 2, line = box.y + 1 + y;

		if (y >= 0 && !row)
			continue;
		style = row ? STYLE_TEXT : STYLE_LABEL;
		if (row && compare_is_marked(app, row->number))
			canvas_text(canvas, box.x + 1, line, 1, STYLE_STRONG, "*");
		draw_cell(canvas, &x, line, 4, style, row ? arena_printf(app->frame, "%lld",
			  (long long)row->number) : T(COLUMN_NUMBER));
		draw_cell(canvas, &x, line, 10, style, row ? row->held_on : T(COLUMN_DATE));
		draw_cell(canvas, &x, line, title, style, row ? row->title : T(COLUMN_TITLE));
		draw_cell(canvas, &x, line, organisation, style, !row ? T(COLUMN_ORGANISATION) :
			  *row->entity ? row->entity : row->organisation);
		draw_cell(canvas, &x, line, 9, state_style, state);
		draw_cell(canvas, &x, line, 5, style, row ? arena_printf(app->frame, "%lld/%lld",
			  (long long)row->decided, (long long)row->stops) : T(COLUMN_PROGRESS));
		if (row && list->top + y == list->selected)
			draw_selected(canvas, box.x, line, box.width);
	}
}

static void add_fact(struct page *page, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	page_add(page, STYLE_LABEL, 0, "", label);
	page_add(page, STYLE_TEXT, 2, "", text);
}

static void draw_detail(struct app *app, struct canvas *canvas, struct box box)
{
	const struct app_row *row = home_row(app);
	enum style style;
	struct page page;

	if (!row)
		return;
	page_init(&page, app->frame, box.width);
	page_add(&page, STYLE_STRONG, 0, "", row->title);
	page_blank(&page);
	add_fact(&page, T(COLUMN_ORGANISATION), row->organisation);
	add_fact(&page, T(COLUMN_ENTITY), row->entity);
	add_fact(&page, T(COLUMN_DATE), row->held_on);
	add_fact(&page, T(COLUMN_LABEL), row->label);
	add_fact(&page, T(COLUMN_STATE), state_words(row, &style));
	add_fact(&page, T(COLUMN_PROGRESS), arena_printf(app->frame, T(PROGRESS_OF),
		 (long long)row->decided, (long long)row->stops));
	add_fact(&page, T(COLUMN_EVENTS), arena_printf(app->frame, "%lld", (long long)row->events));
	if (row->read_only) {
		page_blank(&page);
		page_add(&page, STYLE_WARNING, 0, "", T(ROW_READ_ONLY));
	}
	page_draw(canvas, box, &page, 0);
}

static void draw_empty(struct app *app, struct canvas *canvas, struct box box)
{
	struct page page;
	int columns = box.width > 72 ? 72 : box.width;

	page_init(&page, app->frame, columns);
	page_blank(&page);
	page_add(&page, STYLE_TITLE, 0, "", T(FIRST_RUN_TITLE));
	page_blank(&page);
	page_add(&page, STYLE_TEXT, 0, "", T(FIRST_RUN_TEXT));
	page_blank(&page);
	page_add(&page, STYLE_STRONG, 2, "n  ", T(FIRST_RUN_NEW));
	page_add(&page, STYLE_STRONG, 2, "s  ", T(FIRST_RUN_SAMPLE));
	page_add(&page, STYLE_TEXT, 2, "?  ", T(FIRST_RUN_HELP));
	page_add(&page, STYLE_TEXT, 2, "F2 ", T(FIRST_RUN_LANGUAGE));
	page_add(&page, STYLE_TEXT, 2, "q  ", T(FIRST_RUN_QUIT));
	page_blank(&page);
	page_add(&page, STYLE_DIM, 0, "", T(FIRST_RUN_SAFE));
	page_draw(canvas, (struct box){ box.x + (box.width - columns) / 2, box.y, columns,
					box.height }, &page, 0);
}

void home_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;
	bool wide = canvas->width >= SCREEN_WIDE && app->row_count > 0;
	const struct kept_draft *draft = app_newest(app, "");

	draw_title(app, canvas, "");
	if (wide)
		body.width -= DETAIL_COLUMNS - 1;
	inner = draw_panel(canvas, body, T(PANEL_SESSIONS));
	if (wide)
		draw_detail(app, canvas, draw_panel(canvas, (struct box){
			canvas->width - DETAIL_COLUMNS, body.y, DETAIL_COLUMNS, body.height },
			T(PANEL_DETAIL)));
	if (app->row_count == 0)
		draw_empty(app, canvas, inner);
	else
		draw_rows(app, canvas, inner);
	if (app->copy != COPY_SAMPLE)
		canvas_text_right(canvas, 2, body.y + body.height - 1, body.width - 4, STYLE_DIM,
				  arena_printf(app->frame, " %s ", app->database));
	if (draft)
		canvas_text(canvas, 2, body.y + body.height - 1, 40, STYLE_NOTE, T(SETUP_DRAFT));
}
