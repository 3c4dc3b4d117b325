/* See spelling.h. */
#include "report/spelling.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

enum { PARTS_MAX = 8, LATIN_LEAST = 2, CJK_FROM = 0x2e80, HAN_FROM = 0x4e00, HAN_TO = 0x9fff, LATIN_FROM = 0xc0,
       LATIN_TO = 0x24f, LEGAL_TRIES = 3, FIRST_WORD_LEAST = 4, FAMILY = 2, SPACE_WIDE = 0x3000, SPACE_HARD = 0xa0 };

#define CURVED "\u2019"

/* ---- signs ---------------------------------------------------------------------------------- */

bool sign_is_space(uint32_t code)
{
	return code == ' ' || code == SPACE_WIDE || code == SPACE_HARD;
}

bool sign_is_latin(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') ||
	       (code >= LATIN_FROM && code <= LATIN_TO);
}

uint32_t sign_first(const char *text)
{
	uint32_t code = 0;

	if (*text)
		text_decode(text, &code);
	return code;
}

uint32_t sign_last(const char *text, size_t length)
{
	uint32_t code = 0;
	size_t at = length;

	while (at > 0 && ((unsigned char)text[--at] & 0xc0) == 0x80)
		;
	if (length > 0)
		text_decode(text + at, &code);
	return code;
}

static bool all_han(const char *text)
{
	for (size_t at = 0; text[at];) {
		uint32_t code;

		at += text_decode(text + at, &code);
		if ((code < HAN_FROM || code > HAN_TO) && code != 0x3005)
			return false;
	}
	return true;
}

/* ---- which spellings a name has -------------------------------------------------------------- */

static void spell(struct aliases *aliases, const char *text, size_t owner, bool exact, bool titled)
{
	for (size_t i = 0; i < aliases->spelling_count; i++) {
		struct spelling *there = &aliases->spelling[i];

		if (strcmp(there->text, text) != 0)
			continue;
		/* Two people of one family; a whole name is more than a part of one. */
		if (there->owner != owner && there->other == there->owner && exact && there->exact)
			there->other = owner;
		else if (there->exact && !exact)
			*there = (struct spelling){ there->text, there->length, owner, owner, false, false };
		return;
	}
	aliases->spelling = arena_grow(aliases->arena, aliases->spelling, aliases->spelling_count,
				       &aliases->spelling_capacity, sizeof(*aliases->spelling));
	aliases->spelling[aliases->spelling_count++] = (struct spelling){
		.text = arena_strdup(aliases->arena, text), .length = strlen(text), .owner = owner, .other = owner,
		.exact = exact, .titled = titled };
}

/* "Mr", "Dr.": no part of a name. */
static bool is_title(const char *part)
{
	static const char *const titles[] = { "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof", "Prof." };

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (strcmp(titles[i], part) == 0)
			return true;
	return false;
}

/* Names that are words, too: "we will do it in May" must stay what was said. */
static bool is_word(const char *part)
{
	static const char *const words[] = { "April", "Art", "August", "Bank", "Best", "Bill", "Black", "Bond", "Brown", "Case",
		"Chance", "Cook", "Day", "Faith", "Field", "Frank", "Grace", "Grant", "Green", "Hope", "Hunt", "June", "King",
		"Law", "Long", "Major", "Mark", "May", "Mill", "Page", "Park", "Price", "Rich", "Rose", "Short", "Small", "Stone",
		"Summer", "White", "Will", "Wood", "Young" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i], part) == 0)
			return true;
	return false;
}

/* SATO Ichiro: family names stand in capitals on many a list. */
static const char *in_capitals(struct arena *arena, const char *part)
{
	char *capitals = arena_strdup(arena, part);

	for (char *c = capitals; *c; c++)
		*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
	return capitals;
}

static void spell_one(struct aliases *aliases, const char *part, size_t owner)
{
	bool cjk = sign_first(part) >= CJK_FROM;

	if (cjk) {
		spell(aliases, part, owner, true, text_length(part) == 1);
	} else if (text_length(part) >= LATIN_LEAST && sign_is_latin(sign_first(part)) && !is_title(part)) {
		spell(aliases, part, owner, true, is_word(part));
		if (text_length(part) > LATIN_LEAST)
			spell(aliases, in_capitals(aliases->arena, part), owner, true, is_word(part));
	}
}

/* Of Gaspard-Wilhelmina both halves are said alone, too. */
static void spell_part(struct aliases *aliases, const char *part, size_t owner)
{
	const char *hyphen = strchr(part, '-');

	spell_one(aliases, part, owner);
	for (; hyphen; part = hyphen + 1, hyphen = strchr(part, '-'))
		spell_one(aliases, arena_printf(aliases->arena, "%.*s", (int)(hyphen - part), part), owner);
	spell_one(aliases, part, owner);
}

/* 佐藤一郎, 長谷川美咲: nobody says where the family name ends; mostly after two signs, or
 * three.  What is left is a given name, and counts only with a form of address. */
