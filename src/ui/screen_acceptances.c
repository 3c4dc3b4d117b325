/*
 * The risk acceptances リスク受容 of the session, each with its conditions beneath it:
 * proposed, approved, rejected, revoked, renewed.  What an approval would still lack
 * is said before it is asked for.  Those that the session before left in force come
 * last, to be renewed.
 */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_look.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/acceptance.h"

enum { STATE_COLUMNS = 14, PLACE_COLUMNS = 8, DATE_COLUMNS = 10, SIDE_COLUMNS = 9, MISSING_MAX = 16 };

/* A line: an acceptance, or one of its conditions; `before`: of the session before. */
struct line { const struct session *session; const struct acceptance *acceptance;
	      const struct condition *condition; bool before; };
struct lines { struct line *line; size_t count, capacity; };

static void add(struct app *app, struct lines *lines, struct line line)
{
	lines->line = arena_grow(app->frame, lines->line, lines->count, &lines->capacity, sizeof(line));
	lines->line[lines->count++] = line;
}

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static bool is_renewed_here(const struct app *app, const struct acceptance *before)
{
	const char *name = arena_printf(app->frame, "%s:%s", app->parent->now.id, before->id);

	for (size_t i = 0; i < app->session->now.acceptance_count; i++)
		if (same(app->session->now.acceptance[i].renews, name))
			return true;
	return false;
}

static void add_session(struct app *app, struct lines *lines, const struct session *session, bool before)
{
	for (size_t i = 0; i < session->now.acceptance_count; i++) {
		const struct acceptance *a = &session->now.acceptance[i];

		if (before && (!same(a->state, "approved") || is_renewed_here(app, a)))
			continue;
		add(app, lines, (struct line){ session, a, NULL, before });
		for (size_t k = 0; k < session->now.condition_count; k++)
			if (same(session->now.condition[k].acceptance, a->id))
				add(app, lines, (struct line){ session, a, &session->now.condition[k], before });
	}
}

static struct lines all_lines(struct app *app)
{
	struct lines lines = { NULL, 0, 0 };

	if (app->session)
		add_session(app, &lines, app->session, false);
	if (app->session && app->parent)
		add_session(app, &lines, app->parent, true);
	return lines;
}

static const struct line *selected(struct app *app)
{
	struct lines lines = all_lines(app);
	int at = app->list[SCREEN_ACCEPTANCES].selected;

	return at < (int)lines.count ? &lines.line[at] : NULL;
}

static bool is_named(const struct event *event, const char *name, const char *id)
{
	return event && same(json_get_text(event->body, name), id);
}

void acceptances_select(struct app *app, int64_t n)
{
	const struct event *event = session_event(app->session, n);
	struct lines lines = all_lines(app);

	for (size_t i = 0; i < lines.count && !lines.line[i].before; i++) {
		const struct line *line = &lines.line[i];

		/* Conditions come into being with their acceptance, and stand below it. */
		if (line->condition ? is_named(event, "condition", line->condition->id) :
		    line->acceptance->n == n || is_named(event, "acceptance", line->acceptance->id)) {
			app->list[SCREEN_ACCEPTANCES].selected = (int)i;
			return;
		}
	}
}

bool acceptances_move(struct app *app, enum action_id action)
{
	return app->session && list_act(&app->list[SCREEN_ACCEPTANCES], action, (int)all_lines(app).count);
}

/* ---- keys ---------------------------------------------------------------------------- */

/* The selected acceptance of this session where something may be recorded. */
static const struct line *mine(struct app *app)
{
	const struct line *line = selected(app);

	if (!line)
		app_say(app, true, "%s", T(ACCEPTANCES_SELECT));
	else if (line->before)
		app_say(app, true, "%s", T(ACCEPTANCES_BEFORE));
	return line && !line->before && app_may_record(app) ? line : NULL;
}

static void act_propose(struct app *app)
{
	const struct stop *stop = app_stop(app);

	if (!stop || !stop->item)
		app_say(app, true, "%s", T(ACCEPTANCES_ITEM_FIRST));
	else if (app_may_record(app))
		form_open(app, "acceptance_proposed", stop->id, NULL, 0);
}

static void act_edit(struct app *app)
{
	const struct line *line = mine(app);
	const struct event *event = line ? session_event(app->session, line->acceptance->n) : NULL;

	if (event)
		form_open(app, event->kind_name, line->acceptance->item, NULL, event->n);
}

