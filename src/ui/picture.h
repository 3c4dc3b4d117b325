/*
 * Pictures of a worksheet's tables: heat map ヒートマップ, matrix 担当表, time
 * line 時間軸.  Functions of the session on a canvas; all they keep is where the
 * highlight is.  They show facts and gaps, never a verdict, and colour is never
 * the only sign.  A box of PICTURE_WIDTH x PICTURE_HEIGHT is enough; in a
 * smaller one stands a sentence instead.
 */
#ifndef UI_PICTURE_H
#define UI_PICTURE_H

#include <stdbool.h>

#include "ui/action.h"
#include "ui/canvas.h"

struct app;
struct sheet_field;

enum { PICTURE_WIDTH = 70, PICTURE_HEIGHT = 15 };

/* Where the highlight is in one table's picture; all zero at first.  What a row
 * too many or too few makes wrong is mended by the next draw or move. */
struct picture_state {
	int x, y;  /* heat map: likelihood and impact 1..5, 0 not chosen yet, y -1 the
		    * risks without a place; matrix: first person shown, row; time
		    * line: y is the entry */
	int at;    /* heat map: which risk of the highlighted cell */
	int area;  /* heat map: 0 all areas, else the place of one from 1 */
	int top;   /* first row shown of what scrolls, */
	int rows;  /* and how many were */
};

/* Is there a picture for this field? */
bool picture_of(const struct sheet_field *table);

/* Draws the table into the box; nothing is written outside it. */
void picture_draw(struct app *app, struct canvas *canvas, struct box box,
		  const struct sheet_field *table, struct picture_state *state);

/* Moves the highlight: arrows, TOP, BOTTOM, PAGE_UP and PAGE_DOWN (heat map: the
 * risks of the cell).  False: not an action of this picture. */
bool picture_move(struct app *app, const struct sheet_field *table, struct picture_state *state,
		  enum action_id action);

/* Heat map: the next area (`by` 1) or the one before (-1); all of them come
 * round as well.  False: this picture has no areas. */
bool picture_area(struct app *app, const struct sheet_field *table, struct picture_state *state, int by);

/* The id of the row under the highlight, for Enter: edit it.  NULL: none. */
const char *picture_row(struct app *app, const struct sheet_field *table,
			const struct picture_state *state);

/* Where a row is missing: the choice that it would be for.  NULL: none. */
const char *picture_choice(struct app *app, const struct sheet_field *table,
			   const struct picture_state *state);

#endif
