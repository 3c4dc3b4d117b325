/* Items: enough of everything, ids of questions, references, two screens. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "content/check.h"
#include "content/decode.h"
#include "content/findings.h"
#include "content/pack.h"
#include "content/refs.h"
#include "content/terms.h"
#include "content/yaml.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { SIGNS_MIN = 3, QUESTIONS_MIN = 4 };

static void check_refs(struct decoder *decoder, const struct yaml *refs, const struct item *item)
{
	size_t outer = decoder_push(decoder, "refs");

	for (size_t i = 0; i < item->ref_count; i++) {
		const struct ref *ref = &item->ref[i];
		const struct yaml *ids = yaml_get(refs, ref->framework);
		size_t length = decoder_push(decoder, ref->framework);
		bool known = refs_known(ref->framework);

		if (!known)
			decoder_warn(decoder, ids, T(FRAMEWORK_UNKNOWN), decoder_shown(decoder, ref->framework));
		for (size_t k = 0; known && k < ref->ids.count; k++) {
			const char *id = ref->ids.text[k];
			size_t inner = decoder_push_index(decoder, k);

			if (*id && !refs_exists(ref->framework, id))
				decoder_style(decoder, check_element(ids, k), T(REF_UNKNOWN), ref->framework,
					      decoder_shown(decoder, id));
			decoder_pop(decoder, inner);
		}
		decoder_pop(decoder, length);
	}
	decoder_pop(decoder, outer);
}

/* A question without an id gets its number; one that is given must not be it. */
static void check_questions(struct decoder *decoder, const struct yaml *list, struct item *item)
{
	const struct check_ids ids = { .what = W(CLASS_QUESTION), .key = "id", .structs = item->question,
				       .count = item->question_count, .size = sizeof(*item->question) };
	size_t length = decoder_push(decoder, "questions");

	for (size_t i = 0; i < item->question_count; i++)
		if (!item->question[i].id)
			item->question[i].id = arena_printf(decoder->arena, "q%zu", i + 1);
	check_ids(decoder, list, &ids);
	decoder_pop(decoder, length);
}

typedef int rows_fn(struct arena *arena, const char *text, int columns);

static int rows_exactly(struct arena *arena, const char *text, int columns)
{
	return (int)text_wrap(arena, text, columns).count;
}

/* The same without Unicode's line breaks, which cost as much as reading the pack:
 * words and characters as they come, in lines narrower by what Japanese rules may
 * leave free.  Not less than exactly for what people write, so what fits by this
 * need not be wrapped. */
static int rows_at_most(struct arena *arena, const char *text, int columns)
{
	enum { LEFT_FREE = 8 };
	int rows = 1, used = 0, room = text_length(text) < strlen(text) ? columns - LEFT_FREE : columns;

	(void)arena;
	while (*text) {
		int gap = 0, width = 0;

		for (; *text == ' '; text++)
			gap++;
		while (*text > ' ' && (unsigned char)*text < 0x80) {
			text++;
			width++;
		}
		if (width == 0 && *text && *text != '\n') {
			uint32_t code;

			text += text_decode(text, &code);
			width = text_code_width(code);
		}
		if (used + gap + width > room) {
			rows += 1 + width / room;
			used = width % room;
		} else {
			used += gap + width;
		}
		if (*text == '\n') {
			rows++;
			used = 0;
			text++;
		}
	}
	return rows;
}

/* The texts of an item as the screen has them in one language. */
struct writing {
	struct decoder *decoder;
	const struct pack *pack;
	const struct item *item;
	enum lang lang;
	bool *seen; /* which terms */
};

/* A term's first use is marked by a sign after it. */
static const char *marked(struct writing *writing, const char *text)
{
	struct str out = STR_INIT;
	struct term_hit hit;
	const char *result = text;
	size_t from = 0;

	for (size_t at = 0; term_next(writing->decoder->terms, writing->lang, text, at, &hit);) {
		bool *seen = &writing->seen[hit.term - writing->pack->term];

		at = hit.at + hit.length;
		if (hit.avoid || *seen)
			continue;
		*seen = true;
		str_add_bytes(&out, text + from, at - from);
		str_add_char(&out, '*');
		from = at;
	}
	if (from > 0) {
		str_add(&out, text + from);
		result = arena_strdup(writing->decoder->arena, out.text);
	}
	str_release(&out);
	return result;
}

