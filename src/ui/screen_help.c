/* Help: every key that holds where one came from, nearest first; Enter does it. */
#include <string.h>

#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

enum { KEY_COLUMNS = 18, CHAIN = 4 };

struct help_line { bool heading; enum action_id action; const char *keys, *words; };

struct help { struct app *app; struct help_line *line; size_t count, capacity; int actions; };

static struct help_line *add(struct help *help)
{
	help->line = arena_grow(help->app->frame, help->line, help->count, &help->capacity,
				sizeof(*help->line));
	return &help->line[help->count++];
}

/* All keys of an action in a context, in the order of the table. */
static const char *keys_of(struct app *app, enum context context, enum action_id action)
{
	const struct binding *binding;
	const char *keys = "";

	for (size_t i = 0; (binding = binding_at(i)); i++)
		if (binding->context == context && binding->action == action)
			keys = arena_printf(app->frame, "%s%s%s", keys, *keys ? "  " : "", binding->key);
	return keys;
}

static bool first_of(size_t index, const struct binding *binding)
{
	for (size_t i = 0; i < index; i++)
		if (binding_at(i)->context == binding->context &&
		    binding_at(i)->action == binding->action)
			return false;
	return true;
}

static void add_context(struct help *help, enum context context)
{
	const struct binding *binding;
	struct help_line *line;
	bool headed = false;

	for (size_t i = 0; (binding = binding_at(i)); i++) {
		if (binding->context != context || !first_of(i, binding))
			continue;
		if (!headed) {
			if (help->count > 0)
				add(help)->heading = true;
			line = add(help);
			line->heading = true;
			line->words = say(context_title(context));
			headed = true;
		}
		line = add(help);
		line->action = binding->action;
		line->keys = keys_of(help->app, context, binding->action);
		line->words = say(action_row(binding->action)->help);
		help->actions++;
	}
}

static void collect(struct app *app, struct help *help)
{
	enum context context = app_context(app, app->back);
	bool shown[CONTEXT_COUNT] = { false };

	*help = (struct help){ .app = app };
	if (app->form.open) {
		add_context(help, CONTEXT_FORM);
		shown[CONTEXT_FORM] = true;
	}
	for (int i = 0; i < CHAIN; i++) {
		if (!shown[context])
			add_context(help, context);
		shown[context] = true;
		context = context_parent(context);
	}
	for (int i = 0; i < CONTEXT_COUNT; i++)
		if (!shown[i])
			add_context(help, (enum context)i);
}

/* The line of the selected action. */
static size_t selected_line(const struct help *help, int selected)
{
	for (size_t i = 0; i < help->count; i++)
		if (!help->line[i].heading && selected-- == 0)
			return i;
	return 0;
}

bool help_move(struct app *app, enum action_id action)
{
	struct help help;

	collect(app, &help);
	return list_act(&app->list[SCREEN_HELP], action, help.actions);
}

static void act_do(struct app *app)
{
	struct help help;
	enum action_id action;

	collect(app, &help);
	action = help.line[selected_line(&help, app->list[SCREEN_HELP].selected)].action;
	app_go(app, app->back);
	if (action != ACTION_HELP && !app->form.open && !app_act(app, action))
		app_say(app, true, T(NOT_HERE), action_row(action)->name);
}

const struct act_row help_acts[] = {
	{ ACTION_OPEN, act_do }, { ACTION_NONE, NULL },
};

static void draw_line(struct canvas *canvas, struct box box, const struct help_line *line, bool here)
{
	if (line->heading && !line->words)
		return;
	if (line->heading) {
		canvas_text(canvas, box.x, box.y, box.width, STYLE_TITLE, line->words);
		return;
	}
	canvas_text(canvas, box.x + 2, box.y, KEY_COLUMNS, STYLE_HINT_KEY, line->keys);
	canvas_text(canvas, box.x + KEY_COLUMNS + 3, box.y, box.width - KEY_COLUMNS - 3, STYLE_TEXT,
		    line->words);
	if (here)
		draw_selected(canvas, box.x, box.y, box.width);
}

void help_draw(struct app *app, struct canvas *canvas)
{
	struct box body = draw_body(app, 1), inner;
	struct list *list = &app->list[SCREEN_HELP];
	bool wide = canvas->width >= SCREEN_WIDE;
	struct help help;
	size_t here;
	int rows;

	collect(app, &help);
	draw_title(app, canvas, app->session ? T(SCREEN_HELP) : "");
	inner = draw_panel(canvas, body, T(PANEL_HELP));
	rows = inner.height * (wide ? 2 : 1);
	if (list->selected >= help.actions)
		list->selected = help.actions - 1;
	here = selected_line(&help, list->selected);
	list->rows = inner.height / 2;
	list->top = list_top(list->selected == 0 ? 0 : list->top, (int)here, (int)help.count, rows);
	for (int row = 0; row < rows && list->top + row < (int)help.count; row++) {
		int columns = wide ? (inner.width - 2) / 2 : inner.width;
		struct box box = { inner.x + row / inner.height * (columns + 2),
				   inner.y + row % inner.height, columns, 1 };

		draw_line(canvas, box, &help.line[list->top + row],
			  (size_t)(list->top + row) == here);
	}
	if (list->top + rows < (int)help.count)
		canvas_text(canvas, body.x + body.width - 2, body.y + body.height - 2, 1, STYLE_DIM,
			    canvas->ascii ? "v" : "▼");
}
