/* Any bytes: a pack without findings, or findings that can be shown. */
#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "content/findings.h"
#include "content/pack.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str out = STR_INIT;
	struct findings findings;
	const struct pack *pack;

	lang = size % 2 ? LANG_JA : LANG_EN;
	findings_init(&findings, arena);
	pack = pack_read(arena, "fuzz", (const char *)data, size, NULL, &findings);
	demand((pack != NULL) == (findings.errors == 0));
	demand(!pack || (pack->level[4].title.ja && pack->item_count > 0));
	findings_print(&findings, &out);
	demand(text_invalid_at(out.text, out.length) < 0 && !text_has_control(out.text, true));
	str_release(&out);
	arena_free(arena);
	return 0;
}
