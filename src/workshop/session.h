/*
 * A session 会議: the state that its events add up to.
 *
 * session_apply() is the only thing that changes it; the state is a pure
 * function of the pack and the events, with no clock and no I/O.  Records are
 * kept in the order in which they were made; nothing is ever taken out except
 * by refolding after `undone` and `corrected`.  Every record carries `touched`,
 * the n of the event that last changed it, so that the store writes just those
 * rows.  All memory belongs to the session's arena.
 */
#ifndef WORKSHOP_SESSION_H
#define WORKSHOP_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "content/pack.h"
#include "workshop/event.h"

struct held_pack;
struct trend_point;

/* A person 人: a participant, or somebody outside the room with a role. */
struct person {
	const char *participant; /* id, or NULL */
	const char *name, *role; /* always there when set; name NULL: nobody */
	/* Somebody's deputy, as long as that person has not confirmed it; else NULL. */
	const char *deputy_for, *confirm_by, *confirm_until;
};

struct persons { size_t count; struct person *person; };

struct money { bool set; int64_t amount; const char *currency, *per; }; /* per: once, year, "" */

struct interval { int64_t from, to; }; /* instants; to 0: still there */

/* Participant 参加者. */
struct participant {
	int64_t touched;
	const char *id, *name, *role;
	const char *address;      /* how the company addresses the person: 社長, 様 */
	bool votes, removed, present;
	const char *deputy_for;   /* name of the person represented, NULL */
	const char *confirm_by;   /* who confirms what the deputy said, until: */
	const char *confirm_until;
	const char *confirmed;    /* how and when that was done; NULL: not yet */
	size_t interval_count, interval_capacity; struct interval *interval;
	size_t recusal_count, recusal_capacity;
	struct recusal { const char *item, *reason; int64_t n; } *recusal;
};

/* Where a place of the meeting stands. "Not reached" is what silence leaves. */
enum stop_state { STOP_NOT_REACHED, STOP_OPEN, STOP_LEFT, STOP_DEFERRED, STOP_STATE_COUNT };

/* A stop 項目: an agenda block or an item, in the order of the agenda; items
 * that the agenda leaves out come last with on_agenda false. */
struct stop {
	int64_t touched;
	const char *id;           /* "opening", "D3" */
	const struct item *item;  /* NULL: a block with words of its own */
	const struct block *block; /* NULL: not on the agenda */
	bool on_agenda;
	int minutes;              /* planned */
	enum stop_state state;
	int64_t entered_at;       /* while open; 0 while the meeting is paused */
	int64_t used_ms;          /* of the visits that ended */
	const char *tab;          /* last one shown, for resuming */
	const char *reason, *until; /* deferred: why, until when (a date) or NULL */
};

/* A pause 休憩・中断: the meeting stands still, its clock with it. */
struct pause {
	int64_t touched, n;
	int64_t from, to;         /* instants; to 0: it goes on */
	int minutes;              /* as announced, 0: not said */
	const char *reason;
};

/* Appetite リスク選好: one statement; the newest for an item and area holds. */
struct appetite {
	int64_t touched, n, at;
	const char *id, *item, *area; /* area NULL: the item as a whole */
	int level;                /* 1..5 */
	const char *sentence;     /* the board's, word for word */
	struct person said_by;
	bool current;
};

struct option { const char *text, *why_not; struct money cost; };

/* Where a risk stands to the appetite of its area リスク選好の内か外か. */
struct standing {
	int appetite;             /* level that was stated, 0 none */
	int within;               /* the organisation's line for it, 0 none */
	enum standing_side { STANDING_UNKNOWN, STANDING_INSIDE, STANDING_OUTSIDE } side;
};

/* Decision 決定. */
struct decision {
	int64_t touched, n, at;
	const char *id, *item;
	const char *outcome;      /* adopted, rejected, deferred */
	const char *text, *because;
	const char *treatment;    /* modify, retain, avoid, share, NULL */
	const char *effective, *until; /* dates or NULL; until: deferred */
	size_t option_count; struct option *option;
	struct persons decided_by;
	struct persons present;   /* who was in the room, computed at its `at` */
	int voters;               /* how many of them vote and had not stood aside */
	int quorum;               /* that the setup named then; 0: none was */
	const char *supersedes;   /* id of an earlier one, here or "SESSION:ID" */
	const char *superseded_by; /* id, set by decision_superseded or a successor */
};

/* Assignment 担当: who answers for an item; the newest holds. */
struct assignment {
	int64_t touched, n;
	const char *id, *item, *decision; /* decision NULL: the item as a whole */
	struct person accountable, deputy;
	struct persons responsible, consulted, informed;
	const char *due;          /* date or NULL */
	bool current;
};

/* Action 宿題. */
struct action {
	int64_t touched, n;
	const char *id, *item, *what, *due, *decision, *condition;
	struct person owner;
	struct money cost;
	const char *state;        /* open, done, dropped */
	const char *evidence, *reason;
	const char *carries;      /* "SESSION:a1": what was left open there and goes on here, or NULL */
};

