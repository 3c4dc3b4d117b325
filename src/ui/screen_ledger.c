/*
 * Registers over all sessions of the file, and what a search finds: a row a record,
 * what there is to say of it below, Enter opens its place in its session.  Only a
 * window of rows is here; the next one is asked for when the highlight gets there.
 */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_look.h"
#include "lang/words_ui.h"
#include "ui/ledger_words.h"
#include "ui/screens.h"

enum { COLUMNS = 5, STATES_MAX = 9, FACTS_MAX = 10, DETAIL_ROWS = 7, DETAIL_TALL = 13, WINDOW_BACK = 32,
       LABEL_COLUMNS = 15, PANEL_REST = 30 };

/* A member of a row, as it is shown: how wide (0: the rest). */
struct column { const char *name; struct words head; int narrow, wide; };

/* What a kind of ledger is; lists end with an empty row. */
static const struct ledger_spec {
	struct words title, current; /* current: what its first state shows */
	const char *state[STATES_MAX];
	struct column column[COLUMNS];
	struct column fact[FACTS_MAX];
} specs[LEDGER_COUNT] = {
	[LEDGER_ACCEPTANCES] = { W(LEDGER_ACCEPTANCES), W(LEDGER_OPEN),
		{ "current", "", "expired", "expiring", "approved", "proposed", "renewed", "revoked" },
		{ { "state", W(COLUMN_STATE), 10, 14 }, { "valid_until", W(FIELD_VALID_UNTIL), 11, 11 },
		  { "approver", W(FIELD_APPROVER), 12, 20 }, { "company", W(COLUMN_COMPANY), 10, 22 },
		  { "title", W(FIELD_RISK_TITLE), 0, 0 } },
		{ { "title", W(FIELD_RISK_TITLE), 0, 0 }, { "approved", W(LEDGER_WHO), 0, 0 },
		  { "justification", W(LEDGER_BASIS), 0, 0 }, { "until", W(LEDGER_UNTIL), 0, 0 },
		  { "risk", W(FIELD_RISK), 0, 0 }, { "met", W(LEDGER_CONDITIONS), 0, 0 },
		  { "people", W(LEDGER_PEOPLE), 0, 0 }, { "place", W(LEDGER_PLACE), 0, 0 } } },
	[LEDGER_ACTIONS] = { W(LEDGER_ACTIONS), W(LEDGER_OPEN), { "current", "", "overdue", "open", "carried", "done", "dropped" },
		{ { "state", W(COLUMN_STATE), 10, 14 }, { "due", W(FIELD_DUE), 10, 11 },
		  { "owner", W(FIELD_OWNER), 12, 20 }, { "company", W(COLUMN_COMPANY), 10, 22 },
		  { "what", W(FIELD_WHAT), 0, 0 } },
		{ { "what", W(FIELD_WHAT), 0, 0 }, { "owner_words", W(FIELD_OWNER), 0, 0 },
		  { "evidence", W(FIELD_EVIDENCE), 0, 0 }, { "reason", W(FIELD_REASON), 0, 0 },
		  { "place", W(LEDGER_PLACE), 0, 0 } } },
	[LEDGER_DECISIONS] = { W(LEDGER_DECISIONS), W(LEDGER_STANDING),
		{ "current", "", "in-force", "pending", "deferred", "due", "superseded", "rejected" },
		{ { "state", W(COLUMN_STATE), 10, 14 }, { "held_on", W(COLUMN_DATE), 10, 11 },
		  { "item_name", W(COLUMN_ITEM), 7, 8 }, { "company", W(COLUMN_COMPANY), 10, 22 },
		  { "text", W(FIELD_DECISION_TEXT), 0, 0 } },
		{ { "text", W(FIELD_DECISION_TEXT), 0, 0 }, { "because", W(FIELD_BECAUSE), 0, 0 },
		  { "decided_by", W(FIELD_DECIDED_BY), 0, 0 }, { "owner_words", W(FIELD_OWNER), 0, 0 },
		  { "due", W(FIELD_DUE), 0, 0 }, { "effective", W(FIELD_EFFECTIVE), 0, 0 },
		  { "place", W(LEDGER_PLACE), 0, 0 } } },
	[LEDGER_DISSENT] = { W(LEDGER_DISSENT), W(LEDGER_ALL), { "", "against", "objected", "on-request" },
		{ { "state", W(COLUMN_STATE), 10, 14 }, { "held_on", W(COLUMN_DATE), 10, 11 },
		  { "item_name", W(COLUMN_ITEM), 7, 8 }, { "person", W(FIELD_WHO), 12, 20 },
		  { "words", W(LEDGER_TEXT), 0, 0 } },
		{ { "words", W(LEDGER_TEXT), 0, 0 }, { "person_words", W(FIELD_WHO), 0, 0 },
		  { "state", W(COLUMN_STATE), 0, 0 }, { "motion", W(FIELD_MOTION), 0, 0 },
		  { "company", W(COLUMN_COMPANY), 0, 0 }, { "place", W(LEDGER_PLACE), 0, 0 } } },
	[LEDGER_SEARCH] = { W(LEDGER_SEARCH), W(LEDGER_ALL), { "" },
		{ { "held_on", W(COLUMN_DATE), 10, 11 }, { "company", W(COLUMN_COMPANY), 10, 22 },
		  { "item_name", W(COLUMN_ITEM), 7, 8 }, { "kind_words", W(LEDGER_KIND), 12, 20 },
		  { "said", W(LEDGER_TEXT), 0, 0 } },
		{ { "said", W(LEDGER_TEXT), 0, 0 }, { "kind_words", W(LEDGER_KIND), 0, 0 },
		  { "undone", W(LEDGER_UNDONE), 0, 0 }, { "place", W(LEDGER_PLACE), 0, 0 } } },
};

