/*
 * seat: one participant's sealed ballot on a terminal of its own.  It reads the file
 * as the room's screen does, and writes nothing into it but that person's positions.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/sitting.h"
#include "cli/watch.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "ui/room.h"
#include "ui/tty.h"
#include "workshop/session.h"

static void tell_time(struct sitting *sitting)
{
	const struct clock *clock = &sitting->context->clock;
	int64_t at = clock_now(clock);

	seat_time(sitting->seat, (struct app_now){ at, clock_zone(clock, at), clock_today(clock) });
}

static bool facilitator_gone(struct sitting *sitting)
{
	return !sitting->session->now.sealed &&
	       (store_moved(sitting->store) || !sitting->holder || holder_gone_lately(&sitting->watch, sitting->holder));
}

static void look_at_choice(struct sitting *sitting)
{
	struct room_choice choice = { .show = ROOM_ITEM };
	struct store_room chosen;

	if (store_room_get(sitting->store, sitting->holders, sitting->session->now.id, &chosen)) {
		room_show_find(chosen.show, &choice.show);
		choice.item = chosen.item;
		choice.question = chosen.question;
	}
	seat_room(sitting->seat, &choice);
}

/* What others recorded; a session that can't be read keeps its last picture. */
static void look(struct sitting *sitting)
{
	struct session *anew;

	arena_reset(sitting->holders);
	sitting->watch = (struct holder_watch){ 0 };
	sitting->holder = store_lease_holder(sitting->store, sitting->holders, sitting->session->now.id);
	sitting->gone = facilitator_gone(sitting);
	if (!store_follow(sitting->store, sitting->session, NULL)) {
		anew = store_load(sitting->store, sitting->session->now.id, NULL);
		if (anew) {
			seat_session(sitting->seat, anew, sitting->gone);
			store_session_free(sitting->session);
			sitting->session = anew;
		}
	}
	seat_session(sitting->seat, sitting->session, sitting->gone);
	look_at_choice(sitting);
}

bool sitting_look(struct sitting *sitting)
{
	int64_t version = store_version(sitting->store);

	if (version == sitting->version && facilitator_gone(sitting) == sitting->gone)
		return false;
	sitting->version = version;
	look(sitting);
	return true;
}

static void record(struct sitting *sitting)
{
	struct arena *arena = arena_new();
	struct event ballot = seat_ballot(sitting->seat, arena);
	struct store_append what = { .event = &ballot, .count = 1, .live = true, .follow = true };
	struct error err = { .class = ERROR_NONE };
	bool done = store_append(sitting->store, sitting->session, &what, &err);

	seat_recorded(sitting->seat, done ? NULL : err.text);
	look(sitting);
	arena_free(arena);
}

struct canvas *sitting_picture(struct sitting *sitting, int width, int height, bool ascii)
{
	struct canvas *canvas;

	arena_reset(sitting->frame);
	canvas = canvas_new(sitting->frame, width, height);
	canvas->ascii = ascii;
	tell_time(sitting);
	seat_draw(sitting->seat, sitting->frame, canvas);
	return canvas;
}

enum seat_wish sitting_key(struct sitting *sitting, struct key key)
{
	enum seat_wish wish;

	tell_time(sitting);
	wish = seat_key(sitting->seat, key);
	if (wish == SEAT_RECORD)
		record(sitting);
	return wish;
}

/* Is the text how this person's name begins, without regard to width and case? */
static bool begins(struct arena *arena, const char *name, const char *text)
{
	const char *folded = text_fold(arena, text);

	return strncmp(text_fold(arena, name), folded, strlen(folded)) == 0;
}

/* An id, or the beginning of just one name; the names that there are when it is neither. */
static const char *find_participant(const struct session *session, struct arena *arena, const char *text,
				    struct error *err)
{
	const struct session_state *now = &session->now;
	const char *found = NULL;
	struct str names = STR_INIT;
	int count = 0;

	if (session_participant(session, text) && !session_participant(session, text)->removed)
		return session_participant(session, text)->id;
	for (size_t i = 0; i < now->participant_count; i++) {
		const struct participant *who = &now->participant[i];

		if (who->removed)
			continue;
		str_printf(&names, "%s%s %s", names.length ? ", " : "", who->id, who->name);
		if (!begins(arena, who->name, text))
			continue;
		found = who->id;
		count++;
	}
	if (count != 1)
		error_set(err, ERROR_NO_INPUT, count ? T(CLI_SEAT_SEVERAL) : T(CLI_SEAT_UNKNOWN), text, names.text);
	str_release(&names);
	return count == 1 ? found : NULL;
}

static bool open_session(struct sitting *sitting, const char *name, struct error *err)
{
	const char *id;

	sitting->store = context_write(sitting->context, false, err);
	if (!sitting->store)
		return false;
	id = store_find(sitting->store, sitting->context->arena, name, err);
	sitting->session = id ? store_load(sitting->store, id, err) : NULL;
	return sitting->session != NULL;
}

bool sitting_open(struct sitting *sitting, struct cli_context *context, const char *session, const char *who,
		  struct error *err)
{
	const char *id;

	*sitting = (struct sitting){ .context = context, .frame = arena_new(), .holders = arena_new() };
	id = open_session(sitting, session, err) ?
	     find_participant(sitting->session, context->arena, who, err) : NULL;
	if (!id) {
		sitting_close(sitting);
		return false;
	}
	sitting->seat = seat_new(id);
	sitting->version = store_version(sitting->store);
	look(sitting);
	return true;
}

void sitting_close(struct sitting *sitting)
{
	seat_free(sitting->seat);
	store_session_free(sitting->session);
	store_close(sitting->store);
	arena_free(sitting->frame);
	arena_free(sitting->holders);
}

/* ---- on a terminal ------------------------------------------------------------------------ */

static struct canvas *picture(void *with, int width, int height, bool ascii)
{
	return sitting_picture(with, width, height, ascii);
}

static bool take_key(void *with, struct key key)
{
	enum seat_wish wish = sitting_key(with, key);

	if (wish == SEAT_REDRAW)
		tty_redraw();
	return wish != SEAT_LEAVE;
}

static bool look_if_changed(void *with)
{
	return sitting_look(with);
}

int command_seat(struct cli_context *context, const struct arguments *arguments)
{
	struct sitting sitting;
	const struct watch watch = { context, &sitting, picture, take_key, look_if_changed };
	struct error err;
	int status;

	if (!sitting_open(&sitting, context, arguments->operand[0], arguments->operand[1], &err))
		return exit_with(&err);
	status = option_is(arguments, "dump") ? watch_dump(&watch, option_value(arguments, "size")) : watch_run(&watch);
	sitting_close(&sitting);
	return status;
}