static void act_approve(struct app *app)
{
	const struct line *line = mine(app);

	if (line && !same(line->acceptance->state, "proposed"))
		app_say(app, true, T(ACCEPTANCE_NOT_PROPOSED), line->acceptance->id,
			acceptance_state_say(line->acceptance->state));
	else if (line)
		form_open(app, "acceptance_approved", line->acceptance->item, line->acceptance->id, 0);
}

/* What is proposed is rejected, what is approved revoked. */
static void act_reject(struct app *app)
{
	const struct line *line = mine(app);

	if (line)
		form_open(app, same(line->acceptance->state, "approved") ? "acceptance_revoked" :
			  "acceptance_rejected", line->acceptance->item, line->acceptance->id, 0);
}

/* One of the session before goes on as a new one of this session. */
static void act_renew(struct app *app)
{
	const struct line *line = selected(app);
	const struct acceptance *a = line ? line->acceptance : NULL;

	if (!line || !line->before)
		line = mine(app);
	if (!line || !app_may_record(app))
		return;
	if (line->before)
		form_open(app, "acceptance_proposed", a->item,
			  arena_printf(app->frame, "%s/=%s", a->item, a->id), 0);
	else
		form_open(app, "acceptance_renewed", a->item, a->id, 0);
}

static void act_met(struct app *app)
{
	const struct line *line = mine(app);

	if (line && !line->condition)
		app_say(app, true, "%s", T(ACCEPTANCES_CONDITION));
	else if (line)
		form_open(app, "condition_met", line->acceptance->item, line->condition->id, 0);
}

const struct act_row acceptances_acts[] = {
	{ ACTION_ADD, act_propose }, { ACTION_OPEN, act_edit }, { ACTION_CORRECT, act_edit },
	{ ACTION_APPROVE, act_approve }, { ACTION_DELETE, act_reject }, { ACTION_RENEW, act_renew },
	{ ACTION_DONE, act_met },
	{ ACTION_NONE, NULL },
};

/* ---- drawing -------------------------------------------------------------------------- */

/* As what it goes on in a later session; those of the session before go on in this one. */
static const char *later_of(const struct app *app, const struct acceptance *a)
{
	const struct session_state *now = &app->session->now;

	return a >= now->acceptance && a < now->acceptance + now->acceptance_count ? app_later_of(app, a->id) : NULL;
}

static const char *state_on(struct app *app, const struct acceptance *a)
{
	return later_of(app, a) ? "renewed" : acceptance_state_on(a->state, a->review_by, a->valid_until, app_today(app));
}

static enum style state_style(const char *state)
{
	if (same(state, "expired"))
		return STYLE_ALERT;
	return same(state, "approved") ? STYLE_GOOD : same(state, "proposed") || same(state, "expiring") ?
	       STYLE_WARNING : STYLE_DIM;
}

static const char *side_words(const struct acceptance *a)
{
	return a->standing.side == STANDING_OUTSIDE ? T(STANDING_OUTSIDE) :
	       a->standing.side == STANDING_INSIDE ? T(STANDING_INSIDE) : T(STANDING_UNKNOWN);
}

static void draw_condition(struct app *app, struct canvas *canvas, struct box box, const struct line *line)
{
	const struct condition *c = line->condition;
	bool late = !c->met && c->due && strcmp(c->due, app_today(app)) < 0;
	int x = box.x + 2;

	draw_cell(canvas, &x, box.y, STATE_COLUMNS, STYLE_DIM, "");
	draw_cell(canvas, &x, box.y, PLACE_COLUMNS, STYLE_LABEL, T(CONDITION_SHORT));
	draw_cell(canvas, &x, box.y, box.x + box.width - x - SIDE_COLUMNS - DATE_COLUMNS - 2, STYLE_TEXT,
		  arena_printf(app->frame, "%s%s%s", first_line(app->frame, c->text), c->owner.name ? "  " : "",
			       c->owner.name ? c->owner.name : ""));
	draw_cell(canvas, &x, box.y, SIDE_COLUMNS, c->met ? STYLE_GOOD : late ? STYLE_ALERT : STYLE_WARNING,
		  c->met ? T(CONDITION_IS_MET) : late ? T(ACTION_IS_LATE) : T(CONDITION_IS_OPEN));
	draw_cell(canvas, &x, box.y, DATE_COLUMNS, STYLE_TEXT, c->due ? c->due : "-");
}

