/*
 * apply: events as JSON lines through the same gate as keys, all or none.  The
 * lines are read first, then one transaction takes them; the dry run takes
 * them in memory.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/event_lines.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/words_cli.h"
#include "workshop/session.h"

enum {
	INPUT_BYTES_MAX = 256 * 1024 * 1024,
	ATTEMPTS = 3             /* when others write at the same time */
};

/* A line without `at` happens now, or with the line before it when that is later. */
static void give_times(const struct cli_context *context, const struct session *session,
		       struct event *event, size_t count)
{
	int64_t latest = session_head(session) ? session_head(session)->at : 0;
	int64_t now = clock_now(&context->clock);

	for (size_t i = 0; i < count; i++) {
		if (!event[i].at)
			event[i].at = now > latest ? now : latest;
		latest = event[i].at;
	}
}

static bool try_in_memory(struct session *session, struct arena *arena, struct event *event,
			  size_t count, size_t *refused, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		*refused = i;
		if (!event_prepare(session, arena, &event[i], err) ||
		    !session_check(session, &event[i], err))
			return false;
		session_apply(session, &event[i]);
	}
	return true;
}

/* One try with the session as it is now in the file. */
static bool attempt(struct cli_context *context, struct store *store, const char *id,
		    const struct event_lines *lines, bool dry, bool *stale, struct error *err)
{
	struct session *session = store_load(store, id, err);
	size_t refused = lines->count;
	struct event *event;
	bool done;

	if (!session)
		return false;
	event = arena_array(context->arena, lines->count + 1, sizeof(*event));
	if (lines->count)
		memcpy(event, lines->event, lines->count * sizeof(*event));
	give_times(context, session, event, lines->count);
	if (dry || lines->count == 0) {
		done = try_in_memory(session, context->arena, event, lines->count, &refused, err);
	} else {
		struct store_append what = { .event = event, .count = lines->count,
					     .refused = &refused, .stale = stale };

		done = store_append(store, session, &what, err) || command_in_doubt(store, err);
	}
	if (!done && refused < lines->count)
		error_prefix(err, T(CLI_LINE), lines->number[refused]);
	store_session_free(session);
	return done;
}

static void tell(struct cli_context *context, size_t count, bool dry)
{
	struct json *map = json_map(context->arena);
	struct str text = STR_INIT;

	if (context->json) {
		json_put_int(context->arena, map, "events", (int64_t)count);
		json_put_bool(context->arena, map, "recorded", !dry);
		output_json(map);
		return;
	}
	str_printf(&text, dry ? TN(count, CLI_WOULD_APPLY) : TN(count, CLI_APPLIED), (long)count);
	str_add_char(&text, '\n');
	output_text(&text);
	str_release(&text);
}

static bool apply(struct cli_context *context, const struct arguments *arguments, bool dry,
		  const struct event_lines *lines, struct error *err)
{
	struct store *store = dry ? context_read(context, err) : context_write(context, false, err);
	bool done = false, stale = true;
	const char *id;

	if (!store)
		return false;
	id = store_find(store, context->arena, arguments->operand[0], err);
	for (int i = 0; id && !done && stale && i < ATTEMPTS; i++) {
		stale = false;
		done = attempt(context, store, id, lines, dry, &stale, err);
	}
	store_close(store);
	return done;
}

int command_apply(struct cli_context *context, const struct arguments *arguments)
{
	const char *path = arguments->operand_count > 1 ? arguments->operand[1] : "-";
	bool dry = option_is(arguments, "dry-run");
	struct event_lines lines = { .count = 0 };
	struct error err;
	size_t length;
	char *bytes;

	if (!context_file(context, path, INPUT_BYTES_MAX, &bytes, &length, &err) ||
	    !event_lines_read(context->arena, bytes, length, &lines, &err) ||
	    !apply(context, arguments, dry, &lines, &err))
		return exit_with(&err);
	tell(context, lines.count, dry);
	return EXIT_DONE;
}
