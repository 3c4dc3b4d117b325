/*
 * Search 検索 in everything that was ever said or decided, the newest session first and
 * in it the newest event.  Width and case of letters do not matter; several words must
 * all stand in one event.  It goes on a few sessions at a time, so that a screen can
 * show what was found so far.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;
struct search;
struct store;

struct store_hit {
	int64_t number, n;       /* of the session, of the event in it */
	const char *session, *title, *organisation, *entity, *held_on, *pack;
	const char *at, *kind;   /* of the event */
	const char *item;        /* that it belongs to, or where the meeting was; NULL none */
	const char *text;        /* of the event: where a word was found, or what else it says */
	const char *who;         /* said that, or is the one whose name was found; NULL nobody */
	int64_t undone_by;       /* the event that took it back, 0 none */
};

/* NULL: there is nothing to look for in `text`, or it could not be read. */
struct search *store_search(struct store *store, const char *text, struct error *err);
void search_free(struct search *search);

/*
 * Looks through the next `sessions` sessions; `each` gets what is found (it lasts until
 * `each` returns), false from it ends the search for good.  False: `err` says why.
 */
bool search_step(struct search *search, size_t sessions, bool (*each)(void *with, const struct store_hit *hit),
		 void *with, struct error *err);
bool search_is_over(const struct search *search);

#endif
