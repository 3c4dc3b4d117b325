/*
 * Inside the facilitator's screen: its whole state, the table of screens, and
 * what they share.  Only app*.c, form*.c, prompt.c and screen*.c see this.
 */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/lang.h"
#include "ui/action.h"
#include "ui/app.h"
#include "ui/canvas.h"
#include "ui/draw.h"
#include "ui/form.h"
#include "ui/picture.h"
#include "ui/room.h"
#include "workshop/compare.h"
#include "workshop/gaps.h"
#include "workshop/session.h"

struct choice;
struct json;
struct sheet_field;
struct term;

#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { SCREEN_WIDTH_MIN = 80, SCREEN_HEIGHT_MIN = 24, SCREEN_WIDE = 110, SCREEN_TALL = 32 };

enum screen_id {
	SCREEN_HOME, SCREEN_SETUP, SCREEN_ITEM, SCREEN_AGENDA, SCREEN_ACTIONS, SCREEN_ACCEPTANCES, SCREEN_OVERVIEW,
	SCREEN_CLOSE, SCREEN_PAPERS, SCREEN_COMPARE, SCREEN_LEDGER, SCREEN_TREND, SCREEN_GROUP, SCREEN_HELP,
	SCREEN_COUNT
};

enum tab { TAB_EXPLAIN, TAB_QUESTIONS, TAB_POSITIONS, TAB_DECIDE, TAB_SHEET, TAB_LAST, TAB_COUNT };

struct act_row { enum action_id action; void (*run)(struct app *app); };

struct screen {
	const char *id;
	struct words title;
	enum context context;
	void (*enter)(struct app *app);       /* NULL: nothing to do */
	bool (*move)(struct app *app, enum action_id action); /* lists and scrolling; or NULL */
	const struct act_row *act;            /* ends with ACTION_NONE */
	void (*draw)(struct app *app, struct canvas *canvas);
};
extern const struct screen screens[SCREEN_COUNT];

/* A list with a highlight, or a text that scrolls (then only `top`). */
struct list { int selected, top, rows; };

struct kept_draft { const char *session, *field, *text; };

/* The command line; with `done` a line that is asked for under `label`. */
struct prompt { bool open; struct edit edit; const char *label; void (*done)(struct app *app, const char *text); };

/* Rows of a register or of a search: a window of them, or all that was found so far. */
struct ledger {
	struct arena *arena;     /* the rows */
	enum ledger_kind kind;
	struct str text;         /* the filter; what is searched for */
	int state;               /* which of the kind's states are shown, 0: the current ones */
	const struct json **row; size_t count, capacity;
	size_t first;            /* of the window */
	bool more, running;
	struct list list;        /* `selected` counts from the very first row */
};

/* Where a session is to be opened: at which event, by which its screen is found; without
 * one (0) on which screen. */
struct goal { bool set; int64_t n; struct str stop; enum screen_id screen; enum tab tab; };
/* arrive.c: opens a session at a place of it; Escape leads back to the screen of now. */
void app_open_at(struct app *app, const char *session, const struct goal *goal, const char *stop);
/* What the goal's event made is highlighted on the screen that shows it. */
void arrive_at_goal(struct app *app);

/* What is to leave the room; `there`: the files that have anything to tell. */
struct papers {
	struct arena *arena;     /* what was written */
	struct str session, folder, written; /* written: the folder that was made, "" none */
	unsigned there, chosen, without;
	bool alias;
	enum screen_id from;     /* where it was asked for */
	struct app_written *file; size_t file_count;
};

struct ask {
	bool open;
	const char *text;                     /* in app->words */
	void (*yes)(struct app *app);
	void (*no)(struct app *app);          /* NULL: no is the same as leaving */
};

struct app {
	struct arena *life;      /* packs, drafts: until app_free */
	struct arena *rows;      /* the list of sessions */
	struct arena *out;       /* effects not yet taken, and their events */
	struct arena *frame;     /* one key or one draw */
	struct arena *words;     /* the question being asked */

	const char *database;
	struct app_now now;
	int width, height;
	bool ascii;

	const struct app_row *row; size_t row_count; /* a window of the list of sessions, */
	size_t row_first, row_total;             /* from this one on, of so many */
	const struct pack **pack; size_t pack_count;

	const struct session *session, *parent;
	struct arena *later_arena; struct app_later *later; size_t later_count; /* in later sessions */
	struct str reason;       /* read only, and why; "" otherwise */
	struct str session_id;   /* of the open session, "" none */
	bool fresh;              /* no key since the session was opened */

