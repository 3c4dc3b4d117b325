/* The item under discussion: tabs, forms, the rail, notes, gaps, time. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/pace.h"

enum { RAIL_COLUMNS = 29, NOTE_ROWS_MIN = 3, NOTE_ROWS_MAX = 9, TITLE_NAME_COLUMNS = 20 };

/* Blocks of the meeting have their words and what was noted, nothing else. */
static const struct { enum tab tab; struct words words, block; bool of_blocks; } tabs[] = {
	{ TAB_EXPLAIN, W(TAB_EXPLAIN), W(TAB_TEXT), true },
	{ TAB_QUESTIONS, W(TAB_QUESTIONS), W(TAB_QUESTIONS), false },
	{ TAB_POSITIONS, W(TAB_POSITIONS), W(TAB_POSITIONS), false },
	{ TAB_DECIDE, W(TAB_DECIDE), W(TAB_RECORDS), true },
	{ TAB_SHEET, W(TAB_SHEET), W(TAB_SHEET), false },
	{ TAB_LAST, W(TAB_LAST), W(TAB_SINCE), true },
};

static bool allowed(const struct stop *stop, enum tab tab)
{
	return stop->item || tabs[tab].of_blocks;
}

static enum tab shown_tab(const struct app *app, const struct stop *stop)
{
	return allowed(stop, app->tab) ? app->tab : TAB_EXPLAIN;
}

void item_enter(struct app *app)
{
	const struct stop *stop = app_stop(app);

	if (stop && !allowed(stop, app->tab))
		app->tab = TAB_EXPLAIN;
}

bool item_move(struct app *app, enum action_id action)
{
	const struct stop *stop = app_stop(app);
	struct list *list = &app->list[SCREEN_ITEM];
	/* A page further is a whole one: two screens are read with one key. */
	struct list scroll = { .selected = list->top, .rows = list->rows + 1 };
	size_t count = 0;

	if (!stop)
		return false;
	if (since_is_here(app))
		return since_act(app, action);
	if (shown_tab(app, stop) == TAB_SHEET && !app->glossary)
		return sheet_move(app, stop, action) || sheet_act(app, stop, action);
	if (shown_tab(app, stop) == TAB_POSITIONS && !app->glossary)
		return positions_move(app, stop, action);
	if (shown_tab(app, stop) == TAB_DECIDE && !app->glossary) {
		item_records(app, stop, &count);
		return list_act(&app->record, action, (int)count);
	}
	if (!list_act(&scroll, action, 10000))
		return false;
	list->top = scroll.selected;
	return true;
}

static void step_tab(struct app *app, int by)
{
	const struct stop *stop = app_stop(app);
	int tab = (int)app->tab;

	do {
		tab = (tab + by + TAB_COUNT) % TAB_COUNT;
	} while (stop && !allowed(stop, (enum tab)tab));
	app_show_tab(app, (enum tab)tab);
}

static void act_next_tab(struct app *app) { step_tab(app, 1); }
static void act_previous_tab(struct app *app) { step_tab(app, -1); }

static void go_tab(struct app *app, enum tab tab)
{
	const struct stop *stop = app_stop(app);

	if (stop && allowed(stop, tab))
		app_show_tab(app, tab);
}

static void act_tab_1(struct app *app) { go_tab(app, TAB_EXPLAIN); }
static void act_tab_2(struct app *app) { go_tab(app, TAB_QUESTIONS); }
static void act_tab_3(struct app *app) { go_tab(app, TAB_POSITIONS); }
static void act_tab_4(struct app *app) { go_tab(app, TAB_DECIDE); }
static void act_tab_5(struct app *app) { go_tab(app, TAB_SHEET); }
static void act_tab_6(struct app *app) { go_tab(app, TAB_LAST); }

static void act_take_1(struct app *app) { positions_take(app, 1); }
static void act_take_2(struct app *app) { positions_take(app, 2); }
static void act_take_3(struct app *app) { positions_take(app, 3); }
static void act_take_4(struct app *app) { positions_take(app, 4); }
static void act_take_5(struct app *app) { positions_take(app, 5); }

static void act_glossary(struct app *app)
{
	app->glossary = !app->glossary;
	app->list[SCREEN_ITEM].top = 0;
}

static void act_next_item(struct app *app)
{
	const struct stop *next = session_next_stop(app->session, app->place.text);

	if (next && app_stop(app) && app_stop(app)->on_agenda)
		app_visit(app, next->id, TAB_EXPLAIN);
	else
		app_say(app, true, "%s", T(LAST_STOP));
}

