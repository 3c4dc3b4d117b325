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
       LATIN_FROM = 0xc0, LATIN_TO = 0x24f, LEGAL_TRIES = 3, FAMILY = 2, SPACE_WIDE = 0x3000, SPACE_HARD = 0xa0 };

/* Whose the name is; the letter is its place among its kind. */
struct owner { const char *name; bool company; size_t letter; };

/* A spelling that is looked for. */
struct spelling {
	const char *text;
	size_t length;
	size_t owner, other;   /* other: of a second one who is called the same, else the owner */
	bool exact;            /* upper and lower case matter: a part of a name */
	bool titled;           /* counts only where a form of address follows: a family name of one sign */
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

static void spell_part(struct aliases *aliases, const char *part, size_t owner)
{
	bool cjk = first_code(part) >= CJK_FROM;

	if (cjk)
		spell(aliases, part, owner, true, text_length(part) == 1);
	else if (text_length(part) >= LATIN_LEAST && is_latin(first_code(part)) && !is_title(part))
		spell(aliases, part, owner, true, false);
}

/* 佐藤一郎: nobody says where the family name ends; mostly after two signs. */
static void spell_family(struct aliases *aliases, const char *name, size_t owner)
{
	size_t signs = text_length(name), at = 0;

	if (!all_han(name) || signs <= FAMILY)
		return;
	for (int i = 0; i < FAMILY; i++)
		at = text_next(name, at);
	spell(aliases, arena_printf(aliases->arena, "%.*s", (int)at, name), owner, true, false);
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

static void spell_person(struct aliases *aliases, const char *name, size_t owner)
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
	(company ? spell_company : spell_person)(aliases, owner.name, aliases->owner_count - 1);
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

		/* What the company was called before it was corrected, too. */
		if (session->event[i].kind_name && strncmp(session->event[i].kind_name, "session_", 8) == 0) {
			add(aliases, json_get_text(body, "organisation"), true);
			add(aliases, json_get_text(body, "entity"), true);
		}
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

static size_t address_at(const char *text, bool any)
{
	static const char *const swallowed[] = { "さん", "氏", "様", "殿" };
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
		if (s->titled && address_at(whole + at + bytes, true) == 0)
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
		const struct spelling *found = find(aliases, text, at, &length);

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
