/*
 * What the closing screen reads out: gaps, questions, decisions, sign-offs, as a page
 * of lines some of which can be selected.  Internal to the closing screen.
 */
#ifndef UI_CLOSE_READING_H
#define UI_CLOSE_READING_H

#include "ui/screens.h"
#include "workshop/consistency.h"

enum entry_kind { ENTRY_GAP, ENTRY_QUESTION, ENTRY_DECISION, ENTRY_SIGN_OFF };

/* Lines [first, after) of the page that can be selected, and what they stand for. */
struct entry {
	enum entry_kind kind;
	struct gap gap;               /* GAP */
	struct doubt doubt;           /* QUESTION */
	const char *item;             /* DECISION */
	const struct participant *who; /* SIGN_OFF */
	size_t first, after;
};

struct reading {
	struct app *app;
	struct page page;
	struct entry *entry;
	size_t count, capacity;
};

/* Everything, at so many columns; in app->frame. */
void read_all(struct app *app, struct reading *reading, int columns);

/* Left without a word for a reason that is on record? */
bool sign_off_excused(const struct session *session, const struct participant *who);
/* The word somebody has given to the record, or NULL. */
const struct sign_off *sign_off_of(const struct session *session, const struct participant *who);

#endif
