/* search: what was said or decided, the newest first. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/gather.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "content/pack.h"
#include "lang/lang.h"
#include "lang/words_cli.h"
#include "store/search.h"
#include "workshop/event.h"

enum { MOST_USUAL = 50, MOST_EVER = 10000, AT_ONCE = 1000 };

struct finding {
	struct cli_context *context;
	struct arena *arena;     /* of one hit */
	const struct pack **pack; size_t pack_count; /* for the titles of places */
	long count, most;
	bool more;               /* there is one beyond `most` */
	struct json_stream stream;
};

/* "D3"; a part of the meeting that is no item by its title, as far as its pack is here. */
static const char *place_words(struct finding *finding, const struct store_hit *hit)
{
	/* Items are called D3 here; packs take their time to be read. */
	if (!finding->pack && islower((unsigned char)*hit->item))
		finding->pack = packs_usable(finding->context, finding->context->arena, &finding->pack_count);
	for (size_t i = 0; i < finding->pack_count; i++) {
		const struct block *block = strcmp(finding->pack[i]->id, hit->pack) == 0 ?
			pack_block(finding->pack[i], hit->item) : NULL;

		if (block)
			return bitext_say(block->title);
	}
	return hit->item;
}

/* "3 #41  2026-11-12  D3  Decision: Cut the plant off" */
static void say_hit(struct finding *finding, const struct store_hit *hit, struct str *out)
{
	const struct event_kind *kind = hit->kind ? event_kind_find(hit->kind) : NULL;

	str_printf(out, "%lld #%lld  %s  %s  %s: ", (long long)hit->number, (long long)hit->n, hit->held_on,
		   hit->item ? place_words(finding, hit) : "-", kind ? say(kind->title) : hit->kind ? hit->kind : "");
	if (hit->who)
		str_printf(out, "%s: ", hit->who);
	for (const char *c = hit->text; *c; c++)
		str_add_char(out, *c == '\n' ? ' ' : *c);
	if (hit->undone_by)
		str_printf(out, T(CLI_SEARCH_UNDONE), (long long)hit->undone_by);
	str_add_char(out, '\n');
}

static bool show(void *with, const struct store_hit *hit)
{
	struct finding *finding = with;
	struct str line = STR_INIT;

	finding->more = finding->count == finding->most;
	if (finding->more)
		return false;
	arena_reset(finding->arena);
	if (finding->context->json) {
		output_json_row(&finding->stream, gather_hit(finding->arena, hit));
	} else {
		say_hit(finding, hit, &line);
		output_text(&line);
	}
	finding->count++;
	str_release(&line);
	return true;
}

static bool find(struct finding *finding, struct store *store, const char *text, struct error *err)
{
	struct search *search = store_search(store, text, err);
	bool good = search != NULL;

	if (good && finding->context->json)
		output_json_open(&finding->stream, json_map(finding->context->arena), "hits");
	while (good && !search_is_over(search))
		good = search_step(search, AT_ONCE, show, finding, err);
	if (search && finding->context->json)
		output_json_close(&finding->stream);
	search_free(search);
	return good;
}

static void say_end(const struct finding *finding, const char *text)
{
	struct str words = STR_INIT;

	if (finding->count == 0)
		output_complain(T(CLI_SEARCH_NONE), text);
	else if (finding->more)
		str_add(&words, T(CLI_SEARCH_MORE_THERE));
	output_text(&words);
	str_release(&words);
}

/* "a" "b c" is what "a b c" is. */
static const char *joined(struct arena *arena, const struct arguments *arguments)
{
	const char *text = arguments->operand[0];

	for (size_t i = 1; i < arguments->operand_count; i++)
		text = arena_printf(arena, "%s %s", text, arguments->operand[i]);
	return text;
}

int command_search(struct cli_context *context, const struct arguments *arguments)
{
	const char *most = option_value(arguments, "most"), *text = joined(context->arena, arguments);
	struct finding finding = { .context = context, .most = MOST_USUAL };
	struct store *store;
	struct error err;
	char *end;
	bool good;

	if (most) {
		finding.most = strtol(most, &end, 10);
		if (*end || finding.most < 1 || finding.most > MOST_EVER) {
			error_set(&err, ERROR_USAGE, T(CLI_MOST_BAD), most);
			return exit_with(&err);
		}
	}
	store = context_read(context, &err);
	if (!store)
		return exit_with(&err);
	finding.arena = arena_new();
	good = find(&finding, store, text, &err);
	if (good && !context->json)
		say_end(&finding, text);
	arena_free(finding.arena);
	store_close(store);
	return good ? EXIT_DONE : exit_with(&err);
}
