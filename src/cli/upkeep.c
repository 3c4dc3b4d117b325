/* verify, check, rebuild, backup: the file itself. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/words_cli.h"

/* The titles by number, which the verdict does not carry; "" where the list has
 * none.  Where the list itself is damaged, the journal still tells its tale. */
struct titles { const char **title; int64_t most; };

static struct titles read_titles(struct arena *arena, struct store *store)
{
	struct titles titles = { .most = 0 };
	struct store_session *row;
	size_t count = 0;

	row = store_list(store, arena, &count, NULL);
	for (size_t i = 0; row && i < count; i++)
		if (row[i].number > titles.most)
			titles.most = row[i].number;
	/* Numbers are given one by one: more of them than rows is a changed file. */
	if (titles.most > 1000000)
		titles.most = 0;
	titles.title = arena_array(arena, (size_t)titles.most + 1, sizeof(*titles.title));
	for (size_t i = 0; row && i < count; i++)
		if (row[i].number > 0 && row[i].number <= titles.most)
			titles.title[row[i].number] = row[i].title;
	return titles;
}

static const char *title_of(const struct titles *titles, int64_t number)
{
	bool known = number > 0 && number <= titles->most && titles->title[number];

	return known ? titles->title[number] : "";
}

/* One session as verify found it. */
static void add_line(struct cli_context *context, struct json *list, struct str *out,
		     const struct store_verified *verified, const char *title)
{
	struct arena *arena = context->arena;
	struct json *map = json_map(arena);

	str_printf(out, TN(verified->events, CLI_VERIFIED), (long long)verified->number, title,
		   (long long)verified->events, verified->sound ? T(CLI_SOUND) : T(CLI_BROKEN),
		   verified->head);
	str_add_char(out, '\n');
	json_put_int(arena, map, "number", verified->number);
	json_put_text(arena, map, "id", verified->id);
	json_put_int(arena, map, "events", verified->events);
	json_put_text(arena, map, "head", verified->head);
	json_put_bool(arena, map, "sound", verified->sound);
	json_add(arena, list, map);
}

static void add_faults(struct arena *arena, struct json *list, struct str *out,
		       const struct store_verdict *verdict)
{
	for (size_t i = 0; i < verdict->fault_count; i++) {
		const struct store_fault *fault = &verdict->fault[i];
		struct json *map = json_map(arena);

		str_printf(out, "%s\n", fault->text);
		if (fault->session_number)
			json_put_int(arena, map, "session", fault->session_number);
		json_put_text(arena, map, "id", fault->id);
		if (fault->n)
			json_put_int(arena, map, "n", fault->n);
		if (fault->seq)
			json_put_int(arena, map, "seq", fault->seq);
		json_put_text(arena, map, "text", fault->text);
		json_add(arena, list, map);
	}
	if (verdict->faults > verdict->fault_count) {
		str_printf(out, T(CLI_MORE_FAULTS), (long)(verdict->faults - verdict->fault_count));
		str_add_char(out, '\n');
	}
}

/* What a look at the file comes to, as both kinds of output. */
struct finding_out {
	struct json *sessions, *faults;
	struct str text;
	size_t count;            /* of faults */
};

static int finish(struct cli_context *context, struct finding_out *found)
{
	struct json *whole = json_map(context->arena);
	int status = found->count ? EXIT_FINDINGS : EXIT_DONE;

	json_put_bool(context->arena, whole, "sound", found->count == 0);
	json_put(context->arena, whole, "sessions", found->sessions);
	json_put(context->arena, whole, "faults", found->faults);
	if (context->json)
		output_json(whole);
	else
		output_text(&found->text);
	str_release(&found->text);
	return status;
}

/* One session, or with `id` NULL all of them and what belongs to none. */
static bool verify(struct cli_context *context, struct store *store, const char *id,
		   struct finding_out *found, struct error *err)
{
	struct store_verdict verdict;
	struct titles titles = read_titles(context->arena, store);

	if (!store_verify(store, context->arena, id, &verdict, err))
		return false;
	for (size_t i = 0; i < verdict.verified_count; i++)
		add_line(context, found->sessions, &found->text, &verdict.verified[i],
			 title_of(&titles, verdict.verified[i].number));
	found->count += verdict.faults;
	add_faults(context->arena, found->faults, &found->text, &verdict);
	return true;
}

static struct finding_out nothing_found(struct arena *arena)
{
	return (struct finding_out){ .sessions = json_list(arena), .faults = json_list(arena),
				     .text = STR_INIT };
}

int command_verify(struct cli_context *context, const struct arguments *arguments)
{
	struct finding_out found = nothing_found(context->arena);
	const char *id = NULL;
	struct store *store;
	struct error err;
	bool done;

	store = context_inspect(context, &err);
	if (!store)
		return exit_with(&err);
	if (arguments->operand_count)
		id = store_find(store, context->arena, arguments->operand[0], &err);
	done = (id || !arguments->operand_count) && verify(context, store, id, &found, &err);
	store_close(store);
	if (done)
		return finish(context, &found);
	str_release(&found.text);
	return exit_with(&err);
}

int command_check(struct cli_context *context, const struct arguments *arguments)
{
	struct finding_out found = nothing_found(context->arena);
	struct store_verdict verdict = { .sessions = 0 };
	struct store *store;
	struct error err;
	bool done;

	(void)arguments;
	store = context_inspect(context, &err);
	if (!store)
		return exit_with(&err);
	done = store_check(store, context->arena, &verdict, &err);
	if (done) {
		found.count += verdict.faults;
		add_faults(context->arena, found.faults, &found.text, &verdict);
		done = verify(context, store, NULL, &found, &err);
	}
	if (done && !found.count)
		str_printf(&found.text, "%s\n", T(CLI_ALL_SOUND));
	store_close(store);
	if (done)
		return finish(context, &found);
	str_release(&found.text);
	return exit_with(&err);
}

int command_rebuild(struct cli_context *context, const struct arguments *arguments)
{
	struct store *store;
	struct str text = STR_INIT;
	int64_t sessions = 0;
	struct error err;
	bool done;

	(void)arguments;
	store = context_write(context, false, &err);
	if (!store)
		return exit_with(&err);
	done = store_rebuild(store, &sessions, &err);
	store_close(store);
	if (!done)
		return exit_with(&err);
	str_printf(&text, TN(sessions, CLI_REBUILT), (long)sessions);
	str_add_char(&text, '\n');
	output_text(&text);
	str_release(&text);
	return EXIT_DONE;
}

int command_backup(struct cli_context *context, const struct arguments *arguments)
{
	struct str text = STR_INIT;
	struct store *store;
	struct error err;
	bool done;

	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	done = store_backup(store, arguments->operand[0], &err);
	store_close(store);
	if (!done)
		return exit_with(&err);
	str_printf(&text, T(CLI_BACKED_UP), arguments->operand[0]);
	str_add_char(&text, '\n');
	output_text(&text);
	str_release(&text);
	return EXIT_DONE;
}
