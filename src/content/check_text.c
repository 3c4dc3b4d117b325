/*
 * The texts of a file, one by one, by the tables of shape.c: no longer than a
 * breath, in their language, no word that a term is there for, no abbreviation
 * without an entry in `terms`, no entry without a use.  All of it is the author's
 * to mend, so a pack that a session was held with is not looked at.  Texts of
 * other files (an overlay's base, a shared worksheet) count as uses; their faults
 * are told where they are linted themselves.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "content/abbreviation.h"
#include "content/check.h"
#include "content/decode.h"
#include "content/findings.h"
#include "content/pack.h"
#include "content/shape.h"
#include "content/terms.h"
#include "content/yaml.h"
#include "lang/words_content.h"

enum { TOLD_MAX = 200 };

/* Abbreviations, each once. */
struct words_seen { size_t count, capacity; const char **word; };

struct walk {
	struct decoder *decoder;
	const struct pack *pack;
	bool *used;              /* which terms */
	const struct term *self; /* whose entry is being read: no use of it */
	struct words_seen known, told;
};

/* ---- abbreviations ---------------------------------------------------------- */

static bool is_seen(const struct words_seen *seen, const char *word, size_t length)
{
	for (size_t i = 0; i < seen->count; i++)
		if (strncmp(seen->word[i], word, length) == 0 && seen->word[i][length] == '\0')
			return true;
	return false;
}

static void see(struct arena *arena, struct words_seen *seen, const char *word, size_t length)
{
	if (is_seen(seen, word, length))
		return;
	seen->word = arena_grow(arena, seen->word, seen->count, &seen->capacity, sizeof(*seen->word));
	seen->word[seen->count++] = arena_strndup(arena, word, length);
}

/* The entries, found by what is abbreviated in them. */
static void know(struct walk *walk)
{
	for (size_t i = 0; i < 2 * walk->pack->term_count; i++) {
		const char *form = bitext_in(walk->pack->term[i / 2].term, i % 2 ? LANG_JA : LANG_EN);
		size_t at = 0, length;

		for (; abbreviation_next(form, &at, &length); at += length)
			see(walk->decoder->arena, &walk->known, form + at, length);
	}
}

/* "CVE-2024-1" is known where CVE is. */
static bool parts_are_known(const struct walk *walk, const char *word, size_t length)
{
	size_t found = 0;

	for (size_t at = 0, end; at < length; at = end + 1) {
		for (end = at; end < length && word[end] != '-' && word[end] != '&';)
			end++;
		if (!abbreviation_is(word + at, end - at))
			continue;
		if (!is_seen(&walk->known, word + at, end - at))
			return false;
		found++;
	}
	return found > 0;
}

static void check_abbreviations(struct walk *walk, const struct yaml *node)
{
	struct decoder *decoder = walk->decoder;
	size_t at = 0, length;

	for (; abbreviation_next(node->text, &at, &length); at += length) {
		const char *word = node->text + at;

		if (is_seen(&walk->known, word, length) || parts_are_known(walk, word, length) ||
		    walk->told.count >= TOLD_MAX || is_seen(&walk->told, word, length))
			continue;
		see(decoder->arena, &walk->told, word, length);
		decoder_warn(decoder, node, T(TERM_LACKS),
			      decoder_shown(decoder, arena_strndup(decoder->arena, word, length)));
	}
}

/* ---- terms and breath ----------------------------------------------------------- */

static void check_words(struct walk *walk, const struct yaml *node, enum lang which, bool own)
{
	const char *told = NULL;
	struct term_hit hit;

	for (size_t at = 0; term_next(walk->decoder->terms, which, node->text, at, &hit); at = hit.at + hit.length) {
		if (!hit.avoid && hit.term != walk->self)
			walk->used[hit.term - walk->pack->term] = true;
		/* Once a text, as a rule: it is found by its place. */
		if (!hit.avoid || !own || hit.avoid == told)
			continue;
		told = hit.avoid;
		decoder_warn(walk->decoder, node, T(AVOIDED), decoder_shown(walk->decoder, hit.avoid),
			      decoder_shown(walk->decoder, bitext_in(hit.term->term, which)));
	}
}

static size_t words_of(const char *text)
{
	static const char blanks[] = " \n";
	size_t words = 0;

	while (*(text += strspn(text, blanks))) {
		words++;
		text += strcspn(text, blanks);
	}
	return words;
}