/* `line` NULL: the head of the table. */
static void draw_line(struct app *app, struct canvas *canvas, struct box box, const struct line *line)
{
	const struct acceptance *a = line ? line->acceptance : NULL;
	enum style style = a ? STYLE_TEXT : STYLE_LABEL;
	int x = box.x + 2;

	if (line && line->condition) {
		draw_condition(app, canvas, box, line);
		return;
	}
	draw_cell(canvas, &x, box.y, STATE_COLUMNS, a ? state_style(state_on(app, a)) : style,
		  a ? acceptance_state_say(state_on(app, a)) : T(COLUMN_STATE));
	draw_cell(canvas, &x, box.y, PLACE_COLUMNS, style, a ? stop_short(app->frame, line->session, a->item) : T(COLUMN_ITEM));
	draw_cell(canvas, &x, box.y, box.x + box.width - x - SIDE_COLUMNS - DATE_COLUMNS - 2, style,
		  a ? arena_printf(app->frame, "%s%s", line->before ? T(ACCEPTANCE_LAST_TIME) : "", a->title) :
		  T(FIELD_RISK_TITLE));
	draw_cell(canvas, &x, box.y, SIDE_COLUMNS, a && a->standing.side == STANDING_OUTSIDE ? STYLE_ALERT : style,
		  a ? side_words(a) : T(COLUMN_STANDING));
	draw_cell(canvas, &x, box.y, DATE_COLUMNS, style, !a ? T(COLUMN_UNTIL) :
		  a->valid_until ? a->valid_until : T(NO_DUE));
}

struct telling { struct app *app; struct str text; };

static void tell(struct telling *to, const char *label, const char *value)
{
	if (value && *value)
		str_printf(&to->text, "%s%s: %s", to->text.length ? "  " : "", label, value);
}

static void flush(struct telling *to, struct page *page)
{
	if (to->text.length > 0)
		page_add(page, STYLE_TEXT, 0, "", to->text.text);
	str_clear(&to->text);
}

static void tell_risk(struct telling *to, const struct acceptance *a)
{
	struct app *app = to->app;
	const struct area *area = pack_area(app->session->pack, a->area ? a->area : "");

	tell(to, T(COLUMN_AREA), area ? bitext_say(area->title) : NULL);
	if (a->risk.level > 0)
		tell(to, T(FIELD_RISK_LEVEL), arena_printf(app->frame, "%d (%d×%d)", a->risk.level,
			 a->risk.likelihood, a->risk.impact));
	if (a->standing.within > 0)
		tell(to, T(COLUMN_APPETITE), arena_printf(app->frame, T(STANDING_LINE), a->standing.appetite,
			 a->standing.within, side_words(a)));
	if (a->risk.exposure_high.set)
		tell(to, T(FIELD_EXPOSURE_BRIEF), arena_printf(app->frame, "%s–%s (%s)",
			 a->risk.exposure_low.set ? money_words(app->frame, a->risk.exposure_low) : "",
			 money_words(app->frame, a->risk.exposure_high), a->risk.basis ? a->risk.basis : "-"));
	tell(to, T(FIELD_MEASURED_ON), a->risk.measured_on);
}

static void add_missing(struct app *app, struct page *page, const struct acceptance *a)
{
	const char *label[MISSING_MAX];
	size_t count = acceptance_missing(a, label, MISSING_MAX);
	struct str words = STR_INIT;

	for (size_t i = 0; i < count && i < MISSING_MAX; i++)
		str_printf(&words, "%s%s", i ? T(COMMA) : "", label[i]);
	if (count > 0 && same(a->state, "proposed"))
		page_add(page, STYLE_WARNING, 0, "", arena_printf(app->frame, T(ACCEPTANCE_LACKS), words.text));
	str_release(&words);
}

static void add_options(struct app *app, struct page *page, const struct acceptance *a)
{
	for (size_t i = 0; i < a->option_count; i++) {
		const struct option *option = &a->option[i];

		page_add(page, STYLE_TEXT, 0, arena_printf(app->frame, "%s: ", T(FIELD_OPTION_TEXT)),
			 arena_printf(app->frame, "%s%s%s%s%s", option->text, option->cost.set ? "  " : "",
				      option->cost.set ? money_words(app->frame, option->cost) : "",
				      option->why_not ? " / " : "", option->why_not ? option->why_not : ""));
	}
}

