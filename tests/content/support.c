/* See support.h. */
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "base/text.h"
#include "content/find.h"
#include "content/findings.h"
#include "content/pack.h"

enum { FILE_MAX = 8 * 1024 * 1024 };

int support_start(void **state)
{
	*state = arena_new();
	lang = LANG_EN;
	return text_init_locale() ? 0 : -1;
}

int support_end(void **state)
{
	arena_free(*state);
	lang = LANG_EN;
	return 0;
}

char *support_file(struct arena *arena, const char *path, size_t *length)
{
	char *bytes;

	if (!file_read(arena, path, FILE_MAX, &bytes, length))
		fail_msg("%s can't be read", path);
	return bytes;
}

const struct pack_shelf *support_shelf(struct arena *arena)
{
	static const char *const folders[] = { "tests/content/packs", "content" };

	return packs_shelf(arena, folders, 2, NULL);
}

const char *support_faults(struct arena *arena, enum lang which, const char *path,
			   const char *bytes, size_t length)
{
	struct findings findings;
	struct str out = STR_INIT;
	const struct pack *pack;
	const char *text;

	lang = which;
	findings_init(&findings, arena);
	findings.notes_wanted = true;
	pack = pack_read(arena, path, bytes, length, support_shelf(arena), &findings);
	assert_int_equal(pack == NULL, findings.errors > 0);
	findings_print(&findings, &out);
	assert_int_equal(text_invalid_at(out.text, out.length), -1);
	assert_false(text_has_control(out.text, true));
	text = arena_strdup(arena, out.text);
	str_release(&out);
	lang = LANG_EN;
	return text;
}

const struct pack *support_pack(struct arena *arena, const char *path)
{
	struct findings findings;
	const struct pack *pack;
	size_t length;
	char *bytes = support_file(arena, path, &length);

	assert_string_equal(support_faults(arena, LANG_EN, path, bytes, length), "");
	findings_init(&findings, arena);
	pack = pack_read(arena, path, bytes, length, support_shelf(arena), &findings);
	assert_non_null(pack);
	return pack;
}
