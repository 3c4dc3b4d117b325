/* replay: a past session on the room's screen, minute by minute. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/command.h"
#include "cli/desk.h"
#include "cli/exit.h"
#include "cli/watch.h"
#include "lang/words_cli.h"
#include "ui/replay.h"
#include "ui/tty.h"
#include "workshop/session.h"

struct showing {
	struct arena *frame;
	struct replay *replay;
	int64_t since; /* monotonic, when it was last looked at; 0: not yet */
};

static struct canvas *picture(void *with, int width, int height, bool ascii)
{
	struct showing *showing = with;
	struct canvas *canvas;

	arena_reset(showing->frame);
	canvas = canvas_new(showing->frame, width, height);
	canvas->ascii = ascii;
	replay_draw(showing->replay, showing->frame, canvas);
	return canvas;
}

static bool take_key(void *with, struct key key)
{
	struct showing *showing = with;
	enum replay_wish wish = replay_key(showing->replay, key);

	if (wish == REPLAY_REDRAW)
		tty_redraw();
	return wish != REPLAY_LEAVE;
}

static bool pass(void *with)
{
	struct showing *showing = with;
	int64_t now = desk_monotonic(), ms = showing->since ? now - showing->since : 0;

	showing->since = now;
	return replay_pass(showing->replay, ms);
}

/* "17" or "#17". */
static bool event_number(const char *text, int64_t *n, struct error *err)
{
	const char *digits = *text == '#' ? text + 1 : text;

	if (*digits == '\0' || strlen(digits) > 9 || digits[strspn(digits, "0123456789")] != '\0')
		return error_set(err, ERROR_USAGE, T(CLI_AT_BAD), text);
	*n = strtoll(digits, NULL, 10);
	return true;
}

static int show(struct cli_context *context, const struct arguments *arguments, const struct session *session)
{
	struct showing showing = { .frame = arena_new() };
	const struct watch watch = { context, &showing, picture, take_key, pass };
	const char *at = option_value(arguments, "at");
	struct error err;
	int64_t n = 0;
	int status;

	showing.replay = replay_new(session, clock_zone(&context->clock, session->now.opened_at));
	if (at && !event_number(at, &n, &err)) {
		status = exit_with(&err);
	} else {
		if (at)
			replay_go(showing.replay, n);
		status = option_is(arguments, "dump") ? watch_dump(&watch, option_value(arguments, "size")) :
			 watch_run(&watch);
	}
	replay_free(showing.replay);
	arena_free(showing.frame);
	return status;
}

int command_replay(struct cli_context *context, const struct arguments *arguments)
{
	struct session *session;
	struct store *store;
	struct error err;
	int status;

	if (!context_session(context, arguments->operand[0], &store, &session, &err))
		return exit_with(&err);
	status = show(context, arguments, session);
	store_session_free(session);
	store_close(store);
	return status;
}
