/* Terms: one form each, that no other has and nobody is told to avoid. */
#include <string.h>
#include <strings.h>

#include "content/check.h"
#include "content/decode.h"
#include "content/pack.h"
#include "content/yaml.h"
#include "lang/words_content.h"

static const struct { const char *code; enum lang lang; } languages[] = {
	{ "ja", LANG_JA }, { "en", LANG_EN },
};

/* Where the form stands, or the element. */
static const struct yaml *form_node(const struct yaml *list, size_t index, size_t language)
{
	const struct yaml *form = yaml_get(yaml_get(check_element(list, index), "term"), languages[language].code);

	return form ? form : check_element(list, index);
}

static void check_form(struct decoder *decoder, const struct yaml *list, const struct pack *pack, size_t index,
		       size_t language)
{
	enum lang which = languages[language].lang;
	const char *form = bitext_in(pack->term[index].term, which);
	const struct yaml *node = form_node(list, index, language);

	for (size_t i = 0; *form && i < index; i++) {
		if (strcasecmp(form, bitext_in(pack->term[i].term, which)) != 0)
			continue;
		decoder_fault(decoder, node, T(TERM_TWICE), decoder_shown(decoder, form),
			      check_place(decoder, node, form_node(list, i, language)));
		return;
	}
}

/* A word that is the form of a term can't be one to avoid. */
static void check_avoid(struct decoder *decoder, const struct yaml *list, const struct pack *pack,
			const struct yaml *node, const char *avoid)
{
	for (size_t i = 0; *avoid && i < 2 * pack->term_count; i++) {
		const struct yaml *form = form_node(list, i / 2, i % 2);

		if (strcasecmp(avoid, bitext_in(pack->term[i / 2].term, languages[i % 2].lang)) != 0)
			continue;
		decoder_style(decoder, node, T(AVOID_IS_TERM), decoder_shown(decoder, avoid),
			      check_place(decoder, node, form));
		return;
	}
}

static void check_term(struct decoder *decoder, const struct yaml *list, const struct pack *pack, size_t index)
{
	const struct yaml *node = check_element(list, index), *avoid = yaml_get(node, "avoid");
	const struct term *term = &pack->term[index];
	size_t outer = decoder_push(decoder, "term");

	for (size_t i = 0; i < 2; i++) {
		size_t inner = decoder_push(decoder, languages[i].code);

		check_form(decoder, list, pack, index, i);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, outer);
	check_width(decoder, node, "term", term->term, TERM_COLUMNS);
	outer = decoder_push(decoder, "avoid");
	for (size_t i = 0; i < term->avoid.count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_avoid(decoder, list, pack, check_element(avoid, i), term->avoid.text[i]);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, outer);
}

void check_terms(struct decoder *decoder, const struct yaml *list, const struct pack *pack)
{
	size_t outer = decoder_push(decoder, "terms");

	for (size_t i = 0; i < pack->term_count; i++) {
		size_t inner = decoder_push_index(decoder, i);

		check_term(decoder, list, pack, i);
		decoder_pop(decoder, inner);
	}
	decoder_pop(decoder, outer);
}
