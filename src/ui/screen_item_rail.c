/* Where the meeting is: the agenda with a state word each, and who is here. */
#include <string.h>

#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/pace.h"

static enum style mark_style(const struct stop *stop)
{
	static const enum style styles[STOP_STATE_COUNT] = {
		[STOP_NOT_REACHED] = STYLE_DIM, [STOP_OPEN] = STYLE_STRONG,
		[STOP_LEFT] = STYLE_GOOD, [STOP_DEFERRED] = STYLE_WARNING,
	};

	return styles[stop->state];
}

/* The open one is marked with a triangle, ASCII where that is asked for. */
static const char *mark(struct app *app, const struct canvas *canvas, const struct stop *stop)
{
	if (stop->state == STOP_OPEN)
		return canvas->ascii ? "=>" : "▶";
	return say(stop_mark(app, stop));
}

static int agenda_length(const struct session *session)
{
	int count = 0;

	while (count < (int)session->now.stop_count && session->now.stop[count].on_agenda)
		count++;
	return count;
}

static int shown_index(const struct app *app)
{
	const struct stop *stop = app_stop(app);

	return stop ? (int)(stop - app->session->now.stop) : 0;
}

static void draw_stop(struct app *app, struct canvas *canvas, int x, int y, int width, int index)
{
	const struct stop *stop = &app->session->now.stop[index];
	bool here = index == shown_index(app);
	int64_t used = stop_used(stop, app->now.at);
	int marks = lang == LANG_JA ? 2 : 4, at = x + 1;
	const char *minutes = stop->state == STOP_NOT_REACHED ? "" :
		arena_printf(app->frame, T(MINUTES), (int)((used + 30000) / 60000));
	char name[64];

	stop_name(stop, name, sizeof(name));
	draw_cell(canvas, &at, y, marks, mark_style(stop), mark(app, canvas, stop));
	canvas_text(canvas, at, y, x + width - at - text_width(minutes) - (*minutes != 0), here ? STYLE_STRONG :
		    stop->on_agenda ? STYLE_TEXT : STYLE_DIM, name);
	canvas_text_right(canvas, at, y, x + width - at, STYLE_DIM, minutes);
	if (here)
		draw_selected(canvas, x, y, width);
}

static void count_people(const struct session *session, int *present, int *all, int *votes)
{
	*present = *all = *votes = 0;
	for (size_t i = 0; i < session->now.participant_count; i++) {
		const struct participant *who = &session->now.participant[i];

		*all += !who->removed;
		*present += !who->removed && who->present;
		*votes += !who->removed && who->present && who->votes;
	}
}

static const char *people_words(struct app *app)
{
	int present, all, votes, quorum = app->session->now.quorum;

	count_people(app->session, &present, &all, &votes);
	if (quorum > 0 && votes < quorum)
		return arena_printf(app->frame, T(PEOPLE_BELOW), present, all, votes, quorum);
	return arena_printf(app->frame, T(PEOPLE_COUNT), present, all, votes);
}

/* Names first; roles have what the longest name leaves. */
static int name_columns(const struct session *session, int width)
{
	int columns = 4;

	for (size_t i = 0; i < session->now.participant_count; i++) {
		const struct participant *who = &session->now.participant[i];
		int name = text_width(who->name) + text_width(deputy_brief(who));

		if (!who->removed && name > columns)
			columns = name;
	}
	return columns < width ? columns : width;
}

static void draw_people(struct app *app, struct canvas *canvas, struct box box)
{
	const struct session *session = app->session;
	int name = name_columns(session, box.width - 4), y = 0;

	for (size_t i = 0; i < session->now.participant_count && y < box.height; i++) {
		const struct participant *who = &session->now.participant[i];
		int x = box.x + 1;

		if (who->removed)
			continue;
		draw_cell(canvas, &x, box.y + y, 1, STYLE_DIM, who->present ? " " : "-");
		draw_cell(canvas, &x, box.y + y, name, who->present ? STYLE_TEXT : STYLE_DIM,
			  arena_printf(app->frame, "%s%s", who->name, deputy_brief(who)));
		if (box.x + box.width - x >= 4)
			draw_cell(canvas, &x, box.y + y, box.x + box.width - x, STYLE_DIM,
				  who->address ? who->address : who->role);
		y++;
	}
}

