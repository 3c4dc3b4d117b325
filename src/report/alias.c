/* See alias.h. */
#include "report/alias.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_leaving.h"
#include "workshop/session.h"

enum { LETTERS = 26, PARTS_MAX = 8, LATIN_LEAST = 2, CJK_FROM = 0x2e80, HAN_FROM = 0x4e00, HAN_TO = 0x9fff,
       LATIN_FROM = 0xc0, LATIN_TO = 0x24f, LEGAL_TRIES = 3, FIRST_WORD_LEAST = 4, FAMILY = 2, SPACE_WIDE = 0x3000, SPACE_HARD = 0xa0 };

#define CURVED "\u2019"

/* Whose the name is; the letter is its place among its kind. */
struct owner { const char *name; bool company; size_t letter; };

/* A spelling that is looked for. */
struct spelling {
	const char *text;
	size_t length;
	size_t owner, other;   /* other: of a second one who is called the same, else the owner */
	bool exact;            /* upper and lower case matter: a part of a name */
	bool titled;           /* counts only with a form of address: a family name of one sign, "May" */
};

struct aliases {
	struct arena *arena;
	size_t owner_count, owner_capacity; struct owner *owner;
	size_t spelling_count, spelling_capacity; struct spelling *spelling;
	size_t people, companies;
};

struct aliases *aliases_new(struct arena *arena)
{
	struct aliases *aliases = arena_alloc(arena, sizeof(*aliases));

	*aliases = (struct aliases){ .arena = arena };
	return aliases;
}

/* ---- signs ---------------------------------------------------------------------------------- */

static bool is_space(uint32_t code)
{
	return code == ' ' || code == SPACE_WIDE || code == SPACE_HARD;
}

/* A letter of a script that puts spaces between words. */
static bool is_latin(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') ||
	       (code >= LATIN_FROM && code <= LATIN_TO);
}

static uint32_t first_code(const char *text)
{
	uint32_t code = 0;

	if (*text)
		text_decode(text, &code);
	return code;
}

