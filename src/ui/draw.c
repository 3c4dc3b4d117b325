/* Shared pieces of screens.  Nothing here keeps anything between two draws. */
#include "ui/draw.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

void page_init(struct page *page, struct arena *arena, int columns)
{
	memset(page, 0, sizeof(*page));
	page->arena = arena;
	page->columns = columns;
}

static struct page_line *add_line(struct page *page)
{
	page->line = arena_grow(page->arena, page->line, page->count, &page->capacity,
				sizeof(*page->line));
	return &page->line[page->count++];
}

void page_add(struct page *page, enum style style, int indent, const char *bullet,
	      const char *text)
{
	int lead = text_width(bullet), columns = page->columns - indent - lead;
	struct text_lines lines = text_wrap(page->arena, text, columns < 2 ? 2 : columns);

	for (size_t i = 0; i < lines.count; i++) {
		struct page_line *line = add_line(page);

		line->style = style;
		line->indent = i == 0 ? indent : indent + lead;
		line->text = arena_printf(page->arena, "%s%.*s", i == 0 ? bullet : "",
					  (int)lines.line[i].length, text + lines.line[i].start);
	}
}

void page_blank(struct page *page)
{
	struct page_line *line = add_line(page);

	line->text = "";
	line->style = STYLE_TEXT;
}

int page_draw(struct canvas *canvas, struct box box, const struct page *page, int top)
{
	int count = (int)page->count, last = count > box.height ? count - box.height : 0;
	int right = box.x + box.width - 1;

	if (box.width <= 0 || box.height <= 0)
		return 0;
	if (top > last)
		top = last;
	if (top < 0)
		top = 0;
	for (int row = 0; row < box.height && top + row < count; row++) {
		const struct page_line *line = &page->line[top + row];

		canvas_text(canvas, box.x + line->indent, box.y + row, box.width - line->indent,
			    line->style, line->text);
	}
	if (top > 0)
		canvas_text(canvas, right, box.y, 1, STYLE_DIM, canvas->ascii ? "^" : "▲");
	if (top < last)
		canvas_text(canvas, right, box.y + box.height - 1, 1, STYLE_DIM,
			    canvas->ascii ? "v" : "▼");
	return last;
}

int list_top(int top, int selected, int count, int rows)
{
	if (rows < 1)
		return 0;
	if (top > selected)
		top = selected;
	if (top < selected - rows + 1)
		top = selected - rows + 1;
	if (top > count - rows)
		top = count - rows;
	return top < 0 ? 0 : top;
}

/* The hint at `place` of a context, or NULL. */
static const struct binding *hint_at(enum context context, int place)
{
	const struct binding *binding;

	for (size_t i = 0; (binding = binding_at(i)); i++)
		if (binding->context == context && binding->hint == place)
			return binding;
	return NULL;
}

/* False where the key means something else in `context`: it is text there, or
 * bound to another action, or the action has been shown with its nearer key. */
static bool hint_holds(enum context context, const struct binding *hint)
{
	if (binding_named(context, hint->key) != hint)
		return false;
	for (enum context at = context; at != hint->context; at = context_parent(at)) {
		const struct binding *nearer;

		for (int place = 1; (nearer = hint_at(at, place)); place++)
			if (nearer->action == hint->action)
				return false;
	}
	return true;
}

/* As it stands on the key. */
static const char *key_cap(const struct binding *hint)
{
	return strcmp(hint->key, "Escape") == 0 ? "Esc" : hint->key;
}

static int hint_width(const struct binding *hint)
{
	return text_width(key_cap(hint)) + 1 + text_width(say(hint->label)) + 2;
}

static int draw_hint(struct canvas *canvas, int x, int y, const struct binding *hint)
{
	int used = canvas_text(canvas, x, y, canvas->width - x, STYLE_HINT_KEY,
			       key_cap(hint)) + 1;

	return used + canvas_text(canvas, x + used, y, canvas->width - x - used, STYLE_HINT,
				  say(hint->label)) + 2;
}

static bool is_below_global(enum context context)
{
	while (context != context_parent(context))
		context = context_parent(context);
	return context == CONTEXT_GLOBAL;
}

void draw_warning(struct canvas *canvas, struct arena *frame, int y, const char *text)
{
	enum { ROWS = 4 };
	struct page page;
	int rows;

	page_init(&page, frame, canvas->width - 1);
	page_add(&page, STYLE_WARNING, 0, " ! ", text);
	rows = (int)page.count < ROWS ? (int)page.count : ROWS;
	canvas_fill(canvas, (struct box){ 0, y - rows + 1, canvas->width, rows }, STYLE_WARNING);
	page_draw(canvas, (struct box){ 0, y - rows + 1, canvas->width, rows }, &page, 0);
}

void draw_notice(struct canvas *canvas, struct arena *frame, int y, enum style style, const char *text)
{
	if (style == STYLE_WARNING && text_width(text) > canvas->width - 2)
		draw_warning(canvas, frame, y, text);
	else
		canvas_text(canvas, 1, y, canvas->width - 2, style, text);
}

/* The way to the help keeps its place at the right, however narrow it gets. */
void draw_hints(struct canvas *canvas, int y, enum context context)
{
	const struct binding *help = hint_at(CONTEXT_GLOBAL, 1), *hint;
	bool helps = is_below_global(context) && hint_holds(context, help);
	int x = 1, end = canvas->width - (helps ? hint_width(help) : 0);
	enum context at = context;

	canvas_fill(canvas, (struct box){ 0, y, canvas->width, 1 }, STYLE_HINT);
	for (;;) {
		for (int place = 1; (hint = hint_at(at, place)); place++) {
			if (hint == help || !hint_holds(context, hint))
				continue;
			if (x + hint_width(hint) > end + 1)
				break;
			x += draw_hint(canvas, x, y, hint);
		}
		if (at == context_parent(at))
			break;
		at = context_parent(at);
	}
	if (helps)
		draw_hint(canvas, end + 1, y, help);
}

struct box draw_dialog(struct canvas *canvas, int width, int height, const char *title)
{
	struct box box;

	box.width = width < canvas->width ? width : canvas->width;
	box.height = height < canvas->height ? height : canvas->height;
	box.x = (canvas->width - box.width) / 2;
	box.y = (canvas->height - box.height) / 2;
	canvas_fill(canvas, box, STYLE_TEXT);
	canvas_frame(canvas, box, STYLE_BORDER);
	if (*title && box.width > 6) {
		int used = canvas_text(canvas, box.x + 3, box.y, box.width - 6, STYLE_TITLE, title);

		canvas_text(canvas, box.x + 2, box.y, 1, STYLE_BORDER, " ");
		canvas_text(canvas, box.x + 3 + used, box.y, 1, STYLE_BORDER, " ");
	}
	return (struct box){ box.x + 2, box.y + 1, box.width > 4 ? box.width - 4 : 0,
			     box.height > 2 ? box.height - 2 : 0 };
}