/* In the lower border: the whole meeting's time, and when it looks to end. */
static void draw_end(struct app *app, struct canvas *canvas, struct box box)
{
	struct pace pace = session_pace(app->session, app->now.at, app->now.zone_minutes);
	char clock[16] = "";

	if (pace.ends_at == 0)
		return;
	instant_clock(pace.ends_at, app->now.zone_minutes, clock, sizeof(clock));
	canvas_text(canvas, box.x + 1, box.y + box.height - 1, box.width - 2,
		    pace.step == PACE_CALM ? STYLE_DIM : STYLE_WARNING,
		    arena_printf(app->frame, T(RAIL_PACE), (int)(pace.used / 60000), pace.planned, clock));
}

void item_rail(struct app *app, struct canvas *canvas, struct box box)
{
	struct box inner = draw_panel(canvas, box, T(PANEL_RAIL));
	int count = agenda_length(app->session), index = shown_index(app), present, all, votes;
	int people, rows, top, y;

	inner.x--;
	inner.width += 2;
	count_people(app->session, &present, &all, &votes);
	people = all + 1 < inner.height - count ? all + 1 : inner.height - count;
	if (people < 1)
		people = 1;
	rows = inner.height - people < count ? inner.height - people : count;
	if (index >= count)
		count = (int)app->session->now.stop_count;
	top = list_top(index - rows / 2, index, count, rows);
	for (y = 0; y < rows && top + y < count; y++)
		draw_stop(app, canvas, inner.x, inner.y + y, inner.width, top + y);
	y = inner.y + rows;
	canvas_rule(canvas, box.x, y, box.width, STYLE_BORDER);
	canvas_text(canvas, box.x + 1, y, box.width - 2, STYLE_TITLE, people_words(app));
	draw_people(app, canvas, (struct box){ inner.x, y + 1, inner.width,
					       inner.y + inner.height - y - 1 });
	draw_end(app, canvas, box);
}

static const char *piece(struct app *app, const struct canvas *canvas, int index)
{
	const struct stop *stop = &app->session->now.stop[index];
	char name[64];

	stop_name(stop, name, sizeof(name));
	if (index == shown_index(app))
		return arena_printf(app->frame, "[%s %s]", mark(app, canvas, stop), name);
	return arena_printf(app->frame, " %s %s ", mark(app, canvas, stop), name);
}

/* The rail folded to one line, with two places to come in sight. */
void item_rail_line(struct app *app, struct canvas *canvas, int y)
{
	const char *people = people_words(app);
	int count = agenda_length(app->session), here = shown_index(app), first = here;
	int end = canvas->width - text_width(people) - 1, used, ahead = 0, x = 1;

	if (here >= count)
		count = (int)app->session->now.stop_count;
	for (int i = here; i < count && i <= here + 2; i++)
		ahead += text_width(piece(app, canvas, i));
	for (used = ahead; first > 0; first--) {
		int width = text_width(piece(app, canvas, first - 1));

		if (used + width > end - 4)
			break;
		used += width;
	}
	if (first > 0)
		x += canvas_text(canvas, x, y, 2, STYLE_DIM, "<");
	for (int i = first; i < count; i++) {
		const char *text = piece(app, canvas, i);

		if (x + text_width(text) > end - 2) {
			canvas_text(canvas, x, y, 1, STYLE_DIM, ">");
			break;
		}
		x += canvas_text(canvas, x, y, end - x, i == here ? STYLE_SELECTED :
				 mark_style(&app->session->now.stop[i]), text);
	}
	canvas_text_right(canvas, 0, y, canvas->width - 1, STYLE_DIM, people);
}
