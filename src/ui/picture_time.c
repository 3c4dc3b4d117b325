/*
 * The time line 時間軸: whom to tell by when after T+0.  Duties of the item's
 * facts and the table's own rows in the order of their deadlines; above them a
 * scale on which every deadline is a step, however far the next one is.
 */
#include "ui/picture_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"

enum { MARK = 1, TIME_MIN = 6, TIME_MAX = 24, SCALE_ROWS = 3, SCALE_LEFT = 6 };
enum { DAY = 24, TWO_DAYS = 48, PAGE = 4 };

/* Something to do by a time: a duty, a row, or a choice that nobody filled. */
struct event_at {
	long from, to;            /* hours after T+0 */
	bool timed;
	const struct fact *duty;
	struct picture_entry entry;
	size_t order;
};

struct line { size_t event; bool first; enum style style; const char *text; };

struct times {
	struct app *app;
	const struct sheet_field *table;
	struct event_at *event; size_t count;
	struct line *line; size_t line_count, line_capacity;
	int time, columns;        /* of a line's time and of its text */
};

/* ---- in order ------------------------------------------------------------------ */

static int compare(const void *a, const void *b)
{
	const struct event_at *one = a, *two = b;

	if (one->timed != two->timed)
		return one->timed ? -1 : 1;
	if (one->to != two->to)
		return one->to < two->to ? -1 : 1;
	if (one->from != two->from)
		return one->from < two->from ? -1 : 1;
	return one->order < two->order ? -1 : one->order > two->order;
}

static bool is_duty(const struct fact *fact)
{
	return fact->whom.en && fact->has_hours;
}

static void add_duties(struct times *times)
{
	const struct item *item = times->table->item;

	for (size_t i = 0; i < item->fact_count; i++) {
		const struct fact *fact = &item->fact[i];
		long to = fact->hours_to < fact->hours_from ? fact->hours_from : fact->hours_to;

		if (is_duty(fact))
			times->event[times->count++] = (struct event_at){
				.from = fact->hours_from, .to = to, .timed = true, .duty = fact };
	}
}

static void add_entries(struct times *times, const struct picture_entry *entry, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct json *hours = json_get(entry[i].row, "hours");
		struct event_at event = { .entry = entry[i] };

		event.timed = hours && hours->type == JSON_TYPE_INT;
		if (event.timed)
			event.from = event.to = (long)hours->integer;
		times->event[times->count++] = event;
	}
}

static struct times times_of(struct app *app, const struct sheet_field *table)
{
	struct times times = { .app = app, .table = table };
	size_t entries;
	struct picture_entry *entry = picture_entries(app, table, &entries);

	times.event = arena_array(app->frame, table->item->fact_count + entries + 1,
				  sizeof(*times.event));
	add_duties(&times);
	add_entries(&times, entry, entries);
	for (size_t i = 0; i < times.count; i++)
		times.event[i].order = i;
	qsort(times.event, times.count, sizeof(*times.event), compare);
	return times;
}

static const struct event_at *event_of(const struct times *times, const struct picture_state *state)
{
	int last = (int)times->count - 1, y = state->y > last ? last : state->y;

	return times->count > 0 ? &times->event[y < 0 ? 0 : y] : NULL;
}

/* ---- words --------------------------------------------------------------------- */

static bool in_days(long hours)
{
	return hours >= TWO_DAYS && hours % DAY == 0;
}

static const char *hours_words(struct arena *arena, long hours)
{
	if (hours == 0)
		return T(PICTURE_AT_ONCE);
	return in_days(hours) ? arena_printf(arena, T(PICTURE_DAY), hours / DAY) :
	       arena_printf(arena, T(PICTURE_HOUR), hours);
}

static const char *time_words(struct arena *arena, const struct event_at *event)
{
	long from = event->from, to = event->to;

	if (!event->timed)
		return event->entry.row ? T(PICTURE_UNTIMED) : T(PICTURE_NOT_FILLED);
	if (from == to)
		return hours_words(arena, to);
	if (from == 0)
		return arena_printf(arena, T(PICTURE_WITHIN), hours_words(arena, to));
	if (in_days(from) && in_days(to))
		return arena_printf(arena, T(PICTURE_DAYS), from / DAY, to / DAY);
	if (!in_days(to))
		return arena_printf(arena, T(PICTURE_HOURS), from, to);
	return arena_printf(arena, T(PICTURE_UNTIL), hours_words(arena, from), hours_words(arena, to));
}

static const char *whom_words(const struct times *times, const struct event_at *event)
{
	const char *each = times->table->field->each, *text;

	if (event->duty)
		return bitext_say(event->duty->whom);
	if (event->entry.choice)
		return bitext_say(event->entry.choice->title);
	text = json_get_text(event->entry.row, "whom");
	return text ? text : arena_printf(times->app->frame, T(PICTURE_NO_CHOICE),
					  picture_title(times->table, each ? each : "whom"));
}

