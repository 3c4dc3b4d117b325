/*
 * The two tables.  Every action can be reached without letters (arrows, Enter,
 * Escape, Tab, F-keys), because a Japanese input method may be on; the letters
 * are for quick hands.  Some terminals keep F1, F10 and F11 for themselves, so
 * these always have a letter too.
 */
#include "ui/action.h"

#include <string.h>

#include "lang/words_keys.h"

#define ROW(ACTION, name) [ACTION_##ACTION] = { name, W(ACTION_##ACTION) }

static const struct action_row actions[ACTION_COUNT] = {
	ROW(UP, "up"), ROW(DOWN, "down"), ROW(LEFT, "left"), ROW(RIGHT, "right"),
	ROW(PAGE_UP, "page-up"), ROW(PAGE_DOWN, "page-down"),
	ROW(TOP, "top"), ROW(BOTTOM, "bottom"), ROW(OPEN, "open"), ROW(BACK, "back"),
	ROW(NEXT_TAB, "next-tab"), ROW(PREVIOUS_TAB, "previous-tab"),
	ROW(NEXT_ITEM, "next"), ROW(PREVIOUS_ITEM, "previous"),
	ROW(TAB_1, "tab-1"), ROW(TAB_2, "tab-2"), ROW(TAB_3, "tab-3"), ROW(TAB_4, "tab-4"),
	ROW(TAB_5, "tab-5"), ROW(TAB_6, "tab-6"), ROW(GLOSSARY, "terms"),
	ROW(POSITIONS, "positions"), ROW(TAKE_1, "take-1"), ROW(TAKE_2, "take-2"), ROW(TAKE_3, "take-3"),
	ROW(TAKE_4, "take-4"), ROW(TAKE_5, "take-5"),
	ROW(ROUND_BACK, "round-back"), ROW(ROUND_NEXT, "round-next"),
	ROW(APPETITE, "appetite"), ROW(DECIDE, "decide"), ROW(OWNER, "owner"),
	ROW(NOTE, "note"), ROW(STATEMENT, "statement"), ROW(DEFER, "defer"),
	ROW(UNDO, "undo"), ROW(CORRECT, "correct"), ROW(ADD, "add"), ROW(DELETE, "delete"),
	ROW(ARRIVE, "arrive"), ROW(RECUSE, "recuse"), ROW(PAUSE, "pause"), ROW(ACTION, "action"), ROW(DONE, "done"),
	ROW(APPROVE, "approve"), ROW(RENEW, "renew"), ROW(SIGN, "sign"),
	ROW(ROOM, "room"), ROW(ROOM_BLANK, "room-blank"), ROW(ACTIONS, "actions"),
	ROW(ACCEPTANCES, "acceptances"), ROW(AGENDA, "agenda"),
	ROW(PLAY, "play"), ROW(STEP, "step"), ROW(STEP_BACK, "step-back"), ROW(FASTER, "faster"),
	ROW(SLOWER, "slower"),
	ROW(COMPARE, "compare"), ROW(MARK, "mark"), ROW(ALL, "all"),
	ROW(DECISIONS, "decisions"), ROW(SEARCH, "search"), ROW(FILTER, "filter"), ROW(TREND, "trend"),
	ROW(GROUP, "group"), ROW(ALIAS, "alias"), ROW(SAMPLE, "sample"),
	ROW(PAPERS, "papers"), ROW(WRITE, "write"), ROW(FOLDER, "folder"),
	ROW(MORE, "more"), ROW(LESS, "less"), ROW(BREAK, "break"), ROW(TEMPLATE, "template"),
	ROW(ROW_UP, "row-up"), ROW(ROW_DOWN, "row-down"),
	ROW(CARRY, "carry"), ROW(CARRY_ALL, "carry-all"), ROW(PICTURE, "picture"), ROW(AREA, "area"),
	ROW(ACCEPT, "accept"),
	ROW(NEW, "new"), ROW(SETUP, "setup"), ROW(ITEM, "item"), ROW(OVERVIEW, "overview"),
	ROW(CLOSE, "close"), ROW(HOME, "home"), ROW(SEAL, "seal"),
	ROW(RECORD, "record"), ROW(NEWLINE, "newline"), ROW(NEXT_FIELD, "next-field"),
	ROW(PREVIOUS_FIELD, "previous-field"), ROW(DISCARD, "discard"),
	ROW(COMPLETE, "complete"), ROW(OFFER, "offer"), ROW(YES, "yes"), ROW(NO, "no"),
	ROW(LANGUAGE, "language"), ROW(HIDE, "hide"), ROW(HELP, "help"),
	ROW(COMMAND, "command"), ROW(REDRAW, "redraw"), ROW(SUSPEND, "suspend"),
	ROW(QUIT, "quit"),
};

