/*
 * Events: the facts that a session is made of, and the table of their kinds.
 *
 * A kind is one row: name, fields, rules (check), effect (apply), sentence in
 * both languages.  Everything that handles events goes by this table: the
 * gate, the forms on the screen, `log`, the man page's test.  To add a kind,
 * write its row, its check and apply in the rules_*.c of its group and its
 * words in lang/words_event.h; nothing else changes.
 */
#ifndef WORKSHOP_EVENT_H
#define WORKSHOP_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/lang.h"

struct arena;
struct error;
struct json;
struct session;
struct str;

/* What a field of an event's body may hold. */
enum value_type {
	VALUE_LINE,        /* text without line ends */
	VALUE_TEXT,        /* text, line ends allowed */
	VALUE_NEW_ID,      /* an id that this event gives out; made when absent */
	VALUE_INT,         /* min..max */
	VALUE_BOOL,
	VALUE_CHOICE,      /* one of `names` */
	VALUE_LEVEL,       /* appetite 1..5 */
	VALUE_DATE,        /* "2026-03-31" */
	VALUE_TIME,        /* "14:00" */
	VALUE_ITEM,        /* an item or a block of the agenda */
	VALUE_AREA,        /* an impact area of the pack */
	VALUE_AGENDA,      /* an agenda of the pack */
	VALUE_PARTICIPANT, /* id of a participant of this session */
	VALUE_PERSON,      /* a participant's id, or {"name","role"} */
	VALUE_PERSONS,     /* list of those */
	VALUE_MONEY,       /* {"amount","currency"[,"per":"once|year"]} */
	VALUE_OPTIONS,     /* list of {"text"[,"cost":money][,"why_not"]} */
	VALUE_LINES,       /* list of texts */
	VALUE_EVENT,       /* n of an earlier event of this session */
	VALUE_DECISION,    /* ids of this session's records */
	VALUE_ACTION,
	VALUE_ACCEPTANCE,
	VALUE_CONDITION,
	VALUE_ROUND,
	VALUE_CONDITIONS,  /* list of {"text","owner":person,"due":date} */
	VALUE_RISK,        /* risk state frozen at a moment, see rules_acceptance.c */
	VALUE_FIELD,       /* a field of an item's worksheet */
	VALUE_ANSWER,      /* what that field takes, see sheet.h */
	VALUE_ANY,         /* any JSON value: a correction */
	VALUE_TYPE_COUNT
};

/* A choice of a VALUE_CHOICE field: the word in the journal, the words shown. */
struct choice_name { const char *name; struct words words; };

struct event_field {
	const char *name;          /* the key in the body */
	enum value_type type;
	struct words label;        /* as forms, messages and man page call it */
	bool required;
	long min, max;             /* INT; texts: max characters, 0 = the default */
	const struct choice_name *names; /* CHOICE: ends with name NULL */
};

enum event_flag {
	EVENT_PASSAGE = 1,         /* moving through the agenda; undo skips it */
	EVENT_FINAL = 2,           /* can't be undone, only corrected or revoked */
	EVENT_FIRST = 4,           /* opens a session; all others need one */
	EVENT_PARTIAL = 8,         /* changes a record: absent fields stay, null clears */
	EVENT_CORRECTS = 16,       /* its "body" replaces that of the event it names */
	EVENT_UNDOES = 32,         /* takes the event that it names out of the state */
};

/* What is asked to be recorded: before the gate it has no n and no hash. */
struct event {
	int64_t n;                 /* 1.. within the session; 0: not recorded yet */
	int64_t at;                /* UTC, milliseconds */
	const char *kind_name;
	const struct event_kind *kind; /* NULL: a newer program's, see session.h */
	const struct json *body;   /* a map, never NULL */
	char hash[65];             /* hex; "" before it is recorded */
	bool ignored;              /* in the journal, but not folded: session.h */
};

struct event_kind {
	const char *name;          /* past tense: "decision_recorded" */
	struct words title;        /* "Decision" 決定: heading of its form */
	/* Sentence for `log`: {field} is the field's value in words, and a part in
	 * [brackets] is left out when a field in it is absent. */
	struct words sentence;
	struct words sealed_sentence; /* instead, while its round is sealed; .en may be NULL */
	const struct event_field *field;
	size_t field_count;
	unsigned flags;
	/* The rules beyond the field table; NULL: none.  May read the session,
	 * must not change it; false: `err` says why, in the reader's language. */
	bool (*check)(const struct session *session, const struct event *event, struct error *err);
	/* The effect.  Can't fail: check has been passed. */
	void (*apply)(struct session *session, const struct event *event);
	/* Cleans what the field table can't (a worksheet's answer, by the pack's
	 * types); NULL: nothing.  `original`: the event that `body` corrects, or NULL. */
	bool (*prepare)(const struct session *session, struct arena *arena, struct json *body,
			const struct event *original, struct error *err);
	/* For VALUE_NEW_ID: how made ids begin ("p" gives p1, p2, ...). */
	const char *id_prefix;
};

/* A group of rows, one per rules_*.c.  False: there is no such group. */
struct event_group { struct words title; const struct event_kind *row; size_t count; };
bool event_group_at(size_t index, struct event_group *group);

/* By name; NULL when this program does not know it. */
const struct event_kind *event_kind_find(const char *name);
const struct event_field *event_field_find(const struct event_kind *kind, const char *name);

/* The rows one after another, for tables and tests: NULL after the last. */
const struct event_kind *event_kind_at(size_t index);

/* The words of a choice; the name itself when it is none of them. */
const char *choice_say(const struct choice_name *names, const char *name);

/*
 * The event as a sentence of the current language, without line ends.  Values
 * of a sealed round are not in it.  `session` is the state after the event.
 */
void event_sentence(const struct session *session, const struct event *event, struct str *out);

/* One field's value in words ("3 cautious", "Sato (CFO)", "2026-03-31"). */
void event_value_say(const struct session *session, const struct event_field *field,
		     const struct json *value, struct str *out);

#endif
