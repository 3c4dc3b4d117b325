/* packs, and finding a pack for the other commands. */
#include "cli/packs.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "cli/pack_make.h"
#include "content/find.h"
#include "content/findings.h"
#include "content/pack.h"
#include "lang/words_cli.h"

const struct pack **packs_usable(const struct cli_context *context, struct arena *arena,
				 size_t *count)
{
	struct pack_found *found;
	const struct pack **packs;
	size_t files;

	found = packs_find(arena, context->folder, context->folder_count, &files);
	packs = arena_array(arena, files + 1, sizeof(*packs));
	*count = 0;
	for (size_t i = 0; i < files; i++)
		if (found[i].pack && !found[i].hidden)
			packs[(*count)++] = found[i].pack;
	return packs;
}

bool packs_any(const struct cli_context *context)
{
	struct arena *arena = arena_new();
	char **path;
	size_t files = 0;

	for (size_t i = 0; i < context->folder_count && files == 0; i++)
		files = file_list(arena, context->folder[i], ".yaml", &path);
	arena_free(arena);
	return files > 0;
}

const struct pack *packs_read(const struct cli_context *context, const char *path, struct findings *findings,
			      bool *there)
{
	const struct pack_shelf *shelf =
		packs_shelf(context->arena, context->folder, context->folder_count, path);
	size_t length;
	char *bytes;

	*there = file_read_ordinary(context->arena, path, PACK_BYTES_MAX, &bytes, &length);
	return *there ? pack_read(context->arena, path, bytes, length, shelf, findings) : NULL;
}

static const struct pack *read_named(const struct cli_context *context, const char *path,
				     struct error *err)
{
	const struct pack *pack;
	struct findings findings;
	char why[256];
	bool there;

	findings_init(&findings, context->arena);
	pack = packs_read(context, path, &findings, &there);
	if (!there)
		error_set(err, ERROR_NO_INPUT, T(CLI_CANNOT_READ), path,
			  pack_unreadable(errno, why, sizeof(why)));
	else if (!pack)
		error_set(err, ERROR_DATA, T(CLI_PACK_FAULTY), path);
	return pack;
}

const struct pack *packs_choose(const struct cli_context *context, const char *name,
				struct error *err)
{
	const struct pack **packs;
	size_t count;

	if (name && strchr(name, '/'))
		return read_named(context, name, err);
	packs = packs_usable(context, context->arena, &count);
	for (size_t i = 0; i < count; i++)
		if (!name || strcmp(packs[i]->id, name) == 0)
			return packs[i];
	/* "our.yaml" may be a file, "meti-3.0" an id. */
	if (name && strchr(name, '.'))
		return read_named(context, name, err);
	if (name)
		error_set(err, ERROR_NO_INPUT, T(CLI_PACK_UNKNOWN), name);
	else
		error_set(err, ERROR_NO_INPUT, "%s", T(CLI_NO_PACKS));
	return NULL;
}

static struct json *words_json(struct arena *arena, struct bitext words)
{
	struct json *map = json_map(arena);

	json_put_text(arena, map, "ja", words.ja);
	json_put_text(arena, map, "en", words.en);
	return map;
}

/* The files that it is made of: its own, then what it extends or takes lists from. */
static struct json *parts_json(struct arena *arena, const struct pack *pack)
{
	struct json *list = json_list(arena), *hashes = store_pack_content(arena, pack);

	for (size_t i = 0; i < pack->part_count; i++) {
		struct json *part = json_map(arena);

		json_put_text(arena, part, "id", pack->part[i].id);
		json_put_text(arena, part, "version", pack->part[i].version);
		json_put_text(arena, part, "path", text_nfc(arena, pack->part[i].path));
		json_put(arena, part, "sha256", hashes->child[i]);
		json_add(arena, list, part);
	}
	return list;
}

static struct json *pack_json(struct arena *arena, const struct pack *pack)
{
	struct json *map = json_map(arena), *agendas = json_list(arena), *items = json_list(arena);
	char hash[65];

	store_pack_hash(pack, hash);
	json_put_text(arena, map, "id", pack->id);
	json_put_text(arena, map, "version", pack->version);
	json_put(arena, map, "title", words_json(arena, pack->title));
	for (size_t i = 0; i < pack->agenda_count; i++) {
		struct json *agenda = json_map(arena);

		json_put_text(arena, agenda, "id", pack->agenda[i].id);
		json_put(arena, agenda, "title", words_json(arena, pack->agenda[i].title));
		json_put_int(arena, agenda, "minutes", pack->agenda[i].minutes);
		json_add(arena, agendas, agenda);
	}
	for (size_t i = 0; i < pack->item_count; i++)
		json_add(arena, items, json_text(arena, pack->item[i].id));
	json_put(arena, map, "agendas", agendas);
	json_put(arena, map, "items", items);
	if (pack->extends)
		json_put_text(arena, map, "extends", pack->extends);
	json_put(arena, map, "parts", parts_json(arena, pack));
	json_put_text(arena, map, "path", text_nfc(arena, pack->path));
	json_put_text(arena, map, "sha256", hash);
	return map;
}

static void add_pack(const struct pack_found *found, struct str *out)
{
	const struct pack *pack = found->pack;

	if (!pack) {
		str_printf(out, T(CLI_PACK_FAULTY), found->path);
		str_printf(out, "%s%s\n", found->fault ? " - " : "", found->fault ? found->fault : "");
		return;
	}
	str_printf(out, T(CLI_PACK_ROW), pack->id, pack->version, bitext_say(pack->title),
		   (long)pack->item_count);
	if (pack->extends)
		str_printf(out, T(CLI_PACK_EXTENDS), pack->extends, pack->base);
	str_printf(out, "\n    %s%s\n", found->path, found->hidden ? T(CLI_PACK_HIDDEN) : "");
	for (size_t i = 0; i < pack->agenda_count; i++) {
		str_printf(out, T(CLI_PACK_AGENDA), pack->agenda[i].id,
			   bitext_say(pack->agenda[i].title));
		str_add_char(out, '\n');
	}
}

int command_packs(struct cli_context *context, const struct arguments *arguments)
{
	struct json *list = json_list(context->arena);
	struct str text = STR_INIT;
	struct pack_found *found;
	size_t count;

	if (option_is(arguments, "copy") || option_is(arguments, "extend") || option_is(arguments, "output"))
		return pack_make(context, arguments);
	found = packs_find(context->arena, context->folder, context->folder_count, &count);
	for (size_t i = 0; i < count; i++) {
		if (found[i].pack && !found[i].hidden)
			json_add(context->arena, list, pack_json(context->arena, found[i].pack));
		add_pack(&found[i], &text);
	}
	if (count == 0) {
		str_printf(&text, "%s\n", T(CLI_PACKS_LOOKED));
		for (size_t i = 0; i < context->folder_count; i++)
			str_printf(&text, "    %s\n", context->folder[i]);
	}
	if (context->json)
		output_json(list);
	else
		output_text(&text);
	str_release(&text);
	return EXIT_DONE;
}
