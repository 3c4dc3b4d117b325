/* A word is what stands between other signs; where the whole of it is none, its
 * parts may be: MFA in "MFA-based". */
#include "content/abbreviation.h"

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
	return is_capital(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_joint(char c)
{
	return c == '-' || c == '&';
}

bool abbreviation_is(const char *word, size_t length)
{
	bool two = false;

	for (size_t i = 0; i < length; i++) {
		if (!is_capital(word[i]) && !is_joint(word[i]) && (word[i] < '0' || word[i] > '9'))
			return false;
		if (i > 0 && is_capital(word[i]))
			two = two || is_capital(word[i - 1]) ||
			      (word[i - 1] == '&' && i > 1 && is_capital(word[i - 2]));
	}
	return two && !is_joint(word[0]) && !is_joint(word[length - 1]);
}

/* Bytes of the abbreviation that a word, or a part of one, is; 0 for none. */
static size_t length_of(const char *word, size_t length)
{
	if (abbreviation_is(word, length))
		return length;
	return length > 2 && word[length - 1] == 's' && abbreviation_is(word, length - 1) ? length - 1 : 0;
}

bool abbreviation_next(const char *text, size_t *at, size_t *length)
{
	size_t i = *at;

	while (text[i]) {
		size_t whole = i, part = i;

		if (!is_letter(text[i])) {
			i++;
			continue;
		}
		while (is_letter(text[part]))
			part++;
		for (whole = part; is_joint(text[whole]) && is_letter(text[whole + 1]);)
			for (whole++; is_letter(text[whole]);)
				whole++;
		*at = i;
		*length = length_of(text + i, whole - i);
		if (*length == 0)
			*length = length_of(text + i, part - i);
		if (*length > 0)
			return true;
		i = part;
	}
	return false;
}
