/* Any bytes as text: lines are never too wide and lose nothing but spaces, the
 * cursor walks the same borders both ways, what was cleaned is clean. */
#include "base/arena.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void wrap(struct arena *arena, const char *text, int columns)
{
	struct text_lines lines = text_wrap(arena, text, columns);
	size_t at = 0;

	demand(lines.count > 0);
	for (size_t i = 0; i < lines.count; i++) {
		struct text_line line = lines.line[i];

		demand(line.start >= at && text_width_n(text + line.start, line.length) <= columns);
		at = line.start + line.length;
	}
	demand(at <= strlen(text));
}

static void walk(const char *text)
{
	size_t at = 0, length = strlen(text);

	while (at < length) {
		size_t next = text_next(text, at);

		demand(next > at && next <= length && text_previous(text, next) == at);
		at = next;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	int columns = size ? data[0] % 40 + 2 : 2;
	const char *text = arena_strndup(arena, (const char *)data, size);
	char *clean = text_clean(arena, text, false);

	text_init_locale();
	wrap(arena, text, columns);
	wrap(arena, clean, columns);
	walk(clean);
	demand(!text_has_control(clean, true));
	demand(text_invalid_at(clean, strlen(clean)) < 0);
	demand(strcmp(text_clean(arena, clean, false), clean) == 0);
	demand(text_fit(clean, columns) <= strlen(clean));
	demand(text_width(text_ellipsis(arena, clean, columns, size % 2)) <= columns);
	text_fold(arena, text);
	text_distance(text, clean);
	arena_free(arena);
	return 0;
}
