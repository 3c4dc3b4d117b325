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
#include "ui/tty.h"

enum { DRAIN_MAX = 500 };

static void draw(struct desk *desk, struct arena *frame)
{
	struct canvas *canvas;
	int width, height;

	arena_reset(frame);
	tty_size(&width, &height);
	canvas = canvas_new(frame, width, height);
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
		app_resize(desk->app, width, height);
		return;
	}
	desk_key(desk, key);
	if (desk->redraw)
		tty_redraw();
	if (desk->suspend)
		tty_suspend();
	desk->redraw = desk->suspend = false;
}

static void wait_and_take(struct desk *desk)
{
	struct key key = tty_key(desk_patience(desk));

	for (int i = 0; key.code != NAMED_NONE && !desk->quit && !tty_signal(); i++) {
		take_key(desk, key);
		if (i == DRAIN_MAX)
			return;
		key = tty_key(0);
	}
}

static void sit(struct desk *desk)
{
	struct arena *frame = arena_new();
	int width, height;

	tty_size(&width, &height);
	app_resize(desk->app, width, height);
	app_ascii(desk->app, desk->context->ascii || tty_ascii());
	while (!desk->quit && !tty_signal()) {
		draw(desk, frame);
		wait_and_take(desk);
		desk_tick(desk, false);
	}
	arena_free(frame);
}

int loop_run(struct cli_context *context, const char *session, int ambiguous)
{
	struct tty_options options = {
		.ascii = context->ascii, .no_color = context->no_color, .ambiguous = ambiguous };
	struct desk desk;
	struct error err;
	int status = EXIT_DONE;

	tty_catch_signals();
	/* The terminal first: where there is none, no database is made either. */
	if (!tty_start(&options, &err))
		return exit_with(&err);
	log_on_fatal(tty_stop);
	if (!desk_open(&desk, context, session, &err)) {
		tty_stop();
		return exit_with(&err);
	}
	sit(&desk);
	if (tty_signal())
		status = 128 + tty_signal();
	/* What is typed goes into the file before anything else can go wrong. */
	desk_close(&desk);
	tty_stop();
	return status;
}