static int rows_of(struct writing *writing, rows_fn *rows_in)
{
	enum { INDENT = 2, BULLET = 2 };
	const struct item *item = writing->item;
	struct arena *arena = writing->decoder->arena;
	struct bitext decided = item->decide;
	const struct bitexts decide = { 1, &decided };
	const struct { const struct bitexts *texts; int columns; } parts[] = {
		{ &item->asks, EXPLAIN_COLUMNS - INDENT - BULLET },
		{ &item->why, EXPLAIN_COLUMNS - INDENT - BULLET },
		{ &decide, EXPLAIN_COLUMNS - INDENT },
		{ &item->good, EXPLAIN_COLUMNS - INDENT - BULLET },
		{ &item->warning, EXPLAIN_COLUMNS - INDENT - BULLET },
	};
	int rows = -1;

	writing->seen = arena_array(arena, writing->pack->term_count + 1, sizeof(*writing->seen));
	for (size_t i = 0; i < LENGTH(parts); i++) {
		const struct bitexts *texts = parts[i].texts;

		for (size_t k = 0; k < texts->count; k++) {
			const char *text = marked(writing, bitext_in(texts->text[k], writing->lang));

			rows += rows_in(arena, text, parts[i].columns);
		}
		rows += texts->count > 0 ? 2 : 0;
	}
	return rows;
}

/* As ui/screen_item_text.c draws it: headed parts, indented, a bullet before each
 * text but the decision, a blank row between the parts. */
static void check_screens(struct decoder *decoder, const struct yaml *node, const struct pack *pack,
			  const struct item *item)
{
	static const struct words languages[LANG_COUNT] = { W(IN_ENGLISH), W(IN_JAPANESE) };
	enum { ROOM = EXPLAIN_SCREENS * EXPLAIN_ROWS };

	for (int i = 0; i < LANG_COUNT && !decoder->findings->errors_only; i++) {
		struct writing writing = { .decoder = decoder, .pack = pack, .item = item,
					   .lang = (enum lang)i };
		int rows = rows_of(&writing, rows_at_most);

		if (rows > ROOM)
			rows = rows_of(&writing, rows_exactly);
		if (rows > ROOM)
			decoder_warn(decoder, node, T(ITEM_LONG), rows, say(languages[i]), EXPLAIN_SCREENS, ROOM);
	}
}

void check_item(struct decoder *decoder, const struct yaml *node, const struct pack *pack, struct item *item)
{
	static const struct { const char *key; size_t min; bool single, card; } counts[] = {
		{ "asks", 1, true, true }, { "why", 1, true, true },
		{ "good", SIGNS_MIN, true, false }, { "warning", SIGNS_MIN, true, false },
		{ "questions", QUESTIONS_MIN, false, false },
	};
	/* What a company leaves out of a pack is its own affair. */
	bool whole = !pack->extends && yaml_get(node, "kind") && (item->kind == ITEM_PRINCIPLE || item->kind == ITEM_DIRECTIVE);

	if (item->id && check_is_block(item->id)) {
		size_t length = decoder_push(decoder, "id");

		decoder_fault(decoder, yaml_get(node, "id"), T(ID_IS_BLOCK), item->id);
		decoder_pop(decoder, length);
	}
	check_width(decoder, node, "title", item->title, ITEM_TITLE_COLUMNS);
	for (size_t i = 0; i < LENGTH(counts); i++)
		if (whole || counts[i].card)
			check_count(decoder, node, counts[i].key, counts[i].min, counts[i].single);
	check_questions(decoder, yaml_get(node, "questions"), item);
	check_worksheet(decoder, node, item);
	check_refs(decoder, yaml_get(node, "refs"), item);
	if (!decoder->kept && check_is_own(decoder, node))
		check_screens(decoder, node, pack, item);
}
