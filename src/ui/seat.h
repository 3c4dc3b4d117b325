/*
 * A seat 席: one participant's own terminal.  It takes that participant's position in
 * the round that is open, and nothing else; what it shows besides is what the room
 * sees.  No terminal, file or clock: cli feeds it keys, the time and the session, and
 * records the ballot that it asks for.
 */
#ifndef UI_SEAT_H
#define UI_SEAT_H

#include <stdbool.h>

#include "ui/app.h"
#include "ui/canvas.h"
#include "ui/key.h"
#include "workshop/event.h"

struct arena;
struct room_choice;
struct seat;
struct session;

/* What a key asks of the outside. */
enum seat_wish { SEAT_NOTHING, SEAT_RECORD, SEAT_REDRAW, SEAT_LEAVE };

/* `participant` is an id of the session's.  Freed with seat_free. */
struct seat *seat_new(const char *participant);
void seat_free(struct seat *seat);

/* The session as it is now (borrowed until the next call), and whether the
 * facilitator is gone.  A ballot that was begun for a round that is no more is
 * thrown away, and that is said. */
void seat_session(struct seat *seat, const struct session *session, bool waiting);
/* What the room sees, and with it a seat that is not asked; its text is copied. */
void seat_room(struct seat *seat, const struct room_choice *choice);
void seat_time(struct seat *seat, struct app_now now);

enum seat_wish seat_key(struct seat *seat, struct key key);
/* After SEAT_RECORD: the ballot, its body in `arena`. */
struct event seat_ballot(const struct seat *seat, struct arena *arena);
/* How that went: `why` NULL, it is recorded; else it is kept for another try. */
void seat_recorded(struct seat *seat, const char *why);

void seat_draw(struct seat *seat, struct arena *frame, struct canvas *canvas);

#endif
