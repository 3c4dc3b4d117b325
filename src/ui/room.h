/*
 * The room screen 会場の画面: what the people in the room see, large and calm, and
 * nothing else: never notes, gaps, drafts, nor a position before the reveal.  A pure
 * function of the session, of what the facilitator chose, and of the time.
 */
#ifndef UI_ROOM_H
#define UI_ROOM_H

#include <stdbool.h>

#include "ui/app.h"
#include "ui/canvas.h"

struct arena;
struct session;

enum room_show {
	ROOM_ITEM, ROOM_QUESTION, ROOM_POSITIONS, ROOM_DECISION, ROOM_OVERVIEW, ROOM_BLANK, ROOM_SHOW_COUNT
};

/* "item", "question", ...: as the store keeps it. */
const char *room_show_name(enum room_show show);
/* False: there is no such name; `show` is left as it was. */
bool room_show_find(const char *name, enum room_show *show);
/* "the question" 問い, in words. */
const char *room_show_say(enum room_show show);

/* What the facilitator chose; `item`, `question`: as below. */
struct room_choice { enum room_show show; const char *item; int question; };

struct room_view {
	const struct session *session;
	enum room_show show;
	const char *item;        /* that it was chosen for; another item that is open
	                          * now is shown in its place */
	int question;            /* 1.. */
	struct app_now now;
	bool waiting;            /* the facilitator is gone */
};

/* Draws into the whole canvas; texts live in `frame`. */
void room_draw(const struct room_view *view, struct arena *frame, struct canvas *canvas);

#endif