static const struct ledger_spec *spec_of(const struct app *app)
{
	return &specs[app->ledger.kind];
}

static const struct json *row_at(const struct app *app, int at)
{
	const struct ledger *ledger = &app->ledger;

	return at >= (int)ledger->first && (size_t)at - ledger->first < ledger->count ?
	       ledger->row[(size_t)at - ledger->first] : NULL;
}

/* ---- asking for rows --------------------------------------------------------------------- */

static void ask(struct app *app, size_t first)
{
	struct ledger *ledger = &app->ledger;

	app_emit(app, &(struct effect){ .kind = EFFECT_LEDGER, .ledger = { ledger->kind,
		arena_strdup(app->out, ledger->text.text), spec_of(app)->state[ledger->state], first } });
}

static void begin(struct app *app, enum ledger_kind kind, const char *text)
{
	char *copy = arena_strdup(app->frame, text);

	if (app->ledger.kind != kind)
		app->ledger.state = 0;
	app->ledger.kind = kind;
	str_clear(&app->ledger.text);
	str_add(&app->ledger.text, copy);
	app->ledger.list = (struct list){ 0 };
	app->ledger.count = app->ledger.first = 0;
	app->ledger.more = app->ledger.running = false;
	app_go(app, SCREEN_LEDGER);
	ask(app, 0);
}

void ledger_show(struct app *app, enum ledger_kind kind)
{
	begin(app, kind, "");
}

void app_ledger(struct app *app, const struct app_rows *rows)
{
	struct ledger *ledger = &app->ledger;

	if (!rows->added) {
		arena_reset(ledger->arena);
		ledger->row = NULL;
		ledger->count = ledger->capacity = 0;
		ledger->first = rows->first;
	}
	for (size_t i = 0; i < rows->row->count; i++) {
		ledger->row = arena_grow(ledger->arena, ledger->row, ledger->count, &ledger->capacity, sizeof(*ledger->row));
		ledger->row[ledger->count++] = json_clone(ledger->arena, rows->row->child[i]);
	}
	ledger->more = rows->more;
	ledger->running = rows->running;
	/* The one beyond the last was tried, and there is none. */
	if (!ledger->more && ledger->list.selected >= (int)(ledger->first + ledger->count))
		ledger->list.selected = ledger->first + ledger->count > 0 ? (int)(ledger->first + ledger->count) - 1 : 0;
}

