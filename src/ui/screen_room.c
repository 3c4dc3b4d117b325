/* What the room sees is the facilitator's to choose: one key shows it what is on the
 * screen now, as far as it is for the room at all; a small preview says what that is. */
#include <string.h>

#include "lang/words_ui.h"
#include "ui/screens.h"

enum { PREVIEW_WIDTH = 48, PREVIEW_HEIGHT = 12, SHRUNK_WIDTH = 44, SHRUNK_HEIGHT = 9 };

static void show(struct app *app, enum room_show what, const char *item, int question)
{
	/* After the seal the facilitator may still take a picture away. */
	if (!(app->session && app->session->now.sealed) && !app_may_record(app))
		return;
	app->room = what;
	app->room_question = question;
	str_clear(&app->room_item);
	str_add(&app->room_item, item);
	app->preview = true;
	app_emit(app, &(struct effect){ .kind = EFFECT_ROOM, .tab = room_show_name(what), .number = question,
					.id = *item ? arena_strdup(app->out, item) : NULL });
	if (what == ROOM_QUESTION)
		app_say(app, false, T(ROOM_NOW_QUESTION), question);
	else
		app_say(app, false, T(ROOM_NOW), room_show_say(what));
}

/* The next question each time; after the last one the first. */
static int next_question(const struct app *app, const struct stop *stop)
{
	bool going_on = app->room == ROOM_QUESTION && strcmp(app->room_item.text, stop->id) == 0;
	int next = going_on ? app->room_question + 1 : 1;

	return next <= (int)stop->item->question_count ? next : 1;
}

void act_room(struct app *app)
{
	static const enum room_show of_tab[TAB_COUNT] = {
		[TAB_EXPLAIN] = ROOM_ITEM, [TAB_QUESTIONS] = ROOM_QUESTION, [TAB_POSITIONS] = ROOM_POSITIONS,
		[TAB_DECIDE] = ROOM_DECISION, [TAB_SHEET] = ROOM_ITEM, [TAB_LAST] = ROOM_ITEM,
	};
	const struct stop *stop = app_stop(app);
	enum room_show what = of_tab[app->tab];

	if (app->screen == SCREEN_OVERVIEW) {
		show(app, ROOM_OVERVIEW, "", 0);
		return;
	}
	if (app->screen != SCREEN_ITEM || !stop)
		return;
	if (!stop->item || (what == ROOM_QUESTION && stop->item->question_count == 0))
		what = ROOM_ITEM;
	show(app, what, stop->id, what == ROOM_QUESTION ? next_question(app, stop) : 0);
}

void act_room_blank(struct app *app)
{
	show(app, ROOM_BLANK, "", 0);
}

/* The room's picture at a small size in the lower right corner. */
void room_preview(struct app *app, struct canvas *canvas)
{
	struct canvas *small = canvas_new(app->frame, SHRUNK_WIDTH, SHRUNK_HEIGHT);
	struct box box = { canvas->width - PREVIEW_WIDTH - 1, canvas->height - PREVIEW_HEIGHT - 2,
			   PREVIEW_WIDTH, PREVIEW_HEIGHT };
	struct room_view view = { .session = app->session, .show = app->room, .item = app->room_item.length ?
				  app->room_item.text : NULL, .question = app->room_question, .now = app->now };
	struct box inner;

	if (!app->session || app->form.open)
		return;
	small->ascii = canvas->ascii;
	room_draw(&view, app->frame, small);
	canvas_fill(canvas, box, STYLE_TEXT);
	inner = draw_panel(canvas, box, T(ROOM_PREVIEW));
	for (int y = 0; y < SHRUNK_HEIGHT; y++)
		for (int x = 0; x < SHRUNK_WIDTH; x++)
			*canvas_cell(canvas, inner.x + x, inner.y + y) = *canvas_cell(small, x, y);
}
