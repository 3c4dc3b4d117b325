/* A form on the screen: what is asked for, then label and field row by row. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/standing.h"

enum { ROWS_OPEN = 6, ROWS_OTHER = 2, ROWS_HINT = 4, DATE_COLUMNS = 18, AMOUNT_COLUMNS = 24, GAP = 2 };

/* Where a field goes: rows counted from the form's own top. */
struct place { int start, rows, hint_rows; };

static bool is_date(const struct form_field *field)
{
	return field->row->type == VALUE_DATE;
}

static void date_words(struct app *app, const struct form_field *field, bool ascii, struct str *out)
{
	const struct words days[] = { W(DAY_SUN), W(DAY_MON), W(DAY_TUE), W(DAY_WED),
				      W(DAY_THU), W(DAY_FRI), W(DAY_SAT) };
	const char *text = field->edit.text.text;
	struct date date;
	char buffer[16];

	if (!*text) {
		str_add(out, T(TIP_DATE));
	} else if (!form_date(app, field, &date)) {
		str_add(out, T(TIP_DATE_UNKNOWN));
	} else {
		date_format(date, buffer, sizeof(buffer));
		str_printf(out, T(TIP_DATE_IS), ascii ? "->" : "→", buffer,
			   say(days[(date_days(date) % 7 + 11) % 7]));
	}
}

const char *form_hint(struct app *app, const struct form_field *field)
{
	const char *offer = form_offer_for(app, field);
	struct str out = STR_INIT;
	const char *hint;

	if (field->source) {
		int chosen = form_chosen(app, field);

		if (chosen >= 0 && field->source->hint)
			str_add(&out, field->source->hint(app, (size_t)chosen));
		else if (field->source->count(app, field) == 0)
			str_add(&out, T(TIP_NONE_YET));
		else if (chosen < 0)
			str_add(&out, T(TIP_CHOOSE));
	} else if (field->row->type == VALUE_PERSON || field->row->type == VALUE_PERSONS) {
		form_person_hint(app, field, &out);
	} else if (form_has_lines(field->row->type)) {
		str_add(&out, field->row->type == VALUE_OPTIONS ? T(TIP_OPTIONS) :
			field->row->type == VALUE_CONDITIONS ? T(TIP_CONDITIONS) : T(TIP_LINES));
	} else if (offer && strcmp(field->edit.text.text, offer) != 0) {
		str_printf(&out, T(TIP_OFFER), first_line(app->frame, offer));
	}
	hint = arena_strdup(app->frame, out.text);
	str_release(&out);
	return hint;
}

/* What was typed of a number or a sum, as it would be recorded, or what is
 * expected in its place. */
static void add_understood(struct app *app, struct page *page, const struct form_field *field, bool ascii)
{
	const char *text = field->edit.text.text;
	struct json *value = NULL;
	struct str words = STR_INIT;

	if (!*text) {
		form_amount_tip(field, &words);
		page_add(page, STYLE_NOTE, 0, "", words.text);
	} else if (form_amount_read(app->frame, field, text, &value, &words)) {
		page_add(page, STYLE_NOTE, 0, "", arena_printf(app->frame, T(TIP_IS),
							       ascii ? "->" : "→", words.text));
	} else {
		page_add(page, STYLE_WARNING, 0, "", words.text);
	}
	str_release(&words);
}

/* How a day can be written, or that this is none: beneath, where there is room. */
static void add_date(struct app *app, struct page *page, const struct form_field *field, bool ascii)
{
	struct str words = STR_INIT;
	struct date date;
	bool empty = !*field->edit.text.text;

	if (empty || !form_date(app, field, &date)) {
		date_words(app, field, ascii, &words);
		page_add(page, empty ? STYLE_NOTE : STYLE_WARNING, 0, "", words.text);
	}
	str_release(&words);
}

/* The same of a field of several lines: the line that was written last. */
static void add_lines(struct app *app, struct page *page, const struct form_field *field, bool ascii)
{
	struct str words = STR_INIT;
	bool known = form_lines_hint(app, field, &words);

	if (words.length > 0)
		page_add(page, known ? STYLE_NOTE : STYLE_WARNING, 0, "", known ?
			 arena_printf(app->frame, T(TIP_IS), ascii ? "->" : "→", words.text) : words.text);
	str_release(&words);
}

