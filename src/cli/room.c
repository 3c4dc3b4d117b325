/*
 * room: the screen that the people in the room see.  It reads the file and nothing
 * else: when the file changes it loads the session anew, and every quarter of a second
 * it looks whether that is so.  When the facilitator's process is gone it waits.
 */
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/holder.h"
#include "cli/output.h"
#include "cli/script.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "ui/room.h"
#include "ui/tty.h"
#include "workshop/session.h"

enum { LOOK_MS = 250, DUMP_WIDTH = 80, DUMP_HEIGHT = 24 };

struct room {
	struct cli_context *context;
	struct arena *life, *choice, *frame; /* choice: what the facilitator chose */
	struct store *store;
	struct session *session;
	struct room_view view;
	int64_t version;
	bool quit;
};

/* What the file says now; a session that can't be read keeps its last picture. */
static void look(struct room *room)
{
	struct store_room chosen;
	struct session *anew = store_load(room->store, room->session->now.id, NULL);
	const char *holder;

	if (anew) {
		store_session_free(room->session);
		room->session = anew;
	}
	arena_reset(room->choice);
	room->view = (struct room_view){ .session = room->session, .show = ROOM_ITEM };
	if (store_room_get(room->store, room->choice, room->session->now.id, &chosen)) {
		room_show_find(chosen.show, &room->view.show);
		room->view.item = chosen.item;
		room->view.question = chosen.question;
	}
	holder = store_lease_holder(room->store, room->choice, room->session->now.id);
	room->view.waiting = !room->session->now.sealed && (!holder || holder_gone(holder));
}

/* The facilitator may be gone without a word in the file. */
static void look_if_changed(struct room *room)
{
	int64_t version = store_version(room->store);
	const char *holder = store_lease_holder(room->store, room->frame, room->session->now.id);
	bool waiting = !room->session->now.sealed && (!holder || holder_gone(holder));

	if (version != room->version || waiting != room->view.waiting)
		look(room);
	room->version = version;
}

static struct canvas *picture(struct room *room, int width, int height, bool ascii)
{
	struct canvas *canvas;
	const struct clock *clock = &room->context->clock;
	int64_t at = clock_now(clock);

	arena_reset(room->frame);
	canvas = canvas_new(room->frame, width, height);
	canvas->ascii = ascii;
	canvas_cursor(canvas, -1, -1);
	room->view.now = (struct app_now){ at, clock_zone(clock, at), clock_today(clock) };
	room_draw(&room->view, room->frame, canvas);
	return canvas;
}

static void take_key(struct room *room, struct key key)
{
	key = key_fold(key);
	if (key.code == 'q' || key.code == NAMED_ESCAPE || (key.code == 'c' && (key.modifiers & KEY_CTRL)))
		room->quit = true;
	else if (key.code == 'L' || (key.code == NAMED_F2 && !key.modifiers))
		lang = lang == LANG_JA ? LANG_EN : LANG_JA;
	else if (key.code == 'l' && (key.modifiers & KEY_CTRL))
		tty_redraw();
}

static int show_on_terminal(struct room *room)
{
	struct tty_options options = { .ascii = room->context->ascii, .no_color = room->context->no_color };
	int width, height;
	struct error err;

	tty_catch_signals();
	if (!tty_start(&options, &err))
		return exit_with(&err);
	log_on_fatal(tty_stop);
	while (!room->quit && !tty_signal()) {
		tty_size(&width, &height);
		tty_show(picture(room, width, height, room->context->ascii || tty_ascii()));
		take_key(room, tty_key(LOOK_MS));
		look_if_changed(room);
	}
	tty_stop();
	return tty_signal() ? 128 + tty_signal() : EXIT_DONE;
}

static int dump(struct room *room, const char *size)
{
	int width = DUMP_WIDTH, height = DUMP_HEIGHT;
	struct str text = STR_INIT;
	struct error err;

	if (size && !script_size(size, &width, &height)) {
		error_set(&err, ERROR_USAGE, T(CLI_SIZE_BAD), size);
		return exit_with(&err);
	}
	canvas_dump(picture(room, width, height, room->context->ascii), false, &text);
	output_text(&text);
	str_release(&text);
	return EXIT_DONE;
}

int command_room(struct cli_context *context, const struct arguments *arguments)
{
	struct room room = { .context = context };
	struct error err;
	int status;

	if (!context_session(context, arguments->operand_count ? arguments->operand[0] : NULL, &room.store,
			     &room.session, &err))
		return exit_with(&err);
	room.choice = arena_new();
	room.frame = arena_new();
	room.version = store_version(room.store);
	look(&room);
	status = option_is(arguments, "dump") ? dump(&room, option_value(arguments, "size")) :
		 show_on_terminal(&room);
	store_session_free(room.session);
	store_close(room.store);
	arena_free(room.choice);
	arena_free(room.frame);
	return status;
}
