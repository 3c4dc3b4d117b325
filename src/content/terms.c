/* A word is compared at each character of a text; the index tells which words
 * can begin with that character. */
#include "content/terms.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "content/pack.h"

enum { SLOTS = 512, FORMS_MAX = 3, KATAKANA_ALONE = 2 };

/* A word that is looked for. */
struct word {
	const char *text;
	size_t length;
	const struct term *term;
	const char *avoid;       /* the word itself, NULL where it is a form */
	const struct word *next; /* in its slot */
};

struct term_index { const struct word *slot[LANG_COUNT][SLOTS]; };

/* ---- characters ------------------------------------------------------------- */

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_alnum(char c)
{
	return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9');
}

/* Lower case; a text may break its line within a term of two words. */
static char folded(char c)
{
	return is_upper(c) ? (char)(c - 'A' + 'a') : c == '\n' ? ' ' : c;
}

static bool is_inside(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* ァ to ヺ and ー: three bytes each. */
static bool is_katakana(const char *text)
{
	uint32_t code;

	if (*text == '\0')
		return false;
	text_decode(text, &code);
	return (code >= 0x30a1 && code <= 0x30fa) || code == 0x30fc;
}

/* ---- one word at one place ---------------------------------------------------- */

static bool all_capitals(const char *word, size_t length)
{
	bool upper = false;

	for (size_t i = 0; i < length; i++) {
		if (is_lower(word[i]))
			return false;
		upper = upper || is_upper(word[i]);
	}
	return upper;
}

static bool same(const char *text, const char *word, size_t length)
{
	bool capitals;

	if (length > 0 && folded(*text) != folded(*word))
		return false;
	capitals = all_capitals(word, length);
	for (size_t i = 0; i < length; i++)
		if (text[i] == '\0' || (capitals ? text[i] != word[i] : folded(text[i]) != folded(word[i])))
			return false;
	return true;
}

/* Where an English plural ends that begins with `length` bytes of a word, 0 where
 * none does. */
static size_t plural(const char *text, const char *word, size_t length)
{
	static const char *const endings[] = { "s", "es" };

	if (!is_alnum(word[length - 1]))
		return 0;
	for (size_t i = 0; i < 2; i++) {
		size_t more = strlen(endings[i]);

		if (same(text, word, length) && strncmp(text + length, endings[i], more) == 0 &&
		    !is_alnum(text[length + more]))
			return length + more;
	}
	if (length > 2 && word[length - 1] == 'y' && same(text, word, length - 1) &&
	    strncmp(text + length - 1, "ies", 3) == 0 && !is_alnum(text[length + 2]))
		return length + 2;
	return 0;
}

/* A katakana or two are found as a word of their own only. */
static bool within_katakana(const char *text, size_t at, size_t length)
{
	size_t before = at;

	if (length > KATAKANA_ALONE * strlen("ア"))
		return false;
	for (size_t i = 0; i < length; i += strlen("ア"))
		if (is_inside(text[at + i]) || !is_katakana(text + at + i))
			return false;
	while (before > 0 && is_inside(text[--before]))
		;
	return (at > 0 && is_katakana(text + before)) || is_katakana(text + at + length);
}

/* Bytes of the text at `at` that are the word, 0 where they are not. */
static size_t length_at(const struct word *word, enum lang which, const char *text, size_t at)
{
	const char *here = text + at;

	if (is_alnum(*here) && at > 0 && is_alnum(text[at - 1]))
		return 0;
	if (same(here, word->text, word->length)) {
		char last = word->text[word->length - 1], next = here[word->length];

		if (within_katakana(text, at, word->length))
			return 0;
		if (!is_alnum(last) || !is_alnum(next))
			return word->length;
	}
	return which == LANG_EN ? plural(here, word->text, word->length) : 0;
}

/* ---- forms ---------------------------------------------------------------------- */

/* Where `text` ends in brackets that do not begin it: how many bytes an opening
 * one has, with its place. */
static size_t bracket(const char *text, size_t length, size_t *open)
{
	static const char *const pairs[][2] = { { "(", ")" }, { "（", "）" } };

	for (size_t i = 0; i < 2; i++) {
		size_t width = strlen(pairs[i][0]);
		const char *at = strstr(text, pairs[i][0]);

		if (!at || at == text || length < 2 * width || strcmp(text + length - width, pairs[i][1]) != 0)
			continue;
		*open = (size_t)(at - text);
		if (*open + 2 * width < length)
			return width;
	}
	return 0;
}

/* What a term is found by, in a language; their number. */
static size_t forms_of(const struct term *term, enum lang which, struct word form[FORMS_MAX])
{
	const char *text = which == LANG_JA ? term->term.ja : term->term.en;
	size_t length = text ? strlen(text) : 0, open = 0, width, before;

	if (length == 0)
		return 0;
	form[0] = (struct word){ .text = text, .length = length, .term = term };
	width = bracket(text, length, &open);
	if (width == 0)
		return 1;
	for (before = open; before > 0 && text[before - 1] == ' ';)
		before--;
	form[1] = (struct word){ .text = text + open + width, .length = length - open - 2 * width, .term = term };
	form[2] = (struct word){ .text = text, .length = before, .term = term };
	return before > 0 ? 3 : 2;
}

size_t terms_in(const struct pack *pack, const char *text, struct term_use *use, size_t room)
{
	size_t count = 0;

	for (size_t at = 0; text[at] && count < room;) {
		struct term_use best = { .at = at };

		for (size_t i = 0; i < pack->term_count; i++) {
			struct word form[FORMS_MAX];
			size_t forms = forms_of(&pack->term[i], lang, form);

			for (size_t k = 0; k < forms; k++) {
				size_t length = length_at(&form[k], lang, text, at);

				if (length > best.length)
					best = (struct term_use){ &pack->term[i], at, length };
			}
		}
		if (best.length > 0)
			use[count++] = best;
		at += best.length > 0 ? best.length : 1;
		while (is_inside(text[at]))
			at++;
	}
	return count;
}

/* ---- the index ------------------------------------------------------------------- */

/* The slot of the character that a word or a place begins with.  A plural never
 * changes it. */
static size_t slot_of(const char *text)
{
	const unsigned char *byte = (const unsigned char *)text;

	if (byte[0] < 0x80)
		return (size_t)(unsigned char)folded(text[0]);
	return (byte[0] * 37u + byte[1] * 5u + (byte[0] < 0xe0 ? 0 : byte[2])) % SLOTS;
}

static void put(struct arena *arena, struct term_index *index, enum lang which, struct word word)
{
	struct word *kept = arena_alloc(arena, sizeof(*kept));
	const struct word **slot = &index->slot[which][slot_of(word.text)];

	*kept = word;
	kept->next = *slot;
	*slot = kept;
}

struct term_index *term_index_new(struct arena *arena, const struct pack *pack)
{
	struct term_index *index = arena_alloc(arena, sizeof(*index));

	for (size_t i = 0; i < 2 * pack->term_count; i++) {
		const struct term *term = &pack->term[i / 2];
		enum lang which = i % 2 ? LANG_JA : LANG_EN;
		struct word form[FORMS_MAX];
		size_t forms = forms_of(term, which, form);

		for (size_t k = 0; k < forms; k++)
			put(arena, index, which, form[k]);
		for (size_t k = 0; k < term->avoid.count; k++) {
			const char *avoid = term->avoid.text[k];

			if (*avoid)
				put(arena, index, which, (struct word){ avoid, strlen(avoid), term, avoid, NULL });
		}
	}
	return index;
}

bool term_next(const struct term_index *index, enum lang which, const char *text, size_t from,
	       struct term_hit *hit)
{
	for (size_t at = from; text[at]; at++) {
		*hit = (struct term_hit){ .at = at };
		if (is_inside(text[at]))
			continue;
		for (const struct word *word = index->slot[which][slot_of(text + at)]; word; word = word->next) {
			size_t length = length_at(word, which, text, at);

			/* A form is no word to avoid, whatever another term says. */
			if (length > hit->length || (length > 0 && length == hit->length && !word->avoid))
				*hit = (struct term_hit){ word->term, word->avoid, at, length };
		}
		if (hit->length > 0)
			return true;
	}
	return false;
}
