/* See edition.h. */
#include "workshop/edition.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/words_workshop.h"

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* "4" of METI's guideline is the directive D4; P1 and C1 are written out. */
static void id_of_ref(const char *ref, char id[ITEM_ID_SIZE])
{
	snprintf(id, ITEM_ID_SIZE, "%s%s", isdigit((unsigned char)ref[0]) ? "D" : "", ref);
}

static const struct ref *ref_to(const struct item *item, const char *family)
{
	for (size_t i = 0; i < item->ref_count; i++)
		if (same(item->ref[i].framework, family) && item->ref[i].ids.count > 0)
			return &item->ref[i];
	return NULL;
}

struct item_places item_places(const struct item *item, const struct pack *from, const struct pack *to)
{
	struct item_places places = { 0 };
	const struct ref *ref = ref_to(item, to->family);
	char id[ITEM_ID_SIZE];

	if (same(from->family, to->family)) {
		places.item[0] = pack_item(to, item->id);
		places.count = places.item[0] ? 1 : 0;
		return places;
	}
	for (size_t i = 0; ref && i < ref->ids.count && places.count < ITEM_PLACES; i++) {
		id_of_ref(ref->ids.text[i], id);
		places.item[places.count] = pack_item(to, id);
		places.count += places.item[places.count] ? 1 : 0;
	}
	return places;
}

/* What it names first, where it is the first to do so. */
static const char *first_named(const struct item *item, const struct pack *from, const char *family)
{
	const struct ref *own = ref_to(item, family);

	for (size_t i = 0; own && i < from->item_count && !same(from->item[i].id, item->id); i++) {
		const struct ref *other = ref_to(&from->item[i], family);

		if (other && same(other->ids.text[0], own->ids.text[0]))
			return NULL;
	}
	return own ? own->ids.text[0] : NULL;
}

const struct item *item_counterpart(const struct item *item, const struct pack *from, const struct pack *to)
{
	char id[ITEM_ID_SIZE];

	return item_id_in(item, from, to->family, id) ? pack_item(to, id) : NULL;
}

bool item_id_in(const struct item *item, const struct pack *from, const char *family, char id[ITEM_ID_SIZE])
{
	const char *named = same(from->family, family) ? NULL : first_named(item, from, family);

	if (same(from->family, family))
		snprintf(id, ITEM_ID_SIZE, "%s", item->id);
	else if (named)
		id_of_ref(named, id);
	return named || same(from->family, family);
}

const char *item_id_say(const char *id, struct arena *arena)
{
	static const struct { char letter; enum item_kind kind; } kinds[] = {
		{ 'P', ITEM_PRINCIPLE }, { 'D', ITEM_DIRECTIVE }, { 'C', ITEM_CARD },
	};
	char name[64];

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (id[0] == kinds[i].letter && isdigit((unsigned char)id[1])) {
			item_name(&(struct item){ .id = id, .kind = kinds[i].kind }, true, name, sizeof(name));
			return arena_strdup(arena, name);
		}
	return id;
}

const char *item_places_say(const struct item *item, const struct pack *from, const char *family, struct arena *arena)
{
	const struct ref *ref = same(from->family, family) ? NULL : ref_to(item, family);
	struct str words = STR_INIT;
	const char *text;

	for (size_t i = 0; ref && i < ref->ids.count; i++) {
		char id[ITEM_ID_SIZE];

		id_of_ref(ref->ids.text[i], id);
		str_printf(&words, "%s%s", i ? T(LIST_COMMA) : "", item_id_say(id, arena));
	}
	text = arena_strdup(arena, words.text);
	str_release(&words);
	return text;
}