/* Where the risk that is being typed stands to the appetite of its area. */
static void add_standing(struct app *app, struct page *page, const struct form_field *field)
{
	const struct form *form = &app->form;
	int size = atoi(form_text(form, "likelihood")) * atoi(form_text(form, "impact"));
	int level = *form_text(form, "level") ? atoi(form_text(form, "level")) : size;
	const char *area = form_text(form, "area");
	struct standing standing;

	if (!field->part || !app->session || !form_field((struct form *)form, "area") || level <= 0)
		return;
	standing = standing_of(app->session, form->item, *area ? area : NULL, level);
	page_add(page, standing.side == STANDING_OUTSIDE ? STYLE_WARNING : STYLE_NOTE, 0, "",
		 standing.side == STANDING_UNKNOWN ? arena_printf(app->frame, T(STANDING_NOT_STATED), level) :
		 arena_printf(app->frame, T(STANDING_IS), level, standing.within,
			      standing.side == STANDING_OUTSIDE ? T(STANDING_OUTSIDE) : T(STANDING_INSIDE)));
}

/* What stands under the field that is being typed in: what was understood, how
 * to type it, and what the pack says to it. */
static struct page hints(struct app *app, const struct form_field *field, int columns, bool ascii)
{
	const char *hint = form_hint(app, field);
	struct page page;

	page_init(&page, app->frame, columns);
	if (form_is_amount(field))
		add_understood(app, &page, field, ascii);
	if (form_has_lines(field->row->type))
		add_lines(app, &page, field, ascii);
	if (is_date(field))
		add_date(app, &page, field, ascii);
	if (!form_is_amount(field) && *hint)
		page_add(&page, STYLE_NOTE, 0, "", hint);
	if (strcmp(field->row->name, "impact") == 0 || strcmp(field->row->name, "level") == 0)
		add_standing(app, &page, field);
	if (field->hint.en && *say(field->hint))
		page_add(&page, STYLE_NOTE, 0, "", say(field->hint));
	return page;
}

static const char *label_at(struct app *app, const struct form_field *field, size_t index)
{
	struct str label = STR_INIT;
	const char *text;

	field->source->label(app, field, index, &label);
	text = arena_strdup(app->frame, label.text);
	str_release(&label);
	return text;
}

/* The field itself, with its unit behind it. */
static void draw_text(struct canvas *canvas, struct box box, struct form_field *field, bool focus)
{
	const char *unit = field->unit.en ? say(field->unit) : "";
	int columns = text_width(unit);

	if (form_is_amount(field) && box.width > AMOUNT_COLUMNS + columns + 1)
		box.width = AMOUNT_COLUMNS + (columns > 0 ? columns + 1 : 0);
	if (columns > 0 && columns < box.width / 2) {
		box.width -= columns + 1;
		canvas_text(canvas, box.x + box.width + 1, box.y, columns, STYLE_LABEL, unit);
	}
	edit_draw(&field->edit, canvas, box, focus ? STYLE_FIELD_OPEN : STYLE_FIELD, focus);
}

/* All choices in a row with the chosen one in brackets, or, where they do not
 * fit, the chosen one alone with its place. */
static void draw_choice(struct app *app, struct canvas *canvas, struct box box,
			const struct form_field *field, bool focus)
{
	size_t count = field->source->count(app, field);
	int chosen = form_chosen(app, field), width = 0, x = box.x;
	enum style style = focus ? STYLE_FIELD_OPEN : STYLE_FIELD;

	canvas_fill(canvas, box, style);
	for (size_t i = 0; i < count && width <= box.width; i++)
		width += text_width(label_at(app, field, i)) + 2;
	if (count > 0 && width <= box.width) {
		for (size_t i = 0; i < count; i++) {
			const char *label = label_at(app, field, i);
			bool here = (int)i == chosen;

			x += canvas_text(canvas, x, box.y, box.x + box.width - x,
					 here ? STYLE_SELECTED : style,
					 arena_printf(app->frame, here ? "[%s]" : " %s ", label));
		}
	} else if (chosen >= 0) {
		canvas_text(canvas, x, box.y, box.width, style,
			    arena_printf(app->frame, "< %s >  %d/%zu",
					 label_at(app, field, (size_t)chosen), chosen + 1, count));
	} else {
		canvas_text(canvas, x, box.y, box.width, style, T(NOT_CHOSEN));
	}
	if (focus)
		canvas_cursor(canvas, box.x, box.y);
}

static void draw_date(struct app *app, struct canvas *canvas, struct box box,
		      struct form_field *field, bool focus)
{
	struct box left = { box.x, box.y, DATE_COLUMNS, 1 };
	struct str words = STR_INIT;
	bool known = true;
	struct date date;

	edit_draw(&field->edit, canvas, left, focus ? STYLE_FIELD_OPEN : STYLE_FIELD, focus);
	if (*field->edit.text.text)
		known = form_date(app, field, &date);
	if (*field->edit.text.text && known) {
		date_words(app, field, canvas->ascii, &words);
		canvas_text(canvas, box.x + DATE_COLUMNS + 1, box.y, box.width - DATE_COLUMNS - 1,
			    STYLE_NOTE, words.text);
	}
	str_release(&words);
}

