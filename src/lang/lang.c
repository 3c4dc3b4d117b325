/* Both languages are always compiled in: nothing to install, nothing to look
 * up, and switching is one assignment and a redraw. */
#include "lang/lang.h"

#include <string.h>

enum lang lang = LANG_EN;

const char *say_in(struct words words, enum lang which)
{
	return which == LANG_JA ? words.ja : words.en;
}

const char *say(struct words words)
{
	return say_in(words, lang);
}

const char *bitext_in(struct bitext text, enum lang which)
{
	const char *chosen = which == LANG_JA ? text.ja : text.en;

	return chosen ? chosen : "";
}

const char *bitext_say(struct bitext text)
{
	return bitext_in(text, lang);
}

bool lang_parse(const char *code, enum lang *which)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		if (strcmp(code, lang_code((enum lang)i)) == 0) {
			*which = (enum lang)i;
			return true;
		}
	}
	return false;
}

const char *lang_code(enum lang which)
{
	return which == LANG_JA ? "ja" : "en";
}

static bool is_set(const char *value)
{
	return value && value[0] != '\0';
}

enum lang lang_choose(const char *option, const char *entaku_lang, const char *lc_all,
		      const char *lc_messages, const char *lang_variable)
{
	const char *exact[] = { option, entaku_lang };
	const char *locale[] = { lc_all, lc_messages, lang_variable };
	enum lang which;

	for (int i = 0; i < 2; i++)
		if (is_set(exact[i]) && lang_parse(exact[i], &which))
			return which;
	for (int i = 0; i < 3; i++)
		if (is_set(locale[i]))
			return strncmp(locale[i], "ja", 2) == 0 ? LANG_JA : LANG_EN;
	return LANG_EN;
}
