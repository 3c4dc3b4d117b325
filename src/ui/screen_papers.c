/*
 * What leaves the room: the files that a folder is to have, what is left out of all of
 * them, where it goes; and, once written, what is in it with its sums.
 */
#include <string.h>

#include "lang/words_look.h"
#include "ui/screens.h"
#include "workshop/leaving.h"

/* The rows: the files, letters for names, the parts; below them the folder. */
enum { WRITTEN_EXTRA = 8 /* rows of the list beside the files */, FOOT_ROWS = 3, NAME_COLUMNS = 18, SUM_COLUMNS = 64, SUM_BRIEF = 16 };

static int file_rows(void) { return (int)leaving_file_count; }
static int alias_row(void) { return file_rows(); }
static int row_count(void) { return file_rows() + 1 + PART_COUNT; }

static bool has_file(const struct app *app, int row)
{
	return app->papers.there & (1u << row);
}

/* ---- choosing ----------------------------------------------------------------------------------- */

static struct app_papers wish(struct app *app)
{
	struct papers *papers = &app->papers;

	return (struct app_papers){ .chosen = papers->chosen, .without = papers->without, .alias = papers->alias,
				    .folder = arena_strdup(app->out, papers->folder.text) };
}

/* What there is depends on what is left out. */
static void ask_again(struct app *app)
{
	app_emit(app, &(struct effect){ .kind = EFFECT_PAPERS, .papers = wish(app) });
}

static void choose_usual(struct papers *papers)
{
	papers->chosen = 0;
	for (size_t i = 0; i < leaving_file_count; i++)
		papers->chosen |= leaving_files[i].usual ? 1u << i : 0;
}

void papers_enter(struct app *app)
{
	struct papers *papers = &app->papers;

	if (strcmp(papers->session.text, app->session_id.text) != 0) {
		str_clear(&papers->session);
		str_add(&papers->session, app->session_id.text);
		choose_usual(papers);
		papers->without = 0;
		papers->alias = false;
		app->list[SCREEN_PAPERS] = (struct list){ 0 };
	}
	str_clear(&papers->written);
	ask_again(app);
}

void app_papers(struct app *app, unsigned there, const char *folder)
{
	app->papers.there = there;
	if (app->papers.folder.length == 0)
		str_add(&app->papers.folder, folder);
}

void app_papers_written(struct app *app, const char *path, const struct app_written *file, size_t count)
{
	struct papers *papers = &app->papers;

	str_clear(&papers->written);
	str_add(&papers->written, path);
	arena_reset(papers->arena);
	papers->file = arena_array(papers->arena, count, sizeof(*papers->file));
	papers->file_count = count;
	for (size_t i = 0; i < count; i++)
		papers->file[i] = (struct app_written){ arena_strdup(papers->arena, file[i].name),
							arena_strdup(papers->arena, file[i].sum) };
	app->list[SCREEN_PAPERS].top = 0;
	app_say(app, false, T(PAPERS_WRITTEN), (int)count);
}

static void folder_typed(struct app *app, const char *text)
{
	str_clear(&app->papers.folder);
	str_add(&app->papers.folder, text);
}

static void act_toggle(struct app *app)
{
	struct papers *papers = &app->papers;
	int row = app->list[SCREEN_PAPERS].selected;

	if (papers->written.length > 0)
		str_clear(&papers->written);
	else if (row == alias_row())
		papers->alias = !papers->alias;
	else if (row > alias_row())
		papers->without ^= 1u << (row - alias_row() - 1);
	else if (!has_file(app, row))
		app_say(app, true, "%s", leaving_files[row].kind == LEAVING_KIND_COUNT ? T(PAPERS_WHOLE_ONLY) : T(PAPERS_NOT_THERE));
	else
		papers->chosen ^= 1u << row;
	if (row >= alias_row())
		ask_again(app);
}

static void act_folder(struct app *app)
{
	prompt_ask(app, T(PAPERS_FOLDER), app->papers.folder.text, folder_typed);
}

static void act_write(struct app *app)
{
	str_clear(&app->papers.written);
	if ((app->papers.chosen & app->papers.there) == 0)
		app_say(app, true, "%s", T(PAPERS_NONE_CHOSEN));
	else
		app_emit(app, &(struct effect){ .kind = EFFECT_PAPERS, .papers = wish(app), .force = true });
}

/* From what was written back to the choice, from there to where it was asked for. */
static void act_back(struct app *app)
{
	if (app->papers.written.length > 0)
		str_clear(&app->papers.written);
	else
		app_go(app, app->papers.from);
}

const struct act_row papers_acts[] = {
	{ ACTION_MARK, act_toggle }, { ACTION_OPEN, act_toggle }, { ACTION_WRITE, act_write },
	{ ACTION_FOLDER, act_folder }, { ACTION_BACK, act_back },
	{ ACTION_NONE, NULL },
};

/* The list of what was written is read, not chosen from. */
static bool written_move(struct app *app, enum action_id action)
{
	struct list *list = &app->list[SCREEN_PAPERS];
	struct list scroll = { .selected = list->top, .rows = list->rows + 1 };

	if (!list_act(&scroll, action, (int)app->papers.file_count + WRITTEN_EXTRA))
		return false;
	list->top = scroll.selected;
	return true;
}