/* "決める人: 佐藤（社長）"; what decides and what is asked yes or no is said where
 * it is empty, too; "" for nothing. */
static const char *column_words(const struct times *times, const struct json *row,
				const struct field *column)
{
	const struct field *each = picture_each(times->table);
	const struct json *value = json_get(row, column->id);
	struct str said = STR_INIT;
	const char *words = "";

	if (column == each || strcmp(column->id, "hours") == 0 || strcmp(column->id, "whom") == 0)
		return "";
	sheet_value_say(times->app->session, column, value, &said);
	if (value || column->type == FIELD_YES_NO || strcmp(column->id, "decides") == 0)
		words = arena_printf(times->app->frame, T(PICTURE_PAIR), bitext_say(column->title),
				     value ? said.text : T(PICTURE_NOT_FILLED));
	str_release(&said);
	return words;
}

/* ---- lines --------------------------------------------------------------------- */

static void add_text(struct times *times, size_t event, bool first, enum style style, const char *text)
{
	struct text_lines lines = text_wrap(times->app->frame, text, times->columns);

	for (size_t i = 0; i < lines.count; i++) {
		times->line = arena_grow(times->app->frame, times->line, times->line_count,
					 &times->line_capacity, sizeof(*times->line));
		times->line[times->line_count++] = (struct line){
			.event = event, .first = first && i == 0, .style = style,
			.text = arena_strndup(times->app->frame, text + lines.line[i].start,
					      lines.line[i].length) };
	}
}

static void add_duty(struct times *times, size_t at, const struct fact *duty)
{
	struct arena *arena = times->app->frame;
	const char *part[] = {
		arena_printf(arena, T(PICTURE_SOURCE), bitext_say(duty->source)),
		arena_printf(arena, T(PICTURE_AS_OF), duty->as_of),
		duty->second_hand ? T(PICTURE_SECOND_HAND) : T(PICTURE_READ),
	};

	add_text(times, at, true, STYLE_STRONG, arena_printf(arena, "[%s] %s", T(PICTURE_DUTY),
							     bitext_say(duty->whom)));
	add_text(times, at, false, STYLE_TEXT, bitext_say(duty->text));
	add_text(times, at, false, STYLE_DIM, picture_join(arena, part, ARRAY_LENGTH(part), times->columns));
}

static void add_row(struct times *times, size_t at, const struct event_at *event)
{
	const struct field *table = times->table->field;
	const char **part = arena_array(times->app->frame, table->column_count + 1, sizeof(*part));
	const char *all;

	add_text(times, at, true, STYLE_STRONG, whom_words(times, event));
	for (size_t i = 0; i < table->column_count; i++)
		part[i] = column_words(times, event->entry.row, &table->column[i]);
	all = picture_join(times->app->frame, part, table->column_count, times->columns);
	if (*all)
		add_text(times, at, false, STYLE_TEXT, all);
}

/* A mark, the time, the axis, the text, a column for the signs of scrolling. */
static void make_lines(struct times *times, int width)
{
	times->time = TIME_MIN;
	for (size_t i = 0; i < times->count; i++) {
		int columns = text_width(time_words(times->app->frame, &times->event[i]));

		columns = columns > TIME_MAX ? TIME_MAX : columns;
		times->time = columns > times->time ? columns : times->time;
	}
	times->columns = width - MARK - times->time - 1 - 2 - 1;
	for (size_t i = 0; i < times->count; i++) {
		const struct event_at *event = &times->event[i];

		if (event->duty)
			add_duty(times, i, event->duty);
		else if (event->entry.row)
			add_row(times, i, event);
		else
			add_text(times, i, true, STYLE_WARNING, whom_words(times, event));
	}
}

/* ---- drawing ------------------------------------------------------------------- */

static bool same_time(const struct event_at *a, const struct event_at *b)
{
	return a->timed && b->timed && a->from == b->from && a->to == b->to;
}

/* Columns that a step of the scale needs: its words, "T+0" before the first. */
static int scale_width(const struct times *times)
{
	int width = 0;

	for (size_t i = 0; i < times->count && times->event[i].timed; i++)
		if (i == 0 || !same_time(&times->event[i], &times->event[i - 1]))
			width += text_width(time_words(times->app->frame, &times->event[i])) + 2;
	return width;
}

/* The scale: words of every deadline, below them a mark with how many there are;
 * false: there are none, or too many for one line. */
