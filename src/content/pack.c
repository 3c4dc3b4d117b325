/* Reading a pack, and the few questions that others ask of one. */
#include "content/pack.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "content/check.h"
#include "content/compose.h"
#include "content/decode.h"
#include "content/findings.h"
#include "content/refs.h"
#include "content/tree.h"
#include "content/yaml.h"
#include "lang/words_content.h"

/* A file to read, and where those are that it names. */
struct pack_source { const char *path, *bytes; size_t length; const struct pack_shelf *shelf; };

/* The tree of the file and of all that it is made of; NULL after a fault. */
static const struct yaml *read_tree(struct decoder *decoder, const struct pack_source *source, struct pack *pack)
{
	const char *path = source->path;
	const struct yaml *root;

	if (source->length > PACK_BYTES_MAX) {
		findings_add(decoder->findings, path, 1, 1, "", SEVERITY_ERROR, T(PACK_LARGE),
			     (size_t)PACK_BYTES_MAX >> 20);
		return NULL;
	}
	root = yaml_read(decoder->arena, path, source->bytes, source->length, decoder->findings);
	if (!root)
		return NULL;
	if (root->type != YAML_MAP) {
		findings_add(decoder->findings, path, root->line, root->column, "", SEVERITY_ERROR, "%s",
			     root->type == YAML_LIST ? T(PACK_IS_LIST) : T(PACK_IS_TEXT));
		return NULL;
	}
	pack->part = arena_array(decoder->arena, COMPOSE_PARTS_MAX, sizeof(*pack->part));
	pack->part_count = 1;
	pack->part[0] = (struct pack_part){ tree_text_of(root, "pack"), tree_text_of(root, "version"), pack->path,
					    arena_strndup(decoder->arena, source->bytes, source->length),
					    source->length };
	return compose(decoder, root, source->shelf, pack);
}

static struct pack *read_pack(struct arena *arena, const struct pack_source *source, bool kept,
			      struct findings *findings)
{
	struct decoder decoder = { .arena = arena, .path = source->path, .findings = findings, .key = "",
				   .kept = kept };
	struct pack *pack = arena_alloc(arena, sizeof(*pack));
	size_t before = findings->errors;
	const struct yaml *root;

	pack->path = arena_strdup(arena, source->path);
	root = read_tree(&decoder, source, pack);
	if (!root)
		return NULL;
	decode_pack(&decoder, root, pack);
	check_pack(&decoder, root, pack);
	return findings->errors > before ? NULL : pack;
}

struct pack *pack_read(struct arena *arena, const char *path, const char *bytes,
		       size_t length, const struct pack_shelf *shelf, struct findings *findings)
{
	return read_pack(arena, &(struct pack_source){ path, bytes, length, shelf }, false, findings);
}

struct pack *pack_read_kept(struct arena *arena, const char *path, const char *bytes,
			    size_t length, const struct pack_shelf *shelf, struct findings *findings)
{
	return read_pack(arena, &(struct pack_source){ path, bytes, length, shelf }, true, findings);
}

const struct item *pack_item(const struct pack *pack, const char *id)
{
	for (size_t i = 0; id && i < pack->item_count; i++)
		if (pack->item[i].id && strcasecmp(pack->item[i].id, id) == 0)
			return &pack->item[i];
	return NULL;
}

const struct block *pack_block(const struct pack *pack, const char *id)
{
	for (size_t i = 0; id && i < pack->agenda_count; i++)
		for (size_t k = 0; k < pack->agenda[i].block_count; k++)
			if (!pack->agenda[i].block[k].item && strcmp(pack->agenda[i].block[k].id, id) == 0)
				return &pack->agenda[i].block[k];
	return NULL;
}

const struct agenda *pack_agenda(const struct pack *pack, const char *id)
{
	for (size_t i = 0; id && i < pack->agenda_count; i++)
		if (strcmp(pack->agenda[i].id, id) == 0)
			return &pack->agenda[i];
	return NULL;
}

