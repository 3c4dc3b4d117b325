/* Apart from svg.c, so that who draws no canvas needs no ui. */
#include "support/svg.h"

#include <string.h>

#include "ui/canvas.h"
#include "ui/look.h"

/* The colour of a 256-colour palette, as xterm has it. */
static uint32_t palette(int index, uint32_t otherwise)
{
	static const uint32_t basic[16] = {
		0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
		0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
	};
	static const uint32_t step[6] = { 0, 95, 135, 175, 215, 255 };

	if (index < 0)
		return otherwise;
	if (index < 16)
		return basic[index];
	if (index < 232) {
		index -= 16;
		return step[index / 36] << 16 | step[index / 6 % 6] << 8 | step[index % 6];
	}
	return (uint32_t)(8 + 10 * (index - 232)) * 0x010101u;
}

void svg_canvas(FILE *out, const struct canvas *canvas)
{
	svg_begin(out, canvas->width, canvas->height);
	for (int y = 0; y < canvas->height; y++) {
		for (int x = 0; x < canvas->width; x++) {
			const struct cell *cell = &canvas->cell[y * canvas->width + x];
			const struct look *look = look_of((enum style)cell->style);
			uint32_t text = palette(look->text256, SVG_TEXT);
			uint32_t back = palette(look->back256, SVG_PAPER);
			bool reverse = look->colored & LOOK_REVERSE;
			struct svg_cell drawn = {
				.width = cell->width, .bold = look->colored & LOOK_BOLD,
				.underline = look->colored & LOOK_UNDERLINE,
				.text_color = reverse ? back : text,
				.back_color = reverse ? text : back,
			};

			if (cell->width == 0)
				continue;
			memcpy(drawn.text, cell->text, CELL_BYTES);
			svg_cell(out, x, y, &drawn);
		}
	}
	if (canvas->cursor_x >= 0)
		svg_cursor(out, canvas->cursor_x, canvas->cursor_y);
	svg_end(out);
}