bool ledger_move(struct app *app, enum action_id action)
{
	struct ledger *ledger = &app->ledger;
	int count = (int)(ledger->first + ledger->count) + (ledger->more && !ledger->running ? 1 : 0);

	if (!list_act(&ledger->list, action, count))
		return false;
	if (ledger->kind != LEDGER_SEARCH && count > 0 && !row_at(app, ledger->list.selected))
		ask(app, ledger->list.selected > WINDOW_BACK ? (size_t)ledger->list.selected - WINDOW_BACK : 0);
	return true;
}

/* ---- keys -------------------------------------------------------------------------------- */

static void take_text(struct app *app, const char *text)
{
	begin(app, app->ledger.kind, text);
}

static void take_search(struct app *app, const char *text)
{
	if (*text)
		begin(app, LEDGER_SEARCH, text);
}

void ledger_search(struct app *app)
{
	prompt_ask(app, T(LEDGER_ASK_SEARCH), "", take_search);
}

static void act_find(struct app *app)
{
	if (app->ledger.kind == LEDGER_SEARCH)
		prompt_ask(app, T(LEDGER_ASK_SEARCH), app->ledger.text.text, take_search);
	else
		prompt_ask(app, T(LEDGER_ASK_FILTER), app->ledger.text.text, take_text);
}

static void act_state(struct app *app)
{
	const struct ledger_spec *spec = spec_of(app);
	int next = app->ledger.state + 1;
	char *text = arena_strdup(app->frame, app->ledger.text.text);

	app->ledger.state = next < STATES_MAX && spec->state[next] ? next : 0;
	begin(app, app->ledger.kind, text);
}

static void step(struct app *app, int by)
{
	begin(app, (enum ledger_kind)(((int)app->ledger.kind + by + LEDGER_SEARCH) % LEDGER_SEARCH), "");
}

static void act_next(struct app *app) { step(app, app->ledger.kind == LEDGER_SEARCH ? LEDGER_ACCEPTANCES : 1); }
static void act_previous(struct app *app) { step(app, -1); }
static void act_acceptances(struct app *app) { ledger_show(app, LEDGER_ACCEPTANCES); }
static void act_actions(struct app *app) { ledger_show(app, LEDGER_ACTIONS); }
static void act_decisions(struct app *app) { ledger_show(app, LEDGER_DECISIONS); }

static void act_open(struct app *app)
{
	const struct json *row = row_at(app, app->ledger.list.selected);
	const char *item = row ? json_get_text(row, "item") : NULL;

	if (row)
		app_open_at(app, json_get_text(row, "session"), &(struct goal){ .n = json_get_int(row, "n", 0) },
			    item ? item : "");
}

static void act_home(struct app *app) { app_go(app, SCREEN_HOME); }

const struct act_row ledger_acts[] = {
	{ ACTION_OPEN, act_open }, { ACTION_RIGHT, act_open }, { ACTION_SEARCH, act_find }, { ACTION_FILTER, act_state },
	{ ACTION_NEXT_TAB, act_next }, { ACTION_PREVIOUS_TAB, act_previous },
	{ ACTION_ACCEPTANCES, act_acceptances }, { ACTION_ACTIONS, act_actions }, { ACTION_DECISIONS, act_decisions },
	{ ACTION_HOME, act_home }, { ACTION_NONE, NULL },
};

/* ---- the picture --------------------------------------------------------------------------- */

/* `row` NULL: the heads of the columns. */
static void draw_row(struct app *app, struct canvas *canvas, struct box box, int y, const struct json *row)
{
	bool wide = canvas->width >= SCREEN_WIDE;
	int x = box.x + 2;

	for (int c = 0; c < COLUMNS; c++) {
		const struct column *column = &spec_of(app)->column[c];
		int width = wide ? column->wide : column->narrow;
		bool state = strcmp(column->name, "state") == 0;

		draw_cell(canvas, &x, y, width ? width : box.x + box.width - x, !row ? STYLE_LABEL : state ? ledger_style(row) :
			  STYLE_TEXT, !row ? say(column->head) : first_line(app->frame, ledger_value(app, row, column->name)));
	}
}