static void act_previous_item(struct app *app)
{
	const struct stop *previous = session_previous_stop(app->session, app->place.text);

	if (previous)
		app_visit(app, previous->id, TAB_EXPLAIN);
	else
		app_say(app, true, "%s", T(FIRST_STOP));
}

static void open_form(struct app *app, const char *kind, bool items_only)
{
	const struct stop *stop = app_stop(app);

	if (!stop || !app_may_record(app))
		return;
	if (items_only && !stop->item)
		app_say(app, true, T(BLOCK_ONLY_NOTES), stop_title(stop));
	else
		form_open(app, kind, stop->id, NULL, 0);
}

static void act_appetite(struct app *app) { open_form(app, "appetite_set", true); }
static void act_decide(struct app *app) { open_form(app, "decision_recorded", true); }
static void act_owner(struct app *app) { open_form(app, "owner_assigned", true); }
static void act_defer(struct app *app) { open_form(app, "item_deferred", true); }
static void act_action(struct app *app) { open_form(app, "action_added", true); }
static void act_accept(struct app *app) { open_form(app, "acceptance_proposed", true); }
static void act_note(struct app *app) { open_form(app, "note_added", false); }
static void act_statement(struct app *app) { open_form(app, "statement_recorded", false); }

static void act_correct(struct app *app)
{
	const struct stop *stop = app_stop(app);
	const struct event *event;
	struct record *record;
	size_t count;

	if (!stop || shown_tab(app, stop) != TAB_DECIDE) {
		app_show_tab(app, TAB_DECIDE);
		return;
	}
	record = item_records(app, stop, &count);
	if (count == 0)
		app_say(app, true, "%s", T(NOTHING_TO_CORRECT));
	if (count == 0 || !app_may_record(app))
		return;
	event = session_event(app->session, record[app->record.selected].n);
	if (event)
		form_open(app, event->kind_name, stop->id, NULL, event->n);
}

const struct act_row item_acts[] = {
	{ ACTION_NEXT_TAB, act_next_tab }, { ACTION_PREVIOUS_TAB, act_previous_tab },
	{ ACTION_RIGHT, act_next_tab }, { ACTION_LEFT, act_previous_tab },
	{ ACTION_TAB_1, act_tab_1 }, { ACTION_TAB_2, act_tab_2 },
	{ ACTION_TAB_3, act_tab_3 }, { ACTION_TAB_4, act_tab_4 },
	{ ACTION_TAB_5, act_tab_5 }, { ACTION_TAB_6, act_tab_6 }, { ACTION_GLOSSARY, act_glossary },
	{ ACTION_POSITIONS, positions_step }, { ACTION_TAKE_1, act_take_1 },
	{ ACTION_TAKE_2, act_take_2 }, { ACTION_TAKE_3, act_take_3 }, { ACTION_TAKE_4, act_take_4 },
	{ ACTION_TAKE_5, act_take_5 }, { ACTION_ACTION, act_action }, { ACTION_ACCEPT, act_accept },
	{ ACTION_NEXT_ITEM, act_next_item }, { ACTION_PREVIOUS_ITEM, act_previous_item },
	{ ACTION_APPETITE, act_appetite }, { ACTION_DECIDE, act_decide },
	{ ACTION_OWNER, act_owner }, { ACTION_DEFER, act_defer }, { ACTION_NOTE, act_note },
	{ ACTION_STATEMENT, act_statement }, { ACTION_CORRECT, act_correct },
	{ ACTION_OPEN, act_correct },
	{ ACTION_NONE, NULL },
};

/* "1 min left", "2 min over", or nothing while there is time. */
static const char *pace_words(struct app *app, const struct stop *stop)
{
	int64_t left = (int64_t)stop_planned(stop) * 60000 - stop_used(stop, app->now.at);
	int minutes = (int)(((left < 0 ? -left : left) + 59999) / 60000);
	enum pace_step step = stop_pace(stop, app->now.at);

	if (stop->state != STOP_OPEN || step == PACE_CALM)
		return "";
	return arena_printf(app->frame, step == PACE_NEAR ? T(TIME_LEFT) : T(TIME_OVER), minutes);
}