	enum screen_id screen, back; /* `back`: under help */
	struct str wanted; enum tab tab_wanted; /* the stop that a question is about */
	struct str place;        /* id of the stop shown */
	enum tab tab;
	struct list list[SCREEN_COUNT];
	struct list record;      /* on the decide tab */
	struct list position;    /* on the positions tab, */
	size_t round_back;       /* which shows the newest round, or one so many before */
	int column;              /* the position that is asked about */
	struct list sheet;       /* on the worksheet tab */
	struct list since;       /* what the session before left open */
	bool drawn;              /* its table stands there as a picture: */
	struct str table;        /* this one, by its field's id */
	struct picture_state picture;
	bool glossary;           /* terms and sources stand where the tab was */
	const struct session *compared[COMPARE_MAX]; size_t compared_count;
	struct marked { int64_t number; const char *id; } marked[COMPARE_MAX]; size_t marked_count; /* on home */
	bool compare_all;        /* also what is the same */
	bool hidden;             /* F9 */
	enum app_copy copy;      /* on a copy: the title says so */
	struct ledger ledger;
	struct papers papers;
	struct goal goal;        /* of the session that is being opened, */
	bool visiting; enum screen_id visited_from; /* and whether it is still looked at, from where */
	struct str busy;         /* the session that another facilitator holds */
	const struct trend *trend; const char *trend_company; int trend_at; /* -1: the newest */
	enum screen_id trend_from; /* where it was asked for */
	const struct group *group; const size_t *group_order; const char *group_from, *group_to;
	bool alias;              /* letters in place of companies' names */
	enum room_show room;     /* what the room was last shown, */
	struct str room_item; int room_question; /* of which item */
	bool preview;            /* it is shown small until the next key */

	struct str message;
	bool warning;

	struct effect *queue; size_t queue_first, queue_count, queue_capacity;
	struct kept_draft *draft; size_t draft_count, draft_capacity;

	struct form form;
	struct prompt prompt;
	struct ask ask;
};

/* app_effect.c */
void app_emit(struct app *app, const struct effect *effect);
void app_record(struct app *app, const char *kind, struct json *body);
void app_record_all(struct app *app, struct event *event, size_t count);
struct event app_event(const struct app *app, const char *kind, struct json *body);
void app_keep_draft(struct app *app, const char *session, const char *field, const char *text);
const struct kept_draft *app_kept(const struct app *app, const char *session, const char *field);
/* The newest of a session, or NULL. */
const struct kept_draft *app_newest(const struct app *app, const char *session);
void app_drop_draft(struct app *app, const char *session, const char *field);

