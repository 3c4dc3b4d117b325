/* Any words as a date or an instant: what is understood is a real day that
 * spells itself, and an instant has one spelling only. */
#include "base/arena.h"
#include "base/date.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *text = arena_strndup(arena, (const char *)data, size);
	struct date today = { 2026, 11, 23 }, date, again;
	char buffer[64];
	int64_t ms;

	if (date_understand(text, today, &date)) {
		date_format(date, buffer, sizeof(buffer));
		demand(date_parse(buffer, &again) && date_compare(date, again) == 0);
		demand(date_compare(date_from_days(date_days(date)), date) == 0);
		date_wareki(date, buffer, sizeof(buffer));
		demand(date.year > 2099 || date.year < 1868 ||
		       strlen(buffer) == 10 || date_understand(buffer, today, &again));
	}
	if (instant_parse(text, &ms)) {
		instant_format(ms, buffer, sizeof(buffer));
		demand(strcmp(buffer, text) == 0);
	}
	arena_free(arena);
	return 0;
}
