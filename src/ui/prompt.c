/* The command line `:` and the yes-or-no question. */
#include <string.h>

#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

enum { NEAR = 3, WORDS_SHOWN = 200, ASK_COLUMNS = 64 };

/* Commands with a word after them; every action is a command by its name. */
static void run_goto(struct app *app, const char *argument);
static void run_lang(struct app *app, const char *argument);

static const struct { const char *name; void (*run)(struct app *, const char *); } commands[] = {
	{ "goto", run_goto }, { "lang", run_lang },
};

static void run_lang(struct app *app, const char *argument)
{
	if (!lang_parse(argument, &lang))
		app_say(app, true, T(PROMPT_LANG), argument);
}

/* A stop by id, by short name ("指示3"), or by the number of its directive. */
static const struct stop *stop_named(const struct app *app, const char *name)
{
	char *wanted = text_fold(app->frame, name);
	char short_name[64];

	for (size_t i = 0; app->session && i < app->session->now.stop_count; i++) {
		const struct stop *stop = &app->session->now.stop[i];

		stop_name(stop, short_name, sizeof(short_name));
		if (strcmp(text_fold(app->frame, stop->id), wanted) == 0 ||
		    strcmp(text_fold(app->frame, short_name), wanted) == 0 ||
		    (stop->id[0] == 'D' && strcmp(stop->id + 1, wanted) == 0))
			return stop;
	}
	return NULL;
}

static void run_goto(struct app *app, const char *argument)
{
	const struct stop *stop = stop_named(app, argument);

	if (stop)
		app_visit(app, stop->id, TAB_EXPLAIN);
	else
		app_say(app, true, app->session ? T(PROMPT_NO_STOP) : T(PROMPT_NO_STOP_HERE), argument);
}

/* The name at `index` of all that can be typed; NULL after the last. */
static const char *name_at(size_t index)
{
	if (index < ARRAY_LENGTH(commands))
		return commands[index].name;
	index += 1 - ARRAY_LENGTH(commands);
	return index < ACTION_COUNT ? action_row((enum action_id)index)->name : NULL;
}

static void unknown(struct app *app, const char *word)
{
	const char *nearest = NULL, *name;
	int best = NEAR + 1;

	for (size_t i = 0; (name = name_at(i)); i++) {
		int distance = text_distance(word, name);

		if (distance < best) {
			best = distance;
			nearest = name;
		}
	}
	if (nearest)
		app_say(app, true, T(PROMPT_UNKNOWN_NEAR), word, nearest);
	else
		app_say(app, true, T(PROMPT_UNKNOWN), word);
}

static void run(struct app *app, const char *line)
{
	size_t length = strcspn(line, " ");
	char *word = arena_strndup(app->frame, line, length);
	const char *argument = line + length;
	enum action_id action;

	while (*argument == ' ')
		argument++;
	if (!*word)
		return;
	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++) {
		if (strcmp(commands[i].name, word) == 0) {
			commands[i].run(app, argument);
			return;
		}
	}
	action = action_find(word);
	if (action == ACTION_NONE)
		unknown(app, word);
	else if (!app_act(app, action))
		app_say(app, true, T(NOT_HERE), word);
}

/* What may follow: names of commands, or of stops after `goto`. */
static const char *candidate(const struct app *app, size_t index, size_t *start)
{
	const char *text = app->prompt.edit.text.text;

	*start = 0;
	if (strncmp(text, "lang ", 5) == 0) {
		*start = 5;
		return index == 0 ? "en" : index == 1 ? "ja" : NULL;
	}
	if (strncmp(text, "goto ", 5) != 0)
		return name_at(index);
	*start = 5;
	return app->session && index < app->session->now.stop_count ?
	       app->session->now.stop[index].id : NULL;
}

static bool begins(const struct app *app, const char *name, const char *typed)
{
	return strncmp(text_fold(app->frame, name), text_fold(app->frame, typed),
		       strlen(text_fold(app->frame, typed))) == 0;
}

/* Fills in what all candidates share; with one left, all of it and a space. */
static void complete(struct app *app)
{
	struct edit *edit = &app->prompt.edit;
	size_t start, shared = 0, count = 0;
	const char *name, *first = NULL;

	for (size_t i = 0; (name = candidate(app, i, &start)); i++) {
		if (!begins(app, name, edit->text.text + start))
			continue;
		if (!first) {
			first = name;
			shared = strlen(name);
		}
		while (strncmp(first, name, shared) != 0)
			shared--;
		count++;
	}
	if (!first)
		return;
	edit_set(edit, arena_printf(app->frame, "%.*s%.*s%s", (int)start, edit->text.text,
				    (int)shared, first, count == 1 && start == 0 ? " " : ""));
}

