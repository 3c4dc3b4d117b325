/* libyaml's problems, which are English and about tokens, as what an author
 * did and can do about it. */
#include "content/yaml.h"

#include <string.h>

#include "lang/lang.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct { const char *libyaml; struct words words; } problems[] = {
	{ "could not find expected ':'", W(YAML_NO_COLON) },
	{ "mapping values are not allowed in this context", W(YAML_COLON) },
	{ "did not find expected key", W(YAML_NO_KEY) },
	{ "did not find expected '-' indicator", W(YAML_NO_DASH) },
	{ "block sequence entries are not allowed in this context", W(YAML_DASH) },
	{ "did not find expected ',' or ']'", W(YAML_OPEN_LIST) },
	{ "did not find expected ',' or '}'", W(YAML_OPEN_MAP) },
	{ "found unexpected end of stream", W(YAML_OPEN_QUOTE) },
	{ "found unexpected document indicator", W(YAML_OPEN_QUOTE) },
	{ "found character that cannot start any token", W(YAML_FIRST_CHARACTER) },
	{ "found unknown escape character", W(YAML_ESCAPE) },
	{ "did not find expected hexdecimal number", W(YAML_ESCAPE) },
	{ "found invalid Unicode character escape code", W(YAML_ESCAPE) },
	{ "found a tab character that violates indentation", W(YAML_TAB) },
	{ "found a tab character where an indentation space is expected", W(YAML_TAB) },
	{ "did not find expected <document start>", W(YAML_AFTER_END) },
	{ "did not find expected node content", W(YAML_NO_VALUE) },
	{ "did not find expected alphabetic or numeric character", W(YAML_SIGN) },
	{ "did not find expected whitespace or line break", W(YAML_SIGN) },
	{ "did not find expected tag URI", W(YAML_SIGN) },
	{ "found undefined tag handle", W(YAML_SIGN) },
	{ "did not find the expected '>'", W(YAML_SIGN) },
	{ "did not find URI escaped octet", W(YAML_SIGN) },
	{ "did not find expected comment or line break", W(YAML_BLOCK_TEXT) },
	{ "found an indentation indicator equal to 0", W(YAML_BLOCK_TEXT) },
	{ "could not find expected directive name", W(YAML_DIRECTIVE) },
	{ "found unknown directive name", W(YAML_DIRECTIVE) },
	{ "found unexpected non-alphabetical character", W(YAML_DIRECTIVE) },
	{ "found incompatible YAML document", W(YAML_DIRECTIVE) },
	{ "found duplicate %YAML directive", W(YAML_DIRECTIVE) },
	{ "found duplicate %TAG directive", W(YAML_DIRECTIVE) },
	{ "did not find expected version number", W(YAML_DIRECTIVE) },
	{ "did not find expected digit or '.' character", W(YAML_DIRECTIVE) },
	{ "found extremely long version number", W(YAML_DIRECTIVE) },
	{ "did not find expected whitespace", W(YAML_DIRECTIVE) },
	{ "did not find expected '!'", W(YAML_DIRECTIVE) },
};

const char *yaml_problem(const char *libyaml)
{
	for (size_t i = 0; i < LENGTH(problems); i++)
		if (strcmp(problems[i].libyaml, libyaml) == 0)
			return say(problems[i].words);
	return libyaml;
}

bool yaml_full_width(const char *text)
{
	static const char *const signs[] = { "：", "　", "“", "”", "‘", "’" };

	for (size_t i = 0; i < LENGTH(signs); i++)
		if (strstr(text, signs[i]))
			return true;
	return false;
}
