/* The table of screens, and what stands around each of them. */
#include "ui/screens.h"

#include <string.h>

#include "base/text.h"
#include "lang/words_look.h"
#include "lang/words_meeting.h"
#include "lang/words_ui.h"
#include "workshop/money.h"
#include "workshop/spread.h"

const struct screen screens[SCREEN_COUNT] = {
	[SCREEN_HOME] = { "home", W(SCREEN_HOME), CONTEXT_HOME, NULL, home_move, home_acts, home_draw },
	[SCREEN_SETUP] = { "setup", W(SCREEN_SETUP), CONTEXT_SETUP, setup_enter, setup_move,
			   setup_acts, setup_draw },
	[SCREEN_ITEM] = { "item", W(SCREEN_ITEM), CONTEXT_ITEM, item_enter, item_move, item_acts,
			  item_draw },
	[SCREEN_AGENDA] = { "agenda", W(SCREEN_AGENDA), CONTEXT_AGENDA, agenda_enter, agenda_move, agenda_acts,
			    agenda_draw },
	[SCREEN_ACTIONS] = { "actions", W(SCREEN_ACTIONS), CONTEXT_ACTIONS, NULL, actions_move,
			     actions_acts, actions_draw },
	[SCREEN_ACCEPTANCES] = { "acceptances", W(SCREEN_ACCEPTANCES), CONTEXT_ACCEPTANCES, NULL,
				 acceptances_move, acceptances_acts, acceptances_draw },
	[SCREEN_OVERVIEW] = { "overview", W(SCREEN_OVERVIEW), CONTEXT_OVERVIEW, overview_enter,
			      overview_move, overview_acts, overview_draw },
	[SCREEN_CLOSE] = { "close", W(SCREEN_CLOSE), CONTEXT_CLOSE, NULL, close_move, close_acts,
			   close_draw },
	[SCREEN_PAPERS] = { "papers", W(SCREEN_PAPERS), CONTEXT_PAPERS, papers_enter, papers_move, papers_acts, papers_draw },
	[SCREEN_COMPARE] = { "compare", W(SCREEN_COMPARE), CONTEXT_COMPARE, NULL, compare_move, compare_acts,
			     compare_draw },
	[SCREEN_LEDGER] = { "register", W(SCREEN_LEDGER), CONTEXT_LEDGER, NULL, ledger_move, ledger_acts, ledger_draw },
	[SCREEN_TREND] = { "trend", W(SCREEN_TREND), CONTEXT_TREND, NULL, trend_move, trend_acts, trend_draw },
	[SCREEN_GROUP] = { "group", W(SCREEN_GROUP), CONTEXT_GROUP, NULL, group_move, group_acts, group_draw },
	[SCREEN_HELP] = { "help", W(SCREEN_HELP), CONTEXT_HELP, NULL, help_move, help_acts,
			  help_draw },
};


static int text_part(struct canvas *canvas, int x, int end, enum style style, const char *text)
{
	return x < end ? x + canvas_text(canvas, x, 0, end - x, style, text) : x;
}

/* " entaku  みなと精機 ・ 第3回 …          [社外秘]      14:32  指示3 6:12/8:00" */
void draw_title(struct app *app, struct canvas *canvas, const char *right)
{
	static const struct words copies[] = {
		[COPY_NONE] = { "", "" }, [COPY_REHEARSAL] = W(MARK_REHEARSAL), [COPY_SAMPLE] = W(MARK_SAMPLE) };
	char clock[16];
	const char *tail;
	int x = 1, end;

	canvas_fill(canvas, (struct box){ 0, 0, canvas->width, 1 }, STYLE_BAR);
	instant_clock(app->now.at, app->now.zone_minutes, clock, sizeof(clock));
	tail = arena_printf(app->frame, "%s%s%s  %s%s%s ", say(copies[app->copy]),
			    app->hidden ? T(MARK_HIDDEN) : "",
			    app->session && app->session->now.label ?
			    arena_printf(app->frame, " [%s]", app->session->now.label) : "",
			    clock, *right ? "  " : "", right);
	end = canvas->width - text_width(tail);
	canvas_text_right(canvas, 0, 0, canvas->width, STYLE_BAR, tail);
	x = text_part(canvas, x, end, STYLE_BAR, T(PRODUCT));
	if (app->session && app->session->now.title) {
		if (app->session->now.organisation && canvas->width >= SCREEN_WIDE) {
			x = text_part(canvas, x, end, STYLE_BAR, "  ");
			x = text_part(canvas, x, end, STYLE_BAR, app->session->now.organisation);
			x = text_part(canvas, x, end, STYLE_BAR, T(TITLE_DOT));
		} else {
			x = text_part(canvas, x, end, STYLE_BAR, "  ");
		}
		text_part(canvas, x, end, STYLE_BAR, app->session->now.title);
	} else {
		x = text_part(canvas, x, end, STYLE_BAR, "  ");
		text_part(canvas, x, end, STYLE_BAR, say(screens[app->screen].title));
	}
}

void draw_title_time(struct app *app, struct canvas *canvas, const char *right, enum style style)
{
	int width = text_width(right) + 1;

	draw_title(app, canvas, right);
	if (width < canvas->width)
		canvas_style(canvas, (struct box){ canvas->width - width, 0, width, 1 }, style);
}

