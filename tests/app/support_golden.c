/* See support_golden.h. */
#include "support_golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "support.h"

static const struct { int width, height; } sizes[] = { { 120, 36 }, { 80, 24 } };

bool golden_same(struct room *room, const char *path, const char *dump)
{
	const char *bless = getenv("ENTAKU_BLESS");
	char *before;
	size_t length;

	if (bless && *bless) {
		assert_true(file_write(path, dump, strlen(dump)));
		return true;
	}
	if (!file_read(room->arena, path, 1 << 20, &before, &length)) {
		print_error("%s is not there (ENTAKU_BLESS=1 writes it)\n", path);
		return false;
	}
	if (strcmp(before, dump) == 0)
		return true;
	print_error("%s differs; now:\n%s", path, dump);
	return false;
}

static int differences(const struct golden_screen *screen, enum lang which)
{
	struct room room;
	int different = 0;

	lang = which;
	room_open(&room);
	screen->show(&room);
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		const char *path = arena_printf(room.arena, GOLDEN_FOLDER "/%s.%s.%dx%d.txt", screen->name,
						lang_code(lang), sizes[s].width, sizes[s].height);

		different += !golden_same(&room, path, room_dump(&room, sizes[s].width, sizes[s].height));
	}
	room_close(&room);
	lang = LANG_EN;
	return different;
}

void golden_screens(const struct golden_screen *screen, size_t count)
{
	int different = 0;

	assert_true(file_make_folder(GOLDEN_FOLDER));
	for (size_t i = 0; i < count; i++)
		for (int which = 0; which < LANG_COUNT; which++)
			different += differences(&screen[i], (enum lang)which);
	assert_int_equal(different, 0);
}
