/* See alias.h. */
#include "report/alias.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_leaving.h"
#include "report/spelling.h"
#include "workshop/session.h"

enum { LETTERS = 26 };

struct aliases *aliases_new(struct arena *arena)
{
	struct aliases *aliases = arena_alloc(arena, sizeof(*aliases));

	*aliases = (struct aliases){ .arena = arena };
	return aliases;
}

static void add(struct aliases *aliases, const char *name, bool company)
{
	struct owner owner = { .company = company };

	if (!name || !*spelling_trimmed(aliases->arena, name))
		return;
	owner.name = spelling_trimmed(aliases->arena, name);
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

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* How many bytes of `text` are the spelling, its spaces as many as somebody typed; 0: it is
 * something else. */
static size_t match(const struct spelling *spelling, const char *text)
{
	size_t at = 0, in = 0;

	while (in < spelling->length) {
		uint32_t code;
		size_t step = text_decode(spelling->text + in, &code);

		if (sign_is_space(code)) {
			size_t from = at;
			uint32_t there;

			for (size_t wide; text[at] && (wide = text_decode(text + at, &there)) && sign_is_space(there);)
				at += wide;
			if (at == from && sign_is_latin(sign_last(spelling->text, in)))
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
		if (sign_is_latin(sign_first(s->text)) && sign_is_latin(sign_last(whole, at)))
			continue;
		if (sign_is_latin(sign_last(s->text, s->length)) && sign_is_latin(sign_first(whole + at + bytes)))
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

		length = at == 0 || !sign_is_latin(sign_last(text, at)) ? mail_address(text + at) : 0;
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
