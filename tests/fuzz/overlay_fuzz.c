/* Any bytes as a pack that builds upon another: a pack, or findings that can be shown. */
#include "support.h"

#include "base/file.h"
#include "base/str.h"
#include "content/findings.h"
#include "content/pack.h"

#include <string.h>

/* The pack below is the one that the tests of overlays build upon. */
static bool find(void *with, const char *id, struct pack_part *part)
{
	static struct arena *arena;
	static char *bytes;
	static size_t length;

	(void)with;
	if (!arena) {
		arena = arena_new();
		demand(file_read(arena, "tests/content/packs/good-base.yaml", PACK_BYTES_MAX, &bytes, &length));
	}
	if (strcmp(id, "base") != 0)
		return false;
	*part = (struct pack_part){ .id = "base", .version = "2.0.0", .path = "base.yaml",
				      .yaml = bytes, .yaml_length = length };
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct pack_shelf shelf = { .find = find };
	struct arena *arena = arena_new();
	struct str out = STR_INIT;
	struct findings findings;
	const struct pack *pack;

	lang = size % 2 ? LANG_JA : LANG_EN;
	findings_init(&findings, arena);
	findings.notes_wanted = true;
	pack = pack_read(arena, "fuzz", (const char *)data, size, &shelf, &findings);
	demand((pack != NULL) == (findings.errors == 0));
	demand(!pack || (pack->level[4].title.ja && pack->item_count > 0 && pack->part_count > 0));
	findings_print(&findings, &out);
	demand_shown(out.text, out.length);
	str_release(&out);
	arena_free(arena);
	return 0;
}
