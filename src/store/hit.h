/*
 * What an event that a search found says of itself: whose words, and the words.
 * Internal to store/.
 */
#ifndef STORE_HIT_H
#define STORE_HIT_H

#include <stddef.h>

struct arena;
struct event;
struct said_names;
struct store_hit;

/* Sets `who` and `text` of the hit; `word`: what was looked for, folded.  In `arena`. */
void hit_say(const struct said_names *names, const struct event *event, const char *const *word, size_t words,
	     struct arena *arena, struct store_hit *hit);

#endif
