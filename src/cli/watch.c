/* See watch.h. */
#include "cli/watch.h"

#include "base/error.h"
#include "base/log.h"
#include "base/str.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "cli/script.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "ui/tty.h"

/* LOOK_MS: a third of a second from the facilitator's key to the picture, and some
 * room to spare. */
enum { LOOK_MS = 250, MINUTE = 60000, DUMP_WIDTH = 80, DUMP_HEIGHT = 24 };

/* What the last picture was of. */
struct shown { int width, height; int64_t minute; };

static void draw(const struct watch *watch, struct shown *shown)
{
	tty_show(watch->picture(watch->with, shown->width, shown->height, watch->context->ascii || tty_ascii()));
}

static bool has_aged(const struct watch *watch, struct shown *shown)
{
	struct shown now = { .minute = clock_now(&watch->context->clock) / MINUTE };
	bool aged;

	tty_size(&now.width, &now.height);
	aged = now.width != shown->width || now.height != shown->height || now.minute != shown->minute;
	*shown = now;
	return aged;
}

static void follow(const struct watch *watch)
{
	struct shown shown = { 0, 0, -1 };
	bool stay = true;

	while (stay && !tty_signal()) {
		struct key key;
		bool changed = has_aged(watch, &shown);

		if (watch->look(watch->with) || changed)
			draw(watch, &shown);
		key = tty_key(LOOK_MS);
		for (; stay && key.code != NAMED_NONE && !tty_signal(); key = tty_key(0)) {
			stay = watch->key(watch->with, key);
			shown.minute = -1;
		}
	}
}

int watch_run(const struct watch *watch)
{
	struct tty_options options = { .ascii = watch->context->ascii, .no_color = watch->context->no_color };
	struct error err;

	tty_catch_signals();
	if (!tty_start(&options, &err))
		return exit_with(&err);
	log_on_fatal(tty_stop);
	follow(watch);
	tty_stop();
	return tty_signal() ? 128 + tty_signal() : EXIT_DONE;
}

int watch_dump(const struct watch *watch, const char *size)
{
	int width = DUMP_WIDTH, height = DUMP_HEIGHT;
	struct str text = STR_INIT;
	struct error err;

	if (size && !script_size(size, &width, &height)) {
		error_set(&err, ERROR_USAGE, T(CLI_SIZE_BAD), size);
		return exit_with(&err);
	}
	canvas_dump(watch->picture(watch->with, width, height, watch->context->ascii), false, &text);
	output_text(&text);
	str_release(&text);
	return EXIT_DONE;
}
