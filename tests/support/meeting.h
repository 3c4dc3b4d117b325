/*
 * A meeting of three people in a folder of its own, with the programs that take
 * part in it on terminals: what tests of the whole program begin with.
 */
#ifndef TESTS_SUPPORT_MEETING_H
#define TESTS_SUPPORT_MEETING_H

#include <stdbool.h>

struct arena;
struct json;
struct term;

struct meeting {
	struct arena *arena;
	const char *place, *folder;     /* the home; where the database is, within it */
	const char *database;
	const char *language;           /* of the screens: en unless told otherwise */
	const char *home;               /* $HOME of the screens: the place unless told otherwise */
	const char *temporary;          /* $TMPDIR of the screens, or NULL */
	const char *now;                /* a stopped clock for the screens, or NULL */
};

/* Prepares it: Sato and Tanaka vote, Suzuki does not. */
void meeting_new(struct meeting *meeting);
void meeting_remove(struct meeting *meeting);

/* Starts "run", "room" or "seat" (with whose) on its session. */
struct term *meeting_start(struct meeting *meeting, const char *command, const char *who);
/* The same with any words, NULL at their end. */
struct term *meeting_run(struct meeting *meeting, const char *const *words);
/* The facilitator in the middle of it, at directive 3. */
struct term *meeting_at_d3(struct meeting *meeting);
/* Another one, once it has been there: the screen opens where it was. */
struct term *meeting_resume(struct meeting *meeting);

/* Runs a command on the database, which must end with this status. */
void meeting_command(struct meeting *meeting, int status, const char *command, const char *operand);
/* The record of the session, of this file. */
struct json *meeting_shown(struct meeting *meeting, const char *database);
/* "en" or "ja" of a text for the language of the screens. */
const char *meeting_words(const struct meeting *meeting, const char *en, const char *ja);

/* Is it on the screen, wherever its line was broken?  Paths are long in some places. */
bool meeting_says(struct term *term, const char *text);
#define SAYS(term, text) SOON(term, meeting_says((term), (text)))

/* Leaves with q and expects a clean end. */
void meeting_quit(struct term *term);

#endif
