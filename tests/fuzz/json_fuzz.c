/* Any bytes: refused with a clean message, or a tree whose canonical spelling
 * reads as the same again. */
#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"

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
	struct str once = STR_INIT, again = STR_INIT;
	struct json_fault fault = { 0 };
	struct json *value = json_read(arena, (const char *)data, size, 32, &fault);

	if (value) {
		json_write(&once, value);
		value = json_read(arena, once.text, once.length, 32, NULL);
		demand(value != NULL);
		json_write(&again, json_clone(arena, value));
		demand(strcmp(once.text, again.text) == 0);
		json_write_pretty(&again, value);
	} else {
		demand(fault.line > 0 && fault.column > 0 && fault.what[0]);
		demand(!text_has_control(fault.what, false));
		demand(text_invalid_at(fault.what, strlen(fault.what)) < 0);
	}
	str_release(&once);
	str_release(&again);
	arena_free(arena);
	return 0;
}