static const char *age_words(struct app *app, const struct acceptance *a)
{
	struct str words = STR_INIT;
	const char *text;

	acceptance_age_say(a->renewals, a->first_on, a->valid_until, app_today(app), &words);
	text = arena_strdup(app->frame, words.text);
	str_release(&words);
	return text;
}

static const char *trigger_words(struct app *app, const struct acceptance *a)
{
	const char *words = "";

	for (size_t i = 0; i < a->triggers.count; i++)
		words = arena_printf(app->frame, "%s%s%s", words, i ? T(PERSON_LIST) : "", a->triggers.text[i]);
	return words;
}

static void add_detail(struct app *app, struct page *page, const struct line *line)
{
	const struct acceptance *a = line->acceptance;
	struct telling to = { .app = app, .text = STR_INIT };

	page_add(page, STYLE_STRONG, 0, "", arena_printf(app->frame, "%s  %s", a->id, a->title));
	if (!line->before)
		add_missing(app, page, a);
	tell(&to, T(LATER), later_of(app, a));
	flush(&to, page);
	tell_risk(&to, a);
	flush(&to, page);
	tell(&to, T(FIELD_REQUESTER), person_words(app->frame, a->requester));
	tell(&to, T(FIELD_RISK_OWNER), person_words(app->frame, a->owner));
	tell(&to, T(FIELD_APPROVER), person_words(app->frame, a->approver));
	tell(&to, T(FIELD_AUTHORITY), a->authority);
	flush(&to, page);
	tell(&to, T(FIELD_VALID_UNTIL), a->valid_until);
	tell(&to, T(FIELD_REVIEW_BY), a->review_by);
	tell(&to, T(FIELD_APPROVED_ON), a->approved_on);
	tell(&to, T(ACCEPTANCE_SINCE), age_words(app, a));
	tell(&to, T(FIELD_TRIGGERS), trigger_words(app, a));
	flush(&to, page);
	tell(&to, T(FIELD_JUSTIFICATION), a->justification ? first_line(app->frame, a->justification) : NULL);
	tell(&to, T(FIELD_REASON), a->reason);
	tell(&to, T(FIELD_OVERRIDE), a->override);
	flush(&to, page);
	if (line->condition)
		tell(&to, T(FIELD_EVIDENCE), line->condition->evidence);
	flush(&to, page);
	add_options(app, page, a);
	str_release(&to.text);
}

static void draw_list(struct app *app, struct canvas *canvas, struct box inner)
{
	struct lines lines = all_lines(app);
	struct list *list = &app->list[SCREEN_ACCEPTANCES];
	int count = (int)lines.count, detail = inner.height * 3 / 5;
	struct page page;

	if (count == 0) {
		canvas_text(canvas, inner.x, inner.y, inner.width, STYLE_NOTE, T(ACCEPTANCES_NONE));
		return;
	}
	if (list->selected >= count)
		list->selected = count - 1;
	draw_line(app, canvas, (struct box){ inner.x, inner.y, inner.width, 1 }, NULL);
	list->rows = inner.height - 2 - detail;
	list->top = list_top(list->top, list->selected, count, list->rows);
	for (int i = 0; i < list->rows && list->top + i < count; i++) {
		draw_line(app, canvas, (struct box){ inner.x, inner.y + 1 + i, inner.width, 1 },
			  &lines.line[list->top + i]);
		if (list->top + i == list->selected)
			draw_selected(canvas, inner.x, inner.y + 1 + i, inner.width);
	}
	canvas_rule(canvas, inner.x, inner.y + inner.height - detail - 1, inner.width, STYLE_BORDER);
	page_init(&page, app->frame, inner.width - 1);
	add_detail(app, &page, &lines.line[list->selected]);
	page_draw(canvas, (struct box){ inner.x, inner.y + inner.height - detail, inner.width, detail }, &page, 0);
}

void acceptances_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;

	draw_title(app, canvas, T(SCREEN_ACCEPTANCES));
	if (!app->session)
		return;
	if (app->form.open) {
		form_draw(app, canvas, draw_panel(canvas, body, ""));
		return;
	}
	inner = draw_panel(canvas, body, arena_printf(app->frame, T(PANEL_ACCEPTANCES),
			   (int)app->session->now.acceptance_count, app_today(app)));
	draw_list(app, canvas, inner);
}