static void draw_message(struct app *app, struct canvas *canvas, int y)
{
	enum style style = app->warning ? STYLE_WARNING : STYLE_GOOD;

	if (!app->warning) {
		canvas_fill(canvas, (struct box){ 0, y, canvas->width, 1 }, style);
		canvas_text(canvas, 0, y, canvas->width, style, arena_printf(app->frame, " %s", app->message.text));
		return;
	}
	draw_warning(canvas, app->frame, y, app->message.text);
}

void draw_foot(struct app *app, struct canvas *canvas)
{
	bool form = app->form.open && app->screen != SCREEN_HELP;

	if (app->message.length > 0)
		draw_message(app, canvas, canvas->height - 2);
	draw_hints(canvas, canvas->height - 1, form ? CONTEXT_FORM : app_context(app, app->screen));
}

struct box draw_panel(struct canvas *canvas, struct box box, const char *title)
{
	canvas_frame(canvas, box, STYLE_BORDER);
	if (*title)
		canvas_text(canvas, box.x + 1, box.y, box.width - 3, STYLE_TITLE, title);
	return (struct box){ box.x + 2, box.y + 1, box.width - 4, box.height - 2 };
}

struct box draw_body(const struct app *app, int head)
{
	return (struct box){ 0, head, app->width, app->height - head - 2 };
}

void draw_cell(struct canvas *canvas, int *x, int y, int width, enum style style, const char *text)
{
	canvas_text(canvas, *x, y, width, style, text ? text : "");
	*x += width + 1;
}

void draw_selected(struct canvas *canvas, int x, int y, int width)
{
	canvas_text(canvas, x, y, 1, STYLE_STRONG, ">");
	canvas_style(canvas, (struct box){ x, y, width, 1 }, STYLE_SELECTED);
}

/* A text of several lines on one. */
const char *first_line(struct arena *arena, const char *text)
{
	char *line = arena_strdup(arena, text);

	for (char *at = line; *at; at++)
		if (*at == '\n')
			*at = ' ';
	return line;
}

const char *minutes_text(struct arena *arena, int64_t ms)
{
	long long seconds = ms / 1000;

	return arena_printf(arena, "%lld:%02lld", seconds / 60, seconds % 60);
}

/* Words, never colour alone: 済 決 保 − and the open one. */
struct words stop_mark(const struct app *app, const struct stop *stop)
{
	const struct decision *decision = stop->item ?
		session_item_decision(app->session, stop->id) : NULL;
	bool deferred = decision && strcmp(decision->outcome, "deferred") == 0;

	if (stop->state == STOP_OPEN)
		return (struct words)W(MARK_OPEN);
	if (stop->state == STOP_DEFERRED || deferred)
		return (struct words)W(MARK_DEFERRED);
	for (size_t i = 0; i < app->session->now.acceptance_count; i++) {
		const struct acceptance *acceptance = &app->session->now.acceptance[i];

		if (strcmp(acceptance->state, "approved") == 0 && acceptance->item &&
		    strcmp(acceptance->item, stop->id) == 0)
			return (struct words)W(MARK_ACCEPTED);
	}
	if (decision)
		return (struct words)W(MARK_DECIDED);
	return stop->state == STOP_LEFT ? (struct words)W(MARK_DONE) : (struct words)W(MARK_NONE);
}

const char *person_words(struct arena *arena, struct person person)
{
	struct str out = STR_INIT;
	const char *words;

	if (person.name)
		person_say(person, &out);
	words = arena_strdup(arena, out.text);
	str_release(&out);
	return words;
}

const char *persons_words(struct arena *arena, struct persons persons)
{
	struct str out = STR_INIT;
	const char *words;

	for (size_t i = 0; i < persons.count; i++) {
		if (i)
			str_add(&out, T(COMMA));
		person_say(persons.person[i], &out);
	}
	words = arena_strdup(arena, out.text);
	str_release(&out);
	return words;
}

const char *money_words(struct arena *arena, struct money money)
{
	struct str words = STR_INIT;
	const char *text;

	if (money.set)
		money_say(money, true, &words);
	text = arena_strdup(arena, words.text);
	str_release(&words);
	return text;
}

const char *stop_short(struct arena *arena, const struct session *session, const char *id)
{
	const struct stop *stop = session_stop(session, id);
	char name[64];

	if (!stop)
		return "-";
	stop_name(stop, name, sizeof(name));
	return arena_strdup(arena, name);
}

const char *app_today(struct app *app)
{
	char buffer[16];

	date_format(app->now.today, buffer, sizeof(buffer));
	return arena_strdup(app->frame, buffer);
}

const char *deputy_brief(const struct participant *who)
{
	return who->deputy_for && !who->confirmed ? T(DEPUTY_BRIEF) : "";
}

const char *spread_words(struct arena *arena, const struct session *session, const char *item)
{
	for (size_t i = item_round_count(session, item); i-- > 0;) {
		const struct round *round = item_round(session, item, i);
		struct spread spread = round_spread(session, round);

		if (!round->revealed || round->straw || strcmp(round->question, "appetite") != 0)
			continue;
		return spread.low == spread.high ? arena_printf(arena, "%d", spread.low) :
		       arena_printf(arena, "%d-%d", spread.low, spread.high);
	}
	return "-";
}
