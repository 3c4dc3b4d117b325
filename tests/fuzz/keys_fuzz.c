/* Any bytes as they come from a terminal: they become keys in whatever pieces
 * they arrive, what is typed stays clean text within its limit with the cursor
 * on a border, and the picture of it holds nothing that a terminal acts on. */
#include "base/arena.h"
#include "base/text.h"
#include "ui/action.h"
#include "ui/edit.h"
#include "ui/input.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX = 60, WIDTH = 17, HEIGHT = 3 };

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void check_edit(struct edit *edit, size_t before)
{
	size_t length = edit->text.length;

	demand(text_invalid_at(edit->text.text, length) < 0);
	demand(!text_has_control(edit->text.text, edit->multi_line));
	demand(text_length(edit->text.text) <= (before > MAX ? before : MAX));
	demand(edit->cursor <= length);
	if (edit->cursor < length && edit->cursor > 0) {
		size_t next = text_next(edit->text.text, edit->cursor);

		demand(text_previous(edit->text.text, next) == edit->cursor);
	}
}

static void check_cells(struct edit *edit, struct arena *arena)
{
	struct canvas *canvas = canvas_new(arena, WIDTH, HEIGHT);
	struct box box = { 1, 0, WIDTH - 2, HEIGHT };

	edit_draw(edit, canvas, box, STYLE_FIELD, true);
	demand(canvas->cursor_x >= 1 && canvas->cursor_x < WIDTH - 1);
	demand(canvas->cursor_y >= 0 && canvas->cursor_y < HEIGHT);
	for (int i = 0; i < WIDTH * HEIGHT; i++) {
		const struct cell *cell = &canvas->cell[i];

		demand(text_invalid_at(cell->text, strlen(cell->text)) < 0);
		demand(!text_has_control(cell->text, false));
		demand(cell->width == 0 ? i > 0 && cell[-1].width == 2 : cell->text[0] != '\0');
		demand(cell->width != 2 || (i % WIDTH != WIDTH - 1 && cell[1].width == 0));
	}
	demand(strcmp(canvas->cell[0].text, " ") == 0);
	demand(strcmp(canvas->cell[WIDTH - 1].text, " ") == 0);
}

static void check_name(struct key key)
{
	struct key again;
	char name[32];

	key_format(key, name, sizeof(name));
	demand(text_invalid_at(name, strlen(name)) < 0);
	if (key.code < NAMED_RESIZE)
		demand(key_parse(name, &again) && key_equal(key, again));
	binding_find(CONTEXT_ITEM, key);
	binding_find(CONTEXT_FORM, key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t piece = size ? data[0] % 7 + 1 : 1;
	struct arena *arena = arena_new();
	struct input input;
	struct edit edit;
	struct key key;

	text_init_locale();
	input_init(&input);
	edit_init(&edit, size % 2, MAX);
	for (size_t at = 0; at < size; at += piece) {
		size_t length = size - at < piece ? size - at : piece;

		demand(input_add(&input, (const char *)data + at, length) == length);
		while (input_key(&input, at + length == size, &key)) {
			size_t before = text_length(edit.text.text);

			check_name(key);
			if (key.code == 'j' && key.modifiers == KEY_CTRL)
				edit_newline(&edit);
			else
				edit_key(&edit, key, WIDTH - 2);
			check_edit(&edit, before);
		}
		check_cells(&edit, arena);
		arena_reset(arena);
	}
	edit_release(&edit);
	input_release(&input);
	arena_free(arena);
	return 0;
}
