/*
 * u8_grapheme_breaks sees the whole context.  u8_grapheme_next looks at two
 * characters only and splits flags and joined emoji, so it is not used.
 * The encoding is "UTF-8" and never "EUC-JP": the latter makes braille, check
 * marks and Thai two columns wide, and lets an ellipsis begin a line.
 */
#include "base/marks.h"

#include "base/log.h"

#include <stdint.h>
#include <stdlib.h>
#include <unigbrk.h>
#include <unilbrk.h>

char *marks_new(struct marks *marks, size_t length)
{
	marks->of = length <= sizeof(marks->small) ? marks->small : malloc(length);
	if (!marks->of)
		log_fatal("out of memory");
	return marks->of;
}

void marks_release(struct marks *marks)
{
	if (marks->of != marks->small)
		free(marks->of);
}

void marks_graphemes(struct marks *marks, const char *text, size_t length)
{
	char *of = marks_new(marks, length);

	if (length == 0)
		return;
	u8_grapheme_breaks((const uint8_t *)text, length, of);
	of[0] = 1;
}

void marks_breaks(struct marks *marks, const char *text, size_t length)
{
	char *of = marks_new(marks, length);

	if (length > 0)
		u8_possible_linebreaks((const uint8_t *)text, length, "UTF-8", of);
}
