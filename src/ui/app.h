/*
 * Everything that the facilitator's screen knows, without a terminal, a file
 * or a clock.  cli feeds it keys, the time, and what the store said; it
 * answers with effects (what the outside must do) and draws itself on a canvas.
 *
 *     app_key(app, key);  while (app_effect(app, &effect)) perform(effect);
 *     app_draw(app, canvas);
 */
#ifndef UI_APP_H
#define UI_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "ui/canvas.h"
#include "ui/key.h"
#include "workshop/event.h"

struct app;
struct error;
struct group;
struct json;
struct pack;
struct session;
struct str;
struct trend;

/* What the outside must do; each is a verb that a user would know. */
enum effect_kind {
	EFFECT_RECORD,   /* `event[count]` into the open session */
	EFFECT_PACKS,    /* the packs to choose from (app_packs), and all that a new session may follow */
	EFFECT_CREATE,   /* a new session over pack `id`; event[0] is session_opened
	                  * (cli adds its id and content), then participants */
	EFFECT_OPEN,     /* session `id`; `force` takes it over from another facilitator */
	EFFECT_LEAVE,    /* back to the list: close the session, give the list anew */
	EFFECT_PLACE,    /* remember stop `id` and `tab` for resuming */
	EFFECT_COMPARE,  /* show the sessions `ids`, `number` of them, side by side */
	EFFECT_LIST,     /* the list of sessions from the `number`-th (0-based) on */
	EFFECT_LEDGER,   /* rows of a register, or what a search finds: `ledger` */
	EFFECT_TREND,    /* each item over the sessions of the company of session `id` */
	EFFECT_GROUP,    /* the companies of the file side by side */
	EFFECT_SAMPLE,   /* the sample sessions, on a copy that is thrown away; or back */
	EFFECT_PAPERS,   /* what leaves the room: which of `papers` there are; with `force`, written */
	EFFECT_ROOM,     /* the room sees `tab` (room.h) of item `id`, question `number` */
	EFFECT_REDRAW, EFFECT_SUSPEND, EFFECT_QUIT,
	EFFECT_COUNT
};

enum ledger_kind { LEDGER_ACCEPTANCES, LEDGER_ACTIONS, LEDGER_DECISIONS, LEDGER_DISSENT, LEDGER_SEARCH, LEDGER_COUNT };

struct effect {
	enum effect_kind kind;
	/* `text`: to be found, or a filter ("" none); `state`: as the store's register has it,
	 * "" any; rows from the `first` on. */
	struct app_ledger { enum ledger_kind kind; const char *text, *state; size_t first; } ledger;
	/* Bits by leaving_files and enum leaving_part; the folder to make theirs in. */
	struct app_papers { unsigned chosen, without; bool alias; const char *folder; } papers;
	struct event *event; size_t count;
	const char *id, *tab;
	const char *const *ids;
	int number;
	bool force;
	bool look;   /* of a session that another facilitator has: only to be read */
};

/* A row of the list of sessions, as the store tells it (plain copies). */
struct app_row {
	int64_t number;
	const char *id, *title, *organisation, *entity, *held_on, *label, *state, *agenda;
	int64_t events, decided, stops;
	bool read_only;
};

struct app_now { int64_t at; int zone_minutes; struct date today; };

/* `database` is the path as shown on home.  Freed with app_free. */
struct app *app_new(const char *database);
void app_database(struct app *app, const char *database); /* another one from now on */
void app_free(struct app *app);

/* Time comes from outside, before every key and every draw. */
void app_time(struct app *app, struct app_now now);
void app_resize(struct app *app, int width, int height);
void app_ascii(struct app *app, bool ascii);
/* On a copy: every screen says so, and of which kind. */
enum app_copy { COPY_NONE, COPY_REHEARSAL, COPY_SAMPLE };
void app_copy(struct app *app, enum app_copy copy);

/* The list of sessions, and after EFFECT_PACKS the packs to choose from; copied. */
void app_sessions(struct app *app, const struct app_row *row, size_t count);
/* A part of it, from the `first` on, of `total` sessions in all. */
void app_sessions_part(struct app *app, const struct app_row *row, size_t count, size_t first, size_t total);
void app_packs(struct app *app, const struct pack *const *pack, size_t count);

/*
 * The open session (NULL: none), its parent for "last time" (or NULL), and
 * where to resume (or NULL).  Borrowed: they stay cli's, and must live until
 * the next call.  `reason` not NULL: read only, and why (sealed, another
 * facilitator, a newer program, a read-only place).
 */
void app_session(struct app *app, const struct session *session, const struct session *parent,
		 const char *stop, const char *tab, const char *reason);

/* What became of the open session's records in later ones: `record` goes on as `by`
 * there ("2026-11-10 ac1").  Copied; after app_session. */
struct app_later { const char *record, *by; };
void app_later(struct app *app, const struct app_later *later, size_t count);

/* After EFFECT_COMPARE: the sessions, at most four.  Borrowed until the next call. */
void app_compare(struct app *app, const struct session *const *session, size_t count);

/* After EFFECT_LEDGER: a list of rows (copied) as store/register.h and cli/gather.h have
 * them, from the `first` on; `more`: there are others behind them.  With `added` they
 * follow those that are there; `running`: the search goes on. */
struct app_rows { const struct json *row; size_t first; bool more, added, running; };
void app_ledger(struct app *app, const struct app_rows *rows);

/* After EFFECT_TREND, EFFECT_GROUP: borrowed until the next call. */
void app_trend(struct app *app, const struct trend *trend, const char *company);
void app_group(struct app *app, const struct group *group, const size_t *order, const char *from, const char *to);

/* After EFFECT_PAPERS: which files have anything to tell, and the folder where nobody named
 * one; or what was written where.  Copied. */
struct app_written { const char *name, *sum; };
void app_papers(struct app *app, unsigned there, const char *folder);
void app_papers_written(struct app *app, const char *path, const struct app_written *file, size_t count);

/* A draft that an earlier run left (in the order of their age, oldest first);
 * given after app_session / before the first key. */
void app_draft_found(struct app *app, const char *session, const char *field, const char *text);

/* After an effect: it went well, with `last` the newest event's number (0 for
 * effects that record nothing); or it did not, and why.  A refusal leaves the
 * form open with what was typed. */
void app_done(struct app *app, const struct effect *effect, int64_t last);
void app_failed(struct app *app, const struct effect *effect, const struct error *err);
/* Another facilitator holds the session that was to be opened. */
void app_busy(struct app *app, const char *id, const char *other);

/* Other processes recorded into the open session: all events after the first `before`. */
void app_changed(struct app *app, size_t before);
/* A sentence for the message line (a warning at the start, a lost clock ...). */
void app_message(struct app *app, bool warning, const char *text);

void app_key(struct app *app, struct key key);
/* The next thing to do, oldest first; false when there is none.  Valid until
 * the next app_key(). */
bool app_effect(struct app *app, struct effect *effect);

/* The open form as a draft: its field name, the session ("" for setup), the
 * text (JSON).  False: no form with text is open, and nothing is to be kept. */
bool app_draft(const struct app *app, const char **session, const char **field, struct str *text);

/* Does the screen still hold this draft, in the open form or put aside?  False:
 * it was recorded or thrown away, and cli drops it from the store.  (Asked for
 * by cli/draft.c: a draft that app_draft() no longer names may be either.) */
bool app_draft_held(const struct app *app, const char *session, const char *field);

void app_draw(struct app *app, struct canvas *canvas);

/* Id of the screen shown ("home", "item", ...), for logs and scripts. */
const char *app_screen(const struct app *app);

#endif
