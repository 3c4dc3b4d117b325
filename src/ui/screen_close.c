/* Closing: what is still open, every decision read back, the seal. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/close_reading.h"

bool close_move(struct app *app, enum action_id action)
{
	struct reading reading;

	if (!app->session)
		return false;
	read_all(app, &reading, app->width - 6);
	return list_act(&app->list[SCREEN_CLOSE], action, (int)reading.count);
}

static const struct entry *selected(struct app *app, struct reading *reading)
{
	int at = app->list[SCREEN_CLOSE].selected;

	read_all(app, reading, app->width - 6);
	return at < (int)reading->count ? &reading->entry[at] : NULL;
}

void close_select(struct app *app, const char *participant)
{
	struct reading reading;

	read_all(app, &reading, app->width - 6);
	for (size_t i = 0; i < reading.count; i++)
		if (reading.entry[i].kind == ENTRY_SIGN_OFF && strcmp(reading.entry[i].who->id, participant) == 0)
			app->list[SCREEN_CLOSE].selected = (int)i;
}

/* Where a gap is mended: a tab of its item, or the list that its record stands in. */
static void open_gap(struct app *app, const struct gap *gap)
{
	static const struct { const char *kind; enum screen_id screen; } lists[] = {
		{ "action-no-owner", SCREEN_ACTIONS }, { "action-no-due", SCREEN_ACTIONS },
		{ "acceptance-open", SCREEN_ACCEPTANCES },
	};
	enum tab tab = TAB_DECIDE;

	for (size_t i = 0; i < ARRAY_LENGTH(lists); i++) {
		if (strcmp(lists[i].kind, gap->kind->name) == 0) {
			app_go(app, lists[i].screen);
			return;
		}
	}
	if (!gap->item)
		app_go(app, SCREEN_SETUP);
	else if (!gap->kind->tab || tab_find(gap->kind->tab, &tab))
		app_visit(app, gap->item, tab);
}

static const char *parts(struct app *app, const char *first, const char *item, const char *about)
{
	return arena_printf(app->frame, "%s/%s/%s", first, item ? item : "", about ? about : "");
}

static void act_open(struct app *app)
{
	struct reading reading;
	const struct entry *entry = selected(app, &reading);

	if (!entry)
		return;
	if (entry->kind == ENTRY_GAP)
		open_gap(app, &entry->gap);
	else if (entry->kind == ENTRY_DECISION)
		app_visit(app, entry->item, TAB_DECIDE);
	else if (!app_may_record(app))
		return;
	else if (entry->kind == ENTRY_QUESTION)
		form_open(app, "question_settled", entry->doubt.item,
			  parts(app, entry->doubt.kind->name, entry->doubt.item, entry->doubt.about), 0);
	else
		form_open(app, "signed_off", "", entry->who->id, 0);
}

/* Not reached: the item is put off.  Any other gap, a sign-off that can't be had too,
 * is left open for a reason. */
static void act_defer(struct app *app)
{
	struct reading reading;
	const struct entry *entry = selected(app, &reading);
	const struct gap *gap = entry && entry->kind == ENTRY_GAP ? &entry->gap : NULL;
	const struct participant *who = entry && entry->kind == ENTRY_SIGN_OFF ? entry->who : NULL;

	if (!gap && (!who || sign_off_of(app->session, who) || sign_off_excused(app->session, who)))
		app_say(app, true, "%s", T(SELECT_ITEM));
	else if (!app_may_record(app))
		return;
	else if (!gap)
		form_open(app, "gap_deferred", "", parts(app, "sign-off", NULL, who->id), 0);
	else if (strcmp(gap->kind->name, "not-reached") == 0)
		form_open(app, "item_deferred", gap->item, NULL, 0);
	else
		form_open(app, "gap_deferred", gap->item, parts(app, gap->kind->name, gap->item, gap->about), 0);
}