void prompt_open(struct app *app)
{
	app->prompt.open = true;
	app->prompt.done = NULL;
	edit_set(&app->prompt.edit, "");
}

void prompt_ask(struct app *app, const char *label, const char *text,
		void (*done)(struct app *app, const char *text))
{
	prompt_open(app);
	app->prompt.label = label;
	app->prompt.done = done;
	edit_set(&app->prompt.edit, text);
}

void prompt_key(struct app *app, struct key key)
{
	const struct binding *binding;
	char text[5];

	if (edit_key(&app->prompt.edit, key, app->width - 2) != EDIT_IGNORED || key_text(key, text))
		return;
	binding = binding_find(CONTEXT_PROMPT, key);
	if (!binding)
		return;
	if (binding->action == ACTION_COMPLETE) {
		if (!app->prompt.done)
			complete(app);
	} else if (binding->action == ACTION_BACK) {
		app->prompt.open = false;
	} else if (binding->action == ACTION_RECORD) {
		app->prompt.open = false;
		(app->prompt.done ? app->prompt.done : run)(app, arena_strdup(app->frame, app->prompt.edit.text.text));
	} else if (binding->action == ACTION_LANGUAGE || binding->action == ACTION_HIDE) {
		app_act(app, binding->action);
	}
}

/* "Find: " and what is typed. */
static void draw_asked(struct app *app, struct canvas *canvas)
{
	int y = canvas->height - 2, x;

	canvas_fill(canvas, (struct box){ 0, y, canvas->width, 1 }, STYLE_TEXT);
	x = canvas_text(canvas, 1, y, canvas->width / 2, STYLE_STRONG, app->prompt.label) + 2;
	edit_draw(&app->prompt.edit, canvas, (struct box){ x, y, canvas->width - x - 1, 1 }, STYLE_FIELD_OPEN, true);
	draw_hints(canvas, canvas->height - 1, CONTEXT_PROMPT);
}

void prompt_draw(struct app *app, struct canvas *canvas)
{
	struct str words = STR_INIT;
	int y = canvas->height - 2;
	size_t start;
	const char *name;

	if (app->prompt.done) {
		draw_asked(app, canvas);
		return;
	}
	for (size_t i = 0; words.length < WORDS_SHOWN && (name = candidate(app, i, &start)); i++)
		if (begins(app, name, app->prompt.edit.text.text + start))
			str_printf(&words, "%s%s", words.length ? "  " : " ", name);
	canvas_fill(canvas, (struct box){ 0, y - 1, canvas->width, 2 }, STYLE_TEXT);
	canvas_text(canvas, 0, y - 1, canvas->width - 1, STYLE_DIM, words.text);
	canvas_text(canvas, 0, y, 1, STYLE_STRONG, ":");
	edit_draw(&app->prompt.edit, canvas, (struct box){ 1, y, canvas->width - 2, 1 },
		  STYLE_FIELD_OPEN, true);
	draw_hints(canvas, canvas->height - 1, CONTEXT_PROMPT);
	str_release(&words);
}

void ask_key(struct app *app, struct key key)
{
	const struct binding *binding = binding_find(CONTEXT_ASK, key);
	struct ask ask = app->ask;

	if (!binding)
		return;
	if (binding->action == ACTION_YES || binding->action == ACTION_NO) {
		bool yes = binding->action == ACTION_YES;
		bool leaves = key.code == NAMED_ESCAPE;

		app->ask.open = false;
		if (yes && ask.yes)
			ask.yes(app);
		else if (!yes && !leaves && ask.no)
			ask.no(app);
	} else if (binding->action == ACTION_LANGUAGE || binding->action == ACTION_HIDE) {
		app_act(app, binding->action);
	}
}

void ask_draw(struct app *app, struct canvas *canvas)
{
	struct page page;
	struct box inner;

	page_init(&page, app->frame, ASK_COLUMNS - 4);
	page_blank(&page);
	page_add(&page, STYLE_STRONG, 0, "", app->ask.text);
	page_blank(&page);
	page_add(&page, STYLE_TEXT, 0, "", app->ask.no ? T(ASK_KEYS_THREE) : T(ASK_KEYS));
	inner = draw_dialog(canvas, ASK_COLUMNS, (int)page.count + 3, T(ASK_TITLE));
	page_draw(canvas, inner, &page, 0);
	canvas_cursor(canvas, -1, -1);
	draw_hints(canvas, canvas->height - 1, CONTEXT_ASK);
}