static const char *time_words(struct app *app, const struct stop *stop, const struct pace *pace)
{
	const struct pause *pause = session_pause(app->session);
	int64_t stood = pause && app->now.at > pause->from ? app->now.at - pause->from : 0;
	const char *used, *short_name;
	char name[64];

	if (app->session->now.sealed)
		return T(SEALED_MARK);
	if (pause && pause->minutes > 0)
		return arena_printf(app->frame, T(TIME_PAUSED_OF), minutes_text(app->frame, stood), pause->minutes);
	if (pause)
		return arena_printf(app->frame, T(TIME_PAUSED), minutes_text(app->frame, stood));
	stop_name(stop, name, sizeof(name));
	short_name = text_ellipsis(app->frame, name, TITLE_NAME_COLUMNS, app->ascii);
	used = minutes_text(app->frame, stop_used(stop, app->now.at));
	if (stop_planned(stop) > 0)
		return arena_printf(app->frame, T(TIME_WORDS), short_name, used, stop_planned(stop),
				    pace_words(app, stop), pace->behind);
	return arena_printf(app->frame, T(TIME_WORDS_FREE), short_name, used, pace->behind);
}

/* Calm steps: bold near the end of an item's time, loud beyond it. */
static void draw_time(struct app *app, struct canvas *canvas, const struct stop *stop)
{
	static const enum style styles[] = { [PACE_CALM] = STYLE_BAR, [PACE_NEAR] = STYLE_LEVEL_4,
					     [PACE_OVER] = STYLE_ALERT };
	struct pace pace = session_pace(app->session, app->now.at, app->now.zone_minutes);
	bool counts = stop->state == STOP_OPEN && !app->session->now.sealed && !session_pause(app->session);

	draw_title_time(app, canvas, time_words(app, stop, &pace),
			session_pause(app->session) ? STYLE_LEVEL_4 :
			styles[counts ? stop_pace(stop, app->now.at) : PACE_CALM]);
}

static void draw_tabs(struct app *app, struct canvas *canvas, struct box box, const struct stop *stop)
{
	int x = box.x;

	for (size_t i = 0; i < ARRAY_LENGTH(tabs); i++) {
		bool here = tabs[i].tab == shown_tab(app, stop);
		struct words words = stop->item ? tabs[i].words : tabs[i].block;

		if (!allowed(stop, tabs[i].tab))
			continue;
		x += canvas_text(canvas, x, box.y, box.x + box.width - x,
				 here ? STYLE_SELECTED : STYLE_DIM,
				 arena_printf(app->frame, here ? "[%s]" : " %s ", say(words)));
		x++;
	}
	if (stop->item && !app->form.open)
		canvas_text_right(canvas, x, box.y, box.x + box.width - x,
				  app->glossary ? STYLE_SELECTED : STYLE_NOTE, T(TERMS_HINT));
}

/* The kinds of gap that fit, and how many more there are. */
static void draw_gaps(struct app *app, struct canvas *canvas, struct box box, const struct stop *stop)
{
	struct gaps gaps = session_gaps(app->session, app->frame);
	int room = box.width - 4 - text_width(T(GAPS_MORE)) - 4, left = 0;
	struct str out = STR_INIT;

	for (size_t kind = 0; kind < gap_kind_count; kind++) {
		int count = 0;
		const char *words;

		for (size_t i = 0; i < gaps.count; i++)
			count += gaps.gap[i].kind == &gap_kinds[kind] && gaps.gap[i].item &&
				 strcmp(gaps.gap[i].item, stop->id) == 0;
		words = arena_printf(app->frame, "%s%s %d", out.length ? T(GAP_DOT) : T(GAPS_ARE),
				     say(gap_kinds[kind].words), count);
		if (left > 0 || (count > 0 && text_width(out.text) + text_width(words) > room))
			left += count;
		else if (count > 0)
			str_add(&out, words);
	}
	if (left > 0)
		str_printf(&out, T(GAPS_MORE), left);
	if (out.length > 0)
		canvas_text(canvas, box.x + 2, box.y + box.height - 1, box.width - 4, STYLE_WARNING,
			    arena_printf(app->frame, "%s ", out.text));
	str_release(&out);
}

static void draw_heading(struct app *app, struct canvas *canvas, struct box box,
			 const struct stop *stop)
{
	/* The other version of the guideline. */
	static const char *const versions[] = { "meti-3.0", "meti-2015" };
	char name[64], ref[64] = "";
	int columns = box.width - 4;

	stop_name(stop, name, sizeof(name));
	for (size_t i = 0; stop->item && !*ref && i < sizeof(versions) / sizeof(versions[0]); i++)
		item_ref(stop->item, versions[i], ref, sizeof(ref));
	if (*ref) {
		canvas_text_right(canvas, box.x + 2, box.y, columns, STYLE_DIM,
				  arena_printf(app->frame, " %s ", ref));
		columns -= text_width(ref) + 3;
	}
	canvas_text(canvas, box.x + 1, box.y, columns, STYLE_TITLE, stop->item ?
		    arena_printf(app->frame, " %s  %s ", name, stop_title(stop)) :
		    arena_printf(app->frame, " %s ", stop_title(stop)));
}

