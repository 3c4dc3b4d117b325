/*
 * room: the screen that the people in the room see.  It reads the file and nothing
 * else: when the file changes it loads the session anew, and every quarter of a second
 * it looks whether that is so.  When the facilitator's process is gone it waits.
 */
#include <string.h>

#include "base/arena.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/holder.h"
#include "cli/watch.h"
#include "lang/lang.h"
#include "ui/room.h"
#include "ui/tty.h"
#include "workshop/session.h"

struct room {
	struct cli_context *context;
	struct arena *life, *choice, *frame; /* choice: what the facilitator chose */
	struct store *store;
	struct session *session;
	struct room_view view;
	const char *holder;                  /* of the lease, in `choice`; NULL nobody */
	struct holder_watch watch;
	int64_t version;
};

static bool is_waiting(struct room *room)
{
	return !room->session->now.sealed &&
	       (store_moved(room->store) || !room->holder || holder_gone_lately(&room->watch, room->holder));
}

/* What the file says now; a session that can't be read keeps its last picture. */
static void look(struct room *room)
{
	struct store_room chosen;
	struct session *anew = NULL;

	if (!store_follow(room->store, room->session, NULL))
		anew = store_load(room->store, room->session->now.id, NULL);
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
	room->watch = (struct holder_watch){ 0 };
	room->holder = store_lease_holder(room->store, room->choice, room->session->now.id);
	room->view.waiting = is_waiting(room);
}

/* The facilitator may be gone without a word in the file. */
static bool look_if_changed(void *with)
{
	struct room *room = with;
	int64_t version = store_version(room->store);

	if (version == room->version && is_waiting(room) == room->view.waiting)
		return false;
	room->version = version;
	look(room);
	return true;
}

static struct canvas *picture(void *with, int width, int height, bool ascii)
{
	struct room *room = with;
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

static bool take_key(void *with, struct key key)
{
	(void)with;
	key = key_fold(key);
	if (key.code == 'L' || (key.code == NAMED_F2 && !key.modifiers))
		lang = lang == LANG_JA ? LANG_EN : LANG_JA;
	else if (key.code == 'l' && (key.modifiers & KEY_CTRL))
		tty_redraw();
	return key.code != 'q' && key.code != NAMED_ESCAPE &&
	       !(key.code == 'c' && (key.modifiers & KEY_CTRL));
}

int command_room(struct cli_context *context, const struct arguments *arguments)
{
	struct room room = { .context = context };
	const struct watch watch = { context, &room, picture, take_key, look_if_changed };
	struct error err;
	int status;

	if (!context_session(context, arguments->operand_count ? arguments->operand[0] : NULL, &room.store,
			     &room.session, &err))
		return exit_with(&err);
	room.choice = arena_new();
	room.frame = arena_new();
	room.version = store_version(room.store);
	look(&room);
	status = option_is(arguments, "dump") ? watch_dump(&watch, option_value(arguments, "size")) :
		 watch_run(&watch);
	store_session_free(room.session);
	store_close(room.store);
	arena_free(room.choice);
	arena_free(room.frame);
	return status;
}