/* Risk state frozen at a moment (workshop.md 4.6). */
struct risk {
	int likelihood, impact; /* 1..5, 0 unknown */
	int level;               /* as the organisation counts it, 1..25, 0 unknown */
	struct money exposure_low, exposure_high;
	const char *basis, *measured_on;
};

/* Risk acceptance リスク受容. */
struct acceptance {
	int64_t touched, n;
	const char *id, *item, *area, *decision, *title, *scope, *justification;
	const char *controls;     /* those in place, and the compensating one */
	struct risk risk;
	size_t option_count; struct option *option;
	struct person requester, owner, approver;
	const char *authority;    /* basis on which the approver approves */
	const char *override;     /* why requester and approver are one person */
	const char *valid_until, *review_by;
	struct strings triggers;
	const char *row;          /* of the item's risks that this accepts, or NULL */
	const char *state;        /* proposed, approved, rejected, revoked */
	const char *reason;       /* of rejection, revocation, renewal */
	const char *renews;       /* "SESSION:ac1": the one that this renews, or NULL */
	const char *approved_on;
	const char *first_on;     /* since when the risk has been accepted; NULL: not yet */
	int renewals;             /* with those of the ones that it renews */
	struct standing standing; /* as it was when it was proposed, approved, renewed */
	int64_t settled_n;        /* event of the newest approval or renewal, else n */
};

/* Condition of an acceptance 条件. */
struct condition {
	int64_t touched, n;
	const char *id, *acceptance, *text, *due, *evidence;
	struct person owner;
	bool met;
};

/* Round 表明, sealed 伏せる until revealed 開く. */
struct round {
	int64_t touched, n;
	const char *id, *item, *area;
	const char *question;     /* appetite, motion */
	const char *text;         /* the motion, or NULL */
	int number;               /* 1.. of those that ask the same */
	bool straw, revealed;
	bool withdrawn;           /* closed with its positions sealed for good */
	int64_t revealed_n;
};

/* Position 立場. */
struct position {
	int64_t touched, n;
	const char *round, *participant; /* participant NULL in a straw round */
	int level;                /* 1..5, or 0 */
	const char *vote;         /* for, against, abstain, or NULL */
	const char *reason;
	int confidence;           /* 1..3, or 0 */
	bool on_request;          /* recorded at the person's request */
	bool from_seat;           /* given on the person's own terminal */
};

/* Answer in a worksheet 記入票; the newest for an item and field holds. */
struct answer {
	int64_t touched, n;
	const char *item, *field;
	const struct json *value; /* NULL: was cleared; a table: a list of rows */
};

/* Statement 発言, word for word. */
struct statement {
	int64_t touched, n, at;
	const char *id, *item, *text;
	struct person who;
	bool on_request;
};

/* Note メモ: the facilitator's own, or parked for later. */
struct note {
	int64_t touched, n, at;
	const char *id, *item, *text;
	bool parked;
};

/* A gap left open on purpose 保留した抜け: what it was, and why. */
struct deferral {
	int64_t touched, n;
	const char *gap, *item, *about, *reason; /* item, about: as in struct gap, or NULL */
};

/* Sign-off 確認: what somebody says to the record as it was read back. */
struct sign_off {
	int64_t touched, n, at;
	const char *participant;
	const char *stance;       /* approve, object */
	const char *wording;      /* of the objection, or NULL */
};

/* A consistency question 確認事項 that the room answered or waved off. */
struct settled {
	int64_t touched, n;
	const char *question, *item, *about, *answer;
	bool waved;
};

#define RECORDS(type, name) \
	size_t name##_count, name##_capacity; struct type *name

struct session {
	struct arena *arena;
	const struct pack *pack;
	struct sheet_field *sheet; size_t sheet_count; /* of all items, see sheet.h */
	struct session *before;   /* the store's: the session before it, where that was loaded, too */
	struct held_pack *kept;   /* the store's: what keeps the pack; or NULL */
	const struct trend_point *point; /* the store's: one a stop, where no event was read, nor rounds and
	                           * positions; else NULL */

	/* The journal: all of it, as recorded. */
	RECORDS(event, event);
	int64_t refolded;         /* n of the event that last changed what was before it
	                           * (records may have gone), 0 none */
	const char *unknown_kind; /* first event kind this program does not know, or NULL */
	int64_t broken_n;         /* first event that the rules would refuse (a changed
	                           * file, another program), 0 none; it is not folded */

	/* What follows is folded from the events. */
	struct session_state {
		int64_t touched;
		const char *id, *title, *organisation, *entity, *held_on, *agenda_id;
		const char *label, *language, *parent, *purpose, *pack_id, *pack_version;
		const struct json *content; /* list of the packs' SHA-256 */
		int starts;           /* minute of the day on which it is to begin; -1: not said */
		int zone;             /* minutes east of UTC on the day, where the session was made */
		int quorum;           /* voting participants needed; 0: not named */
		bool opened, sealed;
		int64_t opened_at, sealed_at, sealed_n;
		const struct agenda *agenda;
		const char *current;  /* id of the open stop, or of the last one; NULL */
		RECORDS(stop, stop);
		RECORDS(pause, pause);
		RECORDS(participant, participant);
		RECORDS(appetite, appetite);
		RECORDS(decision, decision);
		RECORDS(assignment, assignment);
		RECORDS(action, action);
		RECORDS(acceptance, acceptance);
		RECORDS(condition, condition);
		RECORDS(round, round);
		RECORDS(position, position);
		RECORDS(answer, answer);
		RECORDS(statement, statement);
		RECORDS(note, note);
		RECORDS(deferral, deferral);
		RECORDS(sign_off, sign_off);
		RECORDS(settled, settled);
		RECORDS(gone, gone);  /* events that undone took back */
	} now;
};