static void check_breath(struct decoder *decoder, const struct yaml *node, enum lang which)
{
	size_t length = strlen(node->text), characters = text_length(node->text), words;

	/* The line end of a block text is none of its characters. */
	while (length > 0 && (node->text[length - 1] == '\n' || node->text[length - 1] == ' ')) {
		length--;
		characters--;
	}
	if (which == LANG_JA && characters > BREATH_CHARACTERS)
		decoder_warn(decoder, node, T(BREATH_JA), characters, BREATH_CHARACTERS);
	words = which == LANG_EN ? words_of(node->text) : 0;
	if (words > BREATH_WORDS)
		decoder_warn(decoder, node, T(BREATH_EN), words, BREATH_WORDS);
}

/* Kana, kanji and their punctuation, U+3000 to U+9FFF, begin with these bytes. */
static bool has_japanese(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0xe3 && (unsigned char)*text <= 0xe9)
			return true;
	return false;
}

/* A text left in the other language: one word may be a name. */
static void check_language(struct decoder *decoder, const struct yaml *node, enum lang which)
{
	bool japanese = has_japanese(node->text);

	if (which == LANG_EN && japanese)
		decoder_warn(decoder, node, "%s", T(ENGLISH_IS_NOT));
	if (which == LANG_JA && !japanese && words_of(node->text) > 1)
		decoder_warn(decoder, node, "%s", T(JAPANESE_IS_NOT));
}

static void check_text(struct walk *walk, const struct row *row, const struct yaml *node, enum lang which)
{
	bool own = check_is_own(walk->decoder, node);

	if (node->type != YAML_TEXT)
		return;
	if (own && row->breath)
		check_breath(walk->decoder, node, which);
	if (row->theirs)
		return;
	check_words(walk, node, which, own);
	if (own) {
		check_language(walk->decoder, node, which);
		check_abbreviations(walk, node);
	}
}

/* ---- the walk ------------------------------------------------------------------------ */

static void walk_bitext(struct walk *walk, const struct row *row, const struct yaml *map)
{
	for (size_t i = 0; map->type == YAML_MAP && i < map->count; i++) {
		size_t length;
		enum lang which;

		if (!lang_parse(map->key[i], &which))
			continue;
		length = decoder_push(walk->decoder, map->key[i]);
		check_text(walk, row, map->child[i], which);
		decoder_pop(walk->decoder, length);
	}
}

static void walk_map(struct walk *walk, const struct shape *shape, const struct yaml *map);

static void walk_value(struct walk *walk, const struct row *row, const struct yaml *node)
{
	bool text = row->type == ROW_LINE || row->type == ROW_BITEXT || row->type == ROW_BITEXTS;
	bool terms = row->sub && strcmp(row->sub->name, "term") == 0;

	for (size_t i = 0; node->type == YAML_LIST && i < node->count; i++) {
		size_t length = decoder_push_index(walk->decoder, i);

		walk->self = terms && i < walk->pack->term_count ? &walk->pack->term[i] : NULL;
		if (text)
			walk_bitext(walk, row, node->child[i]);
		else if (row->sub)
			walk_map(walk, row->sub, node->child[i]);
		decoder_pop(walk->decoder, length);
	}
	if (terms)
		walk->self = NULL;
	if (text)
		walk_bitext(walk, row, node);
	else if (row->type == ROW_MAP)
		walk_map(walk, row->sub, node);
}

/* In the order of the file, so that a first place is the first there. */
static void walk_map(struct walk *walk, const struct shape *shape, const struct yaml *map)
{
	for (size_t i = 0; map->type == YAML_MAP && i < map->count; i++) {
		const struct row *row = shape_row(shape, map->key[i]);
		size_t length;

		if (!row)
			continue;
		length = decoder_push(walk->decoder, row->key);
		walk_value(walk, row, map->child[i]);
		decoder_pop(walk->decoder, length);
	}
}

static void check_used(struct walk *walk, const struct yaml *list)
{
	size_t outer = decoder_push(walk->decoder, "terms");

	for (size_t i = 0; i < walk->pack->term_count; i++) {
		const struct yaml *node = check_element(list, i);
		const char *form = bitext_say(walk->pack->term[i].term);
		size_t length = decoder_push_index(walk->decoder, i);

		if (*form && !walk->used[i] && check_is_own(walk->decoder, node))
			decoder_warn(walk->decoder, node, T(TERM_UNUSED), decoder_shown(walk->decoder, form));
		decoder_pop(walk->decoder, length);
	}
	decoder_pop(walk->decoder, outer);
}

void check_texts(struct decoder *decoder, const struct yaml *root, const struct pack *pack)
{
	struct walk walk = { .decoder = decoder, .pack = pack };

	if (decoder->kept || decoder->findings->errors_only)
		return;
	walk.used = arena_array(decoder->arena, pack->term_count + 1, sizeof(*walk.used));
	know(&walk);
	walk_map(&walk, &pack_shape, root);
	check_used(&walk, yaml_get(root, "terms"));
}
