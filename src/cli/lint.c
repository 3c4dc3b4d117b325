/* lint: what is wrong with packs, what an overlay does, which facts are old. */
#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "content/facts.h"
#include "content/find.h"
#include "content/findings.h"
#include "content/pack.h"
#include "lang/words_cli.h"

enum { FACTS_MAX = 1000 };

struct linting {
	struct cli_context *context;
	bool facts;              /* only which facts are old */
	struct json *list;
	struct str text;
	int status;
};

/* The worse of two: a file that is not there, a fault, a finding. */
static void worse(struct linting *linting, int status)
{
	if (status > linting->status)
		linting->status = status;
}

static struct json *fact_json(struct arena *arena, const struct pack *pack, const struct old_fact *old)
{
	struct json *map = json_map(arena), *text = json_map(arena);

	json_put_text(arena, map, "pack", pack->id);
	json_put_text(arena, map, "item", old->item->id);
	json_put_text(arena, map, "fact", old->fact->id);
	json_put_text(arena, text, "ja", old->fact->text.ja);
	json_put_text(arena, text, "en", old->fact->text.en);
	json_put(arena, map, "text", text);
	json_put_text(arena, map, "source", bitext_say(old->fact->source));
	json_put_text(arena, map, "as_of", old->fact->as_of);
	json_put_int(arena, map, "days", old->days);
	json_put_text(arena, map, "path", text_nfc(arena, old->fact->path));
	json_put_int(arena, map, "line", old->line);
	return map;
}

static void list_facts(struct linting *linting, const struct pack *pack)
{
	struct arena *arena = linting->context->arena;
	struct old_fact *old = arena_array(arena, FACTS_MAX, sizeof(*old));
	size_t count = facts_old(pack, clock_today(&linting->context->clock), old, FACTS_MAX);

	for (size_t i = 0; i < count; i++) {
		str_printf(&linting->text, "%s:%d: ", text_clean(arena, old[i].fact->path, true), old[i].line);
		str_printf(&linting->text, T(CLI_OLD_FACT), old[i].item->id, old[i].fact->id,
			   old[i].fact->as_of, old[i].days, bitext_say(old[i].fact->text),
			   bitext_say(old[i].fact->source));
		str_add_char(&linting->text, '\n');
		json_add(arena, linting->list, fact_json(arena, pack, &old[i]));
	}
	if (count > 0)
		worse(linting, EXIT_FINDINGS);
}

static void print(struct linting *linting, struct findings *findings)
{
	struct json *found;

	findings_print(findings, &linting->text);
	found = findings_json(findings, linting->context->arena);
	for (size_t k = 0; k < found->count; k++)
		json_add(linting->context->arena, linting->list, found->child[k]);
}

static void lint(struct linting *linting, const char *path)
{
	struct findings findings;
	const struct pack *pack;
	char why[256];
	bool there;

	findings_init(&findings, linting->context->arena);
	findings.notes_wanted = !linting->facts;
	pack = packs_read(linting->context, path, &findings, &there);
	if (!there) {
		output_complain(T(CLI_CANNOT_READ), path, pack_unreadable(errno, why, sizeof(why)));
		worse(linting, EXIT_NO_INPUT);
		return;
	}
	if (!pack)
		worse(linting, EXIT_DATA);
	if (pack && linting->facts) {
		list_facts(linting, pack);
		return;
	}
	if (findings.warnings > 0)
		worse(linting, EXIT_FINDINGS);
	print(linting, &findings);
}

int command_lint(struct cli_context *context, const struct arguments *arguments)
{
	struct linting linting = { .context = context, .facts = option_is(arguments, "facts"),
				   .list = json_list(context->arena), .text = STR_INIT, .status = EXIT_DONE };
	struct pack_found *found = NULL;
	size_t count = 0;

	/* Without a file: all that there are. */
	if (arguments->operand_count == 0)
		found = packs_find(context->arena, context->folder, context->folder_count, &count);
	for (size_t i = 0; i < arguments->operand_count; i++)
		lint(&linting, arguments->operand[i]);
	for (size_t i = 0; i < count; i++)
		if (!found[i].hidden)
			lint(&linting, found[i].path);
	if (context->json)
		output_json(linting.list);
	else
		output_text(&linting.text);
	str_release(&linting.text);
	return linting.status;
}