static uint32_t last_code(const char *text, size_t length)
{
	uint32_t code = 0;
	size_t at = length;

	while (at > 0 && ((unsigned char)text[--at] & 0xc0) == 0x80)
		;
	if (length > 0)
		text_decode(text + at, &code);
	return code;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
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

static void spell_part(struct aliases *aliases, const char *part, size_t owner)
{
	bool cjk = first_code(part) >= CJK_FROM;

	if (cjk) {
		spell(aliases, part, owner, true, text_length(part) == 1);
	} else if (text_length(part) >= LATIN_LEAST && is_latin(first_code(part)) && !is_title(part)) {
		spell(aliases, part, owner, true, is_word(part));
		if (text_length(part) > LATIN_LEAST)
			spell(aliases, in_capitals(aliases->arena, part), owner, true, is_word(part));
	}
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

		if (!name[at] || is_space(code) || code == 0x30fb) {
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

static void spell_person(struct aliases *aliases, const char *name, size_t owner, bool again)
{
	const char *part[PARTS_MAX], *other = again ? NULL : other_apostrophe(aliases->arena, name);
	size_t count = split(aliases->arena, name, part);

	if (other)
		spell_person(aliases, other, owner, true);

	spell(aliases, name, owner, false, false);
	if (count == 1)
		spell_family(aliases, name, owner);
	if (count == 2)
		spell(aliases, arena_printf(aliases->arena, "%s %s", part[1], part[0]), owner, false, false);
	for (size_t i = 0; i < count && count > 1; i++)
		spell_part(aliases, part[i], owner);
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

static const char *trimmed(struct arena *arena, const char *name)
{
	size_t length;

	while (is_space(first_code(name)))
		name = name + text_next(name, 0);
	length = strlen(name);
	while (length > 0 && is_space(last_code(name, length)))
		length = text_previous(name, length);
	return arena_printf(arena, "%.*s", (int)length, name);
}

static void spell_company(struct aliases *aliases, const char *name, size_t owner)
{
	const char *core = name;

	spell(aliases, name, owner, false, false);
	for (int i = 0; i < LEGAL_TRIES; i++) {
		core = without_form(aliases->arena, core);
		if (!core)
			return;
		core = trimmed(aliases->arena, core);
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

	if (count < 2 || !is_latin(first_code(part[0])) || text_length(part[0]) < FIRST_WORD_LEAST || is_word(part[0]))
		return;
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (strcmp(common[i], part[0]) == 0)
			return;
	spell(aliases, part[0], owner, true, false);
	spell(aliases, in_capitals(aliases->arena, part[0]), owner, true, false);
}

static void add(struct aliases *aliases, const char *name, bool company)
{
	struct owner owner = { .company = company };

	if (!name || !*trimmed(aliases->arena, name))
		return;
	owner.name = trimmed(aliases->arena, name);
	for (size_t i = 0; i < aliases->owner_count; i++)
		if (aliases->owner[i].company == company && strcmp(aliases->owner[i].name, owner.name) == 0)
			return;
	owner.letter = company ? aliases->companies++ : aliases->people++;
	aliases->owner = arena_grow(aliases->arena, aliases->owner, aliases->owner_count, &aliases->owner_capacity,
				    sizeof(owner));
	aliases->owner[aliases->owner_count++] = owner;
	if (company) {
		spell_company(aliases, owner.name, aliases->owner_count - 1);
		spell_first_word(aliases, owner.name, aliases->owner_count - 1);
	} else {
		spell_person(aliases, owner.name, aliases->owner_count - 1, false);
	}
}

void aliases_add_person(struct aliases *aliases, const char *name)
{
	add(aliases, name, false);
}

void aliases_add_company(struct aliases *aliases, const char *name)
{
	add(aliases, name, true);
}

/* A map with a name and a role is a person, wherever it stands. */
static void add_people(struct aliases *aliases, const struct json *value)
{
	static const char *const names[] = { "deputy_for", "confirm_by" };

	if (value->type == JSON_TYPE_MAP && json_get(value, "role") && !json_get(value, "row"))
		add(aliases, json_get_text(value, "name"), false);
	for (size_t i = 0; value->type == JSON_TYPE_MAP && i < sizeof(names) / sizeof(names[0]); i++)
		add(aliases, json_get_text(value, names[i]), false);
	if (value->type == JSON_TYPE_MAP || value->type == JSON_TYPE_LIST)
		for (size_t i = 0; i < value->count; i++)
			add_people(aliases, value->child[i]);
}

/* Answers that are names: where the packs ask for one in a field of plain text. */
static void add_named(struct aliases *aliases, const struct session *session)
{
	static const struct { const char *field, *column; bool company; } named[] = {
		{ "companies", "name", true }, { "functions", "vendor", true }, { "sources", "body", true },
		{ "counsel", NULL, false }, { "checked-by", NULL, false },
	};

	for (size_t i = 0; i < session->now.answer_count; i++) {
		const struct answer *answer = &session->now.answer[i];
		const struct json *value = answer->value;

		for (size_t k = 0; value && k < sizeof(named) / sizeof(named[0]); k++) {
			if (strcmp(named[k].field, answer->field) != 0)
				continue;
			if (!named[k].column && value->type == JSON_TYPE_TEXT)
				add(aliases, value->text, named[k].company);
			for (size_t r = 0; named[k].column && value->type == JSON_TYPE_LIST && r < value->count; r++)
				add(aliases, json_get_text(value->child[r], named[k].column), named[k].company);
		}
	}
}

void aliases_add_session(struct aliases *aliases, const struct session *session)
{
	add(aliases, session->now.organisation, true);
	add(aliases, session->now.entity, true);
	for (size_t i = 0; i < session->event_count; i++) {
		const struct json *body = session->event[i].body;

		const char *kind = session->event[i].kind_name ? session->event[i].kind_name : "";

		/* What company and people were called before they were corrected, too. */
		if (strncmp(kind, "session_", 8) == 0) {
			add(aliases, json_get_text(body, "organisation"), true);
			add(aliases, json_get_text(body, "entity"), true);
		}
		if (strncmp(kind, "participant_", 12) == 0)
			add(aliases, json_get_text(body, "name"), false);
		add_people(aliases, body);
	}
	add_named(aliases, session);
}

/* ---- finding and replacing --------------------------------------------------------------------- */

/* How many bytes of `text` are the spelling, its spaces as many as somebody typed; 0: it is
 * something else. */
static size_t match(const struct spelling *spelling, const char *text)
{
	size_t at = 0, in = 0;

	while (in < spelling->length) {
		uint32_t code;
		size_t step = text_decode(spelling->text + in, &code);

		if (is_space(code)) {
			size_t from = at;
			uint32_t there;

			for (size_t wide; text[at] && (wide = text_decode(text + at, &there)) && is_space(there);)
				at += wide;
			if (at == from && is_latin(last_code(spelling->text, in)))
				return 0;
		} else {
			for (size_t i = 0; i < step; i++)
				if (!text[at + i] || (spelling->exact ? text[at + i] != spelling->text[in + i] :
				    lower(text[at + i]) != lower(spelling->text[in + i])))
					return 0;
			at += step;
		}
		in += step;
	}
	return at;
}

/* "Mr ", "Ms. " before the name. */
static bool has_title(const char *whole, size_t at)
{
	static const char *const titles[] = { "Mr ", "Mr. ", "Mrs ", "Mrs. ", "Ms ", "Ms. ", "Dr ", "Dr. ", "Prof. " };

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (at >= strlen(titles[i]) && strncmp(whole + at - strlen(titles[i]), titles[i], strlen(titles[i])) == 0)
			return true;
	return false;
}

/* How many bytes from here on are an e-mail address: names hide in both of its halves. */
static size_t mail_address(const char *text)
{
	static const char local[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-";
	static const char domain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
	size_t before = strspn(text, local), behind;

	if (before == 0 || text[before] != '@')
		return 0;
	behind = strspn(text + before + 1, domain);
	while (behind > 0 && text[before + behind] == '.')
		behind--;
	return memchr(text + before + 1, '.', behind) ? before + 1 + behind : 0;
}

static size_t address_at(const char *text, bool any)
{
	static const char *const swallowed[] = { "さん", "氏", "様", "殿", "-san" };
	static const char *const others[] = { "社長", "会長", "専務", "常務", "取締役", "監査役", "部長", "次長", "課長", "室長",
		"工場長", "本部長", "執行役", "先生", "君", "副社長", "代表" };

	for (size_t i = 0; i < sizeof(swallowed) / sizeof(swallowed[0]); i++)
		if (strncmp(text, swallowed[i], strlen(swallowed[i])) == 0)
			return strlen(swallowed[i]);
	for (size_t i = 0; any && i < sizeof(others) / sizeof(others[0]); i++)
		if (strncmp(text, others[i], strlen(others[i])) == 0)
			return strlen(others[i]);
	return 0;
}

static const struct spelling *find(const struct aliases *aliases, const char *whole, size_t at, size_t *length)
{
	const struct spelling *best = NULL;

	*length = 0;
	for (size_t i = 0; i < aliases->spelling_count; i++) {
		const struct spelling *s = &aliases->spelling[i];
		size_t bytes = match(s, whole + at);

		if (bytes <= *length)
			continue;
		if (is_latin(first_code(s->text)) && is_latin(last_code(whole, at)))
			continue;
		if (is_latin(last_code(s->text, s->length)) && is_latin(first_code(whole + at + bytes)))
			continue;
		if (s->titled && address_at(whole + at + bytes, true) == 0 && !has_title(whole, at))
			continue;
		best = s;
		*length = bytes;
	}
	return best;
}

/* A .. Z, AA, AB, ... */
static const char *letters(struct arena *arena, size_t index)
{
	if (index < LETTERS)
		return arena_printf(arena, "%c", (char)('A' + index));
	return arena_printf(arena, "%s%c", letters(arena, index / LETTERS - 1), (char)('A' + index % LETTERS));
}

static const char *alias_of(const struct aliases *aliases, struct arena *arena, size_t owner)
{
	const struct owner *of = &aliases->owner[owner];
	const char *letter = letters(arena, of->letter);

	return of->company ? arena_printf(arena, T(ALIAS_COMPANY), letter) : arena_printf(arena, T(ALIAS_PERSON), letter);
}

static void put(const struct aliases *aliases, struct arena *arena, const struct spelling *found, struct str *out)
{
	str_add(out, alias_of(aliases, arena, found->owner));
	if (found->other != found->owner)
		str_printf(out, "/%s", alias_of(aliases, arena, found->other));
}

const char *alias_text(const struct aliases *aliases, struct arena *arena, const char *text)
{
	struct str out = STR_INIT;
	const char *copy;

	if (!aliases || !text)
		return text;
	for (size_t at = 0, length; text[at]; at += length) {
		const struct spelling *found;

		length = at == 0 || !is_latin(last_code(text, at)) ? mail_address(text + at) : 0;
		if (length > 0) {
			str_add(&out, T(ALIAS_MAIL));
			continue;
		}
		found = find(aliases, text, at, &length);
		if (!found) {
			uint32_t code;

			length = text_decode(text + at, &code);
			str_add_bytes(&out, text + at, length);
			continue;
		}
		put(aliases, arena, found, &out);
		if (lang == LANG_JA && !aliases->owner[found->owner].company)
			length += address_at(text + at + length, false);
	}
	copy = arena_strdup(arena, out.text);
	str_release(&out);
	return copy;
}
