/* Reading a pack, and the few questions that others ask of one. */
#include "content/pack.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "content/check.h"
#include "content/decode.h"
#include "content/findings.h"
#include "content/refs.h"
#include "content/yaml.h"
#include "lang/words_content.h"

static void keep_part(struct arena *arena, struct pack *pack, const char *bytes, size_t length)
{
	pack->part = arena_alloc(arena, sizeof(*pack->part));
	pack->part_count = 1;
	*pack->part = (struct pack_part){ pack->id, pack->version, pack->path,
					  arena_strndup(arena, bytes, length), length };
}

static struct pack *read_pack(struct arena *arena, const char *path, const char *bytes, size_t length,
			      bool kept, struct findings *findings)
{
	struct decoder decoder = { .arena = arena, .path = path, .findings = findings, .key = "",
				   .kept = kept };
	struct pack *pack = arena_alloc(arena, sizeof(*pack));
	size_t before = findings->errors;
	const struct yaml *root;

	if (length > PACK_BYTES_MAX) {
		findings_add(findings, path, 1, 1, "", false, T(PACK_LARGE), (size_t)PACK_BYTES_MAX >> 20);
		return NULL;
	}
	root = yaml_read(arena, path, bytes, length, findings);
	if (!root)
		return NULL;
	if (root->type != YAML_MAP) {
		findings_add(findings, path, root->line, root->column, "", false, "%s",
			     root->type == YAML_LIST ? T(PACK_IS_LIST) : T(PACK_IS_TEXT));
		return NULL;
	}
	pack->path = arena_strdup(arena, path);
	decode_pack(&decoder, root, pack);
	keep_part(arena, pack, bytes, length);
	check_pack(&decoder, root, pack);
	return findings->errors > before ? NULL : pack;
}

struct pack *pack_read(struct arena *arena, const char *path, const char *bytes,
		       size_t length, const struct pack_shelf *shelf, struct findings *findings)
{
	(void)shelf;
	return read_pack(arena, path, bytes, length, false, findings);
}

struct pack *pack_read_kept(struct arena *arena, const char *path, const char *bytes,
			    size_t length, const struct pack_shelf *shelf, struct findings *findings)
{
	(void)shelf;
	return read_pack(arena, path, bytes, length, true, findings);
}

const struct item *pack_item(const struct pack *pack, const char *id)
{
	for (size_t i = 0; id && i < pack->item_count; i++)
		if (pack->item[i].id && strcasecmp(pack->item[i].id, id) == 0)
			return &pack->item[i];
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

const char *pack_id_of(struct arena *arena, const char *bytes, size_t length)
{
	struct findings findings;
	const struct yaml *id;

	findings_init(&findings, arena);
	id = yaml_get(yaml_read(arena, "", bytes, length, &findings), "pack");
	return id && id->type == YAML_TEXT ? id->text : NULL;
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