/* A key without and with a word in the footer. */
#define KEY(CONTEXT, key, ACTION) \
	{ CONTEXT_##CONTEXT, key, ACTION_##ACTION, 0, { NULL, NULL } }
#define HINT(CONTEXT, key, ACTION, place, LABEL) \
	{ CONTEXT_##CONTEXT, key, ACTION_##ACTION, place, W(HINT_##LABEL) }

static const struct binding bindings[] = {
	HINT(GLOBAL, "F1", HELP, 1, HELP), KEY(GLOBAL, "?", HELP),
	HINT(GLOBAL, "F2", LANGUAGE, 2, LANGUAGE), KEY(GLOBAL, "L", LANGUAGE),
	HINT(GLOBAL, "q", QUIT, 3, QUIT),
	KEY(GLOBAL, "F9", HIDE),
	KEY(GLOBAL, ":", COMMAND), KEY(GLOBAL, "S-F1", COMMAND),
	KEY(GLOBAL, "u", UNDO), KEY(GLOBAL, "S-F2", UNDO),
	KEY(GLOBAL, "Escape", BACK),
	KEY(GLOBAL, "C-l", REDRAW), KEY(GLOBAL, "C-z", SUSPEND),

	KEY(LIST, "Up", UP), KEY(LIST, "k", UP),
	KEY(LIST, "Down", DOWN), KEY(LIST, "j", DOWN),
	KEY(LIST, "Left", LEFT), KEY(LIST, "h", LEFT),
	KEY(LIST, "Right", RIGHT), KEY(LIST, "l", RIGHT),
	KEY(LIST, "PageUp", PAGE_UP), KEY(LIST, "C-u", PAGE_UP),
	KEY(LIST, "PageDown", PAGE_DOWN), KEY(LIST, "C-d", PAGE_DOWN),
	KEY(LIST, "Space", PAGE_DOWN),
	KEY(LIST, "Home", TOP), KEY(LIST, "g", TOP),
	KEY(LIST, "End", BOTTOM), KEY(LIST, "G", BOTTOM),
	KEY(LIST, "Enter", OPEN),

	HINT(HOME, "Enter", OPEN, 1, OPEN),
	HINT(HOME, "n", NEW, 2, NEW), KEY(HOME, "F4", NEW),
	HINT(HOME, "R", ACCEPTANCES, 3, ACCEPTED), KEY(HOME, "S-F12", ACCEPTANCES),
	HINT(HOME, "A", ACTIONS, 4, ACTIONS), KEY(HOME, "S-F11", ACTIONS),
	HINT(HOME, "D", DECISIONS, 5, DECIDED), KEY(HOME, "S-F10", DECISIONS),
	HINT(HOME, "/", SEARCH, 6, SEARCH), KEY(HOME, "F5", SEARCH),
	HINT(HOME, "t", TREND, 7, TREND), KEY(HOME, "F3", TREND),
	HINT(HOME, "c", COMPARE, 8, COMPARE), KEY(HOME, "F6", COMPARE),
	HINT(HOME, "m", MARK, 9, MARK), KEY(HOME, "F7", MARK),
	HINT(HOME, "E", GROUP, 10, GROUP), KEY(HOME, "F11", GROUP),
	KEY(HOME, "s", SAMPLE), KEY(HOME, "F8", SAMPLE),
	KEY(HOME, "F10", QUIT),

	HINT(SETUP, "]", NEXT_ITEM, 1, START), KEY(SETUP, "F12", NEXT_ITEM),
	HINT(SETUP, "a", ADD, 2, ADD), KEY(SETUP, "F5", ADD), KEY(SETUP, "Insert", ADD),
	HINT(SETUP, "Enter", OPEN, 3, EDIT),
	KEY(SETUP, "e", CORRECT), KEY(SETUP, "F6", CORRECT),
	HINT(SETUP, "i", ARRIVE, 4, ARRIVE), KEY(SETUP, "F7", ARRIVE),
	HINT(SETUP, "r", RECUSE, 5, RECUSE), KEY(SETUP, "S-F9", RECUSE),
	HINT(SETUP, "x", DELETE, 6, DELETE), KEY(SETUP, "F10", DELETE),
	KEY(SETUP, "Delete", DELETE),
	KEY(SETUP, "s", SETUP), KEY(SETUP, "S-F6", SETUP),
	KEY(SETUP, "T", AGENDA), KEY(SETUP, "S-Home", AGENDA),
	KEY(SETUP, "I", ITEM), KEY(SETUP, "F4", ITEM),
	HINT(SETUP, "O", OVERVIEW, 7, OVERVIEW), KEY(SETUP, "F3", OVERVIEW),
	KEY(SETUP, "C", CLOSE), KEY(SETUP, "F8", CLOSE),
	KEY(SETUP, "H", HOME), KEY(SETUP, "S-F8", HOME),
	HINT(SETUP, "Escape", BACK, 8, BACK),

	HINT(ITEM, "v", POSITIONS, 1, POSITIONS), KEY(ITEM, "S-F3", POSITIONS),
	HINT(ITEM, "d", DECIDE, 2, DECIDE), KEY(ITEM, "F5", DECIDE),
	HINT(ITEM, "p", APPETITE, 3, APPETITE), KEY(ITEM, "F4", APPETITE),
	HINT(ITEM, "o", OWNER, 4, OWNER), KEY(ITEM, "F6", OWNER),
	HINT(ITEM, "a", ACTION, 5, ACTION), KEY(ITEM, "S-F4", ACTION),
	HINT(ITEM, "r", ACCEPT, 6, ACCEPT), KEY(ITEM, "S-F9", ACCEPT),
	KEY(ITEM, "n", NOTE), KEY(ITEM, "F7", NOTE),
	KEY(ITEM, "s", STATEMENT), KEY(ITEM, "F10", STATEMENT),
	HINT(ITEM, "Tab", NEXT_TAB, 7, TAB), KEY(ITEM, "S-Tab", PREVIOUS_TAB),
	HINT(ITEM, "]", NEXT_ITEM, 8, NEXT), KEY(ITEM, "F12", NEXT_ITEM),
	KEY(ITEM, "[", PREVIOUS_ITEM), KEY(ITEM, "F11", PREVIOUS_ITEM),
	KEY(ITEM, "u", UNDO),
	KEY(ITEM, "x", DEFER), KEY(ITEM, "S-F5", DEFER),
	KEY(ITEM, "T", AGENDA), KEY(ITEM, "S-Home", AGENDA),
	KEY(ITEM, "z", PAUSE), KEY(ITEM, "S-End", PAUSE),
	KEY(ITEM, "O", OVERVIEW), KEY(ITEM, "F3", OVERVIEW),
	KEY(ITEM, "w", ROOM), KEY(ITEM, "S-Up", ROOM), KEY(ITEM, "W", ROOM_BLANK),
	KEY(ITEM, "S-Down", ROOM_BLANK),
	KEY(ITEM, "A", ACTIONS), KEY(ITEM, "S-F11", ACTIONS),
	KEY(ITEM, "R", ACCEPTANCES), KEY(ITEM, "S-F12", ACCEPTANCES),
	KEY(ITEM, "e", CORRECT), KEY(ITEM, "S-F7", CORRECT),
	KEY(ITEM, "1", TAB_1), KEY(ITEM, "2", TAB_2), KEY(ITEM, "3", TAB_3),
	KEY(ITEM, "4", TAB_4), KEY(ITEM, "5", TAB_5), KEY(ITEM, "6", TAB_6),
	KEY(ITEM, "t", GLOSSARY), KEY(ITEM, "S-F10", GLOSSARY),
	KEY(ITEM, "i", SETUP), KEY(ITEM, "S-F6", SETUP),
	KEY(ITEM, "C", CLOSE), KEY(ITEM, "F8", CLOSE),
	KEY(ITEM, "H", HOME), KEY(ITEM, "S-F8", HOME),

	/* While positions are asked for, digits are positions. */
	HINT(POSITIONS, "v", POSITIONS, 1, ROUND), KEY(POSITIONS, "S-F3", POSITIONS),
	HINT(POSITIONS, "1", TAKE_1, 2, TAKE), KEY(POSITIONS, "2", TAKE_2), KEY(POSITIONS, "3", TAKE_3),
	KEY(POSITIONS, "4", TAKE_4), KEY(POSITIONS, "5", TAKE_5),
	HINT(POSITIONS, "Enter", OPEN, 3, REASON),
	KEY(POSITIONS, "Delete", DELETE), KEY(POSITIONS, "-", DELETE),
	HINT(POSITIONS, "<", ROUND_BACK, 8, ROUND_BACK), KEY(POSITIONS, "S-Left", ROUND_BACK),
	KEY(POSITIONS, ">", ROUND_NEXT), KEY(POSITIONS, "S-Right", ROUND_NEXT),
	HINT(POSITIONS, "d", DECIDE, 4, DECIDE), HINT(POSITIONS, "p", APPETITE, 5, APPETITE),
	HINT(POSITIONS, "Tab", NEXT_TAB, 6, TAB), HINT(POSITIONS, "]", NEXT_ITEM, 7, NEXT),

	/* The worksheet's own; for the rest it is the item. */
	HINT(SHEET, "Enter", OPEN, 1, WRITE),
	HINT(SHEET, "+", ADD, 2, ADD), KEY(SHEET, "Insert", ADD), KEY(SHEET, "S-F11", ADD),
	HINT(SHEET, "Delete", DELETE, 3, CLEAR), KEY(SHEET, "-", DELETE),
	HINT(SHEET, "m", PICTURE, 4, PICTURE), KEY(SHEET, "S-F3", PICTURE),
	HINT(SHEET, "c", CARRY, 5, CARRY), KEY(SHEET, "S-F4", CARRY), KEY(SHEET, "A", CARRY_ALL),
	KEY(SHEET, "S-F12", CARRY_ALL),
	HINT(SHEET, "K", ROW_UP, 8, ROW_UP), KEY(SHEET, "M-Up", ROW_UP), KEY(SHEET, "S-Up", ROW_UP),
	HINT(SHEET, "J", ROW_DOWN, 9, ROW_DOWN), KEY(SHEET, "M-Down", ROW_DOWN),
	KEY(SHEET, "S-Down", ROW_DOWN),
	KEY(SHEET, "a", AREA), KEY(SHEET, "S-Right", AREA),
	HINT(SHEET, "r", ACCEPT, 10, ACCEPT), KEY(SHEET, "S-F9", ACCEPT),
	HINT(SHEET, "Tab", NEXT_TAB, 6, TAB), HINT(SHEET, "]", NEXT_ITEM, 7, NEXT),

	HINT(SINCE, "c", CARRY, 1, TAKE_OVER), KEY(SINCE, "Enter", OPEN), KEY(SINCE, "S-F4", CARRY),
	HINT(SINCE, "y", DONE, 2, DONE), KEY(SINCE, "F7", DONE),
	HINT(SINCE, "x", DELETE, 3, DROP), KEY(SINCE, "S-F5", DELETE), KEY(SINCE, "Delete", DELETE),
	HINT(SINCE, "w", RENEW, 4, RENEW), KEY(SINCE, "S-F9", RENEW),
	HINT(SINCE, "A", CARRY_ALL, 5, TAKE_ALL), KEY(SINCE, "S-F12", CARRY_ALL),
	HINT(SINCE, "Tab", NEXT_TAB, 6, TAB), HINT(SINCE, "]", NEXT_ITEM, 7, NEXT),

	HINT(AGENDA, "Enter", OPEN, 1, GO), HINT(AGENDA, "+", MORE, 2, MORE), KEY(AGENDA, "Right", MORE),
	HINT(AGENDA, "-", LESS, 3, LESS), KEY(AGENDA, "Left", LESS),
	HINT(AGENDA, "K", ROW_UP, 4, UP), KEY(AGENDA, "M-Up", ROW_UP), KEY(AGENDA, "S-Up", ROW_UP),
	HINT(AGENDA, "J", ROW_DOWN, 5, DOWN), KEY(AGENDA, "M-Down", ROW_DOWN), KEY(AGENDA, "S-Down", ROW_DOWN),
	HINT(AGENDA, "x", DELETE, 6, OFF), KEY(AGENDA, "S-F5", DELETE), KEY(AGENDA, "Delete", DELETE),
	HINT(AGENDA, "a", ADD, 7, ON), KEY(AGENDA, "F5", ADD), KEY(AGENDA, "Insert", ADD),
	HINT(AGENDA, "b", BREAK, 8, BREAK), KEY(AGENDA, "F7", BREAK),
	KEY(AGENDA, "e", CORRECT), KEY(AGENDA, "F6", CORRECT),
	HINT(AGENDA, "s", TEMPLATE, 9, TEMPLATE), KEY(AGENDA, "S-F7", TEMPLATE),
	KEY(AGENDA, "z", PAUSE), KEY(AGENDA, "S-End", PAUSE),
	KEY(AGENDA, "I", ITEM), KEY(AGENDA, "F4", ITEM), KEY(AGENDA, "]", NEXT_ITEM), KEY(AGENDA, "F12", NEXT_ITEM),
	KEY(AGENDA, "O", OVERVIEW), KEY(AGENDA, "F3", OVERVIEW), KEY(AGENDA, "C", CLOSE), KEY(AGENDA, "F8", CLOSE),
	KEY(AGENDA, "i", SETUP), KEY(AGENDA, "S-F6", SETUP), KEY(AGENDA, "H", HOME), KEY(AGENDA, "S-F8", HOME),
	HINT(AGENDA, "Escape", BACK, 10, BACK),

	HINT(ACTIONS, "a", ADD, 1, ADD), KEY(ACTIONS, "F5", ADD), KEY(ACTIONS, "Insert", ADD),
	HINT(ACTIONS, "Enter", OPEN, 2, EDIT), KEY(ACTIONS, "e", CORRECT), KEY(ACTIONS, "F6", CORRECT),
	HINT(ACTIONS, "y", DONE, 3, DONE), KEY(ACTIONS, "F7", DONE),
	HINT(ACTIONS, "x", DELETE, 4, DROP), KEY(ACTIONS, "F10", DELETE), KEY(ACTIONS, "Delete", DELETE),
	KEY(ACTIONS, "I", ITEM), KEY(ACTIONS, "F4", ITEM),
	KEY(ACTIONS, "R", ACCEPTANCES), KEY(ACTIONS, "S-F12", ACCEPTANCES),
	HINT(ACTIONS, "O", OVERVIEW, 5, OVERVIEW), KEY(ACTIONS, "F3", OVERVIEW),
	KEY(ACTIONS, "C", CLOSE), KEY(ACTIONS, "F8", CLOSE),
	KEY(ACTIONS, "i", SETUP), KEY(ACTIONS, "S-F6", SETUP),
	KEY(ACTIONS, "H", HOME), KEY(ACTIONS, "S-F8", HOME),
	HINT(ACTIONS, "u", UNDO, 6, UNDO), HINT(ACTIONS, "Escape", BACK, 7, BACK),

	HINT(ACCEPTANCES, "r", ADD, 1, PROPOSE), KEY(ACCEPTANCES, "F5", ADD),
	KEY(ACCEPTANCES, "Insert", ADD),
	HINT(ACCEPTANCES, "y", APPROVE, 2, APPROVE), KEY(ACCEPTANCES, "F7", APPROVE),
	HINT(ACCEPTANCES, "x", DELETE, 3, REJECT), KEY(ACCEPTANCES, "F10", DELETE),
	KEY(ACCEPTANCES, "Delete", DELETE),
	HINT(ACCEPTANCES, "w", RENEW, 4, RENEW), KEY(ACCEPTANCES, "S-F9", RENEW),
	HINT(ACCEPTANCES, "m", DONE, 5, MET), KEY(ACCEPTANCES, "S-F4", DONE),
	HINT(ACCEPTANCES, "Enter", OPEN, 6, EDIT), KEY(ACCEPTANCES, "e", CORRECT),
	KEY(ACCEPTANCES, "F6", CORRECT),
	KEY(ACCEPTANCES, "I", ITEM), KEY(ACCEPTANCES, "F4", ITEM),
	KEY(ACCEPTANCES, "A", ACTIONS), KEY(ACCEPTANCES, "S-F11", ACTIONS),
	KEY(ACCEPTANCES, "O", OVERVIEW), KEY(ACCEPTANCES, "F3", OVERVIEW),
	KEY(ACCEPTANCES, "C", CLOSE), KEY(ACCEPTANCES, "F8", CLOSE),
	KEY(ACCEPTANCES, "i", SETUP), KEY(ACCEPTANCES, "S-F6", SETUP),
	KEY(ACCEPTANCES, "H", HOME), KEY(ACCEPTANCES, "S-F8", HOME),
	HINT(ACCEPTANCES, "u", UNDO, 7, UNDO), HINT(ACCEPTANCES, "Escape", BACK, 8, BACK),

	HINT(OVERVIEW, "Enter", OPEN, 1, ITEM),
	KEY(OVERVIEW, "I", ITEM), KEY(OVERVIEW, "F4", ITEM),
	HINT(OVERVIEW, "C", CLOSE, 2, CLOSE), KEY(OVERVIEW, "F8", CLOSE),
	HINT(OVERVIEW, "i", SETUP, 3, SETUP), KEY(OVERVIEW, "S-F6", SETUP),
	KEY(OVERVIEW, "]", NEXT_ITEM), KEY(OVERVIEW, "F12", NEXT_ITEM),
	KEY(OVERVIEW, "[", PREVIOUS_ITEM), KEY(OVERVIEW, "F11", PREVIOUS_ITEM),
	HINT(OVERVIEW, "u", UNDO, 4, UNDO),
	KEY(OVERVIEW, "w", ROOM), KEY(OVERVIEW, "S-Up", ROOM), KEY(OVERVIEW, "W", ROOM_BLANK),
	KEY(OVERVIEW, "S-Down", ROOM_BLANK),
	KEY(OVERVIEW, "T", AGENDA), KEY(OVERVIEW, "S-Home", AGENDA),
	KEY(OVERVIEW, "A", ACTIONS), KEY(OVERVIEW, "S-F11", ACTIONS),
	KEY(OVERVIEW, "R", ACCEPTANCES), KEY(OVERVIEW, "S-F12", ACCEPTANCES),
	KEY(OVERVIEW, "P", PAPERS), KEY(OVERVIEW, "F5", PAPERS),
	KEY(OVERVIEW, "H", HOME), KEY(OVERVIEW, "S-F8", HOME),
	HINT(OVERVIEW, "Escape", BACK, 5, BACK),

	HINT(CLOSE, "Enter", OPEN, 1, OPEN),
	HINT(CLOSE, "y", SIGN, 2, SIGN), KEY(CLOSE, "F7", SIGN),
	HINT(CLOSE, "x", DEFER, 3, LEAVE_OPEN), KEY(CLOSE, "S-F5", DEFER),
	HINT(CLOSE, "S", SEAL, 4, SEAL), KEY(CLOSE, "F12", SEAL),
	HINT(CLOSE, "P", PAPERS, 5, PAPERS), KEY(CLOSE, "F5", PAPERS),
	KEY(CLOSE, "A", ACTIONS), KEY(CLOSE, "S-F11", ACTIONS),
	KEY(CLOSE, "R", ACCEPTANCES), KEY(CLOSE, "S-F12", ACCEPTANCES),
	KEY(CLOSE, "I", ITEM), KEY(CLOSE, "F4", ITEM),
	HINT(CLOSE, "O", OVERVIEW, 6, OVERVIEW), KEY(CLOSE, "F3", OVERVIEW),
	KEY(CLOSE, "i", SETUP), KEY(CLOSE, "S-F6", SETUP),
	HINT(CLOSE, "u", UNDO, 7, UNDO),
	KEY(CLOSE, "H", HOME), KEY(CLOSE, "S-F8", HOME),
	HINT(CLOSE, "Escape", BACK, 8, BACK),

	HINT(PAPERS, "Space", MARK, 1, CHOOSE_PAPER), KEY(PAPERS, "Enter", OPEN), KEY(PAPERS, "F7", MARK),
	HINT(PAPERS, "w", WRITE, 2, WRITE_OUT), KEY(PAPERS, "F12", WRITE),
	HINT(PAPERS, "f", FOLDER, 3, FOLDER), KEY(PAPERS, "F6", FOLDER),
	HINT(PAPERS, "Escape", BACK, 4, BACK), KEY(PAPERS, "H", HOME), KEY(PAPERS, "S-F8", HOME),

	HINT(COMPARE, "a", ALL, 1, ALL), KEY(COMPARE, "F5", ALL),
	HINT(COMPARE, "Escape", BACK, 2, BACK), KEY(COMPARE, "H", BACK),

	HINT(FOUND, "Enter", OPEN, 1, OPEN),
	HINT(FOUND, "/", SEARCH, 2, FIND), KEY(FOUND, "F5", SEARCH),
	HINT(FOUND, "Tab", NEXT_TAB, 3, REGISTER), KEY(FOUND, "S-Tab", PREVIOUS_TAB),
	KEY(FOUND, "R", ACCEPTANCES), KEY(FOUND, "S-F12", ACCEPTANCES),
	KEY(FOUND, "A", ACTIONS), KEY(FOUND, "S-F11", ACTIONS),
	KEY(FOUND, "D", DECISIONS), KEY(FOUND, "S-F10", DECISIONS),
	HINT(FOUND, "Escape", BACK, 4, BACK), KEY(FOUND, "H", HOME), KEY(FOUND, "S-F8", HOME),

	HINT(LEDGER, "Enter", OPEN, 1, OPEN), HINT(LEDGER, "/", SEARCH, 2, FIND),
	HINT(LEDGER, "s", FILTER, 3, STATE), KEY(LEDGER, "F7", FILTER),
	HINT(LEDGER, "Tab", NEXT_TAB, 4, REGISTER), HINT(LEDGER, "Escape", BACK, 5, BACK),

	HINT(TREND, "Enter", OPEN, 1, OPEN), HINT(TREND, "Right", RIGHT, 2, SESSION),
	HINT(TREND, "Escape", BACK, 3, BACK), KEY(TREND, "H", HOME), KEY(TREND, "S-F8", HOME),

	HINT(GROUP, "Enter", OPEN, 1, OPEN),
	HINT(GROUP, "t", TREND, 2, TREND), KEY(GROUP, "F3", TREND),
	HINT(GROUP, "a", ALIAS, 3, ALIAS), KEY(GROUP, "F5", ALIAS),
	HINT(GROUP, "Escape", BACK, 4, BACK), KEY(GROUP, "H", HOME), KEY(GROUP, "S-F8", HOME),

	/* In the help the program's own keys lead back. */
	HINT(HELP, "Escape", BACK, 1, BACK), KEY(HELP, "q", BACK),
	KEY(HELP, "?", BACK), KEY(HELP, "F1", BACK),
	HINT(HELP, "Enter", OPEN, 2, DO),

	/* A participant's own terminal: waiting, the ballot, the reason in it. */
	KEY(SEAT, "Enter", OPEN), HINT(SEAT, "F2", LANGUAGE, 1, LANGUAGE), KEY(SEAT, "L", LANGUAGE),
	HINT(SEAT, "q", QUIT, 2, QUIT), KEY(SEAT, "F10", QUIT), KEY(SEAT, "C-l", REDRAW),
	KEY(BALLOT, "1", TAKE_1), KEY(BALLOT, "2", TAKE_2), KEY(BALLOT, "3", TAKE_3),
	KEY(BALLOT, "4", TAKE_4), KEY(BALLOT, "5", TAKE_5),
	KEY(BALLOT, "Up", UP), KEY(BALLOT, "k", UP), KEY(BALLOT, "Left", LEFT), KEY(BALLOT, "h", LEFT),
	HINT(BALLOT, "Down", DOWN, 1, CHOOSE), KEY(BALLOT, "j", DOWN), KEY(BALLOT, "Right", RIGHT), KEY(BALLOT, "l", RIGHT),
	HINT(BALLOT, "Enter", RECORD, 2, NEXT), KEY(BALLOT, "Tab", NEXT_FIELD),
	HINT(BALLOT, "Escape", BACK, 3, BACK), KEY(BALLOT, "S-Tab", PREVIOUS_FIELD),
	KEY(BALLOT, "F10", QUIT),
	HINT(SEAT_TEXT, "Enter", RECORD, 1, NEXT), KEY(SEAT_TEXT, "Tab", NEXT_FIELD),
	KEY(SEAT_TEXT, "Down", NEXT_FIELD), KEY(SEAT_TEXT, "Up", PREVIOUS_FIELD),
	HINT(SEAT_TEXT, "Escape", BACK, 2, BACK), KEY(SEAT_TEXT, "S-Tab", PREVIOUS_FIELD),

	HINT(SEAT_ASK, "y", YES, 1, YES), KEY(SEAT_ASK, "Y", YES), KEY(SEAT_ASK, "F8", YES),
	HINT(SEAT_ASK, "n", NO, 2, NO), KEY(SEAT_ASK, "N", NO), KEY(SEAT_ASK, "Escape", NO),
	KEY(SEAT_ASK, "F2", LANGUAGE),

	HINT(REPLAY, "Space", PLAY, 1, PLAY), KEY(REPLAY, "Enter", PLAY),
	HINT(REPLAY, "Right", STEP, 2, STEP), KEY(REPLAY, "l", STEP), KEY(REPLAY, "j", STEP),
	HINT(REPLAY, "Left", STEP_BACK, 3, PREVIOUS), KEY(REPLAY, "h", STEP_BACK), KEY(REPLAY, "k", STEP_BACK),
	HINT(REPLAY, "Up", FASTER, 4, FASTER), KEY(REPLAY, "+", FASTER),
	HINT(REPLAY, "Down", SLOWER, 5, SLOWER), KEY(REPLAY, "-", SLOWER),
	HINT(REPLAY, "q", QUIT, 6, QUIT), KEY(REPLAY, "Escape", QUIT), KEY(REPLAY, "F10", QUIT),
	HINT(REPLAY, "]", NEXT_ITEM, 7, ITEM), KEY(REPLAY, "F12", NEXT_ITEM), KEY(REPLAY, "PageDown", NEXT_ITEM),
	KEY(REPLAY, "[", PREVIOUS_ITEM), KEY(REPLAY, "F11", PREVIOUS_ITEM), KEY(REPLAY, "PageUp", PREVIOUS_ITEM),
	KEY(REPLAY, "Home", TOP), KEY(REPLAY, "g", TOP), KEY(REPLAY, "End", BOTTOM), KEY(REPLAY, "G", BOTTOM),
	HINT(REPLAY, "F2", LANGUAGE, 8, LANGUAGE), KEY(REPLAY, "L", LANGUAGE), KEY(REPLAY, "C-l", REDRAW),

	HINT(FORM, "Enter", RECORD, 1, RECORD),
	HINT(FORM, "Tab", NEXT_FIELD, 2, FIELD), KEY(FORM, "Down", NEXT_FIELD),
	KEY(FORM, "S-Tab", PREVIOUS_FIELD), KEY(FORM, "Up", PREVIOUS_FIELD),
	HINT(FORM, "M-Enter", NEWLINE, 3, NEWLINE), KEY(FORM, "C-j", NEWLINE),
	KEY(FORM, "F4", NEWLINE),
	KEY(FORM, "F5", OFFER), KEY(FORM, "C-o", OFFER),
	HINT(FORM, "Escape", BACK, 4, BACK),
	HINT(FORM, "C-x", DISCARD, 5, DISCARD), KEY(FORM, "S-F8", DISCARD),

	HINT(PROMPT, "Enter", RECORD, 1, RUN),
	HINT(PROMPT, "Tab", COMPLETE, 2, COMPLETE),
	KEY(PROMPT, "Up", UP), KEY(PROMPT, "Down", DOWN),
	HINT(PROMPT, "Escape", BACK, 3, BACK),

	/* Enter is not yes: it is pressed too easily. */
	HINT(ASK, "y", YES, 1, YES), KEY(ASK, "Y", YES), KEY(ASK, "F8", YES),
	HINT(ASK, "n", NO, 2, NO), KEY(ASK, "N", NO), KEY(ASK, "Escape", NO),
};

enum { BINDING_COUNT = sizeof(bindings) / sizeof(bindings[0]) };

static const struct {
	struct words title;
	enum context parent;
	bool typing;
} contexts[CONTEXT_COUNT] = {
	[CONTEXT_GLOBAL] = { W(CONTEXT_GLOBAL), CONTEXT_GLOBAL, false },
	[CONTEXT_LIST] = { W(CONTEXT_LIST), CONTEXT_GLOBAL, false },
	[CONTEXT_HOME] = { W(CONTEXT_HOME), CONTEXT_LIST, false },
	[CONTEXT_SETUP] = { W(CONTEXT_SETUP), CONTEXT_LIST, false },
	[CONTEXT_ITEM] = { W(CONTEXT_ITEM), CONTEXT_LIST, false },
	[CONTEXT_POSITIONS] = { W(CONTEXT_POSITIONS), CONTEXT_ITEM, false },
	[CONTEXT_AGENDA] = { W(CONTEXT_AGENDA), CONTEXT_LIST, false },
	[CONTEXT_ACTIONS] = { W(CONTEXT_ACTIONS), CONTEXT_LIST, false },
	[CONTEXT_ACCEPTANCES] = { W(CONTEXT_ACCEPTANCES), CONTEXT_LIST, false },
	[CONTEXT_SHEET] = { W(CONTEXT_SHEET), CONTEXT_ITEM, false },
	[CONTEXT_SINCE] = { W(CONTEXT_SINCE), CONTEXT_ITEM, false },
	[CONTEXT_OVERVIEW] = { W(CONTEXT_OVERVIEW), CONTEXT_LIST, false },
	[CONTEXT_CLOSE] = { W(CONTEXT_CLOSE), CONTEXT_LIST, false },
	[CONTEXT_PAPERS] = { W(CONTEXT_PAPERS), CONTEXT_LIST, false },
	[CONTEXT_COMPARE] = { W(CONTEXT_COMPARE), CONTEXT_LIST, false },
	[CONTEXT_FOUND] = { W(CONTEXT_FOUND), CONTEXT_LIST, false },
	[CONTEXT_LEDGER] = { W(CONTEXT_LEDGER), CONTEXT_FOUND, false },
	[CONTEXT_TREND] = { W(CONTEXT_TREND), CONTEXT_LIST, false },
	[CONTEXT_GROUP] = { W(CONTEXT_GROUP), CONTEXT_LIST, false },
	[CONTEXT_HELP] = { W(CONTEXT_HELP), CONTEXT_LIST, false },
	[CONTEXT_SEAT] = { W(CONTEXT_SEAT), CONTEXT_SEAT, false },
	[CONTEXT_BALLOT] = { W(CONTEXT_BALLOT), CONTEXT_SEAT, false },
	[CONTEXT_SEAT_TEXT] = { W(CONTEXT_SEAT_TEXT), CONTEXT_SEAT, true },
	[CONTEXT_SEAT_ASK] = { W(CONTEXT_SEAT_ASK), CONTEXT_SEAT_ASK, true },
	[CONTEXT_REPLAY] = { W(CONTEXT_REPLAY), CONTEXT_REPLAY, false },
	[CONTEXT_FORM] = { W(CONTEXT_FORM), CONTEXT_GLOBAL, true },
	[CONTEXT_PROMPT] = { W(CONTEXT_PROMPT), CONTEXT_GLOBAL, true },
	[CONTEXT_ASK] = { W(CONTEXT_ASK), CONTEXT_GLOBAL, true },
};

const struct action_row *action_row(enum action_id action)
{
	return &actions[action];
}

enum action_id action_find(const char *name)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (strcmp(actions[i].name, name) == 0)
			return (enum action_id)i;
	return ACTION_NONE;
}

static const struct binding *find_here(enum context context, struct key key)
{
	for (size_t i = 0; i < BINDING_COUNT; i++) {
		struct key bound;

		if (bindings[i].context == context && key_parse(bindings[i].key, &bound) &&
		    key_equal(bound, key))
			return &bindings[i];
	}
	return NULL;
}

const struct binding *binding_find(enum context context, struct key key)
{
	char character[5];
	bool typing = contexts[context].typing;

	key = key_fold(key);
	for (;;) {
		const struct binding *found = find_here(context, key);

		if (found || context == contexts[context].parent)
			return found;
		if (typing && key_text(key, character))
			return NULL;
		context = contexts[context].parent;
	}
}

const struct binding *binding_named(enum context context, const char *name)
{
	char character[5];
	struct key key;
	bool is_text = key_parse(name, &key) && key_text(key, character);

	for (;;) {
		for (size_t i = 0; i < BINDING_COUNT; i++)
			if (bindings[i].context == context && strcmp(bindings[i].key, name) == 0)
				return &bindings[i];
		if (context == contexts[context].parent || (contexts[context].typing && is_text))
			return NULL;
		context = contexts[context].parent;
	}
}

const struct binding *binding_at(size_t index)
{
	return index < BINDING_COUNT ? &bindings[index] : NULL;
}

struct words context_title(enum context context)
{
	return contexts[context].title;
}

enum context context_parent(enum context context)
{
	return contexts[context].parent;
}

bool context_typing(enum context context)
{
	return contexts[context].typing;
}
