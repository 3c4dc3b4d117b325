/*
 * A room without a terminal, a file or a clock: the screen's state, a session
 * in memory, and a performer that does with effects what cli does with a store.
 */
#ifndef APP_SUPPORT_H
#define APP_SUPPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "lang/lang.h"
#include "ui/app.h"

struct arena;
struct session;

struct room {
	struct arena *arena, *frame;
	struct app *app;
	const struct pack *pack;
	struct session *session, *parent;
	int64_t at;               /* the clock: moves only when told */
	int recorded;             /* effects that were carried out */
	const char *refuse;       /* the next record fails with these words */
	enum effect_kind last;    /* the newest effect */
	bool force;
	struct str place;         /* "D3 decide" of the newest EFFECT_PLACE */
	struct str draft;         /* as a store would have it: "SESSION FIELD TEXT" */
};

/* The pack of the program, read once a test program. */
const struct pack *room_pack(void);

/* An app on home with the list of sessions empty. */
void room_open(struct room *room);
void room_close(struct room *room);

/* Four sessions on home. */
void room_list(struct room *room);
/* A session with seven people, all but one present, before the first item. */
void room_prepare(struct room *room);
/* The same in its middle: P1 to D2 done, D3 open; with a session before it. */
void room_meet(struct room *room);
/* The same with every item decided and owned. */
void room_complete(struct room *room);
/* Gives the session to the screen, read only when `reason` is not NULL. */
void room_show(struct room *room, const char *stop, const char *tab, const char *reason);

/* An event straight into the session, as JSON; the test fails when refused. */
void room_record(struct room *room, struct session *session, const char *kind, const char *json);
void room_minutes(struct room *room, int minutes);

/* Keys by name, separated by spaces; characters; and what follows from them. */
void room_keys(struct room *room, const char *names);
void room_type(struct room *room, const char *text);

/* The screen as text. */
const char *room_dump(struct room *room, int width, int height);
bool room_shows(struct room *room, const char *text);
/* Texts in the language of now. */
const char *both(const char *en, const char *ja);

#endif