static bool draw_scale(const struct times *times, struct canvas *canvas, struct box box,
		       const struct event_at *here)
{
	int x = box.x + SCALE_LEFT, width = scale_width(times);
	size_t next;

	if (width == 0 || width + SCALE_LEFT > box.width)
		return false;
	canvas_rule(canvas, box.x, box.y + 1, width + SCALE_LEFT - 2, STYLE_BORDER);
	canvas_text(canvas, box.x, box.y, 3, STYLE_TITLE, "T+0");
	for (size_t i = 0; i < times->count && times->event[i].timed; i = next) {
		const char *words = time_words(times->app->frame, &times->event[i]);
		bool shown = here && same_time(here, &times->event[i]);

		for (next = i + 1; next < times->count && same_time(&times->event[i], &times->event[next]);)
			next++;
		canvas_text(canvas, x, box.y, text_width(words), shown ? STYLE_SELECTED : STYLE_LABEL, words);
		canvas_text(canvas, x, box.y + 1, 4, STYLE_STRONG,
			    arena_printf(times->app->frame, canvas->ascii ? "*%zu" : "●%zu", next - i));
		x += text_width(words) + 2;
	}
	return true;
}

static void draw_line(const struct times *times, struct canvas *canvas, struct box box, int y,
		      const struct line *line, bool here)
{
	const struct event_at *event = &times->event[line->event];
	bool again = line->event > 0 && same_time(event, &times->event[line->event - 1]);
	int x = box.x + MARK + times->time + 1;
	const char *axis = canvas->ascii ? (line->first ? "*" : "|") : line->first ? "●" : "│";

	if (line->first && !again)
		canvas_text(canvas, box.x + MARK, y, times->time,
			    event->timed ? STYLE_TITLE : STYLE_WARNING,
			    time_words(times->app->frame, event));
	canvas_text(canvas, x, y, 1, line->first ? STYLE_STRONG : STYLE_BORDER, axis);
	canvas_text(canvas, x + 2, y, times->columns, line->style, line->text);
	if (here && line->first)
		draw_selected(canvas, box.x, y, box.width - 1);
}

/* The first line to show: all of the highlighted entry where it fits. */
static int top_line(const struct times *times, int top, size_t event, int rows)
{
	int first = -1, last = 0;

	for (int i = 0; i < (int)times->line_count; i++) {
		if (times->line[i].event != event)
			continue;
		first = first < 0 ? i : first;
		last = i;
	}
	top = list_top(top, last, (int)times->line_count, rows);
	return first >= 0 && first < top ? first : top;
}

static void draw_lines(const struct times *times, struct canvas *canvas, struct box box,
		       const struct picture_state *state)
{
	int right = box.x + box.width - 1, count = (int)times->line_count;

	for (int y = 0; y < box.height && state->top + y < count; y++) {
		const struct line *line = &times->line[state->top + y];

		draw_line(times, canvas, box, box.y + y, line, line->event == (size_t)state->y);
	}
	if (state->top > 0)
		canvas_text(canvas, right, box.y, 1, STYLE_DIM, canvas->ascii ? "^" : "▲");
	if (state->top + box.height < count)
		canvas_text(canvas, right, box.y + box.height - 1, 1, STYLE_DIM, canvas->ascii ? "v" : "▼");
}

static void time_draw(struct app *app, struct canvas *canvas, struct box box,
		      const struct sheet_field *table, struct picture_state *state)
{
	struct times times = times_of(app, table);
	const struct event_at *here = event_of(&times, state);
	struct box list = box;

	state->y = here ? (int)(here - times.event) : 0;
	make_lines(&times, box.width);
	list.height--;
	if (draw_scale(&times, canvas, box, here)) {
		list.y += SCALE_ROWS;
		list.height -= SCALE_ROWS;
	}
	state->top = top_line(&times, state->top, (size_t)state->y, list.height);
	draw_lines(&times, canvas, list, state);
	canvas_text(canvas, box.x, box.y + box.height - 1, box.width, STYLE_STRONG, T(PICTURE_COUNSEL));
}

static bool time_move(struct app *app, const struct sheet_field *table, struct picture_state *state,
		      enum action_id action)
{
	struct times times = times_of(app, table);
	struct list list = { .selected = state->y, .rows = PAGE };

	if (!list_act(&list, action, (int)times.count))
		return false;
	state->y = list.selected;
	return true;
}

static const char *time_row(struct app *app, const struct sheet_field *table,
			    const struct picture_state *state)
{
	struct times times = times_of(app, table);
	const struct event_at *event = event_of(&times, state);

	return event && event->entry.row ? sheet_row_id(event->entry.row) : NULL;
}

static const char *time_choice(struct app *app, const struct sheet_field *table,
			       const struct picture_state *state)
{
	struct times times = times_of(app, table);
	const struct event_at *event = event_of(&times, state);

	return event && !event->entry.row && event->entry.choice ? event->entry.choice->id : NULL;
}

const struct picture_kind picture_time = { time_draw, time_move, time_row, time_choice };
