/*
 * A pack of three items, each with a table that is drawn: the functions of D2,
 * the risks of D3, the notifications of D10.  The shipped packs may change
 * without a picture's test noticing.
 */
#ifndef APP_SUPPORT_PICTURE_H
#define APP_SUPPORT_PICTURE_H

#include "support.h"
#include "ui/picture.h"

struct canvas;
struct sheet_field;

/* A room whose session is held with that pack: seven people, no answers. */
void pictures_open(struct room *room);

/* The item's table; what fills it, as JSON of its rows. */
const struct sheet_field *pictures_table(struct room *room, const char *item);
void pictures_fill(struct room *room, const char *item, const char *rows);
/* The level that the board states for an area, on D3. */
void pictures_state(struct room *room, const char *area, int level);

/* Usual fillings: 9 risks with every case, 4 functions of 6, 5 notifications. */
void pictures_risks(struct room *room);
void pictures_functions(struct room *room);
void pictures_duties(struct room *room);

/* The picture in a box of its size, within a canvas that is larger by a margin
 * of MARGIN on each side; the test fails when anything is drawn outside. */
enum { PICTURES_MARGIN = 2 };
struct canvas *pictures_draw(struct room *room, const char *item, struct picture_state *state,
			     int width, int height, bool ascii);
/* The same as text. */
const char *pictures_dump(struct room *room, const char *item, struct picture_state *state,
			  int width, int height, bool ascii);

/* Begins in a language; fills all three tables as usual. */
void pictures_begin(struct room *room, enum lang which);
void pictures_fill_all(struct room *room);
/* An action so many times; the test fails when it is not taken. */
void pictures_move(struct room *room, const char *item, struct picture_state *state,
		   enum action_id action, int times);
/* The text must be, must not be in the dump; how often it is. */
void pictures_show(const char *dump, const char *text);
void pictures_lack(const char *dump, const char *text);
int pictures_count(const char *dump, const char *text);

#endif
