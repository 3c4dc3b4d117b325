/* new: a session and its participants in one transaction. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/opening.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "content/pack.h"
#include "lang/words_cli.h"
#include "workshop/session.h"

/* The options that are texts of session_opened as they stand. */
static const struct { const char *option, *field; } texts[] = {
	{ "title", "title" }, { "organisation", "organisation" }, { "entity", "entity" },
	{ "agenda", "agenda" }, { "label", "label" }, { "language", "language" },
	{ "purpose", "purpose" },
};

static bool put_date(struct cli_context *context, const struct arguments *arguments,
		     struct json *body, struct error *err)
{
	struct date today = clock_today(&context->clock), date = today;
	const char *given = option_value(arguments, "date");
	char text[16];

	if (given && !date_understand(given, today, &date))
		return error_set(err, ERROR_USAGE, T(CLI_DATE_BAD), given);
	date_format(date, text, sizeof(text));
	json_put_text(context->arena, body, "held_on", text);
	return true;
}

static bool put_quorum(struct cli_context *context, const struct arguments *arguments,
		       struct json *body, struct error *err)
{
	const char *given = option_value(arguments, "quorum");
	char *end;
	long quorum;

	if (!given)
		return true;
	quorum = strtol(given, &end, 10);
	if (end == given || *end || quorum < 0 || quorum > 1000)
		return error_set(err, ERROR_USAGE, T(CLI_QUORUM_BAD), given);
	json_put_int(context->arena, body, "quorum", quorum);
	return true;
}

static bool put_parent(struct cli_context *context, struct store *store,
		       const struct arguments *arguments, struct json *body, struct error *err)
{
	const char *given = option_value(arguments, "parent"), *id;

	if (!given)
		return true;
	id = store_find(store, context->arena, given, err);
	if (!id)
		return error_prefix(err, "--parent: ");
	json_put_text(context->arena, body, "parent", id);
	return true;
}

/* What was not said is taken from the pack and the language in use. */
static void put_defaults(struct arena *arena, const struct pack *pack, struct json *body)
{
	if (!json_get(body, "language"))
		json_put_text(arena, body, "language", lang_code(lang));
	if (!json_get(body, "agenda") && pack->agenda_count)
		json_put_text(arena, body, "agenda", pack_usual_agenda(pack)->id);
}

static struct json *opened(struct cli_context *context, struct store *store, const struct pack *pack,
			   const struct arguments *arguments, struct error *err)
{
	struct json *body = json_map(context->arena);

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		json_put_text(context->arena, body, texts[i].field,
			      option_value(arguments, texts[i].option));
	put_defaults(context->arena, pack, body);
	if (!put_date(context, arguments, body, err) ||
	    !put_quorum(context, arguments, body, err) ||
	    !put_parent(context, store, arguments, body, err))
		return NULL;
	return opening_body(context, store, context->arena, pack, body);
}

/* Cuts "NAME;ROLE;vote" at its semicolons, the full-width one too. */
static char *cut(char **at)
{
	char *start = *at, *half = strchr(start, ';'), *full = strstr(start, "；");
	char *end = half && (!full || half < full) ? half : full;

	if (!end) {
		*at = start + strlen(start);
		return start;
	}
	*at = end + (end == half ? 1 : strlen("；"));
	*end = '\0';
	return start;
}

static struct json *participant(struct arena *arena, const char *text, struct error *err)
{
	char *at = arena_strdup(arena, text);
	const char *name = cut(&at), *role = cut(&at), *vote = cut(&at);
	struct json *body = json_map(arena);

	json_put_text(arena, body, "name", name);
	json_put_text(arena, body, "role", role);
	if (*at || !*name || !*role ||
	    (*vote && strcmp(vote, "vote") != 0 && strcmp(vote, "novote") != 0)) {
		error_set(err, ERROR_USAGE, T(CLI_PARTICIPANT_BAD), text);
		return NULL;
	}
	json_put_bool(arena, body, "votes", strcmp(vote, "vote") == 0);
	return body;
}

static bool make_events(struct cli_context *context, struct store *store, const struct pack *pack,
			const struct arguments *arguments, struct store_append *what,
			struct error *err)
{
	int64_t now = clock_now(&context->clock);
	size_t people = 0;

	while (option_nth(arguments, "participant", people))
		people++;
	what->event = arena_array(context->arena, people + 1, sizeof(*what->event));
	what->count = people + 1;
	for (size_t i = 0; i < what->count; i++) {
		struct event *event = &what->event[i];

		event->at = now;
		event->kind_name = i ? "participant_added" : "session_opened";
		event->body = i ? participant(context->arena,
					      option_nth(arguments, "participant", i - 1), err)
				: opened(context, store, pack, arguments, err);
		if (!event->body)
			return false;
	}
	return true;
}

/* Its number in this file is what people will type. */
static int64_t number_of(struct store *store, struct arena *arena, const char *id)
{
	const struct store_session *row = store_row(store, arena, id, NULL);

	return row ? row->number : 0;
}

static void tell(struct cli_context *context, struct store *store, const char *id)
{
	int64_t number = number_of(store, context->arena, id);
	struct json *map = json_map(context->arena);

	if (!context->json) {
		printf("%lld %s\n", (long long)number, id);
		return;
	}
	json_put_int(context->arena, map, "number", number);
	json_put_text(context->arena, map, "id", id);
	output_json(map);
}

static bool create(struct cli_context *context, struct store *store, const struct pack *pack,
		   const struct arguments *arguments, struct error *err)
{
	struct store_append what = { .live = true };
	struct session *session;
	bool done;

	if (!make_events(context, store, pack, arguments, &what, err))
		return false;
	session = session_new(pack);
	done = store_append(store, session, &what, err) || command_in_doubt(store, err);
	if (done)
		tell(context, store, session->now.id);
	session_free(session);
	return done;
}

int command_new(struct cli_context *context, const struct arguments *arguments)
{
	const struct pack *pack;
	struct store *store;
	struct error err;
	bool done;

	for (size_t i = 0; i < 2; i++) { /* title and organisation */
		if (!option_is(arguments, texts[i].option)) {
			error_set(&err, ERROR_USAGE, T(CLI_NEW_NEEDS), texts[i].option);
			return exit_with(&err);
		}
	}
	pack = packs_choose(context, option_value(arguments, "pack"), &err);
	if (!pack)
		return exit_with(&err);
	store = context_write(context, true, &err);
	if (!store)
		return exit_with(&err);
	done = create(context, store, pack, arguments, &err);
	if (done)
		store_close(store);
	else
		store_close_unused(store);
	return done ? EXIT_DONE : exit_with(&err);
}