const struct agenda *pack_usual_agenda(const struct pack *pack)
{
	const struct agenda *standard = pack_agenda(pack, "standard");

	return standard ? standard : &pack->agenda[0];
}

const struct area *pack_area(const struct pack *pack, const char *id)
{
	for (size_t i = 0; id && i < pack->area_count; i++)
		if (strcmp(pack->area[i].id, id) == 0)
			return &pack->area[i];
	return NULL;
}

const struct field *item_field(const struct item *item, const char *id)
{
	for (size_t i = 0; id && i < item->field_count; i++)
		if (item->field[i].id && strcmp(item->field[i].id, id) == 0)
			return &item->field[i];
	return NULL;
}

const struct field *field_column(const struct field *table, const char *id)
{
	for (size_t i = 0; id && i < table->column_count; i++)
		if (table->column[i].id && strcmp(table->column[i].id, id) == 0)
			return &table->column[i];
	return NULL;
}

/* A line "pack: our-pack", as everybody writes it; NULL when there is none so plain. */
static const char *plain_id(struct arena *arena, const char *bytes, size_t length)
{
	static const char key[] = "pack:", letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";
	size_t at = 0;

	while (length - at > sizeof(key) && memcmp(bytes + at, key, sizeof(key) - 1) != 0) {
		const char *end = memchr(bytes + at, '\n', length - at);

		at = end ? (size_t)(end - bytes) + 1 : length;
	}
	if (length - at <= sizeof(key))
		return NULL;
	for (at += sizeof(key) - 1; at < length && bytes[at] == ' ';)
		at++;
	for (size_t end = at; end < length; end++)
		if (bytes[end] == '\n' && end > at)
			return arena_strndup(arena, bytes + at, end - at);
		else if (bytes[end] == '\0' || !strchr(letters, bytes[end]))
			return NULL;
	return NULL;
}

const char *pack_id_of(struct arena *arena, const char *bytes, size_t length)
{
	struct findings findings;
	const char *plain = plain_id(arena, bytes, length);
	const char *id;

	if (plain)
		return plain;
	findings_init(&findings, arena);
	id = tree_text_of(yaml_read(arena, "", bytes, length, &findings), "pack");
	return id && *id ? id : NULL;
}

void item_name(const struct item *item, bool brief, char *buffer, size_t size)
{
	static const struct words kinds[ITEM_KIND_COUNT] = { W(PRINCIPLE), W(DIRECTIVE), W(CARD) };
	const char *number = item->id + strcspn(item->id, "0123456789");

	if (*number == '\0' || (brief && lang == LANG_EN))
		snprintf(buffer, size, "%s", item->id);
	else if (lang == LANG_JA)
		snprintf(buffer, size, "%s%s", say(kinds[item->kind]), number);
	else
		snprintf(buffer, size, "%s %s", say(kinds[item->kind]), number);
}

/* Copies what fits, never half a character. */
static void copy(char *buffer, size_t size, const char *text)
{
	size_t length = strlen(text);

	if (length >= size)
		for (length = size - 1; length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80;)
			length--;
	memcpy(buffer, text, length);
	buffer[length] = '\0';
}

void item_ref(const struct item *item, const char *framework, char *buffer, size_t size)
{
	struct str all = STR_INIT;

	for (size_t i = 0; i < item->ref_count; i++) {
		const struct ref *ref = &item->ref[i];

		if (strcmp(ref->framework, framework) != 0)
			continue;
		for (size_t k = 0; k < ref->ids.count; k++) {
			char name[64];

			refs_name(framework, ref->ids.text[k], name, sizeof(name));
			str_printf(&all, "%s%s%s", k ? "" : refs_label(framework), k ? T(REF_COMMA) : " ", name);
		}
	}
	copy(buffer, size, all.text);
	str_release(&all);
}
