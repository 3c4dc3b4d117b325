/*
 * The facilitator's program on a disk in memory that fails: a key is pressed with every
 * call failing in turn, and each time the screen says so, what was typed is still there,
 * and the same key records it when the disk works again.
 */
#ifndef APP_SUPPORT_FAULT_H
#define APP_SUPPORT_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/desk.h"
#include "support/disk.h"
#include "support/sweep.h"

struct session;

/* One program with its screen. */
struct screen {
	struct arena *arena;
	struct cli_context context;
	struct desk desk;
	char folder[256], dump[64 * 1024];
};

/* A folder and a disk of its own; the screen shows home. */
void screen_begin(struct screen *screen, bool shares);
/* The same in the middle of a meeting: Abe and Ito, who vote, at directive 3. */
void screen_meeting(struct screen *screen, bool shares);
void screen_end(struct screen *screen);

void screen_press(struct screen *screen, const char *names);
void screen_type(struct screen *screen, const char *text);
bool screen_shows(struct screen *screen, const char *text);
/* Another program on the same file: the words of a command, ended by NULL; its status, and
 * what it said to standard error in `dump`. */
int screen_command(struct screen *screen, const char *const *word);
size_t screen_events(const struct screen *screen);

/* In a copy.  The file holds the session as it is in memory, or one event more where there
 * is `doubt` about it; it is the only one, and all of it verifies. */
void screen_check_file(const struct screen *screen, const struct session *session, bool doubt);

/* Does the newest event say this? */
bool session_newest_says(const struct session *session, const char *text);

/* How a call fails; no code where it can't. */
struct disk_fault screen_refuses(enum disk_call call);

/* Every call that the disk can refuse fails in turn from here on, and from_on: all after
 * it, too.  The end counts, and fails where one copy did. */
void faults_begin(struct sweep *sweep, size_t sample, bool from_on);
void faults_end(struct sweep *sweep);
size_t faults_count(void);

/* A key that records, what it takes to press it again, what stays on the screen when it
 * could not, and what is recorded. */
struct screen_key { const char *key, *again, *shown, *says; };
void screen_record(struct screen *screen, const struct screen_key *key, bool from_on);

#endif