bool papers_move(struct app *app, enum action_id action)
{
	if (app->papers.written.length > 0)
		return written_move(app, action);
	return action != ACTION_PAGE_DOWN && list_act(&app->list[SCREEN_PAPERS], action, row_count());
}

/* ---- the picture ---------------------------------------------------------------------------------- */

static void draw_row(struct app *app, struct canvas *canvas, struct box box, int y, int row)
{
	const struct papers *papers = &app->papers;
	bool part = row > alias_row();
	bool file = row < file_rows(), there = !file || has_file(app, row);
	bool on = file ? there && papers->chosen & (1u << row) : part ? papers->without & (1u << (row - alias_row() - 1)) :
		papers->alias;
	int x = box.x + 2;

	draw_cell(canvas, &x, y, 3, on ? STYLE_STRONG : STYLE_DIM, !there ? " - " : on ? "[x]" : "[ ]");
	if (file) {
		draw_cell(canvas, &x, y, NAME_COLUMNS, there ? STYLE_TEXT : STYLE_DIM, leaving_files[row].name);
		canvas_text(canvas, x, y, box.x + box.width - x, there ? STYLE_TEXT : STYLE_DIM,
			    there ? say(leaving_files[row].words) :
			    leaving_files[row].kind == LEAVING_KIND_COUNT ? T(PAPERS_WHOLE_ONLY) : T(PAPERS_NOTHING));
	} else {
		canvas_text(canvas, x, y, box.x + box.width - x, STYLE_TEXT, part ?
			    arena_printf(app->frame, T(PAPERS_WITHOUT), leaving_part_say((enum leaving_part)(row - alias_row() - 1))) :
			    T(PAPERS_ALIAS));
	}
}

static void draw_written(struct app *app, struct canvas *canvas, struct box inner)
{
	const struct papers *papers = &app->papers;
	bool whole = inner.width >= NAME_COLUMNS + 2 + SUM_COLUMNS;
	struct list *list = &app->list[SCREEN_PAPERS];
	struct page page;
	int most;

	page_init(&page, app->frame, inner.width - 2);
	page_add(&page, STYLE_STRONG, 0, "", papers->written.text);
	page_blank(&page);
	for (size_t i = 0; i < papers->file_count; i++)
		page_add(&page, STYLE_TEXT, 0, "", arena_printf(app->frame, "%-*s %.*s%s", NAME_COLUMNS, papers->file[i].name,
			 whole ? SUM_COLUMNS : SUM_BRIEF, papers->file[i].sum, whole ? "" : "..."));
	page_blank(&page);
	page_add(&page, STYLE_DIM, 0, "", T(PAPERS_SUMS));
	list->rows = inner.height;
	most = page_draw(canvas, inner, &page, list->top);
	list->top = list->top > most ? most : list->top;
}

/* Where it goes, and what everybody will read on it. */
static void draw_foot_rows(struct app *app, struct canvas *canvas, struct box inner)
{
	int y = inner.y + inner.height - FOOT_ROWS, x = inner.x + 2;

	canvas_rule(canvas, inner.x, y, inner.width, STYLE_BORDER);
	x += canvas_text(canvas, x, y + 1, inner.width - 2, STYLE_LABEL, T(PAPERS_FOLDER)) + 2;
	canvas_text(canvas, x, y + 1, inner.x + inner.width - x, STYLE_TEXT, app->papers.folder.text);
	if (!app->session->now.sealed)
		canvas_text(canvas, inner.x + 2, y + 2, inner.width - 2, STYLE_WARNING, T(PAPERS_DRAFT));
}

void papers_draw(struct app *app, struct canvas *canvas)
{
	struct list *list = &app->list[SCREEN_PAPERS];
	struct box body = draw_body(app, 1), inner;

	draw_title(app, canvas, T(SCREEN_PAPERS));
	if (!app->session)
		return;
	inner = draw_panel(canvas, body, app->papers.written.length > 0 ? T(PANEL_PAPERS_WRITTEN) : T(PANEL_PAPERS));
	if (app->papers.written.length > 0) {
		draw_written(app, canvas, inner);
		return;
	}
	list->rows = inner.height - FOOT_ROWS;
	list->top = list_top(list->top, list->selected, row_count(), list->rows);
	for (int y = 0; y < list->rows && list->top + y < row_count(); y++) {
		draw_row(app, canvas, inner, inner.y + y, list->top + y);
		if (list->top + y == list->selected)
			draw_selected(canvas, inner.x, inner.y + y, inner.width);
	}
	if (list->top > 0)
		canvas_text(canvas, inner.x + inner.width - 1, inner.y, 1, STYLE_DIM, canvas->ascii ? "^" : "▲");
	if (list->top + list->rows < row_count())
		canvas_text(canvas, inner.x + inner.width - 1, inner.y + list->rows - 1, 1, STYLE_DIM, canvas->ascii ? "v" : "▼");
	draw_foot_rows(app, canvas, inner);
}