/* app_act.c */
void app_say(struct app *app, bool warning, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void app_ask(struct app *app, void (*yes)(struct app *app), void (*no)(struct app *app),
	     const char *format, ...) __attribute__((format(printf, 4, 5)));
bool app_act(struct app *app, enum action_id action);
void app_go(struct app *app, enum screen_id screen);
/* May anything be recorded?  Says why not. */
bool app_may_record(struct app *app);
/* The same without words. */
bool app_can_record(const struct app *app);
/* Goes to a stop: leaves the open one and enters it, or only looks. */
void app_visit(struct app *app, const char *stop, enum tab tab);
void app_show_tab(struct app *app, enum tab tab);
const struct stop *app_stop(const struct app *app); /* the one shown, or NULL */
/* Moves a list; false when the action is not one of moving. */
bool list_act(struct list *list, enum action_id action, int count);
/* Puts the item's tabs to rest: highlight at the top, no picture, no terms. */
void item_rest(struct app *app);
/* Where keys belong on a screen: its context, or the worksheet's within it. */
enum context app_context(const struct app *app, enum screen_id screen);
bool tab_find(const char *name, enum tab *tab);
const char *tab_name(enum tab tab);

/* form_kinds.c: a row a kind of event that has a form. */
struct form_spec {
	const char *kind;
	const char *field[FORM_SPEC_FIELDS];
	const char *about[FORM_ABOUTS]; /* fields of the body that `about` stands for */
	enum screen_id screen;          /* where it is opened again, */
	enum tab tab;                   /* and on which tab of an item */
	void (*start)(struct app *app, struct form *form); /* NULL: empty */
};
const struct form_spec *form_spec_find(const char *kind);
/* The part of the body that is not shown. */
struct json *form_hidden(struct form *form, const struct form_spec *spec);
/* Are the records there that `about` names, and the item that they belong to. */
bool form_about_there(struct app *app, const struct form_spec *spec, const char *about);
const char *form_about_item(struct app *app, const struct form_spec *spec, const char *about);
/* Drops what the record to be corrected can't have. */
void form_fit(struct form *form);
/* What the open form is about, in words; "". */
const char *form_about_words(struct app *app);
const struct json *form_present_body(struct app *app, struct form *form);

/* screen_room.c: what the room sees, chosen and previewed. */
void act_room(struct app *app);
void act_room_blank(struct app *app);
void room_preview(struct app *app, struct canvas *canvas);

/* prompt.c */
void prompt_open(struct app *app);
/* A line of text under a label; Enter gives it to `done`. */
void prompt_ask(struct app *app, const char *label, const char *text,
		void (*done)(struct app *app, const char *text));
void prompt_key(struct app *app, struct key key);
void prompt_draw(struct app *app, struct canvas *canvas);
void ask_key(struct app *app, struct key key);
void ask_draw(struct app *app, struct canvas *canvas);

/* screens.c: what every screen has around it. */
void draw_title(struct app *app, struct canvas *canvas, const char *right);
/* The time in the title, which changes its look with the pace. */
void draw_title_time(struct app *app, struct canvas *canvas, const char *right, enum style style);
void draw_foot(struct app *app, struct canvas *canvas);
/* A frame with its title in the upper border; the inner box. */
struct box draw_panel(struct canvas *canvas, struct box box, const char *title);
/* The rows between title and foot. */
struct box draw_body(const struct app *app, int head);
/* One cell of a table; advances x by width and a space. */
void draw_cell(struct canvas *canvas, int *x, int y, int width, enum style style, const char *text);
void draw_selected(struct canvas *canvas, int x, int y, int width);
const char *first_line(struct arena *arena, const char *text);
const char *minutes_text(struct arena *arena, int64_t ms); /* "6:12" */
struct words stop_mark(const struct app *app, const struct stop *stop);
const char *person_words(struct arena *arena, struct person person);
const char *persons_words(struct arena *arena, struct persons persons);
/* The short name of a stop, "D3"; "-" for none. */
const char *stop_short(struct arena *arena, const struct session *session, const char *id);
/* How wide apart the newest named round on the level was: "2-4"; "-" none. */
const char *spread_words(struct arena *arena, const struct session *session, const char *item);
/* As what a record of the open session goes on in a later one, or NULL. */
const char *app_later_of(const struct app *app, const char *record);
const char *app_today(struct app *app); /* "2026-11-23", as cli gave it */
/* "(deputy)" behind the name of one who stands in for somebody until that is confirmed. */
const char *deputy_brief(const struct participant *who);
const char *money_words(struct arena *arena, struct money money); /* brief; "" when not set */

/* The screens. */
extern const struct act_row home_acts[], setup_acts[], item_acts[], agenda_acts[], actions_acts[],
	acceptances_acts[], overview_acts[], close_acts[], papers_acts[], compare_acts[], ledger_acts[], trend_acts[],
	group_acts[], help_acts[];
bool home_move(struct app *app, enum action_id action);
void home_new(struct app *app); /* a new session's form: the packs are known */
bool setup_move(struct app *app, enum action_id action);
bool item_move(struct app *app, enum action_id action);
bool agenda_move(struct app *app, enum action_id action);
bool actions_move(struct app *app, enum action_id action);
bool acceptances_move(struct app *app, enum action_id action);
bool overview_move(struct app *app, enum action_id action);
bool close_move(struct app *app, enum action_id action);
bool papers_move(struct app *app, enum action_id action);
bool compare_move(struct app *app, enum action_id action);
bool ledger_move(struct app *app, enum action_id action);
bool trend_move(struct app *app, enum action_id action);
bool group_move(struct app *app, enum action_id action);
bool help_move(struct app *app, enum action_id action);
void home_draw(struct app *app, struct canvas *canvas);
void setup_enter(struct app *app);
void setup_draw(struct app *app, struct canvas *canvas);
void setup_offer(struct app *app);
void setup_start(struct app *app); /* the first place of the meeting; asks who is there */
void item_enter(struct app *app);
void item_draw(struct app *app, struct canvas *canvas);
void agenda_enter(struct app *app);
void agenda_draw(struct app *app, struct canvas *canvas);
void actions_draw(struct app *app, struct canvas *canvas);
void acceptances_draw(struct app *app, struct canvas *canvas);
void overview_enter(struct app *app);
void overview_draw(struct app *app, struct canvas *canvas);
void close_draw(struct app *app, struct canvas *canvas);
void close_seal(struct app *app);
void papers_enter(struct app *app);
void papers_draw(struct app *app, struct canvas *canvas);
void compare_draw(struct app *app, struct canvas *canvas);
bool compare_is_marked(const struct app *app, int64_t number);
void compare_mark(struct app *app, const struct app_row *row);
void compare_chosen(struct app *app);
void ledger_draw(struct app *app, struct canvas *canvas);
void ledger_show(struct app *app, enum ledger_kind kind);
void ledger_search(struct app *app); /* asks what for */
void trend_draw(struct app *app, struct canvas *canvas);
void group_draw(struct app *app, struct canvas *canvas);
/* The session under the highlight, or NULL; of the same company the one held before. */
const struct app_row *home_row(const struct app *app);
void help_draw(struct app *app, struct canvas *canvas);

/* screen_item_text.c, screen_item_last.c, screen_item_record.c, screen_item_rail.c */
void item_explain(struct app *app, const struct stop *stop, struct page *page, bool notes);
void item_questions(struct app *app, const struct stop *stop, struct page *page, bool notes);
void item_last(struct app *app, const struct stop *stop, struct page *page);
const char *item_last_line(struct app *app, const struct stop *stop);
void item_notes(struct app *app, const struct stop *stop, struct page *page);
void item_rail(struct app *app, struct canvas *canvas, struct box box);
void item_rail_line(struct app *app, struct canvas *canvas, int y);

/* screen_item_sheet.c, sheet_act.c: the worksheet of an item as lines with a
 * highlight; a row, a field, or a place where one is wanted. */
enum sheet_line_kind {
	SHEET_FIELD, SHEET_TABLE, SHEET_HEAD, SHEET_ROW, SHEET_WANTED, SHEET_ADD
};
struct sheet_line {
	enum sheet_line_kind kind;
	const struct sheet_field *field;
	const char *row;               /* ROW */
	const struct json *cells;      /* ROW */
	const struct choice *choice;   /* WANTED */
};
struct sheet_line *item_sheet_lines(struct app *app, const struct stop *stop, size_t *count);
void item_sheet(struct app *app, const struct stop *stop, struct canvas *canvas, struct box box);
/* The table that is drawn as a picture now, or NULL. */
const struct sheet_field *item_picture(struct app *app, const struct stop *stop);
bool sheet_move(struct app *app, const struct stop *stop, enum action_id action);
bool sheet_act(struct app *app, const struct stop *stop, enum action_id action);
/* What the parent answered, as it would be given here; NULL nothing. */
struct json *sheet_last(struct app *app, const struct sheet_field *field, struct arena *arena);

/* screen_since.c: what the session before left open, on the last tab of a block. */
bool since_is_here(const struct app *app);
bool since_act(struct app *app, enum action_id action);
/* Where the body of an `action_closed` is about a record of an earlier session: records
 * that it is taken over, and the body with it.  False: it is about one of this session. */
bool since_close(struct app *app, struct json *body);
/* What such a form is about, in words; NULL: `name` is none of an earlier session. */
const char *since_text(struct app *app, const char *name);
void item_since(struct app *app, struct canvas *canvas, struct box box);
/* The urgent part of it, above the words of a block that comes before the first item: what
 * `rows` have room for, at least one of each kind. */
void item_since_brief(struct app *app, const struct stop *stop, struct page *page, int rows);

/* positions_act.c: the round shown (the newest, or `app->round_back` before it), and who
 * stands in its list; then screen_item_positions.c */
const struct round *positions_round(const struct app *app, const struct stop *stop);
const struct participant *positions_listed(const struct session *session, const struct round *round, int place);
int positions_count(const struct session *session, const struct round *round);
/* Puts the highlight on this person in the round that is shown. */
void positions_select(struct app *app, const char *participant);
void item_positions(struct app *app, const struct stop *stop, struct canvas *canvas, struct box box);
bool positions_move(struct app *app, const struct stop *stop, enum action_id action);
void positions_step(struct app *app);
void positions_take(struct app *app, int column);

/* screen_item_terms.c: terms that have been marked on this page so far. */
struct terms_seen { size_t count, capacity; const struct term **term; };
/* The text with a mark behind each term that was not seen before; in `frame`. */
const char *terms_marked(struct app *app, struct terms_seen *seen, const char *text);
void item_terms(struct app *app, const struct stop *stop, struct page *page);

/* Moves the highlight to the record that event n made or changed. */
void actions_select(struct app *app, int64_t n);
void acceptances_select(struct app *app, int64_t n);
/* The same to a participant: among those who take part, among the sign-offs. */
void setup_select(struct app *app, const char *participant);
void close_select(struct app *app, const char *participant);

/* What was recorded at a stop, in the order of the decide tab. */
struct record { int64_t n; struct words kind; bool old, alert; const char *text, *state, *detail; };
struct record *item_records(struct app *app, const struct stop *stop, size_t *count);
void item_decide(struct app *app, const struct stop *stop, struct canvas *canvas, struct box box);

#endif