/* What the explanation leaves of the box for what stands above it. */
static int rows_above(struct app *app, const struct stop *stop, struct box box, bool notes)
{
	struct page page;

	page_init(&page, app->frame, box.width - 2);
	item_explain(app, stop, &page, notes);
	return box.height - (int)page.count;
}

static void draw_page(struct app *app, struct canvas *canvas, struct box box,
		      const struct stop *stop, bool notes)
{
	struct list *list = &app->list[SCREEN_ITEM];
	enum tab tab = shown_tab(app, stop);
	const char *last = tab == TAB_EXPLAIN && !app->glossary ? item_last_line(app, stop) : NULL;
	struct page page;
	int most;

	if (last) {
		box.height--;
		canvas_text(canvas, box.x, box.y + box.height, box.width, STYLE_NOTE, last);
	}
	page_init(&page, app->frame, box.width - 2);
	if (tab == TAB_EXPLAIN && !app->glossary)
		item_since_brief(app, stop, &page, rows_above(app, stop, box, notes));
	if (app->glossary)
		item_terms(app, stop, &page);
	else if (tab == TAB_EXPLAIN)
		item_explain(app, stop, &page, notes);
	else if (tab == TAB_QUESTIONS)
		item_questions(app, stop, &page, notes);
	else
		item_last(app, stop, &page);
	most = page_draw(canvas, box, &page, list->top);
	list->rows = box.height;
	if (list->top > most)
		list->top = most;
}

/* The notes at the foot of the box take the rows that they need. */
static int draw_notes(struct app *app, struct canvas *canvas, struct box box,
		      const struct stop *stop)
{
	struct box inner;
	struct page page;
	int rows;

	page_init(&page, app->frame, box.width - 4);
	item_notes(app, stop, &page);
	rows = (int)page.count + 2;
	rows = rows < NOTE_ROWS_MIN ? NOTE_ROWS_MIN : rows > NOTE_ROWS_MAX ? NOTE_ROWS_MAX : rows;
	inner = draw_panel(canvas, (struct box){ box.x, box.y + box.height - rows, box.width, rows },
			   T(PANEL_NOTES));
	page_draw(canvas, inner, &page, 0);
	return rows;
}

static void draw_main(struct app *app, struct canvas *canvas, struct box box,
		      const struct stop *stop)
{
	bool notes_below = canvas->width >= SCREEN_WIDE && canvas->height >= SCREEN_TALL;
	bool notes = notes_below && !app->hidden && !app->form.open;
	struct box panel = box, inner;

	if (notes)
		panel.height -= draw_notes(app, canvas, box, stop) - 1;
	inner = draw_panel(canvas, panel, "");
	draw_heading(app, canvas, panel, stop);
	if (!app->hidden)
		draw_gaps(app, canvas, box, stop);
	if (app->form.open) {
		form_draw(app, canvas, inner);
		return;
	}
	draw_tabs(app, canvas, inner, stop);
	inner.y += 2;
	inner.height -= 2;
	if (app->glossary)
		draw_page(app, canvas, inner, stop, false);
	else if (shown_tab(app, stop) == TAB_POSITIONS)
		item_positions(app, stop, canvas, inner);
	else if (since_is_here(app))
		item_since(app, canvas, inner);
	else if (shown_tab(app, stop) == TAB_DECIDE)
		item_decide(app, stop, canvas, inner);
	else if (shown_tab(app, stop) == TAB_SHEET)
		item_sheet(app, stop, canvas, inner);
	else
		draw_page(app, canvas, inner, stop, !notes_below);
}

void item_draw(struct app *app, struct canvas *canvas)
{
	const struct stop *stop = app_stop(app);
	bool wide = canvas->width >= SCREEN_WIDE;
	struct box body = draw_body(app, wide ? 1 : 2), rail = body;

	if (!stop) {
		draw_title(app, canvas, "");
		return;
	}
	draw_time(app, canvas, stop);
	if (wide) {
		rail.width = RAIL_COLUMNS;
		body.x = RAIL_COLUMNS - 1;
		body.width -= RAIL_COLUMNS - 1;
		item_rail(app, canvas, rail);
	} else {
		item_rail_line(app, canvas, 1);
	}
	draw_main(app, canvas, body, stop);
}