/* The quick way to agree: one key a person, then the next one. */
static void act_sign(struct app *app)
{
	struct reading reading;
	struct list *list = &app->list[SCREEN_CLOSE];
	const struct entry *entry = selected(app, &reading);
	struct json *body = json_map(app->out);

	if (!entry || entry->kind != ENTRY_SIGN_OFF) {
		for (size_t i = 0; i < reading.count; i++) {
			if (reading.entry[i].kind == ENTRY_SIGN_OFF) {
				list->selected = (int)i;
				app_say(app, false, "%s", T(SIGN_OFF_HOW));
				return;
			}
		}
		app_say(app, true, "%s", T(SIGN_OFF_NOBODY));
		return;
	}
	if (!app_may_record(app))
		return;
	json_put_text(app->out, body, "participant", entry->who->id);
	json_put_text(app->out, body, "stance", "approve");
	app_record(app, "signed_off", body);
	if (list->selected + 1 < (int)reading.count)
		list->selected++;
}

static void seal(struct app *app)
{
	struct json *body = json_map(app->out);
	const char *reason = app->form.open ? form_text(&app->form, "open_reason") : "";

	if (*reason)
		json_put_text(app->out, body, "open_reason", reason);
	app_record(app, "session_sealed", body);
	app->list[SCREEN_CLOSE] = (struct list){ 0 }; /* the seal itself stands at the top */
	if (app->form.open)
		app->form.sent = app->queue[app->queue_count - 1].event;
}

void close_seal(struct app *app)
{
	app_ask(app, seal, NULL, "%s", T(ASK_SEAL));
}

static void act_seal(struct app *app)
{
	size_t gaps;

	if (!app_may_record(app))
		return;
	gaps = session_closing_gaps(app->session, app->frame).count;
	if (gaps > 0)
		form_open(app, "session_sealed", "", NULL, 0);
	else
		close_seal(app);
}

const struct act_row close_acts[] = {
	{ ACTION_OPEN, act_open }, { ACTION_RIGHT, act_open }, { ACTION_DEFER, act_defer },
	{ ACTION_SIGN, act_sign }, { ACTION_SEAL, act_seal },
	{ ACTION_NONE, NULL },
};

/* Scrolls so that the selected lines are seen; at the ends all the way. */
static int scroll(struct list *list, const struct reading *reading, int rows)
{
	const struct entry *entry;
	int first, after;

	if (list->selected >= (int)reading->count)
		list->selected = reading->count ? (int)reading->count - 1 : 0;
	if (reading->count == 0 || list->selected == 0)
		return 0;
	entry = &reading->entry[list->selected];
	first = (int)entry->first - 1;
	after = list->selected + 1 == (int)reading->count ? (int)reading->page.count : (int)entry->after;
	if (after > list->top + rows)
		list->top = after - rows;
	if (first < list->top)
		list->top = first;
	return list->top;
}

void close_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;
	struct list *list = &app->list[SCREEN_CLOSE];
	struct reading reading;

	draw_title(app, canvas, T(SCREEN_CLOSE));
	if (!app->session)
		return;
	if (app->form.open) {
		form_draw(app, canvas, draw_panel(canvas, body, ""));
		return;
	}
	inner = draw_panel(canvas, body, app->session->now.sealed ? T(PANEL_SEALED) : T(PANEL_CLOSE));
	read_all(app, &reading, inner.width - 2);
	list->rows = inner.height / 2;
	list->top = scroll(list, &reading, inner.height);
	page_draw(canvas, inner, &reading.page, list->top);
	for (size_t i = 0; i < reading.count; i++) {
		const struct entry *entry = &reading.entry[i];

		for (size_t line = entry->first; (int)i == list->selected && line < entry->after; line++)
			if ((int)line >= list->top && (int)line < list->top + inner.height)
				canvas_style(canvas, (struct box){ inner.x, inner.y + (int)line - list->top,
								   inner.width - 1, 1 }, STYLE_SELECTED);
	}
}
