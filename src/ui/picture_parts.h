/* What the pictures share.  Internal to picture*.c. */
#ifndef UI_PICTURE_PARTS_H
#define UI_PICTURE_PARTS_H

#include "ui/picture.h"
#include "ui/screens.h"
#include "workshop/sheet.h"

/* A picture; NULL where it has nothing of the sort. */
struct picture_kind {
	void (*draw)(struct app *app, struct canvas *canvas, struct box box,
		     const struct sheet_field *table, struct picture_state *state);
	bool (*move)(struct app *app, const struct sheet_field *table, struct picture_state *state,
		     enum action_id action);
	const char *(*row)(struct app *app, const struct sheet_field *table,
			   const struct picture_state *state);
	const char *(*choice)(struct app *app, const struct sheet_field *table,
			      const struct picture_state *state);
};
extern const struct picture_kind picture_heat, picture_matrix, picture_time;

/* The rows of the table as answered; `count` 0 where there are none. */
const struct json *const *picture_rows(struct app *app, const struct sheet_field *table,
				       size_t *count);

/* The title of a column; the id where the pack has no such column. */
const char *picture_title(const struct sheet_field *table, const char *column);

/* The `each` column, NULL none; a row's choice in it, NULL none. */
const struct field *picture_each(const struct sheet_field *table);
const struct choice *picture_row_choice(const struct sheet_field *table, const struct json *row);

/* A row of the table, or a choice of the `each` column that nobody filled. */
struct picture_entry { const struct json *row; const struct choice *choice; };

/* In the order of the choices; rows without a choice come last. */
struct picture_entry *picture_entries(struct app *app, const struct sheet_field *table,
				      size_t *count);

/* A person of a cell; name NULL: nobody. */
struct person picture_person(const struct app *app, const struct json *value);

/* Parts side by side, none of them broken where it fits on a line; "" is no part. */
const char *picture_join(struct arena *arena, const char *const *part, size_t count, int columns);

/* ---- heat map ---- */

enum { HEAT_STEPS = 5, HEAT_UNPLACED = -1, HEAT_CELL_ROWS = 2 };

struct heat {
	struct app *app;
	struct canvas *canvas;
	const struct sheet_field *table;
	const struct picture_state *state;
	struct sheet_risks risks;     /* of all areas; their letters go by this order */
	const struct area *area;      /* NULL: all */
	int line;                     /* drawn: products over it lie above; 0 none */
	size_t count; size_t *at;     /* risks of the highlighted cell, by index */
};

struct heat_layout {
	bool side;                    /* the list stands at the right, else below */
	int cell_width, cell_rows;    /* of a cell, at most HEAT_CELL_ROWS */
	int label;                    /* columns left of the grid */
	struct box head, impact, grid, likelihood, legend, unplaced, list;
};

/* The risks of a cell, or those without a place (`y` HEAT_UNPLACED), by index
 * into `at`, which has room for all; how many. */
size_t heat_find(const struct heat *heat, int x, int y, size_t *at);
/* Cells, lines between them, axes. */
void heat_grid(struct heat *heat, const struct heat_layout *layout);
/* Letters as far as `width[row]` has room in the box's rows, then "+N". */
void heat_letters(struct heat *heat, struct box box, const int *width, enum style style,
		  const size_t *at, size_t count);
/* A wrapped text. */
void heat_words(struct heat *heat, struct box box, enum style style, const char *words);
/* "A", …, "Z", "AA", … */
const char *heat_letter(struct arena *arena, size_t index);
/* "慎重 3 → 9まで"; an area without a statement says so. */
const char *heat_line_words(struct app *app, const struct area *area, int level);
/* The list of the highlighted cell. */
void heat_list(struct heat *heat, struct box box);

#endif