static void spell_family(struct aliases *aliases, const char *name, size_t owner)
{
	size_t signs = text_length(name), at = 0;

	if (!all_han(name) || signs <= FAMILY)
		return;
	for (size_t i = 1; i < signs && i <= FAMILY + 1; i++) {
		at = text_next(name, at);
		if (i < FAMILY)
			continue;
		spell(aliases, arena_printf(aliases->arena, "%.*s", (int)at, name), owner, true, false);
		if (signs - i >= FAMILY)
			spell(aliases, name + at, owner, true, true);
	}
	if (signs == FAMILY + 1)
		spell(aliases, arena_printf(aliases->arena, "%.*s", (int)text_next(name, 0), name), owner, true, true);
}

static size_t split(struct arena *arena, const char *name, const char **part)
{
	size_t count = 0, from = 0, at = 0;

	while (count < PARTS_MAX) {
		uint32_t code = 0;
		size_t step = name[at] ? text_decode(name + at, &code) : 0;

		if (!name[at] || sign_is_space(code) || code == 0x30fb) {
			if (at > from)
				part[count++] = arena_printf(arena, "%.*s", (int)(at - from), name + from);
			from = at + step;
		}
		if (!name[at])
			return count;
		at += step;
	}
	return count;
}

/* O'Brien with the other apostrophe. */
static const char *other_apostrophe(struct arena *arena, const char *name)
{
	const char *plain = strchr(name, '\''), *curved = strstr(name, CURVED);

	if (plain)
		return arena_printf(arena, "%.*s" CURVED "%s", (int)(plain - name), name, plain + 1);
	return curved ? arena_printf(arena, "%.*s'%s", (int)(curved - name), name, curved + strlen(CURVED)) : NULL;
}

static void spell_whole(struct aliases *aliases, const char *name, size_t owner)
{
	const char *part[PARTS_MAX];
	size_t count = split(aliases->arena, name, part);


	spell(aliases, name, owner, false, false);
	if (count == 1)
		spell_family(aliases, name, owner);
	if (count == 2)
		spell(aliases, arena_printf(aliases->arena, "%s %s", part[1], part[0]), owner, false, false);
	for (size_t i = 0; i < count && count > 1; i++)
		spell_part(aliases, part[i], owner);
}

void spell_person(struct aliases *aliases, const char *name, size_t owner)
{
	const char *other = other_apostrophe(aliases->arena, name);

	spell_whole(aliases, name, owner);
	if (other)
		spell_whole(aliases, other, owner);
}

/* The name without one legal form, or NULL: it has none. */
static const char *without_form(struct arena *arena, const char *name)
{
	static const char *const before[] = { "株式会社", "有限会社", "合同会社", "(株)", "（株）", "㈱" };
	static const char *const after[] = { "株式会社", "有限会社", "合同会社", "(株)", "（株）", "㈱", "Co., Ltd.", "Co.,Ltd.",
		"Co. Ltd.", "Company Limited", "Company", "Corporation", "Corp.", "Incorporated", "Inc.", "Inc", "K.K.",
		"Limited", "Ltd.", "Ltd", "LLC", "GmbH", "plc", "," };
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (strncmp(name, before[i], strlen(before[i])) == 0)
			return text_clean(arena, name + strlen(before[i]), true);
	for (size_t i = 0; i < sizeof(after) / sizeof(after[0]); i++) {
		size_t form = strlen(after[i]);

		if (length > form && strcmp(name + length - form, after[i]) == 0)
			return text_clean(arena, arena_printf(arena, "%.*s", (int)(length - form), name), true);
	}
	return NULL;
}

const char *spelling_trimmed(struct arena *arena, const char *name)
{
	size_t length;

	while (sign_is_space(sign_first(name)))
		name = name + text_next(name, 0);
	length = strlen(name);
	while (length > 0 && sign_is_space(sign_last(name, length)))
		length = text_previous(name, length);
	return arena_printf(arena, "%.*s", (int)length, name);
}

static void spell_forms(struct aliases *aliases, const char *name, size_t owner)
{
	const char *core = name;

	spell(aliases, name, owner, false, false);
	for (int i = 0; i < LEGAL_TRIES; i++) {
		core = without_form(aliases->arena, core);
		if (!core)
			return;
		core = spelling_trimmed(aliases->arena, core);
		if (text_length(core) >= FAMILY)
			spell(aliases, core, owner, false, false);
	}
}

/* "Northwind" of Northwind Trading: how people call it, unless the word is anybody's. */
static void spell_first_word(struct aliases *aliases, const char *name, size_t owner)
{
	static const char *const common[] = { "The", "Japan", "Nippon", "National", "General", "First", "United", "International",
		"Global", "Asia", "Asian", "Pacific", "American", "European", "Tokyo", "Osaka", "Central", "North", "South", "East",
		"West", "New", "Royal", "Standard", "Business", "Head", "Group" };
	const char *part[PARTS_MAX];
	size_t count = split(aliases->arena, name, part);

	if (count < 2 || !sign_is_latin(sign_first(part[0])) || text_length(part[0]) < FIRST_WORD_LEAST || is_word(part[0]))
		return;
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (strcmp(common[i], part[0]) == 0)
			return;
	spell(aliases, part[0], owner, true, false);
	spell(aliases, in_capitals(aliases->arena, part[0]), owner, true, false);
}

void spell_company(struct aliases *aliases, const char *name, size_t owner)
{
	spell_forms(aliases, name, owner);
	spell_first_word(aliases, name, owner);
}