/* An event that no longer counts, and the one that says so. */
struct gone { int64_t n, by; };

/* An empty session over a pack, in an arena of its own; freed by session_free
 * (the pack is not). */
struct session *session_new(const struct pack *pack);
void session_free(struct session *session);

/*
 * Makes a proposed event whole: texts NFC and trimmed, empty fields left out,
 * missing VALUE_NEW_ID made, keys as the table has them.  The new body lives
 * in `arena`.  False: `err` names the field that can't be read (an unknown
 * key, a wrong type, control characters).
 */
bool event_prepare(const struct session *session, struct arena *arena,
		   struct event *event, struct error *err);

/*
 * The one gate: may this event be recorded now?  Checks the field table, then
 * the kind's rules, then what always holds (a session is open, nothing after
 * the seal, `at` not before the last event, read-only when unknown kinds are
 * in the journal).  `event` must have been prepared.
 */
bool session_check(const struct session *session, const struct event *event, struct error *err);

/*
 * Adds the event (copied into the session's arena, n given when it is 0) and
 * folds it in.  An event of an unknown kind, or one that the rules refuse (only
 * a file changed from outside has such), is kept, not folded, and makes the
 * session read-only.  Can't fail.  Returns the event as kept.
 */
const struct event *session_apply(struct session *session, const struct event *event);

/* Forgets the events after the first `count` and folds again: used when a
 * transaction fails after the state was changed. */
void session_rewind(struct session *session, size_t count);

/* The head of the chain: the newest event, or NULL. */
const struct event *session_head(const struct session *session);
const struct event *session_event(const struct session *session, int64_t n);

/* Was the event taken back?  The n of the `undone`, or 0. */
int64_t session_undone_by(const struct session *session, int64_t n);

/* What `u` would take back: the newest fact that still counts and is no
 * passage; NULL when there is none.  It may be EVENT_FINAL, then `check` says
 * why it stays. */
const struct event *session_undo_target(const struct session *session);

/* Look-ups by id; NULL when absent (also for NULL ids). */
struct participant *session_participant(const struct session *session, const char *id);
struct stop *session_stop(const struct session *session, const char *id);
struct decision *session_decision(const struct session *session, const char *id);
struct action *session_action(const struct session *session, const char *id);
struct acceptance *session_acceptance(const struct session *session, const char *id);
struct condition *session_condition(const struct session *session, const char *id);
struct round *session_round(const struct session *session, const char *id);

/* What holds now for an item (`area` may be NULL); NULL: nothing yet. */
const struct appetite *session_appetite(const struct session *session, const char *item, const char *area);
const struct assignment *session_assignment(const struct session *session, const char *item);
/* The newest decision on the item that nothing superseded. */
const struct decision *session_item_decision(const struct session *session, const char *item);

/* The stop after / before `id` on the agenda, NULL at the ends; `id` NULL: the first. */
const struct stop *session_next_stop(const struct session *session, const char *id);
const struct stop *session_previous_stop(const struct session *session, const char *id);

/* Title of a stop in the current language; its short name ("指示3", "D3", or the title). */
const char *stop_title(const struct stop *stop);
void stop_name(const struct stop *stop, char *buffer, size_t size);

/* The last item on the agenda, as the place to put another one behind; NULL none. */
const char *session_last_item(const struct session *session);
/* Where a break goes when nobody says: after the stop under discussion, else before the
 * last item; an id, NULL the beginning. */
const char *session_break_place(const struct session *session);

/* The pause that goes on, or NULL. */
const struct pause *session_pause(const struct session *session);

/* Time used at a stop up to `at`, and in the whole meeting, in milliseconds; pauses do
 * not count. */
int64_t stop_used(const struct stop *stop, int64_t at);
int64_t session_used(const struct session *session, int64_t at);
/* Minutes planned for a stop (0: it is not on the agenda), and for all of them. */
int stop_planned(const struct stop *stop);
int session_planned_minutes(const struct session *session);

/* Who was in the room at an instant and not recused from `item` (NULL: any). */
struct persons session_present(const struct session *session, int64_t at,
			       const char *item, struct arena *arena);

/* A participant as a person: one who stands in for somebody says so until that is
 * confirmed. */
struct person participant_person(const struct participant *participant);

/* "佐藤 一郎（社長）" / "Sato Ichiro (CEO)"; "" for nobody.  A deputy: "森 健（部長、
 * 田中 健の代理・田中 健が2026-12-31までに確認）". */
void person_say(struct person person, struct str *out);

#endif
