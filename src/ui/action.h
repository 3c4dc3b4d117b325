/*
 * Actions and the keys that reach them: two tables from which the footer, the
 * help screen, `entaku keys`, the command line `:` and the man page come.
 * To change a key, change its row in action.c.
 */
#ifndef UI_ACTION_H
#define UI_ACTION_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/lang.h"
#include "ui/key.h"

enum action_id {
	ACTION_NONE,
	/* moving */
	ACTION_UP, ACTION_DOWN, ACTION_LEFT, ACTION_RIGHT, ACTION_PAGE_UP, ACTION_PAGE_DOWN,
	ACTION_TOP, ACTION_BOTTOM, ACTION_OPEN, ACTION_BACK, ACTION_NEXT_TAB, ACTION_PREVIOUS_TAB,
	ACTION_NEXT_ITEM, ACTION_PREVIOUS_ITEM, ACTION_TAB_1, ACTION_TAB_2, ACTION_TAB_3, ACTION_TAB_4,
	ACTION_TAB_5, ACTION_TAB_6, ACTION_GLOSSARY,
	/* recording */
	ACTION_POSITIONS, ACTION_TAKE_1, ACTION_TAKE_2, ACTION_TAKE_3, ACTION_TAKE_4, ACTION_TAKE_5,
	ACTION_ROUND_BACK, ACTION_ROUND_NEXT,
	ACTION_APPETITE, ACTION_DECIDE, ACTION_OWNER, ACTION_NOTE, ACTION_STATEMENT, ACTION_DEFER,
	ACTION_UNDO, ACTION_CORRECT, ACTION_ADD, ACTION_DELETE, ACTION_ARRIVE,
	ACTION_RECUSE, ACTION_PAUSE, ACTION_ACTION, ACTION_DONE, ACTION_APPROVE, ACTION_RENEW, ACTION_SIGN,
	/* on the agenda */
	ACTION_MORE, ACTION_LESS, ACTION_BREAK, ACTION_TEMPLATE,
	/* in a replay */
	ACTION_PLAY, ACTION_STEP, ACTION_STEP_BACK, ACTION_FASTER, ACTION_SLOWER,
	/* in a worksheet */
	ACTION_ROW_UP, ACTION_ROW_DOWN, ACTION_CARRY, ACTION_CARRY_ALL, ACTION_PICTURE, ACTION_AREA,
	ACTION_ACCEPT,
	/* places */
	ACTION_NEW, ACTION_SETUP, ACTION_ITEM, ACTION_AGENDA, ACTION_ROOM, ACTION_ROOM_BLANK, ACTION_ACTIONS, ACTION_ACCEPTANCES,
	ACTION_OVERVIEW, ACTION_CLOSE, ACTION_COMPARE, ACTION_MARK, ACTION_ALL, ACTION_DECISIONS, ACTION_SEARCH,
	ACTION_FILTER, ACTION_TREND, ACTION_GROUP, ACTION_ALIAS, ACTION_SAMPLE, ACTION_PAPERS, ACTION_WRITE, ACTION_FOLDER, ACTION_HOME, ACTION_SEAL,
	/* in a form or a question */
	ACTION_RECORD, ACTION_NEWLINE, ACTION_NEXT_FIELD, ACTION_PREVIOUS_FIELD, ACTION_DISCARD,
	ACTION_COMPLETE, ACTION_OFFER, ACTION_YES, ACTION_NO,
	/* the program */
	ACTION_LANGUAGE, ACTION_HIDE, ACTION_HELP, ACTION_COMMAND, ACTION_REDRAW, ACTION_SUSPEND,
	ACTION_QUIT,
	ACTION_COUNT
};

/* Where a binding holds; a context falls back to its parent, last GLOBAL, or one that is its own parent. */
enum context {
	CONTEXT_GLOBAL, CONTEXT_LIST, CONTEXT_HOME, CONTEXT_SETUP, CONTEXT_ITEM, CONTEXT_POSITIONS, CONTEXT_SHEET, CONTEXT_SINCE,
	CONTEXT_AGENDA, CONTEXT_ACTIONS, CONTEXT_ACCEPTANCES, CONTEXT_OVERVIEW, CONTEXT_CLOSE, CONTEXT_PAPERS, CONTEXT_COMPARE, CONTEXT_FOUND, CONTEXT_LEDGER, CONTEXT_TREND, CONTEXT_GROUP, CONTEXT_HELP, CONTEXT_SEAT, CONTEXT_BALLOT, CONTEXT_SEAT_TEXT, CONTEXT_SEAT_ASK, CONTEXT_REPLAY,
	CONTEXT_FORM, CONTEXT_PROMPT, CONTEXT_ASK,
	CONTEXT_COUNT
};

struct action_row { const char *name; struct words help; };

struct binding {
	enum context context;
	const char *key;          /* key_parse() form */
	enum action_id action;
	int hint;                 /* 1..: place in the footer; 0: help only */
	struct words label;       /* in the footer: one word; .en NULL without hint */
};

const struct action_row *action_row(enum action_id action);
/* ACTION_NONE when no action has this name. */
enum action_id action_find(const char *name);

/*
 * The binding of a key in a context (falling back), or NULL.  The key is folded
 * here.  Where people type (FORM, PROMPT, ASK) a plain character never falls
 * back to the parent: there it is text, or no answer.
 */
const struct binding *binding_find(enum context context, struct key key);
/* The same of a key as the table has it, without reading all others: for rows of hints. */
const struct binding *binding_named(enum context context, const char *name);

/* All bindings in table order; NULL after the last. */
const struct binding *binding_at(size_t index);
struct words context_title(enum context context);
/* GLOBAL's is GLOBAL; what has nothing of the facilitator's is its own
 * parent: SEAT, SEAT_ASK, REPLAY. */
enum context context_parent(enum context context);
/* True where plain characters do not fall back: FORM, PROMPT, ASK. */
bool context_typing(enum context context);

#endif
