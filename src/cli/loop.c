/*
 * Draw, wait for a key at most 250 ms, take all keys that are there, look
 * around, draw again.  Draining before drawing makes a paste or a held key as
 * quick as one key; the limit keeps the screen alive under a stuck one.
 */
#include "cli/loop.h"

#include "base/arena.h"
#include "base/log.h"
#include "cli/desk.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "ui/tty.h"

enum { DRAIN_MAX = 500 };

/* What the last picture was of: without a key and without news it is the same until
 * the next second, and need not be made. */
struct shown { int width, height; int64_t second; };

static bool has_aged(struct desk *desk, struct shown *shown)
{
	struct shown now = { .second = clock_now(&desk->context->clock) / 1000 };
	bool aged;

	tty_size(&now.width, &now.height);
	aged = now.width != shown->width || now.height != shown->height || now.second != shown->second;
	*shown = now;
	return aged;
}

static void draw(struct desk *desk, struct arena *frame, const struct shown *shown)
{
	struct canvas *canvas;

	arena_reset(frame);
	canvas = canvas_new(frame, shown->width, shown->height);
	canvas->ascii = desk->context->ascii || tty_ascii();
	desk_time(desk);
	app_draw(desk->app, canvas);
	tty_show(canvas);
}

static void take_key(struct desk *desk, struct key key)
{
	int width, height;

	if (key.code == NAMED_RESIZE) {
		tty_size(&width, &height);
		desk_resize(desk, width, height);
		return;
	}
	desk_key(desk, key);
	if (desk->redraw)
		tty_redraw();
	if (desk->suspend)
		tty_suspend();
	desk->redraw = desk->suspend = false;
}

/* False: no key came. */
static bool wait_and_take(struct desk *desk)
{
	struct key key = tty_key(desk_patience(desk));
	bool came = key.code != NAMED_NONE;

	for (int i = 0; key.code != NAMED_NONE && !desk->quit && !tty_signal(); i++) {
		take_key(desk, key);
		if (i == DRAIN_MAX || desk->sample)
			break;
		key = tty_key(0);
	}
	return came;
}

static void fit(struct desk *desk)
{
	int width, height;

	tty_size(&width, &height);
	desk_resize(desk, width, height);
	app_ascii(desk->app, desk->context->ascii || tty_ascii());
}

/* False: the desk is closed, `err` says why. */
static bool sit(struct desk *desk, struct error *err)
{
	struct arena *frame = arena_new();
	struct shown shown = { 0, 0, -1 };
	bool news = true, open = true;

	fit(desk);
	while (open && !desk->quit && !tty_signal()) {
		if (has_aged(desk, &shown) || news)
			draw(desk, frame, &shown);
		news = wait_and_take(desk);
		if (desk->sample) {
			open = desk_change(desk, err);
			if (open)
				fit(desk);
		}
		news = (open && desk_tick(desk, false)) || news;
	}
	arena_free(frame);
	return open;
}

int loop_run(struct cli_context *context, const char *session, int ambiguous)
{
	struct tty_options options = {
		.ascii = context->ascii, .no_color = context->no_color, .ambiguous = ambiguous };
	struct desk desk;
	struct error err;
	int status = EXIT_DONE, width, rows;

	tty_catch_signals();
	/* The terminal first: where there is none, no database is made either. */
	if (!tty_start(&options, &err))
		return exit_with(&err);
	log_on_fatal(tty_stop);
	tty_size(&width, &rows);
	if (!desk_open(&desk, context, session, rows, &err)) {
		tty_stop();
		return exit_with(&err);
	}
	if (!sit(&desk, &err)) {
		tty_stop();
		return exit_with(&err);
	}
	if (tty_signal())
		status = 128 + tty_signal();
	/* What is typed goes into the file before anything else can go wrong. */
	desk_close(&desk);
	tty_stop();
	if (desk.lost) {
		output_complain("%s", desk_lost_words(&desk, context->arena));
		return EXIT_IO;
	}
	if (context->moved_from)
		output_complain(context->salvaged ? T(CLI_SALVAGED_END) : T(CLI_RESCUED_END), context->database,
				context->moved_from);
	return status;
}
