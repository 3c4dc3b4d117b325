/* libyaml's problems, which are English and about tokens, as what an author
 * did and can do about it. */
#include "content/yaml.h"

#include <string.h>

#include "lang/lang.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ROW(problem, word) .libyaml = problem, .words = W(word)

/* Its two problems with tabs are seen by the tab itself (yaml.c), which others
 * are about as well. */
static const struct {
	const char *libyaml;
	struct words words;
	bool at_start; /* libyaml notices at the end what went wrong at the start */
} problems[] = {
	{ ROW("could not find expected ':'", YAML_NO_COLON) },
	{ ROW("mapping values are not allowed in this context", YAML_COLON) },
	{ ROW("did not find expected key", YAML_NO_KEY) },
	{ ROW("did not find expected '-' indicator", YAML_NO_DASH) },
	{ ROW("block sequence entries are not allowed in this context", YAML_DASH) },
	{ ROW("did not find expected ',' or ']'", YAML_OPEN_LIST) },
	{ ROW("did not find expected ',' or '}'", YAML_OPEN_MAP) },
	{ .at_start = true, ROW("found unexpected end of stream", YAML_OPEN_QUOTE) },
	{ .at_start = true, ROW("found unexpected document indicator", YAML_OPEN_QUOTE) },
	{ ROW("found character that cannot start any token", YAML_FIRST_CHARACTER) },
	{ ROW("found unexpected ':'", YAML_COLON_FLOW) },
	{ ROW("found unknown escape character", YAML_ESCAPE) },
	{ ROW("did not find expected hexdecimal number", YAML_ESCAPE) },
	{ ROW("found invalid Unicode character escape code", YAML_ESCAPE) },
	{ ROW("did not find expected <document start>", YAML_AFTER_END) },
	{ ROW("did not find expected node content", YAML_NO_VALUE) },
	{ ROW("did not find expected alphabetic or numeric character", YAML_SIGN) },
	{ ROW("did not find expected whitespace or line break", YAML_SIGN) },
	{ ROW("did not find expected tag URI", YAML_SIGN) },
	{ ROW("found undefined tag handle", YAML_SIGN) },
	{ ROW("did not find the expected '>'", YAML_SIGN) },
	{ ROW("did not find URI escaped octet", YAML_SIGN) },
	{ ROW("mapping keys are not allowed in this context", YAML_SIGN) },
	{ ROW("did not find expected comment or line break", YAML_BLOCK_TEXT) },
	{ ROW("found an indentation indicator equal to 0", YAML_BLOCK_TEXT) },
	{ ROW("could not find expected directive name", YAML_DIRECTIVE) },
	{ ROW("found unknown directive name", YAML_DIRECTIVE) },
	{ ROW("found unexpected non-alphabetical character", YAML_DIRECTIVE) },
	{ ROW("found incompatible YAML document", YAML_DIRECTIVE) },
	{ ROW("found duplicate %YAML directive", YAML_DIRECTIVE) },
	{ ROW("found duplicate %TAG directive", YAML_DIRECTIVE) },
	{ ROW("did not find expected version number", YAML_DIRECTIVE) },
	{ ROW("did not find expected digit or '.' character", YAML_DIRECTIVE) },
	{ ROW("found extremely long version number", YAML_DIRECTIVE) },
	{ ROW("did not find expected whitespace", YAML_DIRECTIVE) },
	{ ROW("did not find expected '!'", YAML_DIRECTIVE) },
};

const char *yaml_problem(const char *libyaml, bool *at_start)
{
	*at_start = false;
	for (size_t i = 0; i < LENGTH(problems); i++) {
		if (strcmp(problems[i].libyaml, libyaml) != 0)
			continue;
		*at_start = problems[i].at_start;
		return say(problems[i].words);
	}
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