static void draw_rows(struct app *app, struct canvas *canvas, struct box box)
{
	struct list *list = &app->ledger.list;
	int count = (int)(app->ledger.first + app->ledger.count);

	draw_row(app, canvas, box, box.y, NULL);
	list->rows = box.height - 1;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int y = 0; y < list->rows && list->top + y < count; y++) {
		const struct json *row = row_at(app, list->top + y);

		if (!row)
			continue;
		draw_row(app, canvas, box, box.y + 1 + y, row);
		if (list->top + y == list->selected)
			draw_selected(canvas, box.x, box.y + 1 + y, box.width);
	}
	if (app->ledger.more || list->top + list->rows < count)
		canvas_text(canvas, box.x + box.width - 1, box.y + box.height - 1, 1, STYLE_DIM, canvas->ascii ? "v" : "▼");
}

static void draw_facts(struct app *app, struct canvas *canvas, struct box box, const struct json *row)
{
	struct page page;

	page_init(&page, app->frame, box.width);
	for (size_t i = 0; row && i < FACTS_MAX && spec_of(app)->fact[i].name; i++) {
		const struct column *fact = &spec_of(app)->fact[i];
		const char *label = say(fact->head), *words = ledger_value(app, row, fact->name);
		int pad = LABEL_COLUMNS - text_width(label);

		/* What it says stands first, and needs no label. */
		if (i == 0)
			page_add(&page, STYLE_STRONG, 0, "", first_line(app->frame, words));
		else if (*words)
			page_add(&page, STYLE_TEXT, 0,
				 arena_printf(app->frame, "%s%*s", label, pad > 1 ? pad : 1, ""), first_line(app->frame, words));
	}
	page_draw(canvas, box, &page, 0);
}

static const char *empty_words(struct app *app)
{
	if (app->ledger.running)
		return T(LEDGER_RUNNING);
	if (app->ledger.kind == LEDGER_SEARCH)
		return arena_printf(app->frame, T(LEDGER_NOTHING_FOUND), app->ledger.text.text);
	return T(LEDGER_EMPTY);
}

/* " Risk acceptances - current, 2026-11-23 - 'plant' "; what was looked for is cut, so that
 * there is room for how much was found. */
static const char *panel_words(struct app *app, int columns)
{
	const struct ledger_spec *spec = spec_of(app);
	const char *state = spec->state[app->ledger.state];
	const char *words = strcmp(state, "current") == 0 ? say(spec->current) : !*state ? T(LEDGER_ALL) : ledger_state_say(app->ledger.kind, state);
	const char *filter = app->ledger.text.length ? arena_printf(app->frame, T(LEDGER_FILTER), app->ledger.text.text) : "";

	if (app->ledger.kind == LEDGER_SEARCH)
		return arena_printf(app->frame, app->ledger.running ? T(LEDGER_SEARCH_RUNS) : T(LEDGER_SEARCH_PANEL),
				    text_ellipsis(app->frame, app->ledger.text.text, columns, app->ascii), (int)app->ledger.count);
	return arena_printf(app->frame, T(LEDGER_PANEL), say(spec->title), words, app_today(app), filter);
}

void ledger_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;
	int below = canvas->height >= SCREEN_TALL ? DETAIL_TALL : DETAIL_ROWS;
	struct page page;

	draw_title(app, canvas, "");
	inner = draw_panel(canvas, body, panel_words(app, body.width - PANEL_REST));
	if (app->ledger.count == 0) {
		page_init(&page, app->frame, inner.width);
		page_add(&page, STYLE_NOTE, 0, "", empty_words(app));
		page_draw(canvas, inner, &page, 0);
		return;
	}
	draw_rows(app, canvas, (struct box){ inner.x, inner.y, inner.width, inner.height - below });
	canvas_rule(canvas, inner.x, inner.y + inner.height - below, inner.width, STYLE_BORDER);
	draw_facts(app, canvas, (struct box){ inner.x, inner.y + inner.height - below + 1, inner.width, below - 1 },
		   row_at(app, app->ledger.list.selected));
}
