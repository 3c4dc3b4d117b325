/* Items: enough of everything, ids of questions, references, two screens. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "content/check.h"
#include "content/decode.h"
#include "content/pack.h"
#include "content/refs.h"
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

static int rows_of(struct arena *arena, const struct bitexts *texts, enum lang which, int columns)
{
	int rows = 0;

	for (size_t i = 0; i < texts->count; i++)
		rows += (int)text_wrap(arena, bitext_in(texts->text[i], which), columns).count;
	return rows;
}

/* As ui/screen_item_text.c draws it: headed parts, indented, a bullet before each
 * text but the decision, a blank row between the parts. */
static void check_screens(struct decoder *decoder, const struct yaml *node, struct item *item)
{
	static const struct words languages[LANG_COUNT] = { W(IN_ENGLISH), W(IN_JAPANESE) };
	enum { INDENT = 2, BULLET = 2, ROOM = EXPLAIN_SCREENS * EXPLAIN_ROWS };
	const struct bitexts decide = { 1, &item->decide };
	const struct { const struct bitexts *texts; int columns; } parts[] = {
		{ &item->asks, EXPLAIN_COLUMNS - INDENT - BULLET },
		{ &item->why, EXPLAIN_COLUMNS - INDENT - BULLET },
		{ &decide, EXPLAIN_COLUMNS - INDENT },
		{ &item->good, EXPLAIN_COLUMNS - INDENT - BULLET },
		{ &item->warning, EXPLAIN_COLUMNS - INDENT - BULLET },
	};

	for (int which = 0; which < LANG_COUNT; which++) {
		int rows = -1;

		for (size_t i = 0; i < LENGTH(parts); i++)
			if (parts[i].texts->count > 0)
				rows += 2 + rows_of(decoder->arena, parts[i].texts, (enum lang)which,
						    parts[i].columns);
		if (rows > ROOM)
			check_style(decoder, node, T(ITEM_LONG), rows, say(languages[which]),
				      EXPLAIN_SCREENS, ROOM);
	}
}

void check_item(struct decoder *decoder, const struct yaml *node, struct item *item)
{
	static const struct { const char *key; size_t min; bool single, card; } counts[] = {
		{ "asks", 1, true, true }, { "why", 1, true, true },
		{ "good", SIGNS_MIN, true, false }, { "warning", SIGNS_MIN, true, false },
		{ "questions", QUESTIONS_MIN, false, false },
	};
	bool whole = yaml_get(node, "kind") && (item->kind == ITEM_PRINCIPLE || item->kind == ITEM_DIRECTIVE);

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
	if (!decoder->kept)
		check_screens(decoder, node, item);
}