static int rows_of(const struct form_field *field, bool focus, int columns)
{
	int rows, most = focus ? ROWS_OPEN : ROWS_OTHER, least = focus ? 2 : 1;

	if (field->source || !field->edit.multi_line)
		return 1;
	rows = edit_rows(&field->edit, columns);
	return rows > most ? most : rows < least ? least : rows;
}

static int label_columns(const struct form *form, int width)
{
	int columns = 8;

	for (size_t i = 0; i < form->count; i++) {
		int label = text_width(say(form->field[i].row->label)) + 2;

		if (label > columns)
			columns = label;
	}
	return columns > width / 3 ? width / 3 : columns;
}

static void draw_field(struct app *app, struct canvas *canvas, struct box box, int label,
		       struct form_field *field, const struct place *place)
{
	struct form *form = &app->form;
	bool focus = field == &form->field[form->focus] && !app->ask.open && !app->prompt.open;
	struct box value = { box.x + 2 + label + GAP, box.y, form->columns, place->rows };

	canvas_text(canvas, box.x, box.y, 2, STYLE_STRONG, focus ? "> " : "  ");
	canvas_text(canvas, box.x + 2, box.y, label, focus ? STYLE_STRONG : STYLE_LABEL,
		    arena_printf(app->frame, "%s%s", say(field->row->label),
				 field->row->required || field->wanted ? " *" : ""));
	if (field->source)
		draw_choice(app, canvas, value, field, focus);
	else if (is_date(field))
		draw_date(app, canvas, value, field, focus);
	else
		draw_text(canvas, value, field, focus);
	if (place->hint_rows > 0) {
		struct page page = hints(app, field, value.width, canvas->ascii);

		page_draw(canvas, (struct box){ value.x, box.y + place->rows, value.width,
						place->hint_rows }, &page, 0);
	}
}

/* What the form is for: its kind, the item, and the decision that is asked. */
static int draw_head(struct app *app, struct canvas *canvas, struct box box)
{
	const struct form *form = &app->form;
	const struct stop *stop = app->session ? session_stop(app->session, form->item) : NULL;
	const char *kind = form_is_sheet(form) ? form_sheet_title(app) : say(form->kind->title);
	bool decides = strcmp(form->kind->name, "decision_recorded") == 0 ||
		       strcmp(form->kind->name, "appetite_set") == 0;
	struct page page;
	int rows;

	page_init(&page, app->frame, box.width);
	if (form->corrects)
		kind = arena_printf(app->frame, T(FORM_CORRECTS), (long long)form->corrects, kind);
	page_add(&page, STYLE_TITLE, 0, "", kind);
	if (*form_about_words(app))
		page_add(&page, STYLE_STRONG, 0, "", first_line(app->frame, form_about_words(app)));
	if (decides && stop && stop->item)
		page_add(&page, STYLE_NOTE, 0, "", bitext_say(stop->item->decide));
	if (strcmp(form->kind->name, "acceptance_proposed") == 0)
		page_add(&page, STYLE_NOTE, 0, "", T(ACCEPTANCE_WANTED));
	if (strcmp(form->kind->name, "session_sealed") == 0)
		page_add(&page, STYLE_TEXT, 0, "", T(SEAL_REASON_ASKED));
	page_blank(&page);
	rows = (int)page.count < 4 ? (int)page.count : 4;
	page_draw(canvas, (struct box){ box.x, box.y, box.width, rows }, &page, 0);
	return rows;
}

void form_draw(struct app *app, struct canvas *canvas, struct box box)
{
	struct form *form = &app->form;
	struct place place[FORM_FIELDS];
	int label = label_columns(form, box.width), at = 0, head, rows;
	struct place *focus;

	head = draw_head(app, canvas, box);
	box.y += head;
	box.height -= head;
	rows = box.height;
	form->columns = box.width - label - GAP - 3;
	for (size_t i = 0; i < form->count; i++) {
		bool open = i == form->focus;

		place[i] = (struct place){ .start = at,
			.rows = rows_of(&form->field[i], open, form->columns) };
		if (open) {
			struct page page = hints(app, &form->field[i], form->columns, canvas->ascii);

			place[i].hint_rows = page.count > ROWS_HINT ? ROWS_HINT : (int)page.count;
		}
		at += place[i].rows + place[i].hint_rows;
	}
	focus = &place[form->focus];
	if (form->top > focus->start)
		form->top = focus->start;
	if (form->top < focus->start + focus->rows + focus->hint_rows - rows)
		form->top = focus->start + focus->rows + focus->hint_rows - rows;
	if (form->top > 0 && at <= rows)
		form->top = 0;
	for (size_t i = 0; i < form->count; i++) {
		int y = place[i].start - form->top;

		if (y < 0 || y + place[i].rows + place[i].hint_rows > rows)
			continue;
		draw_field(app, canvas, (struct box){ box.x, box.y + y, box.width, place[i].rows },
			   label, &form->field[i], &place[i]);
	}
}
