/*
 * One participant's seat with its file: what the terminal of `entaku seat` drives.  It
 * writes nothing into the file but that person's positions.
 */
#ifndef CLI_SITTING_H
#define CLI_SITTING_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/context.h"
#include "cli/holder.h"
#include "ui/canvas.h"
#include "ui/key.h"
#include "ui/seat.h"

struct session;

struct sitting {
	struct cli_context *context;
	struct arena *frame, *holders;
	struct store *store;
	struct session *session;
	struct seat *seat;
	int64_t version;
	const char *holder; /* of the lease, in `holders`; NULL nobody */
	struct holder_watch watch;
	bool gone;
};

/* `session` and `who` as people name them.  False: `err`, and nothing is left open. */
bool sitting_open(struct sitting *sitting, struct cli_context *context, const char *session, const char *who,
		  struct error *err);
void sitting_close(struct sitting *sitting);

/* A key and what follows from it in the file; what it asks of the terminal. */
enum seat_wish sitting_key(struct sitting *sitting, struct key key);

/* Takes in what others did; true: the picture may be another one. */
bool sitting_look(struct sitting *sitting);

/* In memory that the next one takes. */
struct canvas *sitting_picture(struct sitting *sitting, int width, int height, bool ascii);

#endif
