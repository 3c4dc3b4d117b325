/*
 * The facilitator's desk: the screen's state, the open session and the store,
 * held together.  The event loop and the script player both drive it, so that
 * what a script shows is what a terminal would.
 */
#ifndef CLI_DESK_H
#define CLI_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "cli/context.h"
#include "ui/app.h"
#include "workshop/compare.h"

struct pack;
struct search;

/* The draft that the store has for the open form; `field` "" when none. */
struct desk_draft {
	struct str session, field, text;
	bool unsaved;            /* the screen has more than the store */
	int64_t since;           /* monotonic, of the first keystroke not saved */
};

/* Text that was put aside and could not be written down: tried again, and asked about before
 * leaving. */
struct desk_owed { const char *session, *field, *text; struct desk_owed *next; };

struct desk {
	struct cli_context *context;
	struct arena *life;      /* until the desk is closed */
	struct store *store;
	struct app *app;
	const char *holder;
	const struct pack **pack; size_t pack_count; /* NULL: not read yet */
	/* Rows are shown whose items packs have names for: read behind their first picture. */
	enum { NAMES_HERE, NAMES_DUE, NAMES_ASKED } names;

	struct session *session, *parent; /* NULL: none open */
	struct session *compared[COMPARE_MAX]; /* those that stand side by side */
	struct arena *look;      /* of the trend or the group that is shown */
	struct search *search; size_t found; /* that goes on, and what it has found so far */
	size_t list_first, list_rows; /* of the window of the list of sessions */
	bool offered;            /* the interrupted session stands first in it, and stays there */
	struct str id;           /* of the open session */
	struct str made, made_id; /* the newest one made here that was never open: what was asked for */
	bool leased;             /* we are its facilitator */
	bool written_over;       /* lost or rescued last: another file was copied over it */
	bool lost;               /* the file lost its name, and no copy could be made: */
	int64_t lost_since;      /* tried last, monotonic */
	int64_t version;         /* of the store, when last looked at */

	struct desk_draft draft;
	struct desk_owed *owed;
	bool warned;             /* that leaving costs what was typed */
	int64_t idle_since;      /* monotonic; 0: checkpointed since the last key */

	/* What the last key asked of whoever drives the desk. */
	bool redraw, suspend, quit;
	bool sample;             /* to the sample sessions, or back from them */
};

/* Opens the database (made where absent), reads as much of the list as a screen of
 * `rows` shows, and `session` (a name as people give it; NULL: home). False: `err`;
 * nothing is left open. */
bool desk_open(struct desk *desk, struct cli_context *context, const char *session, int rows, struct error *err);

/* Reads the packs where that was not done yet: whoever only looks does without. */
void desk_packs(struct desk *desk);

/* From the own sessions to the sample or back, when a key asked for it.  False: neither
 * could be opened, and the desk is closed. */
bool desk_change(struct desk *desk, struct error *err);

/* Saves the open draft, gives the lease back, closes everything. */
void desk_close(struct desk *desk);

/* The time to the screen, before a key and before a draw. */
void desk_time(struct desk *desk);

/* The screen's size; a higher one shows more of the list. */
void desk_resize(struct desk *desk, int width, int height);

/* A key and all that follows from it. */
void desk_key(struct desk *desk, struct key key);

/* What is to be done without keys: drafts, other processes' changes, the
 * checkpoint.  `at_once` saves a draft that is still warm.  True: the screen may
 * look different. */
bool desk_tick(struct desk *desk, bool at_once);

/* How long to wait for a key, in milliseconds. */
int desk_patience(const struct desk *desk);

/* The list of sessions to home, the interrupted one first and offered. */
bool desk_list(struct desk *desk, bool offer, struct error *err);
/* A longer part of it, from the `first`-th on. */
bool desk_list_from(struct desk *desk, size_t first, struct error *err);

/* Opens a session by id for the screen: to run it, to run it in another's place, or
 * only to read.  ERROR_BUSY in `err` with *other set:
 * another facilitator has it. */
enum desk_as { AS_FACILITATOR, AS_SUCCESSOR, AS_READER };
bool desk_session_open(struct desk *desk, const char *id, enum desk_as as, const char **other,
		       struct error *err);
void desk_session_close(struct desk *desk);
/* The same session anew, because another process has written. */
bool desk_session_reload(struct desk *desk, struct error *err);

void desk_compared_free(struct desk *desk);

/* ledger.c: each gives the screen what it asked for. */
bool desk_ledger(struct desk *desk, const struct app_ledger *asked, struct error *err);
bool desk_search_on(struct desk *desk, struct error *err); /* the next part of the search */
void desk_search_end(struct desk *desk);
bool desk_trend(struct desk *desk, const char *session, struct error *err);
bool desk_group(struct desk *desk, struct error *err);

/* desk_papers.c: what there is to write, or `write` it. */
bool desk_papers(struct desk *desk, const struct app_papers *asked, bool write, struct error *err);

/* The drafts that an earlier run left for a session; "" for a setup that was
 * never finished. */
void desk_give_drafts(struct desk *desk, const char *session);
/* Another process has committed something, perhaps to our session, perhaps
 * the lease: the screen learns of it. */
void desk_look_again(struct desk *desk);

/* rescue.c: when the file lost its name, goes on in a copy of it.  True: the screen has
 * something to say. */
bool desk_rescue(struct desk *desk);
/* What to say when no copy could be made, in `arena`. */
const char *desk_lost_words(const struct desk *desk, struct arena *arena);
/* Takes the lease of the open session in a file that was made for it. */
void desk_session_hold(struct desk *desk);

/* perform.c: carries out one effect and tells the screen how it went. */
void perform(struct desk *desk, const struct effect *effect);

/* draft.c */
void draft_look(struct desk *desk);             /* after keys: is there more than saved? */
void draft_save(struct desk *desk, bool at_once);
bool draft_is_owed(const struct desk *desk);    /* is anything typed not in the file? */
void draft_release(struct desk *desk);
int64_t desk_monotonic(void);

#endif
