/*
 * A text field: UTF-8, cursor by grapheme, undo within the field, one line or
 * several.  It takes what input methods commit and what is pasted; control
 * characters never get in.  Nothing is dropped silently: what is too long or
 * holds control characters is kept out whole and edit_key() says so.
 */
#ifndef UI_EDIT_H
#define UI_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "ui/canvas.h"
#include "ui/key.h"

struct edit {
	struct str text;
	size_t cursor;            /* byte, at a grapheme border */
	int goal;                 /* column to keep in up and down, -1 none */
	bool multi_line;
	size_t max;               /* characters */
	int top;                  /* first wrapped row (or column) shown */
	struct edit_undo *undo;   /* newest first */
	size_t undo_count;
	bool undo_open;           /* typing (or deleting) still joins the newest step */
	int undo_kind;            /* which of the two it was */
	struct str killed;        /* what C-k C-u C-w took, for C-y */
};

/* FULL and CONTROL: too long, or with control characters; nothing was changed. */
enum edit_result { EDIT_IGNORED, EDIT_MOVED, EDIT_CHANGED, EDIT_FULL, EDIT_CONTROL };

void edit_init(struct edit *edit, bool multi_line, size_t max);
void edit_release(struct edit *edit);
void edit_set(struct edit *edit, const char *text); /* cleaned; cursor at the end */

/*
 * Characters, paste, arrows, Home End (of the line), C-Home C-End, C-a C-e C-b
 * C-f C-d C-h C-k C-u C-w C-y, M-b M-f M-d M-Backspace, C-_ and M-u undo,
 * Backspace Delete, C-Left C-Right by word.  A paste goes in whole (its tabs as
 * spaces, in a one-line field its newlines, too) or not at all.  In a
 * multi-line field up and down move by screen row of `columns`; at the first
 * and last row they are IGNORED, so that the form moves on.  Enter, Tab, Esc
 * are always IGNORED: they belong to the form.
 */
enum edit_result edit_key(struct edit *edit, struct key key, int columns);
/* IGNORED in a one-line field, FULL at the limit. */
enum edit_result edit_newline(struct edit *edit);
/* By a screen row (-1, 1), keeping the column; IGNORED at the edge. */
enum edit_result edit_move_row(struct edit *edit, int by, int columns);

/* Rows that the text takes at `columns` (1 for a one-line field).  One column
 * is kept free for the cursor behind a full row; edit_key() and edit_draw() do
 * the same, so give all three the same width. */
int edit_rows(const struct edit *edit, int columns);

/* Draws it into the box with `style`, scrolled so that the cursor is seen; sets
 * the canvas' cursor when `focus`. */
void edit_draw(struct edit *edit, struct canvas *canvas, struct box box, enum style style, bool focus);

#endif
