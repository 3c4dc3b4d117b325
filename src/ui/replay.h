/*
 * A replay 再生: a past session on the room's screen, as it happened: who decided what
 * and when.  No file, terminal or clock; cli says how much time has passed.
 */
#ifndef UI_REPLAY_H
#define UI_REPLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/canvas.h"
#include "ui/key.h"

struct arena;
struct replay;
struct session;

enum replay_wish { REPLAY_NOTHING, REPLAY_REDRAW, REPLAY_LEAVE };

/* Stands at the first event, and plays.  `whole` is borrowed until replay_free. */
struct replay *replay_new(const struct session *whole, int zone_minutes);
void replay_free(struct replay *replay);

enum replay_wish replay_key(struct replay *replay, struct key key);

/* So many milliseconds have passed for those who watch; true: something is different. */
bool replay_pass(struct replay *replay, int64_t ms);

/* To the moment after event `n` (beyond the last: the end), and stops there. */
void replay_go(struct replay *replay, int64_t n);

void replay_draw(struct replay *replay, struct arena *frame, struct canvas *canvas);

#endif
