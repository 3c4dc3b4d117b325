/* Closing: what is still open, every decision read back, the seal. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

/* A line of the page that can be selected: where it leads. */
struct entry { const char *item; enum tab tab; bool people; size_t first, after; };

struct reading {
	struct app *app;
	struct page page;
	struct entry *entry;
	size_t count, capacity;
};

static void add_entry(struct reading *reading, const char *item, enum tab tab, bool people,
		      const char *bullet, const char *text)
{
	struct app *app = reading->app;
	bool selected = (int)reading->count == app->list[SCREEN_CLOSE].selected;
	struct entry *entry;

	reading->entry = arena_grow(app->frame, reading->entry, reading->count, &reading->capacity,
				    sizeof(*entry));
	entry = &reading->entry[reading->count++];
	*entry = (struct entry){ .item = item, .tab = tab, .people = people,
				 .first = reading->page.count };
	page_add(&reading->page, STYLE_TEXT, 0,
		 arena_printf(app->frame, "%s%s", selected ? "> " : "  ", bullet), text);
	entry->after = reading->page.count;
}

static const char *stop_words(struct app *app, const char *id)
{
	const struct stop *stop = session_stop(app->session, id);
	char name[64];

	if (!stop)
		return T(WHOLE_SESSION);
	stop_name(stop, name, sizeof(name));
	return arena_printf(app->frame, stop->item ? "%s  %s" : "%s", name, stop_title(stop));
}

static const char *gap_words(struct app *app, const struct gap *gap)
{
	const char *place = stop_words(app, gap->item), *about = gap_about(app->session, gap);

	return about ? arena_printf(app->frame, "%s: %s", place, first_line(app->frame, about)) : place;
}

static void add_gaps(struct reading *reading)
{
	struct app *app = reading->app;
	struct gaps gaps = session_gaps(app->session, app->frame);

	if (gaps.count == 0)
		page_add(&reading->page, STYLE_TITLE, 0, "", T(GAPS_NONE));
	else
		page_add(&reading->page, STYLE_TITLE, 0, "", arena_printf(app->frame,
			 app->session->now.sealed ? T(GAPS_LEFT) : T(GAPS_COUNT), (int)gaps.count));
	for (size_t kind = 0; kind < gap_kind_count; kind++) {
		bool first = true;
		enum tab tab = TAB_DECIDE;

		if (gap_kinds[kind].tab && !tab_find(gap_kinds[kind].tab, &tab))
			tab = TAB_DECIDE;
		for (size_t i = 0; i < gaps.count; i++) {
			if (gaps.gap[i].kind != &gap_kinds[kind])
				continue;
			if (first)
				page_add(&reading->page, STYLE_WARNING, 1, "", say(gap_kinds[kind].words));
			first = false;
			add_entry(reading, gaps.gap[i].item, tab, !gaps.gap[i].item, T(BULLET),
				  gap_words(app, &gaps.gap[i]));
		}
	}
	page_blank(&reading->page);
}

/* One sentence as it is read aloud: what, who answers for it, by when. */
static const char *read_aloud(struct app *app, const struct decision *decision)
{
	const struct assignment *owner = session_assignment(app->session, decision->item);
	const struct event_field *outcome =
		event_field_find(event_kind_find("decision_recorded"), "outcome");
	const struct stop *stop = session_stop(app->session, decision->item);
	const char *due = owner && owner->due ? owner->due : decision->until;
	char name[64] = "";

	if (stop)
		stop_name(stop, name, sizeof(name));
	return arena_printf(app->frame, T(READ_ALOUD), name,
			    outcome ? choice_say(outcome->names, decision->outcome) : "",
			    decision->text, owner ? person_words(app->frame, owner->accountable) : T(NO_OWNER),
			    due ? due : T(NO_DUE));
}

static void add_decisions(struct reading *reading)
{
	struct app *app = reading->app;
	const struct session_state *now = &app->session->now;
	size_t before = reading->count;

	page_add(&reading->page, STYLE_TITLE, 0, "", now->sealed ? T(READ_BACK_SEALED) : T(READ_BACK));
	for (size_t i = 0; i < now->stop_count; i++) {
		for (size_t d = 0; d < now->decision_count; d++) {
			const struct decision *decision = &now->decision[d];

			if (!decision->superseded_by && decision->item &&
			    strcmp(decision->item, now->stop[i].id) == 0)
				add_entry(reading, decision->item, TAB_DECIDE, false, "",
					  read_aloud(app, decision));
		}
	}
	if (reading->count == before)
		page_add(&reading->page, STYLE_NOTE, 2, "", T(NO_DECISIONS_YET));
	page_blank(&reading->page);
}

/* The head of the chain, for paper: what was sealed can be told from it. */
static void add_seal(struct reading *reading)
{
	struct app *app = reading->app;
	const struct event *head = session_head(app->session);

	page_add(&reading->page, STYLE_GOOD, 0, "", T(SEALED_LINE));
	if (head) {
		page_add(&reading->page, STYLE_TEXT, 2, "", arena_printf(app->frame, T(SEAL_SHORT),
			 (long long)head->n, head->hash));
		page_add(&reading->page, STYLE_STRONG, 4, "", arena_printf(app->frame, "%.32s", head->hash));
		page_add(&reading->page, STYLE_STRONG, 4, "", strlen(head->hash) > 32 ?
			 head->hash + 32 : "");
		page_add(&reading->page, STYLE_NOTE, 2, "", T(SEAL_NOTE));
	}
	page_blank(&reading->page);
}

static void read_all(struct app *app, struct reading *reading, int columns)
{
	*reading = (struct reading){ .app = app };
	page_init(&reading->page, app->frame, columns);
	if (app->session->now.sealed) {
		add_seal(reading);
		add_decisions(reading);
	}
	if (!app->hidden)
		add_gaps(reading);
	if (!app->session->now.sealed)
		add_decisions(reading);
}

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

static void act_open(struct app *app)
{
	struct reading reading;
	const struct entry *entry = selected(app, &reading);

	if (entry && entry->people)
		app_go(app, SCREEN_SETUP);
	else if (entry && entry->item)
		app_visit(app, entry->item, entry->tab);
}

static void act_defer(struct app *app)
{
	struct reading reading;
	const struct entry *entry = selected(app, &reading);
	const struct stop *stop = entry ? session_stop(app->session, entry->item) : NULL;

	if (!stop || !stop->item)
		app_say(app, true, "%s", T(SELECT_ITEM));
	else if (app_may_record(app))
		form_open(app, "item_deferred", stop->id, NULL, 0);
}

static void seal(struct app *app)
{
	struct json *body = json_map(app->out);
	const char *reason = app->form.open ? form_text(&app->form, "open_reason") : "";

	if (*reason)
		json_put_text(app->out, body, "open_reason", reason);
	app_record(app, "session_sealed", body);
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
	gaps = session_gaps(app->session, app->frame).count;
	if (gaps > 0)
		form_open(app, "session_sealed", "", NULL, 0);
	else
		close_seal(app);
}

const struct act_row close_acts[] = {
	{ ACTION_OPEN, act_open }, { ACTION_RIGHT, act_open }, { ACTION_DEFER, act_defer },
	{ ACTION_SEAL, act_seal },
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
	draw_foot(app, canvas);
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
