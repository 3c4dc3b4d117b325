/* See pen.h. */
#include "ui/pen.h"

#include <wchar.h>

#include "ui/look.h"

/* Gaps up to here keep the style of the words beside them: going to plain and back costs
 * up to thirty bytes.  Longer ones are plain, which is what a terminal erases with. */
enum { GAP_MAX = 6 };

static attr_t attribute_of(unsigned bits)
{
	return (bits & LOOK_BOLD ? A_BOLD : 0) | (bits & LOOK_REVERSE ? A_REVERSE : 0) |
	       (bits & LOOK_UNDERLINE ? A_UNDERLINE : 0);
}

/* Direct-colour terminals take pair colours for RGB: they get the eight. */
void pen_start(struct pen *pen, bool no_color)
{
	bool color, many;

	color = !no_color && has_colors() && start_color() == OK &&
		     use_default_colors() == OK && COLORS >= 8;
	many = color && COLORS >= 256 && tigetflag("RGB") <= 0;
	for (int i = 0; i < STYLE_COUNT; i++) {
		const struct look *look = look_of((enum style)i);
		short text = many ? look->text256 : look->text8;
		short back = many ? look->back256 : look->back8;
		bool pair = color && (text != -1 || back != -1) &&
			    init_pair((short)(i + 1), text, back) == OK;

		pen->attribute[i] = attribute_of(color ? look->colored : look->plain);
		pen->pair[i] = pair ? (short)(i + 1) : 0;
		pen->unseen[i] = !(pen->attribute[i] & (A_REVERSE | A_UNDERLINE)) && (!pair || back == -1);
	}
}

static bool is_blank(const struct pen *pen, const struct cell *cell)
{
	return cell->text[0] == ' ' && cell->text[1] == '\0' && pen->unseen[cell->style];
}

static void show_cell(const struct pen *pen, int x, int y, const struct cell *cell, enum style style)
{
	/* A base and four marks are all that an ncurses cell holds. */
	wchar_t text[CCHARW_MAX + 1] = { L'?', 0 };
	const char *from = cell->text;
	mbstate_t state = { 0 };
	cchar_t drawn;

	if ((unsigned char)from[0] < 0x80 && from[0] && !from[1])
		text[0] = *from;
	else if (mbsrtowcs(text, &from, CCHARW_MAX, &state) == (size_t)-1) {
		text[0] = L'?';
		text[1] = 0;
	}
	text[CCHARW_MAX] = 0;
	if (setcchar(&drawn, text, pen->attribute[style], pen->pair[style], NULL) == OK)
		mvadd_wch(y, x, &drawn);
}

/* The blanks from x on, up to `end`; `before`: the style of what stands before them. */
static void show_gap(const struct pen *pen, const struct cell *row, int y, int x, int end, enum style before)
{
	/* At the end of the row there is nothing to go back to. */
	bool inside = before != STYLE_COUNT && end - x <= GAP_MAX && row[end].width > 0 && row[end].style == before;

	for (; x < end; x++)
		show_cell(pen, x, y, &row[x], inside && pen->unseen[before] ? before : STYLE_TEXT);
}

void pen_row(const struct pen *pen, const struct canvas *canvas, int y, int width)
{
	const struct cell *row = canvas->cell + y * canvas->width;
	enum style before = STYLE_COUNT;

	for (int x = 0, end; x < width; x = end) {
		for (end = x; end < width && is_blank(pen, &row[end]);)
			end++;
		if (end > x) {
			show_gap(pen, row, y, x, end, end < width ? before : STYLE_COUNT);
			continue;
		}
		end = x + 1;
		if (row[x].width > 0 && x + row[x].width <= width) {
			show_cell(pen, x, y, &row[x], (enum style)row[x].style);
			before = (enum style)row[x].style;
		}
	}
}
